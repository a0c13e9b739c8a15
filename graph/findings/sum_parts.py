"""Parts of a sum, wherever its total stands: which figures can be added up, whether they agree, what is said of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.findings.amounts import show_in_unit_of
from graph.findings.exact import Fraction
from graph.findings.figures import Figure
from graph.findings.finding import Finding, make_finding
from graph.findings.segments import Segment, added, label, opened, share_words, slack
from graph.findings.words import has_word

__all__ = [
    "ADDITIVE",
    "BRACKET",
    "COMPARED",
    "IN_ALL",
    "JOINED",
    "PEOPLE",
    "RATE",
    "SMALL",
    "STAGES",
    "Outcome",
    "adds_up",
    "agree",
    "another_kind",
    "counter",
    "does_not_add_up",
    "kind_of",
    "parts_after",
    "plain_item",
    "same",
    "shares_word",
    "stops",
    "too_large",
]

#: A finding, and which figures of the segment are in it.
Outcome = tuple[Finding, set[int]]
BRACKET = re.compile(r"^[^，、；。]{0,4}[（(]")
IN_ALL = re.compile("(?<![公中])共(?![同享青产建])|总计|合计")
JOINED = re.compile(r"^[ ）)]*(?:、|和|及|以及|与)")
_SPLIT_WORDS = re.compile(
    r"新|建成|实施|完成|开展|组织|举办|召开|培训|发展|余下|剩余|同比|比上年|较上年|增|减|每|均|率"
)
#: What is done about things, as against which kinds there are: stages stand in one another.
STAGES = re.compile("整改|化解|办结|销号|完成|消除|其中|已|兑现|到位|开工|竣工|投产|投用|通过|录取|合格|获")
#: So much for each of something, which is no part of a sum: 平均亩产412公斤.
RATE = re.compile("亩产|单产|[亩户人村]均|平均|每")
#: What was so in another year is no part of what is so in this one.
_THAT_YEAR = re.compile("其中，?(?:[12][0-9]{3}年|去年|上年)")
#: One figure is set against another, which is no part of it.
COMPARED = re.compile("比|较|由|从|增|减|降|提高|达到|基础|超|目标|计划|任务")
#: Below it, categories that overlap may well add up by chance.
SMALL = 12
PEOPLE = frozenset("人名位口")
ADDITIVE = frozenset({"count", "money", "area", "mass", "length", "volume"})
#: Measure words for all kinds of beasts together, and those of each.
_BEASTS = frozenset({"头只", "只羽", "羽只", "头匹"})
_BEAST = frozenset("头只羽匹峰")
#: Measure words of machines, which are counted together in one of them.
_MACHINES = frozenset("台架辆部套")


def kind_of(figure: Figure) -> str:
    """Equal for figures that can be added up."""
    if figure.dimension != "count":
        return figure.base_unit
    if figure.unit in PEOPLE:
        return "人"
    if figure.unit in _MACHINES:
        return "台"
    return "只" if figure.unit in _BEAST or figure.unit in _BEASTS else figure.unit


def same(a: Figure, b: Figure) -> bool:
    """Whether two figures can be added up."""
    same_unit = (
        a.unit == b.unit
        or (a.unit in PEOPLE and b.unit in PEOPLE)
        or (a.unit in _BEASTS and b.unit in _BEAST)
        or (a.unit == "台" and b.unit in _MACHINES)
    )
    return (
        a.dimension in ADDITIVE
        and b.known
        and (same_unit or (a.dimension != "count" and a.base_unit == b.base_unit))
    )


def another_kind(segment: Segment, at: int) -> bool:
    """Whether a part counts something else than its whole, as events do besides people."""
    words = segment.before[at]
    if "年" in words and _THAT_YEAR.search(words) is not None:
        return True
    return has_word("part_words", words.replace("其中", "")) or "次" in segment.figures[at].unit


def parts_after(segment: Segment, at: int) -> list[int]:
    """Indexes of figures that may be parts of the one at `at`, at its own depth or in the bracket right after it."""
    total = segment.figures[at]
    # How much deeper than the total.
    depth = 0
    wanted = 1 if BRACKET.match(segment.following(at)) else 0
    found = []
    for other in range(at + 1, len(segment.figures)):
        depth += opened(segment.before[other])
        if depth < wanted:
            break
        if depth == wanted and same(total, segment.figures[other]):
            found.append(other)
    return found


def stops(segment: Segment, parts: list[int], count: int) -> bool:
    """Whether a list of parts may end after so many: not where the next one is joined to it."""
    return count == len(parts) or not JOINED.match(segment.before[parts[count]])


def plain_item(words: str) -> bool:
    """Whether the words before a figure name one more thing and say nothing new of it."""
    name = words.strip("，、 ）)（(")
    return len(name) <= 8 and not has_word("own_activity", name) and not _SPLIT_WORDS.search(name)


def counter(figure: Figure) -> bool:
    """Whether a figure says how many parts there are: 两项合计."""
    whole_number = figure.dimension == "count" and figure.step == 1
    return figure.plain and whole_number and 2 <= figure.number < 10 and figure.unit not in PEOPLE


def shares_word(segment: Segment, at: int, parts: Sequence[int]) -> bool:
    """Whether a total is named by a word of one of its parts."""
    words = segment.clause(at)
    return any(share_words(words, segment.before[index]) for index in parts)


def agree(total: Figure, parts: Sequence[Figure], sums: Fraction) -> bool:
    """Whether parts make up their total, by rounding if need be: 21 for 20 is no rounding, whatever the digits allow."""
    off = abs(sums - total.number)
    return off == 0 or (off * 100 <= total.number and off <= slack([*parts, total]))


def _sum_words(figures: Sequence[Figure]) -> str:
    return " + ".join(label(figure) for figure in figures)


def adds_up(total: Figure, parts: list[Figure], named: str) -> Finding:
    """`named` is the total for people: what comes after its parts has its name from the last of them, and goes bare."""
    sums = added(parts)
    shown = show_in_unit_of(sums, total)
    # Rounded parts may make a little more or less than the total that was rounded itself.
    within = "" if sums == total.number else "（在四舍五入之内）"
    text = f"{_sum_words(parts)} = {shown}，与文中总数{named}相符{within}。"
    return make_finding("parts-total", "holds", [total, *parts], text, 0.95)


def too_large(total: Figure, parts: list[Figure], sums: Fraction) -> Finding:
    """The finding that parts, or a single one, exceed their total."""
    text = (
        f"{_sum_words(parts)} = {show_in_unit_of(sums, total)}，大于其总数{label(total)}，"
        f"多出{show_in_unit_of(sums - total.number, total)}。"
        if len(parts) > 1
        else f"{label(total)}，其中{label(parts[0])}：部分大于总数，多出{show_in_unit_of(sums - total.number, total)}。"
    )
    return make_finding("parts-total", "fails", [total, *parts], text, 0.85)


def does_not_add_up(total: Figure, parts: list[Figure], sums: Fraction, named: str) -> Finding:
    """The finding that parts make more or less than their total, called as in `adds_up`."""
    off = abs(sums - total.number)
    word = "多" if sums > total.number else "少"
    text = (
        f"{_sum_words(parts)} = {show_in_unit_of(sums, total)}，文中总数为{named}，"
        f"各项之和比总数{word}{show_in_unit_of(off, total)}。"
    )
    hint = f"总数或某一分项有误；若各分项无误，总数应为{show_in_unit_of(sums, total)}"
    return make_finding("parts-total", "fails", [total, *parts], text, 0.85, hint=hint)
