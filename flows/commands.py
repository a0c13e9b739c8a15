"""The command `shutu serve`. Imports click only; see pipeline.cli."""

from __future__ import annotations

import os
import sys

import click

__all__ = ["serve"]


@click.command()
@click.option(
    "-i",
    "--inbox",
    metavar="FOLDER|ADDRESS",
    help="Where new reports are put. Default: SHUTU_INBOX, ./inbox.",
)
@click.option(
    "-s",
    "--store",
    metavar="FOLDER|ADDRESS",
    help="Where the graph is: a folder for the embedded store, or a neo4j:// or bolt:// address.",
)
@click.option("--cron", metavar="CRON", help="When to look into the inbox. Default: every hour.")
@click.option(
    "-j", "--jobs", type=click.IntRange(min=0), help="Worker processes; 0 takes one for each processor."
)
@click.option("--port", type=click.IntRange(1, 65535), help="Port of the Prefect server and its web page.")
@click.option("--once", is_flag=True, help="Take what is in the inbox now, and end.")
def serve(
    *,
    inbox: str | None,
    store: str | None,
    cron: str | None,
    jobs: int | None,
    port: int | None,
    once: bool,
) -> None:
    """Watch an inbox: what is put there goes into the graph on a schedule, and then into the archive.

    Files that cannot be used go into the quarantine, each with its reason beside it. The nightly comparison of graph
    and archive and the weekly export run too. Uses the Prefect server at PREFECT_API_URL, or starts one of its own,
    whose web page shows every run. Can be ended and started again at any moment.
    """
    from pipeline.settings import load_settings

    # Runs are processes of their own: what is said here reaches them through the environment.
    said = {"inbox": inbox, "store": store, "schedule": cron, "jobs": jobs}
    os.environ.update(
        {f"SHUTU_{name.upper()}": str(value) for name, value in said.items() if value is not None}
    )
    settings = load_settings()
    from flows.serving import run_once
    from flows.serving import serve as serve_flows

    if once:
        sys.exit(run_once(settings))
    serve_flows(settings, port)
