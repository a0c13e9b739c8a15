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
_HEADINGS = frozenset({"h1"})
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
        DamagedDocumentError: binary data, or elements nested beyond reason.
        UndecodableTextError: no known encoding fits.

    """
    del limits
    declared = _DECLARED.search(data[:_DECLARATION_BYTES])
    markup, codec = decode(name, data, declared.group(1).decode("ascii") if declared else None)
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
    return "\n".join(lines), codec


class _TooDeepError(Exception):
    """More elements in one another than any document has."""


@dataclass(slots=True)
class _Frame:
    """An open element that collects the lines inside it, until its end decides what becomes of them."""

    tag: str
    close: Callable[[_Frame], None]
    lines: list[str] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)
    #: A heading of the page stands in it.
    titled: bool = False
    #: Next number and format of an ordered list; no format for lists without numbers.
    count: int = 1
    format: str = ""


class _Page:
    """Receives the parser's events, returns the lines of the page."""

    def __init__(self) -> None:
        self._root = _Frame("", self._drop)
        self._frames = [self._root]
        self._depth = 0
        #: Of these, how many are open from one that says nothing on.
        self._silence = 0
        self._content = 0
        self._preformatted = 0
        self._pieces: list[str] = []
        self._label = ""
        self._dropped: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise _TooDeepError
        if self._silence or _is_silent(tag, attributes):
            self._silence += 1
            return
        if tag in _CONTENT:
            self._content += 1
        if tag in _BLOCKS:
            self._flush()
        if tag in _HEADINGS:
            for frame in self._frames:
                frame.titled = True
        if tag == "pre":
            self._preformatted += 1
        self._open(tag, attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        self._depth -= 1
        if self._silence:
            self._silence -= 1
            return
        if tag in _CONTENT:
            self._content -= 1
        if tag in _BLOCKS:
            self._flush()
        if tag == "pre":
            self._preformatted -= 1
        if len(self._frames) > 1 and self._frames[-1].tag == tag:
            self._flush()
            frame = self._frames.pop()
            frame.close(frame)

    def data(self, text: str) -> None:
        """Text, in pieces as the parser has it."""
        if not self._silence:
            self._pieces.append(text)

    def close(self) -> list[str]:
        """The end of the page."""
        self._flush()
        while len(self._frames) > 1:
            frame = self._frames.pop()
            frame.close(frame)
        # A page that is nothing but its own header is still a page.
        return self._root.lines or self._dropped

    def _open(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin to collect what is inside a table, a row, a cell, a list, a header or a footer."""
        if tag == "tr":
            self._push(_Frame(tag, self._close_row))
        elif tag in {"td", "th"}:
            self._push(_Frame(tag, self._close_cell))
        elif tag in _FURNITURE and not self._content:
            self._push(_Frame(tag, self._close_furniture))
        elif tag in {"ol", "ul"}:
            start = attributes.get("start", "")
            self._push(
                _Frame(
                    tag,
                    self._close_plain,
                    count=int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 1,
                    format=_list_format(tag, attributes),
                )
            )
        elif tag == "li":
            self._number(attributes)

    def _push(self, frame: _Frame) -> None:
        self._flush()
        if len(self._frames) >= _MAX_FRAMES:
            raise _TooDeepError
        self._frames.append(frame)

    def _number(self, attributes: Mapping[str, str]) -> None:
        frame = self._frames[-1]
        if frame.tag != "ol":
            return
        value = attributes.get("value", "")
        if value.isascii() and value.isdigit() and len(value) < 7:
            frame.count = int(value)
        if frame.format:
            mark = "、" if frame.format == "chineseCounting" else ". "
            self._label = numeral(frame.count, frame.format) + mark
        frame.count += 1

    def _flush(self) -> None:
        """End the current line, if there is one."""
        if not self._pieces:
            return
        text = "".join(self._pieces)
        self._pieces.clear()
        lines = text.splitlines() if self._preformatted else [_WHITE.sub(_blank, text).strip(" ")]
        for line in lines:
            if line.strip():
                self._frames[-1].lines.append(self._label + line)
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
        """A page's header goes, unless it is where the page has its title; its footer goes."""
        if frame.tag == "header" and frame.titled:
            self._close_plain(frame)
        else:
            self._dropped.extend(frame.lines)

    def _close_plain(self, frame: _Frame) -> None:
        self._frames[-1].lines.extend(frame.lines)
        self._label = ""

    def _drop(self, frame: _Frame) -> None:
        """Nobody closes the page itself."""


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
