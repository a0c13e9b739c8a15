"""The words by which the phrase around a figure is taken apart: ``data/indicator_words.tsv`` as patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractors.figure_words import read_classes
from extractors.trie import Beginnings, Endings, trie_pattern

__all__ = ["TIME_FIRST", "Words", "words"]

_PATH = Path(__file__).with_name("data") / "indicator_words.tsv"

#: A moment or stretch of time at the beginning of a phrase.
_TIME = (
    r"(?:(?:自|从|在|于|到)?(?:[12][0-9]{3}|[0-9]{2}|二[〇零○][一二三四五六七八九〇零○]{2})[-—~至]?(?:[12][0-9]{3})?年"
    r"(?:度|以来|以前|之前|来|初|底|末|内|上半年|下半年|全年|前三季度|第?[一二三四]季度|间|期间)?"
    r"(?:(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})(?:[-—~至](?:[0-9]{1,2}))?月(?:份|底|初|末|以来)?(?:[0-9]{1,2}日)?)?"
    r"|(?:自|从|在|于)?[0-9]{1,2}(?:[-—~至][0-9]{1,2})?月(?:份|底|初|末|以来|期间|中旬|上旬|下旬)?(?:[0-9]{1,2}日)?(?:前|以来|期间)?"
    r"|(?:截至|截止到?|到|至)(?:目前|现在|今|年底|当前|(?:[12][0-9]{3}年)(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日|底|末)?|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月(?:[0-9]{1,2}日|底|末|初|中旬|上旬|下旬|份)?)"
    r"|(?:近|过去|最近|这)?[一二两三四五六七八九十0-9]{1,2}年多?(?:来|(?=累计|一?共|总共))|十四五期间|“十四五”(?:以来|期间)|任现职以来|(?:[一二三][-—~至到、])?[一二三四]季度|[1-3][-—~至到、][2-4]季度"
    r"|(?:每|按)(?:个)?(?:半|两)?(?:年|月|周|季度|季|天|日|学期|旬)(?:度)?(?:至少)?|党的二十大以来|(?:今年|去年|上年|前年|明年)(?:[底末初]|起(?![步来草]))?)"
)
#: For whom a frequency holds (每村每季度至少开庭); in 每村补助 it belongs to what is paid.
_FOR_EACH = (
    r"每(?:个|所|名|位|家)?(?:行政村|村|社区|屯|党支部|支部|党小组|单位|部门|学校|站所|网格员|网格|村民小组|小组|组|党员|干部|代表|"
    r"委员|班子成员|队员|企业)(?=每(?:个|半|两)?[年月周季天日学旬]|至少|不少于|最少)"
)
_NUMBERING = (
    r"(?:【[^【】]{1,8}】|（[一二三四五六七八九十]{1,3}）|\([一二三四五六七八九十0-9]{1,3}\)|[一二三四五六七八九十]{1,2}是|其[一二三四五]|"
    r"[一二三四五六七八九十]{1,3}、|[0-9]{1,2}[.、](?![0-9])|第[一二三四五六七八九十][，、](?![二三]产业)|[①②③④⑤⑥⑦⑧⑨⑩]|[-—•·●■◆★※])"
)


#: What a time or a numbering may begin with; most phrases begin with none of these.
TIME_FIRST = frozenset(
    "【（(0123456789一二两三四五六七八九十其第自从在于到至截近过最这每按任今去上前明党①②③④⑤⑥⑦⑧⑨⑩“-—•·●■◆★※"
)


@dataclass(frozen=True)
class Words:
    """The lexicon, compiled; its parts are named after the classes of the table.

    ``time`` matches a moment, a stretch of time or an item's numbering, and begins with one of `TIME_FIRST`.
    """

    classes: dict[str, frozenset[str]]
    verb: Beginnings
    strong: Beginnings
    lead: Beginnings
    time: re.Pattern[str]
    adverb: Beginnings
    scope: Beginnings
    light: Beginnings
    reach: Beginnings
    stop: Beginnings
    nounish: Beginnings
    cut: Beginnings
    admin: re.Pattern[str]
    tail: Endings
    keep: Endings
    verb_end: Endings
    growth_end: Endings
    attribute_end: Endings
    modifier_end: Endings
    shared_end: Endings
    change: re.Pattern[str]
    generic: Beginnings
    closing_adverb: Endings
    domain_end: Endings

    @property
    def verbs(self) -> frozenset[str]:
        """All verbs, strong ones and others."""
        return self.classes["all_verbs"]


def _alternatives(words: frozenset[str]) -> str:
    """For use before ``$``: the longest word must be tried first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def words(path: Path = _PATH) -> Words:
    """The lexicon, read once a process.

    Raises:
        ValueError: a line is not ``class<TAB>words``.

    """
    frozen = read_classes(path)
    frozen["all_verbs"] = frozen["strong"] | frozen["action"] | frozen["reach"]
    return Words(
        classes=frozen,
        # 种植大户 and 宣传资料 begin like verbs and are none.
        verb=Beginnings(frozen["all_verbs"], unless=frozen["noun"], after="新"),
        strong=Beginnings(frozen["strong"], unless=frozen["noun"], after="新"),
        lead=Beginnings(frozen["lead"]),
        time=re.compile(f"{_NUMBERING}|{_TIME}|{_FOR_EACH}"),
        adverb=Beginnings(frozen["adverb"]),
        scope=Beginnings(frozen["scope"]),
        light=Beginnings(frozen["light"]),
        reach=Beginnings(frozen["reach"]),
        nounish=Beginnings(frozen["nounish"]),
        # 后进党员 and 自然村 begin like 后 and 自, which end a noun phrase.
        stop=Beginnings(frozen["stop"], unless=frozen["nounish"]),
        cut=Beginnings(frozen["cut"]),
        admin=re.compile(
            rf"{trie_pattern(frozen['admin'])}(?:[（(][^）)]{{1,5}}[）)])?(?![级内外直属委际份民庄镇政办长贤土场域织医干容]|党[支总]|支部)"
        ),
        tail=Endings(frozen["tail"]),
        keep=Endings(frozen["keep"]),
        verb_end=Endings(frozen["all_verbs"]),
        growth_end=Endings(word + end for word in frozen["growth"] for end in ("", "了", "率")),
        attribute_end=Endings(frozen["attribute"]),
        modifier_end=Endings(frozen["modifier"]),
        shared_end=Endings(frozen["shared_end"]),
        generic=Beginnings(frozen["generic"]),
        closing_adverb=Endings(frozen["adverb"] | frozen["lead"]),
        domain_end=Endings(frozen["domain"]),
        change=re.compile(
            rf"(?:{_alternatives(frozen['change'])})?(?:到|至|为|成)了?"
            r"(?:现在的?|目前的?|今年的?|如今的?|当前的?|(?:[12][0-9]{3}|去|上)年(?:底|末)?的?|年底的?)?(?:的)?(?:每个?(?:年|月|周|季度?|天|日|人|户|亩|村|次))?$"
        ),
    )
