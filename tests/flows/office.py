"""Reports of a made-up township, and the folders that a flow works between."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.parameters import IngestParameters

if TYPE_CHECKING:
    from flows.batch import Batch
    from graph.store import GraphStore

_REPORT = """副镇长{year}年度述职报告
一、履职情况
一是抓实水利建设。全年修复沟渠{number}公里，新建水窖{wells}口，严格落实“{program}”制度，挂钩{village}。
二、存在问题
一是下村入户偏少。
三、下步打算
一是计划新修机耕路{plan}条。
"""
_VILLAGES = ("石榴箐村", "大麦地村", "红岩子村", "水井坪村", "白腊沟村")


def report(number: int, year: int = 2023, program: str = "三会一课") -> str:
    """Report `number`: none is like another."""
    village = _VILLAGES[number % len(_VILLAGES)]
    return _REPORT.format(
        year=year,
        number=number + 3,
        wells=2 * number + 11,
        plan=number % 7 + 1,
        village=village,
        program=program,
    )


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip archive of these files."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


class Office:
    """Inbox, archive, quarantine and state below one folder, and the graph."""

    def __init__(self, root: Path, graph: GraphStore, api: str) -> None:
        self.root = root
        self.graph = graph
        self.api = api
        self.inbox = root / "inbox"
        self.archive = root / "archive"
        self.quarantine = root / "quarantine"
        self.state = root / "state"
        self.inbox.mkdir(exist_ok=True)

    def put(self, name: str, content: str | bytes) -> Path:
        """Put a file into the inbox."""
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def parameters(self, **overrides: Any) -> IngestParameters:
        """Parameters of a run over this office, in one process."""
        given: dict[str, Any] = {
            "inbox": str(self.inbox),
            "archive": str(self.archive),
            "quarantine": str(self.quarantine),
            "state": self.state,
            "store": self.graph.address,
            "jobs": 1,
            "settle_seconds": 0.05,
        }
        return IngestParameters(**{**given, **overrides})

    def run(self, **overrides: Any) -> Any:
        """Run the flow to its end; returns its state."""
        from flows.ingest import ingest_batch

        return ingest_batch(self.parameters(**overrides), return_state=True)

    def batch(self, **overrides: Any) -> Batch:
        """Run the flow to its end; returns what it did."""
        state = self.run(**overrides)
        done: Batch = state.result(raise_on_failure=False)
        return done

    def sources(self) -> set[str]:
        """Names of the sources in the graph."""
        return {row["name"] for row in self.graph.execute_read("MATCH (s:Source) RETURN s.name AS name")}

    def files(self, folder: Path) -> set[str]:
        """Paths of all files in one of the folders, hidden ones too."""
        return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

    def reason(self, name: str) -> dict[str, Any]:
        """What the quarantine says about a file."""
        return dict(json.loads((self.quarantine / f"{name}.error.json").read_text("utf-8")))
