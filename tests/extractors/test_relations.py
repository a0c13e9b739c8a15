"""Relations say what the words say, carry their evidence, and keep silent where the words leave a choice."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.relations import RelationFinder
from tests.extractors.gold_docs import gold_doc

CASES = sorted(Path(__file__).with_name("cases").glob("relations*.txt"))
TITLE = "2023年度述职报告"


def _cases():
    for path in CASES:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line and not line.startswith("#"):
                section, text, expected = line.split("|")
                yield pytest.param(section, text, expected, id=f"{path.stem}-{number}")


def _find(marked, section="duty"):
    return RelationFinder()(gold_doc(marked, section=section))


def _said(doc):
    """Each relation as the case file writes it."""
    found = set()
    for r in doc._.relations:
        detail = {"RESPONSIBLE_FOR": "mode", "IMPLEMENTS": "status"}.get(r.type)
        kind = r.type + (f":{r.properties[detail]}" if detail else "")
        head, tail = (end.text if end is not None else "A" for end in (r.head, r.tail))
        found.add(f"{kind} {head} > {tail}")
    return found


@pytest.mark.parametrize(("section", "text", "expected"), list(_cases()))
def test_relations_of_a_sentence_are_exactly_these(section, text, expected):
    doc = _find(f"{TITLE}\n一年来的工作如下。{text}", section)
    assert _said(doc) == {part.strip() for part in expected.split(";") if part.strip()}


def test_case_file_has_more_than_a_hundred_cases_and_many_that_say_nothing():
    cases = [case.values for case in _cases()]
    assert len(cases) > 100
    assert sum(not expected.strip() for _, _, expected in cases) >= 35


def test_evidence_holds_both_ends_of_a_relation_between_two_mentions():
    doc = _find("述职报告\n{Lv:沙坪村}建成冷库{Q:1座}，库容{Q:500吨}。{R:镇长}{P:沈青禾}到场。")
    for relation in doc._.relations:
        start, end = relation.evidence
        for span in (relation.head, relation.tail):
            assert span is None or (start <= span.start_char and span.end_char <= end)


def test_doc_without_any_group_has_no_relations():
    from extractors.language import blank

    doc = RelationFinder()(blank().make_doc("没有任何标注的一段话。"))
    assert doc._.relations == []


def test_empty_doc_has_no_relations():
    from extractors.language import blank

    assert RelationFinder()(blank().make_doc(""))._.relations == []


def test_same_tie_is_said_once():
    doc = _find("述职报告\n{R:镇长}{P:沈青禾}（{R:镇长}）")
    said = [(r.type, r.head, r.tail) for r in doc._.relations]
    assert len(said) == len(set(said))


def test_relations_come_in_the_order_of_their_evidence():
    doc = _find("述职报告\n落实{G:河长制}。{R:镇长}{P:沈青禾}。{Lv:沙坪村}种茶{Q:9亩}。")
    starts = [r.evidence for r in doc._.relations]
    assert starts == sorted(starts)


def test_covers_says_whether_it_was_stated_or_inferred_and_why():
    stated = _find("{Lc:禾源县}{Lt:柳河镇}{R:镇长}2023年度述职报告\n一年来。")
    covers = {r.tail.text: r.properties for r in stated._.relations if r.type == "COVERS"}
    assert {name: p["basis"] for name, p in covers.items()} == {"禾源县": "stated", "柳河镇": "stated"}
    inferred = _find("{R:镇长}2023年度述职报告\n{Lt:柳河镇}变了样。建设{Lt:柳河镇}。")
    (cover,) = (r for r in inferred._.relations if r.type == "COVERS")
    assert cover.properties["basis"] == "inferred"
    assert 0 < cover.properties["confidence"] < 0.95
    assert "柳河镇" not in cover.properties["reason"]  # names stand in the mention, not in the reason
    assert cover.properties["reason"]


def test_two_townships_named_alike_often_leave_the_township_open():
    doc = _find("{R:镇长}2023年度述职报告\n{Lt:柳河镇}修路。{Lt:白塔镇}修桥。")
    assert not [r for r in doc._.relations if r.type == "COVERS"]


def test_title_names_a_programme_without_saying_that_it_was_carried_out():
    doc = _find("{R:镇长}2023年度抓{G:基层党建}工作述职报告\n一年来落实{G:河长制}。")
    assert [r.tail.text for r in doc._.relations if r.type == "IMPLEMENTS"] == ["河长制"]


def test_named_author_heads_the_relations_of_the_author():
    doc = _find("2023年度述职报告\n{Lt:柳河镇}{R:镇长}　{P:沈青禾}\n我分管{G:乡村振兴}工作。")
    assert "AUTHORED 沈青禾 > A" in _said(doc)
    assert "RESPONSIBLE_FOR:分管 沈青禾 > 乡村振兴" in _said(doc)
    assert "SERVES_IN 沈青禾 > 柳河镇" in _said(doc)


def test_time_grows_with_the_length_of_the_text_and_not_faster():
    paragraph = (
        "落实“{G:三会一课}”，{Lv:沙坪村}{R:党支部书记}{P:冯大有}带着种茶{Q:90亩}，"
        "{Lv:石桥村}修路{Q:3公里}，我联系{Lv:沙坪村}。"
    )
    finder = RelationFinder()
    seconds = []
    for copies in (40, 320):
        doc = gold_doc("述职报告\n" + paragraph * copies, section="duty")
        best = min(_timed(finder, doc) for _ in range(3))
        seconds.append(best)
    assert seconds[1] < seconds[0] * 8 * 3


def _timed(finder, doc):
    start = time.process_time()
    finder(doc)
    return time.process_time() - start


_MARKS = ["{P:冯大有}", "{R:镇长}", "{Lv:沙坪村}", "{Lt:柳河镇}", "{O:柳河中学}", "{G:河长制}", "{Q:3次}"]
_PIECES = st.sampled_from([*_MARKS, *"，。；、：“”（）\n 在由任为和等的我联系分管落实不将辖"])


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=30))
def test_any_order_of_mentions_gives_relations_that_fit_their_types(pieces):
    doc = _find("".join(pieces))
    ends = {
        "HOLDS": ({"person", None}, {"role"}),
        "SERVES_IN": ({"person", None}, {"place", "organization"}),
        "AUTHORED": ({"person"}, {None}),
        "COVERS": ({None}, {"place"}),
        "RESPONSIBLE_FOR": ({"person", None}, {"place", "organization", "program"}),
        "IMPLEMENTS": ({None}, {"program"}),
        "ABOUT": ({"quantity"}, {"place", "organization", "program", "person"}),
        "LOCATED_IN": ({"place"}, {"place"}),
    }
    for relation in doc._.relations:
        heads, tails = ends[relation.type]
        assert (relation.head.label_ if relation.head is not None else None) in heads
        assert (relation.tail.label_ if relation.tail is not None else None) in tails
        start, end = relation.evidence
        assert 0 <= start < end <= len(doc.text)


def test_figures_under_a_numbered_heading_that_is_a_village_are_of_it():
    doc = _find("述职报告\n1.{Lv:大湾村}\n修路{Q:2公里}。组织培训{Q:3期}。\n新建公厕{Q:4座}。")
    assert _said(doc) == {"ABOUT 2公里 > 大湾村", "ABOUT 3期 > 大湾村"}


def test_figures_under_a_line_that_begins_with_a_village_are_not_of_it():
    doc = _find("述职报告\n1.联系{Lv:大湾村}工作\n修路{Q:2公里}。组织培训{Q:3期}。")
    assert not any(said.startswith("ABOUT") for said in _said(doc))
