"""What speaks for a person at a stretch of a report: its shape, what stands around it, LAC's word."""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from spacy.tokens import Doc

from extractors import lac
from extractors.lac_gate import gate_of
from extractors.name_context import (
    CLEAN_AFTER,
    CLEAN_BEFORE,
    CROWD,
    EVERYDAY,
    LAC_AGREES,
    NOUN,
    PARTICLE_AFTER,
    ROLE,
    SHORT,
    THRESHOLD,
    TITLE_AFTER,
    VERB_AFTER,
    WORD_AFTER,
    NameContext,
)
from extractors.name_edges import (
    COMMON_WORD,
    FULL_NAME,
    TELLING,
    begins_inside_word,
    ends_otherwise,
    full_name,
    is_nothing_else,
    is_set_apart,
    is_told,
    is_uncut,
    stands_free,
)
from extractors.names import Names, Shape
from extractors.place_lattice import words
from extractors.spans import char_offsets, hits_of, text_of

__all__ = [
    "CERTAIN",
    "COMMON",
    "COMMON_WORD",
    "CUTS_WORD",
    "FULL_NAME",
    "GIVEN",
    "HOME",
    "PLAUSIBLE",
    "TELLING",
    "Candidate",
    "Weighing",
]

#: What needs no weighing.
CERTAIN = 9.0
#: The weight of a shape with a common surname and a given name of whatever letters, and with a rare one.
COMMON, PLAUSIBLE = 1.0, -0.5
#: The first character makes a word with the one before it.
CUTS_WORD = -2.0
#: 家 that is a household and not part of another word.
HOME = re.compile("家(?![庭畜具禽乡园常长电企政属级装教风训国族住])")

#: The last one makes a verb with what follows.
_CUTS_VERB = -1.0
#: A name of the south-west by sound, in a report that tells of its peoples.
_SOUTHERN = 1.5
#: A full name whose surname is a word first: what it gains behind a title, and loses where a word follows 向 or 于.
_RARE_HOLDER = 2.0
#: The part of speech of given names among the common words: 小龙.
GIVEN = "h"
#: What the shape of a word loses, and gets back behind a title where no dictionary has it: 江河, 叶青.
_NO_WORD = 1.5
#: A run of sounds outweighs what else may begin there.
_SOUNDING = THRESHOLD + 1.0
#: What a full name gains behind a title or a word for somebody for being nothing else.
_CALLED_SO = 0.5
#: 在村支书黄铿的带领下: behind a title nothing but its holder stands before these.
_LEADING, _LED = ("的带领", "的带动", "的主持", "的陪同", "的倡议"), 0.5
_NUMERALS = frozenset("一二三四五六七八九十百千万两")
_OF_GROUP = re.compile("[0-9一二三四五六七八九十]组的?(?=[一-鿿])(?![织建成合团装阁稿长员])")
#: Titles without an organ have at most so many characters: 书记, 副主任.
_BARE_TITLE = 3


class Candidate(NamedTuple):
    """A stretch that may name a person; it is believed where `weight` reaches the threshold."""

    start: int
    end: int
    weight: float
    masked: bool = False
    #: Nothing but LAC's word and a clean cut speak for it: it does not vouch for its neighbours.
    free: bool = False

    @property
    def rank(self) -> tuple[bool, float, int]:
        """Those in a context first, then the heavier, then the longer."""
        return (self.free, -self.weight, self.start - self.end)


