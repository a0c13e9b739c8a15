"""Column names, read from a query."""

from __future__ import annotations

import pytest

from graph.columns import returned_columns


@pytest.mark.parametrize(
    ("cypher", "names"),
    [
        ("MATCH (n) RETURN n.name AS z, n.id AS a", ["z", "a"]),
        ("MATCH (n) RETURN DISTINCT n.name, count(*) ORDER BY n.name LIMIT 3", ["n.name", "count(*)"]),
        ("RETURN {a: 1, b: [1, 2]} AS m, 'x, y' AS t // , z", ["m", "t"]),
        ("MATCH (n) WITH n, 1 AS x RETURN x", ["x"]),
        ("CALL { MATCH (n) RETURN n.id AS inner } RETURN inner AS `外 面`", ["外 面"]),
        ("RETURN 1 AS a UNION RETURN 2 AS a", ["a"]),
        ("MATCH (n) RETURN [x IN n.items | x AS y], n", ["[x IN n.items | x AS y]", "n"]),
        ("match (n) return n.name as name;", ["name"]),
        ("MATCH (n) RETURN *", []),
        ("CREATE (n)", []),
        ("", []),
    ],
)
def test_names_of_returned_columns(cypher: str, names: list[str]) -> None:
    assert returned_columns(cypher) == names
