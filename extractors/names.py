"""What personal names look like: surnames, given names, names written by sound, names with a mask.

A shape is no proof: 高度 has the shape of a name. :mod:`extractors.persons` weighs shapes against their context.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

__all__ = ["MaskedName", "Names", "Shape", "is_han", "load_names"]

_DATA = Path(__file__).with_name("data")

#: Characters that stand for hidden ones.
_MASKS = "某Xx×*○□△"
#: Double surnames that are words as well.
_COMPOUND_WORDS = frozenset(("东方", "西门", "百里", "南宫", "东郭", "长孙"))
#: 余大爷 is somebody, but not named.
_ADDRESSES = frozenset(
    (
        "大爷",
        "大妈",
        "大娘",
        "大叔",
        "大姐",
        "大哥",
        "大嫂",
        "大伯",
        "阿姨",
        "奶奶",
        "爷爷",
        "老师",
        "医生",
        "师傅",
        "先生",
        "女士",
        "老汉",
        "老人",
        "同学",
        "同志",
        "书记",
        "主任",
        "老板",
        "氏",
    )
)
#: After a mask these make a place, an organ or a figure of it: 张某村, 于XX年, 周X次.
_AFTER_MASK = "村乡镇县市区州省组社寨屯庄路街沟河湖山坝坪小学中学公司合作局站所医院人次名元万亿亩个只头米吨年月日号项条场篇份家企集团工程项目%％余多以"
_AFTER_MASK_FINE = (
    "个人",
    "家中",
    "家里",
    "家庭",
    "家属",
    "家的",
    "家人",
    "一家",
    "人品",
    "社长",
    "所在",
    "年龄",
    "年迈",
    "户口",
    "以",
    "多次",
    "小组长",
    "医生",
)


def is_han(character: str) -> bool:
    """Whether this is one of the common Chinese characters (or 〇 by courtesy of names, or the iteration mark)."""
    return "\u4e00" <= character <= "\u9fff"


class Shape(NamedTuple):
    """A stretch that has the shape of a name, and how much the shape by itself speaks for one."""

    end: int
    weight: float
    #: The surname and the character after it are a word: 高度, 黄瓜.
    word: bool


class MaskedName(NamedTuple):
    """A stretch like 李某某 or 王XX; `sure` unless its surname is a word as well (任XX)."""

    start: int
    end: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Names:
    """The lexicon of names. Make it with :func:`load_names`."""

    common: frozenset[str]
    ambiguous: frozenset[str]
    rare: frozenset[str]
    compound: frozenset[str]
    given: frozenset[str]
    never: frozenset[str]
    sounds: frozenset[str]
    syllables: frozenset[str]
    elements: frozenset[str]
    leaders: tuple[str, ...]
    doctrines: tuple[str, ...]
    #: Character -> those that follow it in words, where one of the two is a surname.
    words: dict[str, str]
    masked: re.Pattern[str]
    masked_end: re.Pattern[str]
    masked_sounds: re.Pattern[str]
    dotted: re.Pattern[str]
    padded: re.Pattern[str]

    @property
    def surnames(self) -> frozenset[str]:
        """All surnames of one character."""
        return self.common | self.ambiguous | self.rare

    def is_word(self, left: str, right: str) -> bool:
        """Whether these two characters, one of them a surname, stand together in words."""
        return right in self.words.get(left, "")

    def shapes(self, text: str, start: int) -> Iterator[Shape]:
        """Shapes of names that begin at `start`, the shorter first."""
        pair = text[start : start + 2]
        if len(pair) < 2 or not is_han(pair[1]):
            return
        if pair in self.compound:
            yield from self._with_given(text, start + 2, -0.5 if pair in _COMPOUND_WORDS else 1.5, word=False)
            return
        yield from self._of_elements(text, start)
        if pair[0] in self.common:
            yield from self._with_given(text, start + 1, 1.0, word=self.is_word(*pair))
        elif pair[0] in self.ambiguous:
            yield from self._with_given(text, start + 1, -0.5, word=self.is_word(*pair))
        elif pair[0] in self.rare:
            yield from self._with_given(text, start + 1, -1.5, word=self.is_word(*pair))

    def _of_elements(self, text: str, start: int) -> Iterator[Shape]:
        """Tibetan and Mongolian names: an element alone, with another one, or with syllables: 扎西次里."""
        for first in (2, 3):
            middle = start + first
            if text[start:middle] not in self.elements:
                continue
            yield Shape(middle, 0.5, word=False)
            for second in (2, 3):
                following = text[middle : middle + second]
                if following in self.elements:
                    yield Shape(middle + second, 3.5, word=False)
                elif len(following) == 2 == second and all(c in self.syllables for c in following):
                    yield Shape(middle + second, 1.5, word=False)

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
            if characters in _ADDRESSES or (characters[-1] in self.never and not by_sound):
                return
            full = frequent == len(characters) or by_sound
            yield Shape(end, weight + (1.0 if full else 0.0 if frequent else -1.0), word)

    def masked_names(self, text: str) -> Iterator[MaskedName]:
        """Names with a mask in `text`, in document order."""
        for match in self.masked.finditer(text):
            start, end = match.span()
            if not _mask_is_of_something_else(text, end):
                surname = text[start]
                if " " in match[0] and not _may_follow(text, start, end):
                    continue
                # 周X is a day of the week, too, and 余XX户 a figure.
                doubtful = surname == "余" or (surname == "周" and end - start == 2)
                yield MaskedName(start, end, surname in self.common and not doubtful)
        for match in self.masked_end.finditer(text):
            yield MaskedName(*match.span(), sure=False)
        for match in self.masked_sounds.finditer(text):
            yield MaskedName(*match.span(), sure=True)

    def padded_names(self, text: str) -> Iterator[tuple[int, int]]:
        """Surname and a single given character set apart: 王　磊."""
        return (match.span() for match in self.padded.finditer(text))

    def dotted_names(self, text: str) -> Iterator[tuple[int, int]]:
        """Names written by sound with a dot between their parts: 古丽仙·艾山."""
        return (match.span() for match in self.dotted.finditer(text))


def _may_follow(text: str, start: int, end: int) -> bool:
    """Whether a surname with a mask set apart (王 XX) begins a word here: not so in 柳江 XX 米."""
    before = text[start - 1 : start]
    return not is_han(before or " ") or before in "由与和及对向请是为" or "同志" in text[end : end + 3]


def _mask_is_of_something_else(text: str, end: int) -> bool:
    following = text[end : end + 1]
    if not following or following not in _AFTER_MASK:
        return following.isascii() and following.isalpha()
    return not text.startswith(_AFTER_MASK_FINE, end)


def _characters(block: str) -> frozenset[str]:
    return frozenset("".join(block.split()))


@cache
def load_names() -> Names:
    """Read the lexicon, once a process."""
    data = tomllib.loads((_DATA / "names.toml").read_text(encoding="utf-8"))
    surnames, given, minority = data["surnames"], data["given"], data["minority"]
    words_path = _DATA / "name_words.txt"
    lines = words_path.read_text(encoding="utf-8").splitlines() if words_path.exists() else []
    common, ambiguous, rare = (_characters(surnames[kind]) for kind in ("common", "ambiguous", "rare"))
    sounds = _characters(minority["sounds"])
    single = "".join(sorted(common | ambiguous | rare))
    by_sound = "".join(sorted(sounds))
    marks = "".join(re.escape(mark) for mark in _MASKS)
    # Beside a dot these are sounds, too, unless they begin a word: 合作, 明确.
    part = (
        f"(?:[{by_sound}]|合(?![作理同力格并法])|明(?![确白显年天])|多(?![次年数个])|不[都力拉来]|东(?![部西南北侧面]))"
        + "{1,7}"
    )
    some = "".join(sorted(_characters(given["frequent"])))
    return Names(
        common=common,
        ambiguous=ambiguous,
        rare=rare,
        compound=frozenset(surnames["compound"]),
        given=_characters(given["frequent"]),
        never=_characters(given["never"]),
        sounds=sounds,
        syllables=sounds | _characters(minority["syllables"]),
        elements=frozenset((*minority["tibetan"], *minority["mongolian"])),
        leaders=tuple(data["leaders"]["names"]),
        doctrines=tuple(data["leaders"]["doctrines"]),
        words={line[0]: line[1:] for line in lines},
        masked=re.compile(
            f"(?:{'|'.join(surnames['compound'])}|[{single}])"
            f"(?:某某|某[甲乙丙丁戊己庚辛]|[某*×][{some}](?=[，。、；：！？）)”\\s]|$)|[ ]?[{marks}]{{2,3}}|[{marks}])"
            f"(?![{marks}])"
        ),
        masked_end=re.compile(f"[{single}][{some}][*×]{{1,2}}(?![{marks}])"),
        masked_sounds=re.compile(f"[{by_sound}]{{2,5}}(?:某某|某|[Xx×*]{{2}})(?![{marks}])"),
        dotted=re.compile(f"{part}(?:[·•・‧∙]{part}){{1,3}}"),
        padded=re.compile(
            rf"(?<![\u4e00-\u9fff])[{single}][ \u3000]{{1,4}}[\u4e00-\u9fff](?![\u4e00-\u9fff])"
        ),
    )
