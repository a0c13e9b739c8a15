"""Our tokenizer makes the very tokens that spaCy's makes, and the text comes back unchanged."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from extractors.language import load
from extractors.spans import text_of
from extractors.tokenizer import CharacterTokenizer

_SPACY = spacy.blank("zh")
_OURS = CharacterTokenizer(_SPACY.vocab)
_TEXTS = st.text(
    st.sampled_from("镇党委 \u3000\t\n\r\x0b\x1c\x85\xa0\u2028\u200b\ufeff1a。，𠮷é"), max_size=40
)


@given(_TEXTS)
def test_tokens_are_those_of_spacy(text: str) -> None:
    ours, theirs = _OURS(text), _SPACY.make_doc(text)
    assert [(token.text, token.whitespace_, token.idx) for token in ours] == [
        (token.text, token.whitespace_, token.idx) for token in theirs
    ]


@given(_TEXTS)
def test_text_is_kept_as_it_was(text: str) -> None:
    doc = _OURS(text)
    assert doc.text == text
    assert text_of(doc) == text


@pytest.mark.parametrize("text", ["", " ", "镇", "镇 ", " 镇", "镇  党"])
def test_edges(text: str) -> None:
    assert _OURS(text).text == text


def test_pipeline_uses_it() -> None:
    assert isinstance(load().tokenizer, CharacterTokenizer)
