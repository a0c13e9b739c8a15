"""A real Neo4j server for tests and benchmarks, without Docker: its jars come from Maven Central.

    python -m tools.neo4j_server provision      fetch the jars once (about 140 MB), print where they are
    python -m tools.neo4j_server run            run one in the foreground, print its address and password

In Python::

    with Neo4jServer() as server:
        GraphDatabase.driver(server.uri, auth=(server.username, server.password))

The jars are kept in ``$XDG_CACHE_HOME/shutu`` (``~/.cache/shutu``), outside the repository. Each server has a
home folder, free ports on loopback and a random password of its own; authentication is always on. Needs Java 17
or 21, and Maven for the first time. Standard library only.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from graph.supervisor import free_ports

__all__ = ["VERSION", "Neo4jServer", "Neo4jUnavailableError", "provision"]

#: The server under test: the newest patch of the 5.26 long-term line when this was written.
VERSION = "5.26.30"
#: Neo4j Browser is released on its own; this is the last one for Neo4j 5.
BROWSER_VERSION = "5.24.0"
#: `neo4j` brings the server's main class and its admin commands; import and storage are not among its own parts.
ARTIFACTS = (
    ("org.neo4j", "neo4j", VERSION),
    ("org.neo4j.app", "neo4j-server", VERSION),
    ("org.neo4j", "neo4j-record-storage-engine", VERSION),
    ("org.neo4j", "neo4j-consistency-check", VERSION),
    ("org.neo4j", "neo4j-import-tool", VERSION),
    ("org.neo4j.client", "neo4j-browser", BROWSER_VERSION),
)
COPY_DEPENDENCIES = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
SERVER_MAIN = "org.neo4j.server.CommunityEntryPoint"
ADMIN_MAIN = "org.neo4j.cli.AdminTool"
JAVA_OPTIONS = (
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "-Dfile.encoding=UTF-8",
    "-Dlog4j2.disable.jmx=true",
)


class Neo4jUnavailableError(Exception):
    """Neo4j cannot be had here; the message says what is missing."""


def cache_folder() -> Path:
    """Where the jars of this version are kept."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "shutu" / f"neo4j-{VERSION}"


def java_command() -> str:
    """The Java to run Neo4j with.

    Raises:
        Neo4jUnavailableError: no Java, or none that Neo4j 5.26 runs on.

    """
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if not java:
        raise Neo4jUnavailableError("no java on the PATH and no JAVA_HOME: install Java 17 or 21")
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', said)
    if version is None or version[1] not in {"17", "21"}:
        raise Neo4jUnavailableError(
            f"Neo4j {VERSION} runs on Java 17 or 21; {java} says: {said.strip()[:80]}"
        )
    return java


