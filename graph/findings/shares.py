"""Shares: several of one whole, which make 100, and those beyond a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.findings.amounts import show
from graph.findings.exact import Fraction
from graph.findings.figures import ReportFigures
from graph.findings.finding import Finding, make_finding
from graph.findings.percentage_parts import HUNDRED
from graph.findings.segments import Segment, added, label, segments
from graph.findings.words import has_word

__all__ = ["all_shares", "shares"]

_SHARE_OF_LIST = re.compile(r"占(?:比|总[^，。；、]{0,6}|[^，。；、]{0,6}的)?(?:为|达)?$")
#: 财政负担八成，农户自缴两成: who bears how much of one thing.
_BEARS = re.compile(
    r"[，、；]?[\u4e00-\u9fff]{0,8}(?:负担|承担|自缴|自筹|自付|补贴|补助|出资|缴纳|垫资|分得|配套|出|交|占)"
)
_AMONG = re.compile("[，（(]其中")
#: What no two parts of a whole have in common.
_UNDIVIDED = frozenset({"money", "area", "mass"})
#: 收益的60%用于公益岗位，25%留作 … : what becomes of each.
_GOES_TO = re.compile(
    "(?:用于|用来|用作|归|作为|留作|留给|分给|奖励|返还|投入|上缴|转为|补贴给?|发给)[\u4e00-\u9fff]"
)
_SUM_REACH = 20
#: 分别占18%、49%、38%, 占比分别为 ….
_EACH = re.compile("分别占|占比(?:依次|分别)[为是]")
_REST = re.compile("其余|剩余|余下|剩下")
#: 旅游收入中，: money, land and what they yield are not in two of their parts.
_OF_A_SUM = re.compile("(?:收入|支出|开支|投资|资金|经费|产值|面积|产量)(?:之中|当中|里面|中|里)，")
#: Shares of one whole follow: 收入来源中，甲占 … .
_COMPOSED = re.compile(
    r"(?:来源|构成|结构|组成|比例|分布|按[^，。；]{1,8}分)(?:(?:中|上|看|方面|情况|里|为)?[，：:]|[为是])"
)


#: What is ticked in a survey: 很满意的占, 表示一般的占. Nobody ticks two.
_TICKED = (
    "((?:非常|十分|很|比较|较|基本|不太|不)?(?:满意|认可|赞成|支持|反对)|一般|(?:很|较|比较|不)?好|较?差|不了解|弃权|无所谓)"
    "”?的?(?:只|仅)?占(?:比)?(?:为|达)?$"
)
_FIRST_ANSWER = re.compile(f"(?:^|[^\u4e00-\u9fff]|表示|认为|评价|选择|感到|觉得|[为是])“?{_TICKED}")
_NEXT_ANSWER = re.compile(f"^[，、；](?:表示|认为|评价|选择|感到|觉得)?[为是]?“?{_TICKED}")
#: Answers of one question, and by how much they may exceed it, from where on they are rather those of two.
_ANSWERS, _OVER = 3, 20


def all_shares(segment: Segment) -> Finding | None:
    """甲占60%、乙占25%、丙占15%: of one whole they make 100."""
    if sum(figure.dimension == "ratio" for figure in segment.figures) < 2:
        return None
    listed = [
        at
        for at, figure in enumerate(segment.figures)
        if figure.dimension == "ratio" and figure.plain and _SHARE_OF_LIST.search(segment.clause(at))
    ]
    if _EACH.search("".join(segment.before)):
        listed = [
            at for at, figure in enumerate(segment.figures) if figure.dimension == "ratio" and figure.plain
        ]
    ratios = [at for at, figure in enumerate(segment.figures) if figure.dimension == "ratio"]
    if len(listed) < 2:
        return _listed_hundred(segment, ratios)
    if ratios[ratios.index(listed[0]) :][: len(listed)] != listed:
        return None
    figures = [segment.figures[at] for at in listed]
    sums = added(figures)
    room = sum((figure.step for figure in figures), Fraction(0)) / 2
    text = f"{' + '.join(label(figure) for figure in figures)} = {show(sums, 2)}%"
    if abs(sums - HUNDRED) <= room:
        return make_finding("share", "holds", figures, f"{text}，合为整体。", 0.85)
    rest = _REST.search(segment.before[listed[-1]])
    over = sums - HUNDRED
    if abs(over) <= room or (over < 0 and not rest) or not (rest or _of_one_whole(segment, listed)):
        return None
    off = show(abs(over), 2)
    end = (
        f"同一整体的各部分超过100%，多出{off}个百分点。"
        if over > 0
        else f"连同其余部分应为100%，少{off}个百分点。"
    )
    return make_finding("share", "fails", figures, f"{text}，{end}", 0.8)


def _listed_hundred(segment: Segment, ratios: Sequence[int]) -> Finding | None:
    """财政68%、居民12%、企业20%: a list that makes up 100 says of itself that it is one of shares."""
    figures = [segment.figures[at] for at in ratios]
    if len(ratios) < 2 or list(ratios) != list(range(ratios[0], ratios[-1] + 1)):
        return None
    words = "".join(segment.before[at] for at in ratios)
    listed = (
        all(segment.before[at].startswith("、") for at in ratios[1:])
        or all(
            _BEARS.fullmatch(segment.before[at] if index else segment.clause(at))
            for index, at in enumerate(ratios)
        )
        or all(_GOES_TO.match(segment.following(at)) for at in ratios)
    )
    plain = all(figure.plain for figure in figures)
    if not (listed and plain) or has_word("growth", words) or "率" in words:
        return None
    if added(figures) != HUNDRED:
        return None
    text = f"{' + '.join(label(figure) for figure in figures)} = 100%，合为整体。"
    return make_finding("share", "holds", figures, text, 0.85)


def _of_one_whole(segment: Segment, listed: Sequence[int]) -> bool:
    """Whether shares are said to be of one whole, of which no part is in another."""
    between = segment.figures[listed[0] - 1 if listed[0] else 0 : listed[-1]]
    bounds = {figure.bound for figure in between if figure.dimension == "age"}
    if {"le", "ge"} <= bounds:
        return True
    if _answers(segment, listed):
        return True
    words = "".join(segment.before[at] for at in range(listed[0], listed[-1] + 1))
    if has_word("overlapping", words):
        return False
    if _EACH.search(words) or _COMPOSED.search("".join(segment.before[: listed[0] + 1])):
        return True
    if len(listed) > 2 and _OF_A_SUM.search("".join(segment.before[: listed[0] + 1])[-_SUM_REACH:]):
        return all(segment.before[at].startswith("、") for at in listed[1:])
    # 收入16920元，其中经营净收入占48%、… : people may be counted twice, money is not.
    first = listed[0]
    things = first > 0 and segment.figures[first - 1].dimension in _UNDIVIDED
    return things and len(listed) > 2 and _AMONG.match(segment.before[first]) is not None


def _answers(segment: Segment, listed: Sequence[int]) -> bool:
    """Whether shares are those of the answers to one question: 很满意的占71%，表示满意的占24%，表示一般的占8%."""
    if len(listed) < _ANSWERS or added(segment.figures[at] for at in listed) > HUNDRED + _OVER:
        return False
    ticked = [_FIRST_ANSWER.search(segment.clause(listed[0]))]
    ticked += [_NEXT_ANSWER.match(segment.before[at]) for at in listed[1:]]
    answers = [found.group(1) for found in ticked if found]
    return len(set(answers)) == len(listed)


def shares(report: ReportFigures) -> Iterator[Finding]:
    """Percentages above 100 of what cannot pass 100."""
    for segment in segments(report):
        for at, figure in enumerate(segment.figures):
            if figure.dimension != "ratio" or not figure.plain or figure.number <= HUNDRED:
                continue
            words = segment.clause(at)
            if has_word("share", words[-14:]) and not has_word("beyond_hundred", words):
                text = f"{label(figure)}：部分占整体的比例不可能超过100%。"
                yield make_finding("share", "fails", [figure], text, 0.9)
