"""The one seam to the database: a `GraphStore` runs Cypher, on the embedded server or on Neo4j, and nothing else.

Both speak Bolt, so that the driver, the Cypher and the code above are the same. What differs is here: how one is
reached, who may write, and what its errors mean.
"""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self, TypeVar
from urllib.parse import urlsplit

import neo4j
from neo4j import exceptions as bolt

from graph.columns import returned_columns
from pipeline.errors import (
    QueryError,
    ReadOnlyError,
    SettingsError,
    StoreAuthError,
    StoreError,
    StoreFullError,
    StoreUnavailableError,
)

if TYPE_CHECKING:
    from graph.embedded import EmbeddedServer
    from pipeline.settings import Settings

__all__ = ["ConflictError", "GraphStore", "StoreKind", "Table", "Transaction", "is_address", "open_store"]

StoreKind = Literal["embedded", "neo4j"]
Transaction = neo4j.ManagedTransaction
Result = TypeVar("Result")

# What the driver logs on its way to an exception, the exception says too.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

#: Schemes of Neo4j addresses; anything else is the path of an embedded store.
SCHEMES = frozenset({"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"})
#: Oldest Neo4j that the Cypher written here runs on.
OLDEST_NEO4J = (5, 0)
#: How long the driver tries again what may succeed in a moment (deadlocks, a server that restarts), in seconds.
RETRY_SECONDS = 30.0
#: Rows that a result is asked for at a time, as the driver does by itself.
STREAMED_ROWS = 1000
#: How often a transaction is tried again that another writer got in the way of.
CONFLICT_RETRIES = 8

_FULL_SIGNS = ("no space left on device", "not enough space", "disk is full", "disk quota exceeded")
#: Neo4j's codes for a transaction that it could not put on its disk.
_WRITE_FAILED = frozenset(
    {
        "Neo.DatabaseError.Transaction.TransactionLogError",
        "Neo.DatabaseError.Transaction.TransactionCommitFailed",
    }
)
#: What Neo4j says from then on.
_HALTED = "needs to be restarted"


class ConflictError(StoreError):
    """Another writer changed, in the middle of a transaction, what it builds on. It is tried again."""


class Table:
    """Rows of a query with the names of its columns, values as the driver gives them."""

    __slots__ = ("columns", "rows")

    def __init__(self, columns: list[str], rows: list[list[Any]]) -> None:
        self.columns = columns
        self.rows = rows


def is_address(store: str) -> bool:
    """Whether `store` is the address of a Neo4j server rather than a folder."""
    return "://" in store


def open_store(address: str, settings: Settings | None = None) -> GraphStore:
    """Open the graph store at `address`: a folder for the embedded one, or a ``neo4j://`` or ``bolt://`` address.

    Args:
        address: for Neo4j, user and database come from `settings`.
        settings: read from the surroundings by default.

    Raises:
        SettingsError: the address has an unknown scheme, or Neo4j's password is not set.
        StoreUnavailableError: it cannot be reached or started, or is too old.
        StoreAuthError: it refused the user or the password.

    """
    if settings is None:
        from pipeline.settings import load_settings

        settings = load_settings()
    return _open_neo4j(address, settings) if is_address(address) else _open_embedded(address, settings)


def _open_neo4j(address: str, settings: Settings) -> GraphStore:
    parts = urlsplit(address)
    if parts.scheme not in SCHEMES:
        raise SettingsError(
            f"store {address}: unknown scheme {parts.scheme}://; one of {', '.join(sorted(SCHEMES))}, or a folder"
        )
    if parts.username or parts.password:
        raise SettingsError(
            "the store's address must not hold a password: set NEO4J_USERNAME and NEO4J_PASSWORD"
        )
    if settings.neo4j_password is None:
        raise SettingsError(f"the password for {address} is not set: set NEO4J_PASSWORD")
    login = (settings.neo4j_username, settings.neo4j_password.get_secret_value())
    store = GraphStore(
        "neo4j", address, address, settings.neo4j_database, writer=login, reader=login, server=None
    )
    try:
        store.check()
    except BaseException:
        store.close()
        raise
    return store


def _open_embedded(address: str, settings: Settings) -> GraphStore:
    from graph.embedded import DATABASE, READER, WRITER, EmbeddedServer

    folder = Path(address)
    server = EmbeddedServer(folder, heap=settings.store_heap, idle_seconds=settings.store_idle_seconds)
    return GraphStore(
        "embedded",
        address,
        server.uri,
        DATABASE,
        writer=server.login(WRITER),
        reader=server.login(READER),
        server=server,
    )


