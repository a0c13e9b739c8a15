"""Blanks inside a line: which of them say something, and which are typography.

Chinese needs no blanks. Those that stand in real reports pad short words to width (``目 录``, ``王　芳``), set
figures off (``2023 年``), are left over by converters, or keep the entries of a list or the cells of a row apart.
Only the last kind carries meaning. A tab always separates cells, and is kept as it is.
"""

from __future__ import annotations

import math
import re

__all__ = ["HAN", "squeeze"]

#: Ideographs, as the inside of a character class. (Those past U+FFFF would make every pattern slow to compile.)
HAN = "〇\u3400-\u9fff"

_GAP = re.compile(r"[ \t]+")
_IS_HAN = re.compile(f"[{HAN}]").match
#: A line of running text, as against a heading, a row or a list of names.
_RUNNING = re.compile("[，。；]")
_NUMBERING = re.compile(r"(?:[0-9]{1,2}\.|[(（][0-9一二三四五六七八九十]{1,3}[)）])$")

#: Ideographs that stand alone, two or more of them with blanks in between.
_PADDED = re.compile(f"(?<![{HAN}])[{HAN}](?: +[{HAN}](?![{HAN}]))+")

_OPENING = frozenset("（“‘《〈【「『")
_CLOSING = frozenset("）”’》〉】」』")
_PAUSES = frozenset("，。；：、！？…")
_FIGURES = frozenset("0123456789%")
_MASKS = frozenset("Xx*×○□")
#: What may follow a figure at once: units of time, measure words, multiples.
_AFTER_FIGURE = frozenset(
    "年月日号时分秒季岁个名人位户口家亩元万亿千百十多余来件项条次届篇章期批处座所场组队支份张部间套台辆头只株棵吨斤"
    "米里平公度级类种岗村社镇乡县"
)
_BEFORE_FIGURE = frozenset("第共约近达于在自从至到为是超过有比计")
#: Common surnames of one character: two padded characters that begin with one are a name.
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟"
    "汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛"
    "温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲游阳裴席卫查屈鲍"
    "覃霍翁隋甘景薄单包司柏宁柯阮桂闵解柴华冉房边吉饶刁瞿戚丘古米池滕晋苑邬臧宫苟褚廉简娄符奚穆党燕冀谈姬屠连郁商蒙计喻"
    "窦迟宇敖卓花仇艾蓝练仲虞封冼楚佟栗宗应巫桑谌银岑习蔺"
)
_NAME = "[" + "".join(sorted(_SURNAMES)) + f"][{HAN}]{{1,2}}"
#: Names with blanks between them: 王芳 李小娟 张强.
_NAMES = re.compile(f"(?<![{HAN}]){_NAME}(?: +{_NAME}(?![{HAN}]))+")


def squeeze(line: str) -> list[tuple[int, int]] | None:
    """Say what to keep of a line once its idle blanks are gone.

    Dropping one blank can make another idle: ask again until the answer is None.

    Args:
        line: folded text without line breaks, and without blanks at its ends.

    Returns:
        The ``[start, end)`` stretches to keep, or None when that is all of it.

    """
    if " " not in line and "\t" not in line:
        return None
    running = _RUNNING.search(line) is not None
    padding = set() if running else _padding(line)
    listing = _listing(line) if running else set()
    kept = []
    at = 0
    for found in _GAP.finditer(line):
        start, end = found.span()
        if start in padding or not (
            start in listing or end in listing or _separates(line, start, end, running)
        ):
            kept.append((at, start))
            at = end
        elif end - start > 1:
            # Of a gap that separates its tab stays where there is one, else its first blank.
            stays = max(line.find("\t", start, end), start)
            kept.extend([(at, start), (stays, stays + 1)])
            at = end
    if not kept:
        return None
    return [*kept, (at, len(line))]


def _separates(line: str, start: int, end: int, running: bool) -> bool:
    """Whether the gap at ``[start, end)`` keeps two things apart that would otherwise read as one.

    How wide the gap is makes no difference: widths are gone when the text is cleaned a second time.
    """
    before, after = line[start - 1], line[end]
    if line.find("\t", start, end) >= 0:
        return True
    if before in _OPENING or before in _PAUSES or after in _CLOSING or after in _PAUSES:
        return False
    if start <= 5 and _NUMBERING.match(line[:start]):
        return False
    chinese_before = before in _CLOSING or _IS_HAN(before) is not None
    chinese_after = after in _OPENING or _IS_HAN(after) is not None
    if chinese_before and chinese_after:
        return not running
    if chinese_after and (before in _FIGURES or before in _MASKS):
        if start <= 2 and line[:start].isdigit() and after not in "年月日":
            return True
        return not (running or after in _AFTER_FIGURE)
    if chinese_before and after in _FIGURES:
        # A figure that ends its line is a page number of a table of contents, or a cell.
        alone = len(line) - end <= 4 and line[end:].isdigit()
        return alone or not (running or before in _BEFORE_FIGURE)
    return True


def _listing(line: str) -> set[int]:
    """Where the gaps between and around the names of a list begin or end: 王芳 李小娟 张强."""
    places: set[int] = set()
    for found in _NAMES.finditer(line):
        places.update((found.start(), found.end()))
        places.update(gap.start() + found.start() for gap in _GAP.finditer(found[0]))
    return places


def _padding(line: str) -> set[int]:
    """Starts of the gaps that only pad a short word to width: ``述 职 报 告``, ``镇长    王  芳``."""
    idle: set[int] = set()
    for found in _PADDED.finditer(line):
        gaps = [(gap.start() + found.start(), gap.end() - gap.start()) for gap in _GAP.finditer(found[0])]
        widths = [
            _width_before(line, found.start()),
            *(width for _, width in gaps),
            _width_after(line, found.end()),
        ]
        narrowest = min(widths[1:-1])
        # The narrowest gaps are inside words if wider ones, or nothing, part those words from their neighbours.
        first = 1
        while first < len(widths) - 1:
            last = first
            while last < len(widths) - 1 and widths[last] == narrowest:
                last += 1
            if last > first:
                single = last == first + 1 and line[gaps[first - 1][0] - 1] in _SURNAMES
                if single or (widths[first - 1] > narrowest and widths[last] > narrowest):
                    idle.update(start for start, _ in gaps[first - 1 : last - 1])
            first = last + 1
    return idle


def _width_before(line: str, at: int) -> float:
    """Width of the gap that ends at `at`; endless at an edge, after punctuation, and where it holds a tab."""
    start = len(line[max(0, at - 64) : at].rstrip(" ")) - min(at, 64) + at
    if start in (at, 0) or line[start - 1] == "\t":
        return math.inf
    return at - start


def _width_after(line: str, at: int) -> float:
    """Width of the gap that begins at `at`; endless at an edge, before punctuation, and where it holds a tab."""
    rest = line[at : at + 64]
    width = len(rest) - len(rest.lstrip(" "))
    if width == 0 or at + width == len(line) or line[at + width : at + width + 1] == "\t":
        return math.inf
    return width
