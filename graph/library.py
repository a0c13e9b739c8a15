"""The saved queries in graph/queries/: each a Cypher file whose header says what it answers, takes and returns.

A file ``NAME.cypher`` begins with comments of these forms, one a line, and the rest is the query::

    // name: NAME
    // topic: programmes
    // title zh: …                 title en: …
    // question zh: …              question en: …
    // param year: integer? = 2023 | meaning in Chinese | meaning in English
    // example: {"year": 2022}
    // column person: string | meaning in Chinese | meaning in English

A ``?`` after a type says that the value may be absent; a parameter without ``?`` and without a default must be given.
Defaults and examples are JSON. The first example is the one that documentation shows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from neo4j.graph import Node, Path, Relationship
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

__all__ = [
    "TOPICS",
    "Column",
    "Parameter",
    "ParameterError",
    "SavedQuery",
    "TypeName",
    "UnknownQueryError",
    "find_query",
    "parse_query",
    "saved_queries",
]

TypeName = Literal[
    "string", "integer", "float", "boolean", "string[]", "integer[]", "node", "relationship", "path"
]
Topic = Literal["programmes", "people", "places", "figures", "evidence", "findings", "graphs"]
#: Topics in the order of the documentation, with what they are called.
TOPICS: dict[Topic, tuple[str, str]] = {
    "programmes": ("项目、制度、活动", "Programmes"),
    "people": ("人和职务", "People and posts"),
    "places": ("地方", "Places"),
    "figures": ("数字", "Figures"),
    "evidence": ("依据", "Evidence"),
    "findings": ("发现", "Findings"),
    "graphs": ("画成图", "Drawn as graphs"),
}
_LANGUAGES = ("zh", "en")
_LINE = re.compile(r"// (?P<key>[a-z]+)(?: (?P<of>\w+))?: (?P<value>.*)")
_TYPED = re.compile(r"(?P<type>[a-z]+(?:\[\])?)(?P<optional>\?)?(?: = (?P<default>.+))?")
_EXACT: dict[str, Any] = {
    "string": str,
    "integer": int,
    "float": float,
    "boolean": bool,
    "string[]": list[str],
    "integer[]": list[int],
}
_GRAPH: dict[str, type] = {"node": Node, "relationship": Relationship, "path": Path}


class ParameterError(ValueError):
    """A parameter of a saved query is missing, unknown, or not of its type."""


class UnknownQueryError(KeyError):
    """There is no saved query of that name; `near` are names like it."""

    def __init__(self, name: str, near: list[str]) -> None:
        super().__init__(name)
        self.name = name
        self.near = near

    def __str__(self) -> str:
        hint = f"; did you mean {' or '.join(self.near)}?" if self.near else ""
        return f"no saved query {self.name}{hint}"


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(_Record):
    """The same thing said in Chinese and in English."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Parameter(_Record):
    """What a query takes."""

    name: str
    type: TypeName
    optional: bool
    default: Any = None
    meaning: Text

    @property
    def required(self) -> bool:
        """Whether it must be given."""
        return not self.optional and self.default is None

    def check(self, value: Any) -> Any:
        """`value` as the query takes it: an integer is a float too, nothing else is converted.

        Raises:
            ParameterError: it is not of the parameter's type.

        """
        if value is None and self.optional:
            return None
        if self.type == "float" and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if not _is(self.type, value):
            raise ParameterError(
                f"{self.name} must be {_article(self.type)}{' or null' if self.optional else ''}, "
                f"not {json.dumps(value, ensure_ascii=False, default=str)}"
            )
        return value

    def parse(self, text: str) -> Any:
        """The value that a user wrote on a command line.

        Text is taken as it stands, so that 2023 can be a name; other types as JSON.

        Raises:
            ParameterError: it is not of the parameter's type.

        """
        if self.type == "string":
            return text
        try:
            value = json.loads(text)
        except ValueError:
            value = text
        return self.check(value)


class Column(_Record):
    """What a query returns in one column."""

    name: str
    type: TypeName
    optional: bool
    meaning: Text

    def fits(self, value: Any) -> bool:
        """Whether a value is what the header promises."""
        return self.optional if value is None else _is(self.type, value)