class GraphStore:
    """An open graph store. Made by `open_store`; a context manager.

    Reading and writing go through driver-managed transactions: what fails in passing (a deadlock, a lost connection,
    a server that restarts) is tried again, so work handed in must bear being run twice; each transaction is undone
    whole where it fails. All methods raise errors of the StoreError tree only.
    """

    def __init__(
        self,
        kind: StoreKind,
        address: str,
        uri: str,
        database: str | None,
        *,
        writer: tuple[str, str],
        reader: tuple[str, str],
        server: EmbeddedServer | None,
    ) -> None:
        self.kind = kind
        #: As the user gave it.
        self.address = address
        #: Where the driver connects to.
        self.uri = uri
        self.database = database
        self._logins = {neo4j.WRITE_ACCESS: writer, neo4j.READ_ACCESS: reader}
        self._server = server
        self._drivers: dict[tuple[str, str], neo4j.Driver] = {}
        self._opening = threading.Lock()
        self._was_full = False

    def execute_read(self, cypher: str, /, **params: Any) -> list[dict[str, Any]]:
        """Rows of a query that only reads; the database itself refuses one that writes.

        Raises:
            ReadOnlyError: the query writes.
            QueryError: the query is wrong.

        """
        return self._run(neo4j.READ_ACCESS, lambda transaction: _rows(transaction, cypher, params))

    def execute_write(self, cypher: str, /, **params: Any) -> list[dict[str, Any]]:
        """Run one query in a transaction of its own, and return its rows."""
        return self._run(neo4j.WRITE_ACCESS, lambda transaction: _rows(transaction, cypher, params))

    def write(self, work: Callable[[Transaction], Result]) -> Result:
        """Run `work` in one transaction: all of it is kept, or nothing."""
        return self._run(neo4j.WRITE_ACCESS, work)

    def read(self, work: Callable[[Transaction], Result]) -> Result:
        """Run `work` in one transaction that may only read."""
        return self._run(neo4j.READ_ACCESS, work)

    def table(self, cypher: str, params: Mapping[str, Any] | None = None, *, write: bool = False) -> Table:
        """The result of a user's query, with its column names."""

        def work(transaction: Transaction) -> Table:
            result = transaction.run(_literal(cypher), dict(params or {}))
            rows = [list(record.values()) for record in result]
            return Table(list(result.keys()) or returned_columns(cypher), rows)

        return self._run(neo4j.WRITE_ACCESS if write else neo4j.READ_ACCESS, work)

    def execute_schema(self, statement: str) -> None:
        """Run a statement that changes constraints or indexes; on its own, as databases want it."""
        with self._translated(), self._session(neo4j.WRITE_ACCESS) as session:
            session.run(_literal(statement)).consume()

    def stream(
        self, cypher: str, at_a_time: int = STREAMED_ROWS, /, **params: Any
    ) -> Iterator[dict[str, Any]]:
        """Rows of a reading query as they come, for results that must not be held in memory. Not tried again.

        Args:
            cypher: the query.
            at_a_time: rows that are asked for at a time; few where few may be needed.
            params: its parameters.

        """
        with self._translated(), self._session(neo4j.READ_ACCESS, at_a_time) as session:
            for record in session.run(_literal(cypher), params):
                yield dict(record)

    def check(self) -> None:
        """See that the store answers and is one that we can work with.

        Raises:
            StoreUnavailableError: no answer, or too old.
            StoreAuthError: wrong user or password.

        """
        with self._translated():
            driver = self._driver(neo4j.WRITE_ACCESS)
            driver.verify_connectivity()
        if self.kind == "neo4j":
            self._check_version()

    def _check_version(self) -> None:
        rows = self.execute_read("CALL dbms.components() YIELD name, versions RETURN versions[0] AS version")
        version = str(rows[0]["version"]) if rows else "0"
        numbers = tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
        if numbers < OLDEST_NEO4J:
            wanted = ".".join(str(number) for number in OLDEST_NEO4J)
            raise StoreUnavailableError(f"{self.address} is Neo4j {version}; shutu needs {wanted} or newer")

    def http_address(self) -> str | None:
        """Address of the embedded server's HTTP interface; None for Neo4j."""
        return self._server.http if self._server else None

    def writer_login(self) -> tuple[str, str]:
        """User and password of who may write."""
        return self._logins[neo4j.WRITE_ACCESS]

    def close(self) -> None:
        """Close connections. An embedded server stops by itself when it has been idle for a while."""
        for driver in self._drivers.values():
            driver.close()
        self._drivers.clear()
        if self._server is not None:
            if self._was_full:
                self._server.renew()
            else:
                self._server.close()

    def stop(self) -> None:
        """Close, and have an embedded server stopped at once if nobody else uses it."""
        server, self._server = self._server, None
        self.close()
        if server is not None:
            server.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _run(self, access: str, work: Callable[[Transaction], Result]) -> Result:
        with self._translated():
            for attempt in range(CONFLICT_RETRIES):
                try:
                    return self._run_once(access, work)
                except (ConflictError, bolt.ClientError) as error:
                    if not _is_conflict(error):
                        raise
                    time.sleep(random.uniform(0.01, 0.05) * 2**attempt)  # noqa: S311
            return self._run_once(access, work)

    def _run_once(self, access: str, work: Callable[[Transaction], Result]) -> Result:
        with self._session(access) as session:
            return session.execute_write(work) if access == neo4j.WRITE_ACCESS else session.execute_read(work)

    def _session(self, access: str, at_a_time: int = STREAMED_ROWS) -> neo4j.Session:
        return self._driver(access).session(
            database=self.database, default_access_mode=access, fetch_size=at_a_time
        )

    def _driver(self, access: str) -> neo4j.Driver:
        login = self._logins[access]
        with self._opening:
            if login not in self._drivers:
                self._drivers[login] = neo4j.GraphDatabase.driver(
                    self.uri,
                    auth=login,
                    max_transaction_retry_time=RETRY_SECONDS,
                    connection_timeout=10.0,
                    notifications_min_severity="OFF" if self.kind == "neo4j" else None,
                    telemetry_disabled=True,
                    user_agent="shutu",
                )
            return self._drivers[login]

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Turn the driver's errors into ours."""
        try:
            yield
        except (bolt.Neo4jError, bolt.DriverError) as error:
            raise self._error(error) from error
        except ValueError as error:
            if "Cannot resolve address" in str(error):
                raise StoreUnavailableError(f"{self.address}: {error}") from error
            raise

    def _error(self, error: bolt.Neo4jError | bolt.DriverError) -> StoreError:
        message = (error.message or "") if isinstance(error, bolt.Neo4jError) else str(error)
        code = (error.code or "") if isinstance(error, bolt.Neo4jError) else ""
        # The embedded server keeps the reason of a failed commit to itself.
        full_disk = self._server is not None and self._server.disk_is_full
        if full_disk or any(sign in message.lower() for sign in _FULL_SIGNS):
            self._was_full = True
            return StoreFullError(
                f"{self.address}: no space left where the graph is kept; free some and run again"
            )
        if code in _WRITE_FAILED:
            return StoreFullError(
                f"{self.address}: Neo4j could not write a transaction, most likely because no space is left where the "
                f"graph is kept; free some, restart Neo4j, and run again ({message})"
            )
        if _HALTED in message:
            return StoreUnavailableError(f"{self.address}: {message} Restart Neo4j, and run again.")
        if isinstance(error, bolt.AuthError | bolt.TokenExpired) or code.endswith("AuthenticationRateLimit"):
            user = self._logins[neo4j.WRITE_ACCESS][0]
            return StoreAuthError(
                f"{self.address} refused user {user}: check NEO4J_USERNAME and NEO4J_PASSWORD ({message})"
            )
        if code == "Neo.ClientError.Security.CredentialsExpired":
            return StoreAuthError(f"{self.address}: the password has expired; change it in Neo4j first")
        if isinstance(error, bolt.Forbidden) or code == "Neo.ClientError.Statement.AccessMode":
            return ReadOnlyError(f"the query changes the graph, which needs --write ({message})")
        if code in {
            "Neo.ClientError.Database.DatabaseNotFound",
            "Neo.TransientError.Database.DatabaseUnavailable",
        }:
            return StoreUnavailableError(
                f"{self.address}: no database {self.database}: check NEO4J_DATABASE ({message})"
            )
        if isinstance(error, bolt.ServiceUnavailable | bolt.SessionExpired | bolt.ConfigurationError):
            return StoreUnavailableError(f"{self.address} cannot be reached: {message}")
        if isinstance(error, bolt.ClientError) and not code.startswith("Neo.ClientError.Transaction."):
            return QueryError(message)
        return StoreError(f"{self.address}: {message}")


def _is_conflict(error: Exception) -> bool:
    """Whether a transaction failed because of another writer, in one of the ways that the driver does not try again.

    Both made the same new node, and the constraint let one of them; or one deleted a node that the other had found.
    """
    return (
        isinstance(error, ConflictError | bolt.ConstraintError)
        or getattr(error, "code", None) == "Neo.ClientError.Statement.EntityNotFound"
    )


def _rows(transaction: Transaction, cypher: str, params: dict[str, Any]) -> list[dict[str, Any]]:
    return [dict(record) for record in transaction.run(_literal(cypher), params)]


def _literal(cypher: str) -> Any:
    """The driver's type stubs ask for literal strings, to keep values out of query text; ours go in as parameters."""
    return cypher
