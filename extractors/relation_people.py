"""Who holds which post, and where they serve: HOLDS, SERVES_IN, AUTHORED.

A post is tied to a person only by words that leave no choice: the two stand side by side (村党支部书记李梅,
李梅（村文书）), in an enumeration that a plural post allows (副乡长杨某、普某), or around a verb of taking office
(由孟某当理事长, 理事长由孟某担任). Former posts and refused ones are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.attributes import Relation
from extractors.author_signs import is_doctrine_name
from extractors.relation_counted import FOUNDING, start_of_sort

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.author_signs import AuthorSigns
    from extractors.relation_context import Clause, Context, Mention

__all__ = ["aged", "people_relations"]

_NEXT_TO = re.compile(r"\s*[：:]?\s*")
_POST_AND_POST = re.compile(r"\s*[、兼]\s*(?:兼任)?(?:[三四五六七八九十]人)?")
_PERSON_AND_PERSON = re.compile(r"\s*(?:同志)?\s*(?:[、]|和|与|及|以及)\s*")
_TITLE_OF_ADDRESS = re.compile(r"(?:同志|同学|老师|先生|女士)?")
_OPENS_BRACKET = re.compile(r"\s*(?:同志)?\s*[（(]\s*(?:女\s*[，,]\s*)?(?:现任|系|任|时任)?\s*")
#: How far back the bracket may open that names people with their posts.
_BRACKET = 60
_CLOSES_BRACKET = re.compile(r"\s*[）)]")

#: 补选为, 被聘为: passive with 被 or without it.
_CHOSEN = "被?(?:补选|增补|选举|推选|推举|选|任命|聘请|聘任|聘|提拔|提任|晋升)为"
_IS_CHOSEN = re.compile(_CHOSEN)
#: 王某任…, 由王某担任…, 聘请王某为…: between the person and the post, or the places before the post.
_TAKES = re.compile(
    r"(?:同志|同学|老师)?\s*(?:回[村乡镇]|返乡|回来)?(?:(?:[今去当]年|年?[初底末]|[0-9]{1,2}月(?:份|底|初)?|[0-9]{4}年)*(?:现|新|继续|同时|当场|全票|高票|以[^，。]{1,6}票)?)"
    rf"(?:担任|兼任|出任|接任|就任|连任|续任|挂任|升任|转任|当选为?|{_CHOSEN}|当上?|任|为|做|作为|身为|是)"
    r"(?:了|新一任|新一届|新任|本|我|该)?(?:[镇乡村])?\s*"
)
#: The same behind how it came about: 在村级换届中当选, 放弃城里的生意回某村担任. Only verbs that mean a post, and who
#: makes somebody else take it is not meant.
_TAKES_AT_LAST = re.compile(
    r"(?:同志)?(?:在|回|返|放弃|主动|自愿|从|毕业|退休|退[伍役]|通过|经|凭|以|被|又|还|后|成功|光荣|顺利|再次|继续|一直|长期)"
    r"(?:(?!动员|推荐|推举|[选聘邀]请|让|请|派|鼓励|引导|说服|支持|安排|培养|吸纳|培育|帮|指导|组织|拒|[未没]|不)[^，。；：、]){0,18}?"
    r"(?:担任|兼任|出任|接任|当选为?|当上|连任)(?:了|新一任|新一届|新任|本|我)?(?:[镇乡村])?"
    # sent there to take it
    r"|(?:同志)?(?:[到赴]|前往)[^，。；：、]{2,14}?(?:担任|挂任|出任|任)(?:驻村)?"
)
_OPENS_WITH_PERSON = re.compile(
    r"\s*(?:其中|后来|如今|近年|当年|去年|今年|年底|年初|[0-9]{4}年)?[^，。；]{0,8}?"
)
#: Who works in a body by profession, between its name and theirs: 岭南师范学院教授冼某, 乡卫生院护士舒某.
_STAFF = re.compile(
    r"(?:的)?(?:副?教授|讲师|教师|老师|专家|博士|医生|医师|副?主任医师|护士|护师|法官|检察官|民警|辅警|交警|律师|工程师|高级工程师|农艺师|高级农艺师|畜牧师|兽医师|技术员|农技员|研究员|副研究员)"
)
_AND_TAKES = re.compile("(?:，)?并(?:担任|兼任|任|当)")
_LEADS_FOUNDING = re.compile(f"(?:同志)?(?:牵头|带头|领头|发起|率先)?(?:{FOUNDING})了?")
_FOUNDS = re.compile(f"(?:{FOUNDING}|设立|建起)(?:了|起)?$")
_IS_TAKEN_BY = re.compile(r"\s*(?:一职)?\s*(?:由|是)\s*")
#: Before the verb, where there are several: 李某、王某分别担任组长.
_EACH_TAKES = re.compile(r"(?:同志|等人)?(?:分别|各自|均|都)")
_TAKES_IT = re.compile(r"(?:同志)?\s*(?:一人)?\s*(?:担任|兼任|出任|接任|挂任|代理|任|兼|来?当|来做|来任)")
#: 由王某为…, 聘请王某为…: 为 and 做 alone do not make anybody anything.
_WEAK_VERB = re.compile(r"(?:(?<![作身])为|做)(?:了|新一任|新一届|新任|本|我|该)?[镇乡村]?\s*$")
#: Right before a post that somebody named before it takes.
_TAKEN = ("任", "当选", "当选为")
#: 王某是副书记: only where the post ends the clause (王某是书记推荐的).
_IS_ONLY = re.compile(r"(?:作为|身为|是)(?:了|新一任|新一届|新任|本|我|该)?[镇乡村]?\s*$")
_APPOINTS = re.compile(
    r"(?:选举|推选|任命|聘请|聘任|聘用|选聘|推举|选派|增选|补选|选|聘|确定|明确|由|让|请)[^，。；]{0,12}$"
)
_NOT_NOW = re.compile(r"(?:原|前|前任|原任|时任|曾任|曾担任|老)\s*$")
#: 免去王某村主任职务.
_DISMISSED = re.compile(r"(?:免去|撤销|罢免|撤换|辞去|停止|免除|免掉|接替|顶替|代替|选举|竞选|竞争)\s*$")
_NOT_DONE = re.compile(
    r"拟|计划|打算|准备|建议|不再|没有|未能|辞去|免去|卸任|曾|候选|不得|不能|是否|能否|如果"
)

#: Posts that several people hold at once within one organ.
_PLURAL_POST = re.compile(
    r"副|委员|成员|代表|专干|干事|干部|网格员|指导员|助理|队员|文书|会计|组员|监督员|协管员|调解员|联络员|组长|主任科员"
)

#: Posts under a head, of which there are several.
_DEPUTY = re.compile("副(?:组长|队长|指挥长|总指挥|团长)|成员|组员|队员")

#: 某镇 before 乡党委书记 is not where that secretary serves.
_ORGAN_LEVEL = re.compile(r"[镇乡县市省区]|街道")
#: Posts of a village that may follow in a list whose first names the village.
_VILLAGE_POST = re.compile(
    r"村|社区|党总支|党支部|支部|支书|驻村|第一书记|监委会|监督委员会|副?书记$|副?主任$|妇联|文书$|会计$|治保|民兵连"
)
#: 在某村，我配合村支书李某…: with whom something is done there.
_BESIDE = re.compile(r"\s*(?:我们?)?(?:会同|配合|协助|联合|和|与|同|跟|带着|陪同|指导|支持)?\s*")
_COMES, _TOGETHER = (
    re.compile(r"(?:赶到|赶往|赶赴|来到|去到|奔赴|走进|赶回|回到)(?:了)?$"),
    re.compile(r"\s*(?:我们?)?(?:会同|和|与|同|跟)"),
)
_PLACE_GAP = re.compile(r"\s*(?:的|委员会)?\s*")
_SERVED_LEVELS = frozenset(("province", "city", "county", "township", "village", "community", "group"))
_SMALL_PLACES = frozenset(("village", "community", "group"))
_WORKS_AT = re.compile(r"\s*(?:工作|任职|驻村|挂职|蹲点|开展驻村|担任|任)")
_TO_WORK = re.compile(r"(?:在|到|赴|派驻|进驻|派到|派往|调到|调任)\s*$")
_TAKES_UP = re.compile(r"\s*(?:担任|任|挂任|挂职|出任|就任)\s*")
_I = re.compile(r"(?:我(?![们镇乡村县市区国党省])|本人)")


def people_relations(context: Context, signs: AuthorSigns) -> Iterator[Relation]:
    """HOLDS, SERVES_IN and AUTHORED of one report."""
    held: set[int] = set()
    for clause in context.telling:
        for person, role in _posts_in(context, clause) if clause.has("role") else ():
            held.add(role.start)
            evidence = context.clause_range(clause)
            yield Relation("HOLDS", person.span, role.span, evidence)
            place = (
                _served(context, clause, role)
                or _served_in_list(context, clause, role)
                or _headed(context, clause, person, role)
                or _gone_to(context, clause, person, role)
            )
            if place is not None:
                yield Relation("SERVES_IN", person.span, place.span, evidence)
        yield from _staff(context, clause)
    yield from _author_relations(context, signs, held)


def _staff(context: Context, clause: Clause) -> Iterator[Relation]:
    """SERVES_IN of those whose profession stands between the name of a body and theirs: 某师范学院教授冼某."""
    for body in clause.of("organization"):
        person = next((m for m in clause.of("person") if m.start > body.end), None)
        if person is not None and _STAFF.fullmatch(context.text, body.end, person.start):
            yield Relation("SERVES_IN", person.span, body.span, context.clause_range(clause))


def _posts_in(context: Context, clause: Clause) -> Iterator[tuple[Mention, Mention]]:
    """Pairs of person and post that the words of one clause tie together."""
    row = [m for m in clause.mentions if m.kind in ("person", "role", "place", "organization")]
    taken: set[tuple[int, int]] = set()
    for at, role in enumerate(row):
        if role.kind != "role" or _is_former(context, role):
            continue
        for person in _holders(context, clause, row, at):
            named = context.text[person.end : role.start].endswith("为")  # 选举王某为主任
            if not named and _DISMISSED.search(context.text, clause.start, min(person.start, role.start)):
                continue
            if (person.start, role.start) not in taken and not _is_leader(context, person, role):
                taken.add((person.start, role.start))
                yield person, role


def _is_leader(context: Context, person: Mention, role: Mention) -> bool:
    """习近平总书记 holds 总书记, and no other post that happens to stand near the name."""
    return is_doctrine_name(context, person) and role.start != person.end


def _holders(context: Context, clause: Clause, row: list[Mention], at: int) -> list[Mention]:
    """The people who hold the post at ``row[at]``, by the first of the patterns that fits."""
    patterns = [
        _right_after,
        _right_before,
        _in_brackets,
        _takes_office,
        _heads_founded,
        _taken_by,
        _takes_at_last,
    ]
    if context.text.endswith(_TAKEN, 0, row[at].start):
        # 乡党委书记杨某任组长、乡长龙某任副组长: the first who leads is named before.
        patterns.insert(0, _takes_office)
    for pattern in patterns:
        people = pattern(context, clause, row, at)
        if people:
            return people
    return []


def _right_after(context: Context, _: Clause, row: list[Mention], at: int) -> list[Mention]:
    """书记王某; 书记、主任王某; 副乡长杨某、普某."""
    last = at
    while (
        last + 1 < len(row)
        and row[last + 1].kind == "role"
        and _POST_AND_POST.fullmatch(context.text, row[last].end, row[last + 1].start)
    ):
        last += 1
    first = last + 1
    if first >= len(row) or row[first].kind != "person":
        return []
    if not _NEXT_TO.fullmatch(context.text, row[last].end, row[first].start):
        return []
    people = [row[first]]
    if last == at and _PLURAL_POST.search(row[at].text):
        people += _more_people(context, row, first)
    return people


def _more_people(context: Context, row: list[Mention], first: int) -> list[Mention]:
    """The rest of an enumeration of people: 杨某、普某 after 副乡长."""
    people = []
    at = first
    while (
        at + 1 < len(row)
        and row[at + 1].kind == "person"
        and _PERSON_AND_PERSON.fullmatch(context.text, row[at].end, row[at + 1].start)
    ):
        at += 1
        people.append(row[at])
    return people


def _people_before(context: Context, row: list[Mention], last: int) -> list[Mention]:
    """The enumeration of people that ends with the one at `last`, without that one: 李某 before 王某 in 李某、王某."""
    first = last
    while (
        first > 0
        and row[first - 1].kind == "person"
        and _PERSON_AND_PERSON.fullmatch(context.text, row[first - 1].end, row[first].start)
    ):
        first -= 1
    return row[first:last]


def _right_before(context: Context, _: Clause, row: list[Mention], at: int) -> list[Mention]:
    """王某书记; 王某 镇长, where the post is not followed by another person whose it is."""
    if at == 0 or row[at - 1].kind != "person":
        return []
    person, role = row[at - 1], row[at]
    gap = context.text[person.end : role.start]
    if gap.strip():
        return []
    follower = row[at + 1] if at + 1 < len(row) else None
    if (
        follower is not None
        and follower.kind == "person"
        and not context.text[role.end : follower.start].strip()
    ):
        return []
    if at >= 2 and row[at - 2].kind == "role" and not context.text[row[at - 2].end : person.start].strip():
        return [] if not gap else [person]  # 书记王某主任: the name is already spoken for
    return [person]


def _in_brackets(context: Context, _: Clause, row: list[Mention], at: int) -> list[Mention]:
    """王某（村文书）; 村文书（王某）."""
    text, role = context.text, row[at]
    person = _named_first(context, row, at)
    if person is not None:
        return [person]
    if at > 0 and row[at - 1].kind == "person":
        person = row[at - 1]
        if _OPENS_BRACKET.fullmatch(text, person.end, role.start) and _ends_bracket(context, row, at):
            return [person]
    if at + 1 < len(row) and row[at + 1].kind == "person":
        person = row[at + 1]
        if re.fullmatch(r"\s*[（(]\s*", text[role.end : person.start]) and _CLOSES_BRACKET.match(
            text, person.end
        ):
            return [person]
    return []


def _named_first(context: Context, row: list[Mention], at: int) -> Mention | None:
    """The person of （王某、县水务局局长） and （组长：王某、县水务局局长，成员：李某、某乡副乡长）, in a bracket."""
    text, back = context.text, at
    while (
        back > 0 and row[back - 1].kind in ("place", "organization") and row[back - 1].end == row[back].start
    ):
        back -= 1
    if back == 0 or row[back - 1].kind != "person":
        return None
    person = row[back - 1]
    if text[person.end : row[back].start].strip() != "、" or text[person.start - 1] not in "（(：:":
        return None
    opened = max(text.rfind(mark, max(0, person.start - _BRACKET), person.start) for mark in "（(")
    closed = max(text.rfind(mark, max(0, person.start - _BRACKET), person.start) for mark in "）)")
    ends = text[row[at].end : row[at].end + 1] in ("）", ")", "，", ",", "；")
    return person if opened > closed and ends else None


def _ends_bracket(context: Context, row: list[Mention], at: int) -> bool:
    """Whether only further posts stand between a post and the closing bracket."""
    end = row[at].end
    for mention in row[at + 1 :]:
        if mention.kind != "role" or not _POST_AND_POST.fullmatch(context.text, end, mention.start):
            break
        end = mention.end
    return _CLOSES_BRACKET.match(context.text, end) is not None


def _takes_office(context: Context, clause: Clause, row: list[Mention], at: int) -> list[Mention]:
    """由王某担任理事长; 王某任某村党支部书记、村委会主任; 选举王某为主任."""
    text = context.text
    back = at
    while back > 0 and row[back - 1].kind in ("role", "place", "organization"):
        gap = text[row[back - 1].end : row[back].start]
        if not (_POST_AND_POST.fullmatch(gap) or _PLACE_GAP.fullmatch(gap)):
            break
        back -= 1
    if back == 0 or row[back - 1].kind != "person":
        return []
    person = row[back - 1]
    verb = text[person.end : row[back].start]
    each = _EACH_TAKES.match(verb)
    if each:
        verb = verb[each.end() :]
    if not _TAKES.fullmatch(verb):
        return []
    before = text[clause.start : person.start]
    if _NOT_DONE.search(before) or _NOT_DONE.search(verb):
        return []
    chosen = "当选" in verb or _IS_CHOSEN.search(verb) is not None
    if _WEAK_VERB.search(verb) and not (chosen or _APPOINTS.search(before)):
        return []
    if context.text[row[at].end : row[at].end + 2] in ("候选", "人选"):
        return []
    if _IS_ONLY.search(verb) and text[row[at].end : clause.end].strip():
        return []
    if not each and _DEPUTY.fullmatch(row[at].text) and back == at:
        return [*_with_posts_before(context, row, back - 1), person]
    if not each and _PLURAL_POST.search(row[at].text):
        return [*_named_before(context, row, back - 1), person]  # 陈某、林某当选村委会委员
    return _each_of(context, row, back, at) if each else [person]


def _takes_at_last(context: Context, clause: Clause, row: list[Mention], at: int) -> list[Mention]:
    """王某在村级换届中当选村委会副主任; 孙某放弃城里的生意回某村担任党支部副书记."""
    if sum(mention.kind == "person" for mention in row[:at]) != 1:
        return []
    person = next(mention for mention in row[:at] if mention.kind == "person")
    if any(mention.kind == "role" and mention.end > person.start for mention in row[:at]):
        return []
    begin = context.text.rfind("。", 0, person.start) + 1  # 我建议组织部出面，选派王某到某村任第一书记
    before = context.text[clause.start : person.start]
    way = context.text[person.end : row[at].start]
    if _NOT_DONE.search(context.text, begin, row[at].start) or not _OPENS_WITH_PERSON.fullmatch(before):
        return []
    return [person] if _TAKES_AT_LAST.fullmatch(way) else []


def _named_before(context: Context, row: list[Mention], last: int) -> list[Mention]:
    """Those named without a post right before the last one, in one enumeration with it."""
    people = _people_before(context, row, last)
    first = last - len(people)
    if people and first and row[first - 1].kind == "role" and row[first - 1].end == people[0].start:
        return people[1:]  # 书记李某、王某任委员: the first has a post of their own
    return people


def _with_posts_before(context: Context, row: list[Mention], last: int) -> list[Mention]:
    """Those named with their posts before the last one: 镇长何某、副书记赵某任副组长."""
    people: list[Mention] = []
    at = last - 1
    while at >= 2 and row[at].kind == "role" and row[at].end == row[at + 1].start:
        person, post = row[at - 1], row[at - 2]
        joined = person.kind == "person" and _PERSON_AND_PERSON.fullmatch(
            context.text, person.end, row[at].start
        )
        if not joined or post.kind != "role" or post.end != person.start:
            break
        people.insert(0, person)
        at -= 2
    return people


def _heads_founded(context: Context, _: Clause, row: list[Mention], at: int) -> list[Mention]:
    """李某牵头成立某合作社并任理事长."""
    if at < 2 or row[at - 1].kind != "organization":
        return []
    person, body = row[at - 2], row[at - 1]
    if row[at - 2].kind != "person" or not _AND_TAKES.fullmatch(context.text, body.end, row[at].start):
        return []
    return [person] if _LEADS_FOUNDING.fullmatch(context.text, person.end, body.start) else []


def _each_of(context: Context, row: list[Mention], first: int, at: int) -> list[Mention]:
    """All of 李某、王某分别担任组长; of 李某、王某分别担任组长、副组长 the one whose post it is."""
    people = [*_people_before(context, row, first - 1), row[first - 1]]
    posts = [first]
    while (
        posts[-1] + 1 < len(row)
        and row[posts[-1] + 1].kind == "role"
        and _POST_AND_POST.fullmatch(context.text, row[posts[-1]].end, row[posts[-1] + 1].start)
    ):
        posts.append(posts[-1] + 1)
    if len(posts) == 1:
        return people
    return [people[posts.index(at)]] if len(posts) == len(people) and at in posts else []


def _taken_by(context: Context, _: Clause, row: list[Mention], at: int) -> list[Mention]:
    """理事长由王某担任; 组长由镇长王某担任."""
    role, after = row[at], row[at + 1 : at + 3]
    if len(after) == 2 and after[0].kind == "role" and after[0].end == after[1].start:
        after = after[1:] if _IS_TAKEN_BY.fullmatch(context.text, role.end, after[0].start) else []
    if not after or after[0].kind != "person":
        return []
    person = after[0]
    by = context.text[role.end : row[at + 1].start]
    if not _IS_TAKEN_BY.fullmatch(by):
        return []
    by = by.strip()
    if by.endswith("由") and not _TAKES_IT.match(context.text, person.end):
        return []
    return [person]


def _is_former(context: Context, role: Mention) -> bool:
    return _NOT_NOW.search(context.text, max(0, role.start - 4), role.start) is not None


def _served(context: Context, clause: Clause, role: Mention) -> Mention | None:
    """The place or organisation right before a post or the chain of posts it belongs to."""
    end = role.start
    outer: Mention | None = role
    for mention in reversed(clause.mentions):
        if mention.end > end:
            continue
        if mention.kind == "role" and _POST_AND_POST.fullmatch(context.text, mention.end, end):
            end, outer = mention.start, mention
            continue
        if mention.kind in ("place", "organization") and _PLACE_GAP.fullmatch(context.text, mention.end, end):
            return mention if outer is not None and _fits(mention, outer) else None
        return None
    return None


def _served_in_list(context: Context, clause: Clause, role: Mention) -> Mention | None:
    """The village of 某村书记鲁某、主任字某 for the second, and of 在某村，党支部书记李某 for the clause after it."""
    text = context.text
    if not _VILLAGE_POST.match(role.text):
        return None
    row = [m for m in clause.mentions if m.end <= role.start and m.kind in ("person", "role", "place")]
    if len(row) >= 2 and row[-1].kind == "person" and row[-2].kind == "role":
        if text[row[-1].end : role.start].strip() in ("、", "和"):
            return _served(context, clause, row[-2]) or _served_in_list(context, clause, row[-2])
        return None
    before = context.previous_of(clause)
    if row or before is None or before.sentence != clause.sentence:
        return None
    if not _BESIDE.fullmatch(text, clause.start, role.start):
        return None
    places = before.of("place")
    if not places or places[-1].record.level not in _SMALL_PLACES:
        return None
    lead, rest = text[before.start : places[0].start].strip(), text[places[-1].end : before.end].strip()
    # 我赶到某村，和村书记李某敲门: with whom something is done where one has just come to.
    there = lead == "在" or (_COMES.search(lead) and _TOGETHER.match(text, clause.start, role.start))
    return places[-1] if there and not rest and _fits(places[-1], role) else None


def _headed(context: Context, clause: Clause, person: Mention, role: Mention) -> Mention | None:
    """The organisation of 某合作社由李某担任理事长, of 由李某任理事长的某合作社, and of 李某牵头成立某合作社并任理事长."""
    row = [m for m in clause.mentions if m.end <= person.start]
    headed = next((m for m in clause.of("organization") if m.start == role.end + 1), None)
    if headed is not None and context.text[role.end] == "的":
        by = context.text[clause.start : person.start].strip() == "由"
        return headed if by else None  # 由李某任理事长的某合作社
    between = [m for m in clause.of("organization") if person.end <= m.start and m.end <= role.start]
    if between and _AND_TAKES.fullmatch(context.text, between[-1].end, role.start):
        return between[-1]
    if not row and person.start < role.start:
        return _founded_before(context, clause, person)
    if len(row) >= 2 and row[-1].kind == "role" and row[-1].end == person.start:
        row, person = row[:-1], row[-1]  # 由村主任李某担任
    if not row or row[-1].kind != "organization" or person.start > role.start:
        return None
    # 由返乡青年李某担任
    end = start_of_sort(context, row[-1].end, person.start)
    return row[-1] if _IS_TAKEN_BY.fullmatch(context.text, row[-1].end, end) else None


def _founded_before(context: Context, clause: Clause, person: Mention) -> Mention | None:
    """The organisation that the clause before founded: 成立某合作社，由李某任理事长."""
    before = context.previous_of(clause)
    if before is None or before.sentence != clause.sentence:
        return None
    if context.text[clause.start : person.start].strip() != "由":
        return None
    names = before.of("organization")
    if not names or context.text[names[-1].end : before.end].strip():
        return None
    return names[-1] if _FOUNDS.search(context.text, before.start, names[-1].start) else None


def _fits(place: Mention, role: Mention) -> bool:
    if place.kind == "organization":
        return True
    if place.record.level not in _SERVED_LEVELS:
        return False
    small = place.record.level in _SMALL_PLACES
    return not (small and _ORGAN_LEVEL.match(role.text))


def _author_relations(context: Context, signs: AuthorSigns, held: set[int]) -> Iterator[Relation]:
    author = signs.person.span if signs.person is not None else None
    if signs.person is not None:
        yield Relation("AUTHORED", signs.person.span, None, signs.person_evidence)
    served: set[str] = set()
    for sign in signs.roles:
        clause = context.clause_at(sign.role.start)
        if clause is None or sign.role.start in held:
            continue
        yield Relation("HOLDS", author, sign.role.span, sign.evidence)
        place = _served(context, clause, sign.role) or _sent_to(context, clause, sign.role)
        if place is not None and place.text not in served:
            served.add(place.text)
            yield Relation("SERVES_IN", author, place.span, sign.evidence)
    yield from _workplaces(context, author, served)


def _sent_to(context: Context, clause: Clause, role: Mention) -> Mention | None:
    """选派到某村任第一书记: the place stands before the verb."""
    for mention in reversed(clause.mentions):
        if mention.end > role.start:
            continue
        if mention.kind in ("place", "organization"):
            between = context.text[mention.end : role.start]
            return mention if _TAKES_UP.fullmatch(between) else None
        if mention.kind != "role":
            return None
    return None


def _gone_to(context: Context, clause: Clause, person: Mention, role: Mention) -> Mention | None:
    """The place of 孙某回某村担任党支部副书记: where somebody went to take the post."""
    place = _sent_to(context, clause, role)
    return place if place is not None and person.end <= place.start and _fits(place, role) else None


def _workplaces(context: Context, author: object, served: set[str]) -> Iterator[Relation]:
    """我到某村驻村: where the author works without a post being named."""
    for clause in context.telling:
        if clause.section in ("plan", "problem", "cause"):
            continue
        for place in clause.of_any("place", "organization"):
            if place.text in served or not _WORKS_AT.match(context.text, place.end):
                continue
            lead = context.text[clause.start : place.start]
            last = _TO_WORK.search(lead)
            if last and _I.search(lead) and not clause.has("person"):
                served.add(place.text)
                yield Relation("SERVES_IN", author, place.span, context.clause_range(clause))  # type: ignore[arg-type]


#: Between somebody's age and their name: 65岁的村党支部书记|冼有田.
_AGED = re.compile("的[^，。；、0-9]{0,12}?")


def aged(context: Context, clause: Clause, figure: Mention) -> Mention | None:
    """Who is as old as a figure says that stands right before their post and name: 65岁的村党支部书记冼有田."""
    text = context.text
    if text[figure.end - 1] != "岁" or text[figure.end : figure.end + 1] != "的":
        return None
    person = next((person for person in clause.of("person") if person.start > figure.end), None)
    if person is None or _AGED.fullmatch(text, figure.end, person.start) is None:
        return None
    return person
