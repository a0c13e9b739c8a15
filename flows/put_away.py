"""Where files go that a run is done with: into the archive, or into the quarantine with the reason beside them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any

from flows.folders import Entry, Folder
from pipeline.errors import InputError

__all__ = ["ERROR_ENDING", "SUPERSEDED", "Problem", "archive_file", "quarantine_file"]

#: Folder inside archive and quarantine for earlier versions of files that came again.
SUPERSEDED = ".superseded"
#: The reason for NAME stands in NAME.error.json.
ERROR_ENDING = ".error.json"

_NEXT_STEP = "correct it and move it back into the inbox; this file can be deleted"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file is in quarantine."""

    source: str
    code: str
    reason: str
    hint: str = ""
    #: Documents of an archive that are to blame, each with its own reason; the others are in the graph.
    members: list[dict[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, name: str, errors: Sequence[InputError]) -> Problem:
        """What is wrong with the file `name`, from the errors of the file itself or of documents in it."""
        own = [error for error in errors if error.source == name]
        inside = [error for error in errors if error.source != name]
        if not inside:
            first = own[0]
            return cls(name, first.code, first.reason, first.hint)
        members = [
            {"source": error.source, "code": error.code, "reason": error.reason, "hint": error.hint}
            for error in inside
        ]
        count = len(inside)
        noun = "document" if count == 1 else "documents"
        reason = own[0].reason if own else f"{count} {noun} in it cannot be used; the others are in the graph"
        hint = (
            own[0].hint
            if own
            else "replace or leave out the documents named here, and bring the archive again"
        )
        return cls(name, own[0].code if own else "members", reason, hint, members)


def archive_file(inbox: Folder, entry: Entry, digest: str, archive: Folder, quarantine: Folder) -> bool:
    """Move a file that the graph has taken over into the archive; False if it has changed since, and stays.

    A version of it that is there already is kept under `SUPERSEDED`. A reason left in the quarantine by an earlier try
    goes, unless the file that it speaks of is still there.
    """
    if not _is_as_before(inbox, entry):
        return False
    _place(inbox, entry, digest, archive)
    if quarantine.entry(entry.path) is None:
        quarantine.remove(entry.path + ERROR_ENDING)
    return True


def quarantine_file(
    inbox: Folder, entry: Entry, digest: str, quarantine: Folder, *, problem: Problem, run: str
) -> bool:
    """Move a file that cannot be used into the quarantine with its reason; False if it has changed, and stays."""
    if not _is_as_before(inbox, entry):
        return False
    _supersede(quarantine, entry.path, digest)
    record: dict[str, Any] = {
        "source": problem.source,
        "code": problem.code,
        "reason": problem.reason,
        "hint": problem.hint,
        "what_to_do": f"{problem.hint}; then " * bool(problem.hint) + _NEXT_STEP,
        "members": problem.members,
        "sha256": digest,
        "size": entry.size,
        "run": run,
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    # The reason first: a file in the quarantine is never without one.
    text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    quarantine.write(entry.path + ERROR_ENDING, text.encode())
    inbox.move(entry.path, quarantine, entry.path)
    return True


def _is_as_before(inbox: Folder, entry: Entry) -> bool:
    now = inbox.entry(entry.path)
    return now is not None and now.stamp == entry.stamp


def _place(inbox: Folder, entry: Entry, digest: str, target: Folder) -> None:
    _supersede(target, entry.path, digest)
    inbox.move(entry.path, target, entry.path)


def _supersede(folder: Folder, path: str, digest: str) -> None:
    """Make room for a file: another version of it moves aside, the very same one may be replaced."""
    if folder.entry(path) is None:
        return
    old = folder.digest(path)
    if old != digest:
        name = PurePosixPath(path)
        folder.move(path, folder, f"{SUPERSEDED}/{name.with_name(f'{name.stem}.{old[:12]}{name.suffix}')}")
