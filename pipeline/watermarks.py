"""What stands in the text that nobody wrote: watermarks of web libraries and invisible characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.offsets import OffsetMap

__all__ = ["strip_invisible", "strip_watermarks"]

#: Zero-width and direction marks, soft hyphens, variation selectors, object placeholders, control characters;
#: not the tab, the line feed, the carriage return or the form feed.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\U000e0000-\U000e0fff]+"
)

#: A stretch that may hold watermarks such as ##paidbegin##.
_HASHED = re.compile("[#A-Za-z]+")
_WATERMARK = re.compile("##[A-Za-z]+##")

_Stretches = Iterator[tuple[int, int]]


def strip_invisible(text: str) -> tuple[str, OffsetMap]:
    """Delete characters that show nothing: byte order marks, zero-width characters, control characters."""
    return _without(text, (found.span() for found in _INVISIBLE.finditer(text)))


def strip_watermarks(text: str) -> tuple[str, OffsetMap]:
    """Delete watermarks of the form ``##letters##``, wherever they stand, and those that their removal makes up.

    Put any number of them into a text without ``#``, side by side or apart, and this gives the text back.
    """
    return _without(text, _watermarks(text) if "##" in text else iter(()))


def _watermarks(text: str) -> _Stretches:
    for found in _HASHED.finditer(text):
        if "##" in found[0] and _WATERMARK.search(found[0]):
            yield from _watermarks_in(found[0], found.start())


def _watermarks_in(stretch: str, at: int) -> _Stretches:
    """Watermarks in a stretch of hashes and letters: the same answer as deleting again and again, in one pass."""
    # What is left so far: each character's place, and how many letters in a row end there (0 for a hash).
    left: list[tuple[int, int]] = []
    for place, character in enumerate(stretch):
        if character != "#":
            left.append((place, left[-1][1] + 1 if left else 1))
            continue
        left.append((place, 0))
        if len(left) >= 5 and not left[-2][1] and (letters := left[-3][1]):
            opening = len(left) - 4 - letters
            if opening >= 0 and not left[opening][1] and not left[opening + 1][1]:
                del left[opening:]
    expected = 0
    for place, _ in left:
        if place > expected:
            yield at + expected, at + place
        expected = place + 1
    if expected < len(stretch):
        yield at + expected, at + len(stretch)


def _without(text: str, unwanted: _Stretches) -> tuple[str, OffsetMap]:
    kept = []
    at = 0
    for start, end in unwanted:
        if start > at:
            kept.append((at, start))
        at = end
    if at == 0:
        return text, OffsetMap([(0, 0)], len(text))
    if at < len(text):
        kept.append((at, len(text)))
    return "".join([text[start:end] for start, end in kept]), OffsetMap.of_kept(kept)
