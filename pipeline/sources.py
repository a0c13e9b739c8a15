"""From what the user names (files, folders, ``-``) to documents: found in a fixed order, read one at a time.

``list_inputs`` looks at names and sizes only; ``read_input`` reads one of them, in this process or in another;
``discover`` does both. Whatever is wrong with an input comes out as an InputError in its place, and stops nothing.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO

from pipeline.errors import (
    DamagedDocumentError,
    DocumentTooLargeError,
    EmptyDocumentError,
    InputError,
    NotFoundError,
    UnreadableError,
)
from pipeline.readers.formats import (
    ZIP,
    Triage,
    format_for,
    format_of_name,
    is_hidden,
    promises_readable,
    triage,
    unsupported,
)
from pipeline.readers.limits import ReadLimits

if TYPE_CHECKING:
    from pipeline.documents import SourceText

__all__ = ["STDIN", "InputRef", "discover", "list_inputs", "read_input"]

#: How the user names standard input, and what it is called then.
STDIN = "-"
_STDIN_NAME = "<stdin>"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class InputRef:
    """A file still to be read, or standard input. Small and picklable: a worker process can read it itself."""

    #: As the user gave it, with posix slashes; what the folder holds comes after the folder's name.
    name: str
    #: Where the file is; "" for standard input.
    path: str
    #: In bytes, when it was listed.
    size: int
    #: Standard input cannot be read by another process, so its bytes come along.
    data: bytes | None = field(default=None, repr=False)


def discover(paths: Sequence[str], limits: ReadLimits | None = None) -> Iterator[SourceText | InputError]:
    """Find and read documents, one in memory at a time.

    Args:
        paths: files, folders (taken with all that is in them, in sorted order), ``-`` for standard input.
        limits: upper bounds; the defaults of `ReadLimits` if not given.

    Yields:
        A SourceText for each document and an InputError for each input that cannot be read.

    """
    for found in list_inputs(paths, limits):
        if isinstance(found, InputError):
            yield found
        else:
            yield from read_input(found, limits)


def list_inputs(paths: Sequence[str], limits: ReadLimits | None = None) -> Iterator[InputRef | InputError]:
    """List the files behind `paths` without reading them, the same every time.

    In a folder, hidden files and those that are clearly no documents are passed over in silence; documents that
    no reader takes (.doc, .wps, .rar, …) are listed, and reading them gives an InputError that says what to do.
    A file that was listed once is not listed again.

    Yields:
        References for `read_input`, and an InputError for each path that leads nowhere and for a folder without
        a document.

    """
    limits = limits or ReadLimits()
    seen: set[str] = set()
    for path in paths:
        for found in _list_path(path, limits):
            if isinstance(found, InputError):
                yield found
            elif found.name not in seen:
                seen.add(found.name)
                yield found


def read_input(ref: InputRef, limits: ReadLimits | None = None) -> Iterator[SourceText | InputError]:
    """Read what `list_inputs` found: one document, or those of an archive one after the other.

    Never raises for a bad input: an InputError comes in its place.
    """
    limits = limits or ReadLimits()
    try:
        if ref.data is not None:
            yield from _read_data(ref.name, ref.data, limits)
        elif format_of_name(ref.name) is ZIP:
            with _opened(ref, limits) as file:
                yield from _read_archive(ref.name, file, limits)
        else:
            with _opened(ref, limits) as file:
                data = _read_whole(file, limits.max_bytes)
            yield from _read_data(ref.name, data, limits)
    except InputError as error:
        yield error
    except OSError as error:
        yield _system_error(ref.name, error)


def _read_data(name: str, data: bytes, limits: ReadLimits) -> Iterator[SourceText | InputError]:
    """One document, or an archive that perhaps only its content shows to be one."""
    kind = format_of_name(name)
    if kind is None and 0 < len(data) <= limits.max_bytes:
        kind = format_for(name, data, limits)
    if kind is ZIP:
        yield from _read_archive(name, BytesIO(data), limits)
    else:
        yield _read_document(name, data, limits)


def _read_archive(name: str, file: BinaryIO, limits: ReadLimits) -> Iterator[SourceText | InputError]:
    from pipeline.readers.archives import walk

    if not file.read(1):
        raise EmptyDocumentError(name, "the file is empty")
    file.seek(0)
    for member in walk(name, file, limits):
        yield member if isinstance(member, InputError) else _read_document(member.name, member.data, limits)


def _read_document(name: str, data: bytes, limits: ReadLimits) -> SourceText | InputError:
    from pipeline.readers import read

    try:
        return read(name, data, limits)
    except InputError as error:
        return error
    except MemoryError:
        return DocumentTooLargeError(name, "takes more memory than there is", "split it")
    except RecursionError:
        return DamagedDocumentError(name, "nested beyond reason", "save its text as .txt")


def _list_path(path: str, limits: ReadLimits) -> Iterator[InputRef | InputError]:
    """What one path of the user's stands for."""
    if path == STDIN:
        yield InputRef(_STDIN_NAME, "", *_standard_input(limits))
        return
    name = _shown(PurePath(path).as_posix())
    try:
        status = Path(path).stat()
    except (OSError, ValueError) as error:
        yield _system_error(name, error)
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _list_folder(path, name)
    else:
        yield _reference(name, path, status)


