"""Sums over several sentences: the total stands in another one than its parts, as in 甲11个；乙3个。两项合计14个."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.findings.figures import Figure
from graph.findings.finding import Finding
from graph.findings.segments import Segment, added, label, merged, share_words
from graph.findings.sum_first import divides, first_holds, total_first_fails
from graph.findings.sum_last import ALL, TOGETHER_LOOSELY, backwards
from graph.findings.sum_parts import (
    JOINED,
    RATE,
    STAGES,
    adds_up,
    agree,
    counter,
    does_not_add_up,
    parts_after,
    same,
)
from graph.findings.sum_silent import no_accident

__all__ = ["over_sentences"]

#: At the beginning of a sentence: it speaks of what the ones before it named.
_GOES_ON = re.compile(r"^[ 。；]*(?:其中|其余|包括|余下)")
_SUMS_UP = re.compile(
    rf"^[ 。；]*(?:(?:以上|上述|前述|前面|这)?(?:这)?(?:([两二三四五六七八九])[个]?(?:项|者|类|块|处|部分|方面|笔|个?村|片区|季|期|批)|各项|几项)?(?:收入|资金|支出|相加|之和|面积|产量|人数|金额)?)?{ALL}"
)
_WHOLE_AT_LAST = re.compile(r"^[ 。；]*(?:全[镇乡村年]|总)[^，。；、0-9]{0,8}$")
#: 两季粮食总产29420吨: enough where the sum is right to four digits.
_LONG_TOTAL_AT_LAST = re.compile(r"^[ 。；]*[^，。；、0-9]{0,6}总[^，。；、0-9]{0,8}$")
_THESE = re.compile(r"^[ 。；]*(?:以上|上述|前述|前面|这|前)?(?:这)?$")
#: Words before a total that do nothing else than sum up.
_SHORT = 24
_COUNTS = {"两": 2} | {numeral: count for count, numeral in enumerate("二三四五六七八九", start=2)}


def over_sentences(together: Sequence[Segment], summed: set[str]) -> Iterator[Finding]:
    """Sums whose total stands in another sentence of the paragraph than its parts."""
    for at in range(1, len(together)):
        segment = together[at]
        if segment.figures[0].id in summed:
            continue
        begin = segment.before[0]
        found = None
        if opened := _opened(together, at):
            found = opened
        elif divides(begin):
            found = _divided_again(together[at - 1], segment, summed)
        elif _GOES_ON.match(begin):
            found = _goes_on(merged(together[at - 1 : at + 1]), len(together[at - 1].figures))
        elif closing := _SUMS_UP.match(begin) or (counter(segment.figures[0]) and _THESE.match(begin)):
            found = _sums_up(together[: at + 1], segment, closing)
        elif at > 1 and (_WHOLE_AT_LAST.match(begin) or _LONG_TOTAL_AT_LAST.match(begin)):
            found = _one_of_each(together[: at + 1], _WHOLE_AT_LAST.match(begin) is not None)
        if found:
            summed.update(found.quantities)
            yield found


def _opened(together: Sequence[Segment], at: int) -> Finding | None:
    """支出6480万元，其中县级4120万元，增长4%；乡级2360万元，增长6%: the list goes on in what follows.

    Only where the first figures of what follows make it up exactly.
    """
    opening = together[at - 1]
    first = _among(opening)
    if first is None:
        return None
    total, parts = opening.figures[first - 1], [opening.figures[first]]
    for segment in together[at:]:
        figure = segment.figures[0]
        if not (figure.plain and same(total, figure)) or STAGES.search(segment.before[0]):
            return None
        parts.append(figure)
        sums = added(parts)
        # 集中供养 and 分散供养 are of one kind; what is called otherwise must be too exact for chance.
        alike = all(share_words(parts[0].indicator, part.indicator) for part in parts[1:])
        if sums == total.number and no_accident(total, parts, told=alike):
            return adds_up(total, parts, label(total))
        if sums >= total.number:
            return None
    return None


def _divided_again(before: Segment, segment: Segment, summed: set[str]) -> Finding | None:
    """党员82名，其中男58名、女24名；按支部分，一支部33名、二支部49名: the same total, divided once more."""
    figures = segment.figures
    count = 1
    while count < len(figures) and JOINED.match(segment.before[count]) and same(figures[0], figures[count]):
        count += 1
    parts = list(figures[:count])
    if count < 2 or not all(part.plain for part in parts):
        return None
    sums = added(parts)
    for total in before.figures:
        # 代表建议由25件增加到31件。按内容分，…: which of them is divided, the sum tells.
        known = total is before.figures[0] and total.id in summed
        if not _holds_all(total, parts) or not agree(total, parts, sums):
            continue
        if known or (sums == total.number and no_accident(total, parts, told=True)):
            return adds_up(total, parts, label(total))
    total = before.figures[0]
    certain = total.id in summed or (
        all(share_words(total.indicator, part.indicator) for part in parts)
        and len(parts) > 2
        and not any(same(total, figure) for figure in figures[count:])
    )
    if certain and _holds_all(total, parts):
        return does_not_add_up(total, parts, sums, label(total))
    return None


def _holds_all(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether a figure may be the total of each of these."""
    return total.plain and same(total, parts[0]) and all(part.number < total.number for part in parts)


