"""The words around figures: ``data/figure_words.tsv`` as patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractors.attributes import Bound
from extractors.trie import trie_pattern

__all__ = ["FigureWords", "figure_words", "read_classes"]

_DATA = Path(__file__).with_name("data")
_PATH = _DATA / "figure_words.tsv"
_IDIOMS_PATH = _DATA / "numeral_idioms.txt"
_BOUNDS: tuple[Bound, ...] = ("ge", "le", "about")


@dataclass(frozen=True)
class FigureWords:
    """The lexicon, compiled.

    Attributes:
        classes: the words of each class.
        cue: words at the end of a text that set the bound of the figure after it.
        cue_ends: the characters such words may end in.
        bounds: what bound a cue sets.
        not_cue: words at the end of a text that look like a cue.
        counted: a noun that needs no measure word.
        rate: 每 and what the figure after it is per, at the end of a text.
        rate_apart: the same, with a word of payment between (每亩补贴).
        per: one 每 with what it is per.
        idiom: a set phrase that begins with a numeral.
        built: a verb of making at the end of a text, after which 一 counts (新建一座).

    """

    classes: dict[str, frozenset[str]]
    cue: re.Pattern[str]
    cue_ends: frozenset[str]
    bounds: dict[str, Bound]
    not_cue: re.Pattern[str]
    counted: re.Pattern[str]
    rate: re.Pattern[str]
    rate_apart: re.Pattern[str]
    per: re.Pattern[str]
    idiom: re.Pattern[str]
    built: re.Pattern[str]


def read_classes(path: Path) -> dict[str, frozenset[str]]:
    """The words of a lexicon by class: lines of class, tab and words; ``#`` begins a comment line.

    Raises:
        ValueError: a line has no tab.

    """
    classes: dict[str, set[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("# "):
            continue
        name, tab, members = line.partition("\t")
        if not tab:
            raise ValueError(f"{path.name}: no tab in {line[:40]!r}")
        classes.setdefault(name, set()).update(members.split())
    return {name: frozenset(members) for name, members in classes.items()}


def _longest_first(words: frozenset[str] | dict[str, Bound]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _idiom() -> re.Pattern[str]:
    """Set phrases; N at the beginning of one stands for a Chinese numeral."""
    lines = _IDIOMS_PATH.read_text(encoding="utf-8").splitlines()
    phrases = [line for line in lines if line and not line.startswith("#")]
    fixed = trie_pattern(phrase for phrase in phrases if not phrase.startswith("N"))
    patterned = trie_pattern(phrase[1:] for phrase in phrases if phrase.startswith("N"))
    return re.compile(rf"{fixed}|[二两三四五六七八九十百]++{patterned}")


@cache
def figure_words() -> FigureWords:
    """The lexicon, read once a process."""
    classes = read_classes(_PATH)
    bounds = {word: bound for bound in _BOUNDS for word in classes[bound]}
    per = trie_pattern(classes["per"])
    return FigureWords(
        classes=classes,
        cue=re.compile(f"(?:{_longest_first(bounds)})(?:了|到|达)?$"),
        cue_ends=frozenset(word[-1] for word in bounds) | frozenset("了到达"),
        bounds=bounds,
        not_cue=re.compile(f"(?:{_longest_first(classes['notcue'])})$"),
        counted=re.compile(trie_pattern(classes["counted"])),
        rate=re.compile(rf"(?:每{per}){{1,3}}$"),
        rate_apart=re.compile(
            rf"((?:每{per}){{1,3}})(?:[一二]?次性)?(?:可以?|能|均)?(?:给予|发放|获得|获|享受|得|领取|收取|分得)?"
            rf"(?:{_longest_first(classes['payment'])})(?:金额|标准|资金|收入)?(?:为|达|达到|约为|是)?$"
        ),
        per=re.compile(f"每({per})"),
        idiom=_idiom(),
        built=re.compile(f"(?:{_longest_first(classes['built'])})了?$"),
    )
