"""Killed with -9 at random moments, ten times, flow, workers and database: the graph is as if nothing had happened."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from graph.dump import Dump, dump
from graph.findings.update import update_findings
from graph.ingest import ingest_paths
from graph.store import GraphStore, open_store
from pipeline.settings import load_settings
from tests.flows.office import Office, report, zipped

KILLS = 10
#: Whom to kill, in turn.
VICTIMS = ("flow", "worker", "database", "flow and database", "flow")
_RUN = "from flows.ingest import ingest_batch; ingest_batch()"


class Run:
    """The flow as a process of its own, on an office."""

    def __init__(self, office: Office, store: Path) -> None:
        environment = {
            **os.environ,
            "PREFECT_API_URL": office.api,
            "SHUTU_STORE": str(store),
            "SHUTU_STORE_HEAP": "512m",
            "SHUTU_STORE_IDLE_SECONDS": "30",
            "SHUTU_INBOX": str(office.inbox),
            "SHUTU_ARCHIVE": str(office.archive),
            "SHUTU_QUARANTINE": str(office.quarantine),
            "SHUTU_STATE": str(office.state),
            "SHUTU_TASK_RUNNER": "processes",
            "SHUTU_JOBS": "1",
            "SHUTU_CHUNK_FILES": "4",
            "SHUTU_SETTLE_SECONDS": "0.05",
        }
        self.store = store
        self.log_file = office.root / "run.log"
        self.log_file.touch()
        #: Where this run begins in the log of all runs.
        self.start = self.log_file.stat().st_size
        with self.log_file.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", _RUN], env=environment, stdout=log, stderr=log
            )

    def wait(self, seconds: float) -> int | None:
        """Its exit status; None if it still runs then."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def kill(self, whom: str) -> None:
        """End some of it as a power cut would."""
        workers = psutil.Process(self.process.pid).children() if self.process.poll() is None else []
        if "flow" in whom:
            self.process.kill()
            self.process.wait()
        if whom == "worker":
            for worker in workers:
                if "spawn_main" in " ".join(worker.cmdline()):
                    worker.kill()
        if "database" in whom:
            try:
                address = json.loads((self.store / "server.json").read_text())
                os.kill(address["server_pid"], signal.SIGKILL)
            except (OSError, ValueError, TypeError):
                pass  # not up yet

    def starts_working(self) -> bool:
        """Wait until the flow itself runs, past all imports; False if it ended before."""
        while self.process.poll() is None:
            if b"Beginning flow run" in self.log_file.read_bytes()[self.start :]:
                return True
            time.sleep(0.02)
        return False


def expected_graph(office: Office, files: dict[str, bytes], store: GraphStore) -> Dump:
    """The graph of these files, written in peace."""
    folder = office.root / "peace"
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    here = Path.cwd()
    os.chdir(folder)
    try:
        ingest_paths(store, ["."], load_settings())
    finally:
        os.chdir(here)
    update_findings(store)
    return dump(store)


@pytest.mark.slow
@pytest.mark.timeout(900)  # a minute or two where nobody else is at work
def test_crashes_at_random_moments_end_in_the_same_graph_and_lose_no_file(
    office: Office, graph: GraphStore, tmp_path: Path
) -> None:
    seed = random.randrange(1 << 30)
    print(f"seed {seed}")  # shown where it fails
    rng = random.Random(seed)
    store = tmp_path / "store"
    final: dict[str, bytes] = {}
    bad: set[str] = set()
    everything: list[bytes] = []

    def put(name: str, content: bytes) -> None:
        office.put(name, content)
        final[name] = content
        everything.append(content)

    usual = 8.0  # seconds that a run works, about
    for kill in range(KILLS):
        for number in range(6):
            put(f"{kill}/报告{number}.txt", report(10 * kill + number).encode())
        put(f"{kill}/汇编.zip", zipped({f"{n}.txt": report(500 + 10 * kill + n).encode() for n in range(2)}))
        if kill % 3 == 0:
            office.put(f"{kill}/空.txt", b"")
            bad.add(f"{kill}/空.txt")
        if kill:  # an edited version of a file that was there before
            put(f"{kill - 1}/报告0.txt", report(700 + kill).encode())
        run = Run(office, store)
        run.starts_working()
        begun = time.monotonic()
        run.wait(rng.uniform(0.0, usual))
        run.kill(VICTIMS[kill % len(VICTIMS)])
        if run.process.poll() is None and run.wait(60) is None:
            run.process.kill()
            pytest.fail("a run hangs after a worker or the database was killed")
        if run.process.returncode == 0:
            usual = time.monotonic() - begun
    last = Run(office, store)
    assert last.wait(120) == 0, (office.root / "run.log").read_text("utf-8", "replace")[-3000:]

    assert office.files(office.inbox) == set()
    assert office.files(office.quarantine) == bad | {f"{name}.error.json" for name in bad}
    archived = {name: (office.archive / name).read_bytes() for name in final}
    assert archived == final
    with open_store(str(store), load_settings(store_heap="512m", store_idle_seconds=30)) as crashed:
        found = dump(crashed)
    crashed.stop()
    expected = expected_graph(office, final, graph)
    assert not expected.difference(found), expected.difference(found)
    assert len(found) > 1000
    orphans = [
        p for p in psutil.process_iter(["cmdline"]) if str(office.root) in " ".join(p.info["cmdline"] or [])
    ]
    assert not orphans
