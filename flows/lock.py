"""One run at a time: a lock that the operating system holds for a process, and frees however that ends."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.supervisor import lock_file

__all__ = ["exclusive"]


@contextmanager
def exclusive(state: Path, wait: float = 0) -> Iterator[bool]:
    """Hold the lock of a state folder; yields whether we got it within `wait` seconds."""
    state.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + wait
    while (handle := lock_file(state / "lock")) is None and time.monotonic() < deadline:
        time.sleep(1)
    if handle is None:
        yield False
        return
    with handle:
        yield True
