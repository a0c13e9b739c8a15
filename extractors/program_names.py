"""Which entry of the lexicon a text means, when a character of it is wrong.

Reports are typed by sound: 三会一科 is 三会一课, 主体党日 is 主题党日. A single wrong character is forgiven where it
sounds or looks like the right one, where at least three characters stand as they should, and where no other name is
as near. Numerals are never forgiven (三大攻坚 is not 四大攻坚), nor names that only usage defines: what is
unlisted and one character off may well be another township's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from extractors.program_lexicon import Entry, Lexicon, key_of, lexicon

__all__ = ["HOMOPHONES_PATH", "resolve", "resolve_start"]

HOMOPHONES_PATH = Path(__file__).with_name("data") / "homophones.tsv"

_NUMERALS = frozenset("零〇一二三四五六七八九十百千万亿两双0123456789")
#: Characters that are taken for one another by their looks, in scans and in haste.
_LOOKALIKES = (
    "日曰",
    "已己巳",
    "末未",
    "土士",
    "贷货",
    "折拆",
    "拔拨",
    "侯候",
    "肓育",
    "治冶",
    "网岗",
    "村材",
    "问间",
    "员贝",
)
#: One stroke, read or typed as another: 三会—课.
_STROKES = frozenset("一—－-–ー")
#: Three characters must stand as they should; longer texts than any name are sentences.
_SHORTEST, _LONGEST = 4, 16
#: Longest name that is looked for where no quotation marks say where it ends.
_LONGEST_BARE = 6
_WRONG = "\0"
#: What many names end in, and tells none from another: 四访责任 is not 四方责任.
_GENERIC = ("责任制", "责任", "工作", "制度", "机制", "要求", "活动", "行动", "工程", "计划")
_LEAST_RIGHT = 3


@cache
def _readings() -> dict[str, str]:
    lines = HOMOPHONES_PATH.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines)
    return {char: reading for reading, chars in pairs for char in chars}


def _confusable(one: str, other: str) -> bool:
    if {one, other} <= _STROKES:
        return True
    if one in _NUMERALS or other in _NUMERALS:
        return False
    reading = _readings().get(one)
    if reading is not None and reading == _readings().get(other):
        return True
    return any(one in group and other in group for group in _LOOKALIKES)


def _with_one_wrong(key: str) -> list[str]:
    return [key[:at] + _WRONG + key[at + 1 :] for at in range(len(key))]


@cache
def _near_names(lex: Lexicon) -> dict[str, list[tuple[str, Entry]]]:
    """Documented names of four characters and more, by every form of them with one character blotted out."""
    index: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for key, entry in _documented(lex):
        for blotted in _with_one_wrong(key):
            index[blotted].append((key, entry))
    return dict(index)


def _documented(lex: Lexicon) -> Iterator[tuple[str, Entry]]:
    """The names that are long enough to be told with one wrong character, each with its entry."""
    for entry in lex.entries.values():
        if entry.emitted and entry.documented:
            for key in {key_of(name) for name in (entry.name, *entry.aliases)}:
                if len(key) >= _SHORTEST:
                    yield key, entry


@cache
def _halves(lex: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
    """What documented names have for their first two characters, and for the two behind these."""
    keys = [key for key, _ in _documented(lex)]
    return frozenset(key[:2] for key in keys), frozenset(key[2:4] for key in keys)


def resolve(text: str, lex: Lexicon | None = None) -> Entry | None:
    """The entry that `text` names.

    Args:
        text: a whole name as written.
        lex: the lexicon to look it up in; the package's own by default.

    Returns:
        The entry of that name or alias, or the only documented one that is a confusable character away; None otherwise.

    """
    lex = lex or lexicon()
    return lex.get(text) or _nearest(text, lex)


def resolve_start(text: str, lex: Lexicon | None = None) -> tuple[int, Entry] | None:
    """Which documented entry a text begins with but for one wrong character: its length as written, and the entry.

    None where it begins with a name as it should be written, or with none.

    Args:
        text: the words behind a verb; what is longer than any name is not looked at.
        lex: the lexicon to look it up in; the package's own by default.

    """
    lex = lex or lexicon()
    starts, middles = _halves(lex)
    # One wrong character leaves the first two or the next two as they should be.
    if text[:2] not in starts and text[2:4] not in middles:
        return None
    for length in range(min(len(text), _LONGEST_BARE), _SHORTEST - 1, -1):
        written = text[:length]
        if lex.get(written) is not None:
            return None
        entry = _nearest(written, lex)
        if entry is not None:
            return length, entry
    return None


def _nearest(text: str, lex: Lexicon) -> Entry | None:
    key = key_of(text)
    if not _SHORTEST <= len(key) <= _LONGEST:
        return None
    found: dict[str, Entry] = {}
    near = _near_names(lex)
    generic = next((len(word) for word in _GENERIC if key.endswith(word)), 0)
    if generic and len(key) - generic - 1 < _LEAST_RIGHT:
        return None
    for at, blotted in enumerate(_with_one_wrong(key)):
        for listed, entry in near.get(blotted, ()):
            if _confusable(key[at], listed[at]):
                found[entry.name] = entry
    return next(iter(found.values())) if len(found) == 1 else None
