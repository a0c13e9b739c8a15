"""A place gets a code where the report settles which division it is, and candidates where it does not."""

import pytest

from extractors.place_resolve import MAX_CANDIDATES, Resolution, resolve
from extractors.places import find_places


def resolved(text: str) -> dict[str, Resolution]:
    places = find_places(text)
    return {place.name: found for place, found in zip(places, resolve(text, places), strict=True)}


def test_places_resolve_levels_that_are_listed_whole() -> None:
    found = resolved("考察云南，到怒江、隆阳区潞江镇调研")
    assert {name: resolution.code for name, resolution in found.items()} == {
        "云南": "53",
        "怒江": "5333",
        "隆阳区": "530502",
        "潞江镇": "530502106",
    }
    assert found["云南"].name == "云南省"


def test_places_resolve_by_the_place_named_before() -> None:
    assert resolved("北京市朝阳区")["朝阳区"].code == "110105"
    assert resolved("吉林省长春市朝阳区")["朝阳区"].code == "220104"
    assert resolved("到朝阳区学习")["朝阳区"] == Resolution(candidates=("110105", "220104"))


def test_places_resolve_by_the_other_places_of_the_report() -> None:
    assert resolved("我在长春市工作。今年到朝阳区学习。")["朝阳区"].code == "220104"


def test_places_resolve_lists_share_the_place_before_them() -> None:
    found = resolved("到隆阳区板桥镇、潞江镇走访")
    assert found["板桥镇"].code is not None
    assert found["板桥镇"].code.startswith("530502")


def test_places_resolve_does_not_take_a_village_for_its_only_namesake() -> None:
    found = resolved("习近平总书记考察云南时强调。本人挂钩温泉新村。")
    assert found["温泉新村"].code is None
    assert len(found["温泉新村"].candidates) == 1


def test_places_resolve_leaves_common_names_open() -> None:
    found = resolved("联系团结村")["团结村"]
    assert found == Resolution()


def test_places_resolve_village_of_another_town_stays_unknown() -> None:
    assert resolved("云南省保山市隆阳区潞江镇三元朱村的群众")["三元朱村"] == Resolution()


@pytest.mark.parametrize("town", ["月桂坳镇", "X镇"])
def test_places_resolve_a_town_that_no_list_has_settles_no_village(town: str) -> None:
    found = resolved(f"任{town}三元朱村党支部书记")["三元朱村"]
    assert found.code is None


@pytest.mark.parametrize("text", ["到X村走访", "到某镇某村走访", "到高桥村二组走访"])
def test_places_resolve_nothing_for_masks_and_groups(text: str) -> None:
    places = find_places(text)
    for place, resolution in zip(places, resolve(text, places), strict=True):
        if place.masked or place.level == "group":
            assert resolution == Resolution()


def test_places_resolve_candidates_are_never_many() -> None:
    for name in ("城关镇", "新华村", "和平村", "城关区"):
        for resolution in resolved(f"到{name}走访").values():
            assert len(resolution.candidates) <= MAX_CANDIDATES
