"""Figures in running text: where they stand, and what number, unit and bound they state.

This module reads one figure at a time and knows nothing of its neighbours; what a figure counts is worked out in
`extractors.indicators`. One scan over the half-width text finds the numerals, and Python decides on each of them:
is it a quantity, how far does it reach, and how exact is it. Work on one numeral is bounded by a few dozen
characters around it, so the whole is linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.attributes import Bound
from extractors.figure_checks import unit_fits
from extractors.figure_numbers import Number, NumberReader, is_digit
from extractors.figure_words import figure_words
from extractors.names import load_names
from extractors.numerals import SCANNER, fold, read
from extractors.units import Unit, compound, table

__all__ = ["Figure", "Figures", "Zones", "find_figures"]

#: Titles hold no figures at all; a short quotation is a slogan or shorthand (“5个100%”), a long one is speech.
_TITLES = re.compile(
    r"《[^《》\n]{0,80}》|“[^“”\n]{1,14}”|\"[^\"\n，。]{1,14}\"|‘[^‘’\n]{1,14}’|「[^「」\n]{1,14}」|『[^『』\n]{1,14}』"
)
_AFTER_UNIT = re.compile(
    r"(?P<half>半(?=[，。；、）)的\s]|$))?"
    r"(?P<more>余(?=[，。；、：）)的\s]|以|$)|多(?=[，。；、）)的长宽高深厚远重\s]|$))?"
    r"(?:(?P<ge>(?:及|或|和|\(含\)|（含）|含)?以上(?!述|级部门|情况|是|就是|工作|问题|报告))"
    r"|(?P<le>(?:及|或|（含）|\(含\))?以下(?!几|简称|问题|情况|方面)|(?:以|之)内)"
    r"|(?P<about>左右(?!邻|手|岸|两)|上下(?=[，。；、）)的\s降升浮波涨跌]|$)))?"
)
#: A time limit: 15个工作日内办结.
_WITHIN = re.compile(r"内(?![部容外涵设地向科])")
_AFTER_FIRST = frozenset("半余多及或和(（含以之左上")
_BOUND_OF_GROUP: dict[str, Bound] = {"more": "ge", "ge": "ge", "le": "le", "about": "about"}
_HALF = Decimal("0.5")
_HALF_MORE = re.compile(r" ?个(半|多)(月|小时|钟头|季度|星期|百分点)")
_RATE_BEFORE = re.compile("率(?:为|达到?|是)$|总人口(?:为|达|约)?$")
_PLAIN = re.compile(r"[0-9]{1,4}(?![0-9.])")
_NINE_PLACES = Decimal("0.000000001")
_SMALL_MONEY = re.compile(r"([0-9一二三四五六七八九])[角毛](?:([0-9一二三四五六七八九])分)?")
_SPOKEN = re.compile(
    r"(块|毛|角|米|成)([一二三四五六七八九]|(?<=块)[1-9](?![0-9.]))?(?:分|毛|角)?(钱)?(?=[，。；、：）)的\s左以一]|$)"
)
_SPOKEN_UNITS = frozenset("米块毛角")
_CURRENCY = {"¥": "元", "￥": "元", "$": "美元", "€": "欧元"}

#: 节约, 签约, 最近: words that end like an approximation.
_NOT_ABOUT = frozenset("节签违预履合公契条特隐赴相租简俭毁守爽邀誓盟民")
_NOT_NEAR = frozenset("最附临邻靠接远贴逼就亲走拉新渐切")
_NOT_UP_TO = frozenset("以之网线晚早")
#: 过 sets a bound before round numbers only: 过百, 过万; it is an aspect elsewhere (开展过9次).
_PAST = frozenset("过超破逾")
#: 收入过25万元 passes a mark; 开展过9次 is an aspect.
_PASSED = frozenset(("money", "mass", "area", "ratio", "length", "volume"))

_ANIMALS = tuple("牛猪羊驴骡")
_WELLS, _WELLS_DUG = ("井", "塘", "泉", "窑"), ("机井", "水井", "深井", "大口井", "井", "泉")
_TIMES = frozenset(("年", "月", "天", "日", "周", "季度", "学期", "学年"))
#: 至少开展1次: the verb stands between.
_LOOSE_CUE = re.compile(r"(至少|最多|至多)(?!时)[\u4e00-\u9fff]{1,4}(?<![时的])$")

_RATE_DIMENSIONS = frozenset(("money", "mass", "volume", "energy", "power"))
_SPOKEN_RATE = re.compile(
    r"一(公斤|斤|亩|吨|天|株|头|只|个月|平方米|度|晚|个人|次)(?=[，。；、）)的卖收\s]|$)"
)
_PERIODIC = re.compile(r"每个?(?:半|两|[0-9一二三四五六])?个?(?:年|月|周|季度?|旬|天|日|学期|星期|半年)")
_ENDS = frozenset("，。；、：！？）)\n")
#: 目前, 此前, 提前: words that end in 前 and give no order.
_BEFORE_FIRST = frozenset("目此之以年日会当先提节汛事生婚产岗课赛战月天期")
_NO_ONE_AFTER = frozenset(
    "第统唯之同这那某任下上另又再有是专首逐成为每单独整头哪各不如万合归划初惟始纯均当此于说干定办抓做缺过接少多学练查改"
)
_HAN = re.compile(r"[\u4e00-\u9fff”]")
_DASHES = frozenset("-–—_")
#: What stands before the next of those who belong together, and how long it is at most: 1名片长+2名专职.
_ONE_AND = re.compile("(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,2})[名户人个位家][\u4e00-\u9fff]{1,10}\\+$")
_LONGEST_ONE = 15
_SIZES = frozenset("宽高厚深长")
_NAME_JOINTS = frozenset("-—·、")
_CHINESE_DIGITS = frozenset("一二两三四五六七八九十")
#: From here on what people say without a unit is a sum: 两千八.
_LEAST_SUM = 1000
#: 敬老, 养老, 古老: words that end in 老 and name nobody.
_CARES_FOR_OLD = frozenset("敬养助尊爱孝慰扶为适古元涉恤")


@dataclass(slots=True)
class Figure:
    """One figure of a text. Offsets are those of the text given.

    Attributes:
        start, end: the span: number, approximation and unit.
        lead: where the words begin that belong to the figure without being in its span (超过, 不少于).
        value, value_max: exact numbers; None when masked, and `value_max` None unless it is a range.
        unit: None where the text has none.
        bound: exact, ge, le or about.
        masked: the figure itself is hidden (**, XX).

    """

    start: int
    end: int
    lead: int
    value: Decimal | None
    value_max: Decimal | None
    unit: Unit | None
    bound: Bound = "exact"
    masked: bool = False


class Zones:
    """Stretches of text where no figure is read: titles, short quotations, names of programmes and places."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        furthest = -1
        for start, end in sorted(stretches):
            furthest = max(furthest, end)
            self._starts.append(start)
            self._ends.append(furthest)

    def end_at(self, offset: int) -> int:
        """Where the zone around `offset` ends; 0 outside all zones."""
        at = bisect_right(self._starts, offset) - 1
        return self._ends[at] if at >= 0 and self._ends[at] > offset else 0

    def begins_within(self, start: int, end: int) -> bool:
        """Whether a zone begins in [start, end)."""
        at = bisect_right(self._starts, start - 1)
        return at < len(self._starts) and self._starts[at] < end


