"""Figures in running text: where they stand, and what number, unit and bound they state.

This module reads one figure at a time and knows nothing of its neighbours; what a figure counts is worked out in
`extractors.indicators`. One scan over the half-width text finds the numerals, and Python decides on each of them:
is it a quantity, how far does it reach, and how exact is it. Work on one numeral is bounded by a few dozen
characters around it, so the whole is linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from extractors.attributes import Bound
from extractors.numerals import SCANNER, Numeral, fold, read
from extractors.trie import trie_pattern
from extractors.units import Unit, compound, table

__all__ = ["Figure", "Figures", "Zones", "find_figures"]

_IDIOMS_PATH = Path(__file__).with_name("data") / "numeral_idioms.txt"


@dataclass(slots=True)
class Figure:
    """One figure of a text. Offsets are those of the text given.

    Attributes:
        start, end: the span: number, approximation and unit.
        lead: where the words begin that belong to the figure without being in its span (超过, 不少于).
        value, value_max: exact numbers; None when masked, and `value_max` None unless it is a range.
        unit: None where the text has none.
        number_end: where the number ends and the unit begins.

    """

    start: int
    end: int
    lead: int
    value: Decimal | None
    value_max: Decimal | None
    unit: Unit | None
    bound: Bound
    masked: bool
    number_end: int


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


#: Titles hold no figures at all; a short quotation is a slogan or shorthand (“5个100%”), a long one is speech.
_TITLES = re.compile(
    r"《[^《》\n]{0,80}》|“[^“”\n]{1,14}”|\"[^\"\n，。]{1,14}\"|‘[^‘’\n]{1,14}’|「[^「」\n]{1,14}」|『[^『』\n]{1,14}』"
)


@cache
def _idioms() -> re.Pattern[str]:
    words = [
        line
        for line in _IDIOMS_PATH.read_text(encoding="utf-8").split("\n")
        if line and not line.startswith("#")
    ]
    fixed = trie_pattern(word for word in words if not word.startswith("N"))
    patterned = trie_pattern(word[1:] for word in words if word.startswith("N"))
    return re.compile(rf"{fixed}|[二两三四五六七八九十百]++{patterned}")


# ---- what may stand around a figure -------------------------------------------------------------------------------

#: Words before a figure that set its bound without being in its span, longest first.
_CUES: dict[str, Bound] = {
    "不得少于": "ge", "不得低于": "ge", "不得超过": "le", "不得高于": "le", "不得多于": "le",
    "不少于": "ge", "不低于": "ge", "不小于": "ge", "不下于": "ge", "不亚于": "ge", "至少": "ge", "最少": "ge", "不止": "ge",
    "起码": "ge", "超过": "ge", "超过了": "ge", "突破": "ge", "突破了": "ge", "不下": "ge", "高于": "ge", "多于": "ge",
    "大于": "ge", "大于等于": "ge", "超": "ge", "逾": "ge", "破": "ge", "≥": "ge", "＞": "ge", ">": "ge", ">=": "ge",
    "不超过": "le", "不超": "le", "不多于": "le", "不高于": "le", "不大于": "le", "不到": "le", "不足": "le", "低于": "le",
    "少于": "le", "小于": "le", "小于等于": "le", "未超过": "le", "不满": "le", "未满": "le", "未达": "le", "未达到": "le",
    "至多": "le", "最多": "le", "≤": "le", "＜": "le", "<": "le", "<=": "le", "未突破": "le", "不突破": "le", "未到": "le",
    "接近": "about", "约为": "about", "约有": "about", "约占": "about", "约合": "about", "约计": "about", "约达": "about",
    "大概": "about", "大致": "about", "大约有": "about", "大约为": "about", "≈": "about",
}  # fmt: skip
_CUE = re.compile(f"(?:{'|'.join(sorted(map(re.escape, _CUES), key=len, reverse=True))})(?:了|到|达)?$")
_CUE_ENDS = frozenset(cue[-1] for cue in _CUES) | frozenset("了到达")
#: 过 sets a bound before round numbers only: 过百, 过万; it is an aspect elsewhere (开展过9次).
_PAST = re.compile(r"[过超破逾]$")
_NOT_CUES = re.compile(
    r"(?:发现|存在|查找|查摆|整改|弥补|短板|问题|正视)不足$|(?:看|感受|想|办|做|找|收|得|听|说|用|见|拿|等)不到$"
)

_INNER = {"约": "about", "近": "about"}
_NOT_YUE = frozenset("节签违预履合公契大条特隐赴相缩租简俭毁失守爽邀誓盟规")
_NOT_JIN = frozenset("最附临邻靠接远贴逼就亲走拉新将渐切")

_AFTER_UNIT = re.compile(
    r"(?P<half>半(?=[，。；、）)的\s]|$))?"
    r"(?P<more>余(?=[，。；、：）)的\s]|以|$)|多(?=[，。；、）)的长宽高深厚远重\s]|$))?"
    r"(?:(?P<ge>(?:及|或|和|\(含\)|（含）|含)?以上(?!述|级部门|情况|是|就是|工作|问题|报告))"
    r"|(?P<le>(?:及|或|（含）|\(含\))?以下(?!几|简称|问题|情况|方面)|(?:以|之)内)"
    r"|(?P<about>左右(?!邻|手|岸|两)|上下(?=[，。；、）)的\s]|$)))?"
)
_BOUND_OF_GROUP: dict[str, Bound] = {"more": "ge", "ge": "ge", "le": "le", "about": "about"}

_RANGE_SIGN = re.compile(r"\s?(?:——|[-~–—―−‒～至到一])\s?")
_SCALE_AFTER_SPACE = re.compile(r" (?:(万亿|[万亿])(?= ?[^\s，。；、]))?(?: ?([余多])(?! ?[种样次数]))?")
_FRACTION = re.compile(
    r"([0-9]++(?:\.[0-9]++)?|[一二两三四五六七八九十百千万]++)分之"
    r"([0-9]++(?:\.[0-9]++)?|[零一二两三四五六七八九十百]++(?:点[零一二三四五六七八九]++)?)(?P<more>[余多])?"
)
_PLAIN = re.compile(r"[0-9]{1,4}(?![0-9.])")
_HALF_MORE = re.compile(r" ?个(半|多)((?:月|小时|钟头|季度|星期|百分点))")
_SMALL_MONEY = re.compile(r"([0-9一二三四五六七八九])[角毛](?:([0-9一二三四五六七八九])分)?")
_CURRENCY = {"¥": "元", "￥": "元", "$": "美元", "€": "欧元"}

#: Things that are counted without a measure word: 40.8万青年, 1300党员. One character alone would be too little.
_COUNTED = (
    "党员", "群众", "青年", "干部", "职工", "学生", "农户", "村民", "居民", "老人", "儿童", "妇女", "农民", "人口", "企业", "单位",
    "部门", "家庭", "脱贫户", "贫困户", "低保户", "烟农", "农民工", "劳动力", "志愿者", "网格员", "工人", "师生", "游客",
    "市民", "用户", "经营主体", "市场主体", "党组织", "党支部", "支部", "社员", "牧民", "居民户", "监测户", "困难户", "重点人员",
    "留守儿童", "残疾人", "退役军人", "高校毕业生", "大学生", "毕业生", "行政村", "自然村", "村民小组", "乡镇", "街道", "队员",
    "民兵", "护林员", "医护人员", "教职工", "教师", "患者", "参保人", "婴幼儿", "监测对象", "转移人口", "常住人口", "城镇居民",
)  # fmt: skip
_COUNTED_NEXT = re.compile(trie_pattern(_COUNTED))
_HAN = re.compile(r"[\u4e00-\u9fff“]")

#: Rates that come before the figure: 每亩1200元, 每人每月80元.
_PER = trie_pattern(
    "人 户 亩 公斤 斤 吨 株 棵 头 只 羽 个 次 村 月 年 天 日 周 季度 学期 平方米 立方米 公里 米 度 千瓦时 平方 件 人次 小时 户次 台 辆 套 "
    "学年 公顷 担 班 场 期 孩 生 床 间 匹 尾 箱 桶 车 股 名学生 名老人 名党员 名教师 名儿童 名村干部 名困难学生 名幼儿 名大学生 名残疾人 "
    "名群众 名劳动力 名队员 名网格员 名公益性岗位人员 个村 个行政村 个支部 个家庭 个岗位 个小组 个项目 个村民小组".split()
)
_RATE_BEFORE = re.compile(rf"(?:每{_PER}){{1,3}}$")
_RATE_APART = re.compile(
    rf"((?:每{_PER}){{1,3}})(?:[一二]?次性)?(?:可以?|能|均)?(?:给予|发放|获得|获|享受|得|领取|收取|分得)?"
    r"(?:补贴|补助|奖励|奖补|收费|收益|收入|增收|分红|投入|成本|缴纳|缴费|交|收|资助|救助|慰问金|租金|纯收入|纯利润|利润|补偿|生活补助|工资)"
    r"(?:金额|标准|资金|收入)?(?:为|达|达到|约为|是)?$"
)
_RATE_DIMENSIONS = frozenset({"money", "mass", "volume", "energy", "power"})
_PER_UNIT = re.compile(rf"每({_PER})")
_SPOKEN_RATE = re.compile(r"一(公斤|斤|亩|吨|天|株|头|只|个月|平方米|度|晚|个人|次)(?=[，。；、）)的]|$)")

_RANKED = frozenset("名 位 个月 年 天 强 季度 个季度 期 届 日 位次".split())
_PERIODIC = re.compile(
    r"每(?:个)?(?:半|两|[0-9一二三四五六])?(?:个)?(?:年|月|周|季度?|旬|天|日|学期|星期|半年)"
)
_ENDS = frozenset("，。；、：！？）)\n")
#: Classifiers that 一 may count when it comes last: 发展党员一名, 新建广场一座.
_LAST_ONE = frozenset("名个座条处所家项台辆套间栋幢部本册份篇期场次件支块户人口架艘只头张幅对例起枚株")
_NO_ONE_AFTER = frozenset(
    "第统唯之同这那某任下上另又再有是专首逐成为每单独整头哪各任不如万合归划初惟始纯均当此于"
)
_DURATION_CUE = re.compile(
    r"(?:历时|为期|长达|近|连续|任期|工期|期限|工龄|党龄|任职|工作|从业|从教|服务|驻村|时隔|过去|满|用|需|服刑|有期徒刑|保修)(?:了|满|达)?$"
)
_LEVELS = frozenset("省市县区乡镇村组州盟旗地厅处户户组屯街社班")


def _is_digit(char: str) -> bool:
    return "0" <= char <= "9" if char else False


def _is_latin(char: str) -> bool:
    return bool(char) and char.isascii() and char.isalpha()


@dataclass(slots=True)
class _Number:
    """A numeral with its place; ranges and fractions are worked into it."""

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    more: bool
    style: str
    run: str
    scaled: bool
    pure_scale: bool
    unit: Unit | None = None


class Figures:
    """Reads the figures of one text.

    Args:
        text: running text of any width.
        zones: stretches that hold no figures (programme names and the like); titles and short quotations
            are found here.

    """

    def __init__(self, text: str, zones: Iterable[tuple[int, int]] = ()) -> None:
        self.text = fold(text)
        self.zones = Zones([*zones, *(found.span() for found in _TITLES.finditer(self.text))])
        self._units = table()
        self._first = self._units.first_characters
        self._idioms = _idioms()
        self._resume = 0

    def find(self) -> list[Figure]:
        """All figures in document order. They never overlap."""
        found: list[Figure] = []
        text, first = self.text, self._first
        for run in SCANNER.finditer(text):
            start, end = run.span()
            if start < self._resume:
                continue
            char = text[start]
            if char > "\x80" and char not in "×□○" and not self._worth_reading(start, end):
                continue
            taken = self._at(start, end, first)
            if taken:
                found += taken
                self._resume = taken[-1].end
        return found

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
        if following in self._first or following == "分" or following in "至到-~—–":
            return True
        return text[end - 1] in "余多万亿" or text[end - 1 : end + 1] in ("十来", "百来")

    def _one_counts(self, start: int, end: int, following: str) -> bool:
        """一 before a measure word is an article (一名合格党员), but for frequencies and counts at a clause's end."""
        text = self.text
        before = text[start - 1 : start]
        if following in "成倍":
            return following == "倍" or not text.startswith("不变", end + 1)
        if following in ("至", "到") and _is_chinese_digit(text[end + 1 : end + 2]):
            return True
        if following not in self._first or not following:
            return False
        matched = self._units.match(text, end)
        if matched is None:
            return False
        after = text[matched[1] : matched[1] + 1]
        if matched[0].surface in ("次", "场", "期", "轮", "遍", "篇", "堂", "课") and self._is_periodic(
            start
        ):
            return before not in "又再另首这那每"
        if matched[0].surface not in _LAST_ONE or (after and after not in _ENDS):
            return False
        return bool(before) and before not in _NO_ONE_AFTER and _HAN.match(before) is not None

    def _is_periodic(self, at: int) -> bool:
        """Whether the clause says how often: 每季度…一次."""
        begin = max(0, at - 30)
        window = self.text[begin:at]
        clause = max(map(window.rfind, "，。；\n")) + 1
        return _PERIODIC.search(window, clause) is not None

    def _at(self, start: int, end: int, first: frozenset[str]) -> list[Figure]:
        """The figures of the numeral [start, end): mostly one or none, several for 分别为3、5和8个."""
        text = self.text
        if self._stands_in_a_code(start, end):
            return []
        zone_end = self.zones.end_at(start)
        if zone_end:
            self._resume = zone_end
            return []
        if text[start] > "\x80":
            idiom = self._idioms.match(text, start)
            if idiom is not None:
                self._resume = max(self._resume, idiom.end())
                return []
        number = self._number(start, end)
        if number is None:
            return []
        figure = self._figure(number)
        if figure is None:
            return self._shared_unit(number)
        if self.zones.begins_within(figure.start, figure.end):
            return []
        return [figure]

    def _stands_in_a_code(self, start: int, end: int) -> bool:
        """第3, G320, 2023-12, 8:30, 1.2.3, 3+2, 7×24: no figures."""
        text = self.text
        before = text[start - 1 : start]
        if before in ("第", "每", "届"):
            # 第3, 每10万人, 十一届九次: an order, or what something is counted by.
            return before != "每" or text[end : end + 1] not in "次个名" or text[start] > "\x80"
        style_chinese = text[start] > "\x80" and text[start] not in "×□○"
        if style_chinese:
            return before in "初周" and text[end : end + 1] in "、，年月日上下晚早前后" if before else False
        following = text[end : end + 1]
        masked = not _is_digit(text[start])
        if following:
            if masked and (_is_latin(following) or _is_digit(following)):
                self._resume = end + 1
                return True
            if following in ".:：/" and _is_digit(text[end + 1 : end + 2]) and not masked:
                self._skip_code(end)
                return True
            if following in "+#":
                return True
        if not before:
            return False
        if _is_latin(before):
            return masked or not self._word_before(start)
        if before in ".:：/+#№＃$~" and (_is_digit(text[start - 2 : start - 1]) or before in "+#№"):
            return not (before == "+" and text[end : end + 1] == "%")
        if before == " " and _is_digit(text[start - 2 : start - 1]) and end - start == 3:
            return True  # 12 345元: one number or two, who knows
        if before in "×xX*" or (before in "-–—_" and self._hyphen_binds(start)):
            return True
        return False

    def _skip_code(self, at: int) -> None:
        """Pass over the rest of a code (2023.12.1, 8:30, 2023/12/1)."""
        text = self.text
        limit = min(len(text), at + 40)
        while at < limit and (_is_digit(text[at]) or text[at] in ".:：/-"):
            at += 1
        self._resume = at

    def _word_before(self, start: int) -> bool:
        """GDP100亿元 is a word and a figure; G320 and A4 are codes."""
        text = self.text
        at = start
        while at > 0 and start - at < 8 and _is_latin(text[at - 1]):
            at -= 1
        return start - at >= 3

    def _hyphen_binds(self, start: int) -> bool:
        """A hyphen before a number joins it to a code, or is a minus sign after a word (增长-3.2%)."""
        before = self.text[start - 2 : start - 1]
        return _is_digit(before) or _is_latin(before)

    # ---- the number

    def _number(self, start: int, end: int) -> _Number | None:
        text = self.text
        fraction = _FRACTION.match(text, start) if text.startswith("分之", end) else None
        if fraction is not None:
            return self._fraction(fraction)
        if text.startswith("百分百", start):
            return _Number(
                start,
                start + 3,
                Decimal(100),
                None,
                False,
                "chinese",
                "百分百",
                True,
                False,
                self._units["%"],
            )
        run = text[start:end]
        numeral = read(run)
        if numeral is None:
            return self._without_separators(start, end, run)
        number = _Number(
            start, end, numeral.value, numeral.value_max, numeral.more, numeral.style, run,
            scaled=numeral.scale >= 10_000, pure_scale=numeral.pure_scale,
        )  # fmt: skip
        self._scale_after_space(number)
        return self._range(number, numeral)

    def _without_separators(self, start: int, end: int, run: str) -> _Number | None:
        """`2023，500余份` is a year and a figure: what looks like a thousands separator may be a comma."""
        head, sign, _ = run.partition("，")
        if not sign or len(head) > 4:
            return None
        numeral = read(head)
        if numeral is None:
            return None
        return _Number(
            start, start + len(head), numeral.value, None, numeral.more, "arabic", head, False, False
        )

    def _scale_after_space(self, number: _Number) -> None:
        """100 万余元: typesetters put spaces around numbers, and even inside them."""
        if self.text[number.end : number.end + 1] != " " or number.style == "chinese":
            return
        spaced = _SCALE_AFTER_SPACE.match(self.text, number.end)
        if spaced is None:
            return
        scale, more = spaced.groups()
        if scale:
            number.scaled = True
            if number.low is not None:
                number.low *= {"万": 10**4, "亿": 10**8, "万亿": 10**12}[scale]
        if more:
            number.more = True
        if scale or more:
            number.end = spaced.end()

    def _fraction(self, found: re.Match[str]) -> _Number | None:
        below, above = read(found.group(1)), read(found.group(2))
        if below is None or above is None or not below.value or above.value is None:
            return None
        whole = found.group(1)
        more = found.group("more") is not None or above.more
        start, end = found.span()
        if whole in ("百", "100"):
            number = _Number(
                start,
                end,
                above.value,
                above.value_max,
                more,
                "chinese",
                whole,
                True,
                False,
                self._units["%"],
            )
            return self._percent_range(number)
        if whole in ("千", "1000"):
            return _Number(
                start, end, above.value, None, more, "chinese", whole, True, False, self._units["‰"]
            )
        if above.value_max is not None or above.value >= below.value:
            return None
        value = (above.value / below.value).quantize(Decimal("0.000000001"))
        return _Number(start, end, value.normalize(), None, more, "chinese", whole, True, False)

    def _percent_range(self, number: _Number) -> _Number:
        """百分之十至十五, 百分之十至百分之十五."""
        text = self.text
        if text[number.end : number.end + 1] not in ("至", "到"):
            return number
        at = number.end + 1
        second = _FRACTION.match(text, at)
        if second is not None and second.group(1) in ("百", "100"):
            upper, end = read(second.group(2)), second.end()
        else:
            run = SCANNER.match(text, at)
            upper, end = (read(run.group()), run.end()) if run is not None else (None, at)
        if (
            upper is not None
            and upper.value is not None
            and number.low is not None
            and upper.value > number.low
        ):
            number.high, number.end = upper.value, end
        return number

    def _range(self, number: _Number, first: Numeral) -> _Number | None:
        """3至5次, 20%—30%, 2-3万元. A hyphen that makes no range makes a code, and then there is no figure."""
        text = self.text
        at = number.end
        # The first part may have its unit, too.
        unit_here = None
        sign = _RANGE_SIGN.match(text, at)
        if sign is None:
            spot = self._unit_after(at)
            if spot is None:
                return number
            unit_here, after = spot
            sign = _RANGE_SIGN.match(text, after)
            if sign is None:
                return number
        mark = sign.group().strip()
        second = SCANNER.match(text, sign.end())
        if second is None or (
            mark == "一" and not (_is_digit(text[at - 1]) and _is_digit(second.group()[0]))
        ):
            return number
        upper = read(second.group())
        hyphen = mark not in ("至", "到", "一")
        if upper is None:
            return None if hyphen and unit_here is None else number
        return self._joined(number, first, unit_here, second, upper, hyphen)

    def _joined(
        self,
        number: _Number,
        first: Numeral,
        unit_here: Unit | None,
        second: re.Match[str],
        upper: Numeral,
        hyphen: bool,
    ) -> _Number | None:
        text = self.text
        spot = self._unit_after(second.end())
        if spot is None and not upper.scale >= 10_000:
            # 2021-2023年, 1-9月, 0872-5123456.
            if unit_here is None:
                self._resume = max(self._resume, second.end())
                return None
            return number
        if text[second.end() : second.end() + 1] in ("-", "—", "~") and unit_here is None:
            self._skip_code(second.end())
            return None
        if unit_here is not None and (
            spot is None or spot[0].dimension != unit_here.dimension or spot[0].base != unit_here.base
        ):
            return number
        if not hyphen and self._from_to(number.start):
            return number
        if number.style == "masked" or upper.style == "masked":
            number.low, number.style = None, "masked"
        else:
            low, high = number.low, upper.value
            if low is None or high is None:
                return None
            if unit_here is None and first.scale == 1 and upper.scale >= 100 and low * upper.scale < high:
                low *= upper.scale
            elif unit_here is not None and spot is not None and unit_here.factor != spot[0].factor:
                low = low * unit_here.factor.numerator / unit_here.factor.denominator
                low = low * spot[0].factor.denominator / spot[0].factor.numerator
            if low >= high:
                return None if hyphen else number
            number.low, number.high = low, upper.value_max or high
        number.end, number.more = second.end(), upper.more
        number.scaled = number.scaled or upper.scale >= 10_000
        return number

    def _from_to(self, start: int) -> bool:
        """由3次到5次 is a change, not a range."""
        window = self.text[max(0, start - 10) : start]
        return any(char in window for char in "由从") and not any(char in window for char in "，。；")

    # ---- the unit

    def _unit_after(self, at: int) -> tuple[Unit, int] | None:
        if self.text[at : at + 1] == " ":
            at += 1
        return self._units.match(self.text, at)

    def _figure(self, number: _Number) -> Figure | None:
        text = self.text
        unit, unit_end = number.unit, number.end
        number_end = number.end
        half = _HALF_MORE.match(text, number.end)
        if (
            unit is None
            and half is not None
            and number.low is not None
            and f"个{half.group(2)}" in self._units
        ):
            unit, unit_end = self._units[f"个{half.group(2)}"], half.end()
            if half.group(1) == "半":
                number.low += Decimal("0.5")
            else:
                number.more = True
        elif unit is None:
            spot = self._unit_after(number.end)
            if spot is not None:
                unit, unit_end = spot
                if not self._unit_fits(number, unit, unit_end):
                    unit, unit_end = None, number.end
        if unit is None and number.unit is None and not self._stands_alone(number):
            return None
        if unit is not None and unit.surface in _RANKED and text[number.start - 1 : number.start] == "前":
            return None  # 前三名, 前8位, 前10个月: an order
        start, value = number.start, number.low
        bound: Bound = "exact"
        start, lead, before = self._before(number, unit)
        if before is not None:
            bound = before
        if number.more:
            bound = "ge"
        if unit is not None and unit.surface == "元":
            small = _SMALL_MONEY.match(text, unit_end)
            if small is not None and value is not None and number.high is None:
                value += _small_money(small)
                unit_end = small.end()
        if (
            unit is not None
            and value is not None
            and number.high is None
            and _is_digit(text[unit_end : unit_end + 1])
        ):
            value, unit_end = self._smaller_unit(value, unit, unit_end)
        end = unit_end
        after = _AFTER_UNIT.match(text, unit_end)
        if after is not None and after.end() > unit_end and (unit is not None or after.lastgroup != "half"):
            end = after.end()
            if after.group("half") and value is not None:
                value += Decimal("0.5")
            for group, says in _BOUND_OF_GROUP.items():
                if after.group(group):
                    bound = says
        if number.pure_scale and not number.more and before is None and bound == "exact":
            return None  # 百亩, 万元: a size class, not a figure
        start, unit, end = self._rate(number, start, unit, end)
        if (
            text[number.start - 1 : number.start] == "-"
            and unit is not None
            and unit.dimension in ("ratio", "percentage point")
        ):
            value = -value if value is not None else None
            start = min(start, number.start - 1)
        if unit is None and number.start and text[number.start - 1] in _CURRENCY:
            unit, start = self._units[_CURRENCY[text[number.start - 1]]], number.start - 1
        return Figure(
            start,
            end,
            min(lead, start),
            value,
            number.high,
            unit,
            bound,
            number.style == "masked",
            number_end,
        )

    def _smaller_unit(self, value: Decimal, unit: Unit, at: int) -> tuple[Decimal, int]:
        """3小时20分钟, 2公里500米, 1米8 are one quantity each; 4户21人 and 1条3.6km are two."""
        text = self.text
        found = _PLAIN.match(text, at)
        if found is None:
            return value, at
        amount = Decimal(found.group())
        spot = self._units.match(text, found.end())
        if spot is None:
            spoken = unit.surface in ("米", "块", "块钱") and len(found.group()) == 1
            return (
                (value + amount / 10, found.end())
                if spoken and not _is_latin(text[found.end() : found.end() + 1])
                else (value, at)
            )
        lower, end = spot
        same = lower.dimension == unit.dimension and unit.dimension != "count" and lower.base == unit.base
        if (
            not same
            or int(amount) * lower.factor >= unit.factor
            or text[end : end + 1] in ("宽", "高", "厚", "深", "长")
        ):
            return value, at
        ratio = lower.factor / unit.factor
        return value + (amount * ratio.numerator / ratio.denominator).quantize(
            Decimal("0.000000001")
        ).normalize(), end

    def _stands_alone(self, number: _Number) -> bool:
        """Whether a number without a unit is a figure: 4223万, 40.8万青年, 50余党员, 三分之二."""
        text = self.text
        following = text[number.end : number.end + 1]
        if number.start and text[number.start - 1] in _CURRENCY:
            return True
        if number.run in ("万", "亿", "千", "百", "万亿", "千万", "百万", "亿万", "千百", "百千万"):
            return False
        if number.style == "chinese":
            if text.startswith("分之", number.start + 1) or "分之" in text[number.start : number.end]:
                return True
            if number.pure_scale:
                return number.more and _COUNTED_NEXT.match(text, number.end) is not None
            if number.more:
                return _COUNTED_NEXT.match(text, number.end) is not None
            return number.scaled and (following in _ENDS or _COUNTED_NEXT.match(text, number.end) is not None)
        if number.scaled or number.more:
            return following not in "年月日时号点" or not following
        if number.style == "masked":
            return False
        return _COUNTED_NEXT.match(text, number.end) is not None and not self._ends_a_name(number.start)

    def _ends_a_name(self, start: int) -> bool:
        return self.text[start - 1 : start] in ("-", "—", "·", "、")

    def _unit_fits(self, number: _Number, unit: Unit, end: int) -> bool:
        """Whether this unit may follow this number here."""
        if number.style == "masked" and unit.surface in _PLACE_UNITS:
            return False
        if number.style == "chinese" and not number.pure_scale:
            if unit.numerals == "arabic" and not (
                number.scaled or number.more or len(number.run) > 1 and unit.surface not in "分两天日"
            ):
                return False
            if unit.numerals == "long" and len(number.run) == 1:
                return False
            if number.run == "二" and unit.dimension in ("count", "level"):
                return False
        check = _SPECIAL.get(unit.surface)
        if check is not None and not check(self, number, end):
            return False
        if unit.whole and number.low is not None and not number.scaled and number.low != int(number.low):
            return self._drop_list_number(number)
        return True

    def _drop_list_number(self, number: _Number) -> bool:
        """`1.5个` at the start of a line is item 1 of a list, and 5个."""
        before = self.text[:0] if number.start == 0 else self.text[number.start - 1]
        point = self.text.find(".", number.start, number.end)
        if point < 0 or (before and before not in "\n。；： "):
            return self.text[number.end : number.end + 1] not in "版级"
        numeral = read(self.text[point + 1 : number.end])
        if numeral is None:
            return False
        number.start, number.low = point + 1, numeral.value
        number.run = self.text[number.start : number.end]
        return True

    # ---- bounds and rates

    def _before(self, number: _Number, unit: Unit | None) -> tuple[int, int, Bound | None]:
        """Where the span and the words before it begin, and the bound they set."""
        text, start = self.text, number.start
        bound: Bound | None = None
        before = text[start - 1 : start]
        if before == " ":
            before, start = text[start - 2 : start - 1], start - 1
        earlier = text[start - 2 : start - 1]
        if before == "约" and earlier not in _NOT_YUE:
            return start - 1, start - 1, "about"
        if before == "约" and earlier == "大":
            return start - 2, start - 2, "about"
        if before == "近" and not (unit is not None and unit.dimension in ("duration",)):
            if earlier == "将":
                return start - 2, start - 2, "about"
            if earlier not in _NOT_JIN:
                return start - 1, start - 1, "about"
        if (
            before == "上"
            and number.style == "chinese"
            and number.run[0] in "百千万亿"
            and earlier not in "以之网线晚早"
        ):
            return start - 1, start - 1, "ge"
        if before in _CUE_ENDS:
            window = text[max(0, start - 7) : start]
            cue = _CUE.search(window)
            if cue is not None and not _NOT_CUES.search(window):
                word = cue.group()
                bound = _CUES.get(word) or _CUES.get(word[:-1])
                return number.start, start - len(word), bound
            if number.pure_scale and _PAST.search(window):
                return number.start, start - 1, "ge"
        return number.start, number.start, None

    def _rate(self, number: _Number, start: int, unit: Unit | None, end: int) -> tuple[int, Unit | None, int]:
        """每亩1200元 and 15元一公斤 are rates; a frequency (每季度1次) is none."""
        text = self.text
        if unit is None or unit.dimension not in _RATE_DIMENSIONS or "/" in unit.surface:
            return start, unit, end
        if unit.dimension == "money":
            spoken = _SPOKEN_RATE.match(text, end)
            if spoken is not None:
                return start, compound(unit, (spoken.group(1),)), spoken.end()
        window_start = max(0, start - 24)
        if text.rfind("每", window_start, start) < 0:
            return start, unit, end
        window = text[window_start:start]
        found = _RATE_BEFORE.search(window)
        if found is not None and not self.zones.begins_within(window_start + found.start(), start):
            return window_start + found.start(), compound(unit, _denominators(found.group())), end
        apart = _RATE_APART.search(window) if unit.dimension == "money" else None
        if apart is not None:
            return start, compound(unit, _denominators(apart.group(1))), end
        return start, unit, end

    # ---- lists that share one unit

    def _shared_unit(self, number: _Number) -> list[Figure]:
        """分别为3、5和8个: bare numbers that lead up to one with a unit."""
        text = self.text
        following = text[number.end : number.end + 1]
        if (
            number.style != "arabic"
            or following not in ("、", "和")
            or "分别" not in text[max(0, number.start - 14) : number.start]
        ):
            return []
        parts = [number]
        at = number.end
        while text[at : at + 1] in ("、", "和", "与") and len(parts) < 12:
            run = SCANNER.match(text, at + 1)
            numeral = read(run.group()) if run is not None else None
            if run is None or numeral is None or numeral.style != "arabic":
                return []
            part = _Number(
                run.start(), run.end(), numeral.value, None, numeral.more, "arabic", run.group(), False, False
            )
            parts.append(part)
            at = run.end()
            last = self._figure(part)
            if last is not None and last.unit is not None:
                shared = [
                    Figure(p.start, p.end, p.start, p.low, None, last.unit, "exact", False, p.end)
                    for p in parts[:-1]
                ]
                return [*shared, last]
        return []


