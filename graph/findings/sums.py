"""Parts and their total: 共14个，其中甲11个、乙3个; 甲11个、乙3个，共计14个; 甲11个；乙3个。两项合计14个.

That the parts make up the total is reported where the sentence presents them as parts, and where figures that follow
each other add up to more digits than chance would have it. That they do not is reported only where the words leave no
other reading: a list that is said to be complete, parts that exceed their whole, and no categories that overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from graph.findings.amounts import show_in_unit_of
from graph.findings.exact import Fraction
from graph.findings.figures import Figure, ReportFigures
from graph.findings.finding import Finding, make_finding
from graph.findings.segments import Segment, label, merged, paragraphs, segments, share_words, slack
from graph.findings.words import has_word, word_class

__all__ = ["parts_and_totals"]

Outcome = tuple[Finding, set[int]]


class _Partition(NamedTuple):
    """Classes that leave nothing out: 专职 and 兼职; with the words of a total of which that is so (危房: C级, D级)."""

    classes: tuple[tuple[str, ...], ...]
    of: tuple[str, ...]


#: Words between a total and its first part that make the list complete.
_COMPLETE = re.compile(
    r"^[，、：:（( ]*(?:分别(?:为|是|有)|分为|分成|即|具体(?:为|是)|由|(?:分别|主要)?(?:投向|用于|投入到|分布[在于]))|^[：:]"
)
#: 按学历分: categories of one kind, so that nothing is in two of them.
_DIVIDED = re.compile(
    r"^[^0-9。；]{0,12}?[按从][^，。；、0-9]{1,8}?(?:分|划分|分类|来分|来看|看|统计|区分)[，：:,]?"
)
_AMONG = re.compile(r"^[，、：:（( ]*(?:其中|包括|包含|含)")
_OF_THEM = re.compile(r"^[^，。；、0-9]{1,4}[，：（(](?:其中|包括|包含|分别是)")
_BRACKET = re.compile(r"^[^，、；。]{0,4}[（(]")
#: One of these stands in all of the above, and in _EXCEPT: a look is cheaper than matching each.
_MAY_LEAD = re.compile("[除扣去减按从分即具由主投用（(：:其包含]")
_IN_ALL = re.compile(r"共|总计|合计")
_JOINED = re.compile(r"^[ ）)]*(?:、|和|及|以及|与)")
#: The last of a complete list is the rest.
_REST = re.compile(r"^[，、； ]*(?:其余|余下|剩下|剩余)")
#: 其他 names no kind of its own, unless more is said of it (其他问题 may be anything).
_OTHERS = re.compile(
    r"^[，、； ]*(?:和|及|以及)?其[他它](?:各?[项类]|方面|项目|支出|开支|用途|人员|资金|经费|方式|类型)?$"
)
_AND_THE_REST = re.compile(r"[，、；](?:其余|余下|剩下|剩余)[的]?$")
_EXCEPT = re.compile(r"^[，、：: ]*(?:除|除去|除了|扣除|去掉|减去)(?!此|外)")
_REMAINDER = re.compile(r"[，、](?:余下|剩下|剩余|其余|还剩|尚余|尚有|还有|净)")

_ALL = r"(?:共计|合计|总计|总共|一共|统共|拢共|通共|共|小计|加起来|合起来|加在一起|汇总)"
#: What may be said of a sum without naming another thing.
_VERB = r"(?:筹得|筹集|筹措|募集|募得|投入|争取|收入|实现|取得|获得|完成|发放|支出|支付|种植|收获|到账|进账|进|得|收|计|约)?(?:了|到|得)?(?:为|有|达到?|是)?"
#: What it may be called by a name that says no more than that it is a sum of money, or so many people.
_SUM_NAME = r"(?:(?:各[级类项]|上级|财政|项目|扶持|专项|补助|帮扶|社会|到位)*(?:资金|款项|经费|补贴|收入|面积|人数|总数))?"
_TOGETHER = re.compile(
    rf"^[ ）)]*[，、]?(?:全[年镇乡村区])?(?:[两二三四五六七八九十几各]{{1,2}}[项者类个村处]?)?{_ALL}{_VERB}{_SUM_NAME}(?:为|达到?|是)?$"
)
_TOGETHER_LOOSELY = re.compile(
    rf"(?:累计|总额|总量|总数|总长度?|总面积|总里程|总容量|下来|{_ALL})(?![同通产性])[^，。；、0-9]{{0,6}}$"
)
_MAY_SUM = re.compile("[共计总]|起来|一起|累计|下来|汇总")
#: Weaker: the whole of a year or a place.
_WHOLE = re.compile(r"全[年镇乡村县区街]|总|整个|累计")
#: At the beginning of a sentence: it speaks of what the ones before it named.
_GOES_ON = re.compile(r"^[ 。；]*(?:其中|其余|包括|余下)")
_SUMS_UP = re.compile(
    rf"^[ 。；]*(?:(?:以上|上述|前述|前面|这)?(?:这)?(?:([两二三四五六七八九])[个]?(?:项|者|类|块|处|部分|方面|笔|个?村|片区|季|期|批)|各项|几项)?(?:收入|资金|支出|相加|之和|面积|产量|人数|金额)?)?{_ALL}"
)
_WHOLE_AT_LAST = re.compile(r"^[ 。；]*(?:全[镇乡村年]|总)[^，。；、0-9]{0,8}$")
#: 两季粮食总产29420吨: enough where the sum is right to four digits.
_LONG_TOTAL_AT_LAST = re.compile(r"^[ 。；]*[^，。；、0-9]{0,6}总[^，。；、0-9]{0,8}$")
_THESE = re.compile(r"^[ 。；]*(?:以上|上述|前述|前面|这|前)?(?:这)?$")
#: Words before a total that do nothing else than sum up.
_SHORT = 24
_COUNTS = {"两": 2} | {numeral: count for count, numeral in enumerate("二三四五六七八九", start=2)}

_SPLIT_WORDS = re.compile(
    r"新|建成|实施|完成|开展|组织|举办|召开|培训|发展|余下|剩余|同比|比上年|较上年|增|减|每|均|率"
)
_SPLIT_TIME = re.compile(
    r"季度|月|上半年|下半年|去年|上年|第[一二三四五]批|计划|应|原有|原|现有|至|由|从|比|较"
)
#: What is done about things, as against which kinds there are: stages stand in one another.
_STAGES = re.compile("整改|化解|办结|销号|完成|消除|其中|已|兑现|到位|开工|竣工|投产|投用|通过|录取|合格|获")
#: What may stand before the name of a class, and behind one of several without telling it from the others.
_TO_CLASS = re.compile("[，、；：:（( ]*(?:包括|包含)?[，：:]?(?:和|及|以及|与|有|为|是)?")
_THING_BETWEEN = 16
_NEUTRAL = frozenset({"", "性", "的", "人员", "编制", "岗位", "岗", "类", "户", "人", "收入", "面积"})
_NEGATION = re.compile("尚未|没有|[未不没无非]")
#: What takes its time, besides stages: what is begun may be neither 获批 nor 未获批.
_UNDER_WAY = re.compile("批|审|立项|录|办|工|解决|落实|处理|处置|改造|建|拆|签|验收|评")
_STATES = re.compile("已|正在|尚|另|其余|余|未|待|剩|男|女|其他|其它|在建|在办")
_NOT = re.compile("[，、 ]*[不未没]")
#: So much for each of something, which is no part of a sum: 平均亩产412公斤.
_RATE = re.compile("亩产|单产|[亩户人村]均|平均|每")
#: 17个村里11个清零，6个 … : what was counted holds what follows.
_WITHIN = re.compile(r"^[^，。；、0-9]{0,6}(?:里面?|当中|之中|中)[，、：]?")
#: Against what a figure is held: 比上年多300亩, 较上年的43.9万元, 同比增加12批.
_ASIDE = re.compile(r"^(?:比|较|同比|环比|[同与跟]上年|[同与跟]去年)")
_LAST_YEAR = re.compile("去年|上年|前年|上一年|年初|原来|原有")
#: How much of the end of a name is the thing itself.
_KIND = 6
#: Figures of a segment that hold a pair and the pairs that are its parts, at least.
_PAIRS = 5
_NOT_SO = frozenset("未不没")
#: A change, of which nothing is a part that is none itself: 种植面积减少1200亩，分布在4个村的63户种着2600亩.
_CHANGED = re.compile("(?:减少|下降|降低|缩减|压减|增加|增长|提高)了?$")
#: What was so in another year is no part of what is so in this one.
_THAT_YEAR = re.compile("其中，?(?:[12][0-9]{3}年|去年|上年)")
#: Below this share of a total a sum is too small whatever was rounded (see `_agree`); exact sums take their time.
_BELOW = 0.98
#: Chance, at most, that figures which nothing presents as parts make a sum by accident.
_RARE = Fraction(1, 100)
#: The same where a word hints at it.
_UNLIKELY = Fraction(1, 30)
#: Words between a total and the number of those who share it.
_SHARED = re.compile("分给|分到|分配|投向|用于|投入|由|分布|分成|分为|来自|来源|划分|包括|安排")
#: One figure is set against another, which is no part of it.
_COMPARED = re.compile("比|较|由|从|增|减|降|提高|达到|基础|超|目标|计划|任务")
#: By how much more than its total a list is a slip of the pen rather than one of things that overlap.
_SLIP = Fraction(15, 100)
#: Below it, categories that overlap may well add up by chance.
_SMALL = 12
_PEOPLE = frozenset("人名位口")
_ADDITIVE = frozenset({"count", "money", "area", "mass", "length", "volume"})
_RATIOS = frozenset({"ratio", "percentage point"})
#: Measure words for all kinds of beasts together, and those of each.
_BEASTS = frozenset({"头只", "只羽", "羽只", "头匹"})
_BEAST = frozenset("头只羽匹峰")
#: Measure words of machines, which are counted together in one of them.
_MACHINES = frozenset("台架辆部套")


def parts_and_totals(report: ReportFigures) -> Iterator[Finding]:
    """All findings of the kind ``parts-total`` in a report."""
    summed: set[str] = set()
    for segment in segments(report):
        for finding in _in_segment(segment):
            summed.update(finding.quantities)
            yield finding
        leading = _without_apposed(segment) if len(segment.figures) > _PAIRS else None
        for finding in _in_segment(leading) if leading else ():
            if not summed.intersection(finding.quantities):
                summed.update(finding.quantities)
                yield finding
        people = _of_people(segment, summed) if summed else None
        if people:
            summed.update(people.quantities)
            yield people
    for together in paragraphs(report):
        yield from _over_sentences(together, summed)


def _in_segment(segment: Segment) -> Iterator[Finding]:
    # Without two of a kind there is nothing to add up, with asides or without.
    if len(segment.figures) < 2 or _all_differ([_kind(figure) for figure in segment.figures]):
        return
    segment = _without_asides(segment)
    kinds = [_kind(figure) for figure in segment.figures]
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
        outcome = _total_first(segment, at) if kind in kinds[at + 1 :] else None
        outcome = outcome or _total_last(segment, at) or _rest_of_far(segment, at)
        if outcome:
            used |= outcome[1]
            yield outcome[0]
    if any(a == b == c for a, b, c in zip(kinds, kinds[1:], kinds[2:], strict=False)):
        yield from _silent_sums(segment, used)


def _all_differ(kinds: Sequence[str]) -> bool:
    return len(set(kinds)) == len(kinds)


def _kind(figure: Figure) -> str:
    """Equal for figures that can be added up."""
    if figure.dimension != "count":
        return figure.base_unit
    if figure.unit in _PEOPLE:
        return "人"
    if figure.unit in _MACHINES:
        return "台"
    return "只" if figure.unit in _BEAST or figure.unit in _BEASTS else figure.unit


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
        if figures[at].id in summed and not segment.before[at + 1].strip() and _kind(figures[at + 1]) == "人"
    ]
    households = sum(figure.id in summed for figure in figures)
    if len(found) < 3 or len(found) != households or not all(figure.plain for figure in found):
        return None
    total, parts = found[0], found[1:]
    if summed.intersection(figure.id for figure in found):
        return None
    exact = sum((figure.number for figure in parts), Fraction(0)) == total.number
    return _adds_up(total, parts, label(total)) if exact else None


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


def _same(a: Figure, b: Figure) -> bool:
    """Whether two figures can be added up."""
    same_unit = (
        a.unit == b.unit
        or (a.unit in _PEOPLE and b.unit in _PEOPLE)
        or (a.unit in _BEASTS and b.unit in _BEAST)
        or (a.unit == "台" and b.unit in _MACHINES)
    )
    return (
        a.dimension in _ADDITIVE
        and b.known
        and (same_unit or (a.dimension != "count" and a.base_unit == b.base_unit))
    )


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
    words = segment.before[at]
    if "年" in words and _THAT_YEAR.search(words) is not None:
        return True
    return has_word("part_words", words.replace("其中", "")) or "次" in segment.figures[at].unit


# The total first


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


def _total_first(segment: Segment, at: int) -> Outcome | None:
    following = segment.following(at)
    leads = _MAY_LEAD.search(following) is not None
    if leads and _EXCEPT.match(following):
        return _remainder(segment, at)
    divided = leads and bool(_DIVIDED.match(following))
    complete = divided or (leads and bool(_COMPLETE.match(following)))
    among = leads and bool(_AMONG.match(following) or _BRACKET.match(following))
    classes = 0 if complete else _classes(segment, at, among)
    rest = not (complete or among or classes) and _ends_with_rest(segment, at)
    complete = complete or classes > 0
    numbered = not (complete or among or rest) and _numbered_parts(segment, at)
    if numbered:
        return _first_holds(segment, at, numbered) or _total_first_fails(segment, at, numbered, True, False)
    if leads and not (complete or among or rest) and _OF_THEM.match(following):
        # 18个村，其中山区村11个，平坝村7个: whether the rest is told, only the sum says.
        return _first_holds(segment, at, _parts_after(segment, at))
    if not (complete or among or rest or _IN_ALL.search(segment.clause(at))):
        return None
    parts = list(range(at + 1, at + 1 + classes)) if classes else _parts_after(segment, at)
    if not (complete or among or rest):
        if len(parts) < 2 or segment.figures[at].unit in word_class("activity_units"):
            return None
        first = segment.figures[parts[0]]
        if not share_words(segment.figures[at].indicator, first.indicator):
            return None
        # 共有第一书记7名、工作队员14名: two of one list.
        if _JOINED.match(segment.before[parts[0]]):
            return None
    if not parts:
        return None
    apart = divided or classes > 0
    return _first_holds(segment, at, parts, apart) or _total_first_fails(segment, at, parts, complete, apart)


def _first_holds(segment: Segment, at: int, parts: list[int], apart: bool = False) -> Outcome | None:
    """The shortest beginning of a list that makes up its total."""
    total = segment.figures[at]
    sums = Fraction(0)
    for count, part in enumerate(parts, 1):
        figure = segment.figures[part]
        if not figure.plain:
            return None
        sums += figure.number
        taken = [segment.figures[index] for index in parts[:count]]
        if count >= 2 and _agree(total, taken, sums) and _stops(segment, parts, count):
            words = "".join(segment.before[index] for index in parts[:count])
            if has_word("overlapping", words) and not apart and total.number < _SMALL * total.step:
                return None
            return _adds_up(total, taken, label(total)), {at, *parts[:count]}
    return None


def _numbered_parts(segment: Segment, at: int) -> list[int]:
    """45.9万元分给三个村，甲20万元、乙15.3万元、丙10.6万元: a list of as many as were said to share."""
    if at + 3 >= len(segment.figures):
        return []
    shared = segment.figures[at + 1]
    if not _counter(shared) or not _SHARED.search(segment.before[at + 1]):
        return []
    count = int(shared.number)
    parts = list(range(at + 2, at + 2 + count))
    if parts[-1] >= len(segment.figures) or not all(
        _same(segment.figures[at], segment.figures[part]) for part in parts
    ):
        return []
    listed = all(_JOINED.match(segment.before[part]) for part in parts[1:])
    ends = parts[-1] + 1 == len(segment.figures) or not _JOINED.match(segment.before[parts[-1] + 1])
    return parts if listed and ends else []


def _ends_with_rest(segment: Segment, at: int) -> bool:
    """76处，已整改71处，其余5处 …: stages of what was counted, and then the rest of it."""
    if at + 2 >= len(segment.figures) or not _STAGES.search(segment.before[at + 1]):
        return False
    parts = segment.figures[at + 1 : at + 3]
    return bool(_REST.match(segment.before[at + 2])) and all(_same(segment.figures[at], f) for f in parts)


def _classes(segment: Segment, at: int, among: bool) -> int:
    """How many figures behind a total are of classes that leave nothing out, as men and women do; 0 where they are not.

    `among` says that the list is one of parts by its words.
    """
    first = _class_name(segment, at + 1) if at + 2 < len(segment.figures) else ""
    if among and _negated(first, _class_name(segment, at + 2) if first else ""):
        return 2 if _alone(segment, at, 2) else 0
    partitions, begins = _partitions()
    if not first or not begins.match(first):
        return 0
    for partition in partitions:
        count = len(partition.classes)
        if _alone(segment, at, count) and _are_all(segment, at, partition):
            return count
    return 0


@cache
def _partitions() -> tuple[tuple[_Partition, ...], re.Pattern[str]]:
    """All partitions, and what a name in one of them begins with."""
    found = []
    for line in sorted(word_class("leaving_nothing_out")):
        of, _, listed = line.rpartition("：")
        classes = tuple(tuple(names.split("|")) for names in listed.split("/"))
        found.append(_Partition(classes, tuple(of.split("|")) if of else ()))
    names = {name for partition in found for names in partition.classes for name in names}
    return tuple(found), re.compile("|".join(map(re.escape, names)))


def _class_name(segment: Segment, at: int) -> str:
    """What a part is called, without what leads up to it."""
    words = segment.before[at]
    thing, among, name = words.rpartition("其中")
    # 137名网格员，其中专职46名: what was counted may stand between.
    if among and len(thing) > _THING_BETWEEN:
        return ""
    lead = _TO_CLASS.match(name)
    return name[lead.end() if lead else 0 :].strip(" ）)（(")


def _alone(segment: Segment, at: int, count: int) -> bool:
    """Whether just so many parts follow a total, of its kind, and no other after them."""
    parts = segment.figures[at + 1 : at + 1 + count]
    if len(parts) < count or not all(_same(segment.figures[at], part) for part in parts):
        return False
    last = at + count
    if _JOINED.match(segment.following(last)) or segment.following(last).startswith("等"):
        return False
    more = last + 1 < len(segment.figures) and _same(segment.figures[at], segment.figures[last + 1])
    return not (more and _plain_item(segment.before[last + 1]))


def _are_all(segment: Segment, at: int, partition: _Partition) -> bool:
    """Whether the parts behind a total are the classes of a partition, one each, and of nothing but what it counts."""
    names = [_class_name(segment, at + 1 + part) for part in range(len(partition.classes))]
    following = segment.following(at)
    counted = segment.said(at) + following[: following.rfind(names[0])]
    said = counted + names[0] if "其中" in following else counted
    if partition.of and not any(word in said for word in partition.of):
        return False
    # What was counted may be of one class itself: 女干部18人.
    if any(_COMPARED.search(name) for name in names) or any(
        map(segment.clause(at).startswith, partition.classes)
    ):
        return False
    # 干部62人，其中女党员18人，男党员28人: only what was counted is divided.
    left = [_behind_class(names, classes) for classes in partition.classes]
    return all(end is not None and (end in _NEUTRAL or end.removeprefix("性") in counted) for end in left)


def _behind_class(names: Sequence[str], classes: tuple[str, ...]) -> str | None:
    """What stands behind a class's name in the one that begins with it; None where none does."""
    ends = [name.removeprefix(word) for name in names for word in classes if name.startswith(word)]
    return min(ends, key=len, default=None)


