"""What a province costs: sizes and speeds of a sample, and what follows for 400,000 reports a year.

The sample is small and the machine is whatever this runs on: the arithmetic is what docs/scale.md explains.
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
from pathlib import Path

from benchmarks.texts import generated_reports

REPORTS = int(os.environ.get("SHUTU_BENCH_REPORTS", "300"))
PROVINCE = 400_000
#: All of a year's reports come within the weeks after the turn of the year; a quarter of them in the busiest one.
BUSIEST_WEEK = PROVINCE / 4


def run() -> dict[str, float]:
    """Extract and write a sample on one core; count what is there then."""
    from flows.writing import Store
    from graph.census import census
    from graph.findings.update import update_findings
    from graph.ingest import write_extracted
    from graph.schema import prepare
    from pipeline.batch import extract_paths
    from pipeline.models import ExtractedSource
    from pipeline.settings import load_settings

    reports = generated_reports(REPORTS)
    characters = sum(map(len, reports))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, report in enumerate(reports):
            (folder / f"{number:05}.txt").write_text(report, "utf-8")
        settings = load_settings(store=str(folder / "store"), store_idle_seconds=5)
        paths = [str(path) for path in sorted(folder.glob("*.txt"))]
        list(extract_paths(paths[:1], settings))
        started = time.perf_counter()
        extracted = [each for each in extract_paths(paths, settings) if isinstance(each, ExtractedSource)]
        extracting = time.perf_counter() - started
        results = sum(len(source.model_dump_json().encode()) for source in extracted)
        with Store(settings) as store:
            store.use(prepare)
            started = time.perf_counter()
            store.use(lambda opened: write_extracted(opened, extracted))
            writing = time.perf_counter() - started
            started = time.perf_counter()
            store.use(update_findings)
            comparing = time.perf_counter() - started
            counts = store.use(census)
        size = sum(path.stat().st_size for path in (folder / "store").rglob("*") if path.is_file())
    labels = (
        "Source",
        "Report",
        "Section",
        "Person",
        "Role",
        "Place",
        "Organization",
        "Program",
        "Indicator",
    )
    nodes = sum(counts[label] for label in (*labels, "Quantity", "Finding"))
    relationships = sum(number for kind, number in counts.items() if kind.isupper())
    scale = PROVINCE / REPORTS
    return {
        "sample_reports": REPORTS,
        "characters_a_report": characters / REPORTS,
        "extraction_reports_per_second_and_core": REPORTS / extracting,
        "writing_reports_per_second": REPORTS / writing,
        "findings_reports_per_second": REPORTS / comparing,
        "nodes_a_report": nodes / REPORTS,
        "relationships_a_report": relationships / REPORTS,
        "embedded_store_kB_a_report": size / REPORTS / 1e3,
        "result_kB_a_report": results / REPORTS / 1e3,
        "peak_memory_MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3,
        "province_nodes_millions": nodes * scale / 1e6,
        "province_relationships_millions": relationships * scale / 1e6,
        "province_store_GB": size * scale / 1e9,
        "province_core_hours_of_extraction": PROVINCE * extracting / REPORTS / 3600,
        "province_writer_hours": PROVINCE * (writing + comparing) / REPORTS / 3600,
        "busiest_week_cores_needed": BUSIEST_WEEK * extracting / REPORTS / (7 * 24 * 3600),
        "busiest_week_writer_load_percent": 100
        * BUSIEST_WEEK
        * (writing + comparing)
        / REPORTS
        / (7 * 24 * 3600),
        "extraction_to_writing_ratio": extracting / (writing + comparing),
    }
