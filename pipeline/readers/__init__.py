"""Readers: from the bytes of a document to the text that all offsets refer to.

One module a format; the libraries that a format needs are imported when the first such document comes.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pipeline.errors import DocumentTooLargeError, EmptyDocumentError, UnsupportedFormatError
from pipeline.readers.formats import DOCX, HTML, MARKDOWN, PDF, TEXT, Format, format_for
from pipeline.readers.limits import ReadLimits

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.documents import SourceText

__all__ = ["ReadLimits", "read"]

#: What a reader returns: the text, and the codec where the document is text itself.
Decoded = tuple[str, str | None]


def read(name: str, data: bytes, limits: ReadLimits | None = None) -> SourceText:
    """Read one document.

    Args:
        name: what to call it, in the result and in messages; its extension says what it promises to be. Without
            an extension the content decides.
        data: its bytes.
        limits: upper bounds; the defaults of `ReadLimits` if not given.

    Returns:
        The text exactly as decoded, without a byte order mark, and what is known of the source.

    Raises:
        InputError: it cannot be read; the subclass says why.

    """
    from pipeline.documents import SourceText
    from pipeline.models import SourceInfo

    limits = limits or ReadLimits()
    if len(data) > limits.max_bytes:
        raise DocumentTooLargeError(name, f"{len(data)} bytes, more than the limit of {limits.max_bytes}")
    if not data:
        raise EmptyDocumentError(name, "the file is empty")
    kind = format_for(name, data, limits)
    if kind not in _READERS:
        raise UnsupportedFormatError(name, f"this is {kind.label}, not a document", "read what is in it")
    text, encoding = _READERS[kind](name, data, limits)
    if not text.strip():
        raise EmptyDocumentError(name, f"no text in this {kind.extension}")
    info = SourceInfo(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=kind.media_type,
        size=len(data),
        encoding=encoding,
    )
    return SourceText(info, text)


def _read_text(name: str, data: bytes, limits: ReadLimits) -> Decoded:
    from pipeline.readers import text

    return text.extract(name, data, limits)


def _read_html(name: str, data: bytes, limits: ReadLimits) -> Decoded:
    from pipeline.readers import html

    return html.extract(name, data, limits)


def _read_docx(name: str, data: bytes, limits: ReadLimits) -> Decoded:
    from pipeline.readers import docx

    return docx.extract(name, data, limits)


def _read_pdf(name: str, data: bytes, limits: ReadLimits) -> Decoded:
    from pipeline.readers import pdf

    return pdf.extract(name, data, limits)


_READERS: dict[Format, Callable[[str, bytes, ReadLimits], Decoded]] = {
    TEXT: _read_text,
    MARKDOWN: _read_text,
    HTML: _read_html,
    DOCX: _read_docx,
    PDF: _read_pdf,
}
