"""Prefect's surroundings: no telemetry, no questions to the network, servers that record in groups.

Prefect reads these once, when it is first imported; whoever has set one of them keeps it.
"""

from __future__ import annotations

import os

__all__ = ["DEFAULTS", "set_defaults"]

DEFAULTS = {
    # Nothing leaves the machine.
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    # Our modules log through the standard library; the run's page shows it.
    "PREFECT_LOGGING_EXTRA_LOGGERS": "flows,graph,pipeline",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    # A run says every half minute that it is alive, so that one that is not can be told.
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
    # One server records thousands of task runs: in groups, that costs a third.
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_READ_BATCH_SIZE": "200",
}


def set_defaults() -> None:
    """Put the defaults into the environment, where nothing else stands."""
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)
