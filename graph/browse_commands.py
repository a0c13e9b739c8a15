"""The command that opens the graph in a web browser. Imports click only; see pipeline.cli."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graph.commands import open_chosen, store_option

if TYPE_CHECKING:
    import socket

__all__ = ["browse"]


@click.command()
@store_option
@click.option(
    "--host", default="127.0.0.1", show_default=True,
    help="Address to listen at. Anything but loopback asks readers for a token, which is printed.",
)  # fmt: skip
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="Port; 0 takes a free one."
)
@click.option(
    "--open/--no-open",
    "opens",
    default=True,
    show_default=True,
    help="Whether to open the page in the web browser.",
)
def browse(store: str | None, host: str, port: int, opens: bool) -> None:
    """Look at the graph and read its evidence in the web browser.

    Serves pages from this machine until interrupted; nothing can be changed there. On a terminal without a web
    browser, use --no-open and open the printed address.
    """
    import secrets

    from graph.web.app import create_app
    from graph.web.guard import LOOPBACK_NAMES, is_loopback

    at_home = is_loopback(host)
    token = None if at_home else secrets.token_urlsafe(24)
    listening = _listen(host, port)
    address = _address(host, listening.getsockname()[1], token)
    opened, _ = open_chosen(store)
    with opened, listening:
        opened.check()
        app = create_app(opened, hosts=LOOPBACK_NAMES if at_home else None, token=token)
        click.echo(address)
        if not at_home:
            click.echo("shutu: others can reach this; whoever has the address can read the graph", err=True)
        click.echo("shutu: Ctrl+C ends it", err=True)
        if opens:
            import webbrowser

            webbrowser.open(address)
        _serve(app, listening)


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket, so that the port is known before the server runs."""
    import socket

    try:
        family, _, _, _, at = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.create_server(at[:2], family=family)
        # asyncio does this only for sockets that name their protocol; without it answers wait for acknowledgements.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening
    except OSError as error:
        raise click.ClickException(
            f"cannot listen at {host}:{port}: {error.strerror or error}; try --port 0"
        ) from error


def _address(host: str, port: int, token: str | None) -> str:
    """The address to open; that of this machine where the server listens at all of its addresses."""
    import socket

    name = socket.gethostname() if host in ("0.0.0.0", "::") else host  # noqa: S104
    shown = f"[{name}]" if ":" in name else name
    return f"http://{shown}:{port}/" + (f"?token={token}" if token else "")


def _serve(app: object, listening: socket.socket) -> None:
    """Serve until interrupted."""
    import uvicorn

    # A date and the server's name tell strangers only what they need not know; access logs would hold the token.
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, lifespan="off")  # type: ignore[arg-type]
    uvicorn.Server(config).run(sockets=[listening])
