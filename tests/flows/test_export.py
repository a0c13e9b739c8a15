"""The weekly export: complete under its name, the last few kept."""

from __future__ import annotations

from pathlib import Path

from flows.parameters import ExportParameters
from tests.flows.office import Office, report


def test_export_writes_all_formats_into_a_folder_of_its_own(office: Office) -> None:
    from flows.export import export_graph

    office.put("甲.txt", report(1))
    office.run()
    state = export_graph(
        ExportParameters(store=office.graph.address, export_folder=office.root / "export"), return_state=True
    )
    assert state.name == "Completed"
    folder = Path(state.result())
    assert folder.parent == office.root / "export"
    written = {path.name for path in folder.rglob("*") if path.is_file()}
    assert {"graph.graphml", "graph.jsonl", "Report.csv"} <= written


def test_export_keeps_the_last_ones_and_forgets_what_was_never_finished(tmp_path: Path) -> None:
    from flows.export import forget_old

    names = [f"2026-01-0{day}T000000Z" for day in range(1, 7)]
    for name in [*names, "2026-01-07T000000Z.unfinished", "notes"]:
        (tmp_path / name).mkdir()
    forget_old(tmp_path, keep=2)
    assert sorted(path.name for path in tmp_path.iterdir()) == [*names[-2:], "notes"]