def _negated(one: str, other: str) -> bool:
    """Whether one class is all that is not in the other, 合格 and 不合格, with nothing under way between them."""
    negation = _NEGATION.match(other)
    kind = one.removeprefix("已").removeprefix("有")
    if negation is None or len(kind) < 2 or other[negation.end() :] != kind:
        return False
    return not (_STAGES.search(kind.replace("合格", "")) or _UNDER_WAY.search(kind))


def _rest_of_far(segment: Segment, at: int) -> Outcome | None:
    """13个村收入386万元，村均29.7万元，其中20万元以上的8个，其余5个: the total may stand some figures before, if it is exact."""
    rest = segment.figures[at]
    if not (at > 2 and rest.plain and _REST.match(segment.before[at])):
        return None
    part = segment.figures[at - 1]
    if not (part.plain and _same(rest, part)):
        return None
    among = next((index for index in range(at - 1, 0, -1) if "其中" in segment.before[index]), 0)
    like = [index for index in range(at - 1) if _same(rest, segment.figures[index])]
    # Right before 其中 it has been looked at as a total already.
    if not like or not like[-1] < among - 1:
        return None
    total = segment.figures[like[-1]]
    if total.plain and total.number == part.number + rest.number:
        return _adds_up(total, [part, rest], label(total)), {like[-1], at - 1, at}
    return None


