"""The embedded store as a program: who starts its server, who shares it, and that it never outlives its use."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from graph.embedded import READER, WRITER, EmbeddedServer
from graph.store import open_store
from pipeline.errors import StoreAuthError, StoreError, StoreLockedError, StoreUnavailableError
from pipeline.settings import Settings

IDLE = 1.0


def start(folder: Path, **options: float) -> EmbeddedServer:
    return EmbeddedServer(folder, heap="256m", idle_seconds=options.get("idle", IDLE))


def pids(folder: Path) -> dict[str, int]:
    """What the address file says of supervisor and server, whether they still run or not."""
    address = json.loads((folder / "server.json").read_text())
    return {name: address[f"{name}_pid"] for name in ("supervisor", "server")}


def processes(folder: Path) -> dict[str, psutil.Process]:
    """Supervisor and server of a store, from its address file; both have to run."""
    return {name: psutil.Process(pid) for name, pid in pids(folder).items()}


def gone(process: psutil.Process, seconds: float = 25) -> bool:
    """Whether a process ends within some seconds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "store"
    yield folder
    with contextlib.suppress(OSError, psutil.NoSuchProcess):
        for process in processes(folder).values():
            gone(process)


def test_two_clients_share_one_server_and_it_stops_when_both_have_gone(folder: Path) -> None:
    with start(folder) as first:
        running = processes(folder)
        with start(folder) as second:
            assert second.bolt_port == first.bolt_port
            assert processes(folder) == running
        time.sleep(IDLE * 2)
        assert running["server"].is_running(), "the first client still uses it"
    assert gone(running["server"])
    assert gone(running["supervisor"])
    assert not (folder / "server.json").exists()


