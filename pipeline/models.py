"""The shapes that leave the pipeline: what ``shutu extract`` prints, and what the graph is written from.

All offsets are Unicode code points of the source text as decoded, before any cleaning:
``text[start:end]`` is the mention as it stands there.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from extractors.attributes import Bound, PlaceLevel, ProgramKind, RelationType, SectionKind, Status

__all__ = [
    "AuthorInfo",
    "ExtractedSource",
    "Extraction",
    "Mention",
    "OrganizationMention",
    "PersonMention",
    "PlaceMention",
    "ProgramMention",
    "QuantityMention",
    "RelationInfo",
    "ReportInfo",
    "RoleMention",
    "SectionInfo",
    "SourceInfo",
]

Number = int | float


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AuthorInfo(_Shape):
    """Who wrote the report; `name` is null for the many known by their post alone, then `masked` is true."""

    name: str | None = None
    role: str | None = None
    masked: bool = True


class ReportInfo(_Shape):
    """One report of a source: `start` and `end` frame it in the source text."""

    id: str
    source: str
    title: str
    start: int
    end: int
    year: int | None = None
    author: AuthorInfo = AuthorInfo()
    kind: str = "述职报告"


class SectionInfo(_Shape):
    """A section with its heading; sections come in document order, and a deeper `level` is inside the one before."""

    heading: str
    kind: SectionKind
    level: int
    start: int
    end: int


class _Mention(_Shape):
    start: int
    end: int
    text: str
    #: Source offsets of the sentence that holds the mention.
    sentence: tuple[int, int]


class QuantityMention(_Mention):
    """A figure with its unit, what it measures, and how far it can be trusted."""

    type: Literal["quantity"] = "quantity"
    value: Number | None
    value_max: Number | None = None
    unit: str
    bound: Bound = "exact"
    masked: bool = False
    indicator: str = ""
    status: Status = "done"
    dimension: str = "count"
    base_value: Number | None = None
    base_value_max: Number | None = None
    base_unit: str = ""
    indicator_name: str = ""
    period: str | None = None


class ProgramMention(_Mention):
    """A named policy, campaign, system or working method."""

    type: Literal["program"] = "program"
    name: str
    kind: ProgramKind
    category: str | None = None
    sense: str | None = None
    items: tuple[str, ...] = ()


class PersonMention(_Mention):
    """A named person, masked names too."""

    type: Literal["person"] = "person"
    name: str
    masked: bool = False


class RoleMention(_Mention):
    """A post that a person holds."""

    type: Literal["role"] = "role"
    name: str
    level: str | None = None
    organ: str | None = None
    post: str | None = None
    deputy: bool = False
    acting: bool = False
    seconded: bool = False


class PlaceMention(_Mention):
    """A place with a proper name or a masked one."""

    type: Literal["place"] = "place"
    name: str
    level: PlaceLevel
    masked: bool = False
    code: str | None = None
    candidates: tuple[str, ...] = ()


class OrganizationMention(_Mention):
    """An organisation with a proper or masked name."""

    type: Literal["organization"] = "organization"
    name: str
    masked: bool = False


Mention = Annotated[
    QuantityMention | ProgramMention | PersonMention | RoleMention | PlaceMention | OrganizationMention,
    Field(discriminator="type"),
]


class RelationInfo(_Shape):
    """A tie between two mentions.

    `head` and `tail` index the report's mentions; -1 is the author, and for AUTHORED, COVERS and IMPLEMENTS
    the report that is theirs. `evidence` frames the words that say so in the source text.
    """

    type: RelationType
    head: int
    tail: int
    evidence: tuple[int, int]
    properties: dict[str, str | float] = Field(default_factory=dict)


class Extraction(_Shape):
    """All that was found in one report: one line of ``shutu extract``."""

    report: ReportInfo
    sections: tuple[SectionInfo, ...] = ()
    mentions: tuple[Mention, ...] = ()
    relations: tuple[RelationInfo, ...] = ()


class SourceInfo(_Shape):
    """One input document: `name` as the user gave it (posix slashes, archive members after the archive's name)."""

    name: str
    sha256: str
    media_type: str
    size: int
    encoding: str | None = None


class ExtractedSource(_Shape):
    """A source with its text and the reports in it: what the graph is written from."""

    source: SourceInfo
    text: str
    extractor: str
    reports: tuple[Extraction, ...] = ()
