"""Which places and organisations of its own clause a figure is of: the nearest before it that the clause speaks of."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from extractors.place_data import place_data
from extractors.place_lattice import words
from extractors.relation_context import coordinated
from extractors.relation_counted import LIVING, TOPICS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.relation_context import Clause, Context, Mention

__all__ = [
    "CONTAINS",
    "HAMLETS",
    "OPENING",
    "contains",
    "first_group",
    "innermost",
    "is_brought",
    "is_far",
    "is_feature",
    "is_helper",
    "is_made_of",
    "last_group",
    "names_before",
    "speaks_of",
]

#: How far a figure may stand from the name in one clause.
_REACH = 46
#: A name that opens a clause, perhaps behind a time, a preposition or a verb of help.
OPENING = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十0-9]{1,2}(?:是|[)）、.．])|[①②③④⑤⑥⑦⑧⑨⑩◆◇■●▲△★☆•▪]|其中|咱们?|俺们?|"
    r"(?:招商)?(?:引进|引入|落户|入驻|新办|成立|组建|创办|投产|建成|注册)的|最后是|目前|现在|如今|现|如|例如|截至[^，]{0,8}|[0-9]{4}年(?:以来|度|末|底)?|"
    r"今年(?:以来)?|全年|年内|当年|上年|去年|年底|先后|累计|同时|还|并|又|特别是|尤其是|一是|在|为|给|帮|帮助|指导|协助|支持|扶持|"
    r"组织|推动|引导|带领|计划|拟|力争|预计|准备|打算|联系好?|挂钩(?:帮扶)?|包保|结对帮扶|所?(?:挂钩|挂联|挂包|挂点|联系|包联|包保|包抓|帮扶|驻点|驻|在|任职|工作)(?:帮扶)?的|所(?:驻|帮扶|联系|包联|包|挂)|挂钩村|联系村|包保村|联系点|结合|投资|立足|我|我们|由|对|[“\"])*\s*"
    # 由李某任理事长的某合作社
    r"(?:由[^，。；、]{2,4}(?:担任|任|当)[^，。；、]{2,4}的)?"
    # 群众盼了多年的某小学, 新建的某桥
    r"(?:(?!走访|参观|考察|学习|到|去)[^，。；、在从与]{0,6}(?:盼|期待|久|多年|停工|[新在刚扩改]建|建成|竣工|投用|最[大小早远偏穷])[^，。；、]{0,4}的)?\s*"
)
#: Not where something is, but where one goes, comes from, or what one compares with.
_ELSEWHERE = re.compile(
    r"(?:赴|前往|去|到过?|跑了?|与|同|从|自|来自|向|找|距|距离|对标|学习|借鉴|会同|联合|配合|比|超过|高于|低于|位居|引进|引入|考察|视察|离)\s*$"
)
_VISIT_AFTER = re.compile(
    r"\s*(?:等地|等)?(?:开展|进行)?(?:学习|参观|考察|观摩|取经|跟班|培训|招商|对接|出差|务工|打工|摘棉|采棉|拾棉|重要讲话|时的|集镇|方向)"
)
#: Right before what a place is made of.
CONTAINS = re.compile(r"(?:\s|现|共|目前)*(?:下辖|管辖|辖有?|包括|分为)$")
_HAS = re.compile(r"(?:现|共|由|分)?(?:有|为)$")
#: Behind a list of what a village or town is made of: their number.
HAMLETS = re.compile(
    r"等?(?:这)?(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,3})个(?:自然村|自然屯|自然寨|村民小组|居民小组|行政村|社区|村(?![民干级])|屯|寨|湾|社(?!会)|组)"
)
_RIVERS = re.compile(
    r"等?(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,2})条(?:主要|大小|较大)?(?:河流|河|溪流|溪|江)"
)
#: Around the villages that one was made of.
_MADE_OF = re.compile(
    r"由(?:原来?的?|原有的?|原先的?)?(?:[东西南北前后上下]|(?:[\u4e00-\u9fff]{2,4}、){1,4})?\s*$"
)
_MADE = re.compile(
    r"[^，。；]{0,10}?(?:合并|撤并|归并|整合|融合)?(?:而成|而来|而建|组成|构成|组建|合并|撤并|整合)"
)
_UNKNOWN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_COUNTED_UNITS = ("村", "镇", "乡", "社区")
#: Behind the count of a list of places.
_OF_A_LIST = re.compile("(?:行政|自然)?(?:村|社区|[镇乡]|街道|屯|寨|居民小组)(?![级民])")
#: What is measured of a village and of nothing in it: in an enumeration it stays with the village.
_OF_VILLAGE = re.compile(
    r"(?:、|和|及)(?:村?集体经济|村?集体|人均|农民人均|村民人均)(?:总|纯|年|经营性|可支配)?(?:收入|收益)(?:突破|达到?|增长|增加|提高|超过|为|至|到|[0-9年底])*$"
)
#: 某村位于某镇以南3公里: the figure is of the village.
_IS_PLACED = re.compile(r"(?:位于|地处|坐落|距|距离|离|属于?|隶属|是)")
#: 甲村、乙村、(a name that was not found)等地.
_LIST_GOES_ON = re.compile(r"、[^、，。；]{2,8}(?:、[^、，。；]{2,8})*等")
_ET_CETERA = re.compile(r"[”\"]?\s*等")
#: 等 as a word, and not in 同等, 平等, 等级, 等额.
_AND_SO_ON = "(?<![同平高中上劣])等(?![级次外额])"
_ET_CETERA_FIGURE = re.compile(rf"^[^、]*{_AND_SO_ON}")
#: Before those whom something is given to: 某银行为12户农户放贷300万元 counts one thing only.
_RECEIVES = re.compile(r"[向给为对帮](?:近|约|全镇|全乡|全村)?$")
_ET_CETERA_LIST = re.compile(rf"、[^，。；]*{_AND_SO_ON}")
_TOGETHER = re.compile(r"\s*(?:共建|共享|共同|联合|合作|联建|一起|一道|携手)")
_GIVES = re.compile(r"\s*(?:投资|出资|捐资|捐赠|资助|投入)")
#: What a firm that was brought in does: 引进某公司在村里建起车间1座.
_COMES_TO = re.compile(
    r"\s*(?:(?:落户|入驻|来|到|在)[^，。；]{0,6}?)?(?:投资|投入|建起|建成|建(?![议立材])|建设|新建|兴建|办起|开办|设立|建立|创办|流转|承包|租用|租赁|发展(?!壮大)|从事|种植|养殖|经营)"
)
_BROUGHT = re.compile(r"(?:引进|引入|招引|引来|引进了|引来了)$")
#: Behind those with whose help something was done.
_HELPS = re.compile(
    r"[^，。；、0-9]{0,10}?(?:指导|帮助|支持|协助|配合|关心|帮扶|援助|协调|领导|带领)下(?![乡村派达])"
)
_TEACHES = re.compile(r"\s*(?:讲授|授课|讲课|上课|讲党课|上党课|宣讲|辅导|支教|送教|普法|义诊|送课|坐诊)")
#: 到甲村驻点62天: how long somebody stayed there.
_STAYS = re.compile(r"(?:驻村|驻点|住村|坐班|坐诊|蹲点|值守|吃住|驻扎|办公|住)(?:了|满|累计|共|达|近)*\s*$")
#: What a body did that sent somebody: what these do is theirs.
_SENT = re.compile(r"(?:选派|派驻|派出|派遣|下派|委派|抽派|派)(?:到|至|来|往|在)?")
#: What somebody does for a living in a place or a body, whatever they did next: 在某镇小学教书的李某.
_WORKED = re.compile(f"(?:{LIVING})的")
#: What is done in the houses of a village that one goes to: 到某村入户150户.
_VISITS = re.compile("(?:入户|走访|慰问|遍访)(?:了|群众|农户|[^，。；0-9]{0,4})$")
#: From whom something was got: 从县档案馆争取资金35万元.
_GOT, _ASKED = re.compile("(?:争取|募集|筹集|协调|申请)"), ("从", "向")
#: Who was asked to come is not their body: 请来某大学的专家讲课7回; nor are a city's customers the city: 广州、佛山的客户.
_ITS_PEOPLE = re.compile("的?(?:专家|客户|客商|游客|市民|老板|商贩|买家)")
_NEAR_LEVELS = frozenset(("village", "community", "group"))
_LEADS_TO = re.compile(r"(?:到|至|通往|通向)\s*$")


def names_before(context: Context, clause: Clause, figure: Mention) -> list[Mention]:
    """The places or organisations nearest before a figure that the clause speaks of."""
    row = [m for m in clause.mentions if m.end <= figure.start and m.kind in TOPICS]
    while row:
        group = last_group(context, row)
        row = row[: len(row) - len(group)]
        if figure.start - group[-1].end > _REACH:
            return []
        if _is_example(context, clause, group, figure):
            return []
        if is_made_of(context, clause, group):
            return []
        if _has_its_own(context, clause, group, figure):
            return []
        if len(innermost(group)) > 1 and _counts_them(context, group[-1], figure):
            return []  # 甲、乙、丙3个村: the figure counts the names themselves
        if contains(context, clause, group):
            return []  # 下辖甲村、乙村2个村: the figure is of what holds them
        if speaks_of(context, clause, group, figure):
            # 某村位于某镇…3公里: the subject, not the place it is measured from.
            subject = _placed_subject(context, row, group)
            return innermost(subject or group)
    return []


def contains(context: Context, clause: Clause, group: Sequence[Mention]) -> bool:
    """Whether a clause tells what a place is made of: 下辖甲村、乙村; 有上湾、下湾2个自然村; 有甲河、乙河2条河流."""
    text = context.text
    if CONTAINS.search(text, clause.start, group[0].start):
        return True
    has = _HAS.search(text, clause.start, group[0].start)
    return has is not None and any(
        counted.match(text, group[-1].end, clause.end) is not None for counted in (HAMLETS, _RIVERS)
    )


def speaks_of(
    context: Context, clause: Clause, group: Sequence[Mention], figure: Mention | None = None
) -> bool:
    """Whether a clause, and its `figure`, tells of the places or organisations of an enumeration rather than pass them by."""
    text, first, last = context.text, group[0], group[-1]
    lead = text[max(clause.start, first.start - 8) : first.start]
    if is_helper(context, clause, last):
        return False  # 在某局技术员指导下
    if _TOGETHER.match(text, last.end, clause.end) or _GIVES.match(text, last.end, clause.end):
        return True  # 同某村共建; 引进某公司投资
    if is_brought(context, clause, last):
        return True
    if _LEADS_TO.search(lead) and text.startswith("的", last.end):
        return True  # 修通到某村的断头路
    if lead in _ASKED and last.kind == "organization" and _GOT.match(text, last.end):
        return True
    if first.kind == last.kind and _ITS_PEOPLE.match(text, last.end):
        return False
    if lead.endswith("到") and _is_near(last) and _TEACHES.match(text, last.end, clause.end):
        return True  # 到甲村中学授课4次
    if lead.endswith("到") and figure is not None and _STAYS.fullmatch(text, last.end, figure.start):
        return True
    if (
        lead.endswith("到")
        and _is_near(last)
        and figure is not None
        and _VISITS.match(text, last.end, figure.start)
    ):
        return True
    if _SENT.match(text, last.end) and any(person.start > last.end for person in clause.of("person")):
        return False  # 某局选派到某村的第一书记李某
    if _was_there(context, clause, last) and (is_far(last) or _WORKED.match(text, last.end)):
        return False  # 在武汉做生意的李某
    if _ELSEWHERE.search(lead) or _VISIT_AFTER.match(text, last.end, clause.end):
        return False
    if _ET_CETERA.match(text, last.end) or _LIST_GOES_ON.match(text, last.end, clause.end):
        return False  # 甲村、乙村等12个: the figure counts more than the named
    return first.kind != "place" or first.record.level != "other" or is_feature(first)


def is_helper(context: Context, clause: Clause, name: Mention) -> bool:
    """Whether a name only tells with whose help something was done: 在某局技术员指导下, 在某公司的支持下."""
    if _HELPS.match(context.text, name.end, clause.end) is None:
        return False
    return context.text.rfind("在", clause.start, name.start) >= 0


def is_brought(context: Context, clause: Clause, firm: Mention) -> bool:
    """Whether a clause tells what a firm does that was brought in: 引进某公司在村里建起车间1座."""
    brought = firm.kind == "organization" and _BROUGHT.search(context.text, clause.start, firm.start)
    return bool(brought) and _COMES_TO.match(context.text, firm.end, clause.end) is not None


def _is_example(context: Context, clause: Clause, group: Sequence[Mention], figure: Mention) -> bool:
    """Whether a figure counts what the named is only an example of: 化解甲村土地确权、职工安置等积案4件.

    A list of what was done in a place (在甲村种植核桃、板栗等果树900亩) leaves the figure with the place.
    """
    text = context.text
    between = text[group[-1].end : figure.start]
    if _OF_VILLAGE.search(between):
        return False
    if _ET_CETERA_FIGURE.search(between):
        return True
    if OPENING.fullmatch(text, clause.start, group[0].start):
        return False
    if _is_setting(context, clause, group):
        return False
    # 新建甲村学校1所、幼儿园2所: the second may stand anywhere.
    counted = any(
        group[-1].end <= q.start < figure.start and not _RECEIVES.search(text, group[-1].end, q.start)
        for q in clause.of("quantity")
    )
    return counted or _ET_CETERA_LIST.search(between) is not None


def _is_setting(context: Context, clause: Clause, group: Sequence[Mention]) -> bool:
    """Whether the whole clause behind its subject takes place in the named: 某公司在甲村投资500万元新建车间2座."""
    at = group[0].start - 1
    return context.text.startswith("在", at) and any(m.end == at for m in clause.of_any("person", *TOPICS))


def _has_its_own(context: Context, clause: Clause, group: Sequence[Mention], figure: Mention) -> bool:
    """Whether a figure follows a name of its own that was not found: 青石河3000亩园区、界石岭2000亩园区."""
    text, at = context.text, group[-1].end
    if not any(q.start == at for q in clause.of("quantity")):
        return False
    joint = text.rfind("、", at, figure.start)
    own = _UNKNOWN_NAME.fullmatch(text, joint + 1, figure.start) if joint >= 0 else None
    known = words()
    return own is not None and known.find(own[0][:2]) is None and known.find(own[0][-2:]) is None


def _counts_them(context: Context, last: Mention, figure: Mention) -> bool:
    if last.end != figure.start:
        return False
    # 甲、乙、丙3个村 and 甲、乙、丙3村.
    return figure.text.endswith(_COUNTED_UNITS) or _OF_A_LIST.match(context.text, figure.end) is not None


def is_made_of(context: Context, clause: Clause, group: Sequence[Mention]) -> bool:
    """Whether a clause tells which villages another was made of: 由原甲、乙、丙三个村合并而成."""
    text = context.text
    made_of = _MADE_OF.search(text, clause.start, group[0].start)
    return made_of is not None and _MADE.match(text, group[-1].end, clause.end) is not None


def _placed_subject(
    context: Context, row: Sequence[Mention], group: Sequence[Mention]
) -> list[Mention] | None:
    if not row:
        return None
    subject = last_group(context, row)
    between = context.text[subject[-1].end : group[0].start]
    return subject if _IS_PLACED.search(between) and len(between) <= 6 else None


def innermost(group: Sequence[Mention]) -> list[Mention]:
    """Of a chain 某县某镇某村 the village; enumerated names all."""
    kept: list[Mention] = []
    for mention in group:
        if kept and kept[-1].end == mention.start and mention.kind == "place":
            kept.pop()
        kept.append(mention)
    return kept


def first_group(context: Context, names: Sequence[Mention]) -> list[Mention]:
    """The first of the names, and those enumerated with it."""
    group = [names[0]]
    for mention in names[1:]:
        if not coordinated(context.text, group[-1], mention):
            break
        group.append(mention)
    return group


def last_group(context: Context, row: Sequence[Mention]) -> list[Mention]:
    """The last of the names, and those enumerated with it."""
    group = [row[-1]]
    for mention in reversed(row[:-1]):
        if not coordinated(context.text, mention, group[0]):
            break
        group.insert(0, mention)
    return group


@cache
def _regions() -> frozenset[str]:
    return frozenset(place_data().other_names)


def is_feature(place: Mention) -> bool:
    """Whether a place of no level is one that a report tells of (石滩水库), not a region (长三角, 长江)."""
    return place.record.level == "other" and place.text not in _regions()


def is_far(mention: Mention) -> bool:
    """Whether a name is of a county, a city or a province, in which much else lies."""
    return mention.kind == "place" and mention.record.level in ("province", "city", "county")


def _is_near(mention: Mention) -> bool:
    """Whether a name is of something in the author's own township: a village, or a body that is no firm."""
    if mention.kind == "organization":
        return not mention.text.endswith(("公司", "集团", "大学"))
    return mention.record.level in _NEAR_LEVELS


def _was_there(context: Context, clause: Clause, place: Mention) -> bool:
    """Whether a place only tells where somebody lived or worked: 在深圳开店的王某回村."""
    text = context.text
    return text.startswith("在", place.start - 1) and any(
        person.start > place.end and text.startswith("的", person.start - 1) for person in clause.of("person")
    )
