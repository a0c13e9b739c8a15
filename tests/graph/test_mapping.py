"""From an extraction to rows: nothing is invented, nothing is lost, and the same comes out every time."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings

from graph.identity import digest
from graph.mapping import map_source, mapping_version
from graph.rows import GraphRows
from pipeline.models import (
    AuthorInfo,
    ExtractedSource,
    Extraction,
    Mention,
    OrganizationMention,
    PersonMention,
    PlaceMention,
    ProgramMention,
    QuantityMention,
    RelationInfo,
    ReportInfo,
    RoleMention,
    SectionInfo,
    SourceInfo,
)
from tests.graph.generated import make_source, sources

TEXT = "述职报告\n王建国任镇长。李某某在X村和汉庄镇。落实四个一，走访12户。"
VILLAGE = "530502103201"


def mention(shape: Any, words: str, /, **more: Any) -> Any:
    at = TEXT.index(words)
    sentence_start = max(TEXT.rfind(mark, 0, at) for mark in "。\n") + 1
    frame = (sentence_start, TEXT.index("。", at) + 1)
    return shape(start=at, end=at + len(words), text=words, sentence=frame, **more)


def person(name: str = "王建国", **more: Any) -> PersonMention:
    made: PersonMention = mention(PersonMention, name, name=name, **more)
    return made


def place(words: str = "汉庄镇", level: str = "township", **more: Any) -> PlaceMention:
    made: PlaceMention = mention(PlaceMention, words, name=words, level=level, **more)
    return made


def quantity(**more: Any) -> QuantityMention:
    made: QuantityMention = mention(QuantityMention, "12户", **{"value": 12, "unit": "户", **more})
    return made


def source(
    *mentions: Mention,
    relations: tuple[RelationInfo, ...] = (),
    sections: tuple[SectionInfo, ...] = (),
    name: str = "a.txt",
    report: str = "r1",
    author: AuthorInfo | None = None,
) -> ExtractedSource:
    info = ReportInfo(
        id=report, source=name, title="述职报告", start=0, end=len(TEXT), author=author or AuthorInfo()
    )
    extraction = Extraction(report=info, sections=sections, mentions=mentions, relations=relations)
    file = SourceInfo(name=name, sha256="0" * 64, media_type="text/plain", size=len(TEXT.encode()))
    return ExtractedSource(source=file, text=TEXT, extractor="test", reports=(extraction,))


def relation(kind: str, head: int, tail: int, **properties: Any) -> RelationInfo:
    return RelationInfo(type=kind, head=head, tail=tail, evidence=(5, 12), properties=properties)


COVERED = relation("COVERS", -1, 0, basis="stated", confidence=0.95)


def nodes(rows: GraphRows, label: str) -> list[dict[str, Any]]:
    return list(rows.nodes.get(label, {}).values())


def only(rows: GraphRows, label: str) -> dict[str, Any]:
    (node,) = nodes(rows, label)
    return node


def tied(rows: GraphRows, kind: str) -> list[dict[str, Any]]:
    return [row for ends, found in rows.relationships.items() if ends[0] == kind for row in found.values()]


@settings(max_examples=30, deadline=None)
@given(batch=sources("ab"))
def test_every_fact_points_to_its_words_in_the_source(batch: list[ExtractedSource]) -> None:
    for extracted in batch:
        rows = map_source(extracted)
        for row in (row["properties"] for row in tied(rows, "MENTIONS")):
            assert extracted.text[row["start"] : row["end"]] == row["text"]
            assert row["text"] in row["sentence"]
        for node in nodes(rows, "Quantity"):
            assert extracted.text[node["start"] : node["end"]] == node["text"]
            assert node["text"] in node["sentence"]
        for kind in ("HOLDS", "SERVES_IN", "RESPONSIBLE_FOR", "IMPLEMENTS", "COVERS", "AUTHORED"):
            for row in (row["properties"] for row in tied(rows, kind)):
                assert extracted.text[row["start"] : row["end"]] in row["sentence"]
                assert row["sentence"] in extracted.text


@settings(max_examples=30, deadline=None)
@given(batch=sources("ab"))
def test_every_relationship_joins_nodes_that_are_there(batch: list[ExtractedSource]) -> None:
    for extracted in batch:
        rows = map_source(extracted)
        for (_, start, end), found in rows.relationships.items():
            for row in found.values():
                assert row["start"] in rows.nodes[start]
                assert row["end"] in rows.nodes[end]


@settings(max_examples=30, deadline=None)
@given(batch=sources("ab"))
def test_no_node_stands_alone(batch: list[ExtractedSource]) -> None:
    for extracted in batch:
        rows = map_source(extracted)
        joined = {
            (label, row[side])
            for (_, a, b), found in rows.relationships.items()
            for row in found.values()
            for label, side in ((a, "start"), (b, "end"))
        }
        for label, batch_of in rows.nodes.items():
            if label not in {"Source", "Fingerprint", "Pending"}:
                assert {(label, identity) for identity in batch_of} <= joined


def test_another_process_makes_the_same_rows() -> None:
    program = (
        "from graph.mapping import map_source; from tests.graph.generated import make_source; "
        "from graph.identity import digest; rows = map_source(make_source(3, 'a.txt', 2)); "
        "print(digest(repr(list(rows.node_batches())), repr(list(rows.relationship_batches()))))"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    rows = map_source(make_source(3, "a.txt", 2))
    assert said.stdout.strip() == digest(
        repr(list(rows.node_batches())), repr(list(rows.relationship_batches()))
    )


def test_mentions_hang_on_the_innermost_section() -> None:
    end = len(TEXT)
    sections = (
        SectionInfo(heading="一、", kind="duty", level=1, start=5, end=end),
        SectionInfo(heading="（一）", kind="duty", level=2, start=13, end=end),
        SectionInfo(heading="1.", kind="duty", level=3, start=13, end=20),
    )
    rows = map_source(source(person(), quantity(), sections=sections))
    heading = {node["id"]: node["heading"] for node in nodes(rows, "Section")}
    assert [heading[row["start"]] for row in tied(rows, "MENTIONS")] == ["一、"]
    assert [heading[row["start"]] for row in tied(rows, "STATES")] == ["（一）"]
    tree = {(heading.get(row["start"], "report"), heading[row["end"]]) for row in tied(rows, "HAS_SECTION")}
    assert tree == {("report", "一、"), ("一、", "（一）"), ("（一）", "1.")}


def test_what_stands_outside_all_sections_hangs_on_the_report_as_a_whole() -> None:
    rows = map_source(source(person()))
    assert only(rows, "Section")["depth"] == 0
    assert only(rows, "Section")["end"] == len(TEXT)


def test_a_masked_figure_has_no_value_and_an_unheard_of_one_neither() -> None:
    assert "value" not in only(map_source(source(quantity(value=None, masked=True))), "Quantity")
    assert "value" not in only(map_source(source(quantity(value=10**400))), "Quantity")
    assert only(map_source(source(quantity(value=0))), "Quantity")["value"] == 0.0


def test_a_figure_without_an_indicator_measures_nothing() -> None:
    rows = map_source(source(quantity()))
    assert not tied(rows, "MEASURES")
    assert not nodes(rows, "Indicator")


def test_indicators_meet_in_their_canonical_name() -> None:
    one = map_source(source(quantity(indicator="共走访农户", indicator_name="走访农户")))
    other = map_source(source(quantity(indicator="走访农户"), name="b.txt", report="r2"))
    assert only(one, "Indicator") == only(other, "Indicator")


def test_the_unnamed_author_is_a_person_of_this_report_alone() -> None:
    role = mention(RoleMention, "镇长", name="镇长")
    said = {"relations": (relation("HOLDS", -1, 0),), "author": AuthorInfo(role="镇长")}
    one, other = map_source(source(role, **said)), map_source(source(role, report="r2", name="b.txt", **said))
    assert only(one, "Person")["caption"] == "镇长"
    assert "name" not in only(one, "Person")
    assert only(one, "Person")["id"] != only(other, "Person")["id"]
    assert only(one, "Role") == only(other, "Role")
    (authored,), (held,) = tied(one, "AUTHORED"), tied(one, "HOLDS")
    assert authored["start"] == held["start"]
    assert TEXT[authored["properties"]["start"] : authored["properties"]["end"]] == "述职报告"


def test_a_named_author_and_the_person_of_that_name_in_the_report_are_one() -> None:
    rows = map_source(source(person(), author=AuthorInfo(name="王建国", masked=False)))
    assert only(rows, "Person")["name"] == "王建国"


def test_an_author_found_in_the_text_is_the_author() -> None:
    said = (relation("AUTHORED", 0, -1),)
    rows = map_source(source(person(), relations=said, author=AuthorInfo(role="镇长")))
    assert only(rows, "Person")["name"] == "王建国"


@pytest.mark.parametrize("certain", [True, False])
def test_people_of_two_reports_meet_only_within_one_township(certain: bool) -> None:
    covered = place(code=VILLAGE[:9])
    confidence = 0.95 if certain else 0.5
    given = (relation("COVERS", -1, 0, confidence=confidence),)
    one = map_source(
        source(covered, person(), relations=given, author=AuthorInfo(name="王建国", masked=False))
    )
    other = map_source(
        source(
            covered,
            person(),
            relations=given,
            report="r2",
            name="b.txt",
            author=AuthorInfo(name="王建国", masked=False),
        )
    )
    assert (only(one, "Person") == only(other, "Person")) == certain


def test_masked_names_never_meet_not_even_within_one_township() -> None:
    covered = place(code=VILLAGE[:9])
    said = (covered, person("李某某", masked=True), place("X村", "village", masked=True))
    one = map_source(source(*said, relations=(COVERED,)))
    other = map_source(source(*said, relations=(COVERED,), report="r2", name="b.txt"))
    for label in ("Person", "Place"):
        masked = [{node["id"] for node in nodes(rows, label) if node["masked"]} for rows in (one, other)]
        assert masked[0]
        assert not masked[0] & masked[1]


def test_a_resolved_place_has_the_gazetteers_name_and_lies_where_its_code_says() -> None:
    rows = map_source(source(place("汉庄镇", "village", code=VILLAGE)))
    by_code = {node["code"]: node for node in nodes(rows, "Place")}
    assert {code: by_code[code]["name"] for code in (VILLAGE, VILLAGE[:9], VILLAGE[:6], VILLAGE[:2])} == {
        VILLAGE: "汉庄社区",
        VILLAGE[:9]: "汉庄镇",
        VILLAGE[:6]: "隆阳区",
        VILLAGE[:2]: "云南省",
    }
    assert by_code[VILLAGE]["level"] == "community"
    codes = {node["id"]: node["code"] for node in nodes(rows, "Place")}
    chain = {(codes[row["start"]], codes[row["end"]]) for row in tied(rows, "LOCATED_IN")}
    assert chain == {
        (VILLAGE, VILLAGE[:9]),
        (VILLAGE[:9], VILLAGE[:6]),
        (VILLAGE[:6], VILLAGE[:4]),
        (VILLAGE[:4], VILLAGE[:2]),
    }
    assert all(row["properties"] == {} for row in tied(rows, "LOCATED_IN"))


def test_a_code_that_the_gazetteer_has_not_is_no_code() -> None:
    assert "code" not in only(map_source(source(place(code="999999999"))), "Place")


def test_what_the_codes_say_is_not_said_twice() -> None:
    lower, upper = place("X村", "village", code=VILLAGE), place(code=VILLAGE[:9])
    rows = map_source(
        source(lower, upper, relations=(relation("LOCATED_IN", 0, 1), relation("LOCATED_IN", 1, 1)))
    )
    assert all(not row["properties"] for row in tied(rows, "LOCATED_IN"))
    said = map_source(
        source(place("X村", "village", masked=True), upper, relations=(relation("LOCATED_IN", 0, 1),))
    )
    assert [row["properties"]["report"] for row in tied(said, "LOCATED_IN") if row["properties"]] == ["r1"]


def test_senses_of_one_name_are_different_programmes() -> None:
    words: list[Any] = [
        mention(ProgramMention, "四个一", name="四个一", kind="numeric", sense=sense)
        for sense in ("整顿", None)
    ]
    rows = map_source(source(*words))
    assert {node.get("sense") for node in nodes(rows, "Program")} == {"整顿", None}


def test_what_a_shorthand_stands_for_is_what_this_report_says() -> None:
    words = mention(ProgramMention, "四个一", name="四个一", kind="numeric", items=("一本账", "一张图"))
    rows = map_source(source(words))
    assert "items" not in only(rows, "Program")
    assert [row["properties"]["items"] for row in tied(rows, "MENTIONS")] == [["一本账", "一张图"]]


def test_relations_carry_their_properties_and_numbers_are_floats() -> None:
    rows = map_source(
        source(place(code=VILLAGE[:9]), relations=(relation("COVERS", -1, 0, confidence=1, reason="标题"),))
    )
    (covers,) = tied(rows, "COVERS")
    assert covers["properties"] == {
        "report": "r1", "start": 5, "end": 12, "sentence": TEXT[5:12], "confidence": 1.0, "reason": "标题",
    }  # fmt: skip


def test_a_relation_that_the_model_has_no_place_for_is_left_out_and_said_to_be(
    caplog: pytest.LogCaptureFixture,
) -> None:
    rows = map_source(source(person(), quantity(), relations=(relation("HOLDS", 0, 1),)))
    assert not tied(rows, "HOLDS")
    assert "no HOLDS from Person to Quantity" in caplog.text


def test_organizations_with_their_township_before_their_name_are_the_same() -> None:
    text = "汉庄镇中学、汉庄镇的中学"
    words = [
        OrganizationMention(start=0, end=5, text=text[:5], sentence=(0, 12), name="汉庄镇中学"),
        OrganizationMention(start=10, end=12, text="中学", sentence=(0, 12), name="中学"),
        PlaceMention(start=6, end=9, text="汉庄镇", sentence=(0, 12), name="汉庄镇", level="township"),
    ]
    extraction = Extraction(
        report=ReportInfo(id="r", source="a.txt", title="", start=0, end=12), mentions=tuple(words)
    )
    file = SourceInfo(name="a.txt", sha256="0", media_type="text/plain", size=1)
    rows = map_source(ExtractedSource(source=file, text=text, extractor="t", reports=(extraction,)))
    assert only(rows, "Organization")["name"] == "中学"


def test_the_version_of_the_mapping_is_part_of_the_source() -> None:
    assert only(map_source(source()), "Source")["mapping"] == mapping_version()
