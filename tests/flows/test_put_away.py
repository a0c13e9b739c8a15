"""Archive and quarantine: nothing is overwritten that was different, and a reason is never without its file for long."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.folders import Entry, Folder
from flows.put_away import Problem, archive_file, quarantine_file
from pipeline.errors import EmptyDocumentError, InputError


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Folder, Folder, Folder]:
    """Inbox, archive, quarantine."""
    return tuple(Folder(str(tmp_path / name)) for name in ("inbox", "archive", "quarantine"))  # type: ignore[return-value]


def put(folder: Folder, path: str, data: bytes) -> tuple[Entry, str]:
    folder.write(path, data)
    entry = folder.entry(path)
    assert entry is not None
    return entry, folder.digest(path)


def contents(folder: Folder) -> dict[str, bytes]:
    root = folder.local
    assert root is not None
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_archive_keeps_every_version(folders: tuple[Folder, Folder, Folder]) -> None:
    inbox, archive, quarantine = folders
    for data in (b"1", b"2", b"3", b"3", b"1"):
        assert archive_file(inbox, *put(inbox, "甲/a.b.txt", data), archive, quarantine)
    found = contents(archive)
    assert found["甲/a.b.txt"] == b"1"
    assert sorted(found.values()) == [b"1", b"1", b"2", b"3"]
    assert contents(inbox) == {}


def test_archive_leaves_a_file_that_has_changed(folders: tuple[Folder, Folder, Folder]) -> None:
    inbox, archive, quarantine = folders
    entry, digest = put(inbox, "a.txt", b"1")
    put(inbox, "a.txt", b"22")
    assert not archive_file(inbox, entry, digest, archive, quarantine)
    assert contents(inbox) == {"a.txt": b"22"}


def test_quarantine_says_why_and_what_to_do(folders: tuple[Folder, Folder, Folder]) -> None:
    inbox, archive, quarantine = folders
    problem = Problem.of("a.txt", [EmptyDocumentError("a.txt", "the file is empty", "send it again")])
    assert quarantine_file(inbox, *put(inbox, "a.txt", b""), quarantine, problem=problem, run="r1")
    record = json.loads(contents(quarantine)["a.txt.error.json"])
    assert record["code"] == "empty"
    assert record["what_to_do"].startswith("send it again; then ")
    assert (record["size"], record["run"], record["members"]) == (0, "r1", [])
    assert archive_file(inbox, *put(inbox, "a.txt", b"x"), archive, quarantine)
    assert "a.txt.error.json" in contents(quarantine), "its file is still there"
    quarantine.remove("a.txt")
    assert archive_file(inbox, *put(inbox, "a.txt", b"x"), archive, quarantine)
    assert contents(quarantine) == {}


def test_quarantine_keeps_an_earlier_bad_version(folders: tuple[Folder, Folder, Folder]) -> None:
    inbox, _, quarantine = folders
    problem = Problem("a.txt", "damaged", "cut off")
    for data in (b"1", b"2"):
        quarantine_file(inbox, *put(inbox, "a.txt", data), quarantine, problem=problem, run="")
    assert sorted(data for name, data in contents(quarantine).items() if name.endswith(".txt")) == [
        b"1",
        b"2",
    ]


def test_problem_names_the_members_that_are_to_blame() -> None:
    errors = [InputError("a.zip/1.txt", "is empty"), InputError("a.zip/2.txt", "is damaged")]
    problem = Problem.of("a.zip", errors)
    assert problem.code == "members"
    assert problem.reason.startswith("2 documents in it")
    assert [member["source"] for member in problem.members] == ["a.zip/1.txt", "a.zip/2.txt"]
