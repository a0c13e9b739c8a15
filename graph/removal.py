"""Taking out of the graph what the user names: a source, a folder or archive of sources, a report."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from graph.findings.update import update_findings
from graph.mapping import source_id
from graph.writer import remove_reports, remove_sources

if TYPE_CHECKING:
    from graph.store import GraphStore

__all__ = ["remove_target"]

#: Sources removed in one transaction.
BATCH = 50

_NAMED = "MATCH (s:Source {id: $id}) RETURN s.name AS name"
_WITHIN = "MATCH (s:Source) WHERE s.name STARTS WITH $prefix RETURN s.name AS name ORDER BY name"


def remove_target(store: GraphStore, target: str) -> list[str]:
    """Remove a source, all sources in a folder or archive, or a report; returns what was removed, empty for nothing.

    Args:
        store: where from.
        target: name of a source as it was ingested, of a folder or archive around sources, or id of a report.

    """
    name = PurePath(target).as_posix()
    names = [str(row["name"]) for row in store.execute_read(_NAMED, id=source_id(name))]
    if not names:
        prefix = name.rstrip("/") + "/"
        names = [str(row["name"]) for row in store.execute_read(_WITHIN, prefix=prefix)]
    for at in range(0, len(names), BATCH):
        remove_sources(store, [source_id(each) for each in names[at : at + BATCH]])
    removed = names or ([f"report {target}"] if remove_reports(store, [target]) else [])
    if removed:
        update_findings(store)
    return removed
