"""Mentions never overlap: where two would meet, the kind that comes first in MENTION_GROUPS stays.

The order of preference is that of the annotation guidelines. Within one kind the longer span stays,
then the earlier one.
"""

from __future__ import annotations

from itertools import chain, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

from spacy.language import Language

from extractors.spans import MENTION_GROUPS, Hit, Occupied, hits_of, write_hits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc

__all__ = ["OverlapResolver"]


def _longest_first(hit: Hit) -> tuple[int, int]:
    return (hit.start - hit.end, hit.start)


def _is_apart(hits: Iterable[Hit]) -> bool:
    """Whether none of these hits, in document order, meets another."""
    return all(left.end <= right.start for left, right in pairwise(hits))


def _without_overlaps(hits: list[Hit]) -> list[Hit]:
    """The longest of one kind that do not meet each other, in document order; `hits` are in that order."""
    # Mentions of a kind rarely meet, so look for a meeting first and sort by length only then.
    if _is_apart(hits):
        return hits
    kept: list[Hit] = []
    for hit in sorted(hits, key=_longest_first):
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


class OverlapResolver:
    """Drop mentions that meet a mention of a preferred kind."""

    def __call__(self, doc: Doc) -> Doc:
        """Rewrite every mention group of `doc` so that no two mentions share a character."""
        groups = {group: hits_of(doc, group) for group in MENTION_GROUPS}
        if all(group in doc.spans for group in groups) and _is_apart(
            sorted(chain.from_iterable(groups.values()), key=itemgetter(0, 1))
        ):
            return doc  # as most are
        taken: list[tuple[int, int]] = []
        for group, found in groups.items():
            occupied = Occupied(taken)
            hits = _without_overlaps([hit for hit in found if not occupied.meets(hit.start, hit.end)])
            if len(hits) < len(found) or group not in doc.spans:
                write_hits(doc, group, hits)
            taken += [(hit.start, hit.end) for hit in hits]
        return doc


@Language.factory("shutu_overlaps", assigns=["doc.spans"])
def make_overlap_resolver(nlp: Language, name: str) -> OverlapResolver:  # noqa: ARG001 - spaCy's signature
    """Factory of the overlap resolver."""
    return OverlapResolver()
