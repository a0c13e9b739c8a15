"""The whole way on the reports in samples/, as a user would go it: extract, look, ingest, ask.

Run by `make demo`. Every line that starts with $ is a command that you can type yourself. Writes the folder
demo-graph and nothing else.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
STORE = "demo-graph"
KINDS = {
    "person": "人名",
    "role": "职务",
    "place": "地名",
    "organization": "组织",
    "program": "项目",
    "quantity": "数量",
}
QUESTIONS = {
    "谁担任什么职务，报告里怎么说？": (
        "MATCH (p:Person)-[h:HOLDS]->(r:Role) WHERE p.name IS NOT NULL "
        "RETURN DISTINCT p.name AS 姓名, r.name AS 职务, h.sentence AS 原句, h.start AS 位置 ORDER BY 职务, 姓名 LIMIT 6"
    ),
    "哪些项目和制度在最多的报告里真正落实了？": (
        'MATCH (rep:Report)-[i:IMPLEMENTS]->(g:Program) WHERE i.status = "done" '
        "WITH g, count(DISTINCT rep) AS n, collect(DISTINCT i.verb) AS verbs "
        "RETURN g.name AS 项目, g.category AS 类别, n AS 报告数, verbs AS 动词 ORDER BY n DESC, 项目 LIMIT 6"
    ),
    "各村集体经济收入是多少，依据是哪一句？被遮盖的保持未知。": (
        'MATCH (q:Quantity)-[:MEASURES]->(i:Indicator) WHERE i.name CONTAINS "集体经济收入" AND q.status = "done" '
        "RETURN i.name AS 指标, q.text AS 原文, q.base_value AS 元, q.sentence AS 原句 ORDER BY 指标, 元 LIMIT 8"
    ),
}


def shutu(*arguments: str, quiet: bool = False) -> str:
    """Run a command as the user would, showing it first; returns what it printed where `quiet`."""
    print(
        f"\n\x1b[2m$ shutu {shlex.join(arguments)}\x1b[0m"
        if sys.stdout.isatty()
        else f"\n$ shutu {shlex.join(arguments)}",
        flush=True,
    )
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *arguments],
        cwd=ROOT, check=True, text=True, encoding="utf-8", stdout=subprocess.PIPE if quiet else None,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    return done.stdout or ""


def summary(reports: list[dict]) -> Table:
    """One row a report: what it is and how much was found in it."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("文件", "标题", "年份", "作者"):
        table.add_column(column, overflow="fold", max_width=36)
    for name in KINDS.values():
        table.add_column(name, justify="right")
    for found in reports:
        report, author = found["report"], found["report"]["author"]
        counts = Counter(mention["type"] for mention in found["mentions"])
        table.add_row(
            Text(report["source"].removeprefix("samples/")),
            Text(report["title"]),
            str(report["year"] or ""),
            Text(" ".join(part for part in (author["role"], author["name"]) if part) or "—"),
            *(str(counts[kind]) for kind in KINDS),
        )
    return table


def main() -> None:
    console = Console(width=150, highlight=False)
    started = time.perf_counter()
    reports = [json.loads(line) for line in shutu("extract", "samples", quiet=True).splitlines()]
    console.print(summary(reports))
    mentions = sum(len(found["mentions"]) for found in reports)
    relations = sum(len(found["relations"]) for found in reports)
    console.print(f"\n{len(reports)} 篇报告，{mentions} 处提及，{relations} 条关系，每一处都有原文位置。")
    shutu("extract", "--format", "table", "samples/gold/masked-2023-party-secretary.txt")
    shutu("ingest", "--store", STORE, "samples")
    for question, cypher in QUESTIONS.items():
        console.print(f"\n[bold]{question}[/bold]", end="")
        shutu("query", "--store", STORE, cypher)
    console.print(
        f"\n用时 {time.perf_counter() - started:.0f} 秒。图谱在 {STORE}/，接着用 shutu query --store {STORE} '…' 提问。"
    )


if __name__ == "__main__":
    main()
