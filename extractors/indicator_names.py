"""The canonical form of an indicator: equal in two reports when they count the same thing.

Only what says nothing of the thing counted is dropped (width, quotation marks, time, adverbs, the writer's own
jurisdiction, 各类, a closing 工作), and only synonyms of ``data/indicator_synonyms.tsv`` are merged. What merely
looks alike stays apart.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from extractors.indicator_phrases import tools
from extractors.numerals import fold
from extractors.trie import Endings, trie_regex

__all__ = ["SYNONYMS_PATH", "canonical"]

SYNONYMS_PATH = Path(__file__).with_name("data") / "indicator_synonyms.tsv"

#: What is dropped wherever it stands: marks, and words that say no more than that it is the writer's own.
_MARKS = re.compile(r"[\s“”\"‘’'「」『』《》]")
_OWN = re.compile(r"(?:[全我本该](?:镇|乡|村|县|区|州|街道|社区)|辖区内?)(?![级域委城直内外办])")
_KINDS = re.compile(r"(?<!其余)(?<!其他)(?:各(?:级各)?[类种项]|相关|有关)(?=[\u4e00-\u9fff]{2})")
_WORK = re.compile(r"(?<=[\u4e00-\u9fff]{4})(?<!工作)(?<!社会)(?<!群众)工作$")
_ACTIVITY = re.compile(r"^((?:开展|举办)[\u4e00-\u9fff]{3,})活动$")
_STEPS = 4


@dataclass(frozen=True)
class _Synonyms:
    verb: re.Pattern[str]
    verbs: dict[str, str]
    end: Endings
    ends: dict[str, str]
    phrases: dict[str, str]


@cache
def _synonyms() -> _Synonyms:
    kinds: dict[str, dict[str, str]] = {"verb": {}, "end": {}, "phrase": {}}
    with SYNONYMS_PATH.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        for row in csv.DictReader(lines, delimiter="\t"):
            for written in row["written"].split("|"):
                if kinds[row["kind"]].setdefault(written, row["canonical"]) != row["canonical"]:
                    raise ValueError(f"{SYNONYMS_PATH.name}: {written} has two canonical forms")
    return _Synonyms(
        trie_regex(kinds["verb"]), kinds["verb"], Endings(kinds["end"]), kinds["end"], kinds["phrase"]
    )


@lru_cache(maxsize=65_536)
def canonical(indicator: str) -> str:
    """The form under which an indicator is the same in every report; it is its own canonical form.

    Args:
        indicator: a phrase as `Quantity.indicator` has it.

    """
    name = _MARKS.sub("", fold(indicator))
    for _ in range(_STEPS):
        plainer = _step(name)
        if plainer == name:
            break
        name = plainer
    return name


def _step(name: str) -> str:
    """One round of dropping and replacing; what would become too short to mean anything stays."""
    synonyms = _synonyms()
    if name in synonyms.phrases:
        return synonyms.phrases[name]
    for pattern in (_OWN, _KINDS, _WORK):
        name = _kept(pattern.sub("", name), name)
    name = _kept(tools().strip_lead(name)[0], name)
    verb = synonyms.verb.match(name)
    if verb is not None and verb.end() < len(name):
        name = synonyms.verbs[verb.group()] + name[verb.end() :]
    length = synonyms.end.length(name)
    if length:
        name = name[:-length] + synonyms.ends[name[-length:]]
    return _ACTIVITY.sub(r"\1", name)


def _kept(shorter: str, name: str) -> str:
    return shorter if len(shorter) >= 2 else name
