"""Rows: what one source puts into the graph, as data. One pydantic model for each kind, derived from the model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict, StrictBool, StrictFloat, StrictInt, StrictStr, create_model

from graph.model import MODEL, Property, PropertyType

__all__ = ["NODE_ROWS", "RELATIONSHIP_ROWS", "Ends", "GraphRows", "node_row", "relationship_row"]

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")

#: Type of a relationship with the labels of its start and its end.
Ends = tuple[str, str, str]

_TYPES: dict[PropertyType, Any] = {
    "string": StrictStr,
    "integer": StrictInt,
    "float": StrictFloat,
    "boolean": StrictBool,
    "string[]": list[StrictStr],
}


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


#: Names of the properties of each relationship type.
_NAMES = {kind.type: tuple(known.name for known in kind.properties) for kind in MODEL.relationships}


def _row_model(name: str, properties: tuple[Property, ...]) -> type[BaseModel]:
    fields: dict[str, Any] = {
        known.name: (_TYPES[known.type], ...) if known.required else (_TYPES[known.type] | None, None)
        for known in properties
    }
    return create_model(name, __base__=_Row, **fields)


#: Row model of each label.
NODE_ROWS: dict[str, type[BaseModel]] = {
    node.label: _row_model(f"{node.label}Row", node.properties) for node in MODEL.nodes
}
#: Row model of each relationship type: its properties.
RELATIONSHIP_ROWS: dict[str, type[BaseModel]] = {
    kind.type: _row_model(f"{kind.type.title().replace('_', '')}Row", kind.properties)
    for kind in MODEL.relationships
}


def node_row(label: str, properties: dict[str, Any]) -> dict[str, Any]:
    """`properties` of a node, checked against the model; those that are None are left out.

    Raises:
        pydantic.ValidationError: one is missing, unknown, or of the wrong type.

    """
    return _checked(NODE_ROWS[label], properties)


def relationship_row(kind: str, properties: dict[str, Any]) -> dict[str, Any]:
    """`properties` of a relationship, checked against the model; those that are None are left out.

    Raises:
        pydantic.ValidationError: one is missing, unknown, or of the wrong type.

    """
    return _checked(RELATIONSHIP_ROWS[kind], properties)


def _checked(shape: type[BaseModel], properties: dict[str, Any]) -> dict[str, Any]:
    # Ten thousand rows a second come through here: no call for each value, no instance for each row.
    given = {}
    for name, value in properties.items():
        if value is None:
            continue
        kind = type(value)
        given[name] = _storable(value) if kind is str or kind is list else value
    shape.__pydantic_validator__.validate_python(given)
    return given


def _storable(value: str | list[str]) -> str | list[str]:
    """`value` as a database takes it: lone surrogates, which no encoding has, become U+FFFD, one for one."""
    if isinstance(value, list):
        return [str(_storable(item)) for item in value]
    try:
        value.encode()
    except UnicodeEncodeError:
        return _LONE_SURROGATES.sub("\ufffd", value)
    return value


@dataclass(slots=True)
class GraphRows:
    """Nodes and relationships to be written, without doubles, by kind.

    A node is its properties, ``id`` among them; a relationship is the ids of its ends with its properties.
    """

    nodes: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    relationships: dict[Ends, dict[tuple[Any, ...], dict[str, Any]]] = field(default_factory=dict)

    def add_node(self, label: str, properties: dict[str, Any]) -> str:
        """Add a node unless it is there; returns its id."""
        identity: str = properties["id"]
        known = self.nodes.setdefault(label, {})
        if identity not in known:
            known[identity] = node_row(label, properties)
        return identity

    def add_relationship(
        self, ends: Ends, start: str, end: str, properties: dict[str, Any] | None = None
    ) -> None:
        """Add a relationship unless the very same is there."""
        row = relationship_row(ends[0], properties or {})
        key = (start, end, *[_hashable(row.get(name)) for name in _NAMES[ends[0]]])
        self.relationships.setdefault(ends, {}).setdefault(
            key, {"start": start, "end": end, "properties": row}
        )

    def merge(self, other: GraphRows) -> None:
        """Add all rows of `other`."""
        for label, nodes in other.nodes.items():
            self.nodes.setdefault(label, {}).update(nodes)
        for ends, relationships in other.relationships.items():
            self.relationships.setdefault(ends, {}).update(relationships)

    def node_batches(self) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """Rows of each label in the order of the model, sorted by id: parallel writers then lock in one order."""
        for node in MODEL.nodes:
            rows = self.nodes.get(node.label)
            if rows:
                yield node.label, [rows[identity] for identity in sorted(rows)]

    def relationship_batches(self) -> Iterator[tuple[Ends, list[dict[str, Any]]]]:
        """Rows of each kind of relationship in the order of the model, sorted by their shared end."""
        for kind in MODEL.relationships:
            for start, end in kind.ends:
                rows = self.relationships.get((kind.type, start, end))
                if rows:
                    ordered = sorted(rows.values(), key=lambda row: (row["end"], row["start"]))
                    yield (kind.type, start, end), ordered

    def __len__(self) -> int:
        """Number of nodes and relationships."""
        return sum(map(len, self.nodes.values())) + sum(map(len, self.relationships.values()))


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
