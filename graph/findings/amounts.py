"""What a figure may stand for, given its bound and its precision, and numbers written for people."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Literal

from graph.findings.exact import Fraction
from graph.findings.figures import Figure

__all__ = [
    "Comparison",
    "Interval",
    "and_some",
    "compare",
    "difference",
    "interval",
    "neighbours_exchanged",
    "rounding",
    "show",
    "show_in_unit_of",
]

Comparison = Literal["agree", "differ", "undecided"]
#: Signs that something is left over above a number.
_ODD = ("余", "多", "几")
#: Digits of a number of which two that are exchanged are no accident.
_TELLING = 3
_TEN_THOUSAND = 10_000
_HUNDRED_MILLION = 100_000_000


@dataclass(frozen=True, slots=True)
class Interval:
    """Closed interval; `high` None is without end."""

    low: Fraction
    high: Fraction | None

    def meets(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        return (self.high is None or other.low <= self.high) and (
            other.high is None or self.low <= other.high
        )

    def __mul__(self, other: Interval) -> Interval:
        """Products of numbers that are not negative."""
        high = None if self.high is None or other.high is None else self.high * other.high
        return Interval(self.low * other.low, high)

    def __add__(self, other: Interval) -> Interval:
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(self.low + other.low, high)

    def __truediv__(self, other: Interval) -> Interval:
        """Quotients of numbers that are not negative; `other` is above 0 somewhere."""
        low = Fraction(0) if other.high is None else self.low / other.high
        high = None if self.high is None or other.low <= 0 else self.high / other.low
        return Interval(low, high)


def rounding(figure: Figure) -> Interval:
    """The numbers that are written as this one at its precision: 26.10 is 26.095 to 26.105."""
    half = figure.step / 2
    return Interval(max(figure.number - half, Fraction(0)), figure.number + half)


def _last_place(figure: Figure) -> Fraction:
    """What one unit of the last digit other than 0 is worth: 10 for 270, 100 for 1300."""
    place = figure.step
    number = figure.number / place if place else Fraction(0)
    if number == 0 or number.denominator != 1:
        return place
    count = int(number)
    while count % 10 == 0:
        count //= 10
        place *= 10
    return place


def interval(figure: Figure) -> Interval:
    """The numbers that a figure may stand for: 270余 is 270 to 280, 约270 is 260 to 280, 270以上 has no end."""
    number = figure.number
    if figure.base_max is not None:
        return Interval(number, figure.base_max)
    match figure.bound:
        case "ge":
            return Interval(number, number + _last_place(figure) if and_some(figure) else None)
        case "le":
            return Interval(Fraction(0), number)
        case "about":
            place = _last_place(figure)
            return Interval(max(number - place, Fraction(0)), number + place)
    return rounding(figure)


def compare(a: Figure, b: Figure) -> Comparison:
    """Whether two figures for the same thing can both be right.

    Open bounds (1000以上, 不超过50) contradict what lies beyond them, and agree with what is near.
    """
    if a.plain and b.plain:
        # What is said below of intervals, of those that end half a step on either side; most figures are such.
        return "differ" if 2 * abs(a.number - b.number) > a.step + b.step else "agree"
    first, second = interval(a), interval(b)
    if not first.meets(second):
        # 5.27万 and 52713 differ by less than the coarser of them says.
        coarser = max(a.step, b.step)
        if a.bound == b.bound == "exact" and abs(a.number - b.number) <= coarser / 2:
            return "agree"
        return "differ"
    if first.high is None or second.high is None or "le" in (a.bound, b.bound):
        larger = max(a.number, b.number)
        return "agree" if larger and abs(a.number - b.number) / larger <= Fraction(1, 10) else "undecided"
    return "agree"


def difference(found: Fraction, printed: Fraction) -> Fraction:
    """Relative to the printed figure."""
    return abs(found - printed) / printed if printed else Fraction(0 if not found else 1)


def and_some(figure: Figure) -> bool:
    """Whether a figure says that something is left over above its number: 1240余."""
    return any(sign in figure.text for sign in _ODD)


def neighbours_exchanged(value: Fraction, printed: Figure, *, rounded: bool = False) -> bool:
    """Whether two neighbouring digits of a number, which comes out to the last of those printed, are exchanged: 14.85, 14.58.

    Where it may be `rounded`, it comes out to the last one rounded: 271.544 is 271.5, of which 217.5 was made.
    """
    steps = value / printed.step
    if steps.denominator != 1:
        if not rounded:
            return False
        steps = Fraction(round(steps))
    right, wrong = str(steps.numerator), str(int(printed.number / printed.step))
    differ = [at for at, (a, b) in enumerate(zip(right, wrong, strict=False)) if a != b]
    return (
        len(right) == len(wrong)
        and len(right.rstrip("0")) >= _TELLING
        and len(differ) == 2
        and differ[0] + 1 == differ[1]
        and sorted(right) == sorted(wrong)
    )


def show(number: Fraction, places: int = 4) -> str:
    """A number for people: at most so many decimals, no exponent, no trailing zeros."""
    with localcontext() as context:
        context.prec = 40
        decimal = Decimal(number.numerator) / Decimal(number.denominator)
        rounded = (
            decimal.quantize(Decimal(1).scaleb(-places)) if abs(decimal) < Decimal(10) ** 30 else decimal
        )
    plain = f"{rounded:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def show_in_unit_of(number: Fraction, figure: Figure) -> str:
    """`number`, in the base unit, written in the unit of `figure` and with 万 or 亿 where it has them."""
    assert figure.value is not None
    factor = figure.number / figure.value if figure.value else Fraction(1)
    own = number / factor if factor else number
    for sign, scale in (("亿", _HUNDRED_MILLION), ("万", _TEN_THOUSAND)):
        if sign in figure.text:
            return f"{show(own / scale, 2)}{sign}{figure.unit}"
    return f"{show(own, 2)}{figure.unit}"
