"""What a figure lacks and takes from the figure before: 烤烟均价, 整改隐患."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.indicator_compared import level_of, same_again
from extractors.indicator_contexts import Context
from extractors.indicator_parts import LABEL, labelled, of_whole, part_of_measure
from extractors.indicator_phrases import PREPOSITION, Phrase
from extractors.indicator_told import EVENTS, NOUN_UNITS, Told
from extractors.indicator_villages import is_division

__all__ = ["SHARES", "borrow", "is_place", "reach_of"]

#: 占年度任务的62%, 完成计划的98%: how much of it.
SHARES = (
    "占",
    "为年初",
    "为年度",
    "为全年",
    "为计划",
    "为目标",
    "为任务",
    "为上年",
    "为去年",
    "为预算",
    "完成计划",
    "完成任务",
    "完成目标",
    "完成年度",
    "完成全年",
    "完成下达",
)
#: How beasts are counted: those kept, and those sold.
_KEPT = re.compile("(?:存栏|出栏|存笼|出笼)(?:量|数)?$")
_ACHIEVED = re.compile(r"(?:成功|完成|完毕|到位)$")
#: 上党课3次、廉政课2次: the verb and no village's first letter.
_WHAT_ONE_GOES_UP_TO = frozenset("课党门街网岗访学山")
_HANDED_ON = ("转办", "转来", "转交", "交办", "移交", "移送", "督办")
#: To whom what was found is passed on (移交县公安局2条).
_PASSING = frozenset("移转交送上报")
_PASSED_ON = re.compile(
    r"(移交|移送|转办|转交|交办|送交|上报|报送|报告)(?:给|至|到)?[^，、]{1,8}(?:[局委办所站院]|部门|机关|组织|政府|中心)"
)
_PRICE_COMPARED = re.compile(r"(?:价格|价|单价|均价|产量|亩产|收入|面积|成本|利润|比例|比重)(?:比|较)")
_AVERAGED = frozenset(("户均", "人均", "亩均", "村均"))
#: What is so much for each inhabitant, of whatever was spoken before.
_PER_HEAD = re.compile("人均(?:年?(?:可支配|纯)收入|耕地|耕地面积|林地|生产总值|GDP)")
#: What people earn, and of what it is not told: 林地面积5260亩，人均收入7300元.
_EARNED = re.compile("(?:人均|户均)年?(?:纯|可支配)?收入")
_LAND_OR_PEOPLE = re.compile(
    "(?:工农业|农业|工业|耕地|林地|土地|草地|草场|荒山|山林|山场|水面|水域|国土|总?人口|劳动力|农户|党员)(?:总?面积|总数)?$"
)
_HAS = re.compile(r"(?:下|管)?辖")
#: Events that a list may go on with after a comma, without a verb of their own.
_LISTED_EVENT = re.compile(
    r"(?:会|会议|活动|检查|培训|学习|演练|研判|督查|宣传|宣讲|讲座|行动|排查|巡查|调研|研讨|发言|视察|座谈|党课|谈话)$"
)


def borrow(told: Told, index: int, context: Context, left: str, previous: Phrase) -> Phrase | None:
    """What `left` lacks, from the phrase before; None when it lacks nothing."""
    make = told.tools
    classes = make.words.classes
    if left.startswith(SHARES):
        return _share(told, left, previous)
    if _PER_HEAD.fullmatch(left) is not None and told.dimension(index - 1) != "count":
        return None  # 财政收入800万元，人均可支配收入9600元
    if _LAND_OR_PEOPLE.search(previous.topic) is not None and _EARNED.fullmatch(left) is not None:
        return None
    kept = _KEPT.search(previous.noun)
    if kept and kept.group() != left and _KEPT.fullmatch(left):
        # 生猪存栏860头、出栏1400头
        return told.plain(previous.noun[: kept.start()] + left)
    passed = _PASSED_ON.fullmatch(left) if left[:1] in _PASSING else None
    if passed is not None:
        resolved = _resolved(told, index, passed.group(1), previous)
        if resolved is not None:
            return resolved
    if left in classes["resolve"] or left in classes["harvest"]:
        previous = _of_all(told, index, previous)
    if left in classes["resolve"] or _ACHIEVED.sub("", left) in classes["resolve"]:
        resolved = _resolved(told, index, left, previous)
        if resolved is not None:
            return resolved
    elif make.words.light.length(context.left):
        return _of_topic(told, left, previous)
    if make.words.change.match(context.right) is not None and left in classes["attribute"]:
        return _of_topic(told, left, previous)  # 存栏由160头增加到310头
    if left in classes["harvest"] and _lends(told, previous.topic) and previous.topic not in left:
        return replace(told.plain(left + previous.topic), topic=previous.topic)
    if left in _AVERAGED and previous.noun:
        # 发放分红46万元，户均1200元, but 种植药材600亩，亩均4200元
        same = told.dimension(index) == told.dimension(index - 1)
        level = previous.noun if same else previous.topic
        return Phrase(make.clean(level + left), "", left, previous.topic) if level else None
    if left in classes["grade"]:
        previous = told.of_same_dimension(index, previous)
    if is_place(told, context, left):
        return told.of_same_dimension(index, previous)  # 其中石榴村45只: as much of the same, at a place
    part = _reached(told, index, left, previous) or part_of_measure(told, index, left)
    if part is not None:
        return part
    if LABEL.fullmatch(left) is not None:
        part = labelled(told, left, of_whole(told, index, previous))
        shared = context.sign == "、" and previous.verb and not make.verb_end(left)
        return told.plain(previous.verb + part.noun) if shared else part
    return (
        _of_topic(told, left, previous)
        or _share(told, left, previous)
        or same_again(left, previous)
        or _with_verb_of_list(told, index, context, left, previous)
    )


def _of_all(told: Told, index: int, previous: Phrase) -> Phrase:
    """危房86户，其中D级21户，拆除30户: behind a part, what is done next is done to all that were counted."""
    whole = told.wholes.get(index - 1)
    all_alike = whole is not None and index not in told.wholes and told.surface(whole) == told.surface(index)
    return told.phrases[whole] if whole is not None and all_alike else previous


def _lends(told: Told, topic: str) -> bool:
    """Whether a thing is one for the next figure to speak of; 与农户签订合同 is none."""
    return bool(topic) and (PREPOSITION.match(topic) is None or told.tools.words.nounish.length(topic) > 0)


def is_place(told: Told, context: Context, left: str) -> bool:
    """Whether the words before a figure are the name of a place or organisation, and nothing else."""
    at = told.text.find(left, context.clause, context.clause + len(context.left))
    return (at, at + len(left)) in told.places


def _resolved(told: Told, index: int, left: str, previous: Phrase) -> Phrase | None:
    """排查隐患36处，整改36处: the object of what was found."""
    if not told.same_unit(index):
        previous = told.found_before(index)
    noun = previous.noun
    if told.tools.needs_topic(noun):
        noun = previous.topic  # 任务320户，已完工286户
    if not noun or not told.contexts.counts(index) or noun.endswith(_HANDED_ON):
        return None  # 上级纪委转办4件，立案2件: what was handed on has no name
    if told.surface(index) in EVENTS:
        return None
    phrase = told.plain(left + noun)
    return replace(phrase, noun=noun, topic=previous.topic)


def _of_topic(told: Told, left: str, previous: Phrase) -> Phrase | None:
    """烤烟均价: an attribute, with what it belongs to from the clause before."""
    topic = previous.topic
    if not _lends(told, topic) or topic == left or not told.tools.needs_topic(left):
        return None
    if is_division(previous):
        return None  # 辖9个村民小组，总人口3200人
    if topic == previous.verb and len(topic) == 1:
        return None  # 淹了120亩，损失30万元: a bare verb has no losses
    light, attributes = told.tools.words.light.length(left), told.tools.words.classes["attribute"]
    if light and left not in attributes and len(left) - light > 1 and left[light:] in attributes:
        left = left[light:]  # 企业8家，实现产值2亿元
    return Phrase(told.tools.clean(_joined(topic, left)), "", left, topic)


def _joined(topic: str, attribute: str) -> str:
    """新农合参合 and 参合率 are 新农合参合率."""
    for size in (4, 3, 2):
        if len(attribute) > size and topic.endswith(attribute[:size]):
            return topic + attribute[size:]
    return topic + attribute


def _reached(told: Told, index: int, left: str, previous: Phrase) -> Phrase | None:
    """涉及7个村，218户: 烤烟涉及户."""
    if not previous.topic or told.tools.words.reach.length(left) != len(left):
        return None
    surface = told.surface(index)
    noun = surface if surface in NOUN_UNITS else ""
    return Phrase(told.tools.clean(previous.topic + left + noun), left, noun, previous.topic)


def reach_of(told: Told, previous: Phrase) -> str:
    """茶叶涉及 of 茶叶涉及村: what else it reaches is said the same way."""
    text = previous.text
    found = told.tools.words.reach.search(text)
    has = _HAS.match(text)
    end = found[1] if found is not None else has.end() if has is not None else len(text)
    return text[:end] if end < len(text) else ""


def _share(told: Told, left: str, previous: Phrase) -> Phrase | None:
    """占年度任务的62%, 上等烟占65%, 被市级媒体采用23条."""
    if not previous.topic and not left.startswith(SHARES):
        return None
    level = previous.topic
    if left.startswith(SHARES):
        level = level_of(previous)  # 税收860万元，占全年任务96%
    elif (
        not left.startswith(("被", "获", "受到"))
        and not _PRICE_COMPARED.match(left)
        and (not left.endswith("占") or len(left) > 4 or left.startswith(level))
    ):
        return None
    return Phrase(told.tools.clean(level + left), "", left, previous.topic, level)


def _with_verb_of_list(
    told: Told, index: int, context: Context, left: str, previous: Phrase
) -> Phrase | None:
    """召开党委会12次、党员大会4次: the items of a list share its verb."""
    make = told.tools
    if not previous.verb or not previous.noun or make.verb_end(left):
        return None
    if previous.verb == "上" and previous.text[1:2] not in _WHAT_ONE_GOES_UP_TO:
        return None  # 上坪至下坪4公里、下坪至石坎5公里
    if previous.verb in left:
        return None  # 种烟300亩、柳树乡种烟200亩: it has the verb itself
    if left.endswith(("能力", "率")):
        return None  # 新建冷库3座、年加工能力2000吨
    if context.sign != "、" and told.surface(index) not in EVENTS and make.ends_in_verb(left):
        return None  # 排查返乡人员90人，居家隔离6人
    inner = make.words.strong.search(left, 2)
    if inner is not None and len(left) - inner[1] >= 2:
        return None  # 经营点开展检查12次 says by itself what was done
    if inner is not None and inner[1] == len(left) and context.sign != "、":
        where = left[: inner[0]]
        if make.words.closing_adverb.strip(where) != where:
            return None  # 国道沿线新装12个
    after_comma = (
        context.sign in ("，", "")
        and (told.surface(index) not in EVENTS or _LISTED_EVENT.search(left) is not None)
        and told.same_unit(index)
        and told.dimension(index - 1) == told.dimension(index)
        and make.words.strong.length(previous.verb) > 0
        and told.text[told.figures[index - 1].end : context.clause] in ("，", ",", "")
    )
    return told.plain(make.shorten(previous.verb + left)) if context.sign == "、" or after_comma else None
