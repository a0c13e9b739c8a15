"""The embedded graph store: an ArcadeDB server of our own, as a loopback child process.

A store is a folder. Whoever opens it gets a lease on the one server that runs on it, started if need be by
`graph.supervisor`, which also ends it when nobody has used it for a while. Commands that run at the same time
share that server. Everything about ArcadeDB as a program (its package, its switches, its users) is in this module.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from graph.supervisor import ADDRESS_FILE, LEAST_FREE_BYTES, RENEW, STOP, lock_file
from pipeline.errors import (
    StoreAuthError,
    StoreError,
    StoreFullError,
    StoreLockedError,
    StoreUnavailableError,
)

__all__ = ["DATABASE", "READER", "WRITER", "EmbeddedServer"]

#: Name of the one database of a store.
DATABASE = "graph"
#: The server's users: one may change the graph, one may only read it. The server itself enforces the difference.
WRITER = "writer"
READER = "reader"

_PACKAGE = "arcadedb-embedded"
_MODULE = "arcadedb_embedded"
_FORMAT = 1
_STORE_FILE = "store.json"
_SUPERVISOR = Path(__file__).with_name("supervisor.py")
#: Parts of the package that open doors we do not need: a console, a web page, other wire protocols, an MCP endpoint.
_UNUSED_JARS = (
    "console",
    "graphql",
    "grpc",
    "gremlin",
    "mcp",
    "mongodbw",
    "postgresw",
    "redisw",
    "studio",
    "python-bridge",
)
_GROUPS = {
    "admin": (
        ["updateSecurity", "updateSchema", "updateDatabaseSettings"],
        ["createRecord", "readRecord", "updateRecord", "deleteRecord"],
    ),
    WRITER: (["updateSchema"], ["createRecord", "readRecord", "updateRecord", "deleteRecord"]),
    READER: ([], ["readRecord"]),
    "*": ([], []),
}
_ERRORS: dict[str, type[StoreError]] = {
    kind.code: kind for kind in (StoreAuthError, StoreFullError, StoreLockedError, StoreUnavailableError)
}


@dataclass(frozen=True, slots=True)
class _Passwords:
    root: str
    writer: str
    reader: str


class EmbeddedServer:
    """A lease on the server of one store folder: the server runs at least until `close`.

    Args:
        folder: the store; made if it is not there.
        heap: memory of the server's Java heap, as Java writes it (1g).
        idle_seconds: how long the server waits for the next client when the last has gone.
        start_seconds: how long to wait for a server that starts.

    Raises:
        StoreUnavailableError: the server does not run on this machine, or the folder holds something else.
        StoreAuthError: the folder belongs to another user.
        StoreFullError: no space left.
        StoreLockedError: another process holds the folder and does not answer.

    """

    def __init__(
        self, folder: Path, heap: str = "1g", idle_seconds: float = 60, start_seconds: float = 90
    ) -> None:
        self.folder = folder.resolve()
        self._passwords = _open_folder(self.folder)
        self._orders = _orders(self.folder, self._passwords, heap, idle_seconds, start_seconds)
        self._lease, ports = self._acquire(start_seconds)
        self.bolt_port = int(ports["bolt_port"])
        self.http_port = int(ports["http_port"])

    @property
    def uri(self) -> str:
        """Address for a Bolt driver."""
        return f"bolt://127.0.0.1:{self.bolt_port}"

    @property
    def http(self) -> str:
        """Address of the server's HTTP interface."""
        return f"http://127.0.0.1:{self.http_port}"

    @property
    def disk_is_full(self) -> bool:
        """Whether next to nothing is left where the graph is kept."""
        return shutil.disk_usage(self.folder).free < LEAST_FREE_BYTES

    def login(self, user: str) -> tuple[str, str]:
        """User name and password of WRITER or READER."""
        return user, {WRITER: self._passwords.writer, READER: self._passwords.reader}[user]

    def renew(self) -> None:
        """Give the lease back and have the server start afresh: one that met a full disk takes no more transactions."""
        with contextlib.suppress(OSError):
            self._lease.sendall(RENEW + b"\n")
        self.close()

    def stop(self) -> None:
        """Give the lease back and have the server stopped at once, if nobody else uses it; returns when it has."""
        with contextlib.suppress(OSError):
            self._lease.sendall(STOP + b"\n")
        self.close()
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            if not (self.folder / ADDRESS_FILE).exists():
                lock = lock_file(self.folder / "lock")
                if lock is not None:
                    lock.close()
                    return
            elif self._others_use_it():
                return
            time.sleep(0.02)

    def _others_use_it(self) -> bool:
        """Whether the supervisor still takes leases a moment after we asked it to stop."""
        time.sleep(0.6)
        return _read_address(self.folder) is not None

    def close(self) -> None:
        """Give the lease back; the server stops when it has been idle for a while."""
        self._lease.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _acquire(self, start_seconds: float) -> tuple[socket.socket, dict[str, Any]]:
        """Connect to the supervisor of the folder, starting one where there is none."""
        deadline = time.monotonic() + start_seconds
        while time.monotonic() < deadline:
            address = _read_address(self.folder)
            if address is not None:
                leased = _ask_for_lease(address, deadline)
                if leased is not None:
                    return leased
            if _start_supervisor(self._orders):
                continue
            time.sleep(0.05)  # somebody else's is about to start or to end
        raise StoreLockedError(
            f"{self.folder} is held by another process, which does not answer: "
            "wait for it or end it, or choose another folder with --store"
        )


