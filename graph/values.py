"""Values of query results as plain data and as short text: nodes, relationships, paths, lists, maps, dates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from neo4j.graph import Node, Path, Relationship

__all__ = ["caption", "plain", "short"]

#: Properties that say best what a node is, in order of preference.
CAPTIONS = ("caption", "name", "title", "heading", "text", "explanation", "id")
#: Longest text of a node's caption.
CAPTION_LENGTH = 30


def plain(value: Any) -> Any:
    """A value as JSON knows them.

    A node becomes ``{"labels": […], "properties": {…}}``, a relationship ``{"type": …, "start": id, "end": id,
    "properties": {…}}``, a path the nodes and relationships along it.
    """
    match value:
        case Node():
            return {"labels": sorted(value.labels), "properties": plain(dict(value))}
        case Relationship():
            start, end = ((node.get("id") if node is not None else None) for node in value.nodes)
            return {"type": value.type, "start": start, "end": end, "properties": plain(dict(value))}
        case Path():
            return {
                "nodes": [plain(node) for node in value.nodes],
                "relationships": [plain(relationship) for relationship in value.relationships],
            }
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(item) for item in value]
        case None | bool() | int() | float() | str():
            return value
        case bytes() | bytearray():
            return value.hex()
    return value.iso_format() if hasattr(value, "iso_format") else str(value)


def short(value: Any) -> str:
    """A value as a person wants to read it in a table."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case Node():
            return f"({':'.join(['', *sorted(value.labels)])} {caption(dict(value))})"
        case Relationship():
            return f"[:{value.type}]"
        case Path():
            steps = [short(value.start_node)] if value.start_node is not None else []
            for relationship, node in zip(value.relationships, value.nodes[1:], strict=False):
                forward = relationship.end_node == node
                steps.append(f"-{short(relationship)}->" if forward else f"<-{short(relationship)}-")
                steps.append(short(node))
            return "".join(steps)
        case Mapping():
            return "{" + ", ".join(f"{key}: {short(item)}" for key, item in value.items()) + "}"
        case list() | tuple() | set() | frozenset():
            return "[" + ", ".join(short(item) for item in value) + "]"
    return str(plain(value))


def caption(properties: Mapping[str, Any]) -> str:
    """What to call a node, from its properties."""
    text = next((str(properties[name]) for name in CAPTIONS if properties.get(name) is not None), "")
    return text if len(text) <= CAPTION_LENGTH else text[: CAPTION_LENGTH - 1] + "…"
