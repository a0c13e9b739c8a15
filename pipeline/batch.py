"""Many inputs through extraction, on one process or several, in the order given and with bounded memory."""

from __future__ import annotations

import logging
import os
from collections import deque
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from pipeline.errors import ExtractionError, InputError
from pipeline.jsonlines import lines_of
from pipeline.sources import list_inputs, read_input

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future, ProcessPoolExecutor

    from pipeline.models import ExtractedSource
    from pipeline.readers.limits import ReadLimits
    from pipeline.settings import Settings
    from pipeline.sources import InputRef

__all__ = [
    "extract_input",
    "extract_paths",
    "extract_refs",
    "lines_of_paths",
    "read_limits",
    "results_of",
    "worker_pool",
]

#: What becomes of an extracted source in the process that extracted it.
Result = TypeVar("Result")

_log = logging.getLogger(__name__)
#: Inputs handed out ahead of the one whose result is awaited, for each worker: enough to keep it busy,
#: few enough that finished results do not pile up behind a slow one.
_AHEAD = 3


def read_limits(settings: Settings) -> ReadLimits:
    """The limits that the settings put on reading."""
    from pipeline.readers.limits import ReadLimits

    return ReadLimits(
        max_bytes=settings.max_file_bytes,
        max_archive_bytes=settings.max_archive_bytes,
        max_archive_members=settings.max_archive_members,
        max_ratio=settings.max_archive_ratio,
        max_depth=settings.max_archive_depth,
    )


def extract_input(ref: InputRef, limits: ReadLimits) -> Iterator[ExtractedSource | InputError]:
    """Read one input (a file; an archive holds several) and extract what is in it.

    Never raises for a bad document, nor for a fault of ours that comes up with one: an InputError comes in its place.
    """
    return _converted(ref, limits, _as_it_is)


def _outcomes_of(
    ref: InputRef | InputError, limits: ReadLimits, convert: Callable[[ExtractedSource], Result]
) -> list[Result | InputError]:
    return list(_converted(ref, limits, convert))


def _converted(
    ref: InputRef | InputError, limits: ReadLimits, convert: Callable[[ExtractedSource], Result]
) -> Iterator[Result | InputError]:
    from pipeline.extraction import extract_source

    if isinstance(ref, InputError):
        yield ref
        return
    for source in read_input(ref, limits):
        if isinstance(source, InputError):
            yield source
            continue
        try:
            result = convert(extract_source(source))
        except Exception as error:  # noqa: BLE001  (a fault of ours in one document stops none of the others)
            _log.exception("%s: extraction failed", source.info.name)
            yield ExtractionError.of(source.info.name, error)
            continue
        yield result


def _as_it_is(source: ExtractedSource) -> ExtractedSource:
    return source


def extract_paths(
    paths: Sequence[str],
    settings: Settings,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[ExtractedSource | InputError]:
    """Extract files and folders.

    Args:
        paths: files, folders, ``-`` for standard input.
        settings: limits, and `jobs` for the number of worker processes.
        progress: told (bytes done, bytes in all) after each input.

    Yields:
        An ExtractedSource for each document and an InputError for each that cannot be read, in the order of
        the inputs whatever the number of workers.

    """
    refs = list(list_inputs(paths, read_limits(settings)))
    yield from extract_refs(refs, settings, progress)


def lines_of_paths(
    paths: Sequence[str], settings: Settings, progress: Callable[[int, int], None] | None = None
) -> Iterator[str | InputError]:
    """Extract files and folders as `extract_paths` does; of each document its lines of JSON, made by the worker."""
    refs = list(list_inputs(paths, read_limits(settings)))
    yield from results_of(refs, settings, lines_of, progress)


def extract_refs(
    refs: Sequence[InputRef | InputError],
    settings: Settings,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[ExtractedSource | InputError]:
    """Extract what `list_inputs` found, or some of it; arguments and results as those of `extract_paths`."""
    return results_of(refs, settings, _as_it_is, progress)


def results_of(
    refs: Sequence[InputRef | InputError],
    settings: Settings,
    convert: Callable[[ExtractedSource], Result],
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Result | InputError]:
    """Extract what `list_inputs` found, and yield what `convert` makes of each source, in the order of the inputs.

    Args:
        refs: what to read.
        settings: limits, and `jobs` for the number of worker processes.
        convert: called in the process that extracted the source; a function of a module, so that workers find it.
        progress: told (bytes done, bytes in all) after each input.

    """
    limits = read_limits(settings)
    total = sum(ref.size for ref in refs if not isinstance(ref, InputError))
    done = 0
    jobs = settings.jobs or os.cpu_count() or 1
    several = jobs > 1 and len(refs) > 1
    results = _in_parallel(refs, limits, jobs, convert) if several else _in_turn(refs, limits, convert)
    for ref, outcomes in results:
        yield from outcomes
        if not isinstance(ref, InputError):
            done += ref.size
        if progress is not None:
            progress(done, total)


def _in_turn(
    refs: Sequence[InputRef | InputError], limits: ReadLimits, convert: Callable[[ExtractedSource], Result]
) -> Iterator[tuple[InputRef | InputError, Iterator[Result | InputError]]]:
    for ref in refs:
        yield ref, _converted(ref, limits, convert)


def _in_parallel(
    refs: Sequence[InputRef | InputError],
    limits: ReadLimits,
    jobs: int,
    convert: Callable[[ExtractedSource], Result],
) -> Iterator[tuple[InputRef | InputError, Iterator[Result | InputError]]]:
    """A window of inputs under way at once, results in order."""
    with worker_pool(min(jobs, len(refs))) as pool:
        waiting: deque[tuple[InputRef | InputError, Future[list[Result | InputError]]]] = deque()
        upcoming = iter(refs)

        def hand_out(count: int) -> None:
            for ref in islice(upcoming, count):
                waiting.append((ref, pool.submit(_outcomes_of, ref, limits, convert)))

        hand_out(jobs * _AHEAD)
        while waiting:
            ref, future = waiting.popleft()
            yield ref, iter(future.result())
            hand_out(1)


@contextmanager
def worker_pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """A pool of extraction workers that end when this process does, however it ends."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(
        jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_start_worker
    ) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _start_worker() -> None:
    """Load the extraction pipeline once, and watch the parent: an orphan would hold standard output open."""
    import signal
    import threading
    from multiprocessing import parent_process

    from extractors.language import load

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends the pool
    parent = parent_process()
    if parent is not None:

        def end_with_parent() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=end_with_parent, daemon=True).start()
    load()
