"""How components read and write the Doc: span groups, extensions, and their names.

The Doc is the only carrier. Before the components run the pipeline has filled ``sections``, ``sentences``
and ``title``; each component then adds its own group. Offsets handed around here are code points of
``doc.text``, which is the cleaned text of one report; only the pipeline knows the way back to the source.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

import numpy
from spacy.attrs import IDX
from spacy.tokens import Doc, Span, SpanGroup

__all__ = [
    "MENTION_GROUPS",
    "Occupied",
    "char_offsets",
    "register_extensions",
    "section_kind_at",
    "sentence_at",
    "text_of",
    "write_spans",
]

#: Span groups of mentions, in the order of preference where two would overlap.
MENTION_GROUPS = ("quantity", "program", "person", "role", "place", "organization")

#: Key in ``doc.user_data`` under which the text of a doc is kept.
_TEXT_KEY = "shutu_text"


def register_extensions() -> None:
    """Register the custom attributes that components share. Safe to call again."""
    for kind in (*MENTION_GROUPS, "section"):
        if not Span.has_extension(kind):
            Span.set_extension(kind, default=None)
    for name in ("year", "author"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    if not Doc.has_extension("relations"):
        Doc.set_extension("relations", default=None)


def text_of(doc: Doc) -> str:
    """``doc.text``, put together once a document: spaCy joins all tokens each time it is asked."""
    text: str | None = doc.user_data.get(_TEXT_KEY)
    if text is None:
        text = doc.user_data[_TEXT_KEY] = doc.text
    return text


def write_spans(doc: Doc, group: str, hits: Iterable[tuple[int, int, Any]]) -> None:
    """Write ``(start, end, record)`` hits as spans of `group`, in document order, record on ``span._.<group>``.

    A hit that does not fall on token boundaries is a bug of its component, and raises ValueError.
    """
    found = sorted(hits, key=lambda hit: hit[:2])
    spans = []
    for (start, end, record), (first, last) in zip(found, _token_offsets(doc, found), strict=True):
        span = Span(doc, first, last + 1, label=group)
        if span.start_char != start or span.end_char != end:
            raise ValueError(f"{group} hit [{start}, {end}) cuts a token: {text_of(doc)[start:end]!r}")
        span._.set(group, record)
        spans.append(span)
    doc.spans[group] = SpanGroup(doc, name=group, spans=spans)


def _token_offsets(doc: Doc, hits: Sequence[tuple[int, int, Any]]) -> list[tuple[int, int]]:
    """First and last token of each hit. All are looked up at once: ``doc.char_span`` takes ten times as long."""
    if not hits:
        return []
    starts = doc.to_array(IDX).astype("int64")
    bounds = numpy.array([(start, end - 1) for start, end, _ in hits])
    found: list[tuple[int, int]] = (numpy.searchsorted(starts, bounds, side="right") - 1).tolist()
    return found


def char_offsets(doc: Doc, group: str) -> list[tuple[int, int]]:
    """Character offsets of the spans of a group, in document order; empty where the group is absent."""
    if group not in doc.spans:
        return []
    return sorted((span.start_char, span.end_char) for span in doc.spans[group])


class Occupied:
    """Stretches of text already taken by other mentions; tells in O(log n) whether a new one would meet them."""

    def __init__(self, stretches: Iterable[tuple[int, int]] = ()) -> None:
        self._stretches = sorted(stretches)
        self._starts = [start for start, _ in self._stretches]
        # Groups themselves never overlap, so the furthest end so far is a safe bound.
        self._ends: list[int] = []
        furthest = -1
        for _, end in self._stretches:
            furthest = max(furthest, end)
            self._ends.append(furthest)

    @classmethod
    def of(cls, doc: Doc, groups: Sequence[str]) -> Occupied:
        """The stretches taken by these groups of `doc`."""
        return cls(offsets for group in groups for offsets in char_offsets(doc, group))

    def meets(self, start: int, end: int) -> bool:
        """Whether [start, end) shares a character with a taken stretch."""
        at = bisect_right(self._starts, end - 1)
        return at > 0 and self._ends[at - 1] > start


def sentence_at(sentences: Sequence[tuple[int, int]], offset: int) -> tuple[int, int]:
    """The sentence that holds `offset`, of sorted non-overlapping ``(start, end)``; the nearest before it otherwise.

    Returns ``(0, 0)`` where there is none.
    """
    at = bisect_right(sentences, (offset, 1 << 60)) - 1
    return sentences[max(at, 0)] if sentences else (0, 0)


def section_kind_at(doc: Doc, offset: int) -> str:
    """Kind of the innermost section that holds `offset` (duty, problem, plan, …); "other" outside all sections."""
    best: tuple[int, str] = (-1, "other")
    for span in doc.spans.get("sections", ()):
        if span.start_char <= offset < span.end_char and span._.section.level > best[0]:
            best = (span._.section.level, span._.section.kind)
    return best[1]