def _denominators(words: str) -> tuple[str, ...]:
    """人 and 月 of 每人每月; what comes after a measure word is not repeated in the unit (名学生 is 名)."""
    found = []
    for part in _PER_UNIT.findall(words):
        short = part if part in table() or len(part) == 1 or part in ("学期", "学年", "季度") else part[:1]
        found.append(part if part in ("学生",) else short)
    return tuple(found)


def _small_money(found: re.Match[str]) -> Decimal:
    digits = [read(group) if group else None for group in found.groups()]
    values = [
        numeral.value if numeral is not None and numeral.value is not None else Decimal(0)
        for numeral in digits
    ]
    return values[0] / 10 + values[1] / 100


def _is_chinese_digit(char: str) -> bool:
    return bool(char) and char in "一二两三四五六七八九十"


# ---- units that are figures in some places only -------------------------------------------------------------------

#: After a mask these make a place or a name (x村, XX县), no count.
_PLACE_UNITS = frozenset(
    "村 社区 乡 镇 县 州 旗 校 企 店 院 团 组 乡镇 街道 村组 镇街 县区 县市 年 日 期 届 级 分 站 厂 馆 班 点 度 队 线 路".split()
)


def _year(reader: Figures, number: _Number, end: int) -> bool:
    """三年, 5年 as a stretch of time; not 2023年, 23年, 一年."""
    text = reader.text
    if number.style == "masked" or number.low is None or number.low >= 1000 or number.run == "一":
        return False
    if number.more or number.high is not None:
        return True
    after = text[end : end + 2]
    cue = _DURATION_CUE.search(text[max(0, number.start - 5) : number.start]) is not None
    if number.style == "arabic":
        return cue or (number.low < 10 and after[:1] in ("以", "内", "来", "的", "，", "。", "、"))
    return cue or after in ("以上", "以内", "之内")


