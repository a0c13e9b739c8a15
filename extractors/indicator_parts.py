"""Parts of what was counted before: 其中女性11名, 其中小麦1万亩."""

from __future__ import annotations

import re

from extractors.indicator_contexts import Context
from extractors.indicator_phrases import BARE_LEVEL, Phrase
from extractors.indicator_told import Told

__all__ = ["LABEL", "labelled", "note_whole", "of_whole", "part_of_measure"]

#: Which of the things counted before: a label without a noun.
LABEL = re.compile(
    r"男性?|女性?|男生|女生|汉族|少数民族|其余|剩余|余下|剩下|另外|[0-9]{1,2}岁(?:及)?以[上下]|"
    r"(?:研究生|硕士|博士|本科|大学本科|大学|大专|中专|高中|初中|小学)(?:及)?(?:以上|以下)?(?:学历|文化程度|文化)?|(?:[国省州市县乡镇村境区][内外])+|本地|外地|集镇|镇区|圩镇|各村|村组|线上|线下|现场|室内|室外|农村|城镇|城区|"
    rf"{BARE_LEVEL.pattern}|[A-D]级|初级|中级|高级|特级|正高级|副高级|一般|较大|重大|新建|改建|续建|扩建|其他|其它"
)
#: How many characters may stand between a figure and 其中 with the words of the next.
_NEAR_PARTS = 40
#: A measure that parts share with their whole (粮食播种面积2万亩，其中小麦1万亩).
#: Letters of a verb that a part has in common with its whole.
_VERB = 2
_SHARED_MEASURE = re.compile(
    r"(?:(?:播种|种植|栽种|栽植|养殖|造林|流转)?面积|总?产量|总?产值|存栏量|出栏量)$"
)


def note_whole(told: Told, index: int, context: Context) -> None:
    """Remember of which figure those after 其中 are parts, as long as their list goes on."""
    if not context.follows:
        told.whole = None
    elif "其中" in (told.contexts.gap(index, _NEAR_PARTS) or ""):
        told.whole = index - 1
    elif (
        told.whole is not None
        and context.sign != "、"
        and not (context.adjacent or told.is_age(index))  # 35岁以下52名 is one part
        and LABEL.fullmatch(told.tools.strip(context.left)) is None
    ):
        told.whole = None
    if told.whole is not None:
        told.wholes[index] = told.whole


def of_whole(told: Told, index: int, previous: Phrase) -> Phrase:
    """What a label (女性11名) is a part of: that which 其中 was said of, or else the figure before."""
    if told.whole is not None and told.dimension(told.whole) == told.dimension(index):
        return told.phrases[told.whole]
    if previous.text.startswith("已"):
        for at in told.before(index, 5):
            phrase = told.phrases[at]
            if told.surface(at) == told.surface(index) and not phrase.text.startswith("已"):
                return phrase  # 贫困户63户，已脱贫61户，剩余2户
    return told.of_same_dimension(index, previous)


def labelled(told: Told, left: str, previous: Phrase) -> Phrase:
    """其中女12人, 省外1200人, 州级2个: which of the things counted before."""
    noun = previous.level or previous.noun or previous.text
    noun_of_part = left + (BARE_LEVEL.sub("", noun, count=1) if BARE_LEVEL.fullmatch(left) else noun)
    return Phrase(told.tools.clean(noun_of_part), "", noun_of_part, previous.topic, noun)


def part_of_measure(told: Told, index: int, left: str) -> Phrase | None:
    """小麦播种面积 of 粮食播种面积2万亩，其中小麦1万亩: the same measure."""
    if told.whole is None or len(left) > 6 or told.contexts.counts(index):
        return None
    whole = told.phrases[told.whole]
    measure = _SHARED_MEASURE.search(whole.noun or whole.text)
    make = told.tools
    if measure is None or told.dimension(told.whole) != told.dimension(index):
        return None
    if (
        _SHARED_MEASURE.search(left)
        or make.topic(left) != left
        or LABEL.fullmatch(left)
        or make.verb_end(left)
    ):
        return None
    if make.words.growth_end.length(left) or not left.isalpha():
        return None
    of_what = measure.group()
    # 养殖面积1600亩，其中鲈鱼养殖300亩: said once.
    noun = left + (of_what[_VERB:] if left.endswith(of_what[:_VERB]) else of_what)
    return Phrase(make.clean(noun), "", noun, left)
