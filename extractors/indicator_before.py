"""Figures that the words before them tell of, and figures without words of their own."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.indicator_after import with_purpose
from extractors.indicator_borrowing import SHARES, borrow, is_place, reach_of
from extractors.indicator_clauses import PROJECTS, gone_to, held, of_field, said_before, topic_of_clause
from extractors.indicator_compared import PAST_LEVEL, level_again, level_of
from extractors.indicator_contexts import Context
from extractors.indicator_parts import LABEL
from extractors.indicator_phrases import LIMITS, PREPOSITION, Phrase
from extractors.indicator_told import MOST_WORDS, NOTHING, NOUN_UNITS, Told
from extractors.indicator_villages import is_division, village_of

__all__ = ["backward"]

_USED_FOR = re.compile(r"(?:用于|用以)(.{2,10})")
_REST = frozenset(("剩余", "其余", "余下", "剩下"))
_OWN_PEOPLE = re.compile(
    r"(?:村|镇|乡|街道|社区|党员|驻村|机关|镇村)?(?:干部职工|干部|队员|班子成员|网格员|志愿者)"
)
_LIMITED_NOUN = re.compile(r"^.*[0-9][^0-9]{1,5}以[上下内]的")
#: 20万元以上的3个; 20万元以上的有3个.
_OF_THOSE = re.compile(r"的(?:(?<=[上下内]的)(?:就|也|还|共|只|仅)?(?:有|达到?))?$")
_TOTAL = re.compile("(?:共|共计|合计|总计|总共|累计)$")
#: Of how much ground a place has, its people are not told.
_TERRITORY = re.compile("(?:区域|辖区|国土|版图|幅员|地域|村域|[镇乡]域)总?面积$")
_MEASURE = re.compile("(?:总|建筑|占地|使用|种植)?(?:面积|容积|库容|长度?|全长|投资|产值|产量|价值)")
_AVERAGE = re.compile("[户人亩村]均$|每[户人亩村]$")
_CARRY = re.compile(r"^(?:，|、|：|\s)*(?:共计|共|合计|总计|累计|累计共|一共|总共|小计|计)?$")


def backward(
    told: Told, index: int, context: Context, left: str, previous: Phrase, *, subject: bool
) -> Phrase:
    """The indicator of a figure that does not count the noun after it.

    Args:
        told: what is known so far.
        index: which figure.
        context: the words around it.
        left: those before it that may tell what it counts.
        previous: the phrase of the figure before, when that stands in the same sentence.
        subject: whether those who act were left out of `left`.

    """
    make = told.tools
    if not left:
        return gone_to(told, index, context) or _without_words(told, index, context, previous)
    if context.follows and context.bracketed:
        if is_place(told, context, left):
            return told.of_same_dimension(index, previous)  # 发展魔芋500亩（上坪200亩、下坪180亩）
        return _in_brackets(told, index, left, previous)
    if context.follows and previous.text and make.is_growth(left):
        level = level_of(previous)
        left = left.removeprefix("相比")
        return Phrase(make.clean(level + left), "", left, previous.topic, level)
    if (
        _OF_THOSE.search(context.left) is not None
        and told.contexts.counts(index)
        and PAST_LEVEL.fullmatch(left) is None
        and LABEL.fullmatch(left) is None
    ):
        # 20万元以上的3个: the noun was said before.
        told.bare[index] = told.noun_of_same_unit(index)
        # 两癌筛查1126人，确诊的4人: an event comes first.
        bare = told.bare[index]
        if left[-2:] in LIMITS:
            bare = _LIMITED_NOUN.sub("", bare)  # 8公里以上的沟渠3条，8公里以下的21条
        if make.ends_in_verb(bare):
            verb = make.verb_end(left) == len(left)
            left = bare if verb and bare.endswith(left) else bare + left if verb else left
        else:
            left += bare
    plain = make.drop_light(left)
    if not previous.text:
        plain = of_field(told, context, plain)
        first = _of_first(told, index, context, left, plain)
        if first is not None:
            return first
    borrows = (
        PREPOSITION.match(left) is None or left.startswith(SHARES) or PAST_LEVEL.fullmatch(left) is not None
    )
    if previous.text and not subject and not context.own and borrows:
        borrowed = borrow(told, index, context, plain, previous)
        if borrowed is not None:
            return borrowed
    again = gone_to(told, index, context) or said_before(told, index, context, plain)
    if again is not None:
        return again
    phrase = make.shorten(plain)
    purpose = _USED_FOR.match(context.right)
    if purpose is not None and make.verb_end(phrase) == len(phrase):
        phrase = with_purpose(phrase, purpose.group(1))  # 投入50万元用于修路
    return told.plain(phrase)


def _of_first(told: Told, index: int, context: Context, left: str, plain: str) -> Phrase | None:
    """The first figure of its sentence may be told of by the clause before, or by what comes after."""
    make = told.tools
    if left in _REST and context.right:
        said = make.subject_and_predicate(make.strip_lead(context.right)[0])
        return _of_rest(told, index, left + said)
    if LABEL.fullmatch(left) is not None:
        # 新发展党员中，女性5名
        clause = make.strip(told.contexts.clause_before(context))
        base = clause.rstrip("中里")
        if 2 <= len(base) <= 12 and (base != clause or not make.verb_end(base)):
            return Phrase(make.clean(left + base), "", left + base, base, base)
    if make.needs_topic(plain):
        topic = topic_of_clause(told, context, grown=make.is_growth(plain))
        if topic and (len(topic) <= 2 * len(plain) or topic.endswith(PROJECTS)):
            return Phrase(make.clean(topic + plain), "", plain, topic)
    return None


def _of_rest(told: Told, index: int, words: str) -> Phrase:
    """剩余脱贫, for both figures of 剩余15户42人脱贫."""
    phrase = told.plain(words)
    if index + 1 < len(told.figures) and told.contexts.gap(index + 1, 0) == "":
        told.assigned[index + 1] = phrase
    return phrase


def _without_words(told: Told, index: int, context: Context, previous: Phrase) -> Phrase:
    """No words before the figure: it speaks of the same as the one before, or of what comes after."""
    make = told.tools
    if previous.text and not (context.own and context.right):
        surface = told.surface(index)
        level = _total(told, index, context, previous)
        if level is None and context.sign == "，":
            level = level_again(told, previous, context.left)
        if level is not None:
            return level
        village = village_of(told, index, previous)
        if village is not None:
            return village
        listed = context.sign == "，" or context.adjacent
        if surface in NOUN_UNITS and listed and _counts_no_more(told, index, previous):
            return Phrase(surface, noun=surface, topic=surface)  # 辖6个村，42个村民小组，1860户
        if "有" in context.left and surface in NOUN_UNITS and told.dimension(index - 1) != "count":
            # 距县城3公里，有426户: 户 are no distance.
            return Phrase(surface, noun=surface, topic=surface)
        if surface in NOUN_UNITS and _TERRITORY.search(previous.noun) and context.sign == "，":
            return Phrase(surface, noun=surface, topic=surface)  # 行政区域面积12平方千米，120户，380人
        if not context.adjacent and surface in NOUN_UNITS and _CARRY.match(context.left) is not None:
            reach = reach_of(told, previous)
            if reach:
                return replace(previous, text=reach + surface)
        # 20万元至50万元的11个 tells villages from others.
        measured = told.dimension(index) == "money" and not told.text.startswith(
            "的", told.figures[index].end
        )
        if measured and not context.adjacent:
            # 其中30万元以上的4个，大旺村达102万元
            return told.of_same_dimension(index, previous)
        return previous
    village = None if context.right else village_of(told, index, NOTHING)
    often = village or held(told, index, context)
    if often is not None:
        return often
    clause = told.contexts.clause_after(index)
    preposition = PREPOSITION.match(clause)
    if preposition is not None:
        # 2次与挂钩村研究党建工作: the whole clause says what was done twice.
        return told.plain(make.after_preposition(clause, preposition)[:MOST_WORDS])
    predicate = context.right.lstrip(" ，")
    if predicate:
        return told.plain(make.drop_light(predicate[:12]))
    if context.bracketed:
        return told.plain(told.contexts.title_before(index))
    # 村干部共142名: the writer's own people are what is counted here.
    return told.plain(make.strip_tail(context.left)) if _OWN_PEOPLE.match(context.left) else NOTHING


def _total(told: Told, index: int, context: Context, previous: Phrase) -> Phrase | None:
    """发放补助320户，户均1500元，合计48万元: the total is of what was counted, and no average."""
    if _AVERAGE.search(previous.text) is None or _TOTAL.search(context.left) is None:
        return None
    for at in told.before(index, 3):
        if _AVERAGE.search(told.phrases[at].text) is None:
            return told.phrases[at]
    return None


def _counts_no_more(told: Told, index: int, previous: Phrase) -> bool:
    """Whether the figure before counts what a place is divided into, or its households: 42个村民小组，1630户6410人."""
    if previous.text in NOUN_UNITS:
        return previous.text != told.surface(index)
    return is_division(previous)


def _in_brackets(told: Told, index: int, left: str, previous: Phrase) -> Phrase:
    """（村级8次） after 消防演练2次 is 村级消防演练."""
    make = told.tools
    if previous.text.endswith(left):
        return previous  # 甲公司（投资3亿元）、乙公司（投资1.2亿元）
    if left[-1:] == told.surface(index) in NOUN_UNITS and not told.same_unit(index):
        return told.plain(left)  # 总人口1860人（其中低保户42户）: no household is a part of people
    if previous.noun and _MEASURE.fullmatch(left):
        return replace(previous, text=make.clean(previous.noun + left))  # 新建卫生室1个（面积70平方米）
    if len(left) <= 3 or left.endswith("级") or make.needs_topic(left):
        return replace(previous, text=make.clean(left + (previous.noun or previous.text)))
    return replace(told.plain(make.drop_light(left)), topic=previous.topic)
