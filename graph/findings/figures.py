"""What the rules look at: the figures of one report with exact numbers, and the text they stand in.

All numbers are `Fraction`, so that no sum is spoilt by binary floats; how precisely a figure was written stays with it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from graph.findings.exact import Fraction
from graph.identity import digest
from pipeline.folding import fold
from pipeline.models import OrganizationMention, PersonMention, PlaceMention, ProgramMention, QuantityMention

if TYPE_CHECKING:
    from pipeline.models import Extraction

__all__ = [
    "Figure",
    "ReportFigures",
    "Shorthand",
    "Stated",
    "exact",
    "figures_of",
    "make_figure",
    "resolution",
    "significant_digits",
    "subject_key",
]

_DIGITS = re.compile(r"[0-9][0-9,，]*(?:\.[0-9]+)?")
#: What a scale begins with, or stands before it.
_BEFORE_SCALE = frozenset("余多几十百千万亿")
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
#: 340万千瓦时: the 千 is the unit's.
_SCALE = re.compile(r"[余多几]?((?:[十百千万亿](?![瓦克米卡焦伏赫])){0,3})")
#: A sentence that speaks of more than one village after all.
_WHOLE = re.compile("全[乡镇县]|[。；]")
#: Largest denominator that a unit's factor has (亩 is 2000/3 m²; minutes, grams and their rates).
_LARGEST_DENOMINATOR = 100_000
_ONE = Fraction(1)
_NOTHING: frozenset[str] = frozenset()


class Stated(NamedTuple):
    """What a mention states, and a node: the properties by the names that they have in the graph."""

    start: int
    end: int
    text: str
    unit: str
    dimension: str
    base_unit: str
    bound: str
    status: str
    period: str | None
    value: float | None
    value_max: float | None
    base_value: float | None
    masked: bool = False


_of_mention = attrgetter(*Stated._fields[3:])


class Figure(NamedTuple):
    """One figure as a sentence states it. (A tuple: a report has dozens, and a frozen dataclass takes ten times as long.)

    Offsets are code points of the source text. `value` and `base` are None where the figure is masked;
    `base` is `value` in the base unit, and `step` the unit of its last written digit, in the base unit too.
    """

    id: str
    report: str
    start: int
    end: int
    text: str
    sentence: str
    unit: str
    dimension: str
    base_unit: str
    value: Fraction | None
    base: Fraction | None
    base_max: Fraction | None
    step: Fraction
    bound: str
    status: str
    indicator: str
    period: str | None
    #: Whether the figure says a number.
    known: bool
    #: Whether it is one number, neither a bound nor a range nor a guess.
    plain: bool
    #: `base` as a float, 0 where it is None: for a first look.
    size: float
    #: How many digits tell it from others (`significant_digits`); 0 where it says no number.
    digits: int
    #: Keys of what the figure is about (places, organisations …), where the report says so.
    about: frozenset[str]

    @property
    def number(self) -> Fraction:
        """`base` of a known figure."""
        if self.base is None:
            raise ValueError(f"{self.text} is masked")
        return self.base


@dataclass(frozen=True, slots=True)
class Shorthand:
    """A programme's numeric shorthand as a sentence names it; offsets are code points of the source text."""

    report: str
    start: int
    end: int
    text: str
    sentence: str
    #: Canonical name, from which its count is read.
    name: str
    #: What it stands for, where the report spells it out.
    items: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Tells it from all others."""
        return digest("Shorthand", self.report, self.start, self.end)


@dataclass(frozen=True, eq=False, slots=True, weakref_slot=True)
class ReportFigures:
    """The figures of one report in document order, with its text.

    `text` is the report's text with full-width letters and digits folded one for one; `start` is its offset in the
    source.
    """

    id: str
    source: str
    title: str
    year: int | None
    start: int
    text: str
    figures: tuple[Figure, ...]
    sentences: tuple[tuple[int, int], ...] = ()
    #: How many reports stand in the same source.
    siblings: int = 1
    #: Index of the report in its source.
    ordinal: int = 0
    #: Its programmes of numeric shorthand, in document order.
    shorthands: tuple[Shorthand, ...] = ()

    def between(self, start: int, end: int) -> str:
        """The folded words between two offsets of the source."""
        return self.text[max(start - self.start, 0) : max(end - self.start, 0)]

    def by_sentence(self) -> list[tuple[int, int, list[Figure]]]:
        """Start and end of each sentence with figures, and these."""
        ends = [end for _, end in self.sentences]
        groups: dict[int, list[Figure]] = {}
        for figure in self.figures:
            groups.setdefault(bisect_left(ends, figure.end), []).append(figure)
        return [
            (*(self.sentences[at] if at < len(ends) else (figures[0].start, figures[-1].end)), figures)
            for at, figures in groups.items()
        ]


@lru_cache(maxsize=16_384)
def exact(value: float | None) -> Fraction | None:
    """The decimal number that a float was read from; None for None."""
    if value is None:
        return None
    return Fraction(int(value)) if value == int(value) else Fraction(repr(value))


@lru_cache(maxsize=16_384)  # the same few figures are written again and again
def _read(text: str) -> tuple[Fraction, int | None]:
    """`resolution` and `significant_digits` of a folded text; None where it is written in Chinese."""
    found = _DIGITS.search(text)
    if found is None:
        return _ONE, None
    number = found.group()
    if "," in number or "，" in number:
        number = number.replace(",", "").replace("，", "")
    scale = _scale(text, found.end())
    decimals = len(number.partition(".")[2])
    step = _ONE if scale == 1 and not decimals else _step(scale, decimals)
    return step, _count_digits(number)


def _scale(text: str, at: int) -> int:
    """What 万 or 亿 multiply a numeral by that ends there."""
    scale = 1
    if text[at : at + 1] in _BEFORE_SCALE:
        after = _SCALE.match(text, at)
        for sign in after.group(1) if after else "":
            scale *= _SCALES[sign]
    return scale


@lru_cache(maxsize=256)
def _step(scale: int, decimals: int) -> Fraction:
    return Fraction(scale, 10**decimals)


def resolution(text: str) -> Fraction:
    """What one unit of the last written digit is worth, in the figure's own unit: 0.01万 is 100 for 433.95万元."""
    return _read(fold(text))[0]


