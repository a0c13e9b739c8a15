"""Where a text is worth LAC's time: where its word would change what is found.

Of our components only the persons ask LAC; places and organisations are found by lexicon and grammar. LAC's word
adds a fixed weight to a candidate (:mod:`extractors.person_weighing`), so a name needs LAC where it stays below the
threshold without that weight and reaches it with it, or where its end is open. Shapes and contexts are weighed by the
very functions that the component uses; it costs a small fraction of the network's time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick
from spacy.tokens import Doc

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
    DIVISIONS,
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
from extractors.spans import Occupied, hits_of, text_of

__all__ = ["TAKEN", "gate_of", "may_be_unheard", "open_names"]

#: Groups whose spans hold no person: a programme, a place or an organisation may be named after one.
TAKEN = ("quantity", "program", "role", "place", "organization")
#: Characters of the longest place that may turn out to be part of a name, or a name: 经纪人张新疆, 村会计韩国庆.
_DOUBTFUL = 3
_BLANKS = (" ", "\u3000")


def gate_of(doc: Doc) -> Callable[[str], Sequence[int]]:
    """`open_names` for the text of `doc`, but for what the components before have told: 花寨镇 is nobody."""
    taken = Occupied(
        (start, end)
        for group in TAKEN
        for start, end, _, _ in hits_of(doc, group)
        if group != "place" or end - start > _DOUBTFUL or _is_division(text_of(doc), start, end)
    )
    return partial(open_names, taken=taken)


def _is_division(text: str, start: int, end: int) -> bool:
    """Whether a short place is a town or village, and not whoever is told behind a blank: 书记　束长河."""
    return end - start == _DOUBTFUL and text[end - 1] in DIVISIONS and text[start - 1 : start] not in _BLANKS


def open_names(text: str, taken: Occupied | None = None) -> list[int]:
    """Offsets, ascending, at which LAC's word could make a name of something, or decide where it ends.

    Args:
        text: a report.
        taken: stretches of it that hold no name whatever LAC says.

    """
    return _gate().open_names(text, Occupied() if taken is None else taken)


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

    def open_names(self, text: str, taken: Occupied) -> list[int]:
        posts = self.posts.find(text)
        role_ends = {end for _, end, _ in posts}
        role_starts = {start for start, _, _ in posts}
        starts = {*(past_padding(text, end) for end in role_ends), *self.context.starts(text)}
        for end in (*role_starts, *self.context.ends(text)):
            starts.update(range(max(0, end - 4), end - 1))
        starts = {start for start in starts if not taken.meets(start, start + 1)}
        starts.update(
            start
            for match in self.free.finditer(text)
            if (start := match.start()) not in starts
            and not taken.meets(start, start + 1)
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
