"""What a section is about, told from the words of its heading or from how a paragraph begins."""

from __future__ import annotations

import re

from extractors.attributes import SectionKind

__all__ = [
    "heading_kind",
    "is_appendix",
    "is_closing",
    "is_lead_in",
    "is_signature",
    "looks_back",
    "paragraph_kind",
    "turn_to_plans",
]

#: What is lacking. 困难群众 are people.
_LACKS = "问题|不足|差距|短板|弱项|困难(?![群党职学家老户儿残人])"
_NEXT = "下一?步|下一?阶段|下一年度?|下年度|今后|往后|未来|明年|来年|新的一年|接下来"
#: 将 and 要, but not 主要, 要求.
_WILL = "(?:将|(?<![主重需必首紧只概])要(?![求有是点素]))"
_PLANS = "计划|打算|安排|思路|设想|规划|目标|任务|重点|举措|措施|建议|方向|要求|展望|谋划"
_AND = "和|与|及|以及|、|并"

#: Work on problems is work: 解决突出问题, 补齐短板, 问题整改落实情况.
_REMEDIED = re.compile(
    rf"(?:解决|补齐|补强|补足|破解|化解|整治|攻克|攻坚|克服|消除|缩小|反馈).{{0,16}}(?:{_LACKS})"
    rf"|^(?:坚持|突出|聚焦|围绕|针对|紧盯|紧扣|着力|着眼).{{0,16}}(?:{_LACKS})"
    rf"|(?:{_LACKS}).{{0,8}}整改(?:落实|完成|工作)?的?情况|整改(?:落实|完成|工作)的?情况|问题导向|巡[察视].{{0,8}}整改|问题整改$"
)
_CAUSE = re.compile(
    rf"(?:{_LACKS})(?:产生|存在|形成|的|及其|之){{0,3}}(?:主要|深层次|根本|主观|客观)?(?:原因|根源|成因)"
    r"|(?:产生|造成|形成|导致).{0,12}(?:原因|根源|成因)|(?:原因|根源|成因)(?:分析|剖析)|(?:原因|根源|成因)(?:是|有|在于|如下|主要|及其?|和|与|$)"
)
_LACK_AND_CAUSE = re.compile(rf"(?:{_LACKS})(?:{_AND})+.{{0,8}}(?:原因|根源|成因)")
_PROBLEM = re.compile(
    rf"存在(?:的|着|主要|突出|一些|一定|不少|许多|诸多|几个|几点|方面|其他|问题|不足|困难|薄弱|{_AND}){{0,5}}(?:{_LACKS}|薄弱环节|薄弱点)"
    rf"|^(?:当前|目前|工作|中|自身|个人|主要|突出|面临|一些|几点|仍|还|的|尚|有){{0,4}}(?:{_LACKS})(?:{_AND}|是|有|表现|之处|$)"
    rf"|不足之处|薄弱环节$|(?:{_LACKS})(?:{_AND})(?:{_LACKS}|整改|下一?步|今后|改进|努力)|自我剖析|检视剖析|问题清单"
)
#: How an outer heading owns up to problems: 正视差距, 反思不足, 还差啥.
_OWNED = re.compile(
    rf"(?:正视|直面|反思|剖析|查摆|查找|检视|找准|自省|认清|清醒).{{0,10}}(?:{_LACKS}|薄弱)|还[差缺欠]|[差缺短]在(?:哪|何)"
    rf"|^(?:[看查]?找|查|亮|晒)(?:{_LACKS})(?=$|，(?!.*[补强促改提抓建]))"
)
_ENDING_LACK = re.compile(rf"(?:{_LACKS}|薄弱环节)$")
_PLAN = re.compile(
    rf"(?:{_NEXT})(?:的|工作|年度|主要|重点|个人|发展|、|我|将|学习|改进|整改|履职|怎么|如何|抓|几点|若干){{0,4}}(?:{_PLANS}|努力|改进|做|干|$)"
    rf"|(?:^|[，,：:])(?:{_NEXT})|努力的?方向|(?:工作|发展|改进|整改|努力)的?(?:计划|打算|思路|设想|安排|方向|目标)"
    r"|(?:整改|改进|提升|改正)的?措施|打算(?=$|[，,、])|展望(?=$|[，,、])|(?:咋|怎么|如何)(?:干|办|做)$|奋斗目标|(?:主要|预期|发展|总体)目标|重大举措|总体要求"
)
#: Aims that work kept to, and no plans: 把牢人大工作方向, 理清发展思路, 完成工作目标.
_KEPT_TO = re.compile(
    "(?:把[牢准握稳好]|[找校]准|明确|[理厘]清|坚持|坚定|围绕|紧[扣盯围]|锚定|认清|聚焦|完成|实现|对[照标]|根据|按照|遵循|落实|贯彻|执行|服从|拓宽|转变|清晰|确保|瞄准|引领|指明)"
    "[^，,；;。]{0,8}(?:工作|发展|改进|奋斗|主要|预期|总体)的?(?:计划|思路|安排|方向|目标)"
)
_YEAR_AHEAD = re.compile(
    rf"(20[0-9]{{2}})年(?!.{{0,12}}(?:回顾|总结|情况|成[就效绩])).{{0,12}}?(?:{_PLANS}|工作)"
)
#: A five-year plan by its number: the thirteenth began in 2016.
_FIVE_YEARS_AHEAD = re.compile(
    r"[“\"]?十([二三四五六七八九])五[”\"]?(?!.{0,16}(?:回顾|总结|情况|成[就效绩]))"
)
_FIVE_YEAR_PLANS = {numeral: 2011 + 5 * number for number, numeral in enumerate("二三四五六七八九")}
_DUTY = re.compile(
    r"履职|履行|尽责|(?:工作|任务|目标|责任)的?(?:主要)?(?:情况|开展|完成|回顾|总结|成效|落实|业绩|亮点|实绩|做法|成绩|进展)"
    r"|主要(?:工作|做法|成效|成绩|业绩|实绩)|完成情况|特色|职责|政绩|业绩|廉洁|廉政|自律|学习情况|开展情况|落实情况|成就|回顾|述[职责廉]"
)
#: What a heading inside a section must say to turn it to work done.
_DUTY_INSIDE = re.compile(
    r"履职(?:尽责)?情况|(?:工作|任务|目标|责任)的?(?:主要)?(?:情况|开展|完成|回顾|总结|成效|落实|实绩|进展)"
    r"|主要(?:做法|成效|成绩|业绩|实绩)|(?:完成|开展|落实)情况"
)
_RESULTS = re.compile(
    r"(?:完成|落实|开展|推进|进展)?(?:的)?(?:情况|回顾|总结|成效|成就|成绩|做法|业绩|实绩|亮点)"
)
_INTRO = re.compile(r"(?:个人)?基本情况|个人(?:简介|简况|情况)|前言|引言|简要情况")
_OTHER = re.compile(r"其他(?:需要)?(?:说明|报告|事项)")
_APPENDIX = re.compile(
    r"附[件录表][0-9一二三四五六七八九十]{0,2}(?:[:：].{0,30})?$|名词解释|名词说明|注释$|(?:相关|推荐|延伸|热门)(?:报道|推荐|链接|阅读|文章|新闻)"
    r"|扫一扫|参考文献|上一篇|下一篇|责任编辑|编辑[:：]|分享到"
)


