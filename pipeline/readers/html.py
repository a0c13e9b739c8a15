"""HTML: what a reader of the page sees of the report, a block a line, without the page's furniture.

Parsed as a stream of events: there is no tree, and so no nesting too deep for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from lxml import etree

from pipeline.errors import DamagedDocumentError
from pipeline.readers.limits import ReadLimits
from pipeline.readers.numerals import numeral
from pipeline.readers.rows import row_lines
from pipeline.readers.text import decode

__all__ = ["extract"]

# fmt: off
_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "html",
    "legend", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead",
    "ul",
})
#: Not part of what is said: programs, controls, navigation, phonetic guides, deleted text.
_SILENT = frozenset({
    "aside", "audio", "button", "canvas", "datalist", "del", "dialog", "head", "iframe", "map", "menu",
    "nav", "noembed", "noframes", "noscript", "object", "option", "rp", "rt", "script", "select", "style",
    "svg", "template", "textarea", "title", "video",
})
# fmt: on
_SILENT_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "menu", "dialog", "alertdialog"})
_INVISIBLE = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)
#: Inside these, a header or a footer belongs to the report, not to the page.
_CONTENT = frozenset({"article", "main", "section"})
_FURNITURE = frozenset({"header", "footer"})
#: Words in the class or the id of page furniture, in pages that have no elements for it. What bears them is dropped
#: only if it holds neither the title nor running text: nobody knows what a page calls its parts.
# fmt: off
_FURNITURE_NAMES = frozenset({
    "breadcrumb", "breadcrumbs", "copyright", "crumb", "crumbs", "footer", "hot", "login", "menu", "meta", "nav",
    "navbar", "navigation", "pager", "pagination", "recommend", "related", "share", "side", "sidebar", "toolbar",
    "topbar",
})
# fmt: on
_NAMEABLE = frozenset({"div", "dl", "form", "ol", "p", "section", "table", "ul"})
_NAME_PARTS = re.compile(r"[-_\s]+")
#: Prefixes that say what a part stands beside: with-sidebar is the text itself.
_BESIDE = re.compile(r"\b(?:with|has|no)[-_]\S+", re.IGNORECASE)
#: A line from this many characters on is running text.
_RUNNING = 100
#: A line of at least so many links, with at most a fifth of other text, is navigation.
_LINKS = 2
_LINKED_SHARE = 0.8
_HEADING = re.compile(r"h[1-6]\Z")
#: Pages hide these until their programs have run.
_PAGE = frozenset({"html", "body"})

_LIST_FORMATS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
    "decimal-leading-zero": "decimalZero", "cjk-decimal": "ideographDigital", "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting", "trad-chinese-informal": "chineseCounting",
    "none": "", "disc": "", "circle": "", "square": "",
}  # fmt: skip
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)

#: Elements, and tables and lists among them, in one another deeper than this are no document. Careless pages that
#: never close their fonts get some thousands deep; the parser takes time with the square of the depth.
_MAX_DEPTH = 10_000
_MAX_FRAMES = 1000
#: Where a page names its encoding, it does so in its first bytes.
_DECLARATION_BYTES = 4096
_DECLARED = re.compile(
    rb"""(?:charset\s*=|<\?xml[^>]{0,100}?encoding\s*=)\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)

_WHITE = re.compile(r"[ \t\n\r\f]+")
#: East Asian wide characters: a line break of the file between two of them is no blank.
_WIDE = re.compile("[\u2014\u2018-\u201d\u2026\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]")


