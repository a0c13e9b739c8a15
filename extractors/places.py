"""The place component: named and masked places, each with its level and, where it is certain, its division code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from spacy.language import Language

from extractors.attributes import Place
from extractors.place_divisions import division_readings, upper_hits
from extractors.place_features import feature_readings, said_again
from extractors.place_found import BREAK, Found, Reading, stands_again
from extractors.place_lists import listed_again, listed_names, short_names
from extractors.place_masks import masked_places
from extractors.place_readings import name_readings
from extractors.place_resolve import Resolution, resolve
from extractors.spans import Occupied, char_offsets, text_of, write_spans

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["PlaceRecognizer", "find_places"]

#: Between the places of a list.
_JOINTS = frozenset({"、", "和", "与", "及", "至", "到"})
#: Score from which a name is beyond doubt, and down to which company helps it.
_SURE, _NEARLY = 4.0, -3.0
#: Before a name that stands again, and behind one that is longer than it seemed.
_LISTING, _GOES_ON = frozenset("、和与及到至"), frozenset("镇乡村级寨")
_SHORT = 2
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
    named = take(r.found for r in with_neighbours(text, name_readings(text, places, uppers)))
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
    return sorted(places, key=lambda place: place.start)


def with_neighbours(text: str, readings: Sequence[Reading]) -> list[Reading]:
    """The readings that hold, and those that nearly hold and stand in a list with one that does (A镇、B镇).

    A name that holds beyond doubt somewhere in the report, or holds twice, holds wherever it is nearly held.
    """
    sure = {reading.found.name for reading in readings if reading.score >= _SURE}
    held = Counter(reading.found.name for reading in readings if reading.score >= 0)
    sure.update(name for name, times in held.items() if times > 1)
    kept: list[Reading] = []
    for at, reading in enumerate(readings):
        holds = reading.score >= 0 or (reading.score >= _NEARLY and reading.found.name in sure)
        if not holds and reading.score >= _NEARLY:
            holds = any(_helps(text, reading, other) for other in readings[at + 1 : at + 2])
        if holds:
            kept.append(reading)
    return kept


def named_again(text: str, named: Sequence[Found], places: Sequence[Found]) -> list[Found]:
    """Towns and villages that the report has named, where their whole names stand between marks or in a list.

    A reading may see less in them there: 石都西村33户 holds 西村, which is nothing. Names of one letter and a telling
    word are left out, since they end many others.
    """
    names = {
        place.name: place.level for place in named if place.level != "group" and len(place.name) > _SHORT
    }
    taken = Occupied((place.start, place.end) for place in places)
    found = []
    for name, level in names.items():
        for start, end in stands_again(text, name, taken):
            # 新石坎村 and 石坎村镇 are others.
            opens = not start or BREAK.match(text[start - 1]) or text[start - 1] in _LISTING
            if opens and text[end : end + 1] not in _GOES_ON:
                found.append(Found(start, end, name, level, "name"))
    return sorted(found, key=lambda place: place.start)


def _helps(text: str, reading: Reading, other: Reading) -> bool:
    """Whether the place after a possible one speaks for it: in a list of the like, or as a town of this county."""
    if other.score < 0:
        return False
    gap = text[reading.found.end : other.found.start]
    if gap == "":
        return reading.found.level == "county" and other.found.level == "township"
    return gap in _JOINTS and other.found.level == reading.found.level


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