def _day(reader: Figures, number: _Number, end: int) -> bool:
    """15日内 lasts, 15日 is a date."""
    after = reader.text[end : end + 2]
    return number.style == "arabic" and (after[:1] == "内" or after in ("以内", "之内"))


def _level(reader: Figures, number: _Number, end: int) -> bool:
    """县乡村三级 counts levels; 三级书记 and 5级大风 do not."""
    text, start = reader.text, number.start
    if number.low is not None and number.low != int(number.low):
        return True
    return (
        start >= 2 and text[start - 1] in _LEVELS and (text[start - 2] in _LEVELS or text[start - 2] == "、")
    )


def _group(reader: Figures, number: _Number, end: int) -> bool:
    """分成12组 counts, 三家村12组 is a place."""
    before = reader.text[max(0, number.start - 1) : number.start]
    return bool(before) and before not in "村寨屯庄区队社湾坪坝营"


def _score(reader: Figures, number: _Number, end: int) -> bool:
    """95分 is a score; 8时30分 a time of day."""
    return reader.text[number.start - 1 : number.start] not in ("时", "点", ":", "：")


def _circle(reader: Figures, number: _Number, end: int) -> bool:
    """15分钟生活圈 is the name of a thing."""
    return "圈" not in reader.text[end : end + 7]


