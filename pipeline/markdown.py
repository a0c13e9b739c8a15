"""Markdown marks, taken out so that the words remain.

Stars are masks in this genre as often as they are marks (``**镇完成投资**万元``): a pair of them is emphasis only
where it could not be two masks.
"""

from __future__ import annotations

import re

from pipeline.blanks import HAN
from pipeline.offsets import OffsetMap

__all__ = ["strip_markdown"]

#: Marks at line starts, and lines that are nothing but a mark. One group takes what goes.
_BLOCK_MARKS = re.compile(
    rf"""
      ^[ \t]{{0,3}}(?:```|~~~)[^\n]*$                                 # fences
    | ^[ \t]{{0,3}}(?:\#{{1,6}}(?:[ \t]+|(?=[{HAN}（“《(0-9])))       # headings
    | (?<![ \t])[ \t]++\#++[ \t]*+$                                   # closed headings
    | ^[ \t]{{0,3}}(?:[-*_][ \t]*+){{3,}}+$ | ^={{3,}}+[ \t]*+$       # rules, underlines of headings
    | ^[ \t]{{0,3}}>(?:[ \t]?>)*[ \t]?                                # quotations
    | ^[ \t]*+[-*+][ \t]++(?![0-9]{{1,4}}[ \t]*-)                     # bullets, but no page number
    | ^[ \t]*+\|?+(?:[ \t]*+:?-{{2,}}+:?[ \t]*+\|)++(?:[ \t]*+:?-{{2,}}+:?)?+[ \t]*+$    # rule under a table's head
    """,
    re.VERBOSE | re.MULTILINE,
)
_TABLE_ROW = re.compile(r"^[ \t]*\|[^\n]*$", re.MULTILINE)
_INLINE_MARKS = re.compile(
    r"""
      (?P<escape>\\)[\\`*_{}\[\]()\#+\-.!|>~]
    | (?P<image>!\[[^\[\]\n]{0,200}\]\([^()\n]{0,500}\))
    | (?P<open>\[)[^\[\]\n]{1,200}(?P<target>\]\([^()\n]{0,500}\))
    | (?P<strong>\*\*|__|~~)(?=[^\s*_~])(?P<words>[^*_~\n]{1,200})(?<=\S)(?P<weak>(?P=strong))
    | (?P<code>`+)
    | (?P<tag></?[A-Za-z][ -;=?-~]{0,200}>|<!--[^<>\n]{0,500}-->)
    """,
    re.VERBOSE,
)
_SINGLE_STARS = re.compile(rf"(?<![*\\])\*(?=[{HAN}“（])([^*\n]{{2,200}})(?<=[{HAN}”）。])\*(?!\*)")
#: What a mask stands in front of: places, units of measure.
_AFTER_MASK = frozenset(
    "镇乡村县市区州省社街组屯寨年月日次个人名户亩元万亿千百吨斤米公里平项条件场所座处篇份期批家头只株岁%多余"
)


def strip_markdown(text: str) -> tuple[str, OffsetMap]:
    """Delete heading marks, emphasis, brackets of links, and the frames of tables.

    Pipes between the cells of a table become tabs, so that cells stay apart; everything else is deletion.
    """
    text = _TABLE_ROW.sub(_tabbed, text)
    text, blocks = _without(text, [found.span() for found in _BLOCK_MARKS.finditer(text)])
    text, inline = _without(text, _inline_marks(text))
    return text, inline.then(blocks)


def _tabbed(row: re.Match[str]) -> str:
    # A rule under a table's head is left for the block marks to take.
    return row[0] if set(row[0]) <= set("|-: \t") else row[0].replace("|", "\t")


def _inline_marks(text: str) -> list[tuple[int, int]]:
    marks: list[tuple[int, int]] = []
    for found in _INLINE_MARKS.finditer(text):
        if found["strong"] and not _is_emphasis(text, found.start(), found.end(), found["words"]):
            continue
        marks.extend(
            found.span(name)
            for name in ("escape", "image", "open", "target", "strong", "weak", "code", "tag")
            if found[name]
        )
    taken = set(marks)
    for found in _SINGLE_STARS.finditer(text):
        ends = [(found.start(), found.start() + 1), (found.end() - 1, found.end())]
        if taken.isdisjoint(ends) and _is_emphasis(text, found.start(), found.end(), found[1]):
            marks.extend(ends)
    return sorted(marks)


def _is_emphasis(text: str, start: int, end: int, words: str) -> bool:
    """Whether marks around `words` can be nothing but emphasis; two masks would stand before a unit or a place."""
    if text[start] != "*":
        return True
    return words[0] not in _AFTER_MASK and text[end : end + 1] not in _AFTER_MASK


def _without(text: str, unwanted: list[tuple[int, int]]) -> tuple[str, OffsetMap]:
    kept = []
    at = 0
    for start, end in unwanted:
        if start > at:
            kept.append((at, start))
        at = max(at, end)
    if at < len(text):
        kept.append((at, len(text)))
    return "".join([text[start:end] for start, end in kept]), OffsetMap.of_kept(kept)
