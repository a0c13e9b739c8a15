"""What figures of different reports say about each other: only where the reports speak of one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

import networkx

from graph.findings.figures import Figure
from graph.findings.finding import Finding
from graph.findings.homes import Home, home_of
from graph.findings.keys import Place
from graph.findings.links import SURE, Link
from graph.findings.repeats import Common, repeats_across

__all__ = ["NAMED", "components", "findings_across", "homes_of"]

#: How sure it is that two reports speak of one place because both say that they are about the township of this name.
NAMED = 0.85


def components(
    places: Mapping[str, Place], links: Iterable[Link], homes: Mapping[str, str]
) -> list[frozenset[str]]:
    """Reports that speak of one place: joined by links, directly or through others, or by their township's code or name.

    Single ones are left out. In the order of their least ids.

    Args:
        places: report id -> what is known of where it speaks of.
        links: between any of these.
        homes: what `homes_of` makes of the places.

    """
    graph: networkx.Graph[tuple[str, str]] = networkx.Graph()
    for report, place in places.items():
        graph.add_node(("report", report))
        if place.jurisdiction:
            graph.add_edge(("report", report), ("township", place.jurisdiction))
    graph.add_edges_from(
        (("report", report), ("named", home)) for report, home in homes.items() if report in places
    )
    graph.add_edges_from((("report", link.first), ("report", link.second)) for link in links)
    found = [
        frozenset(identity for kind, identity in part if kind == "report")
        for part in networkx.connected_components(graph)
    ]
    return sorted((part for part in found if len(part) > 1), key=min)


def homes_of(places: Mapping[str, Place]) -> dict[str, str]:
    """Report id -> what it shares with those that are at home in the same township by name.

    Where reports put a township of one name into different counties, those that name no county may mean either.
    """
    named: dict[str, dict[str, Home]] = defaultdict(dict)
    for report, place in places.items():
        home = home_of(place.title, place.townships)
        if home:
            named[home.name][report] = home
    found = {}
    for name, reports in named.items():
        counties = {home.county for home in reports.values()} - {""}
        for report, home in reports.items():
            if len(counties) <= 1 or home.county:
                found[report] = f"{home.county}{name}" if len(counties) > 1 else name
    return found


def findings_across(
    figures: Iterable[Figure], places: Mapping[str, Place], links: Collection[Link], homes: Mapping[str, str]
) -> Iterator[Finding]:
    """The findings among the reports of one component.

    Args:
        figures: of all its reports.
        places: report id -> what is known of where it speaks of.
        links: those among its reports.
        homes: what `homes_of` makes of the places.

    """
    yield from repeats_across(figures, places, _common(places, links, homes))


def _common(places: Mapping[str, Place], links: Collection[Link], homes: Mapping[str, str]) -> Common:
    weakest = min((link.confidence for link in links), default=NAMED)
    known: dict[frozenset[str], tuple[float, str]] = {}

    def common(reports: Collection[str]) -> tuple[float, str]:
        asked = frozenset(reports)
        if asked not in known:
            known[asked] = reckoned(asked)
        return known[asked]

    def reckoned(reports: Collection[str]) -> tuple[float, str]:
        """How sure it is that these reports speak of one place, and why."""
        named = {report: places[report] for report in sorted(reports)}
        codes = {place.jurisdiction for place in named.values()}
        if len(codes) == 1 and (code := codes.pop()):
            return SURE, f"行政区划代码同为{code}"
        shared = {homes.get(report) for report in named}
        if len(shared) == 1 and (name := shared.pop()):
            return NAMED, f"都写明是{name}"
        direct = [link for link in links if link.first in named and link.second in named]
        if not direct:
            return weakest, "经其他报告相连"
        joined = components(named, direct, homes)
        whole = len(joined) == 1 and len(joined[0]) == len(named)
        confidence = min(link.confidence for link in direct) if whole else weakest
        return confidence, max(direct, key=lambda link: (link.confidence, link.first, link.second)).reason

    return common
