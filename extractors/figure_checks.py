"""Whether a unit may follow a number at its place: 三年 lasts, 2023年 is a date; 分成12组 counts, 三家村12组 is a place."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.figure_numbers import Number, is_digit
from extractors.figure_words import figure_words
from extractors.units import Unit

__all__ = ["unit_fits"]

_LEVELS = frozenset("省市县区乡镇村组州盟旗地厅处户屯街社班")
_DURATION = re.compile(
    r"(?:历时|为期|长达|近|连续|任期|工期|期限|工龄|党龄|任职|工作|从业|从教|服务|驻村|时隔|过去|满|用|需|服刑|有期徒刑|保修)"
    r"(?:了|满|达)?$"
)
_SESSION = re.compile(
    r"(?:[、和][一二三四五六七八九十]+次)*(?:中央)?(?:全会|全体会|会议|党代会|代表大会|人代会)"
)
_ASSEMBLY = re.compile("届|人大|政协|党代会")
#: The first of several points behind their number.
_LISTED = re.compile("[：:，。](?:一是|一、|其一|第一|首先|1[.、．]|[（(][一1])")
_COURSE = re.compile("培训|举办|开展|轮训|班|公开|简报|通报|专栏|板报|橱窗|节目|广播|讲座|讲堂|宣传")

_Check = Callable[[str, Number, int], bool]


def _year(text: str, number: Number, end: int) -> bool:
    """三年, 5年 as a stretch of time; not 2023年, 23年, 一年."""
    if number.style == "masked" or number.low is None or number.low >= 1000 or number.run == "一":
        return False
    if number.more or number.high is not None:
        return True
    if number.run.startswith("0"):
        return False  # 09年 is a date
    after = text[end : end + 2]
    if _DURATION.search(text[max(0, number.start - 5) : number.start]) is not None:
        return True
    if number.style == "arabic":
        return number.low < 10 and after[:1] in ("以", "内", "来", "多", "的", "，", "。", "、")
    return after in ("以上", "以内", "之内")


def _day(text: str, number: Number, end: int) -> bool:
    """15日内 lasts, 15日 is a date."""
    return number.style == "arabic" and text.startswith(("内", "以内", "之内"), end)


def _mile(text: str, number: Number, end: int) -> bool:
    """八里地, 四里山路; 三里 by itself is in many a name."""
    plain = number.style == "chinese" and len(number.run) == 1 and not number.more
    return not plain or text.startswith(("地", "路", "山路", "远"), end)


def _level(text: str, number: Number, _end: int) -> bool:
    """县乡村三级 counts levels; 三级书记 and 5级大风 do not."""
    if number.low is not None and number.low != int(number.low):
        return True
    before = text[max(0, number.start - 2) : number.start]
    return len(before) == 2 and before[1] in _LEVELS and (before[0] in _LEVELS or before[0] == "、")


def _group(text: str, number: Number, _end: int) -> bool:
    """分成12组 counts, 三家村12组 is a place."""
    before = text[max(0, number.start - 1) : number.start]
    return bool(before) and before not in "村寨屯庄区队社湾坪坝营"


def _score(text: str, number: Number, _end: int) -> bool:
    """95分 is a score; 8时30分 a time of day."""
    return text[number.start - 1 : number.start] not in ("时", "点", ":", "：")


def _circle(text: str, _number: Number, end: int) -> bool:
    """15分钟生活圈 is the name of a thing."""
    return "圈" not in text[end : end + 7]


def _session(text: str, number: Number, end: int) -> bool:
    """七届三次、四次全会 are ordinals, 召开三次会议 is a count."""
    if number.style != "chinese":
        return True
    session = _SESSION.match(text, end)
    if session is None:
        return True
    assembly = _ASSEMBLY.search(text[max(0, number.start - 10) : number.start])
    return assembly is None and session.group().endswith("会议")


def _point(text: str, _number: Number, end: int) -> bool:
    """三点要求, 有三点：一是 …, but 8点."""
    return text[end : end + 2] in figure_words().classes["points"] or _LISTED.match(text, end) is not None


def _term(text: str, number: Number, end: int) -> bool:
    """举办培训三期 counts, 三期 of a project is the third."""
    if number.style != "chinese" or len(number.run) > 1:
        return True
    return _COURSE.search(text[max(0, number.start - 16) : end + 6]) is not None


def _quarter(text: str, number: Number, _end: int) -> bool:
    """三季度 is the third; 3个季度 is a unit of its own."""
    return text.startswith("个", number.end)


def _strip_of_land(text: str, number: Number, _end: int) -> bool:
    """一亩三分地 is an idiom."""
    return not text.endswith("一亩", 0, number.start)


def _building(text: str, _number: Number, end: int) -> bool:
    """3栋2单元 is an address."""
    return not is_digit(text[end : end + 1]) or "单元" not in text[end : end + 5]


def _week(text: str, number: Number, _end: int) -> bool:
    return number.style == "arabic" and not text.endswith("第", 0, number.start)


def _person(text: str, _number: Number, end: int) -> bool:
    """4.1万人口 counts inhabitants without a measure word; 500人口粮 feeds 500."""
    return text[end : end + 1] != "口" or text[end + 1 : end + 2] == "粮"


def _never(_text: str, _number: Number, _end: int) -> bool:
    return False


_CHECKS: dict[str, _Check] = {
    "年": _year,
    "里": _mile,
    "年度": _never,
    "日": _day,
    "级": _level,
    "组": _group,
    "班": _group,
    "分": _score,
    "点": _point,
    "分地": _strip_of_land,
    "期": _term,
    "次": _session,
    "分钟": _circle,
    "小时": _circle,
    "季度": _quarter,
    "周": _week,
    "人": _person,
    "栋": _building,
    "幢": _building,
}
#: These are never fractions; a 3.0版 is a version.
_NEVER_FRACTIONS = frozenset(("版", "级"))


def unit_fits(text: str, number: Number, unit: Unit, end: int) -> bool:
    """Whether `unit`, which ends at offset `end`, may follow `number` in half-width `text`."""
    if number.style == "masked":
        if unit.surface in figure_words().classes["masked_place"]:
            return False
    elif number.style == "chinese" and not number.pure_scale and not _chinese_takes(number, unit):
        return False
    check = _CHECKS.get(unit.surface)
    if check is not None and not check(text, number, end):
        return False
    low = number.low
    if not unit.whole or low is None or number.scaled or low == int(low):
        return True
    return unit.surface not in _NEVER_FRACTIONS or is_digit(text[end : end + 1])


def _chinese_takes(number: Number, unit: Unit) -> bool:
    """Whether a Chinese numeral may take this unit: 三个, but not 三分 or 二组."""
    if number.run == "二" and unit.dimension in ("count", "level"):
        return False  # 二组 is the second, 两组 are two
    if unit.numerals == "any" or number.scaled or number.more:
        return True
    return len(number.run) > 1 and (unit.numerals == "long" or unit.surface not in "分两天日")
