"""Rows are what the model says they are, and nothing else gets into a store."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from graph.model import MODEL
from graph.rows import NODE_ROWS, RELATIONSHIP_ROWS, GraphRows, node_row, relationship_row

ROLE = {"id": "a", "name": "镇长", "deputy": False, "acting": False, "seconded": False}


def test_every_node_and_relationship_of_the_model_has_a_row() -> None:
    assert set(NODE_ROWS) == {node.label for node in MODEL.nodes}
    assert set(RELATIONSHIP_ROWS) == {kind.type for kind in MODEL.relationships}


@pytest.mark.parametrize(
    "wrong",
    [{"nonsense": 1}, {"deputy": "no"}, {"deputy": 0}, {"name": None}, {"name": 3}, {"name": ["镇长"]}],
)
def test_a_row_that_does_not_fit_the_model_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        node_row("Role", {**ROLE, **wrong})


def test_unknown_values_are_left_out_not_written_as_something() -> None:
    assert node_row("Role", {**ROLE, "organ": None}) == ROLE


def test_an_empty_text_is_a_value() -> None:
    assert node_row("Role", {**ROLE, "organ": ""})["organ"] == ""


def test_lone_surrogates_are_replaced_one_for_one() -> None:
    assert node_row("Role", {**ROLE, "name": "镇\ud800长"})["name"] == "镇\ufffd长"
    said = relationship_row(
        "MENTIONS", {"text": "a", "start": 0, "end": 1, "sentence": "\udfff。", "items": ["\ud800"]}
    )
    assert (said["sentence"], said["items"]) == ("\ufffd。", ["\ufffd"])


def test_the_same_relationship_is_kept_once_and_another_evidence_of_it_is_kept_too() -> None:
    rows = GraphRows()
    for start in (0, 0, 5):
        said = {"report": "r", "start": start, "end": start + 2, "sentence": "王建国任镇长。"}
        rows.add_relationship(("HOLDS", "Person", "Role"), "p", "r", said)
    assert len(rows) == 2


def test_batches_come_sorted_so_that_writers_lock_in_one_order() -> None:
    rows = GraphRows()
    for identity in "cab":
        rows.add_node("Role", {**ROLE, "id": identity})
    ((label, batch),) = rows.node_batches()
    assert label == "Role"
    assert [row["id"] for row in batch] == ["a", "b", "c"]
