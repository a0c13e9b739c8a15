"""Full-text search finds every sentence and name that holds the words, and nothing else, on both stores."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.mapping import map_source
from graph.search import Hit, search, search_sentences
from graph.store import GraphStore
from graph.writer import remove_sources, write_sources
from pipeline.models import ExtractedSource
from pipeline.sentences import split_sentences
from tests.graph.generated import make_source

SOURCES = [make_source(seed, f"reports/{seed}.txt", reports=2) for seed in range(15)]


@pytest.fixture
def filled(store: GraphStore) -> GraphStore:
    write_sources(store, [map_source(source) for source in SOURCES])
    return store


def sentences_with(words: list[str], sources: list[ExtractedSource] = SOURCES) -> set[tuple[str, int, int]]:
    """What a search must find, looked for in the texts themselves."""
    found = set()
    for source in sources:
        for extraction in source.reports:
            base, end = extraction.report.start, extraction.report.end
            text = source.text[base:end]
            for first, last in split_sentences(text, 0, len(text)):
                if all(word in text[first:last] for word in words):
                    found.add((source.source.name, base + first, base + last))
    return found


def found_sentences(hits: list[Hit]) -> set[tuple[str, int, int]]:
    return {(hit.source, hit.start, hit.end) for hit in hits if hit.kind == "sentence"}


WORDS = [
    "三会一课",
    "三会",
    "会一",
    "一课",
    "课",
    "落实 河长制",
    "王建国 镇党委副书记",
    "12户",
    "古丽仙·艾山",
    "村村村",
    "1",
    "地5305",
]


def test_sentences_are_found_by_any_words_in_them(filled: GraphStore) -> None:
    for words in WORDS:
        hits = search(filled, words, limit=10_000)
        assert found_sentences(hits) == sentences_with(words.split()), words
        for hit in hits:
            assert all(word in hit.text for word in words.split())
    assert sentences_with(["三会一课"])
    assert not sentences_with(["村村村"])


def test_a_quick_search_finds_as_many_and_only_what_holds_the_words(filled: GraphStore) -> None:
    for words in WORDS:
        there = sentences_with(words.split())
        for limit in (1, 3, 10_000):
            found = found_sentences(search_sentences(filled, words, limit, quick=True))
            assert found <= there, words
            assert len(found) == min(limit, len(there)), words


def test_offsets_point_into_the_source(filled: GraphStore) -> None:
    texts = {source.source.name: source.text for source in SOURCES}
    for hit in search(filled, "落实", limit=50):
        if hit.kind == "sentence":
            assert texts[hit.source][hit.start : hit.end] == hit.text


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_every_piece_of_a_text_finds_it(filled: GraphStore, data: st.DataObject) -> None:
    source = data.draw(st.sampled_from(SOURCES))
    text = source.text
    first, last = data.draw(st.sampled_from(split_sentences(text, 0, len(text)) or ((0, 0),)))
    start = data.draw(st.integers(first, max(first, last - 1)))
    piece = text[start : data.draw(st.integers(start + 1, start + 8))]
    words = piece.split()
    if words and "\n" not in piece and start + len(piece) <= last:
        assert found_sentences(search(filled, piece, limit=10_000)) == sentences_with(words)


def test_programmes_and_indicators_are_found_by_name(filled: GraphStore) -> None:
    kinds = {(hit.kind, hit.text) for hit in search(filled, "会") if hit.kind != "sentence"}
    assert kinds == {("program", "三会一课")}
    assert ("indicator", "发展党员") in {(hit.kind, hit.text) for hit in search(filled, "党员")}


def test_a_limit_is_kept_for_each_kind(filled: GraphStore) -> None:
    hits = search(filled, "户", limit=2)
    assert len([hit for hit in hits if hit.kind == "sentence"]) == 2


@pytest.mark.parametrize(
    "words", ["", "  ", '"', "\\", "AND", "三会一课 AND", "*", "(", "~", "三会一课^2", "x:y", "党员'"]
)
def test_no_words_break_the_search(filled: GraphStore, words: str) -> None:
    assert found_sentences(search(filled, words, limit=100)) == (
        sentences_with(words.split()) if words.split() else set()
    )


def test_what_is_removed_is_found_no_more(filled: GraphStore) -> None:
    from graph.mapping import source_id

    assert found_sentences(search(filled, "三会一课", limit=1000))
    remove_sources(filled, [source_id(source.source.name) for source in SOURCES])
    assert search(filled, "三会一课") == []
