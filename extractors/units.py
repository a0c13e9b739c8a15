"""Units of measurement and measure words: a table, and the longest unit that stands at a place.

The table is ``data/units.csv``; docs/quantities.md explains its columns. A unit of the text is either one of the
table (亩), a pair in brackets that means both (台（套）), or a compound whose denominator is one of the table
(元/公斤, 元每人每月).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Literal

from extractors.trie import lengths_by_first, trie_pattern

__all__ = ["TABLE_PATH", "Unit", "UnitTable", "compound", "plain_number", "table"]

TABLE_PATH = Path(__file__).with_name("data") / "units.csv"

#: Denominators of rates that are no units by themselves (元/生, 元/学期).
_FURTHER_DENOMINATORS = (
    "生",
    "学期",
    "学年",
    "班",
    "孩",
    "月",
    "季",
    "日",
    "套次",
    "人·次",
    "床",
    "车",
    "度",
    "标段",
    "平",
    "片",
    "批",
)
#: Spoken rates take a few denominators only: 元每斤, and never 次每 (每次).
_ASCII_TAIL = re.compile(r"[A-Za-z0-9]")

Numerals = Literal["any", "long", "arabic"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as found in a text.

    Attributes:
        surface: as written, half width, without 万 and 亿, a rate with ``/`` (元/公斤).
        dimension: what it measures; a rate names both sides (``money/mass``).
        factor: how many base units it is.
        base: the base unit of the dimension; measure words are their own.
        numerals: which numerals it may follow: any, Chinese ones of two characters or more, or Arabic only.
        whole: counts whole things, so that a fraction of it is a misreading.

    """

    surface: str
    dimension: str
    factor: Fraction
    base: str
    numerals: Numerals = "any"
    whole: bool = False


def plain_number(value: Fraction | Decimal) -> int | float:
    """A plain number: an int where the value is integral, else the nearest float."""
    return int(value) if value == int(value) else float(value)


@dataclass(frozen=True, slots=True)
class _Row:
    unit: Unit
    forbidden: tuple[str, ...]  # what may not follow: 次 in 次数


class UnitTable:
    """The units by surface; finds the longest one at a place of a text."""

    def __init__(self, rows: dict[str, _Row]) -> None:
        self._rows = rows
        # One pattern would try some hundred first characters one by one; a dict knows at once.
        self._lengths = lengths_by_first(rows)
        self._slash = frozenset("/每")
        #: Characters a unit may begin with: what a numeral scanner looks for after a Chinese numeral.
        self.first_characters = frozenset(self._lengths)

    # Patterns over all units take a while to make; many reports have no place for them.

    @cached_property
    def _bracketed(self) -> re.Pattern[str]:
        return re.compile(rf"[（(]({trie_pattern(self._rows)})[)）]")

    @cached_property
    def _denominator(self) -> re.Pattern[str]:
        """元/人·月 and 元/亩/年 have two denominators."""
        denominators = trie_pattern([*self._rows, *_FURTHER_DENOMINATORS])
        return re.compile(rf"[/每]{denominators}(?:[/·每]{denominators})?(?![a-zA-Z])")

    def __len__(self) -> int:
        return len({row.unit.surface for row in self._rows.values()})

    def __contains__(self, surface: str) -> bool:
        return surface in self._rows

    def __getitem__(self, surface: str) -> Unit:
        """The unit of a surface; KeyError when there is none."""
        return self._rows[surface].unit

    def surfaces(self) -> Sequence[str]:
        """All surfaces, aliases included."""
        return tuple(self._rows)

    def match(self, text: str, at: int) -> tuple[Unit, int] | None:
        """The longest unit that begins at offset `at` of half-width `text`, with the offset where it ends."""
        for length in self._lengths.get(text[at : at + 1], ()):
            surface = text[at : at + length]
            end = at + len(surface)
            row = self._rows.get(surface)
            # Where 人次 may not stand, 人 may.
            if row is not None and self._may_end(text, end, surface, row):
                break
        else:
            return None
        following = text[end : end + 1]
        if following and following in "（(":
            return self._pair(text, row.unit, end)
        if following in self._slash:
            return self._rate(text, row.unit, end)
        return row.unit, end

    @staticmethod
    def _may_end(text: str, end: int, surface: str, row: _Row) -> bool:
        if surface[-1] < "\x80" and surface[-1] != "%" and _ASCII_TAIL.match(text, end):
            return False
        return not text.startswith(row.forbidden, end)

    def _pair(self, text: str, unit: Unit, end: int) -> tuple[Unit, int]:
        """台（套）: one unit, written with what it may also be called."""
        found = self._bracketed.match(text, end)
        if found is None:
            return unit, end
        other = self._rows[found.group(1)].unit
        if unit.dimension != other.dimension or other.surface == unit.surface:
            return unit, end
        surface = unit.surface + found.group()
        return Unit(surface, unit.dimension, unit.factor, surface, unit.numerals, unit.whole), found.end()

    def _rate(self, text: str, unit: Unit, end: int) -> tuple[Unit, int]:
        """元/公斤; 元每亩. A count takes 每 never (5次每次2小时), and a slash always."""
        found = self._denominator.match(text, end)
        if found is None or (text[end] == "每" and unit.dimension == "count"):
            return unit, end
        rate = compound(unit, tuple(re.split(r"[/·每]", found.group())[1:]))
        return replace(rate, surface=unit.surface + found.group()), found.end()


@lru_cache(maxsize=4096)
def compound(unit: Unit, denominators: tuple[str, ...]) -> Unit:
    """The rate `unit` per each of the denominators: 元 and (亩,) give 元/亩, in 元/m² of money/area."""
    units = table()
    surface, dimension, factor, base = unit.surface, unit.dimension, unit.factor, unit.base
    for name in denominators:
        below = units[name] if name in units else Unit(name, "count", Fraction(1), name)
        surface += f"/{name}"
        dimension += f"/{below.dimension}"
        factor /= below.factor
        base += f"/{below.base}"
    return Unit(surface, dimension, factor, base, unit.numerals, whole=False)


def _rows(line: dict[str, str]) -> dict[str, _Row]:
    forbidden = tuple(filter(None, line["not_before"].split("|")))
    names = [line["unit"], *filter(None, line["aliases"].split("|"))]
    numerals = line["numerals"]
    if numerals not in ("any", "long", "arabic"):
        raise ValueError(f"units.csv: {line['unit']} has numerals {numerals!r}; any, long or arabic is meant")
    factor = Fraction(line["factor"])
    return {
        name: _Row(
            Unit(name, line["dimension"], factor, line["base"], numerals, line["whole"] == "1"),  # type: ignore[arg-type]
            # A longer alias has no other reading; the warning belongs to the short name.
            forbidden if len(name) <= len(line["unit"]) else (),
        )
        for name in names
    }


@cache
def table(path: Path = TABLE_PATH) -> UnitTable:
    """The table of units, read once a process.

    Raises:
        ValueError: a row says something impossible, or a surface stands in two rows.

    """
    rows: dict[str, _Row] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            for surface, row in _rows(line).items():
                if surface in rows:
                    raise ValueError(f"units.csv: {surface} stands in two rows")
                rows[surface] = row
    return UnitTable(rows)
