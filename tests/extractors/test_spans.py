"""Span groups are written by character offsets, and look-ups by offset find what holds it."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.language import blank
from extractors.spans import (
    MENTION_GROUPS,
    Occupied,
    char_offsets,
    hits_inside,
    hits_of,
    sentence_at,
    write_hits,
    write_spans,
)
from extractors.tokenizer import CharacterTokenizer

NLP = blank()
STRETCHES = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 9)).map(lambda p: (p[0], p[0] + p[1])), max_size=8
)


def test_spans_are_character_offsets_even_after_white_space() -> None:
    doc = NLP.make_doc("镇  长 王 \n芳任职")
    write_spans(doc, "person", [(5, 6, "record")])
    (span,) = doc.spans["person"]
    assert (span.text, span._.person, span.label_) == ("王", "record", "person")
    assert char_offsets(doc, "person") == [(5, 6)]
    assert char_offsets(doc, "absent") == []


@pytest.mark.parametrize("group", MENTION_GROUPS)
def test_spans_records_hang_where_spacy_reads_and_replaces_them(group: str) -> None:
    doc = NLP.make_doc("镇长王芳任职")
    write_spans(doc, group, [(2, 4, "record")])
    assert [span._.get(group) for span in doc.spans[group]] == ["record"]
    assert doc[2:4]._.get(group) == "record"
    assert doc[1:4]._.get(group) is None

    doc.spans[group][0]._.set(group, "other")
    assert [span._.get(group) for span in doc.spans[group]] == ["other"]


def test_spans_a_hit_that_cuts_a_token_is_a_bug() -> None:
    doc = NLP.make_doc("甲 \n 乙")
    with pytest.raises(ValueError, match="cuts a token"):
        write_spans(doc, "person", [(0, 2, None)])


@given(STRETCHES, st.integers(0, 50), st.integers(1, 9))
def test_occupied_tells_whether_a_stretch_meets_a_taken_one(
    taken: list[tuple[int, int]], start: int, length: int
) -> None:
    end = start + length
    meets = any(s < end and start < e for s, e in taken)
    # With nested stretches the furthest end so far may say yes too often, never too seldom.
    assert Occupied(taken).meets(start, end) or not meets
    apart = sorted(taken)
    if all(a[1] <= b[0] for a, b in itertools.pairwise(apart)):
        assert Occupied(taken).meets(start, end) == meets


@given(st.integers(0, 60))
def test_sentence_at_finds_the_sentence_that_holds_an_offset(offset: int) -> None:
    sentences = [(0, 10), (10, 25), (30, 50)]
    found = sentence_at(sentences, offset)
    assert found == next((s for s in reversed(sentences) if s[0] <= offset), sentences[0])
    assert sentence_at([], offset) == (0, 0)


@given(st.text(st.sampled_from("镇长 \n\t"), max_size=20), st.integers(0, 20), st.integers(0, 20))
def test_hits_inside_are_spacys_contracted_spans(text: str, start: int, length: int) -> None:
    doc = CharacterTokenizer(NLP.vocab)(text)
    end = min(start + length, len(text))
    ours = next(iter(hits_inside(doc, "x", [(start, end, None)])), None) if start < end else None
    theirs = doc.char_span(start, end, label="x", alignment_mode="contract") if start < end else None
    assert (ours and (ours.span.start, ours.span.end, ours.start, ours.end)) == (
        theirs and (theirs.start, theirs.end, theirs.start_char, theirs.end_char)
    )


def test_hits_follow_the_span_group() -> None:
    doc = NLP.make_doc("王芳、李梅任职")
    write_spans(doc, "person", [(3, 5, "b"), (0, 2, "a")])
    assert [hit[:3] for hit in hits_of(doc, "person")] == [(0, 2, "a"), (3, 5, "b")]
    assert hits_of(doc, "person") is hits_of(doc, "person")

    write_hits(doc, "person", hits_of(doc, "person")[1:])
    assert [span.text for span in doc.spans["person"]] == ["李梅"]
    assert [hit[:3] for hit in hits_of(doc, "person")] == [(3, 5, "b")]

    # A component of somebody else's replaces the group, or adds to it.
    doc.spans["person"] = [doc.char_span(0, 2)]
    doc.spans["person"][0]._.person = "c"
    assert [hit[:3] for hit in hits_of(doc, "person")] == [(0, 2, "c")]
    doc.spans["person"].append(doc.char_span(3, 5))
    assert [hit[:2] for hit in hits_of(doc, "person")] == [(0, 2), (3, 5)]


def test_hits_of_a_group_that_is_absent() -> None:
    assert hits_of(NLP.make_doc("王芳"), "person") == []
