"""The words by which the rules decide: ``words.toml``, read once."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

__all__ = ["has_word", "pattern", "word_class"]

_PATH = Path(__file__).with_name("words.toml")


@cache
def _classes() -> dict[str, frozenset[str]]:
    with _PATH.open("rb") as file:
        return {name: frozenset(words) for name, words in tomllib.load(file).items()}


def word_class(name: str) -> frozenset[str]:
    """All words of a class; KeyError for an unknown one."""
    return _classes()[name]


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A pattern that finds any word of a class, the longest first."""
    return re.compile("|".join(re.escape(word) for word in sorted(word_class(name), key=len, reverse=True)))


@lru_cache(maxsize=16_384)
def has_word(name: str, text: str) -> bool:
    """Whether a word of the class stands in `text`."""
    return pattern(name).search(text) is not None
