"""The total before its parts: 共14个，其中甲11个、乙3个; 86口，除加固的61口外，余下25口."""

from __future__ import annotations

import re

from graph.findings.amounts import neighbours_exchanged
from graph.findings.exact import Fraction
from graph.findings.figures import Figure
from graph.findings.segments import Segment, added, label, share_words, slack
from graph.findings.sum_apart import SLIP
from graph.findings.sum_classes import classes_after
from graph.findings.sum_parts import (
    BRACKET,
    IN_ALL,
    JOINED,
    SMALL,
    STAGES,
    Outcome,
    adds_up,
    agree,
    another_kind,
    counter,
    does_not_add_up,
    parts_after,
    plain_item,
    same,
    stops,
    too_large,
)
from graph.findings.words import has_word, word_class

__all__ = ["divides", "first_holds", "rest_of_far", "total_first", "total_first_fails", "total_of_far"]

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
#: One of these stands in all of the above, in BRACKET and in _EXCEPT: a look is cheaper than matching each.
_MAY_LEAD = re.compile("[除扣去减按从分即具由主投用（(：:其包含]")
#: 由甲12万元、乙8万元构成.
_MADE_UP = re.compile("[的 ]?(?:[两三四五六七八九]部分)?(?:共同)?(?:组成|构成)")
#: 这56.8万元，就是 … 加起来的.
_IS_MADE = re.compile("[，、：]?(?:正?是|就是|即|都?是?由)")
_RECKONED = re.compile("(?:加起来|合起来|加在一起|凑起来|拼起来|相加|累加|汇总)(?:的|得|而|起?来)")
#: What stands before the name of a part.
_NAMED_AFTER = re.compile("^.*(?:其中|包括|包含|和|及|与)(?=.)")
_BELONGING = re.compile(
    "农民|茶农|果农|菜农|粮农|牧民|渔民|教师|医生|医护|学生|工人|商户|农村|农牧区|城镇|社区|机关|事业|企业|两新|学校|院校|单位|村|居委|镇直|乡直"
)
_INVESTED = re.compile("(?:投资|投入|资金|经费|筹资|争取|整合)(?:共?计?|约)$")
#: What parts two things, and how long a name that holds a number may go on behind it: 三类保障259户.
_PARTED = re.compile("[，、；：。（(]")
_NAME_GOES_ON = 4
#: The last of a complete list is the rest.
_REST = re.compile(
    r"^[，、； ]*(?:其余|余下|剩下|剩余|(?:正在|尚在|仍在|还在)(?:办理|处理|核查|调查|核实|审理))"
)
#: 其他 names no kind of its own, unless more is said of it (其他问题 may be anything).
_OTHERS = re.compile(
    r"^[，、； ]*(?:和|及|以及)?其[他它](?:各?[项类]|方面|项目|支出|开支|用途|人员|资金|经费|方式|类型|用地|土地|地类)?$"
)
_EXCEPT = re.compile(r"^[，、：: ]*(?:除|除去|除了|扣除|去掉|减去)(?!此|外)")
_REMAINDER = re.compile(r"[，、](?:余下|剩下|剩余|其余|还剩|尚余|尚有|还有|净)")
#: A change, of which nothing is a part that is none itself: 种植面积减少1200亩，分布在4个村的63户种着2600亩.
_CHANGED = re.compile("(?:减少|下降|降低|缩减|压减|增加|增长|提高)了?$")
#: Words between a total and the number of those who share it.
_SHARED = re.compile("分给|分到|分配|投向|用于|投入|由|分布|分成|分为|来自|来源|划分|包括|安排")


def divides(words: str) -> bool:
    """Whether words say by what something is divided into parts that leave nothing out: 按学历分，."""
    return _DIVIDED.match(words) is not None


