"""The lexicon of programmes: what is known by name, what it stands for, and who set it.

Three reviewable files hold it; the tables are tab separated with a header line, ``|`` between the parts of a
cell, and ``#`` starts a comment line in all of them:

``data/programs.tsv``          one programme a row
``data/programs.senses.tsv``   one meaning a row, for shorthand that means different things in different places
``data/programs.words.txt``    set phrases that look like programme names and are none

See docs/programs.md for the columns. Loading both takes a few milliseconds and is done once a process.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

import daachorse

from extractors.attributes import ProgramKind
from extractors.collector import collector_paused

__all__ = [
    "LEXICON_PATH",
    "SENSES_PATH",
    "WORDS_PATH",
    "Entry",
    "Lexicon",
    "Scope",
    "Sense",
    "definition",
    "key_of",
    "lexicon",
    "read_entries",
    "read_words",
]

LEXICON_PATH = Path(__file__).with_name("data") / "programs.tsv"
SENSES_PATH = Path(__file__).with_name("data") / "programs.senses.tsv"
WORDS_PATH = Path(__file__).with_name("data") / "programs.words.txt"

#: firm: a programme. broad: a wide strategy or standing practice (乡村振兴, 警示教育), a mention too.
#: plain: standing work called by general nouns (平安建设, 政务公开). idea: a slogan, principle or doctrine.
#: thing: names things or people (两委). The last three are known so that nothing is made of them; never mentions.
Scope = Literal["firm", "broad", "plain", "idea", "thing"]

#: any: wherever it stands. cue: only in quotes or before a programme word, since its characters also meet by chance.
#: head: only before a programme word, since in quotes alone it is a figure of speech (领头雁).
Match = Literal["any", "cue", "head"]

_KINDS: dict[str, ProgramKind] = {"num": "numeric", "named": "named"}
_COLUMNS = ("name", "kind", "category", "scope", "match", "aliases", "items", "source")
_SENSE_COLUMNS = ("name", "sense", "items", "cues", "source")

#: Words by which the source column says that no document laid the name down.
_NO_DOCUMENT = ("通行", "地方", "各地")

_NUMERALS = frozenset("一二三四五六七八九十百千0123456789")
#: Characters that writers put into a name or leave out, without making it another name.
_LOOSE = str.maketrans("", "", "、，,·•“”\"'‘’「」『』 ")


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a shorthand.

    `cues` are words that speak for it when they stand near; a cue ``year:2023`` speaks for it in reports of that year.
    """

    id: str
    items: tuple[str, ...]
    cues: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One programme of the lexicon. `items` is what it stands for, empty where nothing fixed is known."""

    name: str
    kind: ProgramKind
    category: str
    scope: Scope
    match: Match
    aliases: tuple[str, ...]
    items: tuple[str, ...]
    source: str
    senses: tuple[Sense, ...] = ()
    #: Those of the aliases that need a cue even where the name needs none: 八五 for 八五普法.
    cued: frozenset[str] = frozenset()

    def needs(self, written: str) -> Match:
        """What the entry, written like this, needs beside it to count: its `match`, or "cue" for such an alias."""
        return "cue" if self.match == "any" and written in self.cued else self.match

    @property
    def emitted(self) -> bool:
        """Whether a match of this entry is a mention."""
        return self.scope in ("firm", "broad")

    @property
    def documented(self) -> bool:
        """Whether a document or body is named that set it, rather than usage alone."""
        sources = [self.source] if not self.senses else [sense.source for sense in self.senses]
        return any(source and not any(word in source for word in _NO_DOCUMENT) for source in sources)


def key_of(text: str) -> str:
    """The form by which names are compared: without the punctuation that writers put in or leave out."""
    return text.translate(_LOOSE)


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    head = lines[0].split("\t") if lines else []
    if tuple(head) != columns:
        raise ValueError(f"{path.name}: the header must be {' '.join(columns)}")
    for number, line in enumerate(lines[1:], start=2):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) > len(columns):
            raise ValueError(f"{path.name}:{number}: {len(cells)} cells, {len(columns)} columns")
        yield number, cells + [""] * (len(columns) - len(cells))


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _read_senses(path: Path) -> dict[str, list[Sense]]:
    senses: dict[str, list[Sense]] = {}
    for number, (name, sense, items, cues, source) in _rows(path, _SENSE_COLUMNS):
        known = senses.setdefault(name, [])
        identifier = f"{name}/{sense}"
        if not sense or not cues or any(identifier == other.id for other in known):
            raise ValueError(f"{path.name}:{number}: a sense needs an id of its own and cues")
        known.append(Sense(identifier, _parts(items), _parts(cues), source))
    return senses


def read_entries(path: Path = LEXICON_PATH, senses_path: Path = SENSES_PATH) -> list[Entry]:
    """Read the lexicon.

    Args:
        path: the table of programmes.
        senses_path: the table of senses.

    Returns:
        The entries in file order.

    Raises:
        ValueError: a row is malformed, a name or alias stands twice, or a sense belongs to no entry.

    """
    senses = _read_senses(senses_path)
    entries: list[Entry] = []
    owner: dict[str, str] = {}
    for number, cells in _rows(path, _COLUMNS):
        name, kind, category, aliases, items, source = (cells[at] for at in (0, 1, 2, 5, 6, 7))
        scope, match = cells[3] or "firm", cells[4] or "any"
        if kind not in _KINDS or scope not in get_args(Scope) or match not in get_args(Match) or not category:
            raise ValueError(f"{path.name}:{number}: {name}: unknown kind, scope or match, or no category")
        listed = _parts(aliases)
        entry = Entry(
            name,
            _KINDS[kind],
            category,
            cast("Scope", scope),
            cast("Match", match),
            tuple(alias.removeprefix("?") for alias in listed),
            _parts(items),
            source,
            tuple(senses.pop(name, ())),
            frozenset(alias[1:] for alias in listed if alias.startswith("?")),
        )
        keys = {key_of(phrase) for phrase in (name, *entry.aliases)}
        for key in keys:
            if not key or key in owner:
                raise ValueError(
                    f"{path.name}:{number}: {key!r} of {name} already belongs to {owner.get(key)}"
                )
            owner[key] = name
        entries.append(entry)
    if senses:
        raise ValueError(f"{senses_path.name}: senses of unknown names: {' '.join(senses)}")
    return entries


def read_words(path: Path = WORDS_PATH) -> frozenset[str]:
    """Read the set phrases that are no programmes, as keys (see `key_of`)."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(key_of(word) for line in lines if not line.startswith("#") for word in line.split())


