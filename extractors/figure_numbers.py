"""The number of a figure: a numeral, a fraction or a range, at its place in half-width text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extractors.numerals import SCANNER, Numeral, read
from extractors.units import Unit, UnitTable

__all__ = ["Number", "NumberReader", "is_digit"]

_RANGE_SIGN = re.compile(r" ?(?:——|[-~–—―−‒～至到一]) ?")
_RANGE_FIRST = frozenset(" -~–—―−‒～至到一")
_SCALE_AFTER_SPACE = re.compile(r" (?:(万亿|[万亿])(?= ?[^\s，。；、]))?(?: ?([余多])(?! ?[种样次数]))?")
_SCALES = {"万": 10**4, "亿": 10**8, "万亿": 10**12}
#: From here on a number may go without a unit (总投资3680万).
_GREAT = 10_000
_FRACTION = re.compile(
    r"([0-9]++(?:\.[0-9]++)?|[一二两三四五六七八九十百千万]++)分之"
    r"([0-9]++(?:\.[0-9]++)?|[零一二两三四五六七八九十百]++(?:点[零一二三四五六七八九]++)?)(?P<more>[余多])?"
)
_WHOLES = {"百": "%", "100": "%", "千": "‰", "1000": "‰"}
_NINE_PLACES = Decimal("0.000000001")
_CODE_SIGNS = ".:：/-"


def is_digit(char: str) -> bool:
    """Whether `char` is an ASCII digit; an empty one is none."""
    return "0" <= char <= "9" if char else False


@dataclass(slots=True)
class Number:
    """A number at its place.

    Attributes:
        start, end: where it stands.
        low, high: the number, and the upper end of a range; both None when masked.
        more: said to be more (余, 多, 几).
        style: arabic, chinese or masked.
        run: its numeral as written.
        scaled: carries 万 or 亿, so that it may go without a unit.
        pure_scale: nothing but 百, 千, 万, 亿.
        unit: the unit where the number implies it (百分之…).
        following: the unit that stands after it, with where that ends, when it has been looked for.

    """

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None = None
    more: bool = False
    style: str = "arabic"
    run: str = ""
    scaled: bool = False
    pure_scale: bool = False
    unit: Unit | None = None
    following: tuple[Unit, int] | None = None


class NumberReader:
    """Reads the numbers of one half-width text.

    `resume` is where the next number may begin: behind a code that was recognised as one.
    """

    def __init__(self, text: str, units: UnitTable) -> None:
        self._text = text
        self._units = units
        self.resume = 0

    def number(self, start: int, end: int) -> Number | None:
        """The number whose first numeral stands at [start, end); None when it is none, or part of a code."""
        text = self._text
        if text.startswith("分之", end):
            fraction = _FRACTION.match(text, start)
            if fraction is not None:
                return self._fraction(fraction)
        if text.startswith("百分百", start):
            return Number(
                start, start + 3, Decimal(100), style="chinese", run="百分百", unit=self._units["%"]
            )
        run = text[start:end]
        numeral = read(run)
        if numeral is None:
            return _without_separators(start, run)
        number = Number(
            start,
            end,
            numeral.value,
            numeral.value_max,
            numeral.more,
            numeral.style,
            run,
            scaled=numeral.scale >= _GREAT,
            pure_scale=numeral.pure_scale,
        )
        if text[end : end + 1] == " " and number.style != "chinese":
            self._after_space(number)
        return self._range(number, numeral.scale)

    def unit_after(self, at: int) -> tuple[Unit, int] | None:
        """The unit after a number, with where it ends; one space may stand between."""
        if self._text[at : at + 1] == " ":
            at += 1
        return self._units.match(self._text, at)

    def skip_code(self, at: int) -> None:
        """Pass over the rest of a code (2023.12.1, 8:30, 2023/12/1)."""
        text = self._text
        limit = min(len(text), at + 40)
        while at < limit and (is_digit(text[at]) or text[at] in _CODE_SIGNS):
            at += 1
        self.resume = at

    def _after_space(self, number: Number) -> None:
        """100 万余元: typesetters put spaces around numbers, and even inside them."""
        spaced = _SCALE_AFTER_SPACE.match(self._text, number.end)
        if spaced is None:
            return
        scale, more = spaced.groups()
        if scale:
            number.scaled = True
            if number.low is not None:
                number.low *= _SCALES[scale]
        number.more = number.more or bool(more)
        if scale or more:
            number.end = spaced.end()

    # ---- fractions

    def _fraction(self, found: re.Match[str]) -> Number | None:
        """百分之九十五 is 95 %, 三分之二 a number without a unit."""
        below, above = read(found.group(1)), read(found.group(2))
        if below is None or above is None or not below.value or above.value is None:
            return None
        number = Number(*found.span(), above.value, above.value_max, style="chinese", run=found.group(1))
        number.more = above.more or found.group("more") is not None
        sign = _WHOLES.get(found.group(1))
        if sign is not None:
            number.unit = self._units[sign]
            return self._percent_range(number)
        if above.value_max is not None or above.value >= below.value:
            return None
        number.low = (above.value / below.value).quantize(_NINE_PLACES).normalize()
        return number

    def _percent_range(self, number: Number) -> Number:
        """百分之十至十五, 百分之十至百分之十五."""
        text = self._text
        if text[number.end : number.end + 1] not in ("至", "到"):
            return number
        at = number.end + 1
        second = _FRACTION.match(text, at)
        if second is not None and second.group(1) == number.run:
            upper, end = read(second.group(2)), second.end()
        else:
            run = SCANNER.match(text, at)
            upper, end = (read(run.group()), run.end()) if run is not None else (None, at)
        low = number.low
        if upper is not None and upper.value is not None and low is not None and upper.value > low:
            number.high, number.end = upper.value, end
        return number

    # ---- ranges

    def _range(self, number: Number, scale: int) -> Number | None:
        """3至5次, 20%—30%, 2-3万元. A hyphen that makes no range makes a code, and then there is no figure."""
        text = self._text
        at = number.end
        unit = None
        sign = _RANGE_SIGN.match(text, at) if text[at : at + 1] in _RANGE_FIRST else None
        if sign is None:
            # The first part may have its unit, too: 20%—30%.
            spot = number.following = self.unit_after(at)
            if spot is None or text[spot[1] : spot[1] + 1] not in _RANGE_FIRST:
                return number
            sign = _RANGE_SIGN.match(text, spot[1])
            if sign is None:
                return number
            unit = spot[0]
        second = SCANNER.match(text, sign.end())
        mark = sign.group().strip()
        if second is None or (mark == "一" and not (is_digit(text[at - 1]) and is_digit(second.group()[0]))):
            return number
        hyphen = mark not in ("至", "到", "一")
        upper = read(second.group())
        if upper is None:
            return None if hyphen and unit is None else number
        spot = self.unit_after(second.end())
        if unit is None:
            if spot is None and upper.scale < _GREAT:
                # 2021-2023年, 1-9月, 0872-5123456.
                self.resume = max(self.resume, second.end())
                return None
            if text[second.end() : second.end() + 1] in ("-", "—", "~"):
                self.skip_code(second.end())
                return None
        elif spot is None or (spot[0].dimension, spot[0].base) != (unit.dimension, unit.base):
            return number
        if not hyphen and self._is_change(number.start):
            return number
        first_unit = None if unit is None or spot is None else unit.factor / spot[0].factor
        joined = _join(
            number,
            upper,
            scale,
            None if first_unit is None else Decimal(first_unit.numerator) / first_unit.denominator,
        )
        if not joined:
            return None if hyphen else number
        number.end, number.more, number.following = second.end(), upper.more, spot
        number.scaled = number.scaled or upper.scale >= _GREAT
        return number

    def _is_change(self, start: int) -> bool:
        """由3次到5次 is a change, not a range."""
        window = self._text[max(0, start - 10) : start]
        return any(char in window for char in "由从") and not any(char in window for char in "，。；")


def _join(number: Number, upper: Numeral, scale: int, ratio: Decimal | None) -> bool:
    """Work the upper end of a range into `number`; False when the two make no range.

    Args:
        number: the lower end.
        upper: the upper end.
        scale: what the lower end's last part is multiplied by.
        ratio: how many of the upper end's units one of the lower end's is; None where that has no unit.

    """
    if number.style == "masked" or upper.style == "masked":
        number.low, number.style = None, "masked"
        return True
    low, high = number.low, upper.value
    if low is None or high is None:
        return False
    if ratio is not None:
        low *= ratio
    elif scale == 1 and upper.scale >= 100 and low * upper.scale < high:
        low *= upper.scale  # 2-3万元: the 万 is meant for both
    if low >= high:
        return False
    number.low, number.high = low, upper.value_max or high
    return True


def _without_separators(start: int, run: str) -> Number | None:
    """`2023，500余份` is a year and a figure: what looks like a thousands separator may be a comma."""
    head, sign, _ = run.partition("，")
    numeral = read(head) if sign and len(head) <= 4 else None
    if numeral is None:
        return None
    return Number(start, start + len(head), numeral.value, more=numeral.more, run=head)
