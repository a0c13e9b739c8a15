"""Every form in the table reads as the table says, in any width, and nothing else reads as a figure."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.figures import Figure, find_figures
from extractors.units import plain_number
from tests.extractors.quantity_cases import FormCase, Reading, form_cases, full_width, none_cases


def reading(text: str, figure: Figure) -> Reading:
    return Reading(
        text[figure.start : figure.end],
        None if figure.value is None else float(plain_number(figure.value)),
        None if figure.value_max is None else float(plain_number(figure.value_max)),
        figure.unit.surface if figure.unit else "",
        figure.bound,
        figure.masked,
    )


def test_the_tables_are_as_large_as_promised() -> None:
    assert len(form_cases()) + len(none_cases()) >= 400


@pytest.mark.parametrize("case", form_cases(), ids=lambda case: f"{case.form}: {case.text}")
def test_a_form_reads_as_its_table_says(case: FormCase) -> None:
    found = tuple(reading(case.text, figure) for figure in find_figures(case.text))
    expected = tuple(
        one._replace(value=pytest.approx(one.value)) if one.value else one for one in case.readings
    )
    assert found == expected


@pytest.mark.parametrize("case", form_cases(), ids=lambda case: f"{case.form}: {case.text}")
def test_width_changes_no_value(case: FormCase) -> None:
    text = full_width(case.text)
    found = [(figure.value, figure.value_max, figure.bound) for figure in find_figures(text)]
    assert found == [(figure.value, figure.value_max, figure.bound) for figure in find_figures(case.text)]


@pytest.mark.parametrize(("reason", "text"), none_cases())
def test_a_numeral_that_states_no_quantity_is_none(reason: str, text: str) -> None:
    assert find_figures(text) == []
    assert find_figures(f"按照{text}的要求") == []


def test_no_figure_begins_in_a_zone() -> None:
    text = "落实三会一课12次、双十工程3项"
    assert [text[f.start : f.end] for f in find_figures(text, [(0, 6)])] == ["12次", "3项"]
    assert [text[f.start : f.end] for f in find_figures(text, [(6, 9)])] == ["3项"]


def test_titles_hold_no_figures() -> None:
    text = "印发《2023年度12项重点任务清单》3份，学习“八个一”活动要求2次"
    assert [text[f.start : f.end] for f in find_figures(text)] == ["3份", "2次"]


ALPHABET = "0123456789.,，。、；：（）()《》“”一二两三四五十百千万亿零几数余多来半约近上超过不少于每第至到-—~/%％xX*○某年月日个名户人次亩元公里斤吨成倍分之以上下左右 \n"


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet=ALPHABET, max_size=60))
def test_no_input_raises_and_figures_never_overlap(text: str) -> None:
    last = 0
    for figure in find_figures(text):
        assert last <= figure.start < figure.end <= len(text)
        assert figure.lead <= figure.start
        assert figure.masked == (figure.value is None)
        assert figure.value_max is None or figure.value < figure.value_max
        last = figure.end


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_any_text_at_all_is_read_without_an_error(text: str) -> None:
    find_figures(text)


HOSTILE = {
    "digits": "1",
    "ones": "一",
    "ten thousands": "万",
    "masks": "x",
    "stars": "*",
    "commas": "1,",
    "thousands": "123,",
    "dots": "1.",
    "dashes": "1-",
    "slashes": "1/",
    "brackets": "（1",
    "pairs": "1户",
    "each": "每",
    "each with digits": "每1",
    "quotes": "“1",
    "titles": "《",
    "percent": "百分之",
    "ranges": "1至",
    "approximations": "余",
    "spaces": "1 ",
    "underscores": "_",
    "commas of text": "一，",
    "idioms": "三番",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        started = time.process_time()
        find_figures(text)
        return time.process_time() - started

    seconds(5_000)
    short, long = min(seconds(20_000) for _ in range(2)), seconds(200_000)
    # Ten times the text may take twenty times as long before it counts as worse than linear; noise is absolute.
    assert long <= 20 * short + 1.0


@pytest.mark.slow
def test_a_megabyte_of_each_hostile_text_is_read_in_linear_time() -> None:
    for piece in ("1", "一", "x", "万", "1,", "（", "每1", "1户"):
        started = time.process_time()
        find_figures(piece * (1_000_000 // len(piece)))
        assert time.process_time() - started < 60
