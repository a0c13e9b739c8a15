"""Files into the graph: what is new or changed is extracted and written, the rest is left alone."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, TypeVar

from graph.findings.update import Updated, update_findings
from graph.mapping import MappedSource, mapped, mapping_version, source_id
from graph.schema import prepare
from graph.writer import Written, batches, remove_sources, write_sources
from pipeline.errors import EmptyDocumentError, InputError

if TYPE_CHECKING:
    from graph.rows import GraphRows
    from graph.store import GraphStore
    from pipeline.models import ExtractedSource
    from pipeline.settings import Settings
    from pipeline.sources import InputRef

__all__ = ["IngestSummary", "ingest_paths", "known_sources", "write_extracted", "write_mapped"]

Item = TypeVar("Item")

#: Names looked up in the store at once.
LOOKUP = 1000
#: Sources removed in one transaction.
REMOVE_BATCH = 50

_KNOWN = (
    "UNWIND $ids AS id MATCH (s:Source {id: id}) OPTIONAL MATCH (s)-[:CONTAINS]->(r:Report) "
    "WITH s, count(r) AS held WHERE held = s.reports AND s.mapping = $mapping "
    "RETURN s.name AS name, s.sha256 AS sha256, s.extractor AS extractor"
)
_NAMES_IN = "MATCH (s:Source) WHERE s.name STARTS WITH $prefix RETURN s.name AS name"


@dataclass(slots=True)
class IngestSummary:
    """What an ingestion did."""

    written: Written = field(default_factory=Written)
    #: Sources left alone because nothing has changed since they were ingested.
    unchanged: int = 0
    reports: int = 0
    characters: int = 0
    #: Inputs that could not be used.
    failed: list[InputError] = field(default_factory=list)
    #: Sources in the graph whose files are no longer in the folders that were named.
    gone: list[str] = field(default_factory=list)
    #: How many of these were removed from the graph.
    removed: int = 0
    #: What the findings between reports came to.
    findings: Updated = field(default_factory=Updated)
    seconds: float = 0.0

    def add(self, done: Written) -> None:
        """Add what one batch did."""
        self.written.add(done)
        self.unchanged += done.unchanged


def ingest_paths(
    store: GraphStore,
    paths: Sequence[str],
    settings: Settings,
    *,
    sync: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> IngestSummary:
    """Bring the graph up to date with files and folders.

    Args:
        store: where to.
        paths: files, folders, ``-`` for standard input.
        settings: limits, and `jobs` for the number of worker processes.
        sync: remove sources whose files are no longer in the folders of `paths`.
        progress: told (bytes done, bytes in all) after each input that had to be read.

    Raises:
        StoreError: the store failed. What was written until then is whole; the next run does the rest.

    """
    started = time.monotonic()
    prepare(store)
    ingestion = _Ingestion(store, paths, settings)
    summary = write_mapped(store, ingestion.mapped(progress), ingestion.summary)
    summary.gone = sorted(ingestion.gone())
    if sync:
        for names in _chunks(summary.gone, REMOVE_BATCH):
            summary.removed += remove_sources(store, [source_id(name) for name in names])
    summary.findings = update_findings(store)
    summary.seconds = time.monotonic() - started
    return summary


def write_extracted(
    store: GraphStore, sources: Iterable[ExtractedSource], summary: IngestSummary | None = None
) -> IngestSummary:
    """Write extracted sources, several in a transaction; returns `summary` with what was done added to it."""
    return write_mapped(store, map(mapped, sources), summary)


def write_mapped(
    store: GraphStore, sources: Iterable[MappedSource], summary: IngestSummary | None = None
) -> IngestSummary:
    """`write_extracted` for sources whose rows are there already."""
    summary = summary or IngestSummary()

    def rows() -> Iterator[GraphRows]:
        for source in sources:
            summary.reports += source.reports
            summary.characters += source.characters
            yield source.rows

    # One batch is being written while the next is prepared: the database and we work at the same time.
    with ThreadPoolExecutor(1, thread_name_prefix="shutu-writer") as writer:
        under_way: Future[Written] | None = None
        for batch in batches(rows()):
            if under_way is not None:
                summary.add(under_way.result())
            under_way = writer.submit(write_sources, store, batch)
        if under_way is not None:
            summary.add(under_way.result())
    return summary


def known_sources(store: GraphStore, names: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Name -> (sha256, extractor version) of those of these sources that the graph holds whole, as we write them."""
    ids = [source_id(name) for name in names]
    rows = store.execute_read(_KNOWN, ids=ids, mapping=mapping_version())
    return {row["name"]: (row["sha256"], row["extractor"]) for row in rows}


