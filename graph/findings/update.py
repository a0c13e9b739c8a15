"""Keeping the findings between reports up to date: those of the reports that a batch touched, and no others.

A report that was written, or that lost a neighbour, is marked as pending in the transaction that did so; an update takes
the pending ones and works out their surroundings anew. Whatever is stored afterwards depends on which reports are in the
graph and on nothing else: neither the order in which they came nor who was there in between. A process that dies leaves
the marks, and the next update does the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from extractors.collector import collector_paused
from graph.findings.across import components, findings_across, homes_of
from graph.findings.buckets import compared, displaced, parted
from graph.findings.compact import load_shared
from graph.findings.links import MOST_REPORTS, Link, Trace, link
from graph.findings.similarity import LIKE, Sentences, bands, estimates, passages, sentences
from graph.findings.stored import Bucket, Pair, Stored, Township

if TYPE_CHECKING:
    from graph.store import GraphStore, Transaction

__all__ = ["Updated", "mark_neighbours", "update_findings"]

#: Pending reports taken in one transaction.
BATCH = 5000
#: Passages kept for a pair of reports, the longest.
MOST_PASSAGES = 10


@dataclass(slots=True)
class Updated:
    """What an update did: reports looked at, and what was made and deleted between reports."""

    reports: int = 0
    links: int = 0
    similar: int = 0
    findings: int = 0
    withdrawn: int = 0

    def add(self, other: Updated) -> None:
        """Add the figures of another update."""
        self.reports += other.reports
        self.links += other.links
        self.similar += other.similar
        self.findings += other.findings
        self.withdrawn += other.withdrawn


def update_findings(store: GraphStore) -> Updated:
    """Bring the findings between reports up to date with what was written or removed since the last update.

    Raises:
        StoreError: the store failed; what remains is done by the next update.

    """
    total = Updated()
    while True:
        # Thousands of figures are read at once and dropped together: walking them meanwhile took a quarter of the time.
        with collector_paused():
            done = store.write(_update)
        if not done.reports:
            return total
        total.add(done)


def mark_neighbours(transaction: Transaction, reports: Collection[str]) -> None:
    """Mark what will have to be looked at again when these reports are gone. Call before they go."""
    stored = Stored(transaction)
    leaving = set(reports)
    marked = {end for pair in stored.links(leaving) for end in pair}
    for members in stored.in_townships(stored.townships(leaving)):
        # One stands for all of its component.
        marked.update([member for member in members if member not in leaving][:1])
    for holders in stored.key_holders(stored.keys_of(leaving)).values():
        staying = [holder for holder in holders if holder not in leaving]
        if len(holders) > MOST_REPORTS >= len(staying):
            marked.update(staying)
    buckets = _buckets(stored.signatures(leaving).values())
    for (band, _), holders in stored.band_holders(buckets, len(leaving)).items():
        marked.update(displaced(band, holders, leaving))
    stored.mark(marked - leaving)


def _update(transaction: Transaction) -> Updated:
    stored = Stored(transaction)
    pending = set(stored.take_pending(BATCH))
    if not pending:
        return Updated()
    done = Updated(reports=len(pending))
    linked = _update_links(stored, pending, done)
    _update_components(stored, linked, done)
    _update_similar(stored, pending, done)
    return done


# Links


@dataclass(frozen=True, slots=True)
class _Linked:
    """What became of the links of some reports."""

    #: The reports of which all links are among `links`.
    known: frozenset[str]
    links: Mapping[Pair, Link]
    #: These and all that were linked to one of them, or are: their components may have changed.
    seeds: frozenset[str]


def _update_links(stored: Stored, pending: set[str], done: Updated) -> _Linked:
    """Make the links of the pending reports what they should be."""
    traces = stored.traces(pending)
    holders = stored.key_holders({key for trace in traces.values() for key in trace.keyed})
    # A figure that has just become too common joins its reports no more.
    changed = set(pending)
    for reports in holders.values():
        if len(reports) > MOST_REPORTS >= len(reports) - len(pending.intersection(reports)):
            changed.update(reports)
    if changed != pending:
        traces |= stored.traces(changed - pending)
        known = holders.keys()
        more = {key for trace in traces.values() for key in trace.keyed if key not in known}
        holders |= stored.key_holders(more)
    quoted = {key for key, reports in holders.items() if len(reports) > MOST_REPORTS}
    pairs = {
        pair
        for key, reports in holders.items()
        if key not in quoted
        for pair in combinations(reports, 2)
        if pair[0] in changed or pair[1] in changed
    }
    traces |= stored.traces({end for pair in pairs for end in pair} - traces.keys())
    wanted = _links(traces, pairs, quoted)
    present = stored.links(changed)
    gone = [pair for pair, known in present.items() if wanted.get(pair) != known]
    new = [made for pair, made in wanted.items() if present.get(pair) != made]
    stored.write_links(gone, new)
    done.links += len(new)
    ends = (end for pair in (*present, *wanted) for end in pair)
    return _Linked(frozenset(changed), wanted, frozenset(changed.union(ends)))


def _links(traces: Mapping[str, Trace], pairs: Collection[Pair], quoted: Collection[str]) -> dict[Pair, Link]:
    found = (
        link(traces[first], traces[second], quoted)
        for first, second in pairs
        if first in traces and second in traces
    )
    return {(made.first, made.second): made for made in found if made is not None}


# Components


def _update_components(stored: Stored, linked: _Linked, done: Updated) -> None:
    members, links = _expand(stored, linked)
    traces = stored.traces(members)
    places = {identity: trace.place for identity, trace in traces.items()}
    present = stored.findings(members)
    wanted = {}
    homes = homes_of(places)
    joined = components(places, links.values(), homes)
    figures = stored.figures({report for part in joined for report in part})
    part_of = {report: at for at, part in enumerate(joined) for report in part}
    links_of: list[list[Link]] = [[] for _ in joined]
    for one in links.values():
        links_of[part_of[one.first]].append(one)
    for part, ours in zip(joined, links_of, strict=True):
        stated = load_shared({report: figures[report] for report in part if report in figures})
        wanted.update({finding.id: finding for finding in findings_across(stated, places, ours, homes)})
    kept = {
        identity
        for identity, finding in wanted.items()
        if present.get(identity) == {k: v for k, v in finding.properties().items() if v is not None}
    }
    gone = present.keys() - kept
    new = [wanted[identity] for identity in sorted(wanted.keys() - kept)]
    stored.write_findings(gone, new)
    done.findings += len(new)
    done.withdrawn += len(gone - wanted.keys())


def _expand(stored: Stored, linked: _Linked) -> tuple[set[str], dict[Pair, Link]]:
    """All reports that links or townships may join to the seeds, with the links among them."""
    members: set[str] = set()
    links = dict(linked.links)
    townships: set[Township] = set()
    frontier = set(linked.seeds)
    while frontier:
        members |= frontier
        more = stored.links(frontier - linked.known)
        links |= more
        new = stored.townships(frontier) - townships
        townships |= new
        reached = {end for pair in more for end in pair}
        reached.update(report for reports in stored.in_townships(new) for report in reports)
        frontier = reached - members
    return members, links


# Likeness


def _update_similar(stored: Stored, pending: set[str], done: Updated) -> None:
    signatures = stored.signatures(pending)
    holders = stored.band_holders(_buckets(signatures.values()), len(pending))
    pairs = {
        pair
        for (band, _), reports in holders.items()
        for pair in compared(band, reports)
        if not pending.isdisjoint(pair)
    }
    signatures |= stored.signatures({end for pair in pairs for end in pair} - signatures.keys())
    scores = {pair: share for pair, share in estimates(signatures, pairs).items() if share >= LIKE}
    texts = {
        report: sentences(text, start)
        for report, (text, start) in stored.texts({end for pair in scores for end in pair}).items()
    }
    wanted = {pair: _tie(texts, pair, score) for pair, score in scores.items()}
    present = stored.similar(pending)
    gone = {pair for pair, known in present.items() if wanted.get(pair) != known}
    new = {pair: tie for pair, tie in wanted.items() if present.get(pair) != tie}
    stored.write_similar(gone | _parted(stored, pending, holders), new)
    done.similar += len(new)


def _buckets(signatures: Iterable[str]) -> set[Bucket]:
    return {bucket for signature in signatures for bucket in enumerate(bands(signature))}


def _parted(stored: Stored, pending: set[str], holders: Mapping[Bucket, Sequence[str]]) -> set[Pair]:
    """Pairs of other reports that are compared no more, since one that has come stands between them."""
    maybe = {pair for (band, _), reports in holders.items() for pair in parted(band, reports, pending)}
    maybe = stored.similar_among({pair for pair in maybe if pending.isdisjoint(pair)})
    # Another bucket may still hold them together.
    signatures = stored.signatures({end for pair in maybe for end in pair})
    common = {pair: _buckets([signatures[pair[0]]]) & _buckets([signatures[pair[1]]]) for pair in maybe}
    known = dict(holders)
    asked = {bucket for shared in common.values() for bucket in shared} - known.keys()
    known |= stored.band_holders(asked, len(pending))
    return {
        pair
        for pair, shared in common.items()
        if not any(pair in compared(bucket[0], known.get(bucket, ())) for bucket in shared)
    }


def _tie(texts: Mapping[str, Sentences], pair: Pair, score: float) -> dict[str, Any]:
    """Properties of a SIMILAR_TO: the score, and the longest shared passages in the order of the first text."""
    shared = passages(texts[pair[0]], texts[pair[1]])
    if len(shared) > MOST_PASSAGES:
        longest = sorted(shared, key=lambda passage: (passage.start - passage.end, passage.start))
        shared = sorted(longest[:MOST_PASSAGES])
    tie: dict[str, Any] = {"score": score}
    if shared:
        tie["passages"] = list(map(str, shared))
    return tie
