"""Shorthand and what it stands for: 四个一 with four items behind it, or with three.

Only lists that are certainly meant are looked at: those that the extraction took for the meaning of the shorthand, numbered
clauses right behind it, and brackets or 即 behind it, or names right before it, whose items are all built as the shorthand
says (一名领导、一个部门 or 交一次党费、学一篇文章 of 四个一, 抓班子、抓队伍 of 三抓, 责任到位、措施到位 of 四个到位).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from extractors.program_words import announced_counts
from graph.findings.announced import list_behind
from graph.findings.figures import ReportFigures, Shorthand
from graph.findings.finding import Finding, make_finding
from graph.findings.words import pattern

__all__ = ["shorthands"]

#: Longer lists are not written out behind a shorthand.
_LONGEST = 10
#: Between the shorthand and its list: the closing mark, and a noun for what it is.
#: What is counted there is what the list is of: 围绕五社联动做好三项工作：一是….
_CLOSING = r"(?![”’」』\"]?[^，。；：、“”（）()\n]{0,8}?[二两三四五六七八九十][项件个点条大])[”’」』\"]?[^，。；：、“”（）()\n0-9]{0,8}?"
_BRACKETS = re.compile(_CLOSING + r"[（(](?:即|指)?[:：]?([^（）()\n]{3,160})[）)]")
_NAMELY = re.compile(_CLOSING + r"[，,]?(?:即|也就是|分别是|分别为|包括)[:：]?([^。；\n]{3,160})[。；\n]")
#: 四个一：一户一本台账、一户一个计划 … , up to where the list says what came of it.
_COLON = re.compile(_CLOSING + r"[：:]([^，。；：:（）()\n]{3,160})[，。；\n]")
#: 三个坚持：坚持规划先行，坚持联农带农 … , whole sentences.
_CLAUSES = re.compile(_CLOSING + r"[：:]([^；：:（）()\n。]{6,160})[。；\n]")
#: What came of a list, behind it.
_OUTCOME = re.compile("让|使|确保|从而|以此|以便")
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
#: Behind the comma at the end of a list: it goes on after all.
_GOES_ON = re.compile("以及|及|和|还有|还要|并且|并|再|同时|另")
#: What joins items that stand before the shorthand, and the mark that opens it.
_JOINT = "(?:、|，|；|和|及|以及|与)"
_OPENING = re.compile('[“‘「『"]?$')
_QUOTED = re.compile("[“‘「『]([^“”‘’「」『』。\\n]{5,110})[”’」』](的|等|这)?[“‘「『]$")
#: How far before the shorthand they may begin.
_REACH = 120
_SOME = re.compile("和|及|与|等|、")
#: What leads up to the first of them.
_LEADS = "坚持|做到|确保|落实(?!到)|实现|按照|通过|推行|围绕"
_LEADING = re.compile(f"^.*(?:{_LEADS})(?=..)")
_BEGINS = re.compile(f"[。：:（(“”\\n]|，(?=(?:始终|严格|切实|真正|努力)?(?:{_LEADS}))")


def shorthands(report: ReportFigures) -> Iterator[Finding]:
    """All findings of the kind ``announced`` about shorthand in a report."""
    for shorthand in report.shorthands:
        counts = [count for count in announced_counts(shorthand.name) if count <= _LONGEST]
        if not counts:
            continue
        if shorthand.items and _certain(report, shorthand):
            items = _without_outcome(shorthand)
            if items:
                yield _finding(shorthand, len(items), counts, items)
        elif not shorthand.items and len(counts) == 1:
            yield from _not_taken(report, shorthand, counts)


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


def _without_outcome(shorthand: Shorthand) -> tuple[str, ...]:
    """The items that the extraction found, but for what came of them: 严禁截留，严禁挪用，让干部守住底线.

    None at all where the last ones are built in another way, and nobody knows what they are.
    """
    built = _built(shorthand.name)
    if built is None:
        return shorthand.items
    count = _leading(shorthand.items, built)
    if count < 2 or count == len(shorthand.items):
        return shorthand.items
    return shorthand.items[:count] if _OUTCOME.match(shorthand.items[count]) else ()


def _leading(items: Sequence[str], built: re.Pattern[str]) -> int:
    """How many items, from the first on, are built as a shorthand says."""
    return next((at for at, item in enumerate(items) if not built.search(item)), len(items))


def _not_taken(report: ReportFigures, shorthand: Shorthand, counts: list[int]) -> Iterator[Finding]:
    """A list that the extraction did not take: of another length than the shorthand announces, or not the whole clause."""
    at = shorthand.end - report.start
    numbered = list_behind(report.text, at, _NUMBERED)
    if numbered is not None:
        items, complete = numbered
        if complete and len(items) not in counts:
            yield _finding(shorthand, len(items), counts, items)
        return
    items = (
        _items_behind(report.text, at, shorthand.name, counts[0])
        or _quoted_before(report, shorthand, counts[0])
        or _items_before(report, shorthand, counts[0])
    )
    if items:
        yield _finding(shorthand, len(items), counts, items)


def _items_behind(text: str, at: int, name: str, count: int) -> tuple[str, ...]:
    for way in (_BRACKETS, _NAMELY, _COLON):
        found = way.match(text, at)
        items = _items(found.group(1), name, text[found.end() - 1 :][:_BEFORE], count) if found else ()
        if items:
            return items
    return _clauses_behind(text, at, name, count)


def _clauses_behind(text: str, at: int, name: str, count: int) -> tuple[str, ...]:
    """三个坚持：坚持规划先行，坚持联农带农，坚持守牢底线，围绕 … : clauses with its word, and the sentence goes on without it.

    Fewer than announced only where it goes on with what came of them.
    """
    found, built = _CLAUSES.match(text, at), _built(name)
    if found is None or built is None or _word(name) == "一":
        return ()
    clauses = found.group(1).split("，")
    items = tuple(clauses[: _leading(clauses, built)])
    more = clauses[len(items) :]
    if len(items) < 2 or _AND_SO_ON.search(items[-1]) or any(_word(name) in clause for clause in more):
        return ()
    if any(_several(item, name) for item in items):
        return ()
    ends = len(items) == count or (more and _OUTCOME.match(more[0]))
    return items if ends and not (more and _GOES_ON.match(more[0])) else ()


def _items(listing: str, name: str, following: str, count: int) -> tuple[str, ...]:
    """The items of a listing that are all built as the shorthand says; none where one is not.

    `following` is what comes next, from the sign that ends the listing. As many as `count` are the list in any case.
    """
    built = _built(name)
    if built is None or _AND_SO_ON.search(listing):
        return ()
    for separator in _SEPARATORS:
        # The sentence may go on behind the list, unless commas part its items.
        listed, _, more = (listing + following).partition("，") if separator == "、" else (listing, "", "")
        listed = listed[: len(listing)]
        items = tuple(part.strip("“”‘’ ") for part in listed.split(separator))
        if len(items) < 2 or not all(built.search(item) for item in items):
            continue
        # A list of which more stands behind a comma may be of any length, as may one with 等 at its end, or 和 in it.
        next_item = re.split("[、，。；\n]", more, maxsplit=1)[0]
        open_end = _GOES_ON.match(more) or built.search(next_item) or _AND_SO_ON.search(listed)
        if open_end or any(_several(item, name) for item in items):
            return ()
        # 带头学习、带头服务，样样事情带头干: another item may be built in another way.
        return items if len(items) == count or _word(name) not in next_item else ()
    return ()


def _several(item: str, name: str) -> bool:
    """Whether an item may be two: 一套方案和一支队伍."""
    word = _word(name)
    return any(
        word in one and word in other
        for sign in _SOME.finditer(item)
        for one, other in [(item[: sign.start()], item[sign.end() :])]
    )


def _word(name: str) -> str:
    """What each item of a shorthand is built with: 一 of 四个一, 抓 of 三抓; nothing where it does not say."""
    found = _PATTERN.fullmatch(name)
    return "" if found is None else found.group(1) or found.group(2)


@lru_cache(maxsize=1024)  # the same programmes are named again and again
def _built(name: str) -> re.Pattern[str] | None:
    """What finds itself in each item of a shorthand: its word at one of the ends, or 一 with a measure word (交一次党费)."""
    word = _word(name)
    if not word:
        return None
    if word == "一":
        return re.compile(
            f"^一|^[^一]{{1,6}}一(?:{pattern('measure_words').pattern})(?![、，])[\u4e00-\u9fff]"
        )
    return re.compile(f"^{word}|{word}$")


def _quoted_before(report: ReportFigures, shorthand: Shorthand, count: int) -> tuple[str, ...]:
    """“一窗受理、一站审批、一网服务”的“三个一”: the marks say where the list begins and ends."""
    found = _QUOTED.search(report.between(shorthand.start - _REACH, shorthand.start))
    items = _items(found.group(1), shorthand.name, "", count) if found else ()
    return items if found and (len(items) == count or found.group(2) != "等") else ()


def _items_before(report: ReportFigures, shorthand: Shorthand, count: int) -> tuple[str, ...]:
    """责任到位、措施到位、资金到位“四个到位”: as many as announced, or one too few, each with the word at its end."""
    word = _word(shorthand.name)
    if len(word) < 2:
        return ()
    before = _OPENING.sub("", report.between(shorthand.start - _REACH, shorthand.start))
    if not before.endswith(word):
        return ()
    clause = _BEGINS.split(before)[-1]
    *items, last = re.split(f"(?<={word}){_JOINT}", clause)
    if not all(item.endswith(word) and len(item) > len(word) for item in (*items, last)):
        return ()
    # 人员、资金到位 may be one or two: then nobody knows how many there are.
    if any(_SOME.search(item.removesuffix(word)) or "，" in item for item in (*items, last)):
        return ()
    items = [_LEADING.sub("", items[0]), *items[1:], last] if items else []
    return tuple(items) if count - 1 <= len(items) <= count and len(items) > 1 else ()


def _finding(shorthand: Shorthand, listed: int, counts: list[int], items: tuple[str, ...]) -> Finding:
    named = "、".join(items[:6]) + ("……" if len(items) > 6 else "")
    text = f"文中称“{shorthand.text}”，列出{named}，共{listed}项"
    if listed in counts:
        return make_finding("announced", "holds", [shorthand], f"{text}，相符。", 0.9)
    word = "多" if listed > counts[0] else "少"
    return make_finding(
        "announced", "fails", [shorthand], f"{text}，比所称{word}{abs(listed - counts[0])}项。", 0.7
    )