def significant_digits(text: str, value: Fraction) -> int:
    """How many digits of a figure tell it from others: 3647.94 has six, 1200 has two, 10 has one."""
    digits = _read(fold(text))[1]
    return _digits_of(value) if digits is None else digits


def _digits_of(value: Fraction) -> int:
    return _count_digits(str(value.numerator if value.denominator == 1 else float(value)))


def _count_digits(digits: str) -> int:
    # 12.50 was measured to four digits; 1250 may have been rounded to three.
    plain = digits.replace(".", "").lstrip("0")
    return len(plain) if "." in digits else len(plain.rstrip("0"))


def figures_of(extraction: Extraction, text: str, siblings: int = 1, ordinal: int = 0) -> ReportFigures:
    """The figures of one report of a source.

    Args:
        extraction: what was found in it.
        text: the whole text of the source.
        siblings: how many reports the source holds.
        ordinal: which of them this is, from 0.

    """
    report = extraction.report
    about = _about(extraction, text)
    origin = report.start
    folded = fold(text[origin : report.end])
    # One string for all figures of a sentence: what is asked of it again and again is remembered by it.
    stated_in = {mention.sentence for mention in extraction.mentions}
    said = {(start, end): text[start:end] for start, end in stated_in}
    figures = [
        make_figure(
            Stated(
                mention.start,
                mention.end,
                folded[mention.start - origin : mention.end - origin],
                *_of_mention(mention),
            ),
            identity=digest("Quantity", report.id, mention.start, mention.end),
            report=report.id,
            sentence=said[mention.sentence],
            about=frozenset(about[at]) if at in about else _NOTHING,
            indicator=mention.indicator_name or mention.indicator,
        )
        for at, mention in enumerate(extraction.mentions)
        # The class itself: isinstance takes ten times as long on pydantic's models.
        if type(mention) is QuantityMention
    ]
    return ReportFigures(
        id=report.id,
        source=report.source,
        title=report.title,
        year=report.year,
        start=report.start,
        text=folded,
        figures=tuple(sorted(figures, key=lambda figure: figure.start)),
        sentences=tuple(sorted(said)),
        siblings=siblings,
        ordinal=ordinal,
        shorthands=tuple(
            Shorthand(
                report.id,
                mention.start,
                mention.end,
                mention.text,
                said[mention.sentence],
                mention.name,
                tuple(mention.items),
            )
            for mention in extraction.mentions
            if type(mention) is ProgramMention and mention.kind == "numeric"
        ),
    )


