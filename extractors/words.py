"""Words, where words are needed: spacy-pkuseg with a model of ours, loaded when the first word is asked for.

Words serve to find the head of an indicator phrase and to compare phrases; entities are never cut by them.
The model was trained by ``tools/train_segmenter.py``; it is small and comes with the package.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc
    from spacy_pkuseg import pkuseg

__all__ = ["MODEL_PATH", "make_words", "segment"]

MODEL_PATH = Path(__file__).with_name("data") / "segmenter"


@cache
def _segmenter() -> pkuseg:
    import spacy_pkuseg

    return spacy_pkuseg.pkuseg(str(MODEL_PATH), user_dict="default")


@lru_cache(maxsize=65_536)
def segment(text: str) -> tuple[str, ...]:
    """Split a phrase into words.

    Args:
        text: a phrase or sentence.

    Returns:
        Its words in order. White space separates words and is in none of them.

    """
    return tuple(_segmenter().cut(text))


def _words_of(span: Span) -> tuple[str, ...]:
    return segment(span.text)


@Language.factory("shutu_words")
def make_words(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's signature
    """Component that gives every span ``span._.words``, computed when it is asked for and not before."""
    if not Span.has_extension("words"):
        Span.set_extension("words", getter=_words_of)
    return lambda doc: doc
