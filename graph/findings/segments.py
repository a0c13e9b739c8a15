"""Stretches of a sentence in which figures speak of one thing, and the words around each figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.findings.exact import Fraction
from graph.findings.figures import Figure, ReportFigures

__all__ = [
    "Segment",
    "added",
    "label",
    "merged",
    "opened",
    "paragraphs",
    "segments",
    "share_words",
    "slack",
    "whole",
]

_BREAK = re.compile(r"[；;。！？\n]")
_CLAUSE = re.compile(r"[，；：。！？\n,;:]")


@dataclass(frozen=True, slots=True)
class Segment:
    """Figures between two semicolons or full stops, with the words before and after each of them.

    `before[i]` runs from figure i - 1, or the beginning, to figure i; `after` from the last figure to the end.
    """

    figures: tuple[Figure, ...]
    before: tuple[str, ...]
    after: str

    def clause(self, at: int) -> str:
        """The words before a figure that belong to its own clause."""
        return _CLAUSE.split(self.before[at])[-1]

    def said(self, at: int) -> str:
        """The words of a figure's clause before it, with what it counts."""
        return self.clause(at) + self.figures[at].indicator

    def following(self, at: int) -> str:
        """The words between a figure and the next one, or the end."""
        return self.before[at + 1] if at + 1 < len(self.figures) else self.after

    def depth(self, at: int) -> int:
        """How many brackets are open where a figure stands."""
        return opened("".join(self.before[: at + 1]))


def opened(words: str) -> int:
    """How many more brackets are opened than closed in words."""
    return words.count("（") + words.count("(") - words.count("）") - words.count(")")


@lru_cache(maxsize=1)
def segments(report: ReportFigures) -> tuple[Segment, ...]:
    """All segments of a report that hold figures. Every rule asks for them: those of the last report are kept."""
    return tuple(_cut(report))


def _cut(report: ReportFigures) -> Iterator[Segment]:
    text, origin = report.text, report.start
    for start, finish, figures in report.by_sentence():
        end = max(finish, figures[-1].end)
        begin = min(start, figures[0].start)
        if _BREAK.search(text, begin - origin, figures[-1].start - origin) is None:
            # Most sentences are one.
            yield _uncut(report, begin, end, figures)
            continue
        cut: list[Figure] = []
        before: list[str] = []
        last = min(start, figures[0].start)
        for figure in figures:
            gap = text[last - origin : figure.start - origin]
            if _BREAK.search(gap):
                breaks = list(_BREAK.finditer(gap))
                if cut:
                    yield Segment(tuple(cut), tuple(before), gap[: breaks[0].start()])
                    cut, before = [], []
                gap = gap[breaks[-1].end() :]
            cut.append(figure)
            before.append(gap)
            last = figure.end
        tail = report.between(last, end)
        stop = _BREAK.search(tail)
        yield Segment(tuple(cut), tuple(before), tail[: stop.start()] if stop else tail)


def _uncut(report: ReportFigures, begin: int, end: int, figures: Sequence[Figure]) -> Segment:
    """A segment of all figures of a sentence, with the words from `begin` to `end`, or to the first break behind them."""
    before = []
    last = begin
    for figure in figures:
        before.append(report.between(last, figure.start))
        last = figure.end
    return Segment(tuple(figures), tuple(before), _BREAK.split(report.between(last, end), 1)[0])


@lru_cache(maxsize=1)
def paragraphs(report: ReportFigures) -> tuple[tuple[Segment, ...], ...]:
    """The segments that stand in one paragraph, where there are several. Kept as `segments` are."""
    found: list[list[Segment]] = []
    last = -1
    for segment in segments(report):
        if last < 0 or "\n" in report.between(last, segment.figures[0].start):
            found.append([])
        found[-1].append(segment)
        last = segment.figures[-1].end
    return tuple(tuple(together) for together in found if len(together) > 1)


def merged(together: Sequence[Segment]) -> Segment:
    """Neighbouring segments as one; what parted them is a stop again."""
    figures: list[Figure] = []
    before: list[str] = []
    after = ""
    for segment in together:
        figures += segment.figures
        joint = f"{after}；" if before else ""
        before += [joint + segment.before[0], *segment.before[1:]]
        after = segment.after
    return Segment(tuple(figures), tuple(before), after)


def label(figure: Figure) -> str:
    """A figure with what it counts, for explanations."""
    return f"{figure.indicator}{figure.text}" if figure.indicator else figure.text


def share_words(a: str, b: str) -> bool:
    """Whether two phrases have two neighbouring characters in common."""
    pairs = {a[at : at + 2] for at in range(len(a) - 1)}
    return any(b[at : at + 2] in pairs for at in range(len(b) - 1))


def whole(figure: Figure) -> bool:
    """Whether the figure counts whole things to the last one."""
    return figure.step == 1 and figure.dimension == "count" and figure.number.denominator == 1


def added(figures: Iterable[Figure]) -> Fraction:
    """What figures make together, in their base unit."""
    return sum((figure.number for figure in figures), Fraction(0))


def slack(figures: Sequence[Figure]) -> Fraction:
    """How far a sum of figures may be off by rounding alone; nothing where all are whole counts."""
    if all(whole(figure) for figure in figures):
        return Fraction(0)
    return sum((figure.step for figure in figures), Fraction(0)) / 2
