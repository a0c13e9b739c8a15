"""Every saved query gives the expected rows, of the types that its header promises, on both stores.

The rows are those of samples/, in tests/graph/query_rows/; see tools/update_query_rows.py.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner

from graph.ask_commands import ask
from graph.browser.favourites import as_favourite
from graph.library import SavedQuery, find_query, saved_queries
from graph.store import GraphStore
from tests.conftest import empty
from tools.update_query_rows import ROWS, answers, as_rows, ingest_samples

#: Filling a store counts towards the first test that needs it.
pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module", params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def samples(request: pytest.FixtureRequest) -> Iterator[GraphStore]:
    """The graph of samples/ on each of the two stores in turn."""
    store: GraphStore = request.getfixturevalue(f"{request.param}_store")
    empty(store)
    ingest_samples(store)
    yield store
    empty(store)


def expected(query: SavedQuery) -> dict[str, Any]:
    rows: dict[str, Any] = json.loads((ROWS / f"{query.name}.json").read_text(encoding="utf-8"))
    return rows


@pytest.mark.parametrize("query", saved_queries(), ids=lambda query: query.name)
def test_a_query_gives_the_expected_rows(samples: GraphStore, query: SavedQuery) -> None:
    wanted = expected(query)
    assert wanted["columns"] == [column.name for column in query.columns]
    for found, wanted_of_example in zip(answers(samples, query), wanted["examples"], strict=True):
        assert found["parameters"] == wanted_of_example["parameters"]
        assert found["rows"] == wanted_of_example["rows"]


@pytest.mark.parametrize("query", saved_queries(), ids=lambda query: query.name)
def test_a_query_gives_what_its_header_promises(samples: GraphStore, query: SavedQuery) -> None:
    for example in query.examples:
        table = samples.table(query.cypher, query.bind(example))
        if table.rows:  # the embedded store forgets the columns of an empty result
            assert table.columns == [column.name for column in query.columns]
        wrong = [
            (column.name, value)
            for row in table.rows
            for column, value in zip(query.columns, row, strict=True)
            if not column.fits(value)
        ]
        assert not wrong


@pytest.mark.parametrize("query", saved_queries(), ids=lambda query: query.name)
def test_a_query_with_its_values_written_in_gives_the_same_rows(
    samples: GraphStore, query: SavedQuery
) -> None:
    found = samples.table(as_favourite(query))
    assert as_rows(found) == expected(query)["examples"][0]["rows"]


@pytest.mark.parametrize("query", saved_queries(), ids=lambda query: query.name)
def test_a_query_runs_with_its_defaults_alone(samples: GraphStore, query: SavedQuery) -> None:
    if not any(parameter.required for parameter in query.parameters):
        samples.table(query.cypher, query.bind({}))


def test_every_query_has_an_example_with_rows() -> None:
    bare = {
        query.name for query in saved_queries() if not any(e["rows"] for e in expected(query)["examples"])
    }
    assert not bare


def test_masked_figures_are_never_ranked(samples: GraphStore) -> None:
    query = find_query("indicator-ranking")
    masked = samples.execute_read("MATCH (q:Quantity) WHERE q.masked RETURN q.sentence AS s, q.start AS at")
    ranked = samples.table(query.cypher, query.bind({"indicator": ""}))
    at, sentence = ranked.columns.index("start"), ranked.columns.index("sentence")
    assert masked
    assert not {(row["s"], row["at"]) for row in masked} & {(row[sentence], row[at]) for row in ranked.rows}


def test_unresolved_shorthand_is_never_counted_together(samples: GraphStore) -> None:
    ranking = samples.table(
        find_query("programmes-ranking").cypher, find_query("programmes-ranking").bind({"limit": 10000})
    )
    columns = {name: at for at, name in enumerate(ranking.columns)}
    unresolved = [row for row in ranking.rows if row[columns["sense"]] is None]
    assert unresolved
    assert all(row[columns["reports"]] == 1 and row[columns["only_in"]] for row in unresolved)
    together = find_query("programmes-together")
    pairs = samples.table(together.cypher, together.bind({"minimum": 1}))
    names = {row[columns["program"]] for row in ranking.rows if row[columns["sense"]] is not None}
    assert {name for row in pairs.rows for name in row[:2]} <= names


def test_ask_prints_rows_in_each_form(samples: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    class Kept:
        """The session's store, which outlives the command."""

        def __enter__(self) -> GraphStore:
            return samples

        def __exit__(self, *error: object) -> None: ...

    monkeypatch.setattr("graph.ask_commands.open_chosen", lambda store: (Kept(), None))
    asked = ["responsible-for", "-p", "name=石榴湾村"]
    rows = json.loads(CliRunner().invoke(ask, [*asked, "--format", "json"]).output)
    assert {(row["mode"], row["person"], row["year"]) for row in rows} == {
        ("联系", "段云舟", 2022),
        ("联系", "段云舟", 2023),
    }
    csv = CliRunner().invoke(ask, [*asked, "--format", "csv"]).output.splitlines()
    assert csv[0] == "name,mode,person,year,sentence,start,report"
    assert len(csv) == 3
    assert "段云舟" in CliRunner().invoke(ask, asked).output
    nobody = CliRunner().invoke(ask, ["responsible-for", "-p", "name=无此村", "--format", "csv"])
    assert nobody.output.splitlines() == csv[:1]
