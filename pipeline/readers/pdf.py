"""PDF: the text layer, page by page."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pypdfium2

from pipeline.errors import (
    DamagedDocumentError,
    DocumentTooLargeError,
    EmptyDocumentError,
    EncryptedDocumentError,
    UndecodableTextError,
)
from pipeline.readers.limits import ReadLimits

__all__ = ["PAGE_BREAK", "extract"]

logger = logging.getLogger(__name__)

#: Between pages; cleaning finds running headers and page numbers by it.
PAGE_BREAK = "\f"

#: PDFium must not be entered by two threads at once.
_PDFIUM = threading.Lock()
#: PDFium's own error codes: password wrong or missing; a security handler that it does not know.
_ERRORS_OF_ENCRYPTION = (4, 5)

#: A PDF ends with this mark; the standard lets some bytes follow.
_END_MARK = b"%%EOF"
_TAIL = 2048

#: A page with a picture and less text than this (a page number, a stamp) is a scan.
_SCAN_CHARACTERS = 20
#: Characters of which one in this many or more is without a meaning: the font does not say what its glyphs are.
_UNMAPPED_SHARE = 0.3
_UNMAPPED = re.compile("[\ue000-\uf8ff\ufffd\x00]")
#: PDFium's marks for a hyphen at the end of a line become one; control characters other than the tab, the newline
#: and the page break come from glyphs without a character, and go.
_PLAIN = {0x02: "-", 0xFFFE: "-"} | dict.fromkeys((0, 1, *range(3, 9), 0x0B, *range(0x0D, 0x20), 0xFFFF))
_OCR = "recognise it with an OCR program first"


def extract(name: str, data: bytes, limits: ReadLimits) -> tuple[str, None]:
    """Return the text layer of a PDF: lines end in a newline, pages are joined by `PAGE_BREAK`.

    Raises:
        DamagedDocumentError: truncated, or not a PDF that can be opened.
        DocumentTooLargeError: more pages or text than the limits allow.
        EmptyDocumentError: a scan without a text layer, or no text at all.
        EncryptedDocumentError: needs a password.
        UndecodableTextError: there is text, but its fonts do not say which characters it is made of.

    """
    if _END_MARK not in data.rstrip(b"\0 \t\r\n")[-_TAIL:]:
        raise DamagedDocumentError(
            name, "truncated: the end of the PDF is missing", "get a complete copy of it"
        )
    pages: list[str] = []
    scans: list[int] = []
    size = 0
    with _PDFIUM, _opened(name, data) as document:
        if len(document) > limits.max_archive_members:
            raise DocumentTooLargeError(
                name, f"{len(document)} pages, more than {limits.max_archive_members}"
            )
        for number, (text, is_scan) in enumerate(_pages(document), 1):
            pages.append(text)
            size += len(text)
            if size > limits.max_bytes:
                raise DocumentTooLargeError(name, f"more than {limits.max_bytes} characters of text")
            if is_scan:
                scans.append(number)
    text = PAGE_BREAK.join(pages)
    _check_text(name, text, scans, len(pages))
    return text.translate(_PLAIN), None


@contextmanager
def _opened(name: str, data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(data)
        with closing(document):
            yield document
    except pypdfium2.PdfiumError as error:
        if error.err_code in _ERRORS_OF_ENCRYPTION:
            raise EncryptedDocumentError(
                name, "the PDF needs a password", "save it without one: print it to a new PDF"
            ) from error
        raise DamagedDocumentError(
            name, f"the PDF is damaged: {error}", "get a complete copy of it"
        ) from error


def _pages(document: pypdfium2.PdfDocument) -> Iterator[tuple[str, bool]]:
    """The text of each page, and whether the page is a scan."""
    for page in document:
        with closing(page), closing(page.get_textpage()) as layer:
            text = layer.get_text_bounded().replace("\r\n", "\n").replace(PAGE_BREAK, "\n")
            yield text, len("".join(text.split())) < _SCAN_CHARACTERS and _has_picture(page)


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))


def _check_text(name: str, text: str, scans: list[int], pages: int) -> None:
    if scans and len(scans) == pages:
        raise EmptyDocumentError(name, "a scan without a text layer", _OCR)
    visible = "".join(text.split())
    if not visible:
        raise EmptyDocumentError(name, "no text in the PDF")
    if len(_UNMAPPED.findall(visible)) > _UNMAPPED_SHARE * len(visible):
        raise UndecodableTextError(name, "the PDF's fonts do not say which characters they draw", _OCR)
    if scans:
        logger.warning(
            "%s: no text layer on %d of %d pages, the first is page %d", name, len(scans), pages, scans[0]
        )
