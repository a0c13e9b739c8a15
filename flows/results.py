"""Extractions that are done but not in the graph yet: a run that is killed leaves them to the next one.

The key is the name, the content's hash and the extractor's version: all that an extraction depends on.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pipeline.models import ExtractedSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.folders import Folder

__all__ = ["drop", "load", "result_key", "save"]


def result_key(name: str, digest: str, version: str) -> str:
    """File name of a result."""
    parts = "\0".join((name, digest, version)).encode("utf-8", "surrogatepass")
    key = hashlib.sha256(parts).hexdigest()
    return f"{key[:2]}/{key[2:40]}.jsonl"


def save(folder: Folder, key: str, sources: Sequence[ExtractedSource]) -> None:
    """Keep a file's extraction. What JSON has no form for (lone surrogates) is not kept, and extracted again."""
    try:
        lines = [source.model_dump_json() for source in sources]
    except ValueError:
        return
    folder.write(key, "\n".join(lines).encode())


def load(folder: Folder, key: str) -> list[ExtractedSource] | None:
    """A kept extraction; None where there is none that can be read."""
    try:
        lines = folder.read(key).split(b"\n")
        return [ExtractedSource.model_validate_json(line) for line in lines if line]
    except (FileNotFoundError, ValueError):
        return None


def drop(folder: Folder, keys: Sequence[str]) -> None:
    """Forget extractions that the graph has taken over."""
    for key in keys:
        folder.remove(key)
