"""The topic of a sentence, and whether a clause without names of its own goes on about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.relation_counted import WHEN, by_hand, earns

if TYPE_CHECKING:
    from extractors.relation_context import Clause, Context, Mention

__all__ = [
    "FIRM_DOES",
    "GOES_ON_DOING",
    "LEVELS_OF_WHOLE",
    "Topic",
    "acts_on",
    "bearers",
    "goes_on",
    "is_of_village",
    "is_other_subject",
]

#: What is measured of a village or township as such, right before the figure.
_MEASURE = re.compile(
    r"(?:率|比例|面积|人口|总?户数|气温|温度|降雨量|降水量|海拔|总值|产值|人均[^，。；]{0,7}收入|网格员|护林员|成员|队伍|耕地|水田|旱地|林地|山林|茶园|果园|森林|草原|草场|"
    r"水域|劳动力|劳力|农户|贫困户|脱贫户|监测户|建档立卡户|低保户|搬迁户|(?:务工|就业|经商|打工)的?(?:人员|人口|人数)?)"
    r"(?:占|为|达到?|约|近|有|共|仅|超|超过|在|(?:比|较|同比)[^，。；]{0,5}(?:下降|上升|提高|增加|减少|增长|降低|回落)[了到至]?|(?:降|升|增|降低|提高|增加)[到至])*$"
)
#: The last words of the names of schools, hospitals and homes.
_HOUSES = ("小学", "中学", "校", "院", "园", "中心", "教学点")
#: Who lives, learns or works in a school, a hospital or a home, right before the figure, and nobody that is helped.
_OF_HOUSE = re.compile(
    r"(?!.*(?:慰问|走访|看望|培训|资助|救助|服务|惠及|表彰|奖励|组织|选派|招聘|[聘派送引给对]))[^，。；]*?"
    r"(?:教师|老师|教职工|学生|幼儿|老人|床位|护理员|护工|医生|医师|护士|医护人员|学位|班级|教学班)"
    r"(?:数|总数)?(?:现有|已有|只有|仅有|有|达到?|增至|增加到|增加|扩大到|从|由|为|共|已)*$"
)
#: What wind and weather did to the topic.
_HARMED = re.compile(
    WHEN
    + r"[^，。；]{0,6}?(?:淹|冲毁|冲走|冲垮|损毁|损坏|受灾|受淹|倒塌|垮塌|绝收)|"
    + WHEN
    + "(?:造成)?(?:直接)?(?:经济)?损失"
)
#: What a cooperative or firm does that was just founded.
FIRM_DOES = re.compile(
    WHEN
    + r"(?:统一|集中|连片|规模化|订单)?(?:种植|种|养殖|养|栽|务(?=[果茶园菜林])|入股|带社员|接收|流转|吸收|吸纳|发展社员|收购|加工|生产|代耕|托管|租用|承租|规模经营|经营(?:面积|土地|耕地|茶园|果园)|开票|日加工|卖出|招收|采收|采摘|(?:总|首期|一期|前期|计划|预计){0,2}(?:投资|用地|占地)|(?:投产|达产)后(?:预计|每?年|可|将)*(?:纳税|产值|实现|上缴|销售|税收)|年纳税|年?出栏|存栏|年?销售|年底|年终|保底|发放)"
)
#: What it does where no village founded it or brought it in, which might do so, too.
_FIRM_MAY_DO = re.compile(
    WHEN
    + "(?:建成|建设|建起|建(?![议立档卡制])|承接|安排|安置|招工|招聘|聘用|用工|签订|签下|购[买置进]|买来|买了|添置|年加工|年产|日工资|月工资|社员|入社)"
)
#: What 全村 and its like are the whole of.
LEVELS_OF_WHOLE = {
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
#: How far into a clause a measure may reach.
_MEASURE_REACH = 18
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
    r"提供(?:学位|岗位|就业|床位|车位)|可?容纳|配套|招收|招用|(?:开放|编制|实有|核定)床位|[向为交](?:了)?村集体|有|辖|下辖|配有|设有|驻有|建有|修有|住着|住有|居住|(?:版图|国土|幅员|行政区域|辖区|区域|土地|总|占地|建筑|(?:改善|恢复|新增)(?:灌溉|绿化)?)面积|(?:改善|恢复|新增)灌面|(?:总|农业|农村|供水|受益)人口|耕地|林地|党员|人口|户籍|常住|住户|山场|旅居|在外|外出|(?:党?支部|党委|党总支)?下设|(?:[\u4e00-\u9fff]{1,3}族[、和]){0,3}[\u4e00-\u9fff]{1,3}族(?:人口|群众)?占|设|分|拥有|其|产值|利润|分红|村集体|集体|销售|销|库容|租金|年产|到位|给|用上|平均|最高|接待|"
    r"吸引|用工|招工|创收|节约|达到|达|价格|成活率|合格率|满意率|入住率|工资|月工资|年收入|出栏|存栏|农户|脱贫户|监测户|距|离|由[0-9一二三四五六七八九十两百]|海拔|最低|南北|东西|"
    r"全长|长|宽|灌溉|草场|牧场|入社|社员|会员|股民|学生|教师|在校|职工|员工|床位|自然村|每[亩吨斤头只户人年]|每公斤|(?:企业|群众|村民|社会)?自筹|[一二三四五六七八九十]{0,2}\s*$)"
)
#: What a village or an organisation that opened the sentence may go on doing in its next clauses.
GOES_ON_DOING = re.compile(
    WHEN
    + r"(?:新建|修建|改建|改造|硬化|安装|修通|疏通|种|栽|养|流转|发放|引进|投资|投入|争取|筹资|整合|开发|办|建|组建|成立|培育|发展|招引|打造|"
    r"清理|拆除|评选|评出|化解|调解|调处|签订|收缴|兑现|兑付|完成|实施|铺设|架设|绿化|新增|储备|培养|收购|加工|生产|出栏|存栏|摆放|搭建|扣大?棚|更换|付给|支付|盘活|出租|租|"
    r"收回|扩建|添置|配备|供养|开设|代耕|代种|代收|托管|承接|捐|资助|补植|嫁接|推广|举办|开办|修|装|购|聘|选|入户|走访|慰问)"
)
#: What the author does next who has done something for the topic, or anybody else.
_AUTHOR_DOES = re.compile(
    WHEN
    + r"(?:走访|慰问|入户|化解|调解|调处|评选|评出|培训|组织|发放|兑付|兑现|引进|招引|签订|举办|开办|撰写)"
)
#: What only the police, the courts and their like do, whoever else is in the sentence.
_OF_LAW = re.compile(
    WHEN
    + r"(?:共)?(?:查处|查获|破获|侦破|抓获|打掉|端掉|捣毁|刑拘|拘留|行政拘留|追回|追赃|收缴|缴获|立案|受理案件|审结|结案|移送|起诉|劝投|止付)"
)
_LAW = ("派出所", "公安局", "分局", "警务室", "大队", "中队", "法庭", "法院", "检察院", "司法所")
_ACTS_ON = re.compile(
    WHEN
    + r"(?:组织|召开|开展|为|帮|送|制止|劝返|劝导|巡查|调解|化解|收集|上报|清理|捐|带动|发放|服务|上门|培训)"
)
#: The village, said again.
_SAID_AGAIN = re.compile(
    r".{0,6}(?:村里|该村|全村|本村|村上|村民|社里|该社|该公司|该校|[这该](?:个|家|所)?(?:合作社|公司|企业|厂|学校|医院))"
)
#: What a firm is called right behind the clause that brought it in: 领办某合作社，合作社种植….
_ITSELF = re.compile("(?:公司|合作社|企业|园区|农场|工厂)(?![的和与+])")
#: What is the village's: 村集体收入17万元, 全年集体收入17万元.
_OF_COLLECTIVE = re.compile("村集体|集体(?:经济|经营性)?收入")
#: To whom a firm pays: 向村集体上交7万元 is told of the firm.
_TO_VILLAGE = re.compile(WHEN + r"[向给为交归](?:了)?(?:所在)?村集体")


@dataclass(slots=True)
class Topic:
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
    #: Something was done for it, so that it need not have done what comes next.
    helped: bool = False
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
    #: Who opened the stretch and goes on acting in it.
    subject: Mention | None = None
    #: The one person who did what the clause before counts.
    person: Mention | None = None
    #: The one person whom the clause before told of: what they made of it is theirs.
    earner: Mention | None = None
    #: An announced programme holds for one clause only.
    program: Mention | None = None
    #: One whose work is counted by its own word holds for the sentence.
    works: Mention | None = None


def goes_on(context: Context, clause: Clause, topic: Topic) -> bool:
    """Whether a clause without names of its own goes on about the topic."""
    if not topic.names:
        return False
    words = context.text[clause.start : clause.end]
    if topic.framed:
        return _WHOLE_OF.match(words) is None
    if is_other_subject(words, topic):
        return acts_on(words, topic)
    if topic.person is not None and by_hand(context, clause):
        return False
    if clause.has("person") or (topic.earner is not None and earns(context, clause)):
        return False
    if is_of_village(words, topic):
        return False
    if _GOES_ON.match(words) or _SAID_AGAIN.match(words) or _is_whole(words, topic):
        return True
    if topic.founded and (FIRM_DOES.match(words) or (not topic.founder and _FIRM_MAY_DO.match(words))):
        return True
    itself = _ITSELF.match(words) if topic.founded else None
    if itself is not None and topic.names[0].text.endswith(itself[0]):
        return True
    if _is_measured(context, clause, topic):
        return True
    if topic.names[0].text.endswith(_LAW) and _OF_LAW.match(words):
        return True
    if topic.weak or (topic.helped and _AUTHOR_DOES.match(words)):
        return False
    return (
        GOES_ON_DOING.match(words) is not None
        or _HARMED.match(words) is not None
        or acts_on(words, topic)
        or _is_figures_only(context, clause)
    )


def acts_on(words: str, topic: Topic) -> bool:
    """Whether the topic was told to act, and does so in this clause."""
    return topic.acts and _ACTS_ON.match(words) is not None


def is_other_subject(words: str, topic: Topic) -> bool:
    """Whether a clause begins with another subject than the topic: 全镇, where that is a village; 全村 is the village."""
    if _WHOLE_OF.match(words):
        return not _is_whole(words, topic)
    return _OWN_SUBJECT.match(words) is not None


def _is_whole(words: str, topic: Topic) -> bool:
    """Whether a clause tells of the whole of the topic: 全村, where that is one village."""
    whole = _WHOLE_OF.match(words)
    if whole is None or len(topic.names) != 1 or topic.names[0].kind != "place":
        return False
    return topic.names[0].record.level in LEVELS_OF_WHOLE.get(whole[1], ())


def is_of_village(words: str, topic: Topic) -> bool:
    """Whether a clause behind an organisation tells of its village: 合作社产值258万元，村集体收入17万元."""
    if topic.names[0].kind != "organization" or _OF_COLLECTIVE.search(words) is None:
        return False
    return _TO_VILLAGE.match(words) is None


def bearers(words: str, topic: Topic) -> list[Mention]:
    """Whom of the topic a clause tells of: of a village and its partner the village, where 村集体 is named."""
    if "村集体" not in words or _TO_VILLAGE.match(words):
        return topic.names
    return [name for name in topic.names if name.kind == "place"] or topic.names


def _is_measured(context: Context, clause: Clause, topic: Topic) -> bool:
    """Whether a clause begins with what is measured of the topic as such: 森林覆盖率达68%, 入住老人增至40人."""
    first = clause.of("quantity")[0].start
    if first - clause.start > _MEASURE_REACH:
        return False
    if topic.described and _MEASURE.search(context.text, clause.start, first):
        return True
    # 营养改善计划惠及学生900人: the programme's, not the school's.
    houses = topic.names[0].text.endswith(_HOUSES) and not topic.weak and not clause.has("program")
    return houses and _OF_HOUSE.match(context.text, clause.start, first) is not None


def _is_figures_only(context: Context, clause: Clause) -> bool:
    """共96个村民小组; 387户1624人: a clause of figures describes what the sentence began with."""
    rest, at = "", clause.start
    for figure in clause.of("quantity"):
        rest += context.text[at : figure.start]
        at = figure.end
    return len(re.sub(WHEN, "", rest + context.text[at : clause.end])) <= 5
