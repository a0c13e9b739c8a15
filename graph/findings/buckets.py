"""Which look-alikes are compared with each other: those of a bucket, or in a large one those most alike.

A bucket holds the reports whose signatures share a band. The choice depends on which reports are there and on nothing
else, and a report that comes or goes changes it for few others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations, pairwise

from graph.findings.similarity import BANDS

__all__ = ["ALL_PAIRS", "ORDERED", "compared", "displaced", "in_order", "largest_compared", "parted"]

#: In a bucket of look-alikes up to this size all are compared with all.
ALL_PAIRS = 8
#: Bands of which the larger buckets are read, in the order of likeness; each report is compared with the next. Somebody much
#: alike is next in one of these few orders almost surely; more of them would tie a report to ever more distant relatives.
ORDERED = range(0, BANDS, 4)
#: More reports than any graph holds.
_UNBOUNDED = 1 << 40


def in_order(band: int, size: int) -> bool:
    """Whether it matters in what order the reports of a bucket of this size stand."""
    return size > ALL_PAIRS and band in ORDERED


def largest_compared(band: int, changing: int) -> int:
    """Size of the largest bucket in which somebody is compared, or is once so many reports more or less are there."""
    return _UNBOUNDED if band in ORDERED else ALL_PAIRS + changing


def compared(band: int, reports: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of a bucket that are compared, the lesser id first.

    Args:
        band: what it is a bucket of.
        reports: its reports, in the order of likeness.

    """
    if len(reports) <= ALL_PAIRS:
        yield from combinations(sorted(reports), 2)
    elif band in ORDERED:
        yield from ((min(pair), max(pair)) for pair in pairwise(reports))


def parted(band: int, reports: Sequence[str], arrived: Collection[str]) -> set[tuple[str, str]]:
    """Pairs of a bucket that would be compared if some reports had not come, and are not now.

    Args:
        band: what it is a bucket of.
        reports: its reports with those that have come, in the order of likeness.
        arrived: who has come, perhaps.

    """
    if len(reports) <= ALL_PAIRS:
        return set()
    return set(compared(band, [report for report in reports if report not in arrived])).difference(
        compared(band, reports)
    )


def displaced(band: int, reports: Sequence[str], leaving: Collection[str]) -> Iterator[str]:
    """Those of a bucket who will be compared with others of it when some have left.

    Args:
        band: what it is a bucket of.
        reports: its reports with those that leave, in the order of likeness.
        leaving: who leaves.

    """
    if len(reports) <= ALL_PAIRS:
        return
    staying = [report for report in reports if report not in leaving]
    if len(staying) <= ALL_PAIRS:
        yield from staying
    elif band in ORDERED:
        for at, report in enumerate(reports):
            beside = (*reports[max(at - 1, 0) : at], *reports[at + 1 : at + 2])
            if report not in leaving and any(other in leaving for other in beside):
                yield report