def _stops(segment: Segment, parts: list[int], count: int) -> bool:
    """Whether a list of parts may end after so many: not where the next one is joined to it."""
    return count == len(parts) or not _JOINED.match(segment.before[parts[count]])


def _remainder(segment: Segment, at: int) -> Outcome | None:
    """86口，除加固的61口外，余下25口."""
    if at + 2 >= len(segment.figures):
        return None
    total, less, rest = segment.figures[at : at + 3]
    if not (_same(total, less) and _same(total, rest) and less.plain and rest.plain):
        return None
    if not _REMAINDER.search(segment.before[at + 2]):
        return None
    sums = less.number + rest.number
    members = {at, at + 1, at + 2}
    if _agree(total, [less, rest], sums):
        return _adds_up(total, [less, rest], label(total)), members
    return _does_not_add_up(total, [less, rest], sums, label(total)), members


def _listed(segment: Segment, parts: list[int], complete: bool) -> tuple[list[int], bool]:
    """The parts that certainly belong to one list, and whether it ends with the rest."""
    listed = [parts[0]]
    rest = False
    for part in parts[1:]:
        # 一类85户、二类210户: what stands right before a part belongs to its name.
        words = segment.before[listed[-1] + 1]
        rest = bool(_REST.match(words) or _OTHERS.match(words))
        joined = rest or _JOINED.match(words) or ((complete or segment.depth(part)) and _plain_item(words))
        if not joined or any(segment.before[index + 1] for index in range(listed[-1] + 1, part)):
            return listed, False
        listed.append(part)
        if rest:
            break
    return listed, rest


