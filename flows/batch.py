"""What a batch did, as data: counted while it runs, shown and judged when it ends."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, Field

if TYPE_CHECKING:
    from flows.writing import WrittenChunk

__all__ = ["Batch", "Left", "Outcome", "Quarantined"]

Outcome = Literal["Completed", "CompletedWithQuarantine", "Failed"]


class Quarantined(BaseModel):
    """A file that went into quarantine."""

    name: str
    code: str
    reason: str


class Left(BaseModel):
    """A file that stays in the inbox, or a folder there that cannot be entered."""

    name: str
    reason: str


class Batch(BaseModel):
    """One run over an inbox."""

    found: int = 0
    #: Files that were in the graph already, as they are: only put away.
    unchanged: int = 0
    extracted: int = 0
    #: Of these, extracted by an earlier run that did not come to write them.
    reused: int = 0
    sources: int = 0
    reports: int = 0
    characters: int = 0
    archived: int = 0
    quarantined: list[Quarantined] = Field(default_factory=list)
    #: Left for the next run because they are still being copied.
    unfinished: list[str] = Field(default_factory=list)
    #: Left because they are no documents.
    passed_over: list[str] = Field(default_factory=list)
    #: Left although they should have been taken.
    stuck: list[Left] = Field(default_factory=list)
    nodes: Counter[str] = Field(default_factory=Counter)
    relationships: Counter[str] = Field(default_factory=Counter)
    new_programs: set[str] = Field(default_factory=set)
    seconds: float = 0.0

    def add(self, written: WrittenChunk) -> None:
        """Count what a chunk put into the graph."""
        summary = written.summary
        self.sources += summary.written.sources
        self.reports += summary.reports
        self.characters += summary.characters
        self.nodes.update(summary.written.nodes)
        self.relationships.update(summary.written.relationships)
        self.new_programs |= written.new_programs

    @property
    def accounted(self) -> int:
        """Files of which it is known where they are."""
        changed = sum(1 for left in self.stuck if left.reason == CHANGED)
        return self.archived + len(self.quarantined) + changed

    @property
    def outcome(self) -> Outcome:
        """How the run ends: never green while something was lost or could not be reached."""
        if self.accounted != self.found or any(left.reason != CHANGED for left in self.stuck):
            return "Failed"
        return "CompletedWithQuarantine" if self.quarantined else "Completed"

    def summary(self) -> str:
        """One line for people."""
        parts = [
            f"{self.reports:,} reports in {self.sources:,} new or changed documents",
            f"{self.unchanged:,} files unchanged",
            f"{len(self.quarantined):,} quarantined",
            f"{self.characters:,} characters in {self.seconds:.1f} s",
        ]
        if self.stuck:
            first = self.stuck[0]
            parts.append(f"{len(self.stuck):,} stay in the inbox ({first.name}: {first.reason}, …)")
        return "; ".join(parts)


#: Why a file that changed while we read it stays: the next run takes the new version.
CHANGED = "it changed while it was read; the next run takes it"
