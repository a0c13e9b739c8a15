"""Persons are found by shape and context; what merely looks like a name is not."""

import pytest

from extractors.language import blank
from extractors.persons import make_person_finder
from tests.extractors.marked_sentences import make_doc, offsets, read_sentences

CASES = read_sentences("persons")
BEFORE_PERSONS = ("quantity", "program", "role", "place", "organization")

NLP = blank()
FINDER = make_person_finder(NLP, "persons")


@pytest.mark.parametrize(("sentence", "note"), CASES, ids=[note for _, note in CASES])
def test_persons_of_a_sentence_are_found_exactly(sentence: str, note: str) -> None:
    doc, marks = make_doc(NLP, sentence, BEFORE_PERSONS)
    text = doc.text
    found = [text[start:end] for start, end in offsets(FINDER(doc), "person")]
    assert found == [text[start:end] for start, end in marks["person"]]
    assert offsets(doc, "person") == marks["person"]
