"""Ids: equal for the same thing everywhere, different for different things."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity import digest

parts = st.lists(st.one_of(st.text(), st.integers(), st.booleans(), st.none()), max_size=4)


@given(parts, parts)
def test_different_parts_have_different_ids(one: list[object], other: list[object]) -> None:
    same = [(type(part), part) for part in one] == [(type(part), part) for part in other]
    assert (digest(*one) == digest(*other)) == same


@pytest.mark.parametrize(
    ("one", "other"),
    [(("ab", "c"), ("a", "bc")), ((1,), ("1",)), ((True,), (1,)), ((None,), ("None",)), (("a",), ("a", ""))],
)
def test_parts_that_look_alike_are_told_apart(one: tuple[object, ...], other: tuple[object, ...]) -> None:
    assert digest(*one) != digest(*other)


def test_every_process_gives_the_same_id() -> None:
    program = "from graph.identity import digest; print(digest('Person', '530502103', '王建国', False))"
    said = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": "7"},
    )
    assert said.stdout.strip() == digest("Person", "530502103", "王建国", False)


def test_text_that_no_encoding_has_still_gets_an_id() -> None:
    assert digest("\ud800") != digest("\ufffd")
