"""Killed with -9 at random moments, ten times, flow, workers and database: the graph is as if nothing had happened."""

from __future__ import annotations

import contextlib
import json
import os
import random
import select
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
#: Imports everything once and then forks a process for each run: starting Python anew each time takes longer than a run.
_LAUNCHER = """
import os, sys
from flows.ingest import ingest_batch
import flows.check, graph.store, pipeline.batch
for line in sys.stdin:
    pid = os.fork()
    if pid == 0:
        os.dup2(os.open(os.devnull, os.O_RDWR), 0)
        os.dup2(2, 1)
        ingest_batch()
        sys.exit(0)
    print(pid, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
"""


class Launcher:
    """Starts runs of the flow on an office, each as a process of its own."""

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
        #: Extraction processes of all runs that were interfered with.
        self.workers: list[psutil.Process] = []
        self.log = office.root / "run.log"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", _LAUNCHER],
                env=environment,
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
            )

    def start(self) -> Run:
        """Start the flow."""
        assert self.process.stdin is not None
        at = self.log.stat().st_size
        self.process.stdin.write(b"\n")
        said = self.line(120)
        assert said is not None, self.log.read_text("utf-8", "replace")[-3000:]
        return Run(self, int(said), at)

    def line(self, seconds: float) -> bytes | None:
        """What it says next; None if it says nothing in that time."""
        assert self.process.stdout is not None
        ready, _, _ = select.select([self.process.stdout], [], [], seconds)
        return self.process.stdout.readline() or None if ready else None

    def close(self) -> None:
        """End it."""
        self.process.kill()
        self.process.communicate()


class Run:
    """The flow at work in a process of its own."""

    def __init__(self, launcher: Launcher, pid: int, log_start: int) -> None:
        self.launcher = launcher
        self.pid = pid
        self.log_start = log_start
        self.status: int | None = None

    def wait(self, seconds: float) -> int | None:
        """Its exit status; None if it still runs then."""
        if self.status is None:
            said = self.launcher.line(seconds)
            self.status = None if said is None else int(said)
        return self.status

    def workers(self) -> list[psutil.Process]:
        """Its extraction processes."""
        try:
            children = psutil.Process(self.pid).children()
            return [child for child in children if "spawn_main" in " ".join(child.cmdline())]
        except psutil.NoSuchProcess:
            return []

    def kill(self, whom: str) -> None:
        """End some of it as a power cut would."""
        workers = self.workers() if self.wait(0) is None else []
        self.launcher.workers += workers
        if whom == "worker":
            for worker in workers:
                with contextlib.suppress(psutil.NoSuchProcess):
                    worker.kill()
        if "flow" in whom and self.wait(0) is None:
            os.kill(self.pid, signal.SIGKILL)
            assert self.wait(20) == -signal.SIGKILL
        if "database" in whom:
            try:
                address = json.loads((self.launcher.store / "server.json").read_text())
                os.kill(address["server_pid"], signal.SIGKILL)
            except (OSError, ValueError, TypeError):
                pass  # not up yet

    def starts_working(self) -> bool:
        """Wait until the flow itself runs; False if it ended before."""
        while self.wait(0.02) is None:
            if b"Beginning flow run" in self.launcher.log.read_bytes()[self.log_start :]:
                return True
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


@pytest.mark.crash
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

    launcher = Launcher(office, store)
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
        run = launcher.start()
        run.starts_working()
        begun = time.monotonic()
        run.wait(rng.uniform(0.0, usual))
        run.kill(VICTIMS[kill % len(VICTIMS)])
        assert run.wait(120) is not None, "a run hangs after a worker or the database was killed"
        if run.status == 0:
            usual = time.monotonic() - begun
    assert launcher.start().wait(240) == 0, launcher.log.read_text("utf-8", "replace")[-3000:]
    launcher.close()

    assert office.files(office.inbox) == set()
    assert office.files(office.quarantine) == bad | {f"{name}.error.json" for name in bad}
    archived = {name: (office.archive / name).read_bytes() for name in final}
    assert archived == final
    crashed = open_store(str(store), load_settings(store_heap="512m"))
    found = dump(crashed)
    crashed.stop()
    expected = expected_graph(office, final, graph)
    assert not expected.difference(found), expected.difference(found)
    assert len(found) > 1000
    _, orphans = psutil.wait_procs(launcher.workers, timeout=20)
    assert not orphans