def extract(name: str, data: bytes, limits: ReadLimits) -> tuple[str, str]:
    """Return the text of an HTML page and the codec it was decoded with.

    Raises:
        DamagedDocumentError: binary data, text with broken bytes, or elements nested beyond reason.
        UndecodableTextError: no known encoding fits.

    """
    del limits
    declared = _DECLARED.search(data[:_DECLARATION_BYTES])
    encoding = declared.group(1).decode("ascii") if declared else None
    # Descriptions in the head are often cut inside a character: no matter, unless it shows on the page.
    markup, codec = decode(name, data, encoding, broken="replace")
    page = _Page()
    parser = etree.HTMLParser(
        target=cast("Any", page),  # its stub asks for methods that lxml can do without
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
    )
    try:
        # The parser reads bytes: a page that names another encoding in text would be refused.
        parser.feed(markup.replace("\0", "").encode("utf-8"))
        lines = cast("list[str]", parser.close())
    except _TooDeepError as error:
        raise DamagedDocumentError(name, "elements nested beyond reason", "save its text as .txt") from error
    except etree.LxmlError as error:
        raise DamagedDocumentError(
            name, f"this HTML cannot be parsed: {error}", "save its text as .txt"
        ) from error
    text = "\n".join(lines)
    if "\ufffd" in text:
        decode(name, data, encoding)  # raises, if it is the file that is broken
    return text, codec


class _TooDeepError(Exception):
    """More elements in one another than any document has."""


@dataclass(slots=True)
class _Frame:
    """An open element that collects the lines inside it, until its end decides what becomes of them."""

    tag: str
    depth: int
    close: Callable[[_Frame], None]
    lines: list[str] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)
    #: The title of the page stands in it.
    titled: bool = False
    #: Next number and format of an ordered list; no format for lists without numbers.
    count: int = 1
    format: str = ""


