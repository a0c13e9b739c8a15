"""What the place finders hand to each other: stretches of text read as a place, with what speaks for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from daachorse import CharwiseDoubleArrayAhoCorasick

from extractors.attributes import PlaceLevel
from extractors.spans import Occupied, leftmost_longest

__all__ = [
    "BREAK",
    "NOT_BEHIND_GROUP",
    "SUFFIX_LEVELS",
    "Found",
    "Reading",
    "after_break",
    "apart",
    "before_break",
    "stand_again",
]

_LETTERS = r"\u3400-\u9fff\U00020000-\U0003ffff·"
#: A name never reaches over one of these: punctuation, digits, letters, white space.
BREAK = re.compile(f"[^{_LETTERS}]")
_UP_TO_BREAK, _NO_BREAK = re.compile(f"(?s:.*)[^{_LETTERS}]"), re.compile(f"[{_LETTERS}]*")

#: So many names are looked for one by one in a fiftieth of the time that it takes to make an automaton of them.
_FEW = 64

#: Behind 社 these make another word of it, and no part of a village: 社区, 社员. 社长 is the head of one.
NOT_BEHIND_GROUP = "区会员保团交群火"

#: Level of what a place's last word says it is.
SUFFIX_LEVELS: dict[str, PlaceLevel] = {
    "自治区": "province",
    "省": "province",
    "自治州": "city",
    "市": "city",
    "州": "city",
    "盟": "city",
    "地区": "city",
    "自治县": "county",
    "自治旗": "county",
    "县": "county",
    "区": "county",
    "旗": "county",
    "镇": "township",
    "乡": "township",
    "街道": "township",
    "苏木": "township",
    "村": "village",
    "嘎查": "village",
    "自然村": "village",
    "行政村": "village",
    "屯": "village",
    "寨": "village",
    "社区": "community",
    "小区": "community",
    "村民小组": "group",
    "居民小组": "group",
    "小组": "group",
    "组": "group",
    "社": "group",
    "独贵龙": "group",
    "浩特": "group",
    "艾里": "village",
    "水库": "other",
    "灌区": "other",
    "河": "other",
}


class Found(NamedTuple):
    """A place at [start, end) of the text; `how` says which finder read it: mask, division, region, name or chain."""

    start: int
    end: int
    name: str
    level: PlaceLevel
    how: str
    masked: bool = False


class Reading(NamedTuple):
    """A possible place with what was weighed: it is one when `score` is not below 0.

    `margin` is how much dearer the text is to read without the name, in nats.
    """

    found: Found
    score: float
    margin: float


def before_break(text: str, at: int, floor: int) -> int:
    """How far back from `at` a name may reach, not beyond `floor`."""
    found = _UP_TO_BREAK.match(text, floor, at)
    return floor if found is None else found.end()


def after_break(text: str, at: int, ceiling: int) -> int:
    """How far on from `at` a name may reach, not beyond `ceiling` or the end of the text."""
    found = _NO_BREAK.match(text, at, ceiling)
    return at if found is None else found.end()


def stand_again(text: str, names: Iterable[str], taken: Occupied) -> Iterator[tuple[int, int]]:
    """Where any of the names stands in `text` outside what is `taken`, in the order of their ends."""
    wanted = set(names)
    for start, end in (
        _found_one_by_one(text, wanted) if len(wanted) <= _FEW else _found_at_once(text, wanted)
    ):
        if not taken.meets(start, end):
            yield start, end


def _found_one_by_one(text: str, names: Iterable[str]) -> list[tuple[int, int]]:
    found = []
    for name in names:
        start = text.find(name)
        while start >= 0:
            found.append((start + len(name), start))
            start = text.find(name, start + 1)
    return [(start, end) for end, start in sorted(found)]


def _found_at_once(text: str, names: Iterable[str]) -> Iterator[tuple[int, int]]:
    for start, end, _ in CharwiseDoubleArrayAhoCorasick(sorted(names)).find_overlapping(text):
        yield start, end


def apart(found: Iterable[Found]) -> list[Found]:
    """Places in order, of those that overlap the first, and of those that begin alike the longest."""
    return leftmost_longest(found, attrgetter("start", "end"))
