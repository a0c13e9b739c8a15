"""The flow `ingest-batch`: whatever is new in the inbox goes into the graph, and from there into the archive."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from prefect import flow
from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from flows import results
from flows.batch import CHANGED, Batch, Left, Quarantined
from flows.extraction import Extracted, Extraction, Work, WorkerPool, split
from flows.lock import exclusive
from flows.parameters import IngestParameters, Places
from flows.put_away import Problem, archive_file, quarantine_file
from flows.report import batch_report, finding_rows
from flows.runners import AHEAD, make_task_runner, worker_count
from flows.tasks import compare, extract, look, refresh_findings, whole, write
from flows.writing import Store
from pipeline.batch import read_limits
from pipeline.errors import ExtractionError, UnreadableError
from pipeline.extraction import extractor_version
from pipeline.settings import load_settings

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State

    from flows.inbox import Stock
    from flows.writing import WrittenChunk
    from pipeline.settings import Settings

__all__ = ["ingest_batch"]

_log = logging.getLogger(__name__)
#: A chunk smaller than this costs more to hand out than to extract.
_SMALLEST_CHUNK = 20


@flow(
    name="ingest-batch",
    flow_run_name="inbox",
    description="Reads what is new in the inbox, writes it into the graph, archives or quarantines the files.",
    task_runner=make_task_runner(load_settings()),
    retries=0,
)
def ingest_batch(parameters: IngestParameters = IngestParameters()) -> State[Any]:  # noqa: B008  (frozen)
    """Bring the graph up to date with the inbox.

    Returns:
        A state: Completed, CompletedWithQuarantine, AnotherRunAtWork, or Failed where a file could not be taken care
        of. Its data is the `Batch`.

    Raises:
        StoreError: the graph cannot be written; what was not written stays in the inbox for the next run.

    """
    settings = parameters.settings()
    places = Places.of(settings)
    with exclusive(places.state) as alone:
        if not alone:
            return Completed(name="AnotherRunAtWork", message="another run is at work on this inbox")
        batch = _Run(settings, places).run()
    _log.info("%s", batch.summary())
    if batch.outcome == "Failed":
        return Failed(message=batch.summary(), data=batch)
    return Completed(name=batch.outcome, message=batch.summary(), data=batch)


class _Run:
    """One run over the inbox, by the process that holds the lock."""

    def __init__(self, settings: Settings, places: Places) -> None:
        self._settings = settings
        self._places = places
        self._batch = Batch()
        self._store = Store(settings)
        self._extraction = Extraction(
            inbox=places.inbox,
            results=places.results,
            limits=read_limits(settings),
            version=extractor_version(),
            file_seconds=settings.file_seconds,
        )

    def run(self) -> Batch:
        """Look, extract, write, put away, and do what must be done after a batch."""
        started = time.monotonic()
        for folder in (self._places.inbox, self._places.archive, self._places.quarantine):
            folder.make()
        with self._store, ExitStack() as workers:
            stock = look(self._places.inbox, self._settings.settle_seconds)
            self._count(stock)
            if stock.ready:
                self._take(stock, workers)
            findings = self._after_batch()
            self._batch.seconds = time.monotonic() - started
            self._publish(findings)
        return self._batch

    def _count(self, stock: Stock) -> None:
        self._batch.unfinished = stock.unfinished
        self._batch.passed_over = stock.passed_over
        self._batch.stuck = [Left(name=error.source, reason=error.reason) for error in stock.unreachable]

    # Files

    def _take(self, stock: Stock, workers: ExitStack) -> None:
        """Take all files that are ready into the graph."""
        if self._settings.task_runner == "processes":
            pool = WorkerPool(worker_count(self._settings), self._settings.file_seconds)
            workers.enter_context(pool).warm_up()
        fresh, unchanged = compare(whole(self._store), self._places, whole(stock), self._extraction.version)
        self._batch.found = len(fresh) + len(unchanged)
        self._batch.unchanged = len(unchanged)
        for work in unchanged:
            self._archive(work)
        if not fresh:
            return
        progress = _Progress(len(fresh))
        for number, chunk in self._extracted(fresh):
            written = write(number, len(chunk), whole(self._store), whole(chunk))
            self._put_away(chunk, written)
            progress.add(len(chunk))

    def _extracted(self, fresh: Sequence[Work]) -> Iterator[tuple[int, list[Extracted]]]:
        """Extracted chunks in order, some more under way; then the files that workers died of, one by one."""
        upcoming = iter(enumerate(split(fresh, self._chunk_files(len(fresh)), self._settings.chunk_bytes), 1))
        waiting: deque[tuple[int, list[Work], Any]] = deque()
        number, suspects = 0, []

        def hand_out() -> None:
            for at, chunk in upcoming:
                waiting.append((at, chunk, self._submit(at, chunk)))
                return

        for _ in range(self._window()):
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
        for work in suspects:
            number += 1
            yield number, [self._alone(number, work)]

    def _submit(self, number: int, chunk: Sequence[Work]) -> Any:
        return extract.submit(number, len(chunk), whole(self._extraction), whole(chunk))

    def _alone(self, number: int, work: Work) -> Extracted:
        """A file by itself, so that if a worker dies now, it is this file's doing."""
        try:
            extracted: list[Extracted] = self._submit(number, [work]).result()
        except Exception as error:  # noqa: BLE001
            reason = f"a worker died of it, or did not get done in {self._settings.file_seconds:g} s"
            _log.warning("%s: %s (%r)", work.name, reason, error)
            return Extracted(work, (), (ExtractionError(work.name, reason, "report this with the file"),))
        return extracted[0]

    def _chunk_files(self, count: int) -> int:
        """Files in a chunk: few enough that all workers get some, enough that handing them out costs little."""
        each = -(-count // (self._window() * AHEAD))
        return min(self._settings.chunk_files, max(each, min(_SMALLEST_CHUNK, self._settings.chunk_files)))

    def _window(self) -> int:
        """Chunks under way at once."""
        dask = self._settings.task_runner == "dask"
        return AHEAD * max(2, worker_count(self._settings)) if dask else AHEAD

    # Putting away

    def _put_away(self, chunk: Sequence[Extracted], written: WrittenChunk) -> None:
        self._batch.add(written)
        for each in chunk:
            self._batch.extracted += 1
            self._batch.reused += each.reused
            errors = [*each.errors]
            if each.work.name in written.errors:
                errors.append(written.errors[each.work.name])
            if not errors:
                self._archive(each.work)
            elif self._places.inbox.local is None and any(isinstance(e, UnreadableError) for e in errors):
                self._stuck(each.work, errors[0].reason)  # the network, not the file
            else:
                self._quarantine(each.work, Problem.of(each.work.name, errors))
        done = [self._extraction.key(each.work) for each in chunk if each.work.name not in written.errors]
        results.drop(self._places.results, done)

    def _archive(self, work: Work) -> None:
        places = self._places
        try:
            moved = archive_file(places.inbox, work.entry, work.digest, places.archive, places.quarantine)
        except OSError as error:
            self._stuck(work, f"it is in the graph but cannot be archived: {error}")
            return
        if moved:
            self._batch.archived += 1
        else:
            self._stuck(work, CHANGED)

    def _quarantine(self, work: Work, problem: Problem) -> None:
        run = str(flow_run.id or "")
        places = self._places
        try:
            moved = quarantine_file(
                places.inbox, work.entry, work.digest, places.quarantine, problem=problem, run=run
            )
        except OSError as error:
            self._stuck(work, f"{problem.reason}; and it cannot be moved into quarantine: {error}")
            return
        if moved:
            _log.warning("quarantined %s: %s", work.name, problem.reason)
            self._batch.quarantined.append(
                Quarantined(name=work.name, code=problem.code, reason=problem.reason)
            )
        else:
            self._stuck(work, CHANGED)

    def _stuck(self, work: Work, reason: str) -> None:
        _log.warning("%s stays in the inbox: %s", work.name, reason)
        self._batch.stuck.append(Left(name=work.name, reason=reason))

    # After the batch

    def _after_batch(self) -> list[dict[str, Any]]:
        """What must run after a batch, also after one that was killed before it came to that: the graph knows."""
        updated = refresh_findings(whole(self._store))
        _log.info("findings: %s", updated)
        return self._store.use(finding_rows) if self._batch.extracted else []

    def _publish(self, findings: list[dict[str, Any]]) -> None:
        """The run's page in Prefect."""
        create_markdown_artifact(
            batch_report(self._batch, self._settings), key="batch", description=self._batch.summary()
        )
        if findings:
            create_table_artifact(findings, key="findings", description="What figures say about each other")


class _Progress:
    """A progress bar on the run's page."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._artifact: Any = create_progress_artifact(0.0, key="progress", description=f"{total:,} files")

    def add(self, count: int) -> None:
        """So many files more are done."""
        self._done += count
        update_progress_artifact(self._artifact, 100.0 * self._done / self._total)
