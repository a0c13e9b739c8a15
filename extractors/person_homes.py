"""People of whose home or kin a report tells: 石桥村赵大海家的房子, 周福安的女儿, 其木格家."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors.name_context import CLEAN_BEFORE, THRESHOLD
from extractors.names import LONGEST_BY_SOUND
from extractors.person_weighing import (
    COMMON_WORD,
    FULL_NAME,
    HOME,
    PLAUSIBLE,
    TELLING,
    Candidate,
    Weighing,
)

__all__ = ["at_home", "by_sound_at_home", "of_kin"]

_WHOSE = re.compile("的")
#: What a bracket tells of somebody before the house: 那庆丰（满族）家的院子.
_TOLD_BEFORE, _LONGEST_TOLD = re.compile("[（(][\u4e00-\u9fff]{1,6}[）)]$"), 8


def at_home(weighing: Weighing) -> Iterator[Candidate]:
    """Full names right behind a village or a group whose household is told of: 石桥村赵大海家的房子."""
    text = weighing.text
    for village in weighing.villages:
        for shape in weighing.names.shapes(text, village):
            telling = shape.end - village >= FULL_NAME and shape.weight >= TELLING and not shape.word
            if telling and weighing.context.has_household(text, shape.end):
                yield Candidate(village, shape.end, THRESHOLD)


def by_sound_at_home(weighing: Weighing, elders: Iterable[int]) -> Iterator[Candidate]:
    """Names written by sound, one element alone too, before words for kin and household: 其木格家, 乌云额吉.

    At `elders` stand the words for kin.
    """
    ends = {match.start() for match in HOME.finditer(weighing.text)}
    ends.update(elders)
    for end in sorted(ends):
        yield from _sounding(weighing, end)


def _sounding(weighing: Weighing, end: int) -> Iterator[Candidate]:
    """The longest name written by sound that ends at `end`."""
    for start in range(max(0, end - LONGEST_BY_SOUND), end - 1):
        if weighing.text[start] not in weighing.names.element_starts:
            continue
        if weighing.names.is_by_sound(weighing.text[start:end]) and weighing.before(start) >= 0:
            yield Candidate(start, end, THRESHOLD)
            return


def of_kin(weighing: Weighing) -> Iterator[Candidate]:
    """Full names at the beginning of a phrase whose kin or house is told of: 周福安的女儿, 周福安家的房子."""
    text, context = weighing.text, weighing.context
    for match in _WHOSE.finditer(text):
        if text.startswith(context.kin, match.end()):
            yield from _owners(weighing, match.start(), COMMON_WORD)
    for match in HOME.finditer(text):
        told = _TOLD_BEFORE.search(text, max(0, match.start() - _LONGEST_TOLD), match.start())
        if told is not None:
            yield from _owners(weighing, told.start(), PLAUSIBLE)
        elif not match.start() or text[match.start() - 1] not in context.household_words:
            yield from _owners(weighing, match.start(), TELLING)


def _owners(weighing: Weighing, end: int, least: float) -> Iterator[Candidate]:
    """Whoever is named up to `end`, by sound or in full."""
    yield from _sounding(weighing, end)
    start = end - FULL_NAME
    # 王家岭的 is a village's.
    if start < 0 or weighing.before(start) < CLEAN_BEFORE or weighing.text[start + 1] == "家":
        return
    if weighing.has_shape(start, end, least):
        yield Candidate(start, end, THRESHOLD)
