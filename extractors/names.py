"""What personal names look like: surnames, given names, names written by sound.

A shape is no proof: 高度 has the shape of a name. :mod:`extractors.person_weighing` weighs shapes against their
context.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from extractors.trie import trie_pattern

__all__ = ["LONGEST_BY_SOUND", "Names", "Shape", "is_han", "load_names"]

_DATA = Path(__file__).with_name("data")

#: Double surnames that are words as well.
_COMPOUND_WORDS = frozenset(("东方", "西门", "百里", "南宫", "东郭", "长孙"))


#: Two characters set apart from all others and from each other.
_PADDED = re.compile(
    r"[ \u3000](?<=[\u4e00-\u9fff].)(?<![\u4e00-\u9fff]{2}.)[ \u3000]{0,3}[\u4e00-\u9fff](?![\u4e00-\u9fff])"
)
#: Sounds at most before an element that ends a name.
_SOUNDS_BEFORE = 3
#: What a given name weighs for being twice the same, or 小 and another.
_CALLED = 0.5
#: Letters of most elements, and what a longer one weighs, which nothing else is called: 那仁满都拉.
_ONE_ELEMENT, _UNMISTAKABLE = 3, 3.0
#: One syllable more behind such an element.
_ENDS_SOUND = frozenset("玛仓图花措吉姆乐加泰")
_DOTS = re.compile(r"[·•・‧∙]")
#: Letters on which the shapes that begin with the first of them depend; so many stretches are remembered.
_LONGEST_SHAPE, _MOST_KNOWN = 6, 1 << 16
#: Letters of the longest name made of the elements of names written by sound.
LONGEST_BY_SOUND = 6


def is_han(character: str) -> bool:
    """Whether this is one of the common Chinese characters (or 〇 by courtesy of names, or the iteration mark)."""
    return "\u4e00" <= character <= "\u9fff"


class Shape(NamedTuple):
    """A stretch that has the shape of a name, and how much the shape by itself speaks for one."""

    end: int
    weight: float
    #: The surname and the character after it are a word: 高度, 黄瓜.
    word: bool


#: Letters of given names that end none of two.
_NEVER_LAST = frozenset("以")


@dataclass(frozen=True, slots=True)
class Names:
    """The lexicon of names. Make it with :func:`load_names`."""

    common: frozenset[str]
    ambiguous: frozenset[str]
    rare: frozenset[str]
    #: Those of the ambiguous ones that begin hardly a phrase of three letters.
    seldom: frozenset[str]
    verbs: frozenset[str]
    #: Surnames that only the second opinion knows.
    unheard: frozenset[str]
    #: All surnames of one character, those that are verbs left out.
    surnames: frozenset[str]
    compound: frozenset[str]
    given: frozenset[str]
    never: frozenset[str]
    #: 余大爷 is somebody, but not named.
    addresses: frozenset[str]
    #: What has the shape of a name and is none: 高标准.
    phrases: frozenset[str]
    sounds: frozenset[str]
    syllables: frozenset[str]
    elements: frozenset[str]
    #: Their first letters.
    element_starts: frozenset[str]
    #: Words for one's elders and neighbours, which follow such an element.
    kin: tuple[str, ...]
    #: Elements that end names of any sounds.
    endings: tuple[str, ...]
    #: What stands behind a surname: the elements, and names of the Hui and Salar.
    behind_surname: frozenset[str]
    #: Words that tell of the south-west, and what names of its peoples begin with and consist of.
    south: re.Pattern[str]
    southern: re.Pattern[str]
    #: Words that tell of those whose names are written by sound, and such a name of three letters and more.
    sounds_told: re.Pattern[str]
    sound_run: re.Pattern[str]
    #: Words that tell of the Yi, and their names: a clan and a given name of two syllables, or a mask.
    clans_told: re.Pattern[str]
    clan_names: re.Pattern[str]
    leaders: tuple[str, ...]
    doctrines: tuple[str, ...]
    #: Character -> those that follow it in words, where one of the two is a surname.
    words: dict[str, str]
    #: Where a surname that is seldom a word stands before two usual characters of given names.
    full: re.Pattern[str]
    #: The same of a surname that is a word as well.
    full_of_word: re.Pattern[str]
    dotted: re.Pattern[str]
    doubled: re.Pattern[str]
    #: One such element.
    element: re.Pattern[str]
    #: What :meth:`shapes` has found in letters before: several components ask, and most stretches come back.
    known: dict[str, tuple[Shape, ...]] = field(default_factory=dict, compare=False, repr=False)

    def is_word(self, left: str, right: str) -> bool:
        """Whether these two characters, one of them a surname, stand together in words."""
        return right in self.words.get(left, "")

    def is_surname(self, character: str) -> bool:
        """Whether a character is a surname more often than a preposition or another word: 安, 任, but not 向."""
        return character in self.common or character in self.ambiguous

    def shapes(self, text: str, start: int) -> Sequence[Shape]:
        """Shapes of names that begin at `start`, the shorter first."""
        letters = text[start : start + _LONGEST_SHAPE]
        known = self.known.get(letters)
        if known is None:
            if len(self.known) >= _MOST_KNOWN:
                self.known.clear()
            known = self.known[letters] = tuple(self._shapes_of(letters))
        return [Shape(start + end, weight, word) for end, weight, word in known] if known else ()

    def unheard_shapes(self, text: str, start: int) -> list[Shape]:
        """Shapes that begin at `start` with a surname that is seldom heard; :meth:`shapes` knows none of them."""
        letters = text[start : start + 3]
        if letters[0] not in self.unheard or not is_han(letters[1:2]):
            return []
        shapes = self._with_given(letters, 1, -2.0, word=self.is_word(letters[0], letters[1]))
        return [Shape(start + end, weight, word) for end, weight, word in shapes]

    def _shapes_of(self, letters: str) -> Iterator[Shape]:
        """Shapes of names that begin with the first of these letters."""
        pair = letters[:2]
        if len(pair) < 2 or not is_han(pair[1]):
            return
        if pair in self.compound:
            yield from self._with_given(letters, 2, -0.5 if pair in _COMPOUND_WORDS else 1.5, word=False)
            return
        yield from self._of_elements(letters)
        if pair[0] in self.common:
            yield from self._with_given(letters, 1, 1.0, word=self.is_word(*pair))
            yield from self._with_element(letters, 1, 2.5)
        elif pair[0] in self.ambiguous:
            yield from self._with_given(letters, 1, -0.5, word=self.is_word(*pair))
            yield from self._with_element(letters, 1, 1.0)
        elif pair[0] in self.rare:
            yield from self._with_given(letters, 1, -1.5, word=self.is_word(*pair))
        elif pair[0] in self.verbs:
            yield from self._with_given(letters, 1, -2.0, word=self.is_word(*pair))

    def _of_elements(self, text: str) -> Iterator[Shape]:
        """Tibetan and Mongolian names: an element alone, with another one, or with syllables: 扎西次里."""
        for middle in (2, 3, 4, 5):
            # At the end of a text a slice is as long as what is left.
            if middle > len(text) or text[:middle] not in self.elements:
                continue
            yield Shape(middle, _UNMISTAKABLE if middle > _ONE_ELEMENT else 0.5, word=False)
            for second in (2, 3, 4):
                following = text[middle : middle + second]
                if len(following) < second:
                    break
                if following in self.elements:
                    yield Shape(middle + second, 3.5, word=False)
                elif second == 2 and following[:1] in _ENDS_SOUND and following[1:] not in self.syllables:
                    yield Shape(middle + 1, 2.0, word=False)  # 其其格|玛, 阿拉坦|仓
                elif len(following) == 2 == second and all(c in self.syllables for c in following):
                    yield Shape(middle + second, 1.5, word=False)

    def _with_element(self, text: str, given: int, weight: float) -> Iterator[Shape]:
        """The surname that ends at `given` with a name written by sound: 包斯琴, 白乌力吉."""
        for length in (4, 3, 2):
            if given + length <= len(text) and text[given : given + length] in self.behind_surname:
                yield Shape(given + length, weight, word=False)
                return

    def _with_given(self, text: str, given: int, weight: float, *, word: bool) -> Iterator[Shape]:
        """The surname that ends at `given` with one character after it, and with two."""
        if word:
            weight -= 1.5
        for end in (given + 1, given + 2):
            characters = text[given:end]
            if len(characters) < end - given or not is_han(characters[-1]):
                return
            frequent = sum(c in self.given for c in characters)
            by_sound = all(c in self.sounds for c in characters)
            if characters[-1] in _NEVER_LAST and end > given + 1:
                return  # 黄桃以卖鲜果为主, but 翁以琛
            if characters in self.addresses or (characters[-1] in self.never and not by_sound):
                return
            if text[given - 1 : end] in self.phrases:
                return
            full = frequent == len(characters) or by_sound
            called = _CALLED if full and self._is_pet_name(characters) else 0.0
            yield Shape(end, weight + called + (1.0 if full else 0.0 if frequent else -1.0), word)

    def _is_pet_name(self, given: str) -> bool:
        """Whether a given name is built as hardly any word is: 婷婷, 小芳."""
        return len(given) > 1 and (given[0] == given[1] or (given[0] == "小" and not self.is_word(*given)))

    def is_by_sound(self, text: str) -> bool:
        """Whether `text` is an element of names written by sound, or two of them, or one with syllables."""
        if text in self.elements:
            return True
        for first in (2, 3, 4):
            if text[:first] in self.elements:
                rest = text[first:]
                return rest in self.elements or (len(rest) == 2 and all(c in self.syllables for c in rest))
        return False

    def doubled_elements(self, text: str) -> Iterator[tuple[int, int]]:
        """Names of two elements, which hardly anything else is made of: 扎西次仁."""
        return (match.span() for match in self.doubled.finditer(text))

    def ended_names(self, text: str) -> Iterator[tuple[int, int]]:
        """Names of two or three sounds and an element that ends such names: 马旦别克."""
        for ending in self.endings:
            at = text.find(ending)
            while at >= 0:
                start = at
                while start > 0 and at - start <= _SOUNDS_BEFORE and text[start - 1] in self.sounds:
                    start -= 1
                if 1 < at - start <= _SOUNDS_BEFORE:
                    yield start, at + len(ending)
                at = text.find(ending, at + 1)

    def padded_names(self, text: str) -> Iterator[tuple[int, int]]:
        """Surname and a single given character set apart: 王　磊."""
        for match in _PADDED.finditer(text):
            if text[match.start() - 1] in self.surnames:
                yield match.start() - 1, match.end()

    def dotted_names(self, text: str) -> Iterator[tuple[int, int]]:
        """Names written by sound with a dot between their parts: 古丽仙·艾山."""
        if _DOTS.search(text) is None:
            return iter(())
        return (match.span() for match in self.dotted.finditer(text))


def _characters(block: str) -> frozenset[str]:
    return frozenset("".join(block.split()))


@cache
def load_names() -> Names:
    """Read the lexicon, once a process."""
    data = tomllib.loads((_DATA / "names.toml").read_text(encoding="utf-8"))
    surnames, given, minority = data["surnames"], data["given"], data["minority"]
    words_path = _DATA / "name_words.txt"
    lines = words_path.read_text(encoding="utf-8").splitlines() if words_path.exists() else []
    common, ambiguous, rare, verbs = (
        _characters(surnames[kind]) for kind in ("common", "ambiguous", "rare", "verbs")
    )
    seldom, frequent = _characters(surnames["seldom"]), _characters(given["frequent"])
    sounds = _characters(minority["sounds"])
    by_sound = "".join(sorted(sounds))
    # Beside a dot these are sounds, too, unless they begin a word: 合作, 明确.
    listed = (*minority["tibetan"], *minority["mongolian"], *minority["uyghur"])
    element = trie_pattern(listed)
    part = (
        f"(?:[{by_sound}荪杜]|班(?<=尔班)|休(?<=吾休)|合(?![作理同力格并法])|明(?![确白显年天])|多(?![次年数个])|不[都力拉来]|东(?![部西南北侧面]))"
        + "{1,7}"
    )
    return Names(
        common=common,
        ambiguous=ambiguous,
        rare=rare,
        seldom=seldom,
        verbs=verbs,
        unheard=_characters(surnames["unheard"]),
        surnames=common | ambiguous | rare,
        compound=frozenset(surnames["compound"]),
        given=frequent,
        never=_characters(given["never"]),
        addresses=frozenset(given["addresses"]),
        phrases=frozenset(given["phrases"].split()),
        sounds=sounds,
        syllables=sounds | _characters(minority["syllables"]),
        elements=frozenset(listed),
        element_starts=frozenset(name[0] for name in listed),
        kin=tuple(minority["kin"]),
        endings=tuple(minority["endings"]),
        behind_surname=frozenset(listed).union(minority["hui"]),
        south=re.compile("|".join(minority["south"])),
        southern=re.compile(f"[{minority['south_first']}][{by_sound}{minority['south_sounds']}]{{1,2}}"),
        sounds_told=re.compile("|".join(minority["sounds_told"])),
        sound_run=re.compile(f"[{by_sound}什杰恩恰胡迪]{{3,8}}(?![·•・‧∙])"),
        clans_told=re.compile("|".join(minority["clans_told"])),
        clan_names=re.compile(
            f"(?:{trie_pattern(minority['clans'])})(?:[{minority['clan_syllables']}]{{2}}[莫嫫]?|某{{1,2}})"
        ),
        leaders=tuple(data["leaders"]["names"]),
        doctrines=tuple(data["leaders"]["doctrines"]),
        words={line[0]: line[1:] for line in lines},
        full=re.compile(f"[{''.join(sorted(common | seldom))}](?=[{''.join(sorted(frequent))}]{{2}})"),
        full_of_word=re.compile(
            f"[{''.join(sorted((ambiguous | rare) - seldom))}](?=[{''.join(sorted(frequent))}]{{2}})"
        ),
        dotted=re.compile(f"{part}(?:[·•・‧∙]{part}){{1,3}}"),
        doubled=re.compile(element + element),
        element=re.compile(element),
    )
