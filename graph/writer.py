"""Writing sources into a store, and taking them out again.

One transaction carries a batch of whole sources: it claims them, removes what their older versions said, writes what
the new ones say, and deletes what nobody says any more. A process that dies leaves whole sources behind, or none of
the batch; the next run does the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from graph import statements
from graph.findings.update import mark_neighbours
from graph.model import MODEL
from graph.rows import Ends, GraphRows
from graph.store import ConflictError

if TYPE_CHECKING:
    from graph.store import GraphStore, Transaction

__all__ = ["Written", "batches", "remove_reports", "remove_sources", "write_sources"]

#: Rows in one statement; past a thousand or two nothing is gained.
STATEMENT_ROWS = 2000
#: Size of one statement's rows, in characters: well below the 16 MiB that the embedded server takes in one message.
STATEMENT_CHARACTERS = 2_000_000
#: Rows in one transaction, where its sources are not larger by themselves.
BATCH_ROWS = 4000

#: Ties between divisions belong to no report and are written on their own.
_DIVISION_TIES = ("LOCATED_IN", "Place", "Place")


@dataclass(slots=True)
class Written:
    """What a write did: rows written by kind, reports removed, sources found to be up to date."""

    nodes: Counter[str] = field(default_factory=Counter)
    relationships: Counter[str] = field(default_factory=Counter)
    sources: int = 0
    unchanged: int = 0
    removed_reports: int = 0

    def add(self, other: Written) -> None:
        """Add the figures of another write."""
        self.nodes.update(other.nodes)
        self.relationships.update(other.relationships)
        self.sources += other.sources
        self.unchanged += other.unchanged
        self.removed_reports += other.removed_reports


def batches(sources: Iterable[GraphRows], rows: int = BATCH_ROWS) -> Iterator[list[GraphRows]]:
    """Group sources into batches of about `rows` rows, in order. A source is never split."""
    batch: list[GraphRows] = []
    size = 0
    for source in sources:
        batch.append(source)
        size += len(source)
        if size >= rows:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def write_sources(store: GraphStore, sources: Sequence[GraphRows]) -> Written:
    """Write these sources in one transaction, in place of what the graph knew of them.

    A source that is in the graph as it is given is left alone.
    """
    by_id = {_source(rows)["id"]: rows for rows in sources}
    return store.write(lambda transaction: _write(transaction, by_id))


def remove_sources(store: GraphStore, ids: Sequence[str]) -> int:
    """Take sources with all that only they said out of the graph, in one transaction; returns how many there were."""

    def work(transaction: Transaction) -> int:
        known = _read_sources(transaction, ids)
        _delete_unsupported(transaction, _remove(transaction, _reports(known.values())))
        _run(transaction, statements.DELETE_SOURCES, ids=sorted(known))
        return len(known)

    return store.write(work)


def remove_reports(store: GraphStore, ids: Sequence[str]) -> int:
    """Take reports with all that only they said out of the graph; returns how many there were.

    Their sources stay, marked as incomplete: ingesting them again brings the reports back.
    """

    def work(transaction: Transaction) -> int:
        found = [
            str(row["id"])
            for row in transaction.run(
                "UNWIND $ids AS id MATCH (r:Report {id: id}) RETURN r.id AS id", ids=list(ids)
            )
        ]
        _delete_unsupported(transaction, _remove(transaction, found))
        return len(found)

    return store.write(work)


def _write(transaction: Transaction, by_id: Mapping[str, GraphRows]) -> Written:
    written = Written()
    claims = [{"id": identity, "name": _source(by_id[identity])["name"]} for identity in sorted(by_id)]
    _run(transaction, statements.CLAIM_SOURCES, rows=claims)
    known = _read_sources(transaction, sorted(by_id))
    stale = {identity: rows for identity, rows in by_id.items() if not _is_current(known[identity], rows)}
    written.unchanged = len(by_id) - len(stale)
    old = _reports(known[identity] for identity in stale)
    orphans = _remove(transaction, old)
    written.removed_reports = len(old)
    rows = GraphRows()
    for source in stale.values():
        rows.merge(source)
    _write_rows(transaction, rows)
    for label, nodes in rows.nodes.items():
        orphans.get(label, set()).difference_update(nodes)
    _delete_unsupported(transaction, orphans)
    written.sources = len(stale)
    written.nodes.update({label: len(nodes) for label, nodes in rows.nodes.items()})
    for (kind, _, _), relationships in rows.relationships.items():
        written.relationships[kind] += len(relationships)
    return written


def _source(rows: GraphRows) -> dict[str, Any]:
    """The one source of these rows."""
    (source,) = rows.nodes["Source"].values()
    return source


def _read_sources(transaction: Transaction, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    return {row["id"]: dict(row) for row in transaction.run(statements.READ_SOURCES, ids=list(ids))}


def _reports(known: Iterable[Mapping[str, Any]]) -> list[str]:
    return [report for source in known for report in source["report_ids"]]


def _is_current(known: Mapping[str, Any], rows: GraphRows) -> bool:
    """Whether the graph holds all of this very version of the source."""
    source = _source(rows)
    same = all(known[name] == source[name] for name in ("sha256", "extractor", "mapping", "reports"))
    return same and len(known["report_ids"]) == source["reports"]


def _write_rows(transaction: Transaction, rows: GraphRows) -> None:
    for label, nodes in rows.node_batches():
        texts = [statements.WRITE_SOURCES] if label == "Source" else statements.write_nodes(MODEL.node(label))
        for part in _parts(nodes):
            for text in texts:
                _run(transaction, text, rows=part)
    for ends, relationships in rows.relationship_batches():
        owned = relationships
        if ends == _DIVISION_TIES:
            _tie_divisions(transaction, [row for row in relationships if not row["properties"]])
            owned = [row for row in relationships if row["properties"]]
        for part in _parts(owned):
            _create_relationships(transaction, ends, part)


def _tie_divisions(transaction: Transaction, rows: list[dict[str, Any]]) -> None:
    """Make ties between divisions that are missing: look, and only then hold the places, look again and make them."""
    for part in _parts(rows):
        missing = [dict(row) for row in transaction.run(statements.MISSING_DIVISION_TIES, rows=part)]
        if not missing:
            continue
        _run(transaction, statements.HOLD_PLACES, ids=sorted({row["start"] for row in missing}))
        still = [dict(row) for row in transaction.run(statements.MISSING_DIVISION_TIES, rows=missing)]
        if still:
            _create_relationships(transaction, _DIVISION_TIES, [{**row, "properties": {}} for row in still])


def _create_relationships(transaction: Transaction, ends: Ends, rows: list[dict[str, Any]]) -> None:
    """Make relationships between nodes that are there.

    Raises:
        ConflictError: one of the nodes is there no more, because another writer removed the last report that named it.

    """
    made = transaction.run(cast("Any", statements.create_relationships(ends)), rows=rows).single(strict=True)[
        "made"
    ]
    if made != len(rows):
        raise ConflictError(f"{len(rows) - made} ends of {ends[0]} vanished")


def _remove(transaction: Transaction, reports: list[str]) -> dict[str, set[str]]:
    """Delete what these reports said; returns the shared nodes that they touched, which may be unsupported now."""
    if not reports:
        return {}
    mark_neighbours(transaction, reports)
    shared: dict[str, set[str]] = {node.label: set() for node in MODEL.owned("shared", "scoped")}
    for text in statements.touched():
        for row in transaction.run(text, ids=reports):
            # A figure is also tied to findings, which go with it.
            for label in shared.keys() & set(row["labels"]):
                shared[label].add(row["id"])
    for label, text in statements.delete_between_shared():
        _run(transaction, text, ids=sorted(shared[label]), reports=reports)
    for text in (statements.DELETE_OWN_FINDINGS, statements.DELETE_FINDINGS, *statements.delete_owned()):
        _run(transaction, text, ids=reports)
    return shared


def _delete_unsupported(transaction: Transaction, candidates: dict[str, set[str]]) -> None:
    """Delete those of the candidates that nothing is tied to any more."""
    for label, ids in candidates.items():
        if label == "Place":
            _delete_places(transaction, ids)
        elif ids:
            _run(transaction, statements.delete_unsupported(label), ids=sorted(ids))


def _delete_places(transaction: Transaction, ids: Iterable[str]) -> None:
    """Delete unsupported places, then the divisions above them where nothing else is in these."""
    candidates = sorted(set(ids))
    while candidates:
        found = [dict(row) for row in transaction.run(statements.UNSUPPORTED_PLACES, ids=candidates)]
        gone = sorted(row["id"] for row in found)
        if not gone:
            return
        _run(transaction, statements.DELETE_PLACE_TIES, ids=gone)
        _run(transaction, statements.delete_unsupported("Place"), ids=gone)
        candidates = sorted({above for row in found for above in row["above"]})


def _run(transaction: Transaction, statement: Any, **parameters: Any) -> None:
    """Run a statement of which nothing is returned; none where it has nothing to work on."""
    if all(parameters.values()):
        transaction.run(statement, parameters).consume()


def _parts(rows: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Rows in parts that a statement can carry, by number and by size."""
    part: list[dict[str, Any]] = []
    size = 0
    for row in rows:
        length = _characters(row)
        if part and (len(part) >= STATEMENT_ROWS or size + length > STATEMENT_CHARACTERS):
            yield part
            part, size = [], 0
        part.append(row)
        size += length
    if part:
        yield part


def _characters(row: Mapping[str, Any]) -> int:
    """About how large a row is when sent."""
    properties = row.get("properties", row)
    return 200 + sum(len(value) for value in properties.values() if isinstance(value, str))
