"""Graph and archive are compared file by file; what differs is written again, what cannot be mended is said."""

from __future__ import annotations

from typing import Any

from flows.parameters import CheckParameters
from graph.dump import dump
from graph.mapping import source_id
from graph.writer import remove_sources
from tests.flows.office import Office, report, zipped


def check(office: Office, **overrides: Any) -> Any:
    from flows.check import check_consistency

    given: dict[str, Any] = {
        "archive": str(office.archive),
        "state": office.state,
        "store": office.graph.address,
        "jobs": 1,
    }
    return check_consistency(CheckParameters(**{**given, **overrides}), return_state=True)


def fill(office: Office) -> None:
    office.put("甲.txt", report(1))
    office.put("乙/乙.txt", report(2))
    office.put("汇编.zip", zipped({"一.txt": report(3).encode(), "二.txt": report(4).encode()}))
    assert office.run().name == "Completed"


def test_check_finds_nothing_where_all_is_well(office: Office) -> None:
    fill(office)
    assert check(office).name == "Completed"


def test_check_repairs_the_graph_from_the_archive(office: Office) -> None:
    fill(office)
    whole = dump(office.graph)
    remove_sources(office.graph, [source_id("甲.txt"), source_id("汇编.zip/二.txt")])
    office.graph.execute_write("MATCH (s:Source {name: '乙/乙.txt'}) SET s.sha256 = 'another version'")
    assert check(office, repair=False).type.value == "FAILED"
    state = check(office)
    assert state.name == "Repaired"
    found = state.result()
    assert {work.name for work in found.differing} == {"乙/乙.txt", "汇编.zip", "甲.txt"}
    assert not whole.difference(dump(office.graph))
    assert check(office).name == "Completed"


def test_check_writes_again_what_an_older_version_extracted(office: Office) -> None:
    fill(office)
    office.graph.execute_write("MATCH (s:Source {name: '甲.txt'}) SET s.extractor = '0.0.1'")
    state = check(office)
    assert state.name == "Repaired"
    assert [work.name for work in state.result().outdated] == ["甲.txt"]


def test_check_is_red_where_the_evidence_of_a_source_is_gone(office: Office) -> None:
    fill(office)
    (office.archive / "甲.txt").unlink()
    state = check(office)
    assert state.type.value == "FAILED"
    assert "1 sources without a file" in state.message
    assert check(office, ignore=("甲",)).name == "Completed"
