"""`shutu browse` as a process: it prints where it is, answers, and asks strangers for a token."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPCookieProcessor, build_opener, urlopen

import pytest
from click.testing import CliRunner

from graph.browse_commands import browse


@contextmanager
def browsing(store: Path, *options: str) -> Iterator[str]:
    """The address that the command prints."""
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "browse",
        "--store",
        str(store),
        "--port",
        "0",
        "--no-open",
        *options,
    ]
    environment = {**os.environ, "SHUTU_STORE_IDLE_SECONDS": "5", "SHUTU_STORE_HEAP": "256m"}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    )
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)
        process.stdout.close()


def test_it_prints_an_address_that_answers(tmp_path: Path) -> None:
    with browsing(tmp_path / "store") as address, urlopen(address, timeout=30) as answer:
        page = answer.read().decode()
        assert answer.headers["Server"] is None
    assert "shutu ingest" in page  # the graph is empty, and the page says what to do


def test_elsewhere_it_asks_for_the_token_that_it_printed(tmp_path: Path) -> None:
    with browsing(tmp_path / "store", "--host", "0.0.0.0") as address:
        parts = urlsplit(address)
        bare = f"http://127.0.0.1:{parts.port}/"
        with pytest.raises(HTTPError, match="401") as refused:
            urlopen(bare, timeout=30)
        refused.value.close()
        opener = build_opener(HTTPCookieProcessor())
        with opener.open(f"{bare}?{parts.query}", timeout=30) as answer:
            assert answer.status == 200
            assert "token" not in answer.geturl()


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(browse, ["--store", str(tmp_path / "store"), "--port", port, "--no-open"])
    assert result.exit_code == 1
    assert "--port 0" in result.output