def _orders(
    folder: Path, passwords: _Passwords, heap: str, idle_seconds: float, start_seconds: float
) -> dict[str, Any]:
    """What a supervisor needs to know, as graph/supervisor.py describes it."""
    return {
        "folder": str(folder),
        "command": _command(folder, heap),
        "idle_seconds": idle_seconds,
        "start_seconds": start_seconds,
        "database": DATABASE,
        "root_password": passwords.root,
        "users": {
            WRITER: {"password": passwords.writer, "group": WRITER},
            READER: {"password": passwords.reader, "group": READER},
        },
    }


def _read_address(folder: Path) -> dict[str, Any] | None:
    try:
        return dict(json.loads((folder / ADDRESS_FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return None


def _ask_for_lease(address: dict[str, Any], deadline: float) -> tuple[socket.socket, dict[str, Any]] | None:
    """A lease from the supervisor at `address` once its server answers; None where none listens there any more."""
    try:
        connection = socket.create_connection(("127.0.0.1", address["port"]), timeout=5)
    except OSError:
        return None
    try:
        connection.sendall(address["token"].encode() + b"\n")
        connection.settimeout(max(deadline - time.monotonic(), 0.1))
        heard = b""
        while not heard.endswith(b"\n"):
            part = connection.recv(4096)
            if not part:
                connection.close()
                return None
            heard += part
        answer = json.loads(heard)
    except (OSError, ValueError):
        connection.close()
        return None
    if answer.get("proof") != address["proof"]:  # somebody else's port by now
        connection.close()
        return None
    if "error" in answer:
        connection.close()
        raise _error(answer)
    connection.settimeout(5)
    return connection, answer


def _start_supervisor(orders: dict[str, Any]) -> bool:
    """Start a supervisor; False where another has the folder."""
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", str(_SUPERVISOR)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=flags,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process.stdin as orders_to, process.stdout as said:
        orders_to.write(json.dumps(orders).encode())
        orders_to.close()
        line = said.readline()
    if sys.platform == "win32":
        process.returncode = 0  # it goes on by itself: not ours to wait for
    else:
        process.wait()
    try:
        answer = json.loads(line)
    except ValueError:
        raise StoreUnavailableError("the embedded server's supervisor did not start") from None
    if "error" in answer:
        raise _error(answer)
    return "started" in answer


def _error(answer: dict[str, Any]) -> StoreError:
    return _ERRORS.get(answer["error"], StoreUnavailableError)(answer["message"])


def _open_folder(folder: Path) -> _Passwords:
    """The passwords of the store in `folder`; a new or empty folder becomes a store."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        store_file = folder / _STORE_FILE
        if not store_file.exists():
            _make_store(folder)
        store = json.loads(store_file.read_text(encoding="utf-8"))
        passwords = _Passwords(**store["passwords"])
        made_by, made_format = store["engine_version"], store["format"]
    except PermissionError as error:
        raise StoreAuthError(f"{folder} belongs to another user: {error.strerror}") from error
    except FileExistsError as error:
        raise StoreUnavailableError(f"{folder} is a file; a store is a folder") from error
    except OSError as error:
        raise _os_error(folder, error) from error
    except (ValueError, KeyError, TypeError) as error:
        raise StoreUnavailableError(f"{folder / _STORE_FILE} is damaged: {error!r}") from error
    if made_format != _FORMAT or _numbers(made_by) > _numbers(_engine_version()):
        raise StoreUnavailableError(
            f"{folder} was made by {_PACKAGE} {made_by}, newer than the one installed: upgrade shutu"
        )
    return passwords


def _os_error(folder: Path, error: OSError) -> StoreError:
    import errno

    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return StoreFullError(f"no space left where the graph is kept ({folder})")
    return StoreUnavailableError(f"{folder} cannot be used: {error.strerror}")


def _make_store(folder: Path) -> None:
    """Lay out a store. Two processes may try at once: a lock lets one of them."""
    deadline = time.monotonic() + 10
    while (lock := lock_file(folder / "making.lock")) is None:
        if time.monotonic() > deadline:
            raise StoreLockedError(f"another process has been making the store {folder} for long")
        time.sleep(0.02)
    with lock:
        if (folder / _STORE_FILE).exists():
            return
        ours = {"making.lock", "server", _STORE_FILE + ".new"}
        foreign = sorted(path.name for path in folder.iterdir() if path.name not in ours)
        if foreign:
            raise StoreUnavailableError(f"{folder} is no graph store and not empty (it holds {foreign[0]})")
        config = folder / "server" / "config"
        config.mkdir(parents=True, exist_ok=True)
        (folder / "server" / "databases").mkdir(exist_ok=True)
        passwords = {name: secrets.token_urlsafe(24) for name in ("root", WRITER, READER)}
        _write_private(folder / "server" / "root-password", passwords["root"])
        _write_private(config / "server-groups.json", json.dumps(_groups(), indent=2))
        store = {
            "format": _FORMAT,
            "engine": _PACKAGE,
            "engine_version": _engine_version(),
            "passwords": passwords,
        }
        _write_private(folder / _STORE_FILE, json.dumps(store, indent=2))


def _groups() -> dict[str, Any]:
    """ArcadeDB's access control: what each group of users may do in every database."""
    groups = {
        name: {
            "resultSetLimit": -1,
            "readTimeout": -1,
            "access": database,
            "types": {"*": {"access": records}},
        }
        for name, (database, records) in _GROUPS.items()
    }
    return {"databases": {"*": {"groups": groups}}, "version": 2}


def _write_private(path: Path, text: str) -> None:
    """Write a file that only its owner reads, whole or not at all."""
    scratch = path.with_name(path.name + ".new")
    with os.fdopen(
        os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(text)
    scratch.replace(path)


def _engine_version() -> str:
    try:
        return version(_PACKAGE)
    except PackageNotFoundError:
        raise StoreUnavailableError(
            f"the embedded graph store needs the package {_PACKAGE}, which this platform has no wheel of or which is "
            "not installed: use Neo4j (--store neo4j://…)"
        ) from None


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())


def _command(folder: Path, heap: str) -> list[str]:
    """The command that runs the server; the supervisor fills in {bolt_port} and {http_port}."""
    _engine_version()
    spec = find_spec(_MODULE)
    places = list(spec.submodule_search_locations or ()) if spec else []
    if not places:
        raise StoreUnavailableError(f"the package {_PACKAGE} is damaged: install it again")
    package = Path(places[0])
    java = package / "jre" / "bin" / ("java.exe" if sys.platform == "win32" else "java")
    jars = [
        str(jar)
        for jar in sorted((package / "jars").glob("*.jar"))
        if not any(jar.name.startswith(f"arcadedb-{part}") for part in _UNUSED_JARS)
    ]
    root = folder / "server"
    settings = {
        "arcadedb.server.rootPath": root,
        "arcadedb.server.databaseDirectory": root / "databases",
        "arcadedb.server.configDirectory": root / "config",
        # By file: the command line of a process is everybody's to read.
        "arcadedb.server.rootPasswordPath": root / "root-password",
        "arcadedb.server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "arcadedb.bolt.host": "127.0.0.1",
        "arcadedb.bolt.port": "{bolt_port}",
        "arcadedb.bolt.defaultDatabase": DATABASE,
        "arcadedb.server.httpIncomingHost": "127.0.0.1",
        "arcadedb.server.httpIncomingPort": "{http_port}",
        # Each commit reaches the disk before it is acknowledged; measured to cost nothing.
        "arcadedb.txWalFlush": "2",
        # Queries have no business with files or other machines.
        "arcadedb.opencypher.loadCsv.allowFileUrls": "false",
        "arcadedb.opencypher.loadCsv.allowRemoteUrls": "false",
        "arcadedb.server.httpsIncomingPort": "0",
    }
    return [
        str(java),
        f"-Xmx{heap}",
        "--add-modules=jdk.incubator.vector",
        "--enable-native-access=ALL-UNNAMED",
        "-Djava.awt.headless=true",
        "-Dfile.encoding=UTF-8",
        *(f"-D{name}={value}" for name, value in settings.items()),
        "-cp",
        os.pathsep.join(jars),
        "com.arcadedb.server.ArcadeDBServer",
    ]
