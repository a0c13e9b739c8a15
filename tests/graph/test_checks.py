"""A query names only what the model has."""

from __future__ import annotations

import pytest

from graph.checks import unknown_names
from graph.statements import (
    CLAIM_SOURCES,
    DELETE_FINDINGS,
    MISSING_DIVISION_TIES,
    READ_SOURCES,
    UNSUPPORTED_PLACES,
    delete_owned,
    touched,
)

KNOWN = [
    "MATCH (p:Person)-[h:HOLDS]->(r:Role {name: $name}) WHERE h.start > 1 RETURN p.name, h.sentence, r.organ",
    "MATCH (v:Village) WHERE EXISTS { MATCH (v)<-[:MENTIONS]-(s:Section {kind: 'problem'}) } RETURN v.code",
    "MATCH (x)-[:SERVES_IN|RESPONSIBLE_FOR*1..3]->(y) WHERE y:Place OR y:Organization RETURN y.name, count(*) AS n",
    "UNWIND $rows AS row MATCH (s:Source {id: row.anything}) RETURN row.whatever, size(s.name)",
    "CALL db.index.fulltext.queryNodes('x', $q) YIELD node, score RETURN node.name, score",
    "MATCH p = shortestPath((a:Person)-[*..4]-(b:Report)) RETURN p",
    "MATCH (n:Place|Organization) RETURN n.level, {nme: n.name, b: 'x:Y', c: \"(n:Nonsense)\"}",
    "MATCH (n:Program) // :Nonsense\nRETURN n.name /* n.nonsense */",
    "MATCH (r:Report) WHERE r.year IN [2022, 2023] WITH r, [x IN r.title WHERE x > 'a' | x] AS l RETURN l[0..2]",
    "MATCH (q:Quantity) RETURN CASE WHEN q.masked THEN 'XX' ELSE toString(q.value) END",
    "MATCH (`p`:`Person`) RETURN `p`.`name`",
    "RETURN 1",
    "",
]
UNKNOWN = [
    ("MATCH (p:Persn) RETURN p", "no label Persn"),
    ("MATCH (p:Person:Villager) RETURN p", "no label Villager"),
    ("MATCH (p:Person|Plce) RETURN p", "no label Plce"),
    ("MATCH (p:!Reprt) RETURN p", "no label Reprt"),
    ("MATCH (n) WHERE n:Vilage RETURN n", "no label Vilage"),
    ("MATCH ()-[r:HOLD]->() RETURN r", "no relationship type HOLD"),
    ("MATCH ()-[r:HOLDS|SERVE*1..2]->() RETURN r", "no relationship type SERVE"),
    ("MATCH ()<-[r:HOLD]-() RETURN r", "no relationship type HOLD"),
    ("MATCH (r:Role) RETURN r.nme", "no property nme on Role (r.nme)"),
    ("MATCH (r:Role {nme: 'x'}) RETURN r", "no property nme on Role"),
    ("MATCH ()-[h:HOLDS {mode: 'x'}]->() RETURN h", "no property mode on HOLDS"),
    ("MATCH ()-[h:HOLDS]->() RETURN h.mode", "no property mode on HOLDS (h.mode)"),
    ("MATCH (x)-[:HOLDS]->(y) RETURN x.nonsense", "no property nonsense on anything (x.nonsense)"),
]


@pytest.mark.parametrize("cypher", KNOWN)
def test_what_the_model_has_is_not_complained_of(cypher: str) -> None:
    assert unknown_names(cypher) == []


@pytest.mark.parametrize(("cypher", "problem"), UNKNOWN)
def test_what_the_model_has_not_is_named(cypher: str, problem: str) -> None:
    assert unknown_names(cypher) == [problem]


def test_our_own_statements_name_only_what_there_is() -> None:
    own = [
        CLAIM_SOURCES,
        READ_SOURCES,
        MISSING_DIVISION_TIES,
        UNSUPPORTED_PLACES,
        DELETE_FINDINGS,
        *touched(),
        *delete_owned(),
    ]
    assert {statement: unknown_names(statement) for statement in own} == {statement: [] for statement in own}
