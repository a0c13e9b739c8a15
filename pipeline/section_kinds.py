"""What a section is about, told from the words of its heading or from how its first paragraph begins."""

from __future__ import annotations

import re

from extractors.attributes import SectionKind

__all__ = ["heading_kind", "is_closing", "is_lead_in", "is_signature", "paragraph_kind", "turn_to_plans"]

_LACKS = "问题|不足|差距|短板|弱项|困难"
_NEXT = "下一?步|下一阶段|下阶段|今后|未来|明年|来年|新的一年|下年度?"
_PLANS = "计划|打算|安排|思路|设想|规划|目标|任务|重点|举措|措施|建议|方向|要求|展望|谋划"

#: Work on problems is work: 解决突出问题, 补齐短板, 问题整改落实情况.
_REMEDIED = re.compile(
    rf"(?:解决|补齐|补强|补足|破解|化解|整治|攻克|克服|消除|聚焦|围绕|针对|坚持|突出|反馈|查摆).{{0,16}}(?:{_LACKS})"
    rf"|(?:{_LACKS}).{{0,8}}整改(?:落实|完成|工作)?(?:的)?情况|整改(?:落实|完成|工作)(?:的)?情况|问题导向|巡[察视].{{0,8}}整改"
)
_CAUSE = re.compile(
    rf"(?:{_LACKS})(?:产生|存在|形成|的|及其|之){{0,2}}(?:主要|深层次|根本)?(?:原因|根源|成因)"
    r"|(?:产生|造成|形成|导致).{0,12}(?:原因|根源|成因)|(?:原因|根源|成因|思想)(?:分析|剖析)|(?:原因|根源|成因)(?:是|有|在于|如下|主要)?$"
    r"|^(?:主要|主观|客观|深层次|根本)?(?:原因|根源)"
)
_PROBLEM = re.compile(
    rf"存在(?:的|着|主要|突出|一些|一定|不少|许多|诸多|几个|几点|方面|、|和|以及|及|其他|困难|薄弱){{0,4}}(?:{_LACKS}|薄弱环节)"
    rf"|^(?:当前|目前|工作中?|自身|个人|主要|突出|面临|一些|几点|仍|还|的|尚|有){{0,4}}(?:{_LACKS})(?:和|与|及|以及|、|是|有|表现|之处|$)"
    rf"|不足之处|薄弱环节$|(?:{_LACKS})(?:和|与|及|以及|、|以及)(?:{_LACKS}|原因|整改|今后|下一?步|改进|努力)|自我剖析|检视剖析|问题清单"
)
_ENDING_LACK = re.compile(rf"(?:{_LACKS}|薄弱环节)$")
_PLAN = re.compile(
    rf"(?:{_NEXT})(?:的|工作|年度|主要|重点|个人|发展|、|我|将|学习|改进|整改|履职|怎么){{0,4}}(?:{_PLANS}|努力|改进|$)|^(?:{_NEXT})|努力(?:的)?方向"
    rf"|(?:工作|发展|改进|整改|努力)(?:的)?(?:计划|打算|思路|设想|安排|方向|目标)|(?:整改|改进|提升)(?:的)?措施|打算$|展望$|奋斗目标"
    r"|(?:主要|预期|发展|总体)目标|重大举措|总体要求"
)
_DUTY = re.compile(
    r"履职|履行|尽责|(?:工作|任务|目标|责任)(?:的)?(?:主要)?(?:情况|开展|完成|回顾|总结|成效|落实|业绩|亮点|实绩|做法|成绩|进展)|主要(?:工作|做法|成效|成绩|业绩|实绩)"
    r"|完成情况|特色|职责|政绩|业绩|廉洁|廉政|自律|学习情况|开展情况|落实情况|发展成就|回顾|述[职责廉]"
)
_INTRO = re.compile(r"基本情况|个人(?:简介|简况|情况)|前言|引言|简要情况")
_OTHER = re.compile(
    r"附件|附录|附表|名词解释|相关(?:报道|推荐|链接|阅读|文章)|扫一扫|其他(?:需要)?(?:说明|报告)|参考文献|编后"
)
_YEAR_WORK = re.compile(
    rf"((?:20)[0-9]{{2}})年(?:度|的|政府|主要|重点|全县|全乡|全镇|工作|经济|社会|发展|个人|和){{0,5}}(?:{_PLANS}|工作$)"
)
_RESULT = re.compile(r"情况|回顾|总结|成效|成就|成绩|做法|业绩|实绩|亮点")


def heading_kind(heading: str, outermost: bool = False) -> SectionKind | None:
    """Kind of a section by its heading's words; None where they do not say.

    Args:
        heading: without its number.
        outermost: whether it is a heading of the first level, which may speak more loosely.

    """
    if _OTHER.match(heading):
        return "other"
    if _CAUSE.search(heading) and not re.search(rf"(?:{_LACKS})(?:和|与|及|以及|、)", heading):
        return "cause"
    remedied = _REMEDIED.search(heading) is not None
    first: list[tuple[int, SectionKind]] = []
    if not remedied:
        lack = _PROBLEM.search(heading) or (_ENDING_LACK.search(heading) if outermost else None)
        if lack:
            first.append((lack.start(), "problem"))
    plan = _PLAN.search(heading) or (_YEAR_WORK.search(heading) if outermost else None)
    if plan and not _RESULT.match(heading, plan.end()):
        first.append((plan.start(), "plan"))
    intro = _INTRO.match(heading)
    if intro:
        first.append((intro.start(), "intro"))
    duty = _DUTY.search(heading) if outermost or len(heading) <= 12 else None
    if duty or (remedied and outermost):
        first.append((duty.start() if duty else 0, "duty"))
    return min(first)[1] if first else None


