"""Where a report says who wrote it: title, lines under the title, introduction, 作为…, signature.

Both the author component and the relation rules read these signs: the one to name the author, the others to tie
the author to posts and places with the words that say so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.relation_context import Clause, Context, Mention

__all__ = [
    "LEADING_GROUP",
    "AuthorSigns",
    "RoleSign",
    "chain_start",
    "find_signs",
    "is_doctrine_name",
]

#: The role of a report that a leading group (领导班子) gives of itself: it has no single author.
LEADING_GROUP = "领导班子"

_GROUP_TITLE = re.compile(
    r"(?:领导|党政|党委|支|两委|镇|乡|街道|村|社区)[”\"]?班子(?!成员)|领导集体|党政领导班子"
)
_REPORT_WORD = re.compile(r"述职|述廉|述责|述学|履职|工作总结|工作报告|工作汇报|总结|汇报|报告|发言|材料")
#: A title that names the posts of those who gather, not of the one who speaks.
_GATHERING = re.compile(
    r".{0,16}?(?:评议会|评议工作|评议考核|评议情况|述职点评|大会|会议|座谈会|培训班|推进会|会上)"
)
_NOT_OWN_BEFORE = re.compile(
    r"(?:向|致|给|对|与|学习|推荐|关于|考核|评议|各|全体|每位|[0-9两几多余]+[名位个])\s*$"
)

_LABEL = re.compile(
    r"(?:述职人|述职者|报告人|汇报人|发言人|述廉人|姓\s*名)\s*[：:]\s*(?P<name>[^\s，。；;,（(]{2,12})"
)
_LINE_FILLER = re.compile(
    r"[\u4e00-\u9fff]{2,5}(?:省|自治区|市|县|区|州|镇|乡|街道|村|社区)(?![党委长政人])|"
    r"述职人|述职者|报告人|汇报人|发言人|述廉人|姓\s*名|职\s*务|单\s*位|时\s*间|日\s*期|现任|中共|同志|人民政府|党委|委员会|"
    r"[0-9〇零一二三四五六七八九十]{1,4}\s*[年月日]|[0-9]{4}[./-][0-9]{1,2}(?:[./-][0-9]{1,2})?|[\s、，,：:；;（）()—\-·.*]"
)
_HEADING = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十][，、]|[0-9]{1,2}[.、．])"
)
#: 尊敬的王书记、各位领导：the posts of those who listen.
_ADDRESS = re.compile(r"(?:尊敬的|敬爱的|各位)")

#: What stands right before the posts the author says are theirs.
_TAKES_POST = re.compile(
    r"(?:现任|兼任|担任|出任|接任|就任|转任|调任|挂任|任职|任|当选为?|被选为|被选举为|当上|挂职(?:担任)?|兼)(?:了|过)?(?:新一[届任]|新任|本届)?"
    # Names of places that the place finder may not know.
    r"(?:(?:[\u4e00-\u9fff]{2,6}?(?:省|市|县|区|州|旗|镇|乡|街道|村|社区|河|江|溪|湖|水库|段|山)){1,3})?$"
)
#: Behind 我叫李某.
_IS = re.compile(r"\s*(?:现|目前|也)?是\s*")
_I = re.compile(r"(?:我(?![们镇乡村县市区国党省局院校社街办])|本人|自己|笔者)")
#: The author was sent or elected: the verb of others has the author as its object.
_I_WAS = re.compile(
    r"(?:由|被|受|经|按照|根据|服从).{0,24}(?:选派|派|任命|安排|选举|推选|推荐|组织|委派|提名|调)"
)
_WAS_SENT = re.compile(
    r"^\s*(?:[0-9]{4}年)?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:(?:从|由|自)[\u4e00-\u9fff]{2,16}?)?(?:起|被|受|经|由|组织|县委|单位)*(?:选派|下派|派驻|派|抽调|调|任命|安排)[到至往]"
)
_I_AM = re.compile(r"(?:我|本人)(?:就)?(?:是|系)(?:一名|一个)?$")
#: How the author gives a name.
_SELF = "我叫|我是|我名叫|我的名字叫|本人"
_NAMES_SELF = re.compile(rf"(?:{_SELF}|我就是|本人系)\s*$")
_IS_SENT = re.compile(
    r"\s*(?:我|本人)[是系][^，。；我他她]{0,20}?(?:选派|下派|派驻|派出|派|任命|委派|抽调|驻)[到在至往]?\s*"
)
#: Where and when somebody went to take a post.
_CAME = re.compile(
    r"\s*(?:[0-9]{4}年)?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:[初底末起]|上旬|中旬|下旬)?(?:[由受经被][\u4e00-\u9fff]{2,14}?)?(?:安排|选派|下派|派驻|抽调|派|调)?(?:到|来到|来|赴|进驻)"
)
#: When somebody took a further one.
_SINCE = re.compile(
    r"\s*(?:自|从|于)?[0-9]{4}年(?:[0-9]{1,2}月)?(?:至今|以来|换届(?:选举)?[时中]?|[\u4e00-\u9fff]{0,4}?[后起底初])?(?:又|还|并|同时|再次)?"
)
#: From when to when somebody held a post: 2011年5月至2016年4月任某乡组织委员.
_HELD_UNTIL = re.compile(r"(?:至|到|[—~～－-]{1,2})([0-9]{4})年(?:[0-9]{1,2}月)?(?:份|底|初)?(?:间|期间)?$")
_STILL, _SOON = re.compile("至今|现任"), 60
_YEAR = re.compile("(?:19|20)[0-9]{2}")
#: 我于2019年8月由县农业局调任…: from where somebody was moved.
_MOVED = re.compile(
    r"(?:自|于)?(?:[0-9]{4}年)?(?:[0-9]{1,2}月)?(?:由|从)[\u4e00-\u9fff]{2,14}(?:调任|转任).*"
)
#: A sentence that the author opens by name.
_OPENS_OWN = re.compile(rf"\s*(?:{_SELF}|我(?:自|于|在|从|原|曾|[0-9]{{4}}年))")
_IN_CAPACITY = re.compile(r"(?:作为|身为)(?:一名|一个)?(?:(?:主管|分管|负责|主抓|主持)[^，。；的]{1,12}的)?$")
#: 他强调作为书记要…: what somebody else said to others.
_TOLD_OTHERS = re.compile(
    r"(?:[他她]|会议|书记|[镇乡县市区]长|领导)(?:还|又|最后)?(?:强调|指出|要求|提出|说|表示)"
)
_BEARS_DUTY = re.compile(r"(?:履行|担起|扛起|担负起|肩负起|尽到|尽好|履行好)(?:好|了)?$")
_DUTY = re.compile(r"(?:的)?(?:职责|责任|职务|工作职责|岗位职责)")
#: Somebody else is made to do it, so the post is not the author's.
_OTHERS = re.compile(
    r"督促|指导|要求|压实|推动|引导|支持|协助|配合|组织|动员|选派|选聘|聘请|聘用|推选|选举|任命|安排|鼓励|让|由|请|招募|吸纳|"
    r"发动|挑选|推荐|提拔|选拔|协调|他|她|其(?![他它余中次])"
)
_FORMER = re.compile(r"(?:不再|曾|原|前|拟|未|没有|辞去|免去|卸任|曾经|先后)(?:担任|任|兼任)?$")

#: A leader whose name is part of a doctrine or an address is nobody's author.
_DOCTRINE_AFTER = re.compile(r"同志为核心|新时代|总书记|主席|法治|经济|生态|外交|强军|文化|谈治国理政|关于")


@dataclass(frozen=True, slots=True)
class RoleSign:
    """A post that is the author's, with the words that say so."""

    role: Mention
    #: 0 title, 1 byline, 2 introduction or signature, 3 elsewhere.
    rank: int
    evidence: tuple[int, int]


