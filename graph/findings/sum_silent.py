"""Sums of which nothing is said: neighbours of which one is the sum of the others, too exactly for chance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.findings.exact import Fraction
from graph.findings.figures import Figure
from graph.findings.finding import Finding
from graph.findings.segments import Segment, added, label, share_words, slack
from graph.findings.sum_parts import (
    ADDITIVE,
    COMPARED,
    IN_ALL,
    JOINED,
    SMALL,
    Outcome,
    adds_up,
    agree,
    same,
    shares_word,
    stops,
)

__all__ = ["no_accident", "silent_sums"]

_AND_THE_REST = re.compile(r"[，、；](?:其余|余下|剩下|剩余)[的]?$")
#: Weaker: the whole of a year or a place.
_WHOLE = re.compile(r"全[年镇乡村县区街]|总|整个|累计")
_STATES = re.compile("已|正在|尚|另|其余|余|未|待|剩|男|女|其他|其它|在建|在办")
_NOT = re.compile("[，、 ]*[不未没]")
#: 17个村里11个清零，6个 … : what was counted holds what follows.
_WITHIN = re.compile(r"^[^，。；、0-9]{0,6}(?:里面?|当中|之中|中)[，、：]?")
#: 已完工6件、在建2件: what is not done yet is under way.
_DONE = re.compile("(?:完工|竣工|建成|办结|办好|完成|结案|投用|投产)的?$")
_UNDER_WAY = re.compile(
    "(?:和|及|以及|与)?(?:尚|还|仍)?(?:在建|在办|正在(?:建设|施工|办理|实施|推进)|(?:在|正)?办理中)的?(?:有)?"
)
_LAST_YEAR = re.compile("去年|上年|前年|上一年|年初|原来|原有")
#: How much of the end of a name is the thing itself.
_KIND = 6
_NOT_SO = frozenset("未不没")
#: Below this share of a total a sum is too small whatever was rounded (see `agree`); exact sums take their time.
_BELOW = 0.98
#: Chance, at most, that figures which nothing presents as parts make a sum by accident.
_RARE = Fraction(1, 100)
#: The same where a word hints at it.
_UNLIKELY = Fraction(1, 30)


def silent_sums(segment: Segment, used: set[int]) -> Iterator[Finding]:
    """Neighbours of which one is the sum of the others, to more digits than chance would have it."""
    taken = set(used)
    for at, total in enumerate(segment.figures):
        if at in taken or not total.plain or total.dimension not in ADDITIVE:
            continue
        outcome = _silent_first(segment, at, taken) or _silent_last(segment, at, taken)
        if outcome:
            taken |= outcome[1]
            yield outcome[0]


def _silent_first(segment: Segment, at: int, used: set[int]) -> Outcome | None:
    total = segment.figures[at]
    if _is_item(segment, at):
        return None
    parts: list[int] = []
    about = 0.0
    for other in range(at + 1, len(segment.figures)):
        figure = segment.figures[other]
        if not parts and same(total, figure) and _told_before(segment, other):
            # 集体收入61.5万元，比上年的43.9万元多，土地发包38.2万元 … : last year's is no part of this year's.
            continue
        if other in used or not figure.plain or not same(total, figure) or figure.size >= total.size:
            return None
        parts.append(other)
        about += figure.size
        if about < total.size * _BELOW:
            continue
        taken = _within_total(segment, total, parts)
        if taken is None:
            return None
        if len(parts) >= 2 and agree(total, taken, added(taken)):
            words = [segment.before[index] for index in parts]
            if any(COMPARED.search(word) for word in words):
                return None
            opposed = len(parts) == 2 and _opposed(*words)
            within = opposed or (
                bool(_WITHIN.match(segment.following(at))) and total.number >= SMALL * total.step
            )
            told = (
                all(JOINED.match(word) for word in words[1:])
                or any(_NOT.match(word) for word in words)
                or bool(_AND_THE_REST.search(words[-1]))
                or sum(bool(_STATES.search(word)) for word in words) >= 2
                or _one_kind(segment, at, parts)
                or (
                    parts == list(range(at + 1, len(segment.figures)))
                    and (len(parts) > 2 or IN_ALL.search(segment.clause(at)) is not None)
                )
            )
            if stops(segment, parts, len(parts)) and (within or no_accident(total, taken, told)):
                return adds_up(total, taken, label(total)), {at, *parts}
            return None
    return None


def _is_item(segment: Segment, at: int) -> bool:
    """Whether a figure stands in the midst of a list, with 、 on both sides: it is one of the items, not their total."""
    return (
        0 < at < len(segment.figures) - 1
        and segment.before[at].startswith("、")
        and segment.before[at + 1].startswith("、")
        and same(segment.figures[at], segment.figures[at - 1])
    )


def _opposed(one: str, other: str) -> bool:
    """Whether of two parts one is what the other is not: 获批15个，未获批9个; 已完工6件、在建2件; 支出38万元，结余8万元."""
    one, other = one.strip("，、 "), other.strip("，、 ")
    if _DONE.search(one) and _UNDER_WAY.fullmatch(other):
        return True
    if one.endswith(("支出", "开支", "用去", "花去")) and other.startswith(("结余", "盈余", "余", "剩")):
        return True
    return len(one) > 1 and other[:1] in _NOT_SO and other[1:] == one[-len(other) + 1 :]


def _told_before(segment: Segment, at: int) -> bool:
    """Whether a figure is that of a time before."""
    return segment.figures[at].status == "prior" or _LAST_YEAR.search(segment.clause(at)) is not None


def _one_kind(segment: Segment, at: int, parts: Sequence[int]) -> bool:
    """Whether parts are called by a word of their total: 供养对象76人，集中供养29人，分散供养47人."""
    kind = segment.said(at)[-_KIND:]
    return all(share_words(kind, segment.clause(part)) for part in parts)


def _silent_last(segment: Segment, at: int, used: set[int]) -> Outcome | None:
    parts: list[int] = []
    total = segment.figures[at]
    about = 0.0
    for other in range(at - 1, -1, -1):
        figure = segment.figures[other]
        if other in used or not figure.plain or not same(total, figure) or figure.size >= total.size:
            return None
        parts.insert(0, other)
        about += figure.size
        if about < total.size * _BELOW:
            continue
        taken = _within_total(segment, total, parts)
        if taken is None:
            return None
        if len(parts) >= 2 and agree(total, taken, added(taken)):
            words = segment.before[at]
            told = bool(_WHOLE.search(words)) or shares_word(segment, at, parts)
            compared = any(COMPARED.search(segment.before[index]) for index in [*parts[1:], at])
            if not compared and no_accident(total, taken, told):
                return adds_up(total, taken, total.text), {at, *parts}
            return None
    return None


def _within_total(segment: Segment, total: Figure, parts: Sequence[int]) -> list[Figure] | None:
    """The figures at `parts`; None where they make more than the total."""
    taken = [segment.figures[index] for index in parts]
    return None if added(taken) - total.number > slack([*taken, total]) else taken


def no_accident(total: Figure, parts: Sequence[Figure], told: bool) -> bool:
    """Whether a sum is exact enough not to be one by chance."""
    if "次" in total.unit and total.number < 100:
        return False
    off = added(parts) != total.number
    steps = [figure.step for figure in (*parts, total)]
    # A sum that is right to the last digit of the finest is as unlikely as that digit is small.
    width = 2 * slack([*parts, total]) + max(steps) if off else min(steps)
    return bool(total.number) and width / total.number <= (_UNLIKELY if told else _RARE)
