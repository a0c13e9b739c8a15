"""`shutu serve` and its run killed with -9 together: Prefect says that the run has crashed, and starts it again by itself."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from flows.serving import prefect_server
from graph.store import open_store
from pipeline.settings import load_settings
from tests.flows.office import report

FILES = 300
#: The automation waits for 100 seconds without a sign of life, and half a minute before it starts the run again.
CRASH_NOTICED, FINISHED = 260, 300


class Served:
    """A `shutu serve` of its own folders, and what the Prefect API says of its runs."""

    def __init__(self, root: Path, api: str) -> None:
        self.root = root
        self._api = httpx.Client(base_url=api, timeout=30, trust_env=False)
        self._environment = {
            **os.environ,
            "PREFECT_API_URL": api,
            "PREFECT_HOME": str(root / "prefect-client"),
            "SHUTU_STORE": str(root / "store"),
            "SHUTU_STORE_HEAP": "512m",
            "SHUTU_STORE_IDLE_SECONDS": "30",
            "SHUTU_SETTLE_SECONDS": "0.05",
            "SHUTU_CHUNK_FILES": "4",
            "SHUTU_JOBS": "1",
            **{
                f"SHUTU_{name.upper()}": str(root / name)
                for name in ("inbox", "archive", "quarantine", "state")
            },
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; its schedule is none that would fall due in a test."""
        with (self.root / "serve.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "pipeline", "serve", "--cron", "0 0 29 2 *"],
                cwd=self.root,
                env={**self._environment, "PYTHONPATH": str(Path(__file__).parents[2])},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def kill(self) -> None:
        """End it and all of its runs at once, as a power cut would."""
        assert self._process is not None
        served = psutil.Process(self._process.pid)
        for each in [served, *served.children(recursive=True)]:
            with contextlib.suppress(psutil.NoSuchProcess):
                each.kill()
        self._process.wait()

    def end(self) -> None:
        """Kill it, and let go of the API."""
        self.kill()
        self._api.close()

    def log(self) -> str:
        return (self.root / "serve.log").read_text("utf-8", "replace")[-4000:]

    def deployment(self) -> str | None:
        """Id of the deployment that takes the inbox, once it is there."""
        answer = self._api.get("/deployments/name/ingest-batch/inbox")
        return None if answer.status_code == 404 else str(answer.json()["id"])

    def run(self, deployment: str) -> str:
        """Ask for a run; its id."""
        answer = self._api.post(
            f"/deployments/{deployment}/create_flow_run", json={"state": {"type": "SCHEDULED"}}
        )
        return str(answer.raise_for_status().json()["id"])

    def state(self, run: str) -> tuple[str, str]:
        """Type and name of a run's state."""
        state = self._api.get(f"/flow_runs/{run}").raise_for_status().json()["state"]
        return state["type"], state["name"]

    def runs(self, deployment: str) -> list[dict[str, Any]]:
        """The runs of a deployment that are due."""
        wanted = {"deployments": {"id": {"any_": [deployment]}}, "limit": 20}
        found: list[dict[str, Any]] = (
            self._api.post("/flow_runs/filter", json=wanted).raise_for_status().json()
        )
        return found

    def await_(self, what: Callable[[], Any], seconds: float) -> Any:
        """Wait until something is so; what it is."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            found = what()
            if found:
                return found
            time.sleep(0.3)
        pytest.fail(f"not within {seconds} seconds:\n{self.log()}")

    def archived(self) -> int:
        return sum(path.is_file() for path in (self.root / "archive").rglob("*.txt"))


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "prefect-server"))
    (tmp_path / "inbox").mkdir()
    with prefect_server(tmp_path / "server", None) as api:
        one = Served(tmp_path, api)
        one.start()
        yield one
        one.end()


@pytest.mark.crash
@pytest.mark.timeout(900)
def test_a_run_that_dies_with_its_server_is_marked_as_crashed_and_started_again(served: Served) -> None:
    for number in range(FILES):
        (served.root / "inbox" / f"{number:03}.txt").write_text(report(number), "utf-8")
    deployment = served.await_(served.deployment, 120)
    first = served.run(deployment)
    served.await_(lambda: served.state(first)[0] == "RUNNING", 120)
    time.sleep(4)  # it says that it is alive when it begins
    assert served.state(first)[0] == "RUNNING", "the run was over before it could be killed"
    served.kill()
    served.start()

    served.await_(lambda: served.state(first) == ("CRASHED", "Crashed"), CRASH_NOTICED)
    served.await_(
        lambda: any(
            one["id"] != first and one["state"] and one["state"]["type"] == "COMPLETED"
            for one in served.runs(deployment)
        ),
        FINISHED,
    )
    assert served.archived() == FILES
    assert not [path for path in (served.root / "inbox").rglob("*") if path.is_file()]
    store = open_store(str(served.root / "store"), load_settings(store_heap="512m"))
    try:
        rows = store.execute_read("MATCH (s:Source)-[:CONTAINS]->(r:Report) RETURN count(r) AS reports")
    finally:
        store.stop()
    assert rows == [{"reports": FILES}]
