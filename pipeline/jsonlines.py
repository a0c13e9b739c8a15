"""JSON Lines: one report a line, in the shape that docs and CONTRACT promise."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.models import ExtractedSource, Extraction

__all__ = ["lines_of", "to_line", "write_lines"]


def to_line(extraction: Extraction) -> str:
    """One report as one line of JSON, without the line break.

    A line break inside the text is escaped by JSON; U+2028 and U+2029, which some readers take for line
    breaks, are escaped too.
    """
    line = extraction.model_dump_json()
    return line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")


def lines_of(source: ExtractedSource) -> str:
    """A line for each report of a source, each with its line break."""
    return "".join(to_line(extraction) + "\n" for extraction in source.reports)


def write_lines(lines: str) -> None:
    """Write what `lines_of` made to standard output, at once."""
    sys.stdout.write(lines)
    sys.stdout.flush()