@dataclass(slots=True)
class AuthorSigns:
    """All that a report says of its author."""

    person: Mention | None = None
    person_evidence: tuple[int, int] = (0, 0)
    #: The name where a label gives it though no person was marked there (述职人：…).
    label_name: str | None = None
    roles: list[RoleSign] = field(default_factory=list)
    group: bool = False

    @property
    def best_roles(self) -> list[Mention]:
        """The posts of the strongest sign: those of the title, else of the byline, and so on."""
        rank = min((sign.rank for sign in self.roles), default=0)
        return [sign.role for sign in self.roles if sign.rank == rank]


def find_signs(context: Context) -> AuthorSigns:
    """The signs of authorship of one report, collected once."""
    if context.signs is None:
        context.signs = _collected(context)
    return context.signs


def _collected(context: Context) -> AuthorSigns:
    signs = AuthorSigns()
    _read_title(context, signs)
    if not signs.group:
        _read_byline(context, signs)
        _read_body(context, signs)
        _read_signature(context, signs)
        _drop_repeated(signs)
    return signs


def is_doctrine_name(context: Context, person: Mention) -> bool:
    """Whether a name stands in a doctrine or the address of a leader (…同志为核心, …总书记)."""
    return _DOCTRINE_AFTER.match(context.text, person.end) is not None


