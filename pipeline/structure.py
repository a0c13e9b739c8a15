"""Reports of a source: where each begins and ends, its title, year and kind, its sections and sentences."""

from __future__ import annotations

from pipeline.division import Beginning, Source, find_beginnings
from pipeline.documents import RawReport
from pipeline.lines import is_unfinished
from pipeline.sections import find_sections
from pipeline.sentences import split_sentences
from pipeline.titles import glued_title, report_kind, report_year

__all__ = ["split_reports"]

#: What may speak of a report's year and kind where its title does not.
_OPENING_LINES = 8
_OPENING = 600
#: A source without a title is called by its first line, if that is no longer.
_LONGEST_NAME = 60


def split_reports(text: str) -> list[RawReport]:
    """Split the cleaned text of one source into its reports.

    Args:
        text: cleaned text; one paragraph a line.

    Returns:
        At least one report. They tile the text: each ends where the next one begins. What stands before the first
        title (the heading of a compilation, its table of contents) counts as part of the first report, but not of
        its sections.

    """
    source = Source(text)
    beginnings = find_beginnings(source) or [_untitled(source)]
    reports = []
    for number, beginning in enumerate(beginnings):
        last = number + 1 == len(beginnings)
        until = len(source.lines) if last else beginnings[number + 1].line
        start = source.start_of(beginning.line) if number else 0
        end = source.start_of(until) if not last else len(text)
        reports.append(_report(source, beginning, until, (start, end)))
    return reports


def _untitled(source: Source) -> Beginning:
    """The beginning of a source in which no line reads like a report's title.

    It may begin with a title all the same, run together with the text; else its first line serves, if it is short.
    """
    first = source.lines[0] if source.lines else ""
    start = source.start_of(0)
    glued = glued_title(first[:_LONGEST_NAME])
    if glued:
        return Beginning(0, -1, start, start + glued, start + glued)
    if first and len(first) <= _LONGEST_NAME and is_unfinished(first):
        return Beginning(0, 0, *source.spans[0], source.start_of(1))
    return Beginning(0, -1, 0, 0, start)


def _report(source: Source, beginning: Beginning, until: int, span: tuple[int, int]) -> RawReport:
    """Describe the report whose lines end before the line `until`, and whose text is `span`."""
    start, end = span
    body = beginning.title_line + 1
    body_start = min(beginning.body_start, end)
    title = source.text[beginning.title_start : beginning.title_end].replace("\n", "")
    opening = "\n".join(source.lines[body : min(until, body + _OPENING_LINES)])[:_OPENING]
    year = report_year(title, opening, source.text[body_start:end])
    kind = report_kind(title, opening)
    # Reports to a people's congress are named after the year ahead.
    done = year - 1 if year is not None and kind == "政府工作报告" else year
    contents = source.contents_between(body_start, end)
    return RawReport(
        title=title,
        title_start=beginning.title_start,
        title_end=beginning.title_end,
        start=start,
        end=end,
        year=year,
        kind=kind,
        sections=find_sections(source.text, body_start, end, year=done, skipped=contents),
        sentences=split_sentences(source.text, start, end),
    )
