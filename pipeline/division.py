"""Where the reports of a source begin: titles told from headings, contents, covers and links."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.contents import find_contents
from pipeline.lines import is_unfinished
from pipeline.titles import Title, is_compilation_heading, parse_title

__all__ = ["Beginning", "Source", "find_beginnings"]

_LINE = re.compile(r"[^\n]+")
_BLANKS = " \t\u3000"
_SENTENCE_END = re.compile("[。！？]")
#: What a web library says of the reports it offers.
_PREFACE = re.compile(
    "小编|本站|欢迎(?:大家)?(?:阅读|参考|下载|借鉴)|(?:供|给)(?:大家|您|你|各位)?参考|希望(?:能)?对(?:大家|您|你)|下载(?:本文|此文|全文)"
    "|范文(?:网|库)|编者按|本文(?:由|为|是)"
)
_MAJOR = re.compile("([一二三四五六七八九十]{1,3})[、.]")
_MINOR_ONE = re.compile(r"[（(]一[)）]|1[.、](?![0-9])")
_SECOND = {
    "一、": re.compile("二[、.]"),
    "（）": re.compile(r"[（(](?:二|2)[)）]"),
    "1.": re.compile(r"2[.、](?![0-9])"),
}
#: What the first line of a title in two lines speaks of.
_BEARER = re.compile("年|书记|[镇乡县区局所]长|主任|委员|主席|部长|同志|工作|[镇乡村县市区局办]$|社区|班子")

_CRUMB_SIGNS = frozenset({">", "»", "›", "＞", ">>", "->", "/"})

#: A report says at least so much, or its title is a heading over the next one.
_SHORTEST_BODY = 20
_LONGEST_TITLE = 90
_LONGEST_FIRST_LINE = 40


@dataclass(frozen=True, slots=True)
class Beginning:
    """The beginning of a report: the line it begins at, and its title."""

    #: Index of the first line that belongs to the report.
    line: int
    #: Index of the line that the title ends in.
    title_line: int
    #: Where the title stands in the source.
    title_start: int
    title_end: int
    #: Where the body begins behind it.
    body_start: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that may be a report's title."""

    line: int
    title: Title
    text: str


class Source:
    """The lines of a source without the blanks at their ends, and which of them list its contents."""

    def __init__(self, text: str) -> None:
        self.text = text
        #: ``[start, end)`` of each line in the text.
        self.spans: list[tuple[int, int]] = []
        self.lines: list[str] = []
        for found in _LINE.finditer(text):
            content = found[0].strip(_BLANKS)
            if content:
                start = found.start() + found[0].index(content[0])
                self.spans.append((start, start + len(content)))
                self.lines.append(content)
        #: Indexes of the lines of tables of contents.
        self.contents = find_contents(self.lines)
        self._contents_starts = sorted(self.spans[index][0] for index in self.contents)
        self._majors: list[int] = []
        self._minors: list[int] = []
        for index, line in enumerate(self.lines):
            if index not in self.contents:
                major = _MAJOR.match(line)
                if major and major[1] == "一":
                    self._majors.append(index)
                elif _MINOR_ONE.match(line):
                    self._minors.append(index)

    def start_of(self, line: int) -> int:
        """Where a line begins; the end of the text behind the last one."""
        return self.spans[line][0] if line < len(self.spans) else len(self.text)

    def contents_between(self, start: int, end: int) -> frozenset[int]:
        """Offsets in ``[start, end)`` at which lines of tables of contents begin."""
        starts = self._contents_starts
        return frozenset(starts[bisect_left(starts, start) : bisect_left(starts, end)])

    def says_something(self, first: int, last: int) -> bool:
        """Whether the lines ``[first, last)`` hold sentences of an author, not only headings, dates and contents."""
        length = 0
        ended = False
        for index in range(first, last):
            line = self.lines[index]
            if index not in self.contents and not (len(line) <= 300 and _PREFACE.search(line)):
                length += len(line)
                ended = ended or _SENTENCE_END.search(line) is not None
            if ended and length >= _SHORTEST_BODY:
                return True
        return False

    def has_major(self, first: int, last: int) -> bool:
        """Whether 一、 begins one of the lines ``[first, last)``."""
        return _any_between(self._majors, first, last)

    def has_minor(self, first: int, last: int) -> bool:
        """Whether （一） or 1. begins one of the lines ``[first, last)``."""
        return _any_between(self._minors, first, last)


def _any_between(ordered: Sequence[int], first: int, last: int) -> bool:
    at = bisect_left(ordered, first)
    return at < len(ordered) and ordered[at] < last


def find_beginnings(source: Source) -> list[Beginning]:
    """Find where the reports of a source begin, by their titles; empty where no line is one."""
    candidates = _accepted(source, _candidates(source))
    beginnings: list[Beginning] = []
    lines = [candidate.line for candidate in candidates]
    current: _Candidate | None = None
    for cluster in _clusters(source, candidates):
        chosen = _chosen(cluster)
        at = bisect_right(lines, cluster[-1].line)
        following = lines[at] if at < len(lines) else len(source.lines)
        if current is None or _is_another(source, current, cluster, following):
            beginnings.append(_beginning(source, cluster[0].line, chosen))
            current = chosen
    return beginnings