def chain_start(context: Context, clause: Clause, last: Mention) -> int:
    """Start of the chain of places, organisations and posts that ends with a post or name: 某县某镇党委书记."""
    start = last.start
    for mention in reversed(clause.mentions):
        if mention.end > start or mention.kind not in ("place", "organization", "role"):
            continue
        if not _CHAIN_GAP.fullmatch(context.text, mention.end, start):
            break
        start = mention.start
    return start


_CHAIN_GAP = re.compile(r"\s*[、兼的]?\s*(?:兼任)?")


#: Before a post that is held for a term: 县第五届政协委员.
_SESSION = re.compile(r"\s*(?:也是|同时是|是)?(?:[省市县区镇乡]?第[一二三四五六七八九十0-9]{1,3}届)?")


def _read_title(context: Context, signs: AuthorSigns) -> None:
    start, end = context.title
    title = context.text[start:end]
    if not title:
        return
    mentions = context.within(start, end)
    roles = [
        m for m in mentions if m.kind == "role" and _is_own_in_title(title, m.start - start, m.end - start)
    ]
    if not roles and _GROUP_TITLE.search(title):
        signs.group = True
        return
    if not roles and not _REPORT_WORD.search(title):
        return
    signs.roles += [RoleSign(role, 0, (start, end)) for role in roles]
    people = [m for m in mentions if m.kind == "person" and not is_doctrine_name(context, m)]
    if len(people) == 1:
        signs.person, signs.person_evidence = people[0], (start, end)


def _is_own_in_title(title: str, start: int, end: int) -> bool:
    if _NOT_OWN_BEFORE.search(title, 0, start):
        return False
    return _GATHERING.match(title, end) is None


def _lines(text: str, start: int, limit: int) -> Iterator[tuple[int, int]]:
    """Up to `limit` lines from `start` on that are not empty, without white space at their ends."""
    for line in re.finditer(r"\S[^\n]*", text[start : start + 2_000]):
        if limit == 0:
            return
        limit -= 1
        yield start + line.start(), start + line.start() + len(line[0].rstrip())


def _last_lines(text: str, limit: int) -> list[tuple[int, int]]:
    base = max(0, len(text) - 600)
    found = [
        (base + line.start(), base + line.start() + len(line[0].rstrip()))
        for line in re.finditer(r"\S[^\n]*", text[base:])
    ]
    return found[-limit:]


def _names_only(context: Context, start: int, end: int) -> list[Mention] | None:
    """The mentions of a short line that says who and what, and nothing else; None for any other line."""
    if end - start > 60 or context.text[end - 1] in "。；，" or _HEADING.match(context.text, start, end):
        return None
    if _ADDRESS.match(context.text, start, end):
        return None
    mentions = context.within(start, end)
    rest, at = [], start
    for mention in mentions:
        rest.append(context.text[at : mention.start])
        at = mention.end
    rest.append(context.text[at:end])
    if len(_LINE_FILLER.sub("", "".join(rest))) > 2:
        return None
    return [m for m in mentions if m.kind != "quantity"]


#: Lines over a title in which its author may be named.
_OVER_TITLE = 2


def _read_byline(context: Context, signs: AuthorSigns) -> None:
    held: list[tuple[list[Mention], tuple[int, int]]] = []
    # 某乡副乡长　李某 may stand over 2023年度个人述职报告, too.
    for start, end in _lines(context.text, 0, _OVER_TITLE):
        mentions = _names_only(context, start, end) if end <= context.title[0] else None
        if mentions is not None:
            held.append((mentions, (start, end)))
    for start, end in _lines(context.text, context.title[1], 6):
        if signs.person is None:
            _read_label(context, signs, start, end)
        mentions = _names_only(context, start, end)
        if mentions is not None:
            held.append((mentions, (start, end)))
        elif end - start > 60:
            break  # the body has begun
    if sum(_names_holder(mentions) for mentions, _ in held) > 1:
        return  # the leaders of the town, one a line
    for mentions, evidence in held:
        _take_line(signs, mentions, evidence, 1)


def _names_holder(mentions: list[Mention]) -> bool:
    """Whether a line gives both a post and whose it is."""
    return {"person", "role"} <= {mention.kind for mention in mentions}


