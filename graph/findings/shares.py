"""Percentages: of a whole, beyond a whole, several of one whole, and growth against the figure before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from graph.findings.amounts import Interval, rounding, show, show_in_unit_of
from graph.findings.figures import Figure, ReportFigures
from graph.findings.finding import Finding, make_finding
from graph.findings.segments import Segment, label, segments, whole
from graph.findings.words import has_word

__all__ = ["growths", "percentages", "shares"]

_HUNDRED = Fraction(100)
#: Percentage points by which a share or a growth must be off to be wrong.
POINTS = Fraction(1)
_RATE_NAME = re.compile(
    r"([\u4e00-\u9fff]{1,6})率(?:达到了?|达|为|是|约|保持在|稳定在|提高到|升至|高达|均为|均达)?$"
)
_OF = re.compile(r"^[ ，、（(]*占(?:比|(?:其|总|全)[^，。；、]{0,8})?(?:达到?|为|的|约)?$")
_FROM_TO = re.compile(r"(?:由|从)[^，。；]{0,16}$")
_TO = re.compile(
    r"^[^，。；0-9]{0,4}[，]?[^，。；0-9]{0,6}(增加|增长|提高|提升|上升|扩大|发展|壮大|下降|减少|降低|降|升|增|扩)(?:到|至)了?$"
)
_CHANGE = re.compile(
    r"^[ ，、（(]*(?:同比|净|共|实际|年均|较上年|比上年|较去年|比去年|总)?(增长|增幅|增加|提高|提升|上升|下降|减少|降低|降幅|净增|增收|多|少|增)(?:率|幅度|了|达到?|为|约)*$"
)
_YEARLY = re.compile(r"年均|每年|平均|累计")
_SHARE_OF_LIST = re.compile(r"占(?:比|总[^，。；、]{0,6}|[^，。；、]{0,6}的)?(?:为|达)?$")


def percentages(report: ReportFigures) -> Iterator[Finding]:
    """A percentage next to its part and its whole, and several percentages of one whole."""
    for segment in segments(report):
        for at, figure in enumerate(segment.figures):
            if figure.dimension == "ratio" and figure.plain:
                found = _part_and_whole(segment, at)
                if found:
                    yield found
        found = _all_shares(segment)
        if found:
            yield found


def _part_and_whole(segment: Segment, at: int) -> Finding | None:
    words = segment.clause(at)
    if has_word("growth", words) or not re.search("率|占|比例|比重", words):
        return None
    pair = [other for other in range(at) if _counts(segment.figures[other])]
    same = [
        other for other in pair if segment.figures[other].base_unit == segment.figures[pair[-1]].base_unit
    ]
    if len(same) < 2:
        return None
    first, second = (segment.figures[other] for other in same[-2:])
    if first.number <= 0 or second.number <= 0:
        return None
    printed = segment.figures[at]
    orders = [(second, first), (first, second)] if second.number <= first.number else [(first, second)]
    for part, entire in orders:
        if part.number <= entire.number and _quotient(part, entire).meets(_hundredth(printed)):
            return _percentage(part, entire, printed, "holds")
    if same[-2:] == [at - 2, at - 1] and second.number <= first.number and _named_parts(segment, at):
        share = second.number / first.number * _HUNDRED
        if abs(share - printed.number) > POINTS and first.status == second.status == printed.status:
            return _percentage(second, first, printed, "fails")
    return None


def _counts(figure: Figure) -> bool:
    return figure.plain and figure.dimension in {"count", "money", "area", "mass", "length", "volume"}


def _named_parts(segment: Segment, at: int) -> bool:
    """Whether the words make the two figures before a percentage its whole and its part."""
    said_part, said_whole, words = segment.said(at - 1), segment.said(at - 2), segment.before[at]
    if has_word("beyond_hundred", words.replace("完成率", "")) or re.search("[。；]", words):
        return False
    found = _RATE_NAME.search(words)
    if found:
        stem = found.group(1)[-2:]
        return stem in said_part and not re.search("未|剩余|余下|还有|尚", said_part)
    return bool(_OF.match(words)) and "其中" in segment.before[at - 1] and "共" in said_whole


def _quotient(part: Figure, entire: Figure) -> Interval:
    bounds = [
        Interval(figure.number, figure.number) if whole(figure) else rounding(figure)
        for figure in (part, entire)
    ]
    quotient = bounds[0] / bounds[1]
    return Interval(quotient.low * _HUNDRED, None if quotient.high is None else quotient.high * _HUNDRED)


def _hundredth(printed: Figure) -> Interval:
    """A printed percentage, cut off or rounded: both are usual."""
    return Interval(printed.number - printed.step / 2, printed.number + printed.step)


def _percentage(part: Figure, entire: Figure, printed: Figure, verdict: str) -> Finding:
    share = part.number / entire.number * _HUNDRED
    sums = f"{label(part)} ÷ {label(entire)} = {show(share, 2)}%"
    figures = [part, entire, printed]
    if verdict == "holds":
        same = share == printed.number
        end = "正好相符" if same else f"文中为{printed.text}，在四舍五入之内"
        return make_finding("percentage", "holds", figures, f"{sums}，{end}。", 0.9)
    off = show(abs(share - printed.number), 2)
    text = f"{sums}，文中为{label(printed)}，相差{off}个百分点。"
    hint = f"若两个数无误，百分比应为{show(share, 2)}%"
    return make_finding("percentage", "fails", figures, text, 0.85, hint=hint)


def _all_shares(segment: Segment) -> Finding | None:
    """甲占60%、乙占25%、丙占15%: of one whole they make 100."""
    listed = [
        at
        for at, figure in enumerate(segment.figures)
        if figure.dimension == "ratio" and figure.plain and _SHARE_OF_LIST.search(segment.clause(at))
    ]
    if "分别占" in "".join(segment.before):
        listed = [
            at for at, figure in enumerate(segment.figures) if figure.dimension == "ratio" and figure.plain
        ]
    if len(listed) < 2 or listed != list(range(listed[0], listed[-1] + 1)):
        return None
    figures = [segment.figures[at] for at in listed]
    sums = sum((figure.number for figure in figures), Fraction(0))
    room = sum((figure.step for figure in figures), Fraction(0)) / 2
    text = f"{' + '.join(label(figure) for figure in figures)} = {show(sums, 2)}%"
    if abs(sums - _HUNDRED) <= room and len(figures) >= 2:
        return make_finding("share", "holds", figures, f"{text}，合为整体。", 0.85)
    words = "".join(segment.before[at] for at in listed)
    rest = re.search("其余|剩余|余下", segment.before[listed[-1]])
    if sums - _HUNDRED > room and not has_word("overlapping", words) and ("分别占" in words or rest):
        end = f"，同一整体的各部分超过100%，多出{show(sums - _HUNDRED, 2)}个百分点。"
        return make_finding("share", "fails", figures, text + end, 0.8)
    return None


def shares(report: ReportFigures) -> Iterator[Finding]:
    """Percentages above 100 of what cannot pass 100."""
    for segment in segments(report):
        for at, figure in enumerate(segment.figures):
            if figure.dimension != "ratio" or not figure.plain or figure.number <= _HUNDRED:
                continue
            words = segment.clause(at)
            if has_word("share", words[-14:]) and not has_word("beyond_hundred", words):
                text = f"{label(figure)}：部分占整体的比例不可能超过100%。"
                yield make_finding("share", "fails", [figure], text, 0.9)


def growths(report: ReportFigures) -> Iterator[Finding]:
    """由40万元增加到52万元，增长30%; the same with the difference, 增加12万元."""
    for segment in segments(report):
        for at in range(len(segment.figures) - 1):
            found = _growth(segment, at)
            if found:
                yield found


def _growth(segment: Segment, at: int) -> Finding | None:
    before, after = segment.figures[at], segment.figures[at + 1]
    if not (_counts(before) and _counts(after) and before.base_unit == after.base_unit and before.number > 0):
        return None
    verb = _TO.match(segment.before[at + 1])
    if not verb or not _FROM_TO.search(segment.before[at]) or at + 2 >= len(segment.figures):
        return None
    change = segment.figures[at + 2]
    said = _CHANGE.match(segment.before[at + 2])
    if not change.plain or not said or _YEARLY.search(segment.before[at + 2]):
        return None
    down = has_word("falling", said.group(1)) or said.group(1) == "少"
    moved = before.number - after.number if down else after.number - before.number
    if change.dimension == "ratio":
        return _growth_in_percent(before, after, change, moved, down)
    if change.base_unit == before.base_unit:
        return _growth_in_units(before, after, change, moved, down)
    return None


def _growth_in_percent(before: Figure, after: Figure, change: Figure, moved: Fraction, down: bool) -> Finding:
    share = moved / before.number * _HUNDRED
    minuend, subtrahend = (before, after) if down else (after, before)
    sums = f"（{minuend.text} - {subtrahend.text}）÷ {before.text} = {show(share, 2)}%"
    figures = [before, after, change]
    # Both ends are rounded themselves.
    ends = rounding(after).low, rounding(after).high or after.number
    low_base, high_base = rounding(before).low or before.number, rounding(before).high or before.number
    quotients = [abs(end / base - 1) * _HUNDRED for end in ends for base in (low_base, high_base)]
    room = change.step
    if min([*quotients, share]) - room <= change.number <= max([*quotients, share]) + room:
        end = "正好相符" if share == change.number else f"文中为{change.text}，在四舍五入之内"
        return make_finding("growth", "holds", figures, f"{sums}，{end}。", 0.95)
    if abs(share - change.number) <= POINTS:
        text = f"{sums}，文中为{change.text}，相差{show(abs(share - change.number), 2)}个百分点。"
        return make_finding("growth", "fails", figures, text, 0.6, hint=f"按两个数计算应为{show(share, 2)}%")
    text = f"{sums}，文中为{change.text}，相差{show(abs(share - change.number), 2)}个百分点。"
    return make_finding("growth", "fails", figures, text, 0.9, hint=f"按两个数计算应为{show(share, 2)}%")


def _growth_in_units(before: Figure, after: Figure, change: Figure, moved: Fraction, down: bool) -> Finding:
    minuend, subtrahend = (before, after) if down else (after, before)
    sums = f"{minuend.text} - {subtrahend.text} = {show_in_unit_of(moved, change)}"
    figures = [before, after, change]
    room = (
        Fraction(0)
        if all(whole(figure) for figure in figures)
        else sum((figure.step for figure in figures), Fraction(0)) / 2
    )
    if abs(moved - change.number) <= room:
        return make_finding("growth", "holds", figures, f"{sums}，与文中{change.text}相符。", 0.95)
    hint = f"按两个数计算应为{show_in_unit_of(moved, change)}"
    return make_finding("growth", "fails", figures, f"{sums}，文中为{change.text}。", 0.9, hint=hint)
