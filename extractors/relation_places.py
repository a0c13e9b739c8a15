"""What lies in what, and which places a report is about: LOCATED_IN and COVERS.

COVERS is stated where the author's post is tied to a place (title, byline, introduction), and follows stated
LOCATED_IN upwards. Otherwise it is inferred, with a confidence and a reason, from what the report names: the only
township or county it names, or the province whose visit by a leader it studies.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from extractors.attributes import Relation
from extractors.relation_nearest import contains, last_group

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.author_signs import AuthorSigns
    from extractors.relation_context import Clause, Context, Mention

__all__ = ["cover_relations", "location_relations"]

#: Smaller number, larger area; what has none is in no order.
_RANK = {"province": 0, "city": 1, "county": 2, "township": 3, "village": 4, "community": 4, "group": 5}

#: How a post begins that is of a larger area than a township, and the rank of that area.
_ORGANS = (("省", 1), ("自治区", 1), ("市", 2), ("州", 2), ("县", 3), ("区", 3), ("旗", 3))

_LIES_IN = re.compile(
    r"(?:[^，。；、]{0,6}?)(?:位于|地处|坐落于|坐落在|隶属于?|属于|地属|辖属于?|座落于|座落在|归属?)\s*"
)
_IS_OF = re.compile(r"\s*是\s*")
#: 某村是某镇…: the larger place must be what the village belongs to, not one it is compared with.
_BELONGS = re.compile(r"(?:的|下辖|所辖|辖区|[东南西北中]{1,2}部|最|唯一|重点|有名)")
#: 位于某镇以南, 某镇与某镇交界: beside it, not in it.
_BESIDE = re.compile(
    r"\s*(?:政府|镇政府|乡政府|集镇|县城|城区|驻地|城|中心)*(?:驻地|所在地)?\s*(?:以[东南西北]|之[东南西北]|附近|旁|交界|毗邻|接壤|相邻|之间)|"
    # 位于某镇东南面 is in it, 位于某镇集镇东南面 and 位于某镇东南面9公里 are not.
    r"\s*(?:政府|镇政府|乡政府|集镇|县城|城区|驻地|城|中心)+(?:驻地|所在地)?\s*[东南西北]{1,2}(?:面|边|侧|方)|"
    r"\s*[东南西北]{1,2}(?:面|边|侧|方)(?:向)?约?[0-9]"
)
_RULES = re.compile(r"(?:共|现|全[镇乡村县])?(?:下辖|管辖|辖有|所辖|辖)\s*")
_HAS = re.compile(r"\s*(?:现|共|由|分)?(?:有|为)")
_LIST_GAP = re.compile(r"\s*(?:[、]|和|及|以及|与)\s*")

#: A leader's visit or speech there: the words a report of that province studies.
_VISITED = re.compile(r"(?:考察|视察|调研|听取)$")
_VISIT_WORDS = re.compile(
    r"(?:省|市|自治区)?(?:时|期间)?(?:的|发表的)?(?:一系列)?重要(?:讲话|指示|论述)|时的讲话"
)
#: Where no report is from.
_NO_TOWNSHIPS = ("香港", "澳门", "台湾")
#: A place that is visited, compared with or supplied, and so not one's own.
_ELSEWHERE = re.compile(
    r"(?:赴|前往|到|去|与|和|同|从|向|对标|学习|借鉴|距|距离|考察|参观|来自|外地|邻近的?|相邻的?|毗邻的?|周边的?|引进|引入|招引|引来|邀请|请来|接收|接纳|对口(?:帮扶|支援|协作)的?|结对的?|至|、)\s*$"
)
_ELSEWHERE_AFTER = re.compile(
    r"\s*(?:接壤|交界|毗邻|毗连|相邻|相接|相连|相望|为邻|等地|学习|参观|考察|观摩|取经|经验|做法|籍|务工|打工|引进|摘棉|采棉|拾棉|拾花|采茶|同乡会|商会|侨胞|侨亲|市场|县城|客商|批发|红色教育基地|干部学院|跟班|培训|"
    r"挂职|投入|捐|援|对口|帮扶|支援|企业家|老板|移民|签订|签约|[^，。；]{0,14}来我[镇乡村])"
)


def location_relations(context: Context) -> Iterator[Relation]:
    """LOCATED_IN: chains (某县某镇某村), 位于 and its like, and lists behind 下辖."""
    topic: Mention | None = None
    sentence = -1
    for clause in context.telling:
        if clause.sentence != sentence:
            sentence, topic = clause.sentence, None
        places = clause.of("place")
        if places:
            yield from _chains(context, clause, places)
            yield from _lies_in(context, clause, places, topic)
            yield from _ruled(context, clause, places, topic)
            topic = _topic(context, clause, places) or topic


def _smaller(inner: Mention, outer: Mention) -> bool:
    a, b = _RANK.get(inner.record.level), _RANK.get(outer.record.level)
    return a is not None and b is not None and a > b


def _tie(context: Context, clause: Clause, inner: Mention, outer: Mention) -> Relation:
    return Relation("LOCATED_IN", inner.span, outer.span, context.clause_range(clause))


def _chains(context: Context, clause: Clause, places: Sequence[Mention]) -> Iterator[Relation]:
    whole: Mention | None = None
    for outer, inner in pairwise(places):
        if context.text[outer.end : inner.start] in ("", "的", " ", "　") and _smaller(inner, outer):
            whole = outer
        elif inner.record.level != outer.record.level or not _LIST_GAP.fullmatch(
            context.text, outer.end, inner.start
        ):
            whole = None
        if whole is not None:
            yield _tie(context, clause, inner, whole)  # 弄怀村下巴屯、六卜屯: the second lies there, too


def _chain_end(places: Sequence[Mention], at: int) -> int:
    """Index of the smallest place of the chain that begins at ``places[at]``."""
    while (
        at + 1 < len(places)
        and places[at].end == places[at + 1].start
        and _smaller(places[at + 1], places[at])
    ):
        at += 1
    return at


def _lies_in(
    context: Context, clause: Clause, places: Sequence[Mention], topic: Mention | None
) -> Iterator[Relation]:
    """某村位于某县某镇东北部; 某村是某县的一个边远村; 位于某镇, said of the topic of the sentence."""
    text = context.text
    for at, first in enumerate(places):
        inner = places[at - 1] if at else topic
        since = places[at - 1].end if at else clause.start
        gap = text[since : first.start]
        if inner is None or not (_LIES_IN.fullmatch(gap) or (at and _IS_OF.fullmatch(gap))):
            continue
        outer = places[_chain_end(places, at)]
        if _BESIDE.match(text, outer.end) or not _smaller(inner, outer):
            continue
        if _IS_OF.fullmatch(gap) and not _BELONGS.match(text, outer.end):
            continue
        yield _tie(context, clause, inner, outer)


def _ruled(
    context: Context, clause: Clause, places: Sequence[Mention], topic: Mention | None
) -> Iterator[Relation]:
    """某镇下辖某村、某村."""
    text = context.text
    verb = _RULES.search(text, clause.start, clause.end) or _holds(context, clause, places)
    if verb is None:
        return
    before = [p for p in places if p.end <= verb.start()]
    outer = before[-1] if before else topic
    end = verb.end()
    for inner in (p for p in places if p.start >= verb.end()):
        if inner.start != end and not _LIST_GAP.fullmatch(text, end, inner.start):
            return
        end = inner.end
        if outer is not None and _smaller(inner, outer):
            yield _tie(context, clause, inner, outer)


def _holds(context: Context, clause: Clause, places: Sequence[Mention]) -> re.Match[str] | None:
    """The 有 of 有上湾、下湾2个自然村."""
    if not contains(context, clause, last_group(context, places)):
        return None
    return _HAS.match(context.text, clause.start, clause.end)


def _topic(context: Context, clause: Clause, places: Sequence[Mention]) -> Mention | None:
    """The place that a clause begins with: of a chain the smallest."""
    if context.text[clause.start : places[0].start].strip('　 “"我们'):
        return None
    return places[_chain_end(places, 0)]


def cover_relations(
    context: Context, signs: AuthorSigns, located: list[Relation], served: list[Relation]
) -> Iterator[Relation]:
    """COVERS of a report.

    Args:
        context: the report.
        signs: what it says of its author.
        located: its LOCATED_IN.
        served: the SERVES_IN of its author.

    Yields:
        One relation for each place by name, with properties ``basis`` (stated, inferred), ``confidence`` and
        ``reason``.

    """
    covered: dict[str, tuple[Mention, tuple[int, int], str]] = {}
    for place, evidence, reason in _stated(context, served):
        covered.setdefault(place.text, (place, evidence, reason))
    _climb(context, covered, located)
    for place, evidence, reason in covered.values():
        properties: dict[str, str | float] = {"basis": "stated", "confidence": 0.95, "reason": reason}
        yield Relation("COVERS", None, place.span, evidence, properties)
    yield from _inferred(context, signs, [place for place, _, _ in covered.values()])


def _stated(context: Context, served: list[Relation]) -> Iterator[tuple[Mention, tuple[int, int], str]]:
    start, end = context.title
    for place in context.within(start, end):
        if (
            place.kind == "place"
            and _RANK.get(place.record.level) is not None
            and not _is_elsewhere(context, place)
        ):
            yield place, (start, end), "named in the title"
    by_span = {(m.start, m.end): m for m in context.mentions if m.kind == "place"}
    for relation in served:
        tail = relation.tail
        served_in = by_span.get((tail.start_char, tail.end_char)) if tail is not None else None
        if served_in is not None:
            yield served_in, relation.evidence, "where the author serves"
            for outer in _outer_chain(context, served_in):
                yield outer, relation.evidence, "where the author serves"


def _outer_chain(context: Context, place: Mention) -> Iterator[Mention]:
    """The larger places written right before one: 某县某镇 before 某村."""
    clause = context.clause_at(place.start)
    inner = place
    for outer in reversed(clause.of("place") if clause else []):
        if outer.end == inner.start and _smaller(inner, outer):
            yield outer
            inner = outer


def _climb(
    context: Context,
    covered: dict[str, tuple[Mention, tuple[int, int], str]],
    located: list[Relation],
) -> None:
    """What holds a covered place is covered too, as far as the report says so."""
    by_span = {(m.start, m.end): m for m in context.mentions if m.kind == "place"}
    above: dict[str, list[tuple[Mention, tuple[int, int]]]] = {}
    for tie in located:
        if tie.head is None or tie.tail is None:
            continue
        outer = by_span[(tie.tail.start_char, tie.tail.end_char)]
        inner = by_span[(tie.head.start_char, tie.head.end_char)]
        above.setdefault(inner.text, []).append((outer, tie.evidence))
    waiting = list(covered)
    while waiting:
        name = waiting.pop()
        for outer, evidence in above.get(name, ()):
            if outer.text not in covered:
                covered[outer.text] = (outer, evidence, f"{name} lies in it")
                waiting.append(outer.text)


def _inferred(context: Context, signs: AuthorSigns, covered: list[Mention]) -> Iterator[Relation]:
    """Larger places than those stated, as far as what the report names leaves one choice; nothing smaller."""
    levels = {place.record.level for place in covered}
    smallest = max((_RANK[level] for level in levels), default=_lowest_rank(signs))
    names = {place.text for place in covered}
    for level in ("township", "county", "city", "province"):
        if level in levels or _RANK[level] >= smallest:
            continue
        named = [m for m in _named(context, level) if m.text not in names]
        holding = _holding(named, covered)
        if holding is not None:
            yield _inference(context, holding, 0.9, "holds a covered place in the list of divisions")
        elif level == "province":
            yield from _inferred_province(context)
        elif level != "city":
            yield from _only_one(context, named)


def _lowest_rank(signs: AuthorSigns) -> int:
    """Where no place is stated: the rank below the lowest that the author's post leaves open (县长 no township)."""
    for role in signs.best_roles:
        for organ, rank in _ORGANS:
            if role.text.startswith(organ):
                return rank
    return 9


