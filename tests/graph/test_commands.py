"""The commands, as a user runs them: output, exit status, and what goes where."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store import open_store
from pipeline.settings import load_settings
from tests.graph.test_ingest import report


class Shutu:
    """Runs `shutu` in a folder of its own, on a store of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("SHUTU", "NEO4J"))},
            "SHUTU_STORE": str(folder / "graph"),
            "SHUTU_STORE_HEAP": "256m",
            "SHUTU_STORE_IDLE_SECONDS": "20",
        }

    def __call__(self, *arguments: str, status: int = 0, stdin: str = "") -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", "pipeline", *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=self.folder,
            env=self.environment,
            input=stdin,
            check=False,
        )
        assert done.returncode == status, (done.stdout, done.stderr)
        assert "Traceback" not in done.stderr
        return done


@pytest.fixture(scope="module")
def shutu(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shutu]:
    folder = tmp_path_factory.mktemp("user")
    (folder / "reports").mkdir()
    for number in (11, 12):
        (folder / "reports" / f"{number}.txt").write_text(report(number), encoding="utf-8")
    run = Shutu(folder)
    first = run("ingest", "reports", "--format", "json")
    assert json.loads(first.stdout)["sources"] == 2
    yield run
    open_store(str(folder / "graph"), load_settings()).stop()


def test_ingest_prints_a_summary_on_stdout_and_nothing_else(shutu: Shutu) -> None:
    done = shutu("ingest", "reports")
    assert "ingested 0 sources" in done.stdout
    assert "2 unchanged; 0 failed" in done.stdout
    assert done.stderr == ""


def test_ingest_exits_with_1_when_some_input_failed_and_the_rest_is_done(shutu: Shutu) -> None:
    (shutu.folder / "bad.txt").write_bytes(b"")
    done = shutu("ingest", "reports", "bad.txt", status=1)
    assert "2 unchanged; 1 failed" in done.stdout
    assert done.stderr.startswith("shutu: bad.txt: ")


def test_ingest_says_what_is_gone(shutu: Shutu) -> None:
    extra = shutu.folder / "reports" / "99.txt"
    extra.write_text(report(99), encoding="utf-8")
    shutu("ingest", "reports")
    extra.unlink()
    done = shutu("ingest", "reports")
    assert "gone: reports/99.txt\n" in done.stdout
    assert "--sync" in done.stderr
    assert "gone: reports/99.txt (removed)" in shutu("ingest", "reports", "--sync").stdout


def test_query_prints_a_table_with_chinese_aligned(shutu: Shutu) -> None:
    done = shutu("query", "MATCH (p:Program {name: '三会一课'}) RETURN p.name AS 名称, 1.0 AS n")
    lines = [text.rstrip() for text in done.stdout.splitlines() if text.strip()]
    assert lines[0].split() == ["名称", "n"]
    assert lines[2].split() == ["三会一课", "1"]
    assert lines[-1] == "1 row"


def test_query_prints_json_that_is_an_array_of_objects(shutu: Shutu) -> None:
    done = shutu(
        "query",
        "MATCH (q:Quantity) RETURN q.text AS text, q.value AS value, q ORDER BY text",
        "--format",
        "json",
    )
    rows = json.loads(done.stdout)
    assert {"12户", "11户"} <= {row["text"] for row in rows}
    assert rows[0]["q"]["labels"] == ["Quantity"]
    assert shutu("query", "MATCH (n:Role {id: 'x'}) RETURN n", "--format", "json").stdout == "[]\n"


def test_query_prints_csv(shutu: Shutu) -> None:
    done = shutu("query", "RETURN 'a,\"b\"\n' AS x, null AS y, [1] AS z", "--format", "csv")
    assert list(csv.reader(io.StringIO(done.stdout))) == [["x", "y", "z"], ['a,"b"\n', "", "[1]"]]


def test_query_takes_parameters_as_json_or_text(shutu: Shutu) -> None:
    query = "RETURN $a AS a, $b AS b, $c AS c, $d AS d"
    given = ["-p", "a=2023", "-p", "b=镇党委", "-p", 'c="2023"', "-p", "d=[1, 2]", "--format", "json"]
    assert json.loads(shutu("query", query, *given).stdout) == [
        {"a": 2023, "b": "镇党委", "c": "2023", "d": [1, 2]}
    ]


