"""Grammar of titles: jurisdiction × organ × rank × post, read from the post leftwards.

A title is found by its post (书记, 主任, 网格员 …), which stands at its end. From there the longest chain of words
that a title can be made of is taken::

    村（社区）  党总支    专职 副   书记      level organ rank post
    镇         党委 宣传           委员      level organ subject post
    县         农业农村 局    副    局长      level subject head rank post

The words are data (``data/roles.toml``); which class may stand before which is in :data:`_BEFORE`. Everything looks
at a window of bounded length, so that hostile input costs linear time.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from daachorse import MATCH_KIND_STANDARD, CharwiseDoubleArrayAhoCorasick

from extractors.attributes import Role

__all__ = ["RoleGrammar", "Title", "load_grammar"]

_DATA = Path(__file__).with_name("data") / "roles.toml"

#: Heads of a road or a house, not how long it is: 楼长64名, but not 路长12公里.
_COUNTED = re.compile(r"[0-9]+余?[名人位]")
#: Longest stretch before a post that may belong to its title, in characters.
_MAX_PREFIX = 30

_POST, _LEVEL, _QUALIFIER, _ORGAN, _HEAD, _NOUN, _VERB, _JOINER, _RANK = (
    "post", "level", "qualifier", "organ", "head", "noun", "verb", "joiner", "rank"
)  # fmt: skip

_OUTER = {_QUALIFIER, _LEVEL}
_SUBJECT = {_NOUN, _VERB, _HEAD, _ORGAN, *_OUTER}
#: Class of a word -> classes that may stand directly before it.
_BEFORE: dict[str, set[str]] = {
    _POST: {_RANK, *_SUBJECT},
    _RANK: {_RANK, *_SUBJECT},
    _NOUN: _SUBJECT | {_JOINER},
    _VERB: _SUBJECT | {_JOINER},
    _JOINER: {_NOUN, _VERB},
    _HEAD: _SUBJECT,
    # No subject directly before an organ: in 组织政协委员 and 宣传党委书记 it is a verb.
    _ORGAN: {_ORGAN, _HEAD, *_OUTER},
    _QUALIFIER: _OUTER,
    _LEVEL: {_LEVEL},
}

#: Levels from the largest on; villages and communities are peers.
_LEVELS = ("country", "province", "city", "county", "township", "village", "community", "group")

#: Characters that make another word of the level or rank after them: 社区, 家乡, 全镇, 时代.
_NOT_AFTER: dict[str, str] = {
    "区": "社小山园片景辖库牧灾林老新矿校厂地城郊湖特街全验发范假护理税贸学战居城江",
    "市": "城都超集门上夜楼股全",
    "乡": "家老故异他城水全",
    "镇": "城集古小村乡全",
    "村": "农山乡新古进入驻包挂联全",
    "州": "九",
    "省": "节反全",
    "县": "全",
    "组": "小重改一二三四五六七八九十",
    "居": "安定民移起邻",
    "寨": "村山",
    "社区": "全",
    "街道": "全",
    "代": "时现当年世后古近替取交二三",
    "总": "汇老",
}

#: Before 村 these say which village: the title begins behind it.
_WHOSE_VILLAGE = tuple("该本我各每")
#: What follows a 长 that is an adjective or verb: 社会长期, 市场长效, 道路长3公里.
_NOT_A_HEAD = frozenset("期效远久治足满宽短度约达江城征廊势龄三春途篇线眠款叹")

#: Posts that contract an organ with its head: 农技站长 is 农技站站长.
_CONTRACTED = frozenset(
    ("站长", "所长", "局长", "部长", "科长", "股长", "处长", "院长", "馆长", "队长", "组长", "会长")
)


class _Post(NamedTuple):
    word: str
    name: str
    alone: bool
    domain: bool
    in_list: bool
    level: str | None
    organ: str | None
    not_before: tuple[str, ...]
    not_after: tuple[str, ...]
    bare_not_before: tuple[str, ...]
    road: bool


class _Word(NamedTuple):
    text: str
    kind: str
    full: str


#: Stands for whatever post may follow an organ.
_ANY_POST = _Post("", "", True, True, False, None, None, (), (), (), False)


class Title(NamedTuple):
    """A title found in a text. A title that is not `certain` (文书, 会计) counts only in a list of titles."""

    start: int
    end: int
    certain: bool
    role: Role


#: Words to the right of a point, nearest first.
_Chain = tuple[_Word, ...]


@dataclass(frozen=True, slots=True)
class RoleGrammar:
    """The lexicon of titles, ready for use. Make it with :func:`load_grammar`."""

    posts: tuple[_Post, ...]
    levels: dict[str, str]
    #: Word of a prefix -> its classes, each with the full form of the word.
    words: dict[str, tuple[_Word, ...]]
    #: Lengths of the words that end with a character, longest first.
    lengths: dict[str, tuple[int, ...]]
    strong_heads: frozenset[str]
    deputy: frozenset[str]
    acting: frozenset[str]
    seconded: frozenset[str]
    posts_after_verbs: frozenset[str]
    suffixes: tuple[str, ...]
    matcher: Any

    def titles(self, text: str, barrier: Callable[[int], int]) -> Iterator[Title]:
        """Titles in `text`, in document order, not overlapping.

        Args:
            text: cleaned text of a report.
            barrier: for the end of a post, the leftmost offset that its title may reach. Where that lies beyond
                the post's start, something else stands there, and no title.

        """
        text = _fold(text)
        done = 0
        # All posts, also those inside longer ones: after a place that ends with 村民小组, 村民小组长 leaves 组长.
        for start, end, number in sorted(self.matcher.find_overlapping(text), key=_leftmost_longest):
            post: _Post = self.posts[number]
            if start < done or not _stands_alone(text, end, post):
                continue
            limit = max(barrier(end), done)
            if limit > start:
                continue
            title = self._longest(text, max(limit, start - _MAX_PREFIX), start, end, post)
            if title is not None:
                done = title.end
                yield title

    def is_generic(self, name: str) -> bool:
        """Whether an organ's name is made of the words of titles alone (县税务局), with nothing proper in it."""
        name = _fold(name)
        return 0 in self._reach(name, 0, len(name), _ANY_POST)

    def _longest(self, text: str, limit: int, start: int, end: int, post: _Post) -> Title | None:
        """The title with the longest prefix within [limit, start) that the grammar accepts."""
        reached = self._reach(text, limit, start, post)
        best_start = start
        best: _Chain = ()
        for begin, chains in reached.items():
            if begin < best_start:
                chain = next((c for c in chains.values() if self._may_open(text, begin, c, post)), None)
                if chain is not None:
                    best_start, best = begin, chain
        if not best and not _stands_bare(text, start, end, post):
            return None
        for suffix in self.suffixes:
            if text.startswith(suffix, end) and not text.startswith("员", end + len(suffix)):
                post = post._replace(name=post.name + suffix)
                end += len(suffix)
        return Title(best_start, end, post.alone or bool(best), self._role(best[::-1], post))

    def _reach(self, text: str, limit: int, start: int, post: _Post) -> dict[int, dict[str, _Chain]]:
        """Points that chains of words before `start` reach, with one chain for each class of their leftmost word."""
        reached: dict[int, dict[str, _Chain]] = {start: {_POST: ()}}
        for at in range(start, limit, -1):
            for kind, chain in reached.get(at, {}).items():
                for word in self._words_before(text, limit, at):
                    if word.kind in _BEFORE[kind] and self._fits(word, kind, chain, post):
                        begin = at - len(word.text)
                        reached.setdefault(begin, {}).setdefault(word.kind, (*chain, word))
        return reached

    def _words_before(self, text: str, limit: int, at: int) -> Iterator[_Word]:
        for length in self.lengths.get(text[at - 1], ()):
            if at - length >= limit:
                yield from self.words.get(text[at - length : at], ())

    def _fits(self, word: _Word, kind: str, chain: _Chain, post: _Post) -> bool:
        """Whether the lexicon allows this subject right before the post: 法治副校长, but not 产业书记."""
        if word.kind == _JOINER:
            return any(other.kind == _HEAD for other in chain)
        if word.kind == _LEVEL and kind == _LEVEL:  # from the larger to the smaller: 县乡, not 村镇
            return _LEVELS.index(self.levels[word.text]) < _LEVELS.index(self.levels[chain[-1].text])
        if word.kind not in (_NOUN, _VERB) or any(other.kind != _RANK for other in chain):
            return True
        if post.domain:
            return True
        return word.kind == _NOUN and kind == _RANK and any(other.text in self.deputy for other in chain)

    def _may_open(self, text: str, begin: int, chain: _Chain, post: _Post) -> bool:
        """Whether a title may begin with the last word of `chain`, which stands at `begin`."""
        word = chain[-1]
        after = chain[-2] if len(chain) > 1 else None
        if begin and text[begin - 1] in _NOT_AFTER.get(word.text, ""):
            return False
        if (
            word.text == "村"
            and text[begin : begin + 2] == "村村"
            and text[begin - 1 : begin] in _WHOSE_VILLAGE
        ):
            return False  # 该村 + 村委会主任
        if word.kind == _JOINER:
            return False
        if word.kind == _HEAD:
            return word.text in self.strong_heads
        if word.kind == _VERB:
            if after is None:
                return post.word in self.posts_after_verbs
            return after.kind == _HEAD and not self._names_organ(chain[:-1])
        if word.kind == _RANK:
            return post.alone or any(other.text in self.deputy for other in chain)
        return True

    def _names_organ(self, chain: _Chain) -> bool:
        """Whether the words of a chain begin with an organ's name: what stands before it is done to it (指导 + 团委)."""
        text = "".join(word.text for word in chain[::-1])
        lengths = range(2, len(text) + 1)
        return any(word.kind == _ORGAN for length in lengths for word in self.words.get(text[:length], ()))

    def _role(self, words: _Chain, post: _Post) -> Role:
        """The parts of a title; `words` in the order of the text."""
        ranks = [word.text for word in words if word.kind == _RANK]
        levels = [word for word in words if word.kind == _LEVEL]
        organs = [word for word in words if word.kind not in (_RANK, _LEVEL)]
        last = words[-1] if words else None
        level = self.levels.get(levels[-1].text) if levels else None
        outer = "".join(word.full for word in levels)
        subject = "".join(word.full for word in organs)
        organ: str | None = subject if any(word.kind in (_ORGAN, _HEAD) for word in organs) else None
        if organ is None and post.word in _CONTRACTED and last is not None and last.kind in (_NOUN, _VERB):
            subject = organ = subject + post.word[0]
        if post.word == "主任" and not organs and levels and level in ("village", "community"):
            subject = organ = "居委会" if level == "community" else "村委会"
        organ = organ or post.organ
        if level is None and organs:
            level = self.levels.get(organs[0].full[0]) if organs[0].full.endswith("委") else None
        if outer == "村" and subject.startswith("村"):
            outer = ""
        return Role(
            name=f"{outer}{subject}{''.join(ranks)}{post.name}",
            level=level or post.level,
            organ=organ,
            post=post.name,
            deputy=any(rank in self.deputy for rank in ranks),
            acting=any(rank in self.acting for rank in ranks),
            seconded=any(rank in self.seconded for rank in ranks),
        )


