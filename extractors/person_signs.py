"""Names that show themselves by their letters: known to all, masked, written by sound, called by rank."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors.name_context import (
    CLEAN_AFTER,
    NOUN,
    PARTICLE_AFTER,
    ROLE,
    THRESHOLD,
    VERB_AFTER,
    is_clean,
)
from extractors.name_masks import is_something_else, masked_names
from extractors.person_weighing import CERTAIN, PLAUSIBLE, Candidate, Weighing
from extractors.place_lattice import words

__all__ = [
    "dotted",
    "doubled",
    "elements_apart",
    "ended",
    "famous",
    "lined_up",
    "masked",
    "nicknamed",
    "of_clans",
    "padded",
    "ranked",
]


def famous(weighing: Weighing, leaders: Iterable[tuple[int, int]]) -> Iterator[Candidate]:
    """People who need no context."""
    for start, end in leaders:
        if end - start > 2 or (not weighing.text.endswith("学", 0, start) and weighing.after(end) > 0):
            yield Candidate(start, end, CERTAIN)


#: A name of which nothing is left.
_HIDDEN = re.compile(r"(?<![A-Za-z])[Xx×*某]{2,3}(?![A-Za-z×*某])")


def masked(weighing: Weighing) -> Iterator[Candidate]:
    """李某某, 王XX; wholly hidden ones (XXX) where only a name can stand."""
    yield from _half_masked(weighing)
    yield from _hidden(weighing)


#: Between two masked names of a list: a mark, or a figure and a mark.
_LISTED = re.compile(r"(?:[0-9.]{1,8}[\u4e00-\u9fff]{1,2}|[（(][\u4e00-\u9fff]{1,5}[）)])?[、，和与及]")


def _half_masked(weighing: Weighing) -> Iterator[Candidate]:
    """Those of whom a surname is left."""
    text = weighing.text
    last = -1
    for name in masked_names(text, weighing.names):
        before = weighing.before(name.start)
        # 大坪组安某某的老屋: twice hidden it is nothing else, where 安 ends no word (治安).
        twice = text.endswith("某某", name.start, name.end) and _is_surname(weighing, name.start)
        # 葛某某1500元、盛某2200元: each with a figure.
        listed = last >= 0 and _LISTED.fullmatch(text, last, name.start) is not None
        # 帮冷某、柴某某追回工资: with others of whom a surname is left.
        listed = listed or (before > 0 and _NEXT_MASKED.match(text, name.end) is not None)
        if name.sure or before >= 1 or (twice and before >= 0) or listed or text.startswith("同志", name.end):
            last = name.end
            yield Candidate(name.start, name.end, CERTAIN, masked=True)


#: Another such name, right behind one.
_NEXT_MASKED = re.compile("[、和与][\u4e00-\u9fff](?:某{1,2}|[Xx]{2}|[*×]{2})(?![村镇乡县市社])")
#: Surnames that are prepositions first, before a mask, too: 向某某, 和某某.
_PREPOSITIONS = frozenset("于和向从自由以为")


def _is_surname(weighing: Weighing, at: int) -> bool:
    """Whether the character at `at` is a surname: 安, 任, a rare one (应) in a list only, and no preposition."""
    character, listed = weighing.text[at], weighing.text[at - 1 : at] == "、"
    if character in _PREPOSITIONS:
        return listed and character == "于"
    return (listed and character in weighing.names.rare) or weighing.names.is_surname(character)


def _hidden(weighing: Weighing) -> Iterator[Candidate]:
    """Those of whom nothing is left."""
    text = weighing.text
    for match in _HIDDEN.finditer(text):
        before, after = weighing.before(match.start()), weighing.after(match.end())
        acts = after >= CLEAN_AFTER or _acts(text, match.end())
        if (before >= ROLE and acts) or text.startswith("同志", match.end()):
            yield Candidate(match.start(), match.end(), CERTAIN, masked=True)


def _acts(text: str, end: int) -> bool:
    """Whether what follows a hidden name is a word, and no unit or kind of place: 民政专干XX首先, not 副镇长XX村."""
    return not is_something_else(text, end) and words().find(text[end : end + 2]) is not None


def dotted(weighing: Weighing) -> Iterator[Candidate]:
    """Names written by sound with a dot between their parts: 古丽仙·艾山."""
    for start, end in weighing.names.dotted_names(weighing.text):
        yield Candidate(start, end, CERTAIN)


def doubled(weighing: Weighing) -> Iterator[Candidate]:
    """Names of two elements: 扎西次仁."""
    for start, end in weighing.names.doubled_elements(weighing.text):
        if weighing.after(end) >= PARTICLE_AFTER:
            yield Candidate(start, end, THRESHOLD)


#: Letters of an element that hardly anything else is, and what makes the name of a place of it.
_LONG_ELEMENT, _OF_PLACE = 3, frozenset("嘎查苏木镇乡旗盟村屯浩特河湖山路街庙")


def elements_apart(weighing: Weighing) -> Iterator[Candidate]:
    """Names of one element, in reports that tell of those who bear such names: 萨日娜（大专毕业）."""
    text = weighing.text
    if not weighing.sounds_told:
        return
    for match in weighing.names.element.finditer(text):
        start, end = match.span()
        if end - start < _LONG_ELEMENT or text[end : end + 1] in _OF_PLACE or text[start - 1 : start] == "·":
            continue
        # Ports are called so, too: 策克、满都拉等口岸.
        told = text[end : end + 1] in ("（", "(") or (
            weighing.after(end) >= VERB_AFTER and not text.startswith("等", end)
        )
        if told and weighing.before(start) > 0:
            yield Candidate(start, end, THRESHOLD)


def ended(weighing: Weighing) -> Iterator[Candidate]:
    """Names of sounds and an element that ends such names: 马旦别克."""
    for start, end in weighing.names.ended_names(weighing.text):
        if weighing.after(end) >= PARTICLE_AFTER or weighing.before(start) >= 1:
            yield Candidate(start, end, THRESHOLD + len(weighing.text[start:end]))


def of_clans(weighing: Weighing) -> Iterator[Candidate]:
    """Names of the Yi, in reports that tell of them: 阿苦日沙, 吉牛某某."""
    names, text = weighing.names, weighing.text
    if names.clans_told.search(text) is None:
        return
    for match in names.clan_names.finditer(text):
        # 阿布洛哈 of a report that names 阿布洛哈村 is the village.
        if weighing.before(match.start()) >= 0 and f"{match[0]}村" not in text:
            hidden = match[0][-1] == "某"
            weight = CERTAIN if hidden else THRESHOLD
            yield Candidate(*match.span(), weight + len(match[0]), masked=hidden)


def padded(weighing: Weighing) -> Iterator[Candidate]:
    """Two characters set apart to the width of three, where only a name can stand: 镇长　王　凯."""
    for start, end in weighing.names.padded_names(weighing.text):
        if weighing.before(start) >= ROLE and is_clean(weighing.text, end):
            yield Candidate(start, end, CERTAIN)


#: The end of a line behind a blank: whoever holds the post before it, or lives or serves in the place.
_LINE_END = re.compile("(?<=[ \u3000])[\u4e00-\u9fff]{2,3}(?=\n|$)")


def lined_up(weighing: Weighing) -> Iterator[Candidate]:
    """Whoever stands behind a post and a blank at the end of a line, whatever the surname: 政法委员　字学仁."""
    text = weighing.text
    for match in _LINE_END.finditer(text):
        start, end = match.span()
        held = start - 1 in weighing.role_ends
        surname = start - 1 in weighing.place_ends and weighing.has_shape(start, end, PLAUSIBLE)
        if (held or surname) and not any(words().find(text[start:stop]) for stop in {start + 2, end}):
            yield Candidate(start, end, CERTAIN)


#: 龚老四, told by what stands behind it, or by what stands before it where nothing is counted.
_RANKED = re.compile(
    r"[\u4e00-\u9fff]老[二三四五六七八九]"
    r"(?:(?P<told>)(?=家(?!企|店|单|公|合|银|医|农户)|的|说|，|夫妇|夫妻|两口|一家|脱贫)|(?![个位名户人条次件岁年家年级大小]))"
)


#: 木工李三根: a given name that looks like a count.
_LIKE_COUNT = re.compile("[\u4e00-\u9fff][二三四五六七八九][根元斤串]")
#: 贫困户于老蔫: what somebody is called by, and not 王老师 or 于老人.
_NICKNAME = re.compile(
    "[\u4e00-\u9fff]老(?![师板人汉头太乡婆总弟哥表支书党旧两实家伴队年区城街路屋房百同])[\u4e00-\u9fff]"
)


def ranked(weighing: Weighing) -> set[tuple[int, int]]:
    """People called by their rank among brothers, or by what looks like a count, which no count hides."""
    text = weighing.text
    found = {match.span() for match in _RANKED.finditer(text) if _is_ranked(weighing, match)}
    for match in _LIKE_COUNT.finditer(text):
        start, end = match.span()
        if (
            text[start] in weighing.names.common
            and weighing.before(start) >= NOUN
            and weighing.after(end) > 0
        ):
            found.add((start, end))
    return found


def nicknamed(weighing: Weighing) -> Iterator[Candidate]:
    """Those called 老 and something, behind a word for somebody."""
    for match in _NICKNAME.finditer(weighing.text):
        start, end = match.span()
        surname = weighing.names.is_surname(match[0][0])
        if surname and weighing.before(start) >= NOUN and weighing.after(end) > 0:
            yield Candidate(start, end, THRESHOLD)


def _is_ranked(weighing: Weighing, match: re.Match[str]) -> bool:
    """Whether a surname with a rank names somebody: 龚老四家, 帮陈老六找牛, but not 老四 of anything else."""
    before = weighing.before(match.start())
    if match[0][0] not in weighing.names.common:
        if match[0][0] in weighing.names.ambiguous:
            return before >= 1
        return match[0][0] in weighing.names.rare and before >= NOUN
    return before >= 0 and (match["told"] is not None or before > 0)
