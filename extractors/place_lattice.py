"""Where a name begins: the cheapest reading of a short stretch of text as common words and one or more names.

Chinese writes no spaces, so 到和平村 may hold 到和平村, 和平村 or 平村. The reading is found like this: every way to
cut the stretch into common words (with the frequencies of a general dictionary) and names (with the letters that
names of villages and towns are made of) has a cost, a negative logarithm of its probability, and the cheapest wins.

The tables are built by ``tools/build_place_words.py`` (see ``docs/gazetteer.md``).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import marisa_trie

from extractors.place_data import place_data

__all__ = [
    "COST_STEP",
    "MAX_WORD",
    "AnyEdge",
    "Edge",
    "NameLetters",
    "Words",
    "cheapest",
    "cheapest_of",
    "least_cost",
    "name_letters",
    "read_costs",
    "word_edges",
    "words",
]

_DATA = Path(__file__).with_name("data")
WORDS_PATH = _DATA / "place_words.marisa"
WORD_COSTS_PATH = _DATA / "place_words.costs"
LETTERS_PATH = _DATA / "place_letters.marisa"
LETTER_COSTS_PATH = _DATA / "place_letters.costs"

#: Costs are stored in one byte, in steps of a tenth of a nat.
COST_STEP = 0.1
#: Longest common word, in characters.
MAX_WORD = 4
#: Cost of a character that is no word of the dictionary.
UNKNOWN = 15.0
#: Cost of a word that the component's own list adds to the dictionary, and the longest such word.
FURTHER, LONGEST_FURTHER = 9.0, 6
#: Marks the start and the end of a name among its letters.
START, END = "^", "$"


def read_costs(path: Path) -> bytes:
    """The table of one-byte costs (and word classes) that belongs to a trie."""
    return path.read_bytes()


class Edge(NamedTuple):
    """One piece of a reading: text[start:end] as a word of class `kind`, or as what the caller calls `kind`."""

    start: int
    end: int
    cost: float
    kind: str


#: An edge as a bare tuple: a reading makes hundreds of them, of which a handful matter.
AnyEdge = tuple[int, int, float, str]


class Words:
    """The common words of the language, each with its cost and its part of speech (one letter)."""

    def __init__(self, trie_path: Path = WORDS_PATH, costs_path: Path = WORD_COSTS_PATH) -> None:
        self._trie = marisa_trie.Trie()
        self._trie.mmap(str(trie_path))
        table = read_costs(costs_path)
        half = len(table) // 2
        self._costs, self._classes = table[:half], table[half:]

    def starting(self, text: str) -> list[tuple[int, float, str]]:
        """``(length, cost, part of speech)`` of every word that starts `text`."""
        return [
            (len(word), self._costs[at] * COST_STEP, chr(self._classes[at]))
            for word, at in self._trie.iter_prefixes_with_ids(text[:MAX_WORD])
        ]

    @lru_cache(maxsize=65_536)  # noqa: B019 - there is one, and it lives as long as the process
    def find(self, word: str) -> tuple[float, str] | None:
        """Cost and part of speech of a word; None where neither the dictionary nor the component's list has it."""
        try:
            at = self._trie.key_id(word)
        except KeyError:
            return (FURTHER, "n") if word in place_data().common else None
        return self._costs[at] * COST_STEP, chr(self._classes[at])


class NameLetters:
    """How likely a string is as the name of a village or town: a bigram model of their letters."""

    def __init__(self, trie_path: Path = LETTERS_PATH, costs_path: Path = LETTER_COSTS_PATH) -> None:
        self._trie = marisa_trie.Trie()
        self._trie.mmap(str(trie_path))
        self._costs = read_costs(costs_path)

    def _cost(self, key: str) -> float | None:
        try:
            at: int = self._trie.key_id(key)
            return self._costs[at] * COST_STEP
        except KeyError:
            return None

    def cost(self, stem: str) -> float:
        """Cost of `stem` (a name without its suffix) among names: about 15 for a common one, over 30 for a phrase."""
        total = 0.0
        before = START
        for letter in (*stem, END):
            total += self._step(before, letter)
            before = letter
        return total

    @lru_cache(maxsize=65_536)  # noqa: B019 - there is one, and it lives as long as the process
    def _step(self, before: str, letter: str) -> float:
        """Cost of a letter behind another one."""
        step = self._cost(before + letter)
        if step is not None:
            return step
        # Back off: the cost of leaving `before` for a rare successor, and of the letter anywhere.
        leaving = self._cost(before + "*")
        alone = self._cost(letter)
        return (1.0 if leaving is None else leaving) + (UNKNOWN if alone is None else alone)


@cache
def words() -> Words:
    """The shipped dictionary, opened once a process."""
    return Words()


@cache
def name_letters() -> NameLetters:
    """The shipped letter model, opened once a process."""
    return NameLetters()


def cheapest(text: str, names: Iterable[AnyEdge]) -> tuple[float, list[Edge]]:
    """The cheapest reading of `text` as common words and the given names.

    Args:
        text: a short stretch: the cost is its length times the length of the longest word.
        names: readings of parts of it as names, which compete with the words.

    Returns:
        The cost and the pieces, in order and without gaps. A word's kind is the letter of its part of speech; a
        character that is no word has the kind "?".

    """
    return cheapest_of(len(text), word_edges(text), names)


def word_edges(text: str) -> list[AnyEdge]:
    """All readings of parts of `text` as common words; every character can also stand alone."""
    return [
        (start, start + length, cost, kind)
        for start in range(len(text))
        for length, cost, kind in _words_starting(text[start : start + LONGEST_FURTHER])
    ]


@lru_cache(maxsize=16_384)
def _words_starting(text: str) -> tuple[tuple[int, float, str], ...]:
    """``(length, cost, kind)`` of every word that starts `text`, its first character by itself included."""
    found = words().starting(text)
    if not found or found[0][0] > 1:
        found.append((1, UNKNOWN, "?"))
    further = place_data().common
    for length in range(2, len(text) + 1):
        if text[:length] in further:
            found.append((length, FURTHER, "n"))
    return tuple(found)


def cheapest_of(size: int, *edges: Iterable[AnyEdge]) -> tuple[float, list[Edge]]:
    """The cheapest way through `edges` from 0 to `size`; see :func:`cheapest`."""
    cost, came = _ways(size, edges)
    path: list[Edge] = []
    step = came[size]
    while step is not None:
        path.append(Edge._make(step))
        step = came[step[0]]
    return cost, path[::-1]


def least_cost(size: int, *edges: Iterable[AnyEdge]) -> float:
    """What the cheapest way costs, for those who do not ask for it."""
    return _ways(size, edges)[0]


def _ways(size: int, edges: Iterable[Iterable[AnyEdge]]) -> tuple[float, list[AnyEdge | None]]:
    """Cost of the cheapest way from 0 to `size`, and the last piece of the cheapest way to each place."""
    leaving: list[list[AnyEdge]] = [[] for _ in range(size)]
    for group in edges:
        for edge in group:
            leaving[edge[0]].append(edge)
    best = [float("inf")] * (size + 1)
    best[0] = 0.0
    came: list[AnyEdge | None] = [None] * (size + 1)
    for so_far, here in zip(best, leaving, strict=False):
        for edge in here:
            end = edge[1]
            cost = so_far + edge[2]
            if cost < best[end]:
                best[end] = cost
                came[end] = edge
    return best[size], came