class _Page:
    """Receives the parser's events, which are balanced whatever the page is like; returns the lines of the page."""

    def __init__(self) -> None:
        self._root = _Frame("", 0, self._close_plain)
        self._frames = [self._root]
        self._dropped: list[str] = []
        #: Open elements; of these, those that are open from one that says nothing on; those around content.
        self._depth = 0
        self._silence = 0
        self._content = 0
        self._preformatted = 0
        self._line = _Line()
        self._label = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise _TooDeepError
        if self._silence or _is_silent(tag, attributes):
            self._silence += 1
            return
        if tag in _BLOCKS:
            self._flush()
        self._content += tag in _CONTENT
        self._preformatted += tag == "pre"
        if tag == "h1":
            for frame in self._frames:
                frame.titled = True
        elif tag == "a":
            self._line.open_link(attributes.get("href", "#"))
        self._open(tag, attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        depth = self._depth
        self._depth -= 1
        if self._silence:
            self._silence -= 1
            return
        if tag in _BLOCKS:
            self._flush(heading=_HEADING.match(tag) is not None)
        elif tag == "a":
            self._line.close_link()
        self._content -= tag in _CONTENT
        self._preformatted -= tag == "pre"
        if self._frames[-1].depth == depth:
            self._flush()
            frame = self._frames.pop()
            frame.close(frame)

    def data(self, text: str) -> None:
        """Text, in pieces as the parser has it."""
        if not self._silence:
            self._line.add(text)

    def close(self) -> list[str]:
        """The end of the page."""
        self._flush()
        # A page that is nothing but its own header is still a page.
        return self._root.lines or self._dropped

    def _open(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin to collect what is inside a table row, a cell, a list, or what may be furniture of the page."""
        if tag == "tr":
            self._push(_Frame(tag, self._depth, self._close_row))
        elif tag in {"td", "th"}:
            self._push(_Frame(tag, self._depth, self._close_cell))
        elif tag in _FURNITURE and not self._content:
            self._push(_Frame(tag, self._depth, self._close_furniture))
        elif tag in {"ol", "ul"}:
            close = self._close_furniture if _is_named_furniture(attributes) else self._close_plain
            frame = _Frame(tag, self._depth, close, count=_number(attributes.get("start"), 1))
            frame.format = _list_format(tag, attributes)
            self._push(frame)
        elif tag == "li":
            self._number_item(attributes)
        elif tag in _NAMEABLE and _is_named_furniture(attributes):
            self._push(_Frame(tag, self._depth, self._close_furniture))

    def _push(self, frame: _Frame) -> None:
        self._flush()
        if len(self._frames) >= _MAX_FRAMES:
            raise _TooDeepError
        self._frames.append(frame)

    def _number_item(self, attributes: Mapping[str, str]) -> None:
        """Put the number that a browser draws before the next line."""
        frame = self._frames[-1]
        if frame.tag != "ol":
            return
        count = _number(attributes.get("value"), frame.count)
        frame.count = count + 1
        if frame.format:
            self._label = numeral(count, frame.format) + ("、" if frame.format == "chineseCounting" else ". ")

    def _flush(self, *, heading: bool = False) -> None:
        """End the current line, if there is one."""
        if not self._line.pieces:
            return
        line, self._line = self._line, self._line.next()
        if line.is_navigation() and not heading:
            return
        text = "".join(line.pieces)
        lines = text.splitlines() if self._preformatted else [_WHITE.sub(_blank, text).strip(" ")]
        for shown in lines:
            if shown.strip():
                self._frames[-1].lines.append(self._label + shown)
                self._label = ""

    def _close_cell(self, frame: _Frame) -> None:
        parent = self._frames[-1]
        if parent.tag == "tr":
            parent.cells.append(frame.lines)
        else:
            parent.lines.extend(frame.lines)

    def _close_row(self, frame: _Frame) -> None:
        self._frames[-1].lines.extend(frame.lines)
        self._frames[-1].lines.extend(row_lines(frame.cells))

    def _close_furniture(self, frame: _Frame) -> None:
        """Drop what is not the report: a footer always, the rest unless the title or running text is in it."""
        running = frame.tag not in _FURNITURE and any(len(line) >= _RUNNING for line in frame.lines)
        if running or (frame.titled and frame.tag != "footer"):
            self._close_plain(frame)
        else:
            self._dropped.extend(frame.lines)

    def _close_plain(self, frame: _Frame) -> None:
        self._frames[-1].lines.extend(frame.lines)
        self._label = ""


class _Line:
    """The line that is being put together, and how much of it is links."""

    __slots__ = ("_linked", "_links", "_open_links", "pieces")

    def __init__(self, open_links: int = 0) -> None:
        self.pieces: list[str] = []
        self._open_links = open_links
        self._links = 0
        self._linked = 0

    def next(self) -> _Line:
        """The line after this one, in the same link if one is open."""
        return _Line(self._open_links)

    def open_link(self, target: str) -> None:
        """A link begins. Those inside the page, as in a table of contents, are no navigation."""
        # Links do not nest, and the parser sees to it that they do not.
        self._open_links = 0 if target.startswith("#") else 1
        self._links += self._open_links

    def close_link(self) -> None:
        """The link ends."""
        self._open_links = 0

    def add(self, text: str) -> None:
        """Take text in."""
        self.pieces.append(text)
        if self._open_links:
            self._linked += len("".join(text.split()))

    def is_navigation(self) -> bool:
        """Whether there is next to nothing here but links, and several of them."""
        if self._links < _LINKS:
            return False
        visible = sum(len("".join(piece.split())) for piece in self.pieces)
        return self._linked >= _LINKED_SHARE * visible


def _is_silent(tag: str, attributes: Mapping[str, str]) -> bool:
    if tag in _SILENT or not isinstance(tag, str):
        return True
    if not attributes or tag in _PAGE:
        return False
    return (
        "hidden" in attributes
        or attributes.get("role", "").strip().lower() in _SILENT_ROLES
        or _INVISIBLE.search(attributes.get("style", "")) is not None
    )


def _is_named_furniture(attributes: Mapping[str, str]) -> bool:
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}".lower()
    if names == " ":
        return False
    return not _FURNITURE_NAMES.isdisjoint(_NAME_PARTS.split(_BESIDE.sub("", names)))


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else default


def _list_format(tag: str, attributes: Mapping[str, str]) -> str:
    """Number format of a list, "" for one without numbers."""
    if tag != "ol":
        return ""
    style = _LIST_STYLE.search(attributes.get("style", ""))
    kind = style.group(1).lower() if style else attributes.get("type", "1")
    return _LIST_FORMATS.get(kind, "decimal")


def _blank(found: re.Match[str]) -> str:
    """What white space of the file becomes on the page."""
    if "\n" not in found.group():
        return " "
    before = found.string[found.start() - 1 : found.start()]
    after = found.string[found.end() : found.end() + 1]
    return "" if _WIDE.match(before) and _WIDE.match(after) else " "
