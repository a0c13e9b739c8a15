"""Parts and their total: 共14个，其中甲11个、乙3个; 甲11个、乙3个，共计14个.

That the parts make up the total is reported wherever the sentence presents them as parts. That they do not is
reported only where the words leave no other reading: a list that is said to be complete, parts that exceed their
whole, and no categories that overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from graph.findings.amounts import show_in_unit_of
from graph.findings.figures import Figure, ReportFigures
from graph.findings.finding import Finding, make_finding
from graph.findings.segments import Segment, label, segments, share_words, slack
from graph.findings.words import has_word, word_class

__all__ = ["parts_and_totals"]

_COMPLETE = re.compile(r"^[，、：:（( ]*(?:分别(?:为|是|有)|分为|即|具体(?:为|是)|由)|^[：:]")
_AMONG = re.compile(r"^[，、：:（( ]*(?:其中|包括|包含|含)")
_BRACKET = re.compile(r"^[^，、；。]{0,4}[（(]")
_TOGETHER = re.compile(r"^[ ）)]*[，、]?(?:共计|合计|总计|总共|一共|共|小计)(?:为|有|达)?$")
_TOGETHER_LOOSELY = re.compile(r"(?:共计|合计|总计|总共|一共|小计|累计)(?:为|有|达)?$")
_IN_ALL = re.compile(r"(?:共|总计|合计)")
_JOINED = re.compile(r"^[ ）)]*(?:、|和|及|以及|与)")
_SPLIT_WORDS = re.compile(
    r"新|建成|实施|完成|开展|组织|举办|召开|培训|发展|余下|剩余|同比|比上年|较上年|增|减|每|均|率"
)
_PEOPLE = frozenset("人名位口")


def parts_and_totals(report: ReportFigures) -> Iterator[Finding]:
    """All findings of the kind ``parts-total`` in a report."""
    for segment in segments(report):
        if len(segment.figures) < 3:
            found = _single_part(segment)
            if found:
                yield found
            continue
        used: set[int] = set()
        for at in range(len(segment.figures)):
            if at in used or not segment.figures[at].plain:
                continue
            outcome = _total_first(segment, at) or _total_last(segment, at)
            if outcome:
                finding, members = outcome
                used |= members
                yield finding


def _same(a: Figure, b: Figure) -> bool:
    """Whether two figures can be added up."""
    same_unit = a.unit == b.unit or (a.unit in _PEOPLE and b.unit in _PEOPLE)
    additive = a.dimension in {"count", "money", "area", "mass", "length", "volume"}
    return additive and b.known and (same_unit or (a.dimension != "count" and a.base_unit == b.base_unit))


def _single_part(segment: Segment) -> Finding | None:
    """共14个，其中甲16个: one part can only be too large."""
    if len(segment.figures) != 2:
        return None
    total, part = segment.figures
    if not (
        total.plain and part.plain and _same(total, part) and re.match(r"^[，、（(]?其中", segment.before[1])
    ):
        return None
    if part.number <= total.number or _another_kind(segment, 1):
        return None
    return _too_large(total, [part], part.number)


def _another_kind(segment: Segment, at: int) -> bool:
    """Whether a part counts something else than its whole, as events do besides people."""
    return has_word("part_words", segment.before[at].replace("其中", "")) or "次" in segment.figures[at].unit


def _parts_after(segment: Segment, at: int) -> list[int]:
    """Indexes of figures that may be parts of the one at `at`, at its own depth or in the bracket right after it."""
    total = segment.figures[at]
    opens = bool(_BRACKET.match(segment.following(at)))
    depth = segment.depth(at) + (1 if opens else 0)
    found = []
    for other in range(at + 1, len(segment.figures)):
        if segment.depth(other) < depth:
            break
        if segment.depth(other) == depth and _same(total, segment.figures[other]):
            found.append(other)
    return found


def _total_first(segment: Segment, at: int) -> tuple[Finding, set[int]] | None:
    following = segment.following(at)
    complete = bool(_COMPLETE.match(following))
    among = bool(_AMONG.match(following)) or bool(_BRACKET.match(following))
    parts = _parts_after(segment, at)
    if not (complete or among):
        in_all = _IN_ALL.search(segment.clause(at)) and len(parts) >= 2
        if not in_all or segment.figures[at].unit in word_class("activity_units"):
            return None
        first = segment.figures[parts[0]]
        if not share_words(segment.figures[at].indicator, first.indicator):
            return None
    if not parts:
        return None
    total = segment.figures[at]
    sums = Fraction(0)
    for count, part in enumerate(parts, 1):
        figure = segment.figures[part]
        if not figure.plain:
            return None
        sums += figure.number
        taken = [segment.figures[index] for index in parts[:count]]
        if (
            count >= 2
            and abs(sums - total.number) <= slack([*taken, total])
            and _stops(segment, parts, count)
        ):
            return _adds_up(total, taken, label(total)), {at, *parts[:count]}
    return _total_first_fails(segment, at, parts, complete)


def _stops(segment: Segment, parts: list[int], count: int) -> bool:
    """Whether a list of parts may end after so many: not where the next one is joined to it."""
    return count == len(parts) or not _JOINED.match(segment.before[parts[count]])


def _total_first_fails(
    segment: Segment, at: int, parts: list[int], complete: bool
) -> tuple[Finding, set[int]] | None:
    total = segment.figures[at]
    listed = [parts[0]]
    for part in parts[1:]:
        words = segment.before[part]
        joined = _JOINED.match(words) or ((complete or segment.depth(part)) and _plain_item(words))
        if part != listed[-1] + 1 or not joined:
            break
        listed.append(part)
    figures = [segment.figures[index] for index in listed]
    if any("次" in figure.unit for figure in figures) and not all(
        _JOINED.match(segment.before[part]) for part in listed[1:]
    ):
        return None
    sums = sum((figure.number for figure in figures), Fraction(0))
    over = sums - total.number > slack([*figures, total])
    words = "".join(segment.before[index] for index in listed) + "".join(f.indicator for f in figures)
    if over and not has_word("overlapping", words) and not _another_kind(segment, listed[0]):
        single = any(figure.number > total.number for figure in figures)
        if single or not re.search("包括|包含", words) or len(listed) > 1:
            return _too_large(total, figures, sums), {at, *listed}
    if (
        complete
        and len(listed) >= 2
        and len(listed) == len(parts)
        and total.number - sums > slack([*figures, total])
    ):
        if "由" in segment.following(at)[:3] or has_word("overlapping", words):
            return None
        return _does_not_add_up(total, figures, sums, label(total)), {at, *listed}
    return None


def _plain_item(words: str) -> bool:
    """Whether the words before a figure name one more thing and say nothing new of it."""
    name = words.strip("，、 ）)（(")
    return len(name) <= 8 and not has_word("own_activity", name) and not _SPLIT_WORDS.search(name)


def _total_last(segment: Segment, at: int) -> tuple[Finding, set[int]] | None:
    tight = bool(_TOGETHER.match(segment.before[at]))
    if not tight and not _TOGETHER_LOOSELY.search(segment.before[at]):
        return None
    total = segment.figures[at]
    parts: list[int] = []
    for other in range(at - 1, -1, -1):
        figure = segment.figures[other]
        if segment.depth(other) != segment.depth(at):
            continue
        if not _same(total, figure):
            if parts:
                continue
            return None
        if not figure.plain:
            return None
        parts.insert(0, other)
        taken = [segment.figures[index] for index in parts]
        sums = sum((f.number for f in taken), Fraction(0))
        if len(parts) >= 2 and abs(sums - total.number) <= slack([*taken, total]):
            return _adds_up(total, taken, total.text), {at, *parts}
    figures = [segment.figures[index] for index in parts]
    between = "".join(segment.before[index] for index in parts)
    steady = len(parts) >= 2 and parts == list(range(parts[0], at)) and parts[0] == 0
    if not (tight and steady) or has_word("part_words", between) or _differently_named(segment, parts):
        return None
    sums = sum((figure.number for figure in figures), Fraction(0))
    if _SPLIT_TIME.search(between) or has_word("overlapping", between):
        return None
    return _does_not_add_up(total, figures, sums, total.text), {at, *parts}


_SPLIT_TIME = re.compile(r"季度|月|上半年|下半年|去年|上年|第[一二三四五]批|计划|应|原有|原|现有|至|由|从")


def _differently_named(segment: Segment, parts: list[int]) -> bool:
    """Whether the parts stand in one another, as what was found and what was put right."""
    words = [segment.before[part] for part in parts]
    return any(re.search("整改|化解|办结|销号|完成|消除|其中|已", word) for word in words[1:])


def _sum_words(figures: list[Figure]) -> str:
    return " + ".join(label(figure) for figure in figures)


def _adds_up(total: Figure, parts: list[Figure], named: str) -> Finding:
    """`named` is the total for people: what comes after its parts has its name from the last of them, and goes bare."""
    sums = sum((figure.number for figure in parts), Fraction(0))
    text = f"{_sum_words(parts)} = {show_in_unit_of(sums, total)}，与文中总数{named}相符。"
    return make_finding("parts-total", "holds", [total, *parts], text, 0.95)


def _too_large(total: Figure, parts: list[Figure], sums: Fraction) -> Finding:
    text = (
        f"{_sum_words(parts)} = {show_in_unit_of(sums, total)}，大于其总数{label(total)}，"
        f"多出{show_in_unit_of(sums - total.number, total)}。"
        if len(parts) > 1
        else f"{label(total)}，其中{label(parts[0])}：部分大于总数，多出{show_in_unit_of(sums - total.number, total)}。"
    )
    return make_finding("parts-total", "fails", [total, *parts], text, 0.85)


def _does_not_add_up(total: Figure, parts: list[Figure], sums: Fraction, named: str) -> Finding:
    off = abs(sums - total.number)
    word = "多" if sums > total.number else "少"
    text = (
        f"{_sum_words(parts)} = {show_in_unit_of(sums, total)}，文中总数为{named}，"
        f"各项之和比总数{word}{show_in_unit_of(off, total)}。"
    )
    hint = f"总数或某一分项有误；若各分项无误，总数应为{show_in_unit_of(sums, total)}"
    return make_finding("parts-total", "fails", [total, *parts], text, 0.85, hint=hint)