def _holding(named: list[Mention], covered: list[Mention]) -> Mention | None:
    """The named place whose division code begins that of a covered place."""
    for place in named:
        code = place.record.code
        if code and any((inner.record.code or "").startswith(code) for inner in covered):
            return place
    return None


def _only_one(context: Context, named: list[Mention]) -> Iterator[Relation]:
    own = [m for m in named if not _is_elsewhere(context, m)]
    if len({m.text for m in named}) == 1 and own:
        level, count = own[0].record.level, len(own)
        reason = f"the only {level} the report names, {count} times"
        yield _inference(context, own[0], min(0.5 + 0.1 * count, 0.8), reason)


def _named(context: Context, level: str) -> list[Mention]:
    return [m for m in context.mentions if m.kind == "place" and m.record.level == level]


def _inferred_province(context: Context) -> Iterator[Relation]:
    visited = [m for m in _named(context, "province") if _is_visited(context, m)]
    if len({_province_key(m.text) for m in visited}) == 1:
        yield _inference(context, visited[0], 0.6, "the province whose visit by a leader the report studies")
        return
    own = [m for m in _named(context, "province") if not _is_elsewhere(context, m)]
    own = [m for m in own if not m.text.startswith(_NO_TOWNSHIPS)]
    if own and len({_province_key(m.text) for m in _named(context, "province")}) == 1:
        yield _inference(context, own[0], 0.5, "the only province the report names")


