"""Word documents: paragraphs and tables in reading order, with the numbers that Word draws before paragraphs.

The XML is read directly rather than with python-docx, which refuses documents that Word opens (a relationship to
a missing picture, the ISO standard's namespaces, a broken style sheet), loads every picture, and passes over text
boxes, content controls and list numbers. Left out: headers, footers, notes, comments, hidden and deleted text.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile, ZipInfo

from lxml import etree

from pipeline.errors import DamagedDocumentError, InputError
from pipeline.readers.docx_numbering import Numbering
from pipeline.readers.limits import ReadLimits
from pipeline.readers.rows import Cell, row_lines
from pipeline.readers.zipfiles import member_name, open_zip, read_member

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["extract"]

#: Where a style sheet does not hold this, no style numbers its paragraphs.
_NUMBERED = b"numPr"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RESAVE = "open it in Word or WPS and save it again"

#: Elements around blocks or runs that add nothing of their own. Insertions count as accepted.
_WRAPPERS = frozenset({"sdtContent", "customXml", "smartTag", "ins", "moveTo"})
#: Deleted or moved away; instructions of fields; properties; phonetic guides.
_SILENT = frozenset(
    {
        "del",
        "moveFrom",
        "delText",
        "instrText",
        "delInstrText",
        "pPr",
        "rPr",
        "sdtPr",
        "sdtEndPr",
        "rt",
        "tblPr",
    }
)
_INLINE = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def extract(name: str, data: bytes, limits: ReadLimits) -> tuple[str, None]:
    """Return the text of a .docx, a paragraph or a table row a line.

    Raises:
        DamagedDocumentError: truncated, no main document in it, or broken XML.
        DocumentTooLargeError: its XML unpacks to more than the limits allow.
        EncryptedDocumentError: parts of it are encrypted.

    """
    with open_zip(name, BytesIO(data), limits) as archive:
        package = _Package(name, archive, limits)
        body = package.main()
        styles = package.side("styles", holding=_NUMBERED)
        is_numbered = styles is not None or body.find(".//{*}numPr") is not None
        numbering = Numbering(package.side("numbering") if is_numbered else None, styles)
    return "\n".join(_Reading(numbering).lines(body)), None


class _Package:
    """The parts of a .docx, found through its relationships."""

    def __init__(self, name: str, archive: ZipFile, limits: ReadLimits) -> None:
        self._name = name
        self._archive = archive
        self._limits = limits
        # Part names do not tell capitals from small letters.
        self._parts = {member_name(info).lower(): info for info in archive.infolist()}
        self._main = self._related("_rels/.rels", "", "officeDocument") or "word/document.xml"

    def main(self) -> Element:
        """The body of the main document."""
        info = self._parts.get(self._main.lower())
        if info is None:
            raise DamagedDocumentError(self._name, "no main document in this .docx", _RESAVE)
        root = self._parse(info)
        body = next(root.iterchildren("{*}body"), None)
        if body is None:
            raise DamagedDocumentError(self._name, "the main document of this .docx has no body", _RESAVE)
        return body

    def side(self, kind: str, holding: bytes = b"") -> Element | None:
        """A part that the main document can do without, such as its styles.

        None where it is missing or broken, or does not hold these bytes: parsing it costs more than all the rest.
        """
        folder, base = posixpath.split(self._main)
        path = self._related(posixpath.join(folder, "_rels", base + ".rels"), folder, kind)
        info = self._parts.get((path or posixpath.join(folder, kind + ".xml")).lower())
        try:
            return None if info is None or holding not in self._read(info) else self._parse(info)
        except InputError:
            return None

    def _related(self, relationships: str, folder: str, kind: str) -> str | None:
        """The part that a relationship of this kind leads to."""
        info = self._parts.get(relationships.lower())
        if info is None:
            return None
        try:
            items = list(self._parse(info).iterchildren("{*}Relationship"))
        except DamagedDocumentError:
            return None
        for item in items:
            if item.get("Type", "").endswith("/" + kind) and item.get("TargetMode") != "External":
                return posixpath.normpath(posixpath.join("/", folder, item.get("Target", ""))).lstrip("/")
        return None

    def _read(self, info: ZipInfo) -> bytes:
        return read_member(self._archive, info, self._name, self._limits)

    def _parse(self, info: ZipInfo) -> Element:
        """Parse a part. Entities, which no office program writes, are refused rather than expanded."""
        data = self._read(info)
        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise DamagedDocumentError(
                self._name, f"broken XML in {info.filename}: {error}", _RESAVE
            ) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise DamagedDocumentError(
                self._name, f"{info.filename} declares a document type, which Word never does", _RESAVE
            )
        return root


class _Reading:
    """One pass through a document."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering

    def lines(self, parent: Element) -> Iterator[str]:
        """The lines of the blocks in a body, a cell or a text box."""
        for child in parent.iterchildren("{*}*"):
            kind = _kind(child)
            if kind == "p":
                yield from self._paragraph(child)
            elif kind == "tbl":
                for row in _through(child, "tr"):
                    yield from row_lines(self._cells(row))
            else:
                for inner in _opened(child, kind):
                    yield from self.lines(inner)

    def _cells(self, row: Element) -> Iterator[Cell]:
        for cell in _through(row, "tc"):
            yield list(self.lines(cell))

    def _paragraph(self, paragraph: Element) -> Iterator[str]:
        """Its lines, and after them those of the text boxes that hang on it."""
        label = self._numbering.label(paragraph)
        boxes: list[Element] = []
        text = "".join(_inline(paragraph, boxes))
        yield from (label + text if text.strip() else text).split("\n")
        for box in boxes:
            yield from self.lines(box)


