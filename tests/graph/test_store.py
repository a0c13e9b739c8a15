"""The one seam to the database: what it promises on both stores, and what its errors say."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph.store import ConflictError, GraphStore, Transaction, open_store
from pipeline.errors import (
    QueryError,
    ReadOnlyError,
    SettingsError,
    StoreAuthError,
    StoreUnavailableError,
)
from pipeline.settings import Settings, load_settings
from tools.neo4j_server import Neo4jServer

WRITING = [
    "CREATE (n:Program {id: 'b'}) RETURN n",
    "MERGE (n:Program {id: 'b'})",
    "MATCH (n) SET n.name = 'x'",
    "MATCH (n) REMOVE n.name",
    "MATCH (n) DETACH DELETE n",
    "CREATE INDEX something FOR (n:Program) ON (n.something)",
    "MATCH (n) WITH n LIMIT 1 CALL { WITH n SET n.name = 'x' } RETURN 1",
]


@pytest.fixture
def one_node(store: GraphStore) -> GraphStore:
    store.execute_write("CREATE (n:Program {id: 'a', name: '三会一课', kind: 'numeric'})")
    return store


@pytest.mark.parametrize("query", WRITING)
def test_the_database_refuses_to_write_in_a_reading_query(one_node: GraphStore, query: str) -> None:
    for attempt in (one_node.execute_read, one_node.table):
        with pytest.raises(ReadOnlyError, match="--write"):
            attempt(query)
    assert one_node.execute_read("MATCH (n) RETURN n.id AS id, n.name AS name") == [
        {"id": "a", "name": "三会一课"}
    ]


def test_a_query_may_write_where_it_is_said(one_node: GraphStore) -> None:
    one_node.table("MATCH (n:Program) SET n.category = '党建'", write=True)
    assert one_node.table("MATCH (n:Program) RETURN n.category AS category").rows == [["党建"]]


def test_parameters_may_have_any_name(one_node: GraphStore) -> None:
    rows = one_node.execute_read(
        "MATCH (n:Program {id: $cypher}) RETURN n.name AS name, $self AS s", cypher="a", self=1
    )
    assert rows == [{"name": "三会一课", "s": 1}]


def test_columns_come_in_the_order_of_the_query_even_without_rows(one_node: GraphStore) -> None:
    table = one_node.table("MATCH (n:Role) RETURN n.name AS z, n.id AS a")
    assert (table.columns, table.rows) == (["z", "a"], [])


@pytest.mark.parametrize("query", ["RETURN 1 +", "MATCH (n RETURN n", "nonsense"])
def test_a_query_that_cannot_be_read_is_the_users_error(store: GraphStore, query: str) -> None:
    with pytest.raises(QueryError):
        store.table(query)


def test_a_missing_parameter_is_the_users_error(store: GraphStore) -> None:
    if store.kind == "neo4j":
        with pytest.raises(QueryError, match="nowhere"):
            store.table("RETURN $nowhere")


def test_a_transaction_that_fails_leaves_nothing(store: GraphStore) -> None:
    def work(transaction: Transaction) -> None:
        transaction.run("CREATE (:Program {id: 'x', name: 'y', kind: 'named'})").consume()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.write(work)
    assert store.execute_read("MATCH (n) RETURN n") == []


def test_what_another_writer_got_in_the_way_of_is_tried_again(store: GraphStore) -> None:
    attempts = []

    def work(transaction: Transaction) -> int:
        attempts.append(1)
        transaction.run("CREATE (:Program {id: 'x', name: 'y', kind: 'named'})").consume()
        if len(attempts) < 3:
            raise ConflictError("as if a node had vanished")
        return len(attempts)

    assert store.write(work) == 3
    assert store.execute_read("MATCH (n:Program) RETURN count(n) AS n") == [{"n": 1}]


def test_the_constraint_keeps_two_nodes_from_having_one_id(one_node: GraphStore) -> None:
    with pytest.raises(QueryError):
        one_node.execute_write("CREATE (:Program {id: 'a'})")


def test_results_can_be_read_as_they_come(store: GraphStore) -> None:
    store.execute_write(
        "UNWIND range(1, 3000) AS i CREATE (:Program {id: toString(i), name: 'x', kind: 'named'})"
    )
    rows = store.stream("MATCH (n:Program) RETURN n.id AS id")
    assert next(rows)["id"]
    assert len(list(rows)) == 2999


def test_a_long_text_and_every_character_come_back_as_they_were(store: GraphStore) -> None:
    text = "三会一课\u0001\U0001f600\u202e\"'\\\n\t" + "村" * 2_000_000
    store.execute_write("CREATE (:Report {id: 'x', text: $text})", text=text)
    assert store.execute_read("MATCH (r:Report) RETURN r.text AS text") == [{"text": text}]


@pytest.mark.parametrize("address", ["http://localhost:7474", "mysql://x", "neo5j://x"])
def test_an_unknown_kind_of_address_is_the_users_error(address: str) -> None:
    with pytest.raises(SettingsError, match="unknown scheme"):
        open_store(address, load_settings(neo4j_password="x"))


def test_a_password_in_the_address_is_refused() -> None:
    with pytest.raises(SettingsError, match="NEO4J_PASSWORD"):
        open_store("bolt://neo4j:secret@localhost:7687", load_settings(neo4j_password="x"))


def test_a_missing_password_is_the_users_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    with pytest.raises(SettingsError, match="NEO4J_PASSWORD"):
        open_store("bolt://localhost:7687", load_settings())


@pytest.mark.parametrize(
    "address", ["bolt://127.0.0.1:1", "neo4j://127.0.0.1:1", "bolt://no-such-host.invalid:7687"]
)
def test_a_server_that_cannot_be_reached_is_said_to_be_so(address: str) -> None:
    with pytest.raises(StoreUnavailableError, match="cannot be reached"):
        open_store(address, load_settings(neo4j_password="x"))


@pytest.mark.neo4j
def test_a_wrong_password_is_said_to_be_wrong(neo4j_settings: Settings) -> None:
    address = neo4j_settings.neo4j_uri or ""
    with pytest.raises(StoreAuthError, match="NEO4J_PASSWORD"):
        open_store(
            address, load_settings(neo4j_password="wrong", neo4j_username=neo4j_settings.neo4j_username)
        )


@pytest.mark.neo4j
def test_a_missing_database_is_named(neo4j_settings: Settings) -> None:
    settings = neo4j_settings.model_copy(update={"neo4j_database": "nowhere"})
    with pytest.raises(StoreUnavailableError, match="nowhere"):
        open_store(settings.neo4j_uri or "", settings)


@pytest.mark.neo4j
def test_a_database_can_be_named(neo4j_settings: Settings) -> None:
    settings = neo4j_settings.model_copy(update={"neo4j_database": "neo4j"})
    with open_store(settings.neo4j_uri or "", settings) as store:
        assert store.execute_read("RETURN 1 AS one") == [{"one": 1}]


@pytest.mark.neo4j
def test_a_server_that_is_too_old_is_refused(
    neo4j_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.store.OLDEST_NEO4J", (99, 0))
    with pytest.raises(StoreUnavailableError, match=r"Neo4j 5\.\d+.*99\.0 or newer"):
        open_store(neo4j_settings.neo4j_uri or "", neo4j_settings)


@pytest.mark.neo4j
@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate")
def test_an_encrypted_connection_works_and_a_certificate_that_nobody_vouches_for_is_refused(
    neo4j_server: Neo4jServer,
) -> None:
    settings = load_settings(neo4j_password=neo4j_server.password)
    for scheme in ("bolt+ssc", "neo4j+ssc"):
        with open_store(f"{scheme}://127.0.0.1:{neo4j_server.bolt_port}", settings) as store:
            assert store.execute_read("RETURN 1 AS one") == [{"one": 1}]
    with pytest.raises(StoreUnavailableError, match="cannot be reached"):
        open_store(f"bolt+s://127.0.0.1:{neo4j_server.bolt_port}", settings)


def test_a_store_can_be_opened_by_two_at_once(
    store: GraphStore, embedded_settings: Settings, request: pytest.FixtureRequest
) -> None:
    settings = embedded_settings if store.kind == "embedded" else request.getfixturevalue("neo4j_settings")
    with open_store(store.address, settings) as other:
        other.execute_write("CREATE (:Program {id: 'x', name: 'y', kind: 'named'})")
    assert store.execute_read("MATCH (n:Program) RETURN n.id AS id") == [{"id": "x"}]


def test_a_relative_folder_is_a_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, embedded_settings: Settings
) -> None:
    monkeypatch.chdir(tmp_path)
    store = open_store("shutu-graph", embedded_settings)
    assert (tmp_path / "shutu-graph" / "store.json").exists()
    store.stop()
