"""People by the marks around their names: before a mark, announced by number, with posts in brackets, signed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.name_context import NOUN, THRESHOLD, past_padding
from extractors.numerals import read
from extractors.person_weighing import CERTAIN, COMMON_WORD, FULL_NAME, Candidate, Weighing
from extractors.place_lattice import words

__all__ = ["between_marks", "counted", "holders", "signed", "with_post_in_brackets"]

#: Three characters between marks, of which the first may be a surname.
_UP_TO_MARK = re.compile("[一-鿿]{3}(?=[、，。；])")
#: The same of two, before a further one.
_PAIR_BEFORE_COMMA = re.compile("[一-鿿]{2}(?=、[一-鿿]{2,3}[、，。；等])")
#: What stands behind a name of two characters rather than ends one.
_SAID = frozenset(
    "的了着过是及或等对把被从到就都也还又很不没已而因后说做去给让叫请问来听看写读买卖抓管查办任"
)


def between_marks(weighing: Weighing, start: int, weight: float = THRESHOLD) -> Candidate | None:
    """A surname and one or two characters, whatever they are, up to a mark, no two of them a word: 、姜你里、."""
    text = weighing.text
    match = _UP_TO_MARK.match(text, start) or _PAIR_BEFORE_COMMA.match(text, start)
    if match is None or match[0][-1] in _SAID:
        return None
    if match[0][0] not in weighing.names.common and start not in weighing.southern:
        return None
    if not weighing.is_no_word(start, match.end()):
        return None
    known = words().find(match[0][1:]) if len(match[0]) == FULL_NAME else None
    return Candidate(start, match.end(), weight) if known is None else None


#: A title before a whole stretch and a mark behind it, against LAC's word for a part of it.
_HOLDER = 9.0


def holders(weighing: Weighing) -> Iterator[Candidate | None]:
    """Whoever stands between a title and a mark, though the name ends in what hardly any does: 书记张久丢、."""
    text = weighing.text
    for _, end in weighing.roles:
        yield between_marks(weighing, past_padding(text, end), _HOLDER)
    for start in weighing.context.starts(text):
        before = weighing.before(start)
        if before >= NOUN:
            yield between_marks(weighing, start)
        if before >= 1:
            yield _at_head(weighing, start)
    for end in weighing.villages:
        if text.startswith("的", end):
            yield between_marks(weighing, end + 1)  # 拱撒组的木劳都、


#: What may stand behind the second name of a list.
_AFTER_ITEM = frozenset("、，。；等和")


def _at_head(weighing: Weighing, start: int) -> Candidate | None:
    """Whoever opens a list of full names behind a word for people, whatever the surname: 队员向晓枫、蒲一鸣."""
    text = weighing.text
    match = _UP_TO_MARK.match(text, start)
    if match is None or text[match.end()] != "、":
        return None
    ends = any(shape.end == match.end() for shape in weighing.names.shapes(text, start))
    if ends and _is_item(weighing, match.end() + 1) and weighing.is_no_word(start, match.end()):
        return Candidate(start, match.end(), THRESHOLD)
    return None


def _is_item(weighing: Weighing, start: int) -> bool:
    """Whether a full name stands at `start`, and behind it what ends an item of a list, or a name."""
    text = weighing.text
    return any(
        shape.end == start + FULL_NAME
        and shape.weight >= COMMON_WORD
        and not shape.word
        and (text[shape.end : shape.end + 1] in _AFTER_ITEM or weighing.after(shape.end) > 0)
        for shape in weighing.names.shapes(text, start)
    )


#: A list of people with their number before it.
_ANNOUNCED = re.compile(
    r"(?P<number>[0-9]{1,2}|[一二两三四五六七八九十]{1,3})[名人位](?:[，,](?:分别|依次)?[是为][：:]?|[：:]|（|\()"
    r"(?P<list>[一-鿿]{2,4}(?:[、和][一-鿿]{2,4})+)(?=[。；，）)\n])"
)
_ITEM = re.compile("[一-鿿]{2,4}?(?=[、和]|$)")


def counted(weighing: Weighing) -> Iterator[Candidate]:
    """As many as were announced: 积极分子3名，分别是方圆、闻小军、郑满仓."""
    text, names = weighing.text, weighing.names
    for match in _ANNOUNCED.finditer(text):
        number = read(match["number"])
        items = list(_ITEM.finditer(text, *match.span("list")))
        if number is None or number.value != len(items):
            continue
        if all(any(s.end == item.end() for s in names.shapes(text, item.start())) for item in items):
            yield from (Candidate(*item.span(), CERTAIN) for item in items)


_BRACKET = re.compile("[（(]")
_BEFORE_BRACKET = re.compile(r"(?:^|[、，；：:。\s以由])(?P<name>[\u4e00-\u9fff]{2,4})$")
_JOINS_POSTS = ("、", "，", "兼")


def with_post_in_brackets(weighing: Weighing) -> Iterator[Candidate]:
    """Whatever a surname opens, from mark to bracket, where nothing but posts is bracketed: 、马稼（副乡长）."""
    text = weighing.text
    ends = dict(weighing.roles)
    for bracket in _BRACKET.finditer(text):
        end = ends.get(bracket.end())
        before = _BEFORE_BRACKET.search(text, max(0, bracket.start() - 5), bracket.start())
        if end is None or before is None:
            continue
        while text[end : end + 1] in _JOINS_POSTS and end + 1 in ends:
            end = ends[end + 1]
        if text[end : end + 1] in ("）", ")") and _opens_with_surname(weighing, *before.span("name")):
            yield Candidate(*before.span("name"), THRESHOLD)


def _opens_with_surname(weighing: Weighing, start: int, end: int) -> bool:
    """Whether a stretch is a surname and what may be a given name, and no word."""
    names, text = weighing.names, weighing.text
    compound = end - start > FULL_NAME
    surname = text[start : start + 2] if compound else text[start]
    known = surname in (names.compound if compound else names.common | names.ambiguous)
    return known and names.never.isdisjoint(text[start + 1 : end]) and weighing.is_no_word(start, end)


_LINE = re.compile(r"[^\n]+")
#: So many lines at either end of a report may hold nothing but its author's name.
_SIGNING_LINES = 4
#: Alone on a line where people sign.
_OWN_LINE = 2.5


def signed(weighing: Weighing) -> Iterator[Candidate | None]:
    """Names alone on one of the first or last lines."""
    text = weighing.text
    lines = [match.span() for match in _LINE.finditer(text) if not match[0].isspace()]
    for start, end in {*lines[:_SIGNING_LINES], *lines[-_SIGNING_LINES:]}:
        if end - start <= 12:
            stripped = text[start:end].strip()
            begin = text.index(stripped, start)
            yield weighing.best_at(begin, bonus=_OWN_LINE, end=begin + len(stripped))
