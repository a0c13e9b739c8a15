"""The people and programmes that figures are told of: in the clause of the figure, and in the one before it.

A person is one whom the clause tells of (帮李某申请救助3000元, 李某上门9趟) and what they plainly went on doing; a
programme is one that touches the figure, or that a clause only announces and the next one counts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.author_signs import chain_start, is_doctrine_name
from extractors.relation_context import coordinated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.relation_context import Clause, Context, Mention

__all__ = [
    "FOUNDING",
    "LIVING",
    "TOPICS",
    "WHEN",
    "announced",
    "counts",
    "counts_work",
    "doer",
    "does_next",
    "earner",
    "earns",
    "people_before",
    "program_before",
    "supports",
    "works",
    "works_at",
    "wrongs",
]

TOPICS = ("place", "organization")
#: Verbs of founding a cooperative or a firm.
FOUNDING = "成立|组建|创办|领办|注册|办起|创建|兴办"
#: What somebody does for a living, between where they do it and 的.
LIVING = "教书|任教|工作|上班|打工|务工|经商|做生意|读书|就读|上学|当兵|服役|开店|做工"
#: Words of time and measure before what a clause tells.
WHEN = (
    r"\s*(?:全年|年内|当年|今年(?:以来)?|目前|现|现已|先后|累计|共|共计|总计|合计|还|又|并|且|也|同时|其中|可|预计|每年|一年|年|从而|直接|间接|"
    r"已|均|就|便|才|只|年底|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月(?:份|底|初|上旬|中旬|下旬)?|截至[^，]{0,8}|[0-9]{4}年|自?(?:[0-9]{1,2}月(?:份|底|初)?)?(?:投产|开业|运营|营业|开园|成立|建成|投用)(?:以来|以后|之后|后))*"
)

#: What a person who was told to do one thing does next.
_DOES = re.compile(
    WHEN
    + r"(?:制止|劝|调解|化解|上报|背出|背下|编印|编写|上任后|找(?:青年|党员|群众|村民|老人|干部)|救助|救起|清理|捐|帮|上门|走访|收集|送|垫|巡查|查处|转移|"
    r"出工|投工|[为给替](?:了)?(?:村里|村上|村民|群众|大家|乡亲|老百姓|百姓|农户|老人|集体)|"
    r"到[^，。；]{1,6}(?:跟班|跟岗|挂职|进修|轮训|锻炼)|[陪跟领带拉](?:着|同)?(?:我们?|干部|工作队)上门|巡山|"
    r"住村|驻村|在村(?:工作|住|值守)|争取(?:到|来)?[^，。；]{0,4}(?:资金|项目|经费|物资))"
)
#: What nobody tells of themselves as the author of a report: it goes on about the person of the clause before.
_BY_HAND = re.compile(
    WHEN + r"(?:上门|挨家|逐户|义务|自费|自掏腰包|巡山|[陪跟领带拉](?:着|同)?(?:我们?|干部|工作队)上门|"
    r"住村|驻村|在村(?:工作|住|值守)|[帮替](?:着|助)?(?:乡亲|邻居|邻里|邻村|大伙|老乡|街坊)们?)"
)
#: A deed of two characters right before its figure: 直播76场 behind 晚上直播.
_DEED = re.compile(WHEN + r"([^，。；、0-9]{2})(?:了|过|达)?\s*")
#: What came of it for somebody who grows or raises something.
_EARNS = re.compile(
    r"\s*(?:全年|当年|去年|今年|年底|每年|每月|一年|一季|年|月)?(?:下来|就能|就|能|可|也|便|净|纯|毛|总|家庭)*(?:挣|赚|增收|收入|利润|产值|创收|工资|领工资|"
    r"卖|售出|出售|出栏|挂果|榨[油茶]|产[蛋奶蜜果]|采[蜜茶果]|收[蜜茶果获割]|(?<=[月年可能])(?:领取|领到|拿到))"
)
#: What people live on.
_LIVES_ON = re.compile(
    r"[种养栽卖采喂编酿]|管着|管护|经管|侍弄|照看|打理|务着|存栏|出栏|承包|经营|销售|流转|务工|打工|上班|加工|收获"
)
#: What kind of person somebody is, before the name: 退休教师陈某, 返乡创业的胥某.
_SORT = re.compile(
    r"(?:退休|返乡|退伍|退役|回乡|本地|优秀|普通|年轻|老|青年|易地搬迁|创业|致富|产业|种植|养殖|[女男])*"
    r"(?:教师|干部|职工|工人|医生|青年|党员|农民|村民|群众|居民|军人|士兵|大学生|能人|乡贤|人才|大户|带头人|能手|农民工|老板|"
    r"贫困户|脱贫户|监测户|低保户|五保户|搬迁户|农户|老人|创业)的?$"
)
#: By whom somebody was sent, before the post they were sent to: 县农业局派来的.
_WAS_SENT = re.compile(r"[^，。；]{2,14}?(?:选派|派驻|派出|派遣|下派|委派|派)(?:来|到[^，。；]{1,8})?的")
#: What was wrongly taken, however many it was taken from.
_WRONGS = re.compile(
    r"(?:同志)?(?:违规|违纪|私自|擅自|利用职务便利|伙同他人)*(?:截留|挪用|侵占|贪污|套取|冒领|骗取|虚报|虚列|私分|索要|收受|领取|占用|克扣)"
)
#: Between a programme and the figure that counts it: 主题党日12次, “三公”经费支出26万元.
_PROGRAM_TO_FIGURE = re.compile(
    r"[”\"]?(?:专题|系列|主题|常态化)?(?:制度|实践|活动|工作|行动|工程|改革|机制|模式|培训班?|评比|评选|联谊|资金|奖补资金|纪念章|经费|支出|经费支出|贷款|"
    r"宣讲|学习|会议|会|集中学习|讲座|项目|示范点|示范户|志愿服务|志愿服务活动|专项行动|专项整治|集中排查|排查|走访|慰问|回头看|扫尾|夜校|课堂|读书班|学习班|开课|召开|平台|使用率|参与率|参学率|到会率|参会率|出勤率|到课率|签到率|知晓率|满意率|建成率|完成率|任务|指标|和处理|批评教育|教育帮助|帮助|处置|谈话|组织处理|标准|开展率|覆盖率|参合率|参保率|参保|参合|"
    r"收入|收益|技术|统防统治|改厕|立案|查处|处理|达标率|创建|建设|签约|支部|示范村|超市|家庭|教育|座谈会|讨论|研讨|检查|督查|宣传|体检|比武|竞赛|大赛|演练|探头|摄像头|监控|监控探头|点位|补助|补贴|"
    r"补助金|助学金|学员|贷款户)*"
    r"(?:(?:惠及|覆盖|资助|补助|救助|受益)(?:的)?[^，。；、的]{0,5}?)?"
    r"[”\"]?(?:[改建修装办开设]了|做到|每[月周旬年]|每季度?|共|累计|从|由|达|达到|全年|年内|先后|完成(?:改造|整治|建设|新建|创建|认定)?|建成|开讲|开办|开展了?|举办了?|举行了?|召开了?|评出|评选出|力争|争取|计划|预计|将|发展到|扩大到|只有|仅有|仅|让|带动|帮助|为|约|已|近|率|召开率|的|不足|超过|突破|[：:（(])*\s*"
)
_RISES_TO = re.compile(r"(?:上升|提高|增加|增长|提升|下降|降低|减少|扩大|涨|升|降|增)[至到]")
_BEFORE_PROGRAM = re.compile(r"(?:对照|对标|学习|围绕|按照|根据|违反)[“\"]?$")
#: A programme that a whole clause only announces; its next clause may count what was done.
_ANNOUNCES = re.compile(
    r"(?:实施|推进|深化|推动|抓好|抓实|开展|启动|推行|创办|开办|开设|举办|举行|召开|办好|办起|(?:接着|继续|坚持)办|落实|完成|建立)(?:了)?(?:[^，。；、]{0,4})?[“\"]?$"
)
_ANNOUNCED_TAIL = re.compile(
    r"[”\"]?(?:改革|工程|行动|活动|计划|项目|专项行动|建设|创建|制度|机制|模式|任务|政策|试点|评比|评选|评定)?"
)
#: 把主题党日定在每月5日: a programme announced by its date.
_DATES = re.compile(r"(?:把|将)[^，。；、]{0,4}[“\"]?$")
_DATED = re.compile(r"[”\"]?(?:活动|制度)?(?:时间)?(?:固定|定|安排|确定|设)(?:在|为|于|到)[^，。；]*")
#: What is counted of classes and campaigns without naming them again.
_IS_HELD = re.compile(WHEN + r"(?:开课|开班|授课|开讲|开办|举办|参学|参训)")
#: Between a programme and those whom it helps.
_HELPS_THEM = re.compile('[”"]?(?:共|先后|已)?(?:资助|补助|救助|奖励|扶持|帮扶)了?[^，。；、0-9]{0,6}')
#: 推行“五美庭院”评比，评出40户
_CHOOSES, _CHOSEN = (
    re.compile('[”"]?(?:活动)?(?:评比|评选|评定)'),
    re.compile(WHEN + "(?:评出|评选出|评定出?|选出)"),
)
#: What is striven for has not been done yet, by whatever it is called: 争创五星支部3个.
_STRIVES = re.compile(WHEN + "(?:争创|争当|争做|争取创建)")
#: How often, and nothing else: 全年开展12次, 全年不少于20场.
_HELD_TIMES = re.compile(
    WHEN
    + r"(?:集中|统一|每月|每季度?)*(?:开展|召开|举办|举行|组织|进行|活动)?(?:了|过)?(?:不少于|不低于|不得少于|达到?|约|近)?\s*"
)
_TIMES = re.compile(r"[次场期堂讲届轮](?:以上|左右)?$")
#: Whom a programme supports, up to the figure; and what it pays to them in the next clause.
_SUPPORTS = re.compile(r"[”\"]?[^，。；]{0,4}(?:资助|补助|救助|奖励|扶持|惠及|受益)")
_SUPPORTING = re.compile(WHEN + r"(?:资助|补助|救助|奖励|扶持)")
_PAYS = re.compile(
    WHEN
    + r"(?:发放|兑付|兑现|拨付|落实|支付)(?:了)?[^，。；]{0,6}?(?:补助|补贴|资助|助学|奖|救助|资金|贷款|金)"
)
#: 9个村 do what a programme asks for: they are not what it counts.
_VILLAGES = re.compile(r"(?:行政|自然|试点|示范)?(?:村|社区|组|支部|乡镇)")
#: Characters that say nothing about what a programme does.
_COMMON_CHARACTERS = frozenset(
    "制度工作主题教育活动建设革命行动党员改革计划管理学习服务示范创建的了个大一二三四五六七八九十两双百千万"
    "事乡村镇县民农全人新年上下中高安生整治提升"
)

#: Who is insured otherwise stands behind a word of its own: 新农合参合率98%，养老保险参保9716人.
_INSURED = re.compile("参合|报销|补偿|^[，、]?(?:全[村镇乡])?参保")
#: Programmes whose work is counted by words that hardly stand elsewhere: 推进厕所革命，…，改厕158座.
_COUNTED_BY = {
    "厕所革命": re.compile("厕"),
    "新农合": _INSURED,
    "新型农村合作医疗": _INSURED,
    "农村合作医疗": _INSURED,
    "新农保": re.compile("参保|养老金"),
}

_PERSON_IN_LIST = re.compile(r"\s*(?:同志)?\s*(?:等|为代表)")
_PERSON_CONTEXT = re.compile(r"(?:的带领下|的指导下|的支持下|的领导下|的帮助下)")
_AND_PERSON = re.compile(r"(?:和|与|同|跟|及|、)\s*$")
_FOR_PERSON = re.compile(r"(?:为|帮|帮助|给|替|向|资助|救助|慰问)[^，。；]{0,8}$")
#: To whom something is told: 向镇党委书记李某汇报2回.
_TOLD = re.compile("向[^，。；]{0,14}$")
_TELLS = re.compile("(?:同志)?(?:汇报|报告|请示|反映|建议|述职)")
#: Together with the author: 我和包村领导李某跑了三趟.
_WITH_AUTHOR = re.compile("(?:我们?|本人)[和与同跟][^，。；]{0,8}$")
#: What somebody had done with what the first figure counts: 用小额信贷3万元买了4头母牛.
_USES = re.compile("(?:同志)?[^，。；]{0,4}(?:用|贷|拿|花|投|出资|自筹|借)[^，。；]*")
_HAS_DONE = re.compile("[^，。；]{0,2}(?:买|购|建|种|养|办|开|换|添|修|盖|栽)[了起回进好]*[^，。；0-9]{0,3}")
_HELPED = re.compile(r"[为帮给替助][^，。；]{0,8}$")
#: Whom or where something was got from: 周某从水务局争取120万元.
_GOT_FROM = re.compile(r"(?:从|向|找|返?回|回到)$")
#: What somebody did in a place with their own body.
_STAYED = re.compile(
    r"(?:(?!组织|带领|发动|安排|动员)[^，。；])*(?:值守|驻守|坚守|把守|守候?|巡山|蹲守|蹲点|驻扎|奋战|吃住|忙碌?|跟班)(?:了|过|近|达)?\s*"
)
#: Whom somebody took along, and whose they were: 领着村里的裁缝.
_LED = re.compile(r"(?:同志)?(?:带领|领着|带着|率领|组织|发动|召集|动员|领上|叫上|带上)[^，。；的]{1,6}的")
#: Between two things that somebody was helped to: 轮椅1辆、补贴1200元.
_AND_THING = re.compile(r"\s*[、和及]\s*(?!走访|调解|慰问|化解|联系|新建|修|种|建)[^，。；、0-9]{0,3}")


def people_before(context: Context, clause: Clause, figure: Mention) -> list[Mention]:
    """The person a figure is told of: 帮王某申请救助4000元, 李某上门11趟."""
    people = [m for m in clause.of("person") if m.end <= figure.start and figure.start - m.end <= 24]
    if not people:
        return []
    person = people[-1]
    text = context.text
    if (
        len([m for m in people if not any(m.end <= q.start < person.start for q in clause.of("quantity"))])
        > 1
        or is_doctrine_name(context, person)
        or _PERSON_IN_LIST.match(text, person.end)
        or _PERSON_CONTEXT.search(text, person.end, figure.start)
        or (
            _AND_PERSON.search(text, clause.start, chain_start(context, clause, person))
            and not _is_counted_apart(context, clause, person)
        )
        or _WITH_AUTHOR.search(text, clause.start, person.start)
        or (_TOLD.search(text, clause.start, person.start) and _TELLS.match(text, person.end))
    ):
        return []
    if _WRONGS.match(text, person.end):
        return [person] if "等" not in text[person.end : figure.start] else []
    between = [m for m in clause.mentions if person.end <= m.start < figure.start]
    helped = _FOR_PERSON.search(text, clause.start, person.start) is not None
    counted = [m for m in between if m.kind == "quantity"]
    further = helped and counted and _AND_THING.fullmatch(text, counted[-1].end, figure.start)
    if counted and not further and not _is_done_with(context, person, counted, figure):
        return []
    led = _LED.match(text, person.end, figure.start)
    if "的" in text[led.end() if led else person.end : figure.start]:
        return []  # 王某任组长的专班
    if helped or _STAYED.fullmatch(text, person.end, figure.start):
        return [person]
    others = [m for m in between if m.kind in TOPICS and not works_at(context, clause, m)]
    return [person] if all(_GOT_FROM.search(text, person.end, m.start) for m in others) else []


def works_at(context: Context, clause: Clause, name: Mention) -> bool:
    """Whether an organisation is only where somebody did something: 樊巧莲在某传习馆带徒35人."""
    at = name.start - 1
    if name.kind != "organization" or not context.text.startswith("在", at):
        return False
    return any(person.end == at for person in clause.of("person"))


def _is_done_with(context: Context, person: Mention, counted: Sequence[Mention], figure: Mention) -> bool:
    """Whether a figure counts what a person had done with those before it: 用小额信贷3万元买了4头母牛."""
    text = context.text
    uses = _USES.fullmatch(text, person.end, counted[0].start) is not None
    return uses and _HAS_DONE.fullmatch(text, counted[-1].end, figure.start) is not None


def _is_counted_apart(context: Context, clause: Clause, person: Mention) -> bool:
    """Whether what stands before a person in a list has a figure of its own: 李某贷了20万元、王某贷了8万元."""
    joint = chain_start(context, clause, person) - 1
    return context.text.startswith("、", joint) and any(q.end == joint for q in clause.of("quantity"))


def wrongs(context: Context, clause: Clause) -> bool:
    """Whether a clause tells what somebody wrongly took: the figure is theirs, and not their village's."""
    return any(_WRONGS.match(context.text, person.end) for person in clause.of("person"))


