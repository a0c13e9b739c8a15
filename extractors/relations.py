"""How the mentions of a report are tied together: the component ``shutu_relations`` fills ``doc._.relations``.

What each relation means, and what it does not, is in docs/relations.md. Rules live in ``relation_*.py``, one module
for each kind; all read the same ``Context`` and look no further than a sentence, so that the whole stays linear.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from extractors.author_signs import find_signs
from extractors.relation_context import context_of
from extractors.relation_duties import duty_relations
from extractors.relation_people import people_relations
from extractors.relation_places import cover_relations, location_relations
from extractors.relation_programs import program_relations
from extractors.relation_quantities import quantity_relations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Span

    from extractors.attributes import Relation
    from extractors.relation_context import Context

__all__ = ["RelationFinder"]


class RelationFinder:
    """Tie the mentions of a report together."""

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.relations``, in the order of their evidence, each said once."""
        doc._.relations = _once(_find(context_of(doc)))
        return doc


def _find(context: Context) -> list[Relation]:
    signs = find_signs(context)
    author = signs.person.span if signs.person is not None else None
    people = list(people_relations(context, signs))
    located = list(location_relations(context))
    served = [r for r in people if r.type == "SERVES_IN" and _is_author(r.head, author)]
    return [
        *people,
        *located,
        *cover_relations(context, signs, located, served),
        *duty_relations(context, author),
        *program_relations(context),
        *quantity_relations(context),
    ]


def _is_author(head: Span | None, author: Span | None) -> bool:
    return head is None or (author is not None and head.text == author.text)


def _offset(end: Span | None) -> int:
    return -1 if end is None else end.start_char


def _once(relations: Iterable[Relation]) -> list[Relation]:
    """Without repetitions, ordered by evidence: the same two mentions are tied once by each type and property."""
    seen: dict[tuple[object, ...], Relation] = {}
    for relation in relations:
        key = (
            relation.type,
            _offset(relation.head),
            _offset(relation.tail),
            relation.properties.get("mode"),
        )
        seen.setdefault(key, relation)
    return sorted(seen.values(), key=lambda r: (r.evidence, r.type, _offset(r.head), _offset(r.tail)))


@Language.factory("shutu_relations", assigns=["doc._.relations"], requires=["doc.spans"])
def make_relations(nlp: Language, name: str) -> RelationFinder:  # noqa: ARG001 - spaCy's signature
    """Factory of the relation finder."""
    return RelationFinder()
