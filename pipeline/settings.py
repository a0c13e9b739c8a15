"""Settings, from the environment (``SHUTU_…``) and a file (``shutu.toml`` beside where the command runs).

The environment wins over the file. ``NEO4J_USERNAME`` and its like are read under their own well-known names.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Literal

from pydantic import AliasChoices, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from pipeline.errors import SettingsError

__all__ = ["Settings", "load_settings"]

MIB = 1024 * 1024


class Settings(BaseSettings):
    """Everything that can be set. Sizes are bytes, times seconds."""

    model_config = SettingsConfigDict(
        env_prefix="SHUTU_", toml_file="shutu.toml", extra="ignore", populate_by_name=True
    )

    # Reading
    max_file_bytes: int = Field(64 * MIB, gt=0, description="Largest input file that is read")
    max_archive_bytes: int = Field(512 * MIB, gt=0, description="Most bytes an archive may unpack to")
    max_archive_members: int = Field(10_000, gt=0, description="Most files in one archive")
    max_archive_ratio: int = Field(200, gt=0, description="Most that an archive member may grow by unpacking")
    max_archive_depth: int = Field(2, ge=0, description="How deep archives may lie in archives")

    # Work
    jobs: int = Field(1, ge=0, description="Worker processes; 0 takes one for each processor")

    # Graph store
    store: str = Field("./shutu-graph", description="A folder for the embedded store, or a neo4j:// address")
    neo4j_uri: str | None = Field(None, validation_alias=AliasChoices("NEO4J_URI", "neo4j_uri"))
    neo4j_username: str = Field("neo4j", validation_alias=AliasChoices("NEO4J_USERNAME", "neo4j_username"))
    neo4j_password: SecretStr | None = Field(
        None, validation_alias=AliasChoices("NEO4J_PASSWORD", "neo4j_password")
    )
    neo4j_password_file: Path | None = Field(
        None,
        validation_alias=AliasChoices("NEO4J_PASSWORD_FILE", "neo4j_password_file"),
        description="A file with the password, or with user/password as Neo4j's own secret file has it",
    )
    neo4j_database: str | None = Field(
        None, validation_alias=AliasChoices("NEO4J_DATABASE", "neo4j_database")
    )
    store_heap: str = Field("1g", description="Memory of the embedded server, as Java writes it")
    store_idle_seconds: float = Field(60, gt=0, description="The embedded server stops after so long unused")

    # Flows: folders here may be addresses too (s3://…, smb://…), all but the state folder
    inbox: str = Field("./inbox", description="Where new reports are put")
    archive: str = Field("./archive", description="Where reports go that are in the graph")
    quarantine: str = Field("./quarantine", description="Where files go that cannot be used, each with why")
    state: Path = Field(
        Path("./shutu-state"), description="Lock, results under way, and the local Prefect server's data"
    )
    results: str | None = Field(
        None, description="Results under way, if not in the state folder: for workers on several machines"
    )
    export_folder: Path = Field(Path("./export"), description="Where the weekly export goes")
    schedule: str = Field("0 * * * *", description="When the inbox is looked into, as cron writes it")
    check_schedule: str = Field("30 2 * * *", description="When graph and archive are compared")
    export_schedule: str = Field("0 4 * * 0", description="When the graph is exported")
    time_zone: str = Field("Asia/Shanghai", description="What the schedules' hours mean")
    task_runner: Literal["threads", "processes", "dask"] = Field(
        "processes", description="Where flows extract: in their process, in `jobs` others, or on Dask"
    )
    dask_address: str | None = Field(
        None, description="Scheduler of a Dask cluster; without one, a local cluster of `jobs` workers"
    )
    chunk_files: int = Field(100, gt=0, description="Most files that one task extracts")
    chunk_bytes: int = Field(16 * MIB, gt=0, description="Most bytes that one task extracts")
    settle_seconds: float = Field(
        2, ge=0, description="A file in the inbox is whole when it has not changed for so long"
    )
    file_seconds: float = Field(
        300, gt=0, description="No file may keep a worker busy for longer; one that does is quarantined"
    )
    graph_url: str | None = Field(None, description="Web page of the graph, linked from each batch's report")

    @property
    def store_address(self) -> str:
        """Where the graph is: NEO4J_URI wins over the default folder, an explicit store wins over both."""
        if self.neo4j_uri and "store" not in self.model_fields_set:
            return self.neo4j_uri
        return self.store

    @model_validator(mode="after")
    def _password_from_file(self) -> Settings:
        """A password file stands in for a password, as containers mount secrets."""
        if self.neo4j_password is None and self.neo4j_password_file is not None:
            try:
                secret = self.neo4j_password_file.read_text("utf-8").strip()
            except OSError as error:
                raise ValueError(f"the file cannot be read: {error.strerror}") from error
            self.neo4j_password = SecretStr(secret.removeprefix(f"{self.neo4j_username}/"))
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then environment, then the file named by SHUTU_CONFIG or ./shutu.toml."""
        del dotenv_settings, file_secret_settings
        path = Path(os.environ.get("SHUTU_CONFIG", "shutu.toml"))
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, path)


def load_settings(**overrides: Any) -> Settings:
    """Settings from the surroundings, with `overrides` (None values are no override).

    Raises:
        SettingsError: a value is wrong; the message names the setting and says what it should be.

    """
    given = {name: value for name, value in overrides.items() if value is not None}
    config = os.environ.get("SHUTU_CONFIG")
    if config and not Path(config).is_file():
        raise SettingsError(
            f"SHUTU_CONFIG names {config}, which is no file: create it, or unset SHUTU_CONFIG"
        )
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SettingsError(
            f"setting {where} = {first.get('input')!r}: {first['msg']}; "
            f"set it as SHUTU_{where.upper()} or in shutu.toml"
        ) from error
    except ValueError as error:  # a broken TOML file
        raise SettingsError(f"shutu.toml cannot be read: {error}") from error
