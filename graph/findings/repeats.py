"""The same thing stated twice: in one report, or in two reports on the same place.

Figures are compared where they have the same indicator, unit, status, period and subject. They agree where both can
be right (`amounts.compare`). That they contradict is reported only for indicators that say enough to be sure that they
mean the same thing; between reports never for a person's own doings, since each author counts their own.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from operator import attrgetter

import networkx

from graph.findings.alike import (
    LEAST_DIGITS,
    clause_before,
    comparable,
    contained,
    digit_key,
    exchanged,
    part_words,
    permuted,
    same_things,
    slips,
    told_before,
)
from graph.findings.amounts import Comparison, compare
from graph.findings.exact import Fraction
from graph.findings.figures import Figure, ReportFigures
from graph.findings.finding import Finding, make_finding
from graph.findings.keys import (
    SPECIFIC,
    Frame,
    Key,
    Place,
    frames_of,
    key_across,
    key_within,
    name_of,
    speaks_of_another,
    time_of,
    unit_of,
)
from graph.findings.segments import label
from graph.findings.words import has_word, word_class

__all__ = ["Common", "repeats_across", "repeats_within"]

#: The same for what a person did, of which much is called alike.
_SPECIFIC_DOING = 7
_AGAIN = re.compile(
    r"再次|又|另|先后|分别|第[一二三四五六七八九十]|原|(?<![实兑])现|初|末|前|后|由|从|至|到(?![位账])"
)

_CAME_TO = re.compile("(?:增加|增长|提高|减少|下降|降低|上升)[到至]")
#: Words for a mean: where both names have them they measure the same.
_MEANS = ("人均", "户均", "亩均", "平均", "各", "净", "每")
#: Ratio up to which two figures of one report are taken for the same thing.
_NEAR = Fraction(3, 2)
#: Where reports give more values than this, the name means a thing of each author's own.
_MOST_VALUES = 3
#: Digits of a figure that others do not meet by chance.
_EXACT = 4
#: Smaller numbers are too common to confirm each other.
_FEW = 5
#: Reports that an explanation names.
_MOST_NAMED = 6
#: The stops before a number, as far as one looks; and what is said of those who have been counted.
_STOP = re.compile("[，。；：！？、\n]")
_REACH = 8
_OF_THESE = re.compile("每|中|里|当中|之中|全部|全都|都|均")
#: A report that looks back on several years states many things more than once, each of another time.
_YEARS = re.compile(r"五年来|五年间|“?十[三四五]五”?|[近过][去]?[二两三四五]年|[二两三四五]年来|任期")

#: How sure it is that reports speak of one place, 0 to 1, and why, in Chinese.
Common = Callable[[Collection[str]], tuple[float, str]]

_size = attrgetter("size")
_start = attrgetter("start")
_identity = attrgetter("id")


def _own_doing(figure: Figure) -> bool:
    if "游客" in figure.indicator:
        return False  # who came to see the place
    return figure.unit in word_class("activity_units") or has_word("own_activity", figure.indicator[:4])


def _is_part(figure: Figure, named: bool = False) -> bool:
    """Whether the clause gives a part, a change or a running total of what the indicator names.

    A part that is `named` by what it is (其中水利1280万元) is all of that.
    """
    clause = clause_before(figure) + figure.indicator
    if named:
        clause = clause.replace("其中", "")
    for word in _MEANS:
        if word in figure.indicator:
            clause = clause.replace(word, "")
    # 增加到17289元 is what it came to, and no change.
    clause = _CAME_TO.sub("", clause)
    return has_word("part_words", clause)


# Within one report


def repeats_within(report: ReportFigures) -> Iterator[Finding]:
    """Findings of the kind ``same-figure`` in one report."""
    compared: set[str] = set()
    # Keys are worked out only where some other figure has the same name, unit and subject.
    near: dict[tuple[str, str, frozenset[str]], list[Figure]] = defaultdict(list)
    for figure in report.figures:
        if figure.status != "plan" and (name := name_of(figure)) is not None:
            near[name, unit_of(figure), figure.about].append(figure)
    groups: dict[Key, list[Figure]] = defaultdict(list)
    for figure in chain.from_iterable(figures for figures in near.values() if len(figures) > 1):
        key = key_within(figure, report.year)
        if key is not None:
            groups[key].append(figure)
    for stated in groups.values():
        if len(stated) < 2:
            continue
        group = [figure for figure in stated if not has_word("elsewhere", figure.sentence)]
        distinct = [
            figure
            for at, figure in enumerate(group)
            if figure.sentence not in {f.sentence for f in group[:at]}
        ]
        if len(distinct) < 2 or len(distinct) != len(group):
            continue
        found = _within(distinct)
        if found and not (found.verdict == "conflicts" and _YEARS.search(report.text)):
            compared.update(found.quantities)
            yield found
    yield from _taken_up(report, compared)
    yield from _again(report, compared)
    yield from _slips_within(report, compared)


def _taken_up(report: ReportFigures, compared: set[str]) -> Iterator[Finding]:
    """A number that is spoken of again by itself: 集体收入56.8万元 … 。这56.8万元; 全村628户 … 。628户中有571户."""
    for stated in _often(report):
        rare = [
            figure for figure in stated if figure.plain and figure.status != "plan" and comparable(figure)
        ]
        if len(rare) < 2 or rare[0].id in compared:
            continue
        first, *others = rare
        group = [first]
        for figure in others:
            pointed = report.between(figure.start - 1, figure.start) == "这"
            distinct = pointed or figure.sentence not in {each.sentence for each in group}
            if distinct and figure.id not in compared and _by_itself(report, figure):
                group.append(figure)
        if len(group) > 1:
            compared.update(figure.id for figure in group)
            text = f"文中先说{label(first)}，后又说到{group[-1].text}，前后一致。"
            yield make_finding("same-figure", "agrees", group, text, 0.8)


def _often(report: ReportFigures) -> list[list[Figure]]:
    """The figures that are written in the same way more than once, together. Most stand once: this is a cheap look."""
    stated: dict[str, list[Figure]] = defaultdict(list)
    for figure in report.figures:
        stated[figure.text].append(figure)
    return [figures for figures in stated.values() if len(figures) > 1]


def _by_itself(report: ReportFigures, figure: Figure) -> bool:
    """Whether a figure names nothing, and is that of which something is said: 这56.8万元, 628户中, 628户每户."""
    before = _STOP.split(report.between(figure.start - _REACH, figure.start))[-1].strip(" \u3000")
    if before == "这":
        return True
    return not before and _OF_THESE.match(report.between(figure.end, figure.end + 2)) is not None


def _again(report: ReportFigures, compared: set[str]) -> Iterator[Finding]:
    """The same rare number in another sentence, of what is called a little differently: 产业园征地1146亩, 征地1146亩."""
    rare = [
        figure
        for group in _often(report)
        for figure in group
        if comparable(figure)
        and figure.status != "plan"
        and figure.id not in compared
        and not _own_doing(figure)
    ]
    for a, b in same_things(rare, lambda f: (unit_of(f), time_of(f, report.year), f.about, f.number)):
        if a.sentence == b.sentence or {a.id, b.id} & compared or not contained(a, b):
            continue
        compared |= {a.id, b.id}
        first, second = sorted((a, b), key=lambda figure: figure.start)
        text = f"文中先后说{label(first)}、{label(second)}，前后一致。"
        yield make_finding("same-figure", "agrees", [first, second], text, 0.7)


def _slips_within(report: ReportFigures, compared: set[str]) -> Iterator[Finding]:
    """The same with its digits in another order, of many: 实现就业2416人, 全镇脱贫人口已实现就业2146人."""
    same_digits: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in report.figures:
        if (
            figure.digits >= _EXACT
            and figure.plain
            and figure.status != "plan"
            and len(figure.indicator) >= SPECIFIC
            and comparable(figure)
        ):
            same_digits[digit_key(figure), figure.unit].append(figure)
    many = [
        figure
        for group in same_digits.values()
        if len(group) > 1 and len({figure.number for figure in group}) > 1
        for figure in group
    ]
    if not many or _YEARS.search(report.text):
        return
    stated = Counter((unit_of(figure), figure.number) for figure in report.figures if figure.known)
    for a, b in slips(many, lambda f: (unit_of(f), time_of(f, report.year), f.about)):
        group = sorted((a, b), key=lambda figure: figure.start)
        alone = all(stated[unit_of(figure), figure.number] == 1 for figure in group)
        if not alone or a.sentence == b.sentence or not contained(a, b) or {a.id, b.id} & compared:
            continue
        if not exchanged(group) or any(map(_aside, group)):
            continue
        compared |= {a.id, b.id}
        text = f"文中一处为{label(group[0])}，另一处为{label(group[1])}，前后不一致。"
        yield make_finding("same-figure", "conflicts", group, text, 0.6, hint=_slip(group))


def _aside(figure: Figure) -> bool:
    """Whether a figure is a part or a change, of another time or of another place."""
    clause = clause_before(figure)
    return _is_part(figure) or bool(_AGAIN.search(clause)) or has_word("elsewhere", figure.sentence)


def _within(group: list[Figure]) -> Finding | None:
    verdict = _together(group)
    if verdict == "agree":
        if min(figure.digits for figure in group) < 2 and not _specific_and_equal(group):
            return None
        text = f"文中{len(group)}处都说{label(group[0])}" + _other_wordings(group) + "，前后一致。"
        return make_finding("same-figure", "agrees", group, text, 0.8)
    if verdict != "differ" or any(
        _is_part(figure) or _AGAIN.search(clause_before(figure)) for figure in group
    ):
        return None
    enough = _SPECIFIC_DOING if any(map(_own_doing, group)) else SPECIFIC + 1
    own = any(map(_own_doing, group))
    if exchanged(group) or (_exchanged_few(group) and not own):
        enough = SPECIFIC
    if len(group) > 2 or len(group[0].indicator) < enough or not _near(*group):
        return None
    text = f"{group[0].indicator}：一处为{group[0].text}，另一处为{group[1].text}，前后不一致。"
    return make_finding("same-figure", "conflicts", group, text, 0.6)


def _exchanged_few(group: Sequence[Figure]) -> bool:
    """The same of three digits, which need a name in common: 油茶面积4170亩, 4710亩."""
    told = len(group) == 2 and all(figure.plain and figure.digits >= LEAST_DIGITS for figure in group)
    return told and permuted(*group)


def _specific_and_equal(group: Sequence[Figure]) -> bool:
    """Whether figures of one digit are those of one thing all the same: its name says much, and nobody rounded."""
    plain = all(figure.plain and figure.number >= _FEW for figure in group)
    alike = len({figure.number for figure in group}) == 1
    return plain and alike and len(group[0].indicator) > SPECIFIC + 1 and not any(map(_own_doing, group))


def _near(a: Figure, b: Figure) -> bool:
    """Whether two figures are so near, or so alike, that one is rather a slip than another thing under the same name."""
    if a.dimension == "ratio" or not (a.number and b.number):
        return False
    ratio = max(a.number, b.number) / min(a.number, b.number)
    return ratio <= _NEAR or _slip([a, b]) is not None


def _other_wordings(group: Sequence[Figure]) -> str:
    others = sorted({figure.text for figure in group[1:]} - {group[0].text})
    return f"（亦作{'、'.join(others)}）" if others else ""


# Between reports


@dataclass(frozen=True, slots=True)
class _Grounds:
    """Where some reports speak of."""

    places: Mapping[str, Place]
    common: Common
    #: Whether figures are of reports on different townships.
    apart: Callable[[Sequence[Figure]], bool]


def repeats_across(
    figures: Iterable[Figure], places: Mapping[str, Place], common: Common
) -> Iterator[Finding]:
    """Findings of the kind ``same-figure`` between reports that speak of one place.

    Args:
        figures: of all these reports, in any order.
        places: report id -> where it speaks of.
        common: how sure it is of some of these reports that they speak of the same place, and why.

    """
    known = sorted(figures, key=lambda figure: figure.id)
    frame_of = {report: frames_of(places[report]) for report in {figure.report for figure in known}}
    frames = {figure.id: frame_of[figure.report](figure) for figure in known}
    groups: dict[Key, list[Figure]] = defaultdict(list)
    for figure in known:
        key = key_across(figure, frames[figure.id])
        if key is not None:
            groups[key].append(figure)
    grounds = _Grounds(places, common, _apart(frame_of, places))
    agreed: list[tuple[Finding, list[Figure]]] = []
    compared: set[str] = set()
    for stated in groups.values():
        group = _one_of_each_clear(stated) if len(stated) > 1 else stated
        if len(group) < 2 or grounds.apart(group):
            continue
        found = _across(group, places, common)
        if found and found.verdict == "agrees":
            agreed.append((found, group))
        elif found:
            compared.update(found.quantities)
            yield found
    yield from _otherwise_named(known, frames, grounds, agreed, compared)


def _one_of_each_clear(figures: Sequence[Figure]) -> list[Figure]:
    """The first figure of each report, of figures of one key in the order of their ids.

    A report that says several things under one name says nothing that could be held against another.
    """
    stated: dict[str, list[Figure]] = {}
    for figure in figures:
        stated.setdefault(figure.report, []).append(figure)
    if len(stated) == len(figures):
        return list(figures)
    clear = [
        own[0] if len(own) == 1 else min(own, key=_start)
        for own in stated.values()
        if len(own) == 1 or _together(own) == "agree"
    ]
    return sorted(clear, key=_identity)


def _otherwise_named(
    figures: Sequence[Figure],
    frames: Mapping[str, Frame | None],
    grounds: _Grounds,
    agreed: Sequence[tuple[Finding, list[Figure]]],
    compared: set[str],
) -> Iterator[Finding]:
    """What agrees, with those that call it something else, and what is a slip of the pen under another name.

    Args:
        figures: of all reports, in the order of their ids.
        frames: their frames by their ids.
        grounds: where their reports speak of.
        agreed: findings of equal names, with their figures.
        compared: ids of figures that contradict others.

    """
    rare = [
        figure
        for figure in figures
        if comparable(figure)
        and (frame := frames[figure.id]) is not None
        and figure.status != "plan"
        and not speaks_of_another(figure, frame)
        # 857.3万元，中央财政 … : what is said behind a figure is not where it was counted.
        and not has_word("wider_scope", told_before(figure))
    ]

    def key(figure: Figure) -> Hashable:
        return frames[figure.id]

    graph: networkx.Graph[str] = networkx.Graph()
    by_id = {figure.id: figure for figure in figures}
    for _, group in agreed:
        networkx.add_path(graph, [figure.id for figure in group])
    for a, b in same_things(rare, key):
        if a.report != b.report and not (_own_doing(a) and a.digits < SPECIFIC):
            graph.add_edge(a.id, b.id)
    whole: dict[str, frozenset[str]] = {}
    for joined in networkx.connected_components(graph):
        whole.update(dict.fromkeys(joined, frozenset(joined)))
    done: set[frozenset[str]] = set()
    found_alone = {found.quantities: found for found, _ in agreed}
    for identity in sorted(whole):
        part = whole[identity]
        if part in done:
            continue
        done.add(part)
        group = _one_of_each(by_id[each] for each in part)
        together = found_alone.get(tuple(figure.id for figure in group))
        alike = together is None and len(group) > 1 and _together(group) == "agree"
        if alike and not grounds.apart(group):
            together = _agrees(group, grounds.places, grounds.common)
        if together:
            yield together
        else:
            yield from (found for found, _ in agreed if set(found.quantities) <= part)
    yield from _slips_across(rare, key, grounds, compared)


def _one_of_each(figures: Iterable[Figure]) -> list[Figure]:
    """The first figure of each report, in the order of their ids."""
    first: dict[str, Figure] = {}
    for figure in sorted(figures, key=lambda figure: figure.start):
        first.setdefault(figure.report, figure)
    return sorted(first.values(), key=lambda figure: figure.id)


def _slips_across(
    rare: Sequence[Figure],
    key: Callable[[Figure], Hashable],
    grounds: _Grounds,
    compared: Collection[str],
) -> Iterator[Finding]:
    """Figures that are called alike and have the same digits in another order."""
    stated = {(figure.report, unit_of(figure), figure.number) for figure in rare}
    for a, b in slips(rare, key):
        if a.report == b.report or a.id in compared or b.id in compared:
            continue
        named = contained(a, b)
        if any(_is_part(figure, named) for figure in (a, b)):
            continue
        if (a.report, unit_of(b), b.number) in stated or (b.report, unit_of(a), a.number) in stated:
            continue
        if any(map(_own_doing, (a, b))) and not exchanged([a, b]) and not (named and _of_many_words(a, b)):
            continue
        if grounds.apart([a, b]):
            continue
        yield _conflict([a, b], grounds.places, grounds.common, 0.65)


def _of_many_words(a: Figure, b: Figure) -> bool:
    """Whether two names say so much that they are no two people's own doings: 发放就业创业贷款, 督促发放就业创业贷款."""
    return all(
        len(figure.indicator) > _SPECIFIC_DOING
        and figure.unit not in word_class("activity_units")
        and not has_word("personal", figure.indicator)
        for figure in (a, b)
    )


