"""People who follow from those found: in a row of titles, in a list, named elsewhere in the report."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator

from extractors.name_context import CROWD, THRESHOLD, is_clean, past_padding
from extractors.name_edges import is_uncut
from extractors.person_marks import between_marks
from extractors.person_weighing import CUTS_WORD, FULL_NAME, PLAUSIBLE, TELLING, Candidate, Weighing
from extractors.place_found import BREAK, stand_again
from extractors.place_lattice import words
from extractors.spans import Occupied, leftmost_longest

__all__ = ["in_between", "known", "listed", "paired"]

#: Joined to a person by 、 or 和; named elsewhere in the report; one of several pairs of title and name.
_LISTED, _KNOWN, _PAIRED = 2.5, 2.0, 3.0
#: Between one name and the end of the title of the next, at most so many characters, a place included.
_PAIRS, _PAIR_REACH = "、，；,;和及与", 24


def paired(weighing: Weighing, found: Collection[Candidate], *, backwards: bool) -> Iterator[Candidate]:
    """After a title that stands in a row with titles whose holders are known: 书记王建国、主任江河."""
    text = weighing.text
    named = {person.start: person for person in found}
    roles = weighing.roles[::-1] if backwards else weighing.roles
    for (_, known_end), (_, end) in itertools.pairwise(roles):
        holder = named.get(past_padding(text, known_end))
        if holder is None:
            continue
        start = past_padding(text, end)
        other = weighing.best_at(start, bonus=_PAIRED)
        if other is None or other.weight < THRESHOLD:
            continue
        left, right = (other, known_end) if backwards else (holder, end)
        gap = text[left.end : right]
        if gap and gap[0] in _PAIRS and len(gap) <= _PAIR_REACH and "。" not in gap:
            named[start] = other
            yield other


_LONGEST = 6
_JOIN = re.compile(r"家?[、和与及]|[ \u3000]{1,4}")


def listed(weighing: Weighing, found: Collection[Candidate], blocked: Occupied) -> Iterator[Candidate]:
    """Those joined to a person by 、 or 和, onwards and backwards."""
    seen = {(person.start, person.end) for person in found if not person.free}
    # 诸葛秀兰、童年: whoever stands before the mark is known, and not 葛秀兰.
    ends = {person.end for person in found}
    certain = {person.end for person in found if not person.free}
    starts = {person.start for person in found}
    queue = list(found)
    while queue:
        person = queue.pop()
        before = () if person.start - 1 in certain else _previous_in_list(weighing, person)
        for neighbour in (*_next_in_list(weighing, person, starts), *before):
            stretch = (neighbour.start, neighbour.end)
            if person.free and not _vouches(weighing, person, stretch, starts, ends):
                continue
            if stretch not in seen and not blocked.meets(*stretch):
                seen.add(stretch)
                queue.append(neighbour)
                yield neighbour


def _vouches(
    weighing: Weighing, person: Candidate, stretch: tuple[int, int], starts: set[int], ends: set[int]
) -> bool:
    """Whether somebody for whom LAC alone speaks vouches for a neighbour in the list.

    So they do for whom it speaks for, too, for what is nothing but a name, and where others stand in the list.
    """
    start, end = stretch
    if weighing.lac.get(start) == end or weighing.is_telling(start, end):
        return True
    # 雇了宰小妹、乐彩霞: a full name of a surname that is a word first, where no word explains it.
    given = words().find(weighing.text[start + 1 : end]) if weighing.text[start + 1] != "小" else None
    if end - start == FULL_NAME and given is None and weighing.has_shape(start, end, PLAUSIBLE):
        return is_uncut(weighing.text, start, end)
    beyond = end + 1 in starts if start > person.start else start - 1 in ends
    return beyond or person.start - 1 in ends or person.end + 1 in starts - {start}


def _next_in_list(weighing: Weighing, person: Candidate, starts: set[int]) -> Iterator[Candidate]:
    """Whoever is joined to the end of a person."""
    joined = _JOIN.match(weighing.text, person.end)
    if joined is None:
        return
    sounding = weighing.run_of_sounds(joined.end())
    if sounding is not None:
        yield sounding  # 哈孜泰、努尔哈力木送学上门
        return
    found = weighing.best_at(joined.end(), bonus=_LISTED, joined=True)
    likely = found is not None and found.weight >= THRESHOLD
    if (
        found
        and likely
        and (_agrees(weighing, found) or weighing.after(found.end) > 0 or _is_full_name(weighing, found))
    ):
        yield found
        return
    whole = between_marks(weighing, joined.end())
    if whole is not None and (not person.free or whole.end + 1 in starts):
        yield whole


def _agrees(weighing: Weighing, person: Candidate) -> bool:
    """Whether LAC takes this for a person, and cuts no word: not 韦丰|收."""
    return weighing.lac.get(person.start) == person.end and is_uncut(weighing.text, person.start, person.end)


def _is_full_name(weighing: Weighing, person: Candidate) -> bool:
    """Whether this is a surname that is hardly ever a word with a common given name: 刘思远、张文斌打着手电."""
    start, end = person.start, person.end
    size = FULL_NAME + (weighing.text[start : start + 2] in weighing.names.compound)
    return end - start == size and weighing.has_shape(start, end, TELLING)


def _previous_in_list(weighing: Weighing, person: Candidate) -> Iterator[Candidate]:
    """Whoever is joined to the start of a person."""
    text = weighing.text
    at = person.start - 1
    if at < 0 or text[at] not in "、和与及 \u3000":
        return
    if text[at - 1] == "家" and text.startswith("家", person.end):
        at -= 1  # 郝桂兰家和张改花家 are two homes
    for start in range(max(0, at - _LONGEST), at - 1):
        found = weighing.best_at(start, bonus=_LISTED, end=at)
        # 向海、莫莫格保护区: a rare surname and one character more are a name only where more speaks for it.
        weak = at - start < FULL_NAME and all(s.weight < 0 for s in weighing.names.shapes(text, start))
        if found and found.weight >= THRESHOLD and weighing.before(start) >= 0 and not weak:
            yield found
            if is_clean(text, start - 1):
                return  # 、那桂兰、: all of it, and not 桂兰


#: Between two marks of a list.
_BETWEEN = re.compile("、([一-鿿]{2,5})(?=、)")
#: What is no part of a name, and what says that the list goes on about something else.
_NOT_IN_NAMES = frozenset("的了等各全本该每其余几有是在对将把被为不村镇乡县组社长")


def in_between(weighing: Weighing, found: Collection[Candidate]) -> Iterator[Candidate]:
    """Whatever stands alone between two people of a list, and is no word: 白海泉、萨仁花、张立冬."""
    text = weighing.text
    starts = {person.start for person in found}
    for person in list(found):
        item = _BETWEEN.match(text, person.end)
        if item is None or item.end() + 1 not in starts or item.start(1) in starts:
            continue
        if _NOT_IN_NAMES.isdisjoint(item[1]) and words().find(item[1]) is None:
            # 、志愿者田甜、: behind a word for somebody the name alone.
            begins = (at for at in range(item.start(1) + 2, item.end() - 1) if weighing.before(at) >= CROWD)
            yield Candidate(next(begins, item.start(1)), item.end(), THRESHOLD)


_DOT = re.compile("[·•・‧∙]")


def known(weighing: Weighing, found: Collection[Candidate]) -> Iterator[Candidate]:
    """Other mentions of those who were named in full."""
    text = weighing.text
    named = _named_in_full(weighing, found)
    if not named:
        return
    for start, end in leftmost_longest(stand_again(text, named, Occupied()), lambda stretch: stretch):
        if end - start > 2:
            # 和林上忠: 和林 is a word, and no part of the name.
            if weighing.before(start) > CUTS_WORD / 2 or text[start - 1] in "和与同":
                yield Candidate(start, end, THRESHOLD)
        elif weighing.names.is_by_sound(text[start:end]) and _stands_apart(text, start, end):
            yield Candidate(start, end, THRESHOLD)
        elif weighing.after(end) > 0 and (again := weighing.best_at(start, bonus=_KNOWN, end=end)):
            yield again
        elif _opens_and_acts(text, start, end):
            yield Candidate(start, end, THRESHOLD)


def _stands_apart(text: str, start: int, end: int) -> bool:
    """Whether no word runs over either end of a stretch: 满达, but not in 圆满达标."""
    dictionary = words()
    return (
        dictionary.find(text[max(0, start - 1) : start + 1]) is None
        and dictionary.find(text[end - 1 : end + 1]) is None
    )


def _named_in_full(weighing: Weighing, found: Collection[Candidate]) -> list[str]:
    """The names of those found, the masked and those who need no context left out."""
    named = {weighing.text[person.start : person.end] for person in found if not person.masked}
    # Whoever is called 艾麦提·伊斯马伊力 once is 艾麦提 elsewhere.
    first = {name[: match.start()] for name in named if (match := _DOT.search(name))}
    named.update(name for name in first if len(name) >= FULL_NAME)
    return sorted(named.difference(weighing.names.leaders))


def _opens_and_acts(text: str, start: int, end: int) -> bool:
    """Whether a name of two characters, no word itself, opens a clause, and a word of its own follows: ，李毅充分肯定."""
    dictionary = words()
    if start and not BREAK.match(text[start - 1]):
        return False
    apart = dictionary.find(text[start:end]) is None and dictionary.find(text[end - 1 : end + 1]) is None
    return apart and dictionary.find(text[end : end + 2]) is not None
