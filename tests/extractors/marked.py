"""Cases of places and organisations: sentences of our own with their mentions marked in place."""

import re
from pathlib import Path
from typing import NamedTuple

CASES = Path(__file__).with_name("cases")
_MARK = re.compile(r"⟦([^⟧]+?)(?:/([a-z]+))?(\*?)⟧")


class Mark(NamedTuple):
    start: int
    end: int
    level: str | None
    masked: bool


class Case(NamedTuple):
    about: str
    text: str
    marks: tuple[Mark, ...]


def read_cases(name: str) -> list[Case]:
    """The cases of ``cases/<name>.tsv``; see the comment at the head of the file for its form."""
    lines = (CASES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [_case(*line.split("\t")) for line in lines if line and not line.startswith("#")]


def _case(about: str, marked: str) -> Case:
    text, marks, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        marks.append(Mark(len(text), len(text) + len(match[1]), match[2], bool(match[3])))
        text += match[1]
        at = match.end()
    return Case(about, text + marked[at:], tuple(marks))
