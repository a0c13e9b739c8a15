"""What a figure is about: ABOUT, from a quantity to a place, an organisation, a programme or a person.

Read clause by clause: the nearest place, organisation or person before a figure in its clause, a programme that
touches the figure, and the topic of the sentence where a later clause has no subject of its own. Where the words
leave a choice, nothing is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from extractors.attributes import Relation
from extractors.place_data import place_data
from extractors.relation_context import coordinated
from extractors.relation_counted import (
    TOPICS,
    WHEN,
    announced,
    counts,
    doer,
    does_next,
    earner,
    earns,
    people_before,
    program_before,
    supports,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.relation_context import Clause, Context, Mention

__all__ = ["quantity_relations"]

#: A whole province or city is a setting, not what a later clause goes on about.
_TOPIC_LEVELS = frozenset(("county", "township", "village", "community", "group"))
#: How far a figure may stand from the name in one clause.
_REACH = 46

#: A name that opens a clause, perhaps behind a time, a preposition or a verb of help.
_OPENING = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十0-9]{1,2}(?:是|[)）、.．])|[①②③④⑤⑥⑦⑧⑨⑩]|其中|"
    r"(?:招商)?(?:引进|引入|落户|入驻|新办|成立|组建|创办|投产|建成|注册)的|最后是|目前|现在|如今|现|如|例如|截至[^，]{0,8}|[0-9]{4}年(?:以来|度|末|底)?|"
    r"今年(?:以来)?|全年|年内|当年|上年|去年|年底|先后|累计|同时|还|并|又|特别是|尤其是|一是|在|为|给|帮|帮助|指导|协助|支持|扶持|"
    r"组织|推动|引导|带领|计划|拟|力争|预计|准备|打算|联系好?|挂钩(?:帮扶)?|包保|结对帮扶|所?(?:挂钩|挂联|挂包|挂点|联系|包联|包保|包抓|帮扶|驻点|驻|在|任职|工作)(?:帮扶)?的|挂钩村|联系村|包保村|联系点|结合|投资|立足|我|我们|由|对|[“\"])*\s*"
)
#: Not where something is, but where one goes, comes from, or what one compares with.
_ELSEWHERE = re.compile(
    r"(?:赴|前往|去|到过?|跑了?|与|同|从|自|来自|向|距|距离|对标|学习|借鉴|会同|联合|配合|比|超过|高于|低于|位居|引进|引入|考察|视察|离)\s*$"
)
_VISIT_AFTER = re.compile(
    r"\s*(?:等地|等)?(?:开展|进行)?(?:学习|参观|考察|观摩|取经|跟班|培训|招商|对接|出差|务工|打工|重要讲话|时的|集镇|方向)"
)
#: A clause that begins so goes on about where the topic lies.
_IS_PLACED_NOW = re.compile(
    r"\s*(?:位于|地处|坐落|距|离|隶属|东[邻接靠]|西[邻接靠]|南[邻接靠]|北[邻接靠]|毗邻|与[^，。]{1,12}(?:接壤|毗邻|相邻|相连))"
)
#: 某村位于…, 某乡辖9个村: what follows describes the place.
_DESCRIBES = re.compile(
    r"(?:现|共|总共|目前)*(?:位于|地处|坐落|座落|距|离|隶属|属于?|下辖|管辖|辖)|是[^，。；]*(?:[镇乡村区点]|社区|山区)"
)
_HOLDS = re.compile(WHEN + r"(?:下辖|管辖|辖)")
#: Right before what a place is made of.
_CONTAINS = re.compile(r"(?:\s|现|共|目前)*(?:下辖|管辖|辖有?|包括|分为)$")
#: Around the villages that one was made of.
_MADE_OF = re.compile(r"由(?:原来?的?|原有的?|原先的?)?\s*$")
_MADE = re.compile(
    r"[^，。；]{0,10}?(?:合并|撤并|归并|整合|融合)?(?:而成|而来|而建|组成|构成|组建|合并|撤并|整合)"
)
#: What is measured of a village or township as such, right before the figure.
_MEASURE = re.compile(
    r"(?:率|比例|面积|人口|总?户数|气温|温度|降雨量|降水量|海拔|总值|产值|人均[^，。；]{0,7}收入|网格员|护林员|成员|队伍|耕地|水田|旱地|林地|山林|茶园|果园|森林|草原|草场|"
    r"水域|劳动力|劳力|农户|贫困户|脱贫户|监测户|建档立卡户|低保户|搬迁户)(?:占|为|达到?|约|近|有|共|仅|超|超过|在)*$"
)
#: What is measured of a village and of nothing in it: in an enumeration it stays with the village.
_OF_VILLAGE = re.compile(
    r"(?:、|和|及)(?:村?集体经济|村?集体|人均|农民人均|村民人均)(?:总|纯|年|经营性|可支配)?(?:收入|收益)(?:突破|达到?|增长|增加|提高|超过|为|至|到|[0-9年底])*$"
)
#: What wind and weather did to the topic.
_HARMED = re.compile(
    WHEN
    + r"[^，。；]{0,6}?(?:淹|冲毁|冲走|冲垮|损毁|损坏|受灾|受淹|倒塌|垮塌|绝收)|"
    + WHEN
    + "(?:造成)?(?:直接)?(?:经济)?损失"
)
#: To whom the topic lets or sells something: it stays the topic.
_HANDS_OVER = re.compile(
    WHEN
    + r"(?:整体|全部|统一|长期|又|再)*(?:(?:出?租|租赁|承包|发包|转包|流转|卖|出售|销售|供应|供|交|委托|转让)给|销往|卖到|供往|销给)[^，。；]{0,5}$"
)
#: What a cooperative or firm does that was just founded.
_FIRM_DOES = re.compile(
    WHEN
    + r"(?:种植|种|养殖|养|流转|吸收|吸纳|发展社员|收购|加工|生产|代耕|托管|总?投资|年?出栏|存栏|年?销售|年底|年终|保底|发放)"
)
#: What 全村 and its like are the whole of.
_WHOLE = {
    "村": ("village",),
    "镇": ("township",),
    "乡": ("township",),
    "县": ("county",),
    "区": ("county", "community"),
    "市": ("city",),
    "社区": ("community",),
    "街道": ("township",),
    "苏木": ("township",),
    "旗": ("county",),
    "嘎查": ("village",),
    "组": ("group",),
    "自然村": ("village",),
}
#: What was named before, said again.
_THAT = re.compile(
    r"\s*(?:目前|现在|如今)?[，]?(?:该|这个)(自然村|村|社区|嘎查|镇|乡|组|合作社|社|公司|企业|厂|校|院)(?!民)"
)
_FIRMS, _SCHOOLS = ("公司", "厂", "集团", "农场"), ("学", "校", "院")
#: The last words of the names of organisations that 该公司 and its like may mean.
_CALLED = {
    "公司": _FIRMS,
    "企业": _FIRMS,
    "厂": _FIRMS,
    "合作社": ("社",),
    "社": ("社",),
    "校": _SCHOOLS,
    "院": _SCHOOLS,
}
_FURTHEST = 160
#: A heading that is the name of a village and nothing else: 2.大湾村
_NUMBERED = re.compile(r"\s*[（(]?[一二三四五六七八九十0-9]{1,2}[)）、.．]\s*$")
#: A number or mark before the name that opens a clause.
_MARKED = 3
#: How far into a clause a measure may reach.
_MEASURE_REACH = 18
#: 某村位于某镇以南3公里: the figure is of the village.
_IS_PLACED = re.compile(r"(?:位于|地处|坐落|距|距离|离|属于?|隶属|是)")

#: A clause that begins so has another subject than the sentence before it.
_OWN_SUBJECT = re.compile(
    r"\s*(?:全[镇乡县市区村校省国旗]|各[镇乡村级]|我(?:们)?|本人|上级|政府|(?:帮扶|后盾|派出|联建)单位|[镇乡县区市](?:里|政府|党委|财政|直)|此外|另外|同时|整体|其余|其他|另有|"
    r"[一二三四五六七八九十]是|组织|召开|开展|参加|坚持|落实|推进|加强|严格|撰写|学习|调研|督促|请|邀请|聘请|联合|会同|协调)"
)
_WHOLE_OF = re.compile(WHEN + "全(街道|社区|苏木|嘎查|[镇乡县市区村旗])")
#: A clause that begins so goes on with the sentence: what came of it, or more of the same.
_GOES_ON = re.compile(
    WHEN
    + r"(?:较|比|同比|增长|下降|占|户均|人均|亩均|月均|均价|单价|亩产|产|带动|解决|惠及|受益|覆盖|吸纳|安置|增收|辐射|涉及|实现|收入|总|"
    r"有|辖|下辖|配有|设有|驻有|建有|修有|住着|住有|居住|(?:版图|国土|幅员|行政区域|辖区|区域|土地|总|占地|建筑|(?:改善|恢复|新增)(?:灌溉|绿化)?)面积|(?:改善|恢复|新增)灌面|(?:总|农业|农村|供水|受益)人口|耕地|林地|党员|人口|户籍|常住|设|分|拥有|其|产值|利润|分红|村集体|集体|销售|销|库容|年产|到位|给|用上|平均|最高|接待|"
    r"吸引|用工|招工|创收|节约|达到|达|价格|成活率|合格率|满意率|入住率|工资|月工资|年收入|出栏|存栏|农户|脱贫户|监测户|距|离|由[0-9一二三四五六七八九十两百]|海拔|最低|南北|东西|"
    r"全长|长|宽|灌溉|草场|牧场|入社|社员|会员|股民|学生|教师|在校|职工|员工|床位|自然村|每[亩吨斤头只户人年]|每公斤|(?:企业|群众|村民|社会)?自筹|[一二三四五六七八九十]{0,2}\s*$)"
)
#: What a village or an organisation that opened the sentence may go on doing in its next clauses.
_GOES_ON_DOING = re.compile(
    WHEN
    + r"(?:新建|修建|改建|改造|硬化|安装|修通|疏通|种|栽|养|流转|发放|引进|投资|投入|争取|筹资|整合|开发|办|建|组建|成立|培育|发展|招引|打造|"
    r"清理|拆除|评选|评出|化解|调解|调处|签订|收缴|兑现|兑付|完成|实施|铺设|架设|绿化|新增|储备|培养|收购|加工|生产|出栏|存栏|盘活|出租|租|"
    r"收回|扩建|添置|配备|捐|资助|补植|嫁接|推广|举办|开办|修|装|购|聘|选|入户|走访|慰问)"
)
#: What somebody or something that was told to act goes on doing, and what the author might be doing just as well.
_ACTS = re.compile(
    r"(?:推行|组织|开展|建立|成立|创新|实行|探索|采取|率先|依托|引进|流转|举办|开办|投资|牵头|采用|实施|推广|承接|"
    r"巡查|劝返|制止|调解|上门|收集|走访|捐|带动|带领|帮)"
)
_ACTS_ON = re.compile(
    WHEN
    + r"(?:组织|召开|开展|为|帮|送|制止|劝返|劝导|巡查|调解|化解|收集|上报|清理|捐|带动|发放|服务|上门|培训)"
)
#: Where somebody lives or stands guard: what is done next is done there.
_SETTLES = re.compile(r"(?:住进|住到|住在|搬进|进驻|驻守|守在|赶到|赶赴|赶往|奔赴)(?:了)?$")
_DONE_THERE = re.compile(
    WHEN + r"(?:连夜|当天|当晚|紧急)*(?:搭建|安置|转移|排查|抢修|抢险|劝返|清理|疏散|调解|化解|入户|走访)"
)
#: The village, said again.
_SAID_AGAIN = re.compile(r".{0,6}(?:村里|该村|全村|本村|村上|村民|社里|该社|该公司|该校)")
_EACH = re.compile(r"分别|依次|各自|各")
#: 甲村、乙村、(a name that was not found)等地.
_LIST_GOES_ON = re.compile(r"、[^、，。；]{2,8}(?:、[^、，。；]{2,8})*等")
_ET_CETERA = re.compile(r"[”\"]?\s*等")
_ET_CETERA_FIGURE = re.compile(r"^[^、]*(?<![同平高中上劣])等(?![级次外额])")
_ET_CETERA_LIST = re.compile(r"、[^，。；]*(?<![同平高中上劣])等(?![级次外额])")
_TOGETHER = re.compile(r"\s*(?:共建|共享|共同|联合|合作|联建|一起|一道|携手)")
_GIVES = re.compile(r"\s*(?:投资|出资|捐资|捐赠|资助|投入)")
_DONATES = re.compile(r"\s*(?:援助|帮扶|投入|捐|资助|拨|支持|扶持|支援|援建|对口)")
_TEACHES = re.compile(r"\s*(?:讲授|授课|讲课|上课|讲党课|上党课|宣讲|普法|义诊|送课|坐诊)")
_NEAR_LEVELS = frozenset(("village", "community", "group"))
_LEADS_TO = re.compile(r"(?:到|至|通往|通向)\s*$")
#: The founding of an organisation, or its coming, makes it the topic of what follows.
_FOUNDS = re.compile(
    r"(?:引进|引入|引来|招引|成立|组建|创办|领办|注册|办起|创建|兴办)(?:了|起|起来)?(?:的)?\s*[“\"]?$"
)


@dataclass(slots=True)
class _Topic:
    """What the sentence is about so far: names that later clauses without a subject speak of."""

    names: list[Mention] = field(default_factory=list)
    segment: int = -1
    clause_start: int = 0
    #: Named in the middle of a clause: only what plainly goes on with it is about it too.
    weak: bool = False
    #: The heading or label that a stretch of text stands under, and where that ends.
    heading: list[Mention] = field(default_factory=list)
    until: int = 0
    #: Told to act, so that what is done next is done by it.
    acts: bool = False
    #: Said to lie somewhere or to hold something, so that its measures follow.
    described: bool = False
    #: Founded or brought in by the clause that set it: what a firm does is done by it.
    founded: bool = False
    #: Who founded it or brought it in: what a village does is done by them.
    founder: list[Mention] = field(default_factory=list)
    #: 在甲村，: where all of the next clause takes place, whoever acts.
    framed: bool = False
    #: Where somebody has just gone to stay: holds for the next clause only.
    settled: list[Mention] = field(default_factory=list)
    #: The one person who did what the clause before counts.
    person: Mention | None = None
    #: The one person whom the clause before told of: what they made of it is theirs.
    earner: Mention | None = None
    #: An announced programme holds for one clause only.
    program: Mention | None = None


@cache
def _regions() -> frozenset[str]:
    return frozenset(place_data().other_names)


def quantity_relations(context: Context) -> Iterator[Relation]:
    """ABOUT of every figure that a report ties to a name."""
    topic = _Topic()
    for before, clause in context.neighbours():
        if before is None or clause.segment != topic.segment:
            topic = _begun(topic, clause)
        if not topic.names:
            _take_up(context, clause, topic)
        elif topic.founder:
            _turn_back(context, clause, topic)
        figures = clause.of("quantity")
        if figures:
            yield from _clause_relations(context, clause, figures, topic)
            yield from _done_before(context, clause, figures, topic)
        _advance(context, clause, topic)
        _keep(context, clause, figures, topic)


def _keep(context: Context, clause: Clause, figures: list[Mention], topic: _Topic) -> None:
    """Remember what holds for the next clause only: who did something, where, and under which programme."""
    if not clause.mentions:
        topic.settled, topic.program, topic.earner = [], None, None
        topic.person = doer(context, clause, figures, topic.person) if topic.person else None
        return
    topic.settled = [] if figures else _settled(context, clause)
    supported = topic.program if topic.program is not None and supports(context, clause) else None
    topic.program = supported or announced(context, clause, figures)
    topic.earner = earner(context, clause, figures)
    topic.person = doer(context, clause, figures, topic.person)


def _begun(topic: _Topic, clause: Clause) -> _Topic:
    """The topic at the beginning of a sentence: none, or that of the heading above it."""
    if clause.start >= topic.until:
        return _Topic(segment=clause.segment)
    return _Topic(
        names=topic.heading,
        segment=clause.segment,
        clause_start=topic.heading[0].start,
        acts=True,
        heading=topic.heading,
        until=topic.until,
    )


def _take_up(context: Context, clause: Clause, topic: _Topic) -> None:
    """该村, 该合作社: the one that the line named last becomes the topic again."""
    again = _THAT.match(context.text, clause.start, clause.end)
    if again is None:
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


def _turn_back(context: Context, clause: Clause, topic: _Topic) -> None:
    """Make the village that founded a firm, or brought it in, the topic again, where it acts: 硬化道路4公里."""
    words = context.text[clause.start : clause.end]
    if _FIRM_DOES.match(words):
        return
    if _GOES_ON_DOING.match(words) or words.lstrip().startswith("村集体"):
        topic.names, topic.weak, topic.founded, topic.founder = topic.founder, False, False, []


def _is_that(mention: Mention, word: str) -> bool:
    if mention.kind == "organization":
        return mention.text.endswith(_CALLED.get(word, ()))
    return mention.record.level in _WHOLE.get(word, ())


def _done_before(
    context: Context, clause: Clause, figures: list[Mention], topic: _Topic
) -> Iterator[Relation]:
    """What a person went on doing (李某上门11次，劝返车辆9辆), and what was done where somebody had just gone to stay."""
    if not topic.settled and topic.person is None and topic.earner is None:
        return
    if any(clause.of("person", "role", *TOPICS)):
        return
    text, evidence = context.text, context.clause_range(clause)
    heads: list[Mention] = []
    if topic.person is not None and does_next(context, clause):
        heads.append(topic.person)
    elif topic.earner is not None and earns(context, clause):
        heads.append(topic.earner)
    if topic.settled and _DONE_THERE.match(text, clause.start):
        heads += topic.settled
    before = context.previous_of(clause)
    for head in heads:
        start = before.start if before is not None else clause.start
        for figure in figures:
            yield Relation("ABOUT", figure.span, head.span, (min(start, head.start), evidence[1]))


def _settled(context: Context, clause: Clause) -> list[Mention]:
    """The place at the end of a clause where somebody has gone to stay."""
    places = clause.of("place")
    if not places or context.text[places[-1].end : clause.end].strip():
        return []
    group = _last_group(context, places)
    if len(_innermost(group)) != 1 or not _SETTLES.search(context.text, clause.start, group[0].start):
        return []
    return _innermost(group)


def _clause_relations(
    context: Context, clause: Clause, figures: list[Mention], topic: _Topic
) -> Iterator[Relation]:
    evidence, program = context.clause_range(clause), topic.program
    rows = _enumerations(context, figures)
    inherited = _inherited(context, clause, topic)
    for row in rows:
        names = _names_before(context, clause, row[0])
        if names and len(row) > 1 and len(names) == len(row) and _is_distributed(context, names, row):
            for figure, name in zip(row, names, strict=True):
                yield Relation("ABOUT", figure.span, name.span, evidence)
            continue
        for figure in row:
            found = list(names)
            if not names and inherited:
                yield from _inherit(context, clause, topic, figure)
            found += people_before(context, clause, figure)
            found += program_before(context, clause, row)
            if (
                program is not None
                and not names
                and not inherited
                and counts(context, clause, program, figure)
            ):
                whole = (context.clause_at(program.start) or clause).start
                yield Relation("ABOUT", figure.span, program.span, (whole, evidence[1]))
            for name in found:
                yield Relation("ABOUT", figure.span, name.span, evidence)


def _inherit(context: Context, clause: Clause, topic: _Topic, figure: Mention) -> Iterator[Relation]:
    evidence = (topic.clause_start, context.clause_range(clause)[1])
    for name in topic.names:
        yield Relation("ABOUT", figure.span, name.span, evidence)


def _enumerations(context: Context, figures: list[Mention]) -> list[list[Mention]]:
    """Figures that stand together: 4户21人; 48万元、31万元."""
    rows: list[list[Mention]] = []
    for figure in figures:
        if rows and (rows[-1][-1].end == figure.start or coordinated(context.text, rows[-1][-1], figure)):
            rows[-1].append(figure)
        else:
            rows.append([figure])
    return rows


def _is_distributed(context: Context, names: list[Mention], row: list[Mention]) -> bool:
    """甲村、乙村分别收入48万元、31万元."""
    between = context.text[names[-1].end : row[0].start]
    if _EACH.search(between):
        return True
    return len({figure.record.unit for figure in row}) == 1 and row[0].end != row[1].start


def _names_before(context: Context, clause: Clause, figure: Mention) -> list[Mention]:
    """The places or organisations nearest before a figure that the clause speaks of."""
    row = [m for m in clause.mentions if m.end <= figure.start and m.kind in TOPICS]
    while row:
        group = _last_group(context, row)
        row = row[: len(row) - len(group)]
        if figure.start - group[-1].end > _REACH:
            return []
        if _is_example(context, clause, group, figure):
            return []
        if _is_made_of(context, clause, group):
            return []
        if _CONTAINS.search(context.text, clause.start, group[0].start):
            return []  # 下辖甲村、乙村2个村: the figure is of what holds them
        if _speaks_of(context, clause, group):
            # 某村位于某镇…3公里: the subject, not the place it is measured from.
            subject = _placed_subject(context, row, group)
            return _innermost(subject or group)
    return []


def _is_made_of(context: Context, clause: Clause, group: list[Mention]) -> bool:
    """Whether a clause tells which villages another was made of: 由原甲、乙、丙三个村合并而成."""
    text = context.text
    made_of = _MADE_OF.search(text, clause.start, group[0].start)
    return made_of is not None and _MADE.match(text, group[-1].end, clause.end) is not None


def _last_group(context: Context, row: list[Mention]) -> list[Mention]:
    group = [row[-1]]
    for mention in reversed(row[:-1]):
        if not coordinated(context.text, mention, group[0]):
            break
        group.insert(0, mention)
    return group


def _speaks_of(context: Context, clause: Clause, group: list[Mention]) -> bool:
    text, first, last = context.text, group[0], group[-1]
    lead = text[max(clause.start, first.start - 8) : first.start]
    if _TOGETHER.match(text, last.end, clause.end) or _GIVES.match(text, last.end, clause.end):
        return True  # 同某村共建; 引进某公司投资
    if _LEADS_TO.search(lead) and text.startswith("的", last.end):
        return True  # 修通到某村的断头路
    if lead.endswith("到") and _is_near(last) and _TEACHES.match(text, last.end, clause.end):
        return True  # 到甲村中学授课4次
    if _is_far(last) and _was_there(context, clause, last):
        return False  # 在武汉做生意的李某
    if _ELSEWHERE.search(lead) or _VISIT_AFTER.match(text, last.end, clause.end):
        return False
    if _ET_CETERA.match(text, last.end) or _LIST_GOES_ON.match(text, last.end, clause.end):
        return False  # 甲村、乙村等12个: the figure counts more than the named
    return first.kind != "place" or first.record.level != "other" or _is_feature(first)


def _is_feature(place: Mention) -> bool:
    """Whether a place of no level is one that a report tells of (石滩水库), not a region (长三角, 长江)."""
    return place.record.level == "other" and place.text not in _regions()


def _is_far(mention: Mention) -> bool:
    return mention.kind == "place" and mention.record.level in ("province", "city", "county")


def _was_there(context: Context, clause: Clause, place: Mention) -> bool:
    """Whether a place only tells where somebody lived or worked: 在深圳开店的王某回村."""
    text = context.text
    return text.startswith("在", place.start - 1) and any(
        person.start > place.end and text.startswith("的", person.start - 1) for person in clause.of("person")
    )


def _is_near(mention: Mention) -> bool:
    """Whether a name is of something in the author's own township: a village, or a body that is no firm."""
    if mention.kind == "organization":
        return not mention.text.endswith(("公司", "集团", "大学"))
    return mention.record.level in _NEAR_LEVELS