def heading_kind(heading: str, *, outermost: bool = False, year: int | None = None) -> SectionKind | None:
    """Kind of a section by the words of its heading; None where they do not say.

    Of several things that a heading names the first decides: 存在问题及整改措施 is a heading over problems.

    Args:
        heading: without its number.
        outermost: whether it is a heading of the first level; those speak more loosely.
        year: the last one whose work is done.

    """
    if _OTHER.match(heading) or is_appendix(heading):
        return "other"
    if _CAUSE.search(heading) and not _LACK_AND_CAUSE.search(heading):
        return "cause"
    named: list[tuple[int, SectionKind]] = []
    remedied = _REMEDIED.search(heading) is not None
    lack = None if remedied else _lack(heading, outermost)
    if lack:
        named.append((lack.start(), "problem"))
    plan = _PLAN.search(_KEPT_TO.sub("", heading))
    plan = plan and _PLAN.search(heading)
    if plan and not _RESULTS.match(heading, plan.end()):
        named.append((plan.start(), "plan"))
    elif outermost and year is not None and (ahead := _ahead(heading, year)) >= 0:
        named.append((ahead, "plan"))
    if _INTRO.match(heading):
        named.append((0, "intro"))
    duty = (_DUTY if outermost else _DUTY_INSIDE).search(heading)
    if duty or (remedied and outermost):
        named.append((duty.start() if duty else 0, "duty"))
    return min(named)[1] if named else None


