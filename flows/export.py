"""The flow `export-graph`: the whole graph as files, each export in a folder of its own."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.states import Completed

from flows.parameters import ExportParameters
from flows.tasks import DATABASE, whole
from flows.writing import Store
from graph.export import Exported
from graph.export import export as export_files

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State

__all__ = ["export_graph"]

#: Ending of a folder whose export is not complete.
_UNFINISHED = ".unfinished"


@flow(
    name="export-graph",
    flow_run_name="export",
    description="Writes the graph as GraphML, JSON Lines and CSV for neo4j-admin, and keeps the last few exports.",
)
def export_graph(parameters: ExportParameters = ExportParameters()) -> State[Any]:  # noqa: B008  (frozen)
    """Export the graph. A folder under its final name is a complete export."""
    settings = parameters.settings()
    root = settings.export_folder.absolute()
    name = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    with Store(settings) as store:
        exported = export_to(whole(store), root, name, parameters.formats)
    forget_old(root, parameters.keep)
    message = f"{exported.nodes:,} nodes and {exported.relationships:,} relationships in {root / name}"
    create_markdown_artifact(_report(root / name, exported), key="export", description=message)
    return Completed(message=message, data=str(root / name))


@task(name="export", **DATABASE)
def export_to(store: Store, root: Path, name: str, formats: tuple[str, ...]) -> Exported:
    """Write an export, and give it its name when it is complete."""
    scratch = root / (name + _UNFINISHED)
    exported = store.use(lambda opened: export_files(opened, scratch, formats))
    scratch.rename(root / name)
    return exported


def forget_old(root: Path, keep: int) -> None:
    """Delete all but the last few exports, and what killed ones left."""
    ours = sorted(path for path in root.glob("????-??-??T??????Z*") if path.is_dir())
    complete = [path for path in ours if not path.name.endswith(_UNFINISHED)]
    for path in {*ours} - {*complete[-keep:]}:
        shutil.rmtree(path)


def _report(folder: Path, exported: Exported) -> str:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    rows = [f"| {path.relative_to(folder).as_posix()} | {path.stat().st_size:,} |" for path in files]
    return "\n".join(
        [
            f"# {exported.nodes:,} nodes, {exported.relationships:,} relationships",
            "",
            f"In `{folder}`:",
            "",
            "| file | bytes |",
            "|---|---|",
            *rows,
        ]
    )
