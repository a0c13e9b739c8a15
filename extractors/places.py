"""The place component: named and masked places, each with its level and, where it is certain, its division code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from spacy.language import Language

from extractors.attributes import Place
from extractors.place_again import (
    bare_in_row,
    in_company,
    in_row_of_figures,
    named_again,
    numbered_groups,
    said_often,
    with_neighbours,
    without_torn,
)
from extractors.place_chains import chained_counties, parts_of_villages
from extractors.place_divisions import division_readings, upper_hits
from extractors.place_features import feature_readings, said_again
from extractors.place_found import Found, apart
from extractors.place_lists import listed_again, listed_names, short_names
from extractors.place_masks import masked_places
from extractors.place_readings import name_readings
from extractors.place_resolve import Resolution, resolve
from extractors.place_titles import titled_places
from extractors.spans import Occupied, char_offsets, text_of, write_spans

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["PlaceRecognizer", "find_places"]

#: A village, and what lies in one in the south and is one in the north.
_VILLAGE, _HAMLET = "村", "屯"
_TITLED = re.compile(r"《[^《》\n]*》")


def find_places(text: str, blocked: Iterable[tuple[int, int]] = ()) -> list[Found]:
    """Places of `text`, in order and without overlap.

    Args:
        text: a report.
        blocked: stretches that hold no places (programme names).

    """
    closed = Occupied([*blocked, *((m.start(), m.end()) for m in _TITLED.finditer(text))])
    uppers = [hit for hit in upper_hits(text) if not closed.meets(hit[0], hit[1])]
    places: list[Found] = []

    def take(found: Iterable[Found]) -> list[Found]:
        """Those that are not within what is closed, now among `places`, which stay in order."""
        taken = [place for place in found if not closed.meets(place.start, place.end)]
        places.extend(taken)
        places.sort(key=lambda place: place.start)
        return taken

    take(masked_places(text))
    named = take(_outside(places, titled_places(text, uppers)))
    named += take(_outside(places, chained_counties(text, uppers)))
    readings = without_torn(text, name_readings(text, places, uppers))
    named += take(r.found for r in with_neighbours(text, readings))
    named += take(_outside(places, parts_of_villages(text, named)))
    named += take(in_company(text, places))
    named += take(in_row_of_figures(text, places))
    take(bare_in_row(text, places))
    take(numbered_groups(text, places))
    named += take(said_often(text, places))
    take(named_again(text, named, places))
    listed = take(listed_names(text, places))
    if listed:
        take(listed_again(text, listed, places))
    take(short_names(text, places))
    waters = take(r.found for r in with_neighbours(text, feature_readings(text, places, uppers)))
    if waters:
        take(said_again(text, waters, places))
    # What these are read off is open already.
    places += [r.found for r in division_readings(text, places, uppers) if r.score >= 0]
    return _with_hamlets(sorted(places, key=lambda place: place.start))


def _outside(places: Iterable[Found], found: Iterable[Found]) -> list[Found]:
    """Those found that meet neither `places` nor each other."""
    taken = Occupied((place.start, place.end) for place in places)
    return apart(place for place in found if not taken.meets(place.start, place.end))


def _with_hamlets(places: list[Found]) -> list[Found]:
    """The places, with every 屯 a part of a village where the report names villages: 弄怀村下巴屯."""
    if not any(place.name.endswith(_VILLAGE) or place.masked for place in places):
        return places
    return [
        place._replace(level="group") if place.name.endswith(_HAMLET) and place.level == "village" else place
        for place in places
    ]


class PlaceRecognizer:
    """Write the places of a doc as ``doc.spans["place"]``."""

    def __call__(self, doc: Doc) -> Doc:
        """Find, resolve and write."""
        text = text_of(doc)
        places = find_places(text, char_offsets(doc, "program"))
        resolved = resolve(text, places)
        write_spans(
            doc,
            "place",
            [
                (place.start, place.end, _record(place, resolution))
                for place, resolution in zip(places, resolved, strict=True)
            ],
        )
        return doc


def _record(place: Found, resolution: Resolution) -> Place:
    """The record of a place: from the township up it bears its official name where that is certain."""
    name = place.name
    if resolution.name is not None and place.level not in ("village", "community"):
        name = resolution.name
    return Place(
        name=name,
        level=place.level,
        masked=place.masked,
        code=resolution.code,
        candidates=resolution.candidates,
    )


@Language.factory("shutu_places", assigns=["doc.spans"])
def make_place_recognizer(nlp: Language, name: str) -> PlaceRecognizer:  # noqa: ARG001 - spaCy's signature
    """Factory of the place component."""
    return PlaceRecognizer()
