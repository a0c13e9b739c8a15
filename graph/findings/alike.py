"""The same thing under another name: rare figures that are equal, or the same but for the order of their digits.

惠民惠农补贴惠及9127户 and 一卡通惠及9127户 count one thing, though no rule about words would say so: it is the number that
tells, and the words need only not speak against it. How much they must have in common depends on how rare the number is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from graph.findings.amounts import and_some, compare
from graph.findings.figures import Figure
from graph.findings.words import has_word, pattern, word_class

__all__ = [
    "LEAST_DIGITS",
    "clause_before",
    "comparable",
    "contained",
    "digit_key",
    "exchanged",
    "part_words",
    "permuted",
    "same_things",
    "slips",
    "told_before",
]

_NO_DIGIT = re.compile("[^0-9]")
_STOPS = "；。！？\n"
_STOP = re.compile(f"[{_STOPS}]")
_COMMAS = "，：、"
_CLAUSE = re.compile(r"[，；：。！？\n、]")
#: What is kept of the words before a figure that stand in front of its clause.
_TOLD = 40
#: Significant digits from which equal numbers of one unit say more than words do, and from which they say anything.
RARE = 4
LEAST_DIGITS = 3
_MEASURED = frozenset({"count", "money", "area", "mass", "length", "volume"})
#: Stages of one thing: of so many found so many are put right, and the numbers may well be equal.
_STAGE = re.compile(
    "发现|排查|检查|整改|化解|办结|办理|受理|销号|竣工|完工|开工|投产|签约|应|实际|实到|实有|计划|目标|任务|(?<!公共)预算|验收|回访|申请|申报|到位|"
    "支出|纯收入|可支配|收入|筹|存栏|出栏|合格|通过|录取|户均|人均|亩均|平均|其中|新增|净增|增加|减少|剩余|余下|每|覆盖"
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}")
#: Part words that do not change what is counted.
_ALL_THE_SAME = frozenset({"累计", "各", "净", "实际"})
#: 增加到17289元 is what it came to, and no change.
_CAME_TO = re.compile("(?:增加|增长|提高|减少|下降|降低|上升)[到至]")
#: 比上年的386.4万元: a clause that says no more than against what, so that the name alone tells a stage.
_AGAINST = re.compile("(?:同?比|较|[由从])[^，。；]{0,8}$")
#: Share of the characters of a name that another figure's words must have, by how rare the number is.
_SOME, _MOST = 0.5, 0.75
#: The same where so many of them are shared that it is no accident.
_NEARLY, _SURELY = 0.4, 4
#: How far apart two numbers may be of which one is the other rounded.
_ROUNDED = 1.01
_ONE_SIZE = 5
#: What is done for an area that is there already, and what says that it is one.
_KEPT = re.compile("^(?:管好|管护好?|守牢|守住|抓好|种好|稳定|现有|拥有|全[镇乡村])+")
_EXTENT = re.compile("(?:种植|栽植|栽培|播种|保有)?总?面积$")
#: Figures of one number that each is compared with: the next ones, who are compared with those that follow.
_NEXT = 12


def told_before(figure: Figure) -> str:
    """The words of a figure's sentence up to it: its whole clause, and what stands before that as far as it is near."""
    sentence = figure.sentence
    at = sentence.find(figure.text)
    end = at if at >= 0 else len(sentence)
    # Most sentences hold no other stop than the one that ends them.
    begin = 0
    if _first_stop(sentence) < end:
        begin = max([sentence.rfind(stop, 0, end) for stop in _STOPS]) + 1
    near = end - _TOLD
    if near <= begin:
        return sentence[begin:end]
    clause = max([sentence.rfind(comma, begin, end) for comma in _COMMAS])
    return sentence[max(begin, min(clause, near)) : end]


@lru_cache(maxsize=256)  # asked for each figure of a sentence, one after the other
def _first_stop(sentence: str) -> int:
    found = _STOP.search(sentence)
    return found.start() if found else len(sentence)


def clause_before(figure: Figure) -> str:
    """The words of a figure's clause up to it."""
    at = figure.sentence.find(figure.text)
    return _CLAUSE.split(figure.sentence[:at] if at >= 0 else figure.sentence)[-1]


def comparable(figure: Figure) -> bool:
    """Whether a number is rare enough to be known by itself: 1240余 is, too."""
    if figure.digits < LEAST_DIGITS or figure.dimension not in _MEASURED:
        return False
    return figure.plain or (figure.known and figure.bound == "ge" and and_some(figure))


def permuted(a: Figure, b: Figure) -> bool:
    """Whether two figures have the same digits in another order, and are of one size."""
    if a.number == b.number or not (a.number and b.number) or a.unit != b.unit:
        return False
    first, second = _digits_of(a.text), _digits_of(b.text)
    return sorted(first) == sorted(second) and max(a.number, b.number) < _ONE_SIZE * min(a.number, b.number)


def exchanged(group: Sequence[Figure]) -> bool:
    """Whether two figures of many digits have the same ones in another order: 17466, 17646.

    Not what a person did, of which each has a number of their own.
    """
    return (
        len(group) == 2
        and all(figure.plain and figure.digits >= RARE for figure in group)
        and not any(map(_personal, group))
        and permuted(*group)
    )


def part_words(figure: Figure) -> frozenset[str]:
    """Words of a figure's clause that make it a part or a change of what its name says."""
    return frozenset(pattern("part_words").findall(_CAME_TO.sub("", clause_before(figure))))


def _personal(figure: Figure) -> bool:
    sessions = word_class("activity_units") - word_class("thing_units")
    return figure.unit in sessions or has_word("personal", figure.indicator + clause_before(figure))


