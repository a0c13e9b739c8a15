"""The place component: named and masked places, each with its level and, where it is certain, its division code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from spacy.language import Language

from extractors.attributes import Place
from extractors.place_divisions import division_readings, upper_hits
from extractors.place_found import Found
from extractors.place_masks import masked_places
from extractors.place_readings import name_readings
from extractors.spans import Occupied, char_offsets, write_spans

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["PlaceRecognizer", "find_places"]

_TITLED = re.compile(r"《[^《》\n]*》")


def find_places(text: str, blocked: Iterable[tuple[int, int]] = ()) -> list[Found]:
    """Places of `text`, in order and without overlap.

    Args:
        text: a report.
        blocked: stretches that hold no places (programme names).

    """
    closed = Occupied([*blocked, *((m.start(), m.end()) for m in _TITLED.finditer(text))])
    uppers = [hit for hit in upper_hits(text) if not closed.meets(hit[0], hit[1])]
    places = [place for place in masked_places(text) if not closed.meets(place.start, place.end)]
    names = name_readings(text, places, uppers)
    places += [r.found for r in names if r.score >= 0 and not closed.meets(r.found.start, r.found.end)]
    places.sort(key=lambda place: place.start)
    places += [r.found for r in division_readings(text, places, uppers) if r.score >= 0]
    return sorted(places, key=lambda place: place.start)


class PlaceRecognizer:
    """Write the places of a doc as ``doc.spans["place"]``."""

    def __call__(self, doc: Doc) -> Doc:
        """Find, resolve and write."""
        places = find_places(doc.text, char_offsets(doc, "program"))
        write_spans(
            doc,
            "place",
            [(p.start, p.end, Place(name=p.name, level=p.level, masked=p.masked)) for p in places],
        )
        return doc


@Language.factory("shutu_places", assigns=["doc.spans"])
def make_place_recognizer(nlp: Language, name: str) -> PlaceRecognizer:  # noqa: ARG001 - spaCy's signature
    """Factory of the place component."""
    return PlaceRecognizer()
