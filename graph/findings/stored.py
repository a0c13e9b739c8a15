"""What findings read from and write to a store, inside one transaction. Everything is looked up by an indexed property."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from graph.findings.buckets import in_order, largest_compared
from graph.findings.compact import load_keyed
from graph.findings.finding import Finding
from graph.findings.links import Ground, Link, Trace
from graph.findings.similarity import BANDS, bands, likeness_order
from graph.identity import digest

if TYPE_CHECKING:
    from graph.store import Transaction

__all__ = ["Bucket", "Pair", "Stored", "Township", "chunks", "pending_id"]

#: Ids in one statement.
STATEMENT_IDS = 1000
#: To look up the bands of one report takes as long as to read the signatures of so many.
SCAN_FROM = 8
#: The same for the rare figures of one report, and looking up so many keys.
KEYS_FROM = 10

#: A row costs the driver as much as all that is in it: small ones come as lists, as many of them in one as were asked for.
_PENDING = (
    "MATCH (p:Pending) WITH p.report AS report ORDER BY report LIMIT $limit RETURN collect(report) AS rows"
)
_TAKE = (
    "UNWIND $ids AS id MATCH (p:Pending {id: id}) WITH p, p.report AS report DELETE p "
    "RETURN collect(report) AS rows"
)
_MARK = "UNWIND $rows AS row MERGE (p:Pending {id: row.id}) SET p.report = row.report"
_TRACES = (
    "UNWIND $ids AS id MATCH (r:Report {id: id}) MATCH (f:Fingerprint {report: id}) "
    "RETURN collect([id, r.title, r.year, r.jurisdiction, r.source, f.level, f.townships, f.names, f.village, f.keyed]) "
    "AS rows"
)
_KEYED = "UNWIND $ids AS id MATCH (f:Fingerprint {report: id}) RETURN collect([id, f.keyed]) AS rows"
_KEY_HOLDERS = (
    "UNWIND $keys AS key MATCH (q:Quantity {key: key}) WITH key, collect(DISTINCT q.report) AS reports "
    "WHERE size(reports) > 1 RETURN collect([key, reports]) AS rows"
)
_SIGNATURES = (
    "UNWIND $ids AS id MATCH (f:Fingerprint {report: id}) WHERE f.signature IS NOT NULL "
    "RETURN collect([id, f.signature]) AS rows"
)
_BAND_HOLDERS = tuple(
    f"UNWIND $keys AS key MATCH (f:Fingerprint {{band_{at:02}: key}}) WITH key, collect(f.report) AS reports "
    "WHERE 1 < size(reports) <= $most RETURN collect([key, reports]) AS rows"
    for at in range(BANDS)
)
_COUNT = "MATCH (f:Fingerprint) RETURN count(f) AS count"
_ALL_REPORTS = "MATCH (f:Fingerprint) RETURN f.report AS report"
_ALL_SIGNATURES = (
    "MATCH (f:Fingerprint) WHERE f.signature IS NOT NULL RETURN f.report AS report, f.signature AS signature"
)
_TEXTS = "UNWIND $ids AS id MATCH (r:Report {id: id}) RETURN id, r.text AS text, r.start AS start"
_LINKS = (
    "UNWIND $ids AS id MATCH (:Report {id: id})-[l:SAME_PLACE]-(:Report) WITH DISTINCT l "
    "RETURN collect([startNode(l).id, endNode(l).id, l.confidence, l.reason]) AS rows"
)
_SIMILAR = (
    "UNWIND $ids AS id MATCH (:Report {id: id})-[l:SIMILAR_TO]-(:Report) WITH DISTINCT l "
    "RETURN collect([startNode(l).id, endNode(l).id, l.score, l.passages]) AS rows"
)
_SIMILAR_AMONG = (
    "UNWIND $pairs AS pair MATCH (a:Report {id: pair[0]})-[:SIMILAR_TO]->(b:Report {id: pair[1]}) "
    "RETURN collect([a.id, b.id]) AS rows"
)
_TOWNSHIPS = (
    "UNWIND $codes AS code MATCH (r:Report {jurisdiction: code}) WITH code, collect(r.id) AS reports "
    "RETURN collect(reports) AS rows"
)
_CODES = (
    "UNWIND $ids AS id MATCH (r:Report {id: id}) WHERE r.jurisdiction IS NOT NULL "
    "RETURN collect(DISTINCT r.jurisdiction) AS rows"
)
_IN_HOMES = (
    "UNWIND $names AS name MATCH (f:Fingerprint {home: name}) WITH name, collect(f.report) AS reports "
    "RETURN collect(reports) AS rows"
)
_HOMES = (
    "UNWIND $ids AS id MATCH (f:Fingerprint {report: id}) WHERE f.home IS NOT NULL "
    "RETURN collect(DISTINCT f.home) AS rows"
)
_FIGURES = "UNWIND $ids AS id MATCH (f:Fingerprint {report: id}) RETURN id, f.figures AS figures"
_FINDINGS = "UNWIND $ids AS id MATCH (f:Finding {first_report: id}) RETURN collect(properties(f)) AS rows"
_DELETE_FINDINGS = "UNWIND $ids AS id MATCH (f:Finding {id: id}) DETACH DELETE f"
_CREATE_FINDINGS = (
    "UNWIND $rows AS row CREATE (f:Finding) SET f = row.properties WITH f, row UNWIND row.quantities AS id "
    "MATCH (q:Quantity {id: id}) CREATE (f)-[:ABOUT]->(q)"
)
#: Several ties of one report at once: it is looked up once.
_CREATE = {
    kind: (
        "UNWIND $rows AS row MATCH (a:Report {id: row.first}) UNWIND row.ties AS tie "
        f"MATCH (b:Report {{id: tie.second}}) CREATE (a)-[l:{kind}]->(b) SET l = tie.properties"
    )
    for kind in ("SAME_PLACE", "SIMILAR_TO")
}
_DELETE = {
    kind: (
        f"UNWIND $rows AS row MATCH (a:Report {{id: row.first}})-[l:{kind}]->(b:Report {{id: row.second}}) DELETE l"
    )
    for kind in ("SAME_PLACE", "SIMILAR_TO")
}

Pair = tuple[str, str]
#: A band and what its part of a signature is.
Bucket = tuple[int, str]


class Township(NamedTuple):
    """What reports of one township have in common: the code of the division, or its name where no other is called so."""

    kind: Literal["code", "name"]
    known_by: str


def pending_id(report: str) -> str:
    """Id of the mark that a report is to be looked at."""
    return digest("Pending", report)


def chunks(items: Collection[Any], size: int = STATEMENT_IDS) -> Iterator[list[Any]]:
    """`items` in sorted order, in lists that a statement can carry."""
    ordered = sorted(items)
    for at in range(0, len(ordered), size):
        yield ordered[at : at + size]


class Stored:
    """The findings' view of a store within one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._traces: dict[str, Trace] = {}

    def _rows(self, cypher: str, name: str, values: Collection[Any], **more: Any) -> Iterator[dict[str, Any]]:
        for part in chunks(values):
            for row in self._transaction.run(cypher, {name: part, **more}):
                yield dict(row)

    def _lists(self, cypher: str, name: str, values: Collection[Any], **more: Any) -> Iterator[Any]:
        """The same of a statement that returns its rows as one list."""
        for row in self._rows(cypher, name, values, **more):
            yield from row["rows"]

    def _run(self, cypher: str, rows: Sequence[Any], name: str = "rows") -> None:
        for at in range(0, len(rows), STATEMENT_IDS):
            self._transaction.run(cypher, {name: rows[at : at + STATEMENT_IDS]}).consume()

    # What is to be done

    def take_pending(self, limit: int) -> list[str]:
        """Reports that no update has seen yet. They are taken for seen from now on, if the transaction is committed.

        Nobody else takes them: of two who delete the same mark one fails, and begins again without it.
        """
        (row,) = self._transaction.run(_PENDING, {"limit": limit})
        waiting = [pending_id(report) for report in row["rows"]]
        # Another update may have finished some while we waited for it to let go.
        return list(self._lists(_TAKE, "ids", waiting))

    def mark(self, reports: Collection[str]) -> None:
        """Let the next update look at these reports again."""
        self._run(_MARK, [{"id": pending_id(report), "report": report} for report in sorted(reports)])

    # Recognising places

    def traces(self, reports: Collection[str]) -> dict[str, Trace]:
        """By what each of these reports can be recognised; read once."""
        for row in self._lists(_TRACES, "ids", set(reports) - self._traces.keys()):
            identity, title, year, code, source, level, townships, names, village, keyed = row
            ground = Ground(level, frozenset(townships or ()), frozenset(names or ()), village)
            self._traces[identity] = Trace(identity, title, year, ground, code, load_keyed(keyed), source)
        return {report: self._traces[report] for report in reports if report in self._traces}

    def key_holders(self, keys: Collection[str]) -> dict[str, list[str]]:
        """Key of a rare figure -> reports that state it, in order; only where several do."""
        (known,) = self._transaction.run(_COUNT)
        # After a large batch hardly any report is left of which the rare figures have not been read.
        if (known["count"] - len(self._traces)) * KEYS_FROM > len(keys):
            return {key: sorted(reports) for key, reports in self._lists(_KEY_HOLDERS, "keys", keys)}
        every = dict(self._all_keys())
        counts = Counter(chain.from_iterable(every.values()))
        holders: dict[str, list[str]] = {key: [] for key in keys if counts[key] > 1}
        for report in sorted(every):
            for key in every[report]:
                if key in holders:
                    holders[key].append(report)
        return holders

    def _all_keys(self) -> Iterator[tuple[str, Collection[str]]]:
        """Every report with the keys of its rare figures."""
        reports = {str(row["report"]) for row in self._transaction.run(_ALL_REPORTS)}
        for report, trace in self._traces.items():
            yield report, trace.keyed.keys()
        for report, keyed in self._lists(_KEYED, "ids", reports - self._traces.keys()):
            yield report, load_keyed(keyed).keys()

    def keys_of(self, reports: Collection[str]) -> set[str]:
        """Keys of all rare figures of these reports."""
        return {key for _, keyed in self._lists(_KEYED, "ids", reports) for key in load_keyed(keyed)}

    def links(self, reports: Collection[str]) -> dict[Pair, Link]:
        """Links that lead to or from these reports."""
        return {
            (first, second): Link(first, second, confidence, reason)
            for first, second, confidence, reason in self._lists(_LINKS, "ids", reports)
        }

    def write_links(self, gone: Iterable[Pair], new: Iterable[Link]) -> None:
        """Delete some links and make others."""
        self._replace(
            "SAME_PLACE",
            gone,
            {
                (link.first, link.second): {"confidence": link.confidence, "reason": link.reason}
                for link in new
            },
        )

    def townships(self, reports: Collection[str]) -> set[Township]:
        """What these reports are known to be of: townships by their division code, and by the name of their home."""
        codes = {Township("code", code) for code in self._lists(_CODES, "ids", reports)}
        return codes | {Township("name", home) for home in self._lists(_HOMES, "ids", reports)}

    def in_townships(self, townships: Collection[Township]) -> list[list[str]]:
        """The reports of each of these townships, in order."""
        by_code = [township.known_by for township in townships if township.kind == "code"]
        by_name = [township.known_by for township in townships if township.kind == "name"]
        rows = chain(self._lists(_TOWNSHIPS, "codes", by_code), self._lists(_IN_HOMES, "names", by_name))
        return [sorted(reports) for reports in rows]

    # Figures and findings

    def figures(self, reports: Collection[str]) -> dict[str, str]:
        """Report -> its known figures that are no plans and say well enough what they count; see `load_shared`."""
        return {row["id"]: row["figures"] for row in self._rows(_FIGURES, "ids", reports)}

    def findings(self, reports: Collection[str]) -> dict[str, dict[str, Any]]:
        """Findings between reports of which these are the first: id -> properties."""
        return {finding["id"]: finding for finding in self._lists(_FINDINGS, "ids", reports)}

    def write_findings(self, gone: Collection[str], new: Sequence[Finding]) -> None:
        """Delete some findings and make others; one that is to take the place of another must be among the `gone`."""
        self._run(_DELETE_FINDINGS, sorted(gone), "ids")
        self._run(
            _CREATE_FINDINGS,
            [
                {"properties": _present(finding.properties()), "quantities": finding.quantities}
                for finding in new
            ],
        )

    # Likeness

    def signatures(self, reports: Collection[str]) -> dict[str, str]:
        """The MinHash signatures of those of these reports that are long enough to have one."""
        return dict(self._lists(_SIGNATURES, "ids", reports))

    def band_holders(self, asked: Collection[Bucket], changing: int) -> dict[Bucket, list[str]]:
        """The reports in each of these buckets, in the order of their likeness; only where there are several.

        Args:
            asked: the buckets.
            changing: how many reports have come, or leave. What nobody is compared in, with these or without them, is
                left out: a batch is not to cost more because of all who are alike.

        """
        keys: list[set[str]] = [set() for _ in range(BANDS)]
        for band, key in asked:
            keys[band].add(key)
        (known,) = self._transaction.run(_COUNT)
        # Past a number of look-ups it is quicker to read all signatures.
        scan = len(asked) * SCAN_FROM >= known["count"] * BANDS
        if scan:
            every = {row["report"]: row["signature"] for row in self._transaction.run(_ALL_SIGNATURES)}
            found = dict(self._scanned(keys, every, changing))
        else:
            found = dict(self._looked_up(keys, changing))
            ordered = (reports for (band, _), reports in found.items() if in_order(band, len(reports)))
            every = self.signatures({report for reports in ordered for report in reports})
        return {
            (band, key): (
                sorted(reports, key=lambda report: (likeness_order(every[report], band), report))
                if in_order(band, len(reports))
                else sorted(reports)
            )
            for (band, key), reports in found.items()
        }

    def _looked_up(self, asked: Sequence[set[str]], changing: int) -> Iterator[tuple[Bucket, list[str]]]:
        for band, keys in enumerate(asked):
            for key, reports in self._lists(
                _BAND_HOLDERS[band], "keys", keys, most=largest_compared(band, changing)
            ):
                yield (band, key), reports

    def _scanned(
        self, asked: Sequence[set[str]], every: Mapping[str, str], changing: int
    ) -> Iterator[tuple[Bucket, list[str]]]:
        columns = list(zip(*map(bands, every.values()), strict=True)) or [()] * BANDS
        for band, (keys, column) in enumerate(zip(asked, columns, strict=True)):
            most = largest_compared(band, changing)
            shared = {
                key: list[str]()
                for key, holders in Counter(column).items()
                if 1 < holders <= most and key in keys
            }
            for report, key in zip(every, column, strict=True):
                if key in shared:
                    shared[key].append(report)
            yield from (((band, key), reports) for key, reports in shared.items())

    def texts(self, reports: Collection[str]) -> dict[str, tuple[str, int]]:
        """Text of each of these reports with its offset in its source."""
        return {row["id"]: (row["text"], row["start"]) for row in self._rows(_TEXTS, "ids", reports)}

    def similar(self, reports: Collection[str]) -> dict[Pair, dict[str, Any]]:
        """Pairs of reports that repeat each other, one of them among these, with the properties of their tie."""
        return {
            (first, second): _present({"score": score, "passages": passages})
            for first, second, score, passages in self._lists(_SIMILAR, "ids", reports)
        }

    def similar_among(self, pairs: Collection[Pair]) -> set[Pair]:
        """Those of these pairs, each the lesser id first, that repeat each other."""
        asked = [list(pair) for pair in sorted(pairs)]
        return {(first, second) for first, second in self._lists(_SIMILAR_AMONG, "pairs", asked)}

    def write_similar(self, gone: Iterable[Pair], new: Mapping[Pair, Mapping[str, Any]]) -> None:
        """Delete some of these ties and make others."""
        self._replace("SIMILAR_TO", gone, new)

    def _replace(self, kind: str, gone: Iterable[Pair], new: Mapping[Pair, Mapping[str, Any]]) -> None:
        self._run(_DELETE[kind], [{"first": first, "second": second} for first, second in sorted(gone)])
        self._run(
            _CREATE[kind],
            [
                {
                    "first": first,
                    "ties": [{"second": pair[1], "properties": dict(new[pair])} for pair in pairs],
                }
                for first, pairs in groupby(sorted(new), key=itemgetter(0))
            ],
        )


def _present(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value is not None}
