"""The text of a report comes back whole from its segments, with every mark at its own words."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.web.highlight import Mark, figures_in_sentence, lines_of, sentence_around

TEXTS = st.text(alphabet="村甲乙5户。；！\n\r \u3000😀<&", max_size=60)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, int, list[Mark]]:
    """A text, where it begins in its source, and marks in it, some of them overlapping."""
    text, offset = draw(TEXTS), draw(st.integers(0, 50))
    ends = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=8))
    marks = [
        Mark(offset + min(pair), offset + max(pair), "Place", str(number), "")
        for number, pair in enumerate(ends)
        if pair[0] != pair[1]
    ]
    return text, offset, marks


@settings(max_examples=200, deadline=None)
@given(marked(), st.tuples(st.integers(0, 110), st.integers(0, 110)))
def test_segments_are_the_text_at_their_offsets(
    case: tuple[str, int, list[Mark]], ends: tuple[int, int]
) -> None:
    text, offset, marks = case
    wanted = (min(ends), max(ends) + 1)
    segments = [segment for line in lines_of(text, offset, marks, wanted=wanted) for segment in line.segments]
    for segment in segments:
        assert text[segment.start - offset : segment.end - offset] == segment.text
        assert "\n" not in segment.text
    shown = "".join(segment.text for segment in segments)
    assert "".join(shown.split()) == "".join(text.split())
    assert [s.start for s in segments] == sorted({s.start for s in segments})


@settings(max_examples=200, deadline=None)
@given(marked())
def test_a_mark_covers_its_own_words(case: tuple[str, int, list[Mark]]) -> None:
    text, offset, marks = case
    covered: dict[Mark, str] = {}
    for line in lines_of(text, offset, marks):
        for segment in line.segments:
            if segment.mark:
                covered[segment.mark] = covered.get(segment.mark, "") + segment.text
    for mark, words in covered.items():
        said = text[mark.start - offset : mark.end - offset]
        assert "".join(words.split()) == "".join(said.split())


def test_marks_that_do_not_overlap_are_all_there() -> None:
    marks = [Mark(12, 14, "Place", "a", ""), Mark(14, 16, "Person", "b", "")]
    (line,) = lines_of("在甲村老张家", 11, marks)
    assert [segment.mark for segment in line.segments] == [None, *marks, None]


def test_wanted_words_stand_out_in_their_sentence() -> None:
    text = "先修了路。后来硬化道路3公里，惠及百姓。最后总结。"
    start = text.index("3公里")
    (line,) = lines_of(text, 0, (), wanted=(start, start + 3))
    assert "".join(s.text for s in line.segments if s.in_sentence) == "后来硬化道路3公里，惠及百姓。"
    assert [s.text for s in line.segments if s.wanted] == ["3公里"]


def test_words_in_two_sentences_bring_both() -> None:
    text = "修路。通水。绿化。"
    assert sentence_around(text, 100, (101, 105)) == (100, 106)


def test_a_heading_is_one_only_where_it_has_its_line() -> None:
    lines = lines_of("　一、工作\n做了事。", 5, (), headings={6: 1})
    assert [line.depth for line in lines] == [1, 0]


@dataclass(frozen=True)
class Stated:
    text: str
    start: int
    end: int
    sentence: str


def stated(sentence: str, begins: int, *words: tuple[str, int]) -> list[Stated]:
    return [Stated(text, begins + at, begins + at + len(text), sentence) for text, at in words]


def test_figures_are_found_in_their_sentence_by_how_they_stand_to_each_other() -> None:
    figures = stated("种5户，养5户，共10户。", 40, ("5户", 5), ("10户", 9))
    assert [words for words, figure in figures_in_sentence(figures) if figure] == ["5户", "10户"]
    assert figures_in_sentence(figures)[0] == ("种5户，养", None)


def test_a_figure_that_may_stand_in_two_places_is_not_marked() -> None:
    (figure,) = stated("种5户，养5户。", 40, ("5户", 5))
    assert figures_in_sentence([figure]) == [("种5户，养5户。", None)]


def test_a_cut_sentence_is_given_back_whole() -> None:
    figures = stated("甲3人乙4人。", 7, ("3人", 1), ("4人", 4))
    assert "".join(words for words, _ in figures_in_sentence(figures)) == "甲3人乙4人。"
