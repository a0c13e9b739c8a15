"""Tables of figures: sentences of our own with what is to be read in them."""

from pathlib import Path
from typing import NamedTuple

from extractors.attributes import Bound
from extractors.numerals import fold

CASES = Path(__file__).with_name("cases")
_BOUNDS: dict[str, Bound] = {"≥": "ge", "≤": "le", "≈": "about"}


class Reading(NamedTuple):
    """What a table says of one figure."""

    span: str
    value: float | None
    value_max: float | None
    unit: str
    bound: Bound
    masked: bool


class FormCase(NamedTuple):
    form: str
    text: str
    readings: tuple[Reading, ...]


class IndicatorCase(NamedTuple):
    topic: str
    text: str
    #: Span, indicator and status of each figure.
    found: tuple[tuple[str, str, str], ...]
    places: tuple[tuple[int, int], ...] = ()
    programs: tuple[tuple[int, int], ...] = ()


def _lines(name: str) -> list[list[str]]:
    text = (CASES / f"{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def _reading(written: str) -> Reading:
    span, _, stated = written.partition("=")
    bound = _BOUNDS.get(stated[0], "exact")
    number, _, unit = stated.removeprefix(stated[0] if bound != "exact" else "").partition(" ")
    if number == "?":
        return Reading(span, None, None, unit, bound, True)
    low, _, high = number.partition("~")
    return Reading(span, float(low), float(high) if high else None, unit, bound, False)


def form_cases() -> list[FormCase]:
    """``cases/quantities.tsv``."""
    return [
        FormCase(form, text, tuple(map(_reading, readings.split(" ; "))))
        for form, text, readings in _lines("quantities")
    ]


def none_cases() -> list[tuple[str, str]]:
    """``cases/quantities_none.tsv``: why it is none, and the text."""
    return [(reason, text) for reason, text in _lines("quantities_none")]


def _unmarked(marked: str) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    """The text without its braces and angle brackets, and the stretches that stood in each of them."""
    text = ""
    stretches: dict[str, list[tuple[int, int]]] = {"{": [], "<": []}
    begin = {"{": 0, "<": 0}
    for char in marked:
        if char in begin:
            begin[char] = len(text)
        elif char in "}>":
            opened = "{" if char == "}" else "<"
            stretches[opened].append((begin[opened], len(text)))
        else:
            text += char
    return text, stretches


def indicator_cases() -> list[IndicatorCase]:
    """``cases/quantities_indicators.tsv``."""
    cases = []
    for topic, marked, found in _lines("quantities_indicators"):
        text, stretches = _unmarked(marked)
        parts = []
        for part in found.split(" ; "):
            span, _, said = part.partition("=")
            indicator, _, status = said.partition(" [")
            parts.append((span, indicator, status.rstrip("]") or "done"))
        cases.append(IndicatorCase(topic, text, tuple(parts), tuple(stretches["{"]), tuple(stretches["<"])))
    return cases


def watermarked(text: str, mark: str = "##paidbegin##") -> str:
    """`text` as a web library would print it, its mark in the middle of it."""
    return text[: len(text) // 2] + mark + text[len(text) // 2 :]


_WIDE = {code - 0xFEE0: code for code in range(0xFF01, 0xFF5F)}


def full_width(text: str) -> str:
    """`text` with digits, letters and signs in full width; commas stay, as they are punctuation in Chinese."""
    wide = {code: wide for code, wide in _WIDE.items() if chr(code) not in ",:;!?()"}
    assert fold(text.translate(wide)) == fold(text)
    return text.translate(wide)
