"""What a request for the query page asks."""

from __future__ import annotations

from graph.library import find_query
from graph.web.asked import asked_in


def test_nothing_asked_is_an_empty_form() -> None:
    asked = asked_in({})
    assert (asked.cypher, asked.problem) == ("", "")


def test_a_saved_query_begins_with_its_first_example() -> None:
    query = find_query("programmes-carried-out")
    asked = asked_in({"saved": query.name})
    assert asked.cypher == query.cypher
    assert asked.values == query.bind(query.examples[0])
    assert asked.fields == {"program": "三会一课", "year": ""}


def test_parameters_of_a_saved_query_have_its_types() -> None:
    query = find_query("programmes-carried-out")
    asked = asked_in(
        {"saved": query.name, "q": query.cypher.replace("\n", "\r\n"), "p.program": "2023", "p.year": "2023"}
    )
    assert asked.saved is query
    assert asked.values == {"program": "2023", "year": 2023}


def test_a_wrong_parameter_is_said_and_what_was_typed_stays() -> None:
    asked = asked_in({"saved": "programmes-carried-out", "p.program": "", "p.year": "去年"})
    assert "year" in asked.problem
    assert asked.fields["year"] == "去年"


def test_a_query_that_was_changed_is_the_readers_own() -> None:
    asked = asked_in(
        {
            "saved": "programmes-carried-out",
            "q": "RETURN $x AS x, $names AS y",
            "p.x": "镇",
            "p.names": '["a"]',
        }
    )
    assert asked.saved is None
    assert asked.values == {"x": "镇", "names": ["a"]}


def test_unknown_queries_and_endless_ones_are_problems() -> None:
    assert "no saved query nonsense" in asked_in({"saved": "nonsense"}).problem
    assert asked_in({"q": "x" * 30_000}).problem
