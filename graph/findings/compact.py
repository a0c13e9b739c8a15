"""The figures of a report that other reports' are compared with, as one string on its fingerprint.

To read them back one by one, with their indicators and subjects, took longer than everything that is done with them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any

import orjson

from graph.findings.alike import told_before
from graph.findings.figures import Figure, Stated, make_figure
from graph.findings.inhabitants import told_behind
from graph.findings.keys import Place, frames_of, keys_of, speaks_of_another
from graph.findings.links import Keyed, figure_key

__all__ = ["dump_figures", "dump_keyed", "load_keyed", "load_shared"]

#: Of how the figures are written down. What another version has written is not compared until it is ingested again.
_FORMAT = 4
#: What is taken from the node: exact as it is there.
_NUMBERS = ("value", "value_max", "base_value")
#: What a figure keeps as it was stated.
_KEPT = Stated._fields[: Stated._fields.index(_NUMBERS[0])]
_kept = attrgetter(*_KEPT)


def dump_figures(figures: Iterable[Figure], place: Place, nodes: Mapping[str, Mapping[str, Any]]) -> str:
    """The figures that may be compared with other reports', as text.

    Args:
        figures: those of one report.
        place: where the report speaks of.
        nodes: id of a figure -> the properties of its node.

    """
    keys_for, frame_of = keys_of(place), frames_of(place)
    rows = [
        [
            keys,
            figure.id,
            *_kept(figure),
            *map(nodes[figure.id].get, _NUMBERS),
            figure.indicator,
            sorted(figure.about),
            told_before(figure) + figure.text + told_behind(figure),
        ]
        for figure in figures
        if figure.known
        and figure.status != "plan"
        and (keys := keys_for(figure))
        and (frame := frame_of(figure)) is not None
        and not speaks_of_another(figure, frame)
    ]
    return orjson.dumps({"format": _FORMAT, "figures": rows}).decode()


def load_shared(dumped: Mapping[str, str]) -> list[Figure]:
    """Those figures of some reports that may say something about one of another report, in any order.

    Args:
        dumped: report id -> what `dump_figures` made of its figures.

    """
    rows = {report: _rows(figures) for report, figures in dumped.items()}
    holders = Counter(
        chain.from_iterable(set(chain.from_iterable(row[0] for row in own)) for own in rows.values())
    )
    shared = {key for key, count in holders.items() if count > 1}
    return [
        _load(report, row) for report, own in rows.items() for row in own if not shared.isdisjoint(row[0])
    ]


def _rows(figures: str) -> list[Sequence[Any]]:
    written = orjson.loads(figures)
    known = isinstance(written, dict) and written["format"] == _FORMAT
    return written["figures"] if known else []


def _load(report: str, row: Sequence[Any]) -> Figure:
    """One figure of `dump_figures`; of its sentence it has the words up to it, and a few behind it."""
    _, identity, *properties, indicator, about, told = row
    return make_figure(
        Stated(*properties),
        identity=identity,
        report=report,
        sentence=told,
        about=frozenset(about),
        indicator=indicator,
    )


def dump_keyed(figures: Iterable[Figure]) -> tuple[str, dict[str, str]]:
    """The rare figures of a report as text, and id of a figure -> its key. Of equal ones the first is kept."""
    keys: dict[str, str] = {}
    first: dict[str, list[Any]] = {}
    for figure in figures:
        key = figure_key(figure)
        if key is not None:
            keys[figure.id] = key
            first.setdefault(key, [key, figure.indicator + figure.text, figure.indicator, figure.digits])
    return orjson.dumps(list(first.values())).decode(), keys


def load_keyed(dumped: str) -> dict[str, Keyed]:
    """The rare figures of `dump_keyed`, by key."""
    return {key: Keyed(key, text, indicator, digits) for key, text, indicator, digits in orjson.loads(dumped)}
