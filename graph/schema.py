"""Constraints and indexes of a store: made where they are missing, from the model."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from base64 import b64encode
from typing import TYPE_CHECKING
from uuid import uuid4

from graph.model import MODEL
from graph.statements import Index, constraints, full_text_indexes, indexes
from pipeline.errors import QueryError, StoreError

if TYPE_CHECKING:
    from graph.model import Node
    from graph.store import GraphStore

__all__ = ["prepare"]

#: How long new indexes may take to be filled, in seconds.
INDEX_SECONDS = 300
#: How often a type of two labels is tried to be made, and the seconds between.
_TRIES, _PAUSE = 5, 0.1
#: Pairs of neighbouring characters: what Chinese without word borders is searched by.
NEO4J_ANALYZER = "cjk"
EMBEDDED_ANALYZER = "org.apache.lucene.analysis.cjk.CJKAnalyzer"


def prepare(store: GraphStore) -> None:
    """Make the constraints and indexes that are not there yet. Safe to call from several processes at once."""
    _make_indexes(store)
    if store.kind == "embedded":
        for node in MODEL.nodes:
            if node.extra_label:
                _make_joint_label(store, node)


def _make_joint_label(store: GraphStore, node: Node) -> None:
    """Let the embedded server make the type that it keeps nodes of two labels in, before two writers need it at once.

    Of two who make it at the same time one is told that it is there; from then on nobody has to.
    """
    label, both = node.labels[-1], ":".join(node.labels)
    for left in reversed(range(_TRIES)):
        if store.execute_read(f"MATCH (n:{label}) RETURN n.id AS id LIMIT 1"):
            return
        try:
            store.execute_write(f"CREATE (n:{both} {{id: $id}}) DELETE n", id=uuid4().hex)
        except StoreError:
            if not left:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _make_indexes(store: GraphStore) -> None:
    known = _known_names(store)
    missing = [
        index for index in (*constraints(), *indexes(), *full_text_indexes()) if index.name not in known
    ]
    for index in missing:
        _make(store, index)
    if not missing:
        return
    if store.kind == "neo4j":
        store.execute_read("CALL db.awaitIndexes($seconds)", seconds=INDEX_SECONDS)
    still = {index.name for index in missing} - _known_names(store)
    if still:
        raise StoreError(f"{store.address}: the store did not make the index {', '.join(sorted(still))}")


def _known_names(store: GraphStore) -> set[str]:
    rows = store.execute_read("SHOW INDEXES YIELD name, owningConstraint RETURN name, owningConstraint")
    return {str(value) for row in rows for value in row.values() if value}


def _make(store: GraphStore, index: Index) -> None:
    if index.kind == "full text":
        _make_full_text(store, index)
    elif store.kind == "embedded" and _has_full_text(index):
        # The embedded server has one index for a list of properties, be it of values or of words.
        _run(store, index.statement.replace(f"(n.{index.property})", f"(n.{index.property}, n.id)"))
    else:
        _run(store, index.statement)


def _has_full_text(index: Index) -> bool:
    return any(
        (index.label, index.property) == (other.label, other.property) for other in full_text_indexes()
    )


def _run(store: GraphStore, statement: str) -> None:
    try:
        store.execute_schema(statement)
    except QueryError as error:
        if "already exists" not in str(error).lower():  # another process was faster
            raise


def _make_full_text(store: GraphStore, index: Index) -> None:
    if store.kind == "neo4j":
        _run(
            store,
            f"CREATE FULLTEXT INDEX {index.name} IF NOT EXISTS FOR (n:{index.label}) ON EACH [n.{index.property}] "
            f"OPTIONS {{indexConfig: {{`fulltext.analyzer`: '{NEO4J_ANALYZER}'}}}}",
        )
        return
    # The embedded server has no Cypher for this, but SQL over its HTTP interface.
    metadata = json.dumps({"analyzer": EMBEDDED_ANALYZER})
    _sql(store, f"CREATE PROPERTY {index.label}.{index.property} IF NOT EXISTS STRING")
    _sql(
        store,
        f"CREATE INDEX {index.name} IF NOT EXISTS ON {index.label} ({index.property}) FULL_TEXT METADATA {metadata}",
    )


def _sql(store: GraphStore, command: str) -> None:
    user, password = store.writer_login()
    request = urllib.request.Request(  # noqa: S310  (loopback)
        f"{store.http_address()}/api/v1/command/{store.database}",
        data=json.dumps({"language": "sql", "command": command}).encode(),
        headers={"Authorization": "Basic " + b64encode(f"{user}:{password}".encode()).decode()},
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=INDEX_SECONDS) as answer:
            answer.read()
    except urllib.error.HTTPError as error:
        detail = error.read().decode("utf-8", "replace")
        if "already exists" not in detail:
            raise StoreError(f"{store.address}: {detail}") from error
    except OSError as error:
        raise StoreError(f"{store.address}: {error}") from error
