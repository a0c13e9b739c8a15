"""Findings: how right they are on the planted cases, and what they cost against the extraction of the same reports.

Cost is all of it: the rules and fingerprints of each report, the share of the writing that their rows are of all rows,
and the update of the findings between reports, on the embedded store. It is measured on reports mixed from the paragraphs
of the real ones beside the checkout (where it has them), of which hardly one is like another; on such mixed from ours,
which hold four times as many figures; and on a few of ours varied many times, the worst case, in which every report
resembles hundreds of others.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from pathlib import Path

from benchmarks.planted import SETS, evaluate
from benchmarks.texts import generated_reports, mixed_reports
from graph.findings.rows import add_findings
from graph.findings.update import update_findings
from graph.mapping import map_source
from graph.rows import GraphRows
from graph.schema import prepare
from graph.store import open_store
from graph.writer import batches, write_sources
from pipeline.documents import SourceText
from pipeline.extraction import extract_source
from pipeline.models import ExtractedSource, SourceInfo

REPORTS = int(os.environ.get("SHUTU_BENCH_REPORTS", "2000"))
#: Reports of the second batch, whose update is compared with that of the first.
SECOND = REPORTS // 20


def _source(number: int, text: str) -> SourceText:
    data = text.encode()
    return SourceText(
        SourceInfo(
            name=f"generated/{number}.txt",
            sha256=hashlib.sha256(data).hexdigest(),
            media_type="text/plain",
            size=len(data),
            encoding="utf-8",
        ),
        text,
    )


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
        ("real", mixed_reports(REPORTS + SECOND, real=True)),
        ("mixed", mixed_reports(REPORTS + SECOND)),
        ("alike", generated_reports(REPORTS + SECOND)),
    ):
        if texts:
            figures |= {f"{name}: {figure}": value for figure, value in _cost(texts).items()}
    return figures


def _cost(texts: list[str]) -> dict[str, float]:
    extract_source(_source(0, texts[0]))  # what is loaded once is not counted
    started = time.perf_counter()
    extracted = [extract_source(_source(number, text)) for number, text in enumerate(texts[:REPORTS])]
    extraction = time.perf_counter() - started
    more = [extract_source(_source(REPORTS + at, text)) for at, text in enumerate(texts[REPORTS:])]
    rules = _time_of_rules(extracted)
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(str(Path(folder) / "store"))
        try:
            prepare(store)
            writing, first = _write(store, extracted)
            _, second = _write(store, more)
        finally:
            store.stop()
    return {
        f"extraction of {REPORTS} reports, s": extraction,
        "rules and fingerprints, s": rules,
        "writing them (their share of all rows), s": writing,
        "update between reports, s": first,
        f"update for {SECOND} reports more, s": second,
        "findings_to_extraction_ratio (at most 0.2)": (rules + writing + first) / extraction,
        "second_batch_update_to_extraction_ratio": second / (extraction * SECOND / REPORTS),
    }


def _time_of_rules(extracted: list[ExtractedSource]) -> float:
    mapped = [map_source(source) for source in extracted]
    started = time.perf_counter()
    for rows, source in zip(mapped, extracted, strict=True):
        add_findings(rows, source)
    return time.perf_counter() - started


def _write(store: object, extracted: list[ExtractedSource]) -> tuple[float, float]:
    """Seconds that writing the rows of findings took, and that the update took."""
    rows = [map_source(source) for source in extracted]
    own = sum(map(_own_rows, rows)) / sum(map(len, rows))
    started = time.perf_counter()
    for batch in batches(rows):
        write_sources(store, batch)  # type: ignore[arg-type]
    written = time.perf_counter()
    update_findings(store)  # type: ignore[arg-type]
    return (written - started) * own, time.perf_counter() - written
