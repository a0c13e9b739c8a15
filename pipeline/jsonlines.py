"""JSON Lines: one report a line, in the shape that docs and CONTRACT promise."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from pipeline.models import ExtractedSource, Extraction

__all__ = ["print_source", "to_line"]


def to_line(extraction: Extraction) -> str:
    """One report as one line of JSON, without the line break.

    A line break inside the text is escaped by JSON; U+2028 and U+2029, which some readers take for line
    breaks, are escaped too.
    """
    line = extraction.model_dump_json()
    return line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")


def print_source(source: ExtractedSource, out: TextIO | None = None) -> None:
    """Write a line for each report of a source (to standard output when `out` is None)."""
    stream = out or sys.stdout
    for extraction in source.reports:
        stream.write(to_line(extraction) + "\n")
    stream.flush()
