"""By what figures are compared: name, unit, status, period and subject; and the first, cheap sieve made of these.

Whatever could be compared between two reports shares a key here; most figures share none with any other report, and need
not even be read. The rules themselves ask for more than a key says.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import floor, log
from typing import NamedTuple
from zlib import crc32

from graph.findings.alike import comparable, digit_key
from graph.findings.figures import Figure, subject_key
from graph.findings.homes import masked_township
from graph.findings.inhabitants import HERE, inhabitants
from graph.findings.words import has_word, word_class

__all__ = [
    "SPECIFIC",
    "Frame",
    "Key",
    "Place",
    "frames_of",
    "key_across",
    "key_within",
    "keys_of",
    "name_of",
    "period_key",
    "shared_keys",
    "speaks_of_another",
    "time_of",
    "unit_of",
]

_THIS_YEAR = re.compile(
    r"^(?:今年|本年度?|年内|全年|一年来|一年以来|今年以来|年度|截至目前|截止目前|任期内|(?:截[至止]到?)?年[底末])$"
)
_LAST_YEAR = re.compile(r"^(?:去年|上年|上年度|去年同期|上年同期|上一年度?)$")
_YEAR = re.compile(r"^(?:截[至止]到?)?([12][0-9]{3})年(?:度|以来|全年)?(.*)$")
#: Shortest indicator that says what was counted.
SPECIFIC = 4
#: What an indicator says of the time before, which is in the period: 资金由2019年.
_SINCE = re.compile(r"[由从较比](?:[12][0-9]{3}年|上年|去年|前年|年初|原来)?的?$")
_SINCE_ENDS = frozenset("年初来的")
_HAVING_ENDS = frozenset("有保到达为")
#: Verbs of having that say nothing of what is had.
_HAVING = re.compile(r"(?:仍|还|已|共|现|总)?(?:保有?|共?有|达到?|为)$")
_TERRITORY = re.compile(r"^(?:全|本|我)[乡镇村县区]|^辖区内?|^年末(?:全[乡镇])?|^【[^】]*】")
#: Who lives off the land, however called: 农村常住居民人均可支配收入, 农民人均可支配收入.
_FARMERS = re.compile(r"(?:农村常住居民|农村居民|农牧民|农民|农户)(?=人均)")
#: What a plan said, in the name of what was done: 竣工危房改造年初定.
_PLANNED = re.compile(r"年初(?:计划|安排|确定|定下?)的?")
#: Numbers that are one, or one rounded, differ by less than a step of this ladder; see `alike.same_things`.
_STEP = log(1.011)


_OUR_VILLAGE = re.compile("[我本]村")
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """What is known of where a report speaks of: `level` village where it speaks of one village, else township."""

    report: str
    title: str
    year: int | None
    level: str = "township"
    jurisdiction: str | None = None
    #: Names of townships that the report says it is about.
    townships: frozenset[str] = frozenset()
    #: Key of the one village that the report is about, where its title names it.
    village: str | None = None

    def own_keys(self) -> frozenset[str]:
        """Under which keys figures are about the township that all of the report is about, masked or not."""
        hidden = subject_key(self.report, masked_township(self.title) or "", None, masked=True)
        return self.townships | {self.jurisdiction or "", hidden}


def unit_of(figure: Figure) -> str:
    """The unit by which figures are compared: a count's own, else the base unit."""
    return figure.unit if figure.dimension == "count" else figure.base_unit


def _bare(indicator: str) -> str:
    """An indicator without the name of its territory and whatever the order of its words: 全乡烟叶收购 is 收购烟叶."""
    # Most names have none of these words: their first and last characters tell.
    if indicator[0] in "全本我辖年【":
        indicator = _TERRITORY.sub("", indicator)
    if "均" in indicator:
        indicator = _FARMERS.sub("农民", indicator)
    if "年初" in indicator:
        indicator = _PLANNED.sub("", indicator)
    indicator = indicator.replace("的", "")
    if indicator[-1:] in _SINCE_ENDS:
        indicator = _SINCE.sub("", indicator)
    if indicator[-1:] in _HAVING_ENDS:
        indicator = _HAVING.sub("", indicator)
    return "".join(sorted(indicator))


def name_of(figure: Figure) -> str | None:
    """The bare name by which what a figure counts can be compared; None where it has none."""
    if not figure.known:
        return None
    return inhabitants(figure) or _name(figure.indicator, figure.dimension, figure.unit)


@lru_cache(maxsize=16_384)  # a figure is asked for its name by one rule after the other
def _name(indicator: str, dimension: str, unit: str) -> str | None:
    named = (
        len(indicator) >= SPECIFIC
        and indicator not in word_class("generic")
        and dimension not in {"level", "duration", "age", "number"}
        and "率" not in unit
    )
    if named and dimension == "area":
        indicator = indicator.removesuffix("面积")  # 辣椒种植2400亩, 辣椒种植面积2400亩
    return _bare(indicator) if named else None


