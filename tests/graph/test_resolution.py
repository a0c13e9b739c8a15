"""What counts as one thing within a report: only what leaves no other reading."""

from __future__ import annotations

from typing import Any

import pytest

from graph.resolution import alias_components, jurisdiction, resolved_codes
from pipeline.models import Extraction, PlaceMention, RelationInfo, ReportInfo

VILLAGE = "530502103201"


def place(name: str = "汉庄镇", level: Any = "township", **more: Any) -> PlaceMention:
    return PlaceMention(
        start=0, end=len(name), text=name, sentence=(0, len(name)), name=name, level=level, **more
    )


def report(*covered: PlaceMention, confidence: float | None = 0.95) -> Extraction:
    given = {} if confidence is None else {"confidence": confidence}
    relations = [
        RelationInfo(type="COVERS", head=-1, tail=at, evidence=(0, 1), properties=given)
        for at in range(len(covered))
    ]
    info = ReportInfo(id="r", source="a.txt", title="述职报告", start=0, end=9)
    return Extraction(report=info, mentions=covered, relations=tuple(relations))


def test_a_report_about_a_village_is_about_its_township() -> None:
    assert jurisdiction(report(place(code=VILLAGE, level="village"))) == VILLAGE[:9]


def test_places_above_the_township_do_not_disturb() -> None:
    assert (
        jurisdiction(report(place(code=VILLAGE[:9]), place(code=VILLAGE[:6], level="county"))) == VILLAGE[:9]
    )


@pytest.mark.parametrize(
    "doubtful",
    [
        report(),
        report(place()),
        report(place(code=VILLAGE[:6], level="county")),
        report(place(code=VILLAGE[:9]), place(code="530502102")),
        report(place(code=VILLAGE[:9]), confidence=0.6),
    ],
    ids=["nothing", "no code", "county only", "two townships", "not sure"],
)
def test_where_there_is_doubt_there_is_no_jurisdiction(doubtful: Extraction) -> None:
    assert jurisdiction(doubtful) is None


def test_a_name_with_its_township_before_it_is_the_name_without() -> None:
    standing = alias_components(["天宁镇温泉村", "温泉村", "大田村"], ["天宁镇", "温泉村"])
    assert standing == {"天宁镇温泉村": "温泉村", "温泉村": "温泉村", "大田村": "大田村"}


def test_two_full_names_leave_the_bare_one_in_doubt() -> None:
    names = ["天宁镇温泉村", "红塔镇温泉村", "温泉村"]
    assert alias_components(names, ["天宁镇", "红塔镇"]) == {name: name for name in names}


def test_a_name_that_merely_ends_alike_is_another() -> None:
    names = ["新温泉村", "温泉村"]
    assert alias_components(names, ["天宁镇"]) == {name: name for name in names}


def test_a_place_resolved_once_is_resolved_wherever_it_is_named_so() -> None:
    mentions = [
        place("汉庄社区", "village", code=VILLAGE),
        place("汉庄社区", "village"),
        place("汉庄社区", "community"),
    ]
    assert resolved_codes(mentions) == {0: VILLAGE, 1: VILLAGE}


def test_a_name_that_is_resolved_to_two_places_resolves_nothing_else() -> None:
    mentions = [
        place("团结村", "village", code="1" * 12),
        place("团结村", "village", code="2" * 12),
        place("团结村", "village"),
    ]
    assert resolved_codes(mentions) == {0: "1" * 12, 1: "2" * 12}


def test_a_masked_place_is_never_resolved_by_its_name() -> None:
    assert (
        resolved_codes(
            [place("X村", "village", code=VILLAGE, masked=True), place("X村", "village", masked=True)]
        )
        == {}
    )
