"""Lexicons as regular expressions: a set of words folded into one pattern that shares prefixes.

``re`` tries the branches of an alternation one after the other, so 500 words cost 500 tries at every place. Folded
into a trie the same words cost one branch a character, and the longest word always wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

__all__ = ["Beginnings", "Endings", "lengths_by_first", "trie_pattern", "trie_regex"]

_END = ""  # key of the mark that a word may end here
_Node = dict[str, "_Node"]


def _insert(root: _Node, word: str) -> None:
    node = root
    for char in word:
        node = node.setdefault(char, {})
    node[_END] = {}


def _render(node: _Node) -> str:
    optional = _END in node
    branches = []
    single = []
    for char in sorted(key for key in node if key != _END):
        rest = _render(node[char])
        if rest:
            branches.append(re.escape(char) + rest)
        else:
            single.append(re.escape(char))
    if not branches and not single:
        return ""
    if single:
        branches.append(single[0] if len(single) == 1 else f"[{''.join(single)}]")
    if len(branches) == 1 and not optional:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if optional else "")


def trie_pattern(words: Iterable[str]) -> str:
    """A pattern that matches the longest of `words` at a place. Empty words are ignored.

    Raises:
        ValueError: there is no word at all; such a pattern would match everywhere.

    """
    root: _Node = {}
    for word in words:
        if word:
            _insert(root, word)
    if not root:
        raise ValueError("a lexicon needs at least one word")
    return _render(root)


def trie_regex(words: Iterable[str], prefix: str = "", suffix: str = "") -> re.Pattern[str]:
    """`trie_pattern` compiled, between `prefix` and `suffix`, which are patterns themselves."""
    return re.compile(prefix + trie_pattern(words) + suffix)


class Endings:
    """A lexicon asked by the ends of phrases: which of its words, the longest, does a phrase end in."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(filter(None, words))
        self._lengths = _lengths_by(self._words, -1)

    def length(self, phrase: str) -> int:
        """Length of the longest word that `phrase` ends in; 0 when it ends in none."""
        lengths = self._lengths.get(phrase[-1:])
        if lengths is not None:
            size, words = len(phrase), self._words
            for length in lengths:
                if length <= size and phrase[-length:] in words:
                    return length
        return 0

    def strip(self, phrase: str) -> str:
        """`phrase` without all the words that it ends in, one after the other."""
        while True:
            length = self.length(phrase)
            if not length:
                return phrase
            phrase = phrase[:-length]


class Beginnings:
    """A lexicon asked by the beginnings of phrases: which of its words, the longest, begins at a place.

    Args:
        words: the words.
        unless: words that are none of them though they begin alike; where one begins, none of `words` does.
        after: a character that may stand before a word and then belongs to it (新 in 新建立).

    """

    def __init__(self, words: Iterable[str], unless: Iterable[str] = (), after: str = "") -> None:
        self._words = frozenset(filter(None, words))
        self._lengths = lengths_by_first(self._words)
        self._unless = frozenset(filter(None, unless))
        self._unless_lengths = lengths_by_first(self._unless)
        self._after = after

    def length(self, phrase: str, at: int = 0) -> int:
        """Length of the longest word that begins at `at`; 0 when none does."""
        char = phrase[at : at + 1]
        lengths = self._lengths.get(char)
        if lengths is None and char != self._after:
            return 0
        room = len(phrase) - at
        if char in self._unless_lengths:
            for length in self._unless_lengths[char]:
                if length <= room and phrase[at : at + length] in self._unless:
                    return 0
        if lengths is not None:
            words = self._words
            for length in lengths:
                if length <= room and phrase[at : at + length] in words:
                    return length
        if char and char == self._after:
            rest = self.length(phrase, at + 1)
            return rest + 1 if rest else 0
        return 0

    def search(self, phrase: str, at: int = 0) -> tuple[int, int] | None:
        """The first word from `at` on, as ``(start, end)``; None when there is none."""
        lengths, after = self._lengths, self._after
        for start in range(at, len(phrase)):
            char = phrase[start]
            if char in lengths or char == after:
                length = self.length(phrase, start)
                if length:
                    return start, start + length
        return None

    def all(self, phrase: str, at: int = 0) -> Iterator[tuple[int, int]]:
        """All words from `at` on that do not overlap, each as ``(start, end)``."""
        found = self.search(phrase, at)
        while found is not None:
            yield found
            found = self.search(phrase, found[1])


def lengths_by_first(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The lengths of the words with each first character, the longest first."""
    return _lengths_by(words, 0)


def _lengths_by(words: Iterable[str], place: int) -> dict[str, tuple[int, ...]]:
    """The lengths of the words with each first (0) or last (-1) character, the longest first."""
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[place], set()).add(len(word))
    return {char: tuple(sorted(sizes, reverse=True)) for char, sizes in lengths.items()}
