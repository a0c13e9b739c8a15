"""Sections of a report: a tree in document order, read from the usual ways of numbering.

    第一部分 · 一、 · （一） · 1. · （1） · ①          lines of their own, or openings of a paragraph
    一是 · 第一， · 首先， · 其一， · ①               in running text

Which is inside which is told by the order in which the styles appear, not by a fixed ranking: a report may begin
with （一） or with 1. Only 一、 always stands outside the others.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from extractors.attributes import SectionKind, SectionMark
from pipeline.documents import Heading
from pipeline.lines import is_unfinished
from pipeline.section_kinds import (
    heading_kind,
    is_closing,
    is_lead_in,
    is_signature,
    paragraph_kind,
    turn_to_plans,
)

__all__ = ["find_sections"]

_N = "一二三四五六七八九十百"
_ENCLOSED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

#: Numbering at the start of a line.
_BLOCK = re.compile(
    rf"(?P<marks>\#{{1,6}})[ ]?(?=[^\s#])"
    rf"|第(?P<part>[{_N}]{{1,3}}|[0-9]{{1,2}})(?:部分|章|节)[：:、 ]?"
    rf"|(?P<major>[{_N}]{{1,4}})[、.](?![{_N}]{{1,2}}[、是])[ ]?"
    rf"|[（(](?P<minor>[{_N}]{{1,4}})[)）][、.]?[ ]?"
    rf"|(?P<figure>[0-9]{{1,2}})(?:[.、](?![0-9](?![0-9]{{3}}年))|[ ](?=[\u4e00-\u9fff]))[ ]?"
    rf"|(?:[（(](?P<bracketed>[0-9]{{1,2}})[)）]|(?P<half>[0-9]{{1,2}})[)）])[、.]?[ ]?"
    rf"|(?P<circled>[{_ENCLOSED}])[ ]?"
)
#: Numbering in running text, after a pause or at the start of a line.
_RUNNING = re.compile(
    rf"(?:(?P<item>[{_N}]{{1,2}})(?:是|要(?=[^求点素]))|第(?P<ordinal>[{_N}]{{1,2}})[，、：是]"
    rf"|(?P<first>首先|其次|再次|最后)(?=[，,是要])|其(?P<each>[{_N}])[，、：是]|(?P<circled>[{_ENCLOSED}]))"
)
_PAUSED = re.compile(rf"(?<=[。；：，！？）”])(?=[{_N}第首其再最{_ENCLOSED}])")
_STOP = re.compile(r"[。！？；：\n]")
_CLAUSE = re.compile(r"[，。！？；：\n]")

#: Ranks only decide where a list goes whose first item is missing.
_RANKS = {"marks": 0, "part": 0, "major": 2, "minor": 3, "figure": 4, "bracketed": 5, "half": 5, "circled": 6}
_PLAIN = "plain"
_PASSAGE = "passage"
_RUNNING_RANK = 9
_LONGEST_HEADING = 60
_CUT_HEADING = 40


@dataclass(slots=True)
class _Open:
    """A section that is still open while the text is read."""

    style: str
    rank: int
    kind: SectionKind
    #: Whether it began inside a line, and so ends with it at the latest.
    inline: bool = False


class _Outline:
    """The sections found so far, and those that are open."""

    def __init__(self) -> None:
        self.marks: list[tuple[int, SectionMark]] = []
        self.open: list[_Open] = []
        self.outer_kinds: list[SectionKind] = []

    @property
    def kind(self) -> SectionKind:
        """Kind of the innermost open section."""
        return self.open[-1].kind if self.open else "intro"

    @property
    def blocks(self) -> int:
        """How many of the open sections stand on lines of their own."""
        return sum(section.rank < _RUNNING_RANK for section in self.open)

    def add(self, at: int, heading: str, section: _Open) -> None:
        """Open a section inside those that are open."""
        self.open.append(section)
        if len(self.open) == 1:
            self.outer_kinds.append(section.kind)
        self.marks.append((at, SectionMark(heading, section.kind, len(self.open))))

    def close_inline(self) -> None:
        """Close what began inside the line that has ended."""
        while self.open and self.open[-1].inline:
            self.open.pop()

    def close_running(self) -> None:
        """Close everything that is numbered in running text."""
        while self.open and self.open[-1].rank >= _RUNNING_RANK:
            self.open.pop()

    def close_style(self, style: str) -> bool:
        """Close the open section of this style, and all inside it; False where there is none."""
        for depth, section in enumerate(self.open):
            if section.style == style:
                del self.open[depth:]
                return True
        return False

    def close_from(self, rank: int) -> None:
        """Close all open sections of this rank or a higher one."""
        while self.open and self.open[-1].rank >= rank:
            self.open.pop()


def find_sections(
    text: str, start: int, end: int, skipped: Container[int] = frozenset()
) -> tuple[Heading, ...]:
    """Find the sections of a report.

    Args:
        text: cleaned text of the source.
        start: where the report's body begins, behind its title.
        end: where the report ends.
        skipped: starts of lines that are no headings, whatever they look like (tables of contents).

    Returns:
        Sections in document order that together cover the body. A section ends where the next one of its own or
        an outer level begins. What stands before the first heading, and a passage that turns to another kind of
        matter without a heading, is a section with an empty heading.

    """
    lines = _lines(text, start, end)
    if not lines:
        return ()
    outline = _Outline()
    reader = _Reader(text, lines, outline, any(_BLOCK.match(text, first, last) for first, last in lines))
    for index, (first, last) in enumerate(lines):
        outline.close_inline()
        if first not in skipped:
            reader.read(index, first, last)
        elif not outline.marks:
            reader.open_intro(first)
    return tuple(_extents(outline.marks, end))


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    lines = []
    for found in re.compile(r"[^\n]+").finditer(text, start, end):
        first, last = found.span()
        while first < last and text[first] in " \t\u3000":
            first += 1
        if first < last:
            lines.append((first, last))
    return lines


def _extents(marks: Sequence[tuple[int, SectionMark]], end: int) -> Iterator[Heading]:
    ends = [end] * len(marks)
    waiting: list[int] = []
    for index, (at, mark) in enumerate(marks):
        while waiting and marks[waiting[-1]][1].level >= mark.level:
            ends[waiting.pop()] = at
        waiting.append(index)
    for (at, mark), last in zip(marks, ends, strict=True):
        yield Heading(mark, at, last)


class _Reader:
    """Reads the lines of one report, and tells the outline what begins where."""

    def __init__(
        self, text: str, lines: Sequence[tuple[int, int]], outline: _Outline, numbered: bool
    ) -> None:
        self._text = text
        self._lines = lines
        self._outline = outline
        self._numbered = numbered
        self._announced = False
        self._paragraphs = 0

    def open_intro(self, at: int) -> None:
        self._outline.add(at, "", _Open(_PASSAGE, 1, "intro"))

    def read(self, index: int, first: int, last: int) -> None:
        """Read the line at ``[first, last)``."""
        block = _BLOCK.match(self._text, first, last)
        if block:
            self._read_block(block, last)
        elif not self._read_plain_heading(index, first, last):
            self._read_paragraph(index, first, last)
        self._read_running(first, last, block.end() if block else first)

    def _read_block(self, found: re.Match[str], last: int) -> None:
        outline, first = self._outline, found.start()
        style = found.lastgroup or ""
        if style == "marks":
            style += str(len(found["marks"]))
        begins = found[found.lastgroup or 0] in ("一", "1", "①")
        rank = _RANKS.get(style, 0)
        if not outline.close_style(style):
            outline.close_running()
            if rank <= 2:
                outline.close_from(2)
                # An introduction without a heading is no parent, and neither is a passage.
                self._close_passages()
            else:
                self._close_passages(intro_only=True)
                if not begins:
                    outline.close_from(rank)
        heading = _heading(self._text, first, found.end(), last)
        kind = self._kind(heading[found.end() - first :], not outline.open)
        outline.add(first, heading, _Open(style, rank, kind))

    def _close_passages(self, intro_only: bool = False) -> None:
        outline = self._outline
        while (
            outline.open and outline.open[-1].style == _PASSAGE and (not intro_only or len(outline.open) == 1)
        ):
            outline.open.pop()

    def _kind(self, words: str, outermost: bool) -> SectionKind:
        own = heading_kind(words, outermost)
        if own is not None:
            return own
        if not outermost:
            return self._outline.kind
        before = [kind for kind in self._outline.outer_kinds if kind != "intro"]
        if not {"problem", "cause", "plan", "other"}.intersection(before):
            return "duty"
        return "plan" if before[-1] == "plan" else "other"

    def _read_plain_heading(self, index: int, first: int, last: int) -> bool:
        """Take a short line that names a kind of matter as a heading, though it bears no number."""
        if last - first > 30 or index + 1 == len(self._lines):
            return False
        line = self._text[first:last]
        lead = line[-1] in "：:"
        if "，" in line or "。" in line or is_lead_in(line) or not (lead or is_unfinished(line)):
            return False
        kind = heading_kind(line.rstrip("：:"), outermost=True)
        if kind is None or is_signature(line) or is_closing(line) or (lead and kind == "duty"):
            return False
        outline = self._outline
        outline.close_running()
        if not outline.close_style(_PLAIN):
            if kind == "other" or not any(section.style == "major" for section in outline.open):
                outline.close_from(1)
            else:
                outline.close_from(3)
        outline.add(first, line.rstrip("：:"), _Open(_PLAIN, 1 if not outline.open else 3, kind))
        return True

    def _read_paragraph(self, index: int, first: int, last: int) -> None:
        outline, text = self._outline, self._text
        if not outline.marks:
            self.open_intro(first)
        line = text[first:last] if last - first <= 90 else ""
        if line and index >= len(self._lines) - 8 and (is_closing(line) or is_signature(line)):
            if outline.kind != "other":
                outline.open.clear()
                outline.add(first, "", _Open(_PASSAGE, 1, "other"))
            return
        kind = paragraph_kind(text, first, last) if not _RUNNING.match(text, first, last) else None
        if outline.kind == "intro" and len(outline.open) == 1 and kind is None:
            kind = self._kind_after_intro(first, last)
        if kind is not None and kind != outline.kind:
            self._open_passage(first, kind)

    def _kind_after_intro(self, first: int, last: int) -> SectionKind | None:
        """Whether the report proper has begun without a heading."""
        begun = self._announced or (self._paragraphs > 0 and not self._numbered)
        if last - first >= 40:
            self._paragraphs += 1
        if begun and last - first >= 40:
            return "duty"
        self._announced = self._announced or is_lead_in(self._text[max(first, last - 80) : last])
        return None

    def _open_passage(self, at: int, kind: SectionKind) -> None:
        outline = self._outline
        outline.close_running()
        outline.close_style(_PASSAGE)
        outline.add(at, "", _Open(_PASSAGE, 7 if outline.open else 1, kind))

    def _read_running(self, first: int, last: int, after: int) -> None:
        """Read the numbering inside a line, and the turn from problems to plans."""
        text, outline = self._text, self._outline
        turn = turn_to_plans(text, first, last) if outline.kind in ("problem", "cause") else -1
        places = [first] if after == first else []
        places.extend(found.start() for found in _PAUSED.finditer(text, after, last))
        for place in places:
            if 0 <= turn < place:
                self._open_passage(turn, "plan")
                turn = -1
            found = _RUNNING.match(text, place, last)
            if found:
                self._add_running(found, last, inline=place > first)
        if turn >= 0:
            self._open_passage(turn, "plan")

    def _add_running(self, found: re.Match[str], last: int, inline: bool) -> None:
        outline = self._outline
        style = "running " + (found.lastgroup or "")
        begins = found[found.lastgroup or 0] in ("一", "首先", "①")
        if not outline.close_style(style) and not begins:
            outline.close_running()
        heading = _clause(self._text, found.start(), found.end(), last)
        outline.add(found.start(), heading, _Open(style, _RUNNING_RANK, outline.kind, inline))


def _heading(text: str, start: int, after: int, end: int) -> str:
    """The heading that begins at `start`: the whole line, or its first sentence where text follows in the line."""
    if end - start <= _LONGEST_HEADING and text.find("。", after, end - 1) < 0:
        return text[start:end].rstrip("。；：:")
    stop = _STOP.search(text, after, min(end, start + _LONGEST_HEADING))
    return text[start : stop.start()] if stop else _clause(text, start, after, end)


def _clause(text: str, start: int, after: int, end: int) -> str:
    stop = _CLAUSE.search(text, after + 1, min(end, start + _LONGEST_HEADING))
    return text[start : stop.start() if stop else min(end, start + _CUT_HEADING)]
