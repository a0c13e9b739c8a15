"""Files into the graph: what is new or changed is written, the rest is left alone, what is gone is said to be."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from graph import mapping
from graph.dump import dump
from graph.ingest import IngestSummary, ingest_paths, known_sources
from graph.removal import remove_target
from graph.rows import GraphRows
from graph.store import GraphStore
from pipeline.models import ExtractedSource
from pipeline.settings import Settings, load_settings

REPORT = """{title}

一、履职情况
我任{role}，联系{place}。全年走访农户{number}户，落实“三会一课”，开展主题党日{number}次。

二、存在问题
学习不够深入。
"""


def report(
    number: int = 12, role: str = "镇党委副书记", place: str = "温泉新村", title: str = "2023年度个人述职报告"
) -> str:
    return REPORT.format(number=number, role=role, place=place, title=title)


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "inbox"
    folder.mkdir()
    for number in (11, 12, 13):
        (folder / f"{number}.txt").write_text(report(number), encoding="utf-8")
    return folder


@pytest.fixture
def settings() -> Settings:
    return load_settings()


def names(store: GraphStore) -> set[str]:
    return {row["name"] for row in store.execute_read("MATCH (s:Source) RETURN s.name AS name")}


def ingest(
    store: GraphStore, *paths: str, settings: Settings | None = None, sync: bool = False
) -> IngestSummary:
    return ingest_paths(store, paths or ("inbox",), settings or load_settings(), sync=sync)


def test_reports_become_facts_with_their_evidence(store: GraphStore, inbox: Path) -> None:
    summary = ingest(store)
    assert (summary.written.sources, summary.reports, summary.unchanged, summary.failed) == (3, 3, 0, [])
    text = (inbox / "12.txt").read_text(encoding="utf-8")
    rows = store.execute_read(
        "MATCH (s:Source {name: 'inbox/12.txt'})-[:CONTAINS]->(r:Report)-[:HAS_SECTION*]->(:Section)-[m:MENTIONS]->(p:Program) "
        "RETURN p.name AS name, m.start AS start, m.end AS end, m.text AS text, m.sentence AS sentence, r.text AS report, "
        "r.start AS base"
    )
    assert "三会一课" in {row["name"] for row in rows}
    for row in rows:
        assert text[row["start"] : row["end"]] == row["text"]
        assert row["text"] in row["sentence"]
        assert row["report"][row["start"] - row["base"] : row["end"] - row["base"]] == row["text"]
    figures = store.execute_read("MATCH (q:Quantity) RETURN q.text AS text, q.value AS value ORDER BY text")
    assert {"text": "12户", "value": 12.0} in figures


def test_unchanged_files_are_skipped_and_the_graph_stays_as_it_is(store: GraphStore, inbox: Path) -> None:
    ingest(store)
    once = dump(store)
    again = ingest(store)
    assert (again.unchanged, again.written.sources, again.reports) == (3, 0, 0)
    assert not once.difference(dump(store))


def test_a_touched_but_equal_file_is_unchanged(store: GraphStore, inbox: Path) -> None:
    ingest(store)
    (inbox / "11.txt").write_text(report(11), encoding="utf-8")
    assert ingest(store).unchanged == 3


def test_a_changed_file_replaces_what_it_said(store: GraphStore, inbox: Path) -> None:
    ingest(store)
    (inbox / "11.txt").write_text(report(99), encoding="utf-8")
    summary = ingest(store)
    assert (summary.written.sources, summary.unchanged, summary.written.removed_reports) == (1, 2, 1)
    texts = {row["text"] for row in store.execute_read("MATCH (q:Quantity) RETURN q.text AS text")}
    assert "99户" in texts
    assert "11户" not in texts


def test_another_extractor_version_reads_everything_anew(
    store: GraphStore, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(store)
    monkeypatch.setattr("pipeline.extraction.extractor_version", lambda: "another")
    assert ingest(store).written.sources == 3
    assert ingest(store).unchanged == 3


def test_what_is_gone_from_a_folder_is_reported_and_removed_only_on_request(
    store: GraphStore, inbox: Path
) -> None:
    ingest(store)
    (inbox / "12.txt").unlink()
    summary = ingest(store)
    assert (summary.gone, summary.removed) == (["inbox/12.txt"], 0)
    assert "inbox/12.txt" in names(store)
    summary = ingest(store, sync=True)
    assert (summary.gone, summary.removed) == (["inbox/12.txt"], 1)
    assert names(store) == {"inbox/11.txt", "inbox/13.txt"}
    assert ingest(store, sync=True).gone == []


def test_nothing_outside_the_named_folder_counts_as_gone(store: GraphStore, inbox: Path) -> None:
    (inbox.parent / "inbox2").mkdir()
    (inbox.parent / "inbox2" / "x.txt").write_text(report(5), encoding="utf-8")
    ingest(store, "inbox", "inbox2")
    (inbox.parent / "inbox2" / "x.txt").unlink()
    assert ingest(store, "inbox", sync=True).gone == []
    assert ingest(store, "inbox/11.txt", sync=True).gone == []
    assert "inbox2/x.txt" in names(store)


def test_the_working_folder_can_be_synced(store: GraphStore, inbox: Path) -> None:
    ingest(store, ".")
    assert names(store) == {"inbox/11.txt", "inbox/12.txt", "inbox/13.txt"}
    (inbox / "12.txt").unlink()
    assert ingest(store, ".", sync=True).gone == ["inbox/12.txt"]


def test_an_emptied_folder_is_gone_altogether(store: GraphStore, inbox: Path) -> None:
    ingest(store)
    for path in inbox.iterdir():
        path.unlink()
    assert len(ingest(store, sync=True).gone) == 3
    assert names(store) == set()


def test_a_file_that_cannot_be_read_any_more_is_not_gone(store: GraphStore, inbox: Path) -> None:
    ingest(store)
    (inbox / "12.txt").write_bytes(b"\x00\x01\x02" * 400)
    summary = ingest(store, sync=True)
    assert [error.source for error in summary.failed] == ["inbox/12.txt"]
    assert summary.gone == []
    assert "inbox/12.txt" in names(store)


def test_a_bad_file_stops_nothing(store: GraphStore, inbox: Path) -> None:
    (inbox / "00.txt").write_bytes(b"")
    summary = ingest(store)
    assert [error.source for error in summary.failed] == ["inbox/00.txt"]
    assert summary.written.sources == 3


def test_a_fault_of_ours_in_one_document_stops_nothing_and_the_next_run_mends_it(
    store: GraphStore, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = mapping.add_findings

    def faulty(rows: GraphRows, extracted: ExtractedSource) -> None:
        if extracted.source.name == "inbox/12.txt":
            raise ValueError("substring not found")
        real(rows, extracted)

    with monkeypatch.context() as patch:
        patch.setattr(mapping, "add_findings", faulty)
        (error,) = ingest(store, sync=True).failed
    assert (error.source, error.code) == ("inbox/12.txt", "extraction")
    assert names(store) == {"inbox/11.txt", "inbox/13.txt"}
    assert ingest(store).failed == []
    assert names(store) == {"inbox/11.txt", "inbox/12.txt", "inbox/13.txt"}


def test_an_archive_is_skipped_when_unchanged_and_loses_what_was_taken_out_of_it(
    store: GraphStore, inbox: Path
) -> None:
    def pack(*numbers: int) -> None:
        with zipfile.ZipFile(inbox / "old.zip", "w") as archive:
            for number in numbers:
                archive.writestr(f"{number}.txt", report(number))

    pack(21, 22)
    ingest(store)
    assert {"inbox/old.zip/21.txt", "inbox/old.zip/22.txt"} <= names(store)
    assert ingest(store).unchanged == 5
    assert ingest(store, sync=True).gone == []
    pack(21)
    summary = ingest(store, sync=True)
    assert summary.gone == ["inbox/old.zip/22.txt"]
    assert "inbox/old.zip/22.txt" not in names(store)


def test_a_source_that_lost_a_report_is_completed(store: GraphStore, inbox: Path) -> None:
    ingest(store)
    whole = dump(store)
    (row,) = store.execute_read("MATCH (r:Report {source: 'inbox/12.txt'}) RETURN r.id AS id")
    assert remove_target(store, row["id"]) == [f"report {row['id']}"]
    assert known_sources(store, ["inbox/11.txt", "inbox/12.txt"]).keys() == {"inbox/11.txt"}
    assert ingest(store).written.sources == 1
    assert not whole.difference(dump(store))


def test_a_source_or_a_folder_can_be_removed_by_name(store: GraphStore, inbox: Path) -> None:
    ingest(store)
    assert remove_target(store, "./inbox/12.txt") == ["inbox/12.txt"]
    assert names(store) == {"inbox/11.txt", "inbox/13.txt"}
    assert remove_target(store, "inbo") == []
    assert remove_target(store, "inbox/") == ["inbox/11.txt", "inbox/13.txt"]
    assert not store.execute_read("MATCH (n) RETURN n LIMIT 1")
    assert remove_target(store, "inbox") == []


def test_a_document_without_a_report_is_remembered_too(store: GraphStore, inbox: Path) -> None:
    ingest(store)
    sources = store.execute_read(
        "MATCH (s:Source) RETURN s.name AS name, s.reports AS reports, s.size AS size"
    )
    assert {row["reports"] for row in sources} == {1}
    assert {row["size"] for row in sources} == {len(report().encode())}
