"""Growth: a figure before, one after, and the change between them, in percent, units, percentage points or times.

Where the sentence says which is which and nothing comes between, a change that is not theirs is an error; elsewhere only
one that is theirs is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.findings.amounts import rounding, show, show_in_unit_of
from graph.findings.exact import Fraction
from graph.findings.figures import Figure, ReportFigures
from graph.findings.finding import Finding, make_finding
from graph.findings.percentage_parts import HUNDRED, POINTS
from graph.findings.segments import Segment, segments, share_words, whole

__all__ = ["growths"]

#: Steps of its last digit from which a difference says by what part something grew.
_TOLD = 10
#: Figures of three pairs: before, after, and what lies between.
_PAIRED = 6
_POINT_UNIT = "percentage point"
_MEASURED = frozenset({"count", "money", "area", "mass", "length", "volume", "energy", "ratio", "age"})

_UP = (
    r"新添|增添|添置|扩展|拓展|延长|增长|增加|提高|提升|上升|上涨|扩大|扩增|新增|净增|增收|多|高|涨|增|添|升"
)
_DOWN = r"压缩|缩减|下降|降低|减少|下跌|下滑|缩小|缩减|压减|压降|回落|缩短|少|低|降|减|跌"
_AGAINST = r"(?:比|较|相比|同)(?:去年|上年|前年|年初|年底|上年末|上一?年度?|同期|原来|此前|之前|以前|基期|[0-9]{4}年)*(?:同期|相比|时|底|末)?"
#: Words before a change that say nothing of what changed: 同比, 比上年, 净, 足足.
_ADVERBS = rf"(?:同比|环比|净|共计?|总共|一共|合计|实际|一年间?|年内|全年|整整|足足|直接|实现|又|则|也|再|前后|幅度|数量|人数|总量|两者|{_AGAINST})*"
#: A clause that is a change and nothing else.
_CHANGE = re.compile(
    rf"^[ ，、（()）]*(?:相[比较]，?)?{_ADVERBS}(?:(?P<up>增幅|增速|增量|涨幅|升幅|{_UP})|(?P<down>降幅|减幅|跌幅|{_DOWN}))(?:(?<=[多少])[\u4e00-\u9fff]{{1,2}})?(?:率|幅度?|了|出|收|达到?|为|是|约|近|到)*$"
)
#: The same where the words before it name the thing compared with, so that a verb may follow: 多收, 少用.
_CHANGE_AFTER = re.compile(
    rf"^(?:同比|净|共|实际)*(?:(?P<up>{_UP})|(?P<down>{_DOWN}))[\u4e00-\u9fff]{{0,3}}$"
)
_TIMES = re.compile(r"^[ ，、（(]*(?:是|为|相当于|达)(?:去年|上年|前年|年初|原来|之前|[0-9]{4}年|同期)*的?$")
_THAN_YEAR = re.compile(r"[比较][12][0-9]{3}年")
_YEARLY = re.compile(r"年均|每年|平均|累计|增速")
_FROM = re.compile(r"(?:由|从)[^，。；]{0,16}$")
#: After 由: whatever the verb.
_TO = re.compile(
    r"^(?!.*[，]\S*(?:比|较))[^，。；0-9]{0,8}[，]?[^，。；0-9]{0,8}(?:到|至|为|成)了?(?:(?:今年|目前|现在|如今|年末|年底|[0-9]{4}年)[末底]?的?)?$"
)
_AS_AGAINST = re.compile(r"^[ ，（(]*(?:同比|相)?(?:比|较)[^，。；、]{0,14}$")
_PAST = re.compile(
    r"去年|上年|前年|上一年度?|上年度|年初|期初|原来|原有|原先|此前|之前|以前|过去|[前上]一?[届轮]|[0-9]{4}年(?!以来)"
)
_YEARS = re.compile("[12][0-9]{3}(?=年)")
_LAST = re.compile(r"同比|去年|上一?年")
#: The figure after, with nothing new named.
_NOW = re.compile(
    r"^[ ，、]*(?:今年|本年|当年|年底|年末|期末|目前|现在|现|如今|全年|[0-9]{4}年)?(?:底|末|度)?(?:则|已)?(?:达到?|为|有|是|增至|增加到|升至|降至|降到|完成|实现|只有|仅|跌至)?(?:了)?$"
)
_THEN = re.compile(
    rf"^[ ，、（(]*[同与和跟]?(?:{_PAST.pattern})(?:同期|度|底|末)?(?:为|有|是|的|完成|只有|仅有?)*$"
)
_NAMED_AGAIN = re.compile(r"[，、]([\u4e00-\u9fff]{2,10}?)([同与和跟较比][\u4e00-\u9fff]{2,8})$")
_AMONG = re.compile("^[，、：:（( ]*(?:其中|包括|包含)")
#: 东村比西村多60吨.
_MORE_THAN = re.compile(
    rf"^[ ，、]*(?P<one>[^，。；、]{{1,12}})比(?P<other>[^，。；、]{{1,12}}?)(?:(?P<up>{_UP})|(?P<down>{_DOWN}))[出了]?$"
)
_PER_HEAD = re.compile(r"^[ ，、（(]*([人户亩村]均)")
_MULTIPLE_OF = re.compile(r"^[ ，（(]*(?:是|为|相当于|达到?)[^，。；、]{0,10}$")
#: 比2021年的3200只增加800只，达到4000只.
_THAN = re.compile(r"(?:比|较)[^，。；]{2,10}$")
_ON_TOP = re.compile(rf"基础上，?{_ADVERBS}(?:(?P<up>{_UP})|(?P<down>{_DOWN}))了?$")
#: 净增612户，总数到了4870户.
_ADDED = re.compile(r"(?:净增加?|新增|增加|(?P<down>净减少?|减少))了?$")
_TOTAL_NOW = re.compile(
    r"^[，、]?(?:总[数量额]|累计|现有|目前)?(?:已经?)?(?:达到?|到|增至|增加到|升至|降至|降到|有|为)了?$"
)
_REACHED = re.compile(r"^[ ，、]*(?:总[数量额]|累计)?(?:达到?|增至|增加到|升至|降至|降到)了?$")


@dataclass(frozen=True, slots=True)
class _Change:
    """A figure before, one after, and what is said to lie between them."""

    before: Figure
    after: Figure
    change: Figure
    down: bool
    #: Whether the sentence leaves no doubt which figure is which.
    certain: bool
    #: 是上年的1.5倍, as against 增长0.5倍.
    multiple: bool = False


def growths(report: ReportFigures) -> Iterator[Finding]:
    """All findings of the kind ``growth`` in a report."""
    for segment in segments(report):
        for at in range(len(segment.figures) - 2):
            first, second, third = segment.figures[at : at + 3]
            # A figure and what became of it, or a change and its rate.
            if first.dimension not in {second.dimension, third.dimension} and third.dimension != "ratio":
                continue
            yield from _of_pairs(segment, at)
            found = (
                next(filter(None, map(_finding, _changes(segment, at))), None)
                or _by_so_much(segment, at)
                or _and_so_many_now(segment, at)
                or _over_what_was(segment, at)
            )
            if found and found.verdict == "fails" and (of_all := _of_the_whole(segment, at)):
                found = of_all
            if found:
                yield found
            further = _further(segment, at) if found else None
            if further:
                yield further


def _of_the_whole(segment: Segment, at: int) -> Finding | None:
    """38.6万元，其中租金14.2万元、服务费8.4万元，比上年的29.7万元增长30%: what grew may be all of it, if that comes out."""
    among = next((index for index in range(at, 0, -1) if _AMONG.match(segment.before[index])), 0)
    if not among:
        return None
    figures, before = segment.figures, segment.before
    whole_of = Segment(
        (*figures[:among], *figures[at + 1 :]), (*before[:among], *before[at + 1 :]), segment.after
    )
    found = next(filter(None, map(_finding, _changes(whole_of, among - 1))), None)
    return found if found and found.verdict == "holds" else None


def _further(segment: Segment, at: int) -> Finding | None:
    """由4126元增加到4780元，净增654元，增幅15.9%: the second change of the same two."""
    if at + 3 >= len(segment.figures) or not _CHANGE.match(segment.before[at + 3]):
        return None
    figures = segment.figures
    without = Segment(
        (*figures[: at + 2], *figures[at + 3 :]),
        (*segment.before[: at + 2], *segment.before[at + 3 :]),
        segment.after,
    )
    return next(filter(None, map(_finding, _changes(without, at))), None)


def _and_so_many_now(segment: Segment, at: int) -> Finding | None:
    """净增612户，总数到了4870户，增幅14.4%: the change first; the figure before is what they make it."""
    by, after, said = segment.figures[at : at + 3]
    if said.dimension != "ratio" or not said.plain or not _related(after, by) or by.number >= after.number:
        return None
    first, second = _ADDED.search(segment.clause(at)), _CHANGE.match(segment.before[at + 2])
    if not (first and second) or not _TOTAL_NOW.match(segment.before[at + 1]) or by.number < _TOLD * by.step:
        return None
    down = first.group("down") is not None
    if down != (second.group("down") is not None):
        return None
    return _change_of_unknown(after, by, said, down, certain=False)


def _over_what_was(segment: Segment, at: int) -> Finding | None:
    """比2020年的9200亩增加1840亩，增长20%; 在640万元的基础上增加96万元，增长15%: the figure after is not told."""
    before, by, said = segment.figures[at : at + 3]
    if said.dimension != "ratio" or not said.plain or not _related(before, by) or by.number < _TOLD * by.step:
        return None
    if at and _AS_AGAINST.match(segment.before[at]) and _related(segment.figures[at - 1], before):
        return None  # 65.2万元，比上年的51.7万元增加13.5万元: the figure after is told
    words = segment.before[at + 1]
    first = _CHANGE_AFTER.match(words) if _THAN.search(segment.clause(at)) else _ON_TOP.search(words)
    second = _CHANGE.match(segment.before[at + 2])
    if not (first and second) or (first.group("down") is None) != (second.group("down") is None):
        return None
    share = by.number / before.number * HUNDRED
    sums = f"{by.text} ÷ {before.text} = {show(share, 2)}%"
    off = abs(share - said.number)
    if off <= said.step + share * (by.step / by.number + before.step / before.number) / 2:
        end = "正好相符" if off == 0 else f"文中为{said.text}，在四舍五入之内"
        return make_finding("growth", "holds", [before, by, said], f"{sums}，{end}。", 0.9)
    text = f"{sums}，文中为{said.text}，相差{show(off, 2)}个百分点。"
    hint = f"按两个数计算应为{show(share, 2)}%"
    return make_finding("growth", "fails", [before, by, said], text, 0.8, hint=hint)


def _of_pairs(segment: Segment, at: int) -> Iterator[Finding]:
    """由412户906人减少到398户871人，净减14户35人: the households, and those who live in them."""
    pairs = range(at, at + _PAIRED, 2)
    if pairs.stop > len(segment.figures) or any(segment.before[index + 1].strip() for index in pairs):
        return
    # What is said of a pair stands before its first.
    words = tuple(segment.before[index] for index in pairs)
    for offset in range(2):
        figures = tuple(segment.figures[index + offset] for index in pairs)
        found = next(filter(None, map(_finding, _changes(Segment(figures, words, ""), 0))), None)
        if found:
            yield found


def _by_so_much(segment: Segment, at: int) -> Finding | None:
    """1.2万吨，比上年减少0.1万吨，下降7.7%: the figure before is not told, and is what they make it."""
    after, by, said = segment.figures[at : at + 3]
    if by.dimension == "ratio":
        # 3.6亿元，同比增长20%，净增6000万元
        by, said = said, by
    if said.dimension != "ratio" or by.dimension != after.dimension or not _related(after, by):
        return None
    first, second = _CHANGE.match(segment.before[at + 1]), _CHANGE.match(segment.before[at + 2])
    if not (first and second and said.plain) or not _of_one_base(segment, at):
        return None
    down = first.group("down") is not None
    if down != (second.group("down") is not None):
        return None
    return _change_of_unknown(after, by, said, down, certain=True)


def _of_one_base(segment: Segment, at: int) -> bool:
    """Whether a change and its rate are against the same: 比上年减少0.1万吨，下降7.7%; 比2018年增加112万元，增长18%."""
    first, second = segment.before[at + 1], segment.before[at + 2]
    if _LAST.search(first):
        return True
    return _THAN_YEAR.search(first) is not None and not _LAST.search(second) and not _YEARLY.search(second)


def _change_of_unknown(after: Figure, by: Figure, said: Figure, down: bool, certain: bool) -> Finding | None:
    """What a figure, its change and the rate of that say of each other."""
    before = after.number + by.number if down else after.number - by.number
    if before <= 0 or by.number < _TOLD * by.step:
        return None
    share = by.number / before * HUNDRED
    sums = f"{by.text} ÷（{after.text} {'+' if down else '-'} {by.text}）= {show(share, 2)}%"
    off = abs(share - said.number)
    room = said.step + share * by.step / by.number
    if off <= room:
        end = "正好相符" if off == 0 else f"文中为{said.text}，在四舍五入之内"
        return make_finding("growth", "holds", [after, by, said], f"{sums}，{end}。", 0.9)
    if not certain:
        return None
    text = f"{sums}，文中为{said.text}，相差{show(off, 2)}个百分点。"
    hint = f"按两个数计算应为{show(share, 2)}%"
    return make_finding("growth", "fails", [after, by, said], text, 0.7, hint=hint)


def _changes(segment: Segment, at: int) -> Iterator[_Change]:
    """How three figures that follow each other may be read, the likeliest reading first."""
    first, second, third = segment.figures[at : at + 3]
    words = segment.before[at + 2]
    # 人均 … 由8.6平方米提高到10.4平方米，人均增加1.8平方米: a mean is changed by a mean.
    mean = _PER_HEAD.match(words)
    if mean and mean.group(1) in segment.clause(at):
        words = words.replace(mean.group(1), "")
    if (
        first.dimension == second.dimension
        and _related(first, second)
        and third.plain
        and not _YEARLY.search(words)
    ):
        said = _CHANGE.match(words)
        if said:
            yield from _before_and_after(segment, at, said.group("down") is not None)
        elif _AS_AGAINST.match(segment.before[at + 1]) and (said := _CHANGE_AFTER.match(words)):
            yield _Change(second, first, third, said.group("down") is not None, certain=True)
        elif third.unit == "倍" and _TIMES.match(words) and _PAST.search(segment.clause(at) + words):
            yield from _before_and_after(segment, at, down=False, multiple=True)
        elif third.unit == "倍" and words == "的" and _MULTIPLE_OF.match(segment.before[at + 1]):
            yield _Change(second, first, third, False, False, multiple=True)
        elif said := _MORE_THAN.match(words):
            yield from _one_and_other(segment, at, said)
    if (
        first.dimension == third.dimension
        and _REACHED.match(words)
        and _related(first, third)
        and second.plain
    ):
        said = _ON_TOP.search(segment.before[at + 1])
        if not said and _THAN.search(segment.before[at]):
            said = _CHANGE_AFTER.match(segment.before[at + 1])
        if said:
            yield _Change(first, third, second, said.group("down") is not None, certain=True)


def _one_and_other(segment: Segment, at: int, said: re.Match[str]) -> Iterator[_Change]:
    """东村320吨，西村260吨，东村比西村多60吨: each must be called what it was called before."""
    first, second, third = segment.figures[at : at + 3]
    names = segment.clause(at), segment.clause(at + 1)
    one, other = said.group("one")[-4:], said.group("other")[:4]
    down = said.group("down") is not None
    if share_words(one, names[0]) and share_words(other, names[1]):
        yield _Change(second, first, third, down, certain=False)
    elif share_words(one, names[1]) and share_words(other, names[0]):
        yield _Change(first, second, third, down, certain=False)


def _before_and_after(segment: Segment, at: int, down: bool, multiple: bool = False) -> Iterator[_Change]:
    first, second, third = segment.figures[at : at + 3]
    said = segment.before[at + 1]
    # 公务用车11.1万元，公务用车费用与上年的14.8万元相比: who names it again says no more than the comma.
    again = _NAMED_AGAIN.match(said)
    if again and share_words(again.group(1), first.indicator):
        said = again.group(2)
    since = _PAST.search(segment.clause(at))
    # 从2018年的40万元增加到52万元，同比增长8%: the change is that of the last year alone.
    other = since is not None and not _LAST.match(since.group()) and _LAST.search(segment.before[at + 2])
    if _FROM.search(segment.before[at]) and _TO.match(said):
        yield _Change(first, second, third, down, not other, multiple)
    elif _earlier(segment, at):
        yield _Change(first, second, third, down, bool(_NOW.match(said)) and not other, multiple)
    elif _THEN.match(said) or _AS_AGAINST.match(said):
        # 84万元，比上年60万元增长50%: nothing comes between.
        told = second.status == "prior" and first.indicator == second.indicator and _PAST.search(said)
        plain = bool(told) and segment.before[at + 2][:1] not in "，、（(" and not multiple
        yield _Change(second, first, third, down, (bool(_THEN.match(said)) or plain) and not again, multiple)
    elif _PAST.search(segment.clause(at + 1)) and first.indicator and first.indicator == second.indicator:
        yield _Change(second, first, third, down, not multiple, multiple)


def _earlier(segment: Segment, at: int) -> bool:
    """Whether of two figures the first is said to be that of a time before."""
    years = [int(year[-1]) for index in (at, at + 1) if (year := _YEARS.findall(segment.clause(index)))]
    if len(years) > 1:
        return years[0] < years[1]
    if segment.figures[at + 1].status == "prior":
        return False
    return segment.figures[at].status == "prior" or _PAST.search(segment.clause(at)) is not None


def _related(a: Figure, b: Figure) -> bool:
    """Whether one of two figures may be what became of the other."""
    same = a.unit == b.unit if a.dimension == "count" else a.base_unit == b.base_unit
    measured = a.dimension in _MEASURED or "/" in a.dimension
    return a.plain and b.plain and measured and same and a.number > 0 and b.number > 0


def _finding(change: _Change) -> Finding | None:
    moved = change.after.number - change.before.number
    moved = -moved if change.down else moved
    said = change.change
    if said.dimension == _POINT_UNIT:
        return _in_points(change, moved) if change.before.dimension == "ratio" else None
    if change.before.dimension == "ratio":
        return None
    if said.dimension == "ratio":
        return _in_percent(change, moved)
    if said.unit == "倍":
        return _in_times(change, moved)
    if said.base_unit == change.before.base_unit:
        return _in_units(change, moved)
    return None


def _minus(change: _Change) -> str:
    minuend, subtrahend = (change.before, change.after) if change.down else (change.after, change.before)
    return f"{minuend.text} - {subtrahend.text}"


def _figures(change: _Change) -> list[Figure]:
    return [change.before, change.after, change.change]


def _in_percent(change: _Change, moved: Fraction) -> Finding | None:
    before, after, said = change.before, change.after, change.change
    share = moved / before.number * HUNDRED
    sums = f"（{_minus(change)}）÷ {before.text} = {show(share, 2)}%"
    # Both ends are rounded themselves.
    ends = rounding(after).low, rounding(after).high or after.number
    low_base, high_base = rounding(before).low or before.number, rounding(before).high or before.number
    quotients = [abs(end / base - 1) * HUNDRED for end in ends for base in (low_base, high_base)]
    room = said.step
    off = abs(share - said.number)
    near = off <= max(2 * POINTS, said.step, share / 20)
    if moved >= 0 and min([*quotients, share]) - room <= said.number <= max([*quotients, share]) + room:
        if not near:
            return None
        end = "正好相符" if share == said.number else f"文中为{said.text}，在四舍五入之内"
        return make_finding("growth", "holds", _figures(change), f"{sums}，{end}。", 0.95)
    if not change.certain:
        return None
    text = f"{sums}，文中为{said.text}，相差{show(off, 2)}个百分点。"
    score = 0.6 if off <= POINTS else 0.9
    hint = f"按两个数计算应为{show(share, 2)}%"
    return make_finding("growth", "fails", _figures(change), text, score, hint=hint)


def _in_points(change: _Change, moved: Fraction) -> Finding | None:
    return _difference(change, moved, f"{show(moved, 2)}个百分点")


def _in_units(change: _Change, moved: Fraction) -> Finding | None:
    return _difference(change, moved, show_in_unit_of(moved, change.change))


def _difference(change: _Change, moved: Fraction, shown: str) -> Finding | None:
    said = change.change
    sums = f"{_minus(change)} = {shown}"
    figures = _figures(change)
    room = (
        Fraction(0)
        if all(whole(figure) for figure in figures)
        else sum((figure.step for figure in figures), Fraction(0)) / 2
    )
    off = abs(moved - said.number)
    # Figures with the same decimals leave nothing to round.
    if off == 0 or (off <= room and len({figure.step for figure in figures}) > 1):
        end = f"与文中{said.text}相符" if off == 0 else f"与文中{said.text}在四舍五入之内相符"
        return make_finding("growth", "holds", figures, f"{sums}，{end}。", 0.95)
    if off <= room or not change.certain:
        return None
    hint = f"按两个数计算应为{shown}"
    return make_finding("growth", "fails", figures, f"{sums}，文中为{said.text}。", 0.9, hint=hint)


def _in_times(change: _Change, moved: Fraction) -> Finding | None:
    before, after, said = change.before, change.after, change.change
    times = after.number / before.number if change.multiple else moved / before.number
    over = after.text if change.multiple else f"（{_minus(change)}）"
    sums = f"{over} ÷ {before.text} = {show(times, 2)}倍"
    if abs(times - said.number) <= said.step:
        return make_finding("growth", "holds", _figures(change), f"{sums}，文中为{said.text}，相符。", 0.9)
    return None
