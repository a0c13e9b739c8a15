"""The commands that work on the graph. Imports click only; see pipeline.cli."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from graph.ingest import IngestSummary
    from graph.store import GraphStore
    from pipeline.settings import Settings

__all__ = ["export", "ingest", "open_chosen", "query", "remove", "schema", "search", "store_option"]

Command = TypeVar("Command", bound=Callable[..., Any])


def store_option(command: Command) -> Command:
    """The option --store, for every command that opens one."""
    return click.option(
        "-s",
        "--store",
        metavar="FOLDER|ADDRESS",
        help="Where the graph is: a folder for the embedded store, or a neo4j:// or bolt:// address. "
        "Default: SHUTU_STORE, NEO4J_URI, ./shutu-graph.",
    )(command)


def open_chosen(store: str | None, **overrides: Any) -> tuple[GraphStore, Settings]:
    """The store that the user chose, opened, and the settings."""
    from graph.store import open_store
    from pipeline.settings import load_settings

    settings = load_settings(store=store, **overrides)
    return open_store(settings.store_address, settings), settings


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@store_option
@click.option(
    "--sync", is_flag=True, help="Also remove from the graph what is no longer in the named folders."
)
@click.option(
    "-j", "--jobs", type=click.IntRange(min=0), help="Worker processes; 0 takes one for each processor."
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="How to print the summary.",
)  # fmt: skip
def ingest(paths: tuple[str, ...], store: str | None, sync: bool, jobs: int | None, form: str) -> None:
    """Extract files and folders and write what they say into the graph.

    A file that has not changed since it was ingested is skipped; a changed one replaces what its old version said.
    Files that are gone from a named folder are reported, and removed with --sync. Can be interrupted at any
    moment: run it again, and it does the rest.
    """
    from graph.ingest import ingest_paths
    from pipeline.commands import progress_bar

    opened, settings = open_chosen(store, jobs=jobs)
    with opened, progress_bar("ingesting") as progress:
        summary = ingest_paths(opened, paths, settings, sync=sync, progress=progress)
    for error in summary.failed:
        click.echo(f"shutu: {error}", err=True)
    if form == "json":
        _print_json(_summary_data(summary))
    else:
        _print_summary(summary)
    sys.exit(1 if summary.failed else 0)


def _summary_data(summary: IngestSummary) -> dict[str, Any]:
    return {
        "sources": summary.written.sources,
        "reports": summary.reports,
        "characters": summary.characters,
        "unchanged": summary.unchanged,
        "failed": [
            {"source": error.source, "code": error.code, "reason": error.reason} for error in summary.failed
        ],
        "gone": summary.gone,
        "removed": summary.removed,
        "nodes": dict(summary.written.nodes),
        "relationships": dict(summary.written.relationships),
        "seconds": round(summary.seconds, 3),
    }


def _print_summary(summary: IngestSummary) -> None:
    written = summary.written
    click.echo(
        f"ingested {_count(written.sources, 'source')} with {_count(summary.reports, 'report')}, "
        f"{summary.characters:,} characters, in {summary.seconds:.1f} s; "
        f"{summary.unchanged:,} unchanged; {len(summary.failed):,} failed"
    )
    for title, counts in (("nodes", written.nodes), ("relationships", written.relationships)):
        if counts:
            click.echo(f"{title}: " + ", ".join(f"{kind} {number:,}" for kind, number in counts.items()))
    found = summary.findings
    if found.findings or found.withdrawn or found.links or found.similar:
        click.echo(
            f"between reports: {_count(found.findings, 'finding')} new, {found.withdrawn:,} withdrawn, "
            f"{_count(found.links, 'link')}, {_count(found.similar, 'similar pair')}"
        )
    for name in summary.gone:
        click.echo(f"gone: {name}" + (" (removed)" if summary.removed else ""))
    if summary.gone and not summary.removed:
        click.echo("--sync removes from the graph what is gone.", err=True)


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" + ("" if number == 1 else "s")


@click.command()
@click.argument("targets", nargs=-1, required=True, metavar="PATH-or-ID…")
@store_option
def remove(targets: tuple[str, ...], store: str | None) -> None:
    """Take sources or reports, and all that only they said, out of the graph.

    PATH is a source as it was ingested, or a folder or archive of sources; ID is the id of a report. The files
    themselves are not touched.
    """
    from graph.removal import remove_target

    unknown = 0
    opened, _ = open_chosen(store)
    with opened:
        for target in targets:
            removed = remove_target(opened, target)
            if not removed:
                unknown += 1
                click.echo(f"shutu: {target}: no such source or report in the graph", err=True)
            for line in removed:
                click.echo(f"removed {line}")
    sys.exit(1 if unknown else 0)


@click.command()
@click.argument("cypher")
@click.option(
    "-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter; JSON, or else text."
)
@store_option
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True,
    help="How to print the rows.",
)  # fmt: skip
@click.option("--write", is_flag=True, help="Allow the query to change the graph.")
def query(cypher: str, params: tuple[str, ...], store: str | None, form: str, write: bool) -> None:
    """Run a Cypher query and print its rows; - reads the query from standard input.

    The database itself refuses to change anything unless --write is said.
    """
    from graph.checks import unknown_names
    from graph.printing import parse_parameters, print_table

    text = sys.stdin.read() if cypher == "-" else cypher
    try:
        parameters = parse_parameters(params)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="-p") from None
    opened, _ = open_chosen(store)
    with opened:
        rows = opened.table(text, parameters, write=write)
    for problem in unknown_names(text):
        click.echo(f"shutu: the graph has {problem}", err=True)
    print_table(rows, form)


@click.command()
@click.argument("words", nargs=-1, required=True)
@store_option
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Most hits of each kind."
)
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True,
    help="How to print the hits.",
)  # fmt: skip
def search(words: tuple[str, ...], store: str | None, limit: int, form: str) -> None:
    """Find sentences, programmes and indicators that hold all the WORDS."""
    from dataclasses import asdict

    from graph.printing import print_table
    from graph.search import Hit
    from graph.search import search as find
    from graph.store import Table

    opened, _ = open_chosen(store)
    with opened:
        hits = find(opened, " ".join(words), limit)
    columns = list(Hit.__dataclass_fields__)
    if form == "table":
        columns = ["kind", "text", "title", "source", "start"]
    print_table(Table(columns, [[asdict(hit)[name] or None for name in columns] for hit in hits]), form)


@click.command()
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "markdown", "mermaid"]), default="table",
    show_default=True, help="A table for people, data for programs, a page of documentation, or a drawing.",
)  # fmt: skip
@click.option("--counts", is_flag=True, help="How many there are of each in the store.")
@store_option
def schema(form: str, counts: bool, store: str | None) -> None:
    """Show the graph's model: labels, properties, relationships."""
    from graph import docs
    from graph.printing import print_schema

    if counts:
        from graph.census import census

        opened, _ = open_chosen(store)
        with opened:
            print_schema(census(opened), form)
    elif form == "markdown":
        sys.stdout.write(docs.as_markdown())
    elif form == "mermaid":
        sys.stdout.write(docs.as_mermaid())
    elif form == "json":
        _print_json(docs.as_data())
    else:
        print_schema(None, form)


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False))
@store_option
@click.option(
    "--format", "forms", type=click.Choice(["graphml", "jsonl", "csv"]), multiple=True,
    help="What to write; all three by default. Can be given more than once.",
)  # fmt: skip
def export(folder: str, store: str | None, forms: tuple[str, ...]) -> None:
    """Write the graph into DIR: GraphML, JSON Lines, and CSV for `neo4j-admin database import`."""
    from pathlib import Path

    from graph.export import export as write

    opened, _ = open_chosen(store)
    with opened:
        done = write(opened, Path(folder), forms)
    click.echo(f"exported {_count(done.nodes, 'node')} and {_count(done.relationships, 'relationship')}:")
    for path in done.files:
        click.echo(f"  {path}")
    if any(path.name == "arguments.txt" for path in done.files):
        click.echo(
            f"To import: cd {folder}/neo4j-import && neo4j-admin database import full neo4j @arguments.txt",
            err=True,
        )


def _print_json(value: Any) -> None:
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
