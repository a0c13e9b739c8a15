"""The command line: finds the commands that each package brings, and turns errors into exit codes.

This module and the modules that define commands import click and nothing heavier: `shutu --help` must be
quick. What a command needs, it imports when it runs.
"""

from __future__ import annotations

import sys
from functools import cached_property
from importlib.metadata import EntryPoint, PackageNotFoundError, distribution
from typing import Any

import click

from pipeline.errors import SettingsError, ShutuError

__all__ = ["main", "shutu"]

#: Entry points group in which a package names its commands.
COMMANDS_GROUP = "shutu.commands"
#: Order of the commands in the help; others follow by name.
_ORDER = (
    "extract",
    "ingest",
    "remove",
    "query",
    "ask",
    "search",
    "findings",
    "schema",
    "export",
    "browse",
    "serve",
)


class CommandsOfPackages(click.Group):
    """A group whose commands come from entry points, so that no package need import those above it."""

    @cached_property
    def _entry_points(self) -> dict[str, EntryPoint]:
        try:
            points = distribution("shutu").entry_points
        except PackageNotFoundError as error:
            raise click.ClickException(
                "shutu is not installed: run `pip install -e .` in the checkout"
            ) from error
        return {point.name: point for point in points if point.group == COMMANDS_GROUP}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands, in the order in which they are used."""
        del ctx
        known = [name for name in _ORDER if name in self._entry_points]
        return known + sorted(set(self._entry_points) - set(known))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command; None for an unknown name."""
        del ctx
        point = self._entry_points.get(cmd_name)
        if point is None:
            return None
        command = point.load()
        if not isinstance(command, click.Command):
            raise TypeError(f"entry point {point.value} is no click command")
        return command


@click.group(cls=CommandsOfPackages, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="shutu", prog_name="shutu")
def shutu() -> None:
    """述图 shutu: township duty reports (述职报告) in, a knowledge graph with exact evidence out.

    Exit status: 0 success, 1 some input failed (the rest is done), 2 wrong usage.
    """


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line; never returns."""
    _utf8_streams()
    try:
        shutu.main(args=arguments, prog_name="shutu", standalone_mode=True)
    except SettingsError as error:
        click.echo(f"shutu: {error}", err=True)
        sys.exit(2)
    except ShutuError as error:
        click.echo(f"shutu: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output went away (`| head`): no error, but nothing more can be written.
        sys.stderr.close()
        sys.exit(0)


def _utf8_streams() -> None:
    """Results are UTF-8 whatever the console's code page; lone surrogates of broken input must not end a run."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