def program_before(context: Context, clause: Clause, row: Sequence[Mention]) -> list[Mention]:
    """The programme that touches a figure, or the row of figures it stands in."""
    programs = [m for m in clause.of("program") if m.end <= row[0].start]
    if not programs:
        return []
    program = programs[-1]
    text = context.text
    end = row[0].start
    before = [q for q in clause.of("quantity") if program.end <= q.start < end]
    if before and _RISES_TO.fullmatch(text, before[-1].end, end):
        end = before[-1].start  # 参学率从六成上升到86%
    if not _PROGRAM_TO_FIGURE.fullmatch(text, program.end, end) and not _helps_named(
        context, clause, program, end
    ):
        return []
    if _BEFORE_PROGRAM.search(text, clause.start, program.start):
        return []
    if len(programs) > 1 and coordinated(text, programs[-2], program):
        return []  # 河长制、林长制巡查84次: which of them, is not said
    return [program]


def _helps_named(context: Context, clause: Clause, program: Mention, end: int) -> bool:
    """Whether a programme helps people of whom the figure tells how many: 雨露计划资助李某、王某等6名."""
    people = [m for m in clause.of("person") if program.end <= m.start and m.end <= end]
    if not people or context.text[people[-1].end : end] != "等":
        return False
    return _HELPS_THEM.fullmatch(context.text, program.end, people[0].start) is not None


