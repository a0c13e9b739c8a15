"""Reports of a source: where each begins and ends, its title, year and kind, its sections and sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.contents import find_contents
from pipeline.documents import RawReport
from pipeline.lines import is_unfinished
from pipeline.sections import find_sections
from pipeline.sentences import split_sentences
from pipeline.titles import Title, parse_title, report_kind, report_year

__all__ = ["split_reports"]

_LINE = re.compile(r"[^\n]+")
_BLANKS = " \t\u3000"
_SENTENCE_END = re.compile("[。！？]")
_COUNT = re.compile(r"[（(]?(?:共)?[0-9一二三四五六七八九十]{1,3}[ ]?篇[)）]?")
_MAJOR_ONE = re.compile(r"一[、.]")
_MINOR_ONE = re.compile(r"[（(]一[)）]|1[.、](?![0-9])")

#: A report says at least so much, or its title is a heading over the next one.
_SHORTEST_BODY = 20
_OPENING = 600
_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that may be a report's title."""

    line: int
    title: Title


class _Source:
    """The lines of a source, and which of them belong to a table of contents."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: list[tuple[int, int]] = []
        for found in _LINE.finditer(text):
            content = found[0].strip(_BLANKS)
            if content:
                start = found.start() + found[0].index(content[0])
                self.spans.append((start, start + len(content)))
        self.lines = [text[start:end] for start, end in self.spans]
        self.contents = find_contents(self.lines)

    def says_something(self, first: int, last: int) -> bool:
        """Whether the lines ``[first, last)`` hold sentences, and not only headings, dates and contents."""
        length = 0
        ended = False
        for index in range(first, last):
            if index not in self.contents:
                length += len(self.lines[index])
                ended = ended or _SENTENCE_END.search(self.lines[index]) is not None
            if ended and length >= _SHORTEST_BODY:
                return True
        return False

    def first_line_like(self, pattern: re.Pattern[str], first: int, last: int) -> bool:
        return any(
            pattern.match(self.lines[index]) for index in range(first, last) if index not in self.contents
        )


def split_reports(text: str) -> list[RawReport]:
    """Split the cleaned text of one source into its reports.

    Args:
        text: cleaned text; one paragraph a line.

    Returns:
        At least one report. They tile the text: each ends where the next one begins. What stands before the first
        title (the heading of a compilation, its table of contents) counts as part of the first report, but not of
        its sections.

    """
    source = _Source(text)
    found = _report_titles(source)
    if not found:
        return [_report(source, None, range(len(source.lines)), (0, len(text)))]
    reports = []
    for number, (first, title) in enumerate(found):
        following = found[number + 1][0] if number + 1 < len(found) else len(source.lines)
        start = source.spans[first][0] if number else 0
        end = source.spans[following][0] if following < len(source.lines) else len(text)
        reports.append(_report(source, title, range(first, following), (start, end)))
    return reports


def _report_titles(source: _Source) -> list[tuple[int, _Candidate]]:
    """The title of each report, with the line that the report begins at."""
    candidates = []
    for index, line in enumerate(source.lines):
        if len(line) <= 90 and index not in source.contents:
            title = parse_title(line)
            if title is not None:
                candidates.append(_Candidate(index, title))
    candidates = _without_headings(source, candidates)
    found: list[tuple[int, _Candidate]] = []
    for cluster in _clusters(source, candidates):
        first = cluster[0].line
        chosen = max(cluster, key=_rank)
        if found and not _begins_report(source, found[-1], cluster, candidates):
            continue
        if (
            chosen.title.subtitle
            and first == chosen.line
            and first
            and _is_main_title(source.lines[first - 1])
        ):
            first -= 1
        found.append((first, chosen))
    return found


def _rank(candidate: _Candidate) -> tuple[bool, bool, bool, int]:
    title = candidate.title
    return title.own, title.piece > 0, title.dated, title.end - title.start


def _clusters(source: _Source, candidates: Sequence[_Candidate]) -> list[list[_Candidate]]:
    """Candidates with nothing said between them, grouped; those that nothing is said after are dropped."""
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


def _begins_report(
    source: _Source,
    current: tuple[int, _Candidate],
    cluster: Sequence[_Candidate],
    candidates: Sequence[_Candidate],
) -> bool:
    """Whether a title in the middle of a source begins another report, and is no heading inside the current one."""
    line = cluster[0].line
    title = max(cluster, key=_rank).title
    if title.piece:
        return True
    before = source.lines[line - 1]
    if (
        len(before) >= 12
        and is_unfinished(before)
        and "，" in before
        and source.lines[line] == source.lines[current[1].line]
    ):
        return False
    if title.own:
        return True
    following = next((each.line for each in candidates if each.line > cluster[-1].line), len(source.lines))
    return source.first_line_like(_MAJOR_ONE, cluster[-1].line + 1, following) and source.first_line_like(
        _MAJOR_ONE, current[1].line + 1, line
    )


def _without_headings(source: _Source, candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Drop numbered lines (1.2023年度述职报告) that number sections and not reports."""
    listed = [candidate for candidate in candidates if candidate.title.listed]
    if not listed:
        return list(candidates)
    accepted: set[int] = set()
    forms = {_form(candidate.title.listed) for candidate in listed}
    for form in forms:
        run = [candidate for candidate in listed if _form(candidate.title.listed) == form]
        bounds = [*(candidate.line for candidate in run[1:]), len(source.lines)]
        restarts = [
            source.first_line_like(_MAJOR_ONE, candidate.line + 1, bound)
            or (form != "一、" and source.first_line_like(_MINOR_ONE, candidate.line + 1, bound))
            for candidate, bound in zip(run, bounds, strict=True)
        ]
        if len(run) > 1 and all(candidate.title.own for candidate in run) and all(restarts):
            accepted.update(candidate.line for candidate in run)
    return [each for each in candidates if not each.title.listed or each.line in accepted]


def _form(listed: str) -> str:
    if listed[0] in "（(":
        return "（）"
    return "1." if listed[0].isdigit() else "一、"


def _is_main_title(line: str) -> bool:
    return len(line) <= 40 and is_unfinished(line)


def _report(source: _Source, candidate: _Candidate | None, lines: range, span: tuple[int, int]) -> RawReport:
    """Describe the report that takes these lines of the source, and this stretch of its text."""
    start, end = span
    title_start, title_end, body = _title_span(source, candidate)
    title = source.text[title_start:title_end]
    opening = "\n".join(source.lines[body : lines.stop][:8])[:_OPENING]
    contents = frozenset(source.spans[index][0] for index in source.contents)
    body_start = source.spans[body][0] if body < lines.stop else end
    return RawReport(
        title=title,
        title_start=title_start,
        title_end=title_end,
        start=start,
        end=end,
        year=report_year(title, opening, source.text[body_start:end]),
        kind=report_kind(title, opening),
        sections=find_sections(source.text, body_start, end, contents),
        sentences=split_sentences(source.text, start, end),
    )


def _title_span(source: _Source, candidate: _Candidate | None) -> tuple[int, int, int]:
    """Start and end of the title, and the line that the body begins at."""
    if candidate is not None:
        at = source.spans[candidate.line][0]
        return at + candidate.title.start, at + candidate.title.end, candidate.line + 1
    if source.lines and len(source.lines[0]) <= _LONGEST_TITLE and is_unfinished(source.lines[0]):
        return *source.spans[0], 1
    return 0, 0, 0
