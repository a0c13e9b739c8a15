"""The period a figure is stated for, as written: 2023年, 上半年, 每月, 截至10月底, 今年以来."""

from __future__ import annotations

import re
from bisect import bisect_right

__all__ = ["Periods"]

_MONTHS = r"(?:[0-9]{1,2}(?:[-~—–至到][0-9]{1,2})?|[一二三四五六七八九十]{1,2}(?:至[一二三四五六七八九十]{1,2})?)月(?:份)?"
_DAY = r"(?:[0-9]{1,2}日|底|末|初|上旬|中旬|下旬)"
_PART = r"(?:上半年|下半年|全年|第?[一二三四1-4]季度|前[三二]季度|前[0-9一二三四五六七八九十]{1,2}个月|年底|年末|年初|春季|夏季|秋季|冬季)"
_YEAR = r"(?:[12][0-9]{3}年)"
#: The last day of a stretch: 2021年3月1日至2022年2月28日.
_TO_DAY = rf"[-~—–至到]{_YEAR}{_MONTHS}{_DAY}?"
#: One character that a period may begin with, then the rest of it: text without dates costs next to nothing.
_PERIOD = re.compile(
    r"[截12二今去本上下明前全第一三四春夏秋冬年任近十“每0-9]"
    r"(?:"
    rf"(?<=截)[至止][到至]?(?:目前|{_YEAR}?(?:{_MONTHS})?{_DAY}?|今年{_MONTHS}{_DAY}?|{_PART})"
    rf"|(?<=[12])[0-9]{{3}}(?:年?[-~—–至到][12][0-9]{{3}}年(?!{_MONTHS})|年(?:以来|度|{_PART}|{_MONTHS}{_DAY}?(?:{_TO_DAY})?(?:以来)?|{_DAY})?)"
    r"|(?<=0)(?<![0-9][0-9])[0-9]年(?:度|底|末|初)?"
    rf"|(?<=二)[〇零○][一二三四五六七八九零〇○]{{2}}年(?:以来|度|{_PART}|{_MONTHS}{_DAY}?)?"
    rf"|(?<=[今去明前])年(?:以来|度|{_PART}|{_MONTHS}{_DAY}?(?:以来)?|同期)?"
    rf"|(?<=上)(?:一?年度?(?:同期)?|半年)"
    r"|(?<=[本下])(?:年度?|半年)|(?<=全)年|(?<=年)(?:内|底|末|初)|(?<=第)[一二三四1-4]季度|(?<=[一二三四])季度"
    r"|(?<=[1-3一二三])[-~—–至到、][2-4二三四]季度|(?<=[1-4])季度"
    r"|(?<=前)(?:[三二]季度|[0-9一二三四五六七八九十]{1,2}个月)|(?<=[春夏秋冬])季"
    r"|(?<=一)年(?:以)?来|(?<=任)(?:期内|职以来)|(?<=近)[一二两三四五六七八九十0-9]{1,2}年来?"
    rf"|(?<=十)[三四五]五”?(?:期间|以来|时期|末)|(?<=“)十[三四五]五”(?:期间|以来|时期|末)"
    r"|(?<=每)个?(?:半|两|三)?(?:年|季度|月|周|星期|天|日|学期|旬)(?!轻|末)"
    rf"|(?<=[0-9])(?:(?<![0-9][0-9])[0-9]?)(?:[-~—–至][0-9]{{1,2}})?月(?:份|底|末|初|[0-9]{{1,2}}日)?(?:以来)?"
    r")"
)
#: What is compared with, by the word before it: 较去年增加15公斤, 与2021年相比增长12%, 由去年的9起降至4起.
_BASE_AFTER = {
    **dict.fromkeys("较比", re.compile("")),
    **dict.fromkeys("与同和跟", re.compile(r"[^，。；]{0,10}相?比|(?:同期|基本|大体)*(?:持平|相当|一致)")),
    **dict.fromkeys("由从", re.compile(r"(?:年?[末底初]|全年|同期)?的")),
}
#: Between a base of comparison and the figure that is the base itself (比上年的41.3万元).
_BASE_FIGURE = re.compile(
    r"(?:同期|全年|年?末|年?底|度|以来)*(?:的|为|是|有|仅|只|约|达|[\u4e00-\u9fff]{0,6}的)*"
)
_CLAUSE = re.compile(r"[，；：。！？\n]")
#: Of a target the year is told for which it was set (完成全年总目标任务的77%), and not when what follows was.
_SHARE_BEFORE = frozenset("成占超达为是过")
_OF_TARGET = re.compile(r"[^，；：。！？、0-9]{0,14}?(?:任务|目标|计划|预算|指标)数?(?:的|(?=[0-9]))")
#: Behind 年初: what was set then, and done over the year.
_SET_AT_FIRST = ("计划", "安排", "确定", "预定", "下达")
_BARE = re.compile(r"截[至止][到至]?$")


class Periods:
    """Finds the period stated for a place of one half-width text. The text is scanned once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found = [found.span() for found in _PERIOD.finditer(text) if not _BARE.fullmatch(found.group())]
        self._starts = [start for start, _ in self._found]

    def at(self, begin: int, offset: int) -> str | None:
        """The period that the words from the sentence's beginning `begin` state for the figure at `offset`.

        A frequency (每月) holds for its own clause; a date, for what follows it in the sentence.
        """
        at = bisect_right(self._starts, offset - 1) - 1
        clause = None
        while at >= 0:
            start, end = self._found[at]
            if start < begin:
                return None
            if end <= offset:
                period = self._text[start:end]
                if self._is_of_target(start, end):
                    at -= 1
                    continue
                if period[0] != "每":
                    if not self._is_base(start, end) or _BASE_FIGURE.fullmatch(self._text, end, offset):
                        return period
                    at -= 1
                    continue
                if clause is None:
                    clause = self._clause(begin, offset)
                if start >= clause:
                    return period
            at -= 1
        return None

    def _is_base(self, start: int, end: int) -> bool:
        """Whether the period [start, end) is what something is compared with, and not when it happened."""
        after = _BASE_AFTER.get(self._text[start - 1 : start])
        return after is not None and after.match(self._text, end) is not None

    def _is_of_target(self, start: int, end: int) -> bool:
        """Whether the period [start, end) is that of a target of which a share was reached."""
        text = self._text
        if text[start:end] == "年初" and text.startswith(_SET_AT_FIRST, end):
            return True  # 年初计划改造320座，实际改造286座
        return text[start - 1 : start] in _SHARE_BEFORE and _OF_TARGET.match(text, end) is not None

    def _clause(self, begin: int, offset: int) -> int:
        """Where the clause of `offset` begins."""
        window = self._text[max(begin, offset - 60) : offset]
        last = 0
        for found in _CLAUSE.finditer(window):
            last = found.end()
        return max(begin, offset - 60) + last