class _Ingestion:
    """One run over some paths: which inputs must be extracted, and which sources are gone."""

    def __init__(self, store: GraphStore, paths: Sequence[str], settings: Settings) -> None:
        from pipeline.batch import read_limits
        from pipeline.extraction import extractor_version

        self.summary = IngestSummary()
        self._store = store
        self._paths = paths
        self._settings = settings
        self._limits = read_limits(settings)
        self._version = extractor_version()
        #: Sources that are there, whether they could be read or not.
        self._seen: set[str] = set()

    def mapped(self, progress: Callable[[int, int], None] | None) -> Iterator[MappedSource]:
        """What is new or changed, extracted and mapped, where there are workers by them; failures go to the summary."""
        from pipeline.batch import results_of
        from pipeline.sources import list_inputs

        changed = list(self._changed(list(list_inputs(self._paths, self._limits))))
        for outcome in results_of(changed, self._settings, mapped, progress):
            if isinstance(outcome, InputError):
                self.summary.failed.append(outcome)
            else:
                self._seen.add(outcome.name)
                yield outcome

    def gone(self) -> set[str]:
        """Sources that the graph holds of the folders among the paths, and that are in them no more.

        What could not be read is not gone, nor is what lies in a folder or archive that could not be read.
        """
        unreadable = [error.source for error in self.summary.failed if not self._is_empty_folder(error)]
        gone: set[str] = set()
        for prefix in self._folder_prefixes():
            for row in self._store.execute_read(_NAMES_IN, prefix=prefix):
                name = str(row["name"])
                outside = not prefix and name.startswith(("/", "../", "<"))
                if not outside and not any(_is_within(name, other) for other in unreadable):
                    gone.add(name)
        return gone - self._seen

    def _folder_prefixes(self) -> Iterator[str]:
        for path in self._paths:
            if path != "-" and Path(path).is_dir():
                folder = PurePath(path).as_posix()
                yield "" if folder == "." else folder.rstrip("/") + "/"

    def _is_empty_folder(self, error: InputError) -> bool:
        """Whether all that is wrong with a folder that the user named is that nothing is left in it."""
        return isinstance(error, EmptyDocumentError) and Path(error.source).is_dir()

    def _changed(self, refs: Sequence[InputRef | InputError]) -> Iterator[InputRef | InputError]:
        """Those of the inputs that must be extracted; counts the others."""
        for some in _chunks(refs, LOOKUP):
            known = self._known([ref.name for ref in some if not isinstance(ref, InputError)])
            for ref in some:
                if isinstance(ref, InputError):
                    yield ref
                    continue
                unchanged = (
                    self._unchanged_members(ref) if _is_archive(ref) else self._unchanged_file(ref, known)
                )
                self.summary.unchanged += unchanged
                if not unchanged:
                    yield ref

    def _known(self, names: Sequence[str]) -> dict[str, str]:
        """Name -> sha256 of those sources that the graph holds whole, as this version extracts them."""
        known = known_sources(self._store, names)
        return {name: digest for name, (digest, version) in known.items() if version == self._version}

    def _unchanged_file(self, ref: InputRef, known: dict[str, str]) -> int:
        """1 for a file that the graph holds as it is, 0 otherwise."""
        self._seen.add(ref.name)
        return int(ref.name in known and known[ref.name] == _sha256(ref))

    def _unchanged_members(self, ref: InputRef) -> int:
        """How many documents an archive holds, if the graph holds all of them as they are; 0 otherwise."""
        from pipeline.sources import read_input

        members: dict[str, str] = {}
        for document in read_input(ref, self._limits):
            if isinstance(document, InputError):
                return 0
            members[document.info.name] = document.info.sha256
        if not members or self._known(list(members)) != members:
            return 0
        self._seen.update(members)
        return len(members)


def _is_archive(ref: InputRef) -> bool:
    from pipeline.readers.formats import ZIP, format_of_name

    return format_of_name(ref.name) is ZIP


def _is_within(name: str, place: str) -> bool:
    return name == place or name.startswith(place.rstrip("/") + "/")


def _sha256(ref: InputRef) -> str:
    """Digest of an input's bytes; of nothing where they cannot be read, so that reading it says what is wrong."""
    if ref.data is not None:
        return hashlib.sha256(ref.data).hexdigest()
    try:
        with Path(ref.path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _chunks(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    for at in range(0, len(items), size):
        yield items[at : at + size]
