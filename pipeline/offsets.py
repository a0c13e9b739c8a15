"""The way back from edited text to the text it was made from.

Editing here means deleting characters and exchanging single characters one for one, never inserting. So the
edited text is a sequence of runs, each copied from one stretch of the original; two arrays of run starts and a
binary search say where a character came from.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

__all__ = ["OffsetMap"]


class OffsetMap:
    """Maps offsets of an edited text to offsets of its origin, and back. Offsets are code points."""

    __slots__ = ("_length", "_origin", "_starts")

    def __init__(self, runs: Iterable[tuple[int, int]], length: int) -> None:
        """Build the map.

        Args:
            runs: ``(start in the edited text, start in the origin)`` of each run, in order, strictly increasing.
            length: of the edited text.

        """
        self._starts = array("q")
        self._origin = array("q")
        self._length = length
        shift = None
        for start, origin in runs:
            # A run that goes on where the one before it ended is the same run.
            if origin - start != shift:
                self._starts.append(start)
                self._origin.append(origin)
                shift = origin - start

    @classmethod
    def of_kept(cls, kept: Sequence[tuple[int, int]]) -> OffsetMap:
        """The map of a text made of the kept ``[start, end)`` stretches of its origin, in order."""
        runs = []
        length = 0
        for start, end in kept:
            runs.append((length, start))
            length += end - start
        return cls(runs, length)

    @property
    def length(self) -> int:
        """Length of the edited text."""
        return self._length

    @property
    def is_identity(self) -> bool:
        """Whether nothing was moved: every offset is its own origin."""
        return self.shift == 0

    @property
    def shift(self) -> int | None:
        """By how much every offset differs from its origin, where that is the same for all; None where it is not."""
        if not self._starts:
            return 0
        return self._origin[0] - self._starts[0] if len(self._starts) == 1 else None

    @property
    def runs(self) -> list[tuple[int, int]]:
        """``(start in the edited text, start in the origin)`` of each run."""
        return list(zip(self._starts, self._origin, strict=True))

    def origin(self, offset: int) -> int:
        """Origin of the character at `offset`; IndexError where there is none."""
        if not 0 <= offset < self._length:
            raise IndexError(f"offset {offset} is outside the text of {self._length} characters")
        run = bisect_right(self._starts, offset) - 1
        return self._origin[run] + offset - self._starts[run]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Origin of the non-empty stretch ``[start, end)``: from its first character to just past its last one."""
        if start >= end:
            raise ValueError(f"[{start}, {end}) holds no character, so it comes from nowhere")
        if start < 0 or end > self._length:
            raise IndexError(f"[{start}, {end}) leaves the text of {self._length} characters")
        starts = self._starts
        run = bisect_right(starts, start) - 1
        first = self._origin[run] + start - starts[run]
        if run + 1 == len(starts) or end <= starts[run + 1]:
            return first, first + end - start  # one run holds it all
        return first, self.origin(end - 1) + 1

    def edited(self, origin: int) -> int:
        """Offset of the first character that comes from `origin` or from behind it; the length where none does."""
        run = bisect_right(self._origin, origin) - 1
        if run < 0:
            return 0
        following = self._starts[run + 1] if run + 1 < len(self._starts) else self._length
        return min(self._starts[run] + origin - self._origin[run], following)

    def then(self, inner: OffsetMap) -> OffsetMap:
        """The map to the origin's own origin: `inner` says where the characters of our origin came from."""
        if inner.is_identity:
            return self
        starts, origins = self._starts, self._origin
        inner_starts, inner_origins = inner._starts, inner._origin
        runs: list[tuple[int, int]] = []
        for index, start in enumerate(starts):
            following = starts[index + 1] if index + 1 < len(starts) else self._length
            first, last = origins[index], origins[index] + following - start
            run = bisect_right(inner_starts, first) - 1
            runs.append((start, inner_origins[run] + first - inner_starts[run]))
            for cut in range(run + 1, bisect_left(inner_starts, last)):
                runs.append((start + inner_starts[cut] - first, inner_origins[cut]))
        return OffsetMap(runs, self._length)