def _total_first_fails(
    segment: Segment, at: int, parts: list[int], complete: bool, apart: bool
) -> Outcome | None:
    """`apart` says that nothing can be in two of the parts."""
    total = segment.figures[at]
    if _CHANGED.search(segment.clause(at)) and not _CHANGED.search(segment.clause(parts[0])):
        return None
    listed, rest = _listed(segment, parts, complete)
    if len(listed) == 1:
        listed = _nearly(segment, total, parts)
    figures = [segment.figures[index] for index in listed]
    if not all(figure.plain for figure in figures):
        return None
    if any("次" in figure.unit for figure in figures) and not all(
        _JOINED.match(segment.before[part]) for part in listed[1:]
    ):
        return None
    sums = sum((figure.number for figure in figures), Fraction(0))
    room = slack([*figures, total])
    words = "".join(segment.before[index] for index in listed) + "".join(f.indicator for f in figures)
    remainder = rest and _REST.match(segment.before[listed[-1]]) is not None
    overlapping = has_word("overlapping", words) and not (apart or remainder)
    if sums - total.number > room and not overlapping and not _another_kind(segment, listed[0]):
        single = any(figure.number > total.number for figure in figures)
        if single or not re.search("包括|包含", words) or len(listed) > 1:
            return _too_large(total, figures, sums), {at, *listed}
    ends = rest or (complete and len(listed) == len(parts))
    if ends and len(listed) >= 2 and total.number - sums > room and not overlapping:
        if "由" in segment.following(at)[:3]:
            return None
        return _does_not_add_up(total, figures, sums, label(total)), {at, *listed}
    return None


