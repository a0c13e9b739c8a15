"""The graph as files: GraphML, JSON Lines, and CSV for ``neo4j-admin database import``.

All three are written as the graph is read, row by row, so that memory does not grow with it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from graph.model import MODEL, Node, Property, PropertyType
from graph.values import caption

if TYPE_CHECKING:
    from graph.store import GraphStore

__all__ = ["FORMATS", "Exported", "export"]

#: What separates the items of a list in CSV: a character that stands in no text of a report.
ARRAY_DELIMITER = "\x1f"

#: Characters that XML has no place for.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_GRAPHML_TYPES: dict[PropertyType, str] = {
    "string": "string",
    "integer": "long",
    "float": "double",
    "boolean": "boolean",
    "string[]": "string",
}
_CSV_TYPES: dict[PropertyType, str] = {
    "string": "string",
    "integer": "long",
    "float": "double",
    "boolean": "boolean",
    "string[]": "string[]",
}


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote."""

    files: list[Path]
    nodes: int
    relationships: int


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of relationship between two labels."""

    type: str
    start: str
    end: str


def export(store: GraphStore, folder: Path, formats: tuple[str, ...] = ()) -> Exported:
    """Write the graph into `folder`, which is made if need be; files of an earlier export are replaced.

    Args:
        store: what to export.
        folder: where to.
        formats: some of FORMATS; all by default.

    """
    folder.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    counts = (0, 0)
    for name in formats or tuple(FORMATS):
        written, counts = FORMATS[name](store, folder)
        files += written
    return Exported(files, *counts)


def _nodes(store: GraphStore, node: Node) -> Iterator[tuple[list[str], dict[str, Any]]]:
    """Labels and properties of all nodes of a kind."""
    query = f"MATCH (n:{node.label}) RETURN labels(n) AS labels, properties(n) AS properties"
    for row in store.stream(query):
        # The declared label first, whatever order the store has.
        yield sorted(row["labels"], key=lambda label: (label != node.label, label)), row["properties"]


def _relationships(store: GraphStore, kind: _Kind) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Start id, end id and properties of all relationships of a kind."""
    query = (
        f"MATCH (a:{kind.start})-[r:{kind.type}]->(b:{kind.end}) "
        "RETURN a.id AS start, b.id AS end, properties(r) AS properties"
    )
    for row in store.stream(query):
        yield row["start"], row["end"], row["properties"]


def _kinds() -> Iterator[_Kind]:
    for relationship in MODEL.relationships:
        for start, end in relationship.ends:
            yield _Kind(relationship.type, start, end)


# JSON Lines: one node or relationship a line, nodes first, in the form that APOC reads too


def _export_jsonl(store: GraphStore, folder: Path) -> tuple[list[Path], tuple[int, int]]:
    path = folder / "graph.jsonl"
    nodes = relationships = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for node in MODEL.nodes:
            for labels, properties in _nodes(store, node):
                nodes += 1
                _write_line(
                    file, {"type": "node", "id": properties["id"], "labels": labels, "properties": properties}
                )
        for kind in _kinds():
            for start, end, properties in _relationships(store, kind):
                relationships += 1
                ends = {
                    "start": {"id": start, "labels": [kind.start]},
                    "end": {"id": end, "labels": [kind.end]},
                }
                line = {"type": "relationship", "id": str(relationships), "label": kind.type, **ends}
                _write_line(file, {**line, "properties": properties})
    return [path], (nodes, relationships)


def _write_line(file: IO[str], item: dict[str, Any]) -> None:
    file.write(json.dumps(item, ensure_ascii=False) + "\n")


# GraphML, for Gephi, yEd and networkx


def _export_graphml(store: GraphStore, folder: Path) -> tuple[list[Path], tuple[int, int]]:
    from lxml import etree

    path = folder / "graph.graphml"
    counts = [0, 0]
    space = "http://graphml.graphdrawing.org/xmlns"
    with path.open("wb") as file, etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("graphml", nsmap={None: space}):
            for domain, known in (("node", _node_keys()), ("edge", _edge_keys())):
                for name, kind in known.items():
                    attributes = {"id": f"{domain[0]}_{name}", "for": domain}
                    xml.write(etree.Element("key", {**attributes, "attr.name": name, "attr.type": kind}))
                    xml.write("\n")
            with xml.element("graph", edgedefault="directed"):
                for node in MODEL.nodes:
                    for labels, properties in _nodes(store, node):
                        counts[0] += 1
                        element = etree.Element("node", id=_node_id(node.label, properties["id"]))
                        extra = {"labels": ":" + ":".join(labels), "label": caption(properties)}
                        _add_data(element, "n", {**properties, **extra})
                        xml.write(element)
                        xml.write("\n")
                for kind_ in _kinds():
                    for start, end, properties in _relationships(store, kind_):
                        counts[1] += 1
                        ends = {"source": _node_id(kind_.start, start), "target": _node_id(kind_.end, end)}
                        element = etree.Element("edge", {"id": f"e{counts[1]}", **ends})
                        _add_data(element, "e", {**properties, "label": kind_.type})
                        xml.write(element)
                        xml.write("\n")
    return [path], (counts[0], counts[1])


