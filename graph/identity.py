"""Ids that every process, on every machine, in every run, gives to the same thing.

An id is a digest of what identifies a node. Writers that have never heard of each other cannot make two nodes of one
thing, and nothing need be looked up to know where a fact belongs.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

__all__ = ["digest"]

#: 128 bits: among 10^12 nodes a chance of 10^-15 that two share an id.
_HEX_DIGITS = 32
_NAMES = {kind: kind.__name__.encode() for kind in (str, int, float, bool, type(None))}


@lru_cache(maxsize=16_384, typed=True)  # a report's ids are asked for again by its relationships and findings
def digest(*parts: str | int | float | bool | None) -> str:
    """Id made of `parts`: equal parts in equal order give equal ids, anything else another one.

    Parts are told apart by type and length, so that ("ab", "c") and ("a", "bc"), and 1 and "1", differ.
    """
    said = bytearray()
    for part in parts:
        # Text with lone surrogates comes from damaged files; it must not stop an ingestion.
        data = str(part).encode("utf-8", "surrogatepass")
        said += b"%b:%d:" % (_NAMES.get(type(part)) or type(part).__name__.encode(), len(data))
        said += data
    return hashlib.sha256(said).hexdigest()[:_HEX_DIGITS]
