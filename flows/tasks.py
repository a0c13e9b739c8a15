"""The steps of a batch as Prefect tasks: names for people, retries around the database and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.utilities.annotations import quote

from flows.extraction import Extracted, Job, Work, WorkerPool, extract_file
from flows.inbox import Stock, take_stock
from flows.writing import Store, WrittenChunk, is_passing
from graph.findings.update import update_findings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prefect.client.schemas.objects import State, TaskRun

    from flows.folders import Entry, Folder
    from flows.parameters import Places

__all__ = ["DATABASE", "LOOKUP", "compare", "extract", "look", "refresh_findings", "whole", "write"]

Value = TypeVar("Value")
#: Waits before further tries of the database, in seconds; each is varied, so that runs do not knock in step.
RETRY_DELAYS = [1, 3, 10, 30]
RETRY_JITTER = 0.5
#: Names looked up in the store at once.
LOOKUP = 1000


def whole(value: Value) -> Value:
    """An argument for a task as it is: Prefect would look for futures in every part of it."""
    return cast("Value", quote(value))


def _may_pass(_task: Any, _run: TaskRun, state: State[Any]) -> bool:
    """Whether what failed may succeed in a moment: the store, never the files."""
    error = state.result(raise_on_failure=False)
    return is_passing(error if isinstance(error, BaseException) else None)


DATABASE: Any = {
    "retries": len(RETRY_DELAYS),
    "retry_delay_seconds": RETRY_DELAYS,
    "retry_jitter_factor": RETRY_JITTER,
    "retry_condition_fn": _may_pass,
    "cache_policy": NO_CACHE,
    "persist_result": False,
}


@task(name="look into the inbox", cache_policy=NO_CACHE, persist_result=False)
def look(inbox: Folder, settle_seconds: float) -> Stock:
    """What is there, what is still being copied, what is no document."""
    return take_stock(inbox, settle_seconds)


@task(name="ask the graph what it has", **DATABASE)
def compare(store: Store, places: Places, stock: Stock, version: str) -> tuple[list[Work], list[Work]]:
    """Files to extract, and files that the graph holds as they are."""
    work = [each for entry in stock.ready if (each := _work(places.inbox, entry)) is not None]
    known: dict[str, tuple[str, str]] = {}
    for at in range(0, len(work), LOOKUP):
        known |= store.known([each.name for each in work[at : at + LOOKUP]])
    unchanged = [each for each in work if known.get(each.name) == (each.digest, version)]
    fresh = [each for each in work if known.get(each.name) != (each.digest, version)]
    return fresh, unchanged


def _work(inbox: Folder, entry: Entry) -> Work | None:
    """The file with its digest; without one where it cannot be read, so that reading it says why."""
    try:
        return Work(entry, inbox.digest(entry.path))
    except FileNotFoundError:
        return None  # taken away again
    except OSError:
        return Work(entry, "")


@task(
    name="extract",
    task_run_name="extract {number}: {count} files",
    cache_policy=NO_CACHE,
    persist_result=False,
)
def extract(number: int, count: int, job: Job) -> list[Extracted]:
    """Extract a chunk: by the worker processes of this run, or right here on a worker of a cluster."""
    del number, count
    pool = WorkerPool.current
    if pool is not None:
        return pool.extract(job.extraction, job.chunk)
    return [extract_file(job.extraction, work) for work in job.chunk]


@task(name="write", task_run_name="write {number}: {count} files", **DATABASE)
def write(number: int, count: int, store: Store, chunk: Sequence[Extracted]) -> WrittenChunk:
    """Write a chunk into the graph; transactions are whole or not at all, so that trying again is safe."""
    del number, count
    return store.write(chunk)


@task(name="update findings", **DATABASE)
def refresh_findings(store: Store) -> str:
    """Compare figures anew where a batch may have changed them."""
    return str(store.use(update_findings))
