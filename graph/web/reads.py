"""What the pages read from the graph. Every query is bounded: no page waits for the whole graph.

Rows come without an order from the store and are put in order here, a page at a time: to sort a hundred
thousand mentions of 三会一课 for the fifty that are shown would be to wait for all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Any

from graph.model import MODEL
from graph.web.highlight import Mark

if TYPE_CHECKING:
    import neo4j.graph

    from graph.store import GraphStore

__all__ = [
    "ENTITY_LABELS",
    "PAGE",
    "Element",
    "Elements",
    "Fact",
    "FactGroup",
    "Figure",
    "Finding",
    "caption",
    "element_of",
    "fact_groups",
    "figures_of",
    "finding",
    "findings",
    "main_label",
    "marks_of",
    "neighbours",
    "node",
    "report",
    "reports",
]

#: A node or a relationship of the graph view.
Element = dict[str, str]
Elements = dict[str, list[Element]]

#: Rows of a list on one page.
PAGE = 50
#: Facts of each kind on the page of a node; the rest of a kind has pages of its own.
FACTS = 15
#: Neighbours that a click brings into the graph view, and figures that a plot is made of.
NEIGHBOURS, FIGURES = 40, 60

#: Labels that have a page of their own.
ENTITY_LABELS = tuple(label for label in ("Person", "Role", "Place", "Organization", "Program", "Indicator"))
#: Relationships that say where in a report something stands: a click in the graph view does not follow them.
_STRUCTURE = frozenset({"MENTIONS", "HAS_SECTION", "STATES"})
_CAPTIONS = ("caption", "name", "title", "text", "heading", "kind", "id")


@dataclass(frozen=True, slots=True)
class Fact:
    """A relationship of a node, with the other node and the words that say so."""

    label: str
    id: str
    caption: str
    sentence: str
    start: int | None
    end: int | None
    report: str | None
    report_title: str
    year: int | None
    #: The words of the sentence that name it, where they are known.
    words: str = ""
    #: Mode, verb, status, basis … of the relationship.
    details: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class FactGroup:
    """The facts of one kind: relationship type, direction, label at the other end."""

    type: str
    outgoing: bool
    label: str
    facts: tuple[Fact, ...]
    more: bool

    @property
    def key(self) -> str:
        """Names the kind in addresses."""
        return _key_of(self.type, self.outgoing, self.label)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its report."""

    id: str
    indicator: str
    text: str
    value: float | None
    value_max: float | None
    unit: str
    bound: str
    base_value: float | None
    base_unit: str
    masked: bool
    status: str
    period: str | None
    sentence: str
    start: int
    end: int
    report: str
    report_title: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding with the figures that it speaks of."""

    id: str
    kind: str
    verdict: str
    scope: str
    explanation: str
    score: float
    hint: str | None
    figures: tuple[Figure, ...] = field(default=())


def _key_of(relation: str, outgoing: bool, label: str) -> str:
    return f"{relation}-{'out' if outgoing else 'in'}-{label}"


def caption(properties: dict[str, Any]) -> str:
    """What to call a node."""
    return str(next((properties[name] for name in _CAPTIONS if properties.get(name)), "—"))


def node(store: GraphStore, label: str, identity: str) -> dict[str, Any] | None:
    """Properties of one node; None where there is none."""
    rows = store.execute_read(f"MATCH (n:{_known(label)} {{id: $id}}) RETURN n", id=identity)
    return dict(rows[0]["n"]) if rows else None


def reports(store: GraphStore, page: int, limit: int = PAGE) -> tuple[list[dict[str, Any]], bool]:
    """A page of `limit` reports, the latest of the page first, and whether there are more."""
    rows = store.execute_read(
        "MATCH (r:Report) WITH r SKIP $skip LIMIT $limit "
        "RETURN r.id AS id, r.title AS title, r.year AS year, r.source AS source, r.kind AS kind",
        skip=page * limit,
        limit=limit + 1,
    )
    shown = sorted(rows[:limit], key=lambda row: (-(row["year"] or 0), row["source"], row["title"]))
    return shown, len(rows) > limit


def report(store: GraphStore, identity: str) -> dict[str, Any] | None:
    """A report with its text and authors."""
    found = node(store, "Report", identity)
    if found is None:
        return None
    found["authors"] = store.execute_read(
        "MATCH (r:Report {id: $id})<-[:AUTHORED]-(p:Person) RETURN DISTINCT p.id AS id, p.caption AS caption",
        id=identity,
    )
    found["sections"] = sorted(
        store.execute_read(
            "MATCH (s:Section {report: $id}) WHERE s.heading <> '' "
            "RETURN s.heading AS heading, s.kind AS kind, s.depth AS depth, s.start AS start",
            id=identity,
        ),
        key=lambda row: row["start"],
    )
    found["similar"] = store.execute_read(
        "MATCH (r:Report {id: $id})-[s:SIMILAR_TO]-(o:Report) "
        "RETURN DISTINCT o.id AS id, o.title AS title, o.source AS source, s.score AS score LIMIT 20",
        id=identity,
    )
    return found


def marks_of(store: GraphStore, identity: str) -> list[Mark]:
    """All mentions in a report."""
    marks = [
        Mark(row["start"], row["end"], main_label(row["labels"]), row["id"], row["name"] or "")
        for row in store.execute_read(
            "MATCH (s:Section {report: $id})-[m:MENTIONS]->(n) "
            "RETURN m.start AS start, m.end AS end, labels(n) AS labels, n.id AS id, n.name AS name",
            id=identity,
        )
    ]
    marks += [
        Mark(row["start"], row["end"], "Quantity", row["indicator_id"] or "", row["indicator"] or "")
        for row in store.execute_read(
            "MATCH (q:Quantity {report: $id}) OPTIONAL MATCH (q)-[:MEASURES]->(i:Indicator) "
            "RETURN q.start AS start, q.end AS end, q.indicator AS indicator, i.id AS indicator_id",
            id=identity,
        )
    ]
    return marks


def fact_groups(
    store: GraphStore,
    label: str,
    identity: str,
    *,
    hidden: Collection[tuple[str, bool]] = (),
    only: str | None = None,
    page: int = 0,
) -> list[FactGroup]:
    """What the graph says of a node, by kind of relationship: some facts of each kind, or a page of one kind.

    Args:
        store: what is read.
        label: the node's kind.
        identity: its id.
        hidden: relationship types, with whether they lead away from the node, that are left out.
        only: key of the one kind that is wanted, as `FactGroup.key` has it.
        page: which page of it, from 0.

    """
    kinds = [kind for kind in _ties_of(label) if kind[:2] not in hidden and only in (None, _key_of(*kind))]
    limit = FACTS if only is None else PAGE
    found = [
        (kind, _ties(store, label, identity, kind, limit=limit + 1, skip=page * limit)) for kind in kinds
    ]
    titles = _titles(store, [_report_of(tie, end) for _, ties in found for tie, end in ties])
    groups = []
    for (relation, outgoing, other), ties in found:
        facts = [_fact(other, tie, end, titles) for tie, end in ties[:limit]]
        facts.sort(key=lambda fact: (-(fact.year or 0), fact.report_title, fact.start or 0, fact.caption))
        if facts:
            groups.append(FactGroup(relation, outgoing, other, tuple(facts), len(ties) > limit))
    return groups


def _ties_of(label: str) -> Iterator[tuple[str, bool, str]]:
    """Relationship types that nodes of a label may have, with whether they lead away, and the label at the other end."""
    for kind in MODEL.relationships:
        for head, tail in kind.ends:
            if head == label:
                yield kind.type, True, tail
            if tail == label:
                yield kind.type, False, head


def _ties(
    store: GraphStore, label: str, identity: str, kind: tuple[str, bool, str], *, limit: int, skip: int = 0
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Relationships of one kind, with the nodes at their other ends, as properties."""
    relation, outgoing, other = kind
    arrow = f"-[r:{relation}]->" if outgoing else f"<-[r:{relation}]-"
    rows = store.execute_read(
        f"MATCH (n:{_known(label)} {{id: $id}}){arrow}(m:{other}) RETURN r, m SKIP $skip LIMIT $limit",
        id=identity,
        skip=skip,
        limit=limit,
    )
    return [(dict(row["r"]), dict(row["m"])) for row in rows]


