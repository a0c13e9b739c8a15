"""Sentences through the whole pipeline: every mention is found exactly, and nothing that merely looks like one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractors.language import load

_LINES = (Path(__file__).parent / "cases" / "mentions.txt").read_text(encoding="utf-8").splitlines()
CASES = [line for line in _LINES if line and not line.startswith("#")]
GROUPS = {"G": "program", "P": "person", "R": "role", "L": "place", "O": "organization"}
_MARK = re.compile(r"\{([GPRLO]):([^{}]*)\}")


def marked(case: str) -> tuple[str, set[tuple[str, int, str]]]:
    """The plain sentence, and group, start and text of each mark in it."""
    text, at, marks = "", 0, set()
    for match in _MARK.finditer(case):
        text += case[at : match.start()]
        marks.add((GROUPS[match[1]], len(text), match[2]))
        text += match[2]
        at = match.end()
    return text + case[at:], marks


def test_there_are_plenty_of_cases_and_many_that_hold_nothing() -> None:
    assert len(CASES) >= 300
    assert sum("{" not in case for case in CASES) >= 70


@pytest.mark.parametrize("case", CASES)
def test_mentions_of_a_sentence_are_exactly_these(case: str) -> None:
    text, marks = marked(case)
    doc = load()(text)
    found = {
        (group, span.start_char, span.text) for group in GROUPS.values() for span in doc.spans.get(group, ())
    }
    assert found == marks
