"""Values in tables, and CSV that no spreadsheet runs."""

from __future__ import annotations

import csv
import io

import pytest

from graph.web.cells import cell_of, csv_lines, number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), (True, "✓"), (2023, "2023"), (1234567.0, "1,234,567"), (12.345, "12.35"), ("文字", "文字"),
        (["甲", None, 3], "甲、、3"), ({"a": 1.5}, "a: 1.5"),
    ],
)  # fmt: skip
def test_a_cell_shows_a_value(value: object, text: str) -> None:
    assert cell_of(value).text == text


def test_numbers_are_for_people() -> None:
    assert [number(value) for value in (None, 0.0, 1300.0, 3.14159, -2500.5)] == [
        "",
        "0",
        "1,300",
        "3.14",
        "-2,500.5",
    ]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_formulas_are_quoted_in_csv(text: str) -> None:
    written = "".join(csv_lines(["x"], [[text]])).removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(written, newline="")))
    assert rows == [["x"], ["'" + text]]


def test_csv_holds_numbers_as_numbers_and_names_its_encoding() -> None:
    written = "".join(csv_lines(["年份", "值"], [[2023, -1.5]]))
    assert written == "\ufeff年份,值\r\n2023,-1.5\r\n"


def test_csv_of_no_rows_still_names_its_columns() -> None:
    assert "".join(csv_lines(["a", "b"], [])) == "\ufeffa,b\r\n"
