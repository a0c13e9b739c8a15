"""Hard line breaks inside paragraphs: recognised by what they cut, and taken out.

A text of one paragraph a line has lines of all lengths, nearly all of them finished sentences. A text wrapped at a
column has many lines of nearly one width that stop in the middle of a sentence. In a text that a converter took to
pieces, lines begin with commas and full stops. A break behind a comma, or before one, is never the author's.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pipeline.lines import Line, is_unfinished, join, width

__all__ = ["opens_block", "unwrap"]

#: Lines narrower than this, in columns of half an ideograph, tell nothing of a wrapping column.
_NARROWEST = 20
#: Lines of one column differ by so much: punctuation that may not begin a line, figures that may not be cut.
_SLACK = 8
#: A column is believed when so many lines end at it, as a share of all lines and of the unfinished ones.
_SHARE_OF_LINES = 0.25
_SHARE_OF_UNFINISHED = 0.6
_FEWEST = 3

_NUMERALS = "一二三四五六七八九十百〇零"
_MAJOR = re.compile(f"[{_NUMERALS}]{{1,4}}[、.]")
_MINOR = re.compile(
    f"[（(][{_NUMERALS}0-9]{{1,4}}[)）]|[0-9]{{1,2}}[.、](?![0-9](?![0-9]{{3}}))|[①-⑳]|第[{_NUMERALS}0-9]{{1,4}}[章节篇部]"
)
#: Other lines that begin something of their own: dashes and bullets, salutations, signatures, dates, contents.
_OTHER = re.compile(
    r"[—–]{2}|[-*+·●■◆▲★▪]|#|【|附件|附[:：]|目录$|述[职责廉][^\n]{0,6}人[:：]|报告人[:：]|各位|尊敬的"
    rf"|(?:[12][0-9]{{3}}|[{_NUMERALS}○]{{4}})年[{_NUMERALS}0-9]{{1,3}}月(?:[{_NUMERALS}0-9]{{1,3}}日)?$"
    rf"|篇[ ]?[{_NUMERALS}0-9]|[^\n]{{0,40}}(?:述[职责廉][^\n]{{0,8}}报告|工作总结|工作报告)(?:[（(][^\n]{{0,30}})?$"
)
#: A whole title, which no sentence goes on behind: what follows is a name or a date.
_TITLE = re.compile(
    r"[^\n，。；、]{0,40}(?:述[职责廉][^\n，。；、]{0,8}报告|工作总结|工作报告)(?:[（(][^\n]{0,30})?$"
)
_CELLS = re.compile(r"\t|[^ ] +[^ ]+ +[^ ]")
_PAUSE = re.compile("[，。；、]")
#: What no paragraph ends with, and what none begins with.
_UNENDING = frozenset("，、（“‘《〈")
_UNBEGINNING = frozenset("，。；：、！？）”’》〉%")
#: So many lines, as a share, begin with such a character in a text that was taken to pieces.
_SHARE_OF_PIECES = 0.08
_SHORTEST_HEADING = 8
_ITEM = re.compile(
    f"[{_NUMERALS}]{{1,2}}[是要]|第[{_NUMERALS}]{{1,2}}[，、]|首先|其次|再次|最后|其[{_NUMERALS}]"
)


def opens_block(line: str) -> bool:
    """Whether a line begins a heading, a numbered or listed item, or another block of its own."""
    return bool(_MAJOR.match(line) or _MINOR.match(line) or _OTHER.match(line))


def unwrap(lines: Sequence[Line]) -> list[Line]:
    """Join the lines that a wrapping column, a page's end or a converter has cut.

    Returns:
        The lines; the same number of them when there was nothing to join. What is left may show a wrapping column
        of its own, so repeat until nothing changes. Each round but the first takes out at least a quarter
        of the lines, so that the work stays linear.

    """
    breaks = _cut_breaks(lines)
    if not breaks:
        return list(lines)
    joined: list[Line] = []
    first = 0
    for index in range(len(lines)):
        if index not in breaks:
            joined.append(join(lines[first : index + 1]))
            first = index + 1
    return joined


def _cut_breaks(lines: Sequence[Line]) -> set[int]:
    """Indexes of the lines whose break falls inside a paragraph."""
    texts = [line.text for line in lines]
    breaks = {index for index, (line, following) in enumerate(pairwise(texts)) if _is_cut(line, following)}
    if len(breaks) >= _FEWEST and sum(text[0] in _UNBEGINNING for text in texts) > _SHARE_OF_PIECES * len(
        texts
    ):
        breaks |= {
            index for index, (line, following) in enumerate(pairwise(texts)) if _is_piece(line, following)
        }
    candidates = [
        index for index, (line, following) in enumerate(pairwise(texts)) if _may_go_on(line, following)
    ]
    breaks.update(index for index in candidates if lines[index + 1].opens_page and _is_prose(texts[index]))
    return breaks | _wrapped(texts, candidates)


def _is_cut(line: str, following: str) -> bool:
    """Whether a break stands where no author puts one: behind a comma, before a full stop."""
    if following[0] in _UNBEGINNING:
        return "\t" not in line
    return (
        line[-1] in _UNENDING
        and not opens_block(following)
        and _ITEM.match(following) is None
        and "\t" not in following
    )


def _is_piece(line: str, following: str) -> bool:
    """Whether a line goes on in a text that was taken to pieces, as far as can be told."""
    if line[-1].isdigit() and following[0] in "年月日度":
        return True
    if not is_unfinished(line) or opens_block(following):
        return False
    # A line that begins like a heading, and is long enough, is one.
    return len(line) < _SHORTEST_HEADING or not opens_block(line)


def _wrapped(texts: Sequence[str], candidates: Sequence[int]) -> set[int]:
    """Indexes of those of the lines `candidates` that were cut at a wrapping column."""
    widths = {index: width(texts[index]) for index in candidates}
    column = _column(list(widths.values()), len(texts))
    if column is None:
        return set()
    narrowest, widest = column
    standing = _standing_styles(texts, narrowest)
    breaks = set()
    for index in candidates:
        line, following = texts[index], texts[index + 1]
        if not narrowest <= widths[index] <= widest or width(following) > widest + 2:
            continue
        if _style(line) in standing and not (is_unfinished(following) and width(following) < 0.6 * widest):
            continue
        breaks.add(index)
    return breaks


def _may_go_on(line: str, following: str) -> bool:
    return (
        len(line) >= _NARROWEST // 2
        and is_unfinished(line)
        and _TITLE.match(line) is None
        and width(line) >= _NARROWEST
        and not opens_block(following)
        and not _is_row(line)
        and not _is_row(following)
    )


def _is_row(line: str) -> bool:
    """Whether a line looks like a row of a table or a list of names, rather than words of a sentence."""
    return "\t" in line or (" " in line and _CELLS.search(line) is not None and _PAUSE.search(line) is None)


def _is_prose(line: str) -> bool:
    return _PAUSE.search(line) is not None or len(line) >= 30


def _column(widths: Sequence[int], lines: int) -> tuple[int, int] | None:
    """The narrowest and widest line that the wrapping column explains; None where there is no such column."""
    counts = Counter(widths)
    ordered = sorted(counts)
    sums = [0]
    for each in ordered:
        sums.append(sums[-1] + counts[each])
    best = (0, 0)
    for index, narrowest in enumerate(ordered):
        inside = sums[bisect_right(ordered, narrowest + _SLACK)] - sums[index]
        best = max(best, (inside, narrowest))
    inside, narrowest = best
    if inside < max(_FEWEST, _SHARE_OF_LINES * lines, _SHARE_OF_UNFINISHED * len(widths)):
        return None
    widest = ordered[bisect_right(ordered, narrowest + _SLACK) - 1]
    return ordered[bisect_left(ordered, widest - _SLACK)], widest


def _style(line: str) -> str | None:
    """How a line is numbered, as far as it matters for headings: ``一、`` or another way."""
    if _MAJOR.match(line):
        return "major"
    if _MINOR.match(line):
        return "(" if line[0] in "（(" else "1"
    return None


def _standing_styles(lines: Sequence[str], narrowest: int) -> set[str]:
    """Numbering styles whose headings stand on lines of their own; ``一、`` is taken to unless its lines say no."""
    alone: Counter[str] = Counter()
    running: Counter[str] = Counter()
    for line in lines:
        style = _style(line)
        if style is not None and width(line) < narrowest:
            (alone if is_unfinished(line) else running)[style] += 1
    standing = {style for style in alone if alone[style] >= running[style]}
    return standing if running["major"] else standing | {"major"}
