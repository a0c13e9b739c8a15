"""Whether words leave room for a name: where one may begin, and whether a word of the dictionary runs over its edges.

A name is what remains when all words around it have been told (as in Zhang et al. 2003, who tag the roles of what no
dictionary explains): of 、范二梅腿有残疾 no two neighbouring characters are a word up to 残疾.
"""

from __future__ import annotations

from extractors.name_context import MARKS, VERB_AFTER, is_clean
from extractors.names import Names, Shape, load_names
from extractors.place_lattice import MAX_WORD, words

__all__ = [
    "COMMON_WORD",
    "DIVISIONS",
    "FULL_NAME",
    "SETS_APART",
    "TELLING",
    "begins_after_word",
    "begins_inside_word",
    "ends_otherwise",
    "full_name",
    "is_nothing_else",
    "is_set_apart",
    "is_told",
    "is_uncut",
    "stands_free",
]

#: Characters of a full name, and the weight of a shape that hardly anything else has.
FULL_NAME, TELLING = 3, 2.0
#: The weight of a shape with a common surname and usual characters that is a word as well.
COMMON_WORD = 0.5
#: How the dictionary marks what it takes for a name.
_A_NAME = "h"
#: Given names of one letter that many bear.
_GIVEN_ALONE = frozenset(
    "强宁平英娜明军勇俊伟静丽涛超磊鹏飞翔旭珊佳煜靖铁成维猛锐云毅川红渊冠敏艳芳燕玲霞斌辉刚峰浩洋健亮琳欣颖倩雪婷梅兰萍娟洁莉楠博凯帅杰东波林龙虎仪克文嫣德权"
)
#: What rivers, natural villages and parts of villages end with; and what stands behind a name of two characters as often
#: as it ends one of three: 佟磊和, 杨武在, 马宝家.
_LANDSCAPE, _PARTICLES = (
    "村组社屯寨庄湾塘坡桥坝坪岭沟冲垭岗湖河溪泉园城镇街路洞地坎坑",
    "和在将家有同会",
)
_LAST_OF_OTHERS = frozenset(_LANDSCAPE + _PARTICLES)
#: What makes the name of a place of a whole stretch.
DIVISIONS = frozenset("村镇乡县")
#: What is quoted as a whole has been given that name: “宁青超”.
_OPENS_QUOTE, _CLOSES_QUOTE = ("“", "《", "「"), ("”", "》", "」")
#: Words of one character that a name follows, and what villages and groups end with.
_LEADS_IN = frozenset(
    "的被由与和跟同对向给让请把将为是在有叫到及或比帮替陪找问谢听经按随因靠从连占托训村组社屯寨队"
)
#: What a name follows that nothing else tells of.
SETS_APART = "".join(sorted(MARKS | _LEADS_IN))


def begins_after_word(text: str, start: int) -> bool:
    """Whether what stands before `start` ends there: a mark, a word, or the name of a village."""
    if start == 0 or text[start - 1] in SETS_APART:
        return True
    return _word_ending(text, start) is not None


def begins_inside_word(text: str, start: int, names: Names) -> bool:
    """Whether the character at `start` makes a word with the one before it that is not the end of a title: not 校长|江河."""
    if not 0 < start < len(text) or not names.is_word(text[start - 1], text[start]):
        return False
    return _title_before(text, start) is None


def is_uncut(text: str, start: int, end: int) -> bool:
    """Whether no word runs over either end of [start, end), but for one that begins with the end of a title.

    班长|孙德贵 holds 长孙.
    """
    known = words()
    taken = _title_before(text, start)
    for at in range(max(0, start - MAX_WORD + 1), end):
        for length, _, _ in known.starting(text[at : at + MAX_WORD]):
            stop = at + length
            if at < start < stop and (taken is None or taken >= at):
                return False
            if start <= at < end < stop and length > 1:
                return False
    return True


