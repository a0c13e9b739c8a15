"""Only what can be compared is drawn together, and nothing that is unknown."""

from __future__ import annotations

from dataclasses import replace

from graph.web.plots import plots
from graph.web.reads import Figure

FIGURE = Figure(
    id="q", indicator="发展党员", text="12名", value=12, value_max=None, unit="名", bound="exact", base_value=12,
    base_unit="名", masked=False, status="done", period=None, sentence="发展党员12名。", start=4, end=7, report="r",
    report_title="述职报告", year=2022,
)  # fmt: skip


def test_figures_of_one_indicator_and_unit_make_a_plot_with_rising_years() -> None:
    (plot,) = plots([FIGURE, replace(FIGURE, id="p", year=2023, base_value=18.0)])
    earlier, later = plot.points
    assert earlier.x < later.x
    assert earlier.y > later.y
    assert [tick.text for tick in plot.x_ticks] == ["2022", "2023"]
    assert [tick.text for tick in plot.y_ticks] == ["0", "10", "20"]


def test_points_lie_inside() -> None:
    figures = [
        replace(FIGURE, id=str(v), base_value=float(v), year=2000 + at) for at, v in enumerate((0, 7, 10**9))
    ]
    (plot,) = plots(figures)
    for point in plot.points:
        assert plot.left <= point.x <= plot.right
        assert 0 <= point.y <= plot.bottom


def test_other_units_are_other_plots() -> None:
    other = replace(FIGURE, base_unit="元")
    assert {(plot.unit, len(plot.points)) for plot in plots([FIGURE, FIGURE, other, other])} == {
        ("名", 2),
        ("元", 2),
    }


def test_masked_figures_and_those_without_a_year_are_not_drawn() -> None:
    assert plots([FIGURE, replace(FIGURE, masked=True), replace(FIGURE, year=None)]) == []


def test_a_lower_bound_points_upward() -> None:
    (plot,) = plots([FIGURE, replace(FIGURE, bound="ge", start=9)])
    assert [point.up for point in plot.points] == [False, True]
