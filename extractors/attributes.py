"""What a mention knows about itself: one small record for each kind of span.

Records are tuples: a report has hundreds, they are quicker made, and a mention takes its values over as they stand.

A component writes its spans into ``doc.spans[GROUP]`` and hangs one of these records on each of them
as ``span._.<kind>``. Everything a later stage needs stands in the record; nobody parses a span's text again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Span

__all__ = [
    "AUTHOR",
    "Author",
    "Bound",
    "Organization",
    "Person",
    "Place",
    "PlaceLevel",
    "Program",
    "ProgramKind",
    "Quantity",
    "Relation",
    "RelationType",
    "Role",
    "SectionKind",
    "SectionMark",
    "Status",
]

Bound = Literal["exact", "ge", "le", "about"]
Status = Literal["done", "plan", "prior"]
ProgramKind = Literal["numeric", "named"]
PlaceLevel = Literal["province", "city", "county", "township", "village", "community", "group", "other"]
SectionKind = Literal["intro", "duty", "problem", "cause", "plan", "other"]
RelationType = Literal[
    "HOLDS", "SERVES_IN", "AUTHORED", "COVERS", "RESPONSIBLE_FOR", "IMPLEMENTS", "ABOUT", "LOCATED_IN"
]


class Quantity(NamedTuple):
    """A figure with its unit. Numbers are plain: 5.27万亩 has value 52700; None when masked."""

    value: int | float | None
    unit: str
    value_max: int | float | None = None
    bound: Bound = "exact"
    masked: bool = False
    status: Status = "done"
    #: What the unit measures: count, area, mass, money, length, ratio, … (see data/units.csv).
    dimension: str = "count"
    #: `value` in the dimension's base unit (m² for area, kg for mass, 元 for money, …); None when unknown.
    base_value: int | float | None = None
    base_value_max: int | float | None = None
    base_unit: str = ""
    #: What is counted or measured, in words of the sentence, action first: 发展党员.
    indicator: str = ""
    #: Canonical form of `indicator`: equal in two reports when they count the same thing.
    indicator_name: str = ""
    #: Period the figure is stated for (2023年, 上半年, 每月, 截至10月底); None where none is stated.
    period: str | None = None


class Program(NamedTuple):
    """A named policy, campaign, system or working method; `name` is canonical."""

    name: str
    kind: ProgramKind
    category: str | None = None
    #: Identifier of the sense the mention is bound to; None while it is unresolved.
    sense: str | None = None
    #: What the shorthand stands for, where this report spells it out.
    items: tuple[str, ...] = ()


class Role(NamedTuple):
    """A post: `name` is the normalised title (镇党委副书记), the rest its parts."""

    name: str
    level: str | None = None
    organ: str | None = None
    post: str | None = None
    deputy: bool = False
    acting: bool = False
    seconded: bool = False


class Person(NamedTuple):
    """A named person; `masked` for 李某某, 王XX."""

    name: str
    masked: bool = False


class Place(NamedTuple):
    """A place with a proper name or a masked one (X村)."""

    name: str
    level: PlaceLevel
    masked: bool = False
    #: Division code where the place is resolved for certain; None otherwise.
    code: str | None = None
    #: Codes it may be, where it is ambiguous.
    candidates: tuple[str, ...] = ()


class Organization(NamedTuple):
    """An organisation with a proper or masked name."""

    name: str
    masked: bool = False


class SectionMark(NamedTuple):
    """What the pipeline knows of a section before extraction: hung on spans of ``doc.spans["sections"]``."""

    heading: str
    kind: SectionKind
    level: int


class Author(NamedTuple):
    """Who wrote the report. `name` is None for the many who are known by their post alone."""

    name: str | None = None
    role: str | None = None
    masked: bool = True


#: Stands for the author, and for the report that is theirs, at either end of a relation.
AUTHOR = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie between two mentions of one doc. `head` or `tail` is AUTHOR (None) for the author or report itself."""

    type: RelationType
    head: Span | None
    tail: Span | None
    #: Character offsets [start, end) in ``doc.text`` of the words that say so.
    evidence: tuple[int, int]
    #: Properties of the tie: mode (分管 …), verb (落实 …), status (done|plan), confidence, reason.
    properties: dict[str, str | float] = field(default_factory=dict)
