"""What stands before and after a name, as weights: the words of ``data/names.toml``, section ``context``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from extractors.names import is_han
from extractors.place_lattice import words

__all__ = [
    "CLEAN_AFTER",
    "CLEAN_BEFORE",
    "CROWD",
    "EVERYDAY",
    "LAC_AGREES",
    "MARKS",
    "NOUN",
    "PARTICLE_AFTER",
    "ROLE",
    "SHORT",
    "THRESHOLD",
    "TITLE_AFTER",
    "VERB_AFTER",
    "WORD_AFTER",
    "NameContext",
    "is_clean",
    "load_context",
    "past_padding",
]

_DATA = Path(__file__).with_name("data") / "names.toml"

#: Longest word of the context tables.
_REACH = 8
_SPACES = " \u3000"
_COLONS = "：:"
_PADDING = "（( \u3000：:"
_CLOSING = "”’"
#: Marks that end a name, and that it may follow. A dot would continue it (古丽仙·艾山), a mask would hide its end.
MARKS = frozenset("，。；：、！？（）()“”‘’\"'《》【】[]—-…~/|,.;:!?\n\t \u3000")

#: 罗某等5名党员: whoever stands before is one of these people.
_AND_OTHERS = re.compile(
    # One class in front lets the search run over all that begins none of these.
    r"[等几两俩三四五兄姐姊妯](?:"
    r"(?<=等)(?:独居|留守|孤寡|空巢|困难|返乡|青年|本村)?(?:村民|党员|群众|老人|干部|学生|工人|农户|脱贫户|监测户|贫困户|低保户|妇女)?(?:[0-9]{1,3}|[一二三四五六七八九十两]{1,3})余?(?:[名人位](?!次)|[户家](?![企商公店单合]))"
    r"|(?<=几)(?<![和与同及].)(?:[个名位户家]|姐妹|兄弟|弟兄)"
    r"|(?<!家.)(?:(?<=[两俩三四五])(?:兄弟|姐妹|姊妹|姐弟|兄妹|妯娌)|(?<=兄)[弟妹]|(?<=姐)[妹弟]|(?<=姊)妹|(?<=妯)娌)"
    r"(?!民族|单位|乡|县|市|省|部门|村|学校|地区|会|联|情|们)"
    r")"
)
#: 杨小丽、余成等老人: people are named before the word for them.
_AND_SUCH = re.compile(
    "等(?:独居|留守|孤寡|空巢|困难|贫困|返乡|创业|青年|本村|外地|[老女])*"
    "(?:老人|监测对象|监测户|脱贫户|贫困户|低保户|特困户|五保户|对象|绣娘|工人|儿童|妇女|村民|群众|党员|干部|同学|学生|同志|乡亲|乡贤|居民|志愿者|老党员|能人|大户|户)(?!的问题|口)"
)
#: What words for somebody end with, which are more than can be listed: 养牛能手, 水电工, 党员中心户, 讲解员. 入户 and 动员 are none.
_CALLED = re.compile(
    "户(?<![入到每逐挨分户各全多余数上落开立销并退本住散该几两半一二三四五六七八九十百千万0-9*Xx]户)"
    "|工(?<=[电漆泥护焊砖石船]工)(?![程作地业人会期资商厂序艺具])"
    "|员(?<![动全人满超减增复一]员)|者(?<![或前后笔再作]者)|师(?<![出会全]师)|匠"
    "|手(?<=[能好歌机助旗高巧棋鼓]手)|兵(?<=[标尖老新民哨伍]兵)|元(?<=状元)|星(?<=[明之新]星)|人(?<=[达艺军商匠]人)|家(?<=[画业作唱法术善]家)"
)

#: Before a title these join it to somebody, or say that it was taken: 郭浩和书记, 黎明任理事长.
_NOT_BEFORE_TITLE = frozenset("和与同及跟任兼当为")
#: A word of a lower cost than this is in everybody's mouth: 大家 and 群众, but not 天顺 or 彩霞.
EVERYDAY = 11.0
#: A stretch that reaches this weight is a person.
THRESHOLD = 3.0
#: Two characters alone are a weak shape.
SHORT = -1.0
#: What LAC's word for exactly this stretch adds.
LAC_AGREES = 2.0
#: What stands before a name: a title, a signature's label, another label with a colon or with spaces, 我叫, a word
#: for a person, one for many, a mark or the beginning of the text, one of the words a name may follow.
ROLE, SIGNATURE, LABEL, SPACED_LABEL = 2.0, 5.0, 2.5, 1.5
INTRODUCED, NOUN, CROWD, CLEAN_BEFORE, WORD_BEFORE = 2.0, 1.5, 1.0, 0.5, 0.5
#: What stands after it: 同志 and its like, a title, a verb of people, a mark, a particle or figure, a verb of the dictionary,
#: anything else.
TITLE_AFTER, ROLE_AFTER, VERB_AFTER = 2.0, 2.0, 1.5
CLEAN_AFTER, PARTICLE_AFTER, WORD_AFTER, NOTHING_AFTER = 1.0, 0.5, 0.25, -0.5


def is_clean(text: str, at: int) -> bool:
    """Whether the character at `at` cannot belong to a name; true at both ends of the text."""
    return not 0 <= at < len(text) or text[at] in MARKS


def past_padding(text: str, at: int) -> int:
    """The next offset from `at` on where a name may begin: past spaces, a colon, an opening bracket.

    Past the mark that closes a title in quotation marks, too: “第一书记”周文杰.
    """
    if at < len(text) and text[at] in _CLOSING:
        at += 1
    while at < len(text) and text[at] in _PADDING:
        at += 1
    return at


@dataclass(frozen=True, slots=True)
class _Told:
    """Where a text has words that speak for names."""

    text: str
    #: Ends of words for somebody -> what they weigh.
    called: dict[int, float]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NameContext:
    """The tables, ready for use. Make it with :func:`load_context`."""

    signatures: tuple[str, ...]
    labels: tuple[str, ...]
    nouns: tuple[str, ...]
    crowds: tuple[str, ...]
    introductions: tuple[str, ...]
    titles_after: tuple[str, ...]
    households: tuple[str, ...]
    #: Characters that make a word with 家: 专家的 tells of no household.
    household_words: str
    scholars: tuple[str, ...]
    kin: tuple[str, ...]
    verbs_after: frozenset[str]
    verb_lengths: tuple[int, ...]
    particles_after: tuple[str, ...]
    words_before: tuple[str, ...]
    openers: Any
    closers: Any
    #: Words for one and, behind these, for many.
    callings: Any
    #: What the text says that was asked about last: all that is asked about one comes together.
    asked: list[_Told] = field(default_factory=list, compare=False, repr=False)

    def before(self, text: str, start: int, role_ends: set[int]) -> float:
        """How much what stands before `start` speaks for a name there."""
        if start in role_ends:
            return ROLE
        low = max(0, start - _REACH)
        if start and text[start - 1] in _CLOSING:
            return ROLE if start - 1 in role_ends else self._noun(text, start - 1) or CLEAN_BEFORE
        if start and text[start - 1] in "（(" and start - 1 in role_ends:
            return ROLE
        at = start
        while at > low and text[at - 1] in _SPACES:
            at -= 1
        colon = at > low and text[at - 1] in _COLONS
        if colon:
            at -= 1
            while at > low and text[at - 1] in _SPACES:
                at -= 1
        if colon or at < start:
            if at in role_ends:
                return ROLE
            if text.endswith(self.signatures, low, at):
                return SIGNATURE
            if text.endswith(self.labels, low, at):
                return LABEL if colon else SPACED_LABEL
            return self._noun(text, at) or CLEAN_BEFORE
        if text.endswith(self.introductions, low, start):
            return INTRODUCED
        if noun := self._noun(text, start):
            return noun
        if is_clean(text, start - 1):
            return CLEAN_BEFORE
        return WORD_BEFORE if text.endswith(self.words_before, low, start) else 0.0

    def _noun(self, text: str, end: int) -> float:
        return self._told(text).called.get(end, 0.0)

    def _told(self, text: str) -> _Told:
        if self.asked and self.asked[0].text is text:
            return self.asked[0]
        words = [match.span() for match in _CALLED.finditer(text)]
        called = dict.fromkeys((end for start, end in words if start), CROWD)
        for _, end, which in self.callings.find_overlapping(text):
            called[end] = max(called.get(end, 0.0), NOUN if which < len(self.nouns) else CROWD)
        opened = [end for _, end, _ in self.openers.find(text)]
        starts = tuple(past_padding(text, end) for end in (*opened, *(end for _, end in words)))
        ends = [start for start, _, _ in self.closers.find(text)]
        ends += (match.start() for match in _AND_OTHERS.finditer(text))
        told = _Told(text, called, starts, tuple(ends))
        self.asked[:] = [told]
        return told

    def after(self, text: str, end: int, role_starts: set[int]) -> float:
        """How much what stands at `end` speaks for the end of a name there."""
        if text.startswith("们", end + 2) and text.startswith(self.titles_after, end):
            return NOTHING_AFTER  # 和同志们
        if (
            text.startswith(self.titles_after, end)
            or _AND_OTHERS.match(text, end)
            or (end + 1 in role_starts and text[end] in "任兼当")
        ):
            return TITLE_AFTER
        if end in role_starts:
            return NOTHING_AFTER if text[end - 1] in _NOT_BEFORE_TITLE else ROLE_AFTER
        if is_clean(text, end):
            return CLEAN_AFTER
        if text[end] == "等" and _AND_SUCH.match(text, end):
            return VERB_AFTER
        if any(text[end : end + length] in self.verbs_after for length in self.verb_lengths):
            return VERB_AFTER
        if text.startswith(self.particles_after, end) or (text[end].isascii() and text[end].isalnum()):
            return PARTICLE_AFTER
        verb = words().find(text[end : end + 2]) if is_han(text[end + 1 : end + 2]) else None
        return WORD_AFTER if verb is not None and verb[1] == "v" else NOTHING_AFTER

    def starts(self, text: str) -> Sequence[int]:
        """Offsets at which a name may begin because of the word before it."""
        return self._told(text).starts

    def has_household(self, text: str, end: int) -> bool:
        """Whether what stands at `end` is the household of whoever is named before it."""
        if text.startswith("家家", end):
            return False  # 陈家坪家家有井: every household there
        return text.startswith(self.households, end) and text[end - 1] not in self.household_words

    def ends(self, text: str) -> Sequence[int]:
        """Offsets at which a name may end because of the title after it."""
        return self._told(text).ends


@cache
def load_context() -> NameContext:
    """Read the tables, once a process."""
    context = tomllib.loads(_DATA.read_text(encoding="utf-8"))["context"]
    verbs = context["verbs_after"]
    nouns, crowds = tuple(dict.fromkeys(context["nouns"])), tuple(context["crowds"])
    openers = {
        *context["signatures"],
        *context["labels"],
        *context["nouns"],
        *context["crowds"],
        *context["introductions"],
    }
    return NameContext(
        signatures=tuple(context["signatures"]),
        labels=tuple(context["labels"]),
        nouns=nouns,
        crowds=crowds,
        introductions=tuple(context["introductions"]),
        titles_after=tuple(context["titles_after"]),
        households=tuple(context["households"]),
        household_words=context["household_words"],
        scholars=tuple(context["scholars"]),
        kin=tuple(context["kin"]),
        verbs_after=frozenset(word for word in verbs if len(word) > 1),
        verb_lengths=tuple(sorted({len(word) for word in verbs} - {1})),
        particles_after=tuple(word for word in verbs if len(word) == 1),
        words_before=tuple(context["before"]),
        openers=CharwiseDoubleArrayAhoCorasick(sorted(openers), MATCH_KIND_LEFTMOST_LONGEST),
        closers=CharwiseDoubleArrayAhoCorasick(context["titles_after"], MATCH_KIND_LEFTMOST_LONGEST),
        callings=CharwiseDoubleArrayAhoCorasick(list(dict.fromkeys([*nouns, *crowds]))),
    )