def _is_example(context: Context, clause: Clause, group: list[Mention], figure: Mention) -> bool:
    """Whether a figure counts what the named is only an example of: 化解甲村土地确权、职工安置等积案4件.

    A list of what was done in a place (在甲村种植核桃、板栗等果树900亩) leaves the figure with the place.
    """
    text = context.text
    between = text[group[-1].end : figure.start]
    if _OF_VILLAGE.search(between):
        return False
    if _ET_CETERA_FIGURE.search(between):
        return True
    if _OPENING.fullmatch(text, clause.start, group[0].start):
        return False
    # 新建甲村学校1所、幼儿园2所: the second may stand anywhere.
    counted = any(group[-1].end <= q.start < figure.start for q in clause.of("quantity"))
    return counted or _ET_CETERA_LIST.search(between) is not None


def _placed_subject(context: Context, row: list[Mention], group: list[Mention]) -> list[Mention] | None:
    if not row:
        return None
    subject = _last_group(context, row)
    between = context.text[subject[-1].end : group[0].start]
    return subject if _IS_PLACED.search(between) and len(between) <= 6 else None


def _innermost(group: list[Mention]) -> list[Mention]:
    """Of a chain 某县某镇某村 the village; enumerated names all."""
    kept: list[Mention] = []
    for mention in group:
        if kept and kept[-1].end == mention.start and mention.kind == "place":
            kept.pop()
        kept.append(mention)
    return kept


