"""What figures of different reports must share before it is worth looking at them: the first, cheap sieve.

Whatever could be compared between two reports shares a key here; most figures share none with any other report, and need
not even be read. The rules themselves ask for more than a key says.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import floor, log

from graph.findings.alike import comparable, digit_key
from graph.findings.figures import Figure
from graph.findings.words import word_class

__all__ = ["SPECIFIC", "bare", "may_be_named", "shared_keys", "unit_of"]

#: Shortest indicator that says what was counted.
SPECIFIC = 4
#: What an indicator says of the time before, which is in the period: 资金由2019年.
_SINCE = re.compile(r"[由从较比](?:[12][0-9]{3}年|上年|去年|前年|年初|原来)?的?$")
_SINCE_ENDS = frozenset("年初来的")
_HAVING_ENDS = frozenset("有保到达为")
#: Verbs of having that say nothing of what is had.
_HAVING = re.compile(r"(?:仍|还|已|共|现|总)?(?:保有?|共?有|达到?|为)$")
_TERRITORY = re.compile(r"^(?:全|本|我)[乡镇村县区]|^辖区内?|^年末(?:全[乡镇])?|^【[^】]*】")
#: Who lives off the land, however called: 农村常住居民人均可支配收入, 农民人均可支配收入.
_FARMERS = re.compile(r"(?:农村常住居民|农村居民|农牧民|农民|农户)(?=人均)")
#: What a plan said, in the name of what was done: 竣工危房改造年初定.
_PLANNED = re.compile(r"年初(?:计划|安排|确定|定下?)的?")
#: Numbers that are one, or one rounded, differ by less than a step of this ladder; see `alike.same_things`.
_STEP = log(1.011)


def unit_of(figure: Figure) -> str:
    """The unit by which figures are compared: a count's own, else the base unit."""
    return figure.unit if figure.dimension == "count" else figure.base_unit


@lru_cache(maxsize=16_384)  # reports count the same things
def bare(indicator: str) -> str:
    """An indicator without the name of its territory and whatever the order of its words: 全乡烟叶收购 is 收购烟叶."""
    # Most names have none of these words: their first and last characters tell.
    if indicator[0] in "全本我辖年【":
        indicator = _TERRITORY.sub("", indicator)
    if "均" in indicator:
        indicator = _FARMERS.sub("农民", indicator)
    if "年初" in indicator:
        indicator = _PLANNED.sub("", indicator)
    if indicator[-1:] in _SINCE_ENDS:
        indicator = _SINCE.sub("", indicator)
    if indicator[-1:] in _HAVING_ENDS:
        indicator = _HAVING.sub("", indicator)
    return "".join(sorted(indicator))


def may_be_named(figure: Figure) -> bool:
    """Whether what a figure counts has a name by which it can be compared."""
    return (
        figure.known
        and len(figure.indicator) >= SPECIFIC
        and figure.indicator not in word_class("generic")
        and figure.dimension not in {"level", "duration", "age", "number"}
        and "率" not in figure.unit
    )


def shared_keys(figure: Figure) -> list[str]:
    """Keys of a known figure: two figures of which none is the other's have nothing to say about each other.

    They are: its name and unit; its number, roughly (two neighbouring steps of a ladder, so that numbers on either side
    of a step meet); its digits in whatever order.
    """
    unit = unit_of(figure)
    keys = [f"{bare(figure.indicator)}={unit}"] if may_be_named(figure) else []
    if comparable(figure):
        step = floor(log(figure.size) / _STEP)
        keys += [f"{step}#{unit}", f"{step + 1}#{unit}", f"{digit_key(figure)}~{unit}"]
    return keys
