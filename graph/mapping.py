"""From an extraction to rows of the graph: pure, deterministic, without a database.

Offsets are those of the extraction: code points of the source text.
"""

from __future__ import annotations

import hashlib
import logging
import math
from bisect import bisect_right
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from extractors.gazetteer import level_of, name_of, parents
from graph.findings.rows import add_findings
from graph.identity import digest
from graph.model import MODEL
from graph.resolution import jurisdiction, kind_of, resolved_codes, standing_names
from graph.rows import GraphRows
from graph.sections import SectionTree
from pipeline.models import (
    ExtractedSource,
    Extraction,
    OrganizationMention,
    PersonMention,
    PlaceMention,
    ProgramMention,
    QuantityMention,
    RoleMention,
)

if TYPE_CHECKING:
    from pipeline.models import Mention, RelationInfo

__all__ = ["MappedSource", "map_source", "mapped", "mapping_version", "source_id"]

_log = logging.getLogger(__name__)
#: Index that stands for the author, or the report that is theirs, in a relation.
AUTHOR = -1
#: Relations whose -1 is the report, not its author.
_OF_REPORT = {"COVERS", "IMPLEMENTS"}


def source_id(name: str) -> str:
    """Id of the source of this name."""
    return digest("Source", name)


@cache
def mapping_version() -> str:
    """Version of everything that decides what becomes of an extraction: the code of this package.

    A source that another version wrote is written anew, though neither its file nor its extraction has changed.
    """
    state = hashlib.sha256()
    here = Path(__file__).parent
    for path in sorted((*here.glob("*.py"), *here.glob("findings/*.py"), *here.glob("findings/*.toml"))):
        state.update(path.relative_to(here).as_posix().encode() + b"\0" + path.read_bytes())
    return state.hexdigest()[:12]


class MappedSource(NamedTuple):
    """A source ready to be written. It travels from the process that extracted it: plain rows do so cheaply."""

    name: str
    #: Reports in it, and characters of its text.
    reports: int
    characters: int
    rows: GraphRows


def mapped(extracted: ExtractedSource) -> MappedSource:
    """A source with its rows; errors as those of `map_source`."""
    return MappedSource(
        extracted.source.name, len(extracted.reports), len(extracted.text), map_source(extracted)
    )


def map_source(extracted: ExtractedSource) -> GraphRows:
    """All rows of one source.

    Raises:
        pydantic.ValidationError: the extraction holds what the model has no place for.

    """
    rows = GraphRows()
    info = extracted.source
    source = rows.add_node(
        "Source",
        {
            "id": source_id(info.name),
            "name": info.name,
            "sha256": info.sha256,
            "media_type": info.media_type,
            "size": info.size,
            "encoding": info.encoding,
            "extractor": extracted.extractor,
            "mapping": mapping_version(),
            "reports": len(extracted.reports),
        },
    )
    for extraction in extracted.reports:
        report = _ReportMapper(rows, extraction, extracted.text).map()
        rows.add_relationship(("CONTAINS", "Source", "Report"), source, report)
    add_findings(rows, extracted)
    return rows