def _session(reader: Figures, number: _Number, end: int) -> bool:
    """九次、十次全会 are ordinals."""
    if number.style != "chinese":
        return True
    session = _SESSION.match(reader.text, end)
    if session is None:
        return True
    assembly = re.search("届|人大|政协|党代会", reader.text[max(0, number.start - 10) : number.start])
    return assembly is None and session.group().endswith("会议")


def _point(reader: Figures, number: _Number, end: int) -> bool:
    """三点要求, but 8点."""
    return reader.text[end : end + 2] in (
        "要求",
        "意见",
        "建议",
        "希望",
        "体会",
        "不足",
        "做法",
        "措施",
        "感受",
        "经验",
        "启示",
    )


def _term(reader: Figures, number: _Number, end: int) -> bool:
    """举办培训三期 counts, 三期 of a project is the third."""
    if number.style != "chinese" or len(number.run) > 1:
        return True
    return re.search("培训|举办|开展|轮训|班", reader.text[max(0, number.start - 16) : end + 6]) is not None


def _edition(reader: Figures, number: _Number, end: int) -> bool:
    return number.low is None or number.low == int(number.low)


def _quarter(reader: Figures, number: _Number, end: int) -> bool:
    """三季度 is the third; 3个季度 is a unit of its own."""
    return reader.text[number.end : number.end + 1] == "个"


_SESSION = re.compile(
    r"(?:[、和][一二三四五六七八九十]+次)*(?:中央)?(?:全会|全体会|会议|党代会|代表大会|人代会)"
)
_SPECIAL: dict[str, Callable[[Figures, _Number, int], bool]] = {
    "年": _year,
    "年度": lambda *_: False,
    "日": _day,
    "级": _level,
    "组": _group,
    "班": _group,
    "分": _score,
    "点": _point,
    "分地": lambda reader, number, end: reader.text[max(0, number.start - 2) : number.start] != "一亩",
    "期": _term,
    "次": _session,
    "分钟": _circle,
    "小时": _circle,
    "版": _edition,
    "季度": _quarter,
    "周": lambda reader, number, end: (
        number.style == "arabic" and reader.text[number.start - 1 : number.start] != "第"
    ),
}


def find_figures(text: str, zones: Iterable[tuple[int, int]] = ()) -> list[Figure]:
    """All figures of `text`, in order; none of them begins in one of `zones` (``(start, end)`` offsets)."""
    return Figures(text, zones).find()
