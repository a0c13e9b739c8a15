"""All that can be found in one report by itself: it depends on the report alone, and goes with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from graph.findings.announced import announcements
from graph.findings.figures import ReportFigures
from graph.findings.finding import Finding
from graph.findings.growths import growths
from graph.findings.households import households
from graph.findings.percentages import percentages
from graph.findings.products import products
from graph.findings.repeats import repeats_within
from graph.findings.shares import shares
from graph.findings.shorthand import shorthands
from graph.findings.sums import parts_and_totals

__all__ = ["RULES", "findings_of"]

#: The rules, each on its own: a report in, findings out.
RULES: tuple[Callable[[ReportFigures], Iterator[Finding]], ...] = (
    parts_and_totals,
    products,
    percentages,
    shares,
    growths,
    households,
    announcements,
    shorthands,
    repeats_within,
)


def findings_of(report: ReportFigures) -> list[Finding]:
    """The findings of one report, each once, in the order of their figures in the text."""
    starts = {figure.id: figure.start for figure in report.figures}

    def place(finding: Finding) -> tuple[int, str]:
        named = [shorthand.start for shorthand in finding.shorthands]
        return min([*named, *(starts[quantity] for quantity in finding.quantities)]), finding.id

    found = {finding.id: finding for rule in RULES for finding in rule(report)}
    return sorted(found.values(), key=place)
