"""Which mentions of one report mean the same thing, and what township the report is about.

Looks at one report alone, so that the answer does not depend on what else is in the graph. Two mentions are taken for
one thing only where the report itself leaves no other reading; names that merely look alike stay apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import networkx

from pipeline.models import Extraction, OrganizationMention, PlaceMention

if TYPE_CHECKING:
    from pipeline.models import RelationInfo

__all__ = ["alias_components", "jurisdiction", "kind_of", "resolved_codes", "standing_names"]

#: Digits of a township's division code; villages have three more.
TOWNSHIP_DIGITS = 9
#: How sure a COVERS must be to say within what a name is unique.
CERTAIN = 0.9


def jurisdiction(extraction: Extraction) -> str | None:
    """Division code of the one township that the report is certainly about; None where there is any doubt.

    A report about a village is about its township. Counties and above are too large for a name to be unique in.
    """
    townships = {
        code[:TOWNSHIP_DIGITS] for code in _covered_codes(extraction) if len(code) >= TOWNSHIP_DIGITS
    }
    return townships.pop() if len(townships) == 1 else None


def _covered_codes(extraction: Extraction) -> Iterable[str]:
    for relation in extraction.relations:
        if relation.type == "COVERS" and relation.tail >= 0 and _confidence(relation) >= CERTAIN:
            place = extraction.mentions[relation.tail]
            if isinstance(place, PlaceMention) and place.code:
                yield place.code


def _confidence(relation: RelationInfo) -> float:
    given = relation.properties.get("confidence", 1.0)
    return float(given) if isinstance(given, int | float) else 0.0


def alias_components(names: Iterable[str], prefixes: Iterable[str]) -> dict[str, str]:
    """Names of one kind in one report -> the name that stands for all that mean the same.

    天宁镇温泉村 is 温泉村 where the report names 天宁镇 as a place by itself, unless it also names a 温泉村 of another
    place: then the bare name may be either, and all stay apart.

    Args:
        names: all names of one kind and level.
        prefixes: names of places in the report, which may stand before one of `names`.

    """
    graph: networkx.Graph[str] = networkx.Graph()
    known = set(names)
    graph.add_nodes_from(known)
    stems = sorted(set(prefixes), key=len, reverse=True)
    for name in known:
        for prefix in stems:
            short = name.removeprefix(prefix)
            if short != name and short in known:
                graph.add_edge(name, short)
                break
    standing: dict[str, str] = {}
    for component in networkx.connected_components(graph):
        shortest = min(component, key=lambda name: (len(name), name))
        # One name and one way to write it in full mean one thing; a second full form leaves a doubt.
        certain = len(component) <= 2
        standing.update({name: shortest if certain else name for name in component})
    return standing


def resolved_codes(mentions: Sequence[object]) -> dict[int, str]:
    """Index of each place mention that has a division code, of its own or through its name -> the code.

    A place that is resolved once in a report is resolved wherever the report names it in the same way, unless the
    name is resolved to different places.
    """
    codes: dict[tuple[str, str], set[str]] = {}
    for mention in mentions:
        if isinstance(mention, PlaceMention) and mention.code and not mention.masked:
            codes.setdefault((mention.name, mention.level), set()).add(mention.code)
    resolved: dict[int, str] = {}
    for at, mention in enumerate(mentions):
        if not isinstance(mention, PlaceMention) or mention.masked:
            continue
        same_name = codes.get((mention.name, mention.level), set())
        if mention.code:
            resolved[at] = mention.code
        elif len(same_name) == 1:
            resolved[at] = next(iter(same_name))
    return resolved


def standing_names(extraction: Extraction) -> dict[tuple[str, str], str]:
    """(kind and level, name) of each place and organisation that is not masked -> the name that stands for it."""
    places = {m.name for m in extraction.mentions if isinstance(m, PlaceMention) and not m.masked}
    groups: dict[str, set[str]] = {}
    for mention in extraction.mentions:
        if isinstance(mention, PlaceMention | OrganizationMention) and not mention.masked:
            groups.setdefault(kind_of(mention), set()).add(mention.name)
    return {
        (kind, name): standing
        for kind, names in groups.items()
        for name, standing in alias_components(names, places).items()
    }


def kind_of(mention: PlaceMention | OrganizationMention) -> str:
    """Places of different levels are different kinds of thing."""
    return f"place/{mention.level}" if isinstance(mention, PlaceMention) else "organization"
