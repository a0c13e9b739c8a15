"""Findings as people and programs read them: worst first, every figure with its sentence and where it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from graph.findings.finding import VERDICTS

if TYPE_CHECKING:
    from graph.store import GraphStore

__all__ = ["KINDS", "SIMILAR", "Evidence", "Listed", "as_csv_rows", "as_data", "as_text", "list_findings"]

#: A report that repeats another is no finding about figures, but is listed with them.
SIMILAR = "similar"
KINDS = (
    "same-figure",
    "parts-total",
    "product",
    "percentage",
    "growth",
    "share",
    "households",
    "announced",
    SIMILAR,
)
CSV_COLUMNS = ("verdict", "kind", "scope", "score", "explanation", "hint", "id", "title", "source", "report", "text", "start", "end", "sentence")  # fmt: skip

_NAMES = {
    "fails": "算不拢（fails）",
    "conflicts": "相互矛盾（conflicts）",
    "holds": "算得拢（holds）",
    "agrees": "相互印证（agrees）",
    SIMILAR: "文字雷同（similar）",
}
_ALL = "MATCH (f:Finding) WHERE f.verdict IN $verdicts AND f.kind IN $kinds AND f.score >= $score "
_OF_REPORT = (
    "CALL { MATCH (f:Finding {report: $report}) RETURN f UNION "
    "MATCH (:Quantity {report: $report})<-[:ABOUT]-(f:Finding) RETURN f } "
    "WITH f WHERE f.verdict IN $verdicts AND f.kind IN $kinds AND f.score >= $score "
)
#: What a finding is about is a figure, or a programme's shorthand, whose evidence the relationship carries.
_EVIDENCE = (
    "MATCH (f)-[a:ABOUT]->(q) MATCH (r:Report {id: coalesce(q.report, f.report)}) "
    "RETURN f.id AS id, f.kind AS kind, f.verdict AS verdict, f.scope AS scope, f.score AS score, "
    "f.explanation AS explanation, f.hint AS hint, r.id AS report, r.title AS title, r.source AS source, "
    "coalesce(q.text, a.text) AS text, coalesce(q.start, a.start) AS start, coalesce(q.end, a.end) AS end, "
    "coalesce(q.sentence, a.sentence) AS sentence"
)
_PAIRS = (
    "MATCH (a:Report)-[l:SIMILAR_TO]->(b:Report) WHERE l.score >= $score "
    "AND ($report IS NULL OR a.id = $report OR b.id = $report) "
    "RETURN a.id AS first, a.title AS first_title, a.source AS first_source, a.text AS text, a.start AS start, "
    "b.id AS second, b.title AS second_title, b.source AS second_source, l.score AS score, l.passages AS passages"
)
#: Characters of a shared passage that are shown.
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Evidence:
    """One figure of a finding, or one passage of a pair; offsets are code points of the source text."""

    report: str
    title: str
    source: str
    text: str
    start: int
    end: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A finding with its evidence."""

    id: str
    kind: str
    verdict: str
    scope: str
    score: float
    explanation: str
    hint: str | None
    evidence: tuple[Evidence, ...]


def list_findings(
    store: GraphStore,
    *,
    kinds: Collection[str] = (),
    verdicts: Collection[str] = (),
    report: str | None = None,
    least_score: float = 0.0,
) -> list[Listed]:
    """Findings of these kinds and verdicts (all by default), worst and surest first.

    Args:
        store: where they are.
        kinds: some of KINDS.
        verdicts: some of VERDICTS; reports that repeat each other have none, and are left out where any is named.
        report: id of the report that they must speak of.
        least_score: how sure they must be, 0 to 1.

    """
    chosen = list(kinds or KINDS)
    text = (_OF_REPORT if report else _ALL) + _EVIDENCE
    rows = store.execute_read(
        text, report=report, kinds=chosen, verdicts=list(verdicts or VERDICTS), score=least_score
    )
    found: dict[str, tuple[dict[str, Any], list[Evidence]]] = {}
    for row in rows:
        found.setdefault(row["id"], (row, []))[1].append(_evidence(row))
    listed = [_listed(row, evidence) for row, evidence in found.values()]
    if SIMILAR in chosen and not verdicts:
        pairs = store.execute_read(_PAIRS, report=report, score=least_score)
        listed += [_pair(row) for row in pairs]
    order = {verdict: at for at, verdict in enumerate((*VERDICTS, SIMILAR))}
    return sorted(
        listed,
        key=lambda one: (order[one.verdict], -one.score, one.kind, one.evidence[0].source, one.evidence[0].start, one.id),
    )  # fmt: skip