@lru_cache(maxsize=4096)  # the same few periods are named again and again
def period_key(period: str | None, year: int | None) -> tuple[int | None, str]:
    """(year, part of it) that a period stands for in a report on `year`; the part is empty for the whole year."""
    if period is None or _THIS_YEAR.match(period):
        return year, ""
    if _LAST_YEAR.match(period):
        return (year - 1 if year else None), ""
    found = _YEAR.match(period)
    if found:
        return int(found.group(1)), found.group(2)
    return year, period


def key_within(figure: Figure, year: int | None) -> Key | None:
    """What must be equal for two figures of one report to be compared; None where the figure says too little."""
    name = name_of(figure)
    if name is None:
        return None
    return (
        name,
        unit_of(figure),
        *time_of(figure, year),
        figure.about,
    )


def time_of(figure: Figure, year: int | None) -> tuple[str, tuple[int | None, str]]:
    """Status and period: what a report says of an earlier year was done in that year."""
    period = period_key(figure.period, year)
    past = figure.status == "prior" and year is not None and period[0] is not None and period[0] < year
    return ("done" if past else figure.status), period


class Frame(NamedTuple):
    """What figures of two reports must have in common, but for their names and numbers."""

    unit: str
    status: str
    period: tuple[int | None, str]
    about: frozenset[str]
    #: The report that alone may speak of it, or empty.
    ground: str


def key_across(figure: Figure, frame: Frame | None) -> Key | None:
    """The same for figures of different reports, of which this one has that frame."""
    name = name_of(figure)
    if name is None or frame is None or figure.status == "plan" or speaks_of_another(figure, frame):
        return None
    if name.startswith(HERE):
        # 全村412户 in a report of the township: nobody knows of which village.
        return (name.removeprefix(HERE), *frame) if frame.about else None
    return (name, *frame)


def speaks_of_another(figure: Figure, frame: Frame) -> bool:
    """Whether a figure is of a village or a school that its sentence does not name; 我村 is one where it is known which."""
    sentence = _OUR_VILLAGE.sub("", figure.sentence) if frame.about else figure.sentence
    return has_word("elsewhere", sentence)


def frames_of(place: Place) -> Callable[[Figure], Frame | None]:
    """What makes the frames of the figures of one report, of which most have the same few: each is made once."""
    known: dict[tuple[str, str, str | None, frozenset[str]], Frame | None] = {}
    own = place.own_keys()

    def frame(figure: Figure) -> Frame | None:
        # All that makes it.
        said = (unit_of(figure), figure.status, figure.period, figure.about)
        if said not in known:
            known[said] = _frame_of(figure, place, own)
        return known[said]

    return frame


def _frame_of(figure: Figure, place: Place, own: frozenset[str]) -> Frame | None:
    """Unit, status, period and subject of a figure, and whose it is; None where nobody can tell the time.

    A figure is about what it says, but for the township that all of its report is about. Only a township's reports speak
    for the township: a village's figures that name no place are those of the village, and nobody else's where nobody knows
    which it is.
    """
    status, period = time_of(figure, place.year)
    if period[0] is None:
        return None
    about = figure.about - own if figure.about else figure.about
    if place.level == "township" or figure.about:
        return Frame(unit_of(figure), status, period, about, "")
    if place.level == "village" and place.village:
        return Frame(unit_of(figure), status, period, frozenset((place.village,)), "")
    return Frame(unit_of(figure), status, period, about, place.report)


def _mark(frame: Frame) -> str:
    """A few letters for a frame, the same in every process. That some meet by chance does no harm."""
    said = f"{frame.unit} {frame.status} {frame.period} {sorted(frame.about)} {frame.ground}"
    return f"{crc32(said.encode('utf-8', 'surrogatepass')):x}"


def keys_of(place: Place) -> Callable[[Figure], list[str]]:
    """What makes the `shared_keys` of the figures of one report."""
    own = place.own_keys()
    marks: dict[tuple[str, str, str | None, frozenset[str]], str | None] = {}

    def keys(figure: Figure) -> list[str]:
        unit = unit_of(figure)
        said = (unit, figure.status, figure.period, figure.about)
        if said not in marks:
            frame = _frame_of(figure, place, own)
            marks[said] = None if frame is None else _mark(frame)
        mark = marks[said]
        return [] if mark is None else _shared_keys(figure, unit, mark)

    return keys


def shared_keys(figure: Figure, place: Place) -> list[str]:
    """Keys of a known figure: two figures of which none is the other's have nothing to say about each other.

    They are, each with the frame of the figure: its name; its number, roughly (two neighbouring steps of a ladder, so that
    numbers on either side of a step meet); its digits in whatever order. And its very number, whatever it is of.
    """
    return keys_of(place)(figure)


def _shared_keys(figure: Figure, unit: str, mark: str) -> list[str]:
    name = name_of(figure)
    keys = [] if name is None else [f"{name.removeprefix(HERE)}={mark}"]
    if comparable(figure):
        step = floor(log(figure.size) / _STEP)
        keys += [
            f"{step}#{mark}",
            f"{step + 1}#{mark}",
            f"{digit_key(figure)}~{mark}",
            f"{figure.size:.15g}{unit}",
        ]
    return keys
