"""Figures over time as SVG, made here and drawn without a script. Only what can be compared is drawn together."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graph.web.reads import Figure

__all__ = ["Plot", "Point", "Tick", "plots"]

WIDTH, HEIGHT = 560, 190
_LEFT, _RIGHT, _TOP, _BOTTOM = 74, 20, 16, 30
#: Plots on one page.
_MOST = 6


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in a plot: position in pixels, and the figure."""

    x: float
    y: float
    figure: Figure

    @property
    def up(self) -> bool:
        """Whether the true figure may lie above: 余, 多, 以上."""
        return self.figure.bound == "ge"


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on an axis."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Plot:
    """One indicator in one unit over the years."""

    title: str
    unit: str
    points: tuple[Point, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    bottom: int = HEIGHT - _BOTTOM


def plots(figures: Iterable[Figure]) -> list[Plot]:
    """A plot for each indicator and unit with at least two known figures, the fullest first."""
    groups: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.base_value is not None and not figure.masked and figure.year:
            groups[figure.indicator, figure.base_unit or figure.unit].append(figure)
    drawn = [_plot(title, unit, group) for (title, unit), group in groups.items() if len(group) > 1]
    return sorted(drawn, key=lambda plot: (-len(plot.points), plot.title))[:_MOST]


def _plot(title: str, unit: str, figures: list[Figure]) -> Plot:
    years = sorted({figure.year for figure in figures if figure.year})
    first, last = years[0], years[-1]
    top = _round_up(max(figure.base_value or 0 for figure in figures))

    def x_of(year: int) -> float:
        share = 0.5 if first == last else (year - first) / (last - first)
        return _LEFT + 24 + share * (WIDTH - _LEFT - _RIGHT - 48)

    def y_of(value: float) -> float:
        return HEIGHT - _BOTTOM - (max(value, 0) / top) * (HEIGHT - _TOP - _BOTTOM)

    points = tuple(
        Point(round(x_of(figure.year or first), 1), round(y_of(figure.base_value or 0), 1), figure)
        for figure in sorted(figures, key=lambda f: (f.year or 0, f.report, f.start))
    )
    y_ticks = tuple(Tick(round(y_of(top * share), 1), _short(top * share)) for share in (0, 0.5, 1))
    return Plot(title, unit, points, tuple(Tick(round(x_of(year), 1), str(year)) for year in years), y_ticks)


def _round_up(value: float) -> float:
    """The next of 1, 2, 5, 10, 20, 50 … that is not below `value`."""
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= value)


def _short(value: float) -> str:
    """A number as an axis has room for: 1.2亿, 35万, 800."""
    for unit, size in (("亿", 1e8), ("万", 1e4)):
        if value >= size:
            return f"{value / size:g}{unit}"
    return f"{value:g}"
