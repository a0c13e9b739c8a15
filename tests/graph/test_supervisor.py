"""The supervisor's server: it comes up though somebody else has taken a port that was free a moment ago."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import pytest

from graph.embedded import _open_folder, _orders
from graph.supervisor import PORTS, Server, free_ports


def test_ports_are_free_different_and_not_given_to_outgoing_connections() -> None:
    ports = free_ports(20)
    assert len(set(ports)) == 20
    assert all(port in PORTS for port in ports)
    for port in ports:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", port))


@pytest.mark.parametrize("taken", ["http_port", "bolt_port"])
def test_a_server_whose_port_was_taken_meanwhile_starts_on_others(tmp_path: Path, taken: str) -> None:
    server = Server(_orders(tmp_path, _open_folder(tmp_path), "256m", 5, 60))
    first = getattr(server, taken)
    with socket.create_server(("127.0.0.1", first)):
        server.start()
        try:
            deadline = time.monotonic() + 60
            while not (server.ready or server.moved() or server.check_ready()):
                assert time.monotonic() < deadline, server.tail()
                time.sleep(0.1)
            while not server.check_ready():
                assert time.monotonic() < deadline, server.tail()
                time.sleep(0.1)
            assert getattr(server, taken) != first
            assert server.ports_tried == 2
            assert not server.moved()  # its clients know its ports from now on
        finally:
            server.stop()
