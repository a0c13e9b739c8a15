"""Masked places: X村, **镇, ××县, 某社区, 李某村. Each keeps its level and nothing else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from extractors.gazetteer import gazetteer
from extractors.place_data import place_data
from extractors.place_found import BREAK, SUFFIX_LEVELS, Found
from extractors.place_lattice import words

__all__ = ["MASK", "masked_places"]

#: What stands for a name that was taken out. Full-width letters and marks have been folded before.
MASK = r"(?:[Xx]{1,4}|[×*○〇□◯■◆●△_＿]{1,4}|某{1,3}|YY|ZZ|AA|BB|CC|DD|[A-Z])"

_SUFFIX = (
    r"(?:村民小组|居民小组|自治区|自治州|自治县|街道|自然村|行政村|苏木|嘎查|社区|小区|地区"
    r"|水库|灌区|[省市州盟县区旗镇乡村](?!级)|[屯寨组社河])"
)
#: A letter of a name that may be left standing alone before the mask.
_LETTERS = "东西南北上下前后大小老新李王张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗"
_MASKED = re.compile(
    rf"(?<![A-Za-z0-9_])"
    # a letter of the name that was left standing before the mask (李某村, 东X村), only where nothing else can end
    rf"(?P<before>(?<![\u3400-\u9fff])[{_LETTERS}](?=[Xx×*○某]))?"
    rf"(?P<mask>{MASK}|[a-z](?![a-z]))"
    # or after it (X家村, XX新村, XX中心村)
    r"(?P<after>[路街](?=社区)|(?<!某)(?:中心|[东西南北老])(?=村)|[家新庄寨湾坪坝河沟山头堡营店桥庙关塘岗坡岭](?!河)[一二三四五]?)?"
    rf"(?P<suffix>{_SUFFIX})"
)

#: A village of whose name letters may have been left standing: 榆树X村, 东X村.
_HALF_MASKED = re.compile(r"(?<=[\u4e00-\u9fff])(?:[Xx]{1,2}|[×*○]{1,2})村(?![民级])")
#: So many villages at least are called by these, and what is said of people and their deeds is not left standing.
_KNOWN_AS, _OF_DEEDS = 20, frozenset("avdw")
#: Letters of a name that were left standing, at most.
_LEFT_STANDING = 2

#: What lines of lists begin with.
_BULLETS = frozenset("◆■●△▲")
_MASK_LETTER = re.compile(r"[Xx×*○〇□◯■◆●△_＿某A-Za-z]")

#: After a suffix these make another word of it: X级, X乡村, X区域, X市场, X县域, X社会, X组织.
_NOT_AFTER = {
    "村": "民务庄落",
    "乡": "村镇",
    "镇": "村",
    "市": "场民值直",
    "区": "域间分块县位别",
    "县": "域",
    "省": "份内外",
    "组": "织建成合团装员",
    "社": "会区员保团",
    "州": "",
    "旗": "帜下",
    "屯": "",
    "寨": "",
    "盟": "友",
    "河": "道流床岸段",
}
#: Single letters stand for places only before these: A区, B组 are parts of a building or a trial.
_AFTER_LETTER = frozenset({"村", "镇", "乡", "县", "社区", "街道", "自然村", "村民小组"})
#: Groups and production teams (X组, X社) only in a chain, or where the next word tells that people live there.
_WEAK = frozenset({"组", "社", "区", "旗", "盟", "地区", "屯", "寨"})
_RESIDENTS = re.compile(
    r"组长|村民|群众|农户|社长|居民|等地|片区|的|道路|公路|通组|串户|入户|(?:监测|脱贫|贫困|低保|五保|特困|困难)户"
)


#: Groups and production teams by their last word.
_GROUPS = ("组", "社")
#: X组、Y组: groups of a list.
_LISTED_BEFORE, _LISTED_AFTER = "、和", re.compile(rf"[、和]{MASK}[组社](?![织建成合团装会区员])")

#: 涉及X村X户: figures that were masked, told by the words before and the masked figure with a measure word behind.
_COUNTED_BEFORE = (
    "涉及",
    "覆盖",
    "惠及",
    "辐射",
    "带动",
    "共",
    "共计",
    "合计",
    "总计",
    "下辖",
    "辖",
    "达",
    "近",
    "约",
    "超",
    "超过",
)
_COUNTED_AFTER = re.compile(rf"(?:{MASK}|[0-9]+)余?[户人组个名亩家]")


def masked_places(text: str) -> Iterator[Found]:
    """Masked places of `text`, in order and without overlap."""
    last_end = -1
    halves = _half_masked(text)
    for match in _matches(text):
        found = _read(text, match, last_end)
        if found is not None:
            last_end = found.end
            yield _with_its_letters(text, found, halves) if halves else found


def _half_masked(text: str) -> frozenset[str]:
    """Names of villages whose last letters alone were masked: 榆树X村, and 前X村 of which one letter is left."""
    names = {match.group() for match in _matches(text) if match["before"]}
    for match in _HALF_MASKED.finditer(text):
        for size in range(_LEFT_STANDING, 0, -1):
            start = max(0, match.start() - size)
            if _may_be_left(text[start : match.start()]) and _may_begin(text, start):
                names.add(text[start : match.end()])
    return frozenset(names)


def _may_be_left(letters: str) -> bool:
    """Whether letters may be what was left of a village's name."""
    if len(letters) < _LEFT_STANDING:
        return letters in _LETTERS
    word = words().find(letters)
    if letters in place_data().verbs or (word is not None and word[1] in _OF_DEEDS):
        return False
    return gazetteer().count(letters + "村") >= _KNOWN_AS


