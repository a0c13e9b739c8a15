"""What a province costs: sizes and speeds of a sample, and what follows for 400,000 reports a year.

The sample is small and the machine is whatever this runs on: the arithmetic is what docs/scale.md explains.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from pathlib import Path

import psutil

from benchmarks.texts import generated_reports

REPORTS = int(os.environ.get("SHUTU_BENCH_REPORTS", "300"))
PROVINCE = 400_000
#: What Neo4j's record format takes for a node and for a relationship with these properties, texts among them: 15 and 34
#: bytes of records, 41 for each block of properties, and UTF-8 text of sentences at 3 bytes a character.
NODE_BYTES = 15 + 3 * 41 + 128
TIE_BYTES = 34 + 2 * 41 + 3 * 60
_LABELS = (
    "Source", "Report", "Section", "Person", "Role", "Place", "Organization", "Program", "Indicator", "Quantity",
    "Finding",
)  # fmt: skip


def run() -> dict[str, float]:
    """Extract and write a sample on one core, in processor seconds; count what is there then."""
    from flows.writing import Store
    from graph.census import census
    from graph.findings.update import update_findings
    from graph.ingest import write_mapped
    from graph.mapping import mapped
    from graph.schema import prepare
    from pipeline.batch import extract_paths
    from pipeline.models import ExtractedSource
    from pipeline.settings import load_settings

    reports = generated_reports(REPORTS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, report in enumerate(reports):
            (folder / f"{number:05}.txt").write_text(report, "utf-8")
        settings = load_settings(store=str(folder / "store"), store_idle_seconds=5)
        paths = [str(path) for path in sorted(folder.glob("*.txt"))]
        list(extract_paths(paths[:1], settings))
        started = time.process_time()
        extracted = [each for each in extract_paths(paths, settings) if isinstance(each, ExtractedSource)]
        extracting = (time.process_time() - started) / REPORTS
        started = time.process_time()
        ready = [mapped(source) for source in extracted]
        mapping = (time.process_time() - started) / REPORTS
        results = sum(len(source.model_dump_json().encode()) for source in extracted)
        # The second half alone is measured: by then the server's code is compiled and its files have been laid out.
        half = REPORTS // 2
        with Store(settings) as store:
            store.use(prepare)
            store.use(lambda opened: write_mapped(opened, ready[:half]))
            store.use(update_findings)
            before, size = store.use(census), _size(folder / "store")
            clock = _Clock(folder / "store")
            store.use(lambda opened: write_mapped(opened, ready[half:]))
            writing = [each / (REPORTS - half) for each in clock.lap()]
            store.use(update_findings)
            comparing = [each / (REPORTS - half) for each in clock.lap()]
            counts = {kind: number - before[kind] for kind, number in store.use(census).items()}
            size = _size(folder / "store") - size
    nodes = sum(counts[label] for label in _LABELS) / (REPORTS - half)
    relationships = sum(number for kind, number in counts.items() if kind.isupper()) / (REPORTS - half)
    kilobytes = size / (REPORTS - half) / 1e3
    client, server = (writing[at] + comparing[at] for at in (0, 1))
    return {
        "sample_reports": REPORTS,
        "characters_a_report": sum(map(len, reports)) / REPORTS,
        "extraction_ms_a_report": 1e3 * extracting,
        "mapping_ms_a_report": 1e3 * mapping,
        "writing_ms_a_report_client": 1e3 * writing[0],
        "writing_ms_a_report_server": 1e3 * writing[1],
        "findings_ms_a_report_client": 1e3 * comparing[0],
        "findings_ms_a_report_server": 1e3 * comparing[1],
        "nodes_a_report": nodes,
        "relationships_a_report": relationships,
        "embedded_store_kB_a_report": kilobytes,
        "result_kB_a_report": results / REPORTS / 1e3,
        "province_nodes_millions": PROVINCE * nodes / 1e6,
        "province_relationships_millions": PROVINCE * relationships / 1e6,
        "province_embedded_store_GB": PROVINCE * kilobytes / 1e6,
        "province_neo4j_properties_and_records_GB": PROVINCE
        * (nodes * NODE_BYTES + relationships * TIE_BYTES)
        / 1e9,
        "province_hours_of_extraction_and_mapping_on_one_core": PROVINCE * (extracting + mapping) / 3600,
        "province_hours_of_writing_client": PROVINCE * client / 3600,
        "province_hours_of_writing_server": PROVINCE * server / 3600,
        "extraction_workers_that_keep_one_writer_busy": (extracting + mapping) / max(client + server, 1e-9),
    }


def _size(store: Path) -> int:
    return sum(path.stat().st_size for path in (store / "server" / "databases").rglob("*") if path.is_file())


class _Clock:
    """Processor seconds of this process and of an embedded store's server since the last look."""

    def __init__(self, store: Path) -> None:
        address = json.loads((store / "server.json").read_text("utf-8"))
        self._server = psutil.Process(address["server_pid"])
        self._last = self._now()

    def _now(self) -> tuple[float, float]:
        times = self._server.cpu_times()
        return time.process_time(), times.user + times.system

    def lap(self) -> tuple[float, float]:
        """Client's and server's seconds."""
        last, self._last = self._last, self._now()
        return self._last[0] - last[0], self._last[1] - last[1]
