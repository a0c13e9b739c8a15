"""The rows that the saved queries give on the reports in samples/, and the pages made from the library.

    python -m tools.update_query_rows           rows, docs/queries.md and the file for Neo4j Browser
    python -m tools.update_query_rows --docs    only what is made from the headers

The rows are what the tests expect, on both stores. This command cannot know whether they are true: read what it
changed (`git diff tests/graph/query_rows`) against the reports before committing it.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from neo4j.graph import Node, Relationship
from neo4j.graph import Path as GraphPath

from graph.library import SavedQuery, saved_queries
from graph.values import plain, short

if TYPE_CHECKING:
    from graph.store import GraphStore, Table

ROOT = Path(__file__).resolve().parent.parent
ROWS = ROOT / "tests" / "graph" / "query_rows"
PAGE = ROOT / "docs" / "queries.md"
#: Digits that figures of two stores are compared to.
DIGITS = 9


def ingest_samples(store: GraphStore) -> None:
    """Bring samples/ into a store under the names that they have from the repository's root."""
    from graph.ingest import ingest_paths
    from pipeline.settings import load_settings

    before = Path.cwd()
    os.chdir(ROOT)  # the name of a source is its path as it was given
    try:
        summary = ingest_paths(store, ["samples"], load_settings(jobs=1))
    finally:
        os.chdir(before)
    if summary.failed:
        raise RuntimeError(f"samples could not be ingested: {summary.failed}")


def answers(store: GraphStore, query: SavedQuery) -> list[dict[str, Any]]:
    """What each example of a query gives: its parameters, and its rows as plain data."""
    found = []
    for example in query.examples:
        table = store.table(query.cypher, query.bind(example))
        found.append({"parameters": example, "rows": as_rows(table)})
    return found


def as_rows(table: Table) -> list[list[Any]]:
    """Rows as they are kept."""
    return [[_value(cell) for cell in row] for row in table.rows]


def _value(value: Any) -> Any:
    """A cell as it is kept: graph values as people read them, since their inner numbers differ between stores."""
    if isinstance(value, Node | Relationship | GraphPath):
        return short(value)
    if isinstance(value, float):
        return round(value, DIGITS)
    return plain(value)


def as_text(columns: Iterable[str], found: list[dict[str, Any]]) -> str:
    """Answers as JSON with one row a line, to be read in a diff."""
    parts = []
    for answer in found:
        rows = ",\n".join("   " + _line(row) for row in answer["rows"])
        rows = f"[\n{rows}\n  ]" if answer["rows"] else "[]"
        parts.append(f'  {{"parameters": {_line(answer["parameters"])},\n   "rows": {rows}}}')
    examples = ",\n".join(parts)
    return f'{{"columns": {_line(list(columns))},\n "examples": [\n{examples}\n]}}\n'


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def write_rows() -> None:
    """Write the expected rows of all queries, from an embedded store made for it; delete those of queries gone."""
    from graph.store import open_store
    from pipeline.settings import load_settings

    ROWS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="shutu-rows-") as folder:
        store = open_store(str(Path(folder) / "store"), load_settings(store_heap="512m"))
        try:
            ingest_samples(store)
            kept = set()
            for query in saved_queries():
                text = as_text([column.name for column in query.columns], answers(store, query))
                path = ROWS / f"{query.name}.json"
                path.write_text(text, encoding="utf-8")
                kept.add(path)
        finally:
            store.stop()
    for path in set(ROWS.glob("*.json")) - kept:
        path.unlink()


def write_pages() -> None:
    """Write what is made from the headers alone."""
    from graph.browser.favourites import write_files
    from graph.queries_page import as_markdown

    PAGE.write_text(as_markdown(), encoding="utf-8")
    write_files()


def main() -> None:
    """Command line: see the module's text."""
    parser = argparse.ArgumentParser(description="Expected rows and pages of the saved queries")
    parser.add_argument("--docs", action="store_true", help="only what is made from the headers")
    if not parser.parse_args().docs:
        write_rows()
    write_pages()


if __name__ == "__main__":
    main()
