"""Half-width punctuation in Chinese text, exchanged one for one for what an author would write: 亩,户 is 亩，户.

Pages of the web and converters write commas, colons, brackets and quotation marks at half width. They mean the same, and
whatever reads cleaned text need not know both.
"""

from __future__ import annotations

import re

from pipeline.blanks import HAN

__all__ = ["widen"]

_WIDE = str.maketrans(",;:!?", "，；：！？")
#: What is as Chinese as ideographs: full-width punctuation and forms, quotation marks, dots and dashes.
_CHINESE = f"{HAN}\u3000-\u303f\uff00-\uffef‘’“”…—·"
_RUN = "[,;:!?](?: ?[,;:!?])*+"
#: Beside something Chinese, or behind a percentage; a mark within a number, a time or an address has other neighbours.
_MARKS = re.compile(f"(?<=[{_CHINESE}%]){_RUN}|(?<![,;:!?])(?<![,;:!?] ){_RUN}(?= ?[{_CHINESE}])")
#: Brackets around ideographs, or behind one: (含), 亩(80%).
_BRACKETS = re.compile(rf"(?<=[{HAN}])\(([^()]*)\)|\(([^(){HAN}]*[{HAN}][^()]*)\)")
_QUOTED = re.compile('"([^"]*)"')
_HALF_WIDTH = re.compile('[,;:!?("]')
_QUOTES = re.compile("[\"'“”‘’]")
#: Marks that pair, and such as converters and typists put together wrongly: '五星“支部, “三会一课“, ”四议两公开”.
_PAIR = re.compile("“”|‘’")
_OPENS_NOTHING = re.compile("[“‘](?:[，。；：、！？）,;:!?)]|$)")
_MISMATCHED = re.compile(f"(?<![A-Za-z0-9])[\"'“”‘’](?=[{HAN}0-9])([^\"'“”‘’。！？；\n]{{1,24}})[\"'“”‘’]")
#: A dot that ends a sentence: one of more than four letters, since 买买提.艾力 is a name. One within a number, or behind that
#: of an item, stands behind a digit.
_STOP = re.compile(
    rf"(?<=[{HAN}”）%])(?<![。.0-9][{HAN}]{{3}})(?<![。.0-9][{HAN}]{{4}})\.(?= ?(?:[{HAN}“（]|[0-9]{{1,2}}[.、]|$))"
)
_CLAUSE = re.compile("[，；：]")


def widen(line: str) -> str:
    """Exchange half-width punctuation of Chinese text for full width, one for one: the result is as long as `line`.

    Marks are exchanged where something Chinese stands beside them, brackets where ideographs stand inside or before
    them, quotation marks in pairs, in lines that are Chinese and hold an even number of them, dots where a line has no
    other full stop and a clause stands before them (before the first one, 一. is the number of an item).
    """
    stops = "." in line and "。" not in line
    line = _mend_quotes(line)
    if _HALF_WIDTH.search(line) is None and not stops:
        return line
    line = _BRACKETS.sub(lambda found: f"（{found[0][1:-1]}）", line)
    if not line.isascii() and line.count('"') % 2 == 0:
        line = _QUOTED.sub(r"“\1”", line)
    line = _MARKS.sub(lambda found: found[0].translate(_WIDE), line)
    clause = _CLAUSE.search(line) if stops else None
    return line if clause is None else line[: clause.end()] + _STOP.sub("。", line[clause.end() :])


def _mend_quotes(line: str) -> str:
    """Make pairs of quotation marks that are none, where each of a line's has its partner: '五星“ becomes “五星”."""
    marks = "".join(_QUOTES.findall(line))
    if len(marks) % 2 or set(marks) == {'"'} or (_is_nested(marks) and _OPENS_NOTHING.search(line) is None):
        return line
    mended, count = _MISMATCHED.subn(r"“\1”", line)
    return mended if 2 * count == len(marks) else line


def _is_nested(marks: str) -> bool:
    """Whether all marks are pairs, beside and inside each other."""
    found = 1
    while found:
        marks, found = _PAIR.subn("", marks)
    return not marks
