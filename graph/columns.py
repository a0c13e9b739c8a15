"""Names of the columns that a query returns, read from its last RETURN.

The embedded server names the columns of a result only when it has rows.
"""

from __future__ import annotations

from graph.checks import scan

__all__ = ["returned_columns"]

_ENDS = {"ORDER", "SKIP", "LIMIT", "OFFSET", "UNION", ";"}
_OPENING, _CLOSING = "([{", ")]}"


def returned_columns(cypher: str) -> list[str]:
    """Column names, in order; empty where the query does not spell them out (``RETURN *``, no RETURN)."""
    names = [_name(item) for item in _items(cypher)]
    return [] if "*" in names else names


def _items(cypher: str) -> list[str]:
    """What stands between the commas of the outermost RETURN."""
    items: list[str] = []
    depth, start = 0, -1
    for kind, text, begin, end in scan(cypher):
        word = text.upper() if kind == "name" else text
        if kind == "mark" and text in _OPENING:
            depth += 1
        elif kind == "mark" and text in _CLOSING:
            depth -= 1
        elif depth == 0 and word == "RETURN":
            items, start = [], end
        elif depth == 0 and start >= 0 and word in _ENDS:
            items.append(cypher[start:begin])
            start = -1
        elif depth == 0 and start >= 0 and word == "DISTINCT" and not cypher[start:begin].strip():
            start = end
        elif depth == 0 and start >= 0 and text == ",":
            items.append(cypher[start:begin])
            start = end
    if start >= 0:
        items.append(cypher[start:])
    return items


def _name(item: str) -> str:
    """Name of a returned item: what follows its outermost AS, or else its own text."""
    tokens = list(scan(item))
    depth = 0
    for at, (kind, text, _, _) in enumerate(tokens[:-1]):
        if kind == "mark" and text in _OPENING:
            depth += 1
        elif kind == "mark" and text in _CLOSING:
            depth -= 1
        elif depth == 0 and kind == "name" and text.upper() == "AS":
            return tokens[at + 1][1].strip("`")
    return item[tokens[0][2] : tokens[-1][3]] if tokens else ""
