"""Percentages of a whole told before: at the head of a list, in the sentence before, or by its name (占总收入的14.6%)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graph.findings.figures import Figure
from graph.findings.finding import Finding
from graph.findings.percentage_parts import OF, RATE_NAME, counts, is_share, judge, kind_of, percentage
from graph.findings.segments import Segment, merged
from graph.findings.sum_first import divides

__all__ = ["of_the_first_whole", "of_the_named_whole", "of_the_sentence_before", "of_the_whole_viewed"]

#: 占总收入的14.6%: the whole by its name.
_SHARE_OF_NAMED = re.compile(
    r"^[ ，、（(]*(?:约|仅|只|共)?占(?:比|全[镇乡村县区市]?)?(总[^，。；、0-9的占]{1,8}|[^，。；、0-9的占]{2,8}总[数量额])的?(?:比例|比重)?(?:约|近|达到?|为)?$"
)
#: What a total is called beside what it is the total of: 总收入, 党员总数.
_TOTAL = re.compile("^总|总[数量额]$")
#: A part has so much of what has been named, and nothing is said of what.
_OF_IT = re.compile(r"[，、]占比?(?:达|为|约)?")
#: 从年龄看, 按学历分: what was counted before is looked at in another way.
_VIEW = re.compile(r"^[ \u3000，。；]*(?:从|按)[^，。；、0-9]{1,8}?(?:来看|上看|看|来分|划分|区分|分)[，：]")
#: Steps of its last digit from which a percentage that comes out is that of the two.
_SHARE_STEPS = 50


def of_the_first_whole(together: Sequence[Segment]) -> Iterator[Finding]:
    """党员976名，其中女党员215名，占22%；35岁以下党员138名，占14.1%: of the whole that the list began with, where it comes out."""
    first: Figure | None = None
    for segment in together:
        for at in range(1, len(segment.figures)):
            part, printed = segment.figures[at - 1 : at + 1]
            if printed.dimension != "ratio" or not printed.plain or not _OF_IT.fullmatch(segment.before[at]):
                continue
            wholes = [
                figure
                for figure in segment.figures[: at - 1]
                if counts(figure) and kind_of(figure) == kind_of(part)
            ]
            if wholes:
                first = next((figure for figure in wholes if is_share(part, figure, printed)), None)
            elif (
                first is not None
                and is_share(part, first, printed)
                and printed.number >= _SHARE_STEPS * printed.step
            ):
                yield percentage(part, first, printed, "holds")


def of_the_whole_viewed(together: Sequence[Segment]) -> Iterator[Finding]:
    """党员共1072名， … 。从学历看，大专以上388名，占36.2%；从年龄看，60岁以上429名，占40%: of what was counted before the views.

    That one is wrong is certain where the one before it has come out.
    """
    entire: Figure | None = None
    certain = False
    for last, segment in pairwise(together):
        if not _VIEW.match(segment.before[0]):
            entire, certain = None, False
            continue
        entire = entire or last.figures[0]
        for at in range(1, len(segment.figures)):
            part, printed = segment.figures[at - 1 : at + 1]
            if printed.dimension != "ratio" or not printed.plain or not OF.match(segment.before[at]):
                continue
            told = counts(part) and counts(entire) and kind_of(part) == kind_of(entire)
            if not told or part.number >= entire.number:
                certain = False
                continue
            both = merged([Segment((entire,), ("",), ""), segment])
            found = judge(both, at + 1, at, 0, certain=certain)
            certain = found is not None and found.verdict == "holds"
            if found:
                yield found


def of_the_sentence_before(together: Sequence[Segment]) -> Iterator[Finding]:
    """登记268件；… 。调处成功257件，成功率95.9%: a rate of what its name says, of the whole that was named before."""
    for at, second in enumerate(together[1:], 1):
        first = together[at - 1]
        if at > 1 and divides(first.before[0]):
            first = together[at - 2]  # … 31件。按内容分，甲12件、乙19件。办结29件，办结率93.5%
        if len(second.figures) < 2 or second.figures[1].dimension != "ratio" or not second.figures[1].plain:
            continue
        found = RATE_NAME.search(second.before[1])
        part = second.figures[0]
        if not found or not counts(part) or found.group(1)[-2:] not in second.said(0):
            continue
        both = merged([first, second])
        border = len(first.figures)
        wholes = [
            at
            for at, figure in enumerate(first.figures)
            if counts(figure) and figure.base_unit == part.base_unit
        ]
        for entire in wholes:
            judged = judge(both, border + 1, border, entire, certain=False)
            if judged:
                yield judged
                break


def of_the_named_whole(together: Sequence[Segment]) -> Iterator[Finding]:
    """总收入82万元，其中甲收入60万元，占总收入的73%；乙收入12万元，占总收入的15%: the whole was told before the semicolon."""
    for at in range(1, len(together)):
        segment = together[at]
        for index in range(1, len(segment.figures)):
            words = segment.before[index]
            share = _SHARE_OF_NAMED.match(words) if "占" in words else None
            if share is None or not _share_of_last(segment, index):
                continue
            found = _of_earlier_whole(together[: at + 1], index, share.group(1))
            if found:
                yield found


def _share_of_last(segment: Segment, index: int) -> bool:
    """Whether a figure is a percentage right behind a count whose whole does not stand in the segment itself."""
    printed, part = segment.figures[index], segment.figures[index - 1]
    if printed.dimension != "ratio" or not printed.plain or not counts(part):
        return False
    return all(kind_of(figure) != kind_of(part) for figure in segment.figures[: index - 1])


def _of_earlier_whole(together: Sequence[Segment], index: int, name: str) -> Finding | None:
    """What a share says of the whole of that name."""
    both = merged(together)
    border = len(both.figures) - len(together[-1].figures)
    part = both.figures[border + index - 1]
    alike = [
        at
        for at in range(border)
        if counts(both.figures[at])
        and kind_of(both.figures[at]) == kind_of(part)
        and both.figures[at].status != "prior"
    ]
    if name:
        wholes = [at for at in alike if _called(both.figures[at], name)]
        # 集体经济收入65.2万元 … 占总收入的42.9%
        wholes = wholes or [at for at in alike if _called(both.figures[at], _TOTAL.sub("", name))]
    else:
        # The last whole told is what the share before was of.
        wholes = [at for at in alike if _shared_out(both, at, border)]
    if len({both.figures[at].number for at in wholes}) != 1:
        return None
    # 总面积 may be that of another thing; where one share of it has come out, the next one is of it, too.
    certain = _shared_out(both, wholes[0], border)
    return judge(both, border + index, border + index - 1, wholes[0], certain=certain)


def _called(figure: Figure, name: str) -> bool:
    return len(name) > 1 and figure.indicator.endswith((name, name.removesuffix("数")))


def _shared_out(segment: Segment, at: int, border: int) -> bool:
    """Whether the next count of its kind and the percentage right behind that are a share of the figure."""
    entire = segment.figures[at]
    for part in range(at + 1, border - 1):
        if kind_of(segment.figures[part]) != kind_of(entire) or not counts(segment.figures[part]):
            continue
        printed = segment.figures[part + 1]
        if printed.dimension != "ratio" or not printed.plain or not OF.match(segment.before[part + 1]):
            return False
        return judge(segment, part + 1, part, at, certain=False) is not None
    return False
