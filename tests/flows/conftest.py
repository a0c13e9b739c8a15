"""A real Prefect API for the whole session, a real store, and a folder of a township office for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import flows  # noqa: F401  (before Prefect: it sets its surroundings)
from tests.flows.office import Office

if TYPE_CHECKING:
    from graph.store import GraphStore


@pytest.fixture(scope="session")
def prefect_api() -> Iterator[str]:
    """Address of a Prefect API server of this session."""
    from prefect.settings import PREFECT_API_URL
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        yield str(PREFECT_API_URL.value())


@pytest.fixture
def graph(embedded_store: GraphStore) -> GraphStore:
    """The session's embedded store, empty."""
    from graph.schema import prepare
    from tests.conftest import empty

    empty(embedded_store)
    prepare(embedded_store)
    return embedded_store


@pytest.fixture
def office(tmp_path: Path, prefect_api: str, graph: GraphStore, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An inbox with everything around it, and a graph."""
    monkeypatch.setenv("SHUTU_STORE_HEAP", "512m")
    # In this process: starting workers for each test takes longer than the test.
    monkeypatch.setenv("SHUTU_TASK_RUNNER", "threads")
    return Office(tmp_path, graph, prefect_api)
