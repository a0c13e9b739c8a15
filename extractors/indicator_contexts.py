"""The words around each figure of a text, within its clause."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.figures import Figure
from extractors.indicator_phrases import BARE_LEVEL, LIMITS, PhraseTools
from extractors.indicator_subjects import FOR_WHOM, ON_BEHALF_OF

__all__ = [
    "CLAUSE_END",
    "SENTENCE_END",
    "SENTENCE_ENDS",
    "Context",
    "Contexts",
    "after_last_clause",
    "is_one_of",
]

SENTENCE_ENDS = "。！？\n；;"
# Patterns look through Chinese text in a fifth of the time that sets take, which make a string of every character.
SENTENCE_END = re.compile(f"[{SENTENCE_ENDS}]")
CLAUSE_END = re.compile(r"[，；：。！？\n;!?,]")
#: How far the words before and after a figure may reach.
_FAR_LEFT = 64
_FAR_RIGHT = 40
_NEAR = 24
_UP_TO_CLAUSE = re.compile(r"(?s:.*)[，；：。！？\n;!?,]")
_UP_TO_ITEM = re.compile(r"(?s:.*)[，；：。！？\n;!?,、（(）)]")
#: 的 and the shortest word that something is called by.
_THING = 2
#: A project whose name has a verb: 石河流域综合治理项目.
NAMED_PROJECT = re.compile(
    r"的(?P<name>(?:(?![了的已用])[\u4e00-\u9fff]){4,12}?(?:治理|整治|改造|提升|建设|开发|保护|修复)(?:项目|工程))"
)
#: What 投资 is no verb behind.
_ASSETS = "固定资产"
_PER_HEAD = frozenset(("每户", "每人", "每家", "每亩", "每村", "户均", "人均", "亩均"))
#: What a round figure is called that was passed: 突破亿元大关.
_MARK = "大关"
_CAPACITY = re.compile(
    r"(?:处理|容纳|存储|储存|储藏|贮藏|占地|跨度|载重|[日年]产|[日年]供水|供水|蓄水|装机|长|宽|高|深)$"
)
_NEIGHBOURS = ("组", "村", "家", "户", "镇", "乡")
#: Of how many somebody is one: 青石乡是全县8个库区乡镇和全市21个茶叶乡镇之一.
_DIVISIONS = frozenset("省市县州区国乡镇")
_IS_ONE_OF = re.compile("(?:是|为|系|属于?|列[入为])[全我本][省市县州区国乡镇]$")
_WHOSE = ("全", "我", "本")
_AND_ONE_OF = re.compile("[和与、][全我本][省市县州区国乡镇]$")
#: 1名片长+2名专职+若干帮手
_AND_SO_MANY = re.compile(r"(?<=[\u4e00-\u9fff])(?<!党建)\+(?=$|[0-9一二两三四五N若])")
_NO_CLAUSE = re.compile(r"[，；：。！？\n;!?,、和与及]")
_BRACKETS = re.compile("[（）()]")
_RIGHT_END = re.compile(r"[，；：。！？\n;!?,、）)（(]")
_JOINTS = ("和", "与", "及", "以及")
#: Between two figures of one thing.
_JOINED_BY = ("", "共", "共计", "合计", "计")
_TO_WHOM = re.compile(r"[对给向为将把](?![口外内象])")
_TITLE_LINE = re.compile(r"([^\s，。；：（）]{2,40}?)(?:汇编|合集|汇总|选编|范文|材料|资料|集锦)?\s*[（(]$")
_YEAR_OF_TITLE = re.compile(r".*(?:[0-9]{4}年(?:度)?|[0-9])")


@dataclass(slots=True)
class Context:
    """The words around one figure.

    Attributes:
        left: from the clause's beginning (or the figure before) to the figure.
        right: to the clause's end, the next item of a list, or the words that belong to the figure after.
        sign: what stands before `left`: one of ，；：、（）, or "" when it comes right after a figure.
        follows: the figure before stands in the same sentence.
        bracketed: the figure stands in brackets, and the figure before does not.
        adjacent: nothing stands between the figure before and this one.
        clause: offset where `left` begins.
        own: who has it stood before `left` and was left out, so that nothing of the clause before is meant.

    """

    left: str
    right: str
    sign: str
    follows: bool
    bracketed: bool
    adjacent: bool
    clause: int
    own: bool = False


class Contexts:
    """Contexts of the figures of one text, asked for in document order.

    Args:
        text: half-width text.
        figures: its figures in document order.
        ends: offsets at which sentences end, beyond those that punctuation shows.
        tools: how phrases are taken apart.
        place_ends: offsets at which names of places and organisations end.

    """

    def __init__(
        self,
        text: str,
        figures: Sequence[Figure],
        ends: Sequence[int],
        tools: PhraseTools,
        place_ends: Iterable[int] = (),
    ) -> None:
        self.text = text
        self.figures = figures
        self._ends = sorted(ends)
        self._place_ends = frozenset(place_ends)
        self._tools = tools
        self._splits: dict[int, int] = {}

    def of(self, index: int) -> Context:
        """The context of one figure."""
        text, figures = self.text, self.figures
        lead = figures[index].lead
        before = self._left_limit(index)
        begin = max(before, lead - _FAR_LEFT)
        segment = text[begin:lead]
        follows = index > 0 and begin == before and not self._sentence_ends_in(segment, begin)
        cut = after_last_clause(segment)
        sign = segment[cut - 1] if cut else ("" if index and begin == before else "，")
        cut, sign, bracketed = _behind_brackets(segment, cut, sign)
        if not cut and index and begin == figures[index - 1].end:
            cut, sign = self._after_figure(index, segment)
        return Context(
            left=segment[cut:],
            right=self.right(index),
            sign=sign,
            follows=follows,
            bracketed=bracketed,
            adjacent=follows and not segment,
            clause=begin + cut,
        )

    def gap(self, index: int, limit: int = _FAR_LEFT) -> str | None:
        """The words between the figure before and this one; None when they are more than `limit`."""
        begin, end = self.figures[index - 1].end, self.figures[index].lead
        return self.text[begin:end] if end - begin <= limit else None

    def last_before(self, index: int) -> int:
        """The figure before one, or where that stands in brackets that have closed, the one before these."""
        gap = self.gap(index)
        if gap is None or gap[:1] not in ("）", ")"):
            return index - 1
        opened = max(self.text.rfind(mark, 0, self.figures[index - 1].lead) for mark in "（(")
        at = index - 1
        while at > 0 and self.figures[at].lead > opened >= 0:
            at -= 1
        end = self.figures[at].end
        # What an earlier sentence counts is not what these brackets belong to.
        outside = end <= opened and not self._sentence_ends_in(self.text[end:opened], end)
        return at if outside else index - 1

    def _sentence_ends_in(self, segment: str, begin: int) -> bool:
        if SENTENCE_END.search(segment) is not None:
            return True
        nearest = bisect_left(self._ends, begin)
        return nearest < len(self._ends) and self._ends[nearest] <= begin + len(segment)

    # ---- left

    def _left_limit(self, index: int) -> int:
        """Where the words of a figure may begin: after the figure before, unless that one only describes a noun."""
        at = index - 1
        while at >= 0 and index - at <= 3 and self.describes(at):
            at -= 1
        return self.figures[at].end if at >= 0 else 0

    def describes(self, index: int) -> bool:
        """60岁以上老年人, 20万元以上的村: the figure tells which ones are counted, by a figure to come."""
        figures = self.figures
        unit = figures[index].unit
        if unit is None or index + 1 >= len(figures):
            return False
        text, end, nearest = self.text, figures[index].end, figures[index + 1].lead
        if nearest - end > _NEAR or CLAUSE_END.search(text, end, nearest) is not None:
            return False
        limited = self.limits(index)
        if unit.dimension == "age":
            return nearest > end or limited
        if not limited:
            return False
        if nearest == end:
            return unit.dimension != "count" and self.counts(index + 1)
        return text[end] == "的"

    def limits(self, index: int) -> bool:
        """Whether a figure ends in 以上 or 以下."""
        end = self.figures[index].end
        return self.text[end - 2 : end] in LIMITS

    def counts(self, index: int) -> bool:
        """Whether a figure counts things, and does not measure."""
        unit = self.figures[index].unit
        return unit is None or unit.dimension == "count"

    def _after_figure(self, index: int, segment: str) -> tuple[int, str]:
        """Where, in the words right after the figure before, this figure's own words begin."""
        if _TO_WHOM.match(segment) is not None:
            return 0, ""  # 投资26万元对红岩村、大箐村12户房屋进行改造
        comma = _list_sign(segment)
        if comma < 0 and segment.endswith(_JOINTS):
            return len(segment), "、"
        if segment.startswith(_JOINTS) and comma != len(segment) - 1:
            return 2 if segment.startswith("以及") else 1, "、"
        if comma >= 0:
            # 6个办公室、两站一中心、1个执法队: an item without a figure is no part of the next one.
            return len(segment) if segment[-1] == "、" else comma + 1, "、"
        return self._split(index - 1, segment), ""

    # ---- right

    def right(self, index: int, depth: int = 0) -> str:
        """The words after a figure, to the clause's end, the next list item or the next figure's share."""
        words = self._words_after(index, depth).removeprefix(_MARK)
        if words[-2:] in _PER_HEAD:
            words = words[:-2]  # 508户每户分红800元, 32户搬迁户每户发放2万元
        if words == "地" and self.text[self.figures[index].end - 1] == "里":
            return ""  # 八里地
        # 人畜 is no one's measure word: 2600人畜饮水困难.
        return "人" + words if words[:1] == "畜" and self.text[self.figures[index].end - 1] == "人" else words

    def _words_after(self, index: int, depth: int) -> str:
        text, figures = self.text, self.figures
        end = figures[index].end
        last = index + 1 >= len(figures)
        nearest = len(text) if last else figures[index + 1].lead
        if not last and text[end:nearest] in _JOINED_BY:
            # 320户1280人饮水问题, 320户共1280人: both have the noun.
            return self.right(index + 1, depth + 1) if depth < 3 else ""
        segment = text[end : min(end + _FAR_RIGHT, nearest)]
        stop = _end_of_words(segment)
        if "+" in segment:
            plus = _AND_SO_MANY.search(segment)
            stop = min(stop, plus.start()) if plus else stop
        if stop < len(segment):
            return segment[:stop]
        if not last and nearest - end <= _FAR_RIGHT:
            return segment[: self._split(index, segment)]
        return segment

    def _split(self, index: int, segment: str) -> int:
        """Of the words between two figures of one clause, how many belong to the first."""
        known = self._splits.get(index)
        if known is None:
            known = self._splits[index] = self._compute_split(index, segment)
        return known

    def _compute_split(self, index: int, segment: str) -> int:
        if not segment or self._complete_before(index):
            return 0
        lexicon = self._tools.words
        of = segment.find("的")
        if 0 < of <= 4 and lexicon.admin.fullmatch(segment, 0, of) is not None:
            return of + 1
        admin = lexicon.admin.match(segment)
        if admin is not None and admin.end() < len(segment):
            return admin.end()
        again = _AND_ONE_OF.search(segment) if segment[-2:-1] in _WHOSE else None
        if again is not None:
            return again.start()
        begin = 1
        if segment[0] == "的":
            # 总投资860万元的改造工程全长8.6公里: the next figure has a measure of its own.
            measure = lexicon.attribute_end.length(segment)
            if 0 < measure < len(segment) - _THING:
                return len(segment) - measure
            named = NAMED_PROJECT.match(segment)
            begin = named.end() if named is not None else begin
        verb = lexicon.strong.search(segment, begin)
        if verb is not None and segment.endswith(_ASSETS, 0, verb[0]):
            verb = lexicon.strong.search(segment, verb[1])  # 50万元以上固定资产投资项目9个
        cut = lexicon.cut.search(segment, 1)
        return min((found[0] for found in (verb, cut) if found is not None), default=len(segment))

    def _complete_before(self, index: int) -> bool:
        """Whether the words before a figure already name what it counts (发展党员16名)."""
        lead = self.figures[index].lead
        if lead in self._place_ends and self.counts(index):
            return False  # 硬化红岩村、大箐村2个村入户路
        begin = max(self.figures[index - 1].end if index else 0, lead - _NEAR)
        if index and begin == self.figures[index - 1].end:
            begin += self._splits.get(index - 1, 0)
        segment = self.text[begin:lead]
        if segment[-1:] in FOR_WHOM and ON_BEHALF_OF.search(segment) is not None:
            return False  # 协调某银行向9家合作社授信
        if segment[-1:] in _NEIGHBOURS and self.text.startswith("的", self.figures[index].end):
            return False  # 上湾组与下湾组300亩的山场纠纷
        found = _UP_TO_ITEM.match(segment)
        cut = found.end() if found is not None else 0
        left = self._tools.strip(segment[cut:])
        if segment[-2:-1] in _WHOSE and _IS_ONE_OF.search(segment) is not None:
            return False
        if not left or segment.endswith("等") or self._tools.ends_in_verb(left):
            return False
        # 对红岩村、大箐村3条主街进行改造: what it is done to comes after the figure.
        return _TO_WHOM.match(left) is None or self._tools.words.strong.search(left, 1) is not None

    def goes_on(self, index: int) -> bool:
        """Whether another figure follows without punctuation between."""
        if index + 1 >= len(self.figures):
            return False
        end = self.figures[index].end
        return _RIGHT_END.search(self.text, end, min(self.figures[index + 1].lead, end + _FAR_RIGHT)) is None

    def head_of_next(self, index: int, right: str) -> str:
        """评选5个市级、12个县级文明村: the noun of a bare level stands after the next figure."""
        if index + 1 >= len(self.figures) or BARE_LEVEL.fullmatch(right) is None:
            return ""
        between = self.gap(index + 1)
        if between is None or between[len(right) :] not in ("、", "和", "，", "及"):
            return ""
        noun = self.right(index + 1)
        following = BARE_LEVEL.match(noun)
        return noun[following.end() :] if following is not None else ""

    def noun_behind_next(self, index: int) -> str:
        """冷库 of 一座库容不低于300吨的冷库: the next figure only measures what this one counts."""
        if index < 0 or index + 1 >= len(self.figures) or not self.counts(index) or self.counts(index + 1):
            return ""
        between = self.text[self.figures[index].end : self.figures[index + 1].lead]
        if not 0 < len(between) <= 10 or _NO_CLAUSE.search(between) is not None:
            return ""
        measure = self._tools.strip_tail(between)
        if not self._tools.words.attribute_end.length(measure) and _CAPACITY.search(measure) is None:
            return ""
        if self.text[self.figures[index + 1].end : self.figures[index + 1].end + 1] != "的":
            return ""
        return self.right(index + 1)[1:]

    def clause_before(self, context: Context) -> str:
        """The clause before the one of `context`, when no more than a comma parts them."""
        begin, end = self.span_before(context)
        return self.text[begin:end]

    def span_before(self, context: Context) -> tuple[int, int]:
        """Where the clause before the one of `context` stands; it is empty when more than a comma parts them."""
        # Who acts may have been left out of the context, which then begins after its clause does.
        far = max(0, context.clause - _FAR_LEFT)
        cut = after_last_clause(self.text[far : context.clause]) if context.sign == "，" else 0
        if not cut:
            return 0, 0
        end = far + cut - 1
        begin = max(0, end - _FAR_RIGHT)
        found = _UP_TO_CLAUSE.match(self.text[begin:end])
        if found is not None:
            return begin + found.end(), end
        return (0, end) if begin == 0 else (0, 0)

    def clause_after(self, index: int) -> str:
        """All of the clause after a figure, lists and brackets included, up to the next figure."""
        end = self.figures[index].end
        nearest = self.figures[index + 1].lead if index + 1 < len(self.figures) else len(self.text)
        segment = self.text[end : min(nearest, end + 48)]
        stop = CLAUSE_END.search(segment)
        return segment[: stop.start()] if stop else segment

    def title_before(self, index: int) -> str:
        """述职报告 of a title with a count in brackets under it: …述职报告汇编（5篇）."""
        lead = self.figures[index].lead
        found = _TITLE_LINE.search(self.text[max(0, lead - 48) : lead])
        return _YEAR_OF_TITLE.sub("", found.group(1))[-10:] if found is not None else ""

    def run_length(self, index: int, signs: Sequence[str]) -> int:
        """How many figures follow each other with nothing but `signs` between, this one included; at most 12."""
        size = 1
        while index + size < len(self.figures) and size < 12 and self.gap(index + size, 2) in signs:
            size += 1
        return size


