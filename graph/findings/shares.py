"""Percentages: of a whole, beyond a whole, several of one whole; and growth against the figure before, however stated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.findings.amounts import Interval, rounding, show, show_in_unit_of
from graph.findings.exact import Fraction
from graph.findings.figures import Figure, ReportFigures
from graph.findings.finding import Finding, make_finding
from graph.findings.segments import Segment, label, merged, paragraphs, segments, share_words, whole
from graph.findings.words import has_word

__all__ = ["growths", "percentages", "shares"]

_HUNDRED = Fraction(100)
#: Percentage points by which a share or a growth must be off to be wrong.
POINTS = Fraction(1)
_RATE_NAME = re.compile(
    r"([\u4e00-\u9fff]{1,6})(?:率|(?<=满意)度)(?:达到了?|达|为|是|约|保持在|稳定在|提高到|升至|高达|均为|均达)?$"
)
_OF = re.compile(r"^[ ，、（(]*占(?:比|(?:其|总|全)[^，。；、]{0,8})?(?:达到?|为|的|约)?$")
#: 占总收入的14.6%: the whole by its name.
_SHARE_OF_NAMED = re.compile(
    r"^[ ，、（(]*(?:约|仅|只|共)?占(?:比|全[镇乡村县区市]?)?(总[^，。；、0-9的占]{1,8}|[^，。；、0-9的占]{2,8}总[数量额])的?(?:比例|比重)?(?:约|近|达到?|为)?$"
)
#: Between a whole and the share that a part before it has of it.
_ITS_SHARE = re.compile(r"^(?:[^，。；、0-9]{0,6}的)?(?:比例|比重)?(?:约|近|将近|达到?|为)?$")
#: 完成年度计划2亿元的80%: what was to be done stands before the percentage, and may be surpassed.
_COMPLETED = re.compile(
    r"(?:完成|相当于|达到|是|为)[^，。；]{0,8}(?:计划|预算|目标|任务|上年|去年|下达)[^，。；]{0,4}$"
)
_BY = re.compile(r"(?:按照?|提取|计提|抽取)(?:其|总额)?的?$")
#: A part has so much of what has been named, and nothing is said of what.
_OF_IT = re.compile(r"[，、]占比?(?:达|为|约)?")
#: Steps of its last digit from which a percentage that comes out is that of the two.
_SHARE_STEPS = 50
#: Digits of a percentage of which two that are exchanged are no accident.
_SLIP_DIGITS = 3
_PEOPLE = frozenset("人名位口")
_PLACES = re.compile("床位|座位|席位|铺位|学位|名额|岗位")
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
_REST = re.compile("其余|剩余|余下|剩下")
#: Shares of one whole follow: 收入来源中，甲占 … .
_COMPOSED = re.compile(
    r"(?:来源|构成|结构|组成|比例|分布|按[^，。；]{1,8}分)(?:(?:中|上|看|方面|情况|里|为)?[，：:]|[为是])"
)


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
    for together in paragraphs(report):
        yield from _of_the_sentence_before(together)
        yield from _of_the_first_whole(together)
        yield from _of_the_named_whole(together)


def _of_the_first_whole(together: Sequence[Segment]) -> Iterator[Finding]:
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
                if _counts(figure) and _kind(figure) == _kind(part)
            ]
            if wholes:
                first = next((figure for figure in wholes if _is_share(part, figure, printed)), None)
            elif (
                first is not None
                and _is_share(part, first, printed)
                and printed.number >= _SHARE_STEPS * printed.step
            ):
                yield _percentage(part, first, printed, "holds")


def _is_share(part: Figure, entire: Figure, printed: Figure) -> bool:
    """Whether a percentage is that of a part of its whole."""
    told = _counts(part) and _kind(part) == _kind(entire) and 0 < part.number < entire.number
    return told and _quotient(part, entire).meets(_hundredth(printed))


def _of_the_sentence_before(together: Sequence[Segment]) -> Iterator[Finding]:
    """登记268件；… 。调处成功257件，成功率95.9%: a rate of what its name says, of the whole that was named before."""
    for first, second in pairwise(together):
        if len(second.figures) < 2 or second.figures[1].dimension != "ratio" or not second.figures[1].plain:
            continue
        found = _RATE_NAME.search(second.before[1])
        part = second.figures[0]
        if not found or not _counts(part) or found.group(1)[-2:] not in second.said(0):
            continue
        both = merged([first, second])
        border = len(first.figures)
        wholes = [
            at
            for at, figure in enumerate(first.figures)
            if _counts(figure) and figure.base_unit == part.base_unit
        ]
        for at in wholes:
            judged = _judge(both, border + 1, border, at, certain=False)
            if judged:
                yield judged
                break


def _of_the_named_whole(together: Sequence[Segment]) -> Iterator[Finding]:
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
    if printed.dimension != "ratio" or not printed.plain or not _counts(part):
        return False
    return all(_kind(figure) != _kind(part) for figure in segment.figures[: index - 1])


def _of_earlier_whole(together: Sequence[Segment], index: int, name: str) -> Finding | None:
    """What a share says of the whole of that name."""
    both = merged(together)
    border = len(both.figures) - len(together[-1].figures)
    part = both.figures[border + index - 1]
    wholes = [
        at
        for at in range(border)
        if _counts(both.figures[at])
        and _kind(both.figures[at]) == _kind(part)
        # The last whole told is what the share before was of.
        and (_called(both.figures[at], name) if name else _shared_out(both, at, border))
    ]
    if len({both.figures[at].number for at in wholes}) != 1:
        return None
    # 总面积 may be that of another thing; where one share of it has come out, the next one is of it, too.
    certain = _shared_out(both, wholes[0], border)
    return _judge(both, border + index, border + index - 1, wholes[0], certain=certain)


def _called(figure: Figure, name: str) -> bool:
    return figure.indicator.endswith(name.removesuffix("数")) or figure.indicator.endswith(name)


def _shared_out(segment: Segment, at: int, border: int) -> bool:
    """Whether the next count of its kind and the percentage right behind that are a share of the figure."""
    entire = segment.figures[at]
    for part in range(at + 1, border - 1):
        if _kind(segment.figures[part]) != _kind(entire) or not _counts(segment.figures[part]):
            continue
        printed = segment.figures[part + 1]
        if printed.dimension != "ratio" or not printed.plain or not _OF.match(segment.before[part + 1]):
            return False
        return _judge(segment, part + 1, part, at, certain=False) is not None
    return False


def _part_and_whole(segment: Segment, at: int) -> Finding | None:
    words = segment.clause(at)
    if _BY.search(words):
        return _by_rate(segment, at)
    if has_word("growth", words):
        return None
    if _of_the_whole(segment, at):
        return _judge(segment, at, at - 2, at - 1, certain=True)
    if not re.search("率|占|比例|比重|满意度", words):
        return None
    counted = [other for other in range(at) if _counts(segment.figures[other])]
    if not counted:
        return None
    if len(counted) > 1 and _taken(segment, at, *counted[-2:]):
        return _judge(segment, at, counted[-1], counted[-2], certain=False)
    unit = _kind(segment.figures[counted[-1]])
    same = [other for other in counted if _kind(segment.figures[other]) == unit]
    if len(same) < 2:
        return None
    part, entire = same[-1], same[-2]
    found = _judge(segment, at, part, entire, certain=False)
    # 63户，动工58户，竣工51户，竣工率81%: the whole may stand further back, or come second.
    others = [(part, other) for other in same[-3::-1]] + [(entire, part)]
    # 64家，合格58家，不合格6家，合格率90.6%: the part is the one that is called so.
    rate = _RATE_NAME.search(words)
    if rate and len(same) > 2 and rate.group(1)[-2:] in segment.said(entire):
        others.append((entire, same[-3]))
    others += _named_by(segment, at, same)
    for pair in others:
        found = found or _judge(segment, at, *pair, certain=False)
    if found or [entire, part] != [at - 2, at - 1]:
        return found
    return _judge(segment, at, part, entire, certain=True) if _named_parts(segment, at) else None


def _kind(figure: Figure) -> str:
    """Equal for figures of which one may be a part of the other: people are people, by whatever measure word."""
    return "人" if figure.base_unit in _PEOPLE else figure.base_unit


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
    rate = _RATE_NAME.search(segment.clause(at))
    return bool(
        rate
        and segment.figures[part].base_unit in _PEOPLE
        and segment.figures[entire].base_unit not in _PEOPLE
        and _PLACES.search(segment.said(entire))
        and rate.group(1)[-2:] in segment.said(part)
    )


def _by_rate(segment: Segment, at: int) -> Finding | None:
    """营业额96万元，按三成返还，返还28.8万元: only where it comes out."""
    if not 0 < at < len(segment.figures) - 1:
        return None
    entire, part = segment.figures[at - 1], segment.figures[at + 1]
    if not (_counts(entire) and _counts(part)) or entire.base_unit != part.base_unit:
        return None
    return _judge(segment, at, at + 1, at - 1, certain=False)


def _of_the_whole(segment: Segment, at: int) -> bool:
    """12600亩，占全乡果园18000亩的七成."""
    if at < 2 or not all(_counts(figure) for figure in segment.figures[at - 2 : at]):
        return False
    part, entire = segment.figures[at - 2 : at]
    said = segment.before[at - 1]
    joined = _ITS_SHARE.match(segment.before[at]) and ("占" in said or _COMPLETED.search(said))
    return bool(joined) and _kind(part) == _kind(entire)


def _judge(segment: Segment, at: int, part: int, entire: int, certain: bool) -> Finding | None:
    """What a percentage says of two figures; that it is wrong only where these are certainly meant."""
    one, all_, printed = (segment.figures[index] for index in (part, entire, at))
    if one.number <= 0 or (one.number > all_.number and not _COMPLETED.search(segment.before[at - 1])):
        return None
    off = abs(one.number / all_.number * _HUNDRED - printed.number)
    wrong = off > max(POINTS, printed.step)
    if _quotient(one, all_).meets(_hundredth(printed)):
        # 1.6亿 of 2亿 may be 90 % by their digits, and nobody means that.
        fits = not wrong and _fits(segment, at, part)
        return _percentage(one, all_, printed, "holds") if fits else None
    same_time = one.status == printed.status and all_.status in {one.status, "plan"}
    if wrong and same_time and (certain or _is_slip(segment, at, part, entire)):
        return _percentage(one, all_, printed, "fails")
    return None


def _is_slip(segment: Segment, at: int, part: int, entire: int) -> bool:
    """67名，大专以上学历31名，占43.6%: the digits of the right share, with two exchanged, or one of them another.

    One other digit may be chance: then the words must make the figure before a part of the one before that.
    """
    beside = entire == part - 1 or _kind(segment.figures[part - 1]) != _kind(segment.figures[part])
    if part != at - 1 or not beside:
        return False
    printed = segment.figures[at]
    share = segment.figures[part].number / segment.figures[entire].number * _HUNDRED
    places = 0 if printed.step >= 1 else len(str(printed.step.denominator)) - 1
    one, other = (f"{float(number):.{places}f}".replace(".", "") for number in (share, printed.number))
    if len(one) != len(other) or len(one) < _SLIP_DIGITS:
        return False
    if sorted(one) == sorted(other):
        return True
    changed = [a != b for a, b in zip(one, other, strict=True)]
    return sum(changed) == 1 and not changed[-1] and _is_named_part(segment, at, part)


def _is_named_part(segment: Segment, at: int, part: int) -> bool:
    """其中356人取得证书，取证率 …; 完成接种2.41万人，接种率 …"""
    found = _RATE_NAME.search(segment.clause(at))
    named = found is not None and found.group(1)[-2:] in segment.said(part)
    return named or "其中" in segment.clause(part)


def _fits(segment: Segment, at: int, part: int) -> bool:
    """Whether a rate may be that of a part: what people think of a thing is not how much of it there is."""
    found = _RATE_NAME.search(segment.before[at])
    if not found or not has_word("judged", found.group(1)):
        return True
    return bool(set(found.group(1)[-2:]) & set(segment.said(part)))


def _counts(figure: Figure) -> bool:
    return figure.plain and figure.dimension in {"count", "money", "area", "mass", "length", "volume"}


def _named_parts(segment: Segment, at: int) -> bool:
    """Whether the words make the two figures before a percentage its whole and its part."""
    said_part, said_whole, words = segment.said(at - 1), segment.said(at - 2), segment.before[at]
    if has_word("beyond_hundred", words.replace("完成率", "")) or re.search("[。；]", words):
        return False
    found = _RATE_NAME.search(words)
    if found:
        if re.search("未|剩余|余下|还有|尚", said_part):
            return False
        stem = found.group(1)[-2:]
        # 应到68名，实到61名: whatever the rate is called.
        due = re.search("应", said_whole) and re.search("实", said_part)
        # 高考上线83人，本科上线41人，上线率 …: of which of the two, the name does not tell.
        return (stem in said_part and stem not in said_whole) or bool(
            due and not has_word("judged", found.group(1))
        )
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
    if sum(figure.dimension == "ratio" for figure in segment.figures) < 2:
        return None
    listed = [
        at
        for at, figure in enumerate(segment.figures)
        if figure.dimension == "ratio" and figure.plain and _SHARE_OF_LIST.search(segment.clause(at))
    ]
    if "分别占" in "".join(segment.before):
        listed = [
            at for at, figure in enumerate(segment.figures) if figure.dimension == "ratio" and figure.plain
        ]
    ratios = [at for at, figure in enumerate(segment.figures) if figure.dimension == "ratio"]
    if len(listed) < 2:
        return _listed_hundred(segment, ratios)
    if ratios[ratios.index(listed[0]) :][: len(listed)] != listed:
        return None
    figures = [segment.figures[at] for at in listed]
    sums = sum((figure.number for figure in figures), Fraction(0))
    room = sum((figure.step for figure in figures), Fraction(0)) / 2
    text = f"{' + '.join(label(figure) for figure in figures)} = {show(sums, 2)}%"
    if abs(sums - _HUNDRED) <= room:
        return make_finding("share", "holds", figures, f"{text}，合为整体。", 0.85)
    rest = _REST.search(segment.before[listed[-1]])
    over = sums - _HUNDRED
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
    if sum(figure.number for figure in figures) != _HUNDRED:
        return None
    text = f"{' + '.join(label(figure) for figure in figures)} = 100%，合为整体。"
    return make_finding("share", "holds", figures, text, 0.85)


def _of_one_whole(segment: Segment, listed: Sequence[int]) -> bool:
    """Whether shares are said to be of one whole, of which no part is in another."""
    between = segment.figures[listed[0] - 1 if listed[0] else 0 : listed[-1]]
    bounds = {figure.bound for figure in between if figure.dimension == "age"}
    if {"le", "ge"} <= bounds:
        return True
    words = "".join(segment.before[at] for at in range(listed[0], listed[-1] + 1))
    if has_word("overlapping", words):
        return False
    if "分别占" in words or _COMPOSED.search("".join(segment.before[: listed[0] + 1])):
        return True
    # 收入16920元，其中经营净收入占48%、… : people may be counted twice, money is not.
    first = listed[0]
    things = first > 0 and segment.figures[first - 1].dimension in _UNDIVIDED
    return things and len(listed) > 2 and _AMONG.match(segment.before[first]) is not None


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


# Growth: a figure before, one after, and the change between them, in percent, units, percentage points or times. Where
# the sentence says which is which and nothing comes between, a change that is not theirs is an error; elsewhere only
# one that is theirs is reported.

#: Steps of its last digit from which a difference says by what part something grew.
_TOLD = 10
_POINT_UNIT = "percentage point"
_MEASURED = frozenset({"count", "money", "area", "mass", "length", "volume", "energy", "ratio"})

_UP = (
    r"新添|增添|添置|扩展|拓展|延长|增长|增加|提高|提升|上升|上涨|扩大|扩增|新增|净增|增收|多|高|涨|增|添|升"
)
_DOWN = r"压缩|缩减|下降|降低|减少|下跌|下滑|缩小|缩减|压减|压降|回落|缩短|少|低|降|减|跌"
_AGAINST = r"(?:比|较|相比|同)(?:去年|上年|前年|年初|年底|上年末|上一?年度|同期|原来|此前|之前|以前|基期|[0-9]{4}年)*(?:同期|相比|时|底|末)?"
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
    r"去年|上年|前年|上一?年度|年初|期初|原来|原有|原先|此前|之前|以前|过去|[前上]一?[届轮]|[0-9]{4}年(?!以来)"
)
_YEARS = re.compile("[12][0-9]{3}(?=年)")
_LAST = re.compile(r"同比|去年|上年|上一?年度")
#: The figure after, with nothing new named.
_NOW = re.compile(
    r"^[ ，、]*(?:今年|本年|当年|年底|年末|期末|目前|现在|现|如今|全年|[0-9]{4}年)?(?:底|末|度)?(?:则|已)?(?:达到?|为|有|是|增至|增加到|升至|降至|降到|完成|实现|只有|仅|跌至)?(?:了)?$"
)
_THEN = re.compile(
    rf"^[ ，、（(]*[同与和跟]?(?:{_PAST.pattern})(?:同期|度|底|末)?(?:为|有|是|的|完成|只有|仅有?)*$"
)
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
            found = (
                next(filter(None, map(_finding, _changes(segment, at))), None)
                or _by_so_much(segment, at)
                or _and_so_many_now(segment, at)
            )
            if found:
                yield found
            further = _further(segment, at) if found else None
            if further:
                yield further


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
    share = by.number / before * _HUNDRED
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
        yield _Change(second, first, third, down, bool(_THEN.match(said)) or plain, multiple)
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
    return a.plain and b.plain and a.dimension in _MEASURED and same and a.number > 0 and b.number > 0


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
    share = moved / before.number * _HUNDRED
    sums = f"（{_minus(change)}）÷ {before.text} = {show(share, 2)}%"
    # Both ends are rounded themselves.
    ends = rounding(after).low, rounding(after).high or after.number
    low_base, high_base = rounding(before).low or before.number, rounding(before).high or before.number
    quotients = [abs(end / base - 1) * _HUNDRED for end in ends for base in (low_base, high_base)]
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