def _standard_input(limits: ReadLimits) -> tuple[int, bytes]:
    data = sys.stdin.buffer.read(limits.max_bytes + 1)
    return len(data), data


def _list_folder(root: str, name: str) -> Iterator[InputRef | InputError]:
    """The documents in a folder and in the folders inside it, in the order of their names."""
    empty = True
    for found in _FolderWalk().entries(root, name):
        empty = False
        yield found
    if empty:
        yield EmptyDocumentError(
            name, "no document in this folder", "name one that holds .txt, .docx, .pdf …"
        )


@dataclass(frozen=True, slots=True)
class _OpenFolder:
    """A folder that the walk is in: device and inode tell it from all others, whatever links lead to it."""

    name: str
    key: tuple[int, int]
    entries: Iterator[os.DirEntry[str]]


class _FolderWalk:
    """A walk through a folder that enters each real folder once, however many links lead there."""

    def __init__(self) -> None:
        # Not recursion: folders may nest deeper than Python's calls.
        self._open: list[_OpenFolder] = []
        self._visited: set[tuple[int, int]] = set()

    def entries(self, root: str, name: str) -> Iterator[InputRef | InputError]:
        """Files to read, and an error for each document or folder that cannot be reached."""
        yield from self._enter(root, name)
        while self._open:
            entry = next(self._open[-1].entries, None)
            if entry is None:
                self._open.pop()
            else:
                yield from self._look_at(entry, _join(self._open[-1].name, entry.name))

    def _enter(self, path: str, name: str) -> Iterator[InputError]:
        try:
            status = Path(path).stat()
            key = (status.st_dev, status.st_ino)
            if any(folder.key == key for folder in self._open):
                yield UnreadableError(name, "a symbolic link back to a folder around it", "remove the link")
            elif key not in self._visited:
                self._visited.add(key)
                with os.scandir(path) as entries:
                    ordered = sorted(entries, key=lambda entry: entry.name)
                self._open.append(_OpenFolder(name, key, iter(ordered)))
        except OSError as error:
            yield _system_error(name, error)

    def _look_at(self, entry: os.DirEntry[str], name: str) -> Iterator[InputRef | InputError]:
        wanted = triage(entry.name) is not Triage.SKIP
        try:
            if entry.is_dir():
                if not is_hidden(entry.name):
                    yield from self._enter(entry.path, name)
            elif wanted:
                yield _reference(name, entry.path, Path(entry.path).stat())
        except OSError as error:
            if wanted:
                yield _system_error(name, error)


def _reference(name: str, path: str, status: os.stat_result) -> InputRef | InputError:
    if not stat.S_ISREG(status.st_mode):
        return UnreadableError(name, "not a regular file", f"pipe it in and name it {STDIN}")
    return InputRef(name, path, status.st_size)


@contextmanager
def _opened(ref: InputRef, limits: ReadLimits) -> Iterator[BinaryIO]:
    """Open a file that is no larger than the limits allow for its kind."""
    limit = limits.max_archive_bytes if format_of_name(ref.name) is ZIP else limits.max_bytes
    with Path(ref.path).open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size > limit:
            if not promises_readable(ref.name):
                raise unsupported(ref.name)
            raise DocumentTooLargeError(ref.name, f"{size} bytes, more than the limit of {limit}")
        yield file


def _read_whole(file: BinaryIO, limit: int) -> bytes:
    """All of a file, or a little more than `limit` bytes of one that has grown since it was looked at."""
    # Asking for `limit` bytes would reserve as many; some files of the system say that they are empty.
    data = file.read(os.fstat(file.fileno()).st_size + 1)
    while len(data) <= limit and (more := file.read(_CHUNK)):
        data += more
    return data


def _system_error(name: str, error: OSError | ValueError) -> InputError:
    """What the operating system said, as an InputError."""
    if isinstance(error, (FileNotFoundError, NotADirectoryError, ValueError)):
        return NotFoundError(name, "no such file or folder", "check the name, or where a link leads")
    if isinstance(error, PermissionError):
        return UnreadableError(name, "permission denied", "check the rights of the file and its folder")
    if error.errno == errno.ELOOP:
        return UnreadableError(name, "symbolic links that lead in a loop", "remove them")
    return UnreadableError(name, error.strerror or str(error))


def _join(folder: str, name: str) -> str:
    return _shown(name) if folder == "." else f"{folder.rstrip('/')}/{_shown(name)}"


def _shown(name: str) -> str:
    """A file name as text: names of older systems are GB18030, and Python hands them out as surrogates."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        raw = os.fsencode(name)
        try:
            return raw.decode("gb18030")
        except UnicodeDecodeError:
            return raw.decode("utf-8", errors="replace")
    return name
