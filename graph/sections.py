"""The sections of one report as a tree, and which of them an offset is in."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.identity import digest
from pipeline.models import SectionInfo

if TYPE_CHECKING:
    from graph.rows import GraphRows
    from pipeline.models import Extraction

__all__ = ["SectionTree"]

#: Ordinal of the section that stands for the report as a whole.
WHOLE = -1


@dataclass(frozen=True, slots=True)
class _Section:
    id: str
    start: int
    end: int
    level: int
    parent: _Section | None


class SectionTree:
    """Adds the sections of a report to the rows, and finds the innermost one at an offset.

    Where something stands outside all sections, the report as a whole becomes one too, so that every mention has a
    section to hang on.
    """

    def __init__(self, rows: GraphRows, extraction: Extraction) -> None:
        self._rows = rows
        self._report = extraction.report
        self._sections: list[_Section] = []
        self._whole: str | None = None
        opened: list[_Section] = []
        for ordinal, info in enumerate(sorted(extraction.sections, key=_place)):
            while opened and not (opened[-1].level < info.level and info.start < opened[-1].end):
                opened.pop()
            opened.append(self._add(ordinal, info, opened[-1] if opened else None))
            self._sections.append(opened[-1])
        self._starts = [section.start for section in self._sections]

    def at(self, offset: int) -> str:
        """Id of the innermost section that holds `offset`."""
        last = bisect_right(self._starts, offset) - 1
        section = self._sections[last] if last >= 0 else None
        while section is not None and section.end <= offset:
            section = section.parent
        return section.id if section is not None else self._report_as_section()

    def _add(self, ordinal: int, info: SectionInfo, parent: _Section | None) -> _Section:
        identity = self._node(ordinal, info)
        section = _Section(identity, info.start, info.end, info.level, parent)
        if parent is None:
            self._rows.add_relationship(("HAS_SECTION", "Report", "Section"), self._report.id, section.id)
        else:
            self._rows.add_relationship(("HAS_SECTION", "Section", "Section"), parent.id, section.id)
        return section

    def _report_as_section(self) -> str:
        if self._whole is None:
            report = self._report
            info = SectionInfo(
                heading=report.title, kind="other", level=0, start=report.start, end=report.end
            )
            self._whole = self._node(WHOLE, info)
            self._rows.add_relationship(("HAS_SECTION", "Report", "Section"), report.id, self._whole)
        return self._whole

    def _node(self, ordinal: int, info: SectionInfo) -> str:
        return self._rows.add_node(
            "Section",
            {
                "id": digest("Section", self._report.id, ordinal),
                "report": self._report.id,
                "heading": info.heading,
                "kind": info.kind,
                "depth": info.level,
                "ordinal": ordinal,
                "start": info.start,
                "end": info.end,
            },
        )


def _place(info: SectionInfo) -> tuple[int, int]:
    return info.start, info.level
