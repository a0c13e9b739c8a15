"""The flow `ingest-batch`: whatever is new in the inbox goes into the graph, and from there into the archive."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
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
from flows.chunks import extracted_chunks, extraction_of, workers_of
from flows.extraction import Extracted, Work
from flows.lock import exclusive
from flows.parameters import IngestParameters, Places
from flows.put_away import Problem, archive_file, quarantine_file
from flows.report import batch_report, finding_rows
from flows.runners import make_task_runner
from flows.tasks import compare, look, refresh_findings, whole, write
from flows.writing import Store
from pipeline.errors import UnreadableError
from pipeline.settings import load_settings

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State

    from flows.inbox import Stock
    from flows.writing import WrittenChunk
    from pipeline.settings import Settings

__all__ = ["ingest_batch"]

_log = logging.getLogger(__name__)


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
        self._extraction = extraction_of(settings, places.inbox, places.results)

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
        workers.enter_context(workers_of(self._settings))
        fresh, unchanged = compare(whole(self._store), self._places, whole(stock), self._extraction.version)
        self._batch.found = len(fresh) + len(unchanged)
        self._batch.unchanged = len(unchanged)
        for work in unchanged:
            self._archive(work)
        if not fresh:
            return
        progress = _Progress(len(fresh))
        for number, chunk in extracted_chunks(self._settings, self._extraction, fresh):
            written = write(number, len(chunk), whole(self._store), whole(chunk))
            self._put_away(chunk, written)
            progress.add(len(chunk))

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