def _fold(text: str) -> str:
    """Half-width parentheses as full-width ones, one for one."""
    return text.replace("(", "（").replace(")", "）")


def _leftmost_longest(match: tuple[int, int, int]) -> tuple[int, int]:
    return match[0], -match[1]


def _stands_bare(text: str, start: int, end: int, post: _Post) -> bool:
    """Whether the post is a title without anything before it."""
    if text.startswith(post.bare_not_before, end) or text.endswith(post.not_after, 0, start):
        return False
    return post.alone or post.in_list


#: Behind a post these make the name of a system of it.
_SYSTEMS = ("负责制", "责任制", "轮值制", "接待日", "信箱", "热线")


def _stands_alone(text: str, end: int, post: _Post) -> bool:
    """Whether the characters of the post, which end at `end`, are not the beginning of another word."""
    following = text[end : end + 2]
    if text.startswith(_SYSTEMS, end):
        return False  # 军委主席负责制, 校长负责制
    if post.word.endswith("长") and following[:1] in _NOT_A_HEAD and following and following != "期间":
        return False
    if post.road and following[:1].isdigit() and _COUNTED.match(text, end) is None:
        return False
    if post.word.endswith("员") and following[:1] == "工" and following not in ("工作", "工资"):
        return False
    return not text.startswith(post.not_before, end)


