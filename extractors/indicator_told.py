"""What is known when the indicator of a figure is looked for: its text, and what the figures before have told."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.figures import Figure
from extractors.indicator_contexts import SENTENCE_END, Contexts
from extractors.indicator_phrases import Phrase, tools
from extractors.indicator_subjects import subject_tools

__all__ = ["EVENTS", "MOST_WORDS", "NOTHING", "NOUN_UNITS", "Told"]

NOTHING = Phrase("")
#: Events are counted whole: 12次 has no object to lend or borrow.
EVENTS = frozenset(("次", "场", "期", "人次", "场次", "轮"))
#: Units that are nouns: 涉及236户 counts 户.
NOUN_UNITS = frozenset(("户", "人", "村", "家"))
#: How long a clause may become an indicator.
MOST_WORDS = 16
_BOUND_BEFORE = re.compile(r"^[0-9.]+[^0-9]{1,4}(?:以上|以下)的?(?=.)")


class Told:
    """The figures of one text with their words, and what has been found for them from left to right.

    Args:
        text: half-width text that the figures' offsets refer to.
        figures: its figures in document order.
        ends: offsets at which sentences end, beyond those that punctuation shows.
        places: stretches of names of places and organisations.

    """

    def __init__(
        self,
        text: str,
        figures: Sequence[Figure],
        ends: Sequence[int] = (),
        places: Sequence[tuple[int, int]] = (),
    ) -> None:
        self.text = text
        self.figures = figures
        self.tools = tools()
        self.subjects = subject_tools()
        self.places = frozenset(places)
        self.place_ends = dict(sorted(places))
        self.place_starts = list(self.place_ends)
        self.contexts = Contexts(text, figures, ends, self.tools, self.place_ends.values())
        self.phrases: list[Phrase] = []  # one for each figure so far
        self.bases: set[int] = set()  # figures that are the base of a change
        self.assigned: dict[int, Phrase] = {}  # phrases found together with that of a figure before
        self.shared_verb: dict[int, str] = {}  # what is done to all that is counted in a clause
        self.bare: dict[int, str] = {}  # the nouns that labels were put before (寄宿的50人 are 小学生)
        self.whole: int | None = None  # of which figure the ones after 其中 are parts
        self.wholes: dict[int, int] = {}  # for each part, of which figure it is one
        self.last_list = (0, 0)  # first figure and length of the last distributive list

    # ---- units

    def surface(self, index: int) -> str:
        """The unit of a figure as it stands in the text; nothing where it has none."""
        unit = self.figures[index].unit
        return unit.surface if unit is not None else ""

    def dimension(self, index: int) -> str:
        """What the unit of a figure measures."""
        unit = self.figures[index].unit
        return unit.dimension if unit is not None else "count"

    def is_age(self, index: int) -> bool:
        """Whether a figure is an age: 35岁以下."""
        unit = self.figures[index].unit
        return unit is not None and unit.dimension == "age"

    def same_unit(self, index: int) -> bool:
        """Whether this figure and the one before are counted alike; 件 and 件次 are."""
        one, two = self.surface(index - 1), self.surface(index)
        return (one.removesuffix("次") or one) == (two.removesuffix("次") or two)

    # ---- figures before

    def before(self, index: int, most: int) -> Iterator[int]:
        """The figures before this one in its sentence, the nearest first, and no more than `most`."""
        for at in range(index - 1, max(-1, index - most - 1), -1):
            between = self.contexts.gap(at + 1)
            if between is None or SENTENCE_END.search(between) is not None:
                return
            yield at

    def noun_of_same_unit(self, index: int) -> str:
        """What the last figure with the same unit in the sentence counted."""
        for at in self.before(index, 5):
            if self.surface(at) == self.surface(index):
                # 50万元以上的4个、100万元以上的1个: both count villages.
                said = self.bare.get(at) or self.phrases[at].noun or self.phrases[at].text
                return _BOUND_BEFORE.sub("", said)
        return ""

    def of_same_dimension(self, index: int, previous: Phrase) -> Phrase:
        """最高达62万元 is of what was last measured in money."""
        for at in self.before(index, 5):
            if self.dimension(at) == self.dimension(index):
                phrase = self.phrases[at]
                return replace(phrase, topic=phrase.level or phrase.text)
        return previous

    def found_before(self, index: int) -> Phrase:
        """新建项目16个，总投资900万元，完工12个: the last one counted alike, where only measures stand between."""
        for at in self.before(index, 3):
            if self.surface(at) == self.surface(index):
                return self.phrases[at]
            if self.contexts.counts(at):
                break
        return NOTHING

    # ---- names and phrases

    def names_within(self, begin: int, end: int) -> list[tuple[int, int]]:
        """The names of places and organisations in [begin, end), relative to `begin`."""
        if not self.place_starts:
            return []
        first = bisect_left(self.place_starts, begin)
        found = []
        for start in self.place_starts[first : first + 12]:
            stop = self.place_ends[start]
            if stop > end:
                break
            found.append((start - begin, stop - begin))
        return found

    def finish(self, words: str) -> Phrase:
        """The indicator that long or loose words come down to."""
        return self.plain(self.tools.drop_light(self.tools.shorten(words)))

    def plain(self, words: str) -> Phrase:
        """The indicator that consists of just these words."""
        return self.tools.parts(self.tools.clean(words))
