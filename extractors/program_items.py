"""What a shorthand stands for, where the report itself spells it out.

    “四个一”（一名领导、一个部门、一支队伍、一套方案）       a parenthesis behind it
    “三个一”机制，即每周一碰头、每月一通报、每季一评比      即 behind it
    “三抓”：一是抓班子，…；二是抓队伍，…；三是抓阵地，…     numbered clauses behind it
    垃圾、污水、厕所“三大革命”                              a list before it

A list is taken only when it has as many items as the shorthand announces.
"""

from __future__ import annotations

import re

from extractors.program_words import announced_counts

__all__ = ["spelled_out"]

_REACH = 400
_LONGEST_ITEM = 24
_MOST = 20
_NUMERALS = "一二三四五六七八九十"

#: Between the shorthand and its list: the closing mark, and a noun for what it is.
_TO_LIST = re.compile(r"[”’」』\"]?[^，。；：、“”（）()\n]{0,8}?")
_PARENTHESIS = re.compile(_TO_LIST.pattern + r"[（(](?:即|指)?[:：]?([^（）()\n]{3,200})[）)]")
_NAMELY = re.compile(
    _TO_LIST.pattern + r"(?:[，,]?(?:即|也就是|分别是|分别为|包括)[:：]?|[:：]|——)([^。\n]{3,300})"
)
_NUMBERED_START = re.compile(_TO_LIST.pattern + r"[^。\n]{0,12}?[，。：:；]一是")
_BEFORE = re.compile(r"([^，。；：“”（）()\n《》]{2,90})[“‘「『\"]?$")
#: Verbs that lead up to a list; what follows the last of them is its first item.
_LEADING = re.compile(
    r"^.*(?:推进|开展|落实|实施|做好|抓好|强化|坚持|建立|完善|形成|实现|突出|聚焦|围绕|做到|推行|打造|构建|加强|健全|统筹|"
    r"深化|抓实|完成|按照|通过|以|将|把|对|用|的)"
)

#: A verb that governs the shorthand ends no item, and who does something is none: 乡党委、政府锚定“两个确保”.
_NO_ITEM = re.compile(
    r"(?:推进|开展|落实|实施|坚持|建立|完善|实现|突出|聚焦|围绕|紧扣|锚定|瞄准|对标|做到|推行|打造|构建|加强|健全|深化|完成|践行|增强|坚定|巩固|严守|执行)$|党委|政府|[省市县区镇乡]委|人大|政协|纪委|党支部|两委"
)


def _clean(item: str) -> str:
    return re.sub(r"^(?:以及|和|及|与)|等$|[“”。]", "", item.strip())


def _split(listing: str, count: int) -> tuple[str, ...]:
    """The items of a listing, under the separator that gives exactly `count` of them.

    Under a weaker separator the sentence may run on behind the last item, which then ends where the stronger one stands.
    """
    listing = listing.strip().strip("“”‘’")
    for separators, runs_on in (
        ("[；;]", "[。]"),
        ("、|”、?“", "[，；;。]"),
        ("[，,]", "[；;。]"),
        ("[、和]|以及|及", "[，；;。]"),
    ):
        parts = re.split(separators, listing)
        if len(parts) != count:
            continue
        parts[-1] = re.split(runs_on, parts[-1], maxsplit=1)[0]
        items = tuple(_clean(part) for part in parts)
        if all(1 < len(item) <= _LONGEST_ITEM and not re.search(runs_on, item) for item in items):
            return items
    return ()


def _numbered(text: str, at: int, count: int) -> tuple[str, ...]:
    """The heads of the clauses 一是…二是… from `at` on, when there are exactly `count` of them in the paragraph."""
    stop = text.find("\n", at)
    paragraph = text[at : stop if stop >= 0 else len(text)][: _REACH * 4]
    items: list[str] = []
    position = 0
    for numeral in _NUMERALS[:count]:
        marker = re.compile(rf"(?:^|[，。；：:;]){numeral}是([^，。；：:\n]{{2,60}})").search(
            paragraph, position
        )
        if marker is None or len(marker.group(1)) > _LONGEST_ITEM:
            return ()
        items.append(marker.group(1))
        position = marker.end()
    following = _NUMERALS[count : count + 1]
    return () if following and re.search(f"[，。；：]{following}是", paragraph[position:]) else tuple(items)


def _listed_before(text: str, start: int, count: int) -> tuple[str, ...]:
    if text.rfind("、", max(0, start - 100), start) < 0:
        return ()  # no list; the pattern would be tried from every character
    before = _BEFORE.search(text, max(0, start - 100), start)
    if before is None:
        return ()
    parts = before.group(1).split("、")
    if len(parts) != count or count < 2:
        return ()
    parts[-1] = re.sub(r"(?:等|这)$", "", parts[-1])
    if any(map(_NO_ITEM.search, parts[1:])):
        return ()
    longest = max(len(part) for part in parts[1:])
    first = _LEADING.sub("", parts[0])
    if not (min(map(len, parts[1:])) >= 1 and longest <= 8 and 1 <= len(first) <= longest + 1):
        return ()
    return (first, *parts[1:])


def _as_many(text: str, start: int, end: int, count: int, *, plain: bool) -> tuple[str, ...]:
    """The list of exactly `count` items behind the shorthand at [start, end), or before it where it is a `plain` count."""
    for pattern in (_PARENTHESIS, _NAMELY):
        found = pattern.match(text, end, end + _REACH)
        if found and "一是" not in found.group(1):
            items = _split(found.group(1), count)
            if items:
                return items
    numbered = _NUMBERED_START.match(text, end, end + _REACH)
    if numbered and count <= len(_NUMERALS):
        return _numbered(text, numbered.end() - 2, count)
    return _listed_before(text, start, count) if plain else ()


def spelled_out(text: str, start: int, end: int, name: str) -> tuple[str, ...]:
    """The items that the report gives for the shorthand at [start, end).

    Args:
        text: the text of the report.
        start: offset of the mention, without quotation marks.
        end: offset behind it.
        name: its name, from which the number of items is read.

    Returns:
        The items in order; empty where the report gives none, or not as many as the shorthand announces.

    """
    counts = announced_counts(name)
    for count in counts:
        if count <= _MOST:
            items = _as_many(text, start, end, count, plain=len(counts) == 1)
            if items:
                return items
    return ()
