"""Percentages: of a part and its whole, in one stretch of a sentence and beyond; several of one whole are in `shares`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.findings.figures import ReportFigures
from graph.findings.finding import Finding
from graph.findings.percentage_over import (
    of_the_first_whole,
    of_the_named_whole,
    of_the_sentence_before,
    of_the_whole_viewed,
)
from graph.findings.percentage_parts import COMPLETED, OF, PEOPLE, RATE_NAME, counts, judge, kind_of, stem_of
from graph.findings.segments import Segment, paragraphs, segments
from graph.findings.shares import all_shares
from graph.findings.words import has_word

__all__ = ["percentages"]

#: Between a whole and the share that a part before it has of it.
_ITS_SHARE = re.compile(r"^(?:[^，。；、0-9]{0,6}的)?(?:比例|比重)?(?:约|近|将近|达到?|为)?$")
_MAY_SHARE = re.compile("率|占|比例|比重|满意度|免疫密度")
_BY = re.compile(r"(?:按照?|提取|计提|抽取)(?:其|总额)?的?$")
_PAPERS = frozenset("份本张册")
_ALL_WHO_LIVE = re.compile("(?:常住|户籍)人口|总人口|总户数|农户")
#: 参评480户，评上384户: of those who stood for it, those who got it.
_APPLIED = re.compile("参评|申报|报名|参加评|参检|抽检|送检|抽查")
_CHOSEN = re.compile("评上|评出|获评|入选|选上|通过|合格|达标")
_PLACES = re.compile("床位|座位|席位|铺位|学位|名额|岗位")


def percentages(report: ReportFigures) -> Iterator[Finding]:
    """A percentage next to its part and its whole, and several percentages of one whole."""
    for segment in segments(report):
        if all(figure.dimension != "ratio" for figure in segment.figures):
            continue
        for at, figure in enumerate(segment.figures):
            if figure.dimension == "ratio" and figure.plain:
                found = _part_and_whole(segment, at)
                if found:
                    yield found
        found = all_shares(segment)
        if found:
            yield found
    for together in paragraphs(report):
        if all(figure.dimension != "ratio" for segment in together for figure in segment.figures):
            continue
        yield from of_the_sentence_before(together)
        of_first = list(of_the_first_whole(together))
        yield from of_first
        yield from of_the_named_whole(together)
        known = {finding.id for finding in of_first}
        yield from (found for found in of_the_whole_viewed(together) if found.id not in known)


def _part_and_whole(segment: Segment, at: int) -> Finding | None:
    words = segment.clause(at)
    if _BY.search(words):
        return _by_rate(segment, at)
    if has_word("growth", words):
        return None
    if _of_the_whole(segment, at):
        return judge(segment, at, at - 2, at - 1, certain=True)
    if not _MAY_SHARE.search(words):
        return None
    counted = [other for other in range(at) if counts(segment.figures[other])]
    if not counted:
        return None
    if len(counted) > 1 and _taken(segment, at, *counted[-2:]):
        return judge(segment, at, counted[-1], counted[-2], certain=False)
    if counted[-2:] == [at - 2, at - 1] and _one_paper_each(segment, at):
        return judge(segment, at, at - 1, at - 2, certain=True)
    unit = kind_of(segment.figures[counted[-1]])
    same = [other for other in counted if kind_of(segment.figures[other]) == unit]
    if len(same) < 2:
        return None
    part, entire = same[-1], same[-2]
    found = judge(segment, at, part, entire, certain=False)
    # 63户，动工58户，竣工51户，竣工率81%: the whole may stand further back, or come second.
    others = [(part, other) for other in same[-3::-1]] + [(entire, part)]
    # 64家，合格58家，不合格6家，合格率90.6%: the part is the one that is called so.
    rate = RATE_NAME.search(words)
    if rate and len(same) > 2 and rate.group(1)[-2:] in segment.said(entire):
        others.append((entire, same[-3]))
    others += _named_by(segment, at, same)
    for pair in others:
        found = found or judge(segment, at, *pair, certain=False)
    if found or [entire, part] != [at - 2, at - 1]:
        return found
    return judge(segment, at, part, entire, certain=True) if _named_parts(segment, at) else None


def _named_by(segment: Segment, at: int, same: Sequence[int]) -> list[tuple[int, int]]:
    """总收入6284万元，税收5127万元，非税1157万元，税收占了81.6%: the part that is named again, of what is larger."""
    words = segment.clause(at).partition("占")
    if not words[1] or len(words[0]) < len("税收"):
        return []
    parts = [
        part
        for part in same
        if segment.said(part)[-2:] in words[0] or words[0][:2] in segment.clause(part)[:4]
    ]
    return [
        (part, other)
        for part in parts
        for other in same
        if segment.figures[other].number > segment.figures[part].number
    ]


def _taken(segment: Segment, at: int, entire: int, part: int) -> bool:
    """床位60张，入住31人，入住率 … : people, of the places that there are for them."""
    rate = RATE_NAME.search(segment.clause(at))
    return bool(
        rate
        and segment.figures[part].base_unit in PEOPLE
        and segment.figures[entire].base_unit not in PEOPLE
        and _PLACES.search(segment.said(entire))
        and rate.group(1)[-2:] in segment.said(part)
    )


def _one_paper_each(segment: Segment, at: int) -> bool:
    """常住人口15860人，建立健康档案14750份，建档率 … : a file for each of those who live there."""
    entire, part = segment.figures[at - 2 : at]
    rate = RATE_NAME.search(segment.clause(at))
    return bool(
        rate
        and part.unit in _PAPERS
        and (entire.unit in PEOPLE or entire.unit == "户")
        and _ALL_WHO_LIVE.search(segment.said(at - 2))
        and rate.group(1)[-2:] in segment.said(at - 1)
    )


def _by_rate(segment: Segment, at: int) -> Finding | None:
    """营业额96万元，按三成返还，返还28.8万元: only where it comes out."""
    if not 0 < at < len(segment.figures) - 1:
        return None
    entire, part = segment.figures[at - 1], segment.figures[at + 1]
    if not (counts(entire) and counts(part)) or entire.base_unit != part.base_unit:
        return None
    return judge(segment, at, at + 1, at - 1, certain=False)


def _of_the_whole(segment: Segment, at: int) -> bool:
    """12600亩，占全乡果园18000亩的七成."""
    if at < 2 or not all(counts(figure) for figure in segment.figures[at - 2 : at]):
        return False
    part, entire = segment.figures[at - 2 : at]
    said = segment.before[at - 1]
    joined = _ITS_SHARE.match(segment.before[at]) and ("占" in said or COMPLETED.search(said))
    return bool(joined) and kind_of(part) == kind_of(entire)


def _named_parts(segment: Segment, at: int) -> bool:
    """Whether the words make the two figures before a percentage its whole and its part."""
    said_part, said_whole, words = segment.said(at - 1), segment.said(at - 2), segment.before[at]
    if has_word("beyond_hundred", words.replace("完成率", "")) or re.search("[。；]", words):
        return False
    found = RATE_NAME.search(words)
    if found:
        if re.search("未|剩余|余下|还有|尚", said_part):
            return False
        stem = stem_of(found)
        # 应到68名，实到61名: whatever the rate is called.
        due = re.search("应", said_whole) and re.search("实", said_part)
        # 高考上线83人，本科上线41人，上线率 …: of which of the two, the name does not tell.
        return (stem in said_part and stem not in said_whole) or bool(
            due and not has_word("judged", found.group(1))
        )
    if not OF.match(words):
        return False
    chosen = _APPLIED.search(said_whole) is not None and _CHOSEN.search(said_part) is not None
    return chosen or ("其中" in segment.before[at - 1] and "共" in said_whole)
