"""By what name a report is at home: the one township that it says it is about, where the name can be only one."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from extractors.gazetteer import gazetteer

__all__ = ["Home", "home_of", "masked_township", "township_in_title"]

#: 2023年临澄县柏泉镇…, up to the township; nothing that is masked, and no two townships run together.
_IN_TITLE = re.compile(
    r"^(?:[0-9]{4}年度?)?(?:中共|关于)?(?P<above>(?:[\u4e00-\u9fff]{2,8}?[省市县区州旗盟])*?)"
    r"(?P<name>[^\W\d_A-Za-z某乡镇街省市县区州旗盟各全本我该贵]{2,6}(?:乡|镇|街道|苏木))(?![村愁])"
)
_MASKED = re.compile(r"^(?:[0-9]{4}年度?)?((?:某|[XxＸｘ×*＊○]{1,3})某?(?:乡|镇|街道))")
_COUNTY = re.compile(r"[\u4e00-\u9fff]{2,8}?[县区旗市]")


@dataclass(frozen=True, slots=True)
class Home:
    """`name` is equal for reports of one township; `county` is where its title says that it lies, or empty."""

    name: str
    county: str = ""


def township_in_title(title: str) -> str | None:
    """The township that a title begins with: 石鼓乡党委书记…; None where it is masked or there is none."""
    found = _IN_TITLE.match(title)
    return found.group("name") if found else None


@lru_cache(maxsize=4096)
def masked_township(title: str) -> str | None:
    """The masked township that a title begins with: XX镇. It tells something within one compilation only."""
    found = _MASKED.match(title)
    return found.group(1) if found else None


def home_of(title: str, townships: Collection[str]) -> Home | None:
    """Where a report is at home; None where it names no township, several, or one whose name many bear.

    Of a name that stands for several townships only the county tells which is meant.

    Args:
        title: of the report.
        townships: those that it says it is about.

    """
    if len(townships) != 1:
        return None
    (name,) = townships
    before, found, _ = title.partition(name)
    counties = _COUNTY.findall(before) if found else []
    county = counties[-1] if counties else ""
    if _bearers(name) <= 1:
        return Home(name, county)
    return Home(county + name, county) if county else None


@lru_cache(maxsize=4096)
def _bearers(name: str) -> int:
    """How many townships are called so."""
    return sum(division.level == "township" for division in gazetteer().lookup(name, short=False))
