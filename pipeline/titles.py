"""Titles of reports: told from headings and sentences, and read for what they say."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

__all__ = [
    "DEFAULT_KIND",
    "Title",
    "glued_title",
    "is_compilation_heading",
    "parse_title",
    "report_kind",
    "report_year",
]

DEFAULT_KIND = "述职报告"

_NUMERALS = "一二三四五六七八九十百"
_NUMBER = f"[{_NUMERALS}0-9]{{1,3}}"

#: Reports on one's own duties: 述职报告, 述职述廉报告, 述学述职述廉述法报告, 履职情况报告, 个人述职.
_OWN_DUTIES = (
    r"述[职责廉德学法效](?:[、和暨与及]?述?[职责廉德学法效])*(?:评议|测评|考核)?(?:工作)?(?:情况)?(?:的)?(?:总结)?(?:报告|汇报|材料|总结)"
    r"|述职(?:述[廉责])?(?:评议)?(?:(?:大会|会议|会)上的)?(?:发言|讲话|报告)"
    r"|履职(?:尽责)?(?:工作)?(?:情况)?(?:的)?(?:报告|总结|汇报)"
    r"|(?<=[人度作年])述[职责](?:述[廉责])?"
)
#: Reports on work, which may also head a part of another report.
_WORK = (
    r"(?:政府)?工作(?:开展)?(?:情况)?(?:的)?(?:报告|总结|汇报)(?:报告)?"
    r"|(?:年度|年终|全年|半年|年上半年|年下半年|个人|任期|届满|年)(?:思想)?(?:工作)?总结(?:报告)?"
    r"|情况(?:的)?(?:报告|汇报)|(?:总结|自查|调研|整改|建设|专题|分析|评估|督查)报告"
)
_STACK = re.compile("[述职责廉德学法效、和暨与及]*")
_DUTIES = "职责廉德学法效"
_KIND = re.compile(f"(?P<own>{_OWN_DUTIES})|(?P<work>{_WORK})")

_MARK = (
    rf"[#＃]{{0,6}}[ ]?(?:[【\[（(]?[ ]?(?:第[ ]?(?P<ordinal>{_NUMBER})[ ]?篇|篇[ ]?(?P<piece>{_NUMBER})(?![年月])"
    rf"|(?:范文|例文|材料)[ ]?[（(]?(?P<sample>{_NUMBER})[)）]?)[ ]?[】\]）)]?[ ]?[：:、.]?[ ]?"
    rf"|(?P<listed>[0-9]{{1,2}}[.、][ ]?(?=[^0-9]|[0-9]{{4}}年)|[{_NUMERALS}]{{1,3}}[、.][ ]?|[（(]{_NUMBER}[)）][ ]?))?"
)
_TAIL = (
    r"(?:范文|材料|提纲|初稿|讲稿|发言稿|发言|稿)?"
    rf"(?:(?![ ]?[（(]{_NUMBER}[)）]$)[ ]?[（(][^（()）\n]{{1,30}}[)）]){{0,3}}"
    r"(?:(?:和|与|及|暨|以及|、)[^，。！？；\n]{0,24}(?:计划|打算|安排|思路|要点|谋划|设想))?"
    r"(?:[ ]?(?:约)?[0-9]{3,5}字)?"
    rf"(?:(?P<trailing>[ ]?(?:第|篇)?[ ]?{_NUMBER}(?:篇)?|[ ]?[（(]{_NUMBER}[)）])$"
    r"|[ ]{0,2}[—–-]{1,3}[^，。！？；：、\n]{1,24}| [^，。！？；：、\n]{1,20})?"
)
_TITLE = re.compile(
    rf"{_MARK}(?P<title>(?P<dash>[—–-]{{2,3}}[ ]?)?(?P<head>[^。！？；\n]{{0,60}}?)(?:{_KIND.pattern})(?P<tail>{_TAIL}))$"
)
#: One of these is in every title.
_HINTS = ("报告", "述", "总结", "篇", "汇报", "范文", "例文", "材料")
_MARK_ALONE = re.compile(
    rf"[【\[]?[ ]?(?:第[ ]?(?P<ordinal>{_NUMBER})[ ]?篇|篇[ ]?(?P<piece>{_NUMBER})|(?:范文|例文|材料)[ ]?[（(]?(?P<sample>{_NUMBER})[)）]?)[ ]?[】\]]?[：:]?$"
)
#: Openings of sentences that may end in 述职报告, and verbs that govern it.
_SENTENCE = re.compile(
    r"以上|以下|现将|现就|根据|按照|下面|为了|我[^镇乡县市区省村]|本人|今天|各位|这是|通过|特此|敬?请|听取|上述|刚才|谢谢|相关|点击|下载|来源|更多"
)
_GOVERNED = re.compile(
    r"(?:(?<!工)[作做写]|听取|审议|提交|撰写|阅读|观看|汇总|推荐|下一篇|上一篇)[^镇乡县市区省村]{0,4}$"
)
_COMPILATION = re.compile(
    rf"汇编|合集|集锦|汇总|大全|选编|(?:精选|通用|范文|优秀|实用|共|[（(]){_NUMBER}篇|{_NUMBER}篇(?:[)）])?$"
)

_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9.%])|([一二][〇○零九][〇○零一二三四五六七八九]{2})(?=[年度])"
)
_MASKED_YEAR = re.compile(r"(?:20|二〇)?[Xx*×○某□]{1,4}年")


@dataclass(frozen=True, slots=True)
class Title:
    """A line that reads like a report's title. `start` and `end` frame the title inside its line."""

    start: int
    end: int
    #: Whether it speaks of the author's own duties, which no heading inside a report does.
    own: bool
    #: Running number of a compilation's mark (篇1, 第一篇), 0 without one.
    piece: int
    #: List number in front of it (1. 一、 （一）), with its form; empty without one.
    listed: str
    #: Whether it continues the line before it (——2023年度述职报告).
    subtitle: bool
    dated: bool


