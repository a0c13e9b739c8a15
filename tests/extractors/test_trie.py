"""Lexicons find the longest word, as a pattern, at the beginnings and at the ends of phrases."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.trie import Beginnings, Endings, trie_pattern, trie_regex

WORDS = st.lists(st.text(alphabet="村镇委干部甲", min_size=1, max_size=4), min_size=1, max_size=12)
PHRASE = st.text(alphabet="村镇委干部甲乙", max_size=12)


def longest_at(words: list[str], phrase: str, at: int) -> int:
    return max((len(word) for word in words if phrase.startswith(word, at)), default=0)


@settings(max_examples=200)
@given(WORDS, PHRASE)
def test_a_pattern_finds_the_longest_word_everywhere(words: list[str], phrase: str) -> None:
    pattern = trie_regex(words)
    for at in range(len(phrase) + 1):
        found = pattern.match(phrase, at)
        assert (found.end() - at if found else 0) == longest_at(words, phrase, at)


@settings(max_examples=200)
@given(WORDS, PHRASE)
def test_beginnings_find_the_longest_word_and_the_first_place(words: list[str], phrase: str) -> None:
    lexicon = Beginnings(words)
    lengths = [lexicon.length(phrase, at) for at in range(len(phrase))]
    assert lengths == [longest_at(words, phrase, at) for at in range(len(phrase))]
    first = next(((at, at + length) for at, length in enumerate(lengths) if length), None)
    assert lexicon.search(phrase) == first
    ends = [0]
    for start, end in lexicon.all(phrase):
        assert start >= ends[-1]
        ends.append(end)


@settings(max_examples=200)
@given(WORDS, PHRASE)
def test_endings_find_the_longest_word(words: list[str], phrase: str) -> None:
    lexicon = Endings(words)
    assert lexicon.length(phrase) == max((len(word) for word in words if phrase.endswith(word)), default=0)
    assert not lexicon.length(lexicon.strip(phrase))


def test_what_is_excepted_is_no_word() -> None:
    lexicon = Beginnings(["种植", "建立"], unless=["种植户"], after="新")
    assert lexicon.length("种植烤烟") == 2
    assert lexicon.length("种植户") == 0
    assert lexicon.length("新建立") == 3
    assert lexicon.length("新时代") == 0


def test_characters_of_patterns_are_taken_as_they_are() -> None:
    pattern = trie_pattern(["a.c", "a*", "（套）"])
    assert re.fullmatch(pattern, "a.c")
    assert not re.fullmatch(pattern, "abc")


def test_an_empty_lexicon_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one word"):
        trie_pattern([""])