def start_of_sort(context: Context, start: int, end: int) -> int:
    """Where the words begin that say right before `end` what kind of person somebody is: 返乡青年 before 李某."""
    sort = _SORT.search(context.text, start, end)
    return end if sort is None else sort.start()


def does_next(context: Context, clause: Clause) -> bool:
    """Whether a clause plainly tells what the person of the clause before went on doing."""
    return _DOES.match(context.text, clause.start, clause.end) is not None


def by_hand(context: Context, clause: Clause) -> bool:
    """Whether a clause tells what somebody did with their own hands or feet, so that no village can have done it."""
    return _BY_HAND.match(context.text, clause.start, clause.end) is not None


def repeats(context: Context, clause: Clause, person: Mention) -> bool:
    """Whether a clause counts what the clause of a person tells of them by the same word: 晚上直播，全年直播76场."""
    figures, before = clause.of("quantity"), context.clause_at(person.start)
    if not figures or before is None or context.next_of(before) is not clause:
        return False
    deed = _DEED.fullmatch(context.text, clause.start, figures[0].start)
    return deed is not None and deed[1] in context.text[person.end : before.end]


def earns(context: Context, clause: Clause) -> bool:
    """Whether a clause tells what somebody made of it: 一年挣了2万元."""
    return _EARNS.match(context.text, clause.start, clause.end) is not None


