"""One run at a time: a lock that the operating system holds for a process, and frees however that ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.supervisor import lock_file

__all__ = ["exclusive"]


@contextmanager
def exclusive(state: Path) -> Iterator[bool]:
    """Hold the lock of a state folder; yields whether we got it. Never waits."""
    state.mkdir(parents=True, exist_ok=True)
    handle = lock_file(state / "lock")
    if handle is None:
        yield False
        return
    with handle:
        yield True
