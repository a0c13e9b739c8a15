"""The small value objects that pass between the stages of the pipeline, before extraction."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.attributes import SectionMark
from pipeline.models import SourceInfo

__all__ = ["Heading", "RawReport", "SourceText"]


@dataclass(frozen=True, slots=True)
class SourceText:
    """What a reader returns: the decoded text that all offsets refer to, and where it came from."""

    info: SourceInfo
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A section of a report. Offsets are code points of the cleaned text of the source."""

    mark: SectionMark
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RawReport:
    """One report of a source, found by its structure. Offsets are code points of the cleaned text of the source."""

    title: str
    title_start: int
    title_end: int
    start: int
    end: int
    year: int | None
    kind: str
    sections: tuple[Heading, ...]
    sentences: tuple[tuple[int, int], ...]