def _node_keys() -> dict[str, str]:
    """Name and GraphML type of all node properties; ``label`` is what programs show, ``labels`` what the node is."""
    keys = {"labels": "string", "label": "string"}
    for node in MODEL.nodes:
        keys.update(_keys(node.properties))
    return keys


def _edge_keys() -> dict[str, str]:
    keys = {"label": "string"}
    for relationship in MODEL.relationships:
        keys.update(_keys(relationship.properties))
    return keys


def _keys(properties: tuple[Property, ...]) -> dict[str, str]:
    return {known.name: _GRAPHML_TYPES[known.type] for known in properties}


def _node_id(label: str, identity: str) -> str:
    return f"{label}-{identity}"


def _add_data(element: Any, prefix: str, values: dict[str, Any]) -> None:
    from lxml import etree

    for name, value in values.items():
        data = etree.SubElement(element, "data", key=f"{prefix}_{name}")
        text = json.dumps(value) if isinstance(value, bool) else json.dumps(value, ensure_ascii=False)
        data.text = _NOT_XML.sub("\ufffd", value if isinstance(value, str) else text)


# CSV, one file for each label and each kind of relationship, with the header line that neo4j-admin reads


def _export_csv(store: GraphStore, folder: Path) -> tuple[list[Path], tuple[int, int]]:
    target = folder / "neo4j-import"
    target.mkdir(exist_ok=True)
    for old in target.glob("*.csv"):
        old.unlink()
    files, arguments, counts = [], [], [0, 0]
    for node in MODEL.nodes:
        path = target / f"{node.label}.csv"
        counts[0] += _write_csv(path, _node_header(node), _node_records(store, node))
        files.append(path)
        arguments.append(f"--nodes={path.name}")
    for kind in _kinds():
        path = target / f"{kind.type}-{kind.start}-{kind.end}.csv"
        counts[1] += _write_csv(path, _relationship_header(kind), _relationship_records(store, kind))
        files.append(path)
        arguments.append(f"--relationships={path.name}")
    script = target / "arguments.txt"
    options = ["--multiline-fields=true", "--array-delimiter=U+001F"]
    script.write_text("\n".join([*options, *arguments]) + "\n", encoding="utf-8")
    return [*files, script], (counts[0], counts[1])


def _node_header(node: Node) -> list[str]:
    columns = [f"id:ID({node.label})"]
    columns += [f"{known.name}:{_CSV_TYPES[known.type]}" for known in node.properties if known.name != "id"]
    return [*columns, ":LABEL"]


def _node_records(store: GraphStore, node: Node) -> Iterator[list[Any]]:
    names = ["id", *(known.name for known in node.properties if known.name != "id")]
    for labels, properties in _nodes(store, node):
        yield [*(properties.get(name) for name in names), labels]


def _relationship_header(kind: _Kind) -> list[str]:
    properties = MODEL.relationship(kind.type).properties
    columns = [f"{known.name}:{_CSV_TYPES[known.type]}" for known in properties]
    return [f":START_ID({kind.start})", f":END_ID({kind.end})", *columns, ":TYPE"]


def _relationship_records(store: GraphStore, kind: _Kind) -> Iterator[list[Any]]:
    names = [known.name for known in MODEL.relationship(kind.type).properties]
    for start, end, properties in _relationships(store, kind):
        yield [start, end, *(properties.get(name) for name in names), kind.type]


def _write_csv(path: Path, header: list[str], records: Iterator[list[Any]]) -> int:
    """Write a header and records; returns the number of records."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(header) + "\n")
        for record in records:
            count += 1
            file.write(",".join(map(_csv_field, record)) + "\n")
    return count


def _csv_field(value: Any) -> str:
    """A field: nothing at all for no value, quotes around every text, so that the empty text is not no value."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case list():
            return _quoted(ARRAY_DELIMITER.join(str(item).replace(ARRAY_DELIMITER, " ") for item in value))
    return _quoted(str(value))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


_Exporter = Callable[["GraphStore", Path], tuple[list[Path], tuple[int, int]]]
#: Formats by name.
FORMATS: dict[str, _Exporter] = {"graphml": _export_graphml, "jsonl": _export_jsonl, "csv": _export_csv}
