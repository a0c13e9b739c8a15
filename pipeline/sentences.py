"""Sentences: the stretch of text that an analyst reads as evidence for a fact."""

from __future__ import annotations

import re

__all__ = ["split_sentences"]

_ENDS = "。！？!?"
_CLOSING = "”’」』）)》】"
#: Up to an end mark with the quotes and brackets that close behind it, or up to the end of the line.
_PIECE = re.compile(rf"[^{_ENDS}\n]++(?:[{_ENDS}]++[{_CLOSING}]*+)?|[{_ENDS}]++[{_CLOSING}]*+")
_PAIRS = (("（", "）"), ("“", "”"), ("(", ")"), ("《", "》"))
_OPENING = re.compile("[（“(《]")
_BLANKS = " \t\u3000"

#: A quotation or a bracket may hold whole sentences; up to this length it is not cut open.
_LONGEST_ENCLOSED = 160
#: A sentence longer than this is cut at its semicolons.
_LONG = 160


def split_sentences(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Split a stretch of text into sentences.

    A sentence ends at 。！？ with the quotes and brackets that close behind it, and at the end of a line. Quotations
    and brackets stay whole as long as they are short, and very long sentences end at ； too.

    Args:
        text: cleaned text.
        start: where to begin.
        end: where to stop.

    Returns:
        ``(start, end)`` of the sentences, in order, without the blanks around them; line breaks belong to none.

    """
    sentences: list[tuple[int, int]] = []
    pieces = [found.span() for found in _PIECE.finditer(text, start, end)]
    at = 0
    while at < len(pieces):
        first, last = pieces[at]
        at += 1
        if at < len(pieces) and pieces[at][0] == last and _is_open(text, first, last):
            whole = _enclosed(text, pieces, at)
            if whole:
                last, at = pieces[whole][1], whole + 1
        while first < last and text[first] in _BLANKS:
            first += 1
        while first < last and text[last - 1] in _BLANKS:
            last -= 1
        if last - first > _LONG:
            sentences.extend(_clauses(text, first, last))
        elif first < last:
            sentences.append((first, last))
    return tuple(sentences)


def _is_open(text: str, start: int, end: int) -> bool:
    """Whether a quotation or bracket that opens in this stretch is not closed in it."""
    if _OPENING.search(text, start, end) is None:
        return False
    return any(
        text.count(opening, start, end) > text.count(closing, start, end) for opening, closing in _PAIRS
    )


def _enclosed(text: str, pieces: list[tuple[int, int]], following: int) -> int:
    """Index of the piece that closes what the one before `following` left open; 0 where that is too far off."""
    start, after = pieces[following - 1]
    if all(text.find(closing, after, start + _LONGEST_ENCLOSED) < 0 for _, closing in _PAIRS):
        return 0
    for index in range(following, len(pieces)):
        first, last = pieces[index]
        if first != pieces[index - 1][1] or last - start > _LONGEST_ENCLOSED:
            return 0
        if not _is_open(text, start, last):
            return index
    return 0


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    clauses = []
    while (stop := text.find("；", start, end - 1)) >= 0:
        clauses.append((start, stop + 1))
        start = stop + 1
    clauses.append((start, end))
    return [(first, last) for first, last in clauses if text[first:last].strip(_BLANKS)]
