"""From a source's text to all that was found in it: clean, split, extract, and map every offset back."""

from __future__ import annotations

import hashlib
from dataclasses import fields
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from extractors.attributes import Organization, Person, Place, Program, Quantity, Role
from extractors.spans import MENTION_GROUPS, register_extensions, sentence_at
from pipeline.cleaning import CleanText, clean
from pipeline.models import (
    AuthorInfo,
    ExtractedSource,
    Extraction,
    Mention,
    OrganizationMention,
    PersonMention,
    PlaceMention,
    ProgramMention,
    QuantityMention,
    RelationInfo,
    ReportInfo,
    RoleMention,
    SectionInfo,
)
from pipeline.structure import split_reports

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

    from pipeline.documents import RawReport, SourceText

__all__ = ["extract_source", "extractor_version"]

_SHAPES: dict[str, type] = {
    "quantity": QuantityMention,
    "program": ProgramMention,
    "person": PersonMention,
    "role": RoleMention,
    "place": PlaceMention,
    "organization": OrganizationMention,
}
_RECORDS = {
    "quantity": Quantity,
    "program": Program,
    "person": Person,
    "role": Role,
    "place": Place,
    "organization": Organization,
}
_FIELDS = {group: tuple(field.name for field in fields(record)) for group, record in _RECORDS.items()}


@cache
def extractor_version() -> str:
    """Version of everything that decides what is extracted: the package and its rules and data files.

    Two runs with the same version find the same in the same text; a source extracted by another version
    is extracted anew.
    """
    from pathlib import Path

    digest = hashlib.sha256()
    here = Path(__file__).parent
    for folder in (here, here.parent / "extractors"):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(folder.parent).as_posix().encode())
                digest.update(path.read_bytes())
    try:
        release = version("shutu")
    except PackageNotFoundError:
        release = "0"
    return f"{release}+{digest.hexdigest()[:12]}"


def extract_source(source: SourceText, nlp: Language | None = None) -> ExtractedSource:
    """Extract every report of a source.

    Args:
        source: what a reader returned.
        nlp: the extraction pipeline; the one of ``extractors.load()`` when None.

    Returns:
        The reports in document order, all offsets in code points of ``source.text``.

    """
    if nlp is None:
        from extractors.language import load

        nlp = load()
    cleaned = clean(source.text, source.info.media_type)
    reports = tuple(
        _extract_report(source, cleaned, raw, ordinal, nlp)
        for ordinal, raw in enumerate(split_reports(cleaned.text))
    )
    return ExtractedSource(
        source=source.info, text=source.text, extractor=extractor_version(), reports=reports
    )


def _extract_report(
    source: SourceText, cleaned: CleanText, raw: RawReport, ordinal: int, nlp: Language
) -> Extraction:
    doc = _prepare_doc(cleaned.text, raw, nlp)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return _Result(source, cleaned, raw, ordinal, doc).build()


def _prepare_doc(text: str, raw: RawReport, nlp: Language) -> Doc:
    """A Doc of one report with what the structure knows: title, sections, sentences, year."""
    register_extensions()
    base = raw.start
    doc = nlp.make_doc(text[raw.start : raw.end])
    doc._.year = raw.year
    _write_marks(doc, raw, base)
    return doc


def _write_marks(doc: Doc, raw: RawReport, base: int) -> None:
    """Title, sections and sentences as span groups, without the white space at their ends."""
    from spacy.tokens import SpanGroup

    title = _inner_span(doc, raw.title_start - base, raw.title_end - base, "title")
    doc.spans["title"] = SpanGroup(doc, name="title", spans=[] if title is None else [title])
    sections, sentences = [], []
    for section in raw.sections:
        span = _inner_span(doc, section.start - base, section.end - base, "section")
        if span is not None:
            span._.section = section.mark
            sections.append(span)
    for start, end in raw.sentences:
        span = _inner_span(doc, start - base, end - base, "sentence")
        if span is not None:
            sentences.append(span)
    doc.spans["sections"] = SpanGroup(doc, name="sections", spans=sections)
    doc.spans["sentences"] = SpanGroup(doc, name="sentences", spans=sentences)


def _inner_span(doc: Doc, start: int, end: int, label: str) -> Span | None:
    """The span of whole tokens inside [start, end): the tokenizer joins runs of white space into one token."""
    if end <= start:
        return None
    return doc.char_span(start, end, label=label, alignment_mode="contract")


