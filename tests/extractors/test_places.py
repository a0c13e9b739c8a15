"""Named and masked places are found where they stand, with their level, and generic words are none."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import place_found
from extractors.attributes import Program
from extractors.language import blank
from extractors.place_data import place_data
from extractors.place_lattice import cheapest, name_letters, words
from extractors.places import PlaceRecognizer, find_places
from extractors.spans import write_spans
from tests.extractors.marked import Case, read_cases

CASES = read_cases("places")


def found(text: str) -> set[tuple[str, str, bool]]:
    return {(text[place.start : place.end], place.level, place.masked) for place in find_places(text)}


@pytest.mark.parametrize("case", [c for c in CASES if not c.marks], ids=lambda case: case.text[:16])
def test_places_generic_words_are_no_places(case: Case) -> None:
    assert found(case.text) == set()


@pytest.mark.parametrize(
    "case", [c for c in CASES if c.about in ("masked", "bare", "post", "other")], ids=lambda c: c.text[:16]
)
def test_places_masked_and_short_names(case: Case) -> None:
    assert {(p.start, p.end, p.level, p.masked) for p in find_places(case.text)} == set(case.marks)


def test_places_named_in_sentences_from_all_over_the_country() -> None:
    right = wrong = missed = 0
    for case in CASES:
        got = {(p.start, p.end, p.level, p.masked) for p in find_places(case.text)}
        right += len(got & set(case.marks))
        wrong += len(got - set(case.marks))
        missed += len(set(case.marks) - got)
    assert right > 180
    assert wrong == 0
    assert missed <= 0.03 * right


def test_places_chain_is_one_mention_for_each_level() -> None:
    assert found("在云南省保山市隆阳区潞江镇某村调研") == {
        ("云南省", "province", False),
        ("保山市", "city", False),
        ("隆阳区", "county", False),
        ("潞江镇", "township", False),
        ("某村", "village", True),
    }


def test_places_quality_before_a_suffix_depends_on_what_is_done() -> None:
    assert found("在幸福社区召开座谈会") == {("幸福社区", "community", False)}
    assert found("创建幸福社区") == set()
    assert found("联系团结村") == {("团结村", "village", False)}


def test_places_numerals_inside_names_belong_to_them() -> None:
    assert found("到十八寨村、三家村走访") == {("十八寨村", "village", False), ("三家村", "village", False)}
    assert found("三个村、20个村、五村共建") == set()


def test_places_short_name_of_a_common_word_needs_its_full_name_or_company() -> None:
    assert found("加强合作，共谋大方发展") == set()
    assert ("大方", "county", False) in found("大方县的同志来访，大方是老朋友了")
    assert ("大理", "city", False) in found("赴昆明、大理推介")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("2023年度述职报告\n岜怀旗乌兰塔拉苏木党委委员、组织委员　乌云\n", {"岜怀旗", "乌兰塔拉苏木"}),
        ("驻村工作述职报告\n（卡浪乡却浪村驻村第一书记　祁永）\n", {"卡浪乡", "却浪村"}),
        ("什浪岭乡乡长2023年述职报告\n", {"什浪岭乡"}),
        ("2023年度述职报告\n各位领导、同志们：现将全乡党委工作汇报如下\n", set()),
    ],
)
def test_places_of_who_reports_stand_in_the_title_or_below_it(text: str, names: set[str]) -> None:
    assert {place.name for place in find_places(text)} == names


def test_places_inside_titles_and_programmes_are_left_alone() -> None:
    assert found("学习《云南省乡村振兴条例》和《在X村的讲话》") == set()
    nlp = blank()
    doc = nlp("落实云南经验，到云南考察")
    write_spans(doc, "program", [(2, 6, Program("云南经验", "named"))])
    assert [(s.start_char, s.end_char) for s in PlaceRecognizer()(doc).spans["place"]] == [(8, 10)]


def test_places_component_writes_records() -> None:
    doc = PlaceRecognizer()(blank()("我在隆阳区潞江镇驻村，联系X村。"))
    records = [span._.place for span in doc.spans["place"]]
    assert [(r.name, r.level, r.masked, r.code) for r in records] == [
        ("隆阳区", "county", False, "530502"),
        ("潞江镇", "township", False, "530502106"),
        ("X村", "village", True, None),
    ]


def test_places_component_takes_a_doc_of_nothing() -> None:
    assert list(PlaceRecognizer()(blank()("")).spans["place"]) == []


LETTERS = "到在和平村镇乡社区组县市云南隆阳一二三第X*某、，。《》\n王家湾党支部"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from(LETTERS), max_size=60))
def test_places_come_in_order_without_overlap_and_say_what_stands_there(text: str) -> None:
    places = find_places(text)
    for place in places:
        assert 0 <= place.start < place.end <= len(text)
        assert text[place.start : place.end] == place.name
        assert "\n" not in place.name
    assert all(one.end <= other.start for one, other in pairwise(places))


@pytest.mark.parametrize(
    "unit", ["村", "X村", "王家村", "《", "二组、", "云南", "隆阳区", "镇村社区", "*", "河", "石滩水库"]
)
def test_places_time_is_linear_in_hostile_text(unit: str) -> None:
    def seconds(size: int) -> float:
        text = (unit * size)[:size]
        begun = time.process_time()
        find_places(text)
        return time.process_time() - begun

    seconds(100)
    # Four times the text is four times the time; sixteen would be quadratic. The best of three is the least disturbed.
    assert min(seconds(8_000) for _ in range(3)) < 10 * min(seconds(2_000) for _ in range(3)) + 0.1


def test_places_reading_prefers_words_to_nonsense_names() -> None:
    cost, path = cheapest("到村走访", [])
    assert cost > 0
    assert "".join("到村走访"[edge.start : edge.end] for edge in path) == "到村走访"
    assert name_letters().cost("李家湾") < name_letters().cost("产业发展")
    assert words().find("走访") is not None
    assert words().find("石门坎") is None


def test_places_word_lists_do_not_contradict_each_other() -> None:
    data = place_data()
    assert not data.cues_before & data.cues_before_weak
    assert set(data.generic) == {"village", "community", "township", "group", "county", "feature"}


@given(
    st.text("石坎村寨", max_size=12),
    st.sets(st.text("石坎村寨", min_size=1, max_size=3), min_size=1, max_size=6),
)
def test_names_are_found_again_one_by_one_as_by_an_automaton(text: str, names: set[str]) -> None:
    one_by_one, at_once = place_found._found_one_by_one, place_found._found_at_once
    assert one_by_one(text, names) == list(at_once(text, names))
