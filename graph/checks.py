"""Whether a query names only what the model has: labels, relationship types, and properties of what it matches.

A misspelt label is no error to a graph database, only an answer without rows. This reads a query's tokens, not its
grammar: it finds what is certainly wrong, and says nothing of what it cannot place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.model import MODEL, Model, Node, Relationship

__all__ = ["scan", "unknown_names"]

_TOKENS = re.compile(
    r"""
    (?P<skip>\s+|//[^\n]*|/\*.*?\*/)
    |(?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    |(?P<name>`[^`]*`|\$?[^\W\d]\w*)
    |(?P<number>\d+(?:\.\d+)?)
    |(?P<mark>->|<-|\.\.|.)
    """,
    re.VERBOSE | re.DOTALL,
)
#: Words after which a parenthesis opens a pattern; after any other word it is a function's.
_BEFORE_PATTERNS = {
    "MATCH",
    "OPTIONAL",
    "MERGE",
    "CREATE",
    "WHERE",
    "AND",
    "OR",
    "XOR",
    "NOT",
    "RETURN",
    "WITH",
    "IN",
    "EXISTS",
    "COUNT",
    "COLLECT",
    "SHORTEST",
    "WHEN",
    "THEN",
    "ELSE",
}
_OPENING = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


@dataclass(slots=True)
class _Found:
    """What a query names: labels, types, and (variable, property) with the kinds that variables stand for."""

    labels: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    #: Variable -> labels or types of the patterns that it stands in; empty where they do not say.
    variables: dict[str, set[str]] = field(default_factory=dict)
    properties: list[tuple[str, str]] = field(default_factory=list)
    #: (labels or types, key) of maps inside patterns.
    keys: list[tuple[frozenset[str], str]] = field(default_factory=list)


def unknown_names(cypher: str, model: Model = MODEL) -> list[str]:
    """What `cypher` names and the model has not, each as a sentence for people; empty when all is known."""
    found = _read(_tokens(cypher))
    types = {kind.type for kind in model.relationships}
    problems = [f"no label {name}" for name in found.labels if name not in model.labels]
    problems += [f"no relationship type {name}" for name in found.types if name not in types]
    for variable, name in found.properties:
        kinds = found.variables.get(variable)
        if kinds is not None and not _has(model, kinds, name):
            problems.append(
                f"no property {name} on {' or '.join(sorted(kinds)) or 'anything'} ({variable}.{name})"
            )
    for known, name in found.keys:
        if not _has(model, known, name):
            problems.append(f"no property {name} on {' or '.join(sorted(known)) or 'anything'}")
    return list(dict.fromkeys(problems))


def _has(model: Model, kinds: set[str] | frozenset[str], name: str) -> bool:
    """Whether one of these labels or types has the property; any kind, where none is said."""
    carriers: list[Node | Relationship] = [*model.nodes, *model.relationships]
    return any(
        carrier.find(name) is not None
        for carrier in carriers
        if not kinds or kinds & {*getattr(carrier, "labels", ()), getattr(carrier, "type", "")}
    )


def scan(cypher: str) -> Iterator[tuple[str, str, int, int]]:
    """Kind (name, string, number, mark), text, begin and end of each token of a query; comments are left out."""
    for match in _TOKENS.finditer(cypher):
        kind = match.lastgroup or "mark"
        if kind != "skip":
            yield kind, match.group(), match.start(), match.end()


def _tokens(cypher: str) -> list[_Token]:
    return [_Token(kind, text.strip("`") if kind == "name" else text) for kind, text, _, _ in scan(cypher)]


def _read(tokens: list[_Token]) -> _Found:
    found = _Found()
    for at, token in enumerate(tokens):
        if token.text == "(" and token.kind == "mark" and not _is_call(tokens, at):
            _read_pattern(tokens, at, found, found.labels)
        elif (
            token.text == "[" and at and tokens[at - 1].text in {"-", "<-"} and tokens[at - 1].kind == "mark"
        ):
            _read_pattern(tokens, at, found, found.types)
        elif token.kind == "name" and _is_property(tokens, at):
            found.properties.append((token.text, tokens[at + 2].text))
    _read_predicates(tokens, found)
    return found


def _is_call(tokens: list[_Token], at: int) -> bool:
    """Whether the parenthesis follows the name of a function: nothing but a keyword stands before a pattern."""
    before = tokens[at - 1] if at else None
    return before is not None and before.kind == "name" and before.text.upper() not in _BEFORE_PATTERNS


def _read_pattern(tokens: list[_Token], at: int, found: _Found, names: list[str]) -> None:
    """Read ``(variable :A|B {key: …})`` or ``[variable :A|B* {key: …}]`` from its opening bracket."""
    position = at + 1
    variable = None
    if (
        position < len(tokens)
        and tokens[position].kind == "name"
        and not tokens[position].text.startswith("$")
    ):
        variable = tokens[position].text
        position += 1
    following = tokens[position].text if position < len(tokens) else ""
    kinds: set[str] = set()
    if following == ":":
        kinds, position = _read_expression(tokens, position)
        names.extend(sorted(kinds))
    elif following not in {"{", ")", "]", "*"}:
        return  # a parenthesis around an expression
    if variable is not None:
        found.variables.setdefault(variable, set()).update(kinds)
    while position < len(tokens) and tokens[position].text not in {"{", ")", "]"}:
        position += 1  # *1..3
    if position < len(tokens) and tokens[position].text == "{":
        found.keys.extend((frozenset(kinds), key) for key in _keys(tokens, position))


def _read_expression(tokens: list[_Token], at: int) -> tuple[set[str], int]:
    """Names in ``:A|B&!C`` from its colon, and where it ends."""
    names: set[str] = set()
    while at < len(tokens) and (
        tokens[at].text in {":", "|", "&", "!", "%"} or tokens[at - 1].text in {":", "|", "&", "!"}
    ):
        if tokens[at].kind == "name":
            names.add(tokens[at].text)
        elif tokens[at].text not in {":", "|", "&", "!", "%"}:
            break
        at += 1
    return names, at


def _keys(tokens: list[_Token], at: int) -> Iterator[str]:
    """Keys of the map that opens at `at`."""
    depth = 0
    for position in range(at, len(tokens)):
        text = tokens[position].text if tokens[position].kind == "mark" else ""
        if text in _OPENING:
            depth += 1
        elif text in _OPENING.values():
            depth -= 1
            if depth == 0:
                return
        elif depth == 1 and tokens[position].kind == "name" and tokens[position + 1].text == ":":
            yield tokens[position].text


def _is_property(tokens: list[_Token], at: int) -> bool:
    """Whether ``name.name`` stands here: no part of a longer chain, no name of a procedure."""
    if at + 2 >= len(tokens) or tokens[at + 1].text != "." or tokens[at + 2].kind != "name":
        return False
    before = tokens[at - 1].text if at else ""
    after = tokens[at + 3].text if at + 3 < len(tokens) else ""
    return before != "." and after not in {"(", "."}


def _read_predicates(tokens: list[_Token], found: _Found) -> None:
    """Labels in ``WHERE n:Label``: a known variable, then a colon, in no map."""
    brackets: list[str] = []
    for at, token in enumerate(tokens):
        if token.kind == "mark" and token.text in _OPENING:
            brackets.append(token.text)
        elif token.kind == "mark" and token.text in _OPENING.values() and brackets:
            brackets.pop()
        elif token.text == ":" and token.kind == "mark" and at and (not brackets or brackets[-1] != "{"):
            variable = tokens[at - 1].text
            in_pattern = at > 1 and tokens[at - 2].text in {"(", "["}
            if variable in found.variables and not in_pattern:
                kinds, _ = _read_expression(tokens, at)
                found.labels.extend(sorted(kinds))
