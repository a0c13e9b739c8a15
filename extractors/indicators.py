"""What a figure counts or measures, as a short phrase of the sentence's own words.

`find_indicators` works on the figures of one text, sentence by sentence and from left to right, since a figure may owe
its verb, its object or its topic to the one before it:

    发展党员16名                         the words before the figure        发展党员
    表彰6个红旗党支部                the verb before, the noun after    表彰红旗党支部
    召开党委会12次、党员大会4次          the verb of the list               召开党员大会
    排查隐患36处，整改36处               the object of what was found       整改隐患
    种植烤烟3200亩，均价32元/公斤        the topic of the clause before     烤烟均价
    出栏羊、牛4万只、3万头               one noun of the list for each      出栏羊; 出栏牛

It never reaches beyond the sentence. The canonical form of what it finds stands in `extractors.indicator_names`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.indicator_after import forward, shares_noun, takes_noun_after
from extractors.indicator_before import backward
from extractors.indicator_compared import (
    EXTREME,
    TIMES_BEFORE,
    ends_change,
    is_later,
    is_times,
    of_extreme,
    of_one,
    without_base,
    without_merely,
)
from extractors.indicator_contexts import Context, is_one_of
from extractors.indicator_done_to import disposal, is_moved
from extractors.indicator_lists import distribute
from extractors.indicator_parts import note_whole
from extractors.indicator_phrases import Phrase
from extractors.indicator_told import MOST_WORDS, NOTHING, NOUN_UNITS, Told

__all__ = ["Phrase", "find_indicators"]

#: 分3批组织培训: how many at a time is no part of what was done.
_BATCHES = frozenset(("批", "批次", "组", "路", "次", "期", "轮", "片", "队"))
#: 由原甲村、乙村2个村合并而成
_MERGED = re.compile(
    r"((?:行政村|自然村|村|社区|小区|组|村民小组|乡|镇|公司|合作社|企业|学校|支部)?)(合并|整合|撤并|重组)"
)
_REST_OF = re.compile(r"[全本我该](?:[村镇乡县区]|社区|街道)(剩余|其余|余下|剩下)")
#: 在去年1284万元的基础上增长10%: upon the level just told.
_UPON_THAT = re.compile("^的?基础上")
_FROM = frozenset("从自由")
_LEADING = ("带着", "领着")
_JOINING = frozenset("、和与及的等（(")
_EXAMPLES = ("等", "共")
_RATE_OF = re.compile(r"的?(标准|价格|单价|比例|额度|利率)(?:统一)?([^，的]{3,10})$")
#: 通往王家湾的3公里土路: which road is measured.
_LEADS_TO = ("通往", "通向")
_BARE_LEADS = frozenset(("按照", "依照", "中", "里", "当中", "按", "凡", "凡是", "以", "由", "向"))
#: Who is counted belongs there: 局里23名干部.
#: From where somebody comes home: 从广东、浙江返乡的86人.
_FROM_AWAY = re.compile(
    r"对?(?:从|自|由)[^，]{2,18}?((?:返乡|返村|返回|回来|归来|回乡|返流|流入)(?:来)?)的?$"
)
#: Before what it was so much: 合村之前.
_ONCE = re.compile(r"[\u4e00-\u9fff]{1,6}(?:之前|以前)")
_THERE = frozenset(
    (
        "局里",
        "单位",
        "本单位",
        "村里",
        "镇上",
        "镇里",
        "乡里",
        "县里",
        "旗里",
        "所里",
        "院里",
        "校内",
        "厂里",
        "班上",
        "社区里",
    )
)


def find_indicators(told: Told) -> list[Phrase]:
    """One phrase for each figure of `told`, in order; an empty one where the sentence does not say.

    Afterwards `told.bases` are the figures that are the base of a change: 3.2万 in 由3.2万元增加到15.6万元.
    """
    for index in range(len(told.figures)):
        told.phrases.append(_phrase(told, index))
    return told.phrases


def _phrase(told: Told, index: int) -> Phrase:
    if index in told.assigned:
        return told.assigned[index]
    context = told.contexts.of(index)
    previous = told.phrases[told.contexts.last_before(index)] if context.follows else NOTHING
    note_whole(told, index, context)
    if context.follows and ends_change(told, index):
        told.bases.add(index - 1)
        pair = index > 1 and told.contexts.gap(index - 1, 1) == "" and not told.same_unit(index)
        if pair and told.surface(index) == told.surface(index - 2):
            told.bases.add(index - 2)  # 由79户411人降至12户35人: both of a pair
        return previous
    if context.follows and is_later(told, index):
        told.bases.add(index - 1)
    one = of_one(told, index, context.left, previous)
    if one is not None:
        return one
    merged = _MERGED.match(context.right) if "由" in context.left else None
    if merged is not None:
        return Phrase(merged.group(), "", merged.group())
    context = _at_predicate(told, context)
    return (
        distribute(told, index, context)
        or disposal(told, index, context)
        or _of_words(told, index, context, previous)
    )


def _of_words(told: Told, index: int, context: Context, previous: Phrase) -> Phrase:
    """The indicator of a figure that shares neither a list nor what is done to all."""
    make = told.tools
    left, subject = _words_before(told, context)
    if left == "分" and told.surface(index) in _BATCHES:
        done = make.strip(told.contexts.clause_after(index))
        if make.verb_end(done):
            return told.plain(make.shorten(done)[:MOST_WORDS])
    if make.noun_first(context.right) and (left in _THERE or is_moved(told, index, left)):
        left = ""  # 把水井到村部的12公里砂石路铺上水泥
    if previous.text and is_times(told, index) and TIMES_BEFORE.fullmatch(left) is not None:
        if told.surface(index) != "倍":
            told.bases.add(index)
        return previous
    left = _without_counted(told, index, context, left, previous)
    if not left and previous.text and told.contexts.describes(index):
        if not told.is_age(index):
            # 其中10万元以上7个村: the measure spoken of before.
            return replace(previous, text=told.of_same_dimension(index, previous).text)
        if not context.right:
            # 35岁以下15名: of those counted before
            return previous if told.whole is None else told.phrases[told.whole]
    if not left and "/" in told.surface(index):
        rate = _RATE_OF.match(told.contexts.clause_after(index))
        if rate is not None:
            return told.plain(rate.group(2) + rate.group(1))  # 按每亩120元的标准兑付补贴
    if previous.text and EXTREME.fullmatch(make.drop_light(left)) is not None:
        return of_extreme(told, index, previous)
    if context.adjacent and previous.text and shares_noun(told, context.right, previous):
        surface = told.surface(index)
        # 有426户1680人: neither is of the other.
        bare = previous.text in NOUN_UNITS and surface in NOUN_UNITS
        return Phrase(surface, noun=surface, topic=surface) if bare else previous
    behind = told.contexts.noun_behind_next(index - 1) if context.follows else ""
    if behind:
        noun, measure = make.noun_after(behind), make.strip(told.contexts.gap(index) or "")
        return Phrase(make.clean(noun + measure), "", measure, noun)  # 建一座库容300吨的冷库
    if takes_noun_after(told, index, left, context.right):
        return forward(told, index, context, left, previous)
    return backward(told, index, context, left, previous, subject=subject)


def _words_before(told: Told, context: Context) -> tuple[str, bool]:
    """The words before a figure that may tell what it counts, and whether those who act were left out of them."""
    make = told.tools
    left, subject = make.strip_lead(_UPON_THAT.sub("", context.left))
    if left[:1] in _FROM or left[1:2] in _FROM:
        left = _FROM_AWAY.sub(r"\1", left)
    left = _without_place(told, without_merely(left), context)
    if left[-1:] in _EXAMPLES and _only_examples(told, left, context.right):
        left = ""
    left = without_base(make.strip_tail(left))
    rest = _REST_OF.fullmatch(left)
    if rest is not None:
        left = rest.group(1)
    if is_one_of(left) and make.noun_first(context.right):
        left = ""  # 青石乡是全县8个库区乡镇之一
    if left.startswith(_LEADS_TO) and context.left.endswith("的") and make.noun_first(context.right):
        left = ""
    if left in _BARE_LEADS or (left.endswith("前") and _ONCE.fullmatch(left) is not None):
        left = ""  # 12个村中11个; 按每案80元; 合村之前
    if left.endswith(_LEADING) and make.noun_first(context.right):
        left = ""
    return left, subject


def _at_predicate(told: Told, context: Context) -> Context:
    """The context without those who act, and without the places where they do."""
    left, clause = context.left, context.clause
    names = told.names_within(clause, clause + len(left))
    shorter = told.subjects.predicate(left, names) if left else left
    if shorter == left and not names:
        return context
    cut = len(left) - len(shorter)
    if cut:
        names = [(start - cut, end - cut) for start, end in names if start >= cut]
    after = bool(context.right) and told.tools.noun_first(context.right)
    bare = told.subjects.without_places(shorter, names, noun_after=after) if names else shorter
    if bare == left:
        return context
    own = left[:cut].endswith(("有", "拥有")) or not told.tools.strip(bare)
    return replace(context, left=bare, clause=clause + cut, own=own)


def _without_place(told: Told, left: str, context: Context) -> str:
    """The words without the place or organisation that they begin with: the same is counted elsewhere, too."""
    if not told.place_starts:
        return left
    begin = context.clause + len(context.left) - len(left)
    run = told.subjects.first_run(left, told.names_within(begin, begin + len(left)))
    if not run:
        return left
    rest = left[run:]
    if not rest and told.tools.noun_first(context.right):
        return ""  # 上湾组与下湾组300亩的山场纠纷
    return rest if len(rest) >= 4 and rest[0] not in _JOINING else left


def _without_counted(told: Told, index: int, context: Context, left: str, previous: Phrase) -> str:
    """凑 of 23名干部凑了5500元: those just counted act, and are not what this figure counts."""
    noun = previous.noun
    if not context.follows or not noun or not left.startswith(noun):
        return left
    begins = (told.contexts.gap(index) or "").startswith(noun)
    return left[len(noun) :] if begins and told.tools.words.verb.length(left, len(noun)) else left


def _only_examples(told: Told, left: str, right: str) -> bool:
    """A村、B村等 before 4个村, 由镇长某某等 before 8名干部: some of those that are counted."""
    return (
        left.removesuffix("共").endswith("等")
        and told.tools.noun_first(right)
        and not told.tools.verb_end(left)
        and told.tools.words.strong.search(left, 1) is None
    )
