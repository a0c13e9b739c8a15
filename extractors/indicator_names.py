"""The canonical form of an indicator: equal in two reports when they count the same thing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.language import Language

from extractors.spans import register_extensions

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["IndicatorNamer", "canonical", "make_indicators"]


class IndicatorNamer:
    """spaCy component that gives every quantity the canonical form of its indicator."""

    def __call__(self, doc: Doc) -> Doc:
        """Replace the record of every quantity of `doc` by one with `indicator_name`."""
        for span in doc.spans.get("quantity", ()):
            record = span._.quantity
            if record is not None and record.indicator:
                span._.quantity = replace(record, indicator_name=canonical(record.indicator))
        return doc


def canonical(indicator: str) -> str:
    """The form under which an indicator is the same in every report."""
    return indicator


@Language.factory("shutu_indicators", assigns=["span._.quantity"])
def make_indicators(nlp: Language, name: str) -> IndicatorNamer:  # noqa: ARG001 - spaCy's signature
    """Factory of the component that names indicators."""
    register_extensions()
    return IndicatorNamer()