def total_first(segment: Segment, at: int) -> Outcome | None:
    """What the figures behind one make of it, if the words make it their total; and the indexes of all of them."""
    following = segment.following(at)
    reckoned = _added_up(segment, at) if _IS_MADE.match(following) else []
    if reckoned:
        return first_holds(segment, at, reckoned) or _does_not(segment, at, reckoned)
    leads = _MAY_LEAD.search(following) is not None
    if leads and _EXCEPT.match(following):
        return _remainder(segment, at)
    divided = leads and bool(_DIVIDED.match(following))
    complete = divided or (leads and bool(_COMPLETE.match(following)))
    among = leads and bool(_AMONG.match(following) or BRACKET.match(following))
    classes = 0 if complete else classes_after(segment, at, among)
    rest = not (complete or among or classes) and _ends_with_rest(segment, at)
    complete = complete or classes > 0
    numbered = not (complete or among or rest) and _numbered_parts(segment, at)
    if numbered:
        return first_holds(segment, at, numbered) or total_first_fails(segment, at, numbered, True, False)
    if leads and not (complete or among or rest) and _OF_THEM.match(following):
        # 18个村，其中山区村11个，平坝村7个: whether the rest is told, only the sum says.
        return first_holds(segment, at, parts_after(segment, at))
    if not (complete or among or rest or IN_ALL.search(segment.clause(at))):
        return None
    parts = list(range(at + 1, at + 1 + classes)) if classes else parts_after(segment, at)
    if not (complete or among or rest):
        if len(parts) < 2 or segment.figures[at].unit in word_class("activity_units"):
            return None
        first = segment.figures[parts[0]]
        if not share_words(segment.figures[at].indicator, first.indicator):
            return None
        # 共有第一书记7名、工作队员14名: two of one list.
        if JOINED.match(segment.before[parts[0]]):
            return None
    if not parts:
        return None
    apart = divided or classes > 0
    return first_holds(segment, at, parts, apart) or total_first_fails(segment, at, parts, complete, apart)


def _added_up(segment: Segment, at: int) -> list[int]:
    """The parts of 这56.8万元，就是光伏8.2万元、租金23.6万元、劳务25万元加起来的; none where nothing says so."""
    parts: list[int] = []
    for index in range(at + 1, len(segment.figures)):
        if not (segment.figures[index].plain and same(segment.figures[at], segment.figures[index])):
            return []
        parts.append(index)
        following = segment.following(index)
        if not JOINED.match(following):
            return parts if len(parts) > 1 and _RECKONED.match(following) else []
    return []


def _does_not(segment: Segment, at: int, parts: list[int]) -> Outcome | None:
    """Parts that are said to make up their total, and do not."""
    total, figures = segment.figures[at], [segment.figures[index] for index in parts]
    sums = added(figures)
    if not total.plain or agree(total, figures, sums):
        return None
    return does_not_add_up(total, figures, sums, label(total)), {at, *parts}


def first_holds(segment: Segment, at: int, parts: list[int], apart: bool = False) -> Outcome | None:
    """The shortest beginning of a list that makes up its total."""
    total = segment.figures[at]
    sums = Fraction(0)
    for count, part in enumerate(parts, 1):
        figure = segment.figures[part]
        if not figure.plain:
            return None
        sums += figure.number
        taken = [segment.figures[index] for index in parts[:count]]
        if count >= 2 and agree(total, taken, sums) and stops(segment, parts, count):
            words = "".join(segment.before[index] for index in parts[:count])
            if has_word("overlapping", words) and not apart and total.number < SMALL * total.step:
                return None
            return adds_up(total, taken, label(total)), {at, *parts[:count]}
    return None


def _numbered_parts(segment: Segment, at: int) -> list[int]:
    """45.9万元分给三个村，甲20万元、乙15.3万元、丙10.6万元: a list of as many as were said to share."""
    if at + 3 >= len(segment.figures):
        return []
    shared = segment.figures[at + 1]
    if not counter(shared) or not _SHARED.search(segment.before[at + 1]):
        return []
    count = int(shared.number)
    parts = list(range(at + 2, at + 2 + count))
    if parts[-1] >= len(segment.figures) or not all(
        same(segment.figures[at], segment.figures[part]) for part in parts
    ):
        return []
    listed = all(JOINED.match(segment.before[part]) for part in parts[1:])
    ends = parts[-1] + 1 == len(segment.figures) or not JOINED.match(segment.before[parts[-1] + 1])
    return parts if listed and ends else []


