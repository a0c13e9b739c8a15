"""A rate times an amount is a total: price × weight = value, yield × area = output, so much a head × heads = sum.

The rate says itself what it is multiplied by (元/公斤, 亩产 … 公斤, 人均 … 元). A product that comes out right is
reported for any one triple of a segment; one that comes out wrong only where the segment holds exactly one rate, one
amount and one total, and the words say that they are those of each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from extractors.units import table
from graph.findings.amounts import Interval, difference, rounding, show, show_in_unit_of
from graph.findings.figures import Figure, ReportFigures
from graph.findings.finding import Finding, make_finding
from graph.findings.segments import Segment, segments, share_words
from graph.findings.words import has_word

__all__ = ["products"]

#: Relative difference up to which a product is right even where the written digits do not quite allow it: averages of
#: prices are themselves rounded sums.
RIGHT = Fraction(2, 1000)
#: Relative difference from which it is wrong.
WRONG = Fraction(3, 100)

_PER = re.compile(
    r"(?:每|一)(公斤|千克|市斤|斤|亩|吨|担|头|只|羽|尾|人|户|株|棵|名|个|辆|栋|套|座|台|盏|公里|千米|米|平方米|公顷|箱|袋|枚|村)[^，。；、0-9]{0,10}$"
)
_MEAN = re.compile(r"(亩均|亩产|户均|人均|村均|单产|头均|平均单价|平均亩产)[^，。；、0-9]{0,10}$")
_MEAN_UNITS = {
    "亩均": "亩",
    "亩产": "亩",
    "平均亩产": "亩",
    "户均": "户",
    "人均": "人",
    "村均": "个",
    "单产": "亩",
    "头均": "头",
}
_HEADS = frozenset("人名位口")
_HOUSES = frozenset("户家")
_PRICE = re.compile(r"价|每|元/")
_YIELD_TOTAL = re.compile(r"总产|产量|产出|产|收获|采收|加工|收")
_SUM = re.compile(r"共|合计|总|累计|发放|兑付|兑现|支付|分红|投入|落实|收入|产值")
_MONEY_TOTAL = re.compile(r"共|合计|总|累计")
_GROWTH = re.compile(r"增长|比上年|较上年|同比|增收|提高|计划|预计|目标|可")


@dataclass(frozen=True, slots=True)
class _Rate:
    """A figure read as so much per unit: `base` of `above` for each one of `below`."""

    at: int
    figure: Figure
    above: str
    below: frozenset[str]
    #: What one of `below` is in its base unit.
    factor: Fraction
    unit: str

    @property
    def interval(self) -> Interval:
        return rounding(self.figure)


def products(report: ReportFigures) -> Iterator[Finding]:
    """All findings of the kind ``product`` in a report."""
    for segment in segments(report):
        if len(segment.figures) >= 3:
            yield from _in_segment(segment)


def _in_segment(segment: Segment) -> Iterator[Finding]:
    rates = [rate for at in range(len(segment.figures)) if (rate := _rate(segment, at))]
    named = {rate.at for rate in rates}
    for rate in rates:
        amounts = [
            at
            for at, figure in enumerate(segment.figures)
            if at not in named and figure.plain and figure.base_unit in rate.below
        ]
        totals = [
            at
            for at, figure in enumerate(segment.figures)
            if at not in named and at not in amounts and figure.plain and figure.base_unit == rate.above
        ]
        right = [pair for pair in product(amounts, totals) if _is_right(segment, rate, *pair)]
        if right:
            # The nearest of several equal ones.
            amount, total = min(right, key=lambda pair: (abs(pair[0] - rate.at), abs(pair[1] - rate.at)))
            yield _holds(segment, rate, amount, total)
        elif len(amounts) == len(totals) == 1 and len(rates) == 1:
            found = _fails(segment, rate, amounts[0], totals[0])
            if found:
                yield found


def _rate(segment: Segment, at: int) -> _Rate | None:
    figure = segment.figures[at]
    if not figure.plain or figure.number <= 0:
        return None
    if "/" in figure.base_unit:
        above, _, below = figure.base_unit.partition("/")
        if "/" in below:
            return None
        return _Rate(at, figure, above, _equal_units(below), Fraction(1), figure.unit)
    clause = segment.clause(at)
    found = _PER.search(clause) or _MEAN.search(clause)
    if not found or figure.dimension not in {"money", "mass", "count"}:
        return None
    name = _MEAN_UNITS.get(found.group(1), found.group(1))
    if name not in table():
        return None
    unit = table()[name]
    return _Rate(at, figure, figure.base_unit, _equal_units(unit.base), unit.factor, f"{figure.unit}/{name}")


def _equal_units(base: str) -> frozenset[str]:
    for group in (_HEADS, _HOUSES):
        if base in group:
            return group
    return frozenset({base})


def _product(rate: _Rate, amount: Figure) -> tuple[Fraction, Interval]:
    count = amount.number / rate.factor
    bounds = rounding(amount)
    high = None if bounds.high is None else bounds.high / rate.factor
    if amount.dimension == "count" and amount.step == 1:
        exactly = Interval(count, count)
    else:
        exactly = Interval(bounds.low / rate.factor, high)
    return rate.figure.number * count, rate.interval * exactly


def _is_right(segment: Segment, rate: _Rate, amount: int, total: int) -> bool:
    value, bounds = _product(rate, segment.figures[amount])
    printed = segment.figures[total]
    off = difference(value, printed.number)
    return off <= RIGHT or (off <= WRONG and bounds.meets(rounding(printed)))


def _sum(segment: Segment, rate: _Rate, amount: int, total: int) -> str:
    """The multiplication as one would write it down."""
    counted, printed = segment.figures[amount], segment.figures[total]
    value, _ = _product(rate, counted)
    steps = [counted.text]
    below = _unit_below(rate)
    if counted.unit != below and counted.dimension != "count" and counted.value:
        steps.append(f"{show(counted.number / counted.value / _factor(below))}{below}/{counted.unit}")
    price = f"{show(rate.figure.value or Fraction(0))}{rate.unit}"
    plain = f"{show(value / _own_factor(printed), 2)}{printed.unit}"
    short = show_in_unit_of(value, printed)
    # What is exact ends at the second decimal; beyond that it is about.
    sums = f"{' × '.join([*steps, _as_written(rate, price)])} = {plain}"
    return sums if short == plain else f"{sums} ≈ {short}"


def _as_written(rate: _Rate, price: str) -> str:
    written = rate.figure.text
    return written if "/" in written else price


def _unit_below(rate: _Rate) -> str:
    return rate.unit.partition("/")[2]


def _factor(unit: str) -> Fraction:
    return table()[unit].factor if unit in table() else Fraction(1)


def _own_factor(figure: Figure) -> Fraction:
    return figure.number / figure.value if figure.value else Fraction(1)


def _percent(off: Fraction) -> str:
    """A relative difference with as many decimals as it takes to see it."""
    places = 1
    while places < 6 and off * 100 < Fraction(1, 10**places):
        places += 1
    return f"{show(off * 100, places)}%"


def _holds(segment: Segment, rate: _Rate, amount: int, total: int) -> Finding:
    printed = segment.figures[total]
    value, _ = _product(rate, segment.figures[amount])
    off = difference(value, printed.number)
    sums = _sum(segment, rate, amount, total)
    end = "正好相符。" if off == 0 else f"文中为{printed.text}，相差{_percent(off)}，在四舍五入之内。"
    figures = [rate.figure, segment.figures[amount], printed]
    return make_finding("product", "holds", figures, f"{sums}，{end}", 0.95)


def _fails(segment: Segment, rate: _Rate, amount: int, total: int) -> Finding | None:
    counted, printed = segment.figures[amount], segment.figures[total]
    value, bounds = _product(rate, counted)
    off = difference(value, printed.number)
    if off <= WRONG or bounds.meets(rounding(printed)) or not _belong(segment, rate, amount, total):
        return None
    text = f"{_sum(segment, rate, amount, total)}，文中为{printed.text}，{_how_far(value, printed.number)}。"
    return make_finding(
        "product", "fails", [rate.figure, counted, printed], text, 0.9, hint=_hint(value, printed)
    )


def _how_far(value: Fraction, printed: Fraction) -> str:
    ratio = value / printed if printed else Fraction(0)
    if ratio >= 2:
        return f"算得的是文中的{show(ratio, 1)}倍"
    if 0 < ratio <= Fraction(1, 2):
        return f"文中的是算得的{show(1 / ratio, 1)}倍"
    return f"相差{_percent(difference(value, printed))}"


def _hint(value: Fraction, printed: Figure) -> str:
    expected = show_in_unit_of(value, printed)
    ratio = value / printed.number if printed.number else Fraction(0)
    for power in (10, 100, 1000, 10_000, 100_000):
        for factor, word in ((Fraction(power), "少"), (Fraction(1, power), "多")):
            if ratio and abs(ratio / factor - 1) <= Fraction(1, 100):
                return f"疑{word}写了{len(str(power)) - 1}位（{power}倍）：应约为{expected}"
    lost = ratio >= 100 or (ratio and ratio <= Fraction(1, 100))
    return (
        f"疑漏写数位或单位有误：应约为{expected}"
        if lost
        else f"三个数中有一个有误；若单价与数量无误，应约为{expected}"
    )


def _belong(segment: Segment, rate: _Rate, amount: int, total: int) -> bool:
    """Whether the words make the three those of each other."""
    counted, printed = segment.figures[amount], segment.figures[total]
    if len({rate.figure.status, counted.status, printed.status}) > 1:
        return False
    said_total, said_rate, said_amount = (segment.said(at) for at in (total, rate.at, amount))
    if any(_GROWTH.search(segment.clause(at)) for at in (total, rate.at, amount)):
        return False
    if rate.above == "元" and rate.below & (_HEADS | _HOUSES):
        return bool(_MONEY_TOTAL.search(segment.clause(total)) and _SUM.search(said_total)) and amount < total
    if rate.above == "元":
        return (
            bool(_PRICE.search(said_rate + rate.unit))
            and has_word("value_words", said_total)
            and not has_word("not_value", said_total)
            and (
                has_word("amount_words", said_amount) or share_words(rate.figure.indicator, counted.indicator)
            )
        )
    if rate.above == "kg":
        return bool(_YIELD_TOTAL.search(said_total)) and bool(
            re.search("产|单产", said_rate) and re.search("面积|种|播|亩|植|收", said_amount + counted.unit)
        )
    return False
