"""Which kind of document a name promises, and which kind the bytes really are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZipFile

from pipeline.errors import (
    DamagedDocumentError,
    EncryptedDocumentError,
    InputError,
    UnsupportedFormatError,
)
from pipeline.readers.limits import ReadLimits
from pipeline.readers.zipfiles import open_zip

__all__ = [
    "DOCX",
    "HTML",
    "MARKDOWN",
    "PDF",
    "TEXT",
    "ZIP",
    "Format",
    "Triage",
    "format_for",
    "format_of_name",
    "is_hidden",
    "is_word_archive",
    "promises_readable",
    "triage",
    "unsupported",
]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file; `media_type` is empty for those that no reader takes."""

    label: str
    extension: str
    media_type: str = ""


TEXT = Format("plain text", ".txt", "text/plain")
MARKDOWN = Format("Markdown", ".md", "text/markdown")
HTML = Format("an HTML page", ".html", "text/html")
PDF = Format("a PDF", ".pdf", "application/pdf")
DOCX = Format(
    "a Word document", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
)
ZIP = Format("a zip archive", ".zip", "application/zip")

_BY_EXTENSION = {
    ".txt": TEXT,
    ".text": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".docx": DOCX,
    ".pdf": PDF,
    ".zip": ZIP,
}

_READABLE = "shutu reads .txt, .md, .html, .docx, .pdf and .zip of these"
_SAVE_AS_DOCX = "open it in Word, WPS or LibreOffice and save it as .docx"
_UNPACK = "unpack it, or pack it as .zip"

#: Documents that a user may well expect to be read, with what to do instead. Other extensions in a folder
#: (programs, data, images, annotations) are passed over in silence; these are not.
_UNREAD_DOCUMENTS = (
    dict.fromkeys((".doc", ".dot", ".docm", ".dotx", ".wps", ".wpt", ".rtf", ".odt", ".pages"), _SAVE_AS_DOCX)
    | dict.fromkeys((".mht", ".mhtml"), "open it in a browser and save it as .html")
    | dict.fromkeys((".ofd", ".caj", ".epub", ".djvu"), "print it to .pdf with a text layer")
    | dict.fromkeys(
        (".xls", ".xlsx", ".et", ".ppt", ".pptx", ".dps", ".ods", ".odp"), "save its text as .txt"
    )
    | dict.fromkeys((".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst"), _UNPACK)
)

#: What follows the last dot is an extension only if it looks like one: 2023.12述职报告 has none.
_EXTENSION = re.compile(r"\.[0-9]?[A-Za-z][A-Za-z0-9]{0,9}\Z")

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN_ZIP = Format("a damaged zip archive", ".zip")
_OLE = Format("an OLE file", "")
_OLE_ENCRYPTED = Format("an encrypted Office document", "")
_OLE_WORD = Format("an old Word document", ".doc")
_OFFICE = Format("an Office document other than .docx", "")

