"""docs/queries.md, made from the headers of the saved queries."""

from __future__ import annotations

import json

from graph.ask_commands import example_command
from graph.library import TOPICS, Parameter, SavedQuery, saved_queries

__all__ = ["as_markdown", "query_section"]

_HEAD = """\
# Saved queries

<!-- Made by `python -m tools.update_query_rows --docs` from graph/queries/*.cypher; a test fails when they differ. -->

`shutu ask` lists these questions, `shutu ask NAME -p parameter=value` answers one, on the embedded store and on Neo4j
alike; `--format json|csv` for programs, `--describe` for what stands here. In Neo4j Browser they come with the file of
docs/neo4j-browser.md.

What they keep to:

- A row is a fact with its sentence, never an estimate: masked figures have no value and take no part in rankings and
  sums; `bound` says where a figure is "or more", "or less", "about".
- Shorthand whose meaning is not resolved (`sense` is empty) is never counted together across reports: 四个一 of one
  township is not 四个一 of another. Rankings list it once for each report, `programmes-together` leaves it out.
- People, masked places and places without a division code are those of their report or township. A query that takes a
  name shows everything of that name, with `report` or `scope` to tell them apart; that they are one is not said.
- Rows come in an order that is the same on every store and in every run.

Adding one: a file in graph/queries/ with the header that graph/library.py describes, at least one example, then
`python -m tools.update_query_rows`, which writes the rows that the examples give on the reports in samples/ (to
tests/graph/query_rows/) and this page. **Read the rows before committing them**: the tests compare with them, on both
stores, and cannot know what is true. The same command brings the rows up to date when the extraction has changed.
"""


def as_markdown() -> str:
    """The page docs/queries.md."""
    queries = saved_queries()
    parts = [_HEAD, f"\n{len(queries)} queries:\n"]
    for topic, (zh, en) in TOPICS.items():
        parts.append(f"\n**{en} {zh}**\n\n| query | answers |\n|---|---|\n")
        parts += [
            f"| [{query.name}](#{query.name}) | {query.title.en} {query.title.zh} |\n"
            for query in queries
            if query.topic == topic
        ]
    for topic, (zh, en) in TOPICS.items():
        parts.append(f"\n## {en} {zh}\n")
        parts += ["\n" + query_section(query) for query in queries if query.topic == topic]
    return "".join(parts)


def query_section(query: SavedQuery) -> str:
    """What one query answers, takes and returns, with an example and its Cypher."""
    parts = [
        f"### {query.name}\n\n**{query.title.zh}** {query.title.en}\n\n{query.question.zh}\n\n{query.question.en}\n"
    ]
    if query.parameters:
        parts.append("\n| parameter | type | | 含义 | meaning |\n|---|---|---|---|---|\n")
        parts += [
            f"| `{known.name}` | {known.type} | {_need(known)} | {known.meaning.zh} | {known.meaning.en} |\n"
            for known in query.parameters
        ]
    parts.append("\n| column | type | 含义 | meaning |\n|---|---|---|---|\n")
    parts += [
        f"| `{column.name}` | {column.type}{' or null' if column.optional else ''} "
        f"| {column.meaning.zh} | {column.meaning.en} |\n"
        for column in query.columns
    ]
    parts.append(f"\n    {example_command(query)}\n\n```cypher\n{query.cypher}\n```\n")
    return "".join(parts)


def _need(parameter: Parameter) -> str:
    if parameter.required:
        return "required"
    return (
        "optional" if parameter.default is None else f"`{json.dumps(parameter.default, ensure_ascii=False)}`"
    )
