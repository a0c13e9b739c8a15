"""Component ``shutu_persons``: named persons, masked names too.

Every stretch that has the shape of a name (:mod:`extractors.names`) is weighed
(:mod:`extractors.person_weighing`): what the shape says, what stands before and after it
(:mod:`extractors.name_context`), whether words leave room for it (:mod:`extractors.name_edges`), and whether LAC takes
exactly this stretch for a person. Where to weigh is told by the letters of names (:mod:`extractors.person_signs`), by
homes and kin (:mod:`extractors.person_homes`), by titles (:mod:`extractors.person_posts`) and by marks
(:mod:`extractors.person_marks`). Who is found in a strong place is believed elsewhere in the same report
(:mod:`extractors.person_lists`). In a report that names many, a model has a second opinion
(:mod:`extractors.person_model`). LAC alone convinces nobody; a full name that no word explains needs no LAC, and most
sentences never reach it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick
from spacy.language import Language
from spacy.tokens import Doc

from extractors.attributes import Person
from extractors.lac_gate import TAKEN
from extractors.name_context import NOUN, ROLE, THRESHOLD, NameContext, load_context
from extractors.names import Names, load_names
from extractors.person_homes import at_home, by_sound_at_home, of_kin
from extractors.person_lists import in_between, known, listed, paired
from extractors.person_marks import counted, holders, numbered, signed, titled_by_sound, with_post_in_brackets
from extractors.person_model import second_opinions
from extractors.person_posts import anchored, introduced, scholars, taking_posts
from extractors.person_signs import (
    dotted,
    doubled,
    elements_apart,
    ended,
    famous,
    lined_up,
    masked,
    nicknamed,
    of_clans,
    padded,
    ranked,
)
from extractors.person_weighing import CERTAIN, FULL_NAME, PLAUSIBLE, Candidate, Weighing
from extractors.place_found import BREAK
from extractors.roles import book_titles
from extractors.spans import Occupied, char_offsets, hits_of, text_of, write_hits, write_spans

__all__ = ["PersonFinder", "make_person_finder"]

#: Letters of the bare name of a province.
_PROVINCE = 2
#: What is called after somebody of old is nobody.
_SAYINGS = re.compile(
    '诸葛亮会|包青天|穆桂英(?:突击队|挂帅)|花木兰(?:式|突击队)|活雷锋|及时雨宋江|台风[“"]?[\u4e00-\u9fff]{2,4}'
)

#: Surnames of so many that 和 before them is no surname itself.
_HELD_BY_MANY = frozenset(
    "王李张刘陈杨赵周吴徐孙胡朱郭何罗郑梁谢宋唐许邓韩冯曹彭曾田董潘袁蔡蒋余程魏苏吕丁姚沈姜崔谭范汪廖贾"
)
#: Who comes to somebody's house, and what is said behind it.
_AT_HOME = re.compile("(?:走访|慰问|看望|探望|来到|走进|入户|[到去进在给为帮])[^，。；]{0,8}$")
_IN_THE_HOUSE = re.compile("[0-9，。；、]|[里中内]|走访|看望|慰问|入户|住|的")
_CLAUSE = 12
#: Behind the names of places that look like people: 刘庙、王庄等地.
_AND_OTHER_PLACES = re.compile("(?:[、和][\u4e00-\u9fff]{2,4}){0,5}等地(?!下|里)")


class PersonFinder:
    """Write the persons of a document into ``doc.spans["person"]``."""

    def __init__(self, names: Names, context: NameContext) -> None:
        #: Whether the model is asked; it is not while it is being trained.
        self.seconded = True
        self._names = names
        self._context = context
        self._elders: Any = CharwiseDoubleArrayAhoCorasick(sorted(names.kin), MATCH_KIND_LEFTMOST_LONGEST)
        self._leaders: Any = CharwiseDoubleArrayAhoCorasick(list(names.leaders), MATCH_KIND_LEFTMOST_LONGEST)

    def __call__(self, doc: Doc) -> Doc:
        """Find the persons of `doc`."""
        text = text_of(doc)
        search = _Search(
            doc,
            Weighing(doc, self._names, self._context),
            leaders=[(start, end) for start, end, _ in self._leaders.find(text)],
            elders=[start for start, _, _ in self._elders.find(text)],
        )
        search.find()
        if self.seconded:
            search.second()
        persons = list(search.persons())
        write_spans(doc, "person", persons)
        _drop_counts(doc, [(start, end) for start, end, _ in persons], search.ranked)
        return doc


def _drop_counts(doc: Doc, persons: list[tuple[int, int]], ranked: set[tuple[int, int]]) -> None:
    """Take out of ``doc.spans["quantity"]`` what is part of a person, or tells of a person's family."""
    # 龚老四家 holds no four families.
    called = Occupied(stretch for stretch in persons if stretch in ranked)
    counts = hits_of(doc, "quantity")
    ends = {end for _, end in persons}
    text = text_of(doc)
    kept = [
        hit
        for hit in counts
        if not called.meets(hit.start, hit.end)
        # 李大山一家 are a family, and not one firm.
        and not (hit.start in ends and text[hit.start : hit.end] == "一家")
    ]
    if len(kept) < len(counts):
        write_hits(doc, "quantity", kept)


