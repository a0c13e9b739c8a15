"""Findings in a store keep the laws of the graph: order does not matter, and they go when their reports go.

On both stores, with the planted reports and with reports made to share figures, text and townships at random.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.planted import extract_planted, find
from graph.dump import Dump, dump
from graph.findings import buckets, stored, update
from graph.findings.update import update_findings
from graph.mapping import map_source, source_id
from graph.store import GraphStore
from graph.writer import remove_sources, write_sources
from pipeline.models import ExtractedSource
from tests.conftest import empty
from tests.graph.findings.sharing import make_shared

#: A fresh Neo4j compiles and plans for most of it; on a busy machine that takes minutes.
pytestmark = pytest.mark.timeout(900)

few = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@cache
def planted() -> tuple[ExtractedSource, ...]:
    return tuple(extract_planted())


def ingest(store: GraphStore, batch: Sequence[ExtractedSource]) -> None:
    if batch:
        write_sources(store, [map_source(source) for source in batch])
    update_findings(store)


def remove(store: GraphStore, batch: Sequence[ExtractedSource]) -> None:
    remove_sources(store, [source_id(source.source.name) for source in batch])
    update_findings(store)


def graph_of(store: GraphStore, batch: Sequence[ExtractedSource]) -> Dump:
    empty(store)
    ingest(store, batch)
    return dump(store)


def assert_same(found: Dump, expected: Dump) -> None:
    assert not expected.difference(found), expected.difference(found)


def test_the_store_holds_the_findings_that_the_rules_make(store: GraphStore) -> None:
    ingest(store, planted())
    findings, _, similar = find(list(planted()))
    rows = store.execute_read(
        "MATCH (f:Finding)-[:ABOUT]->(q:Quantity) RETURN f.id AS id, f.explanation AS explanation, "
        "f.verdict AS verdict, f.scope AS scope, f.score AS score, collect(q.id) AS quantities"
    )
    held = {
        (
            row["id"],
            row["explanation"],
            row["verdict"],
            row["scope"],
            row["score"],
            tuple(sorted(row["quantities"])),
        )
        for row in rows
    }
    assert held == {(f.id, f.explanation, f.verdict, f.scope, f.score, f.quantities) for f in findings}
    ties = store.execute_read(
        "MATCH (:Report)-[l:SIMILAR_TO]->(:Report) RETURN l.score AS score, l.passages AS passages"
    )
    assert len(ties) == len(similar) == 1
    assert ties[0]["score"] > 0.6
    assert ties[0]["passages"]


def test_passages_are_the_same_words_in_both_sources(store: GraphStore) -> None:
    ingest(store, planted())
    texts = {source.source.name: source.text for source in planted()}
    (row,) = store.execute_read(
        "MATCH (a:Report)-[l:SIMILAR_TO]->(b:Report) RETURN a.source AS a, b.source AS b, l.passages AS passages"
    )
    for passage in row["passages"]:
        here, there = (tuple(map(int, frame.split("-"))) for frame in passage.split("="))
        assert texts[row["a"]][slice(*here)] == texts[row["b"]][slice(*there)]


def test_nothing_is_left_to_do_after_an_update(store: GraphStore) -> None:
    ingest(store, planted())
    assert not store.execute_read("MATCH (p:Pending) RETURN p.id")
    before = dump(store)
    assert update_findings(store).reports == 0
    assert_same(dump(store), before)


def test_law_2_the_order_of_ingestion_does_not_matter(store: GraphStore) -> None:
    together = graph_of(store, planted())
    empty(store)
    order = list(planted())
    random.Random(7).shuffle(order)
    for at in range(0, len(order), 3):
        ingest(store, order[at : at + 3])
    assert_same(dump(store), together)


def test_law_3_removing_leaves_the_findings_of_the_rest(store: GraphStore) -> None:
    kept, removed = planted()[::2], planted()[1::2]
    expected = graph_of(store, kept)
    ingest(store, removed)
    remove(store, removed)
    assert_same(dump(store), expected)


@few
@given(
    seeds=st.lists(st.integers(0, 10_000), min_size=2, max_size=9, unique=True),
    cuts=st.lists(st.integers(0, 9), max_size=3),
    order=st.randoms(use_true_random=False),
    scan=st.booleans(),
)
def test_any_history_ends_in_the_same_graph(
    store: GraphStore, seeds: list[int], cuts: list[int], order: random.Random, scan: bool
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        # Small limits, so that a handful of reports reaches them.
        patch.setattr(update, "MOST_REPORTS", 3)
        patch.setattr(buckets, "ALL_PAIRS", 2)
        patch.setattr(update, "BATCH", 2)
        # Who shares what is read off all reports, or looked up.
        patch.setattr(stored, "SCAN_FROM", 1000 if scan else 0)
        patch.setattr(stored, "KEYS_FROM", 0 if scan else 1000)
        sources = [make_shared(seed) for seed in seeds]
        kept = sources[: len(sources) - len(sources) // 3]
        expected = graph_of(store, kept)
        empty(store)
        shuffled = list(sources)
        order.shuffle(shuffled)
        for at in range(0, len(shuffled), 2):
            ingest(store, shuffled[at : at + 2])
        for source in sources[len(kept) :]:
            remove(store, [source])
        for cut in cuts:
            again = kept[cut % len(kept)]
            remove(store, [again])
            ingest(store, [again])
        assert_same(dump(store), expected)
