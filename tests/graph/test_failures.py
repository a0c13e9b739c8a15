"""A full disk and a lost connection end in a clear error, and in a graph that the next run completes."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.dump import dump
from graph.mapping import map_source
from graph.schema import prepare
from graph.store import GraphStore, open_store
from graph.writer import write_sources
from pipeline.errors import StoreError, StoreFullError, StoreUnavailableError
from pipeline.settings import Settings, load_settings
from tests.conftest import empty, neo4j_unavailable
from tests.graph.expected import expected_dump
from tests.graph.generated import make_source
from tools.neo4j_server import Neo4jServer, Neo4jUnavailableError

BATCH = [make_source(seed, f"{seed}.txt", reports=4) for seed in range(30)]
MIB = 1024 * 1024


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 256 MiB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={256 * MIB}", "tmpfs", str(folder)]
    if sys.platform != "linux" or os.geteuid() != 0 or subprocess.run(mount, check=False).returncode:
        pytest.skip("only root can mount a small file system")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@contextlib.contextmanager
def full(disk: Path) -> Iterator[None]:
    """Fill a disk to the last byte for a while."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"x" * 4096)
    yield
    ballast.unlink()


def write(store: GraphStore) -> None:
    for source in BATCH:
        write_sources(store, [map_source(source)])


def keep_writing(store: GraphStore) -> None:
    for _ in range(50):
        write(store)
        empty(store)


def fill_while_writing(store: GraphStore, disk: Path) -> None:
    """Write until the disk is full, which must be said."""
    prepare(store)
    for source in BATCH[:5]:
        write_sources(store, [map_source(source)])
    with full(disk):
        with pytest.raises(StoreFullError, match="space"):
            keep_writing(store)
        with pytest.raises(StoreError):
            write(store)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_embedded_store_on_a_full_disk(small_disk: Path, embedded_settings: Settings) -> None:
    address = str(small_disk / "store")
    with open_store(address, embedded_settings) as store:
        fill_while_writing(store, small_disk)
    with open_store(address, embedded_settings) as store:
        empty(store)
        write(store)
        found = dump(store)
        store.stop()
    assert not expected_dump(BATCH).difference(found)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_an_embedded_store_is_not_begun_on_a_full_disk(small_disk: Path, embedded_settings: Settings) -> None:
    with full(small_disk), pytest.raises(StoreFullError, match="no space left"):
        open_store(str(small_disk / "store"), embedded_settings)
    with open_store(str(small_disk / "store"), embedded_settings) as store:
        store.stop()


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.neo4j
def test_neo4j_on_a_full_disk(small_disk: Path) -> None:
    try:
        server = Neo4jServer(small_disk / "neo4j", {"db.tx_log.rotation.size": "1m"})
    except Neo4jUnavailableError as error:
        neo4j_unavailable(str(error))
    with server:
        settings = load_settings(neo4j_password=server.password)
        with open_store(server.uri, settings) as store:
            fill_while_writing(store, small_disk)
        server.stop()
        server.start()
        with open_store(server.uri, settings) as store:
            empty(store)
            write(store)
            assert not expected_dump(BATCH).difference(dump(store))


class Cable:
    """A connection to a server that can be pulled out: a port of loopback that passes everything on."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._ends: list[socket.socket] = []
        self._plugged = True
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                if not self._plugged:
                    near.close()
                    continue
                far = socket.create_connection(("127.0.0.1", self._target))
                self._ends += [near, far]
                for source, target in ((near, far), (far, near)):
                    threading.Thread(target=_pass_on, args=(source, target), daemon=True).start()

    def pull(self) -> None:
        self._plugged = False
        while self._ends:
            end = self._ends.pop()
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def plug(self) -> None:
        self._plugged = True

    def close(self) -> None:
        self.pull()
        self._listener.close()


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    for end in (source, target):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def cable_to(request: pytest.FixtureRequest) -> Iterator[Callable[[GraphStore], Cable]]:
    cables: list[Cable] = []

    def lay(store: GraphStore) -> Cable:
        cables.append(Cable(int(store.uri.rpartition(":")[2])))
        return cables[-1]

    yield lay
    for cable in cables:
        cable.close()


def through(store: GraphStore, cable: Cable) -> GraphStore:
    """The same store, reached through a cable."""
    login = store.writer_login()
    uri = f"bolt://127.0.0.1:{cable.port}"
    return GraphStore(store.kind, uri, uri, store.database, writer=login, reader=login, server=None)


def test_a_connection_lost_for_good_is_said_to_be_so_and_the_next_run_completes(
    store: GraphStore, cable_to: Callable[[GraphStore], Cable], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.store.RETRY_SECONDS", 1.0)
    cable = cable_to(store)
    with through(store, cable) as far:
        threading.Timer(0.3, cable.pull).start()
        with pytest.raises(StoreUnavailableError, match="cannot be reached"):
            keep_writing(far)
    write(store)
    assert not expected_dump(BATCH).difference(dump(store))


def test_a_connection_lost_for_a_moment_is_not_noticed(
    store: GraphStore, cable_to: Callable[[GraphStore], Cable]
) -> None:
    cable = cable_to(store)
    with through(store, cable) as far:
        threading.Timer(0.2, cable.pull).start()
        threading.Timer(1.0, cable.plug).start()
        write(far)
    assert not expected_dump(BATCH).difference(dump(store))