def _report_of(tie: dict[str, Any], end: dict[str, Any]) -> str | None:
    """Id of the report that a relationship, or else the node at its end, belongs to."""
    identity = tie.get("report") or end.get("report")
    return None if identity is None else str(identity)


def _fact(label: str, tie: dict[str, Any], end: dict[str, Any], titles: dict[str, dict[str, Any]]) -> Fact:
    identity = _report_of(tie, end)
    source = titles.get(identity or "", {})
    evidence = tie if "start" in tie else end if label == "Quantity" else {}
    hidden = ("report", "start", "end", "sentence", "text")
    return Fact(
        label=label,
        id=end["id"],
        caption=caption(end),
        sentence=str(evidence.get("sentence") or ""),
        start=evidence.get("start"),
        end=evidence.get("end"),
        report=identity,
        report_title=str(source.get("title") or ""),
        year=source.get("year"),
        words=str(evidence.get("text") or ""),
        details=tuple((name, value) for name, value in sorted(tie.items()) if name not in hidden),
    )


def _titles(store: GraphStore, identities: Iterable[str | None]) -> dict[str, dict[str, Any]]:
    """Title and year of reports, by id."""
    wanted = sorted({identity for identity in identities if identity})
    if not wanted:
        return {}
    rows = store.execute_read(
        "UNWIND $ids AS id MATCH (r:Report {id: id}) RETURN r.id AS id, r.title AS title, r.year AS year",
        ids=wanted,
    )
    return {row["id"]: row for row in rows}


