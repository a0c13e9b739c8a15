"""Which reports speak of the same place, where their names are masked or absent: by what they share, and how sure.

A figure with many significant digits is no accident when it stands in two reports: 3647.94亩 is, 10次 is not. The
measure is fixed (digits of the figure itself, never how often it occurs elsewhere), so that the answer for two reports
depends on these two alone, but for one thing: a figure in very many reports is a quotation, and counts for nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from extractors.names import load_names
from graph.findings.figures import Figure, subject_key
from graph.findings.homes import masked_township, township_in_title
from graph.findings.keys import Place
from graph.findings.segments import label, share_words
from graph.findings.words import has_word, word_class
from graph.identity import digest
from pipeline.models import PlaceMention

if TYPE_CHECKING:
    from pipeline.models import Extraction

__all__ = [
    "MOST_REPORTS",
    "Ground",
    "Keyed",
    "Link",
    "Trace",
    "figure_key",
    "ground_of",
    "keyed",
    "link",
    "links_between",
]

#: A figure that more reports share than this is quoted from somewhere: no sign of a common place.
MOST_REPORTS = 20
#: Significant digits from which a figure is rare whatever it counts; with one fewer it is where it counts the same thing.
RARE = 4
#: Weight of what is shared (in digits) that makes two reports speak of one place.
ENOUGH = 6.0
SURE = 0.97
_SAME_TOWNSHIP = 3.0
_SAME_COMPILATION = 3.0
_MOST_FROM_NAMES = 3.0
#: Characters of a name that not everybody has: of 王强 there are too many.
_FULL_NAME = 3
_MOST_DIGITS = 8
_DIMENSIONS = frozenset({"count", "money", "area", "mass", "length", "volume"})
_VILLAGE = re.compile(r"(?<!乡)村(?!镇|振兴|级)|社区|居委会")
_TOWNSHIP = re.compile(r"[乡镇]|街道|人大主席|武装部")
_COUNTY = re.compile(r"(?:^|[^\u4e00-\u9fff])(?:省|市|州|县|区)(?:委|政府|人大|政协|局)|[省市州]长|县长|区长")


@dataclass(frozen=True, slots=True)
class Ground:
    """What a report says of where it is: its level, and names that are not masked."""

    level: str
    townships: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    #: Key of the one village that the title names, of a report at that level.
    village: str | None = None


class Keyed(NamedTuple):
    """A rare figure of a report."""

    key: str
    text: str
    indicator: str
    digits: int


@dataclass(frozen=True, slots=True)
class Trace:
    """All by which one report can be recognised as speaking of the same place as another."""

    report: str
    title: str
    year: int | None
    ground: Ground
    jurisdiction: str | None
    keyed: Mapping[str, Keyed]
    #: Name of the source: reports of one compilation are mostly of one place.
    source: str = ""

    @property
    def place(self) -> Place:
        """Where the report speaks of, as far as figures are compared by it."""
        ground = self.ground
        return Place(
            self.report,
            self.title,
            self.year,
            ground.level,
            self.jurisdiction,
            ground.townships,
            ground.village,
        )


@dataclass(frozen=True, slots=True)
class Link:
    """Two reports that speak of the same place, `first` < `second`; `reason` is Chinese."""

    first: str
    second: str
    confidence: float
    reason: str


def figure_key(figure: Figure) -> str | None:
    """What a rare figure is looked up by: equal for equal figures in whatever unit; None for a common one."""
    if not figure.plain or figure.status == "plan" or figure.dimension not in _DIMENSIONS:
        return None
    count = figure.digits
    if count < RARE - 1 or has_word("wider_scope", figure.sentence):
        return None
    number = f"{figure.number.numerator}/{figure.number.denominator}"
    if count >= RARE:
        return digest("figure", figure.dimension, figure.base_unit, number)
    specific = len(figure.indicator) >= RARE and figure.indicator not in word_class("generic")
    own = figure.unit in word_class("activity_units") or has_word("own_activity", figure.indicator)
    if count == RARE - 1 and specific and not own:
        return digest("figure", figure.dimension, figure.base_unit, number, figure.indicator)
    return None


def keyed(figures: Iterable[Figure]) -> dict[str, Keyed]:
    """The rare figures of a report by their keys."""
    found: dict[str, Keyed] = {}
    for figure in figures:
        key = figure_key(figure)
        if key is not None:
            found.setdefault(key, Keyed(key, label(figure), figure.indicator, figure.digits))
    return found


def ground_of(extraction: Extraction) -> Ground:
    """Where a report is, as far as it says so itself."""
    report = extraction.report
    said = f"{report.title} {report.author.role or ''}"
    if _VILLAGE.search(said):
        level = "village"
    elif _COUNTY.search(said):
        level = "county"
    else:
        level = "township" if _TOWNSHIP.search(said) else "other"
    places = [
        m for m in extraction.mentions if isinstance(m, PlaceMention) and not m.masked and len(m.name) > 2
    ]
    covered = {
        extraction.mentions[relation.tail].text
        for relation in extraction.relations
        if relation.type == "COVERS" and relation.tail >= 0
    }
    townships = {p.name for p in places if p.type == "place" and p.level == "township"}
    said_so = {name for name in townships if name in covered or name in report.title}
    if not said_so and (in_title := township_in_title(report.title)):
        # 石鼓乡党委书记: what was read as an organisation says where it is all the same.
        said_so = {in_title}
    named = {p.name for p in places if p.type == "place" and p.level in {"village", "community", "township"}}
    village = _titled_village(extraction, places) if level == "village" else None
    return Ground(level, frozenset(said_so), frozenset(named | _people(extraction)), village)


def _titled_village(extraction: Extraction, places: Iterable[PlaceMention]) -> str | None:
    """Key of the one village or community that a title names."""
    report = extraction.report
    titled = {
        subject_key(report.id, place.name, place.code, masked=False)
        for place in places
        if place.level in {"village", "community"} and place.name in report.title
    }
    return titled.pop() if len(titled) == 1 else None


def _people(extraction: Extraction) -> set[str]:
    """Whoever is named in full, but for those whom reports all over the country name."""
    return {
        mention.name
        for mention in extraction.mentions
        if mention.type == "person" and not mention.masked and len(mention.name) >= _FULL_NAME
    }.difference(load_names().leaders)


def link(a: Trace, b: Trace, quoted: Collection[str] = ()) -> Link | None:
    """The link between two reports, or None where they share too little or name different places.

    Args:
        a: one report.
        b: another.
        quoted: keys of figures that too many reports share.

    """
    if a.jurisdiction and b.jurisdiction:
        if a.jurisdiction != b.jurisdiction:
            return None
        return _link(a, b, SURE, f"两份报告同属{a.jurisdiction}")
    mine, theirs = a.ground.townships, b.ground.townships
    if mine and theirs and not mine & theirs:
        return None
    shared = [(a.keyed[key], b.keyed[key]) for key in a.keyed.keys() & b.keyed.keys() if key not in quoted]
    weights = sorted(
        ((_weight(one, other), min(one.text, other.text)) for one, other in shared),
        key=lambda w: (-w[0], w[1]),
    )
    weight = sum(each for each, _ in weights)
    if not weight:
        return None
    towns = sorted(mine & theirs)
    names = sorted((a.ground.names & b.ground.names) - set(towns))
    weight += (_SAME_TOWNSHIP if towns else 0.0) + min(float(len(names)), _MOST_FROM_NAMES)
    masked = not (mine or theirs) and masked_township(a.title)
    if a.source and a.source == b.source and (towns or (masked and masked == masked_township(b.title))):
        weight += _SAME_COMPILATION
    if weight < ENOUGH:
        return None
    reasons = "、".join(text for _, text in weights[:3]) + ("等" if len(weights) > 3 else "")
    reason = f"都有{reasons}"
    if towns or names:
        reason += f"，都提到{'、'.join([*towns, *names][:3])}"
    return _link(a, b, round(min(1 - 10 ** (-weight / 4), 0.99), 3), reason)


def _link(a: Trace, b: Trace, confidence: float, reason: str) -> Link:
    first, second = sorted((a.report, b.report))
    return Link(first, second, confidence, reason)


def _weight(one: Keyed, other: Keyed) -> float:
    """How much a shared figure says, in digits: less where the two do not seem to count the same thing."""
    count = min(one.digits, other.digits, _MOST_DIGITS)
    if count < RARE:
        return 2.0
    related = one.indicator == other.indicator or share_words(one.indicator, other.indicator)
    return float(count if related else count - 2)


def links_between(traces: Iterable[Trace]) -> Iterator[Link]:
    """All links by shared figures among these reports, which are all that there are."""
    by_id = {trace.report: trace for trace in traces}
    holders: dict[str, list[str]] = defaultdict(list)
    for identity in sorted(by_id):
        for key in by_id[identity].keyed:
            holders[key].append(identity)
    quoted = {key for key, reports in holders.items() if len(reports) > MOST_REPORTS}
    pairs = {
        pair for key, reports in holders.items() if key not in quoted for pair in combinations(reports, 2)
    }
    for first, second in sorted(pairs):
        found = link(by_id[first], by_id[second], quoted)
        if found:
            yield found
