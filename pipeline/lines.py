"""Lines of a text on their way to cleaned text, each knowing where its characters came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.offsets import OffsetMap

__all__ = ["Line", "assemble", "is_unfinished", "join", "read_lines", "width"]

_LINE = re.compile(r"[^\n\r\f]+")
#: Ends of a sentence or of a lead-in, with the quotes and brackets that close after them.
_FINISHED = re.compile(r"[。！？；：!?;:…](?:[”’」』）)》】]{0,3})$")


@dataclass(slots=True)
class Line:
    """One line without its break. `anchors` are ``(offset in text, offset in the origin)`` of its runs."""

    text: str
    anchors: Sequence[tuple[int, int]]
    #: Origin of the line break in front of it; -1 for the first line of a text.
    break_at: int
    #: Whether a page ends in front of it.
    opens_page: bool = False

    def keep(self, stretches: Iterable[tuple[int, int]]) -> Line:
        """The line reduced to these ``[start, end)`` stretches of its text."""
        own = OffsetMap(self.anchors, len(self.text))
        kept = [(start, end) for start, end in stretches if start < end]
        edited = OffsetMap.of_kept(kept).then(own)
        text = "".join([self.text[start:end] for start, end in kept])
        return Line(text, edited.runs, self.break_at, self.opens_page)

    def exchanged(self, text: str) -> Line:
        """The line with other characters in the places of its own, one for one."""
        return self if text is self.text else Line(text, self.anchors, self.break_at, self.opens_page)


def read_lines(text: str) -> list[Line]:
    """The lines of a text that hold anything, without the blanks at their ends."""
    lines: list[Line] = []
    at = 0
    for found in _LINE.finditer(text):
        content = found[0]
        stripped = content.strip(" \t")
        if not stripped:
            continue
        start = found.start() + content.find(stripped[0])
        gap = text[at : found.start()]
        lines.append(Line(stripped, ((0, start),), _break_in(gap, at), bool(lines) and "\f" in gap))
        at = start + len(stripped)
    return lines


def _break_in(gap: str, at: int) -> int:
    """Origin of the first line break in the stretch of text `gap`, which begins at `at`; -1 where there is none."""
    places = [place for place in map(gap.find, "\n\r\f") if place >= 0]
    return at + min(places) if places else -1


def join(lines: Sequence[Line]) -> Line:
    """One line out of several. Between Latin words the line break becomes a blank, elsewhere it goes."""
    if len(lines) == 1:
        return lines[0]
    texts: list[str] = []
    anchors: list[tuple[int, int]] = []
    length = 0
    for line in lines:
        if texts and _needs_blank(texts[-1][-1], line.text[0]):
            texts.append(" ")
            anchors.append((length, line.break_at))
            length += 1
        texts.append(line.text)
        anchors.extend([(length + offset, origin) for offset, origin in line.anchors])
        length += len(line.text)
    return Line("".join(texts), anchors, lines[0].break_at, lines[0].opens_page)


def _needs_blank(before: str, after: str) -> bool:
    # Two figures are one that was cut in two by the line's end.
    latin = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
    return latin and not (before.isdigit() and after.isdigit())


def assemble(lines: Sequence[Line]) -> tuple[str, OffsetMap]:
    """The text made of these lines, one newline between two of them, and the way back to its origin."""
    runs: list[tuple[int, int]] = []
    length = 0
    for index, line in enumerate(lines):
        if index:
            runs.append((length, line.break_at))
            length += 1
        if len(line.anchors) == 1:
            runs.append((length, line.anchors[0][1]))
        else:
            runs.extend([(length + offset, origin) for offset, origin in line.anchors])
        length += len(line.text)
    return "\n".join([line.text for line in lines]), OffsetMap(runs, length)


def width(text: str) -> int:
    """Columns that a line takes: two for an ideograph, one for an ASCII character."""
    return (len(text.encode("utf-8", "surrogatepass")) + len(text)) // 2


def is_unfinished(line: str) -> bool:
    """Whether a line stops in the middle: neither sentence nor lead-in ends with it."""
    return _FINISHED.search(line, max(0, len(line) - 5)) is None