class _Search:
    """The search of one document: where it looks, and whom it keeps."""

    def __init__(
        self, doc: Doc, weighing: Weighing, leaders: list[tuple[int, int]], elders: list[int]
    ) -> None:
        self._text = weighing.text
        self._weighing = weighing
        self._leaders = leaders
        self._elders = elders
        # 习近平 in the name of a doctrine is no person, whatever else speaks for it.
        doctrines = [span for span in leaders if self._text.startswith(weighing.names.doctrines, span[1])]
        self._blocked = Occupied(
            [
                *doctrines,
                *(offsets for group in TAKEN for offsets in char_offsets(doc, group)),
                *book_titles(self._text),
                *(match.span() for match in _SAYINGS.finditer(self._text)),
            ]
        )
        self._bodies = [end for _, end in char_offsets(doc, "organization")]
        #: People called by their rank among brothers, which no count hides.
        self.ranked = ranked(weighing)
        # 经纪人张新疆: behind a word for somebody a surname and the bare name of a province are a person.
        after_provinces = {
            (start - 1, end)
            for start, end in char_offsets(doc, "place")
            if end - start == _PROVINCE
            and weighing.before(start - 1) >= NOUN
            and (
                weighing.lac.get(start - 1) == end
                or ((named := weighing.evident.get(start - 1)) is not None and named.end == end)
            )
        }
        # 村会计韩国庆: behind a post a surname that opens a country's name, too, and a given name.
        after_posts = {
            (start, end + 1)
            for start, end in char_offsets(doc, "place")
            if end - start == _PROVINCE
            and weighing.before(start) >= ROLE
            and (held := weighing.best_at(start)) is not None
            and held.end == end + 1
            and held.weight > THRESHOLD + ROLE
        }
        # 柳塘镇党委书记　束长河: a line ends with whoever holds a post, and not with a river.
        signing = {
            (start, end)
            for start, end in char_offsets(doc, "place")
            if end - start == FULL_NAME
            and self._text[start - 1 : start] in (" ", "\u3000")
            and weighing.before(start) >= ROLE
            and not self._text[end : end + 1].strip()
            and weighing.has_shape(start, end, PLAUSIBLE)
        }
        #: Persons whatever stands in them.
        self._free = self.ranked | after_provinces | after_posts | signing
        self._found: dict[tuple[int, int], Candidate] = {}

    def find(self) -> None:
        """Collect candidates: first where a name shows itself, then beside and like those found."""
        weighing, found = self._weighing, self._found.values()
        alone = (
            famous(weighing, self._leaders),
            masked(weighing),
            dotted(weighing),
            doubled(weighing),
            elements_apart(weighing),
            ended(weighing),
            weighing.evident.values(),
            of_clans(weighing),
            introduced(weighing),
            (Candidate(start, end, CERTAIN) for start, end in sorted(self.ranked)),
            at_home(weighing),
            by_sound_at_home(weighing, self._elders),
            of_kin(weighing),
            scholars(weighing, self._bodies),
            padded(weighing),
            lined_up(weighing),
            nicknamed(weighing),
            anchored(weighing),
            holders(weighing),
            titled_by_sound(weighing),
            counted(weighing),
            numbered(weighing),
            with_post_in_brackets(weighing),
            taking_posts(weighing),
            signed(weighing),
        )
        for candidates in alone:
            self._keep(candidates)
        self._keep(paired(weighing, found, backwards=False))
        self._keep(paired(weighing, found, backwards=True))
        self._keep(listed(weighing, found, self._blocked))
        self._keep(in_between(weighing, found))
        self._keep(known(weighing, found))

    def second(self) -> None:
        """Add whom the model tells, and who follows from those."""
        weighing, found = self._weighing, self._found.values()
        opinions = list(second_opinions(weighing, found, self._blocked))
        if opinions:
            self._keep(opinions)
            self._keep(listed(weighing, found, self._blocked))
            self._keep(known(weighing, found))

    def _keep(self, candidates: Iterable[Candidate | None]) -> None:
        """Add the candidates that weigh enough, once all are there: some follow from those kept before."""
        for found in list(candidates):
            if found is None or found.weight < THRESHOLD:
                continue
            stretch = (found.start, found.end)
            before = self._found.get(stretch)
            if before is not None and before.weight >= found.weight:
                continue
            if self._text[found.start : found.end] in self._weighing.context.nouns:
                continue  # “田秀才” are people, and nobody's name
            if self._blocked.meets(*stretch) and stretch not in self._free:
                continue
            if _AND_OTHER_PLACES.match(self._text, found.end):
                continue
            self._found[stretch] = found

    def persons(self) -> Iterator[tuple[int, int, Person]]:
        """The heaviest candidates that do not overlap."""
        taken: set[int] = set()
        for candidate in sorted(self._found.values(), key=lambda c: c.rank):
            stretch = range(candidate.start, candidate.end)
            if taken.isdisjoint(stretch):
                taken.update(stretch)
                start, end = self._without_particles(candidate)
                name = "".join(self._text[start:end].split())
                yield start, end, Person(name, candidate.masked)

    def _without_particles(self, candidate: Candidate) -> tuple[int, int]:
        """Offsets of a name of three letters without the 和 before it, and without the 家 behind it, that is none of it."""
        text, (start, end) = self._text, (candidate.start, candidate.end)
        if end - start == FULL_NAME:
            joined = text[start] == "和" and text[start + 1] in _HELD_BY_MANY
            if joined and (not start or BREAK.match(text[start - 1]) or text[start - 1] in "我他她们"):
                return start + 1, end  # 和刘涛到村里; 和志强 is a name
            if text[end - 1] == "家" and not self._is_named_house(text[start:end]):
                return start, end - 1  # 走访贫困户张军家2次
        return start, end

    def _is_named_house(self, name: str) -> bool:
        """Whether a name in 家 stands anywhere but where somebody is visited at home: 李传家反映."""
        text, at = self._text, self._text.find(name)
        while at >= 0:
            end = at + len(name)
            visited = _AT_HOME.search(text, max(0, at - _CLAUSE), at) and _IN_THE_HOUSE.match(text, end)
            if not visited:
                return True
            at = text.find(name, end)
        return False


@Language.factory("shutu_persons", assigns=["doc.spans"])
def make_person_finder(nlp: Language, name: str) -> PersonFinder:  # noqa: ARG001 - spaCy's signature
    """Factory of the person component."""
    return PersonFinder(load_names(), load_context())