def _inherited(context: Context, clause: Clause, topic: _Topic) -> bool:
    """Whether a clause without names of its own goes on about the topic."""
    if not topic.names:
        return False
    words = context.text[clause.start : clause.end]
    if topic.framed:
        return _WHOLE_OF.match(words) is None
    if _is_other_subject(words, topic):
        return topic.acts and _ACTS_ON.match(words) is not None
    if any(clause.of("person")) or (topic.earner is not None and earns(context, clause)):
        return False
    if _is_of_village(words, topic):
        return False
    if _GOES_ON.match(words) or _SAID_AGAIN.match(words) or _is_whole(words, topic):
        return True
    if topic.founded and _FIRM_DOES.match(words):
        return True
    if topic.described and _is_measured(context, clause):
        return True
    if topic.weak:
        return False
    return (
        _GOES_ON_DOING.match(words) is not None
        or _HARMED.match(words) is not None
        or (topic.acts and _ACTS_ON.match(words) is not None)
        or _is_figures_only(context, clause)
    )


def _is_measured(context: Context, clause: Clause) -> bool:
    """Whether a clause begins with what is measured of a village as such: 森林覆盖率达68%."""
    first = clause.of("quantity")[0].start
    return (
        first - clause.start <= _MEASURE_REACH
        and _MEASURE.search(context.text, clause.start, first) is not None
    )


