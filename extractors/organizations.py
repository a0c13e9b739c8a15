"""The organisation component: schools, cooperatives, firms, factories and the like with a proper or masked name.

A telling last word (中学, 合作社, 加工厂) is found first; then the name is followed leftwards over words of its trade to
a place, a mask or a word that no dictionary has. Without one of these the organ is generic (县委, 中心小学, 合作社)
and no mention. A place inside the name belongs to the organisation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from spacy.language import Language

from extractors.attributes import Organization
from extractors.organization_names import FoundOrganization, OrganizationFinder
from extractors.spans import Occupied, char_offsets, hits_of, text_of, write_hits, write_spans

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["FoundOrganization", "OrganizationRecognizer", "find_organizations"]

_TITLED = re.compile(r"《[^《》\n]*》")


def find_organizations(
    text: str,
    places: Sequence[tuple[int, int, bool]] = (),
    blocked: Iterable[tuple[int, int]] = (),
) -> list[FoundOrganization]:
    """Organisations of `text`, in order and without overlap.

    Args:
        text: a report.
        places: ``(start, end, masked)`` of the places in it, in order; a name may begin with them.
        blocked: stretches that hold no organisations (programme names).

    """
    closed = Occupied([*blocked, *((m.start(), m.end()) for m in _TITLED.finditer(text))])
    finder = OrganizationFinder(text, places)
    found: list[FoundOrganization] = []
    for candidate in sorted(
        [*finder.by_pattern(), *finder.by_suffix(), *finder.committees()],
        key=lambda org: (org.start, org.start - org.end),
    ):
        if found and candidate.start < found[-1].end:
            if candidate.end - candidate.start > found[-1].end - found[-1].start:
                found[-1] = candidate
        elif not closed.meets(candidate.start, candidate.end):
            found.append(candidate)
    return found


class OrganizationRecognizer:
    """Write the organisations of a doc as ``doc.spans["organization"]``; places inside their names are no places."""

    def __call__(self, doc: Doc) -> Doc:
        """Find, write, and take the places inside names out of ``doc.spans["place"]``."""
        places = [(start, end, place.masked) for start, end, place, _ in hits_of(doc, "place")]
        found = find_organizations(text_of(doc), places, char_offsets(doc, "program"))
        write_spans(
            doc,
            "organization",
            [(org.start, org.end, Organization(name=org.name, masked=org.masked)) for org in found],
        )
        if found and places:
            named = Occupied((org.start, org.end) for org in found)
            write_hits(
                doc, "place", [hit for hit in hits_of(doc, "place") if not named.meets(hit.start, hit.end)]
            )
        return doc


@Language.factory("shutu_organizations", assigns=["doc.spans"])
def make_organization_recognizer(nlp: Language, name: str) -> OrganizationRecognizer:  # noqa: ARG001 - spaCy's signature
    """Factory of the organisation component."""
    return OrganizationRecognizer()
