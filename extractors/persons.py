"""Component ``shutu_persons``: named persons, masked names too.

Every stretch that has the shape of a name (:mod:`extractors.names`) is weighed: what the shape says, what stands
before and after it (:mod:`extractors.name_context`), and whether LAC takes exactly this stretch for a person. Who
is found in a strong place is believed elsewhere in the same report. LAC alone convinces nobody, and most sentences
never reach it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick
from spacy.language import Language
from spacy.tokens import Doc

from extractors import lac
from extractors.attributes import Person
from extractors.gazetteer import gazetteer
from extractors.name_context import (
    CLEAN_AFTER,
    CLEAN_BEFORE,
    LAC_AGREES,
    NOUN,
    PARTICLE_AFTER,
    ROLE,
    SHORT,
    THRESHOLD,
    TITLE_AFTER,
    VERB_AFTER,
    NameContext,
    is_clean,
    load_context,
    past_padding,
    stands_free,
)
from extractors.name_masks import is_something_else, masked_names
from extractors.names import Names, load_names
from extractors.numerals import read
from extractors.place_found import BREAK
from extractors.place_lattice import words
from extractors.roles import book_titles
from extractors.spans import Occupied, char_offsets, hits_of, text_of, write_hits, write_spans

__all__ = ["PersonFinder", "make_person_finder"]

#: Joined to a person by 、 or 和; named elsewhere in the report; alone on a line where people sign; one of several
#: pairs of title and name.
_LISTED, _KNOWN, _OWN_LINE, _PAIRED = 2.5, 2.0, 2.5, 3.0
#: 覃某桃任理事长: a full name between a pause, or a word for choosing, and the verb of taking a post.
_TAKES_POST = re.compile(r"(?:担任|兼任|出任|接任|当选为?|任)(?:村|组|社|新一届|新一任)?$")
_BEFORE_TAKER = re.compile(
    r"(?:^|[\s，。；：、（(]|[由选举荐聘请让]|选出|产生|增补|同意|推举|推荐|确定|任命)$"
)
_TAKER = 2.5
#: The first character makes a word with the one before it.
_CUTS_WORD = -2.0
#: A title before a whole stretch and a mark behind it, against LAC's word for a part of it.
_HOLDER = 9.0
#: What stands behind a name of two characters rather than ends one.
_SAID = frozenset(
    "的了着过是及或等对把被从到就都也还又很不没已而因后说做去给让叫请问来听看写读买卖抓管查办任"
)
#: A name of the south-west by sound, in a report that tells of its peoples.
_SOUTHERN = 1.5
#: The last one makes a verb with what follows.
_CUTS_VERB = -1.0
_CERTAIN = 9.0
#: Characters of a full name, and the weight of a shape that hardly anything else has.
_FULL_NAME, _TELLING, _PLAUSIBLE = 3, 2, -0.5
#: The weight of a shape with a common surname and a given name of whatever letters; of one that is a word as well.
_COMMON, _COMMON_WORD = 1.0, 0.5
#: What the shape of a word loses, and gets back behind a title where no dictionary has it: 江河, 叶青.
_NO_WORD = 1.5
#: The longest name made of the elements of names written by sound.
_LONGEST_BY_SOUND = 6
#: 在村支书黄铿的带领下: behind a title nothing but its holder stands before these.
_LEADING, _LED = ("的带领", "的带动", "的主持", "的陪同", "的倡议"), 0.5
#: 家 that is a household and not part of another word.
_HOME = re.compile("家(?![庭畜具禽乡园常长电企政属级装教风训国族住])")
_WHOSE = re.compile("的")
#: Behind 博士 these make another word of it; and before 专家 or 老师 stand fields, too, which the dictionary has.
_NOT_A_SCHOLAR = re.compile("后|生|学位|点|级|站|工作站|流动站|库|节|们|证")

#: Nothing inside these is a person: a programme, a place or an organisation may be named after one.
_BLOCKING = ("quantity", "program", "role", "place", "organization")

#: 茶学专家: what somebody knows about.
_ENDS_FIELD = frozenset("学业工科系")

_JOIN = re.compile(r"[、和与及]|[ \u3000]{1,4}")
#: Titles without an organ have at most so many characters: 书记, 副主任.
_BARE_TITLE = 3
#: A name of which nothing is left.
_HIDDEN = re.compile(r"(?<![A-Za-z])[Xx×*某]{2,3}(?![A-Za-z×*某])")
#: Between one name and the end of the title of the next, at most so many characters, a place included.
_PAIRS, _PAIR_REACH = "、，；,;和及与", 24
#: 龚老四, told by what stands behind it, or by what stands before it where nothing is counted.
_RANKED = re.compile(
    r"[\u4e00-\u9fff]老[二三四五六七八九]"
    r"(?:(?P<told>)(?=家(?!企|店|单|公|合|银|医|农户)|的|说|，|夫妇|夫妻|两口|一家|脱贫)|(?![个位名户人条次件岁年家年级大小]))"
)
#: What is called after somebody of old is nobody.
_SAYINGS = re.compile("诸葛亮会|包青天|穆桂英(?:突击队|挂帅)|花木兰(?:式|突击队)|活雷锋|及时雨宋江")
_DOT = re.compile("[·•・‧∙]")
_BRACKET = re.compile("[（(]")
_BEFORE_BRACKET = re.compile(r"(?:^|[、，；：:。\s以由])(?P<name>[\u4e00-\u9fff]{2,4})$")
_JOINS_POSTS = ("、", "，", "兼")
#: What is said of somebody right behind the name: 陈勇，现任副科长; 李明珠，今年46岁.
_PROFILE = re.compile(
    "，(?:[男女][，,、]|现任|中共(?:预备)?党员|(?:19|20)[0-9]{2}年(?:[0-9]{1,2}月)?(?:出)?生|(?:出)?生于|(?:今年|现年)?[0-9]{2}岁)"
)
_CLOSES_CLAUSE = ("，", "。", "；", "\n", "", "！")
#: Between 是 and the post that somebody holds, at most.
_PREDICATE, _LONGEST_FULL_NAME = 30, 4
#: Three characters between marks, of which the first may be a surname.
_UP_TO_MARK = re.compile("[一-鿿]{3}(?=[、，。；])")
#: The same of two, before a further one.
_PAIR_BEFORE_COMMA = re.compile("[一-鿿]{2}(?=、[一-鿿]{2,3}[、，。；等])")
#: What may stand behind the second name of a list.
_AFTER_ITEM = frozenset("、，。；等和")
#: A list of people with their number before it.
_ANNOUNCED = re.compile(
    r"(?P<number>[0-9]{1,2}|[一二两三四五六七八九十]{1,3})[名人位](?:[，,](?:分别|依次)?[是为][：:]?|[：:]|（|\()"
    r"(?P<list>[一-鿿]{2,4}(?:[、和][一-鿿]{2,4})+)(?=[。；，）)\n])"
)
_ITEM = re.compile("[一-鿿]{2,4}?(?=[、和]|$)")
_LINE = re.compile(r"[^\n]+")
#: So many lines at either end of a report may hold nothing but its author's name.
_SIGNING_LINES = 4


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    weight: float
    masked: bool = False
    #: Nothing but LAC's word and a clean cut speak for it: it does not vouch for its neighbours.
    free: bool = False

    @property
    def rank(self) -> tuple[bool, float, int]:
        """Those in a context first, then the heavier, then the longer."""
        return (self.free, -self.weight, self.start - self.end)


class PersonFinder:
    """Write the persons of a document into ``doc.spans["person"]``."""

    def __init__(self, names: Names, context: NameContext) -> None:
        self._names = names
        self._context = context
        self._elders: Any = CharwiseDoubleArrayAhoCorasick(sorted(names.kin), MATCH_KIND_LEFTMOST_LONGEST)
        self._leaders: Any = CharwiseDoubleArrayAhoCorasick(list(names.leaders), MATCH_KIND_LEFTMOST_LONGEST)

    def __call__(self, doc: Doc) -> Doc:
        """Find the persons of `doc`."""
        search = _Search(doc, self._names, self._context, self._leaders, self._elders)
        search.find()
        persons = list(search.persons())
        write_spans(doc, "person", persons)
        # 龚老四家 holds no four families.
        ranked = Occupied((start, end) for start, end, _ in persons if (start, end) in search.ranked)
        counts = hits_of(doc, "quantity")
        ends = {end for _, end, _ in persons}
        text = text_of(doc)
        kept = [
            hit
            for hit in counts
            if not ranked.meets(hit.start, hit.end)
            # 李大山一家 are a family, and not one firm.
            and not (hit.start in ends and text[hit.start : hit.end] == "一家")
        ]
        if len(kept) < len(counts):
            write_hits(doc, "quantity", kept)
        return doc


class _Search:
    """The search of one document."""

    def __init__(self, doc: Doc, names: Names, context: NameContext, leaders: Any, elders: Any) -> None:
        self._text = text_of(doc)
        self._names = names
        self._context = context
        self._elders = elders
        self._roles = char_offsets(doc, "role")
        # After a name stands a bare title (王部长), hardly one with its organ.
        self._role_starts = {start for start, end in self._roles if end - start <= _BARE_TITLE}
        self._role_ends = {end for _, end in self._roles}
        self._villages = {
            end
            for _, end, place, _ in hits_of(doc, "place")
            if place and place.level in ("village", "community", "group")
        }
        self._leaders = [(start, end) for start, end, _ in leaders.find(self._text)]
        self._leader_names = frozenset(names.leaders)
        # 习近平 in the name of a doctrine is no person, whatever else speaks for it.
        doctrines = [span for span in self._leaders if self._text.startswith(names.doctrines, span[1])]
        self._blocked = Occupied(
            [
                *doctrines,
                *(offsets for group in _BLOCKING for offsets in char_offsets(doc, group)),
                *book_titles(self._text),
                *(match.span() for match in _SAYINGS.finditer(self._text)),
            ]
        )
        self._bodies = [end for _, end in char_offsets(doc, "organization")]
        told = names.south.search(self._text) is not None
        self._southern = {match.start() for match in names.southern.finditer(self._text)} if told else set()
        self._lac = {found.start: found.end for found in lac.candidates(doc) if found.tag == "PER"}
        self._found: dict[tuple[int, int], _Candidate] = {}
        #: People called by their rank among brothers, which no count hides.
        self.ranked = {match.span() for match in _RANKED.finditer(self._text) if self._is_ranked(match)}

    def _is_ranked(self, match: re.Match[str]) -> bool:
        """Whether a surname with a rank names somebody: 龚老四家, 帮陈老六找牛, but not 老四 of anything else."""
        before = self._before(match.start())
        if match[0][0] not in self._names.common:
            return match[0][0] in self._names.ambiguous and before >= 1
        return before >= 0 and (match["told"] is not None or before > 0)

    def find(self) -> None:
        """Collect candidates: first where a name shows itself, then beside and like those found."""
        self._keep(self._famous())
        self._keep(self._masked())
        self._keep(self._dotted())
        self._keep(self._doubled())
        self._keep(self._ended())
        self._keep(self._introduced())
        self._keep(_Candidate(start, end, _CERTAIN) for start, end in sorted(self.ranked))
        self._keep(self._at_home())
        self._keep(self._by_sound_at_home())
        self._keep(self._of_kin())
        self._keep(self._scholars())
        self._keep(self._padded())
        self._keep(self._anchored())
        self._keep(self._holders())
        self._keep(self._counted())
        self._keep(self._with_post_in_brackets())
        self._keep(self._taking_posts())
        self._keep(self._signed())
        self._keep(self._paired(self._roles, backwards=False))
        self._keep(self._paired(self._roles[::-1], backwards=True))
        self._keep(self._listed())
        self._keep(self._known())

    def persons(self) -> Iterator[tuple[int, int, Person]]:
        """The heaviest candidates that do not overlap."""
        taken: set[int] = set()
        for candidate in sorted(self._found.values(), key=lambda c: c.rank):
            stretch = range(candidate.start, candidate.end)
            if taken.isdisjoint(stretch):
                taken.update(stretch)
                name = "".join(self._text[candidate.start : candidate.end].split())
                yield candidate.start, candidate.end, Person(name, candidate.masked)

    def _keep(self, candidates: Iterable[_Candidate | None]) -> None:
        for found in list(candidates):
            if found is None or found.weight < THRESHOLD:
                continue
            if self._text[found.start : found.end] in self._context.nouns:
                continue  # “田秀才” are people, and nobody's name
            if self._blocked.meets(found.start, found.end) and (found.start, found.end) not in self.ranked:
                continue
            known = self._found.get((found.start, found.end))
            if known is None or known.weight < found.weight:
                self._found[found.start, found.end] = found

    # What weighs a stretch.

    def _before(self, start: int) -> float:
        weight = self._context.before(self._text, start, self._role_ends)
        if weight < NOUN and self._text[start - 1 : start] == "的" and start - 1 in self._villages:
            return NOUN  # 那桑屯的韦爱花
        inside = 0 < start < len(self._text)
        if weight < 1 and inside and self._names.is_word(self._text[start - 1], self._text[start]):
            weight += _CUTS_WORD
        return weight

    def _after(self, end: int) -> float:
        return self._context.after(self._text, end, self._role_starts)

    def _best_at(
        self, start: int, bonus: float = 0.0, end: int | None = None, *, joined: bool = False
    ) -> _Candidate | None:
        """The likeliest name at `start`, ending at `end` where that is given; `joined` by what stands before it."""
        best: _Candidate | None = None
        best_likeness = 0.0
        before: float | None = None
        agreed = self._lac.get(start, -1)
        cut_short: int | None = None
        before_particle: int | None = None
        for shape in self._names.shapes(self._text, start):
            if end is not None and shape.end != end:
                continue
            if before is None:
                before = max(self._before(start), CLEAN_BEFORE) if joined else self._before(start)
            after = self._after(shape.end)
            likeness = shape.weight + before + after + bonus
            if start in self._southern and (before > 0 or bonus):
                likeness += _SOUTHERN
            if before >= ROLE and self._text.startswith(_LEADING, shape.end):
                likeness += _LED
            if shape.word and before >= ROLE and after > 0 and self._is_no_word(start, shape.end):
                # Only in longer words do these characters meet: 书记江河.
                likeness += _NO_WORD
            # LAC stops short of some given names (王玉|成): a longer shape that ends cleanly is what it saw, too.
            # So it does before a house: 贫困户李寿|长家.
            ends = after >= CLEAN_AFTER or (
                after > 0
                and (before >= ROLE or (before >= 1 and _HOME.match(self._text, shape.end) is not None))
            )
            cuts = self._cuts_verb(shape.end)
            titled = after >= TITLE_AFTER and agreed == before_particle
            if agreed == shape.end or titled or (agreed == cut_short and ends and not cuts):
                likeness += LAC_AGREES
            elif cuts:
                likeness += _CUTS_VERB
            cut_short = shape.end if after < 0 else None
            before_particle = shape.end if after <= PARTICLE_AFTER else None
            if best is not None and likeness < best_likeness:
                continue
            in_context = bonus > 0 or before >= 1 or after >= 2
            if in_context or (agreed == shape.end and stands_free(shape, start, before, after)):
                short = SHORT if shape.end - start == 2 else 0.0
                best = _Candidate(start, shape.end, likeness + short, free=not in_context)
                best_likeness = likeness
        return best

    def _cuts_verb(self, end: int) -> bool:
        """Whether a verb or preposition begins with the last character of a name: 易超|针对, 童年|坚守."""
        verb = words().find(self._text[end - 1 : end + 1])
        return verb is not None and verb[1] in "vp"

    def _is_no_word(self, start: int, end: int) -> bool:
        """Whether no dictionary has the stretch, nor its first two characters: 叶青, but not 高兴 of 高兴地说."""
        known = words()
        return known.find(self._text[start:end]) is None and known.find(self._text[start : start + 2]) is None

    # Where names show themselves.

    def _anchored(self) -> Iterator[_Candidate | None]:
        """Names after titles and words for people, before 同志 and titles, and where LAC sees one."""
        text = self._text
        starts = {past_padding(text, end) for end in self._role_ends}
        starts.update(self._context.starts(text))
        starts.update(self._lac)
        for start in sorted(starts):
            yield self._best_at(start)
        for end in sorted({*self._context.ends(text), *self._role_starts}):
            for start in range(max(0, end - 4), end - 1):
                yield self._best_at(start, end=end)

    def _famous(self) -> Iterator[_Candidate]:
        """People who need no context."""
        for start, end in self._leaders:
            if end - start > 2 or (not self._text.endswith("学", 0, start) and self._after(end) > 0):
                yield _Candidate(start, end, _CERTAIN)

    def _holders(self) -> Iterator[_Candidate | None]:
        """Whoever stands between a title and a mark, though the name ends in what hardly any does: 书记张久丢、."""
        for _, end in self._roles:
            yield self._between_marks(past_padding(self._text, end), _HOLDER)
        for start in self._context.starts(self._text):
            before = self._before(start)
            if before >= NOUN:
                yield self._between_marks(start)
            if before >= 1:
                yield self._at_head(start)
        for end in self._villages:
            if self._text.startswith("的", end):
                yield self._between_marks(end + 1)  # 拱撒组的木劳都、

    def _at_head(self, start: int) -> _Candidate | None:
        """Whoever opens a list of full names behind a word for people, whatever the surname: 队员向晓枫、蒲一鸣."""
        match = _UP_TO_MARK.match(self._text, start)
        if match is None or self._text[match.end()] != "、" or not self._names.shapes(self._text, start):
            return None
        shapes = self._names.shapes(self._text, match.end() + 1)
        named = any(
            shape.end == match.end() + 1 + _FULL_NAME
            and shape.weight >= _COMMON_WORD
            and not shape.word
            and (self._text[shape.end : shape.end + 1] in _AFTER_ITEM or self._after(shape.end) > 0)
            for shape in shapes
        )
        ends = any(shape.end == match.end() for shape in self._names.shapes(self._text, start))
        return (
            _Candidate(start, match.end(), THRESHOLD)
            if named and ends and self._is_no_word(start, match.end())
            else None
        )

    def _counted(self) -> Iterator[_Candidate]:
        """As many as were announced: 积极分子3名，分别是方圆、闻小军、郑满仓."""
        for match in _ANNOUNCED.finditer(self._text):
            number = read(match["number"])
            items = list(_ITEM.finditer(self._text, *match.span("list")))
            if number is None or number.value != len(items):
                continue
            if all(
                any(s.end == item.end() for s in self._names.shapes(self._text, item.start()))
                for item in items
            ):
                yield from (_Candidate(*item.span(), _CERTAIN) for item in items)

    def _dotted(self) -> Iterator[_Candidate]:
        for start, end in self._names.dotted_names(self._text):
            yield _Candidate(start, end, _CERTAIN)

    def _doubled(self) -> Iterator[_Candidate]:
        for start, end in self._names.doubled_elements(self._text):
            if self._after(end) >= PARTICLE_AFTER:
                yield _Candidate(start, end, THRESHOLD)

    def _ended(self) -> Iterator[_Candidate]:
        for start, end in self._names.ended_names(self._text):
            if self._after(end) >= PARTICLE_AFTER or self._before(start) >= 1:
                yield _Candidate(start, end, THRESHOLD + len(self._text[start:end]))

    def _introduced(self) -> Iterator[_Candidate | None]:
        """Full names that open a clause which says who they are: 陈勇，现任副科长; 马毅成是石桥村党支部书记."""
        text = self._text
        for match in _PROFILE.finditer(text):
            end = match.start()
            for start in range(max(0, end - _LONGEST_FULL_NAME), end - 1):
                if self._opens_clause(start, end, _COMMON if end - start == _FULL_NAME else _TELLING):
                    yield _Candidate(start, end, THRESHOLD)
        last = 0
        for role, end in self._roles:
            if text[end : end + 1] in _CLOSES_CLAUSE:
                verb = text.rfind("是", max(last, role - _PREDICATE), role)
                start = verb - _FULL_NAME
                if start >= 0 and BREAK.search(text, verb, role) is None:
                    found = self._opens_clause(start, verb, _PLAUSIBLE)
                    yield _Candidate(start, verb, THRESHOLD) if found else None
            last = end

    def _opens_clause(self, start: int, end: int, least: float) -> bool:
        """Whether a stretch opens a clause and has the shape of a name of that weight, and is no word and no village."""
        return (
            (not start or BREAK.match(self._text[start - 1]) is not None)
            and self._has_shape(start, end, least)
            and self._is_no_word(start, end)
            and not gazetteer().count(self._text[start:end] + "村")
        )

    def _at_home(self) -> Iterator[_Candidate]:
        """Full names right behind a village or a group whose household is told of: 石桥村赵大海家的房子."""
        for village in self._villages:
            for shape in self._names.shapes(self._text, village):
                telling = shape.end - village >= _FULL_NAME and shape.weight >= _TELLING and not shape.word
                if telling and self._context.has_household(self._text, shape.end):
                    yield _Candidate(village, shape.end, THRESHOLD)

    def _by_sound_at_home(self) -> Iterator[_Candidate]:
        """Names written by sound, one element alone too, before words for kin and household: 其木格家, 乌云额吉."""
        text = self._text
        ends = {match.start() for match in _HOME.finditer(text)}
        ends.update(start for start, _, _ in self._elders.find(text))
        for end in sorted(ends):
            yield from self._sounding(end)

    def _sounding(self, end: int) -> Iterator[_Candidate]:
        """The longest name written by sound that ends at `end`."""
        for start in range(max(0, end - _LONGEST_BY_SOUND), end - 1):
            if self._names.is_by_sound(self._text[start:end]) and self._before(start) >= 0:
                yield _Candidate(start, end, THRESHOLD)
                return

    def _of_kin(self) -> Iterator[_Candidate]:
        """Full names at the beginning of a phrase whose kin or house is told of: 周福安的女儿, 周福安家的房子."""
        text, context = self._text, self._context
        for match in _WHOSE.finditer(text):
            if text.startswith(context.kin, match.end()):
                yield from self._owners(match.start(), _COMMON_WORD)
        for match in _HOME.finditer(text):
            if context.has_household(text, match.start()):
                yield from self._owners(match.start(), _TELLING)

    def _owners(self, end: int, least: float) -> Iterator[_Candidate]:
        yield from self._sounding(end)
        start = end - _FULL_NAME
        # 王家岭的 is a village's.
        if start < 0 or self._before(start) < CLEAN_BEFORE or self._text[start + 1] == "家":
            return
        if self._has_shape(start, end, least):
            yield _Candidate(start, end, THRESHOLD)

    def _with_post_in_brackets(self) -> Iterator[_Candidate]:
        """Whatever a surname opens, from mark to bracket, where nothing but posts is bracketed: 、马稼（副乡长）."""
        text = self._text
        ends = dict(self._roles)
        for bracket in _BRACKET.finditer(text):
            end = ends.get(bracket.end())
            before = _BEFORE_BRACKET.search(text, max(0, bracket.start() - 5), bracket.start())
            if end is None or before is None:
                continue
            while text[end : end + 1] in _JOINS_POSTS and end + 1 in ends:
                end = ends[end + 1]
            if text[end : end + 1] in ("）", ")") and self._opens_with_surname(*before.span("name")):
                yield _Candidate(*before.span("name"), THRESHOLD)

    def _opens_with_surname(self, start: int, end: int) -> bool:
        """Whether a stretch is a surname and what may be a given name, and no word."""
        names, text = self._names, self._text
        compound = end - start > _FULL_NAME
        surname = text[start : start + 2] if compound else text[start]
        known = surname in (names.compound if compound else names.common | names.ambiguous)
        return known and names.never.isdisjoint(text[start + 1 : end]) and self._is_no_word(start, end)

    def _scholars(self) -> Iterator[_Candidate]:
        """Names between an organisation and what its people are: 农业大学林清博士团队."""
        for start in self._bodies:
            for shape in self._names.shapes(self._text, start):
                title = next((t for t in self._context.scholars if self._text.startswith(t, shape.end)), None)
                if title is None or _NOT_A_SCHOLAR.match(self._text, shape.end + len(title)):
                    continue
                least = _COMMON_WORD if shape.end - start < _FULL_NAME else _COMMON
                field = self._text[shape.end - 1] in _ENDS_FIELD
                if shape.weight >= least and not field and self._is_no_word(start, shape.end):
                    yield _Candidate(start, shape.end, THRESHOLD)

    def _masked(self) -> Iterator[_Candidate]:
        """李某某, 王XX; wholly hidden ones (XXX) where only a name can stand."""
        last = -1
        for name in masked_names(self._text, self._names):
            before = self._before(name.start)
            # 大坪组安某某的老屋: twice hidden it is nothing else, where 安 ends no word (治安).
            hidden = self._text.endswith("某某", name.start, name.end) and self._is_surname(name.start)
            listed = name.start - 1 == last and self._text[last] in "、和与及"
            if (
                name.sure
                or before >= 1
                or (hidden and before >= 0)
                or listed
                or self._text.startswith("同志", name.end)
            ):
                last = name.end
                yield _Candidate(name.start, name.end, _CERTAIN, masked=True)
        for match in _HIDDEN.finditer(self._text):
            before, after = self._before(match.start()), self._after(match.end())
            acts = after >= CLEAN_AFTER or self._acts(match.end())
            if (before >= ROLE and acts) or self._text.startswith("同志", match.end()):
                yield _Candidate(match.start(), match.end(), _CERTAIN, masked=True)

    def _acts(self, end: int) -> bool:
        """Whether what follows a hidden name is a word, and no unit or kind of place: 民政专干XX首先, not 副镇长XX村."""
        return not is_something_else(self._text, end) and words().find(self._text[end : end + 2]) is not None

    def _is_surname(self, at: int) -> bool:
        """Whether the character at `at` is a surname more often than a preposition: 安, 任, but not 向, 和, 于."""
        character = self._text[at]
        return character != "于" and character in self._names.common | self._names.ambiguous

    def _padded(self) -> Iterator[_Candidate]:
        """Two characters set apart to the width of three, where only a name can stand: 镇长　王　凯."""
        for start, end in self._names.padded_names(self._text):
            if self._before(start) >= ROLE and is_clean(self._text, end):
                yield _Candidate(start, end, _CERTAIN)

    def _signed(self) -> Iterator[_Candidate | None]:
        """Names alone on one of the first or last lines."""
        lines = [match.span() for match in _LINE.finditer(self._text) if not match[0].isspace()]
        for start, end in {*lines[:_SIGNING_LINES], *lines[-_SIGNING_LINES:]}:
            if end - start <= 12:
                stripped = self._text[start:end].strip()
                begin = self._text.index(stripped, start)
                yield self._best_at(begin, bonus=_OWN_LINE, end=begin + len(stripped))

    def _taking_posts(self) -> Iterator[_Candidate | None]:
        """Full names before the verb of taking a post: 王秀桃任理事长, 由周业成担任组长."""
        text = self._text
        for role, _ in self._roles:
            taken = _TAKES_POST.search(text, max(0, role - 7), role)
            if taken is None:
                continue
            end = taken.start()
            for start in (end - _FULL_NAME, end - _FULL_NAME - 1):
                if (
                    start >= 0
                    and _BEFORE_TAKER.search(text, max(0, start - 2), start)
                    and self._is_telling(start, end)
                ):
                    yield self._best_at(start, bonus=_TAKER, end=end)

    # What follows from those found.

    def _paired(self, roles: list[tuple[int, int]], *, backwards: bool) -> Iterator[_Candidate]:
        """After a title that stands in a row with titles whose holders are known: 书记王建国、主任江河."""
        named = {c.start: c for c in self._found.values()}
        for (_, known_end), (_, end) in itertools.pairwise(roles):
            known = named.get(past_padding(self._text, known_end))
            if known is None:
                continue
            start = past_padding(self._text, end)
            found = self._best_at(start, bonus=_PAIRED)
            if found is None or found.weight < THRESHOLD:
                continue
            left, right = (found, known_end) if backwards else (known, end)
            gap = self._text[left.end : right]
            if gap and gap[0] in _PAIRS and len(gap) <= _PAIR_REACH and "。" not in gap:
                named[start] = found
                yield found

    def _listed(self) -> Iterator[_Candidate]:
        """Those joined to a person by 、 or 和, onwards and backwards."""
        seen = {(person.start, person.end) for person in self._found.values() if not person.free}
        # 诸葛秀兰、童年: whoever stands before the mark is known, and not 葛秀兰.
        ends = {person.end for person in self._found.values()}
        known = {person.end for person in self._found.values() if not person.free}
        starts = {person.start for person in self._found.values()}
        queue = list(self._found.values())
        while queue:
            person = queue.pop()
            before = () if person.start - 1 in known else self._previous_in_list(person)
            for neighbour in (*self._next_in_list(person, starts), *before):
                stretch = (neighbour.start, neighbour.end)
                if person.free and not self._vouches(person, stretch, starts, ends):
                    continue
                if stretch not in seen and not self._blocked.meets(*stretch):
                    seen.add(stretch)
                    queue.append(neighbour)
                    yield neighbour

    def _vouches(
        self, person: _Candidate, stretch: tuple[int, int], starts: set[int], ends: set[int]
    ) -> bool:
        """Whether somebody for whom LAC alone speaks vouches for a neighbour in the list.

        So they do for whom it speaks for, too, for what is nothing but a name, and where others stand in the list.
        """
        start, end = stretch
        if self._lac.get(start) == end or self._is_telling(start, end):
            return True
        beyond = end + 1 in starts if start > person.start else start - 1 in ends
        return beyond or person.start - 1 in ends or person.end + 1 in starts - {start}

    def _is_telling(self, start: int, end: int) -> bool:
        """Whether a stretch looks like nothing but a full name: beside LAC's word for its neighbour that is enough.

        A name of two characters needs what people do behind it, too: 、邓勇登门.
        """
        acts = self._after(end) >= VERB_AFTER
        if end - start < _FULL_NAME and not acts:
            return False
        # A rare surname is enough for a full name of somebody who does something: 、向开琼两家.
        least = _PLAUSIBLE if acts and end - start >= _FULL_NAME else _TELLING
        return self._has_shape(start, end, least)

    def _has_shape(self, start: int, end: int, least: float) -> bool:
        """Whether a stretch has the shape of a name of that weight, and is no word."""
        return any(
            shape.end == end and shape.weight >= least and not shape.word
            for shape in self._names.shapes(self._text, start)
        )

    def _is_full_name(self, start: int, end: int) -> bool:
        """Whether a stretch is a surname that is hardly ever a word with a common given name: 刘思远、张文斌打着手电."""
        size = _FULL_NAME + (self._text[start : start + 2] in self._names.compound)
        return end - start == size and self._has_shape(start, end, _TELLING)

    def _next_in_list(self, person: _Candidate, starts: set[int]) -> Iterator[_Candidate]:
        joined = _JOIN.match(self._text, person.end)
        if joined is None:
            return
        found = self._best_at(joined.end(), bonus=_LISTED, joined=True)
        likely = found is not None and found.weight >= THRESHOLD
        if found and likely and (self._after(found.end) > 0 or self._is_full_name(found.start, found.end)):
            yield found
            return
        whole = self._between_marks(joined.end())
        if whole is not None and (not person.free or whole.end + 1 in starts):
            yield whole

    def _between_marks(self, start: int, weight: float = THRESHOLD) -> _Candidate | None:
        """A surname and one or two characters, whatever they are, up to a mark, no two of them a word: 、姜你里、."""
        match = _UP_TO_MARK.match(self._text, start) or _PAIR_BEFORE_COMMA.match(self._text, start)
        if match is None or match[0][-1] in _SAID:
            return None
        if match[0][0] not in self._names.common and start not in self._southern:
            return None
        if not self._is_no_word(start, match.end()):
            return None
        known = words().find(match[0][1:]) if len(match[0]) == _FULL_NAME else None
        return _Candidate(start, match.end(), weight) if known is None else None

    def _previous_in_list(self, person: _Candidate) -> Iterator[_Candidate]:
        at = person.start - 1
        if at < 0 or self._text[at] not in "、和与及 \u3000":
            return
        for start in range(max(0, at - 4), at - 1):
            found = self._best_at(start, bonus=_LISTED, end=at)
            # 向海、莫莫格保护区: a rare surname and one character more are a name only where more speaks for it.
            weak = at - start < _FULL_NAME and all(
                s.weight < 0 for s in self._names.shapes(self._text, start)
            )
            if found and found.weight >= THRESHOLD and self._before(start) >= 0 and not weak:
                yield found
                if is_clean(self._text, start - 1):
                    return  # 、那桂兰、: all of it, and not 桂兰

    def _known(self) -> Iterator[_Candidate]:
        """Other mentions of those who were named in full."""
        named = {self._text[c.start : c.end] for c in self._found.values() if not c.masked}
        # Whoever is called 艾麦提·伊斯马伊力 once is 艾麦提 elsewhere.
        first = {name[: match.start()] for name in named if (match := _DOT.search(name))}
        named.update(name for name in first if len(name) >= _FULL_NAME)
        known = sorted(named - self._leader_names)
        if not known:
            return
        matcher = CharwiseDoubleArrayAhoCorasick(known, MATCH_KIND_LEFTMOST_LONGEST)
        for start, end, _ in matcher.find(self._text):
            if end - start > 2:
                # 和林上忠: 和林 is a word, and no part of the name.
                if self._before(start) > _CUTS_WORD / 2 or self._text[start - 1] in "和与同":
                    yield _Candidate(start, end, THRESHOLD)
            elif self._after(end) > 0 and (found := self._best_at(start, bonus=_KNOWN, end=end)):
                yield found
            elif self._opens_and_acts(start, end):
                yield _Candidate(start, end, THRESHOLD)

    def _opens_and_acts(self, start: int, end: int) -> bool:
        """Whether a name of two characters, no word itself, opens a clause, and a word of its own follows: ，李毅充分肯定."""
        text, known = self._text, words()
        if start and not BREAK.match(text[start - 1]):
            return False
        apart = known.find(text[start:end]) is None and known.find(text[end - 1 : end + 1]) is None
        return apart and known.find(text[end : end + 2]) is not None


@Language.factory("shutu_persons", assigns=["doc.spans"])
def make_person_finder(nlp: Language, name: str) -> PersonFinder:  # noqa: ARG001 - spaCy's signature
    """Factory of the person component."""
    return PersonFinder(load_names(), load_context())
