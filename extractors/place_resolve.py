"""Which division a named place is: its code where the report leaves one choice, its candidates where it leaves more.

58 % of the villages of China share their name with another. So a name alone settles little below the county; what
settles it is the place named right before it (隆阳区潞江镇), or the other places of the report: a village is looked
for in the counties, cities and provinces that they are in. Nothing is guessed: a name whose bearers the report does not
tell apart keeps them all, and so does a village that only one division bears the name of, where nothing else in the
report speaks for that part of the country, since hamlets are in no list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.attributes import PlaceLevel
from extractors.gazetteer import Division, lookup
from extractors.place_found import Found

__all__ = ["MAX_CANDIDATES", "Resolution", "resolve"]

#: A place that more divisions could be lists none of them.
MAX_CANDIDATES = 20

#: Levels whose places the gazetteer knows, and the levels of divisions each may be.
_KIN: Mapping[PlaceLevel, frozenset[str]] = {
    "province": frozenset({"province"}),
    "city": frozenset({"city", "county"}),
    "county": frozenset({"county", "city"}),
    "township": frozenset({"township"}),
    "village": frozenset({"village"}),
    "community": frozenset({"community"}),
}
#: Digits of the codes of provinces, cities, counties and towns: what two places can have in common.
_DEPTHS = (2, 4, 6, 9)
#: Levels that a report takes from lists, so that a name borne once is known by itself.
_LISTED = frozenset({"province", "city", "county", "township"})


@dataclass(frozen=True, slots=True)
class Resolution:
    """The code of the one division that a place is, or the codes of those it may be."""

    code: str | None = None
    name: str | None = None
    candidates: tuple[str, ...] = ()


_UNKNOWN = Resolution()
#: What must speak for an area: a place that at most three divisions could be, or several vaguer ones.
_ENOUGH = 0.33
#: How loud a village speaks: two others that are known by name alone make a county, one does not.
_VILLAGE_VOICE = 0.2
_VILLAGE_DIGITS = 12


def resolve(text: str, places: Sequence[Found]) -> list[Resolution]:
    """Resolve `places`, the places of one report in order; masked ones and groups stay unknown."""
    options = [_options(place) for place in places]
    parents = _parents(text, places)
    _settle_chains(options, parents)
    support = _support(places, options)
    return [
        _decide(place, bearers, support, chained=_is_held(parents[at], options))
        for at, (place, bearers) in enumerate(zip(places, options, strict=True))
    ]


def _is_held(parent: int | None, options: Sequence[tuple[Division, ...]]) -> bool:
    """Whether a known division holds a place: a masked town, and one that no list has, settle nothing (X镇青石湾村)."""
    return parent is not None and bool(options[parent])


def _options(place: Found) -> tuple[Division, ...]:
    if place.masked or place.level not in _KIN:
        return ()
    kin = _KIN[place.level]
    found = tuple(division for division in lookup(place.name) if division.level in kin)
    same = tuple(division for division in found if division.level == place.level)
    return same or found


def _parents(text: str, places: Sequence[Found]) -> list[int | None]:
    """For each place, the index of the place that stands right before it and is above it."""
    ranks = {
        "province": 0,
        "city": 1,
        "county": 2,
        "township": 3,
        "village": 4,
        "community": 4,
        "group": 5,
        "other": 9,
    }
    parents: list[int | None] = [None] * len(places)
    for at in range(1, len(places)):
        before = places[at - 1]
        if before.end != places[at].start:
            # 界头镇、五合乡 after 腾冲市: the second has the first one's parent.
            if (
                places[at].start - before.end == 1
                and text[before.end] in "、和与"
                and before.level == places[at].level
            ):
                parents[at] = parents[at - 1]
            continue
        if ranks[before.level] < ranks[places[at].level]:
            parents[at] = at - 1
    return parents


def _settle_chains(options: list[tuple[Division, ...]], parents: Sequence[int | None]) -> None:
    """Keep of a place what its parent holds, and of a parent what holds its child, until nothing changes."""
    for _ in range(4):
        for child, parent in enumerate(parents):
            if parent is None or not options[parent] or not options[child]:
                continue
            inside = tuple(
                division
                for division in options[child]
                if any(division.code.startswith(holder.code) for holder in options[parent])
            )
            if not inside:
                # A hamlet or a renamed place: the gazetteer does not know this one here.
                options[child] = ()
                continue
            holding = tuple(
                holder
                for holder in options[parent]
                if any(division.code.startswith(holder.code) for division in inside)
            )
            options[child], options[parent] = inside, holding


def _support(places: Sequence[Found], options: Sequence[tuple[Division, ...]]) -> dict[str, dict[str, float]]:
    """For each province, city, county and town code: how much each name of the report speaks for it.

    A name borne by three divisions speaks a third for each; one borne by many says nothing. Villages speak for their
    county and town only, and softly: what bears the name of a village may be a hamlet elsewhere.
    """
    support: dict[str, dict[str, float]] = {}
    for place, bearers in zip(places, options, strict=True):
        if len(bearers) > MAX_CANDIDATES:
            continue
        for division in bearers:
            village = len(division.code) == _VILLAGE_DIGITS
            weight = (_VILLAGE_VOICE if village else 1.0) / len(bearers)
            for depth in _DEPTHS[2:] if village else _DEPTHS:
                if len(division.code) >= depth:
                    voices = support.setdefault(division.code[:depth], {})
                    voices[place.name] = max(voices.get(place.name, 0.0), weight)
    return support


def _decide(
    place: Found, bearers: tuple[Division, ...], support: Mapping[str, Mapping[str, float]], *, chained: bool
) -> Resolution:
    if not bearers:
        return _UNKNOWN
    left = _most_supported(place, bearers, support)
    if len(left) == 1:
        return Resolution(left[0].code, left[0].name)
    if len(bearers) == 1 and (chained or place.level in _LISTED):
        return Resolution(bearers[0].code, bearers[0].name)
    left = left or _in_named_provinces(place, bearers, support) or bearers
    if len(left) > MAX_CANDIDATES:
        return _UNKNOWN
    return Resolution(candidates=tuple(division.code for division in left))


def _most_supported(
    place: Found, bearers: Sequence[Division], support: Mapping[str, Mapping[str, float]]
) -> tuple[Division, ...]:
    """Of `bearers` those with most of the report's other places around them, nearest area first.

    None where too little speaks for any: a village wants its county or town to be spoken for. A city that the report
    names only because somebody went there holds thousands of villages, one of which has this name by chance.
    """
    weights = [_weights(place, division.code, support) for division in bearers]
    best = max(weights)
    enough = best[:2] if place.level in ("village", "community") else best
    if max(enough) < _ENOUGH:
        return ()
    return tuple(division for division, weight in zip(bearers, weights, strict=True) if weight == best)


def _weights(place: Found, code: str, support: Mapping[str, Mapping[str, float]]) -> tuple[float, ...]:
    """How much speaks for the town, county, city and province around a division."""
    # Most areas nobody speaks for: a village may have thousands of bearers.
    return tuple(
        [
            _voices(place, area, support) if area != code and area in support else 0.0
            for area in (code[:9], code[:6], code[:4], code[:2])
        ]
    )


def _in_named_provinces(
    place: Found, bearers: Sequence[Division], support: Mapping[str, Mapping[str, float]]
) -> tuple[Division, ...]:
    return tuple(d for d in bearers if _voices(place, d.code[:2], support) >= _ENOUGH)


def _voices(place: Found, code: str, support: Mapping[str, Mapping[str, float]]) -> float:
    """How much the names of the report speak for an area, that of the place itself aside."""
    voices = support.get(code)
    if not voices:
        return 0.0
    if place.name not in voices:
        return sum(voices.values())
    return sum(weight for name, weight in voices.items() if name != place.name)
