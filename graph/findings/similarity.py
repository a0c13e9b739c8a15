"""Reports that repeat each other: how much text they share, and which passages.

MinHash over five-character shingles (datasketch), in bands, so that look-alikes are found by look-up and never by
comparing everything with everything. What counts as shared text: letters and digits, without blanks and punctuation.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pipeline.folding import fold

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "BANDS",
    "LIKE",
    "Passage",
    "Sentences",
    "bands",
    "estimates",
    "likeness_order",
    "passages",
    "sentences",
    "signature",
]

#: Characters of a shingle.
SHINGLE = 5
PERMUTATIONS = 128
BANDS = 16
_ROWS = 3
#: Share of text from which a report repeats another; a band look-up finds 98 of 100 such pairs.
LIKE = 0.6
#: Shortest sentence whose being the same in two reports says something.
_SENTENCE = 12
#: Different shingles of the shortest text that is compared.
_SHORTEST_TEXT = 200
#: Pairs of signatures compared at once: some megabytes.
_AT_ONCE = 4096
#: What ends a sentence besides a line break.
_STOPS, _LINE_BREAK = "。；！？", ord("\n")
#: No sentence, nor one before the first.
_NONE = -2
#: UTF-16 code units, and those of them of which two make a character.
_UNITS = 0x10000
_SURROGATES = range(0xD800, 0xE000)
_HIGHEST = np.uint32(0xFFFFFFFF)
_MIX = np.uint64(0x9E3779B97F4A7C15)


class Passage(NamedTuple):
    """A stretch of text that two reports have in common; offsets [start, end) in the source of each."""

    start: int
    end: int
    other_start: int
    other_end: int

    def __str__(self) -> str:
        return f"{self.start}-{self.end}={self.other_start}-{self.other_end}"


@cache
def _is_text() -> NDArray[np.bool_]:
    """Which UTF-16 code units are letters or digits; of those of which two make one, all, since ideographs are there."""
    known = (chr(unit).isalnum() or unit in _SURROGATES for unit in range(_UNITS))
    return np.fromiter(known, dtype=np.bool_, count=_UNITS)


def _units(text: str) -> NDArray[np.uint16]:
    """A text as UTF-16 code units."""
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)


def _shingles(text: str) -> NDArray[np.uint32]:
    """Hashes of all stretches of SHINGLE characters of a folded text, in order; what stands twice is there twice."""
    units = _units(text)
    units = units[_is_text()[units]]
    count = len(units) - SHINGLE + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint32)
    # Four units are one number as they lie in memory; the fifth is mixed in.
    four: NDArray[np.uint64] = np.ndarray((count,), np.uint64, units.data, strides=(2,))
    mixed = four * _MIX
    mixed ^= mixed >> np.uint64(29)
    mixed ^= units[SHINGLE - 1 :]
    mixed *= _MIX
    return (mixed >> np.uint64(32)).astype(np.uint32)


@cache
def _permutations() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """datasketch's, as columns of factors and of summands. Its import takes a second: only where something is written."""
    from datasketch import MinHash

    factors, summands = MinHash(num_perm=PERMUTATIONS, seed=1).permutations
    return factors[:, None], summands[:, None]


