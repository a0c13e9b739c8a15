"""Results on standard output: tables for people, JSON and CSV for programs; parameters from the command line."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from graph.model import MODEL
from graph.store import Table
from graph.values import plain, short

__all__ = ["parse_parameters", "print_schema", "print_table"]


def parse_parameters(given: Sequence[str]) -> dict[str, Any]:
    """``name=value`` pairs as parameters: the value is JSON where it can be read as such, and text otherwise.

    Raises:
        ValueError: one is not of this form.

    """
    parameters: dict[str, Any] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or not name.isidentifier():
            raise ValueError(f"{pair!r} is not NAME=VALUE")
        try:
            parameters[name] = json.loads(value)
        except ValueError:
            parameters[name] = value
    return parameters


def print_table(table: Table, form: str) -> None:
    """Print rows as ``table``, ``json`` or ``csv``."""
    if form == "json":
        rows = [dict(zip(table.columns, map(plain, row), strict=True)) for row in table.rows]
        _print_array(rows)
    elif form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(table.columns)
        for row in table.rows:
            writer.writerow([_field(value) for value in row])
    else:
        _print_for_people(table.columns, [[short(value) for value in row] for row in table.rows])


def print_schema(counts: Mapping[str, int] | None, form: str) -> None:
    """Print the model, with how many there are of each label and type where `counts` says."""
    if form == "json":
        sys.stdout.write(json.dumps(dict(counts or {}), ensure_ascii=False, indent=2) + "\n")
        return
    rows = []
    for node in MODEL.nodes:
        properties = ", ".join(f"{known.name}: {known.type}" for known in node.properties)
        rows.append(
            [f"(:{':'.join(node.labels)})", properties, node.description, _number(counts, node.label)]
        )
    for kind in MODEL.relationships:
        starts, ends = ("|".join(dict.fromkeys(side)) for side in zip(*kind.ends, strict=True))
        properties = ", ".join(f"{known.name}: {known.type}" for known in kind.properties)
        pattern = f"(:{starts})-[:{kind.type}]->(:{ends})"
        rows.append([pattern, properties, kind.description, _number(counts, kind.type)])
    columns = ["what", "properties", "meaning", "count"]
    width = 4 if counts is not None else 3
    _print_for_people(columns[:width], [row[:width] for row in rows], lines=True)


def _number(counts: Mapping[str, int] | None, name: str) -> str:
    return "" if counts is None else f"{counts.get(name, 0):,}"


def _print_array(rows: Sequence[Mapping[str, Any]]) -> None:
    """A JSON array with one row a line, so that it can be read line by line too."""
    lines = ",\n".join(" " + json.dumps(row, ensure_ascii=False) for row in rows)
    sys.stdout.write(f"[\n{lines}\n]\n" if rows else "[]\n")


def _field(value: Any) -> Any:
    """A value in a cell of CSV; what is not plain as JSON."""
    value = plain(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value


def _print_for_people(columns: Sequence[str], rows: Sequence[Sequence[str]], *, lines: bool = False) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    table = RichTable(box=box.SIMPLE_HEAD, show_lines=lines, highlight=False)
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    for row in rows:
        # Text objects: what a report says is no markup.
        table.add_row(*(Text(cell) for cell in row))
    console = Console(file=sys.stdout, soft_wrap=False, width=None if sys.stdout.isatty() else 160)
    console.print(table)
    console.print(Text(f"{len(rows)} row{'' if len(rows) == 1 else 's'}", style="dim"))
