"""The graph's model for readers: as a page of documentation with a drawing, and as data. Derived from the model."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from graph.model import MODEL, Model, Node, Owner, Property, Relationship
from graph.statements import constraints, full_text_indexes, indexes

__all__ = ["as_data", "as_markdown", "as_mermaid"]

#: Colours of nodes in the drawing, by who keeps them alive.
_COLOURS: dict[Owner, str] = {
    "source": "#d9d9d9",
    "report": "#cfe3f6",
    "scoped": "#d8efd3",
    "shared": "#fbe7c6",
    "derived": "#f3d4e0",
}
_OWNERS: dict[Owner, str] = {
    "source": "belongs to one document",
    "report": "belongs to one report and goes with it",
    "scoped": "shared by the reports of one township, or known within one report",
    "shared": "shared by all reports that say the same",
    "derived": "computed from figures, goes with them",
}

_HEAD = """\
# The graph

<!-- Made by `shutu schema --format markdown`; a test fails when it is not what that prints. -->

"""
_RULES = """\
## Rules

- Every node has an `id`, a digest of what identifies it: the same on every machine, in every run, in every order.
- Offsets (`start`, `end`) are Unicode code points of the source text as decoded. `Report.text` begins at `Report.start`,
  so that a mention's words are `substring(report.text, m.start - report.start, m.end - m.start)`.
- `sentence` is the evidence as it stands in the source.
- A property that is unknown is absent. A masked figure has no `value`; nothing is guessed.
- Relationships are one for each time that something is said: count `DISTINCT` nodes.
- Shared nodes never change. They exist as long as a report says something of them, and go with the last one.
- People, masked places and masked figures of different reports are never merged by name alone. A name counts as the
  same only within one township, where all that a report covers leads to one division code (`Report.jurisdiction`);
  otherwise within its report (`scope`).
- Places with a division code carry the gazetteer's name, and lie in the divisions above them (`LOCATED_IN`).
"""


def as_mermaid(model: Model = MODEL) -> str:
    """The model as a Mermaid flowchart: labels, joined by the types of their relationships."""
    lines = ["flowchart LR"]
    lines += [f'    {node.label}["{":".join(node.labels)}"]:::{node.owner}' for node in model.nodes]
    joined: dict[tuple[str, str], list[str]] = {}
    for kind in model.relationships:
        for ends in kind.ends:
            joined.setdefault(ends, []).append(kind.type)
    lines += [f'    {start} -->|"{"<br/>".join(types)}"| {end}' for (start, end), types in joined.items()]
    lines += [
        f"    classDef {owner} fill:{colour},stroke:#555,color:#111" for owner, colour in _COLOURS.items()
    ]
    return "\n".join(lines) + "\n"


def as_markdown(model: Model = MODEL) -> str:
    """The page docs/graph-model.md."""
    parts = [_HEAD, "```mermaid\n", as_mermaid(model), "```\n\n"]
    parts += [f"- {_swatch(owner)} {text}\n" for owner, text in _OWNERS.items()]
    parts += ["\n", _RULES, "\n## Nodes\n"]
    parts += [_node(node) for node in model.nodes]
    parts.append("\n## Relationships\n")
    parts += [_relationship(kind) for kind in model.relationships]
    parts += ["\n## Constraints and indexes\n\n", "| name | on |\n|---|---|\n"]
    parts += [
        f"| `{index.name}` | `{index.label}.{index.property}`, unique |\n" for index in constraints(model)
    ]
    parts += [f"| `{index.name}` | `{index.label}.{index.property}` |\n" for index in indexes(model)]
    full_text = "full text by pairs of neighbouring characters"
    parts += [
        f"| `{index.name}` | `{index.label}.{index.property}`, {full_text} |\n"
        for index in full_text_indexes(model)
    ]
    return "".join(parts)


def as_data(model: Model = MODEL) -> dict[str, Any]:
    """The model as plain data."""
    return {
        "nodes": [
            {
                "label": node.label,
                "labels": list(node.labels),
                "owner": node.owner,
                "description": node.description,
                "properties": [asdict(known) for known in node.properties],
            }
            for node in model.nodes
        ],
        "relationships": [
            {
                "type": kind.type,
                "ends": [list(ends) for ends in kind.ends],
                "description": kind.description,
                "properties": [asdict(known) for known in kind.properties],
            }
            for kind in model.relationships
        ],
    }


def _swatch(owner: Owner) -> str:
    names = [node.label for node in MODEL.nodes if node.owner == owner]
    return f"**{', '.join(names)}**:"


def _node(node: Node) -> str:
    extra = ""
    if node.extra_label:
        label, name, value = node.extra_label
        extra = f" Where `{name}` is `{value}` it also answers to `{label}`."
    return f"\n### {node.label}\n\n{node.description}.{extra}\n\n{_properties(node.properties)}"


def _relationship(kind: Relationship) -> str:
    patterns = "\n".join(f"- `(:{start})-[:{kind.type}]->(:{end})`" for start, end in kind.ends)
    return (
        f"\n### {kind.type}\n\n{kind.description}.\n\n{patterns}\n{_properties(kind.properties, first=True)}"
    )


def _properties(properties: tuple[Property, ...], *, first: bool = False) -> str:
    if not properties:
        return ""
    lines = ["| property | type | unit | always | meaning |", "|---|---|---|---|---|"]
    for known in properties:
        always = "yes" if known.required else ""
        lines.append(f"| `{known.name}` | {known.type} | {known.unit} | {always} | {known.description} |")
    return ("\n" if first else "") + "\n".join(lines) + "\n"
