"""Names of towns, villages and groups where a report says them again, and their neighbours in a list.

What a reading of one sentence leaves open, the rest of the report may tell: a name that stands in three of its sentences
is no chance meeting of letters, and what stands in a row of villages between two marks is one, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.gazetteer import gazetteer
from extractors.place_data import place_data
from extractors.place_found import BREAK, NOT_BEHIND_GROUP, SUFFIX_LEVELS, Found, Reading, apart, stand_again
from extractors.place_lattice import words
from extractors.spans import Occupied

__all__ = [
    "bare_in_row",
    "in_company",
    "in_row_of_figures",
    "named_again",
    "numbered_groups",
    "said_often",
    "with_neighbours",
    "without_torn",
]

#: Between the places of a list.
_JOINTS = frozenset({"、", "和", "与", "及", "至", "到"})
#: Score from which a name is beyond doubt, and down to which company helps it.
_SURE, _NEARLY, _BEYOND_DOUBT = 4.0, -3.0, 8.0
#: A name that nearly holds stands at least so many times.
_OFTEN = 3
#: Before a name that stands again, and behind one that is longer than it seemed.
_LISTING, _GOES_ON = frozenset("、和与及到至了的请好让把将"), re.compile("[镇乡村级]|寨(?![老长])")
_SHORT, _LONG = 2, 4
#: Longest word that a name may follow.
_CUE = 3
#: In a list of villages, one whose letters tell nothing: between two of its like, or behind two.
_ITEM = re.compile(
    "[\u4e00-\u9fff]{1,4}?(?P<suffix>村民小组|居民小组|自然村|社区|[村屯寨组])(?![\u4e00-\u9fff])"
)
#: Letters before the word for a village; ends of words that are no part of a name are told by what it is said after.
_TWO_LETTERS = re.compile("(?=([\u4e00-\u9fff]{2}(?:村|社区)(?![镇乡级]|委会|庄)))")
#: Kinds of characters at least before a name that is said often.
_VARIED = 2
_NAMED = r"(?P<name>[\u4e00-\u9fff]{2}(?:村|社区|组))"
#: A village behind a mark or 其中, before a figure.
_BEFORE_FIGURE = re.compile(
    rf"(?:(?<=[，；。：、\n])|(?<=其中)){_NAMED}[0-9.]+(?:[\u4e00-\u9fff]{{1,3}}|%)[、，]"
)
#: The same behind another and its figure.
_BEHIND_FIGURE = re.compile(rf"[0-9.]+(?:[\u4e00-\u9fff]{{1,3}}|%)[、，]{_NAMED}(?=[0-9])")
#: Three and more names with a figure of one kind each, in brackets or behind a colon: （上坪200亩、下坪180亩、石坎120亩）.
_BARE_ROW = re.compile(
    r"(?<=[（(：])[\u4e00-\u9fff]{2,3}[0-9.]+(?P<unit>[\u4e00-\u9fff]{1,2})(?:[、，][\u4e00-\u9fff]{2,3}[0-9.]+(?P=unit)){2,}(?=[）)。；，\n]|$)"
)
_BEFORE_ITS_FIGURE = re.compile(r"[\u4e00-\u9fff]{2,3}(?=[0-9])")
#: So many villages are called so at least, where nothing else tells.
_KNOWN_AS = 4
_TENS = "[一二三四五六七八九十]"
#: A numbered group that has a head or people, and several that something is done in: 四组组长, 在四组、六组复耕.
_NUMBERED = re.compile(
    rf"[一二三四五六七八九十0-9](?<![第0-9一二三四五六七八九十分各每共编为设导察查核研项作].)(?:(?<=[0-9])[0-9]?|(?<![0-9]){_TENS}{{0,2}})(?:组(?=组长|五保|低保户|贫困户|脱贫户|监测户)|社(?=社长))"
)
_NUMBERED_LIST = re.compile(rf"(?<=[在到从对]){_TENS}{{1,2}}组(?:[、和]{_TENS}{{1,2}}组)+(?![织建长])")
_NUMBERED_ITEM = re.compile(f"{_TENS}{{1,2}}组")
#: What leads to one of several such groups, wherever people call them by their numbers: 给四社打井, 其中二社450亩.
_NUMBERED_BARE = re.compile(
    rf"(?:^|(?<=[给把由在到从对和与、，。；：（\n])|(?<=其中)|(?<=就是))(?P<number>{_TENS}{{1,2}}|[0-9]{{1,2}})"
    rf"(?P<unit>社(?![{NOT_BEHIND_GROUP}联融共]|一[品旗策码景特])|组(?![织建成合团装员联包长共]|[一二两三][品旗策码景会]))"
)
#: So many numbers of one unit at least make groups of them.
_SEVERAL = 2
#: What counts villages, and names none.
_COUNTS = frozenset("的等个各全本该每其余两几多")
_BESIDE = ("group", "village", "community")
_NOT_IN_NAMES = frozenset("的了等个各全本该每其余两几多是有在对将把被为不")


def with_neighbours(text: str, readings: Sequence[Reading]) -> list[Reading]:
    """The readings that hold, and those that nearly hold and stand in a list with one that does (A镇、B镇).

    A name that holds beyond doubt somewhere in the report, or holds twice, or is nearly held three times, holds wherever
    it is nearly held.
    """
    sure = {reading.found.name for reading in readings if reading.score >= _SURE}
    held = Counter(reading.found.name for reading in readings if reading.score >= 0)
    sure.update(name for name, times in held.items() if times > 1)
    nearly = {reading.found.name for reading in readings if reading.score >= _NEARLY and reading.margin > 0}
    maybe = {name for name in nearly - sure if len(name) > _SHORT}
    said = Counter(text[start:end] for start, end in stand_again(text, maybe, Occupied()))
    sure.update(name for name, times in said.items() if times >= _OFTEN)
    kept: list[Reading] = []
    for at, reading in enumerate(readings):
        holds = reading.score >= 0 or (reading.score >= _NEARLY and reading.found.name in sure)
        if not holds and reading.score >= _NEARLY:
            holds = any(_helps(text, reading, other) for other in readings[at + 1 : at + 2])
        if holds:
            kept.append(reading)
    return kept


def _helps(text: str, reading: Reading, other: Reading) -> bool:
    """Whether the place after a possible one speaks for it: in a list of the like, or as a town of this county."""
    if other.score < 0:
        return False
    gap = text[reading.found.end : other.found.start]
    if gap == "":
        return reading.found.level == "county" and other.found.level == "township"
    return gap in _JOINTS and other.found.level == reading.found.level


def without_torn(text: str, readings: Sequence[Reading]) -> list[Reading]:
    """The readings without ends of names that the report says in full: 解决了洞|下坪村 where it has named 洞下坪村."""
    sure = {
        reading.found.name
        for reading in readings
        if reading.score >= _SURE and len(reading.found.name) >= _LONG
    }
    lengths = sorted({len(name) for name in sure})

    def is_torn(found: Found) -> bool:
        longer = (length for length in lengths if length > found.end - found.start)
        return any(text[max(0, found.end - length) : found.end] in sure for length in longer)

    return [reading for reading in readings if reading.score >= _BEYOND_DOUBT or not is_torn(reading.found)]


def named_again(text: str, named: Sequence[Found], places: Sequence[Found]) -> list[Found]:
    """Towns and villages that the report has named, where their whole names stand again.

    A reading may see less in them there: 石都西村33户 holds 西村, which is nothing. Names of one letter and a telling
    word are left out, since they end many others; short ones hold between marks, in a list, and behind what leads to
    a place, names of three letters and a telling word wherever they stand.
    """
    names = {place.name: place.level for place in named if len(place.name) > _SHORT}
    if not names:
        return []
    taken = Occupied((place.start, place.end) for place in places)
    ends = {place.end for place in places}
    found: list[Found] = []
    for start, end in stand_again(text, names, taken):
        name = text[start:end]
        # 新石坎村 and 石坎村镇 are others.
        opens = len(name) >= _LONG or start in ends or _opens(text, start)
        if opens and not _GOES_ON.match(text, end):
            found.append(Found(start, end, name, names[name], "name"))
    return apart(found)


def _opens(text: str, start: int) -> bool:
    if not start or BREAK.match(text[start - 1]) or text[start - 1] in _LISTING:
        return True
    data = place_data()
    before = [text[max(0, start - length) : start] for length in range(1, _CUE + 1)]
    if any(word in data.cues_before or word in data.cues_before_weak for word in before):
        return True
    verb = words().find(before[1])
    return verb is not None and verb[1] == "v"


def said_often(text: str, places: Sequence[Found]) -> list[Found]:
    """Villages of two letters that tell nothing, where they stand where a name can begin three times: 坝烂村.

    What is a word of the dictionary is left out, since 示范村 and 帮扶村 are said as often.
    """
    standing: dict[str, list[int]] = {}
    for match in _TWO_LETTERS.finditer(text):
        standing.setdefault(match[1], []).append(match.start())
    often = {name: starts for name, starts in standing.items() if len(starts) >= _OFTEN}
    if not often:
        return []
    taken = Occupied((place.start, place.end) for place in places)
    found: list[Found] = []
    for name, starts in often.items():
        opening = [start for start in starts if _opens(text, start)]
        if len(opening) < _OFTEN or len({text[start - 1 : start] for start in opening}) < _VARIED:
            continue
        level = SUFFIX_LEVELS[name[_SHORT:]]
        if _may_name(name[:_SHORT], level) and words().find(name[:_SHORT]) is None:
            found += (
                Found(start, start + len(name), name, level, "often")
                for start in opening
                if not taken.meets(start, start + len(name))
            )
    return found


def in_row_of_figures(text: str, places: Sequence[Found]) -> list[Found]:
    """Villages and groups with a figure, beside a known one with another: 打夯村320亩、冗翁村215亩."""
    known = [place for place in places if place.level in _BESIDE and not place.masked]
    if not known:
        return []
    starts = {place.start for place in known}
    taken = Occupied((place.start, place.end) for place in places)
    before = (match for match in _BEFORE_FIGURE.finditer(text) if match.end() in starts)
    behind = (_BEHIND_FIGURE.match(text, place.end) for place in known)
    found: list[Found] = []
    for match in (*before, *behind):
        if match is None or taken.meets(*match.span("name")):
            continue
        name = match["name"]
        level = SUFFIX_LEVELS[name[_SHORT:]]
        # Beside a figure a name may begin with 把 or 对.
        if name[:_SHORT] not in place_data().generic[level] and _COUNTS.isdisjoint(name):
            found.append(Found(*match.span("name"), name, level, "list"))
    return found


def bare_in_row(text: str, places: Sequence[Found]) -> list[Found]:
    """Villages without a telling word, each with its share of what was just counted: （上坪200亩、下坪180亩、石坎120亩）."""
    rows = list(_BARE_ROW.finditer(text))
    if not rows:
        return []
    taken = Occupied((place.start, place.end) for place in places)
    found: list[Found] = []
    for row in rows:
        names = list(_BEFORE_ITS_FIGURE.finditer(text, *row.span()))
        if all(
            words().find(name[0]) is None
            and gazetteer().count(name[0] + "村") >= _KNOWN_AS
            and not taken.meets(*name.span())
            for name in names
        ):
            found += [Found(*name.span(), name[0], "village", "list") for name in names]
    return found


def numbered_groups(text: str, places: Sequence[Found]) -> list[Found]:
    """Groups that are called by their number, where a report of one village names no village with them: 四组组长."""
    spans = [match.span() for match in _NUMBERED.finditer(text)]
    for row in _NUMBERED_LIST.finditer(text):
        spans += [item.span() for item in _NUMBERED_ITEM.finditer(text, *row.span())]
    spans += _called_by_number(text)
    if not spans:
        return []
    taken = Occupied((place.start, place.end) for place in places)
    return apart(
        Found(start, end, text[start:end], "group", "chain")
        for start, end in sorted(set(spans))
        if not taken.meets(start, end)
    )


def _called_by_number(text: str) -> list[tuple[int, int]]:
    """Groups with nothing but their number, where several of one unit are called so."""
    matches = list(_NUMBERED_BARE.finditer(text))
    said: dict[str, set[str]] = {}
    for match in matches:
        said.setdefault(match["unit"], set()).add(match["number"])
    return [match.span() for match in matches if len(said[match["unit"]]) >= _SEVERAL]


def in_company(text: str, places: Sequence[Found]) -> list[Found]:
    """What stands in a row of villages or groups, with their telling word: 上寨组、下寨组、也改组、大塘组."""
    known = {place.start: place for place in places if place.level in _BESIDE and not place.masked}
    if not known:
        return []
    ends = {place.end: place for place in known.values()}
    taken = Occupied((place.start, place.end) for place in places)
    found: list[Found] = []
    for place in sorted(known.values(), key=lambda place: place.start):
        found += _behind(text, place, ends, known, taken)
    return found


def _behind(
    text: str, place: Found, ends: dict[int, Found], known: dict[int, Found], taken: Occupied
) -> Iterator[Found]:
    """What a list goes on with behind a place, up to the next that is known."""
    suffix = next(
        (one for one in ("村民小组", "居民小组", "自然村", "社区") if place.name.endswith(one)),
        place.name[-1],
    )
    listed = place.start and text[place.start - 1] in "、" and place.start - 1 in ends
    at = place.end
    while text[at : at + 1] in ("、", "和") and at + 1 not in known:
        item = _ITEM.match(text, at + 1)
        if item is None or item["suffix"] != suffix or taken.meets(*item.span()):
            return
        stem = item[0][: -len(suffix)]
        closed = text[item.end() : item.end() + 1] == "、" and item.end() + 1 in known
        if not (listed or closed) or not _may_name(stem, SUFFIX_LEVELS[suffix]):
            return
        yield Found(item.start(), item.end(), item[0], place.level, "list")
        at, listed = item.end(), True


def _may_name(stem: str, level: str) -> bool:
    data = place_data()
    return stem not in data.generic[level] and stem not in data.doubtful and _NOT_IN_NAMES.isdisjoint(stem)
