"""Law 5: a process killed at any moment and run again ends in the same graph as one that was not killed.

The ingesting process and the database server are killed with -9 at random moments, on both stores.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from graph.dump import Dump, dump
from graph.store import GraphStore, open_store
from graph.supervisor import MOST_RESTARTS
from pipeline.settings import Settings, load_settings
from tests.conftest import empty, neo4j_unavailable
from tests.graph.expected import expected_dump
from tests.graph.generated import make_source
from tests.graph.ingesting import source_name
from tools.neo4j_server import Neo4jServer, Neo4jUnavailableError

SEEDS = list(range(100, 125))
KILLS = 5


@pytest.fixture(scope="module")
def undisturbed() -> Dump:
    return expected_dump([make_source(seed, source_name(seed), reports=2) for seed in SEEDS])


@pytest.fixture(scope="module")
def mortal_neo4j() -> Iterator[Neo4jServer]:
    """A Neo4j server that may be killed."""
    try:
        server = Neo4jServer()
    except Neo4jUnavailableError as error:
        neo4j_unavailable(str(error))
    with server:
        yield server


class Ingestion:
    """A process that ingests."""

    def __init__(self, address: str, password: str = "", seeds: list[int] = SEEDS) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.graph.ingesting", address, *map(str, seeds)],
            env={**os.environ, "NEO4J_PASSWORD": password},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait_for_first_batch(self) -> None:
        assert self.process.stdout is not None
        self.process.stdout.readline()

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()

    def finish(self) -> None:
        """Wait for its end, which must be a good one."""
        _, complaints = self.process.communicate(timeout=600)
        assert self.process.returncode == 0, complaints[-3000:]

    def end(self) -> int:
        """Wait for its end, good or bad."""
        self.process.communicate(timeout=600)
        return self.process.returncode


def kill_at_random_moments_and_finish(address: str, password: str = "") -> None:
    rng = random.Random(5)
    for _ in range(KILLS):
        ingestion = Ingestion(address, password)
        ingestion.wait_for_first_batch()
        time.sleep(rng.uniform(0, 0.5))
        ingestion.kill()
    Ingestion(address, password).finish()


def assert_same(found: Dump, expected: Dump) -> None:
    assert not expected.difference(found), expected.difference(found)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_embedded_ingestion_killed_at_random_moments(
    tmp_path: Path, undisturbed: Dump, embedded_settings: Settings
) -> None:
    address = str(tmp_path / "store")
    kill_at_random_moments_and_finish(address)
    with open_store(address, embedded_settings) as store:
        assert_same(dump(store), undisturbed)
        store.stop()


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_embedded_server_killed_at_random_moments(
    tmp_path: Path, undisturbed: Dump, embedded_settings: Settings
) -> None:
    address = tmp_path / "store"
    rng = random.Random(6)
    # A server that dies more often within a minute is given up, whoever kills it.
    for kills in range(MOST_RESTARTS - 1, 0, -1):
        ingestion = Ingestion(str(address))
        ingestion.wait_for_first_batch()
        for _ in range(kills):
            time.sleep(rng.uniform(0, 0.8))
            kill_embedded_server(address)
        ingestion.end()
    Ingestion(str(address)).finish()
    with open_store(str(address), embedded_settings) as store:
        assert_same(dump(store), undisturbed)
        store.stop()


def kill_embedded_server(folder: Path) -> None:
    """Kill the server of a store, as soon as there is one."""
    for _ in range(200):
        try:
            psutil.Process(json.loads((folder / "server.json").read_text())["server_pid"]).kill()
        except (OSError, ValueError, psutil.NoSuchProcess):
            time.sleep(0.05)
        else:
            return


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.neo4j
def test_neo4j_ingestion_killed_at_random_moments(
    neo4j_store: GraphStore, neo4j_settings: Settings, undisturbed: Dump
) -> None:
    empty(neo4j_store)
    assert neo4j_settings.neo4j_password is not None
    kill_at_random_moments_and_finish(neo4j_store.address, neo4j_settings.neo4j_password.get_secret_value())
    assert_same(dump(neo4j_store), undisturbed)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.neo4j
def test_neo4j_server_killed_at_random_moments(mortal_neo4j: Neo4jServer, undisturbed: Dump) -> None:
    rng = random.Random(7)
    server = mortal_neo4j
    for _ in range(2):
        ingestion = Ingestion(server.uri, server.password)
        ingestion.wait_for_first_batch()
        time.sleep(rng.uniform(0, 1))
        server.kill()
        server.start()
        ingestion.end()
    Ingestion(server.uri, server.password).finish()
    with open_store(server.uri, load_settings(neo4j_password=server.password)) as store:
        assert_same(dump(store), undisturbed)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.neo4j
def test_two_ingesting_processes_at_once_on_neo4j(
    neo4j_store: GraphStore, neo4j_settings: Settings, undisturbed: Dump
) -> None:
    empty(neo4j_store)
    assert neo4j_settings.neo4j_password is not None
    run_two_at_once(neo4j_store.address, neo4j_settings.neo4j_password.get_secret_value())
    assert_same(dump(neo4j_store), undisturbed)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_two_ingesting_processes_at_once_on_the_embedded_store(
    tmp_path: Path, undisturbed: Dump, embedded_settings: Settings
) -> None:
    address = str(tmp_path / "store")
    run_two_at_once(address, "")
    with open_store(address, embedded_settings) as store:
        assert_same(dump(store), undisturbed)
        store.stop()


def run_two_at_once(address: str, password: str) -> None:
    """Two processes that ingest partly the same sources, in opposite orders."""
    middle = len(SEEDS) // 2
    both = [
        Ingestion(address, password, SEEDS[: middle + 6]),
        Ingestion(address, password, SEEDS[middle - 6 :][::-1]),
    ]
    for ingestion in both:
        ingestion.finish()


def test_removing_and_ingesting_at_once_leaves_nothing_half_done(store: GraphStore) -> None:
    """One thread keeps removing what shares everything with what another keeps writing."""
    from graph.mapping import map_source, source_id
    from graph.writer import remove_sources, write_sources

    kept = [make_source(seed, f"kept/{seed}.txt") for seed in range(12)]
    fleeting = make_source(3, "fleeting.txt", reports=3)
    failures: list[BaseException] = []

    def come_and_go() -> None:
        try:
            for _ in range(6):
                write_sources(store, [map_source(fleeting)])
                remove_sources(store, [source_id("fleeting.txt")])
        except BaseException as error:
            failures.append(error)

    other = threading.Thread(target=come_and_go)
    other.start()
    for source in kept:
        write_sources(store, [map_source(source)])
    other.join()
    assert not failures, failures
    assert_same(dump(store), expected_dump(kept))
