"""Chunks, kept results, and workers that die."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows import extraction as module
from flows import results
from flows.chunks import extraction_of
from flows.extraction import Extracted, Extraction, Work, WorkerPool, extract_file, split
from flows.folders import Entry, Folder
from pipeline.settings import load_settings
from tests.flows.office import report
from tests.graph.generated import make_source

few = settings(max_examples=50, deadline=None)


@few
@given(st.lists(st.integers(0, 50)), st.integers(1, 7), st.integers(1, 100))
def test_split_keeps_every_file_once_in_order_and_within_bounds(
    sizes: list[int], files: int, size: int
) -> None:
    work = [Work(Entry(str(at), each, ""), "") for at, each in enumerate(sizes)]
    chunks = list(split(work, files, size))
    assert [each for chunk in chunks for each in chunk] == work
    for chunk in chunks:
        assert 0 < len(chunk) <= files
        assert len(chunk) == 1 or sum(each.entry.size for each in chunk) <= size


@few
@given(st.integers(0, 10_000))
def test_results_come_back_as_they_were(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    folder = Folder(str(tmp_path_factory.getbasetemp() / "results"))
    sources = [make_source(seed, f"{seed}.txt", 1)]
    key = results.result_key("a.txt", str(seed), "1")
    assert results.load(folder, key) is None
    results.save(folder, key, sources)
    assert results.load(folder, key) == sources
    results.drop(folder, [key])
    assert results.load(folder, key) is None


def test_result_keys_differ_by_name_content_and_version() -> None:
    keys = {
        results.result_key(*parts)
        for parts in (("a", "1", "v"), ("b", "1", "v"), ("a", "2", "v"), ("a", "1", "w"))
    }
    assert len(keys) == 4


@pytest.fixture
def job(tmp_path: Path) -> tuple[Extraction, list[Work]]:
    """Three reports to extract."""
    inbox = Folder(str(tmp_path / "inbox"))
    for number in range(3):
        inbox.write(f"{number}.txt", report(number).encode())
    work = [Work(entry, inbox.digest(entry.path)) for entry in inbox.files() if isinstance(entry, Entry)]
    return extraction_of(load_settings(), inbox, Folder(str(tmp_path / "results"))), work


def test_extract_file_does_nothing_twice(job: tuple[Extraction, list[Work]]) -> None:
    extraction, work = job
    first, again = extract_file(extraction, work[0]), extract_file(extraction, work[0])
    assert (first.reused, again.reused) == (False, True)
    assert first.sources == again.sources


def test_extract_file_a_fault_of_ours_is_the_files_error(
    job: tuple[Extraction, list[Work]], monkeypatch: pytest.MonkeyPatch
) -> None:
    extraction, work = job

    def fail(*_: object) -> None:
        raise IndexError("list index out of range")

    monkeypatch.setattr(module, "extract_input", fail)
    (error,) = extract_file(extraction, work[0]).errors
    assert error.code == "extraction"


def _die(_extraction: Extraction, work: Work) -> Extracted:
    """Stands in for a file that ends the process that reads it."""
    if work.name == "1.txt":
        os._exit(9)
    return Extracted(work, ())


def _hang(_extraction: Extraction, work: Work) -> Extracted:
    """Stands in for a file that is never done."""
    if work.name == "1.txt":
        time.sleep(600)
    return Extracted(work, ())


@pytest.mark.parametrize("deadly", [_die, _hang])
def test_workers_that_die_or_hang_are_replaced(
    job: tuple[Extraction, list[Work]], monkeypatch: pytest.MonkeyPatch, deadly: object
) -> None:
    from concurrent.futures.process import BrokenProcessPool

    extraction, work = job
    with WorkerPool(1, file_seconds=8) as pool:
        assert len(pool.extract(extraction, work[:1])) == 1
        monkeypatch.setattr(module, "extract_file", deadly)
        with pytest.raises(BrokenProcessPool):
            pool.extract(extraction, work)
        assert [each.work.name for each in pool.extract(extraction, [work[0], work[2]])] == ["0.txt", "2.txt"]