def _province_key(name: str) -> str:
    return name[:2]


def _is_visited(context: Context, place: Mention) -> bool:
    text = context.text
    return (
        _VISITED.search(text, max(0, place.start - 4), place.start) is not None
        and _VISIT_WORDS.match(text, place.end) is not None
    )


def _is_elsewhere(context: Context, place: Mention) -> bool:
    text = context.text
    start, end = _chain_around(context, place)
    if _ELSEWHERE_AFTER.match(text, end):
        return True
    return _ELSEWHERE.search(text, max(0, start - 6), start) is not None


def _chain_around(context: Context, place: Mention) -> tuple[int, int]:
    """Where the chain of places begins and ends that a place stands in: 成都市郫都区."""
    start, end = place.start, place.end
    clause = context.clause_at(start)
    places = clause.of("place") if clause else []
    for outer in reversed(places):
        if outer.end == start:
            start = outer.start
    for inner in places:
        if inner.start == end:
            end = inner.end
    return start, end


def _inference(context: Context, place: Mention, confidence: float, reason: str) -> Relation:
    clause = context.clause_at(place.start)
    evidence = context.sentence_range(clause) if clause else (place.start, place.end)
    properties: dict[str, str | float] = {
        "basis": "inferred",
        "confidence": round(confidence, 2),
        "reason": reason,
    }
    return Relation("COVERS", None, place.span, evidence, properties)