def test_clients_that_come_at_once_start_one_server(folder: Path) -> None:
    servers: list[EmbeddedServer] = []
    threads = [threading.Thread(target=lambda: servers.append(start(folder))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(servers) == 4
    assert len({server.bolt_port for server in servers}) == 1
    for server in servers:
        server.close()


def test_a_client_that_is_killed_leaves_no_server_behind(folder: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from graph.embedded import EmbeddedServer; "
        f"server = EmbeddedServer(Path(sys.argv[1]), heap='256m', idle_seconds={IDLE}); print('up', flush=True); time.sleep(600)"
    )
    client = subprocess.Popen([sys.executable, "-c", program, str(folder)], stdout=subprocess.PIPE)
    assert client.stdout is not None
    with client.stdout:
        assert client.stdout.readline() == b"up\n"
        running = processes(folder)
        client.kill()
        client.wait()
    assert gone(running["server"])
    assert gone(running["supervisor"])


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the next supervisor ends it")
def test_a_supervisor_that_is_killed_takes_its_server_along_and_the_next_client_starts_anew(
    folder: Path,
) -> None:
    with start(folder):
        running = processes(folder)
        running["supervisor"].kill()
        assert gone(running["server"], 5)
        with start(folder):
            assert processes(folder)["server"].pid != running["server"].pid


def test_a_server_that_is_killed_is_started_again_under_its_clients(
    folder: Path, embedded_settings: Settings
) -> None:
    with open_store(str(folder), embedded_settings.model_copy(update={"store_idle_seconds": IDLE})) as store:
        store.execute_write("CREATE (n:Program {id: 'a', name: '三会一课'})")
        processes(folder)["server"].kill()
        assert store.execute_read("MATCH (n:Program) RETURN n.name AS name") == [{"name": "三会一课"}]


def test_a_server_that_is_killed_again_while_it_starts_again_comes_up_all_the_same(folder: Path) -> None:
    with start(folder):
        first = processes(folder)["server"]
        first.kill()
        deadline = time.monotonic() + 20
        # The dead server stands in the address file until the next one has its ports.
        while pids(folder)["server"] == first.pid:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        processes(folder)["server"].kill()
        with start(folder) as second:
            assert second.bolt_port


def test_stop_ends_the_server_at_once(folder: Path) -> None:
    server = start(folder, idle=600)
    running = processes(folder)
    server.stop()
    assert gone(running["server"], 1)
    assert gone(running["supervisor"], 1)


def test_stop_leaves_a_server_that_others_use(folder: Path) -> None:
    with start(folder, idle=600) as other:
        start(folder).stop()
        assert processes(folder)["server"].is_running()
        other.stop()


def test_a_store_that_is_deleted_ends_its_server(folder: Path) -> None:
    with start(folder, idle=600):
        running = processes(folder)
        (folder / "server.json").unlink()
        assert gone(running["server"])


def test_only_its_owner_reads_the_store(folder: Path) -> None:
    with start(folder) as server:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        for name in ("store.json", "server.json", "server/root-password"):
            assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600, name
        passwords = [server.login(user)[1] for user in (WRITER, READER)]
        shown = " ".join(" ".join(process.cmdline()) for process in processes(folder).values())
        secret = json.loads((folder / "store.json").read_text())["passwords"].values()
        assert set(passwords) < set(secret)
        assert not any(password in shown for password in secret), "a command line is everybody's to read"


def test_the_server_listens_on_loopback_only(folder: Path) -> None:
    with start(folder):
        for process in processes(folder).values():
            for connection in process.net_connections("tcp"):
                if connection.status == psutil.CONN_LISTEN:
                    assert connection.laddr.ip.removeprefix("::ffff:") == "127.0.0.1", connection


def test_a_stranger_without_the_token_gets_no_answer(folder: Path) -> None:
    import socket

    with start(folder):
        port = json.loads((folder / "server.json").read_text())["port"]
        with socket.create_connection(("127.0.0.1", port), timeout=5) as stranger:
            stranger.sendall(b"not the token\n")
            assert stranger.recv(100) == b""


def test_the_reader_can_neither_write_nor_read_files(embedded_store_with_one_node: EmbeddedServer) -> None:
    import neo4j
    from neo4j.exceptions import Neo4jError

    server = embedded_store_with_one_node
    forbidden = [
        "CREATE (:Program {id: 'b'})",
        "MATCH (n) SET n.name = 'x'",
        "MATCH (n) REMOVE n.name",
        "MATCH (n) DETACH DELETE n",
        "MERGE (:Program {id: 'b'})",
        "CREATE INDEX x FOR (n:Program) ON (n.x)",
        "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
        "CREATE (:NewLabel)",
    ]
    with neo4j.GraphDatabase.driver(server.uri, auth=server.login(READER)) as driver:
        for query in forbidden:
            with pytest.raises(Neo4jError):
                driver.execute_query(query, database_="graph")
        records = driver.execute_query(
            "MATCH (n) RETURN n.id AS id, n.name AS name", database_="graph"
        ).records
        assert [record.data() for record in records] == [{"id": "a", "name": "三会一课"}]


def test_not_even_the_writer_reads_files(embedded_store_with_one_node: EmbeddedServer) -> None:
    import neo4j
    from neo4j.exceptions import Neo4jError

    server = embedded_store_with_one_node
    with (
        neo4j.GraphDatabase.driver(server.uri, auth=server.login(WRITER)) as driver,
        pytest.raises(Neo4jError, match=r"disabled|not allowed"),
    ):
        driver.execute_query("LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line", database_="graph")


@pytest.fixture
def embedded_store_with_one_node(folder: Path) -> Iterator[EmbeddedServer]:
    import neo4j

    with start(folder) as server:
        with neo4j.GraphDatabase.driver(server.uri, auth=server.login(WRITER)) as driver:
            driver.execute_query("CREATE (:Program {id: 'a', name: '三会一课'})", database_="graph")
        yield server


def test_a_folder_of_something_else_is_left_alone(folder: Path) -> None:
    folder.mkdir()
    (folder / "thesis.docx").write_text("years of work")
    with pytest.raises(StoreUnavailableError, match=r"thesis\.docx"):
        start(folder)
    assert sorted(path.name for path in folder.iterdir()) in (["thesis.docx"], ["making.lock", "thesis.docx"])


def test_a_file_is_no_store(folder: Path) -> None:
    folder.write_text("")
    with pytest.raises(StoreUnavailableError, match="a store is a folder"):
        start(folder)
    folder.unlink()


def test_a_store_of_a_newer_version_is_not_touched(folder: Path) -> None:
    folder.mkdir()
    store = {
        "format": 1,
        "engine_version": "99.1.1",
        "passwords": {"root": "a", "writer": "b", "reader": "c"},
    }
    (folder / "store.json").write_text(json.dumps(store))
    with pytest.raises(StoreUnavailableError, match="newer"):
        start(folder)


def test_a_damaged_store_file_is_said_to_be_so(folder: Path) -> None:
    folder.mkdir()
    (folder / "store.json").write_text("{")
    with pytest.raises(StoreUnavailableError, match="damaged"):
        start(folder)


def test_wrong_passwords_are_said_to_be_so(folder: Path) -> None:
    with start(folder) as server:
        pass
    server = start(folder)
    server.stop()
    store = json.loads((folder / "store.json").read_text())
    store["passwords"]["root"] = "another"
    (folder / "store.json").write_text(json.dumps(store))
    with pytest.raises(StoreAuthError, match="password"):
        start(folder)


def test_a_store_that_another_process_holds_without_answering_is_said_to_be_locked(folder: Path) -> None:
    from graph.supervisor import lock_file

    start(folder).stop()
    lock = lock_file(folder / "lock")
    assert lock is not None
    with lock, pytest.raises(StoreLockedError, match="another process"):
        EmbeddedServer(folder, start_seconds=1.0)


def test_a_server_that_does_not_start_is_explained_with_its_log(folder: Path) -> None:
    with pytest.raises(StoreUnavailableError, match=r"server\.log"):
        EmbeddedServer(folder, heap="not a size")


def test_without_the_package_the_user_is_sent_to_neo4j(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import graph.embedded as embedded

    monkeypatch.setattr(embedded, "_PACKAGE", "no-such-package-here")
    with pytest.raises(StoreUnavailableError, match="use Neo4j"):
        start(folder)


def test_a_place_where_no_folder_can_be_is_said_to_be_so() -> None:
    with pytest.raises(StoreError, match="cannot be used"):
        EmbeddedServer(Path("/dev/null/store"))


def test_sigterm_to_the_supervisor_stops_the_server_in_good_order(folder: Path) -> None:
    with start(folder, idle=600):
        running = processes(folder)
        os.kill(running["supervisor"].pid, signal.SIGTERM)
        assert gone(running["server"])
        assert gone(running["supervisor"])
        assert "Received shutdown signal" in (folder / "server.log").read_text()
