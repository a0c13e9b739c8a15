"""Pages of `shutu browse` over a large graph against the same pages over the samples' graph; both may take as long.

SHUTU_BENCH_REPORTS says how many reports the large one has; SHUTU_BENCH_GRAPHS names a folder where both are kept, so
that a second run need not make them again. Pages are asked for over HTTP, in turn from one graph and the other.
"""

from __future__ import annotations

import http.client
import os
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from urllib.parse import quote

from benchmarks.texts import SAMPLES, generated_reports

if TYPE_CHECKING:
    from graph.store import GraphStore

REPORTS = int(os.environ.get("SHUTU_BENCH_REPORTS", "2000"))
ROUNDS = int(os.environ.get("SHUTU_BENCH_ROUNDS", "15"))
#: Most that a page of the large graph may take, in times of the same page of the small one.
MOST = 2.0


def run() -> dict[str, float]:
    """Milliseconds of each page over the samples, and how many times that over the large graph."""
    from graph.store import open_store
    from pipeline.settings import load_settings

    with tempfile.TemporaryDirectory() as name:
        folder = Path(os.environ.get("SHUTU_BENCH_GRAPHS") or name)
        settings = load_settings(store_idle_seconds=30)
        few = open_store(str(folder / "small"), settings)
        many = open_store(str(folder / "large"), settings)
        with few, many:
            _ingest(few, [str(SAMPLES)], 1)
            _ingest(many, [str(SAMPLES), *_generated(Path(name) / "reports")], REPORTS)
            held = _held(many)
            times = _times(few, many)
    figures: dict[str, float] = {"reports_in_the_large_graph": held}
    for page, (small, big) in times.items():
        figures[f"{page}_ms_of_the_samples"] = small
        figures[f"{page}_ratio (at most {MOST:g})"] = big / small
    figures[f"worst_ratio (at most {MOST:g})"] = max(big / small for small, big in times.values())
    return figures


def _generated(folder: Path) -> list[str]:
    folder.mkdir()
    for number, text in enumerate(generated_reports(REPORTS)):
        (folder / f"{number:05}.txt").write_text(text, "utf-8")
    return [str(folder)]


def _ingest(store: GraphStore, paths: list[str], wanted: int) -> None:
    from graph.ingest import ingest_paths
    from pipeline.settings import load_settings

    if _held(store) < wanted:
        ingest_paths(store, paths, load_settings())


def _held(store: GraphStore) -> int:
    return int(store.execute_read("MATCH (r:Report) RETURN count(r) AS count")[0]["count"])


def _times(few: GraphStore, many: GraphStore) -> dict[str, tuple[float, float]]:
    """Page -> median milliseconds over the small and over the large graph."""
    samples: dict[str, tuple[list[float], list[float]]] = {}
    with _serving(few) as small, _serving(many) as large:
        pages = _pages(few)
        for number in range(ROUNDS + 3):  # the first rounds warm both servers up
            for page, address in pages.items():
                for side, connection in enumerate((small, large)):
                    taken = _ask(connection, address)
                    if number >= 3:
                        samples.setdefault(page, ([], []))[side].append(taken)
    return {page: (median(sides[0]), median(sides[1])) for page, sides in samples.items()}


def _pages(store: GraphStore) -> dict[str, str]:
    """Pages that both graphs have, those with the most on them among them."""

    def busiest(label: str) -> str:
        rows = store.execute_read(
            f"MATCH (n:{label})-[r]-() WITH n.id AS id, count(r) AS ties ORDER BY ties DESC, id LIMIT 1 RETURN id"
        )
        return str(rows[0]["id"])

    report = store.execute_read("MATCH (r:Report) RETURN r.id AS id ORDER BY size(r.text) DESC, id LIMIT 1")[
        0
    ]["id"]
    pages = {
        "home": "/",
        "reports": "/reports",
        "report": f"/report/{report}",
        "findings": "/findings",
        "findings_that_fail": "/findings?verdict=fails",
        "search": "/search?q=" + quote("三会一课"),
        "suggestions": "/suggest?q=" + quote("村"),
        "pinyin": "/suggest?q=sh",
        "query": "/cypher?q=" + quote("MATCH (r:Report)-[i:IMPLEMENTS]->(p:Program) RETURN r, i, p LIMIT 25"),
    }
    for label in ("Program", "Indicator", "Place", "Role", "Person", "Organization"):
        pages[label.lower()] = f"/entity/{label}/{(identity := busiest(label))}"
        pages[f"{label.lower()}_neighbours"] = f"/neighbours/{label}/{identity}"
    return pages


@contextmanager
def _serving(store: GraphStore) -> Iterator[http.client.HTTPConnection]:
    """A connection to a server of the pages over a store, once it knows its names."""
    import uvicorn

    from graph.web.app import create_app

    listening = socket.create_server(("127.0.0.1", 0))
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # as `shutu browse` does
    server = uvicorn.Server(
        uvicorn.Config(create_app(store), log_level="error", access_log=False, lifespan="off")
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    connection = http.client.HTTPConnection("127.0.0.1", listening.getsockname()[1], timeout=120)
    while any(thread.name == "shutu-names" for thread in threading.enumerate()):
        time.sleep(0.2)
    try:
        yield connection
    finally:
        connection.close()
        server.should_exit = True
        thread.join()
        listening.close()


def _ask(connection: http.client.HTTPConnection, address: str) -> float:
    """Milliseconds until a page is there."""
    started = time.perf_counter()
    connection.request("GET", address)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{address}: {answer.status}")
    return 1000 * (time.perf_counter() - started)