def _may_begin(text: str, start: int) -> bool:
    """Whether a name can begin at `start`: behind a mark, or behind what leads to places (包保, 在)."""
    if not start or BREAK.match(text[start - 1]):
        return True
    return any(text[max(0, start - size) : start] in place_data().cues_before for size in (1, 2, 3))


def _with_its_letters(text: str, found: Found, halves: Collection[str]) -> Found:
    """A masked place with the letters before it that the report elsewhere has at the head of a clause."""
    for size in range(_LEFT_STANDING, 0, -1):
        start = found.start - size
        name = text[max(start, 0) : found.end]
        if start >= 0 and name in halves:
            return found._replace(start=start, name=name)
    return found


def _matches(text: str) -> Iterator[re.Match[str]]:
    """What ``_MASKED.finditer`` gives: a match begins at a mask or one letter before it, and masks are few."""
    free = 0
    for mask in _MASK_LETTER.finditer(text):
        for start in range(max(free, mask.start() - 1), mask.start() + 1):
            match = _MASKED.match(text, start)
            if match is not None:
                yield match
                free = match.end()
                break


def _is_listed(text: str, start: int, end: int, last_end: int) -> bool:
    """Whether a masked group stands in a list of such groups; `last_end` is where the masked place before it ends."""
    behind = start - 1 == last_end and text[last_end] in _LISTED_BEFORE
    return behind or _LISTED_AFTER.match(text, end) is not None


def _read(text: str, match: re.Match[str], last_end: int) -> Found | None:
    mask, suffix = match["mask"], match["suffix"]
    start, end = match.span()
    if mask in _BULLETS and text[start - 1 : start] in ("", "\n"):
        return None  # ◆社区成立服务队: what a line of a list begins with
    following = text[end : end + 1]
    another = following == "级" or following in _NOT_AFTER.get(suffix, "")
    if following and another and not text.startswith("落实", end):  # **村|落实, not **村落
        return None
    if mask in ("某", "某某", "某某某") and suffix in ("社", "地区", "组"):
        return None
    listed = _is_listed(text, start, end, last_end) if suffix in _GROUPS else False
    if (
        not listed
        and len(mask) == 1
        and mask.isascii()
        and mask.isalpha()
        and mask not in "Xx"
        and suffix not in _AFTER_LETTER
    ):
        return None
    if text.endswith(_COUNTED_BEFORE, 0, start) and _COUNTED_AFTER.match(text, end):
        return None
    if suffix in _WEAK and start != last_end:
        if suffix in _GROUPS:
            if not (listed or _RESIDENTS.match(text, end)):
                return None
        elif suffix in ("旗", "盟", "屯", "寨", "地区") and mask in ("*", "x", "X"):
            return None
    return Found(start, end, match.group(), SUFFIX_LEVELS[suffix], "mask", masked=True)
