"""People by the marks around their names: before a mark, announced by number, with posts in brackets, signed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.name_context import CROWD, NOUN, THRESHOLD, past_padding
from extractors.names import LONGEST_BY_SOUND
from extractors.numerals import read
from extractors.person_weighing import CERTAIN, COMMON_WORD, FULL_NAME, Candidate, Weighing
from extractors.place_lattice import words

__all__ = [
    "between_marks",
    "counted",
    "holders",
    "numbered",
    "signed",
    "titled_by_sound",
    "with_post_in_brackets",
]

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
    named = weighing.text.endswith(("我叫", "名叫"), 0, start) and weighing.names.is_surname(match[0][0])
    if match[0][0] not in weighing.names.common and start not in weighing.southern and not named:
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
            yield between_marks(weighing, start, _HOLDER)
        if before >= 1:
            yield _at_head(weighing, start)
    for start in weighing.residents:
        yield between_marks(weighing, start, _HOLDER)  # 拱撒组的木劳都、


def titled_by_sound(weighing: Weighing) -> Iterator[Candidate]:
    """Names written by sound behind a title or a word for one: 人大主席丹巴住院, 儿子完德常年在外."""
    text, names = weighing.text, weighing.names
    starts = {past_padding(text, end) for end in weighing.role_ends}
    starts.update(start for start in weighing.context.starts(text) if weighing.before(start) >= CROWD)
    for start in starts:
        sounding = weighing.run_of_sounds(start)
        if sounding is not None:
            yield sounding  # 监测户居马什一家
            continue
        if text[start : start + 1] not in names.element_starts:
            continue
        for size in range(LONGEST_BY_SOUND, 1, -1):
            if names.is_by_sound(text[start : start + size]) and len(text) >= start + size:
                yield Candidate(start, start + size, THRESHOLD)
                break


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


#: A list of people with their number before it, and that number.
_ANNOUNCED = re.compile(
    r"[名人位](?:[，,](?:分别|依次)?[是为][：:]?|[：:]|（|\()"
    r"(?P<list>[一-鿿]{2,4}(?:[、和][一-鿿]{2,4})+)(?=[。；，）)\n])"
)
_ENDING_NUMBER = re.compile("(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3})$")


def counted(weighing: Weighing) -> Iterator[Candidate]:
    """As many as were announced: 积极分子3名，分别是方圆、闻小军、郑满仓."""
    text, names = weighing.text, weighing.names
    for match in _ANNOUNCED.finditer(text):
        counted_as = _ENDING_NUMBER.search(text, max(0, match.start() - 3), match.start())
        number = read(counted_as[0]) if counted_as else None
        items = _items(text, *match.span("list"))
        if number is None or number.value != len(items):
            continue
        if all(any(shape.end == end for shape in names.shapes(text, start)) for start, end in items):
            yield from (Candidate(*item, CERTAIN) for item in items)


def _items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The items of a list: between the marks, and around the last 和, which may be part of a name elsewhere."""
    items = []
    while (mark := text.find("、", start, end)) >= 0:
        items.append((start, mark))
        start = mark + 1
    joint = text.rfind("和", start + 2, end - 2)
    return [*items, (start, end)] if joint < 0 else [*items, (start, joint), (joint + 1, end)]


#: The number behind a list of people; 个 counts many things.
_NUMBER = re.compile(
    # One class in front lets the search run over all that is no number.
    "(?P<number>[0-9两三四五六七八九十](?:(?<=[0-9])[0-9]?|(?<![0-9])[两三四五六七八九十]?))"
    "(?:[名位户](?!次)|人(?!次)|个(?=主播|人|党员|同志|干部|年轻|孩子|学生|老人|徒弟|能人|大户|老师|村民|妇女|代表|委员|兄弟))"
)
#: How far back such a list may begin, and a name within it.
_LONGEST_LIST, _LONGEST_NAME = 80, 5
#: Of the first of such a list all that stands before the name belongs to the sentence.
_FIRST = 2.5


def _list_begins(text: str, end: int) -> int:
    """Where the ideographs and commas between items begin that stand before `end`."""
    begin, least = end, max(0, end - _LONGEST_LIST)
    while begin > least and ("一" <= text[begin - 1] <= "鿿" or text[begin - 1] == "、"):
        begin -= 1
    return begin


def numbered(weighing: Weighing) -> Iterator[Candidate | None]:
    """As many as the number behind them says: 冉光荣、谢天来、白玉兰3名."""
    text = weighing.text
    for match in _NUMBER.finditer(text):
        etc = match.start() > 0 and text[match.start() - 1] == "等"
        stop = match.start() - etc
        begin = _list_begins(text, stop)
        (_, end), *others = _items(text, begin, stop)
        if not others:
            continue
        number = read(match["number"])
        if number is None or number.value is None or number.value < 2:
            continue
        # 向多福、向开明、满益群等12户: some of them are named, all in full.
        some = etc and number.value > len(others) + 1 and len(others) > 1
        full = some and all(stop - start == FULL_NAME for start, stop in others)
        if (number.value == len(others) + 1 or full) and all(
            _may_be_called(weighing, *item) for item in others
        ):
            yield from (Candidate(*item, CERTAIN) for item in others)
            for start in range(max(begin, end - _LONGEST_NAME), end - 1):
                if weighing.before(start) >= 0:  # 感谢|杨柳、刘洋两位
                    yield weighing.best_at(start, bonus=_FIRST, end=end)


def _may_be_called(weighing: Weighing, start: int, end: int) -> bool:
    """Whether a stretch has the shape of a name, or is one by sound, and is no word of two characters."""
    text, names = weighing.text, weighing.names
    if end - start < FULL_NAME and words().find(text[start:end]) is not None:
        return False
    return names.is_by_sound(text[start:end]) or any(shape.end == end for shape in names.shapes(text, start))


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
    known = surname in names.compound if compound else names.is_surname(surname)
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
