"""The numbers that Word draws in front of paragraphs and stores nowhere in the text: 一、 （二） 3. ①.

Headings of reports are often numbered this way, so a reader that ignores it loses the structure of the report.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipeline.readers.numerals import numeral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

__all__ = ["Numbering"]

#: Word has no more levels than these.
_LEVELS = 9
#: Styles based on each other further than this are a loop.
_BASED_ON = 20


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: `pattern` holds %1 to %9 where the counters of the levels go."""

    start: int = 1
    format: str = "decimal"
    pattern: str = ""
    separate: bool = True
    legal: bool = False


@dataclass(slots=True)
class _List:
    """A list of a document: levels as defined or overridden, counters shared with the lists of one definition."""

    levels: dict[int, _Level]
    counters: list[int | None]
    #: Levels that begin anew the first time this list is used.
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts through the numbered paragraphs of one document, in reading order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        """Take ``numbering.xml`` and ``styles.xml``, parsed, where the document has them."""
        self._styles = dict(_styles(styles)) if styles is not None else {}
        self._lists = dict(_lists(numbering)) if numbering is not None else {}

    def label(self, paragraph: Element) -> str:
        """The label that Word draws before this paragraph, "" for none. Counts on: ask once a paragraph."""
        found = self._place(paragraph)
        if found is None:
            return ""
        number, level = found
        numbered = self._lists.get(number)
        if numbered is None or level not in numbered.levels:
            return ""
        return _count(numbered, level)

    def _place(self, paragraph: Element) -> tuple[str, int] | None:
        """List and level of a paragraph, from itself or from its style."""
        properties = _child(paragraph, "pPr")
        own = _child(properties, "numPr")
        number, level = _value(own, "numId"), _value(own, "ilvl")
        style = _value(properties, "pStyle")
        for _ in range(_BASED_ON):
            if style not in self._styles or (number is not None and level is not None):
                break
            based_on, style_number, style_level = self._styles[style]
            number, level = number or style_number, level or style_level
            style = based_on
        if number in {None, "0"}:
            return None
        return str(number), _int(level, 0)


def _count(numbered: _List, level: int) -> str:
    if level in numbered.restarts:
        numbered.counters[level] = numbered.restarts.pop(level) - 1
    current = numbered.counters[level]
    definition = numbered.levels[level]
    numbered.counters[level] = definition.start if current is None else current + 1
    numbered.counters[level + 1 :] = [None] * (_LEVELS - level - 1)
    if definition.format in {"bullet", "none"}:
        return ""
    label = definition.pattern
    for place in range(_LEVELS):
        if f"%{place + 1}" in label:
            label = label.replace(f"%{place + 1}", _numeral(numbered, place, definition.legal))
    if not label.strip():
        return ""
    closed = not label[-1].isalnum() and not label[-1].isascii()  # 一、 and （一） need no blank after them
    return label if closed or not definition.separate else label + " "


def _numeral(numbered: _List, level: int, legal: bool) -> str:
    definition = numbered.levels.get(level, _Level())
    count = numbered.counters[level]
    return numeral(definition.start if count is None else count, "decimal" if legal else definition.format)


def _styles(styles: Element) -> Iterator[tuple[str, tuple[str | None, str | None, str | None]]]:
    """Identifier of each paragraph style, with the style it is based on, its list and its level."""
    for style in _children(styles, "style"):
        number = _child(_child(style, "pPr"), "numPr")
        identifier = _attribute(style, "styleId")
        if identifier is not None:
            yield identifier, (_value(style, "basedOn"), _value(number, "numId"), _value(number, "ilvl"))


def _lists(numbering: Element) -> Iterator[tuple[str, _List]]:
    definitions: dict[str | None, dict[int, _Level]] = {}
    links: dict[str | None, str] = {}
    for abstract in _children(numbering, "abstractNum"):
        identifier = _attribute(abstract, "abstractNumId")
        definitions[identifier] = dict(_levels(abstract))
        if (link := _value(abstract, "numStyleLink")) is not None:
            links[identifier] = link
    by_style = {
        _value(abstract, "styleLink"): _attribute(abstract, "abstractNumId")
        for abstract in _children(numbering, "abstractNum")
    }
    counters: dict[str | None, list[int | None]] = {}
    for item in _children(numbering, "num"):
        identifier, abstract_id = _attribute(item, "numId"), _value(item, "abstractNumId")
        abstract_id = by_style.get(links.get(abstract_id, ""), abstract_id)
        if identifier is None or abstract_id not in definitions:
            continue
        numbered = _List(dict(definitions[abstract_id]), counters.setdefault(abstract_id, [None] * _LEVELS))
        for override in _children(item, "lvlOverride"):
            _override(numbered, override)
        yield identifier, numbered


def _override(numbered: _List, override: Element) -> None:
    level = _int(_attribute(override, "ilvl"), -1)
    if not 0 <= level < _LEVELS:
        return
    numbered.levels.update(_levels(override))
    start = _value(override, "startOverride")
    if start is not None:
        numbered.restarts[level] = _int(start, 1)
        numbered.levels[level] = replace(numbered.levels.get(level, _Level()), start=_int(start, 1))


def _levels(parent: Element) -> Iterator[tuple[int, _Level]]:
    for level in _children(parent, "lvl"):
        place = _int(_attribute(level, "ilvl"), -1)
        if 0 <= place < _LEVELS:
            legal = _child(level, "isLgl")
            yield (
                place,
                _Level(
                    start=_int(_value(level, "start"), 0 if _child(level, "start") is None else 1),
                    format=_value(level, "numFmt") or "decimal",
                    pattern=_value(level, "lvlText") or "",
                    separate=_value(level, "suff") != "nothing",
                    legal=legal is not None and _attribute(legal, "val") not in {"0", "false", "off"},
                ),
            )


def _children(parent: Element, name: str) -> Iterator[Element]:
    """Children by local name: Word and the ISO standard put them into different namespaces."""
    return parent.iterchildren("{*}" + name)


def _child(parent: Element | None, name: str) -> Element | None:
    return None if parent is None else next(_children(parent, name), None)


def _attribute(element: Element, name: str) -> str | None:
    return next((str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name), None)


def _value(parent: Element | None, name: str) -> str | None:
    """The ``w:val`` of a child."""
    child = _child(parent, name)
    return None if child is None else _attribute(child, "val")


def _int(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 7 else default
