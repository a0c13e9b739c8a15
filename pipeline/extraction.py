"""From a source's text to all that was found in it: clean, split, extract, and map every offset back."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from extractors.attributes import Organization, Person, Place, Program, Quantity, Role
from extractors.collector import collector_paused
from extractors.spans import (
    MENTION_GROUPS,
    char_offsets,
    hang_records,
    hits_inside,
    hits_of,
    register_extensions,
    write_hits,
)
from pipeline.cleaning import CleanText, clean
from pipeline.models import AuthorInfo, ExtractedSource, Extraction, ReportInfo
from pipeline.structure import split_reports

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

    from extractors.spans import Hit
    from pipeline.documents import RawReport, SourceText

__all__ = ["extract_source", "extractor_version"]

#: What a mention of each group is made of: what all have, then what its record holds.
_KEYS = {
    group: ("type", "start", "end", "text", "sentence", *fields)
    for group, fields in {
        "quantity": Quantity._fields,
        "program": Program._fields,
        "person": Person._fields,
        "role": Role._fields,
        "place": Place._fields,
        "organization": Organization._fields,
    }.items()
}


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
    from extractors.language import keep_loaded, load

    if nlp is None:
        nlp = load()
    with collector_paused():
        cleaned = clean(source.text, source.info.media_type)
        reports = tuple(
            _extract_report(source, cleaned, raw, ordinal, nlp)
            for ordinal, raw in enumerate(split_reports(cleaned.text))
        )
    keep_loaded()
    return ExtractedSource(
        source=source.info, text=source.text, extractor=extractor_version(), reports=reports
    )


def _extract_report(
    source: SourceText, cleaned: CleanText, raw: RawReport, ordinal: int, nlp: Language
) -> Extraction:
    doc = _prepare_doc(cleaned.text, raw, nlp)
    for _, component in nlp.pipeline:
        doc = component(doc)
    result = _Result(source, cleaned, raw, ordinal, doc).build()
    doc.user_data.clear()  # its spans hold the Doc, which would wait for the collector
    return result


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
    title = (raw.title_start - base, raw.title_end - base, None)
    sections = hits_inside(
        doc,
        "section",
        [(section.start - base, section.end - base, section.mark) for section in raw.sections],
    )
    sentences = [(start - base, end - base, None) for start, end in raw.sentences]
    hang_records(doc, "section", sections)
    write_hits(doc, "title", hits_inside(doc, "title", [title]))
    write_hits(doc, "sections", sections)  # in document order, the outer ones first
    write_hits(doc, "sentences", hits_inside(doc, "sentence", sentences))


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
        moved = cleaned.offsets.shift
        #: From the Doc to the source, where all of the text is as far off: cleaning takes nothing out of most.
        self._shift = None if moved is None else moved + raw.start
        self._sentences = char_offsets(doc, "sentences")
        self._sentence_starts = [start for start, _ in self._sentences]
        self._origins: dict[tuple[int, int], tuple[int, int]] = {}

    def build(self) -> Extraction:
        hits = sorted(
            [
                (hit.start, hit.end, group, hit)
                for group in MENTION_GROUPS
                for hit in hits_of(self._doc, group)
            ],
            key=itemgetter(0, 1),
        )
        index = {(group, start, end): at for at, (start, end, group, _) in enumerate(hits)}
        # Pydantic makes all shapes of one report in a single call, which is half the work of one call for each.
        return Extraction.model_validate(
            {
                "report": self._report(),
                "sections": self._sections(),
                "mentions": [self._mention(group, hit) for _, _, group, hit in hits],
                "relations": self._relations(index),
            }
        )

    def _to_source(self, start: int, end: int) -> tuple[int, int]:
        if self._shift is not None:
            return start + self._shift, end + self._shift
        base = self._raw.start
        return self._cleaned.offsets.span(start + base, end + base)

    def _sentence_of(self, start: int, end: int) -> tuple[int, int]:
        """Where the sentence of a mention stands in the source; that of the mention itself where it leaves it."""
        at = bisect_right(self._sentence_starts, start) - 1
        sentence = self._sentences[at] if at >= 0 and end <= self._sentences[at][1] else (start, end)
        # Most hold several mentions.
        found = self._origins.get(sentence)
        if found is None:
            found = self._origins[sentence] = self._to_source(*sentence)
        return found

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

    def _sections(self) -> list[dict[str, Any]]:
        sections = []
        for inner_start, inner_end, mark, _ in hits_of(self._doc, "sections"):
            start, end = self._to_source(inner_start, inner_end)
            sections.append(
                {"heading": mark.heading, "kind": mark.kind, "level": mark.level, "start": start, "end": end}
            )
        return sections

    def _mention(self, group: str, hit: Hit) -> dict[str, Any]:
        inner_start, inner_end, record, _ = hit
        start, end = self._to_source(inner_start, inner_end)
        sentence = self._sentence_of(inner_start, inner_end)
        # A record is a tuple of its fields.
        values = (group, start, end, self._source.text[start:end], sentence, *record)
        return dict(zip(_KEYS[group], values, strict=True))

    def _relations(self, index: dict[tuple[str, int, int], int]) -> list[dict[str, Any]]:
        found = []
        for relation in self._doc._.relations or ():
            head, tail = self._end_of(relation.head, index), self._end_of(relation.tail, index)
            if head is None or tail is None:
                continue  # one of its mentions lost to an overlapping one of a preferred kind
            found.append(
                (self._to_source(*relation.evidence), relation.type, head, tail, relation.properties)
            )
        return [
            {"type": kind, "head": head, "tail": tail, "evidence": evidence, "properties": properties}
            for evidence, kind, head, tail, properties in sorted(found, key=itemgetter(0, 1, 2, 3))
        ]

    @staticmethod
    def _end_of(span: Span | None, index: dict[tuple[str, int, int], int]) -> int | None:
        """-1 for the author, the mention's index otherwise, None for a mention that is no more."""
        return -1 if span is None else index.get((span.label_, span.start_char, span.end_char))
