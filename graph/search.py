"""Full-text search over the reports' sentences and the names of programmes and indicators, on both stores."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from graph.statements import full_text_name
from pipeline.sentences import split_sentences

if TYPE_CHECKING:
    from graph.store import GraphStore

__all__ = ["Hit", "search"]

#: Reports looked into for sentences, for each sentence that is wanted.
REPORTS_PER_HIT = 2
#: The shortest word that the index of neighbouring characters knows.
SHORTEST_INDEXED = 2

_QUERY = "CALL db.index.fulltext.queryNodes($index, $query) YIELD node, score "
_NAMES = _QUERY + (
    "OPTIONAL MATCH (node)<-[r]-() WITH node, score, count(r) AS uses "
    "RETURN node.id AS id, node.name AS text, score, uses ORDER BY score DESC, uses DESC, text LIMIT $limit"
)
_REPORTS = _QUERY + (
    "RETURN node.id AS id, node.title AS title, node.source AS source, node.start AS start, node.text AS text, score "
    "ORDER BY score DESC, id LIMIT $limit"
)
# A single character is in no pair of neighbours: then every text is looked through.
_NAMES_WITH = (
    "MATCH (node:{label}) WHERE node.name CONTAINS $word OPTIONAL MATCH (node)<-[r]-() "
    "WITH node, count(r) AS uses RETURN node.id AS id, node.name AS text, 1.0 AS score, uses "
    "ORDER BY uses DESC, text LIMIT $limit"
)
_REPORTS_WITH = (
    "MATCH (node:Report) WHERE node.text CONTAINS $word RETURN node.id AS id, node.title AS title, "
    "node.source AS source, node.start AS start, node.text AS text, 1.0 AS score ORDER BY id LIMIT $limit"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found."""

    #: ``sentence``, ``program`` or ``indicator``.
    kind: str
    #: The sentence, or the name.
    text: str
    #: Id of the report that the sentence is in, or of the programme or indicator.
    id: str
    score: float
    #: Of a sentence: title and source of its report, and where it stands in the source text.
    title: str = ""
    source: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class _Field:
    """A full-text property, with the query that asks its index and the one that looks through all its texts."""

    label: str
    name: str
    indexed: str
    scanning: str


_NAMED = tuple(
    _Field(label, "name", _NAMES, _NAMES_WITH.replace("{label}", label)) for label in ("Program", "Indicator")
)
_TEXTS = _Field("Report", "text", _REPORTS, _REPORTS_WITH)


def search(store: GraphStore, words: str, limit: int = 20) -> list[Hit]:
    """Find programmes, indicators and sentences that hold all of `words`, which are separated by blanks.

    Args:
        store: where to look.
        words: what to look for; each word is found as it is, inside longer ones too.
        limit: most hits of each kind.

    """
    wanted = words.split()
    if not wanted:
        return []
    hits = [
        Hit(field.label.lower(), row["text"], row["id"], float(row["score"]))
        for field in _NAMED
        for row in _rows(store, field, wanted, limit)
        if all(word in row["text"] for word in wanted)
    ]
    return hits + list(islice(_sentences(store, wanted, limit), limit))


def _sentences(store: GraphStore, wanted: list[str], limit: int) -> Iterator[Hit]:
    """Sentences that hold all the words, report by report."""
    for row in _rows(store, _TEXTS, wanted, limit * REPORTS_PER_HIT):
        text, base = row["text"], row["start"]
        for start, end in split_sentences(text, 0, len(text)):
            sentence = text[start:end]
            if all(word in sentence for word in wanted):
                yield Hit(
                    kind="sentence",
                    text=sentence,
                    id=row["id"],
                    score=float(row["score"]),
                    title=row["title"],
                    source=row["source"],
                    start=base + start,
                    end=base + end,
                )


def _rows(store: GraphStore, field: _Field, wanted: list[str], limit: int) -> list[dict[str, Any]]:
    """Nodes whose property holds the words, best first."""
    longest = max(wanted, key=len)
    if len(longest) < SHORTEST_INDEXED:
        return store.execute_read(field.scanning, word=longest, limit=limit)
    # Each word in quotes: its characters must be neighbours. Words of one character are looked for in what is found.
    query = " AND ".join(f'"{_quoted(word)}"' for word in wanted if len(word) >= SHORTEST_INDEXED)
    index = full_text_name(field.label, field.name)
    return store.execute_read(field.indexed, index=index, query=query, limit=limit)


def _quoted(word: str) -> str:
    """A word inside the quotes of Lucene's query language."""
    return re.sub(r'(["\\])', r"\\\1", word)
