"""Folders that flows take files from and put them into: of this machine, or behind any fsspec address.

Every change is whole or not at all: a file appears under its name complete, and a move never leaves it nowhere.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from pipeline.errors import FlowError, InputError, UnreadableError
from pipeline.readers.formats import is_hidden

if TYPE_CHECKING:
    from fsspec.spec import AbstractFileSystem  # type: ignore[import-untyped]

__all__ = ["SCRATCH", "Entry", "Folder", "shown"]

#: Files that are being written bear names like this; hidden, so that nobody takes them for documents.
SCRATCH = ".shutu-incoming-"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a folder, as it was when looked at."""

    #: Relative to the folder, with posix slashes, as the file system has it.
    path: str
    #: In bytes.
    size: int
    #: Differs whenever the file has changed: times of its inode, or what the remote system offers.
    stamp: str
    #: When it last changed, in seconds of the epoch; 0 where the system does not say.
    changed: float = 0.0

    @property
    def name(self) -> str:
        """The path as text: what the source is called in the graph."""
        return shown(self.path)


def shown(path: str) -> str:
    """A path as text: names of older systems are GB18030, and Python hands them out as surrogates."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        raw = os.fsencode(path)
        try:
            return raw.decode("gb18030")
        except UnicodeDecodeError:
            return raw.decode("utf-8", errors="replace")
    return path


class Folder:
    """A folder at a path or address. Picklable: workers on other machines open it anew.

    Raises:
        FlowError: nothing installed here speaks the address's protocol.

    """

    def __init__(self, address: str) -> None:
        self.address = address

    def __reduce__(self) -> tuple[type[Folder], tuple[str]]:
        """By address: connections do not travel."""
        return type(self), (self.address,)

    def __repr__(self) -> str:
        return f"Folder({self.address!r})"

    @cached_property
    def _opened(self) -> tuple[AbstractFileSystem, str]:
        from fsspec.core import url_to_fs  # type: ignore[import-untyped]

        try:
            system, root = url_to_fs(self.address)
        except (ImportError, ValueError) as error:
            raise FlowError(f"folder {self.address}: {error}") from error
        return system, str(root).rstrip("/")

    @cached_property
    def local(self) -> Path | None:
        """Where it is on this machine; None for a remote one."""
        if "://" not in self.address:
            return Path(self.address).absolute()
        system, root = self._opened
        protocols = (system.protocol,) if isinstance(system.protocol, str) else system.protocol
        return Path(root).absolute() if "file" in protocols else None

    @property
    def _system(self) -> AbstractFileSystem:
        return self._opened[0]

    def place(self, path: str) -> str:
        """Full path or address of a file, as its file system wants it."""
        if self.local is not None:
            return str(self.local / path)
        return f"{self._opened[1]}/{path}"

    def make(self) -> None:
        """Make the folder where it is not there."""
        if self.local is not None:
            self.local.mkdir(parents=True, exist_ok=True)
        else:
            self._system.makedirs(self._opened[1], exist_ok=True)

    # Looking

    def files(self) -> Iterator[Entry | InputError]:
        """All files but hidden ones, in the order of their paths; an error for each folder that cannot be entered."""
        if self.local is not None:
            yield from _walk(self.local)
        else:
            yield from self._remote_files()

    def entry(self, path: str) -> Entry | None:
        """The file as it is now; None where there is none."""
        if self.local is not None:
            try:
                return _local_entry(path, (self.local / path).lstat())
            except (FileNotFoundError, NotADirectoryError):
                return None
        self._system.invalidate_cache()
        try:
            info = self._system.info(self.place(path))
        except FileNotFoundError:
            return None
        return self._remote_entry(path, info) if info.get("type") == "file" else None

    def _remote_files(self) -> Iterator[Entry]:
        self._system.invalidate_cache()
        root = self._opened[1]
        try:
            found = self._system.find(root, detail=True)
        except FileNotFoundError:
            return
        for place in sorted(found):
            path = place.removeprefix(root).lstrip("/")
            if not any(is_hidden(part) for part in PurePosixPath(path).parts):
                yield self._remote_entry(path, found[place])

    def _remote_entry(self, path: str, info: dict[str, Any]) -> Entry:
        known = {
            name: _moment(info[name])
            for name in (
                "ETag",
                "etag",
                "md5",
                "mtime",
                "modified",
                "LastModified",
                "last_modified",
                "created",
            )
            if info.get(name) is not None
        }
        size = int(info.get("size") or 0)
        return Entry(path, size, json.dumps([size, known], sort_keys=True))

    # Contents

    def read(self, path: str) -> bytes:
        """All of a file."""
        if self.local is not None:
            return (self.local / path).read_bytes()
        return bytes(self._system.cat_file(self.place(path)))

    def digest(self, path: str) -> str:
        """SHA-256 of a file, in hexadecimal."""
        if self.local is not None:
            with (self.local / path).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        digest = hashlib.sha256()
        with self._system.open(self.place(path), "rb") as file:
            while part := file.read(1 << 20):
                digest.update(part)
        return digest.hexdigest()

    def write(self, path: str, data: bytes) -> None:
        """Make a file, or replace it."""
        scratch = self._scratch(path)
        if self.local is not None:
            target = self.local / path
            target.parent.mkdir(parents=True, exist_ok=True)
            (self.local / scratch).write_bytes(data)
            (self.local / scratch).replace(target)
            return
        self._system.makedirs(str(PurePosixPath(self.place(path)).parent), exist_ok=True)
        self._system.pipe_file(self.place(scratch), data)
        self._system.mv(self.place(scratch), self.place(path))

    def remove(self, path: str) -> None:
        """Delete a file; one that is not there stays away."""
        with contextlib.suppress(FileNotFoundError):
            if self.local is not None:
                (self.local / path).unlink()
            else:
                self._system.rm_file(self.place(path))

    def move(self, path: str, target: Folder, target_path: str) -> None:
        """Move a file into `target`, replacing one of that name. Killed in between, it is in both places."""
        if self.local is not None and target.local is not None:
            self._move_locally(self.local / path, target.local / target_path)
        elif self.local is None and target.local is None and self._system == target._system:
            to = target.place(target_path)
            self._system.makedirs(str(PurePosixPath(to).parent), exist_ok=True)
            self._system.mv(self.place(path), to)
        else:
            self._carry(path, target, target_path)
            self.remove(path)

    @staticmethod
    def _move_locally(source: Path, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            source.replace(target)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            # Another disk: copy, see it safe, and only then let go of the original.
            scratch = target.with_name(SCRATCH + secrets.token_hex(4))
            with source.open("rb") as old, scratch.open("wb") as new:
                shutil.copyfileobj(old, new, 1 << 20)
                new.flush()
                os.fsync(new.fileno())
            shutil.copystat(source, scratch)
            scratch.replace(target)
            source.unlink()

    def _carry(self, path: str, target: Folder, target_path: str) -> None:
        """Copy a file from one file system to another."""
        scratch = target._scratch(target_path)
        if target.local is not None:
            (target.local / target_path).parent.mkdir(parents=True, exist_ok=True)
        else:
            target._system.makedirs(str(PurePosixPath(target.place(target_path)).parent), exist_ok=True)
        with self._stream(path, "rb") as old, target._stream(scratch, "wb") as new:
            shutil.copyfileobj(old, new, 1 << 20)
        target.move(scratch, target, target_path)

    def _stream(self, path: str, mode: str) -> Any:
        if self.local is not None:
            return (self.local / path).open(mode)
        return self._system.open(self.place(path), mode)

    @staticmethod
    def _scratch(path: str) -> str:
        return str(PurePosixPath(path).with_name(SCRATCH + secrets.token_hex(4)))


def _moment(value: Any) -> str:
    """A time as text, however a file system puts it: some give a date in one answer and seconds in another."""
    if isinstance(value, datetime):
        return str(value.timestamp())
    return str(float(value)) if isinstance(value, int | float) else str(value)


def _walk(root: Path) -> Iterator[Entry | InputError]:
    """Files below `root`, folders in the order of their names; links are not followed."""
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        try:
            with os.scandir(root / prefix) as entries:
                ordered = sorted(entries, key=lambda entry: entry.name)
        except FileNotFoundError:
            continue
        except OSError as error:
            yield UnreadableError(
                shown(prefix) or str(root), error.strerror or str(error), "check its rights"
            )
            continue
        folders = []
        for entry in ordered:
            if is_hidden(entry.name):
                continue
            path = f"{prefix}{entry.name}"
            try:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{path}/")
                    continue
                status = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
            if stat.S_ISREG(status.st_mode):
                yield _local_entry(path, status)
            else:
                yield UnreadableError(shown(path), "not a regular file", "put the file itself into the inbox")
        waiting.extend(reversed(folders))


def _local_entry(path: str, status: os.stat_result) -> Entry:
    changed = max(status.st_mtime_ns, status.st_ctime_ns)
    stamp = f"{status.st_ino}:{status.st_size}:{status.st_mtime_ns}:{changed}"
    return Entry(path, status.st_size, stamp, changed / 1e9)
