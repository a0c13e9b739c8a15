"""The total after its parts: 甲11个、乙3个，共计14个."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.findings.segments import Segment, added
from graph.findings.sum_parts import (
    JOINED,
    PEOPLE,
    RATE,
    STAGES,
    Outcome,
    adds_up,
    agree,
    counter,
    does_not_add_up,
    same,
    shares_word,
)
from graph.findings.words import has_word

__all__ = ["ALL", "TOGETHER_LOOSELY", "backwards", "said_to_be_all", "total_last"]

ALL = r"(?:共计|合计|总计|总共|一共|统共|拢共|通共|共|小计|加起来|合起来|加在一起|汇总)"
#: What may be said of a sum without naming another thing.
_VERB = r"(?:筹得|筹集|筹措|募集|募得|投入|争取|收入|实现|取得|获得|完成|发放|支出|支付|种植|收获|到账|进账|进|得|收|计|约)?(?:了|到|得)?(?:为|有|达到?|是)?"
#: What it may be called by a name that says no more than that it is a sum of money, or so many people.
_SUM_NAME = r"(?:(?:各[级类项]|上级|财政|项目|扶持|专项|补助|帮扶|社会|到位)*(?:资金|款项|经费|补贴|收入|面积|人数|总数))?"
_TOGETHER = re.compile(
    rf"^[ ）)]*[，、]?(?:全[年镇乡村区])?(?:[两二三四五六七八九十几各]{{1,2}}[项者类个村处]?)?{ALL}{_VERB}{_SUM_NAME}(?:为|达到?|是)?$"
)
TOGETHER_LOOSELY = re.compile(
    rf"(?:累计|总额|总量|总数|总长度?|总面积|总里程|总容量|下来|{ALL})(?![同通产性])[^，。；、0-9]{{0,6}}$"
)
#: The same, of town and country, or of some names before it.
_TOGETHER_HERE = re.compile(rf"^[，、；]?(?:全[镇乡村区]|城乡|男女|[两三四五六]\w)?{ALL}(?:为|达|有)?$")
_BATCH_NAME = re.compile("第[一二三四五](?:批|期|笔|轮)")
_BATCH = re.compile("第([一二三四五])(批|期|笔|轮)[^，。；、0-9]{0,4}$")
_ORDER = "一二三四五"
_MAY_SUM = re.compile("[共计总]|起来|一起|累计|下来|汇总")
_SPLIT_TIME = re.compile(
    r"季度|月|上半年|下半年|去年|上年|第[一二三四五]批|计划|应|原有|原|现有|至|由|从|比|较"
)


def total_last(segment: Segment, at: int) -> Outcome | None:
    """What the figures before one make of it, if the words make it their total; and the indexes of all of them."""
    if at < 2 or not _MAY_SUM.search(segment.before[at]):
        return None
    tight = bool(_TOGETHER.match(segment.before[at]))
    if not tight and not TOGETHER_LOOSELY.search(segment.before[at]):
        return None
    parts, outcome = backwards(segment, at)
    if outcome or not parts:
        return outcome
    total = segment.figures[at]
    figures = [segment.figures[index] for index in parts]
    between = "".join(segment.before[index] for index in parts)
    steady = len(parts) >= 2 and _steady(segment, parts, at)
    subject = TOGETHER_LOOSELY.search(segment.before[at]) and all(
        JOINED.match(segment.before[index]) for index in parts[1:]
    )
    if any(not same(total, figure) for figure in figures):
        return None
    if not (tight or (subject and shares_word(segment, at, parts))) or not steady:
        return None
    if has_word("part_words", between) or _differently_named(segment, parts):
        return None
    sums = added(figures)
    if "组成" in segment.before[at] or "构成" in segment.before[at]:
        between = between.replace("由", "")
    # Who was in the first batch may be in the second, too: then they are fewer.
    if _batches(segment, parts) and (total.dimension != "count" or sums < total.number):
        between = _BATCH_NAME.sub("", between)
    # One may get several kinds of money, but no sum is two of them. And those who are counted twice make a sum too large.
    own = segment.clause(parts[0]) + "".join(segment.before[index] for index in parts[1:])
    overlapping = total.dimension != "money" and has_word("overlapping", own) and sums >= total.number
    if _SPLIT_TIME.search(between.removeprefix("现有")) or overlapping:
        return None
    return does_not_add_up(total, figures, sums, total.text), {at, *parts}


def _steady(segment: Segment, parts: Sequence[int], at: int) -> bool:
    """Whether nothing stands among the parts and around them but how many there are: 分三批, 三项合计."""
    end = at - 1 if parts[-1] == at - 2 and counter(segment.figures[at - 1]) else at
    opens = all(counter(figure) for figure in segment.figures[: parts[0]])
    return opens and list(parts) == list(range(parts[0], end))


def said_to_be_all(words: str) -> bool:
    """Whether the words before a figure do nothing but sum up: 合计, 城乡共计."""
    return _TOGETHER_HERE.match(words) is not None


def _batches(segment: Segment, parts: Sequence[int]) -> bool:
    """Whether parts are called the first, the second and so on, of one kind, with none left out."""
    found = [_BATCH.search(segment.clause(part)) for part in parts]
    named = [one.groups() for one in found if one]
    return [number for number, _ in named] == list(_ORDER[: len(parts)]) and len(
        {kind for _, kind in named}
    ) == 1


def backwards(segment: Segment, at: int) -> tuple[list[int], Outcome | None]:
    """The figures before a total that may be its parts, and the sum of the nearest ones if it comes out."""
    total = segment.figures[at]
    parts: list[int] = []
    for other in range(at - 1, -1, -1):
        figure = segment.figures[other]
        if segment.depth(other) != segment.depth(at) or RATE.search(segment.clause(other)):
            continue
        if not same(total, figure) and not (total.unit == "人次" and figure.unit in PEOPLE):
            if parts or (other == at - 1 and counter(figure)):
                continue
            return [], None
        if not figure.plain:
            return [], None
        parts.insert(0, other)
        taken = [segment.figures[index] for index in parts]
        sums = added(taken)
        if len(parts) >= 2 and agree(total, taken, sums):
            return parts, (adds_up(total, taken, total.text), {at, *parts})
    return parts, None


def _differently_named(segment: Segment, parts: Sequence[int]) -> bool:
    """Whether the parts stand in one another, as what was found and what was put right."""
    return any(STAGES.search(segment.before[part]) for part in parts[1:])
