"""The whole graph in one canonical form: two graphs are equal exactly when their dumps are.

Nothing of the database's own (internal ids, the order of labels and properties) is in it.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.store import GraphStore

__all__ = ["Dump", "dump", "line"]

_NODES = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties"
_RELATIONSHIPS = (
    "MATCH (a)-[r]->(b) RETURN type(r) AS type, properties(r) AS properties, "
    "labels(a) AS start_labels, a.id AS start, labels(b) AS end_labels, b.id AS end"
)


@dataclass(frozen=True, slots=True)
class Dump:
    """All nodes and relationships as lines of JSON, with how often each occurs."""

    nodes: Counter[str]
    relationships: Counter[str]

    def difference(self, other: Dump, most: int = 10) -> str:
        """What one graph has and the other has not, for people; at most so many lines of each. Empty when equal."""
        lines = []
        for mine, theirs in ((self.nodes, other.nodes), (self.relationships, other.relationships)):
            lines += [f"- {line} ×{count}" for line, count in sorted((mine - theirs).items())[:most]]
            lines += [f"+ {line} ×{count}" for line, count in sorted((theirs - mine).items())[:most]]
        return "\n".join(lines)

    def __len__(self) -> int:
        """Number of nodes and relationships."""
        return self.nodes.total() + self.relationships.total()


def dump(store: GraphStore) -> Dump:
    """Read the whole graph of `store`, whatever is in it."""
    nodes = Counter(line(sorted(row["labels"]), row["properties"]) for row in store.stream(_NODES))
    relationships = Counter(
        line(
            row["type"],
            [sorted(row["start_labels"]), row["start"]],
            [sorted(row["end_labels"]), row["end"]],
            row["properties"],
        )
        for row in store.stream(_RELATIONSHIPS)
    )
    return Dump(nodes, relationships)


def line(*parts: Any) -> str:
    """One node or relationship in its canonical form."""
    return json.dumps(parts, ensure_ascii=False, sort_keys=True)
