"""Many inputs: in the order given whatever the number of workers, and none is lost for the sake of another."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.batch import extract_refs, read_limits, results_of
from pipeline.errors import ExtractionError
from pipeline.models import ExtractedSource
from pipeline.settings import Settings, load_settings
from pipeline.sources import InputRef, list_inputs

NUMBERS = range(5)


def picky(source: ExtractedSource) -> str:
    """What becomes of a source; of one of them, nothing."""
    if source.source.name.endswith("3.txt"):
        raise IndexError("no such row")
    return f"{source.source.name}: {len(source.reports)}"


@pytest.fixture(params=[1, 2], ids=["one process", "two workers"])
def settings(request: pytest.FixtureRequest) -> Settings:
    return load_settings(jobs=request.param)


@pytest.fixture
def refs(tmp_path: Path, settings: Settings) -> list[InputRef]:
    for number in NUMBERS:
        text = f"副乡长{2019 + number}年度述职报告\n一、履职情况\n全年走访农户{number + 10}户。\n"
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    found = list(list_inputs([str(tmp_path)], read_limits(settings)))
    assert all(isinstance(ref, InputRef) for ref in found)
    return [ref for ref in found if isinstance(ref, InputRef)]


def test_sources_come_in_the_order_of_the_inputs(refs: list[InputRef], settings: Settings) -> None:
    found = list(extract_refs(refs, settings))
    assert [each.source.name for each in found if isinstance(each, ExtractedSource)] == [
        ref.name for ref in refs
    ]


def test_what_is_made_of_a_source_is_made_where_it_was_extracted(
    refs: list[InputRef], settings: Settings
) -> None:
    told: list[tuple[int, int]] = []
    found = list(results_of(refs, settings, picky, lambda done, total: told.append((done, total))))
    assert [each for each in found if isinstance(each, str)] == [
        f"{ref.name}: 1" for ref in refs if not ref.name.endswith("3.txt")
    ]
    (error,) = (each for each in found if not isinstance(each, str))
    assert isinstance(error, ExtractionError), "a fault of ours stops none of the others"
    assert error.source.endswith("3.txt")
    assert "IndexError: no such row" in error.reason
    assert found.index(error) == 3
    total = sum(ref.size for ref in refs)
    assert told[-1] == (total, total)
    assert len(told) == len(refs)
