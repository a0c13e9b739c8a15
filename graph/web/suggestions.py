"""Names that begin with or contain what is being typed, in characters or in pinyin initials.

The names are read from the store by a thread of its own and kept in memory with an index of their characters, pairs
of characters and initials; a suggestion is answered by look-ups from what has been read so far, and waits for nothing.
"""

from __future__ import annotations

import threading
import time
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from graph.web.reads import ENTITY_LABELS
from pipeline.errors import StoreError

if TYPE_CHECKING:
    from graph.store import GraphStore

__all__ = ["NameIndex", "Suggestion", "Suggestions", "initials_of"]

#: Names kept for each label: beyond, the search page still finds programmes, indicators and sentences.
_MOST = 100_000
#: Seconds after which it is asked whether names changed in number, and after which they are read again anyway.
_FRESH, _OLD = 30.0, 600.0
#: The first time, names can be found while others are still being read, as long as there are no more than these.
_FIRST = 20_000
#: Names that begin alike of which the shortest are looked for.
_CONSIDERED = 5_000
_LABELS = ("Report", *ENTITY_LABELS)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A node that may be meant."""

    label: str
    id: str
    name: str

    @property
    def href(self) -> str:
        """Address of its page."""
        return f"/report/{self.id}" if self.label == "Report" else f"/entity/{self.label}/{self.id}"


@lru_cache(maxsize=2 * _MOST)
def initials_of(name: str) -> str:
    """Pinyin initials of a name, other characters as they are: ``shyk`` for 三会一课."""
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(_key(name), style=Style.FIRST_LETTER)).lower()


def _key(text: str) -> str:
    """What is compared: without blanks, in small letters."""
    return "".join(text.split()).lower()


class NameIndex:
    """Names by how they begin, by how their pinyin begins, and by the characters in them."""

    def __init__(self, names: Iterable[Suggestion]) -> None:
        self._names: Sequence[Suggestion] = sorted(names, key=lambda s: (len(s.name), s.name, s.label, s.id))
        self._keys = [_key(suggestion.name) for suggestion in self._names]
        self._beginnings = _sorted_pairs(self._keys)
        self._initials = _sorted_pairs(initials_of(suggestion.name) for suggestion in self._names)
        self._grams: dict[str, array[int]] = defaultdict(lambda: array("I"))
        for at, key in enumerate(self._keys):
            for gram in {*key, *(left + right for left, right in pairwise(key))}:
                self._grams[gram].append(at)

    def __len__(self) -> int:
        return len(self._names)

    def find(self, typed: str, limit: int = 12) -> list[Suggestion]:
        """Names that begin with what is typed, then those whose initials do, then those that contain it.

        Shorter names come first within each.
        """
        wanted = _key(typed)
        if not wanted:
            return []
        found: dict[int, None] = {}
        for hits in (_begins(self._beginnings, wanted), _begins(self._initials, wanted)):
            found |= dict.fromkeys(nsmallest(limit, islice(hits, _CONSIDERED)))
        found |= dict.fromkeys(islice(self._holding(wanted), limit))
        return [self._names[at] for at in islice(found, limit)]

    def _holding(self, wanted: str) -> Iterator[int]:
        """Names that contain what is typed, the shortest first."""
        grams = [left + right for left, right in pairwise(wanted)] or [wanted]
        if any(gram not in self._grams for gram in grams):
            return iter(())
        rarest = min((self._grams[gram] for gram in grams), key=len)
        return (at for at in rarest if wanted in self._keys[at])


def _sorted_pairs(keys: Iterable[str]) -> list[tuple[str, int]]:
    return sorted((key, at) for at, key in enumerate(keys))


def _begins(pairs: list[tuple[str, int]], wanted: str) -> Iterator[int]:
    """Numbers of those that begin with what is typed."""
    for key, at in islice(pairs, bisect_left(pairs, (wanted, -1)), None):
        if not key.startswith(wanted):
            return
        yield at


class Suggestions:
    """The names of one store, read again when they are old."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._index = NameIndex(())
        self._counts: tuple[int, ...] = ()
        self._read_at = self._checked_at = float("-inf")
        self._lock = threading.Lock()

    def refresh(self, *, wait: bool = False) -> None:
        """Read the names again where they are old, in a thread; with `wait`, until that is done."""
        if time.monotonic() - self._checked_at < _FRESH or not self._lock.acquire(blocking=False):
            return
        thread = threading.Thread(target=self._read, daemon=True, name="shutu-names")
        thread.start()
        if wait:
            thread.join()

    def find(self, typed: str, limit: int = 12) -> list[Suggestion]:
        """Names for what is typed, from what has been read so far; see `NameIndex.find`."""
        self.refresh()
        return self._index.find(typed, limit)

    def _read(self) -> None:
        try:
            counts = self._count()
            if counts != self._counts or time.monotonic() - self._read_at > _OLD:
                self._index = self._build()
                self._counts, self._read_at = counts, time.monotonic()
            self._checked_at = time.monotonic()
        except StoreError:
            pass  # the page that needs the store says so; suggestions stay what they were
        finally:
            self._lock.release()

    def _count(self) -> tuple[int, ...]:
        """How many nodes there are of each kind: the store knows without looking."""
        queries = (f"MATCH (n:{label}) RETURN count(n) AS count" for label in _LABELS)
        return tuple(self._store.execute_read(query)[0]["count"] for query in queries)

    def _build(self) -> NameIndex:
        names: list[Suggestion] = []
        for label in _LABELS:
            names += self._names(label)
            if not self._counts and len(names) < _FIRST:
                self._index = NameIndex(names)
        return NameIndex(names)

    def _names(self, label: str) -> list[Suggestion]:
        name = "title" if label == "Report" else "name"
        rows = self._store.execute_read(
            f"MATCH (n:{label}) WHERE n.{name} IS NOT NULL RETURN n.id AS id, n.{name} AS name LIMIT $limit",
            limit=_MOST,
        )
        return [Suggestion(label, row["id"], row["name"]) for row in rows]
