"""Zip files opened and their members read without trusting what they say about themselves."""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Iterator
from io import SEEK_END
from pathlib import PurePosixPath
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from pipeline.errors import (
    DamagedDocumentError,
    DocumentTooLargeError,
    EncryptedDocumentError,
    UnsafeArchiveError,
    UnsupportedFormatError,
)
from pipeline.readers.limits import RATIO_FLOOR, ReadLimits

__all__ = ["check_ratio", "check_target", "is_sane", "member_name", "open_zip", "read_member", "size_of"]

#: End of central directory: signature and twelve bytes on, the size of the directory; then the zip64 record of it.
_END = b"PK\x05\x06"
_END64 = b"PK\x06\x06"
_END_SIZE = 22
_MAX_COMMENT = 0xFFFF
#: Bytes that a directory entry of an honest archive may take on average: 46 and its name.
_ENTRY_BYTES = 1024

_FLAG_ENCRYPTED = 0x1
_FLAG_UTF8 = 0x800
_UNICODE_PATH = 0x7075

#: What zipfile lets escape when the bytes of an archive are not what they should be.
_BROKEN = (
    BadZipFile,
    EOFError,
    OSError,
    ValueError,
    IndexError,
    NotImplementedError,
    RuntimeError,
    struct.error,
    zlib.error,
)


def open_zip(name: str, file: BinaryIO, limits: ReadLimits) -> ZipFile:
    """Open a zip archive whose directory is of a sane size.

    Args:
        name: what to call it in messages.
        file: a seekable binary file; closing it stays with the caller.
        limits: `max_archive_members` is what counts here.

    Raises:
        DamagedDocumentError: not a zip archive, or a truncated one.
        DocumentTooLargeError: too many members.

    """
    too_many = DocumentTooLargeError(name, f"more than {limits.max_archive_members} members", "unpack it")
    try:
        # zipfile builds an object for each entry before anybody can count them.
        if _directory_bytes(file) > limits.max_archive_members * _ENTRY_BYTES:
            raise too_many
        archive = ZipFile(file)
    except _BROKEN as error:
        raise DamagedDocumentError(
            name, "the zip container is truncated or damaged", "get a complete copy of the file"
        ) from error
    if len(archive.infolist()) > limits.max_archive_members:
        archive.close()
        raise too_many
    return archive


def read_member(archive: ZipFile, info: ZipInfo, name: str, limits: ReadLimits) -> bytes:
    """Unpack one member, called `name` in messages.

    Raises:
        DamagedDocumentError: its bytes are broken.
        DocumentTooLargeError: it is larger than `max_bytes`, or packed so tightly that it must be a bomb.
        EncryptedDocumentError: it needs a password.
        UnsupportedFormatError: it is packed with something else than Deflate.

    """
    if info.flag_bits & _FLAG_ENCRYPTED:
        raise EncryptedDocumentError(
            name, "this archive member needs a password", "unpack it with its password"
        )
    if info.file_size > limits.max_bytes:
        raise DocumentTooLargeError(
            name, f"{info.file_size} bytes, more than the limit of {limits.max_bytes}"
        )
    check_ratio(name, info.file_size, info.compress_size, limits)
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        # The decoders of the other methods cannot be told how much to unpack at most.
        raise UnsupportedFormatError(
            name, f"packed with zip method {info.compress_type}", "pack it again with ordinary Deflate"
        )
    try:
        with archive.open(info) as stream:
            # Not read(): that unpacks up to 2 GiB in one go, whatever size the directory claims.
            data = stream.read(info.file_size) + stream.read(1)
    except _BROKEN as error:
        raise DamagedDocumentError(name, f"broken archive member: {error}", "pack it again") from error
    if len(data) != info.file_size:
        raise DamagedDocumentError(
            name, "the archive member is truncated", "get a complete copy of the archive"
        )
    return data


def check_ratio(name: str, unpacked: int, packed: int, limits: ReadLimits) -> None:
    """Raise DocumentTooLargeError where `unpacked` bytes come from suspiciously few `packed` ones."""
    if _is_bomb(unpacked, packed, limits):
        raise DocumentTooLargeError(
            name,
            f"{unpacked} bytes packed into {packed}: more than {limits.max_ratio} to 1, as zip bombs are",
            "unpack it if you trust it",
        )


def is_sane(info: ZipInfo, limits: ReadLimits) -> bool:
    """Whether the size that a member claims for itself is within the limits."""
    return info.file_size <= limits.max_bytes and not _is_bomb(info.file_size, info.compress_size, limits)


def _is_bomb(unpacked: int, packed: int, limits: ReadLimits) -> bool:
    return unpacked > RATIO_FLOOR and unpacked > limits.max_ratio * packed


def check_target(info: ZipInfo, name: str) -> None:
    """Raise UnsafeArchiveError where a member, called `name` in messages, points out of its archive."""
    path = member_name(info)
    if "\0" in info.orig_filename:
        raise UnsafeArchiveError(name, "the member's name holds a null character")
    if path.startswith("/") or path[1:2] == ":" or ".." in PurePosixPath(path).parts:
        raise UnsafeArchiveError(name, "the member's name points out of the archive", "pack it again")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise UnsafeArchiveError(name, "the member is a symbolic link", "pack the file that it points to")


def member_name(info: ZipInfo) -> str:
    """The name of a member with posix slashes, decoded as UTF-8 or GB18030 where the archive does not say how."""
    if info.flag_bits & _FLAG_UTF8:
        name = info.orig_filename
    else:
        raw = info.orig_filename.encode("cp437")  # undoes what zipfile assumes
        name = _unicode_path(info.extra, raw) or _decode_name(raw)
    return name.replace("\\", "/")


def size_of(file: BinaryIO) -> int:
    """Size of an open seekable file, in bytes."""
    return file.seek(0, SEEK_END)


def _decode_name(raw: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            name = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        # Two-byte UTF-8 holds no Chinese, but many a Chinese name in GBK passes for it.
        if encoding == "gb18030" or name.isascii() or max(name) > "\u07ff":
            return name
    return raw.decode("utf-8", errors="replace")


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """The name in Info-ZIP's Unicode path field, where it belongs to this very name."""
    for tag, value in _extra_fields(extra):
        if tag == _UNICODE_PATH and value[:1] == b"\x01" and value[1:5] == struct.pack("<I", zlib.crc32(raw)):
            return value[5:].decode("utf-8", errors="replace")
    return None


def _extra_fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    while len(extra) >= 4:
        tag, size = struct.unpack_from("<HH", extra)
        yield tag, extra[4 : 4 + size]
        extra = extra[4 + size :]


def _directory_bytes(file: BinaryIO) -> int:
    """Size of the central directory as the archive states it; 0 where the archive has no end record."""
    size = size_of(file)
    file.seek(max(0, size - _END_SIZE - _MAX_COMMENT))
    tail = file.read()
    file.seek(0)
    at = tail.rfind(_END)
    if at < 0 or at + _END_SIZE > len(tail):
        return 0
    stated: int = struct.unpack_from("<I", tail, at + 12)[0]
    at64 = tail.rfind(_END64, 0, at)
    if at64 >= 0 and at64 + 48 <= len(tail):
        stated = max(stated if stated != 0xFFFFFFFF else 0, struct.unpack_from("<Q", tail, at64 + 40)[0])
    return min(stated, size)
