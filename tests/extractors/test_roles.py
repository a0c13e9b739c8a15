"""Titles are found whole, without the place they belong to, and taken apart rightly."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.attributes import Place, Role
from extractors.language import blank
from extractors.role_grammar import load_grammar
from extractors.roles import RoleFinder, book_titles, make_role_finder
from extractors.spans import write_spans
from tests.extractors.marked_sentences import make_doc, offsets, read_sentences

CASES = read_sentences("roles")
BEFORE_ROLES = ("quantity", "program", "place", "organization")

NLP = blank()
FINDER = make_role_finder(NLP, "roles")


def roles_of(text: str) -> list[Role]:
    doc = FINDER(NLP.make_doc(text))  # spans know their doc by a weak reference only
    return [span._.role for span in doc.spans["role"]]


def titles_of(text: str) -> list[str]:
    doc = FINDER(NLP.make_doc(text))
    return [span.text for span in doc.spans["role"]]


@pytest.mark.parametrize(("sentence", "note"), CASES, ids=[note for _, note in CASES])
def test_titles_of_a_sentence_are_found_exactly(sentence: str, note: str) -> None:
    doc, marks = make_doc(NLP, sentence, BEFORE_ROLES)
    text = doc.text
    found = [text[start:end] for start, end in offsets(FINDER(doc), "role")]
    assert found == [text[start:end] for start, end in marks["role"]]
    assert offsets(doc, "role") == marks["role"]


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("镇党委副书记", Role("镇党委副书记", "township", "党委", "书记", deputy=True)),
        ("镇委书记", Role("镇党委书记", "township", "镇党委", "书记")),
        ("代县长", Role("代县长", "county", "政府", "县长", acting=True)),
        ("挂职副镇长", Role("挂职副镇长", "township", "政府", "镇长", deputy=True, seconded=True)),
        ("村支书", Role("村党支部书记", "village", "党支部", "党支部书记")),
        ("村主任", Role("村委会主任", "village", "村委会", "主任")),
        ("社区主任", Role("社区居委会主任", "community", "居委会", "主任")),
        ("镇党建办主任", Role("镇党建办公室主任", "township", "党建办公室", "主任")),
        ("乡宣传部长", Role("乡宣传部部长", "township", "宣传部", "宣传部部长")),
        ("农技站长", Role("农技站站长", None, "农技站", "站长")),
        ("村（社区）党支部书记", Role("村（社区）党支部书记", "village", "党支部", "书记")),
        ("法治副校长", Role("法治副校长", None, None, "校长", deputy=True)),
        ("县农业农村局党组书记", Role("县农业农村局党组书记", "county", "农业农村局党组", "书记")),
        ("县委常委", Role("县委常委", "county", "县委", "常委")),
        ("总书记", Role("总书记", "country", None, "总书记")),
        ("镇长助理", Role("镇长助理", "township", "政府", "镇长助理")),
    ],
)
def test_a_title_is_normalised_and_taken_apart(title: str, role: Role) -> None:
    assert roles_of(title) == [role]


def test_brackets_of_either_width_make_the_same_name() -> None:
    assert roles_of("村(社区)党总支书记") == roles_of("村（社区）党总支书记")


def test_a_post_takes_its_level_from_the_place_it_follows() -> None:
    doc = NLP.make_doc("清溪村党支部书记")
    write_spans(doc, "place", [(0, 3, Place("清溪村", "village"))])
    (span,) = FINDER(doc).spans["role"]
    assert (span.text, span._.role.level) == ("党支部书记", "village")


def test_a_generic_organ_is_part_of_the_title_and_a_proper_one_is_not() -> None:
    grammar = load_grammar()
    assert grammar.is_generic("县税务局")
    assert grammar.is_generic("镇中心小学")
    assert not grammar.is_generic("启明中学")
    assert not grammar.is_generic("共青团隆阳区委")


def test_nothing_inside_book_titles_is_a_role() -> None:
    text = "学习《镇长手册》，请镇长授课。"
    assert book_titles(text) == [(2, 8)]
    assert titles_of(text) == ["镇长"]


def test_an_unclosed_book_title_hides_nothing() -> None:
    assert titles_of("学习《手册，镇长带头。") == ["镇长"]


def test_roles_are_found_on_a_doc_without_any_other_group() -> None:
    assert titles_of("乡长、副乡长分片包干。") == ["乡长", "副乡长"]


def test_a_doc_without_titles_gets_an_empty_group() -> None:
    assert titles_of("今年雨水充足，秋粮增产。") == []
    assert titles_of("") == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *"镇村县副代长党委第一（）、。制 \n",
                "书记",
                "主任",
                "组织",
                "网格员",
                "党支部",
                "综合服务中心",
                "《",
                "》",
            ]
        ),
        max_size=40,
    )
)
def test_titles_never_overlap_and_hold_their_post(parts: list[str]) -> None:
    doc = FINDER(NLP.make_doc("".join(parts)))
    ends = [0]
    for span in doc.spans["role"]:
        assert span.start_char >= ends[-1]
        assert "。" not in span.text
        assert span._.role.name
        ends.append(span.end_char)


@pytest.mark.parametrize(
    "unit", ["书记", "副", "镇党委", "综合", "综合服务中心主任", "《书记", "党建和", "（社区）"]
)
def test_time_grows_with_the_length_of_hostile_text(unit: str) -> None:
    finder = RoleFinder(load_grammar())
    times = []
    for size in (4_000, 16_000):
        doc = NLP.make_doc((unit * size)[:size])
        started = process_time()
        finder(doc)
        times.append(process_time() - started)
    assert times[1] < 12 * times[0] + 0.5
