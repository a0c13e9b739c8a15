"""List numbers read as Word and browsers draw them."""

from __future__ import annotations

import pytest

from pipeline.readers.numerals import numeral


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("chineseCounting", {1: "一", 10: "十", 12: "十二", 20: "二十", 99: "九十九", 105: "一百零五", 1010: "一千零一十"}),
        ("chineseCountingThousand", {3: "三", 30: "三十"}),
        ("ideographDigital", {10: "一〇", 2023: "二〇二三"}),
        ("chineseLegalSimplified", {3: "叁", 12: "壹拾贰"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {12: "亥"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedParen", {2: "⑵"}),
        ("decimalEnclosedFullstop", {3: "⒊"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalZero", {7: "07", 17: "17"}),
        ("upperRoman", {4: "IV", 1999: "MCMXCIX"}),
        ("lowerRoman", {9: "ix"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA"}),
        ("lowerLetter", {2: "b"}),
        ("somethingNew", {5: "5"}),
    ],
)  # fmt: skip
def test_formats(number_format: str, expected: dict[int, str]) -> None:
    assert {count: numeral(count, number_format) for count in expected} == expected


@pytest.mark.parametrize(
    "number_format",
    ["chineseCounting", "upperRoman", "upperLetter", "decimalEnclosedCircle", "ideographTraditional"],
)
@pytest.mark.parametrize("count", [0, 10**6])
def test_counts_that_a_format_has_no_sign_for_are_decimal(number_format: str, count: int) -> None:
    assert numeral(count, number_format) == str(count)
