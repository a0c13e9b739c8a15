"""Who may ask, and what a browser may do with the answer: host check, token, and headers, for every response."""

from __future__ import annotations

import hmac
from collections.abc import Collection
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["COOKIE", "LOOPBACK_NAMES", "Guard", "is_loopback"]

COOKIE = "shutu_token"
#: Names that mean this machine.
LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
#: Scripts and styles come from our own files alone: text of a report can never become one.
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def is_loopback(host: str) -> bool:
    """Whether a server bound to `host` is reached from this machine alone."""
    return host in LOOPBACK_NAMES


class Guard:
    """ASGI middleware around the pages.

    Args:
        app: what it guards.
        hosts: names under which the server may be addressed; None for any. On loopback this keeps web pages of
            others from reaching it under a name of theirs (DNS rebinding).
        token: what must be known to enter; None where loopback is guard enough. It comes once as ``?token=``, then
            as a cookie.
    """

    def __init__(self, app: ASGIApp, *, hosts: Collection[str] | None, token: str | None) -> None:
        self._app = app
        self._hosts = None if hosts is None else frozenset(hosts)
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or refuse one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
            await send(message)

        answer = self._refusal(scope)
        await (answer or self._app)(scope, receive, send_guarded)

    def _refusal(self, scope: Scope) -> PlainTextResponse | RedirectResponse | None:
        headers = Headers(scope=scope)
        if self._hosts is not None and _host_name(headers.get("host", "")) not in self._hosts:
            return PlainTextResponse("This server is not addressed by that name.\n", 421)
        if scope["method"] not in ("GET", "HEAD"):
            return PlainTextResponse("Read-only.\n", 405)
        return self._token_refusal(scope, headers)

    def _token_refusal(self, scope: Scope, headers: Headers) -> PlainTextResponse | RedirectResponse | None:
        if self._token is None or self._knows(_cookie(headers.get("cookie", ""))):
            return None
        query = parse_qsl(scope["query_string"].decode("latin-1"))
        if self._knows(dict(query).get("token")):
            rest = urlencode([(name, value) for name, value in query if name != "token"])
            # The token leaves the address at once, so that it is in no history and no screenshot.
            path = "/" + scope["path"].lstrip("/")  # never another host's
            answer = RedirectResponse(path + (f"?{rest}" if rest else ""), 303)
            answer.set_cookie(COOKIE, self._token, httponly=True, samesite="strict")
            return answer
        return PlainTextResponse("A token is needed: open the address that `shutu browse` printed.\n", 401)

    def _knows(self, given: str | None) -> bool:
        assert self._token is not None
        return given is not None and hmac.compare_digest(given.encode(), self._token.encode())


def _host_name(host: str) -> str:
    """The name in a Host header, without its port."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.rpartition(":")[0] if ":" in host else host


def _cookie(header: str) -> str | None:
    for part in header.split(";"):
        name, _, value = part.strip().partition("=")
        if name == COOKIE:
            return value
    return None
