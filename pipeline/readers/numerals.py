"""Counters as list numbers: Word's number formats, and those of HTML lists among them."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["numeral"]

_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


def numeral(count: int, number_format: str) -> str:
    """`count` as a list number in one of Word's formats (``w:numFmt``); decimal in those that are not known."""
    return _FORMATS.get(number_format, str)(count)


def _counting(count: int, digits: str = "零" + _DIGITS[1:], units: str = "千百十") -> str:
    """As one counts in words: 十二, 二十, 一百零五."""
    if not 0 < count < 10_000:
        return str(count)
    words, pending = "", False
    for power, unit in zip((1000, 100, 10, 1), (*units, ""), strict=True):
        digit = count // power % 10
        if digit:
            words += (digits[0] if pending else "") + digits[digit] + unit
            pending = False
        else:
            pending = bool(words)
    return words.removeprefix(digits[1]) if 10 <= count < 20 and digits[1] == "一" else words


def _legal(count: int) -> str:
    return _counting(count, _LEGAL_DIGITS, "仟佰拾")


def _digital(count: int) -> str:
    """Digit by digit: 一〇五."""
    return "".join(_DIGITS[int(digit)] for digit in str(count)) if count >= 0 else str(count)


def _cycle(characters: str) -> Callable[[int], str]:
    return lambda count: characters[count - 1] if 0 < count <= len(characters) else str(count)


def _letters(count: int) -> str:
    """A to Z, then AA, BB, as Word goes on."""
    if not 0 < count <= 26 * 20:
        return str(count)
    return chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    words = ""
    for value, letters in _ROMAN:
        words += letters * (count // value)
        count %= value
    return words


def _block(first: str, last: int) -> Callable[[int], str]:
    """Characters that follow each other in Unicode, from `first` for 1 up to `last`."""
    return lambda count: chr(ord(first) + count - 1) if 0 < count <= last else str(count)


_FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting"), _counting),
    **dict.fromkeys(("taiwaneseCounting", "taiwaneseCountingThousand"), _counting),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), _digital),
    "chineseLegalSimplified": _legal,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "decimalZero": lambda count: f"{count:02d}",
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _block("①", 20)),
    "decimalEnclosedParen": _block("⑴", 20),
    "decimalEnclosedFullstop": _block("⒈", 20),
    "ideographEnclosedCircle": _block("㊀", 10),
    **dict.fromkeys(
        ("decimalFullWidth", "decimalFullWidth2"),
        lambda count: str(count).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)}),
    ),
    "upperLetter": _letters,
    "lowerLetter": lambda count: _letters(count).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
}