class _ReportMapper:
    """Adds the rows of one report."""

    def __init__(self, rows: GraphRows, extraction: Extraction, text: str) -> None:
        self._rows = rows
        self._extraction = extraction
        self._text = text
        self._report = extraction.report
        self._id = extraction.report.id
        self._jurisdiction = jurisdiction(extraction)
        self._codes = resolved_codes(extraction.mentions)
        self._names = standing_names(extraction)
        self._sentences = sorted({mention.sentence for mention in extraction.mentions})
        self._sections: SectionTree

    def map(self) -> str:
        """Add everything; returns the report's id."""
        report = self._report
        self._rows.add_node(
            "Report",
            {
                "id": self._id,
                "report": self._id,
                "source": report.source,
                "title": report.title,
                "year": report.year,
                "kind": report.kind,
                "start": report.start,
                "end": report.end,
                "text": self._text[report.start : report.end],
                "jurisdiction": self._jurisdiction,
            },
        )
        self._sections = SectionTree(self._rows, self._extraction)
        entities = [self._mention(at, mention) for at, mention in enumerate(self._extraction.mentions)]
        author = self._author(entities)
        for relation in self._extraction.relations:
            if relation.type != "AUTHORED":
                self._relation(relation, author, entities)
        return self._id

    # Nodes

    def _mention(self, at: int, mention: Mention) -> tuple[str, str]:
        """Add a mention's node and its tie to its section; returns the node's label and id."""
        if isinstance(mention, QuantityMention):
            return self._quantity(mention)
        label, identity = self._entity(at, mention)
        properties: dict[str, Any] = {
            "text": mention.text,
            "start": mention.start,
            "end": mention.end,
            "sentence": self._text[slice(*mention.sentence)],
        }
        if isinstance(mention, ProgramMention) and mention.items:
            properties["items"] = list(mention.items)
        if isinstance(mention, PlaceMention) and mention.candidates:
            properties["candidates"] = list(mention.candidates)
        section = self._sections.at(mention.start)
        self._rows.add_relationship(("MENTIONS", "Section", label), section, identity, properties)
        return label, identity

    def _entity(self, at: int, mention: Mention) -> tuple[str, str]:
        match mention:
            case PersonMention():
                return "Person", self._person(mention.name, mention.masked)
            case RoleMention():
                return "Role", self._shared("Role", mention, _ROLE_PROPERTIES)
            case PlaceMention():
                return "Place", self._place(at, mention)
            case OrganizationMention():
                return "Organization", self._organization(mention)
            case ProgramMention():
                return "Program", self._program(mention)
        raise TypeError(f"no node for a {type(mention).__name__}")

    def _shared(self, label: str, mention: Mention, names: tuple[str, ...]) -> str:
        """A node that is its properties, for all reports."""
        values = [getattr(mention, name) for name in names]
        identity = digest(label, *values)
        return self._rows.add_node(label, {"id": identity, **dict(zip(names, values, strict=True))})

    def _program(self, mention: ProgramMention) -> str:
        """A programme whose sense is known is one for all reports; a shorthand left unresolved is that of its place."""
        values = {name: getattr(mention, name) for name in _PROGRAM_PROPERTIES}
        values["scope"] = None if mention.sense else self._scope(masked=False)
        return self._rows.add_node("Program", {"id": digest("Program", *values.values()), **values})

    def _scope(self, masked: bool) -> str:
        """Within what a name is unique: a masked one within its report, whatever the report is about."""
        return self._id if masked or self._jurisdiction is None else self._jurisdiction

    def _person(self, name: str, masked: bool) -> str:
        scope = self._scope(masked)
        identity = digest("Person", scope, name, masked)
        return self._rows.add_node(
            "Person", {"id": identity, "name": name, "caption": name, "masked": masked, "scope": scope}
        )

    def _author(self, entities: list[tuple[str, str]]) -> str:
        """Add who wrote the report: a person it names, or one known by nothing but this report."""
        author, evidence = None, self._title_frame()
        for relation in self._extraction.relations:
            if relation.type == "AUTHORED":
                label, person = entities[relation.head] if relation.head != AUTHOR else ("", "")
                author = person if label == "Person" else None
                evidence = relation.evidence
                break
        author = author or self._signed_author()
        properties = {"report": self._id, **self._evidence(*evidence)}
        self._rows.add_relationship(("AUTHORED", "Person", "Report"), author, self._id, properties)
        return author

    def _signed_author(self) -> str:
        author = self._report.author
        if author.name:
            return self._person(author.name, author.masked)
        caption = author.role or "（未署名）"
        identity = digest("Person", self._id, None)
        return self._rows.add_node(
            "Person", {"id": identity, "caption": caption, "masked": True, "scope": self._id}
        )

    def _organization(self, mention: OrganizationMention) -> str:
        name = self._names.get((kind_of(mention), mention.name), mention.name)
        scope = self._scope(mention.masked)
        identity = digest("Organization", scope, name, mention.masked)
        return self._rows.add_node(
            "Organization", {"id": identity, "name": name, "masked": mention.masked, "scope": scope}
        )

    def _place(self, at: int, mention: PlaceMention) -> str:
        code = self._codes.get(at)
        known = self._division(code) if code else None
        if known:
            return known
        name = self._names.get((kind_of(mention), mention.name), mention.name)
        scope = self._scope(mention.masked)
        identity = digest("Place", scope, name, mention.level, mention.masked)
        return self._rows.add_node(
            "Place",
            {"id": identity, "name": name, "level": mention.level, "masked": mention.masked, "scope": scope},
        )

    def _division(self, code: str) -> str | None:
        """The place of a division code with all that it lies in, named as the gazetteer does; None if unknown to it."""
        below: str | None = None
        first: str | None = None
        for each in (code, *parents(code)):
            name = name_of(each)
            if name is None:
                if each == code:
                    return None
                continue
            place = self._rows.add_node(
                "Place",
                {
                    "id": digest("Place", each),
                    "name": name,
                    "level": level_of(each, name),
                    "masked": False,
                    "code": each,
                },
            )
            if below is not None:
                self._rows.add_relationship(("LOCATED_IN", "Place", "Place"), below, place)
            first, below = first or place, place
        return first

    def _quantity(self, mention: QuantityMention) -> tuple[str, str]:
        identity = self._rows.add_node(
            "Quantity",
            {
                "id": digest("Quantity", self._id, mention.start, mention.end),
                "report": self._id,
                "start": mention.start,
                "end": mention.end,
                "sentence": self._text[slice(*mention.sentence)],
                "text": mention.text,
                "value": _number(mention.value),
                "value_max": _number(mention.value_max),
                "unit": mention.unit,
                "bound": mention.bound,
                "masked": mention.masked,
                "status": mention.status,
                "dimension": mention.dimension,
                "base_value": _number(mention.base_value),
                "base_value_max": _number(mention.base_value_max),
                "base_unit": mention.base_unit,
                "indicator": mention.indicator or None,
                "period": mention.period,
            },
        )
        self._rows.add_relationship(
            ("STATES", "Section", "Quantity"), self._sections.at(mention.start), identity
        )
        name = mention.indicator_name or mention.indicator
        if name:
            indicator = self._rows.add_node("Indicator", {"id": digest("Indicator", name), "name": name})
            self._rows.add_relationship(("MEASURES", "Quantity", "Indicator"), identity, indicator)
        return "Quantity", identity

    # Relationships

    def _evidence(self, start: int, end: int) -> dict[str, Any]:
        """Where the words stand, and the sentence that they stand in."""
        at = bisect_right(self._sentences, (start, math.inf)) - 1
        frame = self._sentences[at] if at >= 0 else (start, end)
        if frame[0] > start or frame[1] < end:
            frame = (start, end)
        return {"start": start, "end": end, "sentence": self._text[slice(*frame)]}

    def _title_frame(self) -> tuple[int, int]:
        """Where the title stands in the source; the report's first line where it is not written in one piece."""
        report = self._report
        at = self._text.find(report.title, report.start, report.end) if report.title else -1
        if at >= 0:
            return at, at + len(report.title)
        line_end = self._text.find("\n", report.start, report.end)
        return report.start, line_end if line_end > report.start else report.end

    def _relation(self, relation: RelationInfo, author: str, entities: list[tuple[str, str]]) -> None:
        whole = ("Report", self._id) if relation.type in _OF_REPORT else ("Person", author)
        start_label, start = whole if relation.head == AUTHOR else entities[relation.head]
        end_label, end = whole if relation.tail == AUTHOR else entities[relation.tail]
        ends = (relation.type, start_label, end_label)
        kind = MODEL.relationship(relation.type)
        if (start_label, end_label) not in kind.ends:
            _log.warning("%s: no %s from %s to %s in the model: left out", self._report.source, *ends)
            return
        if relation.type == "LOCATED_IN" and self._follows_from_codes(start, end):
            return
        properties: dict[str, Any] = self._evidence(*relation.evidence)
        if kind.find("report"):
            properties["report"] = self._id
        for name, value in relation.properties.items():
            properties[name] = float(value) if isinstance(value, int) else value
        self._rows.add_relationship(ends, start, end, properties)

    def _follows_from_codes(self, start: str, end: str) -> bool:
        """Whether a place lies in another by their division codes, which the graph says already, or is the same."""
        places = self._rows.nodes["Place"]
        lower, upper = places[start].get("code"), places[end].get("code")
        return start == end or bool(lower and upper and lower.startswith(upper))


_ROLE_PROPERTIES = ("name", "level", "organ", "post", "deputy", "acting", "seconded")
_PROGRAM_PROPERTIES = ("name", "kind", "category", "sense")


def _number(value: float | None) -> float | None:
    """A figure as the graph keeps it; None where it is unknown or beyond all measure."""
    if value is None:
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None