def _list_sign(segment: str) -> int:
    """Where the first list sign of `segment` stands that is not within brackets (县（市、区）、); -1 without one."""
    comma = segment.find("、")
    close = segment.find("）", comma) if comma >= 0 else -1
    if close < 0 or segment.find("（", 0, comma) < 0:
        return comma
    return segment.find("、", close)


def _end_of_words(segment: str) -> int:
    """Where the words after a figure end; a short gloss without figures (村（社区）) belongs to them."""
    stop = _RIGHT_END.search(segment)
    if stop is not None and stop.start() and stop.group() in "（(":
        close = segment.find("）" if stop.group() == "（" else ")", stop.start())
        if 0 < close - stop.start() <= 6:
            stop = _RIGHT_END.search(segment, close + 1)
    return stop.start() if stop is not None else len(segment)


def is_one_of(words: str) -> bool:
    """Whether the words before a figure say that somebody is one of those counted (是全省, 和全市)."""
    if words[-1:] not in _DIVISIONS:
        return False
    return _IS_ONE_OF.search(words) is not None or _AND_ONE_OF.fullmatch(words) is not None


def after_last_clause(words: str) -> int:
    """Where the last clause of `words` begins."""
    found = _UP_TO_CLAUSE.match(words)
    return found.end() if found is not None else 0


def _behind_brackets(segment: str, cut: int, sign: str) -> tuple[int, str, bool]:
    """Move the clause's beginning behind a bracket that is not part of its words."""
    if _BRACKETS.search(segment) is None:
        return cut, sign, False
    still_open: list[int] = []
    for at in range(cut, len(segment)):
        char = segment[at]
        if char in "（(":
            still_open.append(at)
        elif char in "）)":
            if still_open:
                still_open.pop()
            else:
                cut, sign = at + 1, "）"
    if still_open:
        return still_open[-1] + 1, "（", True
    return cut, sign, False
