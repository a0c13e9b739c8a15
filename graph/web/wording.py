"""The interface in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from graph.style import STYLES

__all__ = ["LANGUAGES", "choose", "ties_in", "words_in"]

LANGUAGES = ("zh", "en")

#: key: (Chinese, English)
_WORDS: dict[str, tuple[str, str]] = {
    "title": ("述图", "shutu"),
    "skip": ("跳到正文", "Skip to content"),
    "home": ("首页", "Home"),
    "reports": ("报告", "Reports"),
    "findings": ("发现", "Findings"),
    "cypher": ("查询", "Cypher"),
    "search": ("搜索", "Search"),
    "search_hint": (
        "人名、村名、项目、指标，或拼音首字母",
        "A person, village, programme, indicator, or pinyin initials",
    ),
    "other_language": ("English", "中文"),
    "lead": (
        "述职报告里的人、地、事、数，每一条都能回到原句。",
        "People, places, programmes and figures, each back to its sentence.",
    ),
    "names": ("名称", "Names"),
    "sentences": ("句子", "Sentences"),
    "nothing": ("没有找到。", "Nothing found."),
    "more": ("下一页", "Next page"),
    "previous": ("上一页", "Previous page"),
    "show_all": ("逐页看全部", "Show all"),
    "more_exist": ("还有更多，这里只列出一部分。", "There are more; these are some of them."),
    "graph": ("图谱", "Graph"),
    "graph_hint": (
        "点选节点看名称；双击或按回车展开邻居；方向键移动焦点。",
        "Select a node to see its name; double-click or press Enter to expand it; arrow keys move the focus.",
    ),
    "open": ("打开页面", "Open its page"),
    "expand": ("展开邻居", "Expand"),
    "fit": ("全部显示", "Fit"),
    "figures": ("数字", "Figures"),
    "figure": ("原文数字", "Figure"),
    "in_base_unit": ("折合", "In base unit"),
    "indicator": ("指标", "Indicator"),
    "period": ("时期", "Period"),
    "status": ("状态", "Status"),
    "evidence": ("依据", "Evidence"),
    "masked": ("遮盖，未知", "masked, unknown"),
    "value.done": ("已完成", "done"),
    "value.plan": ("计划", "planned"),
    "value.prior": ("上期", "prior"),
    "value.stated": ("明说", "stated"),
    "value.inferred": ("推断", "inferred"),
    "value.province": ("省", "province"),
    "value.city": ("市", "city"),
    "value.county": ("县", "county"),
    "value.township": ("乡镇", "township"),
    "value.village": ("村", "village"),
    "value.community": ("社区", "community"),
    "value.group": ("村民小组", "group"),
    "value.other": ("其他", "other"),
    "value.numeric": ("数字简称", "numeric shorthand"),
    "value.named": ("专名", "named"),
    "bound.exact": ("", ""),
    "bound.ge": ("≥ ", "≥ "),
    "bound.le": ("≤ ", "≤ "),
    "bound.about": ("≈ ", "≈ "),
    "finding.same-figure": ("同一数字，两处说法", "One figure, told twice"),
    "finding.parts-total": ("分项与总数", "Parts and total"),
    "finding.product": ("单价与数量", "Rate times amount"),
    "finding.percentage": ("百分比", "Percentage"),
    "finding.growth": ("增减", "Growth"),
    "finding.share": ("占比", "Share"),
    "finding.households": ("户与人", "Households and people"),
    "finding.announced": ("说几项，列几项", "Items announced and listed"),
    "topic.programmes": ("项目、制度、活动", "Programmes"),
    "topic.people": ("人和职务", "People and posts"),
    "topic.places": ("地方", "Places"),
    "topic.figures": ("数字", "Figures"),
    "topic.evidence": ("依据", "Evidence"),
    "topic.findings": ("发现", "Findings"),
    "topic.graphs": ("画成图", "Drawn as graphs"),
    "navigation": ("主导航", "Main"),
    "pages": ("翻页", "Pages"),
    "findings_lead": (
        "互相印证、互相矛盾、算不拢的数字，原句并排，由人判断。",
        "Figures that corroborate, contradict or do not add up: their sentences side by side, for people to judge.",
    ),
    "library_lead": (
        "现成的问题，一点就有答案；也可以自己写 Cypher。",
        "Questions with their answers one click away; or write your own Cypher.",
    ),
    "cypher_lead": ("选一个已存查询，或者自己写一个。", "Take a saved query, or write one."),
    "no_reports": ("还没有报告。先写入一些：", "No reports yet. Bring some in:"),
    "all_reports": ("全部报告", "All reports"),
    "masked_name": ("名称被遮盖", "the name is masked"),
    "plot_note": (
        "竖线向上：原文说“余”“以上”，实数可能更高。点按圆点看原句。",
        "A line upward: the report says “more than”. Click a point for its sentence.",
    ),
    "back_to_report": ("回到报告", "Back to the report"),
    "link_to_this": ("这一条的地址", "Link to this finding"),
    "filter": ("筛选", "Filter"),
    "result": ("结果", "Result"),
    "needs_script": ("图谱需要浏览器脚本。", "The graph view needs scripts."),
    "organ": ("机关", "organ"),
    "post": ("职位", "post"),
    "over_time": ("历年", "Over time"),
    "year": ("年份", "Year"),
    "author": ("作者", "Author"),
    "source": ("来源", "Source"),
    "sections": ("章节", "Sections"),
    "legend": ("图例", "Legend"),
    "similar": ("相似报告", "Similar reports"),
    "read": ("看原文", "Read it there"),
    "verdict": ("结论", "Verdict"),
    "all": ("全部", "All"),
    "agrees": ("一致", "agrees"),
    "conflicts": ("矛盾", "conflicts"),
    "holds": ("成立", "holds"),
    "fails": ("不成立", "fails"),
    "hint": ("可能应为", "Probably"),
    "score": ("可信度", "Score"),
    "no_findings": (
        "没有发现。写入报告后会自动生成。",
        "No findings yet. They are made when reports are ingested.",
    ),
    "run": ("运行", "Run"),
    "library": ("已存查询", "Saved queries"),
    "rows": ("行", "rows"),
    "as_table": ("表格", "Table"),
    "as_graph": ("图", "Graph"),
    "as_csv": ("下载 CSV", "Download CSV"),
    "cut": ("只显示前 500 行；CSV 有全部。", "The first 500 rows; the CSV has all of them."),
    "read_only": ("只读：数据库拒绝一切写入。", "Read-only: the database refuses whatever writes."),
    "not_found": (
        "图谱里没有这一项，也许报告已被移除。",
        "The graph does not hold this; its report may have been removed.",
    ),
    "store_error": ("图谱存储没有回答", "The graph store did not answer"),
    "says": ("图谱里记着", "What the graph says"),
    "level": ("级别", "level"),
    "code": ("区划代码", "division code"),
    "category": ("类别", "category"),
    "kind": ("类型", "kind"),
    "sense": ("义项", "sense"),
    "unresolved": ("未确定", "unresolved"),
}

#: (type, outgoing): (Chinese, English); how a relationship reads from the node whose page it is.
_RELATIONS: dict[tuple[str, bool], tuple[str, str]] = {
    ("SAME_PLACE", True): ("讲的是同一个地方", "Speaks of the same place"),
    ("SAME_PLACE", False): ("讲的是同一个地方", "Speaks of the same place"),
    ("SIMILAR_TO", True): ("相似报告", "Similar reports"),
    ("SIMILAR_TO", False): ("相似报告", "Similar reports"),
    ("CONTAINS", True): ("包含的报告", "Contains"),
    ("CONTAINS", False): ("来自", "Comes from"),
    ("AUTHORED", True): ("撰写", "Wrote"),
    ("AUTHORED", False): ("作者", "Written by"),
    ("COVERS", True): ("所述地方", "Speaks of"),
    ("COVERS", False): ("讲到这里的报告", "Reports that speak of it"),
    ("LOCATED_IN", True): ("位于", "Lies in"),
    ("LOCATED_IN", False): ("下辖", "Holds"),
    ("MENTIONS", False): ("提及", "Named"),
    ("MEASURES", False): ("统计数字", "Figures"),
    ("ABOUT", False): ("相关数字", "Figures about it"),
    ("HOLDS", True): ("担任", "Holds"),
    ("HOLDS", False): ("担任者", "Held by"),
    ("SERVES_IN", True): ("任职于", "Serves in"),
    ("SERVES_IN", False): ("在此任职", "Serving here"),
    ("RESPONSIBLE_FOR", True): ("分管与联系", "Answers for"),
    ("RESPONSIBLE_FOR", False): ("由谁负责", "Answered for by"),
    ("IMPLEMENTS", True): ("落实", "Carries out"),
    ("IMPLEMENTS", False): ("哪些报告在落实", "Carried out in"),
}


def choose(asked: str | None, kept: str | None, accepted: str) -> str:
    """Language of the interface: what was asked for, what a cookie kept, what the browser accepts; else Chinese."""
    for given in (asked, kept):
        if given in LANGUAGES:
            return given
    first = accepted.split(",", maxsplit=1)[0].strip().lower()
    return "en" if first and not first.startswith("zh") and first.startswith("en") else "zh"


#: What a line in the graph view is called, read along its arrow.
_TIES: dict[str, tuple[str, str]] = {
    "CONTAINS": ("包含", "contains"),
    "HAS_SECTION": ("章节", "has section"),
    "AUTHORED": ("撰写", "wrote"),
    "COVERS": ("所述", "speaks of"),
    "LOCATED_IN": ("位于", "lies in"),
    "MENTIONS": ("提及", "names"),
    "STATES": ("陈述", "states"),
    "MEASURES": ("统计", "measures"),
    "ABOUT": ("关于", "about"),
    "HOLDS": ("担任", "holds"),
    "SERVES_IN": ("任职于", "serves in"),
    "RESPONSIBLE_FOR": ("负责", "answers for"),
    "IMPLEMENTS": ("落实", "carries out"),
    "SIMILAR_TO": ("相似", "similar to"),
    "SAME_PLACE": ("同地", "same place"),
}


def ties_in(language: str) -> dict[str, str]:
    """Names of the lines in the graph view, by type of relationship."""
    at = LANGUAGES.index(language)
    return {kind: pair[at] for kind, pair in _TIES.items()}


@cache
def words_in(language: str) -> Mapping[str, str]:
    """All words of the interface in one language.

    Labels are called ``label.NAME``, relationships ``rel.TYPE.out`` and ``rel.TYPE.in``, values ``value.NAME``.
    """
    at = LANGUAGES.index(language)
    words = {key: pair[at] for key, pair in _WORDS.items()}
    words |= {f"label.{label}": (style.chinese, style.english)[at] for label, style in STYLES.items()}
    words |= {
        f"rel.{kind}.{'out' if outgoing else 'in'}": pair[at] for (kind, outgoing), pair in _RELATIONS.items()
    }
    return words