def _ends_with_rest(segment: Segment, at: int) -> bool:
    """76处，已整改71处，其余5处 …: stages of what was counted, and then the rest of it."""
    if at + 2 >= len(segment.figures) or not STAGES.search(segment.before[at + 1]):
        return False
    parts = segment.figures[at + 1 : at + 3]
    return bool(_REST.match(segment.before[at + 2])) and all(same(segment.figures[at], f) for f in parts)


def rest_of_far(segment: Segment, at: int) -> Outcome | None:
    """13个村收入386万元，村均29.7万元，其中20万元以上的8个，其余5个: the total may stand some figures before, if it is exact."""
    rest = segment.figures[at]
    if not (at > 2 and rest.plain and _REST.match(segment.before[at])):
        return None
    part = segment.figures[at - 1]
    if not (part.plain and same(rest, part)):
        return None
    among = next((index for index in range(at - 1, 0, -1) if "其中" in segment.before[index]), 0)
    like = [index for index in range(at - 1) if same(rest, segment.figures[index])]
    # Right before 其中 it has been looked at as a total already.
    if not like or not like[-1] < among - 1:
        return None
    total = segment.figures[like[-1]]
    if total.plain and total.number == part.number + rest.number:
        return adds_up(total, [part, rest], label(total)), {like[-1], at - 1, at}
    return None


def total_of_far(segment: Segment, at: int) -> Outcome | None:
    """87户324人，其中甲类29户、乙类36户、丙类22户: the figure at the head of a list, whose total stands some figures before.

    That they make it is told by the sum; that they do not, only where nothing but the total can be meant: what stands between
    is who lives in the households, or what the money went into (投资283.6万元改造场所7处，其中 … ).
    """
    part = segment.figures[at]
    divided = divides(segment.before[at])
    if at < 2 or not (divided or "其中" in segment.before[at]) or same(segment.figures[at - 1], part):
        return None
    far = next((index for index in (at - 2, at - 3) if index >= 0 and same(segment.figures[index], part)), -1)
    if far < 0 or not segment.figures[far].plain or segment.depth(far) != segment.depth(at):
        return None
    parts = [index for index in parts_after(segment, far) if index >= at]
    total = segment.figures[far]
    if len(parts) < 2 or not JOINED.match(segment.before[parts[0] + 1]):
        return None
    holds = first_holds(segment, far, parts)
    if holds:
        exact = added(segment.figures[index] for index in holds[1] if index != far) == total.number
        telling = len(holds[1]) > 3 or total.number >= SMALL * total.step
        return holds if exact and telling else None
    return (
        total_first_fails(segment, far, parts, divided, divided)
        if _nothing_between(segment, far, at)
        else None
    )


def _nothing_between(segment: Segment, total: int, first: int) -> bool:
    """Whether what stands between a total and its list is said beside it: 736户1594人, 投资283.6万元改造场所7处."""
    words = [segment.before[index] for index in range(total + 1, first)]
    if not any(one.strip() for one in words):
        return True
    spent = segment.figures[total].dimension == "money" and _INVESTED.search(segment.clause(total))
    return bool(spent) and not any(_PARTED.search(one) for one in words)


def _remainder(segment: Segment, at: int) -> Outcome | None:
    """86口，除加固的61口外，余下25口."""
    if at + 2 >= len(segment.figures):
        return None
    total, less, rest = segment.figures[at : at + 3]
    if not (same(total, less) and same(total, rest) and less.plain and rest.plain):
        return None
    if not _REMAINDER.search(segment.before[at + 2]):
        return None
    sums = less.number + rest.number
    members = {at, at + 1, at + 2}
    if agree(total, [less, rest], sums):
        return adds_up(total, [less, rest], label(total)), members
    return does_not_add_up(total, [less, rest], sums, label(total)), members


