"""What is seen of a stretch that has the shape of a name: its letters, those beside it, the words that leave room for it.

:mod:`extractors.person_model` weighs these signs; ``tools/train_person_model.py`` learns their weights.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from extractors.name_edges import begins_inside_word, ends_otherwise
from extractors.names import Names, Shape, load_names
from extractors.person_weighing import Weighing
from extractors.place_lattice import words
from extractors.spans import Occupied

__all__ = ["LEFT_SIGNS", "RIGHT_SIGNS", "Beginning", "Beside", "beginnings", "right_signs"]

#: The signs of where a stretch begins, in the order in which they are told; the last takes longest to find.
LEFT_SIGNS = ("surname", "left", "left two", "joins", "alone", "before")
#: The signs of a stretch up to its end.
RIGHT_SIGNS = (
    "size",
    "shape",
    "word",
    "after",
    "between",
    "right",
    "right two",
    "runs on",
    "given",
    "opens",
    "again",
    "listed",
    "last",
)

#: Characters of the longest given name.
_GIVEN_NAME = 2
#: So far from a stretch it is looked for again: as far as most reports reach.
_NEARBY = 10_000
#: What joins people to a list.
_JOINS = "、和与及跟同"
#: Costs of words, in nats, below which they belong to a class: everybody's, usual and seldom ones.
_COSTS = ((9.0, "0"), (11.0, "1"), (13.0, "2"))


class Beginning(NamedTuple):
    """Where names may begin: its :data:`LEFT_SIGNS`, and the shapes of names from there."""

    start: int
    signs: tuple[str, ...]
    shapes: Sequence[Shape]


class Beside:
    """Which stretches are joined to people who have been found."""

    def __init__(self, text: str, found: Collection[tuple[int, int]]) -> None:
        self._text = text
        self._starts = {start for start, _ in found}
        self._ends = {end for _, end in found}

    def sign(self, start: int, end: int) -> str:
        """What the stretch is joined to before and behind: somebody (p), whatever else is listed (o), or nothing (-)."""
        text = self._text
        before, after = text[start - 1 : start], text[end : end + 1]
        left = self._joined(before, start - 1 in self._ends)
        return left + self._joined(after, end + 1 in self._starts)

    @staticmethod
    def _joined(mark: str, to_somebody: bool) -> str:
        if not mark or mark not in _JOINS:
            return "-"
        return "p" if to_somebody else "o" if mark == "、" else "-"


def beginnings(
    weighing: Weighing, taken: Occupied, may_begin: Callable[[Sequence[str]], bool] = lambda _: True
) -> Iterator[Beginning]:
    """Where a surname may begin the name of somebody.

    Args:
        weighing: of the report.
        taken: what holds no names.
        may_begin: whether a name may begin where these left signs but for the last are; saves the rest of the work.

    """
    text, names = weighing.text, weighing.names
    for match in _surnames().finditer(text):
        start = match.start()
        surname = 2 if text[start : start + 2] in names.compound else 1
        if taken.meets(start, start + 2) or begins_inside_word(text, start, names):
            continue
        letters = _letter_signs(names, text, start, surname)
        if not may_begin(letters):
            continue
        shapes = [
            shape
            for shape in names.shapes(text, start) or names.unheard_shapes(text, start)
            if shape.end - start <= surname + _GIVEN_NAME and not taken.meets(start, shape.end)
        ]
        if shapes:
            yield Beginning(start, (*letters, str(weighing.before(start))), shapes)


@cache
def _surnames() -> re.Pattern[str]:
    """The first letter of a surname before another letter."""
    names = load_names()
    letters = names.surnames | set(names.verbs) | names.unheard | {surname[0] for surname in names.compound}
    return re.compile(f"[{''.join(sorted(letters))}](?=[\u4e00-\u9fff])")


def _letter_signs(names: Names, text: str, start: int, surname: int) -> tuple[str, ...]:
    """What :data:`LEFT_SIGNS` but for the last are, where a surname of so many characters begins."""
    return (
        _class_of(names, text[start]) if surname == 1 else "double",
        text[start - 1] if start else "",
        text[max(0, start - 2) : start],
        _word(text[start - 1 : start + 1]) if start else "",
        _word(text[start]),
    )


def right_signs(weighing: Weighing, beginning: Beginning, shape: Shape, beside: Beside) -> tuple[str, ...]:
    """What :data:`RIGHT_SIGNS` are of the stretch from a beginning to the end of a shape."""
    text, start, end = weighing.text, beginning.start, shape.end
    size, after = end - start, weighing.after(end)
    surname, *_, before = beginning.signs
    return (
        f"{size} {surname}",
        f"{size} {shape.weight}",
        f"{size}" if shape.word else "",
        f"{size} {after}",
        f"{before} {after}",
        text[end : end + 1],
        text[end : end + 2],
        _word(text[end - 1 : end + 1]),
        _word(text[end - 2 : end]),
        f"{size}{_word(text[start : start + 2])}",
        f"{size}" if text.count(text[start:end], max(0, start - _NEARBY), end + _NEARBY) > 1 else "",
        f"{size} {beside.sign(start, end)}",
        f"{size}" if ends_otherwise(text, end) else "",
    )


def _class_of(names: Names, surname: str) -> str:
    """How likely a surname of one character is one."""
    if surname in names.common:
        return "common"
    if surname in names.seldom:
        return "seldom"
    if surname in names.ambiguous:
        return "ambiguous"
    if surname in names.unheard:
        return "unheard"
    return "rare" if surname in names.rare else "verb"


@lru_cache(maxsize=1 << 15)
def _word(letters: str) -> str:
    """The class of a word of the dictionary by its part of speech and cost; empty for what is no word."""
    word = words().find(letters)
    if word is None:
        return ""
    cost, kind = word[0], word[1]
    return kind + next((name for most, name in _COSTS if cost < most), "3")