def doer(
    context: Context, clause: Clause, figures: Sequence[Mention], last: Mention | None
) -> Mention | None:
    """The person who opens a clause and does what it counts, or did so in the clause before (`last`).

    Where the clause counts nothing, the next must tell what somebody did with their own hands.
    """
    people = clause.of("person")
    if not people:
        goes_on = last is not None and does_next(context, clause)
        return last if goes_on and not clause.has("role", *TOPICS) else None
    if len(people) != 1 or is_doctrine_name(context, people[0]) or not _opens(context, clause, people[0]):
        return None
    if not figures:
        return people[0] if _tells_of_deed(context, clause, people[0]) else None
    if figures[0].start < people[0].end:
        return None
    return people[0] if people[0] in people_before(context, clause, figures[0]) else None


def earner(context: Context, clause: Clause, figures: Sequence[Mention]) -> Mention | None:
    """The one person whom a clause tells of, by its first figure or as a villager who opens it: what they earn is theirs."""
    people = clause.of("person")
    if len(people) != 1:
        return None
    if not figures:
        names = clause.of("organization")
        if names and not context.text[names[-1].end : clause.end].strip():
            return None  # 返乡青年李某创办某养殖场: who goes on is the firm
        if is_doctrine_name(context, people[0]):
            return None
        helped = _HELPED.search(context.text, clause.start, people[0].start) is not None
        return people[0] if helped or _opens(context, clause, people[0], plain=True) else None
    if figures[0].start < people[0].end or not _LIVES_ON.search(
        context.text, people[0].end, figures[0].start
    ):
        return None
    return people[0] if people[0] in people_before(context, clause, figures[0]) else None


