"""The library of saved queries: its headers are complete, its names exist, its parameters are checked."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.ask_commands import ask, example_command
from graph.checks import unknown_names
from graph.library import (
    TOPICS,
    ParameterError,
    SavedQuery,
    UnknownQueryError,
    find_query,
    parse_query,
    saved_queries,
)
from graph.queries_page import as_markdown
from tools.update_query_rows import PAGE, ROWS

HEADER = """\
// name: small
// topic: people
// title zh: 小
// title en: Small
// question zh: 谁？
// question en: Who?
// param year: integer? | 年度 | Year
// param least: float = 0.5 | 至少 | At least
// param name: string | 名字 | Name
// example: {"name": "何某"}
// column person: string? | 人 | Person
RETURN $name + $year + $least AS person
"""

each_query = pytest.mark.parametrize("query", saved_queries(), ids=lambda query: query.name)


def small() -> SavedQuery:
    return parse_query(HEADER, "small.cypher")


def test_there_are_queries_on_every_topic() -> None:
    assert len(saved_queries()) >= 25
    assert {query.topic for query in saved_queries()} == set(TOPICS)


@each_query
def test_a_query_names_only_what_the_graph_has(query: SavedQuery) -> None:
    assert unknown_names(query.cypher) == []


@each_query
def test_a_query_says_in_what_order_its_rows_come(query: SavedQuery) -> None:
    assert "\nORDER BY " in query.cypher


@each_query
def test_a_query_only_reads(query: SavedQuery) -> None:
    words = set(query.cypher.upper().split())
    assert not words & {"CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "DROP", "LOAD", "FOREACH"}


@each_query
def test_a_query_is_documented_and_has_expected_rows(query: SavedQuery) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert f"\n### {query.name}\n" in page
    assert example_command(query) in page
    assert (ROWS / f"{query.name}.json").exists(), "python -m tools.update_query_rows, then read the rows"


def test_no_expected_rows_are_left_of_a_query_that_is_gone() -> None:
    assert {path.stem for path in ROWS.glob("*.json")} == {query.name for query in saved_queries()}


def test_the_page_is_what_the_headers_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == as_markdown(), "python -m tools.update_query_rows --docs"


def test_a_header_is_read_whole() -> None:
    query = small()
    assert (query.title.zh, query.title.en, query.topic) == ("小", "Small", "people")
    assert [(p.name, p.type, p.required, p.default) for p in query.parameters] == [
        ("year", "integer", False, None),
        ("least", "float", False, 0.5),
        ("name", "string", True, None),
    ]
    assert query.cypher == "RETURN $name + $year + $least AS person"


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("// title en: Small\n", "", "en"),
        ("// question zh: 谁？\n", "", "zh"),
        ("topic: people", "topic: weather", "topic"),
        ("// example: ", "// exsample: ", "exsample"),
        ('{"name": "何某"}', "{}", "needs the parameter name"),
        ('{"name": "何某"}', '{"name": 3}', "must be a string"),
        ("$year", "$month", "month"),
        ("param year", "param least", "least"),
        ("float = 0.5", 'float = "half"', "not a float"),
        ("float = 0.5", "decimal", "decimal"),
        ("name: small", "name: large", "called large"),
        ("| 年度 | Year", "| 年度", "param year"),
        ("// column person: string? | 人 | Person\n", "", "columns"),
        ("// topic: people", "// topic: people\n// topic: people", "said twice"),
    ],
)
def test_a_wrong_header_is_refused_with_what_is_wrong(old: str, new: str, complaint: str) -> None:
    assert old in HEADER
    with pytest.raises(ValueError, match=r"small\.cypher") as caught:
        parse_query(HEADER.replace(old, new, 1), "small.cypher")
    assert complaint in str(caught.value)


def test_parameters_are_bound_with_defaults_and_integers_pass_as_floats() -> None:
    assert small().bind({"name": "何某", "least": 1}) == {"year": None, "least": 1.0, "name": "何某"}


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({}, "needs the parameter name"),
        ({"name": 2023}, "name must be a string"),
        ({"name": None}, "name must be a string"),
        ({"name": "何某", "year": "2023"}, "year must be an integer or null"),
        ({"name": "何某", "year": True}, "year must be an integer or null"),
        ({"name": "何某", "year": 2023.0}, "year must be an integer or null"),
        ({"name": "何某", "nmae": "何某"}, "has no parameter nmae; it takes least, name, year"),
    ],
)
def test_wrong_parameters_are_refused_before_the_graph_is_asked(
    given: dict[str, object], complaint: str
) -> None:
    with pytest.raises(ParameterError) as caught:
        small().bind(given)
    assert complaint in str(caught.value)


@settings(max_examples=60)
@given(st.text())
def test_text_on_the_command_line_stays_text(text: str) -> None:
    name = small().parameter("name")
    assert name is not None
    assert name.parse(text) == text


def test_an_unknown_query_comes_with_names_like_it() -> None:
    with pytest.raises(UnknownQueryError) as caught:
        find_query("responsibilites")
    assert "responsibilities" in caught.value.near


def test_ask_lists_what_each_query_answers_in_both_languages() -> None:
    listed = CliRunner().invoke(ask, [])
    assert listed.exit_code == 0
    for query in saved_queries():
        assert query.name in listed.output
        assert query.question.zh in listed.output
        assert query.question.en in listed.output
    rows = json.loads(CliRunner().invoke(ask, ["--format", "json"]).output)
    assert [row["name"] for row in rows] == [query.name for query in saved_queries()]


def test_ask_describes_a_query() -> None:
    said = CliRunner().invoke(ask, ["place-page", "--describe"]).output
    assert "shutu ask place-page -p place=石榴湾村" in said
    assert find_query("place-page").cypher in said


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["no-such-thing"], "no saved query no-such-thing"),
        (["reports", "-p", "year=last"], 'year must be an integer or null, not "last"'),
        (["reports", "-p", "year"], "'year' is not NAME=VALUE"),
        (["reports", "-p", "year=2022", "-p", "year=2023"], "year is given twice"),
        (["place-page"], "needs the parameter place"),
        (["same-name-people", "-p", "x=1"], "has no parameter x; it takes none"),
        (["-p", "x=1"], "which query?"),
    ],
)
def test_ask_refuses_wrong_usage_and_says_why(arguments: list[str], complaint: str) -> None:
    said = CliRunner().invoke(ask, arguments)
    assert said.exit_code == 2
    assert complaint in said.output.replace("\n", " ")