def _is_of_village(words: str, topic: _Topic) -> bool:
    """Whether a clause behind an organisation tells of its village: 合作社产值258万元，村集体收入17万元."""
    return topic.names[0].kind == "organization" and "村集体" in words


def _is_other_subject(words: str, topic: _Topic) -> bool:
    """Whether a clause begins with another subject than the topic: 全镇, where that is a village; 全村 is the village."""
    if _WHOLE_OF.match(words):
        return not _is_whole(words, topic)
    return _OWN_SUBJECT.match(words) is not None


def _is_whole(words: str, topic: _Topic) -> bool:
    """Whether a clause tells of the whole of the topic: 全村, where that is one village."""
    whole = _WHOLE_OF.match(words)
    if whole is None or len(topic.names) != 1 or topic.names[0].kind != "place":
        return False
    return topic.names[0].record.level in _WHOLE.get(whole[1], ())


def _is_figures_only(context: Context, clause: Clause) -> bool:
    """共96个村民小组; 387户1624人: a clause of figures describes what the sentence began with."""
    rest, at = "", clause.start
    for figure in clause.of("quantity"):
        rest += context.text[at : figure.start]
        at = figure.end
    return len(re.sub(WHEN, "", rest + context.text[at : clause.end])) <= 5


def _advance(context: Context, clause: Clause, topic: _Topic) -> None:
    """Take the topic of a clause over into the rest of its sentence."""
    topic.framed = False
    names = [m for m in clause.mentions if m.kind in TOPICS]
    if not names:
        _let_go(context, clause, topic)
    elif topic.names and _lies(context, clause, names):
        topic.described = True  # 某乡是山区乡，位于某县西北部: the topic is still the first
    elif not (topic.names and _HANDS_OVER.fullmatch(context.text, clause.start, names[0].start)):
        _renew(context, clause, topic, names)


