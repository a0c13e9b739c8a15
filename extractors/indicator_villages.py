"""Whose households and people are counted: those of the village that the sentence tells of."""

from __future__ import annotations

import re
from bisect import bisect_left

from extractors.indicator_contexts import SENTENCE_ENDS
from extractors.indicator_phrases import Phrase
from extractors.indicator_told import Told

__all__ = ["is_division", "village_of"]

#: What a village is divided into: households named after them are the village's.
_DIVISIONS = re.compile(
    r"(?:下辖|管辖|辖|共有|现有|有|设|分为?)?(?:(?:村民|居民)?(?:小组|组)|自然[村屯寨庄]|自然村组|村屯|[屯寨]|片区|网格)"
)
#: A village's distance from the town, before its households (距县城3公里，有426户).
_AWAY = re.compile("距|位于|离[县乡镇城市集]")
#: How far before its figures the village of a sentence may stand.
_FAR_SUBJECT = 120
_VILLAGE_ENDS = frozenset("村乡镇区道屯寨木查庄")
_SCOPE = re.compile(r"[全该本我](?:村|社区|乡|镇|街道|屯|寨|嘎查|苏木)(?![级民两域])|(?:[村镇乡]|社区)里")


def village_of(told: Told, index: int, previous: Phrase) -> Phrase | None:
    """青山村 of 青山村辖8个村民小组，412户1650人: whose households they are; nothing where the sentence does not say."""
    if told.surface(index) not in ("户", "人"):
        return None
    end = told.figures[index - 1].lead if previous.text else told.figures[index].lead
    far = max(0, end - _FAR_SUBJECT)
    begin = max(far, *(told.text.rfind(sign, far, end) + 1 for sign in SENTENCE_ENDS))
    if previous.text:
        away = told.dimension(index - 1) == "length" and _AWAY.search(told.text, begin, end) is not None
        if not away and not is_division(previous):
            return None
    village = _place_told(told, begin, end)
    return Phrase(village, "", village, village) if village else None


def _place_told(told: Told, begin: int, end: int) -> str:
    """The village or township that a sentence speaks of: 全村 before the figure, or else its first name."""
    name = ""
    for at in told.place_starts[bisect_left(told.place_starts, begin) :]:
        if at >= end:
            break
        if told.text[told.place_ends[at] - 1] in _VILLAGE_ENDS:
            name = told.text[at : told.place_ends[at]]
            begin = told.place_ends[at]
            break
    scopes = _SCOPE.findall(told.text, begin, end)
    return scopes[-1] if scopes else name


def is_division(phrase: Phrase) -> bool:
    """Whether a figure counts what a village is divided into: 辖村民小组."""
    return _DIVISIONS.fullmatch(phrase.text) is not None