def _candidates(source: Source) -> list[_Candidate]:
    candidates = []
    for index, line in enumerate(source.lines):
        title = parse_title(line) if len(line) <= _LONGEST_TITLE else None
        if title is not None and index not in source.contents and not _is_crumb(source, index):
            candidates.append(_Candidate(index, title, line[title.start : title.end]))
    return candidates


def _is_crumb(source: Source, index: int) -> bool:
    """Whether a line is a step of a web page's path: 首页 > 述职报告 > 正文, each on a line of its own."""
    return any(line in _CRUMB_SIGNS for line in source.lines[max(index - 1, 0) : index + 2])


def _accepted(source: Source, candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """Candidates without the numbered lines (一、2023年度述职报告) that number sections rather than reports."""
    runs: dict[str, list[_Candidate]] = defaultdict(list)
    accepted = []
    for candidate in candidates:
        if candidate.title.listed:
            runs[_form(candidate.title.listed)].append(candidate)
        else:
            accepted.append(candidate)
    for form, run in runs.items():
        if all(candidate.title.own for candidate in run) and _number_reports(source, form, run):
            accepted.extend(run)
    return sorted(accepted, key=lambda candidate: candidate.line)


def _form(listed: str) -> str:
    if listed[0] in "（(":
        return "（）"
    return "1." if listed[0].isdigit() else "一、"


def _number_reports(source: Source, form: str, run: Sequence[_Candidate]) -> bool:
    """Whether lines numbered alike, each of which reads like a title, are the titles of reports."""
    first = run[0].line
    if len(run) == 1:
        # One report out of a compilation keeps its number; a section would have a sister.
        sister = next(
            (
                index
                for index in range(first + 1, len(source.lines))
                if _SECOND[form].match(source.lines[index])
            ),
            None,
        )
        restarts = source.has_major if form == "一、" else source.has_minor
        return not source.says_something(0, first) and (sister is None or restarts(first + 1, sister))
    if any(is_compilation_heading(line) for line in source.lines[:first]):
        return True
    bounds = [*(candidate.line for candidate in run[1:]), len(source.lines)]
    return all(
        source.has_major(candidate.line + 1, bound)
        or (form != "一、" and source.has_minor(candidate.line + 1, bound))
        for candidate, bound in zip(run, bounds, strict=True)
    )


def _clusters(source: Source, candidates: Sequence[_Candidate]) -> list[list[_Candidate]]:
    """Candidates with nothing said between them, grouped: headings, covers and links around one title.

    Candidates that nothing is said after, such as links at the end of a page, are dropped if there are others.
    """
    clusters: list[list[_Candidate]] = []
    waiting: list[_Candidate] = []
    for number, candidate in enumerate(candidates):
        waiting.append(candidate)
        following = candidates[number + 1].line if number + 1 < len(candidates) else len(source.lines)
        if source.says_something(candidate.line + 1, following):
            clusters.append(waiting)
            waiting = []
    if not clusters and waiting:
        clusters.append(waiting)
    return clusters


def _chosen(cluster: Sequence[_Candidate]) -> _Candidate:
    """The title among the lines that come before a report.

    The last one is nearest to the text. One before it is better where it says the same and more (a page repeats
    half of the title), or where the last one is only about work and so may be a first heading.
    """
    last = cluster[-1]
    if not last.title.own:
        own = [candidate for candidate in cluster if candidate.title.own]
        last = own[-1] if own else last
    fuller = [candidate for candidate in cluster if last.text in candidate.text]
    return max(fuller, key=lambda candidate: (len(candidate.text), candidate.line))


def _is_another(source: Source, current: _Candidate, cluster: Sequence[_Candidate], following: int) -> bool:
    """Whether a title in the middle of a source begins another report, and is no heading inside the current one.

    Args:
        source: the source.
        current: title of the report so far.
        cluster: the title, with what stands around it.
        following: line of the next title.

    """
    chosen = _chosen(cluster)
    line = cluster[0].line
    if any(candidate.title.piece for candidate in cluster):
        return True
    before = source.lines[line - 1]
    if chosen.text == current.text and "，" in before and is_unfinished(before):
        return False  # it cuts a sentence: the running header of a page
    if chosen.title.own:
        return True
    return source.has_major(current.line + 1, line) and source.has_major(cluster[-1].line + 1, following)


def _beginning(source: Source, first: int, chosen: _Candidate) -> Beginning:
    start = source.spans[chosen.line][0]
    title_start, title_end = start + chosen.title.start, start + chosen.title.end
    before = chosen.line - 1
    if before >= 0 and before not in source.contents and not chosen.title.piece:
        line = source.lines[before]
        over = len(line) > _LONGEST_FIRST_LINE or not is_unfinished(line) or is_compilation_heading(line)
        if not over and parse_title(line) is None:
            if chosen.title.subtitle:
                # The motto over the title belongs to the report, if not to its title.
                first = min(first, before)
            elif (
                not chosen.title.dated and len(chosen.text) <= 8 and _BEARER.search(line) and "，" not in line
            ):
                first = min(first, before)
                title_start = source.spans[before][0]
    return Beginning(first, chosen.line, title_start, title_end, source.start_of(chosen.line + 1))
