"""Sections of a report: a tree in document order, read from the usual ways of numbering.

    第一部分 · 一、 · （一） · 1. · 1.1 · （1） · ①       at the start of a line
    一是 · 第一， · 首先， · 其一， · 1. · （1） · ①      in running text too

What is inside what is told by the order in which the styles appear, not by a fixed ranking: a report may begin
with （一） or with 1. Only parts and 一、 always stand outside the others.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.attributes import SectionKind, SectionMark
from pipeline.documents import Heading
from pipeline.lines import is_unfinished
from pipeline.section_kinds import (
    heading_kind,
    is_appendix,
    is_closing,
    is_lead_in,
    is_signature,
    looks_back,
    looks_forward,
    paragraph_kind,
    turn_to_plans,
)

__all__ = ["find_sections"]

_N = "一二三四五六七八九十百"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_HAN = "\u4e00-\u9fff"

_LINE = re.compile(r"[^\n]+")
_BLANKS = " \t\u3000"
#: Numerals in a row: 三、四月份, 一、二、三组.
_SERIES = (
    "(?:"
    + "|".join(f"{one}、{two}" for one, two in pairwise("一二三四五六七八九十"))
    + ")(?:[、月年季级类]|组)"
)
#: Numbering at the start of a line. Not 1.5万亩.
_BLOCK = re.compile(
    rf"(?P<marks>\#{{1,6}})[ ]?(?=[^\s#])"
    rf"|第(?P<part>[{_N}]{{1,3}}|[0-9]{{1,2}})(?:部分|章|节)[：:、 ]?"
    rf"|(?!{_SERIES})(?P<major>[{_N}]{{1,4}})[、.，][ ]?"
    rf"|[（(](?P<minor>[{_N}]{{1,4}})[)）][、.]?[ ]?"
    rf"|(?P<decimal>[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,2}})[ 、][ ]?(?=[{_HAN}])"
    rf"|(?P<figure>[0-9]{{1,2}})(?:[.、](?![0-9](?![0-9]{{3}}年))|[ ](?=[{_HAN}]))[ ]?"
    rf"|(?:[（(](?P<bracketed>[0-9]{{1,2}})[)）]|(?P<half>[0-9]{{1,2}})[)）])[、.]?[ ]?"
    rf"|(?P<circled>[{_CIRCLED}])[ ]?"
)
#: Numbering in running text.
_RUNNING = re.compile(
    rf"(?P<item>[{_N}]{{1,2}})(?:是|要(?=[^求点素]))|第(?P<ordinal>[{_N}]{{1,2}})[，,、：:是]"
    rf"|(?P<order>首先|其次|再次|最后)(?=[，,是要])|其(?P<each>[{_N}])[，,、：:是]"
    rf"|(?P<figure>[0-9]{{1,2}})[.、](?![0-9](?![0-9]{{3}}年))"
    rf"|[（(](?P<bracketed>[0-9]{{1,2}})[)）]|(?P<circled>[{_CIRCLED}])"
)
#: Headings in the middle of a line, where the breaks of a text are lost.
_INNER_BLOCK = re.compile(
    rf"(?!{_SERIES})(?P<major>[{_N}]{{1,3}})、|[（(](?P<minor>[{_N}]{{1,3}})[)）][、.]?[ ]?"
)
#: A pause in running text behind which numbering may stand. (Looking ahead is much quicker than looking behind.)
_PAUSE = re.compile(rf"[。；：！？;:!?，,）”][ ]?(?=[{_N}第首其再最（({_CIRCLED}]|[0-9]{{1,2}}[.、])")
_HEAVY_PAUSES = frozenset("。！？!?：:")
_SENTENCE_STOP = re.compile(r"[。！？；：;:!?\n]")
_CLAUSE_STOP = re.compile(r"[，。！？；：,;:!?\n]")

#: Ranks decide what a list is inside of only where its first item is missing.
_RANKS = {"marks": 0, "part": 0, "major": 2, "minor": 3, "figure": 4, "decimal": 5, "bracketed": 5, "half": 5}
_RANKS["circled"] = 6
_APPENDIX, _PLAIN, _PASSAGE = "appendix", "plain", "passage"
_OUTER_RANK, _MAJOR_RANK, _PASSAGE_RANK, _RUNNING_RANK = 1, 2, 7, 9
_FIRST = frozenset({"一", "1", "①", "首先"})

_LONGEST_HEADING = 60
#: A line up to this length is a heading though it ends in a full stop.
_SHORT_HEADING = 30
_CUT_HEADING = 40
_LONGEST_PLAIN_HEADING = 30
#: A line shorter than this is no paragraph: names, dates, salutations.
_SHORTEST_PARAGRAPH = 40
#: In a report with numbered headings, what stands before the first one is introduction unless it is this long.
_LONG_PARAGRAPH = 120
#: Leave is taken, and the report signed, in the last so many lines.
_LAST_LINES = 8
_LONGEST_LAST_LINE = 90


@dataclass(slots=True)
class _Open:
    """A section that is still open while the text is read."""

    style: str
    rank: int
    kind: SectionKind
    #: Whether it began inside a line, and so ends with it at the latest.
    inline: bool = False


class _Outline:
    """The sections found so far, and those of them that are open."""

    def __init__(self) -> None:
        self.marks: list[tuple[int, SectionMark]] = []
        self.open: list[_Open] = []
        #: Kinds of the outermost sections so far but for introductions, the latest one last.
        self.outer_kinds: dict[SectionKind, None] = {}

    @property
    def kind(self) -> SectionKind:
        """Kind of the innermost open section."""
        return self.open[-1].kind if self.open else "intro"

    @property
    def in_intro(self) -> bool:
        """Whether nothing but an introduction without a heading is open."""
        return len(self.open) == 1 and self.open[0].style == _PASSAGE and self.open[0].kind == "intro"

    def add(self, at: int, heading: str, section: _Open) -> None:
        """Open a section inside those that are open."""
        self.open.append(section)
        if len(self.open) == 1 and section.kind != "intro":
            self.outer_kinds.pop(section.kind, None)
            self.outer_kinds[section.kind] = None
        if self.marks and self.marks[-1][0] == at and self.marks[-1][1].level >= len(self.open):
            # A passage was begun here before its first words turned out to be numbered.
            self.marks.pop()
        self.marks.append((at, SectionMark(heading, section.kind, len(self.open))))

    def close_inline(self) -> None:
        """Close what began inside the line that has ended."""
        while self.open and self.open[-1].inline:
            self.open.pop()

    def close_from(self, rank: int) -> None:
        """Close the innermost sections of this rank or a higher one."""
        while self.open and self.open[-1].rank >= rank:
            self.open.pop()

    def close_style(self, style: str) -> _Open | None:
        """Close the open section of this style, and all inside it."""
        for depth, section in enumerate(self.open):
            if section.style == style:
                del self.open[depth:]
                return section
        return None


def find_sections(
    text: str, start: int, end: int, *, year: int | None = None, skipped: Container[int] = frozenset()
) -> tuple[Heading, ...]:
    """Find the sections of a report.

    Args:
        text: cleaned text of the source.
        start: where the report's body begins, behind its title.
        end: where the report ends.
        year: the last one whose work is done; what the report says of later ones are plans.
        skipped: starts of lines that are no headings, whatever they look like (tables of contents).

    Returns:
        Sections in document order that together cover the body. A section ends where the next one of its own or
        an outer level begins. What stands before the first heading, and a passage that turns to another kind of
        matter without a heading, is a section with an empty heading.

    """
    lines = _lines(text, start, end)
    reader = _Reader(text, lines, year)
    for index, (first, last) in enumerate(lines):
        if first in skipped:
            reader.skip(first)
        else:
            reader.read(index, first, last)
    return tuple(_extents(reader.outline.marks, end))


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    lines = []
    for found in _LINE.finditer(text, start, end):
        first, last = found.span()
        while first < last and text[first] in _BLANKS:
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
    """Reads the lines of one report in order, and tells the outline what begins where."""

    def __init__(self, text: str, lines: Sequence[tuple[int, int]], year: int | None) -> None:
        self.outline = _Outline()
        self._text = text
        self._lines = lines
        self._year = year
        self._is_numbered = any(_BLOCK.match(text, first, last) for first, last in lines)
        #: Whether the report has been announced (现将…报告如下), and how many paragraphs there were.
        self._announced = False
        self._paragraphs = 0
        #: Whether the author has taken leave.
        self._closed = False

    def skip(self, first: int) -> None:
        """Pass over a line that holds no heading."""
        if not self.outline.marks:
            self._open_intro(first)

    def read(self, index: int, first: int, last: int) -> None:
        """Read the line at ``[first, last)``, the `index`-th of the report."""
        self.outline.close_inline()
        block = _BLOCK.match(self._text, first, last)
        if block:
            self._read_block(block, last)
        elif not (self._read_plain_heading(index, first, last) or self._read_ending(index, first, last)):
            self._read_paragraph(first, last)
        self._read_running(first, last, block.end() if block else first)

    def _open_intro(self, at: int) -> None:
        self.outline.add(at, "", _Open(_PASSAGE, _OUTER_RANK, "intro"))

    # Numbered headings

    def _read_block(self, found: re.Match[str], last: int) -> None:
        outline, first = self.outline, found.start()
        group = found.lastgroup or ""
        style = group + str(len(found[group])) if group == "marks" else group
        rank = _RANKS[group]
        if outline.in_intro:
            outline.open.clear()
        if not outline.close_style(style):
            outline.close_from(_RUNNING_RANK)
            if rank <= _MAJOR_RANK:
                outline.close_from(max(rank, 1))
                self._close_passages()
            elif found[group] not in _FIRST:
                outline.close_from(rank)
        self._closed = False
        heading = _heading(self._text, first, found.end(), last)
        kind = self._kind(heading[found.end() - first :])
        outline.add(first, heading, _Open(style, rank, kind))

    def _close_passages(self) -> None:
        """Close passages without a heading: they are no parents of outer headings."""
        while self.outline.open and self.outline.open[-1].style == _PASSAGE:
            self.outline.open.pop()

    def _kind(self, words: str) -> SectionKind:
        """Kind of a section by the words of its heading, else by where it stands."""
        outermost = not self.outline.open
        own = heading_kind(words, outermost=outermost, year=self._year)
        if own is not None:
            return own
        if not outermost:
            return self.outline.kind
        before = self.outline.outer_kinds
        if before.keys() <= {"duty"}:
            return "duty"
        # After the problems come plans, or something else altogether.
        return "plan" if next(reversed(before)) == "plan" or looks_forward(words) else "other"

    # Headings without a number

    def _read_plain_heading(self, index: int, first: int, last: int) -> bool:
        """Take a short line that names a kind of matter as a heading, though it bears no number."""
        if last - first > _LONGEST_PLAIN_HEADING or index + 1 == len(self._lines):
            return False
        if _RUNNING.match(self._text, first, last):
            return False  # 一是存在问题 has a number, and is read by it
        line = self._text[first:last]
        if is_appendix(line):
            self.outline.open.clear()
            self.outline.add(first, line.rstrip("：:"), _Open(_APPENDIX, 0, "other"))
            return True
        words = line.rstrip("：:")
        is_sentence = "，" in line or line[0] in "—-（(" or (words == line and not is_unfinished(line))
        if self._closed or is_sentence or is_lead_in(line) or is_signature(line) or is_closing(line):
            return False
        kind = heading_kind(words, outermost=True, year=self._year)
        if kind is None or (words != line and kind == "duty") or not self._heads_text(index + 1):
            return False
        self._add_plain(first, words, kind)
        return True

    def _heads_text(self, index: int) -> bool:
        first, last = self._lines[index]
        line = self._text[first:last]
        return len(line) >= _LONGEST_PLAIN_HEADING or not is_unfinished(line) or bool(_BLOCK.match(line))

    def _add_plain(self, at: int, words: str, kind: SectionKind) -> None:
        outline = self.outline
        outline.close_from(_RUNNING_RANK)
        if not outline.close_style(_PLAIN):
            # Under 一、 it is a subheading; where there is no 一、 around it, it stands outside.
            inside = any(section.style == "major" for section in outline.open)
            outline.close_from(_MAJOR_RANK + 1 if inside else _OUTER_RANK)
        outline.add(at, words, _Open(_PLAIN, _MAJOR_RANK + 1 if outline.open else _OUTER_RANK, kind))

    # Paragraphs

    def _read_ending(self, index: int, first: int, last: int) -> bool:
        """Take leave and signature as a section of their own."""
        outline = self.outline
        if last - first > _LONGEST_LAST_LINE or index < len(self._lines) - _LAST_LINES or index == 0:
            return False
        line = self._text[first:last]
        if outline.in_intro or not (is_closing(line) or is_signature(line)):
            return False
        if not self._closed:
            self._closed = True
            outline.open.clear()
            outline.add(first, "", _Open(_PASSAGE, _OUTER_RANK, "other"))
        return True

    def _read_paragraph(self, first: int, last: int) -> None:
        outline = self.outline
        if not outline.marks:
            self._open_intro(first)
            kind = None
        elif self._closed or _RUNNING.match(self._text, first, last):
            kind = None
        else:
            kind = paragraph_kind(self._text, first, last, current=outline.kind, year=self._year)
            if kind is None and self._plans_are_over(first, last):
                kind = "duty"
        if outline.in_intro:
            kind = self._kind_after_intro(first, last) or kind
        if kind is not None and kind != outline.kind:
            self._open_passage(first, kind)

    def _plans_are_over(self, first: int, last: int) -> bool:
        """Whether a passage of plans amid what was done has ended: the paragraph tells of work done again."""
        sections = self.outline.open
        amid_duties = (
            len(sections) > 1
            and sections[-1].style == _PASSAGE
            and sections[-1].kind == "plan"
            and sections[-2].kind == "duty"
        )
        return amid_duties and looks_back(self._text, first, last)

    def _kind_after_intro(self, first: int, last: int) -> SectionKind | None:
        """Duty where the report proper has begun without a heading."""
        if last - first < _SHORTEST_PARAGRAPH:
            self._announced = self._announced or is_lead_in(self._text[first:last])
            return None
        begun = self._announced or (self._paragraphs > 0 and not self._is_numbered)
        self._announced = self._announced or is_lead_in(self._text[max(first, last - _LONG_PARAGRAPH) : last])
        self._paragraphs += 1
        return "duty" if begun and (not self._is_numbered or last - first >= _LONG_PARAGRAPH) else None

    def _open_passage(self, at: int, kind: SectionKind) -> None:
        outline = self.outline
        outline.close_from(_RUNNING_RANK)
        outline.close_style(_PASSAGE)
        outline.add(at, "", _Open(_PASSAGE, _PASSAGE_RANK if outline.open else _OUTER_RANK, kind))

    # Numbering in running text

    def _read_running(self, first: int, last: int, after: int) -> None:
        """Read the numbering inside a line behind `after`, and the turn from problems to plans."""
        text = self._text
        turn = turn_to_plans(text, first, last) if self.outline.kind in ("problem", "cause") else -1
        if after == first:
            self._read_mark(first, first, last)
        for pause in _PAUSE.finditer(text, max(after - 1, first), last):
            place = pause.end()
            if 0 <= turn < place:
                self._open_passage(turn, "plan")
                turn = -1
            self._read_mark(place, first, last)
        if turn >= 0:
            self._open_passage(turn, "plan")

    def _read_mark(self, place: int, first: int, last: int) -> None:
        """Read the number that may stand at `place` in the line ``[first, last)``."""
        text = self._text
        running = _RUNNING.match(text, place, last)
        if running:
            self._add_running(running, last, inline=place > first)
        elif place > first and text[place - 1] in _HEAVY_PAUSES:
            block = _INNER_BLOCK.match(text, place, last)
            if block:
                self._read_block(block, last)

    def _add_running(self, found: re.Match[str], last: int, *, inline: bool) -> None:
        outline = self.outline
        style = found.lastgroup or ""
        if not inline and outline.in_intro:
            outline.open.clear()
        before = outline.close_style(style)
        if before is None and found[style] not in _FIRST:
            outline.close_from(_RUNNING_RANK)
        rank = before.rank if before else _RUNNING_RANK
        # What an introduction lists is work done already.
        kind = "duty" if outline.in_intro else outline.kind if outline.open else self._kind("")
        heading = _clause(self._text, found.start(), found.end(), last)
        outline.add(found.start(), heading, _Open(style, rank, kind, inline))


def _heading(text: str, start: int, after: int, end: int) -> str:
    """The heading at `start`: the whole line, or its first sentence where text follows in the line."""
    if end - start <= _LONGEST_HEADING and text.find("。", after, end - 1) < 0:
        line = text[start:end]
        if len(line) <= _SHORT_HEADING or is_unfinished(line):
            return line.rstrip("。；：;:")
    stop = _SENTENCE_STOP.search(text, after, min(end, start + _LONGEST_HEADING))
    return text[start : stop.start()] if stop else _clause(text, start, after, end)


def _clause(text: str, start: int, after: int, end: int) -> str:
    stop = _CLAUSE_STOP.search(text, after + 1, min(end, start + _LONGEST_HEADING))
    return text[start : stop.start() if stop else min(end, start + _CUT_HEADING)]
