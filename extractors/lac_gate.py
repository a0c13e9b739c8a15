"""Where a text is worth LAC's time: where its word would change what is found.

Of our components only the persons ask LAC; places and organisations are found by lexicon and grammar. LAC's word
adds a fixed weight to a candidate (:mod:`extractors.person_weighing`), so a name needs LAC where it stays below the
threshold without that weight and reaches it with it, or where its end is open. Shapes and contexts are weighed by the
very functions that the component uses; it costs a small fraction of the network's time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from extractors.name_context import (
    CLEAN_AFTER,
    EVERYDAY,
    LAC_AGREES,
    NOUN,
    SHORT,
    THRESHOLD,
    NameContext,
    load_context,
    past_padding,
)
from extractors.name_edges import (
    SETS_APART,
    begins_after_word,
    begins_inside_word,
    full_name,
    is_set_apart,
    is_told,
    stands_free,
)
from extractors.names import Names, Shape, is_han, load_names
from extractors.place_lattice import words
from extractors.role_grammar import load_grammar

__all__ = ["may_be_unheard", "open_names"]


def open_names(text: str) -> list[int]:
    """Offsets, ascending, at which LAC's word could make a name of something, or decide where it ends."""
    return _gate().open_names(text)


@cache
def _gate() -> _Gate:
    names = load_names()
    posts = [post.word for post in load_grammar().posts]
    return _Gate(
        names=names,
        context=load_context(),
        posts=CharwiseDoubleArrayAhoCorasick(posts, MATCH_KIND_LEFTMOST_LONGEST),
        free=_free_names(names),
    )


def _free_names(names: Names) -> re.Pattern[str]:
    """Where a name may begin of which nothing around tells: its letters must, the more the less it is set apart."""
    common, ambiguous, given, first, second = (
        "".join(sorted(characters))
        for characters in (
            names.common,
            names.ambiguous,
            names.given,
            {name[0] for name in names.compound},
            {name[1] for name in names.compound},
        )
    )
    apart = f"[{re.escape(SETS_APART)}]"
    # One class in front lets the search run over all that begins no name.
    return re.compile(
        f"[{common}{ambiguous}{first}](?:(?<=[{common}])(?=[{given}]{{2}})|(?<={apart}[{common}])(?=[{given}]|.[{given}])"
        f"|(?<={apart}[{ambiguous}])(?=[{given}]{{2}})|(?<=[{first}])(?=[{second}]))"
    )


@dataclass(frozen=True, slots=True)
class _Gate:
    names: Names
    context: NameContext
    posts: Any
    free: re.Pattern[str]

    def open_names(self, text: str) -> list[int]:
        posts = self.posts.find(text)
        role_ends = {end for _, end, _ in posts}
        role_starts = {start for start, _, _ in posts}
        starts = {*(past_padding(text, end) for end in role_ends), *self.context.starts(text)}
        for end in (*role_starts, *self.context.ends(text)):
            starts.update(range(max(0, end - 4), end - 1))
        starts.update(
            start
            for match in self.free.finditer(text)
            if (start := match.start()) not in starts
            and not begins_inside_word(text, start, self.names)
            and begins_after_word(text, start)
        )
        return sorted(start for start in starts if self._is_open(text, start, role_starts, role_ends))

    def _is_open(self, text: str, start: int, role_starts: set[int], role_ends: set[int]) -> bool:
        """Whether LAC's word could make a name of something that begins at `start`."""
        if text.startswith(self.names.leaders, start):
            return False
        shapes = self.names.shapes(text, start)
        if not shapes:
            return may_be_unheard(text, start) and self.context.before(text, start, role_ends) >= NOUN
        before = self.context.before(text, start, role_ends)
        if before < 1 and begins_inside_word(text, start, self.names):
            return False
        weighed = [(shape, self.context.after(text, shape.end, role_starts)) for shape in shapes]
        if _is_settled(weighed, before):
            return False
        full = full_name(text, start)
        if (
            full is not None
            and is_set_apart(text, full, start)
            and is_told(before, self.context.after(text, full.end, role_starts))
        ):
            return False  # it shows itself
        for shape, after in weighed:
            weight = shape.weight + before + after + (SHORT if shape.end - start == 2 else 0.0)
            if weight + LAC_AGREES < THRESHOLD:
                continue
            if before >= 1 or after >= 2:
                if weight < THRESHOLD or after < CLEAN_AFTER:
                    return True
            elif stands_free(text, shape, start, before, after):
                return True
        return False


#: The parts of speech of what is no noun.
_NO_NOUNS = "vpcukfrd"
#: What begins no name behind a title: 书记在, 主任和.
_FUNCTION = frozenset(
    "的和与及对把将在以为从到向同由等是有也都还就了着过被让不我他她其各每该本全这那所并且但而要会能可共均自从再又更最很"
)


def may_be_unheard(text: str, start: int) -> bool:
    """Whether what stands at `start`, of no known surname, holds no word: 站长|钦代寿, but not 书记|与党员."""
    letters = text[start : start + 3]
    known = words()
    return (
        len(letters) > 2
        and letters[0] not in _FUNCTION
        and all(map(is_han, letters[:2]))
        and not _is_function_word(letters[0])
        and known.find(letters[:2]) is None
        and known.find(letters[1:]) is None
    )


def _is_function_word(letter: str) -> bool:
    """Whether a letter is a common verb, preposition, pronoun or the like by itself: 盯, 整."""
    word = words().find(letter)
    return word is not None and word[0] < EVERYDAY and word[1] in _NO_NOUNS


def _is_settled(weighed: Sequence[tuple[Shape, float]], before: float) -> bool:
    """Whether a name is found whatever LAC says: enough speaks for the longest shape, and for a shorter one nothing.

    Where LAC stops short, what it says counts for the longer shape, which ends cleanly.
    """
    *shorter, (longest, after) = weighed
    if before < 1 or after < CLEAN_AFTER or len(shorter) > 1:
        return False
    enough = longest.weight + before + after >= THRESHOLD + (0.0 if shorter else -SHORT)
    return enough and all(end < 0 and shape.weight <= longest.weight + 1 for shape, end in shorter)
