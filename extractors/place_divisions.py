"""Provinces, cities, counties and known regions, wherever their full or short name stands.

Full names (隆阳区) are nearly always places. Short ones (隆阳) are where nothing else is meant: many are common words,
too (合作, 大方, 和平), and these count only beside their city or province, in a list of places, or in a report that
says the full name elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import daachorse

from extractors.attributes import PlaceLevel
from extractors.place_data import place_data
from extractors.place_evidence import CUE, OPENING, ends_given_name, evidence_after, evidence_before
from extractors.place_found import BREAK, Found, Reading, after_break
from extractors.place_lattice import Edge, cheapest_of, least_cost, word_edges, words

__all__ = ["UPPER_PATH", "UpperName", "division_readings", "upper_hits", "upper_names"]

UPPER_PATH = Path(__file__).with_name("data") / "gazetteer.upper.tsv"

#: Costs of names by level, on the scale of word costs; a short form costs a little more.
_COSTS = {"province": 7.5, "city": 9.5, "county": 11.5, "other": 9.0}
_SHORT_FORM = 1.5
_WINDOW_LEFT, _WINDOW_RIGHT = 6, 4
_LONGEST_UPPER = 14
#: Least margin of any division, and of a common word to be taken for one.
_LEAST_MARGIN, _LEFT_OVER = 3.0, 2.0
_PLAIN_REGION = 3
_FUNCTION = frozenset("pcuvdmqr")
_COMMON_WORD = 14.0
#: Evidence that a short form of a city or county needs where nothing else supports it.
_CITY_EVIDENCE, _COUNTY_EVIDENCE = OPENING, 5.0
#: Behind a short form these name something else: 黄浦江, 长兴岛, 通州站.
_FEATURES = frozenset("江河湖海山岛湾峡陵沟堡岭峰谷洞泉池潭桥门线站港鱼溪瀑塔寺庙楼")
_LOWER_SUFFIX = re.compile("村(?!级|民|庄|镇)|镇(?!村)|乡(?!村|镇)|社区|街道|小区|[屯寨庄]")
#: Behind the name of a division these make the name of a place of another kind: 昆明综合保税区, 瑞丽口岸.
_ZONE = re.compile(
    "(?:综合)?保税区|经济技术开发区|高新技术产业开发区|经济开发区|工业园区|经开区|高新区|自由贸易试验区|自贸试验区|自贸片区"
    "|自由贸易港|自贸港|(?:边境|跨境)经济合作区|口岸(?!外汇)|国际机场|机场|港(?![口澳元币台])|水库|水电站|湿地公园|森林公园"
    "|国家公园|自然保护区|风景名胜区|风景区|旅游度假区|古城(?!墙)"
)
#: Behind a full name's last letter these make a word with it: 和平|区域, 合作|市场.
_WORD_AFTER = {
    "区": frozenset("域块位间划"),
    "市": frozenset("场民容值"),
    "县": frozenset("域"),
    "旗": frozenset("帜"),
}
#: What a short form may be of that is named with its telling word elsewhere in the report.
_LOWER = frozenset(("township", "village", "community"))
_TAIL_OF_LOWER = re.compile("(?:镇|乡|街道|村|社区)$")
_STRETCH = re.compile("[路河渠]?段")
#: Behind the name of a city or county these make a saying of it: 晋江经验.
_SAYING = re.compile("经验|模式|精神|速度")
_COMMITTEE_POST = re.compile("委(?:书记|副书记|常委)")
_LEVELS: dict[int, PlaceLevel] = {2: "province", 4: "city", 6: "county"}
#: Around a division that something lies in: nothing else stands there.
_SITUATED = re.compile("(?:位于|地处|坐落于?|坐落在|位居|座落于?|座落在|隶属于?)$")
_BORDERS = re.compile("接壤|交界|毗邻|毗连|相邻|相接|相连|相望|为邻")
_SIDE = re.compile(
    "(?:县城)?(?:最|偏|正)?(?:[东西南北中]{1,2}|腹)(?:部|面|边|端|侧|麓|缘|隅|郊|陲|大门|方向|地区|片区|[，。；、])|境内|县城|城[东西南北]|交界|腹地"
)


#: Letters of a city's bare name that is nothing else: 乌鲁木齐.
_PLAIN_CITY = 4
#: One of three is that behind these.
_TRAVELS = ("从", "到", "去", "往", "赴", "在", "跑")
_SHORT_NAME = 2
#: Between the divisions of a list.
_JOINTS = ("、", "和", "与")


class UpperName(NamedTuple):
    """A name of divisions from the county up (with their codes), or of a region (without)."""

    name: str
    level: PlaceLevel
    full: bool
    codes: tuple[str, ...]
    #: What it costs in a reading (see ``place_lattice``).
    cost: float


@cache
def upper_names() -> tuple[tuple[UpperName, ...], daachorse.CharwiseDoubleArrayAhoCorasick]:
    """The names, and an automaton that finds them; built once a process, in some ten milliseconds."""
    codes: dict[str, list[str]] = {}
    full: set[str] = set()
    # The file is sorted from the highest level down: 吉林 is the province before it is the city.
    for line in UPPER_PATH.read_text(encoding="utf-8").splitlines():
        code, name, short = line.split("\t")
        full.add(name)
        for form in (name, *short.split("|")) if short else (name,):
            codes.setdefault(form, []).append(code)
    found = []
    for form, bearers in codes.items():
        level = _LEVELS[len(bearers[0])]
        cost = _COSTS[level] + (0.0 if form in full else _SHORT_FORM)
        found.append(UpperName(form, level, form in full, tuple(bearers), cost))
    for name in place_data().other_names:
        if name not in codes:
            found.append(UpperName(name, "other", True, (), _COSTS["other"]))
    for name in place_data().former_counties:
        if name not in codes:
            found.append(UpperName(name, "county", True, (), _COSTS["county"]))
    automaton = daachorse.CharwiseDoubleArrayAhoCorasick(
        [entry.name for entry in found], daachorse.MATCH_KIND_LEFTMOST_LONGEST
    )
    return tuple(found), automaton


def upper_hits(text: str) -> Iterator[tuple[int, int, UpperName]]:
    """Every stretch of `text` that is such a name, longest first, without overlap: not yet known to be a place."""
    names, automaton = upper_names()
    last = 0
    for start, end, which in automaton.find(text):
        if start < last:
            continue
        hit = start, end, names[which]
        if not names[which].full:
            # 位于|都安瑶族自治县, though 于都 is a county as well.
            hit = _longer_inside(text, start, end) or _behind_verb(text, start) or hit
        last = hit[1]
        yield hit


def _longer_inside(text: str, start: int, end: int) -> tuple[int, int, UpperName] | None:
    """The name of an autonomous area that begins within [start, end)."""
    names, automaton = upper_names()
    base = start + 1
    for first, stop, which in automaton.find(text[base : end + _LONGEST_UPPER]):
        if base + first >= end:
            return None
        if "自治" in names[which].name:
            return base + first, base + stop, names[which]
    return None


def _behind_verb(text: str, start: int) -> tuple[int, int, UpperName] | None:
    """The name behind a verb that ends with the first letter of another: 考上|海南, though 上海 is a city."""
    verb = words().find(text[start - 1 : start + 1]) if start else None
    if verb is None or verb[1] != "v":
        return None
    names, automaton = upper_names()
    base = start + 1
    found = next(iter(automaton.find(text[base : base + _LONGEST_UPPER])), None)
    return None if found is None or found[0] else (base, base + found[1], names[found[2]])


@cache
def _short_names() -> frozenset[str]:
    return frozenset(upper.name for upper in upper_names()[0] if not upper.full)


def _is_whole(upper: UpperName) -> bool:
    """Whether a name says its own rank: 民和县 does, though 民和回族土族自治县 is the full name."""
    return upper.full or (upper.level == "county" and len(upper.name) > 2 and upper.name[-1] in "县旗")


@cache
def _is_doubtful(upper: UpperName) -> bool:
    """Whether the name is a common word as well, or one of two letters such as 和县."""
    if upper.level in ("province", "other"):
        return False
    return _is_common(upper.name) or (upper.full and len(upper.name) == 2)


@cache
def _is_common(name: str) -> bool:
    """Whether a name is a common word as well."""
    if name in place_data().plain_divisions:
        return False
    word = words().find(name)
    return name in place_data().doubtful_divisions or (word is not None and word[0] < _COMMON_WORD)


@cache
def _may_be_deed(stem: str) -> bool:
    """Whether what stands before 县 is so common a word that the county's organs may follow it: 会同县水利局."""
    word = words().find(stem)
    return word is not None and word[0] < _COMMON_WORD


