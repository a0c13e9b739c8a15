"""The command `shutu extract`. Imports click only; see pipeline.cli."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.errors import InputError
    from pipeline.settings import Settings

__all__ = ["extract", "progress_bar"]

#: What is shown of a source.
Shown = TypeVar("Shown")


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error where that is a terminal, nothing elsewhere.

    Yields a function to be told (done, total).
    """
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total or None)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "table"]), default="jsonl", show_default=True,
    help="JSON Lines for programs, tables for people.",
)  # fmt: skip
@click.option(
    "--text",
    "as_text",
    is_flag=True,
    help="Print the source text that all offsets refer to, and nothing else.",
)
@click.option(
    "-j", "--jobs", type=click.IntRange(min=0), help="Worker processes; 0 takes one for each processor."
)
def extract(paths: tuple[str, ...], form: str, as_text: bool, jobs: int | None) -> None:
    """Read files and folders, print what is found in them, write nothing.

    PATH is a file (.txt .md .html .docx .pdf, or .zip of these), a folder, or - for standard input.
    Prints one JSON object a line, one line a report. A file that cannot be read is reported on standard
    error, and the others go on; the exit status is then 1.
    """
    from pipeline.settings import load_settings

    settings = load_settings(jobs=jobs)
    if as_text:
        sys.exit(_print_texts(paths, settings))

    from pipeline.batch import extract_paths, lines_of_paths

    with progress_bar("extracting") as progress:
        if form == "table":
            from pipeline.tables import print_source

            failed = _show(extract_paths(paths, settings, progress), print_source)
        else:
            from pipeline.jsonlines import write_lines

            failed = _show(lines_of_paths(paths, settings, progress), write_lines)
    sys.exit(1 if failed else 0)


def _show(outcomes: Iterator[Shown | InputError], show: Callable[[Shown], None]) -> int:
    """Show what was found in each source, and what could not be read; returns the number of the latter."""
    from pipeline.errors import InputError

    failed = 0
    for outcome in outcomes:
        if isinstance(outcome, InputError):
            failed += 1
            click.echo(f"shutu: {outcome}", err=True)
        else:
            show(outcome)
    return failed


def _print_texts(paths: tuple[str, ...], settings: Settings) -> int:
    """Print the source texts as decoded; returns the exit status."""
    from pipeline.batch import read_limits
    from pipeline.errors import InputError
    from pipeline.sources import discover

    failed = 0
    for outcome in discover(paths, read_limits(settings)):
        if isinstance(outcome, InputError):
            failed += 1
            click.echo(f"shutu: {outcome}", err=True)
        else:
            sys.stdout.write(outcome.text)
    return 1 if failed else 0
