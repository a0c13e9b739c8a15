"""Tables of contents, told from what they list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.lines import is_unfinished
from pipeline.titles import parse_title

__all__ = ["find_contents"]

_HEADING = re.compile(r"[【\[]?(?:目[ ]?录|目[ ]?次|CONTENTS|Contents)[】\]]?[：:]?")
#: Dotted leaders, with the page number behind them.
_LEADER = re.compile(r"(?:[….·．_—–-][ ]?){3,}[ ]?[（(]?[0-9]{1,4}[)）]?$|…+[ ]?[（(]?[0-9]{1,4}[)）]?$")
_PAGE = re.compile(r"(?:[….·．_—–-][ ]?)*[ \t]*[（(]?[0-9]{1,4}[)）]?$")
_NUMBERING = re.compile(
    r"(?:第?[一二三四五六七八九十百0-9]{1,3}[、.篇章：: ][：: ]?|[（(][一二三四五六七八九十0-9]{1,3}[)）]|篇[一二三四五六七八九十0-9]{1,3}[：: ]?)[ ]?"
)
_LONGEST_ENTRY = 80


def find_contents(lines: Sequence[str]) -> frozenset[int]:
    """Indexes of the lines that belong to a table of contents, its heading included.

    A table of contents is known by its heading (目录) or by its dotted leaders. Under a heading, entries go on
    until one comes back: there the text itself begins.
    """
    found = set()
    for index, line in enumerate(lines):
        if len(line) <= _LONGEST_ENTRY:
            if line[-1].isdigit() and _LEADER.search(line):
                found.add(index)
            elif len(line) <= 12 and _HEADING.fullmatch(line):
                found.add(index)
                found.update(_entries(lines, index + 1))
    return frozenset(found)


def _entries(lines: Sequence[str], first: int) -> range:
    """The entries that follow the heading of a table of contents."""
    cores: set[str] = set()
    paged = numbered = False
    for index in range(first, len(lines)):
        line = lines[index]
        core = _PAGE.sub("", line)
        bare = _NUMBERING.sub("", core, count=1)
        is_paged, is_numbered = core != line, bare != core
        over = len(line) > _LONGEST_ENTRY or not is_unfinished(line) or core in cores or bare in cores
        if over or (paged and not is_paged):
            return range(first, index)
        if not (is_paged or is_numbered or (parse_title(line) and not numbered)):
            return range(first, index)
        cores.update((core, bare))
        paged, numbered = paged or is_paged, numbered or is_numbered
    # Nothing came back: a list that runs to the end of the text is no table of contents.
    return range(first, first)
