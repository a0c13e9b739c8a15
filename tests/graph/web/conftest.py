"""A real server over a real store, and a real browser in front of it.

The browser is Chromium, found on the PATH. Where it is absent its tests are skipped, and the reason says so in
capitals; with SHUTU_REQUIRE_BROWSER=1 they fail.
"""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from graph.ingest import write_extracted
from graph.schema import prepare
from graph.store import GraphStore
from graph.web.app import create_app
from tests.conftest import empty
from tests.graph.web.hostile import hostile_source
from tools.update_query_rows import ingest_samples

if TYPE_CHECKING:
    from selenium.webdriver import Chrome
    from starlette.types import ASGIApp

NO_CHROMIUM = "NO CHROMIUM: THE PAGES WERE NOT TESTED IN A BROWSER"
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    "--hide-scrollbars", "--lang=zh-CN", "--window-size=1440,900",
)  # fmt: skip


@pytest.fixture(scope="module")
def browsed_store(embedded_store: GraphStore) -> Iterator[GraphStore]:
    """The graph of samples/ and of a report that means harm."""
    empty(embedded_store)
    prepare(embedded_store)
    ingest_samples(embedded_store)
    write_extracted(embedded_store, [hostile_source()])
    yield embedded_store
    empty(embedded_store)


@contextmanager
def serving(app: ASGIApp) -> Iterator[str]:
    """The address of a server of `app`, which ends with the context."""
    import uvicorn

    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False, lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 30
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(30)
        listening.close()


@pytest.fixture(scope="module")
def site(browsed_store: GraphStore) -> Iterator[str]:
    """The address of the pages over `browsed_store`, its names read."""
    with serving(create_app(browsed_store)) as address:
        wait_for_names(address)
        yield address


def wait_for_names(address: str) -> None:
    """Wait until the names for suggestions have been read."""
    import json
    from urllib.request import urlopen

    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with urlopen(f"{address}/suggest?q=fzdy") as answer:
            if json.load(answer):
                return
        time.sleep(0.1)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chrome]:
    """A browser with a new profile."""
    binary = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if not binary or not driver:
        unavailable()
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = ChromeOptions()
        options.binary_location = binary
        for flag in (*_FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        browser = Chrome(options=options, service=Service(driver))
        browser.set_page_load_timeout(60)
        yield browser
        browser.quit()


@pytest.fixture
def browser(chromium: Chrome) -> Iterator[Chrome]:
    """The browser for one test; afterwards its console must be silent."""
    chromium.delete_all_cookies()
    console(chromium)
    yield chromium
    assert console(chromium) == []


def console(browser: Chrome) -> list[str]:
    """What the browser has complained of since it was last asked."""
    entries: list[dict[str, Any]] = browser.get_log("browser")
    return [str(entry["message"]) for entry in entries]


def unavailable() -> NoReturn:
    """Skip what needs a browser, or fail where it is required."""
    if os.environ.get("SHUTU_REQUIRE_BROWSER") == "1":
        pytest.fail(f"{NO_CHROMIUM} (SHUTU_REQUIRE_BROWSER=1)")
    pytest.skip(NO_CHROMIUM)


def keep_picture(browser: Chrome, name: str) -> None:
    """Keep what the browser shows as a picture for the documentation, where SHUTU_PICTURES names a folder."""
    folder = os.environ.get("SHUTU_PICTURES")
    if folder:
        browser.save_screenshot(str(Path(folder) / f"browse-{name}.png"))