def _lies(context: Context, clause: Clause, names: list[Mention]) -> bool:
    """Whether a clause tells where the topic lies, what it holds, or what it was made of."""
    text = context.text
    if _IS_PLACED_NOW.match(text, clause.start) or _CONTAINS.fullmatch(text, clause.start, names[0].start):
        return True
    return _is_made_of(context, clause, _first_group(context, names))


def _let_go(context: Context, clause: Clause, topic: _Topic) -> None:
    """Drop the topic where a clause without names has another subject."""
    if not topic.names:
        return
    words = context.text[clause.start : clause.end]
    acts_on = topic.acts and _ACTS_ON.match(words) is not None
    if (_is_other_subject(words, topic) and not acts_on) or _is_of_village(words, topic):
        topic.names = []
    elif _IS_PLACED_NOW.match(words) or _HOLDS.match(words):
        topic.described = True


def _renew(context: Context, clause: Clause, topic: _Topic, names: list[Mention]) -> None:
    """Make what a clause with names is about the topic."""
    text = context.text
    lead = text[clause.start : names[0].start]
    group, tail = _first_group(context, names), text[names[-1].end : clause.end].strip("” ")
    if names[-1].kind == "organization" and not tail and _FOUNDS.search(text, clause.start, names[-1].start):
        opens = _OPENING.fullmatch(lead) and group[0].kind == "place" and not any(clause.of("person"))
        _set_topic(context, clause, topic, [names[-1]], weak=True)
        topic.founded, topic.founder = True, _innermost(group) if opens else []
    elif lead.strip().startswith("其中") and (topic.names or topic.person is not None):
        topic.names = []  # 李某化解积案9件，其中甲村3件，接待来访210次: who goes on, is not said
    elif _OPENING.fullmatch(lead) and _speaks_of(context, clause, group):
        # 在甲村种植核桃300亩，维修渠道14条: where one thing was done is not what the next is about.
        within, counted = lead.rstrip().endswith("在"), any(clause.of("quantity"))
        # 福州市晋安区援助400万元，修桥2座: who gave it is not where it was built.
        gave = _is_far(group[-1]) and _DONATES.match(text, group[-1].end) is not None
        _set_topic(context, clause, topic, group, weak=(within and counted) or gave)
        topic.acts = len(lead.strip()) <= _MARKED and _ACTS.match(text, group[-1].end) is not None
        topic.framed = (
            within and len(group) == len(names) and not text[group[-1].end : clause.end].strip("里内")
        )
        topic.described = _DESCRIBES.match(text, group[-1].end, clause.end) is not None
        _head(context, clause, topic, lead)
    else:
        last = _last_group(context, names)
        counts_there = any(clause.of("quantity")) and last[0].kind == "place"
        usable = counts_there and _speaks_of(context, clause, last)
        _set_topic(context, clause, topic, last if usable else [], weak=True)


def _first_group(context: Context, names: list[Mention]) -> list[Mention]:
    group = [names[0]]
    for mention in names[1:]:
        if not coordinated(context.text, group[-1], mention):
            break
        group.append(mention)
    return group


def _head(context: Context, clause: Clause, topic: _Topic, lead: str) -> None:
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


def _set_topic(context: Context, clause: Clause, topic: _Topic, group: list[Mention], *, weak: bool) -> None:
    topic.acts, topic.heading, topic.until = False, [], 0
    topic.described, topic.founded, topic.founder = False, False, []
    topic.names = [
        m for m in _innermost(group) if m.kind != "place" or m.record.level in _TOPIC_LEVELS or _is_feature(m)
    ]
    topic.clause_start = context.clause_range(clause)[0]
    topic.weak = weak
