"""Figures that are compared: with another time, with the base of a change, or with all others."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.indicator_contexts import after_last_clause
from extractors.indicator_phrases import Phrase
from extractors.indicator_told import Told

__all__ = [
    "EXTREME",
    "PAST_LEVEL",
    "TIMES_BEFORE",
    "ends_change",
    "is_later",
    "is_times",
    "level_again",
    "level_of",
    "of_extreme",
    "of_one",
    "same_again",
    "without_base",
    "without_merely",
]

_AVERAGE_FOR_EACH = re.compile(
    r"(?:平均)?每(?:个|名)?(?:行政村|村|社区|村民小组|小组|组|户|人|党?支部|单位|学校|班|乡镇|县|家庭|家|网格|站点?)|平均"
)
#: The years that figures are compared with.
_YEAR = r"[12][0-9]{3}年|上年|去年|前年"
PAST_LEVEL = re.compile(
    rf"(?:较|比|相比|相较于?|对比|与|同|和|跟|由|从)?(?:{_YEAR}|上一年|上届)(?:度|同期|底|末)?(?:全年)?的?"
)
#: 收入是过去的3.6倍: of what was just spoken of.
TIMES_BEFORE = re.compile(
    rf"(?:已经?)?(?:是|为|相当于|约为|约是|接近|达到?)?(?:过去|以前|原来|往年|此前|从前|当初|{_YEAR}|[0-9一二两三四五六七八九十]{{1,2}}年前)"
    r"(?:同期|底|末|度)?的?"
)
#: Which one has most or least of it.
EXTREME = re.compile(r"最[高低多少大小](?:的(?:[\u4e00-\u9fffXx*某]{0,6}(?:[村组户镇乡县年人家]|社区))?)?")
_BASE_ENDS = frozenset("年届来去初前底末期的度")
#: The level that something is compared with, at the end of the words before its figure (信访量由去年的48件降到31件).
_BASE = re.compile(
    rf"(?:由|从|与|同|和|跟|较|比|在)(?:{_YEAR}|上届|往年|原来|过去|年初|此前|以前|最初)(?:度|同期|末|底|初|全年)?的?$"
)
_STOPS = frozenset("，。；、")
_COMMAS = ("，", ",")
#: The level of a later year (2018年人均收入4200元，2023年达到9600元): what it was before is past.
_LATER = re.compile(
    r"(?:，|,)(?:到|至)?([12][0-9]{3})年(?:底|末)?(?:已经?)?(?:达到?|增加?[到至]|增长到|提[高升]到|上升[到至]|升[到至]|下?降[到至为]|减少?[到至]|突破|超过)了?"
)
_YEAR_BEFORE = re.compile(r"([12][0-9]{3})年")
#: 只比上年少: how little it is says nothing of what it is.
_MERELY = frozenset("只仅才还又")
#: One of those counted alone (单是某合作社就有, 光是国庆七天就来了).
_ONE_OF = re.compile(r"(?:单单|单|光|仅仅|仅)是?([^，、]{2,24})[就便](?:已经?)?[\u4e00-\u9fff]{0,3}")
_ONE_OPENS = frozenset("单光仅")
_FROM = re.compile(r"由|从")
#: One of these is in every change (增加到, 降至, 变为): a quicker look.
_OF_CHANGE = re.compile("[到至为成]")


def ends_change(told: Told, index: int) -> bool:
    """Whether this figure and the one before are the two ends of a change (由3.2万元增加到15.6万元)."""
    between = told.contexts.gap(index, 20)
    change = told.tools.words.change
    if between is None or _OF_CHANGE.search(between) is None or change.search(between) is None:
        return False
    lead = told.figures[index - 1].lead
    before = told.text[max(0, lead - 24) : lead]
    if _FROM.search(before, after_last_clause(before)) is None:
        return False
    rest = change.sub("", between).strip("，左右 ")
    return len(rest) <= 4 and _STOPS.isdisjoint(rest)


def is_later(told: Told, index: int) -> bool:
    """Whether a figure is the level of the one before in a later year that the sentence names."""
    between = told.contexts.gap(index, 20) or ""
    later = _LATER.match(between) if between[:1] in _COMMAS and told.same_unit(index) else None
    if later is None:
        return False
    lead = told.figures[index - 1].lead
    before = told.text[max(0, lead - 24) : lead]
    earlier = _YEAR_BEFORE.search(before, after_last_clause(before))
    return earlier is not None and int(earlier[1]) < int(later[1])


def without_base(left: str) -> str:
    """信访量 of 信访量由去年."""
    if left[-1:] not in _BASE_ENDS:
        return left
    shorter = _BASE.sub("", left)
    return shorter if len(shorter) >= 2 else left


def without_merely(left: str) -> str:
    """比上年少 of 只比上年少."""
    return left[1:] if left[:1] in _MERELY and left[1:2] in ("比", "较") else left


def is_times(told: Told, index: int) -> bool:
    """是去年的3.6倍, 是去年5万元的3.6倍: both figures speak of what is compared."""
    if told.surface(index) == "倍":
        return True
    following = index + 1 < len(told.figures) and told.surface(index + 1) == "倍"
    return following and told.contexts.gap(index + 1, 2) == "的"


def same_again(left: str, previous: Phrase) -> Phrase | None:
    """较2022年的1.2万元, 平均每个村2名: the same, at another time or for each."""
    if PAST_LEVEL.fullmatch(left) is None and _AVERAGE_FOR_EACH.fullmatch(left) is None:
        return None
    return previous


def of_one(told: Told, index: int, left: str, previous: Phrase) -> Phrase | None:
    """肉牛存栏 of 肉牛存栏2100头，单是一家养殖场就有580头: one has so many of all that were counted before."""
    one = _ONE_OF.fullmatch(left) if left[:1] in _ONE_OPENS else None
    if one is None or not previous.text or not told.same_unit(index):
        return None
    words, who = told.tools.words, one.group(1)
    if words.verb.length(who) and words.time.match(who) is None:
        return None  # 仅修路就花了32万元: what was done is said
    return previous


def level_of(phrase: Phrase) -> str:
    """What a share or growth after `phrase` is of: the indicator itself, or what has grown when it is a growth."""
    # A growth is its level and more words; a label (女干部, of 干部) stands before what it labels.
    return phrase.level if phrase.level and phrase.text.startswith(phrase.level) else phrase.text


#: Between a change and the level that it led to: 增长12%，达到8600元.
_LED_TO = re.compile(r"(?:并|已|均|也|预计|现)?(?:已经?)?(?:达到?|升至|增[加长]?[到至]|提[高升][到至])了?")
#: How something changed, and against what, at the end of its name (人均收入稳定, 补助水平比上年度).
_MANNER = re.compile(
    rf"(?:稳定|稳步|持续|大幅度?|明显|显著|不断|逐步|平均|分别|净|同比|环比|年均|(?:比|较|同|与)(?:{_YEAR}|上一年)(?:度|同期|底|末)?(?:相比)?)+$"
)


def level_again(told: Told, previous: Phrase, words: str) -> Phrase | None:
    """人均收入 of 人均收入增长12%，达到8600元: what has grown is what reached the level, and not its growth."""
    if _LED_TO.fullmatch(words) is None:
        return None
    grown = previous.level or told.tools.words.growth_end.strip(previous.text)
    level = _MANNER.sub("", grown)
    return told.plain(level) if 2 <= len(level) < len(previous.text) else None


def of_extreme(told: Told, index: int, previous: Phrase) -> Phrase:
    """最高的红岩村达26万元: the same measure."""
    return replace(previous, text=told.of_same_dimension(index, previous).topic or previous.text)