def _evidence(row: dict[str, Any]) -> Evidence:
    return Evidence(*(row[name] for name in Evidence.__dataclass_fields__))


def _listed(row: dict[str, Any], evidence: list[Evidence]) -> Listed:
    ordered = tuple(sorted(evidence, key=lambda one: (one.title, one.source, one.start)))
    return Listed(
        row["id"],
        row["kind"],
        row["verdict"],
        row["scope"],
        row["score"],
        row["explanation"],
        row["hint"],
        ordered,
    )


def _pair(row: dict[str, Any]) -> Listed:
    """A pair of reports that repeat each other, with the passages that they share."""
    evidence = []
    for passage in row["passages"] or ():
        here, _, there = passage.partition("=")
        start, end = map(int, here.split("-"))
        words = row["text"][start - row["start"] : end - row["start"]]
        evidence.append(
            Evidence(row["first"], row["first_title"], row["first_source"], words, start, end, words)
        )
        start, end = map(int, there.split("-"))
        evidence.append(
            Evidence(row["second"], row["second_title"], row["second_source"], words, start, end, words)
        )
    explanation = (
        f"《{row['first_title']}》与《{row['second_title']}》约有{row['score']:.0%}的文字相同"
        f"，其中整句相同的有{len(row['passages'] or ())}处。"
    )
    if not evidence:
        evidence.append(Evidence(row["first"], row["first_title"], row["first_source"], "", 0, 0, ""))
        evidence.append(Evidence(row["second"], row["second_title"], row["second_source"], "", 0, 0, ""))
    return Listed(
        f"{row['first']}-{row['second']}",
        SIMILAR,
        SIMILAR,
        "reports",
        row["score"],
        explanation,
        None,
        tuple(evidence),
    )


def as_data(listed: Sequence[Listed]) -> list[dict[str, Any]]:
    """For JSON."""
    return [asdict(one) for one in listed]


def as_csv_rows(listed: Sequence[Listed]) -> Iterator[list[Any]]:
    """One row for each figure of each finding, in the order of CSV_COLUMNS."""
    for one in listed:
        for evidence in one.evidence:
            values = {**asdict(one), **asdict(evidence)}
            values["id"] = one.id
            yield [values[name] for name in CSV_COLUMNS]


def as_text(listed: Sequence[Listed]) -> Iterator[str]:
    """Lines for people: a group for each verdict, worst first."""
    last = None
    for one in listed:
        if one.verdict != last:
            number = sum(other.verdict == one.verdict for other in listed)
            yield f"{'' if last is None else chr(10)}{_NAMES[one.verdict]}：{number}条"
            last = one.verdict
        yield f"  [{one.score:.2f}] {one.kind}　{one.explanation}"
        if one.hint:
            yield f"         提示：{one.hint}"
        for sentence, where in _sentences(one):
            yield f"         「{sentence}」　{where}"


def _sentences(one: Listed) -> Iterator[tuple[str, str]]:
    """Each sentence of a finding once, with its source and the offsets of its figures."""
    grouped: dict[tuple[str, str], list[Evidence]] = {}
    for evidence in one.evidence:
        grouped.setdefault((evidence.source, evidence.sentence), []).append(evidence)
    for (source, sentence), figures in grouped.items():
        words = " ".join(sentence.split())
        if one.kind == SIMILAR and len(words) > _SHOWN:
            words = words[:_SHOWN] + "……"
        offsets = "、".join(f"{figure.start}-{figure.end}" for figure in figures)
        yield words, f"{source}:{offsets}"