class _Result:
    """Carries one report's Doc and the way back to the source while the result is put together."""

    def __init__(
        self, source: SourceText, cleaned: CleanText, raw: RawReport, ordinal: int, doc: Doc
    ) -> None:
        self._source = source
        self._cleaned = cleaned
        self._raw = raw
        self._ordinal = ordinal
        self._doc = doc
        self._sentences = [(s.start_char, s.end_char) for s in doc.spans.get("sentences", ())]

    def build(self) -> Extraction:
        spans = sorted(
            (span for group in MENTION_GROUPS for span in self._doc.spans.get(group, ())),
            key=lambda span: (span.start_char, span.end_char),
        )
        index = {(span.label_, span.start_char, span.end_char): at for at, span in enumerate(spans)}
        return Extraction(
            report=self._report(),
            sections=tuple(self._sections()),
            mentions=tuple(self._mention(span) for span in spans),
            relations=tuple(self._relations(index)),
        )

    def _to_source(self, start: int, end: int) -> tuple[int, int]:
        base = self._raw.start
        return self._cleaned.to_source(start + base, end + base)

    def _report(self) -> ReportInfo:
        start, end = self._report_frame()
        author = self._doc._.author
        return ReportInfo(
            id=self._report_id(start, end),
            source=self._source.info.name,
            title=self._raw.title,
            start=start,
            end=end,
            year=self._raw.year,
            author=AuthorInfo(name=author.name, role=author.role, masked=author.masked)
            if author
            else AuthorInfo(),
            kind=self._raw.kind,
        )

    def _report_frame(self) -> tuple[int, int]:
        """Reports tile the source: the first begins where it begins, the last ends where it ends."""
        if self._raw.end <= self._raw.start:
            return 0, len(self._source.text)
        start, end = self._cleaned.to_source(self._raw.start, self._raw.end)
        if self._raw.start == 0:
            start = 0
        if self._raw.end == len(self._cleaned.text):
            end = len(self._source.text)
        return start, end

    def _report_id(self, start: int, end: int) -> str:
        """Stable: the same text at the same place of the same source has the same id, on every machine."""
        digest = hashlib.sha256()
        for part in (self._source.info.name, str(self._ordinal), self._source.text[start:end]):
            digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
        return "r" + digest.hexdigest()[:20]

    def _sections(self) -> list[SectionInfo]:
        sections = []
        for span in self._doc.spans.get("sections", ()):
            mark = span._.section
            start, end = self._to_source(span.start_char, span.end_char)
            sections.append(
                SectionInfo(heading=mark.heading, kind=mark.kind, level=mark.level, start=start, end=end)
            )
        return sections

    def _mention(self, span: Span) -> Mention:
        group = span.label_
        record = span._.get(group)
        start, end = self._to_source(span.start_char, span.end_char)
        sentence = sentence_at(self._sentences, span.start_char)
        if sentence[0] > span.start_char or sentence[1] < span.end_char:
            sentence = (span.start_char, span.end_char)
        known: dict[str, Any] = {name: getattr(record, name) for name in _FIELDS[group]}
        shape: Mention = _SHAPES[group](
            start=start,
            end=end,
            text=self._source.text[start:end],
            sentence=self._to_source(*sentence),
            **known,
        )
        return shape

    def _relations(self, index: dict[tuple[str, int, int], int]) -> list[RelationInfo]:
        found = []
        for relation in self._doc._.relations or ():
            head, tail = self._end_of(relation.head, index), self._end_of(relation.tail, index)
            if head is None or tail is None:
                continue  # one of its mentions lost to an overlapping one of a preferred kind
            found.append(
                RelationInfo(
                    type=relation.type,
                    head=head,
                    tail=tail,
                    evidence=self._to_source(*relation.evidence),
                    properties=relation.properties,
                )
            )
        return sorted(found, key=lambda r: (r.evidence, r.type, r.head, r.tail))

    @staticmethod
    def _end_of(span: Span | None, index: dict[tuple[str, int, int], int]) -> int | None:
        """-1 for the author, the mention's index otherwise, None for a mention that is no more."""
        return -1 if span is None else index.get((span.label_, span.start_char, span.end_char))
