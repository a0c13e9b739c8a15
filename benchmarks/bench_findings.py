"""Findings: how right they are on the planted cases, and what they cost against the extraction of the same reports.

Cost is all of it: the rules and fingerprints of each report, the share of the writing that their rows are of all rows,
and the update of the findings between reports, on the embedded store. It is measured on reports mixed from the paragraphs
of the real ones beside the checkout (where it has them), of which hardly one is like another; on such mixed from ours,
which hold four times as many figures; and on three of ours varied hundreds of times each, the worst case, in which every
report resembles hundreds of others.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from benchmarks.planted import SETS, evaluate
from benchmarks.texts import generated_reports, mixed_reports
from graph import mapping
from graph.findings.rows import add_findings
from graph.findings.update import update_findings
from graph.rows import GraphRows
from graph.schema import prepare
from graph.store import GraphStore, open_store
from graph.writer import batches, write_sources
from pipeline.batch import extract_paths
from pipeline.errors import InputError
from pipeline.jsonlines import to_line
from pipeline.models import ExtractedSource
from pipeline.settings import Settings, load_settings

REPORTS = int(os.environ.get("SHUTU_BENCH_REPORTS", "2000"))
#: Reports of the second batch, whose update is compared with that of the first.
SECOND = REPORTS // 20


def _own_rows(rows: GraphRows) -> int:
    """Rows that are there for findings alone."""
    nodes = sum(len(rows.nodes.get(label, ())) for label in ("Finding", "Fingerprint"))
    return nodes + len(rows.relationships.get(("ABOUT", "Finding", "Quantity"), ()))


def run() -> dict[str, float]:
    """How right on both planted sets, and the cost on both kinds of reports."""
    figures: dict[str, float] = {}
    for folder in SETS:
        outcome = evaluate(folder=folder)
        figures |= {
            f"{folder.name}: true cases": float(outcome.true_cases),
            f"{folder.name}: tempting cases": float(outcome.false_cases),
            f"{folder.name}: precision": outcome.precision,
            f"{folder.name}: recall": outcome.recall,
        }
    for name, texts in (
        ("real", mixed_reports(REPORTS + SECOND, "real")),
        ("mixed", mixed_reports(REPORTS + SECOND, "ours")),
        ("alike", generated_reports(REPORTS + SECOND)),
    ):
        if texts:
            figures |= {f"{name}: {figure}": value for figure, value in _cost(texts).items()}
    return figures


@dataclass
class _Times:
    """Seconds that ingesting some reports took, by what they were spent on."""

    extraction: float = 0.0
    rules: float = 0.0
    writing: float = 0.0
    update: float = 0.0


def _cost(texts: list[str]) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number:05}.txt" for number in range(len(texts))]
        for file, text in zip(files, texts, strict=True):
            file.write_text(text, "utf-8")
        mapping.map_source(_extracted(files[0], load_settings(jobs=1)))  # what is loaded once is not counted
        store = open_store(str(Path(folder) / "store"))
        try:
            prepare(store)
            first = _ingest(store, files[:REPORTS])
            second = _ingest(store, files[REPORTS:])
        finally:
            store.stop()
    return {
        f"extraction of {REPORTS} reports, s": first.extraction,
        "rules and fingerprints, s": first.rules,
        "writing them (their share of all rows), s": first.writing,
        "update between reports, s": first.update,
        f"update for {SECOND} reports more, s": second.update,
        "findings_to_extraction_ratio (at most 0.2)": (first.rules + first.writing + first.update)
        / first.extraction,
        "second_batch_update_to_extraction_ratio": second.update / second.extraction,
    }


def _extracted(file: Path, settings: Settings) -> ExtractedSource:
    (outcome,) = extract_paths([str(file)], settings)
    if isinstance(outcome, InputError):
        raise outcome
    return outcome


def _ingest(store: GraphStore, files: Sequence[Path]) -> _Times:
    """Extract, map and write report by report as an ingestion does, which keeps none of them; then update.

    Extraction is what `shutu extract` does with a file: reading it, and making the line of JSON.
    """
    settings = load_settings(jobs=1)
    times = _Times()

    def timed(rows: GraphRows, source: ExtractedSource) -> None:
        started = time.perf_counter()
        add_findings(rows, source)
        times.rules += time.perf_counter() - started

    def rows() -> Iterator[GraphRows]:
        for file in files:
            started = time.perf_counter()
            extracted = _extracted(file, settings)
            for report in extracted.reports:
                to_line(report)
            times.extraction += time.perf_counter() - started
            yield mapping.map_source(extracted)

    with mock.patch.object(mapping, "add_findings", timed):
        for batch in batches(rows()):
            own = sum(map(_own_rows, batch)) / sum(map(len, batch))
            started = time.perf_counter()
            write_sources(store, batch)
            times.writing += (time.perf_counter() - started) * own
    started = time.perf_counter()
    update_findings(store)
    times.update = time.perf_counter() - started
    return times