def provision() -> Path:
    """The folder with the server's jars, fetched with Maven if it is not there yet.

    Safe to call from several processes: each fetches into a folder of its own, the first to finish wins.

    Raises:
        Neo4jUnavailableError: Maven is missing, or could not fetch them.

    """
    folder = cache_folder()
    jars = folder / "lib"
    if jars.is_dir():
        return jars
    maven = shutil.which("mvn")
    if not maven:
        raise Neo4jUnavailableError(f"no mvn on the PATH to fetch Neo4j {VERSION} with: install Maven")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix="fetch-") as scratch:
        pom = Path(scratch) / "pom.xml"
        pom.write_text(_pom(), encoding="utf-8")
        fetched = Path(scratch) / "lib"
        done = subprocess.run(
            [
                maven,
                "-B",
                "-q",
                "-f",
                str(pom),
                COPY_DEPENDENCIES,
                f"-DoutputDirectory={fetched}",
                "-DincludeScope=runtime",
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode or not fetched.is_dir():
            raise Neo4jUnavailableError(f"Maven could not fetch Neo4j {VERSION}:\n{done.stdout[-2000:]}")
        with contextlib.suppress(OSError):  # another process was faster
            fetched.rename(jars)
    return jars


def _pom() -> str:
    dependencies = "".join(
        f"<dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId><version>{version}</version></dependency>"
        for group, artifact, version in ARTIFACTS
    )
    return (
        '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
        "<groupId>shutu</groupId><artifactId>neo4j-for-tests</artifactId><version>1</version><packaging>pom</packaging>"
        f"<dependencies>{dependencies}</dependencies></project>"
    )


class Neo4jServer:
    """One Neo4j server in a home folder of its own; a context manager that starts and stops it.

    Args:
        home: where data, configuration and logs are kept; a temporary folder, removed at the end, by default.
        settings: lines of neo4j.conf on top of ours.
        heap: memory of the Java heap, as Java writes it.
        tls: also take encrypted connections (``bolt+ssc://``), with a certificate signed by itself; needs openssl.

    """

    username = "neo4j"

    def __init__(
        self,
        home: Path | None = None,
        settings: Mapping[str, str] | None = None,
        heap: str = "512m",
        *,
        tls: bool = False,
    ) -> None:
        self._scratch = None if home else tempfile.TemporaryDirectory(prefix="shutu-neo4j-")
        self.home = Path(home) if home else Path(self._scratch.name)  # type: ignore[union-attr]
        # No other characters: neo4j-admin takes a leading hyphen for an option.
        self.password = secrets.token_hex(16)
        self.bolt_port, self.http_port = free_ports(2)
        self._heap = heap
        self._settings = {**(self._make_certificate() if tls else {}), **(settings or {})}
        self._process: subprocess.Popen[bytes] | None = None
        self._java = java_command()
        self._jars = provision()
        self._prepare()

    @property
    def uri(self) -> str:
        """Address for a driver."""
        return f"neo4j://127.0.0.1:{self.bolt_port}"

    @property
    def http(self) -> str:
        """Address of the HTTP interface; Neo4j Browser is at ``/browser/``."""
        return f"http://127.0.0.1:{self.http_port}"

    @property
    def pid(self) -> int:
        """Process id of the running server."""
        if self._process is None:
            raise RuntimeError("the server is not running")
        return self._process.pid

    @property
    def log(self) -> str:
        """What the server said so far."""
        path = self.home / "console.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def _prepare(self) -> None:
        conf = self.home / "conf"
        conf.mkdir(parents=True, exist_ok=True)
        settings = {
            "server.default_listen_address": "127.0.0.1",
            "server.default_advertised_address": "127.0.0.1",
            "server.bolt.listen_address": f"127.0.0.1:{self.bolt_port}",
            "server.bolt.advertised_address": f"127.0.0.1:{self.bolt_port}",
            "server.http.listen_address": f"127.0.0.1:{self.http_port}",
            "server.http.advertised_address": f"127.0.0.1:{self.http_port}",
            "server.https.enabled": "false",
            "server.memory.pagecache.size": "64m",
            "dbms.security.auth_enabled": "true",
            "dbms.usage_report.enabled": "false",
            # Transaction logs are preallocated: 256 MB each by default, too much for many short lives.
            "db.tx_log.rotation.size": "16m",
            **self._settings,
        }
        lines = "".join(f"{name}={value}\n" for name, value in settings.items())
        (conf / "neo4j.conf").write_text(lines, encoding="utf-8")
        if not (self.home / "data" / "dbms").exists():
            self.admin("dbms", "set-initial-password", self.password)

    def _make_certificate(self) -> dict[str, str]:
        """Make a certificate for loopback; returns the settings that make Bolt take encrypted connections too."""
        folder = self.home / "certificates" / "bolt"
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3", "-subj", "/CN=localhost",
             "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
             "-keyout", str(folder / "private.key"), "-out", str(folder / "public.crt")],
            capture_output=True,
            check=True,
        )  # fmt: skip
        return {
            "server.bolt.tls_level": "OPTIONAL",
            "dbms.ssl.policy.bolt.enabled": "true",
            "dbms.ssl.policy.bolt.base_directory": str(folder),
            "dbms.ssl.policy.bolt.private_key": "private.key",
            "dbms.ssl.policy.bolt.public_certificate": "public.crt",
            "dbms.ssl.policy.bolt.client_auth": "NONE",
        }

    def admin(self, *arguments: str) -> str:
        """Run a ``neo4j-admin`` command on this server's home, and return what it printed.

        Raises:
            RuntimeError: the command failed; the message ends with its output.

        """
        done = subprocess.run(
            [
                self._java,
                *JAVA_OPTIONS,
                f"-Xmx{self._heap}",
                "-cp",
                f"{self._jars}{os.sep}*",
                ADMIN_MAIN,
                *arguments,
            ],
            # An import writes its report into the folder it is run from.
            cwd=self.home,
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"neo4j-admin {arguments[0]} failed:\n{done.stdout[-3000:]}")
        return done.stdout

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}

    def start(self, timeout: float = 300) -> Self:
        """Start the server and wait until it answers, at most `timeout` seconds.

        Raises:
            Neo4jUnavailableError: it ended, or did not answer in time; the message ends with its log.

        """
        if self._process is not None:
            raise RuntimeError("the server is already running")
        command = [
            self._java, *JAVA_OPTIONS, f"-Xmx{self._heap}", "-cp", f"{self._jars}{os.sep}*", SERVER_MAIN,
            f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}", "--console-mode",
        ]  # fmt: skip
        with (self.home / "console.log").open("ab") as log:
            self._process = subprocess.Popen(
                command,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509
            )
        deadline = time.monotonic() + timeout
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise Neo4jUnavailableError(f"Neo4j {VERSION} did not start:\n{self.log[-3000:]}")
            time.sleep(0.1)
        return self

    def _answers(self) -> bool:
        """Whether its database answers a query."""
        login = base64.b64encode(f"{self.username}:{self.password}".encode()).decode()
        request = urllib.request.Request(
            f"{self.http}/db/neo4j/query/v2",
            data=json.dumps({"statement": "RETURN 1"}).encode(),
            headers={"Authorization": f"Basic {login}", "Content-Type": "application/json"},
        )
        try:
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
                request, timeout=10
            ) as answer:
                return bool(answer.status < 300)
        except (OSError, urllib.error.URLError):
            return False

    def stop(self, timeout: float = 60) -> None:
        """Stop the server in good order; does nothing where it does not run."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def kill(self) -> None:
        """End the server as a power cut would, as far as the process goes."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        self._process = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        if self._scratch is not None:
            self._scratch.cleanup()


def _end_with_parent() -> None:
    """Ask Linux to end this process when its parent dies, so that a killed test run leaves no server behind."""
    import ctypes

    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)


def main() -> None:
    """Command line: see the module's text."""
    parser = argparse.ArgumentParser(description="A real Neo4j server from Maven Central, for tests")
    parser.add_argument("action", choices=["provision", "run"])
    action = parser.parse_args().action
    try:
        if action == "provision":
            print(provision())
            return
        with Neo4jServer() as server:
            print(f"NEO4J_URI={server.uri} NEO4J_USERNAME={server.username} NEO4J_PASSWORD={server.password}")
            print(f"Neo4j Browser: {server.http}/browser/   Ctrl+C stops the server.", flush=True)
            with contextlib.suppress(KeyboardInterrupt):
                signal.pause()
    except Neo4jUnavailableError as error:
        raise SystemExit(str(error)) from None


if __name__ == "__main__":
    main()
