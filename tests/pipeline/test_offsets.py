"""Offset maps: where every kept character came from, through any number of edits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.offsets import OffsetMap


def stretches(flags: list[bool]) -> list[tuple[int, int]]:
    """The stretches of consecutive True."""
    found: list[tuple[int, int]] = []
    for at, kept in enumerate(flags):
        if kept and found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1)
        elif kept:
            found.append((at, at + 1))
    return found


@given(st.lists(st.booleans(), max_size=30), st.data())
@settings(max_examples=200, deadline=None)
def test_two_edits_in_a_row_are_one_edit(flags: list[bool], data: st.DataObject) -> None:
    kept = [at for at, flag in enumerate(flags) if flag]
    inner = OffsetMap.of_kept(stretches(flags))
    again = data.draw(st.lists(st.booleans(), min_size=len(kept), max_size=len(kept)))
    both = OffsetMap.of_kept(stretches(again)).then(inner)
    expected = [place for place, flag in zip(kept, again, strict=True) if flag]
    assert [both.origin(at) for at in range(both.length)] == expected
    for at, place in enumerate(expected):
        assert both.edited(place) == at
    for place in range(len(flags)):
        assert both.edited(place) == sum(each < place for each in expected)


@given(st.lists(st.booleans(), max_size=12))
@settings(max_examples=200, deadline=None)
def test_the_shift_is_that_of_every_offset_where_there_is_one(flags: list[bool]) -> None:
    edit = OffsetMap.of_kept(stretches(flags))
    shifts = {edit.origin(at) - at for at in range(edit.length)}
    assert edit.shift == (None if len(shifts) > 1 else min(shifts, default=0))


def test_runs_that_go_on_are_one_run() -> None:
    assert OffsetMap([(0, 2), (3, 5), (4, 9)], 6).runs == [(0, 2), (4, 9)]


def test_offsets_outside_are_refused() -> None:
    map_ = OffsetMap([(0, 2)], 3)
    assert map_.span(0, 3) == (2, 5)
    for start, end in ((0, 4), (-1, 2)):
        with pytest.raises(IndexError):
            map_.span(start, end)
    with pytest.raises(ValueError, match="no character"):
        map_.span(2, 2)


def test_an_empty_map() -> None:
    empty = OffsetMap([], 0)
    assert (empty.length, empty.edited(5), empty.is_identity) == (0, 0, True)
