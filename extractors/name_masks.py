"""Names with a mask: 李某某, 王XX, 刘**, 陈×, 张某华, 李某甲, 麦麦提某某."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.names import Names, is_han

__all__ = ["MaskedName", "is_something_else", "masked_names"]

#: One to three characters that stand for hidden ones.
#: One class in front lets the search run over all that is no mask.
_RUN = re.compile(r"[某Xx*×○□△](?<![某Xx*×○□△].)[某Xx*×○□△]{0,2}(?![某Xx*×○□△])")
#: People of one surname are told apart by these: 李某甲, 李某乙.
_ORDINALS = "甲乙丙丁戊己庚辛"
_ENDS = frozenset("，。、；：！？）)” \u3000\n")
#: A name written by sound has at most so many characters before its mask.
_SOUNDS = 5
#: After a mask these make a place, an organ or a figure of it (张某村, 于XX年, 刘xx亩) …
_OTHERS = frozenset(
    "村乡镇县市区州省组社寨屯庄路街沟河湖山坝坪小学中公司合作局站所医院人次名元万亿亩个只头米吨年月日号项条场篇份家企集团工程目%％余多以"
)
#: … unless they begin one of these: 王某家中, 李某以次充好.
_FINE = (
    "个人", "家中", "家里", "家庭", "家属", "家的", "家人", "中午", "中年", "人品", "社长", "所在", "年龄",
    "以", "多次", "多年", "多报", "多领", "多占", "多收", "多拿", "年轻", "年迈", "年老", "小组长", "医生", "次子", "日前", "月初", "作为", "公开",
    "公款", "公车", "公职", "人身", "名下", "社保", "组成", "组织", "组建", "站在", "站岗", "会上", "会后", "合伙", "作出", "作了", "作案", "作风", "年仅", "年过", "年逾", "年近", "年幼", "小孩",
)  # fmt: skip


class MaskedName(NamedTuple):
    """A name with a mask; not `sure` where its surname is a word as well (任XX) or the mask hides little (张志*)."""

    start: int
    end: int
    sure: bool


def masked_names(text: str, names: Names) -> Iterator[MaskedName]:
    """Names with a mask in `text`, in document order of their masks."""
    for match in _RUN.finditer(text):
        begin, end = match.span()
        run = match[0]
        apart = begin > 0 and text[begin - 1] == " " and len(run) > 1
        head = begin - 1 if apart else begin
        start = _surname_before(text, head, names)
        if start is not None and (not apart or _may_follow(text, start, end)):
            end = _end_of(text, run, end, names)
            if not is_something_else(text, end) or _is_home(text, start, run, end):
                yield MaskedName(start, end, _is_sure(text[start:head], run, end - start, names))
        elif run in ("*", "**", "×", "××") and _surname_before(text, begin - 1, names) is not None:
            if text[begin - 1] in names.given:
                yield MaskedName(begin - 2, end, sure=False)
        elif len(run) > 1 or run == "某":
            start = begin
            while start > max(0, begin - _SOUNDS) and text[start - 1] in names.sounds:
                start -= 1
            if begin - start > 1:
                yield MaskedName(start, end, sure=True)


_ENDS_POST = re.compile("[所村组队院镇县乡校会站部科局处班厂社区市团连排场园店董]长孙$")


def _surname_before(text: str, at: int, names: Names) -> int | None:
    """Start of the surname that ends at `at`."""
    # 所长孙XX: 长孙 is a surname, too.
    if at > 1 and text[at - 2 : at] in names.compound and not _ENDS_POST.search(text, max(0, at - 3), at):
        return at - 2
    return at - 1 if at > 0 and text[at - 1] in names.surnames else None


def _end_of(text: str, run: str, end: int, names: Names) -> int:
    """Where a name ends whose mask ends at `end`: 李某|甲, 张某|华."""
    following = text[end : end + 1]
    if run == "某" and following and following in _ORDINALS:
        return end + 1
    if run in ("某", "*", "×") and following in names.given and text[end + 1 : end + 2] in {"", *_ENDS}:
        return end + 1
    return end


def _is_sure(surname: str, run: str, length: int, names: Names) -> bool:
    if surname in names.compound or (surname == "周" and run == "某"):
        return True
    # 周X is a day of the week, too, and 余XX户 a figure.
    return surname in names.common and surname != "余" and (surname != "周" or length > 2)


#: What is counted in 家, a measure as well as a home; and the verbs of going to somebody's.
_FIRMS = re.compile("家(?:企业|公司|单位|店|合作社|农家乐|工厂|门店)")
_COUNTED_IN_HOMES = re.compile(_FIRMS.pattern + "|家(?:农户|商户|养殖|种植|[，。；、]|$)")
_GOES_TO = frozenset("到去帮为给在从替往进访")


def _is_home(text: str, start: int, run: str, end: int) -> bool:
    """Whether 家 behind a masked name is that person's home: 帮孙某某家协调贷款, 到张XX家走访."""
    if not text.startswith("家", end):
        return False
    visited = start > 0 and text[start - 1] in _GOES_TO
    if run == "某某" or ("某" in run and visited):
        return _FIRMS.match(text, end) is None
    return (visited or "某" in run) and _COUNTED_IN_HOMES.match(text, end) is None


def _may_follow(text: str, start: int, end: int) -> bool:
    """Whether a surname with a mask set apart (王 XX) begins a word here: not so in 柳江 XX 米."""
    if start == 0 or not is_han(text[start - 1]) or text[start - 1] in "由与和及对向请是为":
        return True
    return "同志" in text[end : end + 3]


def is_something_else(text: str, end: int) -> bool:
    """Whether what stands behind a mask makes a place, an organ or a figure of it."""
    following = text[end : end + 1]
    if following.isascii() and following.isalpha():
        return True
    return following in _OTHERS and not text.startswith(_FINE, end)
