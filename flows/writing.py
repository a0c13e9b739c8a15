"""Writing extracted files into the graph, by the one writer that a run has."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from graph.ingest import REMOVE_BATCH, IngestSummary, known_sources, write_mapped
from graph.mapping import source_id
from graph.schema import prepare
from graph.store import GraphStore, open_store
from graph.writer import remove_sources
from pipeline.errors import (
    ExtractionError,
    InputError,
    QueryError,
    ReadOnlyError,
    StoreAuthError,
    StoreError,
    StoreFullError,
    StoreUnavailableError,
)

if TYPE_CHECKING:
    from flows.extraction import Extracted
    from graph.mapping import MappedSource
    from pipeline.settings import Settings

__all__ = ["Store", "WrittenChunk", "is_passing"]

_log = logging.getLogger(__name__)
Result = TypeVar("Result")
#: What another try will not mend.
_LASTING = (StoreAuthError, StoreFullError, QueryError, ReadOnlyError)
_MEMBERS = "MATCH (s:Source) WHERE s.name STARTS WITH $prefix RETURN s.name AS name"
_KNOWN_PROGRAMS = "UNWIND $names AS name MATCH (p:Program {name: name}) RETURN DISTINCT p.name AS name"


def is_passing(error: BaseException | None) -> bool:
    """Whether the store may well answer in a moment."""
    return isinstance(error, StoreError) and not isinstance(error, _LASTING)


@dataclass(slots=True)
class WrittenChunk:
    """What the graph took over of a chunk, and what it could not."""

    summary: IngestSummary = field(default_factory=IngestSummary)
    #: Name of a file -> what the graph has no place for in it.
    errors: dict[str, InputError] = field(default_factory=dict)
    new_programs: set[str] = field(default_factory=set)


class Store:
    """The graph store of a run: opened when first needed, and opened anew when it was lost. A context manager."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._opened: GraphStore | None = None

    def use(self, work: Callable[[GraphStore], Result]) -> Result:
        """Do `work` with the open store; one that cannot be reached is opened anew at the next call."""
        try:
            if self._opened is None:
                self._opened = open_store(self._settings.store_address, self._settings)
                prepare(self._opened)
            return work(self._opened)
        except StoreUnavailableError:
            self.close()
            raise

    def known(self, names: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Name -> (sha256, extractor version) of those of these sources that the graph holds whole."""
        return self.use(lambda store: known_sources(store, names))

    def write(self, chunk: Sequence[Extracted]) -> WrittenChunk:
        """Write the documents of these files. A file that the graph cannot take stops none of the others."""
        return self.use(lambda store: _write(store, chunk))

    def close(self) -> None:
        """Close it, if it is open."""
        opened, self._opened = self._opened, None
        if opened is not None:
            opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _write(store: GraphStore, chunk: Sequence[Extracted]) -> WrittenChunk:
    written = WrittenChunk()
    written.new_programs = _new_programs(store, (source for each in chunk for source in each.sources))
    try:
        write_mapped(store, (source for each in chunk for source in each.sources), written.summary)
    except (ValueError, TypeError, KeyError, QueryError):
        # Something in one of them: find out which. What has been written already is found to be up to date.
        _log.warning("a chunk of %d files could not be written at once", len(chunk), exc_info=True)
        written.summary = IngestSummary()
        for each in chunk:
            try:
                write_mapped(store, each.sources, written.summary)
            except (ValueError, TypeError, KeyError, QueryError) as error:
                reason = f"the graph has no place for something in it: {type(error).__name__}: {error}"
                written.errors[each.work.name] = ExtractionError(
                    each.work.name, reason[:500], "report this with the file"
                )
    for each in chunk:
        if not each.errors and each.work.name not in written.errors:
            _remove_gone_members(store, each)
    return written


def _remove_gone_members(store: GraphStore, extracted: Extracted) -> None:
    """What an earlier version of an archive held and this one does not, is said by nobody any more."""
    prefix = extracted.work.name + "/"
    names = {source.name for source in extracted.sources}
    if not all(name.startswith(prefix) for name in names):
        return  # a document, no archive
    held = {row["name"] for row in store.execute_read(_MEMBERS, prefix=prefix)}
    gone = sorted(held - names)
    for at in range(0, len(gone), REMOVE_BATCH):
        remove_sources(store, [source_id(name) for name in gone[at : at + REMOVE_BATCH]])


def _new_programs(store: GraphStore, sources: Iterable[MappedSource]) -> set[str]:
    """Programmes in these sources of which the graph has not heard."""
    names = {
        str(program["name"])
        for source in sources
        for program in source.rows.nodes.get("Program", {}).values()
    }
    if not names:
        return set()
    known = {row["name"] for row in store.execute_read(_KNOWN_PROGRAMS, names=sorted(names))}
    return names - known
