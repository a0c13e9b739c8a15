"""Reports that repeat each other: how much text they share, and which passages.

MinHash over five-character shingles (datasketch), in bands, so that look-alikes are found by look-up and never by
comparing everything with everything. What counts as shared text: letters and digits, without blanks and punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.identity import digest
from pipeline.folding import fold

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["BANDS", "LIKE", "Passage", "Sentences", "bands", "estimate", "passages", "sentences", "signature"]

#: Characters of a shingle.
SHINGLE = 5
PERMUTATIONS = 128
BANDS = 16
_ROWS = 3
#: Share of text from which a report repeats another; a band look-up finds 98 of 100 such pairs.
LIKE = 0.6
#: Shortest sentence whose being the same in two reports says something.
_SENTENCE = 12
_SHORTEST_TEXT = 200
_NOT_TEXT = re.compile(r"[^\w]+|_")
_SENTENCES = re.compile(r"[^。；！？\n]+")
_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text that two reports have in common; offsets [start, end) in the source of each."""

    start: int
    end: int
    other_start: int
    other_end: int

    def __str__(self) -> str:
        return f"{self.start}-{self.end}={self.other_start}-{self.other_end}"


def _shingles(text: str) -> NDArray[np.uint32]:
    """Hashes of all stretches of SHINGLE characters, each once."""
    plain = _NOT_TEXT.sub("", fold(text))
    codes = np.frombuffer(plain.encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.uint64)
    if len(codes) < SHINGLE:
        return np.zeros(0, dtype=np.uint32)
    mixed = np.zeros(len(codes) - SHINGLE + 1, dtype=np.uint64)
    for at in range(SHINGLE):
        mixed = (mixed ^ codes[at : at + len(mixed)]) * _MIX
        mixed ^= mixed >> np.uint64(29)
    return np.unique((mixed >> np.uint64(16)).astype(np.uint32))


@cache
def _minhash() -> Any:
    """Its import takes a second: only where something is written."""
    from datasketch import MinHash

    return MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=int)


def signature(text: str) -> str | None:
    """MinHash of a text as hexadecimal digits; None where there is too little of it."""
    shingles = _shingles(text)
    if len(shingles) < _SHORTEST_TEXT:
        return None
    sketch = _minhash().copy()
    sketch.update_batch(shingles.tolist())
    values: NDArray[np.uint32] = np.asarray(sketch.hashvalues).astype(">u4")
    return values.tobytes().hex()


@lru_cache(maxsize=4096)
def _values(of: str) -> NDArray[np.uint32]:
    return np.frombuffer(bytes.fromhex(of), dtype=">u4")


def bands(of: str) -> list[str]:
    """Keys of a signature: texts that share one of them may be alike."""
    width = _ROWS * 8
    return [digest("band", at, of[at * width : (at + 1) * width])[:16] for at in range(BANDS)]


def estimate(a: str, b: str) -> float:
    """Share of text that two signatures have in common: Jaccard similarity, give or take 0.04."""
    return round(float((_values(a) == _values(b)).mean()), 3)


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of a text, each with its letters and digits alone, and where each of these stands."""

    cut: tuple[tuple[int, int, str], ...]
    places: Mapping[str, tuple[int, ...]]


def sentences(text: str, start: int) -> Sentences:
    """The sentences of a text that begins at offset `start` of its source."""
    cut = tuple((start + begin, start + end, plain) for begin, end, plain in _cut(text))
    places: dict[str, list[int]] = {}
    for at, (_, _, plain) in enumerate(cut):
        places.setdefault(plain, []).append(at)
    return Sentences(cut, {plain: tuple(found) for plain, found in places.items()})


def passages(a: Sentences, b: Sentences) -> list[Passage]:
    """Stretches of whole sentences that stand in both texts, in the order of the first."""
    found: list[Passage] = []
    last = -2
    for start, end, plain in a.cut:
        places = b.places.get(plain, ())
        following = last + 1 in places
        # A short sentence says something only in the company of others.
        if not following and (not places or len(plain) < _SENTENCE):
            last = -2
            continue
        at = last + 1 if following else places[0]
        other_start, other_end, _ = b.cut[at]
        if following:
            grown = found[-1]
            found[-1] = Passage(grown.start, end, grown.other_start, other_end)
        else:
            found.append(Passage(start, end, other_start, other_end))
        last = at
    return found


def _cut(text: str) -> Sequence[tuple[int, int, str]]:
    """(start, end, letters and digits) of each sentence."""
    folded = fold(text)
    cut = []
    for found in _SENTENCES.finditer(folded):
        plain = _NOT_TEXT.sub("", found.group())
        if plain:
            lead = len(found.group()) - len(found.group().lstrip())
            cut.append((found.start() + lead, found.end(), plain))
    return cut
