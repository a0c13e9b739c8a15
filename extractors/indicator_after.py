"""Figures that count the noun after them: 表彰6个红旗党支部."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.indicator_borrowing import reach_of
from extractors.indicator_contexts import NAMED_PROJECT, Context
from extractors.indicator_done_to import done_thing
from extractors.indicator_parts import LABEL
from extractors.indicator_phrases import Phrase
from extractors.indicator_told import EVENTS, MOST_WORDS, Told

__all__ = ["forward", "shares_noun", "takes_noun_after", "with_purpose"]

#: Units after which a verb says what those counted did (党员120人参训), and no noun is missing.
_COMPLETE = EVENTS | frozenset(("户", "人", "名"))
_OF_PROJECT = frozenset(
    ("投资", "总投资", "概算投资", "投入", "总造价", "造价", "总价值", "价值", "占地", "占地面积", "建筑面积")
)
_PROJECT = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,14}(?:项目|工程|中心|基地|园区))")
#: What is solved is no thing that what was spoken of has (铺设管道6千米，解决212户饮水困难).
_SOLVES = "解决"
_RULED = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:都|均|经过|由)")
_LONG_PURPOSE = 10


def takes_noun_after(told: Told, index: int, left: str, right: str) -> bool:
    """Whether the figure counts what comes after it (6个红旗党支部) and not what came before (党员20名)."""
    if not told.tools.noun_first(right):
        return False
    if LABEL.fullmatch(left) is not None:
        return told.tools.words.verb.length(left) == len(left)  # 新建5个村级卫生室, but 女性5名
    if told.tools.words.change.match(right) is not None:
        return False  # 存栏由160头增加到310头
    if not left or told.tools.ends_in_verb(left) or left.endswith("等"):
        return True
    if not told.contexts.counts(index):
        return False
    if told.surface(index) in _COMPLETE:
        return not told.tools.words.verb.length(right)
    return True


def shares_noun(told: Told, right: str, previous: Phrase) -> bool:
    """Whether 23人 of 6户23人 speaks of the same as 6户."""
    return not right or previous.text.endswith(told.tools.noun_after(right))


def forward(told: Told, index: int, context: Context, left: str, previous: Phrase) -> Phrase:
    """The indicator of a figure that counts what comes after it, with the verb before it."""
    make = told.tools
    right = context.right + told.contexts.head_of_next(index, context.right)
    if right.startswith("内") and told.figures[index].bound == "le":
        right = right[1:]  # 15个工作日内办结
    if not left:
        return _forward_alone(told, index, context, right, previous)
    noun = make.noun_after(told.contexts.noun_behind_next(index) or right)
    if right.startswith("的") and told.contexts.limits(index):
        noun = _RULED.split(noun, maxsplit=1)[0]
    if right.startswith("的") and make.strip_lead(left)[0].removeprefix("计划") in _OF_PROJECT:
        strong = make.words.strong.search(noun, 2)
        project = NAMED_PROJECT.match(right) or _PROJECT.match(noun)
        if project is not None:
            noun, strong = project["name"], None  # 总投资3000万元的污水处理项目: the verb belongs to its name
        thing = make.words.closing_adverb.strip(noun[: strong[0]] if strong is not None else noun)
        return Phrase(make.clean(thing + left), "", thing + left, thing)  # 总投资3000万元的水厂开工
    end = make.verb_end(left)
    if left.endswith("等") or ("、" in left and end < len(left)):
        # 打造了A村、B村等12个示范点: the list only gives examples.
        left = left[:end] or make.last_verb(left)
    reaches = left != _SOLVES and make.words.reach.length(left) == len(left)
    if context.follows and previous.topic and reaches:
        return told.plain(previous.topic + left + noun)
    if told.dimension(index) == "money" and end == len(left) and make.words.strong.length(right):
        return told.plain(with_purpose(left, noun))  # 投资320万元新建教学楼
    if make.ends_in_verb(left):
        if not end and make.words.reach.search(left) is None:
            # 全体干部入户走访12户: who did it is not what is counted.
            left = make.last_verb(left)
    elif len(left) + len(noun) > MOST_WORDS:
        left = left[:end]
    return told.finish((make.shorten(left) if len(left) > 8 else left) + noun)


def _forward_alone(told: Told, index: int, context: Context, right: str, previous: Phrase) -> Phrase:
    """The figure has no words of its own before it: the verb of its list serves, if there is one."""
    make = told.tools
    if index in told.shared_verb:
        verb = told.shared_verb[index]
        noun = make.noun_after(right)
        return told.finish(noun if noun == verb else verb + done_thing(noun, verb))
    verb = ""
    if context.follows and context.sign in ("", "、") and told.contexts.counts(index):
        reach = reach_of(told, previous)
        if reach:
            noun = make.noun_after(right)
            topic = noun if previous.topic == previous.noun else previous.topic
            return replace(previous, text=make.clean(reach + noun), noun=noun, topic=topic)
        if context.sign:
            verb = previous.verb
    if verb or told.contexts.goes_on(index):
        return told.finish(verb + make.noun_after(right))
    if right.startswith("的") and told.dimension(index) != "ratio" and told.contexts.limits(index):
        return told.finish(_RULED.split(make.noun_after(right), maxsplit=1)[0])  # 5万元以上的支出一律集体研究
    return told.plain(make.subject_and_predicate(right))


def with_purpose(phrase: str, purpose: str) -> str:
    """What money is spent on belongs to the indicator, if it is short."""
    whole = phrase + purpose
    return whole if len(whole) <= _LONG_PURPOSE else phrase
