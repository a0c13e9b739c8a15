"""Real graph stores for tests: one embedded server and one Neo4j server for the whole session.

`store` runs a test once on each, with an empty graph. Neo4j comes from NEO4J_TEST_URI (with NEO4J_TEST_USERNAME and
NEO4J_TEST_PASSWORD), or is provisioned from Maven (see tools/neo4j_server.py). Where it cannot be had, its tests are
skipped and the summary says so in capitals; with SHUTU_REQUIRE_NEO4J=1, as in .ci/run, they fail.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import settings as hypothesis_settings

# In CI the same examples every time: a change is judged by what it changes. Elsewhere every run tries new ones.
# Nor is it judged by how busy the machine is.
hypothesis_settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    hypothesis_settings.load_profile("ci")

if TYPE_CHECKING:
    from graph.store import GraphStore
    from pipeline.settings import Settings
    from tools.neo4j_server import Neo4jServer

NO_NEO4J = "no Neo4j server"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly that half of the graph's promises went unchecked."""
    skipped = [
        report for report in terminalreporter.stats.get("skipped", []) if NO_NEO4J in str(report.longrepr)
    ]
    if skipped:
        terminalreporter.section(
            f"{len(skipped)} TESTS WITHOUT A NEO4J SERVER WERE SKIPPED", red=True, bold=True
        )
        terminalreporter.write_line(str(skipped[0].longrepr))


@pytest.fixture(scope="session")
def embedded_settings() -> Settings:
    """Settings for embedded stores of tests: little memory, gone soon after the tests."""
    from pipeline.settings import load_settings

    return load_settings(store_heap="512m", store_idle_seconds=20)


@pytest.fixture(scope="session")
def embedded_store(
    tmp_path_factory: pytest.TempPathFactory, embedded_settings: Settings
) -> Iterator[GraphStore]:
    """The session's embedded store, with whatever earlier tests left in it."""
    from graph.store import open_store

    store = open_store(str(tmp_path_factory.mktemp("embedded") / "store"), embedded_settings)
    yield store
    store.stop()


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Neo4jServer]:
    """The session's Neo4j server of our own: for tests that stop it or import into it. Not with NEO4J_TEST_URI."""
    from tools.neo4j_server import Neo4jServer, Neo4jUnavailableError

    try:
        server = Neo4jServer(tls=shutil.which("openssl") is not None)
    except Neo4jUnavailableError as error:
        neo4j_unavailable(str(error))
    with server:
        yield server


@pytest.fixture(scope="session")
def neo4j_settings(request: pytest.FixtureRequest) -> Settings:
    """Settings that lead to the session's Neo4j: address, user, password."""
    from pipeline.settings import load_settings

    address = os.environ.get("NEO4J_TEST_URI")
    if address:
        username = os.environ.get("NEO4J_TEST_USERNAME", "neo4j")
        password = os.environ.get("NEO4J_TEST_PASSWORD", "neo4j")
        return load_settings(neo4j_uri=address, neo4j_username=username, neo4j_password=password)
    server = request.getfixturevalue("neo4j_server")
    return load_settings(neo4j_uri=server.uri, neo4j_username=server.username, neo4j_password=server.password)


@pytest.fixture(scope="session")
def neo4j_store(neo4j_settings: Settings) -> Iterator[GraphStore]:
    """The session's Neo4j store, with whatever earlier tests left in it."""
    from graph.store import open_store
    from pipeline.errors import StoreUnavailableError

    assert neo4j_settings.neo4j_uri is not None
    try:
        store = open_store(neo4j_settings.neo4j_uri, neo4j_settings)
    except StoreUnavailableError as error:
        neo4j_unavailable(str(error))
    with store:
        yield store


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(request: pytest.FixtureRequest) -> GraphStore:
    """An empty graph with its constraints and indexes, on each of the two stores in turn."""
    from graph.schema import prepare

    opened: GraphStore = request.getfixturevalue(f"{request.param}_store")
    empty(opened)
    prepare(opened)
    return opened


def empty(store: GraphStore) -> None:
    """Delete all nodes and relationships, a few thousand at a time."""
    while store.execute_write("MATCH (n) WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS deleted")[0][
        "deleted"
    ]:
        pass


def neo4j_unavailable(reason: str) -> NoReturn:
    """Skip what needs Neo4j, or fail it where it is required."""
    if os.environ.get("SHUTU_REQUIRE_NEO4J") == "1":
        pytest.fail(f"Neo4j is required here (SHUTU_REQUIRE_NEO4J=1) and cannot be had: {reason}")
    pytest.skip(f"{NO_NEO4J}: {reason}")
