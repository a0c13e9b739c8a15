"""Each path through the pages, clicked in a real Chromium, over the graph of the samples.

Pictures for the documentation are kept where SHUTU_PICTURES names a folder.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import pytest

from graph.library import saved_queries
from graph.store import GraphStore
from tests.graph.web.conftest import console, keep_picture
from tests.graph.web.hostile import HUGE, IDENTITY, IMAGE, PERSON, PROGRAM, TITLE, TURNED

if TYPE_CHECKING:
    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement

pytestmark = pytest.mark.browser


def wait(browser: Chrome, until: Callable[[Chrome], Any], seconds: float = 20) -> Any:
    from selenium.webdriver.support.wait import WebDriverWait

    return WebDriverWait(browser, seconds, poll_frequency=0.05).until(until)


def one(browser: Chrome, selector: str) -> WebElement:
    return browser.find_element("css selector", selector)


def every(browser: Chrome, selector: str) -> list[WebElement]:
    return browser.find_elements("css selector", selector)


def press(browser: Chrome, *keys: str) -> None:
    from selenium.webdriver import ActionChains

    ActionChains(browser).send_keys(*keys).perform()


def path(browser: Chrome) -> str:
    return urlsplit(browser.current_url).path


def id_of(store: GraphStore, label: str, name: str) -> str:
    """Id of the node of this name; of several, which are of different reports, the one with the most ties."""
    rows = store.execute_read(
        f"MATCH (n:{label} {{name: $name}})-[r]-() RETURN n.id AS id, count(r) AS ties ORDER BY ties DESC, id LIMIT 1",
        name=name,
    )
    return str(rows[0]["id"])


def longest_report(store: GraphStore) -> dict[str, Any]:
    rows = store.execute_read(
        "MATCH (r:Report) WHERE r.id <> $hostile RETURN r.id AS id, r.text AS text, r.start AS start, r.title AS title "
        "ORDER BY size(r.text) DESC LIMIT 1",
        hostile=IDENTITY,
    )
    return rows[0]


def in_view(browser: Chrome, element: WebElement) -> bool:
    return bool(
        browser.execute_script(
            "const b = arguments[0].getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight",
            element,
        )
    )


def open_page(browser: Chrome, address: str) -> None:
    browser.get(address)
    wait(browser, lambda b: b.execute_script("return document.readyState") == "complete")


# Searching


def test_the_home_page_lists_reports_that_open(browser: Chrome, site: str) -> None:
    open_page(browser, f"{site}/?lang=zh")
    keep_picture(browser, "home")
    first = one(browser, ".reports a")
    title = first.find_element("css selector", ".name").text
    first.click()
    assert one(browser, "h1").text == title
    assert path(browser).startswith("/report/")


@pytest.mark.parametrize("typed", ["发展党", "fzdy"], ids=["characters", "pinyin initials"])
def test_suggestions_lead_to_a_page_by_keyboard_alone(browser: Chrome, site: str, typed: str) -> None:
    from selenium.webdriver import Keys

    open_page(browser, f"{site}/?lang=zh")
    press(browser, "/")
    press(browser, typed)
    wait(browser, lambda b: every(b, "#suggestions li"))
    names = [item.text for item in every(browser, "#suggestions a")]
    assert names[0] == "发展党员"
    press(browser, Keys.ARROW_DOWN)
    assert one(browser, "#suggestions [aria-selected=true] a").text == "发展党员"
    assert one(browser, ".search input").get_attribute("aria-activedescendant") == "suggestion-0"
    if typed == "fzdy":
        keep_picture(browser, "suggestions")
    press(browser, Keys.ENTER)
    wait(browser, lambda b: path(b).startswith("/entity/Indicator/"))
    assert one(browser, "h1").text == "发展党员"


def test_escape_closes_the_suggestions(browser: Chrome, site: str) -> None:
    from selenium.webdriver import Keys

    open_page(browser, f"{site}/")
    press(browser, "/")
    press(browser, "村")
    wait(browser, lambda b: every(b, "#suggestions li"))
    press(browser, Keys.ESCAPE)
    assert not one(browser, "#suggestions").is_displayed()


def test_a_search_finds_names_and_sentences_and_leads_to_the_sentence(browser: Chrome, site: str) -> None:
    from selenium.webdriver import Keys

    open_page(browser, f"{site}/?lang=zh")
    press(browser, "/")
    press(browser, "合作社", Keys.ENTER)
    wait(browser, lambda b: path(b) == "/search")
    assert every(browser, ".names a")
    sentence = one(browser, "a.evidence q").text
    one(browser, "a.evidence").click()
    wait(browser, lambda b: path(b).startswith("/report/"))
    assert "".join(part.text for part in every(browser, ".text .s")) == sentence


# Reading


def test_every_mention_is_marked_with_its_own_words(
    browser: Chrome, site: str, browsed_store: GraphStore
) -> None:
    report = longest_report(browsed_store)
    open_page(browser, f"{site}/report/{report['id']}?lang=zh")
    marked = browser.execute_script(
        "return [...document.querySelectorAll('#text .m[id]')].map(m => [Number(m.id.slice(1)), m.textContent])"
    )
    wanted = browsed_store.execute_read(
        "MATCH (:Section {report: $id})-[m:MENTIONS]->() RETURN m.start AS start, m.text AS text "
        "UNION ALL MATCH (q:Quantity {report: $id}) RETURN q.start AS start, q.text AS text",
        id=report["id"],
    )
    assert {(start, text) for start, text in marked} == {(row["start"], row["text"]) for row in wanted}
    shown = browser.execute_script("return document.getElementById('text').textContent")
    assert "".join(shown.split()) == "".join(report["text"].split())


def test_a_mention_leads_to_its_page_and_back_to_its_sentence(
    browser: Chrome, site: str, browsed_store: GraphStore
) -> None:
    report = longest_report(browsed_store)
    open_page(browser, f"{site}/report/{report['id']}?lang=zh")
    mark = one(browser, "#text a.m.l-Program")
    words, at = mark.text, int(str(mark.get_attribute("id"))[1:])
    mark.click()
    wait(browser, lambda b: path(b).startswith("/entity/Program/"))
    link = next(
        a for a in every(browser, "a.evidence") if f"{report['id']}?at={at}-" in str(a.get_attribute("href"))
    )
    sentence = link.text
    link.click()
    wait(browser, lambda b: path(b).startswith("/report/"))
    assert "".join(part.text for part in every(browser, "#text .w")) == words
    assert "".join(part.text for part in every(browser, "#text .s")) == sentence
    assert in_view(browser, one(browser, "#text .w"))


def test_every_fact_beside_the_text_shows_its_sentence(
    browser: Chrome, site: str, browsed_store: GraphStore
) -> None:
    report = longest_report(browsed_store)
    open_page(browser, f"{site}/report/{report['id']}?lang=zh")
    links = [(a.get_attribute("href"), a.get_attribute("title")) for a in every(browser, ".said a.to-text")]
    assert len(links) > 5
    for href, sentence in links[:6]:
        open_page(browser, str(href))
        highlighted = "".join(part.text for part in every(browser, "#text .s"))
        assert "".join(str(sentence).split()) in "".join(highlighted.split())
        assert in_view(browser, one(browser, "#text .s"))


def test_the_picture_of_a_report(browser: Chrome, site: str, browsed_store: GraphStore) -> None:
    report = longest_report(browsed_store)
    middle = report["start"] + len(report["text"]) // 3
    rows = browsed_store.execute_read(
        "MATCH (q:Quantity {report: $id}) WHERE q.start > $middle RETURN q.start AS start, q.end AS end "
        "ORDER BY start LIMIT 1",
        id=report["id"],
        middle=middle,
    )
    open_page(browser, f"{site}/report/{report['id']}?lang=zh&at={rows[0]['start']}-{rows[0]['end']}#at")
    keep_picture(browser, "report")
    assert in_view(browser, one(browser, "#text .w"))


def test_the_legend_switches_kinds_off(browser: Chrome, site: str, browsed_store: GraphStore) -> None:
    from selenium.webdriver import Keys

    open_page(browser, f"{site}/report/{longest_report(browsed_store)['id']}")
    box = one(browser, "[data-shows=Quantity]")
    browser.execute_script("arguments[0].focus()", box)
    press(browser, Keys.SPACE)
    assert not every(browser, "#text .l-Quantity:not(.plain)")
    assert every(browser, "#text .l-Program:not(.plain)")


def test_headings_lead_into_the_text(browser: Chrome, site: str, browsed_store: GraphStore) -> None:
    open_page(browser, f"{site}/report/{longest_report(browsed_store)['id']}")
    last = every(browser, ".toc a")[-1]
    heading = str(last.get_attribute("title"))
    last.click()
    anchor = browser.execute_script("return document.querySelector(':target').parentElement.textContent")
    assert anchor.strip().startswith(heading)


# Entities


def test_figures_over_time_lead_to_their_sentences(
    browser: Chrome, site: str, browsed_store: GraphStore
) -> None:
    open_page(browser, f"{site}/entity/Indicator/{id_of(browsed_store, 'Indicator', '发展党员')}?lang=zh")
    keep_picture(browser, "indicator")
    points = every(browser, "figure svg a")
    assert len(points) > 2
    label = str(points[0].get_attribute("aria-label"))
    browser.execute_script("arguments[0].dispatchEvent(new MouseEvent('click', {bubbles: true}))", points[0])
    wait(browser, lambda b: path(b).startswith("/report/"))
    assert label.endswith("".join(part.text for part in every(browser, "#text .w")))


def test_a_masked_figure_is_shown_as_unknown(browser: Chrome, site: str, browsed_store: GraphStore) -> None:
    rows = browsed_store.execute_read(
        "MATCH (q:Quantity {masked: true})-[:MEASURES]->(i:Indicator) RETURN i.id AS id, q.text AS text LIMIT 1"
    )
    open_page(browser, f"{site}/entity/Indicator/{rows[0]['id']}?lang=zh")
    row = next(row for row in every(browser, ".figures tbody tr") if rows[0]["text"] in row.text)
    assert "未知" in row.text


# Graph


def nodes(browser: Chrome) -> int:
    return int(one(browser, "#graph").get_attribute("data-nodes") or 0)


def test_the_graph_grows_by_keyboard_and_opens_pages(
    browser: Chrome, site: str, browsed_store: GraphStore
) -> None:
    from selenium.webdriver import Keys

    identity = id_of(browsed_store, "Place", "黑箐村")
    open_page(browser, f"{site}/graph/Place/{identity}?lang=zh")
    wait(browser, lambda b: nodes(b) > 3)
    before = nodes(browser)
    browser.execute_script("document.getElementById('graph').focus()")
    press(browser, Keys.ARROW_UP)
    wait(browser, lambda b: one(b, "#selected-name").text != "黑箐村")
    person = next(b for b in every(browser, "#selected-ties button, .ties button"))
    assert person.is_displayed()
    press(browser, Keys.ENTER)
    wait(browser, lambda b: nodes(b) > before)
    grown = nodes(browser)
    one(browser, "#selected-expand").click()
    assert nodes(browser) >= grown
    keep_picture(browser, "graph")
    href = str(one(browser, "#selected-open").get_attribute("href"))
    browser.execute_script("document.getElementById('graph').focus()")
    press(browser, "o")
    wait(browser, lambda b: urlsplit(b.current_url).path == urlsplit(href).path)


def test_the_graph_grows_by_double_click(browser: Chrome, site: str, browsed_store: GraphStore) -> None:
    from selenium.webdriver import ActionChains

    open_page(browser, f"{site}/graph/Program/{id_of(browsed_store, 'Program', '三会一课')}")
    wait(browser, lambda b: nodes(b) > 3)
    before = nodes(browser)
    x, y = browser.execute_script(
        "const p = shutuGraph.nodes('[label = \"Report\"]').first().renderedPosition(), c = document.getElementById('graph');"
        "return [p.x - c.clientWidth / 2, p.y - c.clientHeight / 2]"
    )
    ActionChains(browser).move_to_element_with_offset(
        one(browser, "#graph"), round(x), round(y)
    ).double_click().perform()
    wait(browser, lambda b: nodes(b) > before)


# Findings


def test_findings_stand_with_their_sentences_and_lead_to_them(browser: Chrome, site: str) -> None:
    open_page(browser, f"{site}/findings?lang=zh")
    tabs = {tab.text: tab for tab in every(browser, ".tabs a")}
    tabs["矛盾"].click()
    wait(browser, lambda b: "verdict=conflicts" in b.current_url)
    finding = one(browser, ".finding")
    quotes = finding.find_elements("css selector", "blockquote")
    assert len(quotes) >= 2
    tops = {quote.rect["y"] for quote in quotes[:2]}
    assert len(tops) == 1, "the sentences are not side by side"
    keep_picture(browser, "findings")
    figure = quotes[1].find_element("css selector", "p a.m")
    words = figure.text
    figure.click()
    wait(browser, lambda b: path(b).startswith("/report/"))
    assert "".join(part.text for part in every(browser, "#text .w")) == words


def test_a_finding_has_an_address_of_its_own(browser: Chrome, site: str) -> None:
    open_page(browser, f"{site}/findings?lang=zh&verdict=fails")
    explanation = one(browser, ".finding .sum").text
    one(browser, ".finding .self").click()
    wait(browser, lambda b: path(b).startswith("/finding/"))
    assert [sum_.text for sum_ in every(browser, ".finding .sum")] == [explanation]


# Queries


def test_a_saved_query_runs_with_a_parameter_of_the_readers(browser: Chrome, site: str) -> None:
    from selenium.webdriver import Keys

    open_page(browser, f"{site}/cypher?lang=zh")
    one(browser, "#library-filter").click()
    press(browser, "落实了的")
    shown = [link for link in every(browser, ".library a") if link.is_displayed()]
    assert [link.text for link in shown] == ["落实了的项目和制度"]
    shown[0].click()
    wait(browser, lambda b: "saved=programmes-carried-out" in b.current_url)
    field = one(browser, "[name='p.program']")
    assert field.get_attribute("value") == "三会一课"
    field.clear()
    field.send_keys("河长制", Keys.CONTROL, Keys.ENTER)
    wait(browser, lambda b: quote("河长制") in b.current_url)
    cells = [row.find_element("css selector", "td").text for row in every(browser, "#table-result tbody tr")]
    assert cells
    assert set(cells) == {"河长制"}


def test_a_result_is_shown_as_graph_and_as_table(browser: Chrome, site: str) -> None:
    open_page(browser, f"{site}/cypher?lang=zh&saved=programme-graph")
    wait(browser, lambda b: nodes(b) > 2)
    assert one(browser, "#graph-result").is_displayed()
    wait(browser, lambda b: not one(b, "#table-result").is_displayed())
    keep_picture(browser, "query")
    one(browser, "[href='#table-result']").click()
    assert one(browser, "#table-result").is_displayed()
    assert not one(browser, "#graph-result").is_displayed()


def test_a_query_of_ones_own_runs_and_one_that_writes_is_refused(
    browser: Chrome, site: str, browsed_store: GraphStore
) -> None:
    from selenium.webdriver import Keys

    open_page(browser, f"{site}/cypher?lang=zh")
    one(browser, "#cypher").send_keys(
        "MATCH (r:Report) RETURN r, r.year AS year LIMIT 3", Keys.CONTROL, Keys.ENTER
    )
    wait(browser, lambda b: every(b, "#table-result"))
    assert len(every(browser, "#table-result tbody tr")) == 3
    before = browsed_store.execute_read("MATCH (n) RETURN count(n) AS count")
    box = one(browser, "#cypher")
    box.clear()
    box.send_keys("CREATE (x:Report {id: 'x'})", Keys.CONTROL, Keys.ENTER)
    wait(browser, lambda b: every(b, ".problem"))
    assert browsed_store.execute_read("MATCH (n) RETURN count(n) AS count") == before
    # The browser notes the status of the refusal itself.
    assert all("status of 400" in message for message in console(browser))


# All of it


def test_the_interface_speaks_both_languages_and_remembers(browser: Chrome, site: str) -> None:
    open_page(browser, f"{site}/reports?lang=zh")
    assert one(browser, "h1").text == "报告"
    one(browser, ".language").click()
    wait(browser, lambda b: one(b, "h1").text == "Reports")
    open_page(browser, f"{site}/findings")
    assert one(browser, "h1").text == "Findings"


def pages_of(store: GraphStore) -> list[str]:
    addresses = ["/", "/reports", "/findings", "/cypher", "/search?q=" + quote("合作社"), "/nothing-here"]
    for label in ("Person", "Role", "Place", "Organization", "Program", "Indicator"):
        for row in store.execute_read(f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id LIMIT 3"):
            addresses += [f"/entity/{label}/{row['id']}", f"/graph/{label}/{row['id']}"]
    addresses += [f"/cypher?saved={query.name}" for query in saved_queries() if query.topic == "graphs"]
    return addresses


def test_pages_have_one_heading_named_controls_and_no_inline_code(
    browser: Chrome, site: str, browsed_store: GraphStore
) -> None:
    for address in pages_of(browsed_store):
        open_page(browser, site + address)
        assert len(every(browser, "h1")) == 1, address
        assert not every(browser, "main [style]:not(#graph):not(#graph *)"), address
        assert not every(browser, "script:not([src]):not([type='application/json'])"), address
        unnamed = browser.execute_script(
            "return [...document.querySelectorAll('input:not([type=hidden]), textarea, button, main a[href]')].filter(e => "
            "!(e.ariaLabel || e.textContent.trim() || (e.labels && e.labels.length))).map(e => e.outerHTML)"
        )
        assert not unnamed, address
        doubled = browser.execute_script(
            "const ids = [...document.querySelectorAll('[id]')].map(e => e.id); return ids.filter((id, i) => ids.indexOf(id) !== i)"
        )
        assert not doubled, address
        assert browser.execute_script("return document.documentElement.scrollWidth <= innerWidth"), address
        assert all("status of 404" in message for message in console(browser)), address


def test_dark_mode_is_dark(browser: Chrome, site: str, browsed_store: GraphStore) -> None:
    look = {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", look)
    try:
        report = longest_report(browsed_store)
        open_page(browser, f"{site}/report/{report['id']}?lang=zh")
        keep_picture(browser, "dark")
        colour = browser.execute_script("return getComputedStyle(document.body).backgroundColor")
        assert all(int(part) < 60 for part in colour[4:-1].split(","))
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_a_narrow_window_scrolls_down_only(browser: Chrome, site: str, browsed_store: GraphStore) -> None:
    size = {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        report = longest_report(browsed_store)["id"]
        for address in ("/", f"/report/{report}", "/findings", "/cypher?saved=programmes-carried-out"):
            open_page(browser, site + address)
            assert browser.execute_script("return document.documentElement.scrollWidth") <= 390, address
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


# Harm


def test_a_report_that_means_harm_is_only_read(browser: Chrome, site: str, browsed_store: GraphStore) -> None:
    person = id_of(browsed_store, "Person", PERSON)
    program = id_of(browsed_store, "Program", PROGRAM)
    huge = id_of(browsed_store, "Program", HUGE)
    addresses = [
        "/reports", f"/report/{IDENTITY}", f"/entity/Person/{person}", f"/entity/Program/{program}",
        f"/entity/Program/{huge}", f"/graph/Program/{program}", f"/graph/Report/{IDENTITY}", "/search?q=" + quote("<script>"),
        "/search?q=" + quote(IMAGE), "/cypher?q=" + quote(f"MATCH (r:Report {{id: '{IDENTITY}'}})-[i]-(n) RETURN r, i, n"),
        "/cypher?q=" + quote(f"RETURN '{IMAGE}' AS x"), "/cypher?saved=" + quote(IMAGE), f"/findings?report={quote(IMAGE)}",
    ]  # fmt: skip
    for address in addresses:
        open_page(browser, site + address)
        assert browser.execute_script("return window.harmed") is None, address
        assert not every(browser, "main img, iframe, object, embed"), address
        scripts = browser.execute_script(
            "return [...document.scripts].map(s => s.getAttribute('src') || s.type)"
        )
        assert all(name.startswith("/static/") or name == "application/json" for name in scripts), address
        bad = browser.execute_script(
            "return [...document.querySelectorAll('[href]')].map(a => a.href.baseVal || a.href).filter(h => !h.startsWith(location.origin))"
        )
        assert not bad, address
        assert browser.execute_script("return document.documentElement.scrollWidth <= innerWidth"), address
        assert all("status of 400" in message for message in console(browser)), address
    open_page(browser, f"{site}/report/{IDENTITY}")
    assert one(browser, "h1").text == TITLE
    assert TURNED in browser.execute_script("return document.getElementById('text').textContent")
    # Marks of direction turn their own line, and nothing around it.
    assert {line.get_attribute("dir") for line in every(browser, "#text p")} == {"auto"}


def test_suggestions_of_hostile_names_are_text(browser: Chrome, site: str) -> None:
    open_page(browser, f"{site}/")
    press(browser, "/")
    press(browser, "王<script")
    wait(browser, lambda b: every(b, "#suggestions li"))
    assert one(browser, "#suggestions a").text == PERSON
    assert browser.execute_script("return window.harmed") is None
