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

__all__ = ["Hit", "search", "search_sentences"]

#: What the index of neighbouring characters knows: Chinese characters, two or more side by side.
_INDEXED = re.compile("[\u4e00-\u9fff\u3400-\u4dbf]{2,}")

_QUERY = "CALL db.index.fulltext.queryNodes($index, $query) YIELD node, score "
_REPORT = "RETURN node.id AS id, score"
_NAMES = _QUERY + (
    "OPTIONAL MATCH (node)<-[r]-() WITH node, score, count(r) AS uses "
    "RETURN node.id AS id, node.name AS text, score ORDER BY score DESC, uses DESC, text"
)
_REPORTS = _QUERY + _REPORT
# Without two Chinese characters side by side there is nothing that the index knows: then all texts are looked through.
_NAMES_WITH = (
    "MATCH (node:{label}) WHERE node.name CONTAINS $word OPTIONAL MATCH (node)<-[r]-() WITH node, count(r) AS uses "
    "RETURN node.id AS id, node.name AS text, 1.0 AS score ORDER BY uses DESC, text"
)
_REPORTS_WITH = "MATCH (node:Report) WHERE node.text CONTAINS $word WITH node, 1.0 AS score " + _REPORT
_TEXT = (
    "RETURN node.id AS id, node.title AS title, node.source AS source, node.start AS start, node.text AS text"
)
_TEXTS_OF = "UNWIND $ids AS id MATCH (node:Report {id: id}) " + _TEXT
#: Reports whose texts are read at a time: most searches are answered by the first few.
_AT_A_TIME = 20
# The index finds all reports before it gives the first. What stands in every tenth report needs no index.
_AMONG_THE_FIRST = "MATCH (node:Report) WITH node LIMIT $most WHERE node.text CONTAINS $word " + _TEXT
_FIRST = 100


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


def search_sentences(store: GraphStore, words: str, limit: int = 20, *, quick: bool = False) -> list[Hit]:
    """Find sentences that hold all of `words`, as `search` does.

    Args:
        store: where to look.
        words: what to look for.
        limit: most hits.
        quick: any will do where there are many, rather than those of the reports that the words stand out in.

    """
    wanted = words.split()
    if not wanted:
        return []
    if quick:
        hits = list(islice(_among_the_first(store, wanted), limit))
        if len(hits) == limit:
            return hits
    return list(islice(_sentences(store, wanted), limit))


def _among_the_first(store: GraphStore, wanted: list[str]) -> Iterator[Hit]:
    """Sentences of the first reports of the graph that hold all the words."""
    for row in store.stream(_AMONG_THE_FIRST, _AT_A_TIME, most=_FIRST, word=max(wanted, key=len)):
        yield from _sentences_of(row, 1.0, wanted)


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
    hits = [hit for field in _NAMED for hit in islice(_names(store, field, wanted), limit)]
    return hits + search_sentences(store, words, limit)


def _names(store: GraphStore, field: _Field, wanted: list[str]) -> Iterator[Hit]:
    """Names that hold all the words."""
    for row in _rows(store, field, wanted):
        if all(word in row["text"] for word in wanted):
            yield Hit(field.label.lower(), row["text"], row["id"], float(row["score"]))


def _sentences(store: GraphStore, wanted: list[str]) -> Iterator[Hit]:
    """Sentences that hold all the words, report by report."""
    found = ((row["id"], float(row["score"])) for row in _rows(store, _TEXTS, wanted))
    while some := dict(islice(found, _AT_A_TIME)):
        rows = {row["id"]: row for row in store.execute_read(_TEXTS_OF, ids=list(some))}
        for identity in sorted(rows, key=lambda each: (-some[each], each)):
            yield from _sentences_of(rows[identity], some[identity], wanted)


def _sentences_of(report: dict[str, Any], score: float, wanted: list[str]) -> Iterator[Hit]:
    """The sentences of one report that hold all the words."""
    text, base = report["text"], report["start"]
    for start, end in split_sentences(text, 0, len(text)):
        sentence = text[start:end]
        if all(word in sentence for word in wanted):
            yield Hit(
                kind="sentence",
                text=sentence,
                id=report["id"],
                score=score,
                title=report["title"],
                source=report["source"],
                start=base + start,
                end=base + end,
            )


def _rows(store: GraphStore, field: _Field, wanted: list[str]) -> Iterator[dict[str, Any]]:
    """Nodes whose property may hold the words, best first, read as they are asked for.

    The index knows pairs of Chinese characters, so it is asked for the stretches of them in the words; whether a text
    holds the words themselves is for the caller to see.
    """
    stretches = [stretch for word in wanted for stretch in _INDEXED.findall(word)]
    if not stretches:
        return store.stream(field.scanning, _AT_A_TIME, word=max(wanted, key=len))
    query = " AND ".join(
        f'"{stretch}"' for stretch in stretches
    )  # in quotes: its characters must be neighbours
    index = full_text_name(field.label, field.name)
    return store.stream(field.indexed, _AT_A_TIME, index=index, query=query)
