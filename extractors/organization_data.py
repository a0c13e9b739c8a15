"""The word lists of the organisation component (``data/organizations.toml``), read once a process."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import daachorse

__all__ = ["OrganizationData", "organization_data"]

ORGANIZATION_DATA_PATH = Path(__file__).with_name("data") / "organizations.toml"


@dataclass(frozen=True, slots=True)
class OrganizationData:
    """See the comments in ``data/organizations.toml`` for what each list holds."""

    suffixes: tuple[str, ...]
    #: Those of `suffixes` that need a place right before them.
    placed: frozenset[str]
    generic: frozenset[str]
    trades: frozenset[str]
    #: Last words that name nothing with only a place before them.
    bare: frozenset[str]
    #: Last words that name nothing before a count where no place opens the name.
    counted: frozenset[str]
    #: Last words before which the name of a town or village loses its own: 弄畹派出所.
    local: frozenset[str]
    posts: tuple[str, ...]
    #: By which a firm is known that has a brand before it: 恒达 + 物流.
    industries: frozenset[str]
    #: Parts of a body whose name is the body's with this behind it: 中国农业银行青岩县 + 支行.
    branches: frozenset[str]
    #: Behind a known name these make another word of it: 新华社区.
    not_after_known: tuple[str, ...]
    #: Those of the known names that are mentions only with a branch behind them.
    with_branch: frozenset[str]
    #: Names of banners that no list of places has, since they are short for others.
    banners: frozenset[str]
    automaton: daachorse.CharwiseDoubleArrayAhoCorasick
    known: daachorse.CharwiseDoubleArrayAhoCorasick


@cache
def organization_data(path: Path = ORGANIZATION_DATA_PATH) -> OrganizationData:
    """Read the word lists.

    Raises:
        ValueError: when the file is not valid TOML.
        KeyError: when a table is missing.

    """
    with path.open("rb") as file:
        tables = tomllib.load(file)
    with_branch = tables["known"]["with_branch"].split()
    free = frozenset(tables["suffixes"]["free"].split())
    placed = frozenset(tables["suffixes"]["placed"].split()) - free
    suffixes = tuple(sorted(free | placed))
    return OrganizationData(
        suffixes=suffixes,
        placed=placed,
        generic=frozenset(tables["generic"]["words"].split()),
        trades=frozenset(tables["generic"]["trades"].split()),
        bare=frozenset(tables["suffixes"]["bare"].split()),
        counted=frozenset(tables["suffixes"]["counted"].split()),
        local=frozenset(tables["suffixes"]["local"].split()),
        industries=frozenset(tables["industries"]["words"].split()),
        posts=tuple(tables["posts"]["words"].split()),
        branches=frozenset(tables["suffixes"]["branches"].split()),
        not_after_known=tuple(tables["known"]["not_after"].split()),
        with_branch=frozenset(with_branch),
        banners=frozenset(tables["openings"]["banners"].split()),
        automaton=daachorse.CharwiseDoubleArrayAhoCorasick(
            list(suffixes), daachorse.MATCH_KIND_LEFTMOST_LONGEST
        ),
        known=daachorse.CharwiseDoubleArrayAhoCorasick(
            [*tables["known"]["names"].split(), *with_branch], daachorse.MATCH_KIND_LEFTMOST_LONGEST
        ),
    )
