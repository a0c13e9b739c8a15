"""Persons are found by shape and context; what merely looks like a name is not."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.attributes import Organization, Person, Place, Program
from extractors.language import blank
from extractors.names import load_names
from extractors.persons import make_person_finder
from extractors.roles import make_role_finder
from extractors.spans import write_spans
from tests.extractors.marked_sentences import make_doc, offsets, read_sentences

CASES = read_sentences("persons")
BEFORE_PERSONS = ("quantity", "program", "role", "place", "organization")

NLP = blank()
FINDER = make_person_finder(NLP, "persons")
ROLES = make_role_finder(NLP, "roles")


def persons_of(text: str) -> list[Person]:
    """Persons of a text in which roles have been found."""
    doc = FINDER(ROLES(NLP.make_doc(text)))
    return [span._.person for span in doc.spans["person"]]


def names_of(text: str) -> list[str]:
    return [person.name for person in persons_of(text)]


@pytest.mark.parametrize(("sentence", "note"), CASES, ids=[note for _, note in CASES])
def test_persons_of_a_sentence_are_found_exactly(sentence: str, note: str) -> None:
    doc, marks = make_doc(NLP, sentence, BEFORE_PERSONS)
    text = doc.text
    found = [text[start:end] for start, end in offsets(FINDER(doc), "person")]
    assert found == [text[start:end] for start, end in marks["person"]]
    assert offsets(doc, "person") == marks["person"]


def test_a_padded_name_is_known_without_its_padding() -> None:
    assert persons_of("述职人：王　磊") == [Person("王磊")]


@pytest.mark.parametrize("name", ["李某某", "王XX", "刘**", "陈×", "张某", "欧阳某某", "麦麦提某某"])
def test_a_masked_name_is_found_and_says_so(name: str) -> None:
    assert persons_of(f"走访困难户{name}，了解近况。") == [Person(name, masked=True)]


@pytest.mark.parametrize("text", ["李某村", "王XX镇", "张**社区", "陈XX公司", "刘xx亩", "周X次", "余xx户"])
def test_a_mask_of_something_else_is_no_person(text: str) -> None:
    assert persons_of(f"走访{text}，了解近况。") == []


def test_whoever_is_named_with_a_title_is_known_throughout_the_report() -> None:
    text = "村文书字桂兰同志登记造册。\n雨季来临前，字桂兰又把名册核了一遍。"
    assert names_of(text) == ["字桂兰", "字桂兰"]


def test_a_short_name_known_from_one_place_is_no_part_of_a_word_in_another() -> None:
    text = "党支部书记钱进主持会议。钱进做事公道。外出务工的攒了钱进城买房。"
    assert names_of(text) == ["钱进", "钱进"]


def test_a_famous_name_is_not_spread_into_doctrines() -> None:
    text = "学习习近平总书记讲话，学习习近平新时代中国特色社会主义思想。"
    assert names_of(text) == ["习近平"]


@pytest.mark.parametrize(
    ("group", "record"),
    [
        ("place", Place("左权县", "county")),
        ("organization", Organization("王建国家庭农场")),
        ("program", Program("雷锋月", "named")),
    ],
)
def test_nobody_is_found_inside_places_organisations_and_programmes(group: str, record: object) -> None:
    name = record.name  # type: ignore[attr-defined]
    doc = NLP.make_doc(f"书记到{name}调研。")
    write_spans(doc, group, [(3, 3 + len(name), record)])
    assert list(FINDER(ROLES(doc)).spans["person"]) == []


def test_a_report_without_persons_gets_an_empty_group() -> None:
    assert persons_of("") == []
    assert persons_of("今年雨水充足，秋粮增产。") == []


def test_a_shape_is_told_by_its_surname_and_weighed_by_its_given_name() -> None:
    names = load_names()

    def weights(text: str) -> dict[str, float]:
        return {text[: shape.end]: shape.weight for shape in names.shapes(text, 0)}

    assert weights("王建国。") == {"王建": 2.0, "王建国": 2.0}
    assert set(weights("欧阳建华。")) == {"欧阳建", "欧阳建华"}
    assert set(weights("扎西顿珠。")) >= {"扎西", "扎西顿珠"}
    assert all(weight < 1 for weight in weights("高度重视").values())
    assert weights("吃饭了") == {}
    assert weights("王") == {}


ALPHABET = [
    *"王李高马某X*·、和，。： \n",
    "书记",
    "主任",
    "同志",
    "建国",
    "村民",
    "述职人",
    "古丽",
    "阿里",
    "习近平",
]


def test_shapes_end_within_the_text() -> None:
    names = load_names()
    for text in ("古丽", "扎西次里", "包斯琴", "欧阳", "王建国", "乌力吉"):
        assert all(shape.end <= len(text) for shape in names.shapes(text, 0))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(ALPHABET), max_size=40))
def test_persons_never_overlap_and_never_reach_over_a_mark(parts: list[str]) -> None:
    doc = FINDER(ROLES(NLP.make_doc("".join(parts))))
    last = 0
    for span in doc.spans["person"]:
        assert span.start_char >= last
        assert not set(span.text) & set("、，。：\n")
        assert span._.person.name
        last = span.end_char


@pytest.mark.parametrize(
    "unit",
    [
        "王建国、",
        "书记王",
        "李某某",
        "阿里·",
        "同志",
        "书记王建国、主任江河，",
        "王 ",
        "习近平",
        "王建国同志和",
    ],
)
def test_time_grows_with_the_length_of_hostile_text(unit: str) -> None:
    times = []
    for size in (3_000, 12_000):
        doc = ROLES(NLP.make_doc((unit * size)[:size]))
        doc.user_data["shutu_lac"] = []  # the network's time is its own, and linear
        started = process_time()
        FINDER(doc)
        times.append(process_time() - started)
    assert times[1] < 12 * times[0] + 0.5
