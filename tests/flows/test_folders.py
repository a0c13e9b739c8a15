"""Folders: of this machine and behind an address, changed whole or not at all."""

from __future__ import annotations

import pickle
import uuid
from pathlib import Path

import pytest

from flows.folders import Entry, Folder, shown
from pipeline.errors import FlowError, InputError


@pytest.fixture(params=["local", "file", "memory"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Folder:
    """An empty folder: by path, by address, and on a remote system."""
    address = {
        "local": str(tmp_path / "这里"),
        "file": (tmp_path / "这里").as_uri(),
        "memory": f"memory://{uuid.uuid4().hex}",
    }[request.param]
    made = Folder(address)
    made.make()
    return made


def names(folder: Folder) -> list[str]:
    return [entry.path for entry in folder.files() if isinstance(entry, Entry)]


def test_folder_lists_files_in_order_without_hidden_ones(folder: Folder) -> None:
    for path in ("b.txt", "甲/2.txt", "甲/10.txt", ".隐/x.txt", "甲/.y.txt", "a.txt"):
        folder.write(path, path.encode())
    assert sorted(names(folder)) == ["a.txt", "b.txt", "甲/10.txt", "甲/2.txt"]
    assert names(folder) == names(folder)


def test_folder_entry_tells_a_changed_file_from_an_unchanged_one(folder: Folder) -> None:
    folder.write("a.txt", "旧".encode())
    before = folder.entry("a.txt")
    assert before is not None
    assert before == folder.entry("a.txt")
    folder.write("a.txt", "新".encode())
    after = folder.entry("a.txt")
    assert after is not None
    assert after.stamp != before.stamp
    assert folder.entry("b.txt") is None


def test_folder_move_replaces_and_leaves_nothing_behind(folder: Folder) -> None:
    folder.write("a.txt", b"1")
    folder.write("x/b.txt", b"2")
    folder.move("a.txt", folder, "x/b.txt")
    assert names(folder) == ["x/b.txt"]
    assert folder.read("x/b.txt") == b"1"


def test_folder_move_goes_from_one_file_system_to_another(folder: Folder, tmp_path: Path) -> None:
    other = Folder(str(tmp_path / "那里"))
    folder.write("甲/a.txt", b"1" * 3_000_000)
    folder.move("甲/a.txt", other, "乙/b.txt")
    assert (names(folder), names(other)) == ([], ["乙/b.txt"])
    other.move("乙/b.txt", folder, "c.txt")
    assert (names(folder), names(other)) == (["c.txt"], [])
    assert folder.read("c.txt") == b"1" * 3_000_000


def test_folder_remove_bears_that_the_file_is_gone(folder: Folder) -> None:
    folder.write("a.txt", b"1")
    folder.remove("a.txt")
    folder.remove("a.txt")
    assert names(folder) == []


def test_folder_digest_is_that_of_the_contents(folder: Folder) -> None:
    folder.write("a.txt", b"abc")
    assert folder.digest("a.txt") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_folder_travels_by_its_address(folder: Folder) -> None:
    folder.write("a.txt", b"1")
    assert pickle.loads(pickle.dumps(folder)).read("a.txt") == b"1"


def test_folder_with_an_unknown_protocol_says_so() -> None:
    with pytest.raises(FlowError, match="nosuch"):
        list(Folder("nosuch://x").files())


def test_folder_does_not_follow_links(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "a.txt").write_text("x")
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "link.txt").symlink_to(tmp_path / "there" / "a.txt")
    (tmp_path / "inbox" / "folder").symlink_to(tmp_path / "there")
    found = list(Folder(str(tmp_path / "inbox")).files())
    assert all(isinstance(each, InputError) for each in found)


def test_shown_reads_names_of_older_systems() -> None:
    assert shown("述职.txt".encode("gb18030").decode("utf-8", "surrogateescape")) == "述职.txt"
    assert shown("述职.txt") == "述职.txt"