def _nearly(segment: Segment, total: Figure, parts: list[int]) -> list[int]:
    """A list with commas, 其中甲31人，乙42人，丙15人, if it makes a little more than its total; else its first item.

    Things that stand in one another make any sum, and a slip of the pen makes one nearby.
    """
    figures = [segment.figures[index] for index in parts]
    steady = parts == list(range(parts[0], parts[0] + len(parts)))
    if not steady or len(parts) < 3 or not all(figure.plain for figure in figures):
        return parts[:1]
    if not all(_plain_item(segment.before[index]) for index in parts[1:]):
        return parts[:1]
    over = sum((figure.number for figure in figures), Fraction(0)) - total.number
    return parts if 0 < over <= total.number * _SLIP else parts[:1]


def _plain_item(words: str) -> bool:
    """Whether the words before a figure name one more thing and say nothing new of it."""
    name = words.strip("，、 ）)（(")
    return len(name) <= 8 and not has_word("own_activity", name) and not _SPLIT_WORDS.search(name)


# The total last


def _total_last(segment: Segment, at: int) -> Outcome | None:
    if at < 2 or not _MAY_SUM.search(segment.before[at]):
        return None
    tight = bool(_TOGETHER.match(segment.before[at]))
    if not tight and not _TOGETHER_LOOSELY.search(segment.before[at]):
        return None
    parts, outcome = _backwards(segment, at)
    if outcome or not parts:
        return outcome
    total = segment.figures[at]
    figures = [segment.figures[index] for index in parts]
    between = "".join(segment.before[index] for index in parts)
    steady = len(parts) >= 2 and parts == list(range(parts[0], at)) and parts[0] == 0
    subject = _TOGETHER_LOOSELY.search(segment.before[at]) and all(
        _JOINED.match(segment.before[index]) for index in parts[1:]
    )
    if any(not _same(total, figure) for figure in figures):
        return None
    if not (tight or (subject and _shares_word(segment, at, parts))) or not steady:
        return None
    if has_word("part_words", between) or _differently_named(segment, parts):
        return None
    sums = sum((figure.number for figure in figures), Fraction(0))
    if "组成" in segment.before[at] or "构成" in segment.before[at]:
        between = between.replace("由", "")
    if _SPLIT_TIME.search(between.removeprefix("现有")) or has_word("overlapping", between):
        return None
    return _does_not_add_up(total, figures, sums, total.text), {at, *parts}


