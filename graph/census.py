"""How many there are of everything in a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import MODEL

if TYPE_CHECKING:
    from graph.store import GraphStore

__all__ = ["census"]


def census(store: GraphStore) -> dict[str, int]:
    """Label or relationship type -> how many."""
    counts = {}
    for label in (label for node in MODEL.nodes for label in node.labels):
        counts[label] = store.execute_read(f"MATCH (n:{label}) RETURN count(n) AS n")[0]["n"]
    for kind in MODEL.relationships:
        counts[kind.type] = store.execute_read(f"MATCH ()-[r:{kind.type}]->() RETURN count(r) AS n")[0]["n"]
    return counts
