"""The promise of issue and documentation: on planted cases precision 0.95, recall 0.85, and no tempting case taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.planted import FOLDER, SETS, Outcome, evaluate, read_cases


@pytest.fixture(scope="module", params=SETS, ids=lambda folder: folder.name)
def outcome(request: pytest.FixtureRequest) -> Outcome:
    folder: Path = request.param
    return evaluate(folder=folder)


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_there_are_enough_cases(folder: Path) -> None:
    true, false = read_cases(folder / "expected.tsv")
    assert true.total() >= 30
    assert len(false) >= 30


def test_there_are_cases_of_every_kind() -> None:
    true, _ = read_cases(FOLDER / "expected.tsv")
    kinds = {
        "parts-total",
        "product",
        "percentage",
        "share",
        "growth",
        "households",
        "announced",
        "same-figure",
        "similar",
    }
    assert {kind for kind, _, _ in true} == kinds
    assert {verdict for _, verdict, _ in true} >= {"agrees", "conflicts", "holds", "fails"}


def test_precision(outcome: Outcome) -> None:
    assert outcome.precision >= 0.95, outcome.wrong


def test_recall(outcome: Outcome) -> None:
    assert outcome.recall >= 0.85, outcome.missed


def test_no_tempting_case_is_taken(outcome: Outcome) -> None:
    assert not outcome.tempted