def _backwards(segment: Segment, at: int) -> tuple[list[int], Outcome | None]:
    """The figures before a total that may be its parts, and the sum of the nearest ones if it comes out."""
    total = segment.figures[at]
    parts: list[int] = []
    for other in range(at - 1, -1, -1):
        figure = segment.figures[other]
        if segment.depth(other) != segment.depth(at) or _RATE.search(segment.clause(other)):
            continue
        if not _same(total, figure) and not (total.unit == "人次" and figure.unit in _PEOPLE):
            if parts or (other == at - 1 and _counter(figure)):
                continue
            return [], None
        if not figure.plain:
            return [], None
        parts.insert(0, other)
        taken = [segment.figures[index] for index in parts]
        sums = sum((f.number for f in taken), Fraction(0))
        if len(parts) >= 2 and _agree(total, taken, sums):
            return parts, (_adds_up(total, taken, total.text), {at, *parts})
    return parts, None


def _counter(figure: Figure) -> bool:
    """Whether a figure says how many parts there are: 两项合计."""
    whole_number = figure.dimension == "count" and figure.step == 1
    return figure.plain and whole_number and 2 <= figure.number < 10 and figure.unit not in _PEOPLE


def _shares_word(segment: Segment, at: int, parts: Sequence[int]) -> bool:
    """Whether a total is named by a word of one of its parts."""
    words = segment.clause(at)
    return any(share_words(words, segment.before[index]) for index in parts)


def _differently_named(segment: Segment, parts: Sequence[int]) -> bool:
    """Whether the parts stand in one another, as what was found and what was put right."""
    return any(_STAGES.search(segment.before[part]) for part in parts[1:])


# Nothing said


def _silent_sums(segment: Segment, used: set[int]) -> Iterator[Finding]:
    """Neighbours of which one is the sum of the others, to more digits than chance would have it."""
    taken = set(used)
    for at, total in enumerate(segment.figures):
        if at in taken or not total.plain or total.dimension not in _ADDITIVE:
            continue
        outcome = _silent_first(segment, at, taken) or _silent_last(segment, at, taken)
        if outcome:
            taken |= outcome[1]
            yield outcome[0]


def _silent_first(segment: Segment, at: int, used: set[int]) -> Outcome | None:
    total = segment.figures[at]
    if _is_item(segment, at):
        return None
    parts: list[int] = []
    about = 0.0
    for other in range(at + 1, len(segment.figures)):
        figure = segment.figures[other]
        if not parts and _same(total, figure) and _told_before(segment, other):
            # 集体收入61.5万元，比上年的43.9万元多，土地发包38.2万元 … : last year's is no part of this year's.
            continue
        if other in used or not figure.plain or not _same(total, figure) or figure.size >= total.size:
            return None
        parts.append(other)
        about += figure.size
        if about < total.size * _BELOW:
            continue
        taken = [segment.figures[index] for index in parts]
        sums = sum((part.number for part in taken), Fraction(0))
        if sums - total.number > slack([*taken, total]):
            return None
        if len(parts) >= 2 and _agree(total, taken, sums):
            words = [segment.before[index] for index in parts]
            if any(_COMPARED.search(word) for word in words):
                return None
            opposed = len(parts) == 2 and _opposed(*words)
            within = opposed or (
                bool(_WITHIN.match(segment.following(at))) and total.number >= _SMALL * total.step
            )
            told = (
                all(_JOINED.match(word) for word in words[1:])
                or any(_NOT.match(word) for word in words)
                or bool(_AND_THE_REST.search(words[-1]))
                or sum(bool(_STATES.search(word)) for word in words) >= 2
                or _one_kind(segment, at, parts)
                or (
                    parts == list(range(at + 1, len(segment.figures)))
                    and (len(parts) > 2 or _IN_ALL.search(segment.clause(at)) is not None)
                )
            )
            if _stops(segment, parts, len(parts)) and (within or _no_accident(total, taken, told)):
                return _adds_up(total, taken, label(total)), {at, *parts}
            return None
    return None