def _among(segment: Segment) -> int | None:
    """Which figure of a segment is the first part of the one before it, and the only one of its kind after it."""
    for at in range(1, len(segment.figures)):
        total, part = segment.figures[at - 1 : at + 1]
        if "其中" in segment.before[at] and total.plain and part.plain and same(total, part):
            alone = not any(same(total, figure) for figure in segment.figures[at + 1 :])
            stage = STAGES.search(segment.before[at].replace("其中", ""))
            return at if alone and stage is None and part.size < total.size else None
    return None


def _one_of_each(together: Sequence[Segment], whole_said: bool) -> Finding | None:
    """林地12.6万亩，占70%；草地3.2万亩；耕地2.2万亩；总面积18万亩: only where the first figures of some make it exactly.

    Where it is not all said to be one whole, or a part is not the first figure (水稻4.35万亩，产量24708吨), only a sum that
    is right to four digits is no accident.
    """
    total = together[-1].figures[0]
    parts: list[Figure] = []
    plain = whole_said
    for segment in reversed(together[:-1]):
        figure = segment.figures[0]
        if not same(total, figure):
            plain = False
            figure = _only_one_like(segment, total) or figure
        if not (total.plain and figure.plain and same(total, figure)) or figure.number >= total.number:
            return None
        parts.insert(0, figure)
        sums = added(parts)
        if sums == total.number and len(parts) >= 2 and no_accident(total, parts, told=True):
            return adds_up(total, parts, total.text) if plain or _four_digits(total) else None
    return None


def _only_one_like(segment: Segment, total: Figure) -> Figure | None:
    """The one figure of a segment that may be a part of a total: 水稻4.35万亩，亩产568公斤，产量24708吨."""
    like = [
        figure
        for at, figure in enumerate(segment.figures)
        if same(total, figure) and not RATE.search(segment.clause(at))
    ]
    return like[0] if len(like) == 1 else None


def _four_digits(total: Figure) -> bool:
    return total.number >= 1000 * total.step


def _goes_on(segment: Segment, first: int) -> Finding | None:
    """全镇有耕地900亩，… 。其中水田500亩、旱地400亩."""
    for at in range(first - 1, -1, -1):
        if not segment.figures[at].plain or not same(segment.figures[at], segment.figures[first]):
            continue
        parts = [part for part in parts_after(segment, at) if part >= first]
        if not parts:
            return None
        outcome = first_holds(segment, at, parts)
        if outcome is None and at == first - 1:
            outcome = total_first_fails(segment, at, parts, False, False)
        if outcome:
            return outcome[0]
        if at == first - 1 or segment.depth(at) != segment.depth(first):
            return None
    return None


def _sums_up(together: Sequence[Segment], last: Segment, closing: re.Match[str]) -> Finding | None:
    """甲11个；乙3个。两项合计14个."""
    figures = last.figures
    told = closing.re is _SUMS_UP and closing.group(1)
    count = _COUNTS[told] if told else None
    # 两项 may have been read as a figure of its own.
    at = 1 if counter(figures[0]) and len(figures) > 1 else 0
    if at:
        count = int(figures[0].number)
        closing_words = TOGETHER_LOOSELY.search(last.before[1])
        if closing_words is None or "，" in last.before[1]:
            return None
    if not figures[at].plain or len(last.before[at]) > _SHORT:
        return None
    whole_paragraph = merged(together)
    place = len(whole_paragraph.figures) - len(figures) + at
    parts, outcome = backwards(whole_paragraph, place)
    if outcome and (count is None or len(outcome[0].quantities) == count + 1):
        return outcome[0]
    if count is None or len(parts) != count or count < 2:
        return None
    total = whole_paragraph.figures[place]
    taken = [whole_paragraph.figures[index] for index in parts]
    sums = added(taken)
    if agree(total, taken, sums):
        return adds_up(total, taken, total.text)
    return does_not_add_up(total, taken, sums, total.text)