def _tells_of_deed(context: Context, clause: Clause, person: Mention) -> bool:
    """Whether the next clause of the sentence counts what the person of this one did with their own hands."""
    after = context.next_of(clause)
    if after is None or after.sentence != clause.sentence:
        return False
    return by_hand(context, after) or repeats(context, after, person)


def _opens(context: Context, clause: Clause, person: Mention, *, plain: bool = False) -> bool:
    """Whether a clause begins with a person, their post, and where they come from: 某组贫困户胡某.

    With `plain` only where it says what kind of person they are, and names no post.
    """
    text, start = context.text, chain_start(context, clause, person)
    sort = _SORT.search(text, clause.start, start)
    if plain and (sort is None or start != person.start):
        return False
    if sort is not None:
        start = sort.start()
        before = [m for m in clause.of_any(*TOPICS) if m.end == start]
        start = chain_start(context, clause, before[-1]) if before else start
    lead = text[clause.start : start].strip('　 “"')
    return not lead or (not plain and _WAS_SENT.fullmatch(lead) is not None)


def counts(context: Context, clause: Clause, program: Mention, figure: Mention) -> bool:
    """Whether a clause counts what a programme is named for: 厕所革命 and 户厕, 新农人课堂 and 开课."""
    text, words = context.text, context.text[clause.start : clause.end]
    if _CHOSEN.match(words):
        return _CHOOSES.match(text, program.end) is not None
    if _IS_HELD.match(words) or _PAYS.match(words):
        return True
    if _STRIVES.match(words):
        return False
    if figure.text.endswith("个") and _VILLAGES.match(text, figure.end):
        return False
    if _TIMES.search(figure.text) and _HELD_TIMES.fullmatch(text, clause.start, figure.start):
        return not text[figure.end : clause.end].strip()
    if len(program.text) <= 5:
        return any(char in words for char in program.text if char not in _COMMON_CHARACTERS)
    pairs = (program.text[at : at + 2] for at in range(len(program.text) - 1))
    return any(pair in words for pair in pairs if not _COMMON_CHARACTERS.issuperset(pair))


