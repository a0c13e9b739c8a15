"""What a run can be told, and what it makes of it: settings and the folders that it works between."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from flows.folders import Folder
from pipeline.errors import SettingsError
from pipeline.settings import Settings, load_settings

__all__ = ["CheckParameters", "ExportParameters", "IngestParameters", "Places"]


class _Parameters(BaseModel):
    """Whatever is not given comes from the settings. No passwords: parameters are shown to everybody."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    store: str | None = Field(None, description="Folder of the embedded store, or neo4j:// address")
    state: Path | None = Field(None, description="Lock and results under way")

    def settings(self) -> Settings:
        """The settings with these parameters in their place."""
        names = type(self).model_fields.keys() & Settings.model_fields.keys()
        return load_settings(**{name: getattr(self, name) for name in names})


class IngestParameters(_Parameters):
    """A batch: where reports come from, and where they go."""

    inbox: str | None = Field(None, description="Folder or fsspec address with new reports")
    archive: str | None = Field(None, description="Where reports go that are in the graph")
    quarantine: str | None = Field(None, description="Where files go that cannot be used")
    jobs: int | None = Field(None, ge=0, description="Worker processes; 0 takes one for each processor")
    settle_seconds: float | None = Field(None, ge=0, description="How long a file must not have changed")
    chunk_files: int | None = Field(None, gt=0, description="Most files that one task extracts")


class CheckParameters(_Parameters):
    """A comparison of graph and archive."""

    archive: str | None = Field(None, description="Where the reports are that the graph should hold")
    jobs: int | None = Field(None, ge=0, description="Worker processes; 0 takes one for each processor")
    repair: bool = Field(True, description="Write again what the graph does not hold as the archive has it")
    ignore: tuple[str, ...] = Field(
        (), description="Sources whose names start like this came by another way and are in no archive"
    )


class ExportParameters(_Parameters):
    """An export of the whole graph."""

    export_folder: Path | None = Field(None, description="Where to; each export gets a folder of its own")
    formats: tuple[Literal["graphml", "jsonl", "csv"], ...] = Field(
        ("graphml", "jsonl", "csv"), description="What to write"
    )
    keep: int = Field(4, gt=0, description="How many exports to keep")


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of a run."""

    inbox: Folder
    archive: Folder
    quarantine: Folder
    results: Folder
    state: Path

    @classmethod
    def of(cls, settings: Settings) -> Places:
        """The folders that the settings name.

        Raises:
            SettingsError: one of them lies in another, so that files would go round in circles.

        """
        state = settings.state.absolute()
        addresses = {
            "inbox": settings.inbox,
            "archive": settings.archive,
            "quarantine": settings.quarantine,
            "results": settings.results or str(state / "results"),
        }
        full = {name: _absolute(address) for name, address in addresses.items()}
        for name, address in full.items():
            for other, around in full.items():
                if name != other and f"{address}/".startswith(f"{around.rstrip('/')}/"):
                    raise SettingsError(f"{name} ({address}) lies in {other} ({around}): they must be apart")
        return cls(**{name: Folder(address) for name, address in full.items()}, state=state)


def _absolute(address: str) -> str:
    """The same place whatever folder a worker runs in."""
    return address if "://" in address else Path(address).absolute().as_posix()
