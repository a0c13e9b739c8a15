"""Mentions never overlap: where two would meet, the kind that comes first in MENTION_GROUPS stays.

The order of preference is that of the annotation guidelines. Within one kind the longer span stays,
then the earlier one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from extractors.spans import MENTION_GROUPS, Occupied

if TYPE_CHECKING:
    from spacy.tokens import Span

__all__ = ["OverlapResolver"]


def _longest_first(span: Span) -> tuple[int, int]:
    return (span.start_char - span.end_char, span.start_char)


def _without_overlaps(spans: list[Span]) -> list[Span]:
    """The longest spans of one kind that do not meet each other, in document order."""
    kept: list[Span] = []
    last_end = -1
    # Spans of a kind rarely meet, so look for a meeting first and sort by length only then.
    ordered = sorted(spans, key=lambda span: (span.start_char, span.end_char))
    for span in ordered:
        if span.start_char < last_end:
            break
        last_end = max(last_end, span.end_char)
    else:
        return ordered
    taken: list[tuple[int, int]] = []
    for span in sorted(spans, key=_longest_first):
        if all(span.end_char <= start or end <= span.start_char for start, end in taken):
            taken.append((span.start_char, span.end_char))
            kept.append(span)
    return sorted(kept, key=lambda span: span.start_char)


class OverlapResolver:
    """Drop mentions that meet a mention of a preferred kind."""

    def __call__(self, doc: Doc) -> Doc:
        """Rewrite every mention group of `doc` so that no two mentions share a character."""
        taken: list[tuple[int, int]] = []
        for group in MENTION_GROUPS:
            occupied = Occupied(taken)
            spans = _without_overlaps(
                [s for s in doc.spans.get(group, ()) if not occupied.meets(s.start_char, s.end_char)]
            )
            doc.spans[group] = SpanGroup(doc, name=group, spans=spans)
            taken += [(span.start_char, span.end_char) for span in spans]
        return doc


@Language.factory("shutu_overlaps", assigns=["doc.spans"])
def make_overlap_resolver(nlp: Language, name: str) -> OverlapResolver:  # noqa: ARG001 - spaCy's signature
    """Factory of the overlap resolver."""
    return OverlapResolver()
