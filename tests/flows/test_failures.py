"""Whatever happens, no file is lost and nothing is green that is not."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest

from flows import writing
from flows.batch import CHANGED, Batch, Left, Quarantined
from flows.folders import Folder
from flows.parameters import IngestParameters, Places
from flows.writing import is_passing
from pipeline.errors import QueryError, SettingsError, StoreAuthError, StoreError, StoreUnavailableError
from tests.flows.office import Office, report


@pytest.fixture(autouse=True)
def quick_retries(monkeypatch: pytest.MonkeyPatch, prefect_api: str) -> None:
    """The same tries, without the waits."""
    from flows import tasks

    for each in (tasks.compare, tasks.write, tasks.refresh_findings):
        monkeypatch.setattr(each, "retry_delay_seconds", [0] * len(tasks.RETRY_DELAYS))


def test_failures_a_store_that_is_away_for_a_moment_is_tried_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.put("甲.txt", report(1))
    real, calls = writing.write_mapped, []

    def flaky(*arguments: Any) -> Any:
        calls.append(1)
        if len(calls) < 3:
            raise StoreUnavailableError("restarting")
        return real(*arguments)

    monkeypatch.setattr(writing, "write_mapped", flaky)
    assert office.run().name == "Completed"
    assert len(calls) == 3


def test_failures_a_store_that_stays_away_is_red_and_all_files_stay(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.put("甲.txt", report(1))

    def away(*_: Any) -> Any:
        raise StoreUnavailableError("gone")

    with monkeypatch.context() as patch:
        patch.setattr(writing, "write_mapped", away)
        assert office.run().type.value == "FAILED"
    assert office.files(office.inbox) == {"甲.txt"}
    batch = office.batch()
    assert (batch.outcome, batch.reused) == ("Completed", 1), "extracted once"


def test_failures_a_wrong_password_is_not_tried_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.put("甲.txt", report(1))
    calls = []

    def refuse(*_: Any) -> Any:
        calls.append(1)
        raise StoreAuthError("no")

    monkeypatch.setattr(writing, "write_mapped", refuse)
    assert office.run().type.value == "FAILED"
    assert len(calls) == 1


def test_failures_a_document_that_the_graph_has_no_place_for_is_quarantined_alone(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        office.put(f"{number}.txt", report(number))
    real = writing.write_mapped

    def picky(store: Any, sources: Any, summary: Any) -> Any:
        listed = list(sources)
        if any(source.name == "1.txt" for source in listed):
            raise ValueError("no such property")
        return real(store, listed, summary)

    monkeypatch.setattr(writing, "write_mapped", picky)
    assert office.run().name == "CompletedWithQuarantine"
    assert office.sources() == {"0.txt", "2.txt"}
    assert office.reason("1.txt")["code"] == "extraction"


def test_failures_a_file_that_cannot_be_archived_is_red_and_in_the_graph(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.put("甲.txt", report(1))
    office.archive.write_text("a file where the folder should be")
    (office.archive).unlink()
    with monkeypatch.context() as patch:
        patch.setattr(Folder, "move", _no_space)
        state = office.run()
    assert state.type.value == "FAILED"
    assert "No space left" in state.message
    assert office.files(office.inbox) == {"甲.txt"}
    assert office.run().name == "Completed"


def _no_space(*_: Any) -> None:
    raise OSError(28, "No space left on device")


def test_failures_passing_errors_are_those_of_a_store_that_may_come_back() -> None:
    assert is_passing(StoreUnavailableError("x"))
    assert is_passing(StoreError("x"))
    assert not any(map(is_passing, (StoreAuthError("x"), QueryError("x"), ValueError("x"), None)))


@pytest.mark.parametrize(
    ("batch", "outcome"),
    [
        (Batch(), "Completed"),
        (Batch(found=2, archived=2), "Completed"),
        (Batch(found=2, archived=1), "Failed"),
        (
            Batch(found=1, quarantined=[Quarantined(name="a", code="c", reason="r")]),
            "CompletedWithQuarantine",
        ),
        (Batch(found=1, stuck=[Left(name="a", reason=CHANGED)]), "Completed"),
        (Batch(stuck=[Left(name="a", reason="permission denied")]), "Failed"),
    ],
)
def test_batch_outcome_is_never_green_while_a_file_is_unaccounted_for(batch: Batch, outcome: str) -> None:
    assert batch.outcome == outcome


def test_places_must_be_apart(tmp_path: Path) -> None:
    parameters = IngestParameters(
        inbox=str(tmp_path), archive=str(tmp_path / "archive"), state=tmp_path / "s"
    )
    with pytest.raises(SettingsError, match=r"archive .* lies in inbox"):
        Places.of(parameters.settings())


def test_ingest_takes_reports_from_a_remote_inbox(office: Office) -> None:
    inbox = Folder(f"memory://{uuid.uuid4().hex}")
    inbox.write("县/甲.txt", report(1).encode())
    inbox.write("县/空.txt", b"")
    assert office.run(inbox=inbox.address).name == "CompletedWithQuarantine"
    assert office.sources() == {"县/甲.txt"}
    assert list(inbox.files()) == []
    assert office.files(office.archive) == {"县/甲.txt"}
    assert office.files(office.quarantine) == {"县/空.txt", "县/空.txt.error.json"}