def _lack(heading: str, outermost: bool) -> re.Match[str] | None:
    """The words of a heading that speak of problems."""
    plain = _PROBLEM.search(heading)
    return plain or ((_OWNED.search(heading) or _ENDING_LACK.search(heading)) if outermost else None)


def _ahead(heading: str, year: int) -> int:
    """Where a heading speaks of the time after `year`; -1 where it does not."""
    ahead = _YEAR_AHEAD.search(heading)
    if ahead and int(ahead[1]) > year:
        return ahead.start()
    plan = _FIVE_YEARS_AHEAD.search(heading)
    return plan.start() if plan and _FIVE_YEAR_PLANS[plan[1]] > year else -1


_FORWARD = re.compile(
    "再|继续|持续|进一步|更[高好大加强]|新[的]?(?:台阶|局面|篇章|征程|作为|起点)|砥砺|奋进|努力|开创|争[当做创]|方向|接续|奋[力斗]"
)


def looks_forward(heading: str) -> bool:
    """Whether a heading that names no kind of matter speaks of better work to come: 再接再厉, 开创新局面."""
    return _FORWARD.search(heading) is not None


def is_appendix(line: str) -> bool:
    """Whether a line opens what is no longer the report: an appendix, notes, links of a web page."""
    return _APPENDIX.match(line) is not None


_ADMITTED = rf"(?:存在|有(?:一?些|一定|不少|许多|很多|诸多|以下|几|差距|不足|较大|待|欠)|[看意认感][到识]|清醒)[^。]{{0,30}}?(?:{_LACKS}|薄弱|不够)"
_CAUSE_OPENING = re.compile(
    rf"(?:产生|造成|形成|存在|出现|导致|分析|剖析|究其|以上|上述)[^。，]{{0,16}}(?:原因|根源)"
    rf"|(?:主要|主观|客观|深层次)?(?:原因|根源)(?:是|主要|在于|：|:|有)|(?:{_LACKS})的?(?:主要)?(?:原因|根源)"
)
_PLAN_OPENING = re.compile(
    rf"(?:在)?(?:{_NEXT})[^，。：]{{0,16}}(?:[，,：:]|我|{_WILL})|展望(?:未来|新|今后|下)|面对新(?:形势|的)[^。]{{0,30}}将"
)
_YEAR_OPENING = re.compile(
    rf"(?:在)?(20[0-9]{{2}})年(?![0-9])[^。]{{0,60}}?(?:{_WILL}|打算|计划|继续|力争|着力|努力)"
)
_REMEDY_OPENING = re.compile(rf"(?:针对|对于|对照)[^。]{{0,30}}?[，,][^。]{{0,30}}?(?:{_WILL}|打算|从以下)")
_PROBLEM_OPENING = re.compile(
    rf"(?:回顾|总结|一年来?|虽然|尽管|在(?:总结|看到|肯定|取得)|对照|过去|通过|总的|与)[^。]{{0,80}}?(?:但|仍|还|也)[^。]{{0,30}}?{_ADMITTED}"
    rf"|(?:同时|但是?|当然|与此同时|不过|然而)[，,]?[^。]{{0,40}}?{_ADMITTED}"
    rf"|(?:存在|主要|突出)的?(?:主要|突出)?(?:{_LACKS})(?:是|有|：|主要|表现|如下)"
    rf"|[^。，]{{0,16}}(?:还|仍|也)然?(?:存在|有)(?:着|一些|一定|不少|许多|很多|诸多|的|以下|几个|方面){{0,4}}(?:{_LACKS}|薄弱)"
)
_OPENING_LENGTH = 180
_SALUTATION = re.compile("(?:各位[^，。！：]{1,10}|同志们)[！，：!,:]")