def figures_of(store: GraphStore, label: str, identity: str, page: int = 0) -> tuple[list[Figure], bool]:
    """Figures of an indicator, or about a place, organisation, programme or person: a page, and whether there are more."""
    relation = "MEASURES" if label == "Indicator" else "ABOUT"
    rows = store.execute_read(
        f"MATCH (n:{_known(label)} {{id: $id}})<-[:{relation}]-(q:Quantity) RETURN q SKIP $skip LIMIT $limit",
        id=identity,
        skip=page * FIGURES,
        limit=FIGURES + 1,
    )
    return _figures(store, [dict(row["q"]) for row in rows[:FIGURES]]), len(rows) > FIGURES


def _figures(store: GraphStore, quantities: Sequence[dict[str, Any]]) -> list[Figure]:
    titles = _titles(store, [quantity["report"] for quantity in quantities])
    figures = [
        Figure(
            id=quantity["id"],
            indicator=quantity.get("indicator") or "",
            text=quantity["text"],
            value=quantity.get("value"),
            value_max=quantity.get("value_max"),
            unit=quantity.get("unit") or "",
            bound=quantity.get("bound") or "exact",
            base_value=quantity.get("base_value"),
            base_unit=quantity.get("base_unit") or "",
            masked=bool(quantity.get("masked")),
            status=quantity.get("status") or "done",
            period=quantity.get("period"),
            sentence=quantity.get("sentence") or "",
            start=quantity["start"],
            end=quantity["end"],
            report=quantity["report"],
            report_title=str(titles.get(quantity["report"], {}).get("title") or ""),
            year=titles.get(quantity["report"], {}).get("year"),
        )
        for quantity in quantities
    ]
    return sorted(figures, key=lambda f: (f.masked, -(f.base_value or 0), -(f.year or 0), f.report, f.start))


def findings(
    store: GraphStore, verdict: str | None, page: int, report_id: str | None = None
) -> tuple[list[Finding], bool]:
    """A page of findings, the surest of the page first, and whether there are more.

    Args:
        store: what is read.
        verdict: only findings of this verdict; all where there is none.
        page: which page, from 0.
        report_id: only findings about figures of this report.

    """
    start = (
        "CALL { MATCH (f:Finding {report: $report}) RETURN f UNION "
        "MATCH (:Quantity {report: $report})<-[:ABOUT]-(f:Finding) RETURN f } "
        if report_id
        else "MATCH (f:Finding) "
    )
    wanted = "WHERE f.verdict = $verdict " if verdict else ""
    ids = store.execute_read(
        f"{start}WITH f {wanted}RETURN f.id AS id SKIP $skip LIMIT $limit",
        verdict=verdict,
        report=report_id,
        skip=page * PAGE,
        limit=PAGE + 1,
    )
    return _findings(store, [row["id"] for row in ids[:PAGE]]), len(ids) > PAGE