class Weighing:
    """Weighs the stretches of one document by where its titles and villages stand and what LAC says."""

    def __init__(self, doc: Doc, names: Names, context: NameContext) -> None:
        self.text = text_of(doc)
        self.names = names
        self.context = context
        self.roles = char_offsets(doc, "role")
        # After a name stands a bare title (王部长), hardly one with its organ.
        self.role_starts = {start for start, end in self.roles if end - start <= _BARE_TITLE}
        self.role_ends = {end for _, end in self.roles}
        #: Where places end.
        self.place_ends = {end for _, end in char_offsets(doc, "place")}
        #: Where villages and their groups end.
        self.villages = {
            end
            for _, end, place, _ in hits_of(doc, "place")
            if place and place.level in ("village", "community", "group")
        }
        #: Behind 的 and the name of a larger place: 自治县的蓝云珠.
        self.from_there = {
            end + 1 for _, end, _, _ in hits_of(doc, "place") if self.text.startswith("的", end)
        }
        #: Where somebody of a village or a group may be named: 那桑屯的韦爱花, 4组蒋定碧.
        self.residents = {end + 1 for end in self.villages if self.text.startswith("的", end)}
        self.residents.update(match.end() for match in _OF_GROUP.finditer(self.text))
        told = names.south.search(self.text) is not None
        #: Where names of the south-west may begin.
        self.southern = {match.start() for match in names.southern.finditer(self.text)} if told else set()
        #: Whether the report tells of those whose names are written by sound.
        self.sounds_told = names.sounds_told.search(self.text) is not None
        #: Weights that were asked for before: most are asked for several times.
        self._before: dict[int, float] = {}
        self._after: dict[int, float] = {}
        #: Start -> end of what LAC takes for persons.
        self.lac = {
            found.start: found.end for found in lac.candidates(doc, gate=gate_of(doc)) if found.tag == "PER"
        }

    @cached_property
    def evident(self) -> dict[int, Candidate]:
        """Start -> names that show themselves where one may stand: LAC need not be asked about them."""
        found = {}
        for start in map(re.Match[str].start, self.names.full.finditer(self.text)):
            shape = full_name(self.text, start)
            if shape is None or self._ends_in_wish(shape.end) or not is_set_apart(self.text, shape, start):
                continue
            before, after = self.before(start), self.after(shape.end)
            if is_told(before, after):
                weight = max(shape.weight + before + after + LAC_AGREES, THRESHOLD)
                found[start] = Candidate(start, shape.end, weight)
        for start in map(re.Match[str].start, self.names.full_of_word.finditer(self.text)):
            if (end := self._named_like_a_word(start)) is not None:
                found[start] = Candidate(start, end, THRESHOLD)
        return found

    def _named_like_a_word(self, start: int) -> int | None:
        """The end of a full name whose surname is a word first, where all around it tells of somebody: 失业的相玉凤申请."""
        text, end = self.text, start + FULL_NAME
        if self.before(start) <= 0 or self.after(end) < VERB_AFTER or ends_otherwise(text, end):
            return None
        shape = next((shape for shape in self.names.shapes(text, start) if shape.end == end), None)
        if (
            shape is None
            or shape.word
            or not is_set_apart(text, shape, start)
            or not is_uncut(text, start, end)
        ):
            return None
        given = words().find(text[start + 1 : end])
        return end if given is None or given[1] == GIVEN else None

    def before(self, start: int) -> float:
        """How much what stands before `start` speaks for a name there."""
        known = self._before.get(start)
        if known is None:
            known = self._before[start] = self._weight_before(start)
        return known

    def _weight_before(self, start: int) -> float:
        weight = self.context.before(self.text, start, self.role_ends)
        if weight < NOUN and start in self.residents:
            return NOUN
        if weight < CROWD and start in self.from_there:
            return CROWD
        if weight < 1 and begins_inside_word(self.text, start, self.names):
            weight += CUTS_WORD
        return weight

    def after(self, end: int) -> float:
        """How much what stands at `end` speaks for the end of a name there."""
        known = self._after.get(end)
        if known is None:
            known = self._after[end] = self.context.after(self.text, end, self.role_starts)
        return known

    def run_of_sounds(self, start: int) -> Candidate | None:
        """A name of three sounds and more at `start`, in a report that tells of those who bear such names."""
        run = self.names.sound_run.match(self.text, start) if self.sounds_told else None
        return None if run is None else Candidate(*run.span(), _SOUNDING)

    def best_at(
        self, start: int, bonus: float = 0.0, end: int | None = None, *, joined: bool = False
    ) -> Candidate | None:
        """The likeliest name at `start`, ending at `end` where that is given; `joined` by what stands before it."""
        shapes = self.names.shapes(self.text, start)
        if end is not None:
            shapes = [shape for shape in shapes if shape.end == end]
        if not shapes:
            return None
        best: Candidate | None = None
        best_likeness = 0.0
        before: float | None = None
        agreed = self.lac.get(start, -1)
        cut_short: int | None = None
        shorter = 0.0
        before_particle: int | None = None
        for shape in shapes:
            if before is None:
                before = max(self.before(start), CLEAN_BEFORE) if joined else self.before(start)
            after = self.after(shape.end)
            if before < CROWD and start in self.villages and is_nothing_else(self.text, shape, start):
                before = CROWD
            likeness = shape.weight + before + after + bonus
            if start in self.southern and (before > 0 or bonus):
                likeness += _SOUTHERN
            if self.text[start] in self.names.rare and shape.end - start == FULL_NAME:
                likeness += self._rarely(start, shape, before, after)
            if before >= ROLE and self.text.startswith(_LEADING, shape.end):
                likeness += _LED
            full = shape.end - start == FULL_NAME and shape.weight >= COMMON_WORD
            whole = before >= ROLE or (before >= NOUN and full)
            if shape.word and whole and after > WORD_AFTER and self._is_no_word(start, shape.end):
                # Only in longer words do these characters meet: 书记江河.
                likeness += _NO_WORD
            elif full and self._is_called(start, shape, before, after):
                likeness += _CALLED_SO
            # LAC stops short of some given names (王玉|成): a longer shape that ends cleanly is what it saw, too.
            # So it does before a house: 贫困户李寿|长家.
            ends = after >= CLEAN_AFTER or (
                after > 0
                and (before >= ROLE or (before >= 1 and HOME.match(self.text, shape.end) is not None))
            )
            cuts = self._cuts_verb(shape.end)
            titled = after >= TITLE_AFTER and agreed == before_particle
            # Where neither ends cleanly, most are full names: 护林员吴水标巡山.
            fuller = (
                agreed == cut_short
                and after < CLEAN_AFTER
                and shape.weight >= shorter
                and not self._cuts_word(shape.end)
            )
            # 杨麦|收, of which 麦收 is a word.
            given = agreed == cut_short and words().find(self.text[shape.end - 2 : shape.end]) is not None
            held = given and is_uncut(self.text, start, shape.end)
            if agreed == shape.end or titled or fuller or held or (agreed == cut_short and ends and not cuts):
                likeness += LAC_AGREES
            elif cuts:
                likeness += _CUTS_VERB
            cut_short, shorter = (shape.end, shape.weight) if after < 0 else (None, 0.0)
            before_particle = shape.end if after <= PARTICLE_AFTER else None
            if best is not None and likeness < best_likeness:
                continue
            in_context = bonus > 0 or before >= 1 or after >= 2
            if in_context or (agreed == shape.end and stands_free(self.text, shape, start, before, after)):
                short = SHORT if shape.end - start == 2 else 0.0
                best = Candidate(start, shape.end, likeness + short, free=not in_context)
                best_likeness = likeness
        return best

    def _rarely(self, start: int, shape: Shape, before: float, after: float) -> float:
        """What a full name weighs more or less whose surname is a word first: 书记向家旺放下生意, 书记向大家介绍."""
        word = words().find(self.text[start + 1 : shape.end])
        if word is not None and word[1] != GIVEN:
            return -_RARE_HOLDER if word[0] < EVERYDAY else 0.0
        known = before >= NOUN or (
            # ，应冬莲老人
            before >= CLEAN_BEFORE and after >= TITLE_AFTER and is_uncut(self.text, start, shape.end)
        )
        certain = known and shape.weight == PLAUSIBLE and not shape.word
        if not certain or self._cuts_word(shape.end) or self.text.startswith(self.context.crowds, shape.end):
            return 0.0
        return _RARE_HOLDER

    def _is_called(self, start: int, shape: Shape, before: float, after: float) -> bool:
        """Whether a full name is nothing else: no word explains it, or its given name is none: 护水员包土根."""
        if before >= CROWD and is_nothing_else(self.text, shape, start):
            return True
        given = words().find(self.text[start + 1 : shape.end])
        called = not shape.word and (given is None or given[1] == GIVEN)
        return called and before >= NOUN and after > WORD_AFTER

    def _cuts_verb(self, end: int) -> bool:
        """Whether a verb or preposition begins with the last character of a name: 易超|针对, 童年|坚守, 谢军|想包."""
        if self._ends_in_wish(end):
            return True
        verb = words().find(self.text[end - 1 : end + 1])
        return verb is not None and verb[1] in "vp"

    def _ends_in_wish(self, end: int) -> bool:
        """Whether 想 before the verb of one letter belongs to that, and not to a name."""
        return self.text[end - 1] == "想" and self.after(end) == PARTICLE_AFTER

    def _cuts_word(self, end: int) -> bool:
        """Whether the last character of a name makes a word with what follows, or is a numeral: 刘勇|一饮而尽."""
        if self.text[end - 1] in _NUMERALS:
            return True
        return any(length > 1 for length, _, _ in words().starting(self.text[end - 1 : end + 3]))

    def _is_no_word(self, start: int, end: int) -> bool:
        """The same of a name of which the first two characters are what somebody may be called: 张家|友."""
        word = words().find(self.text[start : start + 2])
        given = word is not None and word[1] == GIVEN
        return self.is_no_word(start, end) or (given and words().find(self.text[start:end]) is None)

    def is_no_word(self, start: int, end: int) -> bool:
        """Whether no dictionary has the stretch, nor its first two characters: 叶青, but not 高兴 of 高兴地说."""
        known = words()
        return known.find(self.text[start:end]) is None and known.find(self.text[start : start + 2]) is None

    def has_shape(self, start: int, end: int, least: float) -> bool:
        """Whether a stretch has the shape of a name of that weight, and is no word."""
        return any(
            shape.end == end and shape.weight >= least and not shape.word
            for shape in self.names.shapes(self.text, start)
        )

    def is_telling(self, start: int, end: int) -> bool:
        """Whether a stretch looks like nothing but a full name: beside LAC's word for its neighbour that is enough.

        A name of two characters needs what people do behind it, too: 、邓勇登门.
        """
        acts = self.after(end) >= VERB_AFTER
        if end - start < FULL_NAME and not acts:
            return False
        # A rare surname is enough for a full name of somebody who does something: 、向开琼两家.
        least = PLAUSIBLE if acts and end - start >= FULL_NAME else TELLING
        return self.has_shape(start, end, least)