def digit_key(figure: Figure) -> str:
    """The digits of a figure as it is written, in ascending order."""
    return _ascending(figure.text)


@lru_cache(maxsize=16_384)  # the same few figures are written again and again
def _ascending(text: str) -> str:
    return "".join(sorted(_digits_of(text)))


def _digits_of(text: str) -> str:
    return _NO_DIGIT.sub("", text)


@dataclass(frozen=True, slots=True)
class _Words:
    """What the words about a figure are compared by."""

    name: frozenset[str]
    told: frozenset[str]
    stages: frozenset[str]


@lru_cache(maxsize=8192)
def _words(indicator: str, told: str) -> _Words:
    clause = _CLAUSE.split(told)[-1]
    if _AGAINST.match(clause):
        clause = indicator
    clause = _CAME_TO.sub("", clause)
    stages = {*_STAGE.findall(clause), *pattern("part_words").findall(clause)} - _ALL_THE_SAME
    name = _pairs(indicator)
    return _Words(name, name | _pairs(told), frozenset(stages))


def _pairs(text: str) -> frozenset[str]:
    """Neighbouring characters, but for those of words that say nothing of what was counted."""
    pairs = {two for run in _CHINESE.findall(text) for two in map("".join, pairwise(run))}
    return frozenset(pairs - word_class("generic") - word_class("empty_pairs"))


def _overlaps(a: _Words, b: _Words, share: float, least: int) -> bool:
    """Whether so much of one's name, and so many pairs of characters of it, are among the other's words."""
    for one, other in ((a, b), (b, a)):
        shared = len(one.name & other.told)
        if shared >= least and shared >= share * len(one.name):
            return True
    return False


def _of(figure: Figure) -> _Words:
    return _words(figure.indicator, told_before(figure))


def _said_alike(a: Figure, b: Figure) -> bool:
    """Whether the words about two figures of one number let them count the same thing."""
    one, other = _of(a), _of(b)
    if one.stages != other.stages:
        return False
    fewest = min(a.digits, b.digits)
    if a.number != b.number:
        return _alike(one, other)
    # 划分网格, 调整网格; 排查, 排查矛盾纠纷: of equal numbers that they end alike, or one holds the other, is enough.
    held = contained(a, b) or (len(a.indicator) > 1 and a.indicator[-2:] == b.indicator[-2:])
    if fewest >= RARE:
        # Of five digits, 一般公共预算收入 and 财政收入 may have no more in common than that they are income.
        nameless = not one.name and a.indicator == b.indicator and len(one.told & other.told) > 1
        return (held and fewest > RARE) or nameless or _overlaps(one, other, 0, 1)
    return held or _alike(one, other)


def _alike(one: _Words, other: _Words) -> bool:
    return _overlaps(one, other, _SOME, 2) or _overlaps(one, other, _NEARLY, _SURELY)


def contained(a: Figure, b: Figure) -> bool:
    """Whether one name is the other with more words before or behind."""
    one, other = sorted((a.indicator, b.indicator), key=len)
    return len(one) > 1 and one in other


Key = Callable[[Figure], Hashable]


def same_things(figures: Iterable[Figure], key: Key) -> Iterator[tuple[Figure, Figure]]:
    """Pairs of figures of one `key` that state the same rare number of what may well be the same thing."""
    groups: dict[Hashable, list[Figure]] = defaultdict(list)
    for figure in figures:
        groups[key(figure)].append(figure)
    for group in groups.values():
        if len(group) < 2:
            continue
        ordered = sorted(group, key=lambda figure: (figure.number, figure.id))
        for at, figure in enumerate(ordered):
            for other in ordered[at + 1 : at + 1 + _NEXT]:
                if float(other.number) > float(figure.number) * _ROUNDED:
                    break
                if _one_number(figure, other) and _said_alike(figure, other):
                    yield figure, other


def _one_number(a: Figure, b: Figure) -> bool:
    rounded = a.step != b.step or not (a.plain and b.plain)
    return a.number == b.number or (rounded and compare(a, b) == "agree")


def slips(figures: Iterable[Figure], key: Key) -> Iterator[tuple[Figure, Figure]]:
    """Pairs of figures of one `key` that have the same digits in another order, and say what they count in like words."""
    groups: dict[Hashable, list[Figure]] = defaultdict(list)
    for figure in figures:
        groups[key(figure), digit_key(figure)].append(figure)
    for group in groups.values():
        for a, b in combinations(sorted(group, key=lambda figure: figure.id), 2):
            if not (a.plain and b.plain and permuted(a, b)):
                continue
            one, other = _of(a), _of(b)
            many = min(a.digits, b.digits) >= RARE
            alike = _alike(one, other) if many else _overlaps(one, other, _MOST, 3)
            same = many and len(a.indicator) > 1 and a.indicator == b.indicator
            # Of one village, which is named: 硬化14.2公里, 硬化村组道路12.4公里.
            there = bool(a.about) and a.about == b.about and contained(a, b)
            if _at_one_stage(a, b) and (same or there or alike or _one_crop(a, b)):
                yield a, b


def _one_crop(a: Figure, b: Figure) -> bool:
    """Whether two areas are of one thing, by the words that name it: 茶叶, 茶叶种植面积, 管好茶叶面积."""
    if a.dimension != "area":
        return False
    one, other = (_EXTENT.sub("", _KEPT.sub("", figure.indicator)) for figure in (a, b))
    return one == other and len(one) > 1 and one not in word_class("generic")


def _at_one_stage(a: Figure, b: Figure) -> bool:
    """Whether nothing says that one is a stage or a part of the other; a part that is called what the other is is none."""
    apart = _of(a).stages ^ _of(b).stages
    return not apart or (apart == {"其中"} and contained(a, b))
