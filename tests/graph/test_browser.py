"""The files for Neo4j Browser, and the real Browser with them: it takes both, runs a saved query, shows captions.

The Browser test needs Chromium and chromedriver, and the Neo4j server that tests provision. Without them it is
skipped, and the reason says so; with SHUTU_REQUIRE_BROWSER=1 it fails. SHUTU_SCREENSHOTS=FOLDER keeps what it saw:
`SHUTU_SCREENSHOTS=docs/images pytest tests/graph/test_browser.py` makes the pictures of docs/neo4j-browser.md.
"""

from __future__ import annotations

import base64
import io
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.browser.favourites import ARCHIVE_FILE, STYLE_FILE, as_archive, as_favourite, cypher_literal
from graph.browser.style import NODES, RELATIONSHIPS, NodeStyle, as_grass
from graph.library import TOPICS, find_query, saved_queries
from graph.model import MODEL

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

    from graph.store import GraphStore
    from tools.neo4j_server import Neo4jServer

FILES = Path(__file__).resolve().parents[2] / "graph" / "browser"
#: Longest wait for the page, in seconds; the machine may be busy.
PATIENCE = 120
#: How often somebody logs in whom the page does not let in: it may draw its form anew while it is filled in.
LOGINS = 4
CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1360,900",
)
#: What a person does who drops a file on the page.
DROP = """
const [name, content] = arguments;
const data = new DataTransfer();
data.items.add(new File([Uint8Array.from(atob(content), c => c.charCodeAt(0))], name));
const page = document.querySelector('.filedrop');
for (const kind of ['dragenter', 'dragover', 'drop'])
  page.dispatchEvent(new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: data}));
"""


def test_the_files_are_what_the_library_and_the_style_say() -> None:
    hint = "python -m tools.update_query_rows --docs"
    assert (FILES / STYLE_FILE).read_text(encoding="utf-8") == as_grass(), hint
    assert (FILES / ARCHIVE_FILE).read_bytes() == as_archive(), hint


def test_every_label_and_relationship_of_the_model_has_a_look() -> None:
    assert set(NODES) == MODEL.labels
    assert set(RELATIONSHIPS) == {kind.type for kind in MODEL.relationships}


def test_the_page_names_every_colour() -> None:
    page = (FILES.parents[1] / "docs" / "neo4j-browser.md").read_text(encoding="utf-8")
    for label, look in NODES.items():
        assert f"| `{label}` | {look.name} | `{look.colour}` | `{look.caption}` |" in page


def test_captions_show_properties_that_there_are() -> None:
    for node in MODEL.nodes:
        for label in node.labels:
            for name in re.findall(r"\{(\w+)\}", NODES[label].caption):
                assert node.find(name), (label, name)
    for kind in MODEL.relationships:
        for name in re.findall(r"\{(\w+)\}", RELATIONSHIPS[kind.type]):
            assert kind.find(name), (kind.type, name)


def test_a_village_looks_like_one_though_it_is_a_place_too() -> None:
    assert list(NODES).index("Village") > list(NODES).index("Place")


