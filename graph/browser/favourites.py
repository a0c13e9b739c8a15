"""The saved queries as the archive that Neo4j Browser imports: a folder for each topic, a file for each query.

Browser has no form for parameters, and a script that sets them first shows no graph: so each query carries the values
of its first example in place of its parameters, to be changed in the editor before it is run.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from graph.browser.style import as_grass
from graph.library import TOPICS, SavedQuery, saved_queries

__all__ = ["as_archive", "as_favourite", "cypher_literal", "write_files"]

STYLE_FILE = "shutu.grass"
ARCHIVE_FILE = "shutu-queries.zip"
#: The oldest date that a zip archive knows: the same queries make the same bytes.
_DATE = (1980, 1, 1, 0, 0, 0)
_PARAMETER = re.compile(r"\$(\w+)")


def as_favourite(query: SavedQuery) -> str:
    """One query as Browser keeps it: its first line is the name that Browser shows."""
    values = query.bind(query.examples[0])
    lines = [f"// {query.title.zh} {query.title.en}", f"// {query.question.zh}"]
    lines += [
        f"// {known.name} = {cypher_literal(values[known.name])}: {known.meaning.zh} ({known.meaning.en})"
        for known in query.parameters
    ]
    cypher = _PARAMETER.sub(lambda match: cypher_literal(values[match[1]]), query.cypher)
    return "\n".join([*lines, cypher]) + "\n"


def cypher_literal(value: Any) -> str:
    """A parameter's value as Cypher writes it."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            escaped = value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
            return f"'{escaped}'"
        case list():
            return f"[{', '.join(cypher_literal(item) for item in value)}]"
        case int() | float():
            return repr(value)
    raise TypeError(f"no Cypher for {value!r}")


def as_archive() -> bytes:
    """The archive, with the same bytes for the same queries."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        for query in saved_queries():
            folder = "述图 " + TOPICS[query.topic][0]
            entry = zipfile.ZipInfo(f"{folder}/{query.name}.cypher", _DATE)
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, as_favourite(query).encode())
    return held.getvalue()


def write_files(folder: Path | None = None) -> None:
    """Write both files for Browser, beside this module by default."""
    folder = folder or Path(__file__).parent
    (folder / STYLE_FILE).write_text(as_grass(), encoding="utf-8")
    (folder / ARCHIVE_FILE).write_bytes(as_archive())
