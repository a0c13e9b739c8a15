"""A finding: what figures say about each other, as it goes into the graph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from graph.findings.figures import Figure, Shorthand
from graph.identity import digest

__all__ = ["VERDICTS", "Finding", "Kind", "Scope", "Verdict", "make_finding"]

Kind = Literal[
    "same-figure",
    "parts-total",
    "product",
    "percentage",
    "growth",
    "share",
    "households",
    "announced",
]
Verdict = Literal["agrees", "conflicts", "holds", "fails"]
Scope = Literal["report", "place"]
#: Worst first.
VERDICTS: tuple[Verdict, ...] = ("fails", "conflicts", "holds", "agrees")


@dataclass(frozen=True, slots=True)
class Finding:
    """What some figures say about each other.

    `explanation` is Chinese, a sum or comparison that can be checked with a pencil; `score` says how sure it is, 0 to 1;
    `hint` what the figure probably should be, where that can be told.
    """

    id: str
    kind: Kind
    verdict: Verdict
    scope: Scope
    explanation: str
    score: float
    quantities: tuple[str, ...]
    hint: str | None = None
    #: The least id of its reports, where it speaks of several.
    first_report: str | None = None
    #: Shorthand that it speaks of.
    shorthands: tuple[Shorthand, ...] = ()

    def properties(self) -> dict[str, Any]:
        """Properties of the node."""
        return {
            "id": self.id,
            "kind": self.kind,
            "verdict": self.verdict,
            "scope": self.scope,
            "explanation": self.explanation,
            "score": self.score,
            "hint": self.hint,
            "first_report": self.first_report,
        }


def make_finding(
    kind: Kind,
    verdict: Verdict,
    figures: Sequence[Figure | Shorthand],
    explanation: str,
    score: float,
    *,
    scope: Scope = "report",
    hint: str | None = None,
) -> Finding:
    """A finding about `figures`; its id is made of its kind and its figures, in whatever order they come."""
    identities = sorted({figure.id for figure in figures})
    shorthands = tuple(figure for figure in figures if isinstance(figure, Shorthand))
    named = {shorthand.id for shorthand in shorthands}
    return Finding(
        id=digest("Finding", kind, *identities),
        kind=kind,
        verdict=verdict,
        scope=scope,
        explanation=explanation,
        score=round(score, 2),
        quantities=tuple(identity for identity in identities if identity not in named),
        hint=hint,
        first_report=min(figure.report for figure in figures) if scope == "place" else None,
        shorthands=shorthands,
    )