def division_readings(
    text: str, places: Sequence[Found], uppers: Sequence[tuple[int, int, UpperName]]
) -> list[Reading]:
    """Possible names of provinces, cities, counties and regions: `uppers` outside `places`, each weighed.

    Args:
        text: the report.
        places: places known already, in order.
        uppers: what :func:`upper_hits` found.

    """
    return _DivisionReader(text, places, uppers).read()


#: How the text stands around a city where somebody lives.
_GONE_TO = re.compile("(?:[在到从去赴往嫁跑]|现在)$")
_LIVES = re.compile(
    "打工|务工|读书|上学|上大学|上班|做(?:[\u4e00-\u9fff]{0,4}生意|工|买卖)|开(?:[\u4e00-\u9fff]{0,2}[馆店厂]|公司|货?车|出租|了)|"
    "经商|创业|当兵|当厨|工作|安家|买房|定居|就业|一家|办厂|搞装修|跑运输|学艺|带孩子|"
    "[，。；]|的[儿女]|回[村来乡]|返|跑(?!步)|学(?:[了回来技]|起了)|取经|考察|参观|招商|进货|请[来回]|(?:[、和][\u4e00-\u9fff]{2,3}){0,4}等地"
)
#: What is quoted whole and begins with where it belongs: “浙江好人”.
_NAMED_AFTER = re.compile("[\u4e00-\u9fff]{2,4}”")