def _is_latin(char: str) -> bool:
    return bool(char) and char.isascii() and char.isalpha()


#: Between a surname and a figure this hides a given name.
_MASK_OF_NAME = re.compile(r"[Xx×*]{1,3}(?=[0-9]|多[次年])")
_LIST_MARKS = frozenset("、，和与及")
#: What somebody is called right before the surname: 村民张XX多次反映.
_CALLED = re.compile(r"(?:村民|群众|居民|党员|干部|同志|老人|[户员者师匠]|书记|主任|[村组队会]长)$")


class Figures:
    """Reads the figures of one text.

    Args:
        text: running text of any width.
        zones: stretches that hold no figures (programme names and the like); titles and short quotations
            are found here.

    """

    def __init__(self, text: str, zones: Iterable[tuple[int, int]] = ()) -> None:
        self.text = fold(text)
        self._zones = Zones([*zones, *(found.span() for found in _TITLES.finditer(self.text))])
        self._units = table()
        self._first = self._units.first_characters
        self._words = figure_words()
        self._numbers = NumberReader(self.text, self._units)
        self._resume = 0

    def find(self) -> list[Figure]:
        """All figures in document order. They never overlap."""
        found: list[Figure] = []
        text = self.text
        for run in SCANNER.finditer(text):
            start, end = run.span()
            if start < self._resume:
                continue
            behind_name = self._past_name(start)
            start = behind_name or start
            chinese = text[start] > "\x80" and text[start] not in "×□○"
            if chinese and not self._worth_reading(start, end):
                continue
            taken = self._at(start, end, chinese, coded=behind_name is None)
            self._resume = max(self._resume, self._numbers.resume)
            if taken:
                found += taken
                self._resume = taken[-1].end
        return found

    def _past_name(self, start: int) -> int | None:
        """Where the figure begins of a run that begins with the mask of a name: 、方XX|3人次, 村民张XX|多次.

        Elsewhere the mask hides digits: 资金XX3万元.
        """
        mask = _MASK_OF_NAME.match(self.text, start) if start > 1 else None
        if mask is None or self.text[start - 1] not in load_names().common:
            return None
        listed = self.text[start - 2] in _LIST_MARKS
        called = listed or _CALLED.search(self.text, max(0, start - 3), start - 1) is not None
        return mask.end() if called else None

    # ---- is it a figure at all

    def _worth_reading(self, start: int, end: int) -> bool:
        """A quick look at a Chinese numeral: most are words, not figures."""
        text = self.text
        following = text[end : end + 1]
        if end - start == 1:
            char = text[start]
            if char == "一":
                return self._one_counts(start, end, following)
            if char in "二零〇几":
                return following == "成" or (char != "几" and text.startswith("分之", end))
        if following in self._first or following in "分毛角" or following in "至到-~—–":
            return True
        if (not following or following in _ENDS) and end - start > 2 and text[end - 1] in _CHINESE_DIGITS:
            return True  # 年租三万六
        return text[end - 1] in "余多万亿" or text.startswith(("十来", "百来"), end - 1)

    def _one_counts(self, start: int, end: int, following: str) -> bool:
        """一 before a measure word is an article (一名合格党员), but for frequencies and counts at a clause's end."""
        text = self.text
        if following in ("成", "倍"):
            return following == "倍" or not text.startswith("不变", end + 1)
        if following in ("至", "到"):
            return text[end + 1 : end + 2] in _CHINESE_DIGITS
        if following in _SPOKEN_UNITS and text[end + 1 : end + 2] in _CHINESE_DIGITS:
            return True
        matched = self._units.match(text, end) if following in self._first else None
        if matched is None:
            return False
        unit, unit_end = matched
        before = text[start - 1 : start]
        if unit.surface in self._words.classes["event"] and self._is_periodic(start):
            return before not in ("又", "再", "另", "首", "这", "那", "每")
        after = text[unit_end : unit_end + 1]
        if self._words.built.search(text, max(0, start - 6), start) is not None:
            return unit.surface in self._words.classes["built_one"]
        if unit.surface not in self._words.classes["last_one"]:
            return False
        if after and after not in _ENDS and not is_digit(after):
            return False
        return bool(before) and before not in _NO_ONE_AFTER and _HAN.match(before) is not None

    def _is_periodic(self, at: int) -> bool:
        """Whether the clause says how often: 每季度…一次."""
        window = self.text[max(0, at - 30) : at]
        clause = max(map(window.rfind, "，。；\n")) + 1
        return _PERIODIC.search(window, clause) is not None

    def _at(self, start: int, end: int, chinese: bool, *, coded: bool) -> list[Figure]:
        """The figures of the numeral [start, end): mostly one or none, several for 分别为3、5和8个.

        Unless it is known that what stands before it is no part of it, it may be `coded`: G320.
        """
        if self._is_ordinal(start, end, chinese):
            return []
        if coded and not chinese and self._stands_in_a_code(start, end):
            return []
        zone_end = self._zones.end_at(start)
        if zone_end:
            self._resume = zone_end
            return []
        if chinese and self._in_idiom(start):
            return []
        number = self._numbers.number(start, end)
        if number is None:
            return []
        figure = self._figure(number)
        if figure is None:
            return self._shared_unit(number)
        return [] if self._zones.begins_within(figure.start, figure.end) else [figure]

    def _counts(self, idiom: re.Match[str]) -> bool:
        """Whether 两头 counts animals or 两眼 wells: 两头牛, 机井两眼, but not 两头受益."""
        if idiom.group() == "两头":
            return self.text[idiom.end() : idiom.end() + 1] in _ANIMALS
        if idiom.group() != "两眼":
            return False
        return self.text.endswith(_WELLS, 0, idiom.start()) or self.text.startswith(_WELLS_DUG, idiom.end())

    def _in_idiom(self, start: int) -> bool:
        """Whether the numeral belongs to a set phrase, as its first or its second one (三番五次), or behind a verb (说三道四)."""
        for begin in (start, start - 1, start - 2):
            idiom = self._words.idiom.match(self.text, begin) if begin >= 0 else None
            if idiom is not None and idiom.end() > start and not self._counts(idiom):
                self._resume = idiom.end()
                return True
        return False

    def _is_ordinal(self, start: int, end: int, chinese: bool) -> bool:
        """第3, 七届三次, 周三 are orders; 每10万人 is what something is counted by."""
        before, after = self.text[start - 1 : start], self.text[end : end + 1]
        if before == "每":
            return chinese or after not in ("次", "个", "名")
        if before in ("第", "届"):
            return True
        if before == "老" and chinese and end - start == 1:
            # 陶老四 is called so; 敬老一次 is a count.
            return self.text[start - 2 : start - 1] not in _CARES_FOR_OLD
        return chinese and before in ("初", "周") and after in "、，年月日上下晚早前后起"

    def _stands_in_a_code(self, start: int, end: int) -> bool:
        """G320, 2023-12, 8:30, 1.2.3, 3+2, 7×24: no figures."""
        text = self.text
        masked = not is_digit(text[start])
        following = text[end : end + 1]
        if following:
            if masked and (_is_latin(following) or is_digit(following)):
                self._resume = end + 1
                return True
            if following in ".:：/" and is_digit(text[end + 1 : end + 2]) and not masked:
                self._numbers.skip_code(end)
                return True
            if following in "+#":
                return True
        before, earlier = text[start - 1 : start], text[start - 2 : start - 1]
        if not before:
            return False
        if _is_latin(before):
            return masked or not self._word_before(start)
        if before == "+" and _ONE_AND.search(text, max(0, start - _LONGEST_ONE), start) is not None:
            return following not in "名户人个位家"  # 1名片长+2名专职
        if before in "+#№":
            return before != "+" or following != "%"
        if before in ".:：/$~" and is_digit(earlier):
            return True
        if before == " " and is_digit(earlier) and end - start == 3:
            return True  # 12 345元: one number or two, who knows
        return before in "×*" or (before in _DASHES and (is_digit(earlier) or _is_latin(earlier)))

    def _word_before(self, start: int) -> bool:
        """GDP100亿元 is a word and a figure; G320 and A4 are codes."""
        text = self.text
        at = start
        while at > 0 and start - at < 8 and _is_latin(text[at - 1]):
            at -= 1
        return start - at >= 3

    # ---- from the number to the figure

    def _figure(self, number: Number) -> Figure | None:
        text = self.text
        unit, end = self._unit_of(number)
        if unit is None:
            if not self._stands_alone(number):
                return None
        elif unit.surface in self._words.classes["ranked"] and self._follows_first(number.start):
            return None  # 前三名, 前8位, 前10个月: an order
        start, lead, bound = self._before(number, unit)
        if number.more:
            bound = "ge"
        value = number.low
        if unit is not None and value is not None and number.high is None:
            value, end = self._smaller_unit(value, unit, end)
        after = _AFTER_UNIT.match(text, end) if text[end : end + 1] in _AFTER_FIRST else None
        if after is not None and after.end() > end and (unit is not None or not after.group("half")):
            end = after.end()
            if after.group("half") and value is not None:
                value += _HALF
            for group, says in _BOUND_OF_GROUP.items():
                bound = says if after.group(group) else bound
        if (
            bound == "exact"
            and unit is not None
            and unit.dimension == "duration"
            and _WITHIN.match(text, end)
        ):
            bound = "le"
        if number.pure_scale and bound == "exact":
            return None  # 百亩, 万元: a size class, not a figure
        start, unit, end = self._rate(start, unit, end)
        if number.start and text[number.start - 1] in _CURRENCY and unit is None:
            unit, start = self._units[_CURRENCY[text[number.start - 1]]], number.start - 1
        if value is not None and text[number.start - 1 : number.start] == "-" and _is_rate_of_change(unit):
            value, start = -value, number.start - 1
        return Figure(
            start, end, min(lead, start), value, number.high, unit, bound, masked=number.style == "masked"
        )

    def _follows_first(self, start: int) -> bool:
        """Whether 前 stands before and means the first ones: 前三名, but not 目前3名 or 提前3个月."""
        text = self.text
        return text[start - 1 : start] == "前" and text[start - 2 : start - 1] not in _BEFORE_FIRST

    def _spoken(self, number: Number) -> tuple[Decimal, Unit, int] | None:
        """七毛五, 三块二, 8块5, 一米二, 九成八: two digits around their unit, as people say it."""
        spoken = len(number.run) == 1 if number.style == "chinese" else self.text.startswith("块", number.end)
        if not spoken or number.high is not None:
            return None
        found = _SPOKEN.match(self.text, number.end)
        if found is None or number.low is None:
            return None
        unit, digit, money = found.groups()
        if not digit and not (money and number.style == "chinese"):
            return None
        part = read(digit or "")
        value = number.low + (part.value / 10 if part is not None and part.value is not None else 0)
        if unit in ("毛", "角"):
            return value / 10, self._units["元"], found.end()
        if unit == "块":
            return value, self._units["元"], found.end()
        return (value, self._units[unit], found.end()) if digit else None

    def _unit_of(self, number: Number) -> tuple[Unit | None, int]:
        """The unit of a number and where it ends; None and the number's end where there is none."""
        if number.unit is not None:
            return number.unit, number.end
        spoken = self._spoken(number)
        if spoken is not None:
            number.low, unit, end = spoken
            return unit, end
        half = (
            _HALF_MORE.match(self.text, number.end)
            if self.text[number.end : number.end + 1] in " 个"
            else None
        )
        if half is not None and number.low is not None:
            # 3个半小时, 2个多月
            if half.group(1) == "半":
                number.low += _HALF
            else:
                number.more = True
            return self._units[f"个{half.group(2)}"], half.end()
        spot = number.following or self._numbers.unit_after(number.end)
        if spot is None:
            return None, number.end
        unit, end = spot
        if unit.whole:
            self._drop_list_number(number)
        return (unit, end) if unit_fits(self.text, number, unit, end) else (None, number.end)

    def _drop_list_number(self, number: Number) -> None:
        """`1.5个` at the start of a line is item 1 of a list, and 5个."""
        low = number.low
        if low is None or number.scaled or low == int(low):
            return
        before = self.text[number.start - 1 : number.start]
        point = self.text.find(".", number.start, number.end)
        if point < 0 or before not in ("", "\n", "。", "；", "：", " "):
            return
        numeral = read(self.text[point + 1 : number.end])
        if numeral is not None:
            number.start, number.low = point + 1, numeral.value
            number.run = self.text[number.start : number.end]

    def _smaller_unit(self, value: Decimal, unit: Unit, at: int) -> tuple[Decimal, int]:
        """3小时20分钟, 8元5角, 1米8 are one quantity each; 6户23人 and 1条4.2km are two."""
        text = self.text
        if unit.surface == "元":
            small = _SMALL_MONEY.match(text, at)
            if small is not None:
                return value + _small_money(small), small.end()
        found = _PLAIN.match(text, at) if is_digit(text[at : at + 1]) else None
        if found is None:
            return value, at
        amount, number_end = Decimal(found.group()), found.end()
        spot = self._units.match(text, number_end)
        if spot is None:
            spoken = unit.surface in ("米", "块", "块钱") and amount < 10
            if spoken and not _is_latin(text[number_end : number_end + 1]):
                return value + amount / 10, number_end
            return value, at
        lower, end = spot
        same = lower.dimension == unit.dimension and unit.dimension != "count" and lower.base == unit.base
        if not same or int(amount) * lower.factor >= unit.factor or text[end : end + 1] in _SIZES:
            return value, at
        ratio = lower.factor / unit.factor
        part = (amount * ratio.numerator / ratio.denominator).quantize(_NINE_PLACES)
        return value + part.normalize(), end

    def _stands_alone(self, number: Number) -> bool:
        """Whether a number without a unit is a figure: 3680万, 25.6万青年, 50余党员, 三分之二."""
        text = self.text
        following = text[number.end : number.end + 1]
        if number.start and text[number.start - 1] in _CURRENCY:
            return True
        counted = self._words.counted.match(text, number.end) is not None
        if number.style == "arabic" and (not following or following in _ENDS) and self._is_rate(number):
            return True
        if number.style == "chinese":
            if "分之" in text[number.start : number.end]:
                return True
            closed = not following or following in _ENDS
            if number.pure_scale or number.more:
                great = number.low is not None and number.low >= _LEAST_SUM and not number.pure_scale
                return number.more and (counted or (great and closed))
            return (number.scaled and (closed or counted)) or (closed and _is_spoken_sum(number))
        if number.scaled or number.more:
            return not following or following not in "年月日时号点"
        return (
            number.style != "masked" and counted and text[number.start - 1 : number.start] not in _NAME_JOINTS
        )

    def _is_rate(self, number: Number) -> bool:
        """Whether a number is a rate without the sign of per cent, or a population without 人: 计划生育率为99.18, 总人口14495."""
        return _RATE_BEFORE.search(self.text, max(0, number.start - 4), number.start) is not None

    # ---- bounds and rates

    def _before(self, number: Number, unit: Unit | None) -> tuple[int, int, Bound]:
        """Where the span and the words before it begin, and the bound they set."""
        text, start = self.text, number.start
        if text[start - 1 : start] == " ":
            start -= 1
        before, earlier = text[start - 1 : start], text[start - 2 : start - 1]
        if before == "约":
            if earlier == "大":
                return start - 2, start - 2, "about"
            if earlier not in _NOT_ABOUT:
                return start - 1, start - 1, "about"
        elif before == "近":
            if unit is not None and unit.dimension == "duration":
                return number.start, number.start, "exact"  # 近三年: the last three
            if earlier == "将":
                return start - 2, start - 2, "about"
            if earlier not in _NOT_NEAR:
                return start - 1, start - 1, "about"
        elif (
            before == "上"
            and number.style == "chinese"
            and number.run[0] in "百千万亿"
            and earlier not in _NOT_UP_TO
        ):
            return start - 1, start - 1, "ge"
        if before in self._words.cue_ends:
            window = text[max(0, start - 7) : start]
            cue = self._words.cue.search(window)
            if cue is not None and self._words.not_cue.search(window) is None:
                word = cue.group()
                bound = self._words.bounds.get(word) or self._words.bounds[word[:-1]]
                return number.start, start - len(word), bound
        loose = _LOOSE_CUE.search(text, max(0, start - 8), start)
        if loose is not None:
            return number.start, number.start, self._words.bounds[loose.group(1)]
        passed = before == "过" or (before == "了" and earlier == "过")
        measured = passed and unit is not None and unit.dimension in _PASSED
        if measured or (number.pure_scale and before in _PAST):
            return number.start, start - (2 if before == "了" else 1), "ge"
        return number.start, number.start, "exact"

    def _rate(self, start: int, unit: Unit | None, end: int) -> tuple[int, Unit | None, int]:
        """每亩1200元 and 15元一公斤 are rates; a frequency (每季度1次) is none."""
        text = self.text
        if unit is not None and unit.surface == "块" and _SPOKEN_RATE.match(text, end) is not None:
            unit = self._units["元"]  # 8块一斤
        if unit is None or unit.dimension not in _RATE_DIMENSIONS:
            return start, unit, end
        if unit.dimension == "money":
            spoken = _SPOKEN_RATE.match(text, end)
            if spoken is not None:
                return start, compound(unit, (spoken.group(1),)), spoken.end()
        window_start = max(0, start - 24)
        if text.rfind("每", window_start, start) < 0:
            return start, unit, end
        window = text[window_start:start]
        found = self._words.rate.search(window)
        if found is not None and not self._zones.begins_within(window_start + found.start(), start):
            return window_start + found.start(), compound(unit, self._denominators(found.group())), end
        apart = self._words.rate_apart.search(window) if unit.dimension == "money" else None
        if apart is not None:
            names = self._denominators(apart.group(1))
            if not _TIMES.issuperset(names):  # 每年租金3.5万元 is an amount
                # The unit is as written; what it is per stands in the base unit.
                return start, replace(compound(unit, names), surface=unit.surface), end
        return start, unit, end

    def _denominators(self, words: str) -> tuple[str, ...]:
        """人 and 月 of 每人每月. What comes after a measure word is not repeated in the unit (名学生 is 名)."""
        return tuple(
            part if part in self._units or part in ("学期", "学年", "学生") else part[:1]
            for part in self._words.per.findall(words)
        )

    # ---- lists that share one unit

    def _shared_unit(self, number: Number) -> list[Figure]:
        """分别为3、5和8个: bare numbers that lead up to one with a unit."""
        text = self.text
        if number.style != "arabic" or text[number.end : number.end + 1] not in ("、", "和"):
            return []
        if "分别" not in text[max(0, number.start - 14) : number.start]:
            return []
        bare = [number]
        at = number.end
        while text[at : at + 1] in ("、", "和", "与") and len(bare) < 12:
            run = SCANNER.match(text, at + 1)
            numeral = read(run.group()) if run is not None else None
            if run is None or numeral is None or numeral.style != "arabic":
                return []
            part = Number(*run.span(), numeral.value, more=numeral.more, run=run.group())
            last = self._figure(part)
            if last is not None and last.unit is not None:
                # 3、5和8万元: the 万 is meant for all of them.
                scale = numeral.scale if numeral.scale >= 10_000 else 1
                return [*(_with_unit(one, scale, last.unit) for one in bare), last]
            bare.append(part)
            at = run.end()
        return []