def paragraph_kind(
    text: str, start: int, end: int, *, current: SectionKind, year: int | None = None
) -> SectionKind | None:
    """Kind of the passage that an unnumbered paragraph opens; None where it goes on with what went before.

    Args:
        text: cleaned text.
        start: where the paragraph begins.
        end: where it ends.
        current: kind of the section that it stands in.
        year: the last one whose work is done.

    """
    salutation = _SALUTATION.match(text, start, end)
    start = salutation.end() if salutation else start
    window = min(end, start + _OPENING_LENGTH)
    if _CAUSE_OPENING.match(text, start, window):
        return "cause"
    if _PLAN_OPENING.match(text, start, window):
        return "plan"
    if year is not None and (ahead := _YEAR_OPENING.match(text, start, window)) and int(ahead[1]) > year:
        return "plan"
    if current in ("problem", "cause"):
        return "plan" if _REMEDY_OPENING.match(text, start, window) else None
    return "problem" if _PROBLEM_OPENING.match(text, start, window) else None


#: What plans do not say, and words of plans that any paragraph about them has.
_LOOKS_BACK = re.compile(
    r"已(?!定)|(?<!为)了(?![解然])|荣获|被评为|率达|一年来|今年以来|截[至止]|[较比]上年|先后"
)
_LOOKS_AHEAD = re.compile(rf"{_NEXT}|{_WILL}|力争|争取|继续|进一步|计划|打算|拟|确保|努力|加强|着力|坚持|再")


def looks_back(text: str, start: int, end: int) -> bool:
    """Whether a paragraph tells what was done, and says nothing of what will be."""
    return _LOOKS_BACK.search(text, start, end) is not None and _LOOKS_AHEAD.search(text, start, end) is None


_TURN_TO_PLANS = re.compile(rf"[。；](?:在)?(?:{_NEXT})[^。；，]{{0,16}}(?:[，,：:]|我|{_WILL})")


def turn_to_plans(text: str, start: int, end: int) -> int:
    """Where inside a paragraph about problems the talk turns to what will be done; -1 where it does not."""
    found = _TURN_TO_PLANS.search(text, start, end)
    return found.start() + 1 if found else -1


_LEAD_IN = re.compile(
    r"(?:如下|(?:作|做)[^。]{0,12}(?:述职|汇报|报告)|(?:请予?|敬请|接受)[^。]{0,20}(?:评议|审议|批评|指正|监督|意见))[^。]{0,16}[。：:！]?$"
)
_LEAD_IN_LENGTH = 60
_CLOSING = re.compile(
    r"以上(?:是|就是|为|述职|报告|汇报|发言|内容|，|,|如有)|上述(?:述职|报告|汇报)|特此(?:报告|汇报|述职)|我的(?:述职|汇报|报告|发言)"
    r"|(?:述职|汇报|报告)(?:完毕|到此|至此)|谢谢|[^。]{0,6}(?:不[当妥到]之处|不足之处[，,]?[敬恳]?[请望])"
)
_LONGEST_CLOSING = 90
_SIGNATURE = re.compile(
    r"(?:述[职责廉]{1,2}|报告|汇报|总结|承诺)(?:述廉)?人[：:]"
    r"|(?:[12][0-9]{3}|[一二][〇○零九一二三四五六七八]{3})年[0-9一二三四五六七八九十]{1,2}月(?:[0-9一二三四五六七八九十]{1,3}日)?$"
)
_LONGEST_SIGNATURE = 40


def is_lead_in(line: str) -> bool:
    """Whether a paragraph announces the report itself: 现将…情况报告如下。"""
    return _LEAD_IN.search(line, max(0, len(line) - _LEAD_IN_LENGTH)) is not None


def is_closing(line: str) -> bool:
    """Whether a line takes leave of the audience: 以上述职，不妥之处，请批评指正。"""
    return len(line) <= _LONGEST_CLOSING and _CLOSING.match(line) is not None


def is_signature(line: str) -> bool:
    """Whether a line signs or dates the report."""
    return len(line) <= _LONGEST_SIGNATURE and _SIGNATURE.match(line) is not None