def works(clause: Clause) -> Mention | None:
    """The programme of a clause whose work the rest of the sentence may count, whatever stands between."""
    return next((m for m in clause.of("program") if m.text in _COUNTED_BY), None)


def counts_work(context: Context, clause: Clause, program: Mention, figure: Mention) -> bool:
    """Whether a figure counts the work of a programme named earlier in the sentence."""
    since = max((q.end for q in clause.of("quantity") if q.end <= figure.start), default=clause.start)
    return (
        program.end <= since
        and _COUNTED_BY[program.text].search(context.text[since : figure.start]) is not None
    )


def supports(context: Context, clause: Clause) -> bool:
    """Whether a clause tells whom a programme supports, so that the next may tell what it paid."""
    return _SUPPORTING.match(context.text, clause.start, clause.end) is not None


def announced(context: Context, clause: Clause, figures: Sequence[Mention]) -> Mention | None:
    """The programme that the next clause may count: one that is carried out, and no more is said; or one that supports."""
    programs = clause.of("program")
    if len(programs) != 1 or clause.has("place", "person"):
        return None
    program, text = programs[0], context.text
    if figures:
        helps = program.end <= figures[0].start and _SUPPORTS.match(text, program.end, figures[0].start)
        return program if helps and len(figures) == 1 else None
    if not _ANNOUNCES.search(text, clause.start, program.start):
        opens = not text[clause.start : program.start].strip(' \u3000“"')
        dated = opens or _DATES.search(text, clause.start, program.start) is not None
        return program if dated and _DATED.fullmatch(text, program.end, clause.end) else None
    rest = text[program.end : clause.end].strip()
    return program if _ANNOUNCED_TAIL.fullmatch(rest) else None