class SavedQuery(_Record):
    """One query of the library."""

    name: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    topic: Topic
    title: Text
    question: Text
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...] = Field(min_length=1)
    examples: tuple[dict[str, Any], ...] = Field(min_length=1)
    cypher: str = Field(min_length=1)

    def bind(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """All parameters of the query, from those given and the defaults.

        Raises:
            ParameterError: one is missing, unknown, or not of its type.

        """
        known = {parameter.name for parameter in self.parameters}
        for name in given:
            if name not in known:
                takes = f"it takes {', '.join(sorted(known))}" if known else "it takes none"
                raise ParameterError(f"{self.name} has no parameter {name}; {takes}")
        bound = {}
        for parameter in self.parameters:
            if parameter.name in given:
                bound[parameter.name] = parameter.check(given[parameter.name])
            elif parameter.required:
                raise ParameterError(
                    f"{self.name} needs the parameter {parameter.name}: {parameter.meaning.en} ({parameter.meaning.zh})"
                )
            else:
                bound[parameter.name] = parameter.default
        return bound

    def parameter(self, name: str) -> Parameter | None:
        """The parameter of that name, if there is one."""
        return next((known for known in self.parameters if known.name == name), None)


@cache
def saved_queries() -> tuple[SavedQuery, ...]:
    """All queries of the library, by topic and name.

    Raises:
        ValueError: a file is not of the form that this module describes.

    """
    folder = files("graph") / "queries"
    queries = [
        parse_query(entry.read_text(encoding="utf-8"), entry.name)
        for entry in folder.iterdir()
        if entry.name.endswith(".cypher")
    ]
    order = list(TOPICS)
    return tuple(sorted(queries, key=lambda query: (order.index(query.topic), query.name)))


def find_query(name: str) -> SavedQuery:
    """The query of that name.

    Raises:
        UnknownQueryError: there is none.

    """
    from difflib import get_close_matches

    queries = {query.name: query for query in saved_queries()}
    if name not in queries:
        raise UnknownQueryError(name, get_close_matches(name, queries, n=3))
    return queries[name]


def parse_query(text: str, file: str) -> SavedQuery:
    """Read a query with its header.

    Args:
        text: what the file holds.
        file: its name, for messages; the query must be called like it.

    Raises:
        ValueError: the header is not of the form that this module describes, or contradicts itself.

    """
    header, cypher = _split(text)
    fields: dict[str, Any] = {"parameters": [], "columns": [], "examples": [], "cypher": cypher}
    for line in header:
        try:
            _read(line, fields)
        except (ValueError, KeyError) as error:
            raise ValueError(f"{file}: {line}: {error}") from error
    try:
        query = SavedQuery.model_validate(fields)
    except ValidationError as error:
        raise ValueError(f"{file}: {error}") from error
    for problem in _contradictions(query, file):
        raise ValueError(f"{file}: {problem}")
    return query


def _split(text: str) -> tuple[list[str], str]:
    """Lines of the header, and the query."""
    lines = text.splitlines()
    length = next((at for at, line in enumerate(lines) if not line.startswith("// ")), len(lines))
    return lines[:length], "\n".join(lines[length:]).strip()


def _read(line: str, fields: dict[str, Any]) -> None:
    """Add what one line of the header says."""
    match = _LINE.fullmatch(line)
    if match is None:
        raise ValueError("not of the form `// key: value`")
    key, of, value = match["key"], match["of"], match["value"].strip()
    if key in {"name", "topic"} and of is None:
        if key in fields:
            raise ValueError("said twice")
        fields[key] = value
    elif key in {"title", "question"} and of in _LANGUAGES:
        fields.setdefault(key, {})[of] = value
    elif key == "example" and of is None:
        fields["examples"].append(json.loads(value))
    elif key == "param" and of:
        fields["parameters"].append({"name": of, **_typed(value, default=True)})
    elif key == "column" and of:
        fields["columns"].append({"name": of, **_typed(value, default=False)})
    else:
        raise ValueError(f"unknown key {key}{f' {of}' if of else ''}")


def _typed(value: str, *, default: bool) -> dict[str, Any]:
    """``type? = default | zh | en`` as fields of a parameter or column."""
    declared, zh, en = (part.strip() for part in value.split(" | "))
    match = _TYPED.fullmatch(declared)
    if match is None or (match["default"] and not default):
        raise ValueError(f"{declared!r} is no type")
    fields: dict[str, Any] = {
        "type": match["type"],
        "optional": bool(match["optional"]),
        "meaning": {"zh": zh, "en": en},
    }
    if match["default"]:
        fields["default"] = json.loads(match["default"])
    return fields


def _contradictions(query: SavedQuery, file: str) -> Iterator[str]:
    """What a header says that cannot be."""
    if file != f"{query.name}.cypher":
        yield f"the query is called {query.name}"
    used = set(re.findall(r"\$(\w+)", query.cypher))
    declared = {parameter.name for parameter in query.parameters}
    if used != declared:
        yield f"the query uses the parameters {sorted(used)}, the header declares {sorted(declared)}"
    for names in ([p.name for p in query.parameters], [c.name for c in query.columns]):
        if len(names) != len(set(names)):
            yield f"one of {names} is declared twice"
    for parameter in query.parameters:
        if parameter.default is not None and not _is(parameter.type, parameter.default):
            yield f"the default of {parameter.name} is not {_article(parameter.type)}"
    for example in query.examples:
        try:
            query.bind(example)
        except ParameterError as error:
            yield f"example {example}: {error}"


def _is(kind: TypeName, value: Any) -> bool:
    """Whether a value is of a type, without any conversion."""
    if kind in _GRAPH:
        return isinstance(value, _GRAPH[kind])
    try:
        _adapter(kind).validate_python(value, strict=True)
    except ValidationError:
        return False
    # Strict floats take integers; a database that gives one where the other is promised breaks its promise.
    return kind != "float" or isinstance(value, float)


@cache
def _adapter(kind: TypeName) -> TypeAdapter[Any]:
    return TypeAdapter(_EXACT[kind])


def _article(kind: str) -> str:
    if kind.endswith("[]"):
        return f"a list of {kind[:-2]}s"
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
