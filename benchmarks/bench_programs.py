"""Programmes: how long the lexicon takes to load, and how fast they are found."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

from benchmarks.texts import generated_report
from extractors.program_lexicon import Lexicon, lexicon, read_entries, read_words
from extractors.programs import find_programs

#: Characters of text that one measurement goes through.
_LENGTH = 500_000


def _reports() -> list[str]:
    """Generated reports of the length of a measurement together."""
    reports: list[str] = []
    while sum(map(len, reports)) < _LENGTH:
        reports.append(generated_report(len(reports)))
    return reports


def _seconds(work: Callable[[], object], runs: int = 5) -> float:
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return median(times)


def run() -> dict[str, float]:
    """Measure loading, the automaton alone, and the whole of finding programmes."""
    lex = lexicon()
    reports = _reports()
    characters = sum(map(len, reports))
    return {
        "load_lexicon_ms (at most 50)": _seconds(lambda: Lexicon(read_entries(), read_words())) * 1000,
        "lexicon_entries": float(len(lex.entries)),
        "lexicon_chars_per_s": characters / _seconds(lambda: [lex.find(text) for text in reports]),
        "find_chars_per_s": characters / _seconds(lambda: [find_programs(text) for text in reports]),
    }
