"""Who is let in, and what a browser is told about the answer."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from starlette.responses import PlainTextResponse

from graph.web.guard import COOKIE, Guard, is_loopback
from tests.graph.web.conftest import serving

TOKEN = "correct-horse"
LOCAL = ("127.0.0.1", "localhost", "::1")
APP = PlainTextResponse("in")


@pytest.fixture(scope="module")
def home() -> Iterator[str]:
    with serving(Guard(APP, hosts=LOCAL, token=None)) as address:
        yield address


@pytest.fixture(scope="module")
def abroad() -> Iterator[str]:
    with serving(Guard(APP, hosts=None, token=TOKEN)) as address:
        yield address


def ask(
    address: str, path: str = "/", method: str = "GET", **headers: str
) -> tuple[int, http.client.HTTPMessage]:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=20)
    try:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.headers
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8765", 200), ("localhost", 200), ("[::1]:1", 200), ("evil.example", 421),
        ("evil.example:8765", 421), ("127.0.0.1.evil.example", 421), ("localhost@evil.example", 421), ("", 421),
    ],
)  # fmt: skip
def test_only_names_of_this_machine_are_answered(home: str, host: str, status: int) -> None:
    assert ask(home, Host=host)[0] == status


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_but_reading_is_answered(home: str, method: str) -> None:
    assert ask(home, method=method)[0] == 405


def test_every_answer_forbids_foreign_code_frames_and_guesses(home: str) -> None:
    for headers in (ask(home)[1], ask(home, Host="evil.example")[1], ask(home, method="POST")[1]):
        policy = str(headers["Content-Security-Policy"])
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "style-src 'self';" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"


def test_without_the_token_nobody_comes_in(abroad: str) -> None:
    assert ask(abroad)[0] == 401
    assert ask(abroad, "/?token=wrong")[0] == 401
    assert ask(abroad, "/?token=")[0] == 401
    assert ask(abroad, Cookie=f"{COOKIE}=wrong")[0] == 401


def test_the_token_leaves_the_address_and_becomes_a_cookie(abroad: str) -> None:
    status, headers = ask(abroad, f"/report/x?at=1-2&token={TOKEN}")
    assert status == 303
    assert headers["Location"] == "/report/x?at=1-2"
    cookie = str(headers["Set-Cookie"])
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert ask(abroad, Cookie=f"a=b; {COOKIE}={TOKEN}")[0] == 200


def test_the_redirect_stays_here(abroad: str) -> None:
    assert ask(abroad, f"//evil.example/?token={TOKEN}")[1]["Location"] == "/evil.example/"


def test_what_is_not_text_is_refused_and_breaks_nothing(abroad: str) -> None:
    assert ask(abroad, "/?token=%ff%fe")[0] == 401


def test_loopback_is_known() -> None:
    assert is_loopback("127.0.0.1")
    assert is_loopback("::1")
    assert not is_loopback("0.0.0.0")
