"""Table rows as lines of text, the same way for .docx and .html."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

__all__ = ["CELL_SEPARATOR", "Cell", "row_lines"]

#: Between the cells of a row. A tab, as Word writes it: no cell holds one.
CELL_SEPARATOR = "\t"

#: A cell as the lines in it.
Cell = Sequence[str]

#: Several lines of at most so many characters in all, without a sentence among them, are one entry that was broken
#: to fit a narrow column; anything longer is prose that somebody wrote into a form.
_ENTRY_CHARACTERS = 40
_SENTENCE = re.compile("[。；;！？]")
_BLANKS = re.compile(r"[\t\n\r\f\v]+")


def row_lines(cells: Iterable[Cell]) -> Iterator[str]:
    """Yield a row as text lines: usually one, its cells joined by `CELL_SEPARATOR`.

    Empty cells keep their place, so that columns can be told apart. A cell of several lines of prose (forms hold
    whole reports in one cell) is given as those lines, after what precedes it in the row.
    """
    entries: list[str] = []
    for cell in cells:
        lines = [line for line in cell if line.strip()]
        if _stands_alone(lines):
            yield from _joined(entries)
            yield from lines
            entries = []
        else:
            entries.append(_entry(lines))
    yield from _joined(entries)


def _stands_alone(lines: list[str]) -> bool:
    """Whether a cell is more than an entry of its row: prose, or the rows of a table inside it."""
    if any(CELL_SEPARATOR in line for line in lines):
        return True
    return len(lines) > 1 and (sum(map(len, lines)) > _ENTRY_CHARACTERS or any(map(_SENTENCE.search, lines)))


def _entry(lines: list[str]) -> str:
    """The lines of a cell as one, without a blank between ideographs."""
    entry = ""
    for line in lines:
        text = _BLANKS.sub(" ", line).strip()
        entry += " " + text if entry[-1:].isascii() and entry and text[:1].isascii() else text
    return entry


def _joined(entries: list[str]) -> Iterator[str]:
    if any(entries):
        yield CELL_SEPARATOR.join(entries).rstrip(CELL_SEPARATOR)
