"""Words, where words are needed: spacy-pkuseg with a model of ours, loaded when the first word is asked for.

Words serve to find the head of an indicator phrase and to compare phrases; entities are never cut by them.
The model was trained by ``tools/train_segmenter.py``; it is small and comes with the package.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy_pkuseg import pkuseg

__all__ = ["MODEL_PATH", "segment"]

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
