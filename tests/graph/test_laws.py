"""The six laws of the graph (see CONTRACT), as properties of generated batches, on both stores.

Two graphs are the same when their canonical dumps are: node for node, relationship for relationship.
"""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.dump import Dump, dump
from graph.mapping import map_source
from graph.store import GraphStore
from graph.writer import remove_reports, remove_sources, write_sources
from pipeline.models import ExtractedSource
from tests.conftest import empty
from tests.graph.expected import expected_dump
from tests.graph.generated import make_source, sources

few = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def ingest(store: GraphStore, batch: list[ExtractedSource]) -> None:
    write_sources(store, [map_source(source) for source in batch])


def graph_of(store: GraphStore, batch: list[ExtractedSource]) -> Dump:
    """The graph that these sources alone make."""
    empty(store)
    if batch:
        ingest(store, batch)
    return dump(store)


def assert_same(found: Dump, expected: Dump) -> None:
    assert not expected.difference(found), expected.difference(found)


@few
@given(batch=sources("abcd"))
def test_the_graph_holds_what_the_sources_say_and_nothing_else(
    store: GraphStore, batch: list[ExtractedSource]
) -> None:
    assert_same(graph_of(store, batch), expected_dump(batch))


@few
@given(batch=sources())
def test_law_1_ingesting_again_changes_nothing(store: GraphStore, batch: list[ExtractedSource]) -> None:
    once = graph_of(store, batch)
    assert len(once) >= len(batch)
    ingest(store, batch)
    for source in batch:
        ingest(store, [source])
    assert_same(dump(store), once)


@few
@given(batch=sources("abcd"), order=st.randoms(use_true_random=False))
def test_law_2_order_does_not_matter(
    store: GraphStore, batch: list[ExtractedSource], order: random.Random
) -> None:
    together = graph_of(store, batch)
    shuffled = list(batch)
    order.shuffle(shuffled)
    empty(store)
    for source in shuffled:
        ingest(store, [source])
    assert_same(dump(store), together)


@few
@given(batch=sources("abcd"), cut=st.integers(0, 4))
def test_law_3_removing_leaves_the_graph_of_the_rest(
    store: GraphStore, batch: list[ExtractedSource], cut: int
) -> None:
    kept, removed = batch[:cut], batch[cut:]
    expected = graph_of(store, kept)
    ingest(store, batch)
    remove_sources(store, [next(iter(map_source(source).nodes["Source"])) for source in removed])
    assert_same(dump(store), expected)


@few
@given(batch=sources(), seed=st.integers(0, 10_000))
def test_law_4_an_edited_file_replaces_what_it_said_and_nothing_else(
    store: GraphStore, batch: list[ExtractedSource], seed: int
) -> None:
    edited = [make_source(seed, batch[0].source.name, 1), *batch[1:]]
    expected = graph_of(store, edited)
    graph_of(store, batch)
    ingest(store, edited[:1])
    assert_same(dump(store), expected)


@few
@given(batch=sources())
def test_removing_one_report_leaves_its_source_to_be_completed(
    store: GraphStore, batch: list[ExtractedSource]
) -> None:
    whole = graph_of(store, batch)
    reports = [extraction.report.id for source in batch for extraction in source.reports]
    assert remove_reports(store, reports) == len(reports)
    assert not store.execute_read("MATCH (n) WHERE NOT n:Source RETURN n LIMIT 1")
    ingest(store, batch)
    assert_same(dump(store), whole)


def test_law_6_people_and_masked_places_of_different_reports_are_not_merged_by_name(
    store: GraphStore,
) -> None:
    batch = [make_source(seed, f"reports/{seed}.txt") for seed in range(40)]
    graph_of(store, batch)
    for label in ("Person", "Place", "Organization"):
        shared = store.execute_read(
            f"MATCH (r:Report)-[:HAS_SECTION*]->(:Section)-[:MENTIONS]->(x:{label}) "
            "WITH x, collect(DISTINCT r.id) AS reports, collect(DISTINCT r.jurisdiction) AS townships "
            "WHERE size(reports) > 1 RETURN x.name AS name, x.masked AS masked, x.scope AS scope, x.code AS code, townships"
        )
        assert shared, f"no {label} is shared at all: the test says nothing"
        for row in shared:
            assert not row["masked"], row
            assert row["code"] is not None or row["townships"] == [row["scope"]], row
    figures = store.execute_read(
        "MATCH (q:Quantity)<-[:STATES]-(s) WITH q, count(s) AS n WHERE n > 1 RETURN q.id"
    )
    assert not figures
