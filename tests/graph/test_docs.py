"""The documentation of the model is the model's."""

from __future__ import annotations

import json
from pathlib import Path

from graph.docs import as_data, as_markdown, as_mermaid
from graph.model import MODEL

PAGE = Path(__file__).parents[2] / "docs" / "graph-model.md"


def test_the_page_is_what_the_command_prints() -> None:
    assert PAGE.read_text(encoding="utf-8") == as_markdown(), (
        "run: shutu schema --format markdown > docs/graph-model.md"
    )


def test_the_page_names_everything() -> None:
    page = as_markdown()
    for carrier in (*MODEL.nodes, *MODEL.relationships):
        for known in carrier.properties:
            assert f"| `{known.name}` | {known.type} |" in page


def test_the_drawing_joins_every_pair_of_labels() -> None:
    drawing = as_mermaid()
    for kind in MODEL.relationships:
        for start, end in kind.ends:
            assert any(
                line.strip().startswith(f"{start} -->") and line.endswith(f" {end}") and kind.type in line
                for line in drawing.splitlines()
            ), (kind.type, start, end)


def test_the_model_as_data_is_json() -> None:
    data = json.loads(json.dumps(as_data()))
    assert {node["label"] for node in data["nodes"]} == {node.label for node in MODEL.nodes}
