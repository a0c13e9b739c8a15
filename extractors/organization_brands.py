"""Brands of firms: letters that make sense to their owner only (豫粮达, 果之友), between a place and a trade or alone."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from extractors.organization_data import organization_data
from extractors.organization_patterns import PARTNERS
from extractors.place_found import BREAK
from extractors.place_lattice import Edge

__all__ = [
    "DEALING",
    "FUNCTION_WORDS",
    "NOT_IN_NAMES",
    "bracketed",
    "brand_end",
    "is_brand",
    "is_brand_letter",
]

#: Parts of speech that no name is made of.
FUNCTION_WORDS = frozenset("pcudr")
#: One-letter words that begin no name.
NOT_IN_NAMES = frozenset(
    "建好新办抓各村乡镇县区市省到在与和及或把将对由向从为是有的了等以及让使被给按每该我本全所家个名类种去来请入进出上下"
)
#: Letters of a brand at most; of one that no place opens.
_BRAND, _BRAND_ALONE = 6, 5
#: Lone letters that brands have though other names begin with none of them.
_IN_BRANDS = frozenset("之家好新名全和上下")
#: What is done with a firm right behind its place rather than the beginning of its brand: 在云南开食品有限公司.
_FOUNDING = frozenset("开办建搞找请引招租投买卖做")
#: Right before the name of a firm.
DEALING = re.compile(
    f"[与由和跟同向给到为被请来从的了]|联系|邀请|协调|成立|注册|创办|创立|组建|兴办|开办|办起|引导|扶持|支持|帮助|指导|{'|'.join(PARTNERS)}"
)
#: Words that a brand is made of are rarer than this: 农夫|果园, 苗家|阿妈.
_RARE = 11.0
#: What stands in brackets in a firm's name beside a place: 某某（集团）有限公司.
_BODIES = frozenset(("集团", "控股", "中国"))
_LONGEST_BEFORE_BRACKET = 12


def brand_end(window: str, path: Sequence[Edge]) -> int:
    """Where the brand ends in what stands before 有限公司: 彩云绣娘 + 文化发展; 0 where no trade follows it."""
    trades = organization_data().trades
    brand = len(window)
    for edge in reversed(path):
        word = window[edge.start : edge.end]
        if word not in trades and not (word == "业" and edge.start):
            break
        brand = edge.start - (word == "业")
    return brand if brand < len(window) and 1 < brand <= _BRAND else 0


def is_brand_letter(letter: str, edge: Edge) -> bool:
    """Whether a lone letter may be one of a brand: 豫粮达, 果之友, 花开四季."""
    if letter in _IN_BRANDS:
        return True
    if letter in NOT_IN_NAMES or edge.kind in FUNCTION_WORDS:
        return False
    return edge.start > 0 or letter not in _FOUNDING


def is_brand(window: str, path: Sequence[Edge]) -> bool:
    """Whether a brand and a trade, and nothing else, stand before 有限公司: 粤味坊 + 食品, 农夫果园 + 食品."""
    end = brand_end(window, path)
    if not 1 < end <= _BRAND_ALONE:
        return False
    data = organization_data()
    for edge in path:
        if edge.start >= end:
            break
        word = window[edge.start : edge.end]
        if len(word) == 1:
            if not is_brand_letter(word, edge) or edge.kind == "m":
                return False
        elif (
            any(word in known for known in (data.generic, data.trades, data.industries))
            or edge.kind not in "nhjlNa"
            or edge.cost < _RARE
        ):
            return False
    return True


def bracketed(text: str, end: int, divisions: Container[str]) -> int | None:
    """Where a firm's name begins that has its place in brackets, which close before `end`: 温氏（云南）畜牧."""
    opens = max(text.rfind(mark, max(0, end - 8), end) for mark in "（(")
    inside = text[opens + 1 : end - 1]
    if opens < 0 or not (inside in divisions or inside in _BODIES):
        return None
    start = opens
    while start and opens - start < _LONGEST_BEFORE_BRACKET and not BREAK.match(text[start - 1]):
        start -= 1
    dealt = [match.end() for match in DEALING.finditer(text, start, opens)]
    begin = next((at for at in reversed(dealt) if opens - at > 1), start)
    brand = text[begin:opens]
    known = organization_data().generic
    fits = 1 < len(brand) <= _BRAND and brand not in known and brand[0] not in NOT_IN_NAMES - _IN_BRANDS
    return begin if fits else None
