"""Parts that nothing can be two of, so that they are never more than their total: 五星级 and 四星级, 省外 and 省内, the uses of one outlay.

Nothing says that they are all there is. But where they make a little more than what they are parts of, one of the figures is
wrong: a sum of other things would hardly come so near.
"""

from __future__ import annotations

import re
from functools import cache

from graph.findings.exact import Fraction
from graph.findings.segments import Segment, added, label, slack
from graph.findings.sum_parts import ADDITIVE, COMPARED, JOINED, Outcome, adds_up, plain_item, same, too_large
from graph.findings.words import word_class

__all__ = ["SLIP", "parts_apart"]

#: By how much more than its total a list is a slip of the pen rather than one of things that overlap.
SLIP = Fraction(15, 100)
#: The same for the uses of an outlay, which are told from other sums by their words only.
_SPENT_SLIP = Fraction(1, 10)
#: A grade of one scale: 五星级, 优秀等次, B类, 第二种形态.
_GRADE = re.compile(
    "(第?[一二三四五六七八九]|[A-E]|[甲乙丙丁]|优秀?|良好?|基本称职|不?称职|基本合格|不?合格|不定|[较不]?好|一般|较?差|中)"
    "(星级?|等次|等级|等|级|类|档次?|种形态)(?:的?[\u4e00-\u9fff]{0,4})$"
)
_NO_GRADE = re.compile("[、和及与]*(?:暂?[不未无]|其[他它余])")
_FEWEST_GRADED = 3
#: What stands before a grade by which things are judged: 评议优秀的13名、良好的8名.
_RATED = re.compile("^(?:评议|评定|评价|评|考核|测评)(?:为|等次)?")
_DONE = re.compile("(?:现已|已经|已)(?:完成)?([\u4e00-\u9fff]{2})(?:完成|到位)?")
_LEFT = re.compile(
    "(?:还有|尚有|另有)?(?:正在|尚未|还未|仍未|未|还没有?|待)([\u4e00-\u9fff]{2})(?:中|之中)?(?:的?(?:还有|尚有|有))?"
)
#: 武装经费投入18.6万元, 支出18.6万元: what was spent, and no more than once.
_SPENT = re.compile("(?:经费|支出|开支|费用)(?:共?计?投入|支出|总额|合计|共计?|为|达到?)*$")
#: Not what was spent of it, but other money.
_OTHER_MONEY = re.compile(
    "争取|筹|到位|收入|收到|收缴|收回|捐|节[约余]|结余|剩|余|其中|其他|另|上年|去年|计划|预算|财政|民生|项目|下拨|拨付|下达|化解|债|贷|增|减|降|每|均"
)


def parts_apart(segment: Segment, at: int) -> Outcome | None:
    """What the figures right behind one make of it where nothing can be in two of them; and the indexes of all of them."""
    total = segment.figures[at]
    if at + 2 >= len(segment.figures) or total.dimension not in ADDITIVE or total.number <= 0:
        return None
    not_yet = _not_done_yet(segment, at)
    parts = [at + 1, at + 2] if not_yet else _run(segment, at)
    if len(parts) < 2 or COMPARED.search(segment.before[at + 1]):
        return None
    figures = [segment.figures[index] for index in parts]
    sums = added(figures)
    members = {at, *parts}
    over = sums - total.number
    if over == 0:
        return (adds_up(total, figures, label(total)), members) if _graded(segment, parts) else None
    if not slack([*figures, total]) < over <= total.number * SLIP:
        return None
    apart = not_yet or _graded(segment, parts) or _exclusive(segment, parts)
    if apart or (over <= total.number * _SPENT_SLIP and _uses(segment, at, parts)):
        return too_large(total, figures, sums), members
    return None


def _run(segment: Segment, at: int) -> list[int]:
    """The figures that follow one without a break, of its kind and smaller."""
    total = segment.figures[at]
    found: list[int] = []
    for index in range(at + 1, len(segment.figures)):
        figure = segment.figures[index]
        if not (figure.plain and same(total, figure) and figure.size < total.size):
            break
        if found and not plain_item(segment.before[index]):
            break
        found.append(index)
    return found


def _graded(segment: Segment, parts: list[int]) -> bool:
    """五星级7个、四星级12个、三星级15个、不予评星的5个: a list of which most are grades of one scale, each another.

    Where commas part it, all of them.
    """
    if len(parts) < _FEWEST_GRADED:
        return False
    joined = all(JOINED.match(segment.before[index]) for index in parts[1:])
    grades = [found.groups() for index in parts if (found := _GRADE.search(segment.clause(index)))]
    one_scale = len({scale for _, scale in grades}) == 1 and len({grade for grade, _ in grades}) == len(
        grades
    )
    ungraded = joined and _NO_GRADE.match(segment.clause(parts[-1])) is not None
    return one_scale and len(grades) >= len(parts) - ungraded


@cache
def _pairs() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    found = []
    for line in sorted(word_class("never_both")):
        one, other = (frozenset(names.split("|")) for names in line.split("/"))
        found.append((one, other))
    return tuple(found)


def _exclusive(segment: Segment, parts: list[int]) -> bool:
    """省外465人，省内287人: two that are called so, and nothing else."""
    if len(parts) != 2:
        return False
    first, second = (
        _RATED.sub("", segment.clause(index).strip("，、 到在去")).removesuffix("的") for index in parts
    )
    return any(
        (first in one and second in other) or (first in other and second in one) for one, other in _pairs()
    )


def _not_done_yet(segment: Segment, at: int) -> bool:
    """发现隐患86处，已整改61处，正在整改的还有28处: what is done, and what of the same is being done."""
    done, left = (segment.clause(index).strip("，、 ") for index in (at + 1, at + 2))
    one, other = _DONE.fullmatch(done), _LEFT.fullmatch(left)
    if one is None or other is None or one.group(1) != other.group(1):
        return False
    return all(
        figure.plain and same(segment.figures[at], figure) for figure in segment.figures[at + 1 : at + 3]
    )


def _uses(segment: Segment, at: int, parts: list[int]) -> bool:
    """武装经费投入18.6万元，购置器材9.8万元，训练补助5.5万元，阵地修缮4.1万元: all that follows is what it was spent on."""
    if segment.figures[at].dimension != "money" or len(parts) < _FEWEST_GRADED:
        return False
    if parts[-1] + 1 != len(segment.figures) or segment.after.strip("，、 "):
        return False
    if _SPENT.search(segment.clause(at)) is None or _OTHER_MONEY.search(segment.clause(at)):
        return False
    return not any(_OTHER_MONEY.search(segment.before[index]) for index in parts)
