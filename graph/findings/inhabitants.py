"""How many live in a place, however a report comes to say so: 全镇6284户, 下辖11个行政村，共有6284户23718人.

Such figures stand behind nothing but the name of the place and what it is divided into, so that their indicators are
whatever the sentence began with; what they count is known by what stands around them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from graph.findings.alike import told_before
from graph.findings.figures import Figure

__all__ = ["HERE", "inhabitants", "told_behind"]

#: Begins the name of what is counted in a village that is not named: 全村412户.
HERE = "全村"
_THIS_VILLAGE = re.compile(".*[全我本该]村")

_UNITS = {"户": "户数", "人": "人口"}
_CLAUSE = re.compile("[，；：。]")
_DIVIDED = r"(?:(?:[0-9]+|[一二三四五六七八九十]+)个(?:行政村|建制村|自然村|自然屯|社区|村民小组|居民小组|村小组|村|组|社|屯)[、和]?)"
#: A clause that names a place, says what it is divided into, or that so many are all of them; and nothing else.
_OF_PLACE = re.compile(
    r"(?P<place>[^，；：、0-9]{0,12}?(?:[镇乡村]|社区|街道|辖区))?(?:内|区)?(?P<have>(?:现|总|一?共|目前)?(?:下?辖有?|有|共有|共计?|计|总计)?)"
    rf"(?P<parts>{_DIVIDED}*)(?:现|总|一?共)?有?(?P<who>农户|住户|居民|总户数|户数|总人口|人口|常住人口|户籍人口|常住|户籍)?(?:为|有|共)?"
)
#: The same behind the comma: 辖7个村民小组，428户1632人.
_ENDS_DIVIDED = re.compile(rf"{_DIVIDED}$")
#: Whoever is counted behind one of these is not everybody.
_SOME = re.compile(
    "涉及|惠及|覆盖|帮扶|带动|解决|慰问|搬迁|安置|受益|组织|其中|新增|贫困|脱贫|低保|监测|危房|走访|入户|培训|发放|流转|安装|改造|为|给|帮"
)
_BEHIND_HOUSEHOLDS = re.compile(r"(?P<before>.*?)[0-9][0-9,.]*万?户[、，]?(?:总)?(?:人口|计)?$", re.DOTALL)
#: So far behind a figure one looks: 、总人口23718人.
_FEW = 12
_ENDS = re.compile(r"[，。；、（(！]|按|都|均|全部|$")
_PEOPLE_FOLLOW = re.compile(r"[、，]?(?:总?人口)?[0-9][0-9,.]*万?人")


def inhabitants(figure: Figure) -> str | None:
    """What a figure of households or people counts where it counts all who live in a place.

    Returns:
        户数 or 人口, with 常住 or 户籍 before it where the report says so, and `HERE` before that where a village is
        meant without its name; None where it counts anything else.

    """
    if figure.unit not in _UNITS or figure.dimension != "count":
        return None
    return _read(told_before(figure), told_behind(figure), figure.unit)


def told_behind(figure: Figure) -> str:
    """The few characters of a figure's sentence behind it that tell whether it stands alone."""
    at = figure.sentence.find(figure.text)
    end = at + len(figure.text)
    return figure.sentence[end : end + _FEW] if at >= 0 else ""


@lru_cache(maxsize=4096)  # each figure is asked for its name by one rule after the other
def _read(told: str, behind: str, unit: str) -> str | None:
    paired = unit == "户" and _PEOPLE_FOLLOW.match(behind) is not None
    if not (paired or _ENDS.match(behind)):
        return None
    lead = told
    if unit == "人" and (households := _BEHIND_HOUSEHOLDS.fullmatch(told)):
        lead, paired = households["before"], True
    *earlier, clause = _CLAUSE.split(lead)
    if _SOME.search(clause):
        return None
    found = _OF_PLACE.fullmatch(clause)
    if found is None:
        return None
    if not (found["place"] or found["parts"] or found["who"]):
        # Behind a comma only of a place whose parts have just been told.
        known = paired and bool(earlier) and _ENDS_DIVIDED.search(earlier[-1]) is not None
        return _UNITS[unit] if known and not _SOME.search(earlier[-1]) else None
    if found["parts"] and not (found["have"] or found["place"]):
        return None  # 5个村86户: some of them
    kind = next((word for word in ("常住", "户籍") if word in (found["who"] or "")), "")
    here = HERE if _THIS_VILLAGE.fullmatch(found["place"] or "") else ""
    return here + kind + _UNITS[unit]