_TURN = rf"(?:在|针对|面对|对照|下面)?[^，。]{{0,12}}?(?:{_NEXT})"
_PLAN_OPENING = re.compile(
    rf"(?:在)?(?:{_NEXT}|接下来|今年|20[0-9]{{2}}年)(?:的|工作|学习|生活|和|、|里|中|时间|一段|时期|及|一个){{0,6}}[，,：]?[^。]{{0,40}}?(?:将|要|打算|计划|努力|重点|继续|着力|主要|做好|从)"
    r"|(?:针对|对于)[^。]{0,20}(?:问题|不足|差距)[^。]{0,10}[，,][^。]{0,20}(?:将|要|打算)"
    r"|展望(?:未来|新|20)|面对新(?:形势|的)[^。]{0,20}将"
)
_PROBLEM_OPENING = re.compile(
    rf"(?:回顾|总结|一年来?|虽然|尽管|在(?:总结|看到|肯定|取得)|对照|过去|通过|总的)[^。]{{0,60}}?(?:但|仍|还|也)[^。]{{0,40}}?(?:{_LACKS}|薄弱)"
    rf"|(?:同时|但是?|当然|与此同时|不过|然而)[，,]?[^。]{{0,30}}(?:也|还|仍)[^。]{{0,24}}(?:{_LACKS}|薄弱)"
    rf"|(?:存在|主要|突出)的?(?:主要|突出)?(?:{_LACKS})(?:是|有|：|主要|表现|如下)"
    rf"|[^。，]{{0,16}}(?:还|仍|也)(?:然)?(?:存在|有)(?:着|一些|一定|不少|许多|很多|诸多|的|以下|几个|方面){{0,4}}(?:{_LACKS}|薄弱)"
)
_CAUSE_OPENING = re.compile(
    rf"(?:产生|造成|形成|存在|出现|导致|分析|剖析|究其|以上|上述)[^。，]{{0,16}}(?:原因|根源)|(?:主要|主观|客观|深层次)?(?:原因|根源)(?:是|主要|在于|：|有)|(?:{_LACKS})的?(?:原因|根源)"
)


def paragraph_kind(text: str, start: int, end: int) -> SectionKind | None:
    """Kind of the passage that an unnumbered paragraph opens; None where it goes on with what went before."""
    window = min(end, start + 160)
    if _CAUSE_OPENING.match(text, start, window):
        return "cause"
    if _PLAN_OPENING.match(text, start, window):
        return "plan"
    if _PROBLEM_OPENING.match(text, start, window):
        return "problem"
    return None


_MID_PLAN = re.compile(rf"(?<=[。；])(?:在)?(?:{_NEXT}|接下来)[^。；]{{0,60}}?(?:将|要)")


def turn_to_plans(text: str, start: int, end: int) -> int:
    """Where inside a paragraph about problems the talk turns to what will be done; -1 where it does not."""
    found = _MID_PLAN.search(text, start, end)
    return found.start() if found else -1


_LEAD_IN = re.compile(
    r"(?:如下|(?:作|做)[^。]{0,12}(?:述职|汇报|报告)|(?:请予?|敬请|接受)[^。]{0,20}(?:评议|审议|批评|指正|监督|意见))[^。]{0,16}[。：:！]?$"
)
_CLOSING = re.compile(
    r"(?:以上|上述)(?:是|就是|述职|报告|汇报|为|内容|，|,|，?如有)|特此(?:报告|汇报)|我的(?:述职|汇报|报告)|(?:述职|汇报|报告)(?:完毕|到此)|谢谢|不(?:当|妥|足|到)之处"
)
_SIGNATURE = re.compile(
    r"(?:述[职责廉]{1,2}|报告|汇报|总结|承诺)(?:述廉)?人[：:]"
    r"|(?:[12][0-9]{3}|[一二][〇○零九一二三四五六七八]{3})年[0-9一二三四五六七八九十]{1,2}月(?:[0-9一二三四五六七八九十]{1,3}日)?$"
)


def is_lead_in(line: str) -> bool:
    """Whether a paragraph announces the report itself: 现将…情况报告如下。"""
    return _LEAD_IN.search(line, max(0, len(line) - 60)) is not None


def is_closing(line: str) -> bool:
    """Whether a line takes leave of the audience: 以上述职，不妥之处，请批评指正。"""
    return len(line) <= 90 and _CLOSING.match(line) is not None


def is_signature(line: str) -> bool:
    """Whether a line signs or dates the report."""
    return len(line) <= 40 and _SIGNATURE.match(line) is not None
