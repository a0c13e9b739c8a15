"""What a percentage says of a part and its whole: whether it is theirs, and wrong only where these are certainly meant."""

from __future__ import annotations

import re

from graph.findings.amounts import Interval, rounding, show
from graph.findings.exact import Fraction
from graph.findings.figures import Figure
from graph.findings.finding import Finding, make_finding
from graph.findings.segments import Segment, label, whole
from graph.findings.words import has_word

__all__ = [
    "COMPLETED",
    "HUNDRED",
    "OF",
    "PEOPLE",
    "POINTS",
    "RATE_NAME",
    "counts",
    "is_share",
    "judge",
    "kind_of",
    "percentage",
    "stem_of",
]

HUNDRED = Fraction(100)
#: Percentage points by which a share or a growth must be off to be wrong.
POINTS = Fraction(1)
RATE_NAME = re.compile(
    r"([\u4e00-\u9fff]{1,6})(?:率|(?<=满意)度|(?<=免疫)密度)(?:达到了?|达|为|是|约|保持在|稳定在|提高到|升至|高达|均为|均达)?$"
)
OF = re.compile(r"^[ ，、（(]*占(?:比|(?:其|总|全)[^，。；、]{0,8})?(?:达到?|为|的|约)?$")
#: 完成年度计划2亿元的80%: what was to be done stands before the percentage, and may be surpassed.
COMPLETED = re.compile(
    r"(?:完成|相当于|达到|占|是|为)[^，。；]{0,8}(?:计划|预算|目标|任务|上年|去年|下达)[^，。；]{0,4}$"
)
#: 628户中有571户: the one before is the whole.
_OUT_OF = re.compile("(?:里面?|当中|之中|中)，?(?:已经?)?有?$")
#: Digits of a percentage of which two that are exchanged are no accident.
_SLIP_DIGITS = 3
PEOPLE = frozenset("人名位口")


def stem_of(rate: re.Match[str]) -> str:
    """The deed that a rate is named by: 整改 of 整改率 and of 整改完成率."""
    name = rate.group(1)
    return (name.removesuffix("完成") if len(name) > len("完成") else name)[-2:]


def is_share(part: Figure, entire: Figure, printed: Figure) -> bool:
    """Whether a percentage is that of a part of its whole."""
    told = counts(part) and kind_of(part) == kind_of(entire) and 0 < part.number < entire.number
    return told and _quotient(part, entire).meets(_hundredth(printed))


def kind_of(figure: Figure) -> str:
    """Equal for figures of which one may be a part of the other: people are people, by whatever measure word."""
    return "人" if figure.base_unit in PEOPLE else figure.base_unit


def judge(segment: Segment, at: int, part: int, entire: int, certain: bool) -> Finding | None:
    """What a percentage says of two figures; that it is wrong only where these are certainly meant."""
    one, all_, printed = (segment.figures[index] for index in (part, entire, at))
    if one.number <= 0 or (one.number > all_.number and not COMPLETED.search(segment.before[at - 1])):
        return None
    off = abs(one.number / all_.number * HUNDRED - printed.number)
    wrong = off > max(POINTS, printed.step)
    if _quotient(one, all_).meets(_hundredth(printed)):
        # 1.6亿 of 2亿 may be 90 % by their digits, and nobody means that.
        fits = not wrong and _fits(segment, at, part)
        return percentage(one, all_, printed, "holds") if fits else None
    same_time = one.status == printed.status and all_.status in {one.status, "plan"}
    if wrong and same_time and (certain or _is_slip(segment, at, part, entire)):
        return percentage(one, all_, printed, "fails")
    return None


def _is_slip(segment: Segment, at: int, part: int, entire: int) -> bool:
    """67名，大专以上学历31名，占43.6%: the digits of the right share, with two exchanged, or one of them another.

    One other digit may be chance: then the words must make the figure before a part of the one before that.
    """
    beside = entire == part - 1 or kind_of(segment.figures[part - 1]) != kind_of(segment.figures[part])
    if part != at - 1 or not beside:
        return False
    printed = segment.figures[at]
    share = segment.figures[part].number / segment.figures[entire].number * HUNDRED
    places = 0 if printed.step >= 1 else len(str(printed.step.denominator)) - 1
    one, other = (f"{float(number):.{places}f}".replace(".", "") for number in (share, printed.number))
    if len(one) != len(other) or len(one) < _SLIP_DIGITS:
        return False
    if sorted(one) == sorted(other):
        return True
    changed = [a != b for a, b in zip(one, other, strict=True)]
    return sum(changed) == 1 and not changed[-1] and _is_named_part(segment, at, part)


def _is_named_part(segment: Segment, at: int, part: int) -> bool:
    """其中356人取得证书，取证率 …; 完成接种2.41万人，接种率 …; 628户中有571户用上厕所，普及率 …"""
    found = RATE_NAME.search(segment.clause(at))
    named = found is not None and stem_of(found) in segment.said(part)
    return named or "其中" in segment.clause(part) or _OUT_OF.match(segment.before[part]) is not None


def _fits(segment: Segment, at: int, part: int) -> bool:
    """Whether a rate may be that of a part: what people think of a thing is not how much of it there is."""
    found = RATE_NAME.search(segment.before[at])
    if not found or not has_word("judged", found.group(1)):
        return True
    return bool(set(found.group(1)[-2:]) & set(segment.said(part)))


def counts(figure: Figure) -> bool:
    """Whether a figure says how much there is of something, as a part and a whole do."""
    return figure.plain and figure.dimension in {"count", "money", "area", "mass", "length", "volume"}


def _quotient(part: Figure, entire: Figure) -> Interval:
    bounds = [
        Interval(figure.number, figure.number) if whole(figure) else rounding(figure)
        for figure in (part, entire)
    ]
    quotient = bounds[0] / bounds[1]
    return Interval(quotient.low * HUNDRED, None if quotient.high is None else quotient.high * HUNDRED)


def _hundredth(printed: Figure) -> Interval:
    """A printed percentage, cut off or rounded: both are usual."""
    return Interval(printed.number - printed.step / 2, printed.number + printed.step)


def percentage(part: Figure, entire: Figure, printed: Figure, verdict: str) -> Finding:
    """The finding that a percentage is, or is not, what a part has of its whole."""
    share = part.number / entire.number * HUNDRED
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
