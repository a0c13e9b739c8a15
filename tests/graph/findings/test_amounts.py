"""Bounds and precision decide whether two figures can both be right."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.findings.amounts import compare, interval, show
from graph.findings.figures import resolution, significant_digits
from tests.graph.findings.writing import figure, one, single


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        (("270余名", 270, "ge"), ("270名", 270, "exact"), "agree"),
        (("270余名", 270, "ge"), ("276名", 276, "exact"), "agree"),
        (("150余名", 150, "ge"), ("120余名", 120, "ge"), "differ"),
        (("1000余名", 1000, "ge"), ("1300余名", 1300, "ge"), "agree"),
        (("5.27万名", 52700, "exact"), ("52713名", 52713, "exact"), "agree"),
        (("5.27万名", 52700, "exact"), ("52813名", 52813, "exact"), "differ"),
        (("约300名", 300, "about"), ("320名", 320, "exact"), "agree"),
        (("约300名", 300, "about"), ("520名", 520, "exact"), "differ"),
        (("1000名以上", 1000, "ge"), ("5000名", 5000, "exact"), "undecided"),
        (("1000名以上", 1000, "ge"), ("900名", 900, "exact"), "differ"),
        (("不超过50名", 50, "le"), ("60名", 60, "exact"), "differ"),
        (("不超过50名", 50, "le"), ("12名", 12, "exact"), "undecided"),
    ],
)
def test_compare(a: tuple[str, float, str], b: tuple[str, float, str], verdict: str) -> None:
    first, second = (single(one(figure(text, value, "名", bound=bound))) for text, value, bound in (a, b))
    assert compare(first, second) == verdict
    assert compare(second, first) == verdict


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("433.95万元", 100),
        ("26.10元", Fraction(1, 100)),
        ("４２２３万", 10_000),
        ("12人", 1),
        ("三个", 1),
        ("1.2亿元", 10_000_000),
    ],
)
def test_resolution_is_one_of_the_last_written_digit(text: str, step: Fraction) -> None:
    assert resolution(text) == step


@pytest.mark.parametrize(
    ("text", "value", "digits"),
    [
        ("3647.94亩", 3647.94, 6),
        ("10次", 10, 1),
        ("1200户", 1200, 2),
        ("12.50元", 12.5, 4),
        ("0.05吨", 0.05, 1),
    ],
)
def test_significant_digits(text: str, value: float, digits: int) -> None:
    assert significant_digits(text, Fraction(repr(value))) == digits


@given(st.integers(0, 10**9), st.integers(0, 4))
def test_shown_numbers_read_back(number: int, places: int) -> None:
    value = Fraction(number, 10**places)
    assert Fraction(show(value)) == value


@given(st.integers(1, 10**7), st.sampled_from(["exact", "ge", "le", "about"]))
def test_a_figure_may_stand_for_itself(value: int, bound: str) -> None:
    it = single(one(figure(f"{value}余人", value, "人", bound=bound)))
    bounds = interval(it)
    assert bounds.low <= it.number
    assert bounds.high is None or it.number <= bounds.high
    assert compare(it, it) != "differ"