def _inline(parent: Element, boxes: list[Element]) -> Iterator[str]:
    """The pieces of text in a paragraph; its text boxes are put by in `boxes`."""
    for child in parent.iterchildren("{*}*"):
        kind = _kind(child)
        if kind == "t":
            yield _text(child)
        elif kind in _INLINE:
            yield _INLINE[kind]
        elif kind == "txbxContent":
            boxes.append(child)
        elif kind in {"sdt", "AlternateContent"}:
            for inner in _opened(child, kind):
                yield from _inline(inner, boxes)
        elif kind not in _SILENT and not (kind == "r" and _is_hidden(child)):
            yield from _inline(child, boxes)


def _opened(element: Element, kind: str) -> Iterator[Element]:
    """The elements to read in place of a wrapper, none for what is to be passed over."""
    if kind == "AlternateContent":
        # The same content for newer and for older programs: read it once.
        alternatives = list(element.iterchildren("{*}Choice", "{*}Fallback"))
        yield from (found for found in alternatives[:1] if len(found))
    elif kind == "sdt":
        properties = next(element.iterchildren("{*}sdtPr"), None)
        if properties is None or next(properties.iterchildren("{*}showingPlcHdr"), None) is None:
            yield from element.iterchildren("{*}sdtContent")
    elif kind in _WRAPPERS:
        yield element


def _through(parent: Element, kind: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, those in wrappers too."""
    for child in parent.iterchildren("{*}*"):
        found = _kind(child)
        if found == kind:
            if not _is_deleted(child):
                yield child
        else:
            for inner in _opened(child, found):
                yield from _through(inner, kind)


def _kind(element: Element) -> str:
    """Local name: Word and the ISO standard put the same names into different namespaces."""
    return str(element.tag).rpartition("}")[2]


def _text(element: Element) -> str:
    text = element.text or ""
    if element.get(_SPACE) != "preserve":
        text = text.strip(" \t\r\n")
    return " ".join(text.splitlines()) if "\n" in text or "\r" in text else text


def _is_hidden(run: Element) -> bool:
    for properties in run.iterchildren("{*}rPr"):
        for vanish in properties.iterchildren("{*}vanish"):
            return not any(value in {"0", "false", "off"} for value in vanish.values())
    return False


def _is_deleted(row: Element) -> bool:
    return any(
        next(properties.iterchildren("{*}del", "{*}cellDel"), None) is not None
        for properties in row.iterchildren("{*}trPr", "{*}tcPr")
    )
