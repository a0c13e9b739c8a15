"""Zip archives taken apart member by member, archives inside archives too, within limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo

from pipeline.errors import (
    DamagedDocumentError,
    DocumentTooLargeError,
    EmptyDocumentError,
    InputError,
    UnsafeArchiveError,
)
from pipeline.readers.formats import ZIP, Triage, format_of_name, is_word_archive, triage, unsupported
from pipeline.readers.limits import ReadLimits
from pipeline.readers.zipfiles import (
    check_ratio,
    check_target,
    is_sane,
    member_name,
    open_zip,
    read_member,
    size_of,
)

__all__ = ["Member", "walk"]


@dataclass(frozen=True, slots=True)
class Member:
    """A document in an archive: its name starts with the archive's, `data` is what was packed."""

    name: str
    data: bytes


@dataclass(slots=True)
class _Budget:
    """What may still be read out of one archive and all archives inside it."""

    members: int
    size: int


def walk(name: str, file: BinaryIO, limits: ReadLimits) -> Iterator[Member | InputError]:
    """Yield the documents of a zip archive in the order in which they were packed, one in memory at a time.

    Args:
        name: what the archive is called; members are called ``name/member``.
        file: the archive, seekable; closing it stays with the caller.
        limits: what is too large, too many, too deep or packed too tightly.

    Yields:
        Members, and an InputError for each that cannot be read, or for the archive as a whole.

    """
    yield from _walk(
        name, file, limits, _Budget(limits.max_archive_members, limits.max_archive_bytes), depth=0
    )


def _walk(
    name: str, file: BinaryIO, limits: ReadLimits, budget: _Budget, depth: int
) -> Iterator[Member | InputError]:
    try:
        archive = open_zip(name, file, limits)
    except InputError as error:
        yield error
        return
    with archive:
        try:
            chosen = _choose(name, archive, size_of(file), limits, budget)
        except InputError as error:
            yield error
            return
        seen: set[str] = set()
        for info in chosen:
            try:
                member = _take(name, archive, info, limits, seen)
            except InputError as error:
                yield error
                continue
            if format_of_name(member.name) is not ZIP:
                yield member
            elif depth < limits.max_depth:
                yield from _walk(member.name, BytesIO(member.data), limits, budget, depth + 1)
            else:
                reason = f"archives inside archives, more than {limits.max_depth} deep"
                yield DocumentTooLargeError(member.name, reason, "unpack the outer ones")
    if not chosen:
        yield EmptyDocumentError(name, "no document in the archive")


def _choose(name: str, archive: ZipFile, packed: int, limits: ReadLimits, budget: _Budget) -> list[ZipInfo]:
    """The members to read or to complain about; takes what they need from the budget."""
    if is_word_archive(archive):
        raise DamagedDocumentError(name, "wrong extension: this is a Word document", "rename it to .docx")
    chosen = [
        info
        for info in archive.infolist()
        if not info.is_dir() and triage(member_name(info)) is not Triage.SKIP
    ]
    # What is too large by itself is refused by itself and costs nothing. What is left can still be a bomb: members
    # that share their bytes.
    total = sum(info.file_size for info in chosen if is_sane(info, limits))
    budget.members -= len(chosen)
    budget.size -= total
    if budget.members < 0:
        raise DocumentTooLargeError(name, f"more than {limits.max_archive_members} members", "unpack it")
    if budget.size < 0:
        reason = f"unpacks to more than the limit of {limits.max_archive_bytes} bytes"
        raise DocumentTooLargeError(name, reason, "unpack it, or split it")
    check_ratio(name, total, packed, limits)
    return chosen


def _take(name: str, archive: ZipFile, info: ZipInfo, limits: ReadLimits, seen: set[str]) -> Member:
    """Read one member, after all that speaks against it."""
    path = member_name(info)
    full = f"{name}/{path}"
    check_target(info, full)
    if triage(path) is Triage.REFUSE:
        raise unsupported(full)
    if path in seen:
        raise UnsafeArchiveError(full, "the archive holds this name twice", "pack it again")
    seen.add(path)
    return Member(full, read_member(archive, info, full, limits))
