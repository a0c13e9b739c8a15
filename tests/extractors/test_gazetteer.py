"""The gazetteer knows every division by its full and short names, and finds its way up and down."""

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.gazetteer import (
    INDEX_PATH,
    TRIE_PATH,
    Division,
    Gazetteer,
    gazetteer,
    level_of,
    lookup,
    name_of,
    pack_code,
    parents,
    unpack_code,
)
from extractors.place_names import short_forms, spoken_name


def test_gazetteer_holds_the_country_down_to_its_villages() -> None:
    assert len(gazetteer()) > 650_000
    provinces = {name_of(f"{code:02}") for code in range(100)} - {None}
    assert len(provinces) == 34
    assert {"云南省", "内蒙古自治区", "台湾省", "澳门特别行政区"} <= provinces


def test_gazetteer_ships_as_a_few_megabytes() -> None:
    assert TRIE_PATH.stat().st_size + INDEX_PATH.stat().st_size < 8_000_000


@pytest.mark.parametrize(
    ("name", "division"),
    [
        ("云南省", Division("53", "province", "云南省")),
        ("云南", Division("53", "province", "云南省")),
        ("怒江", Division("5333", "city", "怒江傈僳族自治州")),
        ("怒江州", Division("5333", "city", "怒江傈僳族自治州")),
        ("隆阳", Division("530502", "county", "隆阳区")),
        ("贡山县", Division("533324", "county", "贡山独龙族怒族自治县")),
        ("东莞", Division("4419", "city", "东莞市")),
        ("芒宽乡", Division("530502210", "township", "芒宽彝族傣族乡")),
    ],
)
def test_gazetteer_lookup_by_full_and_short_name(name: str, division: Division) -> None:
    assert lookup(name) == (division,)


def test_gazetteer_lookup_gives_all_bearers_of_a_name_in_code_order() -> None:
    bearers = lookup("团结村")
    assert len(bearers) > 300
    assert list(bearers) == sorted(bearers, key=lambda division: division.code)
    assert {division.level for division in bearers} == {"village"}
    assert {division.level for division in lookup("吉林")} == {"province", "city"}


def test_gazetteer_lookup_without_short_forms() -> None:
    assert gazetteer().lookup("怒江", short=False) == ()


@pytest.mark.parametrize("name", ["", "没有这个村", "村", "Nowhere", "乡村", "隆阳区潞江镇"])
def test_gazetteer_lookup_of_an_unknown_name_is_empty(name: str) -> None:
    assert lookup(name) == ()


def test_gazetteer_parents_are_the_prefixes_nearest_first() -> None:
    (town,) = lookup("潞江镇")
    assert [name_of(code) for code in parents(town.code)] == ["隆阳区", "保山市", "云南省"]


@pytest.mark.parametrize("code", ["", "5", "99", "530", "5305021031", "abcdef", "５３", "530599"])
def test_gazetteer_name_of_a_code_that_is_none(code: str) -> None:
    assert name_of(code) is None


def test_gazetteer_within_lists_what_a_division_holds() -> None:
    inside = list(gazetteer().within("530502"))
    assert {division.level for division in inside} == {"township", "village", "community"}
    assert all(division.code.startswith("530502") for division in inside)
    assert Division("530502106", "township", "潞江镇") in inside


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(gazetteer()) - 1))
def test_gazetteer_every_division_is_found_by_its_name_and_by_its_code(rank: int) -> None:
    name, packed = gazetteer()._entry(rank)
    code = unpack_code(packed)
    assert name_of(code) == name
    assert Division(code, level_of(code, name), name) in lookup(name)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([2, 4, 6, 9, 12]).flatmap(lambda size: st.text("123456789", min_size=size, max_size=size))
)
def test_gazetteer_codes_survive_packing_in_order(code: str) -> None:
    assert unpack_code(pack_code(code)) == code
    assert pack_code(code) <= pack_code(code + "1" if len(code) < 12 else code)


def test_gazetteer_level_of_refuses_codes_of_no_level() -> None:
    with pytest.raises(ValueError, match="3 digits"):
        level_of("530", "云南")


def test_gazetteer_opens_without_reading_itself() -> None:
    begun = time.process_time()
    for _ in range(10):
        Gazetteer()
    assert (time.process_time() - begun) / 10 < 0.03


@pytest.mark.parametrize(
    ("official", "level", "spoken"),
    [
        ("黎福村村民委员会", "village", "黎福村"),
        ("杨庄村委会", "village", "杨庄村"),
        ("白沙居民委员会", "village", "白沙社区"),
        ("白沙社区居委会", "village", "白沙社区"),
        ("乌兰嘎查委员会", "village", "乌兰嘎查"),
        ("乌兰嘎查村民委员会", "village", "乌兰嘎查"),
        ("河西村（二分场）", "village", "河西村"),
        ("漓东街道办事处", "township", "漓东街道"),
        ("潞江镇", "township", "潞江镇"),
        ("隆阳区", "county", "隆阳区"),
    ],
)
def test_gazetteer_spoken_names(official: str, level: str, spoken: str) -> None:
    assert spoken_name(official, level) == spoken


@pytest.mark.parametrize(
    ("name", "level", "forms"),
    [
        ("广西壮族自治区", "province", ("广西",)),
        ("德宏傣族景颇族自治州", "city", ("德宏州", "德宏")),
        ("威宁彝族回族苗族自治县", "county", ("威宁县", "威宁")),
        ("和县", "county", ()),
        ("阿里地区", "city", ("阿里",)),
        ("芒宽彝族傣族乡", "township", ("芒宽乡",)),
        ("余村村", "village", ("余村",)),
        ("潞江镇", "township", ()),
    ],
)
def test_gazetteer_short_forms(name: str, level: str, forms: tuple[str, ...]) -> None:
    assert short_forms(name, level) == forms


def test_gazetteer_builder_explains_itself() -> None:
    for tool in ("build_gazetteer", "build_place_words"):
        shown = subprocess.run(
            [sys.executable, f"tools/{tool}.py", "--help"], capture_output=True, text=True, check=True
        )
        assert "--check" in shown.stdout
