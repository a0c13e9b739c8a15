"""The pages say the same of the same graph, whether it is kept by the embedded store or by Neo4j."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest

from graph.schema import prepare
from graph.store import GraphStore
from graph.web.app import create_app
from tests.conftest import empty
from tests.graph.web.conftest import serving, wait_for_names
from tools.update_query_rows import ingest_samples

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]

#: Pages by the node that they are about: label, and the property that names it.
ENTITIES = {
    "Place": "石壁村",
    "Program": "三会一课",
    "Role": "副乡长",
    "Person": "吴长庚",
    "Indicator": "发展党员",
}


@pytest.fixture(scope="module")
def sites(embedded_store: GraphStore, neo4j_store: GraphStore) -> Iterator[tuple[httpx.Client, httpx.Client]]:
    """The pages over the graph of samples/ on each of the two stores."""
    for store in (embedded_store, neo4j_store):
        empty(store)
        prepare(store)
        ingest_samples(store)
    with serving(create_app(embedded_store)) as one, serving(create_app(neo4j_store)) as other:
        wait_for_names(one)
        wait_for_names(other)
        with (
            httpx.Client(base_url=one, trust_env=False) as first,
            httpx.Client(base_url=other, trust_env=False) as second,
        ):
            yield first, second
    empty(embedded_store)
    empty(neo4j_store)


def words(html: str) -> list[str]:
    """What a page says, in its order."""
    body = re.sub(r"(?s)<(script|style|template)\b.*?</\1>", " ", html)
    return re.sub(r"<[^>]+>", " ", body).split()


def same(sites: tuple[httpx.Client, httpx.Client], address: str) -> list[str]:
    """The words of a page, which must be those of the other store's page."""
    first, second = (site.get(address).raise_for_status() for site in sites)
    assert words(second.text) == words(first.text), address
    return words(first.text)


def identity(store: GraphStore, label: str, name: str) -> str:
    rows = store.execute_read(
        f"MATCH (n:{label}) WHERE coalesce(n.name, n.caption) = $name RETURN n.id AS id", name=name
    )
    assert rows, f"no {label} {name} in the samples"
    return str(min(row["id"] for row in rows))


@pytest.mark.parametrize(("label", "name"), ENTITIES.items())
def test_the_page_of_an_entity_is_the_same(
    sites: tuple[httpx.Client, httpx.Client], embedded_store: GraphStore, label: str, name: str
) -> None:
    said = same(sites, f"/entity/{label}/{identity(embedded_store, label, name)}")
    assert any(name in word for word in said)


def test_the_facts_of_a_kind_are_all_there_page_by_page(
    sites: tuple[httpx.Client, httpx.Client], embedded_store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.web.reads.FACTS", 3)
    monkeypatch.setattr("graph.web.reads.PAGE", 2)
    busiest = embedded_store.execute_read(
        "MATCH (p:Place)<-[m:MENTIONS]-(:Section) RETURN p.id AS id, count(m) AS times ORDER BY times DESC, id LIMIT 1"
    )[0]
    place, times = busiest["id"], busiest["times"]
    assert times > 4
    mentions = embedded_store.execute_read(
        "MATCH (:Place {id: $id})<-[m:MENTIONS]-(s:Section) RETURN s.report AS report, m.start AS start, m.end AS end",
        id=place,
    )
    expected = {f"/report/{row['report']}?at={row['start']}-{row['end']}#at" for row in mentions}
    for site in sites:
        assert "facts=MENTIONS-in-Section" in site.get(f"/entity/Place/{place}").text
        found: set[str] = set()
        for page in range(100):
            html = site.get(f"/entity/Place/{place}?facts=MENTIONS-in-Section&page={page}").text
            found |= set(re.findall(r'class="evidence" href="([^"]+)"', html))
            if 'rel="next"' not in html:
                break
        assert found == expected


def test_reports_with_their_mentions_are_the_same(
    sites: tuple[httpx.Client, httpx.Client], embedded_store: GraphStore
) -> None:
    for row in embedded_store.execute_read("MATCH (r:Report) RETURN r.id AS id ORDER BY id LIMIT 5"):
        first, second = (site.get(f"/report/{row['id']}").raise_for_status().text for site in sites)
        assert words(second) == words(first)
        assert first.count('class="m ') == second.count('class="m ') > 5


def test_findings_and_their_sentences_are_the_same(sites: tuple[httpx.Client, httpx.Client]) -> None:
    for verdict in ("fails", "conflicts"):
        assert same(sites, f"/findings?verdict={verdict}")


def test_search_finds_the_same_sentences(sites: tuple[httpx.Client, httpx.Client]) -> None:
    for typed in ("石壁村", "王", "3.2"):
        first, second = (words(site.get(f"/search?q={quote(typed)}").text) for site in sites)
        assert sorted(second) == sorted(first), typed


def test_a_query_has_the_same_answer_and_may_not_write(sites: tuple[httpx.Client, httpx.Client]) -> None:
    asked = (
        "MATCH (p:Person)-[h:HOLDS]->(r:Role) RETURN p.name, r.name, h.start ORDER BY h.start, r.name, p.name"
    )
    first, second = (site.get("/cypher.csv", params={"q": asked}).raise_for_status().text for site in sites)
    assert first == second
    assert first.count("\n") > 10
    for site in sites:
        assert site.get("/cypher", params={"q": "CREATE (n:Nobody) RETURN n"}).status_code == 400
