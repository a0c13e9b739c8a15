"""Organisations by what stands around them: a firm from its province to 有限公司, one that is worked with, small schools."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extractors.organization_brands import NOT_IN_NAMES
from extractors.organization_data import organization_data
from extractors.organization_patterns import is_firm_brand, major_divisions
from extractors.place_divisions import upper_names
from extractors.place_found import BREAK
from extractors.place_lattice import words

__all__ = ["founded_bodies", "part_of_university", "partners", "registered_firms", "small_schools"]

Stretch = tuple[int, int]

#: 与谷香米业合作: who one works with in a trade has a brand.
_TRADE = re.compile(
    "(?:业|食品|饲料|物流|重工|粮油|制药)(?=合作|签约|签订|签署|联合|对接|协商|洽谈|达成|联手|共建)"
)
_PARTNER = re.compile(
    r"[与和同跟](?P<name>(?P<brand>[\u4e00-\u9fff]{2,4})(?:[米牧乳药酒茶薯果菌肥种铝木竹渔矿纸鞋]业|食品|饲料|物流|重工|粮油|制药))$"
)
#: With the word before it, such a name has so many letters at most.
_LONGEST_PARTNER = 7


def partners(text: str) -> Iterator[Stretch]:
    """Firms by a brand and a trade, between a word for working with them and what is done with them."""
    for trade in _TRADE.finditer(text):
        match = _PARTNER.search(text, max(0, trade.end() - _LONGEST_PARTNER), trade.end())
        if match is None:
            continue
        if NOT_IN_NAMES.isdisjoint(match["brand"]) and is_firm_brand(match["brand"]):
            yield match.span("name")


_COMPANY = "公司"
_COOPERATIVE = re.compile("(?:农民|农牧民)?专业合作(?:联合)?社")
#: What stands before it is no part of the firm's letters; and trades, of which one is.
_LIMITED = re.compile("(?:集团|股份)?有限(?:责任)?$")
_TRADES = ("科技", "贸易", "商贸", "食品", "农业", "机械", "建材")
#: Between such words and the name of a firm, and what makes no name of what stands between its place and 有限公司.
_OPENS_FIRM = re.compile(
    "[与和由跟给向的为是及受经请找“‘（(]|协调|联系|对接|扶持|支持|依托|引入|邀请|成立|组建|创办|领办|注册|开办|兴办|创立|新建|入股|加入"
)
_LONGEST_FIRM = 18
_NO_REGISTERED = re.compile(
    "[家个名类所各该某这那此的了着在到与及或对将把被给让从向由等有及去请找开办级户]|来(?!宾)|公司|入驻|落户|注册|成立|引[进入]|考察|联系|对接|组建|"
    "创办|收购|签约|合作|帮助|支持|扶持|培育|学习|务工|经营|发展(?!$|投资|控股|集团|服务)|投资(?!$|管理|控股|发展|集团)"
)
#: Letters between a firm's place and 有限公司.
_FEWEST, _MOST = 4, 12


def registered_firms(text: str) -> Iterator[Stretch]:
    """Firms and cooperatives by their registered names where a province, city or county opens them."""
    for match in _COOPERATIVE.finditer(text):
        yield from _registered(text, match.start(), match.end())
    at = text.find(_COMPANY)
    while at >= 0:
        limited = _LIMITED.search(text, max(0, at - 6), at)
        if limited or text.endswith(_TRADES, 0, at):
            yield from _registered(text, limited.start() if limited else at, at + len(_COMPANY))
        at = text.find(_COMPANY, at + 1)


def _registered(text: str, stop: int, end: int) -> Iterator[Stretch]:
    """The firm whose name ends at `end`, and its letters at `stop`, where its seat opens it."""
    left = stop
    while left and stop - left < _LONGEST_FIRM and not BREAK.match(text[left - 1]):
        left -= 1
    joints = [joint.end() for joint in _OPENS_FIRM.finditer(text, left, stop)]
    for start in (left, *joints):
        size = next((size for size in (5, 4, 3, 2) if text[start : start + size] in _seats()), 0)
        rest = text[start + size : stop]
        if size and _FEWEST <= len(rest) <= _MOST and _NO_REGISTERED.search(rest) is None:
            yield start, end
            return


#: Words of founding, and at most one letter more of the name of the place that the list of places does not have.
_FOUNDS = re.compile(
    "(?:成立|创办|领办|组建|兴办|开办|办起|新办|注册|创建|创立)了?(?P<more>[大小上下新老前后东西南北中]?)$"
)
_BEHIND_SEAT = re.compile(
    "(?P<brand>[\u4e00-\u9fff]{2,9}?)"
    "(?:(?:农民|农牧民)?专业合作(?:联合)?社|股份经济合作(?:联合)?社|(?:有限(?:责任)?)?公司|家庭农场|[绣织糕酱酒茶豆油]坊|厂)"
    "(?![长房区家商址们])"
)
_LONGEST_FOUNDING = 5


def founded_bodies(text: str, places: Sequence[tuple[int, int, bool]]) -> Iterator[Stretch]:
    """Firms, cooperatives and workshops that are founded under the name of a village or town, wherever they are named.

    Nothing but their name can stand between the place and their last word: 成立|石坪村|云上蛙稻种养|专业合作社.

    Args:
        text: a report.
        places: ``(start, end, masked)`` of the places in it.

    """
    names = set()
    for start, end, masked in places:
        founds = None if masked else _FOUNDS.search(text, max(0, start - _LONGEST_FOUNDING), start)
        body = None if founds is None else _BEHIND_SEAT.match(text, end)
        if founds is not None and body is not None and _NO_REGISTERED.search(body["brand"]) is None:
            names.add(text[founds.start("more") : body.end()])
    for name in names:
        yield from ((match.start(), match.end()) for match in re.finditer(re.escape(name), text))


@cache
def _seats() -> frozenset[str]:
    """Provinces and cities by all their names, counties by their full ones."""
    counties = (upper.name for upper in upper_names()[0] if upper.level == "county")
    return major_divisions().union(county for county in counties if county[-1] in "县市区旗")


_STEM = re.compile(r"[\u4e00-\u9fff]{2}")
#: Letters of words that say what kind of school.
_KINDS_OF_SCHOOL = re.compile(
    "[初高幼职技校师生学区城山牧寄公民私所间座两几多某本外特名重弱优老旧大小中建撤并迁扩改办送走进访捐助修维帮查巡招教联]"
)
_SCHOOL = re.compile(r"(?:完小|完全小学|小学|中学)(?![\u4e00-\u9fff]?[生校]|[0-9一二两三四五六七八九十])")
_BEFORE_SCHOOL = frozenset("到在为由给从")
#: Schools of a trade go by the region they are for: 闽中职业技术学院.
_TRADE_SCHOOL = re.compile(
    r"(?:职业技术学院|职业学院|职业大学|技师学院|师范学院|农林学院|医学院|职业技术学校|职业中学|职业中专|卫生学校|农业学校)(?![\u4e00-\u9fff]?[生校])"
)


def small_schools(text: str) -> Iterator[Stretch]:
    """Schools by two letters that no dictionary has, from a mark on: 、石梘完小."""
    for match in (*_SCHOOL.finditer(text), *_TRADE_SCHOOL.finditer(text)):
        start = match.start() - 2
        if start < 0 or (
            start and not BREAK.match(text[start - 1]) and text[start - 1] not in _BEFORE_SCHOOL
        ):
            continue
        stem = text[start : match.start()]
        known = organization_data().generic
        named = _STEM.fullmatch(stem) and NOT_IN_NAMES.isdisjoint(stem) and stem not in known
        kind = match.re is _SCHOOL and _KINDS_OF_SCHOOL.search(stem) is not None
        if named and words().find(stem) is None and not kind:
            yield start, match.end()


#: Parts of a university, right behind its name.
_PART_OF_UNIVERSITY = re.compile(
    r"(?:(?!教授|专家|团队|学生|师生|毕业|合作|联合|签|建|[的与和及等在到来去为了向从给把被将由对设办])[\u4e00-\u9fff]){1,10}?"
    r"(?:(?<!大)学院|研究院|研究所|协会|学会)(?![院长生员会])"
    r"|(?:第[一二三四五六])?附属(?:第[一二三四五六])?(?:中医|肿瘤|口腔|儿童|妇产)?(?:医院|中学|小学|幼儿园)"
)


def part_of_university(text: str, end: int) -> int:
    """Where the part of the university whose name ends at `end` ends: 某大学 + 农学院; `end` where none follows."""
    part = _PART_OF_UNIVERSITY.match(text, end)
    return part.end() if part else end
