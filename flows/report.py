"""A batch's report as Markdown, for the run's page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.store import is_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from flows.batch import Batch
    from graph.store import GraphStore
    from pipeline.settings import Settings

__all__ = ["batch_report", "finding_rows", "graph_link"]

#: Most lines of any list; the rest is counted.
_MOST = 50
#: Kinds of nodes in the order in which people ask for them.
_KINDS = ("Person", "Role", "Place", "Organization", "Program", "Indicator", "Quantity")
_FINDINGS = (
    "MATCH (f:Finding) RETURN f.kind AS kind, f.verdict AS verdict, f.explanation AS explanation, f.id AS id "
    "ORDER BY CASE f.verdict WHEN 'fails' THEN 0 WHEN 'conflicts' THEN 1 ELSE 2 END, f.kind, f.id LIMIT $most"
)


def batch_report(batch: Batch, settings: Settings) -> str:
    """The report of a batch: what came in, what it said, what could not be used and why."""
    rate = batch.characters / batch.seconds if batch.seconds else 0.0
    lines = [
        f"# {batch.outcome}: {batch.reports:,} reports",
        "",
        *_table(
            ("", ""),
            [
                ("Files found", f"{batch.found:,}"),
                ("Unchanged, put away", f"{batch.unchanged:,}"),
                ("Extracted", f"{batch.extracted:,} ({batch.reused:,} of them by a run before)"),
                ("Documents written", f"{batch.sources:,}"),
                ("Reports", f"{batch.reports:,}"),
                ("Archived", f"{batch.archived:,}"),
                ("Quarantined", f"{len(batch.quarantined):,}"),
                ("Still being copied", f"{len(batch.unfinished):,}"),
                ("No documents", f"{len(batch.passed_over):,}"),
                ("Duration", f"{batch.seconds:.1f} s"),
                ("Characters", f"{batch.characters:,}, {rate:,.0f} a second"),
            ],
        ),
        "",
        "## Entities by kind",
        "",
        *_table(("kind", "written"), [(kind, f"{batch.nodes.get(kind, 0):,}") for kind in _KINDS]),
    ]
    lines += _section("New programmes", (_plain(name) for name in sorted(batch.new_programs)))
    if batch.quarantined:
        lines += ["", "## Quarantined", ""]
        rows = [(_plain(each.name), each.code, _plain(each.reason)) for each in batch.quarantined[:_MOST]]
        lines += _table(("file", "code", "reason"), rows)
        lines += _more(len(batch.quarantined))
        lines += [
            "",
            f"They are in `{settings.quarantine}`, each with its reason beside it in NAME.error.json.",
        ]
    lines += _section("Left in the inbox", (f"{_plain(each.name)}: {each.reason}" for each in batch.stuck))
    lines += _section("Still being copied", map(_plain, batch.unfinished))
    lines += _section("No documents, left alone", map(_plain, batch.passed_over))
    lines += ["", f"Graph: {graph_link(settings)}", ""]
    return "\n".join(lines)


def graph_link(settings: Settings) -> str:
    """Where the graph can be looked at: an address, or the command that opens it."""
    if settings.graph_url:
        return f"[{settings.graph_url}]({settings.graph_url})"
    if is_address(settings.store_address):
        return f"`{settings.store_address}`"
    return f"`shutu browse --store {settings.store_address}`"


def finding_rows(store: GraphStore, most: int = 200) -> list[dict[str, Any]]:
    """Findings as rows of a table, those that need a look first."""
    return store.execute_read(_FINDINGS, most=most)


def _section(title: str, items: Iterable[str]) -> list[str]:
    listed = list(items)
    if not listed:
        return []
    return ["", f"## {title}", "", *(f"- {item}" for item in listed[:_MOST]), *_more(len(listed))]


def _more(count: int) -> list[str]:
    return ["", f"… and {count - _MOST:,} more"] if count > _MOST else []


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [
        f"| {' | '.join(head)} |",
        f"|{'---|' * len(head)}",
        *(f"| {' | '.join(row)} |" for row in rows),
    ]


def _plain(text: str) -> str:
    """Text that Markdown takes for nothing else: file names come from anybody."""
    for mark in "\\`*_[]<>|#~":
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())


def counts_line(counts: Mapping[str, int]) -> str:
    """Counts by kind on one line."""
    return ", ".join(f"{kind} {number:,}" for kind, number in counts.items())
