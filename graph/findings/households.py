"""Households have people: 58户41人 cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.findings.figures import Figure, ReportFigures
from graph.findings.finding import Finding, make_finding
from graph.findings.segments import Segment, label, segments

__all__ = ["households"]

_NEXT = re.compile(r"^[、，共计及，]{0,2}$")
_PEOPLE = frozenset("人口")
#: People who are some of a household's: 65户34人外出务工.
_SOME = re.compile(
    r"^[^，。；、]{0,6}(?:务工|外出|就业|就学|参加|报名|培训|上学|参军|返乡|创业|申请|代表|到场|签|次)"
)
#: Households of which some people are meant.
_SOME_BEFORE = re.compile(
    r"务工|就业|就学|培训|学生|残疾|代表|劳动力|公益|岗|带动|党员|外出|重病|大病|死亡|死|伤|失|老人|孤"
)


def households(report: ReportFigures) -> Iterator[Finding]:
    """All findings of the kind ``households`` in a report."""
    for segment in segments(report):
        for at in range(len(segment.figures) - 1):
            houses, people = segment.figures[at], segment.figures[at + 1]
            if (
                houses.unit == "户"
                and people.unit in _PEOPLE
                and houses.plain
                and people.plain
                and people.number < houses.number
                and _one_and_the_same(segment, at, people)
            ):
                text = f"{houses.text}只有{people.text}：人数少于户数，平均每户不足1人。"
                yield make_finding(
                    "households",
                    "fails",
                    [houses, people],
                    text,
                    0.85,
                    hint=f"疑户数与人数写反，或{label(people)}漏写数位",
                )


def _one_and_the_same(segment: Segment, at: int, people: Figure) -> bool:
    """Whether the people are those of the households, all of them."""
    joined = bool(_NEXT.match(segment.before[at + 1]))
    said = segment.clause(at) + segment.figures[at].indicator + people.indicator
    return joined and not _SOME.match(segment.following(at + 1)) and not _SOME_BEFORE.search(said)