def _word_ending(text: str, end: int) -> int | None:
    """Where the longest word of two characters and more that ends at `end` begins."""
    known = words()
    for length in range(min(MAX_WORD, end), 1, -1):
        if known.find(text[end - length : end]) is not None:
            return end - length
    return None


def _is_word(name: str) -> bool:
    """Whether two letters are a word of the dictionary, and not somebody famous whose name others bear, too: 李宁."""
    word = words().find(name)
    if word is None:
        return False
    others = word[1] == _A_NAME and name[1] in _GIVEN_ALONE
    return not others or load_names().is_word(name[0], name[1])


def _title_before(text: str, end: int) -> int | None:
    """Where a title in 长, which begins many words, too, begins if it ends at `end`."""
    return _word_ending(text, end) if text[end - 1 : end] == "长" else None


def is_told(before: float, after: float) -> bool:
    """Whether what stands `before` and `after` a stretch leaves room for a name."""
    return (before > 0 and after > 0) or after >= VERB_AFTER


def is_set_apart(text: str, shape: Shape, start: int) -> bool:
    """Whether a shape begins behind a word, and is not quoted as the name of a thing is."""
    return begins_after_word(text, start) and not _is_quoted(text, start, shape.end)


def full_name(text: str, start: int) -> Shape | None:
    """The full name at `start` that is nothing else: 上屋组|曾菊香."""
    names = load_names()
    if names.full.match(text, start) is None:
        return None
    return next((shape for shape in names.shapes(text, start) if is_nothing_else(text, shape, start)), None)


def is_nothing_else(text: str, shape: Shape, start: int) -> bool:
    """Whether a shape is that of a full name with a usual given name, and neither words nor a place: not 黄泥塘."""
    least = COMMON_WORD if text[start] in load_names().seldom else TELLING
    full = shape.end - start == FULL_NAME and shape.weight >= least and not shape.word
    return full and not ends_otherwise(text, shape.end) and is_uncut(text, start, shape.end)


def ends_otherwise(text: str, end: int) -> bool:
    """Whether what ends at `end` ends with a letter that natural villages end with, or that stands behind names."""
    return text[end - 1] in _LAST_OF_OTHERS


def stands_free(text: str, shape: Shape, start: int, before: float, after: float) -> bool:
    """Whether LAC may be believed where nothing around says that a person is meant.

    Args:
        text: the report.
        shape: of the name that begins at `start`.
        start: where it begins.
        before: how much what stands before it speaks for a name.
        after: how much what stands behind it does.

    """
    if text[shape.end : shape.end + 1] in DIVISIONS:
        return False
    if _sure_by_context(shape, start, before, after):
        return True
    if shape.weight < COMMON_WORD or not is_set_apart(text, shape, start):
        return False
    if shape.end - start < FULL_NAME:
        word = text[shape.end - 1] in _PARTICLES or _is_word(text[start : shape.end])
        likely = before > 0 and shape.weight >= TELLING and not word and _goes_on(text, shape.end, after)
    else:
        likely = (before > 0 and shape.weight >= TELLING) or _goes_on(text, shape.end, after)
    return likely and is_uncut(text, start, shape.end)


def _sure_by_context(shape: Shape, start: int, before: float, after: float) -> bool:
    """Whether what stands before and behind is enough for a full name that is no word, whatever runs over its edges."""
    if shape.end - start < FULL_NAME or shape.word:
        return False
    if shape.weight >= TELLING:
        return (before > 0 and after > 0) or (before == 0 and after >= VERB_AFTER)
    return shape.weight >= COMMON_WORD and before > 0 and after >= VERB_AFTER


def _goes_on(text: str, end: int, after: float) -> bool:
    """Whether the clause goes on as it does behind somebody: no item of a list of things, 柳林、西站, 康渝等4条高铁."""
    return after > 0 and not is_clean(text, end) and text[end] != "等"


def _is_quoted(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in _OPENS_QUOTE and text[end : end + 1] in _CLOSES_QUOTE
