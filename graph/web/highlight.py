"""A report's text cut at its mentions, so that a template can mark each of them; no markup is made here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, TypeVar

from pipeline.sentences import split_sentences

__all__ = ["Line", "Mark", "Segment", "Stretch", "figures_in_sentence", "lines_of", "sentence_around"]

#: Where something begins and ends, in code points of the source text.
Stretch = tuple[int, int]


class _Figure(Protocol):
    """What this module needs to know of a figure."""

    @property
    def text(self) -> str: ...

    @property
    def sentence(self) -> str: ...

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


Figure = TypeVar("Figure", bound=_Figure)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention: offsets are code points of the source text."""

    start: int
    end: int
    label: str
    #: Id of what it names; of a figure, the id of its indicator.
    id: str
    #: What it says to someone who points at it.
    note: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text, marked or plain; offsets are code points of the source text."""

    text: str
    start: int
    end: int
    mark: Mark | None = None
    #: Whether it lies in the sentence that the reader came for.
    in_sentence: bool = False
    #: Whether it is part of the very words that the reader came for.
    wanted: bool = False

    @property
    def begins_mark(self) -> bool:
        """Whether its mark begins here: one that runs over a line's end has several segments."""
        return self.mark is not None and self.mark.start == self.start


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text; `depth` is that of the section whose heading it is, 0 for a paragraph."""

    segments: tuple[Segment, ...]
    depth: int = 0

    @property
    def start(self) -> int:
        """Where its first visible character stands, in code points of the source text."""
        return self.segments[0].start


def lines_of(
    text: str,
    offset: int,
    marks: Iterable[Mark],
    *,
    wanted: Stretch | None = None,
    headings: Mapping[int, int] | None = None,
) -> list[Line]:
    """The text's lines as segments, empty lines left out.

    Args:
        text: the report's text.
        offset: where it begins in the source text.
        marks: mentions, with offsets in the source text; one that overlaps an earlier one is left out.
        wanted: the words that the reader came for, as a stretch of the source text.
        headings: depth of the section whose heading begins at an offset, for lines that hold nothing but a heading.

    """
    sentence = sentence_around(text, offset, wanted) if wanted else None
    known = headings or {}
    lines: list[list[Segment]] = [[]]
    for segment in _cut(
        text, offset, sorted(marks, key=lambda mark: (mark.start, -mark.end)), wanted, sentence
    ):
        at = segment.start
        for number, piece in enumerate(segment.text.split("\n")):
            if number:
                lines.append([])
                at += 1
            visible = piece.rstrip("\r")
            if visible:
                lines[-1].append(
                    Segment(visible, at, at + len(visible), segment.mark, segment.in_sentence, segment.wanted)
                )
            at += len(piece)
    return [
        Line(tuple(line), known.get(_first_visible(line), 0))
        for line in lines
        if any(segment.text.strip() for segment in line)
    ]


def sentence_around(text: str, offset: int, wanted: Stretch) -> Stretch:
    """The sentences that `wanted` touches, as one stretch of the source text; itself where there are none."""
    inner = (max(wanted[0] - offset, 0), min(wanted[1] - offset, len(text)))
    line_start = text.rfind("\n", 0, inner[0]) + 1
    line_end = text.find("\n", inner[1])
    touched = [
        (start, end)
        for start, end in split_sentences(text, line_start, len(text) if line_end < 0 else line_end)
        if start < inner[1] and inner[0] < end
    ]
    if not touched:
        return wanted
    return (min(touched[0][0], inner[0]) + offset, max(touched[-1][1], inner[1]) + offset)


def figures_in_sentence(figures: Sequence[Figure]) -> list[tuple[str, Figure | None]]:
    """The sentence that figures share, cut at them; uncut where it cannot be known where in it they stand.

    A figure's offsets are those of the source text, and where the sentence begins there is not told. It is where all
    figures have their own words at their own offsets; if that holds for more than one beginning, none is taken.
    """
    sentence = figures[0].sentence
    first = figures[0]
    beginnings = [
        first.start - at
        for at in range(len(sentence))
        if sentence.startswith(first.text, at)
        and all(sentence[f.start - first.start + at : f.end - first.start + at] == f.text for f in figures)
    ]
    if len(beginnings) != 1:
        return [(sentence, None)]
    pieces: list[tuple[str, Figure | None]] = []
    at = 0
    for figure in sorted(figures, key=lambda figure: figure.start):
        start, end = figure.start - beginnings[0], figure.end - beginnings[0]
        if start < at:
            continue
        pieces += [(sentence[at:start], None), (sentence[start:end], figure)]
        at = end
    return [*pieces, (sentence[at:], None)]


def _first_visible(line: list[Segment]) -> int:
    """Where the first character of a line that is no blank stands."""
    for segment in line:
        stripped = segment.text.lstrip()
        if stripped:
            return segment.start + len(segment.text) - len(stripped)
    return -1


def _cut(
    text: str, offset: int, marks: list[Mark], wanted: Stretch | None, sentence: Stretch | None
) -> list[Segment]:
    """The whole text in segments, none of which crosses the edge of a mark, of the sentence or of the wanted words."""
    end = offset + len(text)
    kept: list[Mark] = []
    at = offset
    for mark in marks:
        if at <= mark.start < mark.end <= end:
            kept.append(mark)
            at = mark.end
    edges = {offset, end} | {edge for mark in kept for edge in (mark.start, mark.end)}
    for stretch in (wanted, sentence):
        edges |= {edge for edge in stretch or () if offset < edge < end}
    by_start = {mark.start: mark for mark in kept}
    segments: list[Segment] = []
    current: Mark | None = None
    for left, right in pairwise(sorted(edges)):
        if current is None or left >= current.end:
            current = by_start.get(left)
        segments.append(
            Segment(
                text[left - offset : right - offset],
                left,
                right,
                current,
                _within(left, right, sentence),
                _within(left, right, wanted),
            )
        )
    return segments


def _within(left: int, right: int, stretch: Stretch | None) -> bool:
    return stretch is not None and stretch[0] <= left and right <= stretch[1]
