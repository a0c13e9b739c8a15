"""A second opinion on who is a person, for reports that name many: a linear model of what a name looks like in its place.

The weighing (:mod:`extractors.person_weighing`) believes what a few strong signs tell. Where a report names people line
after line, many weak signs together tell, too (:mod:`extractors.name_signs`). Their weights
(``data/person_model.json``) come from logistic regression on reports of our own in which the people were given other
names (``tools/train_person_model.py``), so that the model knows places for names, and nobody's name. LAC has no part
in it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from extractors.name_context import THRESHOLD
from extractors.name_signs import LEFT_SIGNS, RIGHT_SIGNS, Beginning, Beside, beginnings, right_signs
from extractors.names import Shape
from extractors.person_weighing import GIVEN, Candidate, Weighing
from extractors.place_lattice import words
from extractors.spans import Occupied

__all__ = ["BELIEVED", "MODEL_PATH", "PersonModel", "load_person_model", "second_opinions"]

MODEL_PATH = Path(__file__).with_name("data") / "person_model.json"

#: A report names many where the weighing has found so many different people, and one for so many characters.
_MANY, _CHARACTERS_A_PERSON = 5, 500
#: Log odds from which a stretch is believed. Those who are named are few beside what looks like a name, and the weighing
#: has taken most of them, so that even odds would leave too many.
BELIEVED = -0.9
#: No sign of where it ends saves a stretch that begins with less.
_HOPELESS = -5.5
#: A word of a lower cost, in nats, is a usual one.
_USUAL = 12.5


class PersonModel:
    """Weights of signs. Make it with :func:`load_person_model`."""

    def __init__(self, weights: Mapping[str, Mapping[str, float]]) -> None:
        """Take the weights of each sign by its value; the bias stands under the empty sign."""
        self._bias = weights[""][""]
        *self._letters, self._before = (weights.get(sign, {}) for sign in LEFT_SIGNS)
        self._likeliest = max(self._before.values(), default=0.0)
        self._right = [weights.get(sign, {}) for sign in RIGHT_SIGNS]

    def may_begin(self, signs: Sequence[str]) -> bool:
        """Whether a name may begin where these left signs but for the last are."""
        return self._bias + _sum(self._letters, signs) + self._likeliest >= _HOPELESS

    def beginning(self, signs: Sequence[str]) -> float:
        """The log odds that the left signs speak for."""
        *letters, before = signs
        return self._bias + _sum(self._letters, letters) + self._before.get(before, 0.0)

    def ending(self, signs: Sequence[str]) -> float:
        """What the right signs add to that."""
        return _sum(self._right, signs)


def _sum(tables: Sequence[Mapping[str, float]], signs: Sequence[str]) -> float:
    return sum(table.get(sign, 0.0) for table, sign in zip(tables, signs, strict=True))


@cache
def load_person_model() -> PersonModel:
    """Read the model, once a process, when the first report asks for it."""
    return PersonModel(json.loads(MODEL_PATH.read_text(encoding="utf-8")))


def second_opinions(
    weighing: Weighing, found: Collection[Candidate], blocked: Occupied
) -> Iterator[Candidate]:
    """Those whom the weighing missed, in a report that names many; none of them overlap.

    Args:
        weighing: of the report.
        found: the people found so far.
        blocked: what holds no names.

    """
    if not _names_many(weighing, found):
        return
    people = [(person.start, person.end) for person in found]
    held: set[int] = set()
    for _, start, end in sorted(_likely(weighing, blocked.joined(people), Beside(weighing.text, people))):
        if held.isdisjoint(range(start, end)):
            held.update(range(start, end))
            yield Candidate(start, end, THRESHOLD, free=True)


def _names_many(weighing: Weighing, found: Collection[Candidate]) -> bool:
    """Whether a report names people line after line, so that one more is likely."""
    named = {weighing.text[person.start : person.end] for person in found if not person.masked}
    return len(named) >= max(_MANY, len(weighing.text) / _CHARACTERS_A_PERSON)


def _likely(weighing: Weighing, taken: Occupied, beside: Beside) -> Iterator[tuple[float, int, int]]:
    """The stretches that are believed, each behind its log odds against it."""
    model = load_person_model()
    for beginning in beginnings(weighing, taken, model.may_begin):
        begun = model.beginning(beginning.signs)
        if begun < _HOPELESS:
            continue
        for shape in beginning.shapes:
            if _is_word(weighing, beginning, shape):
                continue
            odds = begun + model.ending(right_signs(weighing, beginning, shape, beside))
            if odds >= BELIEVED:
                yield -odds, beginning.start, shape.end


def _is_word(weighing: Weighing, beginning: Beginning, shape: Shape) -> bool:
    """Whether a stretch is a word, other than what people are called, or a seldom surname makes one: 公司刚, 线辣椒."""
    text, start = weighing.text, beginning.start
    given, names = text[start + 1 : shape.end], weighing.names
    if text[start] not in names.common and (
        shape.word or (_is_usual(given) and not names.given.issuperset(given))
    ):
        return True
    word = words().find(text[start : shape.end])
    return word is not None and word[1] != GIVEN


def _is_usual(given: str) -> bool:
    """Whether what would be a given name is a usual word: 辣椒."""
    word = words().find(given) if len(given) > 1 else None
    return word is not None and word[0] < _USUAL and word[1] != GIVEN