def _listed(segment: Segment, parts: list[int], complete: bool) -> tuple[list[int], bool]:
    """The parts that certainly belong to one list, and whether it ends with the rest."""
    listed = [parts[0]]
    rest = False
    for part in parts[1:]:
        # 一类85户、二类210户: what stands right before a part belongs to its name.
        words = segment.before[listed[-1] + 1]
        rest = bool(_REST.match(words) or _OTHERS.match(words))
        joined = rest or JOINED.match(words) or ((complete or segment.depth(part)) and plain_item(words))
        between = [segment.before[index + 1] for index in range(listed[-1] + 1, part)]
        if not joined or any(len(one) > _NAME_GOES_ON or _PARTED.search(one) for one in between):
            return listed, False
        listed.append(part)
        if rest:
            break
    return listed, rest


def total_first_fails(
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
        JOINED.match(segment.before[part]) for part in listed[1:]
    ):
        return None
    sums = added(figures)
    room = slack([*figures, total])
    words = "".join(segment.before[index] for index in listed) + "".join(f.indicator for f in figures)
    remainder = rest and _REST.match(segment.before[listed[-1]]) is not None
    overlapping = has_word("overlapping", words) and not (apart or remainder)
    if overlapping and 0 < sums - total.number <= total.number * SLIP and _where_they_belong(segment, listed):
        overlapping = has_word("overlapping", words.replace(total.indicator[-2:] or "。", ""))
    if not apart and _in_one_another(segment, listed):
        return None
    if sums - total.number > room and not overlapping and not another_kind(segment, listed[0]):
        single = any(figure.number > total.number for figure in figures)
        if single or not re.search("包括|包含", words) or len(listed) > 1:
            return too_large(total, figures, sums), {at, *listed}
    # 其中省级860万元、县级150万元、乡级230万元 of 1420万元: what is listed makes 1240万元.
    exchanged = not overlapping and 1 < len(listed) == len(parts) and neighbours_exchanged(sums, total)
    exchanged = exchanged and not segment.following(listed[-1]).startswith("等")
    ends = rest or exchanged or (complete and len(listed) == len(parts))
    if ends and len(listed) >= 2 and total.number - sums > room and not overlapping:
        # 由 tells where some of it came from, unless it is said that it is made up of them.
        if "由" in segment.following(at)[:3] and not _MADE_UP.match(segment.following(listed[-1])):
            return None
        return does_not_add_up(total, figures, sums, label(total)), {at, *listed}
    return None


def _in_one_another(segment: Segment, parts: list[int]) -> bool:
    """Whether one part is some of another by its name, 大学生14名、大学毕业生9名: the same with more words before, in or behind it."""
    names = [
        # 三类保障259户: what was read as a figure belongs to the name.
        ("" if _PARTED.search(segment.before[part]) else segment.figures[part - 1].text)
        + _NAMED_AFTER.sub("", segment.clause(part)).strip("，、 （(的")
        for part in parts
    ]
    return any(one and len(one) < len(other) and _stands_in(one, other) for one in names for other in names)


def _stands_in(one: str, other: str) -> bool:
    """Whether all characters of a word stand in another, in their order."""
    rest = iter(other)
    return all(character in rest for character in one)


def _where_they_belong(segment: Segment, parts: list[int]) -> bool:
    """党员1486名，其中农村党员1127名、机关党员359名: of whom each belongs to one; that all are 党员 makes no class of them."""
    bodies = {found.group() for part in parts if (found := _BELONGING.search(segment.clause(part)))}
    return len(parts) > 1 and len(bodies) == len(parts)


def _nearly(segment: Segment, total: Figure, parts: list[int]) -> list[int]:
    """A list with commas, 其中甲31人，乙42人，丙15人, if it makes a little more than its total; else its first item.

    Things that stand in one another make any sum, and a slip of the pen makes one nearby.
    """
    figures = [segment.figures[index] for index in parts]
    steady = parts == list(range(parts[0], parts[0] + len(parts)))
    if not steady or len(parts) < 3 or not all(figure.plain for figure in figures):
        return parts[:1]
    if not all(plain_item(segment.before[index]) for index in parts[1:]):
        return parts[:1]
    over = added(figures) - total.number
    return parts if 0 < over <= total.number * SLIP else parts[:1]
