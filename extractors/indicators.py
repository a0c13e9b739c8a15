"""What a figure counts or measures, as a short phrase of the sentence's own words.

`Indicators` works on the figures of one text, sentence by sentence and from left to right, since a figure may owe
its verb, its object or its topic to the one before it:

    发展党员20名                         the words before the figure        发展党员
    表彰5个先进基层党组织                the verb before, the noun after    表彰先进基层党组织
    召开党委会12次、党员大会4次          the verb of the list               召开党员大会
    排查隐患36处，整改36处               the object of what was found       整改隐患
    种植烤烟4605亩，均价33元/公斤        the topic of the clause before     烤烟均价
    出栏羊、牛4万只、3万头               one noun of the list for each      出栏羊; 出栏牛

It never reaches beyond the sentence. The component `shutu_indicators` runs after all mentions are known and gives
every indicator its canonical form, see `canonical`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spacy.language import Language

from extractors.figures import Figure
from extractors.indicator_words import Words, words
from extractors.spans import register_extensions

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["IndicatorNamer", "Indicators", "Phrase", "canonical", "make_indicators"]

_CLAUSE_ENDS = "，；：。！？\n;!?,"
_SENTENCE_ENDS = "。！？\n；;"
_LIST_SIGNS = "、和与及"
_FAR = 64
_LONGEST = 16
_QUOTES = re.compile(r"[“”\"‘’'「」『』 　]")
_AFTER_RIGHT = re.compile(r"[，；：。！？\n;!?,、）)（(]")
_DISPOSAL = re.compile(r"(?:^|[，；、]?)(?:对|给|向|为|将|把|对于|针对)$")
_DONE_TO = re.compile(r"(?:进行|予以|给予|加以|实施|开展|作出|作|实行)了?([^，。；、]{2,10})$")
_OPEN_ASPECT = re.compile(r"(?<=[\u4e00-\u9fff])[了过](?=[\u4e00-\u9fff])")
_PREPOSITIONS = re.compile(
    r"利用|通过|依托|结合|围绕|针对|按照|根据|借助|采取|联合|会同|聚焦|立足|紧扣|坚持|运用|以|在|对|与|同|和|跟|向|为|给|从|由|把|将|用|按|经|随|就|到村|于"
)
_YEARS = re.compile(r"(?:[12][0-9]{3}年|去年|今年|上半年|下半年|前年|第?[一二三四]季度)(?:度)?$")
_RESPECTIVELY = re.compile(r"分别")
_CARRY = re.compile(r"^(?:，|、|：|\s)*(?:共计|共|合计|总计|累计|累计共|一共|总共|小计|计)?$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """An indicator and its parts, for the figures after it to borrow from.

    Attributes:
        text: the indicator.
        verb: the verbs it begins with, if any.
        noun: what follows them.
        topic: the thing itself, without 面积, 均价 and the like.

    """

    text: str
    verb: str = ""
    noun: str = ""
    topic: str = ""


@dataclass(slots=True)
class _Context:
    """The words around one figure, within its clause."""

    left: str  # from the clause's beginning (or the figure before) to the figure
    right: str  # to the clause's end (or the figure after)
    sign: str  # what stands between this figure's words and what is before: ，、（）；: or "" right after a figure
    follows: bool  # the figure before stands in the same sentence
    bracketed: bool  # stands in brackets that the figures before do not stand in
    adjacent: bool  # nothing between the figure before and this one
    clause: int  # offset where the clause begins


class Indicators:
    """Finds the indicators of the figures of one text.

    Args:
        text: half-width text that the figures' offsets refer to.
        figures: its figures in document order.
        ends: offsets at which sentences end, beyond those that punctuation shows.

    """

    def __init__(self, text: str, figures: Sequence[Figure], ends: Sequence[int] = ()) -> None:
        self._text = text
        self._figures = figures
        self._ends = frozenset(ends)
        self._words: Words = words()
        self._phrases: list[Phrase] = []
        self._changes: set[int] = set()
        self._shared_verb: dict[int, str] = {}
        self._assigned: dict[int, Phrase] = {}

    def find(self) -> list[Phrase]:
        """One phrase for each figure, in order; an empty one where the sentence does not say."""
        for index in range(len(self._figures)):
            self._phrases.append(self._phrase(index))
        return self._phrases

    @property
    def bases(self) -> set[int]:
        """Indexes of figures that are the base of a change: 3.2万 in 由3.2万元增加到15.6万元."""
        return self._changes

    # ---- contexts

    def _context(self, index: int) -> _Context:
        text, figures = self._text, self._figures
        figure = figures[index]
        before = figures[index - 1].end if index else 0
        begin = max(before, figure.lead - _FAR)
        segment = text[begin : figure.lead]
        follows = index > 0 and begin == before and not any(char in segment for char in _SENTENCE_ENDS)
        if follows and self._ends and any(at in self._ends for at in range(before, figure.lead + 1)):
            follows = False
        cut = max(map(segment.rfind, _CLAUSE_ENDS)) + 1
        sign = segment[cut - 1] if cut else ("" if begin == before and index else "，")
        bracketed = False
        cut, sign, bracketed = self._brackets(segment, cut, sign)
        if not cut and index and begin == before:
            comma = segment.find("、")
            if comma >= 0:
                cut, sign = comma + 1, "、"
            else:
                split = self._split(index - 1, segment)
                cut, sign = split, ""
        return _Context(
            left=segment[cut:],
            right=self._right(index),
            sign=sign,
            follows=follows,
            bracketed=bracketed,
            adjacent=follows and not segment,
            clause=begin + cut,
        )

    @staticmethod
    def _brackets(segment: str, cut: int, sign: str) -> tuple[int, str, bool]:
        """Move the clause's beginning behind a bracket that is not part of its words."""
        if "（" not in segment and "）" not in segment and "(" not in segment and ")" not in segment:
            return cut, sign, False
        depth_open: list[int] = []
        for at in range(cut, len(segment)):
            char = segment[at]
            if char in "（(":
                depth_open.append(at)
            elif char in "）)":
                if depth_open:
                    depth_open.pop()
                else:
                    cut, sign = at + 1, "）"
        if depth_open:
            return depth_open[-1] + 1, "（", True
        return cut, sign, False

    def _right(self, index: int) -> str:
        """The words after the figure, to the end of the clause, the next list item or the next figure's share."""
        text, figures = self._text, self._figures
        figure = figures[index]
        limit = figure.end + 40
        nearest = figures[index + 1].lead if index + 1 < len(figures) else len(text)
        segment = text[figure.end : min(limit, nearest)]
        stop = _AFTER_RIGHT.search(segment)
        if stop is None:
            if nearest <= limit and index + 1 < len(figures):
                return segment[: self._split(index, segment)]
            return segment
        at = stop.start()
        if segment[at] in "（(":
            # 12个村（社区）: a short gloss without figures belongs to the noun.
            close = segment.find("）" if segment[at] == "（" else ")", at)
            if 0 < close - at <= 6 and at > 0:
                rest = _AFTER_RIGHT.search(segment, close + 1)
                return segment[: rest.start() if rest else len(segment)]
        return segment[:at]

    def _split(self, index: int, segment: str) -> int:
        """Of the words between two figures of one clause, how many belong to the first."""
        if not segment:
            return 0
        if self._complete_before(index):
            return 0
        lexicon = self._words
        first = segment.find("的")
        if 0 < first <= 4 and lexicon.admin.fullmatch(segment, 0, first):
            return first + 1
        admin = lexicon.admin.match(segment)
        if admin is not None and admin.end() < len(segment):
            return admin.end()
        verb = lexicon.strong.search(segment, 1)
        cut = lexicon.cut.search(segment, 1)
        places = [found.start() for found in (verb, cut) if found is not None]
        return min(places) if places else len(segment)

    def _complete_before(self, index: int) -> bool:
        """Whether the words before a figure already name what it counts (发展党员20名)."""
        if index >= len(self._phrases) and index:
            # Its own phrase is being worked out: look at the words alone.
            figure = self._figures[index]
            begin = max(self._figures[index - 1].end, figure.lead - 24)
        else:
            figure = self._figures[index]
            begin = max(self._figures[index - 1].end if index else 0, figure.lead - 24)
        segment = self._text[begin : figure.lead]
        cut = max(map(segment.rfind, _CLAUSE_ENDS + "、（(）)")) + 1
        left = self._strip(segment[cut:])
        return bool(left) and not self._ends_in_verb(left) and not _DISPOSAL.search(left)

    # ---- pieces of phrases

    def _strip(self, phrase: str) -> str:
        """Drop what opens and closes a phrase without naming anything."""
        return self._strip_tail(self._strip_lead(phrase)[0])

    def _strip_lead(self, phrase: str) -> tuple[str, bool]:
        """The phrase without time, adverbs and the writer's own offices; and whether a subject was dropped."""
        lexicon = self._words
        subject = False
        phrase = phrase.lstrip('，、：；。 　”’"')
        for _ in range(8):
            found = lexicon.scope.match(phrase)
            if found is not None and self._is_subject(phrase[found.end() :]):
                phrase = phrase[found.end() :].lstrip("，、： ")
                subject = True
                continue
            found = lexicon.lead.match(phrase)
            if found is None or not found.end():
                break
            rest = phrase[found.end() :].lstrip("，、： ")
            if len(found.group()) == 1 and not self._may_drop(found.group(), rest):
                break
            phrase = rest
        return phrase, subject

    def _may_drop(self, word: str, rest: str) -> bool:
        """Single characters open many words (全民, 本科, 新增): drop them before a verb only."""
        if word in "共已仅只约还又再并且即另则便":
            return True
        return self._words.verb.match(rest) is not None

    def _is_subject(self, rest: str) -> bool:
        """Whether a scope word is the subject of what follows, and not part of a longer noun (村干部, 党委会)."""
        if not rest:
            return True
        lexicon = self._words
        return (
            rest[0] in "共已现累均先，、有达为"
            or lexicon.verb.match(rest) is not None
            or lexicon.light.match(rest) is not None
            or lexicon.lead.match(rest) is not None
        )

    def _strip_tail(self, phrase: str) -> str:
        keep, tail = self._words.classes["keep"], self._words.tail
        for _ in range(8):
            if phrase[-2:] in keep or phrase[-4:] in keep or phrase[-3:] in keep or phrase[-5:] in keep:
                break
            found = tail.search(phrase)
            if found is None or found.start() == len(phrase):
                break
            phrase = phrase[: found.start()]
        return phrase

    def _drop_light(self, phrase: str) -> str:
        """完成粮食播种面积 is 粮食播种面积; 完成率 stays."""
        found = self._words.light.match(phrase)
        if found is None:
            return phrase
        rest = phrase[found.end() :].lstrip("了过")
        if len(rest) < 3 or rest[0] in "率度情时比" or rest.startswith(("目标", "任务", "年度任务", "计划")):
            return phrase
        return rest

    def _verb_end(self, phrase: str) -> int:
        """Length of the verbs that `phrase` begins with; 0 when it begins with none."""
        at = 0
        verb = self._words.verb
        while True:
            found = verb.match(phrase, at)
            if found is None:
                break
            at = found.end()
            if phrase[at : at + 1] in ("了", "过", "出", "好", "起") and len(phrase) > at:
                at += 1
            for joint in ("、", "和", "并", "及"):
                if phrase.startswith(joint, at) and verb.match(phrase, at + 1) is not None:
                    at += 1
                    break
        return at

    def _ends_in_verb(self, phrase: str) -> bool:
        """Whether the last word of `phrase` is a verb that still waits for its object."""
        phrase = phrase.rstrip("了过")
        if phrase[-1:] in ("出", "到", "成", "好", "起", "完") and len(phrase) > 2:
            phrase = phrase[:-1]
        verbs = self._words.verbs
        return any(phrase[-length:] in verbs for length in (4, 3, 2, 1) if len(phrase) >= length)

    def _parts(self, text: str) -> Phrase:
        """Split an indicator into verb, noun and topic."""
        end = self._verb_end(text)
        verb, noun = text[:end], text[end:]
        if not noun:
            # 开展督查: the last verb is what was done.
            found = list(self._words.verb.finditer(text))
            if len(found) > 1 and len(text) - found[-1].start() >= 2:
                verb, noun = text[: found[-1].start()], text[found[-1].start() :]
        return Phrase(text, verb, noun, self._topic(noun or text))

    def _topic(self, noun: str) -> str:
        """香料烟 of 香料烟种植合同面积; 矛盾纠纷 of 矛盾纠纷."""
        lexicon = self._words
        modifiers = lexicon.classes["modifier"]
        for _ in range(6):
            found = lexicon.attribute_end.search(noun) or lexicon.growth_end.search(noun)
            if found is not None and found.start() < len(noun):
                noun = noun[: found.start()]
                continue
            for length in (4, 3, 2, 1):
                if noun[-length:] in modifiers and len(noun) >= length:
                    noun = noun[:-length]
                    break
            else:
                break
        return noun.rstrip("的")

    def _clean(self, phrase: str) -> str:
        """The phrase as it leaves: no quotation marks, no aspect, no punctuation at its ends."""
        phrase = _QUOTES.sub("", phrase)
        end = self._verb_end(phrase)
        if end and phrase[end - 1] in "了过":
            phrase = phrase[: end - 1] + phrase[end:]
        return phrase.strip("，、：；。的- ").removeprefix("等")

    def _shorten(self, phrase: str) -> str:
        """A long phrase is cut to where its last predicate begins."""
        if len(phrase) <= 8:
            return phrase
        lexicon = self._words
        preposition = _PREPOSITIONS.match(phrase)
        if preposition is not None:
            phrase = self._after_preposition(phrase, preposition)
        if len(phrase) <= _LONGEST:
            return phrase
        starts = [found.start() for found in lexicon.strong.finditer(phrase)]
        for at in starts:
            if 4 <= len(phrase) - at <= _LONGEST and not self._inside_list(phrase, at):
                return phrase[at:]
        comma = phrase.rfind("、")
        if comma >= 0 and len(phrase) > 2 * _LONGEST:
            end = self._verb_end(phrase)
            return phrase[:end] + phrase[comma + 1 :]
        return phrase

    @staticmethod
    def _inside_list(phrase: str, at: int) -> bool:
        return phrase[at - 1 : at] in ("的",) if at else False

    def _after_preposition(self, phrase: str, preposition: re.Match[str]) -> str:
        """利用街天开展宣传: what is done comes after the circumstance."""
        begin = preposition.end()
        doing = phrase.find("进行", begin)
        if doing > 0 and len(phrase) - doing >= 4:
            whom = phrase[begin:doing] if preposition.group() in ("对", "把", "将", "为", "给") else ""
            return (whom if len(whom) <= 8 else "") + phrase[doing + 2 :].lstrip("了过")
        best = ""
        for found in self._words.strong.finditer(phrase, begin + 1):
            rest = phrase[found.start() :]
            if len(rest) >= 3:
                best = rest
                break
        return best or phrase

    # ---- one figure

    def _phrase(self, index: int) -> Phrase:
        if index in self._assigned:
            return self._assigned[index]
        context = self._context(index)
        previous = self._phrases[index - 1] if context.follows else Phrase("")
        if context.follows and self._changes_from(index):
            self._changes.add(index - 1)
            return previous
        group = self._distribute(index, context, previous)
        if group is not None:
            return group
        left, subject = self._strip_lead(context.left)
        left = self._strip_tail(left)
        right = context.right
        if _DISPOSAL.search(context.left) and right:
            verb = self._verb_of_disposal(index)
            if verb:
                return self._finish(verb, self._noun_after(right))
        if left.endswith(("将", "把", "对")) or left in ("将", "把", "对", "给", "向", "为"):
            left = left[:-1]
        if index in self._shared_verb and not left:
            return self._finish(self._shared_verb[index], self._noun_after(right))
        disposal = re.match(r"(?:将|把)(.+)", left)
        if disposal is not None and right and not self._noun_first(right):
            return self._finish("", disposal.group(1) + self._predicate(right))
        if self._takes_noun_after(index, left, right):
            return self._forward(index, context, left, right, previous, subject)
        return self._backward(index, context, left, right, previous, subject)

    def _finish(self, verb: str, noun: str) -> Phrase:
        text = self._clean(self._drop_light(self._shorten(verb + noun)))
        return self._parts(text)

    def _is_count(self, index: int) -> bool:
        unit = self._figures[index].unit
        return unit is None or unit.dimension == "count"

    def _noun_first(self, right: str) -> bool:
        """Whether the words after the figure begin with a noun that it may count."""
        right = right.lstrip(" ”")
        if not right:
            return False
        if right[0] == "的":
            return len(right) > 1
        return self._words.stop.match(right) is None

    def _takes_noun_after(self, index: int, left: str, right: str) -> bool:
        """Whether the figure counts what comes after it (5个先进党支部) and not what came before (党员20名)."""
        if not self._noun_first(right):
            return False
        if not left or self._ends_in_verb(left) or left.endswith("等"):
            return True
        figure = self._figures[index]
        if not self._is_count(index):
            return False
        if figure.unit is None:
            return True
        if figure.unit.surface in ("次", "人次", "场", "期", "场次", "户", "人", "名", "轮"):
            # 党员120人参训: these are complete without a noun.
            return self._words.verb.match(right) is None
        return True

    def _noun_after(self, right: str) -> str:
        """The noun phrase that the figure counts, cut where the next predicate begins."""
        right = right.lstrip(" 的，")
        found = self._words.cut.search(right, 1)
        if found is not None:
            right = right[: found.start()]
        if len(right) > _LONGEST:
            verb = self._words.strong.search(right, 2)
            if verb is not None:
                right = right[: verb.start()]
        return right

    def _predicate(self, right: str) -> str:
        """What is said of the things counted: 联系到户 of 1300名党员联系到户."""
        return right.lstrip(" ，")[:12]

    def _forward(
        self, index: int, context: _Context, left: str, right: str, previous: Phrase, subject: bool
    ) -> Phrase:
        has_verb = bool(left)
        if not left:
            verb = ""
            if context.sign == "、" and context.follows and previous.verb and self._is_count(index):
                verb = previous.verb
            noun = (
                self._noun_after(right)
                if verb or self._more_follows(index)
                else self._subject_and_predicate(right)
            )
            return self._finish(verb, noun)
        noun = self._noun_after(right)
        if left.endswith("等") or (not self._ends_in_verb(left) and "、" in left):
            end = self._verb_end(left)
            left = left[:end] or left
        reach = self._words.reach.fullmatch(left)
        if reach is not None and previous.topic and context.follows:
            return self._parts(self._clean(previous.topic + left + noun))
        if not self._ends_in_verb(left) and has_verb and len(left) + len(noun) > _LONGEST:
            end = self._verb_end(left)
            left = left[:end]
        return self._finish(self._shorten(left) if len(left) > 8 else left, noun)

    def _more_follows(self, index: int) -> bool:
        """Whether another figure follows without punctuation between."""
        if index + 1 >= len(self._figures):
            return False
        between = self._text[self._figures[index].end : self._figures[index + 1].lead][:40]
        return _AFTER_RIGHT.search(between) is None

    def _subject_and_predicate(self, right: str) -> str:
        """党员联系到户: without a verb before, what the things counted did belongs to the indicator."""
        right = right.lstrip(" 的，")
        return right if len(right) <= _LONGEST else self._noun_after(right)

    def _backward(
        self, index: int, context: _Context, left: str, right: str, previous: Phrase, subject: bool
    ) -> Phrase:
        lexicon = self._words
        if not left:
            return self._without_words(index, context, right, previous)
        if context.bracketed and context.follows:
            return self._in_brackets(left, previous)
        growth = lexicon.growth_end.search(left)
        if growth is not None and growth.start() == 0 and context.follows:
            base = previous.text if not lexicon.growth_end.search(previous.text) else previous.topic
            return replace(self._parts(self._clean(base + left)), topic=previous.topic)
        plain = self._drop_light(left)
        if context.follows and not subject:
            borrowed = self._borrow(index, context, plain, previous)
            if borrowed is not None:
                return borrowed
        phrase = self._shorten(plain)
        if (
            self._ends_in_verb(phrase)
            and right
            and not lexicon.verb.fullmatch(right)
            and self._verb_end(phrase) == len(phrase)
        ):
            # 投入50万元用于修路; 120人参加.
            purpose = re.match(r"(?:用于|用以|资金用于)?(.{2,10})", right)
            if right.startswith(("用于", "用以")) and purpose is not None:
                phrase += purpose.group(1)
        return self._parts(self._clean(phrase))

    def _without_words(self, index: int, context: _Context, right: str, previous: Phrase) -> Phrase:
        """No words before the figure: it speaks of the same as the one before, or of what comes after."""
        if right and self._noun_first(right) and not context.adjacent:
            return self._finish("", self._subject_and_predicate(right))
        if context.follows and previous.text:
            unit = self._figures[index].unit
            if (
                context.sign in ("，", "、")
                and _CARRY.match(context.left)
                and unit is not None
                and self._names_itself(unit.surface)
            ):
                reach = self._reach_of(previous)
                if reach:
                    return replace(previous, text=reach + unit.surface)
            return previous
        predicate = right.lstrip(" ，")
        return self._parts(self._clean(self._drop_light(predicate[:12]))) if predicate else Phrase("")

    @staticmethod
    def _names_itself(surface: str) -> bool:
        return surface in ("户", "人", "村", "家")

    def _reach_of(self, previous: Phrase) -> str:
        """香料烟涉及 of 香料烟涉及村: what else it reaches is said the same way."""
        for word in self._words.classes["reach"]:
            at = previous.text.find(word)
            if at >= 0 and len(previous.text) > at + len(word):
                return previous.text[: at + len(word)]
        return ""

    def _in_brackets(self, left: str, previous: Phrase) -> Phrase:
        """（村级12次） after 综合应急演练1次 is 村级综合应急演练."""
        if len(left) <= 3 or left.endswith("级") or self._needs_topic(left):
            return replace(previous, text=self._clean(left + (previous.noun or previous.text)))
        return replace(self._parts(self._clean(self._drop_light(left))), topic=previous.topic)

    def _needs_topic(self, phrase: str) -> bool:
        """均价, 收购金额, 占比: attributes that do not say of what."""
        return len(phrase) <= 10 and not self._topic(phrase)

    def _borrow(self, index: int, context: _Context, left: str, previous: Phrase) -> Phrase | None:
        lexicon = self._words
        if not previous.text:
            return None
        same_unit = self._same_unit(index)
        if left in lexicon.classes["resolve"] and previous.noun and self._is_count(index) and same_unit:
            unit = self._figures[index].unit
            if unit is not None and unit.surface not in ("次", "场", "期", "人次", "场次", "轮"):
                return replace(
                    self._parts(self._clean(left + previous.noun)), noun=previous.noun, topic=previous.topic
                )
        if self._needs_topic(left) and previous.topic and previous.topic != left:
            return replace(self._parts(self._clean(previous.topic + left)), verb="", topic=previous.topic)
        reach = lexicon.reach.fullmatch(left)
        if reach is not None and previous.topic:
            unit = self._figures[index].unit
            name = unit.surface if unit is not None and self._names_itself(unit.surface) else ""
            return Phrase(self._clean(previous.topic + left + name), left, name, previous.topic)
        if left.startswith("占") and previous.topic:
            return Phrase(self._clean(previous.topic + left), "占", left[1:], previous.topic)
        if not previous.verb or not self._is_count(index) or self._verb_end(left):
            return None
        if context.sign == "、" or (
            context.sign in ("，", "") and same_unit and self._next_to_previous(index, context)
        ):
            return self._parts(self._clean(self._shorten(previous.verb + left)))
        return None

    def _same_unit(self, index: int) -> bool:
        one, two = self._figures[index - 1].unit, self._figures[index].unit
        return one is not None and two is not None and one.surface == two.surface

    def _next_to_previous(self, index: int, context: _Context) -> bool:
        """Whether only one comma stands between this clause and the figure before."""
        between = self._text[self._figures[index - 1].end : context.clause]
        return between in ("，", ",", "")

    # ---- several figures at once

    def _changes_from(self, index: int) -> bool:
        """Whether this figure and the one before are the two ends of a change (由3.2万元增加到15.6万元)."""
        text = self._text
        one, two = self._figures[index - 1], self._figures[index]
        between = text[one.end : two.lead]
        if len(between) > 20 or self._words.change.search(between) is None:
            return False
        begin = max(0, one.lead - 24)
        before = text[begin : one.lead]
        cut = max(map(before.rfind, _CLAUSE_ENDS)) + 1
        clause = before[cut:]
        if not re.search("由|从", clause):
            return False
        rest = self._words.change.sub("", between).strip("，左右 ")
        return len(rest) <= 4 and not any(char in rest for char in "，。；、")

    def _distribute(self, index: int, context: _Context, previous: Phrase) -> Phrase | None:
        """One noun of a list for each of the figures after it (羊、牛4万只、3万头; A、B分别为x、y)."""
        left = context.left
        if "、" not in left and "和" not in left and "与" not in left and "分别" not in left:
            return None
        size = self._run_length(index, "分别" in left)
        if size < 2:
            return None
        items, rest = self._items(left, size)
        if items is None:
            return None
        phrases = self._phrases_of_items(items, rest)
        for offset, phrase in enumerate(phrases):
            self._assigned[index + offset] = phrase
        return phrases[0]

    def _run_length(self, index: int, respectively: bool) -> int:
        """How many figures follow each other with nothing but list signs between."""
        allowed = (
            ("、", "和", "与", "及", "，", "、和", "以及")
            if respectively
            else ("、", "和", "与", "及", "、和")
        )
        size = 1
        while index + size < len(self._figures) and size < 12:
            between = self._text[self._figures[index + size - 1].end : self._figures[index + size].lead]
            if between not in allowed:
                break
            size += 1
        return size

    def _items(self, left: str, size: int) -> tuple[list[str] | None, str]:
        """The `size` items of a list, and what is said of all of them."""
        listed, sign, rest = left.partition("分别")
        if not sign:
            listed, rest = left, ""
        listed = self._strip_tail(self._strip_lead(listed)[0]) if not _YEARS.search(listed) else listed
        for pattern in ("、", "[、和与及]"):
            items = [item for item in re.split(pattern, listed) if item]
            if len(items) == size and all(len(item) <= 14 for item in items):
                return items, self._strip_tail(rest)
        return None, ""

    def _phrases_of_items(self, items: list[str], rest: str) -> list[Phrase]:
        lexicon = self._words
        if all(_YEARS.search(item) for item in items):
            return [self._parts(self._clean(self._drop_light(rest)))] * len(items)
        first = self._drop_light(items[0])
        end = self._verb_end(first)
        verb = first[:end] if end < len(first) else ""
        nouns = [first[len(verb) :], *items[1:]]
        own_verbs = [self._verb_end(noun) for noun in nouns]
        tail = ""
        last = nouns[-1]
        topic = self._topic(last)
        if topic and topic != last and all(self._topic(noun) == noun for noun in nouns[:-1]):
            tail = last[len(topic) :]
            nouns[-1] = topic
        phrases = []
        for noun, own in zip(nouns, own_verbs, strict=True):
            phrases.append(self._parts(self._clean(("" if own else verb) + noun + tail + rest)))
        return phrases

    def _verb_of_disposal(self, index: int) -> str:
        """表彰 of 对5个A、22名B进行了表彰, noted for all figures of the clause."""
        text, figures = self._text, self._figures
        at = index
        while at + 1 < len(figures) and figures[at + 1].lead - figures[at].end < 40:
            between = text[figures[at].end : figures[at + 1].lead]
            if any(char in between for char in _CLAUSE_ENDS):
                break
            at += 1
        following = text[figures[at].end : figures[at].end + 40]
        stop = re.search(r"[，；：。！？\n]", following)
        clause = following[: stop.start()] if stop else following
        found = _DONE_TO.search(clause)
        if found is None:
            return ""
        for other in range(index + 1, at + 1):
            self._shared_verb[other] = found.group(1)
        return found.group(1)


class IndicatorNamer:
    """spaCy component that gives every quantity the canonical form of its indicator."""

    def __call__(self, doc: Doc) -> Doc:
        """Replace the record of every quantity of `doc` by one with `indicator_name`."""
        for span in doc.spans.get("quantity", ()):
            record = span._.quantity
            if record is not None and record.indicator:
                span._.quantity = replace(record, indicator_name=canonical(record.indicator))
        return doc


def canonical(indicator: str) -> str:
    """The form under which an indicator is the same in every report."""
    return _QUOTES.sub("", indicator)


@Language.factory("shutu_indicators", assigns=["span._.quantity"])
def make_indicators(nlp: Language, name: str) -> IndicatorNamer:  # noqa: ARG001 - spaCy's signature
    """Factory of the component that names indicators."""
    register_extensions()
    return IndicatorNamer()
