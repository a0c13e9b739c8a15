"""How components read and write the Doc: span groups, extensions, and their names.

The Doc is the only carrier. Before the components run the pipeline has filled ``sections``, ``sentences``
and ``title``; each component then adds its own group. Offsets handed around here are code points of
``doc.text``, which is the cleaned text of one report; only the pipeline knows the way back to the source.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from spacy.attrs import IDX, LENGTH
from spacy.tokens import Doc, Span, SpanGroup

__all__ = [
    "MENTION_GROUPS",
    "Hit",
    "Occupied",
    "char_offsets",
    "hang_records",
    "hits_inside",
    "hits_of",
    "keep_text",
    "leftmost_longest",
    "register_extensions",
    "sentence_at",
    "text_of",
    "write_hits",
    "write_spans",
]

#: Span groups of mentions, in the order of preference where two would overlap.
MENTION_GROUPS = ("quantity", "program", "person", "role", "place", "organization")

#: Extensions whose name is not that of the group they hang on.
_ATTRIBUTES = {"sections": "section"}
#: Key in ``doc.user_data`` under which the text of a doc is kept.
_TEXT_KEY = "shutu_text"
#: The same for what the span groups hold.
_HITS_KEY = "shutu_hits"
#: And for where its tokens begin and end.
_TOKENS_KEY = "shutu_tokens"


class Hit(NamedTuple):
    """A span of a group with its offsets and record at hand: spaCy computes them anew at every look."""

    start: int
    end: int
    record: Any
    span: Span


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


def keep_text(doc: Doc, text: str, starts: list[int], ends: list[int]) -> None:
    """Spare `text_of` and all look-ups of tokens the asking of spaCy.

    Args:
        doc: a new document.
        text: what its tokens were made of, all of it.
        starts: where each token begins in the text.
        ends: where each ends, without the blank behind it.

    """
    doc.user_data[_TEXT_KEY] = text
    doc.user_data[_TOKENS_KEY] = _Tokens(starts, ends)


def write_spans(doc: Doc, group: str, hits: Iterable[tuple[int, int, Any]]) -> None:
    """Write ``(start, end, record)`` hits as spans of `group`, in document order, record on ``span._.<group>``.

    A hit that does not fall on token boundaries is a bug of its component, and raises ValueError.
    """
    found = sorted(hits, key=itemgetter(0, 1))
    written = []
    starts, ends = _tokens_of(doc)
    label = doc.vocab.strings.add(group)
    for start, end, record in found:
        first, after = bisect_left(starts, start), bisect_right(ends, end)
        if first >= after or starts[first] != start or ends[after - 1] != end:
            raise ValueError(f"{group} hit [{start}, {end}) cuts a token: {text_of(doc)[start:end]!r}")
        written.append(Hit(start, end, record, Span(doc, first, after, label)))
    hang_records(doc, group, written)
    write_hits(doc, group, written)


def hang_records(doc: Doc, name: str, hits: Iterable[Hit]) -> None:
    """Hang its record on each span as ``span._.<name>``.

    They are put where spaCy keeps the values of extensions, which takes a fifth of the time that ``span._`` takes.
    """
    kept: dict[Any, Any] = doc.user_data
    for start, end, record, _ in hits:
        kept["._.", name, start, end] = record


def hits_inside(doc: Doc, label: str, stretches: Iterable[tuple[int, int, Any]]) -> list[Hit]:
    """Hits of the whole tokens inside stretches ``(start, end, record)``; none where these hold no whole token.

    A run of white space is one token. ``doc.char_span`` with its alignment mode "contract" gives the same spans, and
    takes ten times as long.
    """
    starts, ends = _tokens_of(doc)
    number = doc.vocab.strings.add(label)
    hits = []
    for start, end, record in stretches:
        first, after = bisect_left(starts, start), bisect_right(ends, end)
        if first < after:
            hits.append(Hit(starts[first], ends[after - 1], record, Span(doc, first, after, number)))
    return hits


class _Tokens(NamedTuple):
    """Where the tokens of a doc begin and end."""

    starts: list[int]
    ends: list[int]


def _tokens_of(doc: Doc) -> _Tokens:
    tokens: _Tokens | None = doc.user_data.get(_TOKENS_KEY)
    if tokens is None:
        found = doc.to_array([IDX, LENGTH]).astype("int64")
        tokens = _Tokens(found[:, 0].tolist(), found.sum(axis=1).tolist())
        doc.user_data[_TOKENS_KEY] = tokens
    return tokens


def write_hits(doc: Doc, group: str, hits: list[Hit]) -> None:
    """Make `hits`, in document order, the spans of `group`."""
    spans = SpanGroup(doc, name=group, spans=[hit.span for hit in hits])
    doc.spans[group] = spans
    doc.user_data.setdefault(_HITS_KEY, {})[group] = (doc.spans[group], hits)


def hits_of(doc: Doc, group: str) -> list[Hit]:
    """The spans of a group in document order, with the records that hang on them; empty where it is absent.

    They are read off the spans once, and again when the group has been replaced or has grown.
    """
    spans = doc.spans.data.get(group)  # without the detour of a mapping's `get` over an exception
    if spans is None:
        return []
    kept: dict[str, tuple[SpanGroup, list[Hit]]] = doc.user_data.setdefault(_HITS_KEY, {})
    known = kept.get(group)
    if known is not None and known[0] is spans and len(known[1]) == len(spans):
        return known[1]
    name = _ATTRIBUTES.get(group, group)
    has_record = Span.has_extension(name)
    hits = [
        Hit(span.start_char, span.end_char, span._.get(name) if has_record else None, span) for span in spans
    ]
    hits.sort(key=lambda hit: hit[:2])
    kept[group] = (spans, hits)
    return hits


def char_offsets(doc: Doc, group: str) -> list[tuple[int, int]]:
    """Character offsets of the spans of a group, in document order; empty where the group is absent."""
    return [hit[:2] for hit in hits_of(doc, group)]


_Item = TypeVar("_Item")


def leftmost_longest(items: Iterable[_Item], stretch: Callable[[_Item], tuple[int, int]]) -> list[_Item]:
    """Items in order, of those whose stretches overlap the first, and of those that begin alike the longest."""
    kept: list[_Item] = []
    last = 0
    for (start, end), item in sorted(
        ((stretch(item), item) for item in items), key=lambda found: (found[0][0], -found[0][1])
    ):
        if start >= last:
            kept.append(item)
            last = end
    return kept


class Occupied:
    """Stretches of text already taken by other mentions; tells in O(log n) whether a new one would meet them."""

    def __init__(self, stretches: Iterable[tuple[int, int]] = ()) -> None:
        self._stretches = sorted(stretches)
        self._starts = [start for start, _ in self._stretches]
        # Groups themselves never overlap, so the furthest end so far is a safe bound.
        self._ends = list(accumulate([end for _, end in self._stretches], max))

    @classmethod
    def of(cls, doc: Doc, groups: Sequence[str]) -> Occupied:
        """The stretches taken by these groups of `doc`."""
        return cls(offsets for group in groups for offsets in char_offsets(doc, group))

    def joined(self, stretches: Iterable[tuple[int, int]]) -> Occupied:
        """What is taken where these stretches are taken, too."""
        return Occupied([*self._stretches, *stretches])

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
