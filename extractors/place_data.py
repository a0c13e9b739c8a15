"""The word lists of the place component (``data/places.toml``), read once a process."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["PlaceData", "place_data"]

PLACE_DATA_PATH = Path(__file__).with_name("data") / "places.toml"


@dataclass(frozen=True, slots=True)
class PlaceData:
    """See the comments in ``data/places.toml`` for what each list holds."""

    #: By kind of suffix (village, community, township, group, county): words that make no name of it.
    generic: dict[str, frozenset[str]]
    doubtful: frozenset[str]
    creating: frozenset[str]
    doubtful_divisions: frozenset[str]
    plain_divisions: frozenset[str]
    cues_before: frozenset[str]
    cues_before_weak: frozenset[str]
    cues_after: frozenset[str]
    #: All verbs of the lists above.
    verbs: frozenset[str]
    common: frozenset[str]
    other_names: tuple[str, ...]
    countries: frozenset[str]
    not_after: tuple[str, ...]
    former_counties: tuple[str, ...]


@cache
def place_data(path: Path = PLACE_DATA_PATH) -> PlaceData:
    """Read the word lists.

    Raises:
        ValueError: when the file is not valid TOML.
        KeyError: when a table is missing.

    """
    with path.open("rb") as file:
        tables = tomllib.load(file)
    generic = {kind: frozenset(words.split()) for kind, words in tables["generic"].items()}
    anywhere = generic.pop("any")
    cues, doubtful = tables["cues"], tables["doubtful"]
    return PlaceData(
        generic={kind: words | anywhere for kind, words in generic.items()},
        doubtful=frozenset(tables["doubtful"]["words"].split()),
        creating=frozenset(tables["doubtful"]["creating"].split()),
        doubtful_divisions=frozenset(tables["doubtful_divisions"]["words"].split()),
        plain_divisions=frozenset(tables["plain_divisions"]["words"].split()),
        cues_before=frozenset(tables["cues"]["before"].split()),
        cues_before_weak=frozenset(tables["cues"]["before_weak"].split()),
        cues_after=frozenset(tables["cues"]["after"].split()),
        verbs=frozenset(
            word
            for words in (cues["before"], cues["before_weak"], doubtful["creating"])
            for word in words.split()
        ),
        common=frozenset(tables["common"]["words"].split()),
        other_names=(*tables["other"]["names"].split(), *tables["countries"]["names"].split()),
        countries=frozenset(tables["countries"]["names"].split()),
        not_after=tuple(tables["not_after"]["words"].split()),
        former_counties=tuple(tables["former_counties"]["names"].split()),
    )
