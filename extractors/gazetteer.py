"""China's administrative divisions down to the village, as a memory-mapped index.

``lookup`` answers which divisions bear a name, ``name_of`` what a code is called; the parents of a code are its
prefixes. The two data files are built by ``tools/build_gazetteer.py`` (see ``docs/gazetteer.md``).

A code is the statistics bureau's, cut to its level: 53 云南省, 5305 保山市, 530502 隆阳区, 530502103 a township,
530502103201 a village.

``gazetteer.marisa`` is a trie of byte keys: name in UTF-8, one byte that says whether the name is the full one or a
short form, five bytes of code. ``gazetteer.index`` holds the trie's key ids of all full names in the order of
their codes, three bytes each, so that codes are found by bisection.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import marisa_trie

from extractors.attributes import PlaceLevel

__all__ = ["Division", "Gazetteer", "gazetteer", "lookup", "name_of", "parents"]

_DATA = Path(__file__).with_name("data")
TRIE_PATH = _DATA / "gazetteer.marisa"
INDEX_PATH = _DATA / "gazetteer.index"

#: Between name and code in a key. Neither byte occurs in UTF-8.
FULL = b"\xff"
SHORT = b"\xfe"
CODE_BYTES = 5
ID_BYTES = 3
#: Digits of a full village code, and how many each level uses.
CODE_DIGITS = 12
_LEVELS: dict[int, PlaceLevel] = {2: "province", 4: "city", 6: "county", 9: "township", 12: "village"}


@dataclass(frozen=True, slots=True)
class Division:
    """One division: its `code` cut to its level, its level, and its full `name`."""

    code: str
    level: PlaceLevel
    name: str


def pack_code(code: str) -> bytes:
    """A code as five bytes, in the order of its digits; shorter codes are padded with zeros."""
    return int(code.ljust(CODE_DIGITS, "0")).to_bytes(CODE_BYTES, "big")


def unpack_code(packed: bytes) -> str:
    """The code of five bytes, cut to its level."""
    digits = str(int.from_bytes(packed, "big")).zfill(CODE_DIGITS)
    if digits[9:] != "000":
        return digits
    if digits[6:9] != "000":
        return digits[:9]
    if digits[4:6] != "00":
        return digits[:6]
    return digits[:4] if digits[2:4] != "00" else digits[:2]


def level_of(code: str, name: str) -> PlaceLevel:
    """Level of a code; at the lowest level the name tells a community (社区) from a village.

    Raises:
        ValueError: when no level has codes of this length.

    """
    try:
        level = _LEVELS[len(code)]
    except KeyError:
        raise ValueError(f"no division level has codes of {len(code)} digits: {code!r}") from None
    return "community" if level == "village" and name.endswith("社区") else level


def parents(code: str) -> tuple[str, ...]:
    """Codes of the divisions that hold this one, nearest first: 530502103 is in 530502, 5305 and 53."""
    return tuple(code[:length] for length in sorted(_LEVELS, reverse=True) if length < len(code))


class Gazetteer:
    """The index over its two files. Lookups are thread-safe; nothing is read before it is asked for."""

    def __init__(self, trie_path: Path = TRIE_PATH, index_path: Path = INDEX_PATH) -> None:
        self._trie = marisa_trie.BinaryTrie()
        self._trie.mmap(str(trie_path))
        with index_path.open("rb") as file:
            self._ids = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._size = len(self._ids) // ID_BYTES

    def __len__(self) -> int:
        """Number of divisions."""
        return self._size

    def lookup(self, name: str, *, short: bool = True) -> tuple[Division, ...]:
        """All divisions of this very name, in the order of their codes.

        Args:
            name: a full name (隆阳区, 怒江傈僳族自治州) or a short form (隆阳, 怒江州, 怒江).
            short: whether short forms count.

        """
        found = [
            Division(code, level_of(code, name), name) for code in map(unpack_code, self._codes(name, FULL))
        ]
        if short:
            for code in map(unpack_code, self._codes(name, SHORT)):
                full = self.name_of(code) or name
                found.append(Division(code, level_of(code, full), full))
        return tuple(sorted(found, key=lambda division: division.code))

    def count(self, name: str) -> int:
        """How many divisions go by this name: cheaper than ``lookup``."""
        return len(self._trie.keys(name.encode() + FULL)) or len(self._trie.keys(name.encode() + SHORT))

    def has_short(self, name: str) -> bool:
        """Whether a province, city or county goes by this short form."""
        return next(self._trie.iterkeys(name.encode() + SHORT), None) is not None

    def name_of(self, code: str) -> str | None:
        """Full name of a code of any level; None where there is no such division."""
        if not code.isdecimal() or not code.isascii() or len(code) not in _LEVELS:
            return None
        at = self._rank(pack_code(code))
        if at >= self._size:
            return None
        name, packed = self._entry(at)
        return name if packed == pack_code(code) else None

    def within(self, code: str) -> Iterator[Division]:
        """All divisions inside the one with this code, of every lower level, in the order of their codes."""
        at = self._rank(pack_code(code))
        while at < self._size:
            name, packed = self._entry(at)
            found = unpack_code(packed)
            if not found.startswith(code):
                return
            if found != code:
                yield Division(found, level_of(found, name), name)
            at += 1

    def _codes(self, name: str, kind: bytes) -> list[bytes]:
        return [key[-CODE_BYTES:] for key in self._trie.keys(name.encode() + kind)]

    def _entry(self, rank: int) -> tuple[str, bytes]:
        key = self._trie.restore_key(
            int.from_bytes(self._ids[rank * ID_BYTES : (rank + 1) * ID_BYTES], "little")
        )
        return key[: -CODE_BYTES - 1].decode(), key[-CODE_BYTES:]

    def _rank(self, packed: bytes) -> int:
        """Position of the first full name whose code is not before this one."""
        low, high = 0, self._size
        while low < high:
            middle = (low + high) // 2
            if self._entry(middle)[1] < packed:
                low = middle + 1
            else:
                high = middle
        return low


@cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteer, opened once a process."""
    return Gazetteer()


@lru_cache(maxsize=4096)
def lookup(name: str) -> tuple[Division, ...]:
    """All divisions that bear this name, full or short, in the order of their codes; empty where there is none."""
    return gazetteer().lookup(name)


@lru_cache(maxsize=4096)
def name_of(code: str) -> str | None:
    """Full name of a code of any level; None where there is no such division."""
    return gazetteer().name_of(code)
