"""Counties and parts of villages by the divisions that the report tells of, whatever their letters.

Between the name of a province or prefecture and what lies there, and between 现任 or 位于 and a town, stands nothing but
a county: 烟台市|栖原市西部, 现任|则木县青石镇党委书记. Around 弄雷村 lie 上弄雷屯 and 弄雷小组; and where a village has
社, 阳坡社 is one of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from extractors.place_data import place_data
from extractors.place_divisions import UpperName
from extractors.place_found import NOT_BEHIND_GROUP, Found
from extractors.place_lattice import words

__all__ = ["chained_counties", "parts_of_villages"]

#: What no name of a county begins with or holds.
_LETTER = "(?![全各本我该每其某等的和与及至到在是为有级属辖直大强省市县区州旗盟镇乡村])[\u4e00-\u9fff]"
_COUNTY = f"(?P<stem>{_LETTER}{{2,3}}?)(?:县|旗|市(?![场民级政委属辖直值容面]))"
_TOWN = f"{_LETTER}{{2,4}}?(?:镇|乡|街道|苏木)(?!镇|乡|[一二三四五两]级|[村镇]两级|范围|企业)"
#: Right behind a province or a prefecture.
_BEHIND = re.compile(_COUNTY + "(?!级|域|内|外|城区)")
#: The same of a district, which only a town behind it tells: 重庆市|江岭区龙洞街道.
_DISTRICT_BEHIND = re.compile(f"(?P<stem>{_LETTER}{{2,3}}?)(?<!新)区(?={_TOWN})")
#: Before a town, where somebody serves or something lies.
_BEFORE_TOWN = re.compile(
    # One class in front lets the search run over all that begins none of these.
    "[现担历我曾来位地坐隶进当](?:(?<=进)驻|(?<=当)了|(?<=[现担历我曾])任|(?<=来)自|(?<=位)于|(?<=地)处|(?<=坐)落于|(?<=隶)属于?)"
    f"{_COUNTY}(?={_TOWN})"
)
_LARGER = ("province", "city")
_OF_PREFECTURE = "州市盟"

#: What parts of a village are called after it.
_PART = re.compile(
    f"[自屯寨小组社](?:(?<=自)然[屯寨]|(?<=[屯寨])|(?<=小)组|(?<=组)(?<!小组)(?![织建成合团装阁稿长员])|(?<=社)(?![{NOT_BEHIND_GROUP}长]))"
)
_WHICH = frozenset("上下大小新老前后东西南北中")
#: A village has 社 where these are counted, numbered or have a head.
_HAS_PARTS = re.compile(f"[0-9一二三四五六七八九十]个?社(?![{NOT_BEHIND_GROUP}])|社社长")
#: One of them, by what lies there.
_NAMED_PART = re.compile(
    "(?:(?<=[，。；：、（\n在到从是对与和])|^)"
    f"(?![全各本我该每其某等的个在到])[\u4e00-\u9fff]{{1,3}}?[坡湾沟口岭庄塬梁坪台子川河滩坝崖峁洼]社(?![{NOT_BEHIND_GROUP}])"
)


def chained_counties(text: str, uppers: Iterable[tuple[int, int, UpperName]]) -> Iterator[Found]:
    """The counties told by what stands before them or around them, in no order.

    Args:
        text: a report.
        uppers: where names of known divisions stand.

    """
    known = [
        (start, end, upper)
        for start, end, upper in uppers
        if upper.codes and (upper.full or upper.name[-1] in _OF_PREFECTURE)
    ]
    matches = [
        match
        for _, end, upper in known
        if upper.level in _LARGER
        and (match := _BEHIND.match(text, end) or _DISTRICT_BEHIND.match(text, end)) is not None
    ]
    matches += _BEFORE_TOWN.finditer(text)
    for match in matches:
        start, end = match.start("stem"), match.end()
        # 临沧市|凤南县: that there is a 南县 elsewhere is no matter.
        overlapped = any(first <= start < last or first < end < last for first, last, _ in known)
        if not overlapped and _may_name(match["stem"]):
            yield Found(start, end, text[start:end], "county", "chain")


def _may_name(stem: str) -> bool:
    """Whether a stem is no word for counties of some kind: 贫困, 沿海."""
    return stem not in place_data().generic["county"] and words().find(stem) is None


def parts_of_villages(text: str, places: Sequence[Found]) -> Iterator[Found]:
    """Groups and hamlets called after a village among `places`, and 社 where villages have such.

    Those among `places` are told again.
    """
    stems = {place.name[:-1] for place in places if place.level == "village" and not place.masked}
    spans = list(_called_after(text, {stem for stem in stems if len(stem) > 1}))
    if "社" in text and _HAS_PARTS.search(text):
        spans += ((_past_verb(text, match.start()), match.end()) for match in _NAMED_PART.finditer(text))
    for start, end in spans:
        yield Found(start, end, text[start:end], "group", "chain")


def _called_after(text: str, stems: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where a part of a village stands behind the name of one of these, or behind that and which part it is."""
    sizes = sorted({len(stem) for stem in stems}, reverse=True)
    for part in _PART.finditer(text) if sizes else ():
        size = next((size for size in sizes if text[part.start() - size : part.start()] in stems), None)
        if size is not None:
            start = part.start() - size
            yield start - (text[start - 1 : start] in _WHICH), part.end()


def _past_verb(text: str, start: int) -> int:
    """Where the name begins that a verb of two letters may stand before: 引导|上庄社."""
    verb = words().find(text[start : start + 2])
    return start + 2 if verb is not None and verb[1] == "v" else start
