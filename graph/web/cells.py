"""Results of queries as a table shows them, as CSV holds them, and as the graph view draws them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from neo4j.graph import Node, Path, Relationship

from graph.values import short
from graph.web.reads import ENTITY_LABELS, Element, Elements, caption, element_of, main_label

__all__ = ["Cell", "cell_of", "csv_lines", "elements_in", "number"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One value in a table."""

    text: str
    #: Page of the node that it is; empty where it has none.
    href: str = ""
    numeric: bool = False


def number(value: float | None) -> str:
    """A number for people: thousands separated, no more than two decimals."""
    if value is None:
        return ""
    rounded = round(value, 2)
    return f"{int(rounded):,}" if float(rounded).is_integer() else f"{rounded:,}"


def cell_of(value: Any) -> Cell:
    """A value as a table shows it."""
    match value:
        case None:
            return Cell("")
        case bool():
            return Cell("✓" if value else "✗")
        case int() | float():
            # Years and offsets are read as they stand; only fractions are rounded.
            return Cell(str(value) if isinstance(value, int) else number(value), numeric=True)
        case Node():
            return Cell(caption(dict(value)), _page_of(value))
        case Path():
            return Cell(" → ".join(caption(dict(node)) for node in value.nodes))
        case list():
            return Cell("、".join(cell_of(item).text for item in value))
        case Mapping():
            return Cell("，".join(f"{name}: {cell_of(item).text}" for name, item in value.items()))
    return Cell(value if isinstance(value, str) else short(value))


def _page_of(node: Node) -> str:
    label = main_label(node.labels)
    if label == "Report":
        return f"/report/{node['id']}"
    return f"/entity/{label}/{node['id']}" if label in ENTITY_LABELS else ""


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """CSV, a line at a time, with the mark by which spreadsheets know UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    out.write("\ufeff")
    writer.writerow(columns)
    for row in rows:
        yield out.getvalue()
        out.seek(0)
        out.truncate()
        writer.writerow([_harmless(_plain(value)) for value in row])
    yield out.getvalue()


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else cell_of(value).text


def _harmless(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula is quoted: reports are not ours."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def elements_in(rows: Iterable[Sequence[Any]]) -> Elements:
    """Nodes and relationships in a result, for the graph view."""
    nodes: dict[str, Element] = {}
    ties: dict[str, Relationship] = {}
    for value in _parts(value for row in rows for value in row):
        if isinstance(value, Node):
            nodes[value.element_id] = element_of(value)
        else:
            ties[value.element_id] = value
    edges: dict[str, dict[str, str]] = {}
    for tie in ties.values():
        start, end = (nodes.get(node.element_id) if node is not None else None for node in tie.nodes)
        if start and end:
            key = f"{start['id']}|{tie.type}|{end['id']}"
            edges[key] = {"id": key, "source": start["id"], "target": end["id"], "type": tie.type}
    return {
        "nodes": list({node["id"]: node for node in nodes.values()}.values()),
        "edges": list(edges.values()),
    }


def _parts(values: Iterable[Any]) -> Iterator[Node | Relationship]:
    """Nodes and relationships among values, and inside paths, lists and maps."""
    for value in values:
        match value:
            case Node() | Relationship():
                yield value
            case Path():
                yield from value.nodes
                yield from value.relationships
            case list():
                yield from _parts(value)
            case Mapping():
                yield from _parts(value.values())
