"""What somebody is answerable for: RESPONSIBLE_FOR with its mode 分管, 协管, 联系, 挂钩 or 包.

联系 is also to ring somebody up, 包 to wrap, 挂钩村 a noun: so the subject before the verb must be the author or a
named person, and what follows must be a list of objects and nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.attributes import Relation
from extractors.author_signs import chain_start
from extractors.relation_context import coordinated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span

    from extractors.relation_context import Clause, Context, Mention

__all__ = ["duty_relations"]

#: Verbs by mode, the longer first where one starts another.
_VERBS: dict[str, str] = {
    "协助分管": "协管",
    "协助管理": "协管",
    "协管": "协管",
    "具体分管": "分管",
    "分管": "分管",
    "主管": "分管",
    "挂钩联系": "挂钩",
    "联系挂钩": "挂钩",
    "挂钩帮扶": "挂钩",
    "挂点联系": "挂钩",
    "挂钩": "挂钩",
    "挂联": "挂钩",
    "挂点": "挂钩",
    "挂包": "挂钩",
    "挂帮": "挂钩",
    "包村联系": "包",
    "联系包保": "包",
    "联系包抓": "包",
    "包保联系": "包",
    "包保": "包",
    "包抓": "包",
    "包联": "包",
    "包挂": "包",
    "包干": "包",
    "包": "包",
    "联系指导": "联系",
    "联系服务": "联系",
    "联系": "联系",
    "联点": "联系",
    "联村": "联系",
}
_VERB = re.compile("|".join(sorted(_VERBS, key=len, reverse=True)))
#: A verb that names things by itself: 分管领域, 挂钩村, 联系点. With a name right behind it, it still ties the two.
_AS_NOUN = re.compile(
    r"(?:的)?(?:领域|部门|站所|站办|办所|单位|战线|线|口|负责人|班子|领导|副[镇乡县书主]|范围|责任|责任人|人|户|对象|制度|机制|活动|群众|党员|干部|企业|学校|工作(?![，,。；;]))"
)
_NOUN_PLACE = re.compile(
    r"(?:的)?(?:非公|民营|重点|规上|龙头|后进|贫困|薄弱|示范|边境|移民|软弱涣散|易地搬迁|安置)*"
    r"(?:村|点|社区|村（社区）|村\(社区\)|学校|单位|企业|支部|党支部)\s*(?:是|为|系|：|:|[“\"（(])?\s*"
)

_COPULA = re.compile(r"[是为系]\s*$")
#: 到挂钩村某村调研: the noun names the author's own village.
_NAMED_PLACE = re.compile(r"(?:的)?(?:村|点|社区)")
_GOES_THERE = re.compile(r"(?:到|在|赴|对|与|深入|前往|为|结合|立足|指导|帮助|协助|了)(?:所)?$")
#: All that may stand between the start of a clause and the verb when the author is its subject.
_AUTHOR_SUBJECT = re.compile(
    r"\s*(?:(?:[一二三四五六七八九十]是|其中|目前|现|年内|一年来|[0-9]{4}年(?:度)?|今年(?:以来)?|任职(?:以来)?|工作上|工作中|期间)\s*)?"
    r"(?:按照|根据|依据)?(?:[^，。；]{0,14}?(?:分工|安排))?\s*"
    r"(?:由)?(?:我)?(?:本人|个人|自己)?\s*(?:主要|具体|同时|还|并|也|又|兼|负责|直接|在|所|及其|以来)*\s*"
)
_PERSON_THEN_VERB = re.compile(r"(?:同志)?\s*(?:主要|具体|同时|还|并|也|负责|直接|牵头)*\s*")
#: Each of several people has one of several places.
_EACH = re.compile(r"(?:两位|[二两三四五]人)?(?:同志)?(?:分别|各自)")
_AND = re.compile("[、和与及]|以及")
#: One more, who has no name here: 我和镇长李某、书记王某分别联系….
_AND_I = re.compile("(?:我|本人)[、和与及]")
_I = re.compile("我|本人|个人|自己")
#: What one of the others is answerable for, right behind their name.
_DUTY = re.compile(r"(?:同志)?\s*(?:主要|具体|负责|直接|牵头)*(?:分管|协管|主管|主抓|负责|联系|包|挂)")
_CLAUSES_BACK = 3
_CONTINUES = re.compile(r"(?:工作|等|等工作|村|镇|社区)*\s*(?:[、]|和|及|并|以及|同时|兼|还)?\s*")

#: Words that may close an item or a list after a name: 某村党支部, 乡村振兴等工作.
_TAIL = re.compile(
    r"(?:的)?(?:后续扶持|巩固|党支部|党总支|总支|支部|党组织|村委会|居委会|片区|小组|党建|教育|帮扶|领域|事业|创建|各项|全面|等|[一二两三四五六七八九十0-9]{1,3}个)*"
    r"(?:后进|贫困|重点|薄弱|示范|边远|边境|软弱涣散|行政|易地搬迁)*(?:村|社区|单位|学校|工作|事务|部门)*(?:[（(](?:社区|居|村)[）)])?(?:的)?(?:各项|日常)?(?:工作)?"
)
#: An object of a strict list that is no name: short, and with nothing in it that reads like a verb's object.
_PLAIN_ITEM = re.compile(r"[^为给帮请到在把对的了着过]{0,10}")
_QUOTES = "“”\"'‘’ 　"
_DURING = re.compile(r"(?:的)?[^，。；]{0,12}?(?:工作中|过程中|期间|时|以来|中)")


def duty_relations(context: Context, author: Span | None) -> Iterator[Relation]:
    """RESPONSIBLE_FOR of the author (head `author`, None where unnamed) and of named people."""
    for clause in context.telling:
        if not clause.has("place", "organization", "program"):
            continue
        for verb, head in _verbs_in(context, clause, author):
            mode = _VERBS[verb[0]]
            items = _objects(context, clause, verb.end(), mode)
            for person, item in _shared_out(context, clause, verb.start(), head, items):
                evidence = context.clause_range(clause)
                yield Relation("RESPONSIBLE_FOR", person, item.span, evidence, {"mode": mode})


def _shared_out(
    context: Context, clause: Clause, at: int, head: Span | None, items: list[Mention]
) -> Iterator[tuple[Span | None, Mention]]:
    """Who is answerable for which: of 李某、王某分别联系甲村、乙村 each for the one at the same place of the list."""
    people = _people_up_to(context, clause, at)
    if not people or people[-1].span is not head:
        yield from ((head, item) for item in items)
    elif _EACH.fullmatch(context.text, people[-1].end, at) is None:
        yield from ((person.span, item) for person in people for item in items)
    elif len(people) == len(items) and not _AND_I.search(context.text, clause.start, people[0].start):
        yield from ((person.span, item) for person, item in zip(people, items, strict=True))


def _people_up_to(context: Context, clause: Clause, at: int) -> list[Mention]:
    """The people of a list that ends before `at`: 镇长李某、副镇长王某."""
    row = [m for m in clause.of_any("person", "role") if m.end <= at]
    people: list[Mention] = []
    while row and row[-1].kind == "person":
        people.insert(0, row.pop())
        begin = people[0].start
        if row and row[-1].kind == "role" and row[-1].end == begin:
            begin = row.pop().start
        if not row or not _AND.fullmatch(context.text, row[-1].end, begin):
            break
    return people


def _verbs_in(
    context: Context, clause: Clause, author: Span | None
) -> Iterator[tuple[re.Match[str], Span | None]]:
    """The verbs of a clause whose subject is known, each with that subject (None: the unnamed author)."""
    subject: Span | None = None
    known_until = -1  # where the objects of the last verb with a known subject may end
    for verb in _VERB.finditer(context.text, clause.start, clause.end):
        if any(m.start <= verb.start() < m.end for m in clause.mentions):
            continue
        known, head = _subject(context, clause, verb.start(), author)
        if (
            not known
            and _NAMED_PLACE.match(context.text, verb.end())
            and _GOES_THERE.search(context.text, clause.start, verb.start())
        ):
            known, head = True, author
        if not known and known_until >= 0 and _joins(context, clause, known_until, verb.start()):
            known, head = True, subject
        if known:
            subject, known_until = head, verb.end()
            yield verb, head


def _subject(context: Context, clause: Clause, at: int, author: Span | None) -> tuple[bool, Span | None]:
    lead = context.text[clause.start : at]
    if _AUTHOR_SUBJECT.fullmatch(lead):
        other = None if _I.search(lead) is not None else _told_before(context, clause)
        return True, author if other is None else other
    people = [m for m in clause.of("person") if m.end <= at]
    if people and any(
        between.fullmatch(context.text, people[-1].end, at) for between in (_PERSON_THEN_VERB, _EACH)
    ):
        return True, people[-1].span
    return False, None


def _told_before(context: Context, clause: Clause) -> Span | None:
    """罗某 of 副乡长罗某分管林业，联系甲村: whose duties the clauses before tell, in the same sentence."""
    before = context.previous_of(clause)
    for _ in range(_CLAUSES_BACK):
        if before is None or before.sentence != clause.sentence:
            return None
        people = before.of("person")
        if people:
            opens = chain_start(context, before, people[0]) == before.start
            told = len(people) == 1 and opens and _DUTY.match(context.text, people[0].end, before.end)
            return people[0].span if told else None
        if _VERB.match(context.text, before.start, before.end) is None:
            return None
        before = context.previous_of(before)
    return None


def _joins(context: Context, clause: Clause, since: int, at: int) -> bool:
    """分管某事并联系某村: what stands between two verbs is a list of objects."""
    items = [m for m in clause.mentions if since <= m.start and m.end <= at]
    end = items[-1].end if items else since
    return len(context.text[end:at]) <= 8 and _CONTINUES.fullmatch(context.text, end, at) is not None


def _objects(context: Context, clause: Clause, start: int, mode: str) -> list[Mention]:
    """The named objects of a verb, read from the list behind it."""
    text = context.text
    strict = mode not in ("分管", "协管")
    named = _NOUN_PLACE.match(text, start, clause.end)
    # 挂钩村某村, 我联系的某村: the name right behind.
    at = named.end() if named is not None else start + 1 if text.startswith("的", start) else None
    if at is not None:
        found = _side_by_side(context, clause, at)
        does = bool(found) and bool(text[found[-1].end : clause.end].strip())
        if does and (_COPULA.search(text, start, at) or "单位" in text[start:at]):
            return []  # 联系企业为某小学捐书, 包保单位某粮库送来米面
        if found:
            return found
    if _AS_NOUN.match(text, start, clause.end):
        return []
    return _listed(context, clause, start, strict=strict)


def _side_by_side(context: Context, clause: Clause, start: int) -> list[Mention]:
    """The names that begin right behind a noun: 挂钩村某村、某村."""
    names = [m for m in clause.of_any("place", "organization") if m.start >= start]
    if not names or names[0].start != start:
        return []
    found = names[:1]
    for name in names[1:]:
        if found[-1].kind == "place" and found[-1].end == name.start:
            found[-1] = name  # of a chain the smallest
        elif coordinated(context.text, found[-1], name):
            found.append(name)
        else:
            break
    return found


def _listed(context: Context, clause: Clause, start: int, *, strict: bool) -> list[Mention]:
    """The names in a list of objects that runs to the end of the clause or to the next verb.

    In a strict list (after 联系, 挂钩, 包) an item that is neither a name nor a short noun means that the verb has
    another sense: 联系县医院减免费用.
    """
    found: list[Mention] = []
    for item in _items(context, clause, start):
        fits = item.lead == "" and (
            _TAIL.fullmatch(item.tail) is not None or _DURING.fullmatch(item.tail) is not None
        )
        if item.mention is None:
            if strict and not _PLAIN_ITEM.fullmatch(item.lead):
                break
        elif fits or (not strict and item.lead == "" and item.mention.kind == "program"):
            found.append(item.mention)
        elif strict:
            break
    return found


@dataclass(frozen=True, slots=True)
class _Item:
    """One item of a list: the words before its name, the name, the words after it."""

    lead: str
    mention: Mention | None
    tail: str


def _items(context: Context, clause: Clause, start: int) -> Iterator[_Item]:
    """Split a list of objects at its separators; names are never split, chains of places count as one."""
    text = context.text
    names = [m for m in clause.of_any("place", "organization", "program") if m.start >= start]
    for low, high in _pieces(text, start, clause.end, names):
        inside = [m for m in names if low <= m.start and m.end <= high]
        if not inside:
            yield _Item(text[low:high].strip(_QUOTES), None, "")
            continue
        at = 0
        while at + 1 < len(inside) and inside[at].kind == "place" and inside[at].end == inside[at + 1].start:
            at += 1  # of a chain 某县某镇某村 the village
        tail = text[inside[at].end : high].strip(_QUOTES)
        yield _Item(text[low : inside[0].start].strip(_QUOTES), inside[at], tail)


def _pieces(text: str, start: int, end: int, names: list[Mention]) -> Iterator[tuple[int, int]]:
    ahead = iter([*names, None])
    name = next(ahead)
    at = low = start
    while at < end:
        if name is not None and name.start <= at:
            at = max(at, name.end)
            name = next(ahead)
            continue
        if _VERB.match(text, at, end) and at > low:
            end = at
            break
        if text[at] in "、和与及兼并":
            yield low, at
            low = at + 1
        at += 1
    if low < end:
        yield low, end