@pytest.mark.parametrize("look", NODES.values(), ids=NODES)
def test_captions_can_be_read_on_their_colour(look: NodeStyle) -> None:
    light, dark = sorted((_luminance(look.colour), _luminance(look.text)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    """Relative luminance as the accessibility guidelines define it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_archive_holds_each_query_in_the_folder_of_its_topic() -> None:
    with zipfile.ZipFile(io.BytesIO(as_archive())) as archive:
        held = {name: archive.read(name).decode() for name in archive.namelist()}
    assert set(held) == {f"述图 {TOPICS[query.topic][0]}/{query.name}.cypher" for query in saved_queries()}
    for text in held.values():
        assert text.startswith("// ")
        assert not re.search(r"\$\w", text)


@pytest.mark.parametrize(
    ("value", "cypher"),
    [
        ("石壁村", "'石壁村'"),
        ("it's a \\ and\na line", r"'it\'s a \\ and\na line'"),
        (None, "null"),
        (True, "true"),
        (3, "3"),
        (0.5, "0.5"),
        (["一", "二"], "['一', '二']"),
    ],
)
def test_values_are_written_as_cypher_does(value: object, cypher: str) -> None:
    assert cypher_literal(value) == cypher


def _missing() -> str | None:
    """What of the browser is not installed here."""
    absent = [name for name in ("chromium", "chromedriver") if shutil.which(name) is None]
    return f"no {' and no '.join(absent)} on the PATH" if absent else None


@pytest.fixture
def page() -> Iterator[Chrome]:
    """A headless Chromium with a profile of its own."""
    missing = _missing()
    if missing:
        if os.environ.get("SHUTU_REQUIRE_BROWSER") == "1":
            pytest.fail(f"a browser is required here (SHUTU_REQUIRE_BROWSER=1): {missing}")
        pytest.skip(f"NEO4J BROWSER WAS NOT TESTED: {missing}")
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    options = Options()
    options.binary_location = str(shutil.which("chromium"))
    with tempfile.TemporaryDirectory(prefix="shutu-chromium-", ignore_cleanup_errors=True) as profile:
        for flag in (*CHROMIUM_FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        driver = webdriver.Chrome(options=options, service=Service(str(shutil.which("chromedriver"))))
        driver.set_script_timeout(PATIENCE)
        yield driver
        driver.quit()


@pytest.fixture
def served(neo4j_server: Neo4jServer) -> Iterator[Neo4jServer]:
    """The session's own Neo4j server, with the graph of samples/."""
    from graph.store import open_store
    from pipeline.settings import load_settings
    from tests.conftest import empty
    from tools.update_query_rows import ingest_samples

    settings = load_settings(
        neo4j_uri=neo4j_server.uri, neo4j_username=neo4j_server.username, neo4j_password=neo4j_server.password
    )
    store: GraphStore = open_store(neo4j_server.uri, settings)
    with store:
        empty(store)
        ingest_samples(store)
        yield neo4j_server
        empty(store)


@pytest.mark.browser
@pytest.mark.neo4j
@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_real_browser_takes_style_and_queries_and_shows_the_graph(
    page: Chrome, served: Neo4jServer
) -> None:
    browser = _Browser(page)
    browser.log_in(served)
    browser.drop(STYLE_FILE)
    browser.await_text("frameContents", NODES["Village"].colour)

    browser.drop(ARCHIVE_FILE)
    browser.toggle_favourites()
    assert browser.folders() == {f"述图 {zh}" for zh, _ in TOPICS.values()}
    browser.keep("neo4j-browser-favourites")

    query = find_query("place-graph")
    browser.open_folder("述图 画成图")
    browser.pick(query.title.zh)
    assert as_favourite(query).splitlines()[-1] in browser.editor_text()
    browser.run()
    captions = browser.captions()
    assert {"石壁村", "吴长庚", "人大主席", "栗垭乡乡长2023年度述职述廉报告"} & captions >= {
        "石壁村",
        "吴长庚",
        "人大主席",
    }
    assert "联系" in browser.relationship_captions()
    colours = browser.fills()
    assert NODES["Village"].colour in colours
    assert NODES["Person"].colour in colours
    assert NODES["Quantity"].colour in colours
    browser.toggle_favourites()  # room for the drawing
    browser.keep("neo4j-browser-graph")
    browser.toggle_favourites()

    ranking = find_query("programmes-ranking")
    browser.open_folder("述图 项目、制度、活动")
    browser.pick(ranking.title.zh)
    browser.run()
    browser.await_text("frameContents", "三会一课")
    browser.keep("neo4j-browser-table")


class _Browser:
    """Neo4j Browser's page, as a person works it."""

    def __init__(self, driver: Chrome) -> None:
        from selenium.common.exceptions import (
            ElementClickInterceptedException,
            ElementNotInteractableException,
            StaleElementReferenceException,
        )
        from selenium.webdriver.support.ui import WebDriverWait

        self._driver = driver
        # The page draws itself anew while it is worked: an element found a moment ago may be gone, or still moving.
        moving = (
            ElementClickInterceptedException,
            ElementNotInteractableException,
            StaleElementReferenceException,
        )
        self._wait = WebDriverWait(driver, PATIENCE, ignored_exceptions=moving)

    def log_in(self, server: Neo4jServer) -> None:
        """Fill in the form, and once more where that leads nowhere."""
        from selenium.common.exceptions import TimeoutException

        address = server.uri.removeprefix("neo4j://")
        said = f"as user {server.username}"
        for _ in range(LOGINS):
            self._driver.get(f"{server.http}/browser/?connectURL=neo4j://{server.username}@{address}")
            try:
                self._wait.until(
                    lambda _: self._shows("frameContents", said) or self._fill("password", server.password)
                )
                if not self._shows("frameContents", said):  # it may remember who was let in after all
                    self._click(lambda: self._find("connect"))
                self.await_text("frameContents", said, PATIENCE / 2)
            except TimeoutException:
                continue
            return
        shown = self._read("body", "e.innerText")
        pytest.fail(f"Neo4j Browser let nobody in, {LOGINS} times; it shows: {' '.join(shown)[:2000]}")

    def drop(self, name: str) -> None:
        content = base64.b64encode((FILES / name).read_bytes()).decode()
        self._driver.execute_script(DROP, name, content)

    def toggle_favourites(self) -> None:
        """Open or close the list of favourites."""
        shown = bool(self.folders())
        self._click(lambda: self._find("navigationFavorites button"))
        self._wait.until(lambda _: bool(self.folders()) is not shown)

    def folders(self) -> set[str]:
        """Names of our folders among the favourites."""
        shown = self._read("[data-testid^='savedScriptsFolder-述图']", "e.getAttribute('data-testid')")
        return {name.removeprefix("savedScriptsFolder-") for name in shown}

    def open_folder(self, name: str) -> None:
        self._click(lambda: self._find(f"expandFolder-{name}"))

    def pick(self, title: str) -> None:
        """Click the favourite of this title; Browser puts it into the editor."""
        self._click(lambda: self._favourite(title))
        self._wait.until(lambda _: title in self.editor_text())

    def editor_text(self) -> str:
        lines = self._read("[data-testid='activeEditor'] .view-line", "e.innerText")
        return "\n".join(line.replace("\xa0", " ") for line in lines)

    def run(self) -> None:
        """Run what is in the editor, and wait for a further frame."""
        before = len(self._all("[data-testid='frame']"))
        self._click(lambda: self._find("editor-Run"))
        self._wait.until(lambda _: len(self._all("[data-testid='frame']")) > before)

    def captions(self) -> set[str]:
        """What stands on the nodes, once there are some; lines of one caption joined."""
        self._wait.until(lambda _: len(self._texts("g.node")) > 3)
        return self._texts("g.node") - {""}

    def relationship_captions(self) -> set[str]:
        return self._texts("g.relationship")

    def fills(self) -> set[str]:
        return set(self._read("g.node circle", "e.getAttribute('fill')")) - {None}

    def await_text(self, place: str, text: str, patience: float = PATIENCE) -> None:
        """Wait until some place of this test id shows a text, `patience` seconds at most."""
        from selenium.webdriver.support.ui import WebDriverWait

        WebDriverWait(self._driver, patience).until(
            lambda _: self._shows(place, text), f"no {place} shows {text!r}"
        )

    def _shows(self, place: str, text: str) -> bool:
        return any(text in shown for shown in self._read(f"[data-testid='{place}']", "e.textContent"))

    def keep(self, name: str) -> None:
        """Save what is to be seen, where that is asked for."""
        folder = os.environ.get("SHUTU_SCREENSHOTS")
        if folder:
            import time

            time.sleep(5)  # the drawing moves until it has settled
            self._driver.save_screenshot(str(Path(folder) / f"{name}.png"))

    def _favourite(self, title: str) -> Any:
        found = self._driver.find_elements(
            "xpath", f"//*[starts-with(@data-testid, 'scriptTitle') and contains(., '{title}')]"
        )
        return found[0] if found else None

    def _find(self, test_id: str) -> Any:
        """The element of this test id, if there is one; a further selector may follow after a blank where it has none."""
        name, _, within = test_id.partition(" ") if test_id.endswith(" button") else (test_id, "", "")
        found = self._all(f"[data-testid='{name}'] {within}".strip())
        return found[0] if found else None

    def _all(self, selector: str) -> list[Any]:
        return list(self._driver.find_elements("css selector", selector))

    def _texts(self, selector: str) -> set[str]:
        """What the drawing says, lines of one caption joined."""
        lines = "[...e.querySelectorAll('text')].map(t => t.textContent.trim()).join('')"
        return set(self._read(selector, lines))

    def _read(self, selector: str, script: str) -> list[Any]:
        """What an expression of each element ``e`` gives, all read in one moment."""
        read = f"return [...document.querySelectorAll(arguments[0])].map(e => {script})"
        return list(self._driver.execute_script(read, selector))

    def _click(self, find: Callable[[], Any]) -> None:
        """Click an element as soon as it is there and holds still."""

        def clicked(_: object) -> bool:
            element = find()
            if element:
                element.click()
            return bool(element)

        self._wait.until(clicked)

    def _fill(self, test_id: str, text: str) -> bool:
        """Type a text into an empty field; False until it stands there."""
        element = self._find(test_id)
        if not element:
            return False
        if element.get_attribute("value") != text:
            element.clear()
            element.send_keys(text)
        return bool(element.get_attribute("value") == text)