def _apart(reports: Collection[str], places: Mapping[str, Place]) -> Callable[[Sequence[Figure]], bool]:
    """What tells whether figures of some of these reports are of reports on different townships."""
    # Where no two of all of them are, none of some are.
    if not _elsewhere([places[report] for report in reports]):
        return lambda _: False
    return lambda figures: _elsewhere([places[figure.report] for figure in figures])


def _elsewhere(places: Sequence[Place]) -> bool:
    """Whether some of these reports name different townships: what joined them was an accident."""
    codes = {place.jurisdiction for place in places} - {None}
    # Many reports, and few different townships among them.
    named = {place.townships for place in places if place.townships}
    return len(codes) > 1 or any(a.isdisjoint(b) for a, b in combinations(named, 2))


def _across(group: list[Figure], places: Mapping[str, Place], common: Common) -> Finding | None:
    verdict = _together(group)
    if verdict == "undecided":
        return None
    # Nobody's own count is another's with two digits exchanged.
    exchange = exchanged(group)
    own = any(map(_own_doing, group)) and not exchange
    fewest = min(figure.digits for figure in group)
    if verdict == "agree":
        if fewest < (3 if own and not (_things(group) or _told_exactly(group)) else 2):
            return None
        return _agrees(group, places, common)
    slip = exchange or (len(group) == 2 and fewest >= LEAST_DIGITS and permuted(*group))
    # 城镇新增就业1326人, 1362人: a part, and the same in both.
    told = exchange or (slip and len(group[0].indicator) > SPECIFIC + 1)
    alike = told and len({part_words(figure) for figure in group}) == 1
    if own or len({figure.number for figure in group}) > _MOST_VALUES:
        return None
    if any(map(_is_part, group)) and not alike:
        return None
    if len(group[0].indicator) < SPECIFIC + 1 and group[0].dimension == "count" and not slip:
        return None
    return _conflict(group, places, common, 0.75)


