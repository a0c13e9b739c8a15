"""Lexicons as regular expressions: a set of words folded into one pattern that shares prefixes.

``re`` tries the branches of an alternation one after the other, so 500 words cost 500 tries at every place. Folded
into a trie the same words cost one branch a character, and the longest word always wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["Endings", "trie_pattern", "trie_regex"]

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
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[-1], set()).add(len(word))
        self._lengths = {char: tuple(sorted(sizes, reverse=True)) for char, sizes in lengths.items()}

    def length(self, phrase: str) -> int:
        """Length of the longest word that `phrase` ends in; 0 when it ends in none."""
        for length in self._lengths.get(phrase[-1:], ()):
            if length <= len(phrase) and phrase[-length:] in self._words:
                return length
        return 0

    def strip(self, phrase: str) -> str:
        """`phrase` without all the words that it ends in, one after the other."""
        while True:
            length = self.length(phrase)
            if not length:
                return phrase
            phrase = phrase[:-length]
