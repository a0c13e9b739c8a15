"""Keeps one embedded graph server alive for as long as somebody uses it. Run as a program, never imported by ours.

``python supervisor.py`` reads its orders, one JSON object, on standard input::

    {"folder": store folder, "command": [java, …, with {bolt_port} and {http_port} in place of ports],
     "idle_seconds": …, "start_seconds": …, "database": name, "users": {name: {"password": …, "group": …}},
     "root_password": …}

It takes the lock of the store folder, starts the server, sees to its database and users, and writes
``server.json``: where clients find it. A client connects to its loopback port, says the token, and hears
``{"ready": true, "proof": …, "bolt_port": …}`` as soon as the server answers. The open connection is its lease: the
operating system closes it when the client dies, however it dies. With no lease left for `idle_seconds` the server
is stopped and the supervisor ends. A server that dies under its clients is started again on the same ports,
where the clients' drivers retry. If the supervisor itself is killed, Linux ends the server with it; elsewhere the
next supervisor does.

Whoever runs this program reads one line from it, ``{"started": true}``, ``{"locked": true}`` where another supervisor
has the folder, or ``{"error": code, "message": …}``; it then goes on in the background, without a terminal.

Standard library only, so that it starts in a few hundredths of a second and runs isolated (``-I -S``).
"""

from __future__ import annotations

import base64
import contextlib
import errno
import json
import os
import secrets
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

LOCK_FILE = "lock"
ADDRESS_FILE = "server.json"
#: Orders of clients.
STOP = b"stop"
RENEW = b"renew"
#: A server that dies more often than this within a minute is not started again.
MOST_RESTARTS = 3
POLL_SECONDS = 0.25
#: Ports of servers: below those that Linux, Windows and macOS give to outgoing connections.
PORTS = range(15_000, 32_000)
#: What the server's log says when somebody else has a port of it; the process then does not end by itself.
PORT_TAKEN = ("Unable to listen", "Address already in use")
MOST_PORTS_TRIED = 8
LOG_TAIL = 4000
#: With less than this free, a disk counts as full.
LEAST_FREE_BYTES = 4 * 1024 * 1024

#: Tells the program that started us how it went; only the first call counts.
Report = Callable[[dict[str, Any]], None]


class StartError(Exception):
    """The server cannot be started; the message is for the user. `kind` is an error code of shutu's tree."""

    def __init__(self, message: str, kind: str = "store-unavailable") -> None:
        super().__init__(message)
        self.kind = kind


def lock_file(path: Path) -> IO[bytes] | None:
    """Open `path` and lock it for this process; None where another process has it. Freed when the process ends."""
    handle = path.open("a+b")
    try:
        if sys.platform == "win32":
            import msvcrt

            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        handle.close()
        return None
    return handle


def free_ports(count: int) -> list[int]:
    """TCP ports of loopback that are free now, all different.

    Not those that the system would give: it gives them to outgoing connections too, one of which may have taken the
    port by the time the server asks for it.
    """
    probes: list[socket.socket] = []
    try:
        while len(probes) < count:
            probe = socket.socket()
            probes.append(probe)
            try:
                probe.bind(("127.0.0.1", PORTS.start + secrets.randbelow(len(PORTS))))
            except OSError:
                probes.pop().close()
        return [int(probe.getsockname()[1]) for probe in probes]
    finally:
        for probe in probes:
            probe.close()


def end_with_parent() -> Callable[[], None] | None:
    """What the server's process must run first, so that Linux ends it when the supervisor dies."""
    if sys.platform != "linux":
        return None
    import ctypes

    prctl = ctypes.CDLL(None).prctl
    pr_set_pdeathsig = 1
    supervisor = os.getpid()

    def in_child() -> None:
        prctl(pr_set_pdeathsig, signal.SIGKILL)
        if os.getppid() != supervisor:  # it died before we asked
            os._exit(1)

    return in_child


