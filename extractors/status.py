"""Whether a figure is done, planned, or the base of a comparison: from its wording and its section."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from extractors.attributes import Status

__all__ = ["SectionKinds", "carries_on", "plan_stretches", "status_of"]

#: 计划 that ends the name of a programme (乡村教师支持计划招聘教师), and promises nothing.
_NAMED_PLAN = re.compile(
    r"(?:支持|行动|培养|培育|提升|改善|资助|关爱|扶持|振兴|倍增|援助|救助|引才|英才|成长|护航|雨露|春蕾|青苗|归巢|归雁|头雁|雏鹰|"
    r"春雨|春晖|阳光|朝阳|希望|西部|[一二两三四五六七八九十]年)计划"
)
#: Words that make a figure of their clause a plan, wherever it stands.
_PLAN = re.compile(
    r"计划(?![”\"’》、])(?!生育|补[助贴]|学[生员]|资助|助学|对象|项目资金|内|外|的?(?:[0-9]|完成)|书|表|任务已|总量)|预计|预期|拟(?!定|制|态|订)|(?<!努)力争|努力争取(?=更|实现|达到|完成|在|到)|争取(?=在|到(?:20|[12][0-9]|今年|年底|明年)|年底|实现|达到|明|全|完成)|下一步|下步|明年|目标是|目标为|"
    r"规划(?=建设|新建|实施|种植|面积|到|总|用地|投资)|打算|确保(?!了)(?=[^，。；]{0,16}$)|[有可]望|即将|将(?=达到?$)|(?<=[入值量额润率积模])将$|"
    r"(?:^|[，、；镇乡村县我并也还])将(?=(?:继续|进一步|达|新|建|投|实|完|开|组|重|在|全(?![镇乡村县市区州省体])|突|力|再|完成|超过|召|培|推|修|发展))|要(?=在[^，]{2,12}(?:内|前)|(?<!努)力争|努力争取(?=更|实现|达到|完成|在|到)|确保)|"
    r"(?<!完成)(?:任务|指标|目标)(?:任务|指标|目标)?(?:数|值)?(?:为|是|共)?$"
)
#: Words that say it has happened, for sections of plans.
_DONE = re.compile(
    r"已(?!定)|目前|现有|共有|截至|截止|去年|上年|完成了|建成了|取得了|[^完]成后?了|今年以来|一年来|以来|现已|达成了|拥有|现在|原有"
)
_FULFILLED = re.compile(
    r"完成(?:了)?(?:年度|全年|既定|预定|目标|计划|任务|上级)|占|超(?:额|过)?(?:完成)?(?:计划|目标|任务)|已"
)
#: A task of which the clause says that it was done, and not that it must be: 完成招商引资任务3800万元.
_TASK_DONE = re.compile(
    r"^(?!.*(?:[应需须要待未拟请争力确望]|计划|下达|预计))[^，。；]{0,10}?完成(?:[^，。；、]{2,20}、)*[^，。；、]{1,12}(?:任务|目标)$"
)
#: Of a clause that tells no more than what a change led to: 增长10%，达到9000元.
_LEVEL_ONLY = re.compile(r"(?:并|已|将)?(?:达到?|升?至|增加?[到至])了?")
#: A quota that was won: 争取危房改造指标3个.
_QUOTA = re.compile(r"(?:争取|争取到|获批|落实|下达|分配|调剂|申请|获得)(?:到|了)?[^，。；\n]{0,10}指标$")
_PRIOR = re.compile(
    r"(?:上年同期|去年同期|上年度?|去年|往年|前年|上一年|上届|(?:较|比)(?:[12][0-9]{3}年|上年|去年)|以前|此前|过去|原来|原先|原有|同期|整改前|改造前|实施前|整治前|帮扶前|之前)"
    r"(?:同期)?(?:全年)?(?:的|为|是|只有|仅有|仅|有|不足|不到|仅为|约|共|末的?|底的?)*$"
)
#: What a clause says that is about the year before: 去年村集体收入只有27.4万元.
_LAST_YEAR = re.compile(
    r"(?:而|但|可)?(?:去年|上年度?|前年|前[几些]年|早[几些]年|往年)(?!同期相?比|相比|[^，。；]*(?:以来|至今|(?<![加合])起(?![来步码])))"
)
#: In brackets, what was aimed at or what it was before: 完成预期目标（3000万元）, 比上年同期（2980万元）.
_IN_BRACKETS = re.compile(
    "(?:(?P<plan>(?:目标|任务|计划|指标)数?)|(?:上年同期|去年同期|上年|去年))（(?:为|约|共)?$"
)
_CLOSED = re.compile("（[^（）]*）")
_CHANGE_WORD = re.compile(r"增|减|升|降|提高|高|低|多|少|涨|跌|翻|超")
_OTHER_YEAR = re.compile(r"([12][0-9]{3})年")
_PLAN_HEADING = re.compile(
    r"(?m)^[ \t]*(?:[一二三四五六七八九十]{1,3}[、.]|（[一二三四五六七八九十]{1,3}）|[0-9]{1,2}[、.](?![0-9]))?[^，。；\n]{0,12}"
    r"(?:下一?步|下步|今后|打算|努力方向|工作计划|工作思路|工作安排|明年工作|改进措施)[^。；\n]{0,20}$"
)
_HEADING = re.compile(r"(?m)^[ \t]*[一二三四五六七八九十]{1,3}、[^\n]{0,40}$")


class SectionKinds:
    """The kind of the innermost section at an offset.

    Args:
        sections: ``(start, end, level, kind)`` of each section.

    """

    def __init__(self, sections: Iterable[tuple[int, int, int, str]]) -> None:
        edges: list[tuple[int, str]] = []
        stack: list[tuple[int, str]] = []
        for start, end, _level, kind in sorted(sections, key=lambda section: (section[0], section[2])):
            while stack and stack[-1][0] <= start:
                closed, _ = stack.pop()
                edges.append((closed, stack[-1][1] if stack else "other"))
            stack.append((end, kind))
            edges.append((start, kind))
        while stack:
            closed, _ = stack.pop()
            edges.append((closed, stack[-1][1] if stack else "other"))
        self._starts = [start for start, _ in edges]
        self._kinds = [kind for _, kind in edges]

    def at(self, offset: int) -> str:
        """The kind at `offset`; "other" outside all sections."""
        at = bisect_right(self._starts, offset) - 1
        return self._kinds[at] if at >= 0 else "other"


#: How things stood then (2017年底，全村还有贫困户47户).
_STILL = re.compile(r"还有|尚有|只有|仅有|还剩|还是")
#: A plan that goes on over the clauses that follow it in the sentence.
_GOES_ON = re.compile(
    r"下一步|下步|今后|明年|来年|(?<!努)力争|努力争取(?=更|实现|达到|完成|在|到)|打算|目标是|争取(?=在|到(?:20|[12][0-9]|今|年|明))|计划(?=新|建|实|开|完|发|种|组|培|修|推|引|整|改|在|到|于|年内|脱|搬|减|硬化|铺|栽|流转|打井|招|举办|争取|架设|安装|维修|治理|清理)|拟|将(?=新|建|实|开|完|继)"
)
#: What a project can bring once it stands: 投产后，可实现年产值3亿元. Behind a comma it holds for what it brings alone.
_ONCE_BUILT = re.compile(
    "(?:投产|达产|建成|竣工|完工|投用|投产达效|达产达效|建成投产|投入使用|投入运营)后[，,]?(?:预计|每?年|全部)?可(?:以)?"
    "(?:实现|带动|新增|年产|提供|解决|安置|增加|形成|达到?|满足|辐射|为|创造?|吸纳|年|覆盖|惠及|处理|生产)"
)
_HAPPENED = re.compile("已|目前|现有|现已|正在|[去今]年|完成|累计|实际|总投资")
_BRINGS = re.compile(
    "可|(?:并|还|同时)?(?:新增|带动|提供|解决|安置|增加|创造|吸纳|实现|年产值|年销售|年产|税收|利税|就业|户均|人均)"
)
_STOPS = re.compile(r"已|目前|现|正在|去年|上年|完成了|建成了|取得了|实际(?!需|困难|情况|问题)")


#: Most clauses have none of these characters, and need not be searched for words of plans and of the past.
_PLAN_CHARS = re.compile("[计预拟力争下今明来规打确即将要任指标望]")
_PRIOR_CHARS = re.compile("[年期届往前过原此比较]")
_UP_TO_CLAUSE = re.compile(r"(?s:.*)[，；：。！？\n]")


def carries_on(words: str, clause_words: str) -> bool:
    """Whether a plan of an earlier clause of the sentence still holds for the figure after `words`.

    Args:
        words: the sentence up to the figure.
        clause_words: the figure's own clause up to it.

    """
    return _GOES_ON.search(words) is not None and _STOPS.search(clause_words) is None


def plan_stretches(text: str) -> list[tuple[int, int, int, str]]:
    """Sections of plans in a text whose structure nobody has worked out: from such a heading to the next heading."""
    headings = [found.start() for found in _HEADING.finditer(text)]
    found = []
    for heading in _PLAN_HEADING.finditer(text):
        at = bisect_right(headings, heading.start())
        found.append((heading.start(), headings[at] if at < len(headings) else len(text), 1, "plan"))
    return found


def status_of(
    words: str,
    section: str,
    year: int | None,
    *,
    base_of_change: bool,
    times: bool = False,
) -> Status:
    """The status of one figure.

    Args:
        words: the sentence up to the figure; names of programmes that are known are better left out of it.
        section: kind of the section it stands in.
        year: the year the report is about, if known.
        base_of_change: it is the first figure of a change (由3.2万元增加到15.6万元).
        times: it says how many times an earlier one it is (是过去的3.6倍).

    """
    if base_of_change:
        return "prior"
    if "计划" in words:
        words = _NAMED_PLAN.sub("", words)
    bracket = _IN_BRACKETS.search(words) if "（" in words else None
    if bracket is not None:
        return "plan" if bracket["plan"] else "prior"
    if "）" in words:
        words = _CLOSED.sub("", words)  # 完成目标（3000万元）108.7%
    clause = words[_last_clause(words) :]
    if _LEVEL_ONLY.fullmatch(clause) is not None:
        clause = words[_last_clause(words[: -len(clause) - 1]) :]
    past = not times and _PRIOR_CHARS.search(clause) is not None
    if past and (_PRIOR.search(clause) or _LAST_YEAR.match(clause.lstrip())):
        return "prior"
    planned = _PLAN_CHARS.search(clause) is not None and _PLAN.search(_QUOTA.sub("", clause)) is not None
    if planned and not _FULFILLED.search(clause) and _TASK_DONE.match(clause) is None:
        return "plan"
    if year is not None and "年" in words:
        years = _OTHER_YEAR.findall(words)
        if years and int(years[-1]) > year and _STOPS.search(clause) is None:
            return "plan"
        if years and int(years[-1]) < year and _STILL.search(clause) is not None:
            return "prior"
    if len(clause) < len(words) and _PLAN_CHARS.search(words) is not None and carries_on(words, clause):
        return "plan"
    if "后" in words and "可" in words and _is_brought(words, clause):
        return "plan"
    if section == "plan" and not _DONE.search(clause):
        return "plan"
    return "done"


def _is_brought(words: str, clause: str) -> bool:
    """Whether a figure is of what a project will bring once it stands, in the clause that says so or one behind it."""
    if _HAPPENED.search(clause) is not None:
        return False
    return _ONCE_BUILT.search(words, max(0, words.find("后") - 6)) is not None and (
        _BRINGS.match(clause) is not None or _ONCE_BUILT.search(clause) is not None
    )


def _last_clause(words: str) -> int:
    found = _UP_TO_CLAUSE.match(words)
    return found.end() if found is not None else 0