def parse_title(line: str) -> Title | None:
    """Read a line as a report's title; None when it is none.

    Headings of whole compilations (``述职报告汇编（5篇）``) are none either: they name no report.
    """
    if len(line) > 90:
        return None
    if not any(map(line.__contains__, _HINTS)):
        return None
    alone = _MARK_ALONE.match(line)
    if alone:
        return Title(0, len(line), True, _piece(alone), "", False, False)
    found = _TITLE.match(line)
    if found is None or is_compilation_heading(line):
        return None
    head, title = found["head"], found["title"]
    if _SENTENCE.match(title) or _GOVERNED.search(head) or head.count("《") > head.count("》"):
        return None
    if "，" in head and len(head) > 40 and "——" not in head:
        return None
    end = found.start("trailing") if found["trailing"] else found.end("title")
    start = found.start("title") + len(found["dash"] or "")
    number = _piece(found) or (_number(found["trailing"]) if found["trailing"] else 0)
    return Title(
        start,
        end,
        found["own"] is not None,
        number,
        found["listed"] or "",
        bool(found["dash"]),
        _dated(title),
    )


_GLUED = re.compile(
    rf"(?P<title>[^，。！？；：,;:!?\n]{{0,40}}?(?:{_KIND.pattern}))[ ]*"
    r"(?=尊敬的|各位|同志们|[一1][、.]|根据|按照|现将|我[是于叫任在]|本人|一年来|过去|20[0-9]{2}年)"
)


def glued_title(line: str) -> int:
    """End of the title that a text begins with, where no line break parts them; 0 where there is none."""
    found = _GLUED.match(line)
    if (
        found is None
        or _SENTENCE.match(line)
        or _GOVERNED.search(line, 0, found.start("own" if found["own"] else "work"))
    ):
        return 0
    return found.end("title")


def _piece(found: re.Match[str]) -> int:
    written = found["ordinal"] or found["piece"] or found["sample"]
    return _number(written) if written else 0


