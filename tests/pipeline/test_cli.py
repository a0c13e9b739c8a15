"""`shutu` as a user meets it: every command documented, results on stdout, the rest on stderr, honest exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest

from pipeline.cli import shutu

REPORT = """副镇长2023年度述职报告
一、履职情况
一是抓实农业生产。全年完成玉米播种面积1.2万亩，培训种植户300余人次，严格落实“三会一课”制度，联系X村。
二、下步打算
一是计划新建机耕路3条。
"""


def run(*arguments: str, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *arguments], input=stdin, capture_output=True, cwd=cwd, check=False
    )


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    path.write_text(REPORT, "utf-8")
    return path


def all_commands() -> list[str]:
    return shutu.list_commands(click.Context(shutu))


@pytest.mark.parametrize("name", all_commands())
def test_cli_every_command_has_help_for_itself_and_each_option(name: str) -> None:
    command = shutu.get_command(click.Context(shutu), name)
    assert command is not None
    assert command.help, name
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts}"


@pytest.mark.parametrize("name", all_commands())
def test_cli_every_command_is_in_the_readme(name: str) -> None:
    root = Path(__file__).resolve().parents[2]
    for readme in ("README.md", "README.zh-CN.md"):
        assert f"`shutu {name}" in (root / readme).read_text("utf-8"), readme


def test_cli_extract_prints_one_line_a_report_with_offsets_into_the_source(report: Path) -> None:
    done = run("extract", str(report))
    assert done.returncode == 0, done.stderr.decode()
    lines = done.stdout.decode("utf-8").splitlines()
    assert len(lines) == 1
    found = json.loads(lines[0])
    assert found["report"]["source"] == report.as_posix()
    assert found["report"]["year"] == 2023
    assert found["mentions"]
    for mention in found["mentions"]:
        assert REPORT[mention["start"] : mention["end"]] == mention["text"]
    assert {m["type"] for m in found["mentions"]} >= {"quantity", "program", "role", "place"}


def test_cli_extract_is_deterministic_and_the_same_with_workers(report: Path, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(REPORT.replace("300", f"{number}00"), "utf-8")
    once, again, parallel = (run("extract", *extra, str(tmp_path)) for extra in ([], [], ["-j", "2"]))
    assert once.returncode == 0
    assert len(once.stdout.splitlines()) == 4
    assert once.stdout == again.stdout == parallel.stdout


def test_cli_extract_bad_file_is_named_on_stderr_and_stops_nothing(report: Path, tmp_path: Path) -> None:
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    done = run("extract", str(empty), str(report))
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert "空.txt" in done.stderr.decode("utf-8")


def test_cli_extract_reads_standard_input() -> None:
    done = run("extract", "-", stdin=REPORT.encode("gb18030"))
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["report"]["title"] == "副镇长2023年度述职报告"


def test_cli_extract_text_prints_what_offsets_refer_to(report: Path) -> None:
    assert run("extract", "--text", str(report)).stdout.decode("utf-8") == REPORT


def test_cli_extract_table_shows_figures_as_people_read_them(report: Path) -> None:
    shown = run("extract", "--format", "table", str(report)).stdout.decode("utf-8")
    for words in ("12,000 亩", "≥ 300 人次", "三会一课", "计划", "X村"):
        assert words in shown


@pytest.mark.parametrize("arguments", [["extract"], ["nonsense"], ["extract", "--format", "xml", "a"]])
def test_cli_wrong_usage_exits_with_2(arguments: list[str]) -> None:
    assert run(*arguments).returncode == 2


def test_cli_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom pipeline.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print([m for m in ('spacy', 'numpy', 'pydantic', 'prefect', 'neo4j', 'rich') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
