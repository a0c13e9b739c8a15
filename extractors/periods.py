"""The period a figure is stated for, as written: 2023年, 上半年, 每月, 截至10月底, 今年以来."""

from __future__ import annotations

import re
from bisect import bisect_right

__all__ = ["Periods"]

_CN_YEAR = r"二[〇零○][一二三四五六七八九零〇○]{2}年"
_MONTHS = r"(?:[0-9]{1,2}(?:[-~—–至到][0-9]{1,2})?|[一二三四五六七八九十]{1,2}(?:至[一二三四五六七八九十]{1,2})?)月(?:份)?"
_DAY = r"(?:[0-9]{1,2}日|底|末|初|上旬|中旬|下旬)"
_PART = r"(?:上半年|下半年|全年|第?[一二三四1-4]季度|前[三二]季度|前[0-9一二三四五六七八九十]{1,2}个月|年底|年末|年初|春季|夏季|秋季|冬季)"
_YEAR = rf"(?:[12][0-9]{{3}}年|{_CN_YEAR})"
#: Each branch begins with a character that is tried alone, so that text without dates costs next to nothing.
_PERIOD = re.compile(
    rf"(?:截至|截止到?|截止至)(?:目前|{_YEAR}?(?:{_MONTHS})?{_DAY}?|今年{_MONTHS}{_DAY}?|{_PART})"
    rf"|[12][0-9]{{3}}[-~—–至][12][0-9]{{3}}年"
    rf"|{_YEAR}(?:以来|度|{_PART}|{_MONTHS}{_DAY}?(?:以来)?|{_DAY})?"
    rf"|(?:今年|去年|本年度|上年度|上一年度|明年|前年)(?:以来|{_PART}|{_MONTHS}{_DAY}?(?:以来)?|同期)?"
    rf"|上年(?:同期)?|(?<![0-9])[0-9]{{1,2}}(?:[-~—–至][0-9]{{1,2}})?月(?:份|底|末|初|[0-9]{{1,2}}日)?(?:以来)?"
    rf"|{_PART}|年内|本年|一年来|一年以来|任期内|任职以来|近[一二两三四五六七八九十0-9]{{1,2}}年来?|“?十[三四五]五”?(?:期间|以来|时期|末)"
    r"|每个?(?:半|两|三)?(?:年|季度|月|周|星期|天|日|学期|旬)(?!轻|末)"
)
_CLAUSE = re.compile(r"[，；：。！？\n]")
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
                if period[0] != "每":
                    return period
                if clause is None:
                    clause = self._clause(begin, offset)
                if start >= clause:
                    return period
            at -= 1
        return None

    def _clause(self, begin: int, offset: int) -> int:
        """Where the clause of `offset` begins."""
        window = self._text[max(begin, offset - 60) : offset]
        last = 0
        for found in _CLAUSE.finditer(window):
            last = found.end()
        return max(begin, offset - 60) + last