def _number(written: str) -> int:
    """The number in `written`, Arabic or Chinese up to 99; 0 where there is none."""
    digits = "".join(filter(str.isdigit, written))
    if digits and digits.isascii():
        return int(digits)
    tens, ten, ones = "".join(each for each in written if each in _NUMERALS).rpartition("十")
    value = {each: number for number, each in enumerate("一二三四五六七八九", start=1)}
    return (value.get(tens[-1:], 1) * 10 if ten else 0) + value.get(ones[-1:], 0)


def is_compilation_heading(line: str) -> bool:
    """Whether a line names a compilation, or counts the reports in it: 述职报告汇编, （5篇）."""
    return len(line) <= 60 and _COMPILATION.search(line) is not None


def _dated(title: str) -> bool:
    return _YEAR.search(title) is not None


def report_kind(title: str, opening: str = "") -> str:
    """Canonical kind of report: 述职报告, 述职述廉报告, 工作总结, 政府工作报告 and so on.

    Args:
        title: of the report; what it says goes before all else.
        opening: the first lines of the report, asked when the title names no kind.

    """
    for text in (title, opening):
        # The last words of a title say what it is: 工作总结暨述职报告.
        found = [match for match in _KIND.finditer(text) if match["own"] or text is title]
        if found:
            own = [match for match in found if match["own"]]
            return _canonical((own or found)[-1][0])
    return "政府工作报告" if "政府工作" in opening and "报告工作" in opening else DEFAULT_KIND


def _canonical(words: str) -> str:
    if words.startswith("履职"):
        return "履职报告"
    if words.startswith("述"):
        duties = dict.fromkeys(_STACK.findall(words)[0])
        return "".join(f"述{duty}" for duty in duties if duty in _DUTIES) + "报告"
    if words.startswith("政府"):
        return "政府工作报告"
    return "工作" + next(kind for kind in ("总结", "汇报", "报告") if kind in words)


def _years(text: str, pattern: re.Pattern[str] = _YEAR) -> list[int]:
    return [int(found[1] or found[2].translate(_CHINESE_DIGITS)) for found in pattern.finditer(text)]


_OPENING_YEAR = re.compile(
    r"((?:19|20)[0-9]{2})()(?=年(?:度|以?来|工作|任|履|个人|述|抓|全|，|各|的|我|在|是|上|下|期间))"
)
_ANY_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})()(?=年(?![0-9]{1,2}月))")


_DELIVERED = re.compile(r"(20[0-9]{2})()年[0-9]{1,2}月[0-9]{1,2}日在")
_SIGNED = re.compile(r"^[^\n]{0,12}?(20[0-9]{2})年([0-9]{1,2})月(?:[0-9]{1,2}日)?[）)]?$", re.MULTILINE)
#: A report signed in these months speaks of the year before, in those of that year.
_NEXT_YEAR, _SAME_YEAR = range(1, 4), range(11, 13)


def report_year(title: str, opening: str, body: str) -> int | None:
    """The year a report is about, or named after; None where it is masked or not to be told.

    Args:
        title: of the report. A year in it decides, and so does a masked one (20XX年).
        opening: its first lines. A year that is part of a date counts only for a report to a congress.
        body: all of it; the year it speaks of most decides, if one stands out, and at last the date of signing.

    """
    years = _years(title)
    if years:
        return max(years)
    if _MASKED_YEAR.search(title):
        return None
    years = _years(opening, _DELIVERED if "政府工作报告" in title else _OPENING_YEAR)
    if years:
        return years[0]
    counts = Counter(_years(body, _ANY_YEAR)).most_common(2)
    if counts and counts[0][1] > 1 and (len(counts) == 1 or counts[0][1] > counts[1][1]):
        return counts[0][0]
    signed = {
        int(year) - (int(month) in _NEXT_YEAR)
        for year, month in _SIGNED.findall(body)
        if int(month) in _NEXT_YEAR or int(month) in _SAME_YEAR
    }
    return signed.pop() if len(signed) == 1 else None