def test_query_reads_standard_input(shutu: Shutu) -> None:
    assert json.loads(shutu("query", "-", "--format", "json", stdin="RETURN 1 AS one").stdout) == [{"one": 1}]


def test_query_does_not_write_unless_told_to(shutu: Shutu) -> None:
    count = ("query", "MATCH (n:Program {id: 'mine'}) RETURN count(n) AS n", "--format", "json")
    refused = shutu("query", "CREATE (:Program {id: 'mine', name: 'x', kind: 'named'})", status=1)
    assert "--write" in refused.stderr
    assert json.loads(shutu(*count).stdout) == [{"n": 0}]
    shutu("query", "CREATE (:Program {id: 'mine', name: 'x', kind: 'named'})", "--write")
    assert json.loads(shutu(*count).stdout) == [{"n": 1}]
    shutu("query", "MATCH (n:Program {id: 'mine'}) DELETE n", "--write")


def test_query_warns_of_names_that_the_graph_has_not(shutu: Shutu) -> None:
    done = shutu("query", "MATCH (p:Persn) RETURN p.name AS name", "--format", "json")
    assert "no label Persn" in done.stderr
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["query"], 2, "Missing argument"),
        (["query", "RETURN 1", "-p", "nonsense"], 2, "NAME=VALUE"),
        (["query", "RETURN 1", "--format", "xml"], 2, "xml"),
        (["query", "RETURN 1 +"], 1, "shutu: "),
        (["query", "RETURN 1", "-s", "http://localhost"], 2, "unknown scheme"),
        (["query", "RETURN 1", "-s", "bolt://127.0.0.1:1"], 2, "NEO4J_PASSWORD"),
        (["remove", "nowhere.txt"], 1, "no such source or report"),
        (["ingest"], 2, "Missing argument"),
        (["export"], 2, "Missing argument"),
        (["search"], 2, "Missing argument"),
    ],
)
def test_what_is_wrong_is_said_on_stderr(shutu: Shutu, arguments: list[str], status: int, said: str) -> None:
    done = shutu(*arguments, status=status)
    assert said in done.stderr
    assert done.stdout == ""


def test_search_finds_sentences(shutu: Shutu) -> None:
    hits = json.loads(shutu("search", "主题党日12次", "--format", "json").stdout)
    assert [(hit["kind"], hit["source"]) for hit in hits] == [("sentence", "reports/12.txt")]
    assert "三会一课" in shutu("search", "三会一课").stdout


def test_schema_shows_the_model_and_how_much_there_is(shutu: Shutu) -> None:
    assert "(:Place:Village)" in shutu("schema").stdout
    assert json.loads(shutu("schema", "--format", "json").stdout)["nodes"]
    assert shutu("schema", "--format", "mermaid").stdout.startswith("flowchart")
    assert json.loads(shutu("schema", "--counts", "--format", "json").stdout)["Report"] == 2


def test_export_writes_all_three_formats(shutu: Shutu) -> None:
    done = shutu("export", "out")
    assert "exported" in done.stdout
    written = {path.name for path in (shutu.folder / "out").rglob("*")}
    assert {"graph.graphml", "graph.jsonl", "Person.csv", "arguments.txt"} <= written


def test_remove_takes_a_source_out_and_says_so(shutu: Shutu) -> None:
    (shutu.folder / "one.txt").write_text(report(77), encoding="utf-8")
    shutu("ingest", "one.txt")
    assert shutu("remove", "one.txt").stdout == "removed one.txt\n"
    left = shutu("query", "MATCH (q:Quantity {text: '77户'}) RETURN count(q) AS n", "--format", "json")
    assert json.loads(left.stdout) == [{"n": 0}]


@pytest.mark.parametrize("command", ["ingest", "remove", "query", "search", "schema", "export"])
def test_every_command_has_help(shutu: Shutu, command: str) -> None:
    assert "Usage:" in shutu(command, "--help").stdout
