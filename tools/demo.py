"""The main job on the reports in samples/, as a user would do it: extract, summarise, and show where it stands.

Run by `make demo`. Prints tables; writes nothing outside a temporary folder.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
KINDS = {"person": "人名", "role": "职务", "place": "地名", "organization": "组织", "program": "项目", "quantity": "数量"}


def extract(paths: list[str]) -> list[dict]:
    """What `shutu extract` prints for these paths."""
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "extract", *paths], capture_output=True, text=True, encoding="utf-8", cwd=ROOT
    )
    sys.stderr.write(done.stderr)
    if done.returncode:
        raise SystemExit(done.returncode)
    return [json.loads(line) for line in done.stdout.splitlines()]


def summary(reports: list[dict]) -> Table:
    table = Table(title="samples/ 中的报告", title_justify="left", box=None, pad_edge=False, header_style="dim")
    for column in ("文件", "标题", "年份", "作者"):
        table.add_column(column, overflow="fold", max_width=34)
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
    console.print("[dim]$ shutu extract samples/[/dim]")
    reports = extract(["samples"])
    seconds = time.perf_counter() - started
    console.print(summary(reports))
    mentions = sum(len(found["mentions"]) for found in reports)
    relations = sum(len(found["relations"]) for found in reports)
    console.print(
        f"\n{len(reports)} 篇报告，{mentions} 处提及，{relations} 条关系，用时 {seconds:.1f} 秒；每一处都有原文位置。\n"
    )
    first = reports[0]["report"]["source"]
    console.print(f"[dim]$ shutu extract --format table {first}[/dim]")
    subprocess.run([sys.executable, "-m", "pipeline", "extract", "--format", "table", first], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