def _about(extraction: Extraction, text: str) -> dict[int, set[str]]:
    """Index of each figure that is about a place, organisation or person -> keys of these."""
    about: dict[int, set[str]] = {}
    for relation in extraction.relations:
        if relation.type == "ABOUT" and relation.head >= 0 and relation.tail >= 0:
            thing = extraction.mentions[relation.tail]
            if isinstance(thing, PlaceMention | OrganizationMention | PersonMention):
                code = thing.code if isinstance(thing, PlaceMention) else None
                key = subject_key(extraction.report.id, thing.name, code, thing.masked)
                about.setdefault(relation.head, set()).add(key)
    for at, village in _framed(extraction, text).items():
        if at not in about:
            about[at] = {subject_key(extraction.report.id, village.name, village.code, village.masked)}
    return about


def _framed(extraction: Extraction, text: str) -> dict[int, PlaceMention]:
    """Index of each figure in whose sentence one village is named before it, in words that end there -> that village.

    我包的桃坪村，通组公路硬化9.7公里: the comma makes the village what the rest of the sentence is about.
    """
    villages: dict[tuple[int, int], list[PlaceMention]] = {}
    for mention in extraction.mentions:
        if type(mention) is PlaceMention and mention.level in {"village", "community"}:
            villages.setdefault(mention.sentence, []).append(mention)
    if not villages:
        return {}
    found = {}
    for at, mention in enumerate(extraction.mentions):
        if type(mention) is not QuantityMention:
            continue
        named = villages.get(mention.sentence)
        if named and len(named) == 1:
            village = named[0]
            between = text[village.end : mention.start]
            if between[:1] in {"，", "："} and not _WHOLE.search(between):
                found[at] = village
    return found


def make_figure(
    stated: Stated,
    *,
    identity: str,
    report: str,
    sentence: str,
    about: frozenset[str],
    indicator: str,
) -> Figure:
    """A figure from what a mention or a node states.

    Args:
        stated: the properties of the mention or node, the text folded.
        identity: id of its node.
        report: id of its report.
        sentence: the sentence that states it.
        about: keys of what it is about.
        indicator: canonical name of what it counts.

    """
    start, end, text, unit, dimension, base_unit, bound, status, period, number, most, size, masked = stated
    value = exact(number)
    # Most units are their own base.
    base = value if number == size else exact(size)
    factor = _ONE
    if value and base and number != size:
        factor = (base / value).limit_denominator(_LARGEST_DENOMINATOR)
        base = value * factor
    value_max = None if most is None else exact(most)
    step, digits = _read(text)
    if digits is None:
        digits = 0 if value is None else _digits_of(value)
    known = base is not None and not masked and value is not None
    return Figure(
        identity,
        report,
        start,
        end,
        text,
        sentence,
        unit,
        dimension,
        base_unit,
        value,
        base,
        None if value_max is None else value_max * factor,
        step if factor is _ONE else step * factor,
        bound,
        status,
        indicator,
        period,
        known,
        known and bound == "exact" and value_max is None,
        size or 0.0,
        digits,
        about,
    )


def subject_key(report: str, name: str, code: str | None, masked: bool) -> str:
    """What a figure is about, as a key: a masked name (X村) means another thing in every report."""
    return code or (f"{report} {name}" if masked else name)
