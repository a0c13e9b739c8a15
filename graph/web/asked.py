"""What a request for the query page asks: a query of the reader's own or of the library, with parameters."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.library import SavedQuery

__all__ = ["Asked", "asked_in"]

_PARAMETER = re.compile(r"\$([A-Za-z_]\w*)")
_PREFIX = "p."
#: More is no query of a person's.
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and its parameters, as the page shows them and as they are run."""

    cypher: str = ""
    saved: SavedQuery | None = None
    #: Fields of the form, by name of the parameter, with what is written in them.
    fields: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    #: Why it cannot be run; empty where it can.
    problem: str = ""


def asked_in(query: Mapping[str, str]) -> Asked:
    """What the query string of a request asks: ``q``, ``saved`` (a name in the library), ``p.NAME`` for parameters.

    A saved query without parameters in the request takes those of its first example. With a query text of the
    reader's own, values are JSON where they can be read as such, and text otherwise.
    """
    from graph.library import ParameterError, UnknownQueryError, find_query

    given = {name[len(_PREFIX) :]: value for name, value in query.items() if name.startswith(_PREFIX)}
    cypher = query.get("q", "").replace("\r\n", "\n").strip()
    if len(cypher) > _LONGEST:
        return Asked(problem=f"more than {_LONGEST} characters")
    saved = None
    if query.get("saved"):
        try:
            saved = find_query(query["saved"])
        except UnknownQueryError as error:
            return Asked(cypher, problem=str(error))
    if saved is None or (cypher and cypher != saved.cypher):
        fields = {name: given.get(name, "") for name in dict.fromkeys(_PARAMETER.findall(cypher))}
        return Asked(cypher, None, fields, {name: _read(text) for name, text in fields.items()})
    if not given:
        fields = {p.name: _written(saved.examples[0].get(p.name, p.default)) for p in saved.parameters}
        return Asked(saved.cypher, saved, fields, saved.bind(saved.examples[0]))
    fields = {p.name: given.get(p.name, "") for p in saved.parameters}
    try:
        values = {p.name: p.parse(fields[p.name]) for p in saved.parameters if fields[p.name]}
        return Asked(saved.cypher, saved, fields, saved.bind(values))
    except ParameterError as error:
        return Asked(saved.cypher, saved, fields, problem=str(error))


def _read(text: str) -> Any:
    """JSON, or the text itself; nothing for an empty field."""
    if not text:
        return None
    try:
        return json.loads(text)
    except ValueError:
        return text


def _written(value: Any) -> str:
    """A value as a field of the form holds it."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