_MAGICS = (
    (b"{\\rtf", Format("a rich text document", ".rtf")),
    (b"\x89PNG\r\n", Format("a PNG image", ".png")),
    (b"\xff\xd8\xff", Format("a JPEG image", ".jpg")),
    (b"GIF8", Format("a GIF image", ".gif")),
    (b"II*\0", Format("a TIFF image", ".tif")),
    (b"MM\0*", Format("a TIFF image", ".tif")),
    (b"Rar!\x1a", Format("a RAR archive", ".rar")),
    (b"7z\xbc\xaf\x27\x1c", Format("a 7z archive", ".7z")),
    (b"\x1f\x8b\x08", Format("a gzip archive", ".gz")),
    (b"\xfd7zXZ\0", Format("an xz archive", ".xz")),
    (b"SQLite format 3\0", Format("a SQLite database", ".db")),
    (b"\x7fELF", Format("a program", "")),
)
_PDF_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*%PDF-\d")
#: Readers look for the mark of a PDF this far into the file.
_PDF_HEAD = 1024
#: An HTML page must show its first tag this far into the file.
_HTML_HEAD = 8192
#: A fragment of HTML under its own extension, any tag; in UTF-16 there is a null on either side.
_TAG_HEAD = 65536
_TAG = re.compile(rb"<\0?[a-zA-Z/!]")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_HTML_START = re.compile(rb"<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)


class Triage(Enum):
    """What to do with a file that was found in a folder or an archive rather than named by the user."""

    READ = "read"
    SKIP = "skip"
    REFUSE = "refuse"


def format_of_name(name: str) -> Format | None:
    """The format that the extension of `name` promises; None without one that a reader takes."""
    return _BY_EXTENSION.get(_extension(name))


def promises_readable(name: str) -> bool:
    """Whether `name` has no extension, or one that a reader takes."""
    extension = _extension(name)
    return not extension or extension in _BY_EXTENSION


def is_hidden(name: str) -> bool:
    """Whether a file or folder is not meant for people: hidden, a lock of Word's, an archive's own furniture."""
    return name.startswith((".", "~$")) or name == "__MACOSX"


def triage(name: str) -> Triage:
    """Whether a file met in a folder or an archive is read, passed over in silence, or refused with a message.

    Args:
        name: its name, or its path inside an archive, with posix slashes.

    """
    if any(is_hidden(part) for part in PurePosixPath(name).parts if part not in {".", ".."}):
        return Triage.SKIP
    extension = _extension(name)
    if extension in _BY_EXTENSION:
        return Triage.READ
    return Triage.REFUSE if extension in _UNREAD_DOCUMENTS else Triage.SKIP


def unsupported(name: str) -> UnsupportedFormatError:
    """The error for a file that no reader takes by its extension, with what to do instead."""
    extension = _extension(name)
    hint = _UNREAD_DOCUMENTS.get(extension, _READABLE)
    return UnsupportedFormatError(name, f"no reader takes {extension or 'such'} files", hint)


def format_for(name: str, data: bytes, limits: ReadLimits) -> Format:
    """The format to read `data` as: what its name promises, once its content agrees.

    Args:
        name: the name of the document, for its extension and for messages.
        data: the document, not empty.
        limits: bounds for looking into zip archives.

    Raises:
        DamagedDocumentError: the content is another format than the extension says.
        EncryptedDocumentError: an Office document with a password.
        UnsupportedFormatError: no reader takes this format.

    """
    extension = _extension(name)
    promised = _BY_EXTENSION.get(extension)
    found = _sniff(data, limits)
    if promised is None:
        return _format_by_content(name, extension, found)
    if found is promised or (promised is MARKDOWN and found is TEXT):
        return promised
    if promised is PDF and b"%PDF-" in data[:_PDF_HEAD]:
        return promised
    if promised is HTML and found is TEXT and _TAG.search(data, 0, _TAG_HEAD):
        return promised
    if found is _BROKEN_ZIP and promised in (DOCX, ZIP):
        return promised  # their reader says what is broken
    if promised is DOCX:
        _refuse_ole(name, found, encrypted=(_OLE_ENCRYPTED, _OLE))
    hint = f"rename it to {found.extension}" if found.media_type else f"{_READABLE}"
    if found is TEXT and promised in (PDF, DOCX, ZIP):
        hint = "it may be damaged; if it is plain text, rename it to .txt"
        raise DamagedDocumentError(name, f"wrong extension: this is not {promised.label}", hint)
    raise DamagedDocumentError(name, f"wrong extension: this is {found.label}, not {promised.label}", hint)


def is_word_archive(archive: ZipFile) -> bool:
    """Whether this zip archive is a .docx."""
    names = archive.namelist()
    return "[Content_Types].xml" in names and any(name.startswith("word/") for name in names)


def _extension(name: str) -> str:
    match = _EXTENSION.search(PurePosixPath(name).name)
    return match.group().lower() if match else ""


def _format_by_content(name: str, extension: str, found: Format) -> Format:
    """The format of a document whose name promises none that a reader takes."""
    if extension and found.media_type and found is not TEXT:
        raise DamagedDocumentError(
            name, f"wrong extension: this is {found.label}", f"rename it to {found.extension}"
        )
    _refuse_ole(name, found, encrypted=(_OLE_ENCRYPTED,))
    if extension:
        raise unsupported(name)
    if found is _BROKEN_ZIP:
        return ZIP  # its reader says what is broken
    if not found.media_type:
        hint = _UNREAD_DOCUMENTS.get(found.extension, _READABLE)
        raise UnsupportedFormatError(name, f"this is {found.label}", hint)
    return found


def _refuse_ole(name: str, found: Format, encrypted: tuple[Format, ...]) -> None:
    if found in encrypted:
        raise EncryptedDocumentError(
            name, "the document needs a password", "open it in Word or WPS and save it without one"
        )
    if found is _OLE_WORD:
        raise UnsupportedFormatError(name, "this is an old Word document (.doc)", _SAVE_AS_DOCX)


def _sniff(data: bytes, limits: ReadLimits) -> Format:
    """The format that the bytes themselves tell; TEXT where they tell nothing."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(data, limits)
    if data.startswith(_OLE_MAGIC):
        return _sniff_ole(data)
    for magic, format_ in _MAGICS:
        if data.startswith(magic):
            return format_
    if _PDF_START.match(data):
        return PDF
    return HTML if _starts_as_html(data[:_HTML_HEAD]) else TEXT


def _starts_as_html(head: bytes) -> bool:
    """Whether the first tag, after comments and an XML declaration, is that of an HTML page."""
    if head.startswith(_UTF16_MARKS):
        head = head[2:].replace(b"\0", b"")
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for start, end in ((b"<?xml", b"?>"), (b"<!--", b"-->")):
        while head.startswith(start):
            head = head.partition(end)[2].lstrip()
    return _HTML_START.match(head) is not None


def _sniff_zip(data: bytes, limits: ReadLimits) -> Format:
    try:
        with open_zip("", BytesIO(data), limits) as archive:
            names = archive.namelist()
            if is_word_archive(archive):
                return DOCX
    except InputError:
        return _BROKEN_ZIP
    return _OFFICE if "[Content_Types].xml" in names or "mimetype" in names else ZIP


def _sniff_ole(data: bytes) -> Format:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _OLE_ENCRYPTED
    return _OLE_WORD if "WordDocument".encode("utf-16-le") in data else _OLE