def _take_line(signs: AuthorSigns, mentions: list[Mention], evidence: tuple[int, int], rank: int) -> None:
    people = [m for m in mentions if m.kind == "person"]
    if len(people) > 1:
        return  # a list of several reporters
    if people and signs.person is None:
        signs.person, signs.person_evidence = people[0], evidence
    signs.roles += [RoleSign(m, rank, evidence) for m in mentions if m.kind == "role"]


def _read_label(context: Context, signs: AuthorSigns, start: int, end: int) -> None:
    label = _LABEL.search(context.text, start, end)
    if label is None:
        return
    people = [m for m in context.within(label.start("name"), end) if m.kind == "person"]
    if people:
        signs.person, signs.person_evidence = people[0], (start, end)
        return
    others = context.within(label.start("name"), end)
    name = label["name"]
    if (
        not others
        and re.fullmatch(r"[\u3400-\u9fff·]{2,8}", name)
        and not re.search(r"[某镇乡村长员]|书记|主任|委", name)
    ):
        signs.label_name = name


def _read_body(context: Context, signs: AuthorSigns) -> None:
    """作为…, 我担任…, 我叫…现任…: posts that the author claims in running text."""
    introduction_end = context.title[1] + 800
    before: Clause | None = None
    own = -1  # the sentence that the author opened
    for clause in context.clauses:
        previous = before if before is not None and before.sentence == clause.sentence else None
        if previous is None and _OPENS_OWN.match(context.text, clause.start, clause.end):
            own = clause.sentence
        if clause.mentions and clause.start >= context.title[1]:
            _read_clause(context, signs, previous, clause, introduction_end, own=clause.sentence == own)
        before = clause


def _read_clause(
    context: Context,
    signs: AuthorSigns,
    previous: Clause | None,
    clause: Clause,
    introduction_end: int,
    *,
    own: bool,
) -> None:
    in_introduction = clause.start < introduction_end
    if in_introduction and signs.person is None:
        _read_self_naming(context, signs, clause)
    claimed: Mention | None = None
    for role in clause.of("role"):
        if claimed is not None and _CHAIN_GAP.fullmatch(context.text, claimed.end, role.start):
            claimed = role  # 任党支部书记、村委会主任: what is said of the first holds for the second
        elif _goes_on(context, signs, previous, clause, role) or _claims(
            context, signs, previous, clause, role, own=own
        ):
            claimed = role
        else:
            continue
        rank = 2 if in_introduction else 3
        signs.roles.append(RoleSign(role, rank, context.clause_range(clause)))


def _goes_on(
    context: Context, signs: AuthorSigns, previous: Clause | None, clause: Clause, role: Mention
) -> bool:
    """Whether a clause is one more post of the author's, behind one that ended in such: 现任某村党支部书记，县第五届政协委员."""
    text = context.text
    if previous is None or not signs.roles or text[role.end : clause.end].strip():
        return False
    last = signs.roles[-1].role
    ends_clause = previous.start <= last.start and not text[last.end : previous.end].strip()
    return (
        ends_clause and _SESSION.fullmatch(text, clause.start, chain_start(context, clause, role)) is not None
    )


def _claims(
    context: Context, signs: AuthorSigns, previous: Clause | None, clause: Clause, role: Mention, *, own: bool
) -> bool:
    """Whether the words before a post make it the author's own."""
    text = context.text
    prefix = text[clause.start : chain_start(context, clause, role)]
    if _I_AM.search(prefix) or _IS_SENT.fullmatch(prefix):
        return True
    if _IN_CAPACITY.search(prefix):
        return _TOLD_OTHERS.search(prefix) is None and _speaks_of_self(context, clause, role)
    if any(m.kind == "person" and m is not signs.person for m in clause.mentions if m.start < role.start):
        return False
    if _IS.fullmatch(prefix) and _names_self(context, signs, previous, clause):
        return True  # 我叫李某，是某镇某村的党支部书记
    taken = _TAKES_POST.search(prefix)
    if taken is not None:
        lead = prefix[: taken.start()]
        if _FORMER.search(lead) or _FORMER.search(prefix) or _is_past(context, lead, role):
            return False
        return _author_is_subject(context, signs, previous, lead, taken.group(), own=own)
    if _BEARS_DUTY.search(prefix) and _DUTY.match(text, role.end):
        return not _OTHERS.search(prefix)
    return False


