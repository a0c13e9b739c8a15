"""The command `shutu findings`. Imports click only; see pipeline.cli."""

from __future__ import annotations

import sys

import click

from graph.commands import open_chosen, store_option

__all__ = ["findings"]


@click.command()
@store_option
@click.option(
    "--kind", "kinds", multiple=True, metavar="KIND",
    type=click.Choice([
        "same-figure", "parts-total", "product", "percentage", "growth", "share", "households", "announced", "similar",
    ]),
    help="What was compared: same-figure, parts-total, product, percentage, growth, share, households, announced, "
    "or similar (reports that repeat each other). Can be given more than once.",
)  # fmt: skip
@click.option(
    "--verdict", "verdicts", multiple=True,
    type=click.Choice(["fails", "conflicts", "holds", "agrees"]),
    help="How it came out. Can be given more than once.",
)  # fmt: skip
@click.option("--report", metavar="ID", help="Only what speaks of the report of this id.")
@click.option(
    "--min-score", type=click.FloatRange(0, 1), default=0.0, show_default=True, help="How sure it must be."
)
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True,
    help="Grouped text for people; JSON, or CSV with one row for each figure, for programs.",
)  # fmt: skip
def findings(
    *,
    store: str | None,
    kinds: tuple[str, ...],
    verdicts: tuple[str, ...],
    report: str | None,
    min_score: float,
    form: str,
) -> None:
    """Show figures that do not add up, contradict, add up, or corroborate each other, worst first.

    Each comes with the sum or comparison, and with the sentences and offsets of its figures. Findings are kept up to
    date by ingest and remove; what an interrupted one has left undone is done here first.
    """
    import csv
    import json

    from graph.findings import listing
    from graph.findings.update import update_findings
    from graph.schema import prepare

    opened, _ = open_chosen(store)
    with opened:
        prepare(opened)
        update_findings(opened)
        found = listing.list_findings(
            opened, kinds=kinds, verdicts=verdicts, report=report, least_score=min_score
        )
    if form == "json":
        click.echo(json.dumps(listing.as_data(found), ensure_ascii=False, indent=1))
    elif form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(listing.CSV_COLUMNS)
        writer.writerows(listing.as_csv_rows(found))
    else:
        for line in listing.as_text(found):
            click.echo(line)
        if not found:
            click.echo("no findings", err=True)
