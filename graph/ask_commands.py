"""The command that asks the graph a saved question. Imports click only; see pipeline.cli."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from graph.commands import open_chosen, store_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.library import SavedQuery

__all__ = ["ask"]


@click.command()
@click.argument("name", required=False)
@click.option(
    "-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter of the query."
)
@store_option
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True,
    help="How to print the rows, or the list of queries.",
)  # fmt: skip
@click.option("--describe", is_flag=True, help="Say what the query takes and returns, and print its Cypher.")
def ask(name: str | None, params: tuple[str, ...], store: str | None, form: str, describe: bool) -> None:
    """Answer a question of the library: the saved query NAME, with its parameters.

    Without NAME, lists the questions. Types of parameters are checked before the graph is asked.
    """
    from graph.library import UnknownQueryError, find_query

    if name is None:
        if params or describe:
            raise click.UsageError("which query? `shutu ask` lists them")
        _list(form)
        return
    try:
        query = find_query(name)
    except UnknownQueryError as error:
        raise click.BadParameter(f"{error}; `shutu ask` lists them", param_hint="NAME") from None
    if describe:
        _describe(query)
        return
    _run(query, _bound(query, params), store, form)


def _bound(query: SavedQuery, params: Sequence[str]) -> dict[str, Any]:
    """The query's parameters from ``name=value`` pairs."""
    from graph.library import ParameterError

    given: dict[str, Any] = {}
    try:
        for pair in params:
            name, equals, value = pair.partition("=")
            if not equals:
                raise ParameterError(f"{pair!r} is not NAME=VALUE")
            if name in given:
                raise ParameterError(f"{name} is given twice")
            parameter = query.parameter(name)
            given[name] = parameter.parse(value) if parameter else value
        return query.bind(given)
    except ParameterError as error:
        raise click.BadParameter(f"{error}\nFor example: {example_command(query)}", param_hint="-p") from None


def _run(query: SavedQuery, parameters: dict[str, Any], store: str | None, form: str) -> None:
    from graph.printing import print_table
    from graph.store import Table

    opened, _ = open_chosen(store)
    with opened as graph:
        table = graph.table(query.cypher, parameters)
    # A store may forget the names of the columns where there are no rows; the header knows them.
    print_table(Table([column.name for column in query.columns], table.rows), form)


def _list(form: str) -> None:
    from graph.library import TOPICS, saved_queries
    from graph.printing import print_table
    from graph.store import Table

    queries = saved_queries()
    if form == "table":
        for topic, (zh, en) in TOPICS.items():
            click.secho(f"{zh}  {en}", bold=True)
            for query in queries:
                if query.topic == topic:
                    takes = " ".join(_signature(query))
                    click.echo(f"  {query.name}" + (f"  {takes}" if takes else ""))
                    click.echo(f"      {query.question.zh}\n      {query.question.en}")
            click.echo()
        click.echo("shutu ask NAME -p PARAMETER=VALUE; [in brackets] may be left out; --describe says more.")
        return
    columns = ["name", "topic", "title_zh", "title_en", "question_zh", "question_en", "parameters"]
    rows: list[list[Any]] = [
        [
            query.name, query.topic, query.title.zh, query.title.en, query.question.zh, query.question.en,
            _signature(query),
        ]
        for query in queries
    ]  # fmt: skip
    print_table(Table(columns, rows), form)


def _signature(query: SavedQuery) -> list[str]:
    """The query's parameters; in brackets where they may be left out."""
    return [known.name if known.required else f"[{known.name}]" for known in query.parameters]


def _describe(query: SavedQuery) -> None:
    from graph.queries_page import query_section

    click.echo(query_section(query), nl=False)


def example_command(query: SavedQuery) -> str:
    """How the query is asked with its first example, as it is typed in a shell."""
    import json
    import shlex

    words = ["shutu", "ask", query.name]
    for name, value in query.examples[0].items():
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        words += ["-p", f"{name}={text}"]
    return " ".join(
        word if word.isascii() is False and " " not in word else shlex.quote(word) for word in words
    )
