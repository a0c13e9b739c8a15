"""The same flow on a Dask cluster: a scheduler and two workers, each a process of its own, on loopback."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.dump import dump
from graph.supervisor import free_ports
from tests.flows.office import Office, report

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    """Address of a scheduler with two workers."""
    pytest.importorskip("prefect_dask")
    port, web = free_ports(2)
    address = f"tcp://127.0.0.1:{port}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    log = (tmp_path / "dask.log").open("wb")

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]],
            env=environment,
            cwd=tmp_path,
            stdout=log,
            stderr=log,
        )

    scheduler = (
        "dask_scheduler",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--dashboard-address",
        f"127.0.0.1:{web}",
    )
    worker = (
        "dask_worker",
        address,
        "--host",
        "127.0.0.1",
        "--nthreads",
        "1",
        "--no-dashboard",
        "--no-nanny",
    )
    processes = [start(*scheduler), start(*worker), start(*worker)]
    try:
        wait_for_workers(address, 2)
        yield address
    finally:
        for process in reversed(processes):
            process.terminate()
        for process in processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        log.close()


def wait_for_workers(address: str, count: int) -> None:
    from distributed import Client

    deadline = time.monotonic() + 120
    while True:
        try:
            with Client(address, timeout=5) as client:
                client.wait_for_workers(count, timeout=90)
                return
        except OSError:
            if time.monotonic() > deadline:
                raise


RUN = """
from flows.ingest import ingest_batch
state = ingest_batch(return_state=True)
print(state.name, state.message)
"""


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_dask_two_workers_make_the_same_graph_as_one_process(office: Office, cluster: str) -> None:
    for number in range(24):
        office.put(f"{number:02}.txt", report(number))
    office.put("空.txt", "")
    environment = {
        **os.environ,
        "PREFECT_API_URL": office.api,
        "PYTHONPATH": str(ROOT),
        "SHUTU_STORE": office.graph.address,
        "SHUTU_INBOX": str(office.inbox),
        "SHUTU_ARCHIVE": str(office.archive),
        "SHUTU_QUARANTINE": str(office.quarantine),
        "SHUTU_STATE": str(office.state),
        "SHUTU_TASK_RUNNER": "dask",
        "SHUTU_DASK_ADDRESS": cluster,
        "SHUTU_CHUNK_FILES": "4",
    }
    done = subprocess.run(
        [sys.executable, "-c", RUN], env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "CompletedWithQuarantine" in done.stdout, done.stdout[-3000:] + done.stderr[-3000:]
    on_dask = dump(office.graph)
    assert len(office.sources()) == 24

    from tests.conftest import empty

    empty(office.graph)
    for number in range(24):
        office.put(f"{number:02}.txt", report(number))
    assert office.run().name == "Completed"
    here = dump(office.graph)
    assert not here.difference(on_dask), here.difference(on_dask)