@cache
def load_grammar() -> RoleGrammar:
    """Read the lexicon, once a process."""
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    posts = tuple(_post(word, entry) for word, entry in data["posts"].items())
    words: dict[str, list[_Word]] = {}

    def add(kind: str, word: str, full: str | None = None) -> None:
        words.setdefault(word, []).append(_Word(word, kind, full or word))

    for word in data["levels"]:
        add(_LEVEL, word)
    for word in data["qualifiers"]["words"]:
        add(_QUALIFIER, word)
    for word, full in data["organs"].items():
        add(_ORGAN, word, full)
    for word in (*data["heads"]["strong"], *data["heads"]["weak"]):
        add(_HEAD, word, "办公室" if word == "办" else None)
    for word in dict.fromkeys(data["domains"]["verbs"]):
        add(_VERB, word)
    for word in dict.fromkeys(data["domains"]["nouns"]):
        add(_NOUN, word)
    for word in data["domains"]["joiners"]:
        add(_JOINER, word)
    ranks = data["ranks"]
    for word in (*ranks["deputy"], *ranks["acting"], *ranks["seconded"], *ranks["plain"]):
        add(_RANK, word)
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[-1], set()).add(len(word))
    return RoleGrammar(
        posts=posts,
        levels=data["levels"],
        words={word: tuple(found) for word, found in words.items()},
        lengths={last: tuple(sorted(found, reverse=True)) for last, found in lengths.items()},
        strong_heads=frozenset(data["heads"]["strong"]),
        deputy=frozenset(ranks["deputy"]),
        acting=frozenset(ranks["acting"]),
        seconded=frozenset(ranks["seconded"]),
        posts_after_verbs=frozenset(data["domains"]["posts_after_verbs"]),
        suffixes=tuple(data["suffixes"]["words"]),
        matcher=CharwiseDoubleArrayAhoCorasick([post.word for post in posts], MATCH_KIND_STANDARD),
    )


def _post(word: str, entry: dict[str, Any]) -> _Post:
    return _Post(
        word=word,
        name=entry.get("name", word),
        alone=entry["alone"],
        domain=entry.get("domain", False),
        in_list=entry.get("list", False),
        level=entry.get("level"),
        organ=entry.get("organ"),
        not_before=tuple(entry.get("not_before", ())),
        not_after=tuple(entry.get("not_after", ())),
        bare_not_before=tuple(entry.get("bare_not_before", ())),
        road=entry.get("road", False),
    )