#: Right behind where those come from who buy and invest.
_TRADES = re.compile("(?:客商|商会|招商)(?!局|中心|网)")


class _DivisionReader:
    def __init__(
        self, text: str, places: Sequence[Found], uppers: Sequence[tuple[int, int, UpperName]]
    ) -> None:
        self._text = text
        self._ends = {place.end for place in places}
        self._starts = {place.start for place in places}
        #: 南阳 where the report names a 安阳镇: the town, and no city far away.
        self._stems = {_TAIL_OF_LOWER.sub("", place.name) for place in places if place.level in _LOWER}
        #: Such names of three letters and more, by their first two.
        self._longer: dict[str, tuple[str, ...]] = {}
        for stem in self._stems:
            if len(stem) > _SHORT_NAME:
                self._longer[stem[:_SHORT_NAME]] = (*self._longer.get(stem[:_SHORT_NAME], ()), stem)
        spans = [(place.start, place.end) for place in places]
        self._hits = list(_outside(uppers, spans))
        #: Codes of the divisions that the report names in full.
        self._said = {
            code
            for _, _, upper in self._hits
            if upper.full and not _is_doubtful(upper)
            for code in upper.codes
        }

        #: Starts of full names of counties of one city that stand side by side: 岷县漳县.
        self._paired = {
            start
            for left, right in pairwise(self._hits)
            if left[1] == right[0] and _are_neighbours(left[2], right[2])
            for start in (left[0], right[0])
        }

        #: Starts of cities with another behind them in a list: 卖进广州、佛山.
        self._listed = {
            left[0]
            for left, right in pairwise(self._hits)
            if text[left[1] : right[0]] in _JOINTS and _is_city(left[2]) and _is_city(right[2])
        }

    def read(self) -> list[Reading]:
        readings: list[Reading] = []
        previous: tuple[int, UpperName] | None = None
        for start, end, upper in self._hits:
            reading = self._weigh(start, end, upper, previous)
            if reading is None:
                continue
            readings.append(reading)
            if reading.score >= 0:
                self._ends.add(end)
                previous = (end, upper)
        return readings

    def _weigh(
        self, start: int, end: int, upper: UpperName, previous: tuple[int, UpperName] | None
    ) -> Reading | None:
        text = self._text
        if text.startswith(place_data().not_after, end):
            return None
        whole = _is_whole(upper)
        if not whole and text[start - 1 : start] == "“" and _NAMED_AFTER.match(text, end):
            return None
        if whole and text[end : end + 1] in _WORD_AFTER.get(upper.name[-1], ()):
            return None
        short = not whole and upper.level in ("city", "county")
        if short:
            feature = text[end : end + 1] in _FEATURES and not _ZONE.match(text, end)
            if feature or _SAYING.match(text, end) or upper.name in self._stems:
                return None
            # 桐梓坡移民安置点 in a report that names 桐梓坡社区.
            if text.startswith(self._longer.get(text[start : start + 2], ()), start):
                return None
            if self._ends_a_stretch(start, end):
                return None
        if upper.level == "other" and len(upper.name) == 2 and ends_given_name(text, start):
            return None
        if (not upper.full or upper.level == "other") and _LOWER_SUFFIX.match(text, end):
            # 华山 in 华山村: what is named is the village.
            return None
        left = start
        while (
            left > 0
            and start - left < _WINDOW_LEFT
            and not BREAK.match(text[left - 1])
            and left not in self._ends
        ):
            left -= 1
        right = after_break(text, end, end + _WINDOW_RIGHT)
        window = text[left:right]
        common = word_edges(window)
        lived_in = short and self._is_lived_in(start, end)
        supported = lived_in or self._is_supported(start, end, upper, previous)
        price = upper.cost
        # A lake or a range of three letters and more is a word of the dictionary, too, and means nothing else.
        plain = upper.name in place_data().plain_divisions or (
            upper.level == "other"
            and (len(upper.name) >= _PLAIN_REGION or upper.name in place_data().countries)
        )
        word = words().find(upper.name) if supported or plain else None
        if word is not None:
            # The report has said that this common word is a place.
            price = min(price, word[0] - _LEAST_MARGIN - 0.1)
        elif (whole and end in self._starts) or (
            short and supported and (upper.level == "city" or (previous is not None and previous[0] == start))
        ):
            # 海城市 right before its town is no 城市 of the sea, 成都 in a list with 浙江 is no 都, and 天山 is of 乌鲁木齐.
            letters = least_cost(end - start, word_edges(text[start:end]))
            price = min(price, letters - _LEAST_MARGIN - 1.0)
        cost, path = cheapest_of(len(window), common, [Edge(start - left, end - left, price, "G")])
        which = next((at for at, edge in enumerate(path) if edge.kind == "G"), None)
        if which is None:
            return None
        margin = least_cost(len(window), common) - cost
        after = path[which + 1] if which + 1 < len(path) else None
        lone = after is not None and after.end - after.start == 1 and after.kind not in _FUNCTION
        gone = _is_city(upper) and text[start - 1 : start] in _TRAVELS  # 到广东接回2人, 跑成都联系客商
        if lone and not lived_in and not gone and not (whole and end in self._starts):
            # 西安区 in 西安区域: a lone letter is left over.
            margin -= _LEFT_OVER
        evidence = evidence_before(text, self._ends, start, left, path[which - 1] if which else None)
        evidence += evidence_after(text, end)
        score = margin - _LEAST_MARGIN
        if gone and margin > 0:
            score = max(score, 0.0)
            evidence = max(evidence, _CITY_EVIDENCE)
        if not supported:
            if _is_doubtful(upper):
                score = -1.0
            elif whole and upper.level == "county" and _may_be_deed(upper.name[:-1]):
                # 会同县水利局 is with the county's bureau, 在会同县 is in that county.
                score = min(score, evidence - CUE)
            elif short and not self._is_plain(start, upper) and start not in self._listed:
                needed = _CITY_EVIDENCE if upper.level == "city" else _COUNTY_EVIDENCE
                score = min(score, evidence - needed)
        name, level = upper.name, upper.level
        tail = _ZONE.match(text, end) if level in ("province", "city", "county") else None
        if tail is not None:
            name, level, end = name + tail.group(), "other", tail.end()
        elif upper.full and _COMMITTEE_POST.match(text, end) and name[:-1] in _short_names():
            # 隆阳区委书记: the post is 区委书记, so the place is 隆阳.
            name, end = name[:-1], end - 1
        return Reading(Found(start, end, name, level, "division"), score, margin)

    def _is_lived_in(self, start: int, end: int) -> bool:
        """Whether people go, live or trade where a short form stands: 在义乌做生意, 远嫁银川, 包头客商."""
        if _TRADES.match(self._text, end):
            return True
        if self._text[start:end] in place_data().doubtful_divisions:
            return False
        gone = _GONE_TO.search(self._text, max(0, start - _SHORT_NAME), start)
        return gone is not None and _LIVES.match(self._text, end) is not None

    def _is_plain(self, start: int, upper: UpperName) -> bool:
        """Whether a short form means nothing but the city: of four letters, or of three where somebody comes from or goes."""
        size = len(upper.name) + (upper.level == "city" and self._text[start - 1 : start] in _TRAVELS)
        return size >= _PLAIN_CITY

    def _ends_a_stretch(self, start: int, end: int) -> bool:
        """Whether a short form is where a stretch of road ends that begins at no division: 石坝至昌乐段."""
        return (
            _STRETCH.match(self._text, end) is not None
            and self._text[start - 1 : start] in ("至", "到")
            and start - 1 not in self._ends
        )

    def _is_supported(
        self, start: int, end: int, upper: UpperName, previous: tuple[int, UpperName] | None
    ) -> bool:
        """Whether the report itself says which division is meant."""
        if (
            _is_whole(upper)
            and _SITUATED.search(self._text, max(0, start - 4), start)
            and _SIDE.match(self._text, end)
        ):
            return True  # 位于渠县东北部
        if _is_whole(upper) and _BORDERS.match(self._text, end):
            return True
        if end in self._starts or start in self._paired:
            # Right before one of its towns or villages, or beside another county of its city.
            return True
        if not upper.full and any(code in self._said for code in upper.codes):
            return True
        if previous is None:
            return False
        gap = self._text[previous[0] : start]
        if gap == "":
            return any(code.startswith(holder) for code in upper.codes for holder in previous[1].codes)
        if gap in _JOINTS:
            far = {upper.level, previous[1].level} == {"province", "city"}
            unlike = self._text.startswith("等", end)  # 百色、全州等地: a city and a county of another
            return (far and not _is_doubtful(upper)) or any(
                code[:2] == other[:2] and (unlike or len(code) == len(other))
                for code in upper.codes
                for other in previous[1].codes
            )
        return False


def _is_city(upper: UpperName) -> bool:
    """Whether a name means a city or a province and no common word."""
    return upper.level in ("province", "city") and not _is_doubtful(upper)


def _are_neighbours(left: UpperName, right: UpperName) -> bool:
    """Whether two full names are of counties in one city."""
    if not (left.full and right.full and left.level == right.level == "county"):
        return False
    return any(one[:4] == other[:4] for one in left.codes for other in right.codes)


def _outside(
    hits: Sequence[tuple[int, int, UpperName]], spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, UpperName]]:
    """The hits that share no character with any of the sorted `spans`."""
    at = 0
    for start, end, upper in hits:
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        if at == len(spans) or spans[at][0] >= end:
            yield start, end, upper