class Server:
    """The graph server as a child process on fixed ports."""

    def __init__(self, orders: dict[str, Any]) -> None:
        self.orders = orders
        self.folder = Path(orders["folder"])
        self.bolt_port, self.http_port = free_ports(2)
        self.log = self.folder / "server.log"
        self.process: subprocess.Popen[bytes] | None = None
        self.ports_tried = 1
        self.started_at = 0.0
        self.ready = False
        self.provided = False

    def start(self) -> None:
        """Start the process; it is ready some time later."""
        ports = {"bolt_port": self.bolt_port, "http_port": self.http_port}
        command = [part.format(**ports) if "_port}" in part else part for part in self.orders["command"]]
        self.ready = False
        self.started_at = time.monotonic()
        with self.log.open("wb") as log:
            try:
                self.process = subprocess.Popen(
                    command,
                    cwd=self.folder / "server",
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    preexec_fn=end_with_parent(),  # noqa: PLW1509  (we have no threads)
                )
            except OSError as error:
                raise StartError(
                    f"the embedded server's Java does not run here ({error}); use Neo4j"
                ) from error

    @property
    def dead(self) -> bool:
        """Whether the process has ended."""
        return self.process is not None and self.process.poll() is not None

    def moved(self) -> bool:
        """Start the server on other ports where somebody else has one of its own; False where that is not the matter.

        Only before it was ready the first time: later its clients know its ports.
        """
        if self.provided or self.ports_tried >= MOST_PORTS_TRIED:
            return False
        tail = self.tail()
        if not any(words in tail for words in PORT_TAKEN):
            return False
        if self.process is not None:
            self.process.kill()  # a server that did not get its ports does not end when it is asked to
            self.process.wait()
        self.ports_tried += 1
        self.bolt_port, self.http_port = free_ports(2)
        self.start()
        return True

    def tail(self) -> str:
        """The last lines of its log."""
        with contextlib.suppress(OSError):
            return self.log.read_bytes()[-LOG_TAIL:].decode("utf-8", "replace").strip()
        return ""

    def why(self) -> StartError:
        """What went wrong, from the log."""
        tail = self.tail()
        # On a full disk the log cannot be written either.
        if "No space left" in tail or shutil.disk_usage(self.folder).free < LEAST_FREE_BYTES:
            return self._full()
        if "GLIBC_" in tail:
            return StartError("the embedded server needs glibc 2.34 or newer; use Neo4j here")
        return StartError(
            f"the embedded server did not start; its log, {self.log}, ends with:\n{tail[-1500:]}"
        )

    def check_ready(self) -> bool:
        """Whether the server answers; sees to its database and users the first time it does."""
        if self.ready:
            return True
        try:
            self._request("ready", None)
        except (OSError, urllib.error.URLError):
            if time.monotonic() - self.started_at > self.orders["start_seconds"]:
                raise self.why() from None
            return False
        self._provide()
        self.ready = self.provided = True
        return True

    def _provide(self) -> None:
        """Make the database and the users that are not there yet."""
        database = self.orders["database"]
        if database not in self._command("list databases").get("result", []):
            self._command(f"create database {database}")
        known = {user["name"] for user in self._ask("server/users").get("result", [])}
        for name, user in self.orders["users"].items():
            if name not in known:
                record = {
                    "name": name,
                    "password": user["password"],
                    "databases": {database: [user["group"]]},
                }
                self._command(f"create user {json.dumps(record)}")

    def _command(self, command: str) -> dict[str, Any]:
        return self._ask("server", {"command": command})

    def _ask(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """Ask the server as its administrator."""
        try:
            return dict(json.loads(self._request(path, body) or b"{}"))
        except urllib.error.HTTPError as error:
            detail = error.read().decode("utf-8", "replace")
            if error.code in {401, 403}:
                raise StartError(
                    f"{self.folder} was made with other passwords than its store.json holds", "store-auth"
                ) from error
            if "No space left" in detail:
                raise self._full() from error
            raise StartError(f"the embedded server: {detail}") from error
        except (OSError, ValueError) as error:
            raise StartError(f"the embedded server: {error}") from error

    def _full(self) -> StartError:
        return StartError(f"no space left where the graph is kept ({self.folder})", "store-full")

    def _request(self, path: str, body: dict[str, Any] | None) -> bytes:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.http_port}/api/v1/{path}",
            data=None if body is None else json.dumps(body).encode(),
        )
        if path != "ready":
            login = base64.b64encode(f"root:{self.orders['root_password']}".encode()).decode()
            request.add_header("Authorization", f"Basic {login}")
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=30 if path != "ready" else 2) as answer:
            return bytes(answer.read())

    def stop(self) -> None:
        """Stop the process in good order, or without it."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Supervisor:
    """Leases, and the server that lives as long as there are any."""

    def __init__(self, orders: dict[str, Any], report: Report) -> None:
        self.orders = orders
        self.report = report
        self.folder = Path(orders["folder"])
        self.address_file = self.folder / ADDRESS_FILE
        #: What a client says to us, and what we say to it: both stand in the address file, which only its user reads.
        self.token = secrets.token_urlsafe(24)
        self.proof = secrets.token_urlsafe(24)
        self.server = Server(orders)
        self.selector = selectors.DefaultSelector()
        self.listener = socket.socket()
        #: Clients, with what they have said so far; None once they have said the token.
        self.clients: dict[socket.socket, bytes | None] = {}
        #: Clients who wait for the server.
        self.waiting: set[socket.socket] = set()
        self.idle_since = time.monotonic()
        self.deaths: deque[float] = deque(maxlen=MOST_RESTARTS + 1)
        self.stopping = False

    def run(self) -> None:
        """Serve until nobody needs it any more."""
        self.listener.bind(("127.0.0.1", 0))
        self.listener.listen(64)
        self.listener.setblocking(False)
        self.selector.register(self.listener, selectors.EVENT_READ)
        end_server_of_a_dead_supervisor(self.address_file)
        try:
            try:
                self.server.start()
                self._publish()
                self.report({"started": True})
                self._serve()
            except StartError as error:
                # Whoever asks within the next moments hears why.
                self.report({"error": error.kind, "message": str(error)})
                self._tell_failure(error)
        finally:
            self.address_file.unlink(missing_ok=True)
            self.listener.close()
            self.server.stop()

    def _publish(self) -> None:
        """Tell clients where we are; readable by this user only."""
        process = self.server.process
        address = {
            "port": self.listener.getsockname()[1],
            "token": self.token,
            "proof": self.proof,
            "supervisor_pid": os.getpid(),
            "server_pid": process.pid if process else None,
            "bolt_port": self.server.bolt_port,
            "http_port": self.server.http_port,
        }
        scratch = self.address_file.with_suffix(".new")
        with os.fdopen(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(address, file)
        scratch.replace(self.address_file)

    def _serve(self) -> None:
        while not self.stopping:
            self._listen(0.05 if self.waiting else POLL_SECONDS)
            if self.server.dead:
                self._start_again()
            elif not self.server.ready and self.server.moved():
                self._publish()
            elif self.server.check_ready():
                for client in list(self.waiting):
                    ports = {"bolt_port": self.server.bolt_port, "http_port": self.server.http_port}
                    self._answer(client, {"ready": True, **ports})
                self.waiting.clear()
            if self.clients:
                self.idle_since = time.monotonic()
            elif time.monotonic() - self.idle_since > self.orders["idle_seconds"]:
                return
            if not self.address_file.exists():  # the store's folder was deleted under us
                return

    def _start_again(self) -> None:
        """Start the server again, on the same ports where clients know them, unless it keeps dying."""
        if self.server.moved():
            self._publish()
            return
        now = time.monotonic()
        self.deaths.append(now)
        often = len(self.deaths) == self.deaths.maxlen and now - self.deaths[0] < 60
        if often or not self.server.provided:  # it never came up: another try will not help
            raise self.server.why()
        self.server.start()
        self._publish()

    def _listen(self, timeout: float) -> None:
        for key, _ in self.selector.select(timeout):
            if key.fileobj is self.listener:
                self._welcome()
            else:
                self._hear(key.fileobj)  # type: ignore[arg-type]

    def _welcome(self) -> None:
        with contextlib.suppress(OSError):
            client, _ = self.listener.accept()
            client.setblocking(False)
            self.clients[client] = b""
            self.selector.register(client, selectors.EVENT_READ)

    def _hear(self, client: socket.socket) -> None:
        try:
            said = client.recv(4096)
        except BlockingIOError:
            return
        except OSError:
            said = b""
        if not said:
            self._forget(client)
            return
        before = self.clients[client]
        if before is None:
            self._order(client, said.strip())
            return
        words = before + said
        if b"\n" not in words:
            self.clients[client] = words
            if len(words) > 4096:
                self._forget(client)
            return
        token, _, rest = words.partition(b"\n")
        if not secrets.compare_digest(token, self.token.encode()):
            self._forget(client)
            return
        self.clients[client] = None
        self.waiting.add(client)
        if rest.strip():
            self._order(client, rest.strip())

    def _order(self, client: socket.socket, order: bytes) -> None:
        """What a client can say when it goes: that the server shall stop if nobody else uses it, or start afresh."""
        self._forget(client)
        if order == STOP or (order == RENEW and not self.clients):
            self.stopping = not self.clients
        elif order == RENEW:
            self.server.stop()
            self.server.start()
            self._publish()

    def _answer(self, client: socket.socket, message: dict[str, Any]) -> None:
        try:
            client.sendall(json.dumps({"proof": self.proof, **message}).encode() + b"\n")
        except OSError:
            self._forget(client)

    def _forget(self, client: socket.socket) -> None:
        self.clients.pop(client, None)
        self.waiting.discard(client)
        with contextlib.suppress(KeyError, ValueError):
            self.selector.unregister(client)
        client.close()

    def _tell_failure(self, error: StartError) -> None:
        """Give everybody who asks the reason, for a moment, then end."""
        until = time.monotonic() + 2
        while time.monotonic() < until:
            for client in list(self.waiting):
                self._answer(client, {"error": error.kind, "message": str(error)})
                self._forget(client)
            self._listen(0.05)


def end_server_of_a_dead_supervisor(address_file: Path) -> None:
    """Where the system does not end a server with its supervisor, end what a killed one left. We hold the lock."""
    if sys.platform in {"linux", "win32"}:
        return
    try:
        pid = int(json.loads(address_file.read_text())["server_pid"])
    except (OSError, ValueError, KeyError, TypeError):
        return
    # Another process may have that number by now: only a server of this very folder is ours to end.
    shown = subprocess.run(
        ["ps", "-p", str(pid), "-o", "command="], capture_output=True, text=True, check=False
    ).stdout
    if str(address_file.parent) in shown:
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGKILL)


def detach(log: Path) -> Report:
    """Go on in the background, and return what tells the program that started us one thing, once.

    On POSIX the process that was started ends as soon as that is said, so that it leaves no zombie behind.
    """
    if sys.platform == "win32":
        said = os.dup(1)
    else:
        heard, said = os.pipe()
        if os.fork():
            os.close(said)
            with os.fdopen(heard, "rb") as pipe:
                os.write(
                    1, pipe.read() or b'{"error": "store-unavailable", "message": "the supervisor died"}'
                )
            os._exit(0)
        os.close(heard)
        os.setsid()
    os.umask(0o077)  # what reports say is for the owner of the store
    nothing = os.open(os.devnull, os.O_RDWR)
    try:
        complaints = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError:  # a full disk: do without
        complaints = nothing
    for stream, target in ((0, nothing), (1, complaints), (2, complaints)):
        os.dup2(target, stream)

    def report(message: dict[str, Any]) -> None:
        nonlocal said
        if said >= 0:
            with contextlib.suppress(OSError):
                os.write(said, json.dumps(message).encode() + b"\n")
            os.close(said)
            said = -1

    return report


def main() -> None:
    """Take orders, take the lock, serve."""
    orders = json.load(sys.stdin)
    folder = Path(orders["folder"])
    report = detach(folder / "supervisor.log")
    try:
        lock = lock_file(folder / LOCK_FILE)
        if lock is None:
            report({"locked": True})  # another one was faster, or is about to end
            return
        supervisor = Supervisor(orders, report)

        def stop(_number: int, _frame: object) -> None:
            supervisor.stopping = True

        signal.signal(signal.SIGTERM, stop)
        with lock:
            supervisor.run()
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        report(
            {"error": "store-full" if full else "store-unavailable", "message": f"{folder}: {error.strerror}"}
        )
        raise


if __name__ == "__main__":
    main()