def _mixed(hashes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """What datasketch makes of hashes before it permutes them: MurmurHash3's finalizer."""
    mixed = hashes ^ (hashes >> np.uint32(16))
    mixed *= np.uint32(0x85EBCA6B)
    mixed ^= mixed >> np.uint32(13)
    mixed *= np.uint32(0xC2B2AE35)
    mixed ^= mixed >> np.uint32(16)
    return mixed


def signature(text: str) -> str | None:
    """MinHash of a folded text as hexadecimal digits; None where there is too little of it.

    Of the shingles every text keeps those whose hash is a multiple of four, the same ones wherever they stand: two texts
    share as large a part of these as of all, at a quarter of the cost. The signature is what datasketch's `MinHash` makes
    of them one by one, reckoned for all at once.
    """
    shingles = _shingles(text)
    kept = shingles[(shingles & 3) == 0]
    # Where the first ones kept are that many there are that many: of short or repetitive texts all must be told apart.
    some = set(kept[: 2 * _SHORTEST_TEXT].tolist())
    if len(some) < _SHORTEST_TEXT and len(np.unique(shingles)) < _SHORTEST_TEXT:
        return None
    factors, summands = _permutations()
    permuted: NDArray[np.uint32] = _mixed(kept) * factors
    # In place: memory for another table of this size may take longer to get than all of this.
    permuted += summands
    lowest: NDArray[np.uint32] = permuted.min(axis=1, initial=_HIGHEST)
    return lowest.astype(">u4").tobytes().hex()


def bands(of: str) -> list[str]:
    """Keys of a signature: texts that share one of them, at its place, may be alike."""
    width = _ROWS * 8
    return [of[at * width : (at + 1) * width] for at in range(BANDS)]


def likeness_order(of: str, band: int) -> str:
    """By what signatures that share a band are put in order: those with most in common from there on come next to each other.

    As in an LSH forest (Bawa, Condie, Ganesan 2005), whose trees are sorted by such prefixes.
    """
    at = band * _ROWS * 8
    return of[at:] + of[:at]


def estimates(
    signatures: Mapping[str, str], pairs: Collection[tuple[str, str]]
) -> dict[tuple[str, str], float]:
    """Share of text that two signatures have in common: Jaccard similarity, give or take 0.05.

    Args:
        signatures: by the names that `pairs` has for them.
        pairs: what is compared; a pair of which a signature is missing is left out.

    """
    compared = [pair for pair in pairs if pair[0] in signatures and pair[1] in signatures]
    if not compared:
        return {}
    rows = {name: at for at, name in enumerate({name for pair in compared for name in pair})}
    values = np.frombuffer(bytes.fromhex("".join(signatures[name] for name in rows)), dtype=">u4")
    values = values.reshape(len(rows), PERMUTATIONS).astype(np.uint32)
    shares: list[float] = []
    for at in range(0, len(compared), _AT_ONCE):
        some = compared[at : at + _AT_ONCE]
        first, second = (values[[rows[pair[end]] for pair in some]] for end in (0, 1))
        shares += (first == second).mean(axis=1).round(3).tolist()
    return dict(zip(compared, shares, strict=True))


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
    places_of = b.places.get
    # The stretch that the last sentence was in: where it began, where it ends so far, and in which sentence of the other.
    begun = until = other_begun = 0
    last = _NONE
    for start, end, plain in a.cut:
        places = places_of(plain)
        if places is not None and last + 1 in places:
            last += 1
            until = end
            continue
        if last >= 0:
            found.append(Passage(begun, until, other_begun, b.cut[last][1]))
        if (
            places is None or len(plain) < _SENTENCE
        ):  # a short one says something only in the company of others
            last = _NONE
        else:
            last = places[0]
            begun, until, other_begun = start, end, b.cut[last][0]
    if last >= 0:
        found.append(Passage(begun, until, other_begun, b.cut[last][1]))
    return found


def _cut(text: str) -> Sequence[tuple[int, int, str]]:
    """(start, end, letters and digits) of each sentence."""
    folded = fold(text)
    for stop in _STOPS:
        folded = folded.replace(stop, "\n")
    units = _units(folded)
    # What is no text is taken out of all sentences at once.
    plain = units[_is_text()[units] | (units == _LINE_BREAK)].tobytes().decode("utf-16-le", "surrogatepass")
    cut = []
    end = -1
    for sentence, letters in zip(folded.split("\n"), plain.split("\n"), strict=True):
        end += 1 + len(sentence)
        if letters:
            cut.append((end - len(sentence.lstrip()), end, letters))
    return cut
