"""Parts and their total: 共14个，其中甲11个、乙3个; 甲11个、乙3个，共计14个; 甲11个；乙3个。两项合计14个.

That the parts make up the total is reported where the sentence presents them as parts, and where figures that follow
each other add up to more digits than chance would have it. That they do not is reported only where the words leave no
other reading: a list that is said to be complete, parts that exceed their whole, and no categories that overlap.

Here one segment is looked at in every way there is, and a paragraph after its segments; each way has a module of its own:
the total first (`sum_first`, with classes that leave nothing out in `sum_classes`), last (`sum_last`), not said to be
one (`sum_silent`), in another sentence than its parts (`sum_over`). What all of them need stands in `sum_parts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.findings.figures import Figure, ReportFigures
from graph.findings.finding import Finding
from graph.findings.segments import Segment, added, label, paragraphs, segments
from graph.findings.sum_apart import parts_apart
from graph.findings.sum_first import rest_of_far, total_first, total_of_far
from graph.findings.sum_last import said_to_be_all, total_last
from graph.findings.sum_over import over_sentences
from graph.findings.sum_parts import adds_up, another_kind, does_not_add_up, kind_of, same, too_large
from graph.findings.sum_silent import silent_sums

__all__ = ["parts_and_totals"]

#: Against what a figure is held: 比上年多300亩, 较上年的43.9万元, 同比增加12批.
_ASIDE = re.compile(r"^(?:比|较|同比|环比|[同与跟]上年|[同与跟]去年)")
#: Figures of a segment that hold a pair and the pairs that are its parts, at least.
_PAIRS = 5
_RATIOS = frozenset({"ratio", "percentage point"})


def parts_and_totals(report: ReportFigures) -> Iterator[Finding]:
    """All findings of the kind ``parts-total`` in a report."""
    summed: set[str] = set()
    for segment in segments(report):
        # Without two of a kind there is nothing to add up, with asides or without.
        if len(segment.figures) < 2 or _all_differ([kind_of(figure) for figure in segment.figures]):
            continue
        before = len(summed)
        for finding in _in_segment(segment):
            summed.update(finding.quantities)
            yield finding
        leading = _without_apposed(segment) if len(segment.figures) > _PAIRS else None
        for finding in _in_segment(leading) if leading else ():
            if not summed.intersection(finding.quantities):
                summed.update(finding.quantities)
                yield finding
        # They stand beside what has been summed here.
        beside = (_of_people(segment, summed) or _of_money(segment, summed)) if len(summed) > before else None
        if beside:
            summed.update(beside.quantities)
            yield beside
    for together in paragraphs(report):
        yield from over_sentences(together, summed)


def _in_segment(segment: Segment) -> Iterator[Finding]:
    segment = _without_asides(segment)
    kinds = [kind_of(figure) for figure in segment.figures]
    if _all_differ(kinds):
        return
    if len(kinds) < 3:
        found = _single_part(segment)
        if found:
            yield found
        return
    used: set[int] = set()
    for at, kind in enumerate(kinds):
        if at in used or not segment.figures[at].plain:
            continue
        outcome = total_first(segment, at) if kind in kinds[at + 1 :] else None
        outcome = outcome or total_last(segment, at) or rest_of_far(segment, at) or total_of_far(segment, at)
        outcome = outcome or (parts_apart(segment, at) if kinds[at + 1 : at + 3] == [kind, kind] else None)
        if outcome:
            used |= outcome[1]
            yield outcome[0]
    if any(a == b == c for a, b, c in zip(kinds, kinds[1:], kinds[2:], strict=False)):
        yield from silent_sums(segment, used)


def _all_differ(kinds: Sequence[str]) -> bool:
    return len(set(kinds)) == len(kinds)


def _without_apposed(segment: Segment) -> Segment | None:
    """Of 312户486人，其中甲类42户58人、乙类 … the households; None where there are not several such pairs."""
    kept = [
        at
        for at, figure in enumerate(segment.figures)
        if at == 0 or segment.before[at].strip() or figure.unit == segment.figures[at - 1].unit
    ]
    if len(segment.figures) - len(kept) <= 2:
        return None
    return Segment(
        tuple(segment.figures[at] for at in kept), tuple(segment.before[at] for at in kept), segment.after
    )


def _of_people(segment: Segment, summed: set[str]) -> Finding | None:
    """386人 of 112户386人，甲类94户331人，乙类18户55人: where the households add up, so do those who live in them."""
    figures = segment.figures
    found = [
        figures[at + 1]
        for at in range(len(figures) - 1)
        if figures[at].id in summed
        and not segment.before[at + 1].strip()
        and kind_of(figures[at + 1]) == "人"
    ]
    households = sum(figure.id in summed for figure in figures)
    if len(found) < 3 or len(found) != households or not all(figure.plain for figure in found):
        return None
    if summed.intersection(figure.id for figure in found):
        return None
    total, parts = found[0], found[1:]
    last = _total_of_pairs(segment, summed)
    if last:
        *parts, total = found
    sums = added(parts)
    if sums == total.number:
        return adds_up(total, parts, label(total))
    return does_not_add_up(total, parts, sums, total.text) if last else None


def _of_money(segment: Segment, summed: set[str]) -> Finding | None:
    """48.9万元 and 61.1万元 of 资金110万元，惠及600户，其中甲326户48.9万元、乙274户61.1万元: what went to those who add up."""
    figures = segment.figures
    first = next((at for at, figure in enumerate(figures) if figure.id in summed), 0)
    found = [
        figures[at + 1]
        for at in range(first + 1, len(figures) - 1)
        if figures[at].id in summed and not segment.before[at + 1].strip()
    ]
    held = sum(figure.id in summed for figure in figures)
    if not first or len(found) < 2 or len(found) != held - 1:
        return None
    total = figures[first - 1]
    if total.dimension != "money" or not total.plain or total.id in summed:
        return None
    if not all(figure.plain and same(total, figure) for figure in found):
        return None
    return adds_up(total, found, label(total)) if added(found) == total.number else None


def _total_of_pairs(segment: Segment, summed: set[str]) -> bool:
    """Whether of the households that add up the last are said to be all of them: 甲42户58人，乙120户186人，合计162户244人."""
    at = [index for index, figure in enumerate(segment.figures) if figure.id in summed]
    *parts, total = (segment.figures[index] for index in at)
    return said_to_be_all(segment.before[at[-1]]) and added(parts) == total.number


def _without_asides(segment: Segment) -> Segment:
    """The segment without what is said of a figure beside it, and is no part of anything.

    Percentages (已完工76户，完工率80%，其余 … ), what something was before or grew by (7200亩，比上年多300亩，其中 … ), and what
    tells one thing from the other (90平方米的210套, 35岁以下28名), whose words go to the figure behind it.
    """
    figures: list[Figure] = []
    before: list[str] = []
    carried = ""
    for at, figure in enumerate(segment.figures):
        words = segment.before[at]
        if figure.dimension == "age" or (
            segment.following(at) == "的" and at + 1 < len(segment.figures) and at
        ):
            carried += words + figure.text
        elif figure.dimension not in _RATIOS and not (figures and _ASIDE.search(segment.clause(at))):
            figures.append(figure)
            before.append(carried + words)
            carried = ""
    if len(figures) == len(segment.figures):
        return segment
    return Segment(tuple(figures), tuple(before), segment.after)


def _single_part(segment: Segment) -> Finding | None:
    """共14个，其中甲16个: one part can only be too large."""
    if len(segment.figures) != 2:
        return None
    total, part = segment.figures
    if not (
        total.plain and part.plain and same(total, part) and re.match(r"^[，、（(]?其中", segment.before[1])
    ):
        return None
    if part.number <= total.number or another_kind(segment, 1):
        return None
    return too_large(total, [part], part.number)
