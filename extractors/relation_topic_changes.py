"""How the topic of a sentence is set, kept and dropped, from clause to clause."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from extractors.relation_context import coordinated
from extractors.relation_counted import FOUNDING, TOPICS, WHEN
from extractors.relation_nearest import (
    CONTAINS,
    OPENING,
    contains,
    first_group,
    innermost,
    is_brought,
    is_far,
    is_feature,
    is_helper,
    is_made_of,
    last_group,
    speaks_of,
)
from extractors.relation_topics import (
    FIRM_DOES,
    GOES_ON_DOING,
    LEVELS_OF_WHOLE,
    Topic,
    acts_on,
    is_of_village,
    is_other_subject,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.relation_context import Clause, Context, Mention

__all__ = ["advance", "begun", "says_again", "settled", "take_up", "turn_back"]

#: A whole province or city is a setting, not what a later clause goes on about.
_TOPIC_LEVELS = frozenset(("county", "township", "village", "community", "group"))
#: A clause that begins so goes on about where the topic lies.
_IS_PLACED_NOW = re.compile(
    r"\s*(?:位于|地处|坐落|距|离|隶属|紧靠|紧邻|紧挨|背靠|[东南西北]{1,2}[邻接靠连与临抵依]|毗邻|翻过|越过|过了?[山河江桥]|隔[河江山]|在[^，。]{2,14}[东南西北]{1,2}[角部边侧面]|"
    r"[东南西北]{0,2}[部边面]?[与同和][^，。]{1,20}(?:接壤|毗邻|相邻|相连|交界|接界|为邻|相望))"
)
#: 某村位于…, 某乡辖9个村: what follows describes the place.
_DESCRIBES = re.compile(
    r"(?:现|共|总共|目前)*(?:位于|地处|坐落|座落|距|离|隶属|属于?|归[^，。；]{2,12}管|下辖|管辖|辖)|是[^，。；]*(?:[镇乡村区点]|社区|山区)"
)
_HOLDS = re.compile(WHEN + r"(?:下辖|管辖|辖)")
#: How the next sentence of a place's profile begins.
_PROFILE = re.compile(
    r"\s*(?:全村|全镇|全乡)?(?:现有|共有|有)?(?:国土|版图|幅员|辖区|行政区域|区域|土地|总)?(?:总?面积|耕地|林地|水田|旱地|总人口|户籍人口|森林覆盖率|平均海拔|海拔)"
)
#: To whom the topic lets or sells something: it stays the topic.
_HANDS_OVER = re.compile(
    WHEN
    + r"(?:整体|全部|统一|长期|又|再)*(?:(?:出?租|租赁|承包|发包|转包|流转|卖|出售|销售|供应|供|交|委托|转让)给|销往|卖到|供往|销给)[^，。；]{0,5}$"
)
#: What was named before, said again.
_THAT = re.compile(
    r"\s*(?:目前|现在|如今)?[，]?(?:该|这[个家所])(自然村|村|社区|嘎查|镇|乡|组|合作社|社|公司|企业|厂|学校|校|医院|院)(?!民)"
)
#: What every such clause holds, and those of the whole village: few clauses do.
_AGAIN = re.compile("[该这全](?:(?<=该)|(?<=这)[个家所]|(?<=全)村)")
_FIRMS, _SCHOOLS = ("公司", "厂", "集团", "农场"), ("学", "校", "院")
#: The last words of the names of organisations that 该公司 and its like may mean.
_CALLED = {
    "公司": _FIRMS,
    "企业": _FIRMS,
    "厂": _FIRMS,
    "合作社": ("社",),
    "社": ("社",),
    "校": _SCHOOLS,
    "学校": _SCHOOLS,
    "医院": ("院",),
    "院": _SCHOOLS,
}
_FURTHEST = 160
#: The whole village, in a sentence behind one that told of a single village.
_WHOLE_VILLAGE = re.compile(WHEN + r"全村(?!委)")
#: A heading that is the name of a village and nothing else: 2.大湾村
_NUMBERED = re.compile(r"\s*[（(]?[一二三四五六七八九十0-9]{1,2}[)）、.．]\s*$")
#: What was merged, and what it became.
_MERGED = 3
#: A number or mark before the name that opens a clause.
_MARKED = 3
#: What somebody or something that was told to act goes on doing, and what the author might be doing just as well.
_ACTS = re.compile(
    r"(?:推行|组织|开展|建立|成立|创新|实行|探索|采取|率先|依托|引进|流转|举办|开办|投资|牵头|采用|实施|推广|承接|"
    r"派出|巡查|劝返|制止|调解|上门|收集|走访|捐|带动|带领|帮)"
)
#: Where somebody lives or stands guard: what is done next is done there.
_SETTLES = re.compile(r"(?:住进|住到|住在|搬进|进驻|驻守|守在|赶到|赶赴|赶往|奔赴)(?:了)?$")
#: Before whom the author does something for.
_FOR = re.compile(r"(?:为|给|帮|帮助|协助|支持|扶持|指导|协调)\s*$")
_DONATES = re.compile(r"\s*(?:援助|帮扶|投入|捐|资助|拨|支持|扶持|支援|援建|对口)")
#: The founding of an organisation, or its coming, makes it the topic of what follows.
_FOUNDS = re.compile(
    rf"(?:引进|引入|引来|招引|{FOUNDING}|合办|联办|开起|开办)(?:了|起|起来)?(?:的)?\s*[“\"]?$"
)


#: What whoever founded it became: 成立某合作社并任理事长.
_AND_HEADS = re.compile("并(?:担任|兼任|任|当)[^，。；]{2,6}")
#: Where a firm went that was brought in: 招引某公司落户某村.
_SETTLED = re.compile("(?:落户|入驻|落地|扎根|进驻)(?:到|于|在)?")
#: The same of what no list has: 引进某公司落户工业集聚区.
_SETTLED_SOMEWHERE = re.compile("(?:落户|入驻|落地|进驻)[^，。；0-9]{0,14}")
#: What the villages before it were merged into: 甲村、乙村合并成新的丙村.
_MERGED_INTO = re.compile(
    r"(?:并入|划入|合并|撤并|归并|整合|重组)(?:组建|设立|组成|成立|更名|调整)?(?:了|为|成|成为|而成)?(?:新的?|现在的?|如今的?|今天的?|现)?$"
)


def begun(context: Context, topic: Topic, clause: Clause) -> Topic:
    """The topic at the beginning of a sentence: none, or that of the heading above it, or of a profile that goes on."""
    if clause.start >= topic.until:
        if not _describes_still(context, topic, clause):
            return Topic(segment=clause.segment)
        return Topic(
            names=topic.names, segment=clause.segment, clause_start=topic.clause_start, described=True
        )
    return Topic(
        names=topic.heading,
        segment=clause.segment,
        clause_start=topic.heading[0].start,
        acts=True,
        heading=topic.heading,
        until=topic.until,
    )


def _describes_still(context: Context, topic: Topic, clause: Clause) -> bool:
    """Whether a sentence goes on with the profile of the village before it: 某村位于某镇东部。国土面积6平方公里."""
    if not topic.described or len(topic.names) != 1 or clause.has(*TOPICS, "person"):
        return False
    if "\n" in context.text[topic.names[0].end : clause.start]:
        return False
    return _PROFILE.match(context.text, clause.start, clause.end) is not None


def says_again(context: Context) -> set[int]:
    """Where the clauses begin that may say again what was named before, as `take_up` reads them."""
    return context.starts_of_clauses_with(_AGAIN)


def take_up(context: Context, clause: Clause, topic: Topic) -> None:
    """该村, 该合作社: the one that the line named last becomes the topic again."""
    again = _THAT.match(context.text, clause.start, clause.end)
    if again is None:
        _take_up_whole(context, clause, topic)
        return
    line = context.text.rfind("\n", 0, clause.start) + 1
    for mention in reversed(context.within(max(line, clause.start - _FURTHEST), clause.start)):
        if mention.kind not in TOPICS or not _is_that(mention, again[1]):
            continue
        other = context.within(max(line, mention.start - 1 - len(mention.text) * 2), mention.start)
        if other and other[-1].kind == mention.kind and coordinated(context.text, other[-1], mention):
            return  # 甲村、乙村…，该村: which of them, is not said
        topic.names, topic.weak, topic.clause_start = [mention], False, mention.start
        return


def _take_up_whole(context: Context, clause: Clause, topic: Topic) -> None:
    """全村: the one village that the line has named, where a sentence of the line began with it."""
    if not _WHOLE_VILLAGE.match(context.text, clause.start, clause.end):
        return
    line = max(context.text.rfind("\n", 0, clause.start) + 1, clause.start - _FURTHEST)
    villages = [m for m in context.within(line, clause.start) if m.kind == "place" and _is_that(m, "村")]
    if not villages or len({m.text for m in villages}) > 1:
        return
    began = context.clause_at(villages[-1].start)
    before = context.previous_of(began) if began is not None else None
    if began is None or (before is not None and before.sentence == began.sentence):
        return
    if not context.text[began.start : villages[-1].start].strip():
        topic.names, topic.weak, topic.clause_start = villages[-1:], False, villages[-1].start
        topic.described = True


def _is_that(mention: Mention, word: str) -> bool:
    if mention.kind == "organization":
        return mention.text.endswith(_CALLED.get(word, ()))
    return mention.record.level in LEVELS_OF_WHOLE.get(word, ())


def turn_back(context: Context, clause: Clause, topic: Topic) -> None:
    """Make the village that founded a firm, or brought it in, the topic again, where it acts: 硬化道路4公里."""
    words = context.text[clause.start : clause.end]
    if FIRM_DOES.match(words):
        return
    if GOES_ON_DOING.match(words) or words.lstrip().startswith("村集体"):
        topic.names, topic.weak, topic.founded, topic.founder = topic.founder, False, False, []


def settled(context: Context, clause: Clause) -> list[Mention]:
    """The place at the end of a clause where somebody has gone to stay."""
    places = clause.of("place")
    if not places or context.text[places[-1].end : clause.end].strip():
        return []
    group = last_group(context, places)
    if len(innermost(group)) != 1 or not _SETTLES.search(context.text, clause.start, group[0].start):
        return []
    return innermost(group)


def advance(context: Context, clause: Clause, topic: Topic) -> None:
    """Take the topic of a clause over into the rest of its sentence."""
    topic.framed = False
    # With whose help it was done is not what the next is about.
    names = [name for name in clause.of_any(*TOPICS) if not is_helper(context, clause, name)]
    if not names:
        if topic.names:
            _let_go(context, clause, topic)
    elif topic.names and _lies(context, clause, names):
        topic.described = True  # 某乡是山区乡，位于某县西北部: the topic is still the first
    elif not (topic.names and _HANDS_OVER.fullmatch(context.text, clause.start, names[0].start)):
        _renew(context, clause, topic, names)


def _lies(context: Context, clause: Clause, names: Sequence[Mention]) -> bool:
    """Whether a clause tells where the topic lies, what it holds, or what it was made of."""
    text = context.text
    if _IS_PLACED_NOW.match(text, clause.start) or CONTAINS.fullmatch(text, clause.start, names[0].start):
        return True
    group = first_group(context, names)
    opens = len(text[clause.start : names[0].start].strip()) <= _MARKED
    return is_made_of(context, clause, group) or (opens and contains(context, clause, group))


def _let_go(context: Context, clause: Clause, topic: Topic) -> None:
    """Drop the topic where a clause without names has another subject."""
    words = context.text[clause.start : clause.end]
    if (is_other_subject(words, topic) and not acts_on(words, topic)) or is_of_village(words, topic):
        topic.names = []
    elif _IS_PLACED_NOW.match(words) or _HOLDS.match(words):
        topic.described = True


def _renew(context: Context, clause: Clause, topic: Topic, names: Sequence[Mention]) -> None:
    """Make what a clause with names is about the topic."""
    text = context.text
    lead = text[clause.start : names[0].start]
    group = first_group(context, names)
    firm = _settled_firm(context, clause, names) or _working_firm(context, clause, names)
    if firm is not None:
        _set_topic(context, clause, topic, [firm], weak=True)
        topic.founded = True
    elif _is_merger(context, clause, names):
        _set_topic(context, clause, topic, names[-1:], weak=False)
        topic.described = True
    elif _founds(context, clause, names[-1]):
        # 某村成立的某合作社 goes on itself, 某村成立某合作社 is told of the village.
        itself = text[names[-1].start - 1] == "的"
        opens = OPENING.fullmatch(lead) and group[0].kind == "place" and not clause.has("person")
        # 在某村办起某厂: the village did not.
        opens = opens and not itself and not lead.rstrip().endswith("在")
        _set_topic(context, clause, topic, [names[-1]], weak=not itself)
        topic.founded, topic.founder = True, innermost(group) if opens else []
    elif lead.strip().startswith("其中") and (topic.names or topic.person is not None or len(names) > 1):
        topic.names = []  # 李某化解积案9件，其中甲村3件，接待来访210次: who goes on, is not said
    elif OPENING.fullmatch(lead) and speaks_of(context, clause, group):
        # 在甲村种植核桃300亩，维修渠道14条: where one thing was done is not what the next is about.
        within, counted = lead.rstrip().endswith("在"), clause.has("quantity")
        # 福州市晋安区援助400万元，修桥2座: who gave it is not where it was built.
        gave = is_far(group[-1]) and _DONATES.match(text, group[-1].end) is not None
        _set_topic(context, clause, topic, group, weak=(within and counted) or gave)
        topic.acts = len(lead.strip()) <= _MARKED and _ACTS.match(text, group[-1].end) is not None
        topic.framed = (
            within and len(group) == len(names) and not text[group[-1].end : clause.end].strip("里内")
        )
        topic.helped = _FOR.search(lead) is not None
        topic.described = _DESCRIBES.match(text, group[-1].end, clause.end) is not None
        _head(context, clause, topic, lead)
    else:
        last = last_group(context, names)
        counts_there = clause.has("quantity") and last[0].kind == "place"
        # 全乡下辖甲村、乙村6个村，总人口1.9万: of the whole, not of each of its parts.
        usable = (
            counts_there
            and not any(contains(context, clause, row) for row in (group, last))
            and speaks_of(context, clause, last)
        )
        _set_topic(context, clause, topic, last if usable else [], weak=True)


def _is_merger(context: Context, clause: Clause, names: Sequence[Mention]) -> bool:
    """Whether a clause ends in the village that those before it were merged into."""
    last = names[-1]
    if len(names) < _MERGED or last.kind != "place" or context.text[last.end : clause.end].strip():
        return False
    return _MERGED_INTO.search(context.text, names[-2].end, last.start) is not None


def _settled_firm(context: Context, clause: Clause, names: Sequence[Mention]) -> Mention | None:
    """The firm that a clause tells was brought to the place at its end: 招引某公司落户某村."""
    at = next((at for at, name in enumerate(names) if name.kind == "organization"), None)
    if at is None or at + 1 == len(names) or context.text[names[-1].end : clause.end].strip():
        return None
    firm, place = names[at], names[at + 1]
    came = _SETTLED.fullmatch(context.text, firm.end, place.start) is not None
    return firm if came and _FOUNDS.search(context.text, clause.start, firm.start) else None


def _working_firm(context: Context, clause: Clause, names: Sequence[Mention]) -> Mention | None:
    """The firm that a clause tells was brought in and what it does in the place behind it: 引进某公司在某村建起基地."""
    for firm, place in itertools.pairwise(names):
        if firm.kind == "organization" and place.kind == "place" and is_brought(context, clause, firm):
            return firm
    return None


def _founds(context: Context, clause: Clause, last: Mention) -> bool:
    """Whether a clause ends in an organisation that it founds or brings in, or tells what that one came to do."""
    text = context.text
    if last.kind != "organization":
        return False
    rest = text[last.end : clause.end].strip("” ")
    if rest and not _AND_HEADS.fullmatch(rest) and not _SETTLED_SOMEWHERE.fullmatch(rest):
        return is_brought(context, clause, last)
    return _FOUNDS.search(text, clause.start, last.start) is not None


def _head(context: Context, clause: Clause, topic: Topic, lead: str) -> None:
    """Take a name that stands alone before a colon or on a numbered line as the heading of what follows."""
    text = context.text
    if len(topic.names) != 1 or text[topic.names[0].end : clause.end].strip():
        return
    line = text.find("\n", clause.end)
    line = len(text) if line < 0 else line
    if text[clause.end : clause.end + 1] in (":", "："):
        if not text[clause.end + 1 : line].strip():
            return
    elif line == clause.end and _NUMBERED.fullmatch(lead):
        line = text.find("\n", line + 1)
        line = len(text) if line < 0 else line
    else:
        return
    topic.acts, topic.heading, topic.until = True, list(topic.names), line


def _set_topic(
    context: Context, clause: Clause, topic: Topic, group: Sequence[Mention], *, weak: bool
) -> None:
    topic.acts, topic.heading, topic.until = False, [], 0
    topic.described, topic.helped, topic.founded, topic.founder = False, False, False, []
    topic.names = [
        m for m in innermost(group) if m.kind != "place" or m.record.level in _TOPIC_LEVELS or is_feature(m)
    ]
    topic.clause_start = context.clause_range(clause)[0]
    topic.weak = weak
