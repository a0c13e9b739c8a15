"""Shorthand and what it stands for: 四个一 with four items behind it, or with three.

Only lists that are certainly meant are looked at: those that the extraction took for the meaning of the shorthand, numbered
clauses right behind it, and brackets or 即 behind it whose items are all built as the shorthand says (一名领导、一个部门 of
四个一, 抓班子、抓队伍 of 三抓).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.program_words import announced_counts
from graph.findings.announced import list_behind
from graph.findings.figures import ReportFigures, Shorthand
from graph.findings.finding import Finding, make_finding

__all__ = ["shorthands"]

#: Longer lists are not written out behind a shorthand.
_LONGEST = 10
#: Between the shorthand and its list: the closing mark, and a noun for what it is.
_CLOSING = r"[”’」』\"]?[^，。；：、“”（）()\n0-9]{0,8}?"
_BRACKETS = re.compile(_CLOSING + r"[（(](?:即|指)?[:：]?([^（）()\n]{3,160})[）)]")
_NAMELY = re.compile(_CLOSING + r"[，,]?(?:即|也就是|分别是|分别为|包括)[:：]?([^。；\n]{3,160})[。；\n]")
#: 四个一：一户一本台账、一户一个计划 … , up to where the list says what came of it.
_COLON = re.compile(_CLOSING + r"[：:]([^，。；：:（）()\n]{3,160})[，。；\n]")
_NUMBERED = re.compile(_CLOSING + r"[：:，。][ \n]*$")
#: 四个一, 三抓: a count, and the word that each item is built with.
_PATTERN = re.compile(r"[二两三四五六七八九十](?:个([一\u4e00-\u9fff]{1,3})|([\u4e00-\u9fff]{1,2}))")
#: A verb alone is no item; nor is what is said of another programme.
_DOING = re.compile(
    r"(?:自觉|坚决|切实|始终|全面|认真|真正|努力|坚定|带头)?(?:做到|践行|坚持|落实|拥护|捍卫|维护|增强|树牢|贯彻)$"
)
_ATTRIBUTE = re.compile(r"[”’」』]的[^，。；“”]{1,10}、[^，。；“”、]{1,8}[“‘「『]?$")
_STOP = re.compile(r"[”’」』]?[^，。；：:\n]{0,8}(?:。|[ \u3000]*\n)[ \u3000\n]*")
_COUNT = re.compile("[一二两三四五六七八九十个]")
#: How far from the shorthand its items may stand.
_BEFORE = 40
_AND_SO_ON = re.compile(r"等[^、，；]{0,4}$")
_SEPARATORS = ("；", "、", "，")


def shorthands(report: ReportFigures) -> Iterator[Finding]:
    """All findings of the kind ``announced`` about shorthand in a report."""
    for shorthand in report.shorthands:
        counts = [count for count in announced_counts(shorthand.name) if count <= _LONGEST]
        if not counts:
            continue
        if shorthand.items and _certain(report, shorthand):
            yield _finding(shorthand, len(shorthand.items), counts, shorthand.items)
        elif not shorthand.items and len(counts) == 1:
            yield from _mismatch(report, shorthand, counts)


def _certain(report: ReportFigures, shorthand: Shorthand) -> bool:
    """Whether the items that the extraction found are those of the shorthand: things, in its own paragraph.

    深刻领悟“两个确立”的决定性意义、自觉做到“两个维护” names no items; nor does the numbered list below the heading
    提高“政治三力”, which says what was done for it.
    """
    before = report.between(shorthand.start - _BEFORE, shorthand.start)
    if any(_DOING.match(item) for item in shorthand.items) or _ATTRIBUTE.search(before):
        return False
    if shorthand.items[-1] in before:
        return True
    stop = _STOP.match(report.text, shorthand.end - report.start)
    if stop is None or shorthand.items[0] not in report.text[stop.end() : stop.end() + _BEFORE]:
        return True
    kind = set(_COUNT.sub("", shorthand.name)[-2:])
    return any(kind & set(item) for item in shorthand.items)


def _mismatch(report: ReportFigures, shorthand: Shorthand, counts: list[int]) -> Iterator[Finding]:
    """A list of another length than the shorthand announces."""
    at = shorthand.end - report.start
    numbered = list_behind(report.text, at, _NUMBERED)
    if numbered is not None:
        items, complete = numbered
        if complete and len(items) not in counts:
            yield _finding(shorthand, len(items), counts, items)
        return
    for pattern in (_BRACKETS, _NAMELY, _COLON):
        found = pattern.match(report.text, at)
        items = _items(found.group(1), shorthand.name) if found is not None else ()
        if items and len(items) not in counts:
            yield _finding(shorthand, len(items), counts, items)
            return


def _items(listing: str, name: str) -> tuple[str, ...]:
    """The items of a listing that are all built as the shorthand says; none where one is not."""
    built = _PATTERN.fullmatch(name)
    if built is None or _AND_SO_ON.search(listing):
        return ()
    word = built.group(1) or built.group(2)
    for separator in _SEPARATORS:
        items = tuple(part.strip("“”‘’ ") for part in listing.split(separator))
        if len(items) < 2:
            continue
        if all(item.startswith(word) for item in items) or all(item.endswith(word) for item in items):
            return items
    return ()


def _finding(shorthand: Shorthand, listed: int, counts: list[int], items: tuple[str, ...]) -> Finding:
    named = "、".join(items[:6]) + ("……" if len(items) > 6 else "")
    text = f"文中称“{shorthand.text}”，列出{named}，共{listed}项"
    if listed in counts:
        return make_finding("announced", "holds", [shorthand], f"{text}，相符。", 0.9)
    word = "多" if listed > counts[0] else "少"
    return make_finding(
        "announced", "fails", [shorthand], f"{text}，比所称{word}{abs(listed - counts[0])}项。", 0.7
    )