def _is_item(segment: Segment, at: int) -> bool:
    """Whether a figure stands in the midst of a list, with 、 on both sides: it is one of the items, not their total."""
    return (
        0 < at < len(segment.figures) - 1
        and segment.before[at].startswith("、")
        and segment.before[at + 1].startswith("、")
        and _same(segment.figures[at], segment.figures[at - 1])
    )


def _opposed(one: str, other: str) -> bool:
    """Whether of two parts one is what the other is not: 获批15个，未获批9个; 支出38万元，结余8万元."""
    one, other = one.strip("，、 "), other.strip("，、 ")
    if one.endswith(("支出", "开支", "用去", "花去")) and other.startswith(("结余", "盈余", "余", "剩")):
        return True
    return len(one) > 1 and other[:1] in _NOT_SO and other[1:] == one[-len(other) + 1 :]


def _told_before(segment: Segment, at: int) -> bool:
    """Whether a figure is that of a time before."""
    return segment.figures[at].status == "prior" or _LAST_YEAR.search(segment.clause(at)) is not None


def _one_kind(segment: Segment, at: int, parts: Sequence[int]) -> bool:
    """Whether parts are called by a word of their total: 供养对象76人，集中供养29人，分散供养47人."""
    kind = segment.said(at)[-_KIND:]
    return all(share_words(kind, segment.clause(part)) for part in parts)


def _silent_last(segment: Segment, at: int, used: set[int]) -> Outcome | None:
    parts: list[int] = []
    total = segment.figures[at]
    about = 0.0
    for other in range(at - 1, -1, -1):
        figure = segment.figures[other]
        if other in used or not figure.plain or not _same(total, figure) or figure.size >= total.size:
            return None
        parts.insert(0, other)
        about += figure.size
        if about < total.size * _BELOW:
            continue
        taken = [segment.figures[index] for index in parts]
        sums = sum((part.number for part in taken), Fraction(0))
        if sums - total.number > slack([*taken, total]):
            return None
        if len(parts) >= 2 and _agree(total, taken, sums):
            words = segment.before[at]
            told = bool(_WHOLE.search(words)) or _shares_word(segment, at, parts)
            compared = any(_COMPARED.search(segment.before[index]) for index in [*parts[1:], at])
            if not compared and _no_accident(total, taken, told):
                return _adds_up(total, taken, total.text), {at, *parts}
            return None
    return None


def _no_accident(total: Figure, parts: Sequence[Figure], told: bool) -> bool:
    """Whether a sum is exact enough not to be one by chance."""
    if "次" in total.unit and total.number < 100:
        return False
    off = sum((figure.number for figure in parts), Fraction(0)) != total.number
    steps = [figure.step for figure in (*parts, total)]
    # A sum that is right to the last digit of the finest is as unlikely as that digit is small.
    width = 2 * slack([*parts, total]) + max(steps) if off else min(steps)
    return bool(total.number) and width / total.number <= (_UNLIKELY if told else _RARE)


# Over several sentences


def _over_sentences(together: Sequence[Segment], summed: set[str]) -> Iterator[Finding]:
    """Sums whose total stands in another sentence of the paragraph than its parts."""
    for at in range(1, len(together)):
        segment = together[at]
        if segment.figures[0].id in summed:
            continue
        begin = segment.before[0]
        found = None
        if opened := _opened(together, at):
            found = opened
        elif _GOES_ON.match(begin):
            found = _goes_on(merged(together[at - 1 : at + 1]), len(together[at - 1].figures))
        elif closing := _SUMS_UP.match(begin) or (_counter(segment.figures[0]) and _THESE.match(begin)):
            found = _sums_up(together[: at + 1], segment, closing)
        elif at > 1 and (_WHOLE_AT_LAST.match(begin) or _LONG_TOTAL_AT_LAST.match(begin)):
            found = _one_of_each(together[: at + 1], _WHOLE_AT_LAST.match(begin) is not None)
        if found:
            summed.update(found.quantities)
            yield found


def _opened(together: Sequence[Segment], at: int) -> Finding | None:
    """支出6480万元，其中县级4120万元，增长4%；乡级2360万元，增长6%: the list goes on in what follows.

    Only where the first figures of what follows make it up exactly.
    """
    opening = together[at - 1]
    first = _among(opening)
    if first is None:
        return None
    total, parts = opening.figures[first - 1], [opening.figures[first]]
    for segment in together[at:]:
        figure = segment.figures[0]
        if not (figure.plain and _same(total, figure)) or _STAGES.search(segment.before[0]):
            return None
        parts.append(figure)
        sums = sum((part.number for part in parts), Fraction(0))
        # 集中供养 and 分散供养 are of one kind; what is called otherwise must be too exact for chance.
        alike = all(share_words(parts[0].indicator, part.indicator) for part in parts[1:])
        if sums == total.number and _no_accident(total, parts, told=alike):
            return _adds_up(total, parts, label(total))
        if sums >= total.number:
            return None
    return None


