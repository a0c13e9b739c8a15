"""Where tasks run, by a setting: in this process, in processes of our own, or on a Dask cluster."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from pipeline.errors import SettingsError

if TYPE_CHECKING:
    from prefect.task_runners import TaskRunner

    from pipeline.settings import Settings

__all__ = ["AHEAD", "make_task_runner", "worker_count"]

#: Chunks under way at once for each worker that takes whole chunks: one at work, one waiting.
AHEAD = 2


def worker_count(settings: Settings) -> int:
    """How many extract at once on this machine."""
    return 1 if settings.task_runner == "threads" else settings.jobs or os.cpu_count() or 1


def make_task_runner(settings: Settings) -> TaskRunner[Any]:
    """The task runner that the settings ask for.

    Raises:
        SettingsError: Dask is asked for and not installed.

    """
    if settings.task_runner == "dask":
        return _dask(settings)
    from prefect.task_runners import ThreadPoolTaskRunner

    # Threads only hand chunks to the worker processes and wait for them.
    return ThreadPoolTaskRunner(max_workers=AHEAD + 1)


def _dask(settings: Settings) -> TaskRunner[Any]:
    try:
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError as error:
        raise SettingsError(
            "task_runner = dask needs prefect-dask: pip install 'shutu[dask]', here and on each worker"
        ) from error
    if settings.dask_address:
        return DaskTaskRunner(address=settings.dask_address)
    return DaskTaskRunner(
        cluster_kwargs={
            "n_workers": worker_count(settings),
            "threads_per_worker": 1,
            "host": "127.0.0.1",
            "dashboard_address": None,
        }
    )
