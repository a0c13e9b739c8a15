"""Which look-alikes of a bucket are compared, and for whom that changes when others come or leave."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.findings import buckets
from graph.findings.buckets import ORDERED, compared, displaced, largest_compared, parted
from graph.findings.similarity import BANDS, PERMUTATIONS, bands, likeness_order

names = st.lists(st.text("abcdefgh", min_size=1, max_size=3), unique=True, max_size=24)
band = st.integers(0, BANDS - 1)


def test_of_a_few_all_are_compared() -> None:
    few = list("hgfedcba")
    assert set(compared(1, few)) == set(combinations("abcdefgh", 2))


@pytest.mark.parametrize(("at", "pairs"), [(0, {("a", "c"), ("b", "c")}), (1, set())])
def test_of_many_each_is_compared_with_the_next_in_some_of_the_bands(
    monkeypatch: pytest.MonkeyPatch, at: int, pairs: set[tuple[str, str]]
) -> None:
    monkeypatch.setattr(buckets, "ALL_PAIRS", 2)
    assert set(compared(at, ["b", "c", "a"])) == pairs


@given(band, names, st.sets(st.text("abcdefgh", min_size=1, max_size=3)))
def test_who_has_come_parts_those_who_are_compared_no_more(
    at: int, reports: list[str], arrived: set[str]
) -> None:
    before = set(compared(at, [report for report in reports if report not in arrived]))
    assert parted(at, reports, arrived) == before - set(compared(at, reports))


@given(band, names, st.sets(st.text("abcdefgh", min_size=1, max_size=3)))
def test_whoever_is_compared_with_somebody_new_when_some_leave_is_displaced(
    at: int, reports: list[str], leaving: set[str]
) -> None:
    after = set(compared(at, [report for report in reports if report not in leaving]))
    new = after - set(compared(at, reports))
    assert {report for pair in new for report in pair} <= set(displaced(at, reports, leaving))


@given(band, names, st.sets(st.text("abcdefgh", min_size=1, max_size=3), max_size=8))
def test_in_a_bucket_too_large_to_be_read_nobody_is_compared_whoever_comes_or_leaves(
    at: int, reports: list[str], changing: set[str]
) -> None:
    if len(reports) > largest_compared(at, len(changing)):
        assert not set(compared(at, reports))
        assert not parted(at, reports, changing)
        assert not set(displaced(at, reports, changing))


def test_the_most_alike_stand_next_to_each_other_from_their_band_on() -> None:
    value = "{:08x}".format
    base = [value(number) for number in range(PERMUTATIONS)]
    twin = [*base[:-6], *map(value, range(900, 906))]
    cousins = [
        [*base[:12], *map(value, range(1000 * cousin, 1000 * cousin + PERMUTATIONS - 12))]
        for cousin in range(1, 12)
    ]
    signatures = {"".join(parts): parts for parts in (base, twin, *cousins)}
    assert len({bands(signature)[0] for signature in signatures}) == 1
    for at in (*ORDERED,)[:1]:
        order = sorted(signatures, key=lambda signature: likeness_order(signature, at))
        first, second = order.index("".join(base)), order.index("".join(twin))
        assert abs(first - second) == 1
