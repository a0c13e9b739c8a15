"""What was extracted, as tables for people: one block a report, Chinese aligned, colours on a terminal."""

from __future__ import annotations

import sys
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.models import (
    OrganizationMention,
    PersonMention,
    PlaceMention,
    ProgramMention,
    QuantityMention,
    RoleMention,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.models import ExtractedSource, Extraction, Mention, RelationInfo

__all__ = ["figure", "print_source"]

#: Width of a table where standard output is no terminal: as wide as the longest row may want.
_PIPE_WIDTH = 160
_BOUNDS = {"exact": "", "ge": "≥ ", "le": "≤ ", "about": "约 "}
_STATUS_STYLES = {"done": "", "plan": "cyan", "prior": "dim"}
_STATUS_NAMES = {"done": "", "plan": "计划", "prior": "上期"}
_LEVEL_NAMES = {
    "province": "省", "city": "市州", "county": "县区", "township": "乡镇",
    "village": "村", "community": "社区", "group": "组", "other": "其他",
}  # fmt: skip
_KIND_NAMES = {"numeric": "数字简称", "named": "名称"}


@cache
def _console() -> Console:
    # rich asks the environment for a width; a pipe has none, and 80 columns would cut every row.
    return Console(width=None if sys.stdout.isatty() else _PIPE_WIDTH, highlight=False)


def _number(value: float) -> str:
    """A plain number with thousands separators: 52700 as 52,700, 26.1 as 26.1."""
    return f"{value:,}" if isinstance(value, int) or not float(value).is_integer() else f"{int(value):,}"


def figure(quantity: QuantityMention) -> str:
    """A quantity as a person reads it: ``≥ 1,000 人次``, ``30–40 人``, ``未知 人`` where it is masked."""
    if quantity.value is None:
        amount = "未知"
    else:
        amount = _number(quantity.value)
        if quantity.value_max is not None:
            amount += "–" + _number(quantity.value_max)
    return f"{_BOUNDS[quantity.bound]}{amount} {quantity.unit}".rstrip()


def _in_base_unit(quantity: QuantityMention) -> str:
    """The figure in its base unit, where that says more than the figure itself."""
    if quantity.base_value is None or quantity.base_unit == quantity.unit:
        return ""
    return f"{_number(round(quantity.base_value, 2))} {quantity.base_unit}".rstrip()


def print_source(source: ExtractedSource) -> None:
    """Print every report of a source."""
    for extraction in source.reports:
        _print_report(extraction)


def _print_report(extraction: Extraction) -> None:
    console = _console()
    report = extraction.report
    author = " ".join(part for part in (report.author.role, report.author.name) if part) or "未署名"
    console.print()
    console.rule(Text(report.title or report.source, style="bold"), align="left", style="blue")
    facts = f"{report.source} [{report.start}–{report.end}]  {report.kind}  {report.year or '年份不明'}  作者：{author}"
    console.print(Text(facts, style="dim"))
    groups: dict[type, list[Mention]] = defaultdict(list)
    for mention in extraction.mentions:
        groups[type(mention)].append(mention)
    for table in (
        _quantities([m for m in groups[QuantityMention] if isinstance(m, QuantityMention)]),
        _names("项目与制度", groups[ProgramMention]),
        _names("职务", groups[RoleMention]),
        _names("人名", groups[PersonMention]),
        _names("地名", groups[PlaceMention]),
        _names("组织", groups[OrganizationMention]),
        _relations(extraction),
    ):
        if table.row_count:
            console.print(table)


def _new_table(title: str, *columns: str) -> Table:
    table = Table(
        title=title,
        title_justify="left",
        title_style="bold magenta",
        header_style="dim",
        pad_edge=False,
        box=None,
    )
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _quantities(quantities: Iterable[QuantityMention]) -> Table:
    table = _new_table("数量", "指标", "数值", "合", "时期", "状态", "原文", "位置")
    table.columns[1].justify = table.columns[2].justify = "right"
    for quantity in quantities:
        style = "yellow" if quantity.masked else _STATUS_STYLES[quantity.status]
        table.add_row(
            Text(quantity.indicator or "—"),
            Text(figure(quantity)),
            Text(_in_base_unit(quantity), style="dim"),
            Text(quantity.period or ""),
            Text("遮盖" if quantity.masked else _STATUS_NAMES[quantity.status]),
            Text(quantity.text, style="dim"),
            Text(f"{quantity.start}–{quantity.end}", style="dim"),
            style=style,
        )
    return table


def _names(title: str, mentions: Iterable[Mention]) -> Table:
    """Names, each once, with how often and where they stand."""
    table = _new_table(title, "名称", "说明", "次数", "位置")
    table.columns[2].justify = "right"
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for mention in mentions:
        if not isinstance(mention, QuantityMention):
            places[mention.name, _remark(mention)].append(mention.start)
    for (name, remark), starts in sorted(places.items(), key=lambda item: (-len(item[1]), item[1][0])):
        where = "、".join(str(start) for start in starts[:6]) + (" …" if len(starts) > 6 else "")
        table.add_row(Text(name), Text(remark), str(len(starts)), Text(where, style="dim"))
    return table


def _remark(mention: Mention) -> str:
    match mention:
        case ProgramMention():
            parts = [_KIND_NAMES[mention.kind], mention.category or ""]
            if mention.items:
                parts.append("、".join(mention.items))
            return " · ".join(part for part in parts if part)
        case PlaceMention():
            return " · ".join(
                part
                for part in (
                    _LEVEL_NAMES[mention.level],
                    "遮盖" if mention.masked else "",
                    mention.code or "",
                )
                if part
            )
        case PersonMention() | OrganizationMention():
            return "遮盖" if mention.masked else ""
        case _:
            return ""


def _relations(extraction: Extraction) -> Table:
    table = _new_table("关系", "主体", "关系", "客体", "依据")

    def end(index: int, relation: RelationInfo) -> str:
        if index >= 0:
            mention = extraction.mentions[index]
            return mention.text if isinstance(mention, QuantityMention) else mention.name
        return "本报告" if relation.type in ("AUTHORED", "COVERS", "IMPLEMENTS") else "作者"

    for relation in extraction.relations:
        how = relation.properties.get("mode") or relation.properties.get("verb") or ""
        table.add_row(
            Text(end(relation.head, relation)),
            Text(f"{relation.type} {how}".strip()),
            Text(end(relation.tail, relation)),
            Text(f"{relation.evidence[0]}–{relation.evidence[1]}", style="dim"),
        )
    return table