def _agrees(group: list[Figure], places: Mapping[str, Place], common: Common) -> Finding:
    confidence, reason = common({figure.report for figure in group})
    text = f"{_said(group, places)}。{len(group)}份报告相互印证（同一地方：{reason}）。"
    return make_finding("same-figure", "agrees", group, text, 0.9 * confidence, scope="place")


def _conflict(group: list[Figure], places: Mapping[str, Place], common: Common, score: float) -> Finding:
    confidence, reason = common({figure.report for figure in group})
    text = f"{_said(group, places)}。同一地方、同一时期的同一指标，不能同时为真（同一地方：{reason}）。"
    return make_finding(
        "same-figure", "conflicts", group, text, score * confidence, scope="place", hint=_slip(group)
    )


def _things(group: Sequence[Figure]) -> bool:
    """Whether what was counted stays where it is, though its measure word is one of papers and sessions: 电梯37部."""
    return not any(
        figure.unit not in word_class("thing_units") or has_word("own_activity", figure.indicator)
        for figure in group
    )


def _told_exactly(group: Sequence[Figure]) -> bool:
    """Whether one says to the last of many digits what the others round, under a name that says much: 9600余, 9642."""
    most = max(figure.digits for figure in group)
    return most >= _EXACT and len(group[0].indicator) > _SPECIFIC_DOING


