"""A batch from end to end: a real Prefect API, a real graph, real files."""

from __future__ import annotations

from flows.lock import exclusive
from graph.dump import dump
from tests.flows.office import Office, report, zipped


def test_ingest_new_reports_go_into_the_graph_and_then_into_the_archive(office: Office) -> None:
    office.put("甲.txt", report(1))
    office.put("2023/乙.txt", report(2))
    state = office.run()
    assert state.name == "Completed"
    assert office.sources() == {"甲.txt", "2023/乙.txt"}
    assert office.files(office.archive) == {"甲.txt", "2023/乙.txt"}
    assert office.files(office.inbox) == set()
    assert not office.quarantine.exists() or office.files(office.quarantine) == set()


def test_ingest_a_bad_file_goes_into_quarantine_with_its_reason_and_stops_nothing(office: Office) -> None:
    office.put("好.txt", report(1))
    office.put("空.txt", "")
    office.put("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    state = office.run()
    assert (state.type.value, state.name) == ("COMPLETED", "CompletedWithQuarantine")
    assert office.sources() == {"好.txt"}
    assert office.files(office.quarantine) == {"空.txt", "空.txt.error.json", "旧.doc", "旧.doc.error.json"}
    reason = office.reason("空.txt")
    assert (reason["source"], reason["code"], reason["size"]) == ("空.txt", "empty", 0)
    assert reason["what_to_do"]
    assert office.reason("旧.doc")["code"] == "unsupported-format"


def test_ingest_a_mended_file_comes_back_through_the_inbox(office: Office) -> None:
    office.put("报告.txt", "")
    office.run()
    (office.quarantine / "报告.txt").write_text(report(3), "utf-8")
    (office.quarantine / "报告.txt").rename(office.inbox / "报告.txt")
    assert office.run().name == "Completed"
    assert office.sources() == {"报告.txt"}
    assert office.files(office.quarantine) == set()


def test_ingest_an_archive_with_a_bad_member_keeps_the_good_ones_and_names_the_bad(office: Office) -> None:
    office.put(
        "汇编.zip", zipped({"一.txt": report(1).encode(), "二.txt": b"", "三.txt": report(3).encode()})
    )
    assert office.run().name == "CompletedWithQuarantine"
    assert office.sources() == {"汇编.zip/一.txt", "汇编.zip/三.txt"}
    assert [member["source"] for member in office.reason("汇编.zip")["members"]] == ["汇编.zip/二.txt"]
    office.put("汇编.zip", zipped({"一.txt": report(1).encode()}))
    assert office.run().name == "Completed"
    assert office.sources() == {"汇编.zip/一.txt"}, "what the new version of an archive lacks is gone"


def test_ingest_again_changes_nothing_and_only_puts_away(office: Office) -> None:
    office.put("甲.txt", report(1))
    office.run()
    before = dump(office.graph)
    office.put("甲.txt", report(1))
    batch = office.batch()
    assert (batch.found, batch.unchanged, batch.extracted, batch.archived) == (1, 1, 0, 1)
    assert not before.difference(dump(office.graph))
    assert office.files(office.archive) == {"甲.txt"}


def test_ingest_an_edited_report_replaces_the_old_and_the_archive_keeps_both(office: Office) -> None:
    office.put("甲.txt", report(1))
    office.run()
    office.put("甲.txt", report(2))
    office.run()
    edited = dump(office.graph)
    assert len(office.files(office.archive)) == 2
    assert (office.archive / "甲.txt").read_text("utf-8") == report(2)
    (superseded,) = office.files(office.archive) - {"甲.txt"}
    assert superseded.startswith(".superseded/甲.")
    assert (office.archive / superseded).read_text("utf-8") == report(1)
    office.put("甲.txt", report(1))
    office.run()
    assert edited.difference(dump(office.graph))


def test_ingest_leaves_alone_what_is_still_being_copied_and_what_is_no_document(office: Office) -> None:
    office.put("好.txt", report(1))
    office.put("下载.txt.part", report(2))
    office.put("~$锁.docx", b"x")
    office.put("照片.jpg", b"\xff\xd8\xff")
    with office.put("半.txt", report(3)).open("a"):
        batch = office.batch()
    assert batch.outcome == "Completed"
    assert office.sources() == {"好.txt"}
    assert office.files(office.inbox) == {"下载.txt.part", "~$锁.docx", "照片.jpg", "半.txt"}
    assert batch.passed_over == ["照片.jpg"]
    assert office.run().name == "Completed"
    assert office.sources() == {"好.txt", "半.txt"}


def test_ingest_two_runs_never_work_at_once(office: Office) -> None:
    office.put("甲.txt", report(1))
    with exclusive(office.state) as alone:
        assert alone
        assert office.run().name == "AnotherRunAtWork"
    assert office.files(office.inbox) == {"甲.txt"}
    assert office.run().name == "Completed"


def test_ingest_an_empty_inbox_is_a_quiet_success(office: Office) -> None:
    assert office.batch().found == 0
