"""Figures put together by hand for tests of single rules: a sentence is written piece by piece, with its figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from graph.findings.figures import Figure, ReportFigures, figures_of
from graph.findings.finding import Finding
from pipeline.models import Extraction, QuantityMention, ReportInfo

Rule = Callable[[ReportFigures], Iterator[Finding]]

#: unit -> (dimension, base unit, factor)
UNITS = {
    "亩": ("area", "m²", 2000 / 3),
    "公斤": ("mass", "kg", 1),
    "吨": ("mass", "kg", 1000),
    "担": ("mass", "kg", 50),
    "元": ("money", "元", 1),
    "元/公斤": ("money/mass", "元/kg", 1),
    "%": ("ratio", "%", 1),
    "公里": ("length", "m", 1000),
}


def figure(
    text: str, value: float | None, unit: str, indicator: str = "", **more: Any
) -> tuple[str, dict[str, Any]]:
    """A figure for `report`: its words and its properties."""
    dimension, base_unit, factor = UNITS.get(unit, ("count", unit, 1))
    base = None if value is None else value * factor
    return text, {
        "value": value,
        "unit": unit,
        "dimension": dimension,
        "base_unit": base_unit,
        "base_value": base,
        "masked": value is None,
        "indicator": indicator,
        "indicator_name": indicator,
        **more,
    }


def report(
    *sentences: list[str | tuple[str, dict[str, Any]]],
    title: str = "乡长2023年度述职报告",
    identity: str = "r1",
    year: int | None = 2023,
    start: int = 0,
) -> ReportFigures:
    """A report of these sentences, each a list of words and figures."""
    text = "　" * start + title + "\n"
    mentions = []
    for sentence in sentences:
        begin = len(text)
        placed = []
        for part in sentence:
            words, more = part if isinstance(part, tuple) else (part, None)
            if more is not None:
                placed.append((len(text), words, more))
            text += words
        text += "。"
        for at, words, more in placed:
            mentions.append(
                QuantityMention(
                    start=at, end=at + len(words), text=words, sentence=(begin, len(text)), **more
                )
            )
    info = ReportInfo(id=identity, source="a.txt", title=title, start=start, end=len(text), year=year)
    return figures_of(Extraction(report=info, mentions=tuple(mentions)), text)


def one(*parts: str | tuple[str, dict[str, Any]]) -> ReportFigures:
    """A report of one sentence."""
    return report(list(parts))


def found(rule: Rule, of: ReportFigures) -> list[tuple[str, str]]:
    """(kind, verdict) of each finding of a rule."""
    return [(finding.kind, finding.verdict) for finding in rule(of)]


def single(of: ReportFigures, at: int = 0) -> Figure:
    """One figure of a report."""
    return of.figures[at]
