"""What is announced and what is listed: 三个方面 and 一是、二是、三是; a compilation of （5篇） and its reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from graph.findings.figures import Figure, ReportFigures
from graph.findings.finding import Finding, make_finding

__all__ = ["announcements", "list_behind"]

_NUMERALS = "一二三四五六七八九十"
_COUNTED = frozenset(
    {
        "个",
        "项",
        "点",
        "条",
        "种",
        "类",
        "大",
        "方面",
        "件",
        "块",
        "篇",
        "个方面",
        "处",
        "步",
        "道",
        "关",
        "招",
        "句",
        "桩",
        "本",
        "张",
        "支",
        "座",
        "所",
        "套",
        "大类",
        "大项",
        "小",
    }
)
#: What is seldom announced: 三场硬仗, 四份答卷. 分3批实施工程 has its steps numbered for another reason.
_SELDOM_COUNTED = frozenset(
    {"场", "份", "层", "重", "样", "段", "门", "组", "轮", "批", "面", "股", "把", "笔", "根", "盘", "堂"}
)
_MAY_ANNOUNCE = _COUNTED | _SELDOM_COUNTED
#: A list of another length contradicts them only where they are what is announced with such words.
_BATTLE = re.compile("硬仗|战役|攻坚战|答卷|好戏")
#: Lists longer than this go beyond what the markers can say.
_LONGEST = 10
#: Names before a number, from which on they make a list.
_FEWEST_NAMED = 3
#: From the announcement to the first item: the thing counted, one stop, nothing else.
_TO_FIRST = re.compile(
    r"^(?P<thing>[^，。；：:\n]{0,16})(?:，(?P<more>[^，。；：:\n]{0,10}))?[：:。，]?[ \u3000\n]*$"
)
#: A second thing may be announced between a number and a list, which is then of that: 六个网格，主要做法是：一是 … .
_ANOTHER = re.compile(
    "做法|措施|举措|问题|经验|体会|成效|亮点|办法|建议|打算|不足|要求|原则|内容|任务|原因|理由|表现"
)
_SAME_CLAUSE = re.compile(r"[^。；：:\n]{0,24}")
_LAST_WORDS = re.compile(r"最后|此外|另外|再者|再次，|其次|还有|与此同时|末了")
_HEADING = re.compile(
    r"(?m)^[ \t]*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|[(][一二三四五六七八九十]{1,3}[)])"
)
_COMPILED = re.compile(r"[（(][^）)\n]{0,4}$")
#: How far into the first report of a source the number of reports may stand.
_HEAD = 120
_THING = re.compile(
    r"方面|问题|工作|措施|举措|建议|任务|重点|环节|短板|不足|抓手|体会|打算|意见|点|做法|关键|机制|原则|内容|要求|步|目标|好事|实事|大事|弱项|欠缺|毛病|缺点|变化|成果|收获|感受|启示|硬仗|指标|行动|工程|制度|文章|优势|创新|承诺|差距|薄弱|经验|努力|维度|层面|事|关|难|情况|特点|着力|突破|转变|提升|强化"
)


@dataclass(frozen=True, slots=True)
class _Style:
    """A way to number items in running text: the pattern of a marker, which captures its numeral."""

    name: str
    marker: re.Pattern[str]
    heading: bool = False


_STYLES = (
    _Style("一是", re.compile(rf"(?<![{_NUMERALS}第统唯])([{_NUMERALS}])(?:是|要|为了|靠|则)(?!否|以|么)")),
    _Style(
        "第一",
        re.compile(rf"第([{_NUMERALS}])(?:个?(?:方面|步|点|件|条|项|关)?(?:是|就是)?)(?=[，、,：:]|(?<=是))"),
    ),
    _Style("其一", re.compile(rf"其([{_NUMERALS}])(?=[，、：是])")),
    _Style("（一）", re.compile(rf"[（(]([{_NUMERALS}])[）)]"), heading=True),
    _Style("（1）", re.compile(r"[（(](10|[1-9])[）)]")),
    _Style("1.", re.compile(r"(?m)(?:^[ \u3000]*|(?<=[。；：\n ]))(10|[1-9])[.、．](?![0-9])")),
    _Style("一、", re.compile(rf"(?m)(?:^[ \u3000]*|(?<=[。；：]))([{_NUMERALS}])、"), heading=True),
    _Style("①", re.compile("([①②③④⑤⑥⑦⑧⑨⑩])")),
)
#: 首先、其次、再次、最后: what order they have is theirs to say.
_ORDERED = re.compile(
    r"(?:(?<=[：:。；，\n])|^)[ \u3000]*(首先|其次|再次|再者|然后|最后)(?=[，、,是要]|[\u4e00-\u9fff])"
)
_FIRST_NUMERAL = re.compile("[一1①]")
#: How far from an announcement its list may begin.
_NEAR = 48
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


def announcements(report: ReportFigures) -> Iterator[Finding]:
    """All findings of the kind ``announced`` in a report."""
    for figure, following in zip_longest(report.figures, report.figures[1:]):
        if figure.unit not in _MAY_ANNOUNCE:
            continue
        announced = _announced(figure)
        found = announced and _list_after(report, figure, announced, following)
        found = found or _compilation(report, figure)
        if found:
            yield found


def _list_after(
    report: ReportFigures, figure: Figure, announced: int, following: Figure | None
) -> Finding | None:
    """`following` is the next figure: where it announces something itself, what comes then is the list of that."""
    text = report.text
    begin = figure.end - report.start
    if (
        following is not None
        and following.unit in _COUNTED
        and _announced(following)
        and _SAME_CLAUSE.fullmatch(report.between(figure.end, following.start))
    ):
        return None
    for style, first in _first_items(text, begin, _TO_FIRST):
        listed, last = _count(text, first, style)
        if not _announces(text[begin : first.start()], figure, agrees=listed == announced):
            continue
        if listed < 2:
            return None
        if listed < announced and _LAST_WORDS.search(text, last, last + 400):
            return None
        # Headings go on with what was not announced: 四、存在的问题.
        if listed > announced and style.heading:
            return None
        return _announcement(figure, announced, _markers(style, listed))
    return (
        _ordered_after(text, begin, figure, announced)
        or _named_after(text, begin, figure, announced)
        or _named_before(report, figure, announced)
    )


def _announces(between: str, figure: Figure, agrees: bool = False) -> bool:
    """Whether the words between a number and a list make the list that of what is counted.

    What is counted may be called anything where the list `agrees` with the number.
    """
    found = _TO_FIRST.match(between)
    kinds = _BATTLE if figure.unit in _SELDOM_COUNTED else _THING
    if found is None or not (agrees or kinds.search(found.group("thing") + figure.unit)):
        return False
    return not (found.group("more") and _ANOTHER.search(found.group("more")))


def _ordered_after(text: str, begin: int, figure: Figure, announced: int) -> Finding | None:
    """三点体会：首先 … ；其次 … ；最后 … ."""
    first = _ORDERED.search(text, begin, begin + _NEAR)
    if first is None or first.group(1) != "首先" or not _announces(text[begin : first.start()], figure):
        return None
    end = text.find("\n", first.end())
    found = [first.group(1)]
    for marker in _ORDERED.finditer(text, first.end(), end if end >= 0 else len(text)):
        if marker.group(1) == "首先":
            break
        found.append(marker.group(1))
        if marker.group(1) == "最后":
            break
    # Only a list that says where it ends can be too short.
    if len(found) == announced or found[-1] == "最后":
        return _announcement(figure, announced, found)
    return None


#: 三项制度：例会制度、包保制度、通报制度, 5个村（甲村、乙村 … ）: up to the stop.
_NAMES = re.compile(
    r"^([\u4e00-\u9fff]{1,6})(?:[：:]|，?(?:分别是|分别为|即)[：:]?|[（(])([^，。；：:（）()\n]{4,120})[。；）)\n，]"
)
_LONGEST_NAME = 14
_AND_MORE = re.compile(r"等|……|…|以及其[他它]")


def _named_after(text: str, begin: int, figure: Figure, announced: int) -> Finding | None:
    """What is counted, by name: every item must be called what it is counted as."""
    found = _NAMES.match(text[begin : begin + 140])
    if found is None:
        return _clauses_after(text, begin, figure, announced)
    if _AND_MORE.search(found.group(2)):
        return None
    kind = found.group(1)[-2:]
    items = re.split("、|和|及|以及|与", found.group(2))
    certain = len(items) == announced or figure.unit not in _SELDOM_COUNTED
    if len(items) > 1 and certain and all(item.endswith(kind) and len(item) > len(kind) for item in items):
        return _announcement(figure, announced, items)
    # 三个不足：学得不深、走得不勤、想得不远: what a comma of the list parts may also be parts of one item.
    items = found.group(2).split("、")
    if _THING.search(kind) and len(items) == announced and max(map(len, items)) <= _LONGEST_NAME:
        return _announcement(figure, announced, items)
    return _clauses_after(text, begin, figure, announced)


#: 三点不足：学得不深，走得不勤，想得不远。 Clauses may be anything: only as many as were announced are a list.
_CLAUSES = re.compile(r"^([\u4e00-\u9fff]{1,8})[：:]([^。：:（）()\n0-9]{6,120})。")


def _clauses_after(text: str, begin: int, figure: Figure, announced: int) -> Finding | None:
    found = _CLAUSES.match(text[begin : begin + 140])
    if found is None:
        return _apposed_after(text, begin, figure, announced)
    if _AND_MORE.search(found.group(2)) or not _THING.search(found.group(1)):
        return None
    for stop in "；，":
        items = found.group(2).split(stop)
        if len(items) > 1:
            alike = announced >= _FEWEST_NAMED and max(map(len, items)) <= _LONGEST_NAME
            return _announcement(figure, announced, items) if alike and len(items) == announced else None
    return None


#: 三件事，修通组路、接自来水、建文化广场，都已办成。 Behind a comma a list stands by itself, and is then spoken of.
_APPOSED = re.compile(
    r"^([\u4e00-\u9fff]{1,8})，([\u4e00-\u9fff“”]{2,14}(?:(?:、|和|以及)[\u4e00-\u9fff“”]{2,14})+)"
    r"(?:。|，(?=[现目]?[前今]?[都均全已逐一件项条桩样个]))"
)
#: 覆盖教育、卫生、民政: whom or what it reached, and no list of what was done.
_REACHED = re.compile(
    "覆盖|涉及|惠及|带动|服务|方便|有效|切实|极大|进一步|受到|得到|赢得|确保|让|使|由|与|对|在|为|把|将|以|向"
)


def _apposed_after(text: str, begin: int, figure: Figure, announced: int) -> Finding | None:
    """As many items of one length as were announced, right behind it."""
    found = _APPOSED.match(text[begin : begin + 140]) if announced >= _FEWEST_NAMED else None
    if found is None or _AND_MORE.search(found.group(2)) or not _THING.search(found.group(1)[-2:]):
        return None
    items = re.split("、|和|以及", found.group(2))
    first, *others = map(len, items)
    # What leads up to a list makes its first item the longest.
    alike = first <= max(others) <= min(first, *others) + 2
    if len(items) != announced or not alike or _REACHED.match(items[0]):
        return None
    return _announcement(figure, announced, items)


#: 跑民政、残联、养老三条线: names, and right behind them how many there are.
_BEFORE = re.compile(
    r"(?:^|[，。；：:（(“\n])([\u4e00-\u9fff]{1,14}(?:、[\u4e00-\u9fff]{1,10})+)(?:这|等|共)?$"
)


def _named_before(report: ReportFigures, figure: Figure, announced: int) -> Finding | None:
    """What is counted, by names that stand before the number: only where there are as many."""
    if announced < _FEWEST_NAMED or figure.text[0] not in _NUMERALS:
        return None
    at = figure.start - report.start
    found = _BEFORE.search(report.text[max(at - 80, 0) : at])
    if found is None:
        return None
    *items, last = found.group(1).split("、")
    items += re.split("和|以及|及|与", last)
    return _announcement(figure, announced, items, "其前") if len(items) == announced else None


def _first_items(text: str, begin: int, leading: re.Pattern[str]) -> Iterator[tuple[_Style, re.Match[str]]]:
    """The first marker of a list behind `begin`, in each style of which there is one; `leading` matches what may stand between."""
    # Most often nothing is numbered there: one look instead of one for each style.
    for style in _STYLES if _FIRST_NUMERAL.search(text, begin, begin + _NEAR) else ():
        first = style.marker.search(text, begin, begin + _NEAR)
        if first is not None and _numeral(first.group(1)) == 1 and leading.match(text[begin : first.start()]):
            yield style, first


def list_behind(text: str, begin: int, leading: re.Pattern[str]) -> tuple[tuple[str, ...], bool] | None:
    """The markers of a numbered list that begins behind `begin`, and whether the list ends with them; None where none begins.

    Args:
        text: folded text of a report.
        begin: offset in it.
        leading: matches what may stand between `begin` and the first marker.

    """
    for style, first in _first_items(text, begin, leading):
        listed, last = _count(text, first, style)
        if listed > 1:
            markers = _markers(style, listed)
            return markers, _LAST_WORDS.search(text, last, last + 400) is None
    return None


def _announced(figure: Figure) -> int | None:
    """How many a figure announces; None where it announces nothing."""
    if figure.unit not in _MAY_ANNOUNCE or not 2 <= figure.size <= _LONGEST or not figure.plain:
        return None
    return int(figure.number) if figure.number.denominator == 1 else None


def _numeral(sign: str) -> int:
    if sign.isascii():
        return int(sign)
    if sign in _CIRCLED:
        return _CIRCLED.index(sign) + 1
    return _NUMERALS.index(sign) + 1


def _count(text: str, first: re.Match[str], style: _Style) -> tuple[int, int]:
    """How many items follow each other from the first on, and where the last of them begins.

    A list ends where its numbering begins anew, and, unless it is made of headings, at the next heading.
    """
    stop = len(text)
    if not style.heading:
        heading = _HEADING.search(text, first.end())
        stop = heading.start() if heading else stop
    count, last = 1, first.end()
    for found in style.marker.finditer(text, first.end(), stop):
        number = _numeral(found.group(1))
        if number == count + 1:
            count, last = number, found.end()
        elif number == 1:
            break
    return count, last


def _announcement(figure: Figure, announced: int, items: Sequence[str], where: str = "其后") -> Finding:
    listed = len(items)
    named = "、".join(items[:5]) + ("……" if listed > 5 else "")
    text = f"文中称“{figure.text}”，{where}列出{named}，共{listed}项"
    if announced == listed:
        return make_finding("announced", "holds", [figure], f"{text}，相符。", 0.9)
    word = "多" if listed > announced else "少"
    return make_finding(
        "announced", "fails", [figure], f"{text}，比所称{word}{abs(listed - announced)}项。", 0.8
    )


def _markers(style: _Style, listed: int) -> tuple[str, ...]:
    return tuple(_marker(style, number) for number in range(1, listed + 1))


def _marker(style: _Style, number: int) -> str:
    sign = _NUMERALS[number - 1]
    if style.name in {"1.", "（1）"}:
        return style.name.replace("1", str(number))
    return _CIRCLED[number - 1] if style.name == "①" else style.name.replace("一", sign)


def _compilation(report: ReportFigures, figure: Figure) -> Finding | None:
    """（5篇） at the head of a source: that many reports."""
    at = figure.start - report.start
    if report.ordinal or at > _HEAD or figure.unit != "篇" or not figure.plain:
        return None
    around = report.text[max(at - 6, 0) : at], report.text[figure.end - report.start :][:1]
    if not _COMPILED.search(around[0]) or around[1] not in "）)":
        return None
    listed, announced = report.siblings, int(figure.number)
    text = f"标题称{announced}篇，文件中有{listed}篇报告"
    if announced == listed:
        return make_finding("announced", "holds", [figure], f"{text}，相符。", 0.9)
    return make_finding(
        "announced", "fails", [figure], f"{text}。", 0.6, hint="文件可能不完整，或有报告未能分开"
    )