def _said(group: list[Figure], places: Mapping[str, Place]) -> str:
    """Who says what; of many who say it, the first few."""
    ordered = sorted(group, key=lambda figure: (places[figure.report].title, figure.report))
    said = "；".join(f"《{places[figure.report].title}》{label(figure)}" for figure in ordered[:_MOST_NAMED])
    return said if len(ordered) <= _MOST_NAMED else f"{said}；……"


def _together(group: Sequence[Figure]) -> Comparison:
    """Whether all of these can be right at once: "differ" where some two cannot."""
    if len(group) < 2:
        return "agree"
    # Most often a look at the least and the greatest is enough.
    low, high = min(group, key=_size), max(group, key=_size)
    if low.plain and high.plain and compare(low, high) == "differ":
        return "differ"
    distinct = list({(f.number, f.base_max, f.bound, f.step): f for f in group}.values())
    if len(distinct) < 2:
        return "agree"
    ends = min(distinct, key=lambda figure: figure.number), max(distinct, key=lambda figure: figure.number)
    if compare(*ends) == "differ":
        return "differ"
    verdict: Comparison = "agree"
    for a, b in combinations(distinct, 2):
        one = compare(a, b)
        if one == "differ":
            return "differ"
        if one == "undecided":
            verdict = "undecided"
    return verdict


def _slip(group: list[Figure]) -> str | None:
    """Whether two figures differ by a slip of the pen: a power of ten, or two digits exchanged."""
    if len(group) != 2 or not all(figure.number for figure in group):
        return None
    a, b = group
    ratio = a.number / b.number
    if any(ratio in (Fraction(power), Fraction(1, power)) for power in (10, 100, 1000, 10_000)):
        return "相差整十倍，疑单位或位数有误"
    first, second = (re.sub("[^0-9]", "", figure.text) for figure in group)
    if first != second and sorted(first) == sorted(second):
        return "数字相同而次序不同，疑有笔误"
    return None