def _with_unit(number: Number, scale: int, unit: Unit) -> Figure:
    value = None if number.low is None else number.low * scale
    return Figure(number.start, number.end, number.start, value, None, unit)


def _is_rate_of_change(unit: Unit | None) -> bool:
    return unit is not None and unit.dimension in ("ratio", "percentage point")


def _is_spoken_sum(number: Number) -> bool:
    """三万六, 两千八: a sum that ends with the digit under its last scale, as people say it."""
    return (
        number.high is None
        and number.low is not None
        and number.low >= _LEAST_SUM
        and number.low % 100 == 0
        and number.run[-1] in _CHINESE_DIGITS
        and not number.run.endswith("十")
    )


def _small_money(found: re.Match[str]) -> Decimal:
    """5角, 5角2分 in 元."""
    tenth, hundredth = (read(group) if group else None for group in found.groups())
    total = Decimal(0)
    for numeral, parts in ((tenth, 10), (hundredth, 100)):
        if numeral is not None and numeral.value is not None:
            total += numeral.value / parts
    return total


def find_figures(text: str, zones: Iterable[tuple[int, int]] = ()) -> list[Figure]:
    """All figures of `text`, in order; none of them begins in one of `zones` (``(start, end)`` offsets)."""
    return Figures(text, zones).find()
