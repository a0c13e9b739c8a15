"""Values of query results, as data and as text."""

from __future__ import annotations

from typing import Any

import pytest

from graph.store import GraphStore
from graph.values import plain, short


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), (True, "true"), (1300.0, "1300"), (3.6, "3.6"), (1e300, "1e+300"), (float("nan"), "nan"),
        ("三会一课", "三会一课"), ([1.0, None, "a"], "[1, , a]"), ({"a": 1.0}, "{a: 1}"), (b"\x00\xff", "00ff"),
    ],
)  # fmt: skip
def test_short_text_of_plain_values(value: Any, text: str) -> None:
    assert short(value) == text


def test_graph_values_of_both_stores_look_the_same(store: GraphStore) -> None:
    store.execute_write(
        "CREATE (p:Person {id: 'p', caption: '王建国', masked: false, scope: 's', name: '王建国'})"
        "-[:HOLDS {report: 'r', start: 0, end: 2, sentence: '。'}]->(:Role {id: 'o', name: '镇长'})"
    )
    query = "MATCH path = (p:Person)-[h:HOLDS]->(r:Role) RETURN p, h, path, date('2023-05-01') AS day"
    (row,) = store.table(query).rows
    person, held, path, day = row
    assert plain(person) == {
        "labels": ["Person"],
        "properties": {"id": "p", "caption": "王建国", "masked": False, "scope": "s", "name": "王建国"},
    }
    assert plain(held)["type"] == "HOLDS"
    assert plain(held)["properties"] == {"report": "r", "start": 0, "end": 2, "sentence": "。"}
    assert [node["properties"]["id"] for node in plain(path)["nodes"]] == ["p", "o"]
    assert plain(path)["relationships"][0]["start"] == "p"
    assert plain(day) == "2023-05-01"
    assert short(person) == "(:Person 王建国)"
    assert short(path) == "(:Person 王建国)-[:HOLDS]->(:Role 镇长)"
    backwards = store.table("MATCH path = (:Role)<-[:HOLDS]-(:Person) RETURN path").rows[0][0]
    assert short(backwards) == "(:Role 镇长)<-[:HOLDS]-(:Person 王建国)"
