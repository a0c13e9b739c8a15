"""Files are taken when they are whole, and not before."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.folders import Folder
from flows.inbox import Stock, is_unfinished, take_stock


def look(folder: Path, during: object = None) -> Stock:
    """Take stock; `during` happens between the two looks."""

    def meanwhile(_seconds: float) -> None:
        if callable(during):
            during()

    return take_stock(Folder(str(folder)), 1.0, sleep=meanwhile)


def ready(stock: Stock) -> list[str]:
    return [entry.name for entry in stock.ready]


def test_inbox_takes_a_file_that_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert ready(look(tmp_path)) == ["a.txt"]


def test_inbox_leaves_a_file_that_grows_and_takes_it_later(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    growing = look(tmp_path, lambda: path.write_text("xy"))
    assert (ready(growing), growing.unfinished) == ([], ["a.txt"])
    assert ready(look(tmp_path)) == ["a.txt"]


def test_inbox_leaves_a_file_that_somebody_has_open_for_writing(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("w") as file:
        file.write("x")
        file.flush()
        assert look(tmp_path).unfinished == ["a.txt"]
    assert ready(look(tmp_path)) == ["a.txt"]


def test_inbox_bears_that_a_file_is_taken_away_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    stock = look(tmp_path, path.unlink)
    assert (stock.ready, stock.unfinished) == ([], [])


@pytest.mark.parametrize(
    "name",
    [
        "a.txt.part",
        "b.docx.crdownload",
        "c.tmp",
        "~$报告.docx",
        "~WRL0001.tmp",
        "目录/d.pdf.filepart",
        "E.TMP",
    ],
)
def test_inbox_knows_the_names_of_unfinished_files(name: str) -> None:
    assert is_unfinished(name)


@pytest.mark.parametrize("name", ["a.txt", "part.txt", "tmp/报告.docx", "~报告.txt", "download"])
def test_inbox_takes_no_other_name_for_unfinished(name: str) -> None:
    assert not is_unfinished(name)


def test_inbox_does_not_wait_where_nothing_is_there(tmp_path: Path) -> None:
    def never(_seconds: float) -> None:
        raise AssertionError("waited for nothing")

    assert take_stock(Folder(str(tmp_path / "none")), 5.0, sleep=never) == Stock()
