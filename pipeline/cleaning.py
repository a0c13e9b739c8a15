"""Cleaned text: what the author wrote, without what files, pages and web libraries put around and into it.

Cleaned text is made from the source by deleting characters, by exchanging single characters one for one (full
width for half width, a line break for a newline or a blank), and by nothing else. So each of its characters comes
from one place in the source, and every offset found in it can be told in the source.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.blanks import squeeze
from pipeline.folding import fold
from pipeline.furniture import strip_furniture
from pipeline.lines import Line, assemble, read_lines
from pipeline.markdown import strip_markdown
from pipeline.offsets import OffsetMap
from pipeline.punctuation import widen
from pipeline.watermarks import strip_invisible, strip_watermarks
from pipeline.wrapping import unwrap

__all__ = ["CleanText", "clean"]

_MARKDOWN = "text/markdown"


@dataclass(frozen=True, slots=True)
class CleanText:
    """Cleaned text, and the way from its offsets to those of the source and back. Offsets are code points."""

    text: str
    offsets: OffsetMap

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Where the non-empty stretch ``[start, end)`` of the cleaned text stands in the source.

        Returns:
            The source range from the place of its first character to just past the place of its last one; what
            was deleted in between lies inside.

        Raises:
            ValueError: the stretch is empty.
            IndexError: it leaves the text.

        """
        return self.offsets.span(start, end)

    def to_clean(self, offset: int) -> int:
        """Offset in the cleaned text of the first character that stands at or behind `offset` in the source."""
        return self.offsets.edited(offset)


def clean(text: str, media_type: str = "text/plain") -> CleanText:
    """Clean the text of one source.

    Args:
        text: as the reader returned it; form feeds part the pages of a PDF.
        media_type: of the source; Markdown loses its marks.

    Returns:
        Text of single lines without blanks at their ends, one paragraph a line, and its offset map.

    """
    visible, offsets = strip_invisible(fold(text))
    written, unmarked = strip_watermarks(visible)
    offsets = unmarked.then(offsets)
    if media_type == _MARKDOWN:
        written, words = strip_markdown(written)
        offsets = words.then(offsets)
    cleaned, moved = assemble(_paragraphs(written))
    return CleanText(cleaned, moved.then(offsets))


def _paragraphs(text: str) -> list[Line]:
    lines = strip_furniture([_squeezed(line) for line in read_lines(text)])
    while True:
        joined = unwrap(lines)
        if len(joined) == len(lines):
            return lines
        lines = [_squeezed(line) for line in joined]


def _squeezed(line: Line) -> Line:
    while True:
        # Again behind each blank that went: what it kept apart now stands together.
        line = line.exchanged(widen(line.text))
        kept = squeeze(line.text)
        if kept is None:
            return line
        line = line.keep(kept)
