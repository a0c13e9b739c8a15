"""Sentences with marks of several kinds, as ``cases/roles.tsv`` and ``cases/persons.tsv`` hold them.

⟦R¦镇长⟧ is a title, ⟦P¦…⟧ a person, ⟦L¦…⟧ a place, and so on: the letters of the annotation guidelines.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extractors.attributes import Organization, Place, Program, Quantity, Role
from extractors.spans import write_spans

GROUPS = {"Q": "quantity", "G": "program", "P": "person", "R": "role", "L": "place", "O": "organization"}

_CASES = Path(__file__).with_name("cases")
_MARK = re.compile(r"⟦([A-Z])¦([^⟧]*)⟧")

Marks = dict[str, list[tuple[int, int]]]


def read_sentences(name: str) -> list[tuple[str, str]]:
    """Rows of ``cases/<name>.tsv``: marked sentence and what it tests."""
    rows = []
    for line in (_CASES / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            sentence, _, note = line.partition("\t")
            rows.append((sentence.replace("\\n", "\n"), note))
    return rows


def unmark(sentence: str) -> tuple[str, Marks]:
    """The plain sentence, and the offsets of each kind of mark in it."""
    text, at = "", 0
    marks: Marks = {group: [] for group in GROUPS.values()}
    for match in _MARK.finditer(sentence):
        text += sentence[at : match.start()]
        marks[GROUPS[match[1]]].append((len(text), len(text) + len(match[2])))
        text += match[2]
        at = match.end()
    return text + sentence[at:], marks


def make_doc(nlp: Language, sentence: str, given: tuple[str, ...]) -> tuple[Doc, Marks]:
    """A Doc of the plain sentence on which the marks of the kinds `given` are written, and all marks."""
    text, marks = unmark(sentence)
    doc = nlp.make_doc(text)
    records: dict[str, Any] = {
        "quantity": lambda words: Quantity(None, ""),
        "program": lambda words: Program(words, "named"),
        "place": lambda words: Place(words, "other"),
        "role": Role,
        "organization": Organization,
    }
    for group in given:
        write_spans(
            doc, group, [(start, end, records[group](text[start:end])) for start, end in marks[group]]
        )
    return doc, marks


def offsets(doc: Doc, group: str) -> list[tuple[int, int]]:
    """Offsets of the spans of a group."""
    return [(span.start_char, span.end_char) for span in doc.spans[group]]
