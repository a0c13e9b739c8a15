"""The graph that sources must make, worked out without a database: what both stores are held against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from graph.dump import Dump, line
from graph.mapping import map_source
from graph.model import MODEL
from graph.rows import GraphRows
from pipeline.models import ExtractedSource


def expected_dump(sources: Iterable[ExtractedSource]) -> Dump:
    """Canonical dump of the graph of these sources."""
    rows = GraphRows()
    for source in sources:
        rows.merge(map_source(source))
    labels = {
        (label, identity): _labels(label, node)
        for label, nodes in rows.nodes.items()
        for identity, node in nodes.items()
    }
    nodes = Counter(
        line(labels[label, node["id"]], node) for label, batch in rows.node_batches() for node in batch
    )
    relationships = Counter(
        line(
            kind,
            [labels[start, row["start"]], row["start"]],
            [labels[end, row["end"]], row["end"]],
            row["properties"],
        )
        for (kind, start, end), batch in rows.relationship_batches()
        for row in batch
    )
    return Dump(nodes, relationships)


def _labels(label: str, node: dict[str, Any]) -> list[str]:
    extra = MODEL.node(label).extra_label
    return sorted([label, extra[0]] if extra and node[extra[1]] == extra[2] else [label])
