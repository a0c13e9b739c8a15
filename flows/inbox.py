"""What lies in the inbox: files to take, files still being copied, and files that are no documents."""

from __future__ import annotations

import errno
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from flows.folders import Entry, Folder
from pipeline.errors import InputError
from pipeline.readers.formats import Triage, triage

__all__ = ["Stock", "take_stock"]

#: What programs call a file that they are still fetching, copying or have open.
_UNFINISHED_ENDINGS = (
    ".part", ".partial", ".crdownload", ".download", ".opdownload", ".filepart", ".tmp", ".temp", ".aria2",
    ".swp", ".lock", ".!ut", ".td", ".xltd",
)  # fmt: skip
_UNFINISHED_STARTS = ("~$", "~WRL", ".~")
#: A file that has not changed for so long, in seconds, need not be looked at twice.
_LONG_AGO = 60.0


@dataclass(slots=True)
class Stock:
    """What was found in an inbox."""

    #: Whole documents, to be taken now.
    ready: list[Entry] = field(default_factory=list)
    #: Still being copied: for the next run.
    unfinished: list[str] = field(default_factory=list)
    #: No documents: pictures, programs, data.
    passed_over: list[str] = field(default_factory=list)
    #: Folders and links that nobody can take files from.
    unreachable: list[InputError] = field(default_factory=list)


def take_stock(inbox: Folder, settle_seconds: float, *, sleep: Callable[[float], None] = time.sleep) -> Stock:
    """Look into the inbox, twice where something is new there.

    A file is ready when it did not change in `settle_seconds`, bears no name of an unfinished one, and, where the
    system can tell, nobody has it open for writing.
    """
    stock = Stock()
    first: list[Entry] = []
    for found in inbox.files():
        if isinstance(found, InputError):
            stock.unreachable.append(found)
        elif is_unfinished(found.path):
            stock.unfinished.append(found.name)
        elif triage(PurePosixPath(found.path).name) is Triage.SKIP:
            stock.passed_over.append(found.name)
        else:
            first.append(found)
    now = time.time()
    young = [entry for entry in first if not 0 < entry.changed < now - _LONG_AGO]
    if young and settle_seconds:
        sleep(settle_seconds)
    for entry in first:
        again = inbox.entry(entry.path) if entry in young else entry
        if again is None:
            continue  # taken away again
        if again.stamp != entry.stamp or _is_open_for_writing(inbox, entry.path):
            stock.unfinished.append(entry.name)
        else:
            stock.ready.append(entry)
    stock.unfinished.sort()
    return stock


def is_unfinished(path: str) -> bool:
    """Whether a file's name says that a program is not done with it."""
    name = PurePosixPath(path).name
    return name.lower().endswith(_UNFINISHED_ENDINGS) or name.startswith(_UNFINISHED_STARTS)


def _is_open_for_writing(inbox: Folder, path: str) -> bool:
    """Whether some process has the file open for writing; False where the system does not tell."""
    if inbox.local is None:
        return False
    try:
        import fcntl

        set_lease, set_signal = fcntl.F_SETLEASE, fcntl.F_SETSIG
    except (ImportError, AttributeError):  # not Linux
        return False
    try:
        handle = os.open(Path(inbox.place(path)), os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        # Linux grants a read lease only on a file that nobody writes. Whoever opens it in the moment that we hold
        # the lease makes the system signal us: choose a signal that does nothing.
        fcntl.fcntl(handle, set_signal, signal.SIGURG)
        fcntl.fcntl(handle, set_lease, fcntl.F_RDLCK)
        fcntl.fcntl(handle, set_lease, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN
    finally:
        os.close(handle)
    return False
