"""Names that begin or contain what is being typed, in characters or in pinyin initials.

The index of names is read from the store by a thread of its own and kept in memory; a suggestion is answered from
what has been read so far, and waits for nothing.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.web.reads import ENTITY_LABELS
from pipeline.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import GraphStore

__all__ = ["Suggestion", "Suggestions"]

#: Names kept for each label: beyond, the search page still finds them.
_MOST = 100_000
#: Seconds after which names are read again, when somebody asks.
_FRESH = 60.0
_SEPARATOR = "\n"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A node that may be meant."""

    label: str
    id: str
    name: str
    initials: str

    @property
    def href(self) -> str:
        """Address of its page."""
        return f"/report/{self.id}" if self.label == "Report" else f"/entity/{self.label}/{self.id}"


class Suggestions:
    """The index of names of one store."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._entries: tuple[Suggestion, ...] = ()
        self._read_at = float("-inf")
        self._lock = threading.Lock()

    def refresh(self, *, wait: bool = False) -> None:
        """Read the names again where they are old, in a thread; with `wait`, until that is done."""
        if time.monotonic() - self._read_at < _FRESH or not self._lock.acquire(blocking=False):
            return
        thread = threading.Thread(target=self._read, daemon=True, name="shutu-names")
        thread.start()
        if wait:
            thread.join()

    def find(self, typed: str, limit: int = 12) -> list[Suggestion]:
        """Names for what is typed: those that begin with it first, then those that contain it, shorter ones first."""
        self.refresh()
        wanted = "".join(typed.split()).lower()
        if not wanted:
            return []
        hits = [
            entry
            for entry in self._entries
            if wanted in entry.name.lower() or entry.initials.startswith(wanted)
        ]
        hits.sort(key=lambda e: (not e.name.lower().startswith(wanted), len(e.name), e.name, e.label, e.id))
        return hits[:limit]

    def _read(self) -> None:
        try:
            found: list[Suggestion] = []
            for entry in self._names():
                found.append(entry)
                if len(found) == 2_000 and not self._entries:
                    self._entries = tuple(found)  # something to go by while the rest is read
            self._entries = tuple(found)
            self._read_at = time.monotonic()
        except StoreError:
            pass  # the page that needs the store says so; suggestions stay what they were
        finally:
            self._lock.release()

    def _names(self) -> Iterator[Suggestion]:
        from pypinyin import Style, lazy_pinyin

        for label in (*ENTITY_LABELS, "Report"):
            name = "title" if label == "Report" else "name"
            rows = self._store.execute_read(
                f"MATCH (n:{label}) WHERE n.{name} IS NOT NULL RETURN n.id AS id, n.{name} AS name LIMIT $limit",
                limit=_MOST,
            )
            for row in rows:
                words = row["name"].replace(_SEPARATOR, " ")
                initials = "".join(lazy_pinyin(words, style=Style.FIRST_LETTER)).lower()
                yield Suggestion(label, row["id"], words, initials)
