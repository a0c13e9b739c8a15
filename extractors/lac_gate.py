"""Which pieces of text are worth LAC's time: where its answer can change that of the components."""

from __future__ import annotations

__all__ = ["needs_lac"]


def needs_lac(piece: str) -> bool:
    """Whether LAC might find a name in `piece` that the rules cannot find or cut by themselves."""
    return bool(piece)
