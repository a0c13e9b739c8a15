"""Several figures after one list: 出栏羊、牛4万只、3万头."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.indicator_compared import TIMES_BEFORE, is_times
from extractors.indicator_contexts import Context, after_last_clause
from extractors.indicator_phrases import Phrase
from extractors.indicator_told import Told

__all__ = ["distribute"]

_LIST_SIGNS = ("、", "和", "与", "及", "、和")
_RESPECTIVE_SIGNS = (*_LIST_SIGNS, "，", "以及")
_LISTING = re.compile("[、和与]")
_YEARS = re.compile(r"(?:[12][0-9]{3}年|去年|今年|上半年|下半年|前年|第?[一二三四]季度)(?:度)?$")
#: An item that names its own measure takes none from the end of the list (事故起数、死亡人数).
_MEASURED = re.compile(r"(?:[数量率额值价比度金费税]|面积|收入|投资|总产|产出|规模|贷款|支出|水平)$")

#: What is said of each thing of a list in the clause before: 种植面积分别为.
_MEASURE_ALONE = re.compile("(?:种植|养殖|播种|栽植|总)?(?:面积|规模|产量|产值)")
_IN_ALL = re.compile("，(?:合计|共计|总计|总共|一共)(?:达|为)?")
#: What was reached, and no part of what was measured.
_DONE = frozenset(("完成", "实现", "达成", "达到", "达", "为"))
_LONGEST_ITEM = 6
#: How far before it that list may begin.
_FAR = 40


def distribute(told: Told, index: int, context: Context) -> Phrase | None:
    """One noun of a list for each of the figures after it (羊、牛4万只、3万头; A、B分别为x、y)."""
    left = context.left
    respectively = "分别" in left
    if not respectively and _LISTING.search(left) is None:
        return _like_the_list_before(told, index, left) if context.follows else None
    size = told.contexts.run_length(index, _RESPECTIVE_SIGNS if respectively else _LIST_SIGNS)
    if size < 2:
        return None
    items, rest = _items(told, left, size)
    if not items and respectively:
        # 分别为3次、2次，12至17岁…: the comma ends the list.
        items, rest = _items(told, left, told.contexts.run_length(index, _LIST_SIGNS))
    if items:
        return _assign(told, index, _phrases_of_items(told, items, rest))
    if respectively and not context.follows and context.sign == "，":
        items = _named_before(told, context.clause, size)
        measure = told.tools.strip(left.partition("分别")[0])
        if items and _MEASURE_ALONE.fullmatch(measure):
            gap = told.contexts.gap(index + size) if index + size < len(told.figures) else None
            if gap and _IN_ALL.fullmatch(gap):
                told.assigned[index + size] = told.plain(measure)
            return _assign(told, index, [told.plain(item + measure) for item in items])
    return _respectively(told, index, size, left) if respectively and context.follows else None


def _named_before(told: Told, clause: int, size: int) -> list[str]:
    """发展柑橘、茶叶和药材，种植面积分别为 … : the things that the clause before ends with; none where they are not `size`."""
    before = told.contexts.text[max(0, clause - 1 - _FAR) : clause - 1]
    first, *items = re.split("[、和与及]", before[after_last_clause(before) :])
    verb = told.tools.words.verb.search(first[-_LONGEST_ITEM:])
    if len(items) + 1 != size or verb is None or not all(1 < len(item) <= _LONGEST_ITEM for item in items):
        return []
    first = first[-_LONGEST_ITEM:][verb[0] :]
    first = first[told.tools.verb_end(first) :]
    return [first, *items] if len(first) > 1 and not told.tools.words.verb.search(first) else []


def _respectively(told: Told, index: int, size: int, left: str) -> Phrase | None:
    """同比分别增长3%、5%、2%: one for each of the figures before."""
    said = told.tools.strip(left.replace("分别", ""))
    if index >= size and is_times(told, index) and TIMES_BEFORE.fullmatch(left.replace("分别", "")):
        # 分别是2015年的1.8倍和2.3倍: of the levels that grew.
        levels = [one.level or one.text for one in told.phrases[index - size : index]]
        return _assign(told, index, [told.plain(level) for level in levels])
    grows = told.tools.is_growth(said)
    if index < size or not said or not (grows or told.tools.needs_topic(said)):
        return None
    phrases = []
    for one in told.phrases[index - size : index]:
        level = one.level or (one.text if grows else one.topic)
        phrases.append(Phrase(told.tools.clean(level + said), "", said, one.topic, level))
    return _assign(told, index, phrases)


def _like_the_list_before(told: Told, index: int, left: str) -> Phrase | None:
    """产量达2100吨、270吨 after 小麦、油菜播种面积分别为3200亩、1800亩: the same list again."""
    start, size = told.last_list
    if not size or start + size != index or told.contexts.run_length(index, _LIST_SIGNS) != size:
        return None
    said = told.tools.drop_light(told.tools.strip(left))
    if not told.tools.needs_topic(said):
        return None
    before = told.phrases[start:index]
    return _assign(
        told, index, [Phrase(told.tools.clean(one.topic + said), "", said, one.topic) for one in before]
    )


def _assign(told: Told, index: int, phrases: Sequence[Phrase]) -> Phrase:
    """Note the phrases of a list for its figures; the first is for the figure `index`."""
    for offset, phrase in enumerate(phrases):
        told.assigned[index + offset] = phrase
    told.last_list = (index, len(phrases))
    return phrases[0]


def _items(told: Told, left: str, size: int) -> tuple[list[str], str]:
    """The `size` items of a list, and what is said of all of them; no items when they are not `size`."""
    make = told.tools
    listed, sign, rest = left.partition("分别")
    if not sign:
        listed, rest = left, ""
    rest = "" if rest in _DONE else make.strip_tail(make.words.change.sub("", rest))
    if _YEARS.search(listed) is None:
        listed = make.strip(listed)
    for pattern in ("、", "[、和与及]"):
        items = [item for item in re.split(pattern, listed) if item]
        if len(items) == size and all(len(item) <= 14 for item in items):
            return items, rest
    return [], ""


def _phrases_of_items(told: Told, items: list[str], rest: str) -> list[Phrase]:
    make = told.tools
    if all(_YEARS.search(item) for item in items):
        return [told.plain(make.drop_light(rest))] * len(items)
    first = make.drop_light(items[0])
    end = make.verb_end(first)
    verb = first[:end] if end < len(first) else ""
    nouns = [first[len(verb) :], *items[1:]]
    own_verb = [make.verb_end(noun) > 0 for noun in nouns]
    tail, last = "", nouns[-1]
    shared = make.words.shared_end.length(last)
    if last[-shared:] == "村集体经济收入" or last[-shared:] == "村集体收入":
        shared -= 1  # X村、Y村集体经济收入: the 村 is the name's
    topic = make.topic(last) if not shared else last[:-shared]
    if topic and topic != last and not any(_MEASURED.search(noun) for noun in nouns[:-1]):
        # 小麦、玉米种植面积: the measure at the end is of all of them.
        tail, nouns[-1] = last[len(topic) :], topic
    return [
        told.plain(("" if own else verb) + noun + tail + rest)
        for noun, own in zip(nouns, own_verb, strict=True)
    ]
