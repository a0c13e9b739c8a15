"""Who wrote the report: the component ``shutu_authors`` puts an ``Author`` on ``doc._.author``.

The post comes from the strongest sign there is: the title, the lines under it, the introduction or the signature,
and last what the author says of themselves further on (作为…, 我担任…). Several posts of one sign are joined with 、.
The name comes from the title, a line under it, the introduction, or the signature; most reports give none.
The report of a leading group has no single author: its role is 领导班子, its name None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from extractors.attributes import Author
from extractors.author_signs import LEADING_GROUP, find_signs
from extractors.relation_context import context_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extractors.author_signs import AuthorSigns

__all__ = ["AuthorFinder"]


class AuthorFinder:
    """Find the author of a report."""

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.author``; one without a name and without a role where the report gives no sign."""
        doc._.author = _author(find_signs(context_of(doc)))
        return doc


def _author(signs: AuthorSigns) -> Author:
    if signs.group:
        return Author(role=LEADING_GROUP)
    role = "、".join(dict.fromkeys(role.record.name for role in signs.best_roles)) or None
    if signs.person is not None:
        person = signs.person.record
        return Author(name=person.name, role=role, masked=person.masked)
    return Author(name=signs.label_name, role=role, masked=signs.label_name is None)


@Language.factory(
    "shutu_authors",
    assigns=["doc._.author"],
    requires=["doc.spans"],
)
def make_authors(nlp: Language, name: str) -> AuthorFinder:  # noqa: ARG001 - spaCy's signature
    """Factory of the author finder."""
    return AuthorFinder()
