"""Extraction of files in chunks: here, in worker processes of our own, or wherever a task runs.

Nothing that is wrong with a file raises: its errors come in its place. What raises is the death of a worker; the
files of that chunk are then tried again one by one, and the one that kills again is to blame.
"""

from __future__ import annotations

import logging
import multiprocessing
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING, Self

from flows import results
from flows.folders import Entry, Folder
from graph.mapping import mapped
from pipeline.batch import extract_input, worker_pool
from pipeline.errors import ExtractionError, InputError, UnreadableError
from pipeline.sources import InputRef

if TYPE_CHECKING:
    from graph.mapping import MappedSource
    from pipeline.models import ExtractedSource
    from pipeline.readers.limits import ReadLimits

__all__ = ["Extracted", "Extraction", "Job", "Work", "WorkerPool", "extract_file", "split"]

_log = logging.getLogger(__name__)
#: How often a waiting task looks whether the workers still get on, in seconds.
_POLL = 0.5
#: Workers may take so long to load before the first file is expected of them, in seconds.
_START_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Work:
    """A file to extract."""

    entry: Entry
    digest: str

    @property
    def name(self) -> str:
        """What the source is called in the graph."""
        return self.entry.name


@dataclass(frozen=True, slots=True)
class Extracted:
    """What came of a file: the documents in it, ready to be written, and what is wrong with it or with some of them."""

    work: Work
    sources: tuple[MappedSource, ...]
    errors: tuple[InputError, ...] = ()
    #: Done by an earlier run that did not come to write it.
    reused: bool = False


@dataclass(frozen=True, slots=True)
class Extraction:
    """How files are extracted. Picklable: goes to workers anywhere."""

    inbox: Folder
    results: Folder
    limits: ReadLimits
    version: str
    file_seconds: float

    def key(self, work: Work) -> str:
        """Where the result of a file is kept."""
        return results.result_key(work.name, work.digest, self.version)


class Job:
    """A chunk, and how it is extracted. No dataclass or tuple: Prefect and Dask would take those apart."""

    __slots__ = ("chunk", "extraction")

    def __init__(self, extraction: Extraction, chunk: Sequence[Work]) -> None:
        self.extraction = extraction
        self.chunk = chunk


def split(work: Sequence[Work], files: int, size: int) -> Iterator[list[Work]]:
    """Chunks of at most so many files and bytes; a larger file is a chunk by itself."""
    chunk: list[Work] = []
    total = 0
    for each in work:
        if chunk and (len(chunk) >= files or total + each.entry.size > size):
            yield chunk
            chunk, total = [], 0
        chunk.append(each)
        total += each.entry.size
    if chunk:
        yield chunk


def extract_file(extraction: Extraction, work: Work) -> Extracted:
    """Extract one file and make its rows, in whatever process this is. Never raises for the file's sake."""
    kept = results.load(extraction.results, extraction.key(work))
    if kept is not None:
        return _with_rows(work, kept, reused=True)
    sources: list[ExtractedSource] = []
    errors: list[InputError] = []
    try:
        reference = _reference(extraction.inbox, work)
    except OSError as error:
        return Extracted(work, (), (UnreadableError(work.name, str(error)),))
    try:
        for outcome in extract_input(reference, extraction.limits):
            if isinstance(outcome, InputError):
                errors.append(outcome)
            else:
                sources.append(outcome)
    except Exception as error:  # noqa: BLE001  (one bad file never stops a batch)
        _log.exception("%s: extraction failed", work.name)
        errors.append(ExtractionError.of(work.name, error))
    if not errors:
        results.save(extraction.results, extraction.key(work), sources)
    return _with_rows(work, sources, errors)


def _with_rows(
    work: Work, sources: Sequence[ExtractedSource], errors: Sequence[InputError] = (), *, reused: bool = False
) -> Extracted:
    try:
        return Extracted(work, tuple(map(mapped, sources)), tuple(errors), reused=reused)
    except Exception as error:  # noqa: BLE001
        _log.exception("%s: mapping failed", work.name)
        return Extracted(work, (), (*errors, ExtractionError.of(work.name, error)))


def _reference(inbox: Folder, work: Work) -> InputRef:
    """The file for the readers: a path where it is on this machine, its bytes where it is not."""
    entry = work.entry
    if inbox.local is not None:
        return InputRef(work.name, inbox.place(entry.path), entry.size)
    return InputRef(work.name, "", entry.size, inbox.read(entry.path))


@contextmanager
def _no_main_module() -> Iterator[None]:
    """Keep new processes from importing the program that we are part of, Prefect's engine: seconds for nothing."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


class WorkerPool:
    """Processes that extract, started anew when one of them dies. A context manager; safe for several threads."""

    #: The pool of this process, for tasks that run in its threads; None where tasks do the work themselves.
    current: WorkerPool | None = None

    def __init__(self, jobs: int, file_seconds: float) -> None:
        self._jobs = jobs
        self._file_seconds = file_seconds
        self._lock = threading.Lock()
        self._stack = ExitStack()
        self._pool: ProcessPoolExecutor | None = None
        self._progress = time.monotonic()

    def __enter__(self) -> Self:
        WorkerPool.current = self
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        WorkerPool.current = None
        self._stack.__exit__(kind, error, trace)

    def warm_up(self) -> None:
        """Start the workers, so that they load while the caller does something else."""
        for _ in range(self._jobs):
            self._submit(int)

    def extract(self, extraction: Extraction, chunk: Sequence[Work]) -> list[Extracted]:
        """Extract the files of a chunk.

        Raises:
            concurrent.futures.process.BrokenProcessPool: a worker died, or was ended because a file kept it too long.

        """
        futures = [self._submit(extract_file, extraction, work) for work in chunk]
        return [self._result(future) for future in futures]

    def _submit(self, *call: object) -> Future[Extracted]:
        with self._lock:
            if self._pool is None or self._pool._broken:
                self._stack.close()
                self._stack = ExitStack()
                self._pool = self._stack.enter_context(worker_pool(self._jobs))
                self._progress = time.monotonic() + _START_SECONDS
            with _no_main_module():
                future: Future[Extracted] = self._pool.submit(*call)  # type: ignore[arg-type]
        future.add_done_callback(self._note_progress)
        return future

    def _note_progress(self, _: object) -> None:
        self._progress = time.monotonic()

    def _result(self, future: Future[Extracted]) -> Extracted:
        while True:
            try:
                return future.result(_POLL)
            except NotYet:
                if time.monotonic() - self._progress > self._file_seconds:
                    _log.warning("no file was done in %g s: ending the workers", self._file_seconds)
                    self._progress = time.monotonic()
                    for process in multiprocessing.active_children():
                        process.kill()
