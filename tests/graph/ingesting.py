"""A process that ingests generated sources, to be killed by tests: ``python -m tests.graph.ingesting ADDRESS SEEDS…``.

Prints the number of each batch when it has been written. Neo4j's password comes from NEO4J_PASSWORD.
"""

from __future__ import annotations

import sys

from graph.mapping import map_source
from graph.schema import prepare
from graph.store import open_store
from graph.writer import batches, write_sources
from pipeline.settings import load_settings
from tests.graph.generated import make_source

#: Small, so that there are many moments to die in.
ROWS_IN_BATCH = 100


def source_name(seed: int) -> str:
    """Name of the source that is made from a seed."""
    return f"reports/{seed}.txt"


def main() -> None:
    """Ingest one source for each seed on the command line."""
    address, *seeds = sys.argv[1:]
    sources = (map_source(make_source(int(seed), source_name(int(seed)), reports=2)) for seed in seeds)
    with open_store(address, load_settings(store_heap="512m", store_idle_seconds=5)) as store:
        prepare(store)
        for number, batch in enumerate(batches(sources, ROWS_IN_BATCH)):
            write_sources(store, batch)
            print(number, flush=True)


if __name__ == "__main__":
    main()
