"""All Cypher that changes the graph, derived from the model. Nothing here runs anything.

Values go in as parameters. ``$rows`` and ``$ids`` are lists, so that one statement carries all nodes, or all
relationships, of a kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from graph.model import MODEL, Model, Node, Relationship

if TYPE_CHECKING:
    from graph.rows import Ends

__all__ = [
    "CLAIM_SOURCES",
    "DELETE_FINDINGS",
    "DELETE_OWN_FINDINGS",
    "DELETE_PLACE_TIES",
    "DELETE_SOURCES",
    "HOLD_PLACES",
    "MISSING_DIVISION_TIES",
    "READ_SOURCES",
    "UNSUPPORTED_PLACES",
    "WRITE_SOURCES",
    "Index",
    "constraints",
    "create_relationships",
    "delete_between_shared",
    "delete_owned",
    "delete_unsupported",
    "full_text_indexes",
    "full_text_name",
    "indexes",
    "touched",
    "write_nodes",
]


# Constraints and indexes: name and statement of each


@dataclass(frozen=True, slots=True)
class Index:
    """A constraint or index on one property, and the statement that makes it; none where that differs by store."""

    kind: Literal["unique", "range", "full text"]
    name: str
    label: str
    property: str
    statement: str = ""


def constraints(model: Model = MODEL) -> Iterator[Index]:
    """One uniqueness constraint for each label, so that no two writers can make two nodes of one thing."""
    for node in model.nodes:
        name = f"{node.label.lower()}_id"
        text = f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{node.label}) REQUIRE n.id IS UNIQUE"
        yield Index("unique", name, node.label, "id", text)


def indexes(model: Model = MODEL) -> Iterator[Index]:
    """Indexes of all properties that the model declares as indexed."""
    for node in model.nodes:
        for known in node.properties:
            if known.indexed:
                name = f"{node.label.lower()}_{known.name}"
                text = f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{node.label}) ON (n.{known.name})"
                yield Index("range", name, node.label, known.name, text)


def full_text_name(label: str, name: str) -> str:
    """Name of the full-text index of a property: the same on both stores."""
    return f"{label.lower()}_{name}_text"


def full_text_indexes(model: Model = MODEL) -> Iterator[Index]:
    """Full-text indexes. Each store has its own way to make them."""
    for node in model.nodes:
        for known in node.properties:
            if known.full_text:
                name = full_text_name(node.label, known.name)
                yield Index("full text", name, node.label, known.name)


# Writing


def write_nodes(node: Node) -> list[str]:
    """Statements that write ``$rows`` of a kind of node; run all of them.

    What belongs to a report is made anew: its older version has been removed before. What reports share is made once:
    it is what it says, so that what is there already needs no change.
    """
    if node.owner == "report":
        return [f"UNWIND $rows AS row CREATE (n:{node.label}) SET n = row"]
    if node.extra_label is None:
        return [f"UNWIND $rows AS row MERGE (n:{node.label} {{id: row.id}}) ON CREATE SET n += row"]
    # A node must be made with all its labels at once: the embedded store cannot give a node that was made in the same
    # transaction another one. (Where two writers make it at once, the constraint stops one, who then finds it.)
    extra, name, value = node.extra_label
    return [
        f"UNWIND $rows AS row WITH row WHERE row.{name} {comparison} '{value}' "
        f"OPTIONAL MATCH (known:{node.label} {{id: row.id}}) WITH row, known WHERE known IS NULL "
        f"CREATE (n:{labels}) SET n = row"
        for labels, comparison in ((f"{node.label}:{extra}", "="), (node.label, "<>"))
    ]


def create_relationships(ends: Ends) -> str:
    """Statement that makes relationships of ``$rows`` (``start`` and ``end`` ids, ``properties``) and counts them."""
    kind, start, end = ends
    return (
        f"UNWIND $rows AS row MATCH (a:{start} {{id: row.start}}) MATCH (b:{end} {{id: row.end}}) "
        f"CREATE (a)-[r:{kind}]->(b) SET r = row.properties RETURN count(r) AS made"
    )


#: Makes sure that the sources ``$ids`` are there, and holds them until the transaction ends: of two that write the same
#: source, one waits for the other.
CLAIM_SOURCES = "UNWIND $rows AS row MERGE (s:Source {id: row.id}) SET s.name = row.name"
#: What is in the graph of the sources ``$ids``, with the ids of their reports.
READ_SOURCES = (
    "UNWIND $ids AS id MATCH (s:Source {id: id}) OPTIONAL MATCH (s)-[:CONTAINS]->(r:Report) "
    "RETURN s.id AS id, s.name AS name, s.sha256 AS sha256, s.extractor AS extractor, "
    "s.mapping AS mapping, s.reports AS reports, "
    "collect(r.id) AS report_ids"
)
WRITE_SOURCES = "UNWIND $rows AS row MATCH (s:Source {id: row.id}) SET s = row"

#: Ties between divisions belong to no report: they are made once, with their lower end held meanwhile.
MISSING_DIVISION_TIES = (
    "UNWIND $rows AS row MATCH (a:Place {id: row.start}) "
    "OPTIONAL MATCH (a)-[r:LOCATED_IN]->(:Place {id: row.end}) WHERE r.report IS NULL "
    "WITH row, r WHERE r IS NULL RETURN row.start AS start, row.end AS end"
)
HOLD_PLACES = "UNWIND $ids AS id MATCH (a:Place {id: id}) SET a.id = a.id"


# Removing. First what the reports touch is noted, then they go, and last what they touched and nobody else supports.


def touched(model: Model = MODEL) -> Iterator[str]:
    """Statements that return the shared nodes that reports ``$ids`` touch, as ``labels`` and ``id``."""
    for node in model.owned("report"):
        kinds = sorted({kind.type for kind in model.relationships if _leaves_report(model, kind, node)})
        if kinds:
            yield (
                f"UNWIND $ids AS report MATCH (n:{node.label} {{report: report}})-[:{'|'.join(kinds)}]-(x) "
                "RETURN DISTINCT labels(x) AS labels, x.id AS id"
            )


def _leaves_report(model: Model, kind: Relationship, node: Node) -> bool:
    """Whether relationships of this kind join nodes of this kind with shared ones."""
    shared = {known.label for known in model.owned("shared", "scoped")}
    return any(node.label in pair and shared & set(pair) for pair in kind.ends)


def delete_between_shared(model: Model = MODEL) -> Iterator[tuple[str, str]]:
    """(label, statement) that deletes what reports ``$reports`` said between shared nodes, at the starts ``$ids``."""
    kinds: dict[str, list[str]] = {}
    for kind in model.relationships:
        if kind.between_shared:
            for start in {start for start, _ in kind.ends}:
                kinds.setdefault(start, []).append(kind.type)
    for label, types in kinds.items():
        yield (
            label,
            f"UNWIND $ids AS id MATCH (x:{label} {{id: id}})-[r:{'|'.join(types)}]->() "
            "WHERE r.report IN $reports DELETE r",
        )


#: Delete the findings of the reports ``$ids`` alone, and those that are about their figures among others.
DELETE_OWN_FINDINGS = "UNWIND $ids AS report MATCH (f:Finding {report: report}) DETACH DELETE f"
DELETE_FINDINGS = (
    "UNWIND $ids AS report MATCH (:Quantity {report: report})<-[:ABOUT]-(f:Finding) "
    "WITH DISTINCT f DETACH DELETE f"
)


def delete_owned(model: Model = MODEL) -> Iterator[str]:
    """Statements that delete the nodes of reports ``$ids``, innermost first."""
    for node in reversed(model.owned("report")):
        yield f"UNWIND $ids AS report MATCH (n:{node.label} {{report: report}}) DETACH DELETE n"


def delete_unsupported(label: str) -> str:
    """Statement that deletes those of the nodes ``$ids`` that no relationship leads to or from.

    It does not detach: where another writer has just tied something to the node, this fails and is tried again.
    """
    return f"UNWIND $ids AS id MATCH (x:{label} {{id: id}}) WHERE NOT (x)--() DELETE x"


#: Those of the places ``$ids`` that nothing but the divisions above them is tied to, with those divisions.
UNSUPPORTED_PLACES = (
    "UNWIND $ids AS id MATCH (x:Place {id: id}) WHERE NOT (x)<--() "
    "OPTIONAL MATCH (x)-[r]->(above) WITH x, collect(r.report) AS said, collect(above.id) AS above "
    "WHERE size(said) = 0 RETURN x.id AS id, above"
)
DELETE_PLACE_TIES = (
    "UNWIND $ids AS id MATCH (x:Place {id: id})-[r:LOCATED_IN]->() WHERE r.report IS NULL DELETE r"
)
DELETE_SOURCES = "UNWIND $ids AS id MATCH (s:Source {id: id}) DELETE s"