def finding(store: GraphStore, identity: str) -> Finding | None:
    """One finding; None where there is none."""
    return next(iter(_findings(store, [identity])), None)


def _findings(store: GraphStore, identities: list[str]) -> list[Finding]:
    rows = store.execute_read(
        "UNWIND $ids AS id MATCH (f:Finding {id: id}) OPTIONAL MATCH (f)-[:ABOUT]->(q:Quantity) "
        "WITH f, collect(q) AS quantities OPTIONAL MATCH (f)-[a:ABOUT]->(p:Program) "
        "RETURN f, quantities, collect({id: f.id, indicator: p.name, text: a.text, start: a.start, end: a.end, "
        "sentence: a.sentence, report: f.report}) AS shorthands",
        ids=identities,
    )
    about = {
        row["f"]["id"]: [dict(q) for q in (*row["quantities"], *row["shorthands"]) if q["text"]]
        for row in rows
    }
    known = {
        figure.id: figure
        for figure in _figures(store, list({q["id"]: q for each in about.values() for q in each}.values()))
    }
    found = [
        Finding(
            id=(f := dict(row["f"]))["id"],
            kind=f["kind"],
            verdict=f["verdict"],
            scope=f.get("scope") or "",
            explanation=f.get("explanation") or "",
            score=float(f.get("score") or 0),
            hint=f.get("hint"),
            figures=tuple(
                sorted((known[q["id"]] for q in about[f["id"]]), key=lambda x: (x.report, x.start))
            ),
        )
        for row in rows
    ]
    return sorted(found, key=lambda finding: (-finding.score, finding.kind, finding.id))


def neighbours(store: GraphStore, label: str, identity: str) -> Elements:
    """A node and its nearest neighbours as elements of the graph view: some of each kind, rather than many of one."""
    centre = node(store, label, identity)
    if centre is None:
        return {"nodes": [], "edges": []}
    here = _element(label, centre)
    nodes = {here["id"]: here}
    edges: dict[str, Element] = {}
    kinds = [kind for kind in _ties_of(label) if kind[0] not in _STRUCTURE]
    found = [
        [(kind, end) for _, end in _ties(store, label, identity, kind, limit=NEIGHBOURS)] for kind in kinds
    ]
    for (relation, outgoing, other), end in filter(None, chain.from_iterable(zip_longest(*found))):
        element = _element(other, end)
        if element["id"] not in nodes and len(nodes) > NEIGHBOURS:
            continue
        nodes.setdefault(element["id"], element)
        ends = (here["id"], element["id"]) if outgoing else (element["id"], here["id"])
        key = f"{ends[0]}|{relation}|{ends[1]}"
        edges[key] = {"id": key, "source": ends[0], "target": ends[1], "type": relation}
    return {"nodes": list(nodes.values()), "edges": list(edges.values())}


def _element(label: str, properties: dict[str, Any]) -> Element:
    words = caption(properties)
    shown = "Village" if label == "Place" and properties.get("level") == "village" else label
    return {
        "id": f"{label}:{properties['id']}",
        "label": label,
        "look": shown,
        "caption": words if len(words) <= 14 else words[:13] + "…",
        "full": words[:200],
        "href": _page_of(label, properties),
    }


def _page_of(label: str, properties: dict[str, Any]) -> str:
    """Address of a node's page: of a figure or a section, the place in its report; empty where it has none."""
    if label in ENTITY_LABELS:
        return f"/entity/{label}/{properties['id']}"
    if label == "Report":
        return f"/report/{properties['id']}"
    if label in ("Quantity", "Section"):
        return f"/report/{properties['report']}?at={properties['start']}-{properties['end']}#at"
    return f"/finding/{properties['id']}" if label == "Finding" else ""


def element_of(value: neo4j.graph.Node) -> Element:
    """A node of a result as an element of the graph view."""
    return _element(main_label(value.labels), dict(value))


def _known(label: str) -> str:
    """The label, if the model has it: labels cannot be parameters, so nothing else may come into a query."""
    return MODEL.node(label).label


def main_label(labels: Iterable[str]) -> str:
    """Of a node's labels the one that names its kind."""
    given = set(labels)
    return next(kind.label for kind in MODEL.nodes if kind.label in given)
