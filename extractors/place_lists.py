"""Names without a telling word: those that a count tells (石坎、半岭2个村民小组), and those said in full elsewhere.

The count says what they are, and how many: it must be that of the list, and every item must have the shape of a name.
A town or village that the report names in full bears its short name where that can be nothing but a place (白岩那边).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.attributes import PlaceLevel
from extractors.gazetteer import gazetteer
from extractors.names import load_names
from extractors.numerals import read
from extractors.place_data import place_data
from extractors.place_found import BREAK, Found, apart, stand_again
from extractors.place_lattice import AnyEdge, cheapest_of, least_cost, name_letters, word_edges, words
from extractors.place_names import NATIONALITY_TAIL
from extractors.spans import Occupied

__all__ = ["counts_list", "listed_again", "listed_names", "short_names"]

_COUNTED = re.compile(
    # 柳滩、杨井2个软弱涣散村: of what kind they are.
    "个(?:(?:软弱涣散|集体经济薄弱|经济薄弱|薄弱|空壳|后进|先进|重点|示范|试点|试验|贫困|深度贫困|脱贫|出列|未出列|山区|边远|偏远|库区|涉农|受灾|挂钩|挂联|包联|联系)(?=村))?"
    "(?P<unit>行政村|自然村|村民小组|居民小组|村小组|独贵龙|嘎查|苏木|社区|乡镇|街道|浩特|自然屯|自然寨|村(?![级民干组])|屯|寨|社(?![区会员])|乡(?!村)|镇(?!村))"
)
_LEVELS: dict[str, PlaceLevel] = {
    "社区": "community",
    "村民小组": "group",
    "居民小组": "group",
    "村小组": "group",
    "独贵龙": "group",
    "浩特": "group",
    "社": "group",
    "苏木": "township",
    "乡镇": "township",
    "街道": "township",
    "乡": "township",
    "镇": "township",
}
_NUMBER = re.compile("(?P<rest>等?)(?:这|共)?(?P<number>[0-9]{1,2}|[一二两三四五六七八九十]{1,3})$")
#: 2个村（石坎、半岭）; 2个村，分别是石坎村、半岭村; and, the count behind its unit, 贫困村2个，即：石坎、半岭.
_SAID_NEXT = (
    r"(?:[，,]?(?:分别是|分别为|依次是|依次为|即|包括|有)[：:]?|[（(：:])(?:即|分别是|分别为)?[：:]?"
    r"(?P<list>[\u4e00-\u9fff]{2,5}(?:[、和及][\u4e00-\u9fff]{2,5})+)(?=[）)，。；\n]|$)"
)
_BEHIND = re.compile(_SAID_NEXT)
_COUNT_BEHIND = re.compile("(?P<unit>村|社区)(?P<number>[0-9]{1,2}|[二两三四五六七八九十])个" + _SAID_NEXT)
#: 石坎、半岭、上坪三村: the count stands where a name's own telling word would.
_COUNTED_BARE = re.compile(
    "(?P<number>[两三四五六七八九2-9])(?<=[\u4e00-\u9fff]{2}.)(?P<unit>村|镇|乡|社区)(?![级民组落寨容])"
)
#: 到石坎、半岭和上坪等村调研.
_AND_OTHERS = re.compile(
    "等(?:贫困|重点|示范|试点|受灾)?村(?![级民组干集两落寨容史务规委党庄域口里企社中]|办(?![起了好成]))"
)
_ITEMS_BEFORE = re.compile("(?:[\u4e00-\u9fff]+、)+$")
_JOINT = re.compile("[、和与及]")
_ITEM = re.compile(r"[\u4e00-\u9fff]{2,4}")
_SHORTENED = frozenset(("township", "village"))
_FULL_SUFFIX = re.compile("(?:镇|乡|街道|苏木|嘎查|村)$")
#: Behind a short name these leave nothing but a place; the last only at the beginning of a sentence: 樟塘的出路在山上.
_CAN_BE_NO_OTHER = re.compile("那边|这边|那里|一带|境内|片区|集镇|街上|的(?=[出贫穷短优特水路地山农产人家])")
_OPENS_SENTENCE = frozenset("。！？\n \u3000")
#: How far back a list may begin, and a name within it.
_LONGEST_LIST, _SHORTEST, _LONGEST = 40, 2, 4
_PLACE, _LISTED = 4.0, 2.0
#: Least margin of one item, and the mean of all: where the count is that of the list, and behind 等.
_MARGIN_COUNTED, _MEAN, _MARGIN, _MEAN_ET_CETERA, _NONE = -3.0, 1.0, 0.0, 2.5, -99.0
#: Parts of speech of the word before a list.
_BEFORE_NAMES = frozenset("vpcw")
#: A common word must be at least this much dearer as a word than as a name.
_TYPICAL = 0.0
_NAMESAKES, _COMMON_NAMESAKES, _WITH_SUFFIX = 3, 15, 2.0
#: So many villages or communities bear the names that are words, where a count of just as many is all that tells.
_GIVEN_OFTEN = 30
_CREATED = ("创建", "建设", "创评", "评选", "打造")
#: What a place is said to hold, and how far back such a list may begin.
_RULES = re.compile("[下管所]?辖(?:区?有)?(?P<list>[一-鿿]{2,4}(?:[、和及][一-鿿]{2,4})+)$")
_LONGEST_RULED = 80
#: Right before a list that is all there is.
_ALL_THERE_IS = re.compile("(?:由|辖|包括|分为|现有|共有|设有?)$")
#: Before and behind a name these make another of it.
_SIDES = frozenset("上下前后大小新老东西南北")
_SUFFIXES = frozenset("村组屯寨社乡镇县区路街")
_NOT_IN_NAMES = frozenset("片类批级型的了着过等个各全本该是有和与及在对将把被为不")


def listed_names(text: str, places: Sequence[Found]) -> list[Found]:
    """Names of such lists, in order, without those that are `places` already.

    Args:
        text: the report.
        places: places known already, in order.

    """
    known = {place.end: place for place in places}
    taken = Occupied((place.start, place.end) for place in places)
    found: list[Found] = []
    for level, items in sorted(_lists(text, known), key=lambda told: told[1]):
        found += [
            Found(start, end, text[start:end], level, "list")
            for start, end in items
            if not taken.meets(start, end) and (not found or found[-1].end <= start)
        ]
    return found


def counts_list(text: str, start: int, end: int) -> bool:
    """Whether [start, end) is the last of a list with its count, and no name: 上坪三 in 石坎、半岭、上坪三村."""
    items = _ITEMS_BEFORE.search(text, max(0, start - _LONGEST_LIST), start)
    number = read(text[end - 1])
    if items is None or number is None or end - start <= _SHORTEST:
        return False
    # 一村、二村、曹坪三村 are three names.
    return items[0].count("、") + 1 == number.value and not re.search("[村乡镇区]、", items[0])


def _lists(text: str, known: dict[int, Found]) -> Iterator[tuple[PlaceLevel, list[tuple[int, int]]]]:
    """The lists whose count is right, each with the level of what it counts."""
    for match in _COUNTED.finditer(text):
        count = _NUMBER.search(text, max(0, match.start() - 5), match.start())
        number = _count_of(count["number"]) if count else None
        if count is None or number is None:
            continue
        items = _before(text, count.start(), known)
        told = not count["rest"] and len(items) == number and _is_told(text, items)
        # 石坎、半岭、上坪等3个村: some write 等 behind all there are.
        more = bool(count["rest"]) and len(items) != number
        called = len(items) == number and _are_called_so(text, items, match)
        if not told and not called and not _is_list(text, items, number, known, more=more):
            ruled = _ruled(text, count.start(), number)
            if ruled:
                yield _LEVELS.get(match["unit"], "village"), ruled
                continue
            items = _behind(text, _BEHIND.match(text, match.end()))
            if not _is_list(text, items, number, known, more=False):
                continue
        yield _LEVELS.get(match["unit"], "village"), items
    for match in _COUNT_BEHIND.finditer(text):
        items, number = _behind(text, match), _count_of(match["number"])
        if number is not None and _is_list(text, items, number, known, more=False):
            yield _LEVELS.get(match["unit"], "village"), items
    for match in _COUNTED_BARE.finditer(text):
        items, number = _before(text, match.start(), known), _count_of(match["number"])
        if number is not None and _is_list(text, items, number, known, more=False):
            yield _LEVELS.get(match["unit"], "village"), items

    for match in _AND_OTHERS.finditer(text):
        items = _before(text, match.start(), known)
        fresh = [text[start:end] for start, end in items if end not in known]
        # 双河、团结、石龙等村: words that are given as often as these are names here, too.
        margins = [_margin(item) for item in fresh if gazetteer().count(item + "村") < _GIVEN_OFTEN]
        good = not margins or (min(margins) > _MARGIN and sum(margins) / len(margins) > _MEAN_ET_CETERA)
        if len(items) > _SHORTEST and fresh and good:
            yield "village", items


def _count_of(numeral: str) -> int | None:
    number = read(numeral)
    return (
        None if number is None or number.value is None or number.value_max is not None else int(number.value)
    )


def _behind(text: str, told: re.Match[str] | None) -> list[tuple[int, int]]:
    return _items(text, told.start("list"), told.end("list")) if told else []


def short_names(text: str, places: Sequence[Found]) -> list[Found]:
    """Towns and villages by their names without 镇, 乡, 村, where `places` have them with it.

    Args:
        text: the report.
        places: places known already, in order.

    """
    anchors = [match.start() for match in _CAN_BE_NO_OTHER.finditer(text)]
    if not anchors:
        return []
    full: dict[str, PlaceLevel] = {}
    for place in places:
        if place.level in _SHORTENED and not place.masked and place.how == "name":
            stem = NATIONALITY_TAIL.sub("", _FULL_SUFFIX.sub("", place.name))
            if _SHORTEST <= len(stem) < len(place.name) and words().find(stem) is None:
                full.setdefault(stem, place.level)
    taken = Occupied((place.start, place.end) for place in places)
    found = []
    for end in anchors:
        for size in range(_LONGEST, _SHORTEST - 1, -1):
            level = full.get(text[max(0, end - size) : end])
            if text[end] == "的" and text[end - size - 1 : end - size] not in _OPENS_SENTENCE:
                continue
            if level is not None and not taken.meets(end - size, end):
                found.append(Found(end - size, end, text[end - size : end], level, "list"))
                break
    return found


def listed_again(text: str, listed: Sequence[Found], places: Sequence[Found]) -> list[Found]:
    """The names that a count told, wherever they stand again: 由原上坪、石坎两个村合并 makes 石坎 a place in all of the report.

    Args:
        text: the report.
        listed: what `listed_names` found.
        places: all places known, in order, `listed` among them.

    """
    taken = Occupied((place.start, place.end) for place in places)
    levels = {place.name: place.level for place in listed if words().find(place.name) is None}
    found = []
    for start, end in stand_again(text, levels, taken):
        # 大石坎 is another place, and so is 石坎寨 where it was not found; 李石坎 is a person.
        before, behind = text[max(0, start - 1) : start], text[end : end + 1]
        other = before in _SIDES or behind in _SUFFIXES or before in load_names().common
        if not other:
            found.append(Found(start, end, text[start:end], levels[text[start:end]], "list"))
    return apart(found)


def _before(text: str, end: int, known: dict[int, Found]) -> list[tuple[int, int]]:
    """The items of the list that ends at `end`; the first begins where the words before it end."""
    left = end
    while (
        left > 0
        and end - left < _LONGEST_LIST
        and (text[left - 1] == "、" or not BREAK.match(text[left - 1]))
    ):
        left -= 1
    # What stands before a list's own first name: an earlier list with its count, and the town that it lies in.
    left = max([left, *(match.end() for match in _COUNTED.finditer(text, left, end))])
    mark = text.find("、", left, end)
    joint = mark if mark >= 0 else max(text.rfind("和", left, end), text.rfind("与", left, end))
    if joint < 0:
        return []
    place = known.get(joint)
    left = max([left, *(at for at in range(left + 1, joint) if at in known)])
    if left in known and text[left] == "的" and joint - left > _SHORTEST:
        left += 1  # 柳河镇的石坎、半岭、上坪三个村
        if place is None and joint - left <= _LONGEST:
            return [(left, joint), *_items(text, joint + 1, end)]
    if place is not None:
        start: int | None = place.start
    elif left in known and _SHORTEST <= joint - left <= _LONGEST:
        start = left
    else:
        start = _first(text, left, joint)
    if start is None:
        return []
    if text[start] == "由" and joint - start > _SHORTEST:
        start += 1  # 由上周、坑头、外朱岙3个自然村组成
    return [(start, joint), *_items(text, joint + 1, end)]


def _first(text: str, left: int, end: int) -> int | None:
    """Where the first name of a list begins, read off the cheapest reading of what stands before its end."""
    left = max(left, end - _LONGEST * 2)
    window = text[left:end]
    size = len(window)
    names: list[AnyEdge] = [
        (at, size, _PLACE + name_letters().cost(window[at:]) - _listed_bonus(window[at:]), "N")
        for at in range(max(0, size - _LONGEST), size - _SHORTEST + 1)
    ]
    path = cheapest_of(size, word_edges(window), names)[1]
    if path and path[-1].kind == "N":
        return left + path[-1].start
    # 下辖|合兴: what the reading makes of 会 counts for nothing behind a word that only places follow.
    for at in range(max(2, size - _LONGEST), size - _SHORTEST + 1):
        if window[at - 2 : at] in place_data().cues_before:
            return left + at
    # 搬迁|岩头顶: the reading prefers 头顶, and yet the name begins behind the verb.
    ends = (edge.end for edge in reversed(path) if edge.kind in _BEFORE_NAMES)
    start = next((end for end in ends if size - end >= _SHORTEST), None)
    if start is None and _SHORTEST <= size <= _LONGEST:
        start = 0  # nothing before it: ，振兴、光明、中心三个社区
    return left + start if start is not None and size - start <= _LONGEST else None


def _listed_bonus(stem: str) -> float:
    """How much cheaper a name is that a village bears and that is no word: 以|大坳, though 以大 reads like one."""
    return _LISTED if words().find(stem) is None and gazetteer().count(stem + "村") else 0.0


def _items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    items = []
    for joint in _JOINT.finditer(text, start, end):
        if joint.start() == start and joint.group() != "、":
            continue  # 黑虎、和平等7个村
        items.append((start, joint.start()))
        start = joint.end()
    return [*items, (start, end)]


def _is_list(
    text: str, items: list[tuple[int, int]], number: int, known: dict[int, Found], *, more: bool
) -> bool:
    """Whether all items are names, as many as the count says: where 等 stands behind them, some of as many."""
    if len(items) < _SHORTEST or (len(items) >= number if more else len(items) != number):
        return False
    fresh = [text[start:end] for start, end in items if end not in known]
    margins = [_margin(item) for item in fresh]
    if not more and _are_nearly_all_known(fresh, margins):
        margins = [max(margin, 0.0) for margin in margins]
        return all(_may_be_name(text, item) for item in items)
    if more and _are_nearly_all_known(fresh, margins, missing=0):
        return True  # 以大坳、磨滩、长沟等12个村为重点: no words, and there are villages called so
    if not more and _are_mostly_names(fresh, margins):
        # 幸福、果园、岩头沟3个村: where the count is right, words that villages are called by are their names, too.
        margins = [max(margin, _listed_margin(item)) for item, margin in zip(fresh, margins, strict=True)]
    least, mean = (_MARGIN, _MEAN_ET_CETERA) if more else (_MARGIN_COUNTED, _MEAN)
    return bool(fresh) and min(margins) > least and sum(margins) / len(margins) > mean


def _is_told(text: str, items: list[tuple[int, int]]) -> bool:
    """Whether words right before a list say that it is all there is: 由上周、坑头、外朱岙3个自然村组成."""
    if len(items) <= _SHORTEST or not _ALL_THERE_IS.search(
        text, max(0, items[0][0] - _SHORTEST), items[0][0]
    ):
        return False
    return all(_may_be_name(text, item) for item in items)


def _are_called_so(text: str, items: list[tuple[int, int]], unit: re.Match[str]) -> bool:
    """Whether all are among the names that are given most often, which are words: 振兴、光明、中心三个社区."""
    if text.startswith(_CREATED, unit.end()):
        return False  # 平安、和谐、文明三个社区创建: of what kind they are to be
    suffix = "社区" if unit["unit"] == "社区" else "村"
    called = (gazetteer().count(text[start:end] + suffix) for start, end in items)
    return len(items) >= _SHORTEST and min(called) >= _GIVEN_OFTEN


def _may_be_name(text: str, item: tuple[int, int]) -> bool:
    """Whether an item has the letters of a name, and does not say of what kind a village is."""
    name = text[slice(*item)]
    letters = _ITEM.fullmatch(name) is not None and _NOT_IN_NAMES.isdisjoint(name)
    return letters and name not in place_data().generic["village"]


def _ruled(text: str, end: int, number: int) -> list[tuple[int, int]]:
    """The items of a list behind 辖, which are names, whatever their letters: 辖弄喊、邦瓦等9个村民小组."""
    told = _RULES.search(text, max(0, end - _LONGEST_RULED), end)
    if told is None:
        return []
    items = _items(text, told.start("list"), end)
    names = all(_may_be_name(text, item) and words().find(text[slice(*item)]) is None for item in items)
    return items if names and _SHORTEST <= len(items) <= number else []


def _are_mostly_names(items: list[str], margins: list[float]) -> bool:
    good = sum(margin > 0 and words().find(item) is None for item, margin in zip(items, margins, strict=True))
    return len(items) > _SHORTEST and 2 * good >= len(items) - 1


def _are_nearly_all_known(items: list[str], margins: list[float], *, missing: int = 2) -> bool:
    """Whether of many names that are no words all are listed, but for a few of four or more: 新塘、万洛、庞坳、麻利、洞坪."""
    known = sum(
        words().find(item) is None and (margin > 0 or gazetteer().count(item + "村") > 0)
        for item, margin in zip(items, margins, strict=True)
    )
    return known > _SHORTEST and known >= len(items) - missing


def _listed_margin(item: str) -> float:
    """What a name is worth for being in the gazetteer, whatever else it means."""
    listed = gazetteer().count(item + "村")
    plain = words().find(item) is None and item not in place_data().generic["village"]
    return 0.0 if listed >= (1 if plain else _COMMON_NAMESAKES) else _NONE


def _margin(item: str) -> float:
    """How much cheaper an item is as a name than as words; below any least margin where it cannot be one."""
    stem = _FULL_SUFFIX.sub("", item)
    if _SHORTEST <= len(stem) < len(item):
        # 石坎村: as many of these as the count says are places, unless they say of what kind a village is.
        return _NONE if stem in place_data().generic["village"] else _WITH_SUFFIX
    if not _ITEM.fullmatch(item) or not _NOT_IN_NAMES.isdisjoint(item):
        return _NONE
    data = place_data()
    if item in data.generic["village"] or item in data.generic["community"]:
        return _NONE
    letters = name_letters().cost(item)
    word = words().find(item)
    if word is not None:
        listed = word[0] - letters > _TYPICAL and gazetteer().count(item + "村") >= _NAMESAKES
        return word[0] - letters if listed else _NONE
    return least_cost(len(item), word_edges(item)) - letters - _PLACE