def _names_self(context: Context, signs: AuthorSigns, previous: Clause | None, clause: Clause) -> bool:
    """Whether the clause before, of the same sentence, is 我叫李某 and no more."""
    if previous is None or previous.sentence != clause.sentence or signs.person is None:
        return False
    person = signs.person
    inside = previous.start <= person.start and person.end <= previous.end
    return inside and _NAMES_SELF.search(context.text, previous.start, person.start) is not None


def _is_past(context: Context, lead: str, role: Mention) -> bool:
    """Whether the words before a post say that it ended before the year of the report, or before another that still lasts."""
    held = _HELD_UNTIL.search(lead)
    if held is None:
        return False
    years = _YEAR.findall(context.text[slice(*context.title)])
    if years and int(held[1]) < max(map(int, years)):
        return True
    return _STILL.search(context.text, role.end, role.end + _SOON) is not None


def _author_is_subject(
    context: Context, signs: AuthorSigns, previous: Clause | None, lead: str, verb: str, *, own: bool
) -> bool:
    """Whether whoever takes a post by `verb` behind `lead` is the author; `own` in a sentence that the author opened."""
    if speaker := list(_I.finditer(lead)):
        since = lead[speaker[-1].end() :]
        return (
            _OTHERS.search(since) is None
            or _I_WAS.search(since) is not None
            or _MOVED.fullmatch(since + verb) is not None
        )
    others = previous is not None and any(
        m.kind == "person" for m in previous.mentions if m is not signs.person
    )
    if own and previous is not None and not others and (_CAME.match(lead) or _SINCE.fullmatch(lead)):
        return True  # 我叫李某，是市农牧局干部，2021年6月到某村任第一书记，2023年换届后又兼任工会主席
    if previous is not None and _WAS_SENT.search(lead):
        before = context.text[previous.start : previous.end]
        if any(m is signs.person for m in previous.mentions) or _I.search(before):
            return True  # 我是某局干部，2018年5月选派到某村任第一书记
        if own and not others:
            return True  # 我叫李某，是某局的一名干部，2021年7月被选派到某村任第一书记
    if _OTHERS.search(lead):
        return False
    if previous is None:
        return (
            lead.strip() in ("", "在")
            or re.fullmatch(r"\s*(?:同时|还|并|又|自?[0-9]{4}年.{0,8})\s*", lead) is not None
        )
    before = context.text[previous.start : previous.end]
    if others:
        return False
    if any(m is signs.person for m in previous.mentions) or _I.search(before):
        return True
    return not _OTHERS.search(before) and re.fullmatch(r"\s*(?:同时|还|并|又)?\s*", lead) is not None


def _speaks_of_self(context: Context, clause: Clause, role: Mention) -> bool:
    """作为镇长，我…: the post ends the clause, and nobody else is the subject of the next."""
    tail = context.text[role.end : clause.end]
    if tail.startswith("的") or re.match(r"\s*(?:候选|人选|后备|培养)", tail):
        return False
    if clause.has("person"):
        return False
    following = context.next_of(clause)
    if following is None or following.sentence != clause.sentence:
        return True
    lead = context.text[following.start : following.start + 2]
    starts_with_other = any(m.start <= following.start + 1 for m in following.of_any("person", "role"))
    return not starts_with_other and re.match(r"[他她该]", lead) is None


def _read_self_naming(context: Context, signs: AuthorSigns, clause: Clause) -> None:
    """我叫李梅, 我是某村党支部书记李梅, 我是某局选派到某村的第一书记李梅, 本人李梅."""
    for person in clause.of("person"):
        lead = context.text[clause.start : chain_start(context, clause, person)]
        if _NAMES_SELF.search(lead) or _IS_SENT.fullmatch(lead):
            signs.person, signs.person_evidence = person, context.clause_range(clause)
            return


def _read_signature(context: Context, signs: AuthorSigns) -> None:
    for start, end in _last_lines(context.text, 5):
        if start <= context.title[1]:
            continue
        if signs.person is None:
            _read_label(context, signs, start, end)
        mentions = _names_only(context, start, end)
        if mentions:
            _take_line(signs, mentions, (start, end), 2)


def _drop_repeated(signs: AuthorSigns) -> None:
    """Each post mention once, by its strongest sign, in document order."""
    seen: dict[int, RoleSign] = {}
    for sign in sorted(signs.roles, key=lambda sign: (sign.rank, sign.role.start)):
        seen.setdefault(sign.role.start, sign)
    signs.roles = sorted(seen.values(), key=lambda sign: sign.role.start)
