"""The table of units is sound, and the longest unit is found."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.units import compound, plain_number, table

TEXT_AFTER_UNIT = ["", "，", "以上", "。"]


def surface_at(text: str) -> str | None:
    found = table().match(text, 0)
    return None if found is None else found[0].surface


def test_the_table_has_the_units_of_the_genre() -> None:
    assert len(table()) >= 300
    for unit in (
        "亩",
        "公顷",
        "担",
        "斤",
        "吨",
        "公里",
        "平方米",
        "立方米",
        "元",
        "人次",
        "户",
        "台套",
        "个百分点",
        "千瓦时",
        "羽",
    ):
        assert unit in table()


@pytest.mark.parametrize(
    ("unit", "factor", "base"),
    [
        ("亩", Fraction(2000, 3), "m²"),
        ("公顷", Fraction(10_000), "m²"),
        ("平方公里", Fraction(1_000_000), "m²"),
        ("担", Fraction(50), "kg"),
        ("斤", Fraction(1, 2), "kg"),
        ("吨", Fraction(1000), "kg"),
        ("里", Fraction(500), "m"),
        ("丈", Fraction(10, 3), "m"),
        ("km", Fraction(1000), "m"),
        ("元", Fraction(1), "元"),
        ("角", Fraction(1, 10), "元"),
        ("‰", Fraction(1, 10), "%"),
        ("成", Fraction(10), "%"),
        ("个季度", Fraction(3), "个月"),
        ("兆瓦", Fraction(1000), "kW"),
        ("名", Fraction(1), "名"),
    ],
)
def test_a_unit_knows_its_factor_and_base(unit: str, factor: Fraction, base: str) -> None:
    found = table()[unit]
    assert (found.factor, found.base) == (factor, base)


def test_units_of_one_dimension_share_a_base_but_for_counts_and_currencies() -> None:
    own_base = {"count", "money", "labour", "transport", "duration"}
    bases: dict[str, set[str]] = {}
    for surface in table().surfaces():
        unit = table()[surface]
        assert unit.factor > 0
        bases.setdefault(unit.dimension, set()).add(unit.base)
    assert {dimension for dimension, found in bases.items() if len(found) > 1} <= own_base


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("人次参加", "人次"),
        ("人参加", "人"),
        ("个百分点", "个百分点"),
        ("个村", "个"),
        ("平方公里", "平方公里"),
        ("平方米", "平方米"),
        ("km，", "km"),
        ("台（套）", "台（套）"),
        ("套（间）", "套（间）"),
        ("户次", "户次"),
        ("千瓦时", "千瓦时"),
        ("元/公斤", "元/公斤"),
        ("元/人·月", "元/人·月"),
        ("元每亩", "元每亩"),
        ("立方米/秒", "立方米/秒"),
    ],
)
def test_the_longest_unit_wins(text: str, unit: str) -> None:
    assert surface_at(text) == unit


@pytest.mark.parametrize(
    "text",
    [
        "次数",
        "面积",
        "家庭",
        "期间",
        "条例",
        "项目",
        "元旦",
        "成立",
        "度假",
        "分别",
        "kma",
        "G网络",
        "人大代表",
        "处理",
    ],
)
def test_a_word_that_begins_like_a_unit_is_none(text: str) -> None:
    assert surface_at(text) is None


def test_a_count_takes_no_each() -> None:
    assert surface_at("次每次两小时") == "次"


def test_a_rate_has_the_dimension_and_base_of_both_sides() -> None:
    rate = compound(table()["元"], ("亩",))
    assert (rate.surface, rate.dimension, rate.base) == ("元/亩", "money/area", "元/m²")
    assert rate.factor == Fraction(3, 2000)


@settings(max_examples=300)
@given(st.sampled_from(table().surfaces()), st.sampled_from(TEXT_AFTER_UNIT))
def test_every_unit_is_found_as_itself(surface: str, after: str) -> None:
    if surface in ("点", "季度", "星级"):  # what may not stand behind them is among the words behind
        after = "，"
    assert surface_at(surface + after) == surface


@settings(max_examples=200)
@given(
    st.text(alphabet="个名亩元公里斤人次/每（）(）平方米kmm²a1", max_size=20),
    st.integers(min_value=0, max_value=20),
)
def test_matching_never_raises_and_stays_in_the_text(text: str, at: int) -> None:
    found = table().match(text, at)
    assert found is None or at < found[1] <= len(text)


def test_plain_numbers_are_ints_where_they_can_be() -> None:
    assert plain_number(Fraction(4, 2)) == 2
    assert isinstance(plain_number(Fraction(4, 2)), int)
    assert plain_number(Fraction(1, 4)) == 0.25