#: 四个不摘, 中央八项规定: a count and the measure behind it, of a name that says more than that.
_COUNT = re.compile("[二三四五六七八九十](?:[个大项条]|[不必严](?=.{2}))")
_DIGITS = str.maketrans("二三四五六七八九", "23456789")


def _in_digits(phrase: str) -> str | None:
    """The name with its count in digits, 4个不摘; None where it has none that is written so."""
    found = _COUNT.search(phrase)
    if found is None or len(phrase) <= len(found.group()) + 1:
        return None
    before, count = phrase[: found.start()], found.group()
    if before[-1:] in _NUMERALS or "十" in count:
        return None
    return before + count.translate(_DIGITS) + phrase[found.end() :]


def _spellings(phrase: str) -> Iterator[str]:
    """The phrase as listed, with its count in digits, and with the pause mark inside it written otherwise or left out."""
    yield phrase
    in_digits = _in_digits(phrase)
    if in_digits:
        yield in_digits
    if "、" in phrase:
        yield phrase.replace("、", "，")
        yield phrase.replace("、", "")
        yield phrase.replace("、", "”“")
        yield phrase.replace("、", "”、“")


class Lexicon:
    """All entries, found in text by one automaton, or looked up by name."""

    def __init__(self, entries: list[Entry], words: frozenset[str] = frozenset()) -> None:
        self._words = words
        self.entries: dict[str, Entry] = {entry.name: entry for entry in entries}
        self._by_key: dict[str, Entry] = {}
        phrases: dict[str, Entry] = {}
        for entry in entries:
            for listed in (entry.name, *entry.aliases):
                for phrase in _spellings(listed):
                    self._by_key.setdefault(key_of(phrase), entry)
                    phrases.setdefault(phrase, entry)
        self._owners = list(phrases.values())
        self._sorted_keys = sorted(self._by_key)
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(
            list(phrases), match_kind=daachorse.MATCH_KIND_LEFTMOST_LONGEST
        )

    def find(self, text: str) -> list[tuple[int, int, Entry]]:
        """Leftmost-longest matches ``(start, end, entry)`` of names and aliases in `text`."""
        owners = self._owners
        return [(start, end, owners[index]) for start, end, index in self._automaton.find(text)]

    def get(self, text: str) -> Entry | None:
        """The entry that `text` names, as a whole, with or without its inner punctuation; None where it names none."""
        return self._by_key.get(key_of(text))

    def get_longer(self, text: str, following: str) -> Entry | None:
        """The entry that `text` names together with the words that follow it; the longest, None where there is none."""
        key = key_of(text)
        at = bisect_right(self._sorted_keys, key)
        if at == len(self._sorted_keys) or not self._sorted_keys[at].startswith(key):
            return None
        for length in range(len(following), 0, -1):
            entry = self._by_key.get(key + following[:length])
            if entry is not None:
                return entry
        return None

    def is_word(self, text: str) -> bool:
        """Whether `text` as a whole is a set phrase that is no programme."""
        return key_of(text) in self._words


@cache
def lexicon() -> Lexicon:
    """The lexicon that comes with the package, loaded once a process."""
    # Thousands of small objects come to stay; collecting garbage among them, with spaCy loaded, takes four times
    # as long as reading them.
    with collector_paused():
        return Lexicon(read_entries(), read_words())


def definition(name: str, sense: str | None = None) -> tuple[tuple[str, ...], str]:
    """What a programme stands for by the lexicon, and where that is laid down.

    Args:
        name: canonical name, as on a mention.
        sense: the sense the mention is bound to, None where it is unresolved.

    Returns:
        ``(items, source)``; both empty where the name is not in the lexicon, or has several senses and none is given.

    """
    entry = lexicon().entries.get(name)
    if entry is None:
        return (), ""
    if not entry.senses:
        return entry.items, entry.source
    for candidate in entry.senses:
        if candidate.id == sense:
            return candidate.items, candidate.source
    return (), ""
