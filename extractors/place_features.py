"""Rivers, lakes, reservoirs, irrigation districts, scenic areas: names that end in what they name (归流河, 石滩水库).

What is sought is a name of unlisted letters before the telling word, as for villages: the reading of the stretch with the
name must be cheaper than the best one without it by a margin, and what stands around it must speak for a place.
Most that ends in 河 or 江 is a word (巡河, 沿江, 一条河), so a river needs more than a reservoir.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache

from extractors.names import load_names
from extractors.place_data import place_data
from extractors.place_divisions import UpperName
from extractors.place_evidence import PARENT, ends_given_name, evidence_before
from extractors.place_found import BREAK, Found, Reading, after_break, apart, before_break, stand_again
from extractors.place_lattice import AnyEdge, Edge, cheapest_of, least_cost, name_letters, word_edges, words
from extractors.spans import Occupied

__all__ = ["feature_readings", "said_again"]

#: Behind the telling word these make another word of it (河道, 江苏, 湖泊), or a name of another kind (石滩水库管理站).
_FEATURE = re.compile(
    "水库|灌区(?!域)|湿地公园|森林公园|自然保护区|风景名胜区|风景区|景区|工业园区?|干渠|支渠"
    "|河(?![道长南北东西湖海口谷套内外床沟渠面滩坝湾埠头]|沿(?![线岸])|流(?![域经])|水(?![质位域面])|川镇)"
    "|江(?![苏西南北东山淮都门阴宁津海湖豚滩油陵汉夏城岸浙面口湾心川]|河(?!长)|水(?![质位域面]))"
    "|溪(?![河江口谷沟头坪坑湾]|流(?!域)|水(?![质位域面]))|湖(?![泊北南州口东西广心面光羊湾海滨底区田岸]|水(?![质位域面]))"
)
_NO_FEATURE_AFTER = re.compile(
    "·|[村镇乡县区市](?!级)|社区|街道|小区|[州组屯寨路街桥站寺]|小学|中学|大桥|特大桥|大道|农场|林场|管理[处局所站]|管委会|水务|公司|集团|合作社|"
    "水库|灌区|湿地|景区|风景|森林|电站|水电站|饭店|酒店|酒家|山庄|花园|新城|机场|港|码头|收费|高速|铁路|派出所|法庭|党|"
    "工业园|产业园|开发区|经济|战役|精神|经验|模式|行动|工程局|大学|学院|医院|卫生|苑|府|牌|鱼|蟹|酒|茶|特色"
)
#: What is said of waters and of what was built on them.
_WATERS = re.compile(
    "流域|[上中下]游|两岸|两侧|沿岸|沿线|沿河|干流|支流|水系|水质|水位|水域|水面|水体|水源|河段|段|源头|[省市县区乡镇村]级(?:副|总|双)?[河湖]长|河长|等(?:重点|支流|河流|流域)|航道|公园|滨水|河道|治理|综合|整治|生态(?!农|科技|养殖|园)|"
    "除险|防洪|堤|畔|边|岸|清淤|治污|禁渔|采砂|库区|库容|大坝|坝|移民|扩容|泄洪|蓄水|供水|引水|饮水|管护|渠|节水|续建|配套|漂流|巡河|巡查|"
    "涨|水费|水权|灌溉|污染|护岸|黑臭|排污|采石|垃圾|四乱|河湖|湖长|开闸|建设|改造|加固|维修|项目|工程|创建|旅游|提质|提升|游客"
)
_WATERS_ONLY = re.compile(
    "流域|[上中下]游|两岸|沿岸|干流|支流|水系|水质|水位|水域|水面|水体|河段|源头|[省市县区乡镇村]级(?:副|总|双)?[河湖]长|河长|涨"
)
#: 担任清溪河镇级河长, 任黄鸭河柳树湾段村级河长: between the verb and the office stands the name, whatever its letters are.
_TAKES_OFFICE = re.compile(r"(?:担任|兼任|现任|任)了?([^\W\d_A-Za-z任]{1,5})$")
_OFFICE = re.compile(
    r"(?:的(?=[省市县区乡镇村组]级|街道级))?(?:[\u4e00-\u9fff]{2,5}段)?(?:[省市县区乡镇村组]级|街道级)?(?:副|总|双)?[河湖]长(?![制办令江达沙])"
)
_NOT_ITS_NAME = frozenset("本我该此各全两三四五六七八九十几多某")
_ONLY_WEIGHT, _WATERS_WEIGHT, _BREAK_WEIGHT = 6.5, 4.0, 1.0
_BREAK_AFTER = frozenset("的和与及、，。；）)等至到是在为")

_LONGEST_STEM, _WINDOW_LEFT, _WINDOW_RIGHT = 6, 9, 3
_NAME, _SHORT_WATER, _SHORT_BUILT = 7.0, 1.5, 4.0
#: The cost of a name that a town or village of the report bears; of a verb of two letters that begins one.
_KNOWN_STEM, _VERB_LENGTH, _VERB_FIRST = 10.0, 2, 6.0
_LAST_WORD = re.compile("(?:自治县|街道|社区|嘎查|苏木|民族乡|[县区镇乡村屯寨])$")
#: What a word behind it that tells of waters takes off a name's cost.
_TOLD = 3.0
_RARE = 14.5
_GENERIC, _LONE_WORD = 6.0, 9.0
#: Margin plus evidence that a name needs: of what is built or fenced in, and of a river.
_ENOUGH_BUILT, _ENOUGH_WATER = 5.5, 9.0
#: Margin from which a river needs nothing behind it that tells of waters or ends the name.
_PLAIN = 9.0
#: Letters from which a name is told wherever it stands.
_LONG_ENOUGH = 3
#: Margin below which no company makes a name.
_LEAST_MARGIN = 1.5
_TYPICAL, _NEARLY, _REFUSED = -0.5, -1.0, -9.0
_PLAIN_WATERS = frozenset("江河溪湖")
#: 美丽河湖, 七河五湖: waters of two kinds in a row are waters in general; 北沿江 is no river.
_WATERS_LISTED, _DEEDS = frozenset("江河湖"), frozenset("隔沿跨过入通滨临引出治巡护环海田")
#: Letters that begin no name of a river: they join it to what stands before it, count it, or say what is done with it.
_NOT_FIRST = frozenset(
    "和与及等的到至在对从把将由为以是有了给让被向于去来请找按并又也还就都则且任条隔沿跨过入出治护巡清全该各本此段座个处"
)
_NOT_IN_STEM = frozenset("的和与及等了条座个处、")
#: The same for a water that has a 河长: 境内河流河长 names none.
_NOT_IN_ITS_NAME = _NOT_IN_STEM | frozenset("内辖境区域流")
#: Kinds of a lone letter before a name that is its first.
_LETTER_OF_NAME = frozenset("hgz?")
_NUMERALS = re.compile("[一二三四五六七八九十百千两几数多〇零]+")


def feature_readings(
    text: str, places: Sequence[Found], uppers: Sequence[tuple[int, int, UpperName]]
) -> list[Reading]:
    """Possible names of waters and of what is built on them, in order, without those that meet `places`.

    Args:
        text: the report.
        places: places known already, in order.
        uppers: where names of divisions from the county up and of regions stand, in order.

    """
    return _FeatureReader(text, places, uppers).read()


def said_again(text: str, found: Sequence[Found], places: Sequence[Found]) -> list[Found]:
    """The waters `found`, wherever their names stand again outside all `places`: 归流河边, though 河边 is a word.

    Args:
        text: the report.
        found: waters and what is built on them.
        places: all places known, in order, `found` among them.

    """
    taken = Occupied((place.start, place.end) for place in places)
    names = {place.name for place in found if len(place.name) >= _LONG_ENOUGH}
    return apart(
        Found(start, end, text[start:end], "other", "feature")
        for start, end in stand_again(text, names, taken)
        if not _NO_FEATURE_AFTER.match(text, end)
    )


class _FeatureReader:
    def __init__(
        self, text: str, places: Sequence[Found], uppers: Sequence[tuple[int, int, UpperName]]
    ) -> None:
        self._text = text
        self._places = places
        self._ends = {place.end for place in places}
        #: Names of towns and villages without their last word: 云冲河 flows through 云冲乡.
        self._stems = {_LAST_WORD.sub("", place.name) for place in places if place.how == "name"}
        self._ends.update(end for _, end, upper in uppers if upper.full)
        self._uppers = uppers
        self._upper_starts = [start for start, _, _ in uppers]

    def read(self) -> list[Reading]:
        readings: list[Reading] = []
        text, places = self._text, self._places
        at = floor = 0
        for match in _FEATURE.finditer(text):
            start, end = match.span()
            while at < len(places) and places[at].end <= start:
                floor = max(floor, places[at].end)
                at += 1
            if start <= floor or (at < len(places) and places[at].start < end):
                continue
            if BREAK.match(text[start - 1]) or text[start - 1] in _NOT_IN_STEM:
                continue
            reading = self._in_office(start, end, floor)
            if reading is None and not _NO_FEATURE_AFTER.match(text, end):
                reading = self._read(start, end, floor)
            if reading is not None:
                readings.append(reading)
                if reading.score >= 0:
                    floor = end
                    self._ends.add(end)
        return readings

    def _in_office(self, at: int, end: int, floor: int) -> Reading | None:
        """The water whose 河长 somebody is said to be."""
        text = self._text
        if not _OFFICE.match(text, end):
            return None
        taken = _TAKES_OFFICE.search(text, max(floor, at - _WINDOW_LEFT), at)
        if taken is None:
            return None
        stem = taken.group(1)
        if stem[0] in _NOT_ITS_NAME or stem in _generic() or not _NOT_IN_ITS_NAME.isdisjoint(stem):
            return None
        found = Found(taken.start(1), end, text[taken.start(1) : end], "other", "feature")
        return Reading(found, _PLAIN, _PLAIN)

    def _read(self, at: int, end: int, floor: int) -> Reading | None:
        text = self._text
        left = before_break(text, at, max(floor, at - _WINDOW_LEFT))
        right = after_break(text, end, end + _WINDOW_RIGHT)
        window, goal, suffix = text[left:right], end - left, text[at:end]
        water = suffix in _PLAIN_WATERS
        told = _WATERS.match(text, end) is not None
        only = told and _WATERS_ONLY.match(text, end) is not None
        bonus = _TOLD if told else 0.0
        # The dictionary has ends of rivers' names among its rare words: 流河.
        common = [
            e
            for e in word_edges(window)
            if not (water and e[1] == goal and e[0] < goal - 1 and e[2] >= _RARE)
        ]
        common += _generic_edges(text, left, at, end)
        for which in range(bisect_left(self._upper_starts, left), len(self._uppers)):
            start, stop, upper = self._uppers[which]
            if start >= right:
                break
            # 衢江水位 is of the river, though a district bears its name.
            if stop <= right and not (stop == end and not upper.full and only):
                common.append((start - left, stop - left, upper.cost, "g"))
        names: list[AnyEdge] = [
            (first - left, goal, self._cost(text[first:at], suffix) - bonus, "N")
            for first in range(max(left, at - _LONGEST_STEM), at)
            if _may_name(text, first, at)
        ]
        if not names:
            return None
        cost, path = cheapest_of(len(window), common, names)
        which = next((i for i, edge in enumerate(path) if edge.end >= goal), len(path) - 1)
        edge = path[which]
        if edge.kind != "N" or edge.end != goal:
            return None
        margin = least_cost(len(window), common) - cost - bonus
        which = _with_letter(text, left, path, which, suffix)
        before = path[which - 1] if which else None
        start = left + path[which].start
        stem = text[start:at]
        evidence = evidence_before(text, self._ends, start, left, before)
        ended = end == len(text) or text[end] in _BREAK_AFTER or BREAK.match(text[end]) is not None
        evidence += _ONLY_WEIGHT if only else _WATERS_WEIGHT if told else _BREAK_WEIGHT if ended else 0.0
        score = margin + evidence - (_ENOUGH_WATER if water and stem not in self._stems else _ENOUGH_BUILT)
        least = 0.0 if only and evidence > _ONLY_WEIGHT else _LEAST_MARGIN
        if margin < least or _is_quality(stem) or (water and _is_given_name(text, start)):
            score = min(score, _REFUSED)
        elif (
            water
            and stem not in self._stems
            and not told
            and evidence < PARENT
            and (stem[0] in load_names().common or (not ended and margin < _PLAIN))
        ):
            # 罗汉溪 is a river where the report says so elsewhere; 孟庆河 is a man, and 樟溪红 a brand.
            score = min(score, _NEARLY)
        return Reading(Found(start, end, text[start:end], "other", "feature"), score, margin)

    def _cost(self, stem: str, suffix: str) -> float:
        return _KNOWN_STEM if stem in self._stems else _name_cost(stem, suffix)


def _with_letter(text: str, left: int, path: list[Edge], which: int, suffix: str) -> int:
    """Take into the name what is left over before it: a letter that is no word (尔|王庄水库), a town (宝鸡|峡灌区)."""
    if not which:
        return which
    before, edge = path[which - 1], path[which]
    short = which == 1 and edge.end - edge.start == len(suffix) + 1
    lone = before.end - before.start == 1 and (short or before.kind in _LETTER_OF_NAME)
    lone = lone and text[left + before.start] not in _NOT_FIRST
    town = before.kind == "g" and edge.end - edge.start == len(suffix) + 1 and suffix not in _PLAIN_WATERS
    town = town and text[left + before.end - 1] not in "省市县区旗州盟"
    if lone or town:
        path[which - 1] = Edge(before.start, edge.end, edge.cost, edge.kind)
        return which - 1
    return which


def _may_name(text: str, first: int, at: int) -> bool:
    """Whether text[first:at] may be the name before a telling word."""
    stem = text[first:at]
    return (
        stem[0] not in _NOT_FIRST
        and _NOT_IN_STEM.isdisjoint(stem)
        and _NUMERALS.fullmatch(stem) is None
        and stem not in _generic()
        and not (
            text[at] in _PLAIN_WATERS and (text[at - 1] in _DEEDS or not _WATERS_LISTED.isdisjoint(stem))
        )
    )


@cache
def _generic() -> frozenset[str]:
    data = place_data()
    return data.generic["feature"] | data.doubtful


def _generic_edges(text: str, left: int, at: int, end: int) -> list[AnyEdge]:
    generic = _generic()
    return [
        (start - left, end - left, _GENERIC if at - start > 1 else _LONE_WORD, "x")
        for start in range(max(left, at - _LONGEST_STEM), at)
        # 云雾山景区 is no 山景区, 一条大河 is a 大河.
        if text[start:at] in generic and (at - start > 1 or text[at] in _PLAIN_WATERS)
    ]


@lru_cache(maxsize=8_192)
def _name_cost(stem: str, suffix: str) -> float:
    short = 0.0 if len(stem) > 1 else _SHORT_WATER if suffix in _PLAIN_WATERS else _SHORT_BUILT
    verb = _VERB_FIRST if len(stem) > _VERB_LENGTH + 1 and stem[:_VERB_LENGTH] in place_data().verbs else 0.0
    return _NAME + name_letters().cost(stem) + short + verb


@lru_cache(maxsize=8_192)
def _is_quality(stem: str) -> bool:
    """Whether a common word is so rarely a name (母亲河, 生态湖) that it is none here."""
    word = words().find(stem)
    return len(stem) > 1 and word is not None and word[0] - name_letters().cost(stem) < _TYPICAL


def _is_given_name(text: str, start: int) -> bool:
    """Whether what ends in 江 or 河 is what somebody is called: 李大江, and behind 叫 or 人 whatever it is."""
    return text[start - 1 : start] in ("叫", "人") or ends_given_name(text, start)
