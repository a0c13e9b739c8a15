"""What figures of different reports say about each other: only where the reports speak of one place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

import networkx

from graph.findings.figures import Figure
from graph.findings.finding import Finding
from graph.findings.links import Link
from graph.findings.repeats import Common, Place, repeats_across

__all__ = ["components", "findings_across"]


def components(reports: Iterable[str], links: Iterable[Link]) -> list[frozenset[str]]:
    """Reports that links join, directly or through others; single ones left out. In the order of their ids."""
    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(reports)
    graph.add_edges_from((link.first, link.second) for link in links)
    found = [frozenset(part) for part in networkx.connected_components(graph) if len(part) > 1]
    return sorted(found, key=min)


def findings_across(
    figures: Iterable[Figure], places: Mapping[str, Place], links: Collection[Link]
) -> Iterator[Finding]:
    """The findings among the reports of one component.

    Args:
        figures: of all its reports.
        places: report id -> what is known of where it speaks of.
        links: those among its reports.

    """
    yield from repeats_across(figures, places, _common(links))


def _common(links: Collection[Link]) -> Common:
    by_pair = {(link.first, link.second): link for link in links}
    weakest = min((link.confidence for link in links), default=0.0)

    def common(reports: Collection[str]) -> tuple[float, str]:
        """How sure it is that these reports speak of one place, and why."""
        ordered = sorted(reports)
        direct = [
            by_pair[first, second]
            for at, first in enumerate(ordered)
            for second in ordered[at + 1 :]
            if (first, second) in by_pair
        ]
        if not direct:
            return weakest, "经其他报告相连"
        joined = components(ordered, direct)
        whole = len(joined) == 1 and len(joined[0]) == len(ordered)
        confidence = min(link.confidence for link in direct) if whole else weakest
        return confidence, max(direct, key=lambda link: (link.confidence, link.first, link.second)).reason

    return common
