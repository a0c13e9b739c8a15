"""What findings need of one report, among the report's own rows: written and removed with it, in the same transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.findings.compact import dump_figures, dump_keyed
from graph.findings.figures import ReportFigures, figures_of
from graph.findings.homes import home_of
from graph.findings.keys import Place
from graph.findings.links import ground_of
from graph.findings.local import findings_of
from graph.findings.similarity import bands, signature
from graph.findings.stored import pending_id
from graph.identity import digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.findings.finding import Finding
    from graph.rows import GraphRows
    from pipeline.models import ExtractedSource, Extraction

__all__ = ["add_finding", "add_findings"]


def add_findings(rows: GraphRows, extracted: ExtractedSource) -> None:
    """Add to the rows of a source the findings within each of its reports, and what others will find them by.

    The rows of its quantities must be there.
    """
    count = len(extracted.reports)
    programs = {
        row["properties"]["start"]: str(row["end"])
        for row in rows.relationships.get(("MENTIONS", "Section", "Program"), {}).values()
    }
    for ordinal, extraction in enumerate(extracted.reports):
        report = figures_of(extraction, extracted.text, count, ordinal)
        for finding in findings_of(report):
            add_finding(rows, finding, report.id, programs)
        _add_fingerprint(rows, extraction, report)


def add_finding(rows: GraphRows, finding: Finding, report: str, programs: Mapping[int, str]) -> None:
    """Add a finding of one report with its ties to figures and programmes.

    Args:
        rows: what it is added to.
        finding: what was found.
        report: id of the report.
        programs: where programmes are mentioned in the source, with the ids of their nodes.

    """
    rows.add_node("Finding", {**finding.properties(), "report": report})
    for quantity in finding.quantities:
        rows.add_relationship(("ABOUT", "Finding", "Quantity"), finding.id, quantity)
    for shorthand in finding.shorthands:
        evidence = {name: getattr(shorthand, name) for name in ("text", "start", "end", "sentence")}
        rows.add_relationship(
            ("ABOUT", "Finding", "Program"), finding.id, programs[shorthand.start], evidence
        )


def _add_fingerprint(rows: GraphRows, extraction: Extraction, figures: ReportFigures) -> None:
    """Add by what other reports find this one, and give its rare figures the key that equal ones are found by."""
    report = extraction.report
    quantities = rows.nodes.get("Quantity", {})
    keyed, keys = dump_keyed(figures.figures)
    for identity, key in keys.items():
        quantities[identity]["key"] = key
    ground = ground_of(extraction)
    home = home_of(report.title, ground.townships)
    code = rows.nodes["Report"][report.id].get("jurisdiction")
    place = Place(report.id, report.title, report.year, ground.level, code, ground.townships, ground.village)
    sketch = signature(figures.text)
    properties: dict[str, object] = {
        "id": digest("Fingerprint", report.id),
        "report": report.id,
        "level": ground.level,
        "townships": sorted(ground.townships) or None,
        "names": sorted(ground.names) or None,
        "home": home.name if home else None,
        "village": ground.village,
        "figures": dump_figures(figures.figures, place, quantities),
        "keyed": keyed,
        "signature": sketch,
    }
    if sketch:
        properties |= {f"band_{at:02}": key for at, key in enumerate(bands(sketch))}
    rows.add_node("Fingerprint", properties)
    # Until the next update has seen the report.
    rows.add_node("Pending", {"id": pending_id(report.id), "report": report.id})
