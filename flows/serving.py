"""`shutu serve`: the flows on their schedules, with a Prefect server of our own where there is none."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from graph.supervisor import end_with_parent, free_ports
from pipeline.errors import FlowError

if TYPE_CHECKING:
    from pathlib import Path

    from prefect.deployments.runner import RunnerDeployment

    from pipeline.settings import Settings

__all__ = ["deployments", "prefect_server", "run_once", "serve"]

_log = logging.getLogger(__name__)
_START_SECONDS = 180
#: Where the Prefect server listens if that is free.
_PORT = 4200


def serve(settings: Settings, port: int | None = None) -> None:
    """Run the flows on their schedules until interrupted. Sets up automations that start crashed runs again.

    Raises:
        FlowError: the Prefect server does not start.

    """
    with prefect_server(settings.state.absolute(), port) as address:
        from prefect import serve as serve_deployments

        from flows.automations import ensure_automations

        ensure_automations()
        sys.stderr.write(f"shutu: Prefect at {address.removesuffix('/api')}; Ctrl-C ends\n")
        # Schedules stay active: runs that fall due while nobody serves are made up for.
        serve_deployments(*deployments(settings), pause_on_shutdown=False, print_starting_message=False)


def run_once(settings: Settings) -> int:
    """One batch, now; returns the exit status."""
    with prefect_server(settings.state.absolute(), None):
        from flows.ingest import ingest_batch

        state = ingest_batch(return_state=True)
    sys.stdout.write(f"{state.name}: {state.message}\n")
    return 0 if state.name == "Completed" else 1


def deployments(settings: Settings) -> list[RunnerDeployment]:
    """The flows with their schedules."""
    from prefect.deployments.runner import RunnerDeployment
    from prefect.schedules import Cron
    from prefect.types.entrypoint import EntrypointType

    from flows.check import check_consistency
    from flows.export import export_graph
    from flows.ingest import ingest_batch

    planned = (
        (ingest_batch, "inbox", settings.schedule),
        (check_consistency, "check", settings.check_schedule),
        (export_graph, "export", settings.export_schedule),
    )
    return [
        RunnerDeployment.from_flow(
            each,
            name,
            schedules=[Cron(cron, timezone=settings.time_zone)],
            tags=["shutu"],
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        for each, name, cron in planned
    ]


@contextmanager
def prefect_server(state: Path, port: int | None) -> Iterator[str]:
    """Address of the Prefect API: PREFECT_API_URL, or a server of our own on loopback that ends with us.

    Call before anything imports Prefect.
    """
    known = os.environ.get("PREFECT_API_URL")
    if known:
        yield known
        return
    home = state / "prefect"
    home.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("PREFECT_HOME", str(home))
    chosen = port or _free_port()
    address = f"http://127.0.0.1:{chosen}/api"
    command = [
        sys.executable,
        "-m",
        "prefect",
        "server",
        "start",
        "--host",
        "127.0.0.1",
        "--port",
        str(chosen),
    ]
    with (home / "server.log").open("ab") as log:
        server = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            preexec_fn=end_with_parent(),  # noqa: PLW1509  (no threads yet)
        )
    try:
        _wait_for(server, address, home / "server.log")
        os.environ["PREFECT_API_URL"] = address
        yield address
    finally:
        os.environ.pop("PREFECT_API_URL", None)
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _free_port() -> int:
    """Prefect's usual port, or another where somebody has that."""
    import socket

    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", _PORT))
        except OSError:
            return free_ports(1)[0]
    return _PORT


def _wait_for(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with opener.open(f"{address}/health", timeout=2):
                return
        except (OSError, urllib.error.URLError):
            time.sleep(0.2)
    raise FlowError(f"the Prefect server did not start; see {log}, or set PREFECT_API_URL to one that runs")
