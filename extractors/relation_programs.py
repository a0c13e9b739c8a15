"""Which programmes a report says are carried out: IMPLEMENTS with the verb, and whether it is done or planned.

The verb is the one that governs the programme: the nearest before it in its clause, or the one after it (三会一课
全面落实, 把主题党日做实). A programme that is only studied, believed in, fought, or named as poorly done is not
implemented; in a section of problems nothing is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.attributes import Relation
from extractors.relation_context import coordinated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.relation_context import Clause, Context, Mention

__all__ = ["program_relations"]

#: Verbs of carrying out. 组织 and 建设 only where they are no part of a noun (党组织, 作风建设).
_DOING = (
    "贯彻落实|贯彻执行|落细落实|抓好落实|落实|执行|开展|推进|推行|推动|推广|推开|实施|深化|践行|履行|坚持和发展|坚持|运用|制定|出台|"
    "用好|用活|用足|善用|发挥|抓好|抓实|抓牢|抓细|狠抓|紧抓|打造|建立|健全|完善|创建|争创|举办|召开|开好|办好|参加|参与|"
    "严守|守好|守牢|恪守|遵守|严格|规范|巩固|拓展|压实|依托|通过|利用|借助|采取|采用|启动|贯彻|做到|做实|做好|做细|做优|做强|颁发|"
    "启用|发扬|运行|运转好|开办|开设|弘扬|传承|部署|牵头|搭建|构建|建成|建好|建强|搞好|试点|复制|组织|实行|试行|施行|"
    "强化|加强|加快|打好|打赢|打响|设立|成立|发起|承办|申报|配合|完成|实现|当好"
)
#: Verbs that are often part of a noun or of an idiom: they count only right before the programme.
_DOING_IF_NEXT = (
    "继续干|接着干|培育|培养|整合|组建|选树|叫响|打响|建设|走|探索|创新|提升|优化|形成|聚力|抓|办|搞|建|用"
)
#: Verbs that leave the programme undone: to study, believe, fight, speak of.
_NOT_DOING = (
    "学习|学深|学懂|领会|领悟|感悟|增强|坚定|拥护|拥戴|抵制|反对|纠治|纠正|整治|查处|查纠|违反|背离|理解|认识|研究|重视|忽视|"
    "讲|谈|围绕|对照|对标|按照|根据|紧扣|聚焦|针对|关于|宣传|宣讲|缺乏|落后|影响|制约|受到|荣获|获得|评为|观看|解读|传达|"
    "警惕|防止|防范|杜绝|严禁|督查|调研|检查|考核|了解|掌握|熟悉|熟知|对|是|名为|叫|收听|撰写|汇报|听取|征求|"
    "牢记|树牢|树立|绷紧|压减|纠|反|讨论"
)
_LEFT_VERB = re.compile(
    rf"(?P<no>{_NOT_DOING})|(?<![党级群团性各])(?<!(?<!层)层)(?P<yes>{_DOING})|(?<![党基新重创组构搭作信费专公适])(?P<next>{_DOING_IF_NEXT})(?=[好了出起活实]{{0,2}}[“\"]?$)"
)
_RIGHT_VERB = re.compile(
    r"(?:[”\"]|支部|党支部|家庭|主题|专题|系列|实践|评选|制度|活动|工作|行动|工程|改革|机制|模式|要求|任务|计划|项目|体系|建设|教育|政策|责任|精神|措施|专项|创建|等)*"
    r"(?:得到|得以|全面|有效|扎实|深入|有序|持续|顺利|稳步|高质量|圆满|逐步|均已|已经|已|加快|全部|成功|如期|有力|不断|常态化|正在|全年|先后|累计|共)*"
    r"(?P<verb>落实|落地|推进|开展|推行|实施|见效|建成|走深走实|铺开|展开|完成|召开|举办|办了|举行|启动|全覆盖|落到实处|结硕果|上线|运行|巩固|雷打不动|扫尾|收官|拆除|一次[没不][落漏]|一步[没不][省漏少落]|(?:从)?没(?:有)?断过|从不间断|按规矩来|一直坚持|坚持得|坚持下来)"
)
_BA = re.compile(r"(?:把|将)[^，。；]{0,4}[“\"]?$")
_BA_VERB = re.compile(
    r"[^，。；]{0,16}?(?P<verb>坚持好|坚持下|落实到|落实|落细|管起来|搞起来|抓起来|做起来|办起来|立起来|开出|开好|开起来|用起来|用活|做出|抓出|抓严|过好|过出|办出|建好|建起来|落到实处|落到|落在|延伸到|嵌入|建在|挺在|抓到|抓在|做扎实|做实|做好|抓实|抓好|抓牢|开展|融入|贯穿|推进|推开|推广|用好|执行|贯彻|运用|定在|放到|搬到|建到|走深|办好|办成|纳入|作为(?![^，。；]*(?:任务|责任|职责|使命|准则|原则|要求|前提|遵循|标尺|标准)[”\"]?(?:[，。；]|$)))"
)
#: 从最基本的“三会一课”抓起
_SINCE, _SINCE_VERB = (
    re.compile(r"从[^，。；]{0,8}[“\"]?$"),
    re.compile(r"[^，。；]{0,4}?(?P<verb>抓起|做起)"),
)
_BA_IDEA = re.compile(r"[^，。；]{0,16}?(?:挂在|记在|放在|当成|看作)")
#: 照“四议两公开”来, 按“四不四限”的新规矩办, 用“三上三下”的法子定: what was done by it.
_BY = re.compile(r"(?:按照|依照|按|(?<!对)照|用)[“\"]?$")
#: 按照“三管三必须”要求，…; 用“三到位一处理”办法化解: what is done by rules, or by a method, follows them.
_BY_RULES = re.compile(
    r"[”\"]?的?(?:工作)?(?:总体)?(?:要求|标准|原则|办法|机制|制度|模式|流程|程序|步骤|部署|规定|思路|法子|规矩|工作法|方法)"
)
#: 在“三抓三促”行动中查摆问题11条
_AMID = re.compile(r"在[“\"]?$")
_AMID_AFTER = re.compile(r"[”\"]?[^，。；、]{0,6}?(?:过程)?中(?![村学心央国。；]|$)")
_BY_VERB = re.compile(
    r"[”\"]?(?:的)?[^，。；]{0,5}?(?:要求|程序|流程|规矩|规定|办法|法子|方法|制度|步骤|标准)?(?P<verb>来(?=[，。；]|$)|办(?=[，。；]|$)|开展|分配|定(?!位)|决策|议事|处理|执行|管理|操作|运行)"
)
_AS_HANDLE = re.compile(r"(?:以)[^，。；]{0,6}[“\"]?$")
_HANDLE_AFTER = re.compile(
    r"[^，。；]{0,8}?为(?:重要)?(?P<verb>抓手|载体|依托|平台|契机|统领|总揽|牵引|引领|主线|主抓手|龙头|切入点|突破口)"
)

#: 加强廉政建设的重要性: what it is worth, not what was done.
_WORTH = re.compile(r"[”\"]?(?:制度|工作|责任制?)?的?(?:重要性|必要性|紧迫性|重要意义|意义)")
#: 成立脱贫攻坚领导小组, 召开党风廉政建设述责评议会: the body was founded and the meeting held that a programme names.
_FOUNDING = frozenset(("成立", "设立", "组建", "建立"))
_BODY_AFTER = re.compile(r"[”\"]?(?:工作)?(?:领导|协调|推进)?(?:小组|指挥部|专班|办公室|工作组|委员会)")
_MEETING_AFTER = re.compile(r"[^，。；、和]{2,24}?(?:会|会议)(?=[，。；、”和0-9]|$)")
#: Said of what was poorly done, in whatever section it stands.
_POOR_AFTER = re.compile(
    r"[^，。；]{0,14}?(?:不够|不到位|不严|不力|不实|不深|不足|不好|不全|不强|不高|不准|不牢|不多|不透|不活|不规范|不经常|不平衡|欠缺|差距|流于形式|走过场|"
    r"较少|偏少|薄弱|缺失|滞后|短板|弱化|虚化|未能|没有|还不|仍不|有待|空白|未落实|不正常|打折扣|松懈|单一)"
)
_POOR_BEFORE = re.compile(
    r"(?:不(?![断懈折仅但少忘负停渝移])|未|没有|没|未能|不够|难以|缺乏|疏于|忽视|轻视|怠于|不愿|不敢|不会|放松|放松了)[^，。；]{0,3}$"
)

_PLAN_SECTION = "plan"
_PROBLEM_SECTIONS = frozenset(("problem", "cause"))
_PLAN_WORDS = re.compile(
    r"(?:^\s*|[是我并还也现拟已]|明年|来年|下步)计划(?!生育|安排|书|表|内|外|性|总)|打算|下一步|下步|今后|明年|来年|力争|拟于?|准备|争取做到|(?:我|继续|还|必)将|将(?:继续|进一步|以|全面|持续|严格|认真|重点|着力|深入|扎实|坚决|从|按|积极|不断|大力|紧)|未来"
)
#: Each of these words holds one of these: a cheaper look.
_OF_PLANS = re.compile("[计打步今明来力拟准争将未]")
#: In a section of problems, from here on it speaks of what will be done about them.
_TURNS_TO_PLANS = re.compile(r"今后|下一步|下步|整改措施|改进措施|接下来|我将")

#: Between a verb and the programme it governs.
_REACH = 22


def program_relations(context: Context) -> Iterator[Relation]:
    """IMPLEMENTS of a report: head None, tail the programme, properties ``verb`` and ``status``."""
    planning = False
    section, sentence, sentence_plans = "", -1, False
    unread: list[Clause] = []  # of the sentence, where no plans have been looked for yet
    for clause in context.clauses:
        if clause.section != section:
            section, planning = clause.section, False
        if clause.sentence != sentence:
            sentence, sentence_plans, unread = clause.sentence, False, []
        unread.append(clause)
        if section in _PROBLEM_SECTIONS and not planning:
            planning = _TURNS_TO_PLANS.search(context.text, clause.start, clause.end) is not None
        if not clause.has("program"):
            continue
        if (section in _PROBLEM_SECTIONS and not planning) or clause.start < context.title[1]:
            continue  # a title (抓基层党建工作述职报告) says what the report is about, not what was done
        sentence_plans = sentence_plans or any(_speaks_of_plans(context, one) for one in unread)
        unread = []
        planned = planning or sentence_plans or section == _PLAN_SECTION
        for program, verb in _implemented(context, clause):
            yield Relation(
                "IMPLEMENTS",
                None,
                program.span,
                context.clause_range(clause),
                {"verb": verb, "status": "plan" if planned else "done"},
            )


def _speaks_of_plans(context: Context, clause: Clause) -> bool:
    words = context.text[clause.start : clause.end]
    return _OF_PLANS.search(words) is not None and _PLAN_WORDS.search(words) is not None


def _implemented(context: Context, clause: Clause) -> Iterator[tuple[Mention, str]]:
    """The programmes of a clause that are carried out, each with its verb."""
    for group in _groups(context, clause):
        verb = _verb_of(context, clause, group)
        if verb is not None:
            for program in group:
                yield program, verb


def _groups(context: Context, clause: Clause) -> Iterator[list[Mention]]:
    """The programmes of a clause, those of one enumeration together: “三会一课”“主题党日”等制度."""
    group: list[Mention] = []
    for program in clause.of("program"):
        if group and _enumerated(context, group[-1], program):
            group.append(program)
            continue
        if group:
            yield group
        group = [program]
    if group:
        yield group


def _enumerated(context: Context, left: Mention, right: Mention) -> bool:
    if coordinated(context.text, left, right):
        return True
    return _MEMBER_GAP.fullmatch(context.text, left.end, right.start) is not None


_MEMBER_GAP = re.compile(
    r"[”\"]?(?:制度|活动|工作|行动|工程|机制|模式)?[”\"]?(?:[、]|和|及|以及|与)[“\"]?|”(?!的)[\u4e00-\u9fff]{1,4}(?:[、]|和|及|以及|与)“"
)


def _verb_of(context: Context, clause: Clause, group: list[Mention]) -> str | None:
    text, first, last = context.text, group[0], group[-1]
    if _POOR_AFTER.match(text, last.end, min(clause.end, last.end + 24)):
        return None
    if _WORTH.match(text, last.end):
        return None
    lead_start = max(clause.start, first.start - _REACH)
    lead = text[lead_start : first.start]
    if _POOR_BEFORE.search(lead):
        return None
    ba = _BA.search(lead)
    if ba is not None and not _LEFT_VERB.search(lead, ba.start()):
        verb = _BA_VERB.match(text, last.end, clause.end)
        return verb["verb"] if verb else None
    if _BY.search(lead):
        verb = _BY_VERB.match(text, last.end, clause.end)
        if verb is not None:
            return f"按…{verb['verb']}"
        if _names_rules(context, first) and _BY_RULES.match(text, last.end, clause.end):
            return "按照"
    if _AMID.search(lead) and _AMID_AFTER.match(text, last.end, clause.end):
        return "开展"
    since = _SINCE_VERB.match(text, last.end, clause.end)
    if since is not None and _SINCE.search(lead):
        return since["verb"]
    if _AS_HANDLE.search(lead):
        verb = _HANDLE_AFTER.match(text, last.end, clause.end)
        return f"以…为{verb['verb']}" if verb else None
    governing = _governing(context, clause, lead_start, first)
    if governing in _FOUNDING and _BODY_AFTER.match(text, last.end, clause.end):
        return None
    if governing == "召开" and _MEETING_AFTER.match(text, last.end, clause.end):
        return None
    if governing is not None:
        return governing if governing else None
    after = _RIGHT_VERB.match(text, last.end, clause.end)
    return after["verb"] if after else None


def _names_rules(context: Context, program: Mention) -> bool:
    """Whether a programme is shorthand or quoted: 按照乡村振兴战略要求 names a field of work."""
    return program.record.kind == "numeric" or context.text.startswith(("”", '"'), program.end)


def _start_of_motto(context: Context, clause: Clause, program: Mention) -> int:
    """Where the words begin that a programme has in quotation marks before it: 开展“牢记嘱托、感恩奋进”主题教育."""
    text, at = context.text, program.start
    if not text.startswith("”", at - 1):
        return at
    opens = text.rfind("“", clause.start, at)
    return at if opens < 0 else opens


def _governing(context: Context, clause: Clause, start: int, program: Mention) -> str | None:
    """The nearest verb before a programme: "" where it is one of not doing, None where there is none."""
    nearest: str | None = None
    end = _start_of_motto(context, clause, program)
    mentions = [m for m in clause.mentions if start <= m.start < end]
    for verb in _LEFT_VERB.finditer(context.text, min(start, end), end):
        if any(m.start < verb.end() and verb.start() < m.end for m in mentions):
            continue
        if verb["no"] is None and context.text.startswith("、", verb.end()):
            continue  # 围绕支部创建、乡村振兴等方面: no verb at all
        if _POOR_BEFORE.search(context.text, max(clause.start, verb.start() - 6), verb.start()):
            nearest = ""
        else:
            nearest = verb["yes"] or verb["next"] or ""
    return nearest
