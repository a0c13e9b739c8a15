"""Writing into the graph, on the embedded store and on Neo4j: each figure is a ratio within this run.

The reports are the generated ones of `benchmarks.texts`; extraction is not part of any figure but the re-ingestion.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median

import neo4j

from benchmarks.texts import generated_reports
from graph.ingest import ingest_paths, write_extracted, write_mapped
from graph.mapping import map_source, mapped
from graph.rows import GraphRows
from graph.schema import prepare
from graph.store import GraphStore, open_store
from graph.writer import batches, remove_reports
from pipeline.documents import SourceText
from pipeline.models import ExtractedSource, SourceInfo
from pipeline.settings import load_settings

#: Reports in the graph at the end of the growth figures.
ALL = int(os.environ.get("SHUTU_BENCH_REPORTS", "2000"))
#: Reports in each round against the bare loop, and rounds after the one that warms the server up.
COMPARED, ROUNDS = 100, 4
#: Files that are ingested twice.
FILES = 60
REMOVALS = 15
CHUNK = 100


def run() -> dict[str, float]:
    """All figures."""
    figures: dict[str, float] = {}
    sources = _extracted(ALL)
    with tempfile.TemporaryDirectory() as scratch:
        for name, opened in (("embedded", _embedded(Path(scratch))), ("neo4j", _neo4j())):
            with opened as store:
                prepare(store)
                figures |= {f"{name}_{figure}": value for figure, value in _measure(store, sources).items()}
    return figures


def _measure(store: GraphStore, sources: Sequence[ExtractedSource]) -> dict[str, float]:
    return {
        **_against_bare_loop(store, sources[:COMPARED]),
        "unchanged_batch_speed_up (at least 50)": _unchanged_speed_up(store),
        **_growth(store, sources),
    }


def _extracted(count: int) -> list[ExtractedSource]:
    """Generated reports, extracted: the same every time."""
    from pipeline.extraction import extract_source

    extracted = []
    for number, text in enumerate(generated_reports(count)):
        data = text.encode()
        digest = hashlib.sha256(data).hexdigest()
        info = SourceInfo(name=f"bench/{number}.txt", sha256=digest, media_type="text/plain", size=len(data))
        extracted.append(extract_source(SourceText(info, text)))
    return extracted


@contextmanager
def _embedded(folder: Path) -> Iterator[GraphStore]:
    store = open_store(str(folder / "graph"), load_settings(store_idle_seconds=5))
    try:
        yield store
    finally:
        store.stop()


@contextmanager
def _neo4j() -> Iterator[GraphStore]:
    from tools.neo4j_server import Neo4jServer

    with Neo4jServer(heap="1g") as server:
        settings = load_settings(neo4j_password=server.password)
        with open_store(server.uri, settings) as store:
            yield store


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _empty(store: GraphStore) -> None:
    query = "MATCH (n) WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS deleted"
    while store.execute_write(query)[0]["deleted"]:
        pass


def _against_bare_loop(store: GraphStore, sources: Sequence[ExtractedSource]) -> dict[str, float]:
    """Rates of our ingestion to that of a loop that sends the same prepared rows and does nothing else.

    Rows are prepared by the processes that extract, as `shutu ingest -j` does it.
    """
    ready = [mapped(source) for source in sources]
    prepared = [_merged(batch) for batch in batches(source.rows for source in ready)]
    ways: list[Callable[[], object]] = [
        lambda: _bare_loop(store, prepared),
        lambda: write_mapped(store, ready),
    ]
    rounds = []
    for turn in range(ROUNDS + 1):
        times = {}
        for way in range(len(ways)) if turn % 2 else reversed(range(len(ways))):
            _empty(store)
            times[way] = _timed(ways[way])
        rounds.append(times)
    _empty(store)
    rounds = rounds[1:]  # the first warms the server up
    return {
        "ingestion_to_bare_unwind_rate (at least 0.8)": median(times[0] / times[1] for times in rounds),
    }


def _merged(batch: Sequence[GraphRows]) -> GraphRows:
    rows = GraphRows()
    for source in batch:
        rows.merge(source)
    return rows


def _bare_loop(store: GraphStore, prepared: Sequence[GraphRows]) -> None:
    """MERGE for nodes, CREATE for relationships, one transaction for each batch."""
    user, password = store.writer_login()
    with (
        neo4j.GraphDatabase.driver(store.uri, auth=(user, password)) as driver,
        driver.session(database=store.database) as session,
    ):
        for rows in prepared:
            with session.begin_transaction() as transaction:
                for label, nodes in rows.node_batches():
                    for part in _parts(nodes):
                        transaction.run(
                            f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n += row", rows=part
                        )
                for (kind, start, end), relationships in rows.relationship_batches():
                    for part in _parts(relationships):
                        transaction.run(
                            f"UNWIND $rows AS row MATCH (a:{start} {{id: row.start}}) MATCH (b:{end} {{id: row.end}}) "
                            f"CREATE (a)-[r:{kind}]->(b) SET r = row.properties",
                            rows=part,
                        )
                transaction.commit()


def _parts(rows: list[dict[str, object]]) -> Iterator[list[dict[str, object]]]:
    for at in range(0, len(rows), 2000):
        yield rows[at : at + 2000]


def _unchanged_speed_up(store: GraphStore) -> float:
    """How much faster a folder is ingested when nothing in it has changed; extraction included, model loaded."""
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(generated_reports(FILES)):
            (Path(folder) / f"{number}.txt").write_text(text, "utf-8")
        settings = load_settings()
        first = _timed(lambda: ingest_paths(store, [folder], settings))
        again = median(_timed(lambda: ingest_paths(store, [folder], settings)) for _ in range(5))
    _empty(store)
    return first / again


def _growth(store: GraphStore, sources: Sequence[ExtractedSource]) -> dict[str, float]:
    """Whether writing and removing a report take longer in a large graph than in a small one."""
    times = []
    removal_small = 0.0
    for at in range(0, len(sources), CHUNK):
        chunk = sources[at : at + CHUNK]
        times.append(_timed(partial(write_extracted, store, chunk)))
        if at == CHUNK:
            removal_small = _removal_time(store, chunk)
    removal_large = _removal_time(store, sources[-CHUNK:])
    rows = sum(len(map_source(source)) for source in sources)
    _empty(store)
    ends = max(len(times) // 5, 1)
    return {
        "reports_per_second": len(sources) / sum(times),
        "rows_per_second": rows / sum(times),
        f"time_per_report_last_to_first_of_{len(sources)} (about 1)": median(times[-ends:])
        / median(times[1 : ends + 1]),
        f"removal_time_in_{len(sources)}_to_in_{2 * CHUNK}_reports (about 1)": removal_large / removal_small,
    }


def _removal_time(store: GraphStore, sources: Sequence[ExtractedSource]) -> float:
    """Median time of the removal of one report; the reports are written again afterwards."""
    ids = [source.reports[0].report.id for source in sources[:REMOVALS] if source.reports]
    taken = median(_timed(lambda identity=identity: remove_reports(store, [identity])) for identity in ids)
    write_extracted(store, sources[:REMOVALS])
    return taken
