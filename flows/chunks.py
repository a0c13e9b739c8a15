"""Extraction of many files as tasks: chunks in order, a few under way ahead, and none lost with a dead worker."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

from flows.extraction import Extracted, Extraction, Job, Work, WorkerPool, split
from flows.runners import AHEAD, worker_count
from flows.tasks import extract
from pipeline.batch import read_limits
from pipeline.errors import ExtractionError
from pipeline.extraction import extractor_version

if TYPE_CHECKING:
    from flows.folders import Folder
    from pipeline.settings import Settings

__all__ = ["extracted_chunks", "extraction_of", "workers_of"]

_log = logging.getLogger(__name__)
#: A chunk smaller than this costs more to hand out than to extract.
_SMALLEST_CHUNK = 20


def extraction_of(settings: Settings, folder: Folder, kept: Folder) -> Extraction:
    """How the files of `folder` are extracted, with results under way kept in `kept`."""
    return Extraction(
        inbox=folder,
        results=kept,
        limits=read_limits(settings),
        version=extractor_version(),
        file_seconds=settings.file_seconds,
    )


def workers_of(settings: Settings) -> AbstractContextManager[Any]:
    """The worker processes of this run, already starting; nothing where tasks do the work themselves."""
    if settings.task_runner != "processes":
        return nullcontext()
    pool = WorkerPool(worker_count(settings), settings.file_seconds)
    pool.warm_up()
    return pool


def extracted_chunks(
    settings: Settings, extraction: Extraction, work: Sequence[Work]
) -> Iterator[tuple[int, list[Extracted]]]:
    """Extract files.

    Yields:
        Number and files of each chunk, in order; then the files that workers died of, one by one.

    """
    window = _window(settings)
    upcoming = iter(
        enumerate(split(work, _chunk_files(settings, len(work), window), settings.chunk_bytes), 1)
    )
    waiting: deque[tuple[int, list[Work], Any]] = deque()
    number = 0
    suspects: list[Work] = []

    def hand_out() -> None:
        for at, chunk in upcoming:
            waiting.append((at, chunk, _submit(at, extraction, chunk)))
            return

    for _ in range(window):
        hand_out()
    while waiting:
        number, chunk, future = waiting.popleft()
        try:
            extracted = future.result()
        except Exception:  # noqa: BLE001  (whatever kills a worker)
            _log.warning("chunk %d was lost with its worker; its files follow one by one", number)
            suspects += chunk
            continue
        finally:
            hand_out()
        yield number, extracted
    for each in suspects:
        number += 1
        yield number, [_alone(number, extraction, each)]


def _submit(number: int, extraction: Extraction, chunk: Sequence[Work]) -> Any:
    return extract.submit(number, len(chunk), Job(extraction, chunk))


def _alone(number: int, extraction: Extraction, work: Work) -> Extracted:
    """A file by itself, so that if a worker dies now, it is this file's doing."""
    try:
        extracted: list[Extracted] = _submit(number, extraction, [work]).result()
    except Exception as error:  # noqa: BLE001
        reason = f"a worker died of it, or did not get done in {extraction.file_seconds:g} s"
        _log.warning("%s: %s (%r)", work.name, reason, error)
        return Extracted(work, (), (ExtractionError(work.name, reason, "report this with the file"),))
    return extracted[0]


def _chunk_files(settings: Settings, count: int, window: int) -> int:
    """Files in a chunk: few enough that all workers get some, enough that handing them out costs little."""
    each = -(-count // (window * AHEAD))
    return min(settings.chunk_files, max(each, min(_SMALLEST_CHUNK, settings.chunk_files)))


def _window(settings: Settings) -> int:
    """Chunks under way at once: for each worker of a cluster, or for the pool that shares them out."""
    return AHEAD * max(2, worker_count(settings)) if settings.task_runner == "dask" else AHEAD
