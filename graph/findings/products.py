"""A rate times an amount is a total: price × weight = value, yield × area = output, so much a head × heads = sum.

The rate says itself what it is multiplied by (元/公斤, 亩产 … 公斤, 人均 … 元). A product that comes out right is
reported for any one triple of a segment; one that comes out wrong only where the segment holds exactly one rate, one
amount and one total, and the words say that they are those of each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product

from extractors.trie import trie_pattern
from extractors.units import table
from graph.findings.amounts import (
    Interval,
    difference,
    neighbours_exchanged,
    rounding,
    show,
    show_in_unit_of,
)
from graph.findings.exact import Fraction
from graph.findings.figures import Figure, ReportFigures
from graph.findings.finding import Finding, make_finding
from graph.findings.segments import Segment, merged, paragraphs, segments, share_words, whole
from graph.findings.words import has_word

__all__ = ["products"]

#: Relative difference up to which a product is right even where the written digits do not quite allow it: averages of
#: prices are themselves rounded sums.
RIGHT = Fraction(2, 1000)
#: Relative difference from which it is wrong.
WRONG = Fraction(3, 100)

_PER_OTHER = re.compile(
    r"(?:每个?|(?=[棚社组校班场店厂库塘池院坊]均))([^每一十百千万年月日天周季时次班期届餐顿学])均?[^，。；、0-9每]{0,10}$"
)
#: 单池投资, 单棚面积: so much for each of what is counted by the name before it.
_SINGLE = re.compile(
    r"(?:^|[，；])单([棚池井站桥塘库厂房室窖圈舍])(?:投资|造价|成本|投入|补助|容积|容量|蓄水|库容|面积|产量|产值|收入)量?$"
)
#: Steps of its last digit from which a total over two sentences says enough.
_ENOUGH = 20
_MAY_BE_RATE = re.compile("[每一均亩单价月]")
#: 9个行政村 are as many as 每村 asks for.
_KINDS_OF_VILLAGES = ("行政村", "建制村", "自然村")
_MEASURED = frozenset({"money", "mass", "count", "area", "length", "volume"})
#: What one can have so much of for each: measure words and measures, not spans of time.
_COUNTABLE = frozenset({"count", "area", "mass", "length", "volume"})
_MULTIPLES = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10_000}
#: Spans of time that so much is paid for, and how many of them a year has.
_SPANS = {"月": 12, "个月": 12, "季度": 4, "季": 4, "学期": 2, "年": 1, "天": None, "日": None, "周": None}
_SPAN = re.compile(r"每(个月|月|季度|季|学期|年|天|日|周)")
_SPAN_OF_MEAN = re.compile(r"均每?(月|季度|年)")
_MONTHLY = re.compile(
    r"(?:^|[^上本当每半全0-9])(月)均?(?:工资|补[助贴]|津贴|报酬|薪酬|薪资|生活费|养老金)(?:标准)?(?:为|是|约)?$"
)
_A_YEAR = re.compile(r"全年|一年|年度|每年|年底|^年")
_SESSIONS = frozenset({"期", "场", "次", "场次", "班", "批", "轮", "节", "堂", "天", "趟"})
_HEADS = frozenset("人名位口")
_HOUSES = frozenset("户家")
#: What is so much for each visit or person served, whom 人次 counts: 人均, 次均.
_VISITS = _HEADS | {"次"}
_PRICE = re.compile(r"价|每|元/")
_YIELD_TOTAL = re.compile(r"总产|产量|产出|产|收获|采收|加工|收")
#: What an indicator of so much for each mu says beside the crop.
_NO_CROP = re.compile("平均|单产|亩产|每亩|产量|产|全[镇乡村县]")
_SUM = re.compile(r"共|合计|总|累计|发放|兑付|兑现|支付|分红|投入|落实|收入|产值")
_MONEY_TOTAL = re.compile(r"共|合计|总|累计")
#: Money that is handed out or spent at so much a head, household or mu; and a clause that says no more than that.
_PAYMENT = re.compile(
    r"补助|补贴|奖补|奖励|补偿|租金|流转费|保费|保险|报酬|工资|津贴|慰问金|缴纳|缴|资助|救助|生活费|运费|报销|务工费"
)
_PAID = re.compile(
    r"(?:花去|花费|花|支出|发放|兑现|兑付|支付|拨付|下发|下拨|开支|耗资|用去|共计?|合计|总计|累计|需|投入|落实|筹集|收取|缴纳)[了]?(?:资金|金额|费用|补助|补贴|经费|款项?|[\u4e00-\u9fff]{2}金){0,2}$"
    "|^[，；]?(?:保险?费|工资|租金|报酬)$"
)
#: What a thing costs, for each and for all of them.
_COST = re.compile("投资|造价|成本|投入|花费|费用")
#: A sum of more than what was reckoned: 共发放慰问金及物资.
_MORE = re.compile("[及和与等另]|其他|其它|加上|连同|包括|物资|物品")
#: Money beside what was reckoned.
_BESIDES = re.compile(
    r"另|其他|其它|再|还|加上|保证金|押金|贷款|自筹|其中|剩|余|借|欠|罚|捐|项目|工程|完成|到位"
)
#: 完成投资: a sum, and nothing beside it.
_FINISHED = re.compile("^(?:共|累计|总共|已)?完成(?:总?投资|产值|支出)")
_GROWTH = re.compile(r"增长|比上年|较上年|同比|增收|提高|计划|预计|目标|可")
_OTHER_TIME = re.compile(r"增长|比上年|较上年|同比|提高|计划|预计|目标|可")


@cache
def _per() -> re.Pattern[str]:
    """每亩, 一户, 每百斤: what a figure behind it is for each of."""
    units = table()
    names = trie_pattern(name for name in units.surfaces() if units[name].dimension in _COUNTABLE)
    return re.compile(rf"(?:每|^一)([十百千万]?)({names})(?![班次日天时])[^，。；、0-9]{{0,12}}$")


@cache
def _mean() -> re.Pattern[str]:
    """亩均, 袋均, 亩产, 单产: the mean of what a figure behind it is so much for each of."""
    units = table()
    single = (name for name in units.surfaces() if len(name) == 1 and units[name].dimension in _COUNTABLE)
    names = "".join(sorted(set(single) - set("平")))
    return re.compile(
        rf"([{names}])均[^，。；、0-9]{{0,10}}$|(亩)(?:产|收|纯收|效益)[^，。；、0-9]{{0,8}}$|(?:平均)?单(产)$"
        r"|(吨|公斤|斤|担)价[^，。；、0-9]{0,4}$"
    )


@dataclass(frozen=True, slots=True)
class _Rate:
    """A figure read as so much per unit: `base` of `above` for each one of `below`."""

    at: int
    figure: Figure
    above: str
    below: frozenset[str]
    #: What one of `below` is in its base unit, in figures that are read in base units.
    factor: Fraction
    unit: str
    #: The same for people, who read the unit that is written.
    shown: Fraction
    #: A span of time that it is for, too: 每人每月.
    span: str = ""
    #: An average, which was rounded: 村均3人 may be 2.6, and 每村3人 not.
    mean: bool = True
    #: Whether it says itself what it is for each of.
    told: bool = True

    @property
    def interval(self) -> Interval:
        number = self.figure.number
        # 每公斤46元 is a price that was agreed on, and no rounded one.
        agreed = not self.mean and self.above == "元" and self.figure.step == 1
        exact = agreed or (not self.mean and whole(self.figure))
        return Interval(number, number) if exact else rounding(self.figure)

    @property
    def name(self) -> str:
        """The unit below, as written."""
        return self.unit.partition("/")[2].partition("/")[0]


def products(report: ReportFigures) -> Iterator[Finding]:
    """All findings of the kind ``product`` in a report."""
    multiplied: set[str] = set()
    alone: set[int] = set()
    for segment in segments(report):
        # Most segments name no rate: a look at each is cheaper than taking them apart.
        if not any(
            "/" in figure.base_unit or _MAY_BE_RATE.search(words)
            for figure, words in zip(segment.figures, segment.before, strict=True)
        ):
            continue
        rates = [rate for at in range(len(segment.figures)) if (rate := _rate(segment, at))]
        if not rates:
            continue
        found = list(_in_segment(segment, rates)) if len(segment.figures) >= 3 else []
        multiplied.update(identity for finding in found for identity in finding.quantities)
        if any(rate.figure.id not in multiplied for rate in rates):
            alone.add(id(segment))
        yield from found
    for together in paragraphs(report) if alone else ():
        for first, second in pairwise(together):
            if id(first) in alone or id(second) in alone:
                yield from _over_sentences(first, second, multiplied)


def _in_segment(segment: Segment, rates: Sequence[_Rate]) -> Iterator[Finding]:
    named = {rate.at for rate in rates}
    for rate in rates:
        amounts, totals = _factors(segment, rate, named)
        right = [pair for pair in product(amounts, totals) if _is_right(segment, rate, *pair)]
        if right:
            # The nearest of several equal ones.
            amount, total = min(right, key=lambda pair: (abs(pair[0] - rate.at), abs(pair[1] - rate.at)))
            yield _holds(segment, rate, amount, total)
        elif len(amounts) == len(totals) == 1 and len(rates) == 1:
            yield from _fails(segment, rate, amounts[0], totals[0])
        elif rate.at - 1 in amounts and rate.at + 1 in totals:
            yield from _fails(segment, rate, rate.at - 1, rate.at + 1, alone=False)


def _over_sentences(first: Segment, second: Segment, multiplied: set[str]) -> Iterator[Finding]:
    """A rate whose amount or total stands in the sentence before or behind it: only where they come out exactly."""
    both = merged([first, second])
    border = len(first.figures)
    rates = [rate for at in range(len(both.figures)) if (rate := _rate(both, at))]
    named = {rate.at for rate in rates}
    for rate in rates:
        if rate.figure.id in multiplied:
            continue
        own = range(border) if rate.at < border else range(border, len(both.figures))
        for amount, total in product(*_factors(both, rate, named)):
            split = (amount in own) != (total in own)
            if split and _exactly(both, rate, amount, total):
                multiplied.add(rate.figure.id)
                yield _holds(both, rate, amount, total)
                break


def _exactly(segment: Segment, rate: _Rate, amount: int, total: int) -> bool:
    """Whether a product comes out to so many digits that it is no accident."""
    value = _value(segment, rate, amount, total)
    printed = segment.figures[total]
    if value is None or printed.number < _ENOUGH * printed.step or segment.figures[amount].number <= 1:
        return False
    return difference(value, printed.number) <= RIGHT / 2


def _factors(segment: Segment, rate: _Rate, named: set[int]) -> tuple[list[int], list[int]]:
    """What a rate may be multiplied by, and what may be the product."""
    free = [at for at, figure in enumerate(segment.figures) if at not in named and figure.plain]
    amounts = [at for at in free if _counts_below(segment, rate, at)]
    above = _HEADS | {"人次"} if rate.above in _HEADS else {rate.above}
    totals = [at for at in free if at not in amounts and segment.figures[at].base_unit in above]
    return amounts, totals


def _counts_below(segment: Segment, rate: _Rate, at: int) -> bool:
    figure = segment.figures[at]
    if figure.base_unit in rate.below:
        return True
    # 接待游客4.3万人次，人均消费300元: those who came, where they are named right before.
    if figure.base_unit == "人次" and at == rate.at - 1:
        return bool(rate.below & _VISITS)
    # 每村 is multiplied by 12个村.
    if figure.dimension != "count" or not rate.name:
        return False
    # 大棚35个，棚均产值 …: or by what is counted before the number.
    following = segment.following(at)
    return (
        following.startswith(rate.name)
        or (rate.name == "村" and following.startswith(_KINDS_OF_VILLAGES))
        or (
            figure.unit in {"个", "座", "处", "家", "所", "间", "栋", "口", "眼"}
            and segment.clause(at).endswith(rate.name)
        )
    )


def _rate(segment: Segment, at: int) -> _Rate | None:
    figure = segment.figures[at]
    if "/" in figure.base_unit:
        written = _told(figure) and figure.number > 0
        return _written_rate(at, figure, segment.clause(at)) if written else None
    # Most words name no rate: a look is cheaper than taking them apart.
    if not _MAY_BE_RATE.search(segment.before[at]):
        return None
    if not _told(figure) or figure.dimension not in _MEASURED or figure.number <= 0:
        return None
    clause = segment.clause(at)
    per = _per().search(clause)
    if per:
        many, name = per.groups()
    elif average := _mean().search(clause):
        many, name = (
            "",
            "亩" if average.group(3) else average.group(1) or average.group(2) or average.group(4),
        )
    elif other := _PER_OTHER.search(clause) or _SINGLE.search(clause):
        # No unit, but a thing that is counted elsewhere: 每棚, 65个棚.
        name = other.group(1)
        one = Fraction(1)
        below: frozenset[str] = frozenset()
        return _Rate(at, figure, figure.base_unit, below, one, f"{figure.unit}/{name}", one, mean=False)
    elif monthly := _MONTHLY.search(clause):
        # 护林员68名，月工资800元: so much for each of those who are counted before.
        one = Fraction(1)
        return _Rate(
            at, figure, figure.base_unit, _HEADS, one, f"{figure.unit}/人", one, monthly.group(1), True, False
        )
    else:
        return None
    unit = table()[name]
    factor = unit.factor * _MULTIPLES[many]
    # 每人每月, 人均月收入
    span = _SPAN.search(clause, per.start()) if per else _SPAN_OF_MEAN.search(clause)
    if per and span is None and "每" in clause[per.end(2) :]:
        # 每人每餐: how many meals there were nobody says.
        return None
    below = _equal_units(unit.base)
    above = f"{figure.unit}/{many}{name}"
    spans = span.group(1) if span else ""
    mean = per is None or "平均" in clause
    return _Rate(at, figure, figure.base_unit, below, factor, above, factor, spans, mean)


def _told(figure: Figure) -> bool:
    """Whether a figure says one number, about which it may be: 户均约3217元. Such a rate can be right, and never wrong."""
    return figure.plain or (figure.known and figure.bound == "about" and figure.base_max is None)


def _written_rate(at: int, figure: Figure, clause: str) -> _Rate | None:
    """元/公斤, 元/人/月."""
    above, below, *more = figure.base_unit.split("/")
    span = more[0] if more else ""
    if len(more) > 1 or (span and span not in _SPANS):
        return None
    unit = figure.unit
    if "/" not in unit and (per := _per().search(clause)) and not per.group(1):
        # 每吨补贴400元: what it is for each of stands before it.
        unit = f"{unit}/{per.group(2)}"
    shown = unit.split("/")
    factor = table()[shown[1]].factor if len(shown) > 1 and shown[1] in table() else Fraction(1)
    mean = "均" in clause
    return _Rate(at, figure, above, _equal_units(below), Fraction(1), unit, factor, span, mean)


def _equal_units(base: str) -> frozenset[str]:
    if base == "生":
        return _HEADS
    for group in (_HEADS, _HOUSES):
        if base in group:
            return group
    return frozenset({base})


def _spans(segment: Segment, rate: _Rate, total: int) -> Fraction | None:
    """How many spans of time a rate was paid for: as many as are stated, or a year's where the total is a year's."""
    if not rate.span:
        return Fraction(1)
    for figure in segment.figures:
        stated = figure.unit.removeprefix("个")
        if figure.plain and figure.value and stated == rate.span.removeprefix("个"):
            return figure.value
    a_year = _SPANS[rate.span]
    said = segment.clause(total) + (segment.figures[total].period or "")
    return Fraction(a_year) if a_year and (a_year == 1 or _A_YEAR.search(said)) else None


def _stated(segment: Segment, rate: _Rate) -> bool:
    """Whether the sentence says for how long a rate was paid."""
    spans = {figure.unit.removeprefix("个") for figure in segment.figures}
    return not rate.span or rate.span == "年" or rate.span.removeprefix("个") in spans


def _value(segment: Segment, rate: _Rate, amount: int, total: int) -> Fraction | None:
    """The product; None where nobody knows for how long a rate was paid."""
    spans = _spans(segment, rate, total)
    if spans is None:
        return None
    value = rate.figure.number * segment.figures[amount].number
    # A division of fractions costs more than all the rest.
    if spans != 1:
        value *= spans
    return value if rate.factor == 1 else value / rate.factor


def _bounds(segment: Segment, rate: _Rate, amount: int, total: int) -> Interval:
    """What the product may be, as its factors were rounded."""
    counted = segment.figures[amount]
    many = Interval(counted.number, counted.number) if whole(counted) else rounding(counted)
    times = (_spans(segment, rate, total) or Fraction(1)) / rate.factor
    return rate.interval * many * Interval(times, times)


def _is_right(segment: Segment, rate: _Rate, amount: int, total: int) -> bool:
    value = _value(segment, rate, amount, total)
    if value is None:
        return False
    printed = segment.figures[total]
    off = difference(value, printed.number)
    return off <= RIGHT or (off <= WRONG and _bounds(segment, rate, amount, total).meets(rounding(printed)))


def _sum(segment: Segment, rate: _Rate, amount: int, total: int) -> str:
    """The multiplication as one would write it down."""
    counted, printed = segment.figures[amount], segment.figures[total]
    value = _value(segment, rate, amount, total) or Fraction(0)
    spans = _spans(segment, rate, total)
    steps = [counted.text]
    if counted.unit != rate.name and counted.dimension != "count" and counted.value:
        steps.append(f"{show(counted.number / counted.value / rate.shown)}{rate.name}/{counted.unit}")
    price = f"{show(rate.figure.value or Fraction(0))}{rate.unit}"
    steps.append(_as_written(rate, price))
    if rate.span and spans != 1:
        steps.append(f"{show(spans or Fraction(1))}个{rate.span.removeprefix('个')}")
    plain = f"{show(value / _own_factor(printed), 2)}{printed.unit}"
    short = show_in_unit_of(value, printed)
    # What is exact ends at the second decimal; beyond that it is about.
    sums = f"{' × '.join(steps)} = {plain}"
    return sums if short == plain else f"{sums} ≈ {short}"


def _as_written(rate: _Rate, price: str) -> str:
    written = rate.figure.text
    return written if "/" in written else price


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
    off = difference(_value(segment, rate, amount, total) or Fraction(0), printed.number)
    sums = _sum(segment, rate, amount, total)
    end = "正好相符。" if off == 0 else f"文中为{printed.text}，相差{_percent(off)}，在四舍五入之内。"
    figures = [rate.figure, segment.figures[amount], printed]
    return make_finding("product", "holds", figures, f"{sums}，{end}", 0.95)


def _fails(
    segment: Segment, rate: _Rate, amount: int, total: int, *, alone: bool = True
) -> Iterator[Finding]:
    """A product that is wrong; where the three are not alone, only one with the point in another place."""
    counted, printed = segment.figures[amount], segment.figures[total]
    value = _value(segment, rate, amount, total)
    if value is None or not (rate.told and rate.figure.plain):
        return
    off = difference(value, printed.number)
    if _bounds(segment, rate, amount, total).meets(rounding(printed)):
        return
    # For how many months of the year nobody says, but two digits exchanged do.
    stated = _stated(segment, rate)
    belong = off > WRONG and alone and stated and _belong(segment, rate, amount, total)
    slipped = stated or neighbours_exchanged(value, printed)
    if not (belong or (slipped and _slipped(segment, rate, amount, total, value))):
        return
    text = f"{_sum(segment, rate, amount, total)}，文中为{printed.text}，{_how_far(value, printed.number)}。"
    yield make_finding(
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
    if neighbours_exchanged(value, printed, rounded=True):
        return f"数字相同而次序不同，疑有笔误：应为{expected}"
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
    if _MORE.search(segment.clause(total)):
        return False
    said_total, said_rate, said_amount = (segment.said(at) for at in (total, rate.at, amount))
    if any(_GROWTH.search(segment.clause(at)) for at in (total, rate.at, amount)):
        return False
    if rate.above == "元" and rate.below & (_HEADS | _HOUSES):
        told = _MONEY_TOTAL.search(segment.clause(total)) and _SUM.search(said_total)
        return amount < total and bool(told or _is_paid(segment, rate, total))
    if rate.above == "元" and _PAYMENT.search(said_rate):
        return amount < total and _is_paid(segment, rate, total)
    if rate.above == "元" and _costs(segment, rate, amount, total):
        return True
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
        crop = _NO_CROP.sub("", rate.figure.indicator)
        if len(crop) > 1 and not share_words(crop, counted.indicator):
            return False  # 小麦单产418公斤，水稻种植面积3.6万亩
        return bool(_YIELD_TOTAL.search(said_total)) and bool(
            re.search("产|单产", said_rate) and re.search("面积|种|播|亩|植|收", said_amount + counted.unit)
        )
    # So many for each village: not so many at each of several sessions, where more or fewer may come.
    exact = rate.figure.dimension == "count" and not rate.below & _SESSIONS and rate.at == total - 1
    return exact and amount < total and bool(_MONEY_TOTAL.search(segment.clause(total)))


def _costs(segment: Segment, rate: _Rate, amount: int, total: int) -> bool:
    """育苗大棚16个，每个投资3.5万元，共投资65万元: so much for each and for all, of one kind of cost, with its digits exchanged."""
    clause = segment.clause(total)
    told = _COST.search(segment.said(rate.at))
    behind = amount + 1 == rate.at == total - 1
    value, printed = _value(segment, rate, amount, total), segment.figures[total]
    steps = None if value is None else value / printed.step
    exchanged = steps is not None and sorted(str(steps)) == sorted(str(printed.number / printed.step))
    return (
        behind
        and exchanged
        and told is not None
        and told.group() in clause
        and _MONEY_TOTAL.search(clause) is not None
        and _BESIDES.search(clause) is None
    )


def _slipped(segment: Segment, rate: _Rate, amount: int, total: int, value: Fraction) -> bool:
    """路灯126盏，每盏1900元，花去2.394万元: the digits of the product, with the point in another place; 24.93万元: two exchanged.

    Where amount, rate and total follow each other and nothing else is said, digits that are right leave no doubt.
    """
    printed = segment.figures[total]
    if not amount + 1 == rate.at == total - 1 or not printed.number:
        return False
    if len({figure.status for figure in segment.figures[amount : total + 1]}) > 1:
        return False
    if any(_OTHER_TIME.search(segment.clause(at)) for at in (total, rate.at, amount)):
        return False
    clause = segment.clause(total)
    if _MORE.search(clause) or _BESIDES.search(_FINISHED.sub("", clause)):
        return False
    return (rate.above == "元" and _misplaced(value, printed)) or neighbours_exchanged(
        value, printed, rounded=True
    )


def _misplaced(value: Fraction, printed: Figure) -> bool:
    """Whether the point stands in another place than in the product."""
    ratio = value / printed.number
    return any(
        difference(ratio * scale, Fraction(1)) <= RIGHT
        for power in (10, 100, 1000, 10_000)
        for scale in (power, Fraction(1, power))
    )


def _is_paid(segment: Segment, rate: _Rate, total: int) -> bool:
    """Whether a sum is what was handed out at a rate: it says so, right behind it, and names nothing else."""
    clause = segment.clause(total)
    # 每村补助5万元，18个村共补助90万元: how many there are may stand between.
    behind = (
        total == rate.at + 2 and bool(_MONEY_TOTAL.search(clause)) and _counts_below(segment, rate, total - 1)
    )
    if not (total == rate.at + 1 or behind) or _BESIDES.search(clause):
        return False
    return _PAID.search(clause) is not None or share_words(segment.said(rate.at), clause)
