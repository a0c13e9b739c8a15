"""The sieve before figures of different reports are compared lets nothing through that could have been compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.planted import SETS, extract_planted
from graph.findings.across import components, findings_across, homes_of
from graph.findings.compact import load_shared
from graph.findings.figures import Figure, Stated, figures_of, make_figure
from graph.findings.finding import Finding
from graph.findings.keys import Place, shared_keys
from graph.findings.links import Trace, ground_of, keyed, links_between
from graph.mapping import map_source
from graph.resolution import jurisdiction

PLACE = Place("a", "月亮湾镇镇长2023年度述职报告", 2023)


def figure(text: str, value: float, *, indicator: str = "", unit: str = "亩", report: str = "a") -> Figure:
    stated = Stated(0, len(text), text, unit, "area", unit, "exact", "done", None, value, None, value)
    return make_figure(
        stated, identity=text, report=report, sentence=text, about=frozenset(), indicator=indicator
    )


def _id(finding: Finding) -> str:
    return finding.id


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_with_and_without_the_sieve_the_findings_between_reports_are_the_same(folder: Path) -> None:
    figures: list[Figure] = []
    dumped: dict[str, str] = {}
    traces: list[Trace] = []
    places: dict[str, Place] = {}
    for source in extract_planted(folder):
        for node in map_source(source).nodes["Fingerprint"].values():
            dumped[str(node["report"])] = str(node["figures"])
        for at, extraction in enumerate(source.reports):
            report = figures_of(extraction, source.text, len(source.reports), at)
            figures += report.figures
            ground, code = ground_of(extraction), jurisdiction(extraction)
            identity = (report.id, report.title, report.year)
            traces.append(Trace(*identity, ground, code, keyed(report.figures), report.source))
            places[report.id] = traces[-1].place
    links = list(links_between(traces))
    homes = homes_of(places)
    parts = components(places, links, homes)
    assert parts
    for part in parts:
        ours = [link for link in links if link.first in part]
        read = load_shared({report: dumped[report] for report in part})
        every = [figure for figure in figures if figure.report in part]
        assert len(read) < len(every)
        found, expected = (
            sorted(findings_across(stated, places, ours, homes), key=_id) for stated in (read, every)
        )
        assert found == expected


@given(
    number=st.integers(min_value=100, max_value=10**7),
    thousandths=st.integers(min_value=0, max_value=10),
)
def test_numbers_that_may_be_one_share_a_key(number: int, thousandths: int) -> None:
    near = number + number * thousandths // 1000
    one, other = figure(f"{number}亩", number), figure(f"{near}亩", near)
    rare = [bool(shared_keys(each, PLACE)) for each in (one, other)]
    assert not all(rare) or set(shared_keys(one, PLACE)) & set(shared_keys(other, PLACE))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (figure("17466亩", 17466), figure("17646亩", 17646)),
        (figure("12亩", 12, indicator="全乡烟叶种植"), figure("300亩", 300, indicator="种植烟叶")),
        (figure("52713亩", 52713), figure("5.27万亩", 52700)),
    ],
)
def test_exchanged_digits_names_and_rounded_numbers_share_a_key(one: Figure, other: Figure) -> None:
    assert set(shared_keys(one, PLACE)) & set(shared_keys(other, PLACE))


@pytest.mark.parametrize(
    "lonely",
    [
        figure("12亩", 12, indicator="面积"),
        figure("17466亩", 17466, unit="株"),
        figure("2300亩", 2300),
        figure("17466亩", 17466, indicator="烟叶种植"),
    ],
)
def test_other_units_names_and_numbers_share_none(lonely: Figure) -> None:
    asked = figure("45.3亩", 45.3, indicator="茶叶种植"), figure("17.5万亩", 175000)
    assert not any(set(shared_keys(lonely, PLACE)) & set(shared_keys(each, PLACE)) for each in asked)


def test_what_only_one_report_says_is_not_read_back() -> None:
    assert load_shared({}) == []
    assert load_shared({"a": "[]", "b": '{"format": 1, "figures": []}'}) == []


def test_of_other_years_and_villages_only_the_very_number_is_shared() -> None:
    said = figure("17466亩", 17466, indicator="烟叶种植")
    last_year = said._replace(period="2021年")
    there = said._replace(about=frozenset({"石桥村"}))
    for other in (last_year, there):
        assert set(shared_keys(said, PLACE)) & set(shared_keys(other, PLACE)) == {"17466亩"}


def test_what_nobody_knows_the_time_of_has_no_keys() -> None:
    timeless = Place("a", "月亮湾镇镇长述职报告", None)
    assert shared_keys(figure("17466亩", 17466, indicator="烟叶种植"), timeless) == []