def _among(segment: Segment) -> int | None:
    """Which figure of a segment is the first part of the one before it, and the only one of its kind after it."""
    for at in range(1, len(segment.figures)):
        total, part = segment.figures[at - 1 : at + 1]
        if "其中" in segment.before[at] and total.plain and part.plain and _same(total, part):
            alone = not any(_same(total, figure) for figure in segment.figures[at + 1 :])
            stage = _STAGES.search(segment.before[at].replace("其中", ""))
            return at if alone and stage is None and part.size < total.size else None
    return None


def _one_of_each(together: Sequence[Segment], whole_said: bool) -> Finding | None:
    """林地12.6万亩，占70%；草地3.2万亩；耕地2.2万亩；总面积18万亩: only where the first figures of some make it exactly.

    Where it is not all said to be one whole, or a part is not the first figure (水稻4.35万亩，产量24708吨), only a sum that
    is right to four digits is no accident.
    """
    total = together[-1].figures[0]
    parts: list[Figure] = []
    plain = whole_said
    for segment in reversed(together[:-1]):
        figure = segment.figures[0]
        if not _same(total, figure):
            plain = False
            figure = _only_one_like(segment, total) or figure
        if not (total.plain and figure.plain and _same(total, figure)) or figure.number >= total.number:
            return None
        parts.insert(0, figure)
        sums = sum((part.number for part in parts), Fraction(0))
        if sums == total.number and len(parts) >= 2 and _no_accident(total, parts, told=True):
            return _adds_up(total, parts, total.text) if plain or _four_digits(total) else None
    return None


def _only_one_like(segment: Segment, total: Figure) -> Figure | None:
    """The one figure of a segment that may be a part of a total: 水稻4.35万亩，亩产568公斤，产量24708吨."""
    like = [
        figure
        for at, figure in enumerate(segment.figures)
        if _same(total, figure) and not _RATE.search(segment.clause(at))
    ]
    return like[0] if len(like) == 1 else None


def _four_digits(total: Figure) -> bool:
    return total.number >= 1000 * total.step


def _goes_on(segment: Segment, first: int) -> Finding | None:
    """全镇有耕地900亩，… 。其中水田500亩、旱地400亩."""
    for at in range(first - 1, -1, -1):
        if not segment.figures[at].plain or not _same(segment.figures[at], segment.figures[first]):
            continue
        parts = [part for part in _parts_after(segment, at) if part >= first]
        if not parts:
            return None
        outcome = _first_holds(segment, at, parts)
        if outcome is None and at == first - 1:
            outcome = _total_first_fails(segment, at, parts, False, False)
        return outcome[0] if outcome else None
    return None


def _sums_up(together: Sequence[Segment], last: Segment, closing: re.Match[str]) -> Finding | None:
    """甲11个；乙3个。两项合计14个."""
    figures = last.figures
    told = closing.re is _SUMS_UP and closing.group(1)
    count = _COUNTS[told] if told else None
    # 两项 may have been read as a figure of its own.
    at = 1 if _counter(figures[0]) and len(figures) > 1 else 0
    if at:
        count = int(figures[0].number)
        closing_words = _TOGETHER_LOOSELY.search(last.before[1])
        if closing_words is None or "，" in last.before[1]:
            return None
    if not figures[at].plain or len(last.before[at]) > _SHORT:
        return None
    whole_paragraph = merged(together)
    place = len(whole_paragraph.figures) - len(figures) + at
    parts, outcome = _backwards(whole_paragraph, place)
    if outcome and (count is None or len(outcome[0].quantities) == count + 1):
        return outcome[0]
    if count is None or len(parts) != count or count < 2:
        return None
    total = whole_paragraph.figures[place]
    taken = [whole_paragraph.figures[index] for index in parts]
    sums = sum((figure.number for figure in taken), Fraction(0))
    if _agree(total, taken, sums):
        return _adds_up(total, taken, total.text)
    return _does_not_add_up(total, taken, sums, total.text)


# What is said of it


def _agree(total: Figure, parts: Sequence[Figure], sums: Fraction) -> bool:
    """Whether parts make up their total, by rounding if need be: 21 for 20 is no rounding, whatever the digits allow."""
    off = abs(sums - total.number)
    return off == 0 or (off * 100 <= total.number and off <= slack([*parts, total]))


def _sum_words(figures: Sequence[Figure]) -> str:
    return " + ".join(label(figure) for figure in figures)


def _adds_up(total: Figure, parts: list[Figure], named: str) -> Finding:
    """`named` is the total for people: what comes after its parts has its name from the last of them, and goes bare."""
    sums = sum((figure.number for figure in parts), Fraction(0))
    shown = show_in_unit_of(sums, total)
    # Rounded parts may make a little more or less than the total that was rounded itself.
    within = "" if sums == total.number else "（在四舍五入之内）"
    text = f"{_sum_words(parts)} = {shown}，与文中总数{named}相符{within}。"
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
