"""A number written in any supported form reads back as itself; nothing raises."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.numerals import FOLD, MAX_LENGTH, SCANNER, Numeral, fold, read

_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """Spell a whole number the way it is spoken."""
    for great, sign in ((10**8, "亿"), (10**4, "万")):
        if number >= great:
            above, below = divmod(number, great)
            rest = chinese(below) if below else ""
            zero = "零" if below and below < great // 10 else ""
            return chinese(above) + sign + zero + (("一" + rest) if rest.startswith("十") else rest)
    spoken, zero = "", False
    for scale, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, scale)
        if digit:
            spoken += ("零" if zero else "") + _DIGITS[digit] + sign
            zero = False
        elif spoken and number:
            zero = True
    return spoken.removeprefix("一") if spoken.startswith("一十") else spoken or "零"


def value(run: str) -> Decimal | None:
    numeral = read(run)
    return None if numeral is None else numeral.value


@settings(max_examples=300)
@given(st.integers(min_value=1, max_value=10**10))
def test_a_whole_number_reads_back_in_chinese(number: int) -> None:
    assert value(chinese(number)) == number


@settings(max_examples=200)
@given(st.integers(min_value=0, max_value=10**12))
def test_a_whole_number_reads_back_in_digits_and_with_separators(number: int) -> None:
    assert value(str(number)) == number
    assert value(f"{number:,}") == number
    assert value(f"{number:,}".replace(",", "，")) == number


@settings(max_examples=200)
@given(
    st.decimals(min_value=0, max_value=9999, places=3),
    st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8)]),
)
def test_a_decimal_is_exact_under_every_scale(number: Decimal, scale: tuple[str, int]) -> None:
    sign, factor = scale
    assert value(f"{number}{sign}") == number * factor


@settings(max_examples=100)
@given(st.integers(min_value=1, max_value=9), st.integers(min_value=1, max_value=9))
def test_mixed_scales_add_up(thousands: int, hundreds: int) -> None:
    assert value(f"{thousands}千{hundreds}百") == thousands * 1000 + hundreds * 100
    assert value(f"{thousands}亿{hundreds}千万") == thousands * 10**8 + hundreds * 10**7
    assert value(f"{thousands}万{hundreds}千") == thousands * 10**4 + hundreds * 1000


@pytest.mark.parametrize("more", ["余", "多"])
@pytest.mark.parametrize("written", ["30{}", "30{}万", "30万{}", "三十{}", "三十{}万", "1.2万{}"])
def test_more_is_said_wherever_it_stands(written: str, more: str) -> None:
    numeral = read(written.format(more))
    assert numeral is not None
    assert numeral.more
    assert numeral.value is not None


@pytest.mark.parametrize(
    ("run", "low", "high"),
    [
        ("三四十", 30, 40),
        ("四五十万", 400_000, 500_000),
        ("两三", 2, 3),
        ("十七八", 17, 18),
        ("一二百", 100, 200),
        ("三五", 3, 5),
    ],
)
def test_neighbouring_digits_are_a_range(run: str, low: int, high: int) -> None:
    assert read(run) == Numeral(
        Decimal(low), Decimal(high), more=False, style="chinese", scale=read(run).scale
    )  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("run", "least"),
    [("十几", 10), ("二十几", 20), ("几十", 10), ("数百", 100), ("几千", 1000), ("数百万", 1_000_000)],
)
def test_vague_digits_say_at_least(run: str, least: int) -> None:
    numeral = read(run)
    assert numeral is not None
    assert (numeral.value, numeral.more) == (least, True)


@pytest.mark.parametrize("run", ["xx", "**", "XX万", "x余", "××", "□□", "○○", "x.x", "1X", "2x万", "__"])
def test_a_masked_number_has_no_value(run: str) -> None:
    numeral = read(run)
    assert numeral is not None
    assert (numeral.style, numeral.value) == ("masked", None)


@pytest.mark.parametrize(
    "run",
    ["", "几", "数", "二一", "三八", "百千", "0,123", "1,23", "3百5千", "一二三", "1" * (MAX_LENGTH + 1)],
)
def test_what_is_no_number_reads_as_none(run: str) -> None:
    assert read(run) is None


def test_a_spoken_last_digit_belongs_under_the_scale_before() -> None:
    assert value("一百二") == 120
    assert value("两万五") == 25_000
    assert value("一百零二") == 102
    assert value("十二") == 12


def test_a_circle_is_zero_among_digits_and_a_mask_alone() -> None:
    assert value("二○二三") == 2023
    assert value("○○") is None


@pytest.mark.parametrize(
    ("text", "run"),
    [("5千瓦", "5"), ("3千克", "3"), ("1.7亿千瓦", "1.7亿"), ("二十万千瓦时", "二十万"), ("5千米", "5")],
)
def test_the_thousand_of_a_unit_multiplies_nothing(text: str, run: str) -> None:
    found = SCANNER.match(text)
    assert found is not None
    assert found.group() == run


def test_a_spoken_decimal_takes_any_scale() -> None:
    assert [value(run) for run in ("一点二万", "一点二余千", "一点二百万")] == [12_000, 1200, 1_200_000]


@settings(max_examples=300)
@given(st.text(alphabet="0123456789.,，一二两三十百千万亿零几数余多来点xX*○第分之", max_size=40))
def test_nothing_raises_and_the_scan_covers_what_it_finds(text: str) -> None:
    for found in SCANNER.finditer(text):
        assert found.group()
        read(found.group())


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_folding_maps_one_character_to_one() -> None:
    assert all(isinstance(to, str) and len(to) == 1 for to in FOLD.values())
    assert fold("１．５％／公斤，（Ａ）") == "1.5%/公斤，（A）"
