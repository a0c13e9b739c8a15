"""Whatever the user names comes out as documents and errors, in a fixed order, one in memory at a time."""

from __future__ import annotations

import io
import os
import pickle
import stat
import struct
import sys
import tracemalloc
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.documents import SourceText
from pipeline.errors import (
    DamagedDocumentError,
    DocumentTooLargeError,
    EmptyDocumentError,
    EncryptedDocumentError,
    InputError,
    NotFoundError,
    UnreadableError,
    UnsafeArchiveError,
    UnsupportedFormatError,
)
from pipeline.readers import ReadLimits
from pipeline.sources import InputRef, discover, list_inputs, read_input

Make = Callable[..., bytes]
needs_links = pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need rights there")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are given relative to a folder of our own."""
    monkeypatch.chdir(tmp_path)


def write(path: str, data: bytes | str = "述职报告") -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(data.encode() if isinstance(data, str) else data)


def seen(paths: Iterable[str], limits: ReadLimits | None = None) -> list[tuple[str, str]]:
    """What comes out: names with their text, or with the name of the error."""
    return [
        (found.source, type(found).__name__)
        if isinstance(found, InputError)
        else (found.info.name, found.text)
        for found in discover(list(paths), limits)
    ]


def errors(paths: Iterable[str], limits: ReadLimits | None = None) -> list[InputError]:
    return [found for found in discover(list(paths), limits) if isinstance(found, InputError)]


class TestFilesAndFolders:
    def test_folders_are_read_recursively_in_sorted_order(self) -> None:
        for name in ("b.txt", "a/z.txt", "a/b/c.md", "c.txt", "B.txt", "a.txt"):
            write(f"reports/{name}", name)
        expected = [
            "reports/B.txt",
            "reports/a/b/c.md",
            "reports/a/z.txt",
            "reports/a.txt",
            "reports/b.txt",
            "reports/c.txt",
        ]
        assert [name for name, _ in seen(["reports"])] == expected
        assert seen(["reports"]) == seen(["reports/"]) == seen(["./reports"])

    def test_names_are_the_users_with_posix_slashes(self, tmp_path: Path) -> None:
        write("夹/一.txt", "一")
        assert seen(["夹/一.txt", "夹"]) == [("夹/一.txt", "一")]
        assert seen(["."]) == [("夹/一.txt", "一")]
        assert seen([str(tmp_path)]) == [(f"{tmp_path.as_posix()}/夹/一.txt", "一")]
        assert seen([str(Path("夹", "..", "夹"))]) == [("夹/../夹/一.txt", "一")]

    def test_paths_come_in_the_order_given_and_a_file_once(self) -> None:
        write("b.txt", "b")
        write("a.txt", "a")
        assert seen(["b.txt", ".", "a.txt"]) == [("b.txt", "b"), ("a.txt", "a")]

    def test_what_is_no_document_is_passed_over_in_folders(self) -> None:
        write("d/r.txt", "好")
        for name in (
            "r.ann",
            "r.jsonl",
            "x.py",
            "p.png",
            "README",
            "Makefile",
            ".hidden.txt",
            "~$r.docx",
            ".git/c.txt",
            "__MACOSX/r.txt",
        ):
            write(f"d/{name}")
        assert seen(["d"]) == [("d/r.txt", "好")]
        assert seen(["d/.hidden.txt"]) == [("d/.hidden.txt", "述职报告")]

    def test_documents_without_a_reader_are_reported_in_folders_too(self) -> None:
        write("d/r.txt", "好")
        for name in ("a.doc", "b.wps", "s.rar"):
            write(f"d/{name}", b"\x01\x02")
        assert seen(["d"]) == [
            ("d/a.doc", "UnsupportedFormatError"), ("d/b.wps", "UnsupportedFormatError"), ("d/r.txt", "好"),
            ("d/s.rar", "UnsupportedFormatError"),
        ]  # fmt: skip

    def test_an_unsupported_file_that_is_named_is_an_error(self) -> None:
        write("x.py", "print()")
        write("r.ann")
        assert seen(["x.py", "r.ann"]) == [
            ("x.py", "UnsupportedFormatError"),
            ("r.ann", "UnsupportedFormatError"),
        ]

    def test_a_named_file_without_extension_is_read_by_its_content(self, make_zip: Make) -> None:
        write("报告", "内容")
        write("包", make_zip({"一.txt": "一".encode()}))
        assert seen(["报告", "包"]) == [("报告", "内容"), ("包/一.txt", "一")]

    def test_one_bad_input_never_stops_the_others(self, make_pdf: Make) -> None:
        write("d/1.txt", "甲")
        write("d/2.txt", b"")
        write("d/3.pdf", make_pdf([["x"]])[:100])
        write("d/4.docx", b"PK\x03\x04 and no more")
        write("d/5.zip", b"PK\x03\x04 and no more")
        write("d/6.txt", bytes(range(256)) * 9)
        write("d/7.txt", "乙")
        assert seen(["missing", "d", "none.txt"]) == [
            ("missing", "NotFoundError"), ("d/1.txt", "甲"), ("d/2.txt", "EmptyDocumentError"),
            ("d/3.pdf", "DamagedDocumentError"), ("d/4.docx", "DamagedDocumentError"), ("d/5.zip", "DamagedDocumentError"),
            ("d/6.txt", "DamagedDocumentError"), ("d/7.txt", "乙"), ("none.txt", "NotFoundError"),
        ]  # fmt: skip

    def test_a_folder_without_documents_is_an_error(self) -> None:
        write("d/x.py")
        write("d/e/.hidden")
        Path("empty").mkdir()
        assert seen(["d", "empty"]) == [("d", "EmptyDocumentError"), ("empty", "EmptyDocumentError")]

    def test_a_file_over_the_limit_is_refused_without_being_read(self) -> None:
        write("big.txt", b"a" * 1001)
        write("big.iso", b"a" * 1001)
        write("ok.txt", b"a" * 1000)
        with Path("huge.txt").open("wb") as file:
            file.truncate(10 << 30)  # sparse: reading it would take the memory of this machine
        assert seen(["."], ReadLimits(max_bytes=1000)) == [
            ("big.txt", "DocumentTooLargeError"), ("huge.txt", "DocumentTooLargeError"), ("ok.txt", "a" * 1000),
        ]  # fmt: skip
        assert seen(["big.iso"], ReadLimits(max_bytes=1000)) == [("big.iso", "UnsupportedFormatError")]
        [error] = errors(["huge.txt"])
        assert "limit of 67108864" in error.reason

    def test_a_file_that_vanishes_between_listing_and_reading_is_an_error(self) -> None:
        write("r.txt")
        [ref] = list_inputs(["r.txt"])
        assert isinstance(ref, InputRef)
        Path("r.txt").unlink()
        assert [type(found) for found in read_input(ref)] == [NotFoundError]

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
    def test_a_file_or_folder_without_permission_is_an_error(self) -> None:
        write("d/a.txt")
        write("d/locked/b.txt")
        write("d/z.txt", "末")
        Path("d/a.txt").chmod(0)
        Path("d/locked").chmod(0)
        try:
            assert seen(["d"]) == [
                ("d/a.txt", "UnreadableError"),
                ("d/locked", "UnreadableError"),
                ("d/z.txt", "末"),
            ]
        finally:
            Path("d/locked").chmod(0o700)

    @pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs Linux")
    def test_a_file_that_the_system_fails_to_read_is_an_error(self) -> None:
        Path("r.txt").symlink_to("/proc/self/mem")
        write("s.txt", "好")
        assert seen(["."]) == [("r.txt", "UnreadableError"), ("s.txt", "好")]

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
    def test_pipes_and_devices_are_not_waited_for(self) -> None:
        os.mkfifo("p.txt")
        os.mkfifo("p.other")
        assert seen([".", "p.other"]) == [("p.txt", "UnreadableError"), ("p.other", "UnreadableError")]

    @needs_links
    def test_loops_of_links_are_reported_and_everything_is_read_once(self) -> None:
        write("d/a.txt", "甲")
        write("d/sub/b.txt", "乙")
        Path("d/sub/up").symlink_to("..")
        Path("d/zz").symlink_to("sub")
        Path("d/self.txt").symlink_to("self.txt")
        Path("d/gone.txt").symlink_to("nowhere.txt")
        Path("d/link.txt").symlink_to("a.txt")
        assert seen(["d"]) == [
            ("d/a.txt", "甲"), ("d/gone.txt", "NotFoundError"), ("d/link.txt", "甲"), ("d/self.txt", "UnreadableError"),
            ("d/sub/b.txt", "乙"), ("d/sub/up", "UnreadableError"),
        ]  # fmt: skip
        assert seen(["d/self.txt"]) == [("d/self.txt", "UnreadableError")]

    @pytest.mark.skipif(sys.platform == "win32", reason="paths are shorter there")
    def test_folders_deeper_than_python_calls_are_walked(self) -> None:
        depth = 1200
        for _ in range(depth):
            Path("d").mkdir()
            os.chdir("d")
        write("r.txt", "底")
        os.chdir("../" * depth)
        try:
            [(name, text)] = seen(["d"])
            assert (name.count("/"), text) == (depth, "底")
        finally:  # pytest's own clean-up recurses
            os.chdir("d/" * depth)
            Path("r.txt").unlink()
            for _ in range(depth):
                os.chdir("..")
                Path("d").rmdir()

    @pytest.mark.skipif(sys.platform != "linux", reason="other systems keep names in Unicode")
    def test_names_in_gb18030_are_shown_as_text(self) -> None:
        write(os.fsdecode("d/述职.txt".encode("gb18030")), "好")
        assert seen(["d"]) == [("d/述职.txt", "好")]

    def test_a_path_that_no_system_could_have_is_not_found(self) -> None:
        assert seen(["a\0b", "x" * 5000]) == [("a\0b", "NotFoundError"), ("x" * 5000, "UnreadableError")]


class TestStandardInput:
    def feed(self, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    def test_is_read_whatever_format_it_has(
        self, monkeypatch: pytest.MonkeyPatch, make_zip: Make, make_docx: Make, make_pdf: Make
    ) -> None:
        for data, expected in (
            ("述职".encode("gb18030"), ("<stdin>", "述职")),
            (make_docx(paragraphs=["述职"]), ("<stdin>", "述职")),
            (make_pdf([["述职"]]), ("<stdin>", "述职")),
            ("<html><p>述职</html>".encode(), ("<stdin>", "述职")),
            (make_zip({"a.txt": "述职".encode()}), ("<stdin>/a.txt", "述职")),
            (b"", ("<stdin>", "EmptyDocumentError")),
            (b"\x89PNG\r\n\x1a\n" + bytes(9), ("<stdin>", "UnsupportedFormatError")),
        ):
            self.feed(monkeypatch, data)
            assert seen(["-"]) == [expected]

    def test_is_read_once_and_within_the_limit(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.feed(monkeypatch, b"a" * 100)
        assert seen(["-", "-"], ReadLimits(max_bytes=100)) == [("<stdin>", "a" * 100)]
        self.feed(monkeypatch, b"a" * 101)
        assert seen(["-"], ReadLimits(max_bytes=100)) == [("<stdin>", "DocumentTooLargeError")]


class TestReferences:
    def test_list_names_and_sizes_and_survive_pickling(self, monkeypatch: pytest.MonkeyPatch) -> None:
        write("d/a.txt", b"abc")
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("述职".encode())))
        refs = [ref for ref in list_inputs(["d", "-"]) if isinstance(ref, InputRef)]
        assert [(ref.name, ref.size) for ref in refs] == [("d/a.txt", 3), ("<stdin>", 6)]
        again = pickle.loads(pickle.dumps(refs))
        texts = [found.text for ref in again for found in read_input(ref) if isinstance(found, SourceText)]
        assert texts == ["abc", "述职"]

    def test_listing_reads_no_file(self) -> None:
        write("a.txt", b"")
        write("b.zip", b"junk")
        assert [type(found) for found in list_inputs(["."])] == [InputRef, InputRef]

    def test_errors_are_the_same_in_every_process(self) -> None:
        write("r.txt", b"")
        [error] = errors(["r.txt"])
        assert str(pickle.loads(pickle.dumps(error))) == str(error)


class TestArchives:
    def test_documents_in_archives_are_named_after_them(self, make_zip: Make, make_docx: Make) -> None:
        inner = make_zip({"深/三.txt": "三".encode()})
        write("d/batch.zip", make_zip({
            "inner/一.txt": "一".encode(), "二.docx": make_docx(paragraphs=["二"]), "三.zip": inner, "空/": b"",
            "x.py": b"1", ".DS_Store": b"1", "__MACOSX/._一.txt": b"1", "inner/~$二.docx": b"1",
        }))  # fmt: skip
        assert seen(["d"]) == [
            ("d/batch.zip/inner/一.txt", "一"), ("d/batch.zip/二.docx", "二"), ("d/batch.zip/三.zip/深/三.txt", "三"),
        ]  # fmt: skip

    @pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
    def test_names_without_the_utf8_flag_are_decoded(self, make_zip: Make, encoding: str) -> None:
        names = ["2023年述职报告/镇长.txt", "联通.txt", "工作.txt", "plain.txt"]
        write("b.zip", make_zip([(name.encode(encoding), name.encode()) for name in names]))
        with zipfile.ZipFile("b.zip") as archive:
            assert not any(info.flag_bits & 0x800 for info in archive.infolist())
        assert seen(["b.zip"]) == [(f"b.zip/{name}", name) for name in names]

    def test_a_unicode_path_field_wins_over_the_name(self) -> None:
        import zlib

        raw = b"?????.txt"
        info = zipfile.ZipInfo(raw.decode())
        field = b"\x01" + struct.pack("<I", zlib.crc32(raw)) + "述职.txt".encode()
        info.extra = struct.pack("<HH", 0x7075, len(field)) + field
        with zipfile.ZipFile("b.zip", "w") as archive:
            archive.writestr(info, "好".encode())
        assert seen(["b.zip"]) == [("b.zip/述职.txt", "好")]

    @pytest.mark.parametrize(
        "name",
        [
            "../x.txt",
            "a/../../x.txt",
            "/etc/x.txt",
            "..\\x.txt",
            "C:\\x.txt",
            "C:x.txt",
            "\\\\host\\x.txt",
            "a/..",
        ],
    )
    def test_members_that_point_out_of_the_archive_are_unsafe(self, make_zip: Make, name: str) -> None:
        write("b.zip", make_zip({name: b"x", "ok.txt": b"ok"}))
        expected = [("b.zip/ok.txt", "ok")]
        if name.endswith(".txt"):
            expected.insert(0, (f"b.zip/{name}".replace("\\", "/"), "UnsafeArchiveError"))
        assert seen(["b.zip"]) == expected

    def test_members_that_are_links_or_stand_twice_are_unsafe(self) -> None:
        link = zipfile.ZipInfo("l.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        with zipfile.ZipFile("b.zip", "w") as archive:
            archive.writestr(link, "/etc/hostname")
            archive.writestr("a.txt", "1")
            with pytest.warns(UserWarning, match="Duplicate"):
                archive.writestr("a.txt", "2")
        assert seen(["b.zip"]) == [
            ("b.zip/l.txt", "UnsafeArchiveError"), ("b.zip/a.txt", "1"), ("b.zip/a.txt", "UnsafeArchiveError"),
        ]  # fmt: skip

    def test_encrypted_members_ask_for_their_password(self, make_zip: Make) -> None:
        data = bytearray(make_zip({"a.txt": b"secret", "b.txt": b"open"}))
        for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            data[data.index(signature) + at] |= 1
        write("b.zip", bytes(data))
        assert seen(["b.zip"]) == [("b.zip/a.txt", "EncryptedDocumentError"), ("b.zip/b.txt", "open")]
        assert isinstance(errors(["b.zip"])[0], EncryptedDocumentError)

    def test_members_packed_in_other_ways_are_refused_with_a_hint(self) -> None:
        with zipfile.ZipFile("b.zip", "w", zipfile.ZIP_LZMA) as archive:
            archive.writestr("a.txt", "x" * 100)
            archive.writestr("b.txt", "y", zipfile.ZIP_STORED)
        assert seen(["b.zip"]) == [("b.zip/a.txt", "UnsupportedFormatError"), ("b.zip/b.txt", "y")]

    def test_a_bad_member_never_stops_the_others(self, make_zip: Make) -> None:
        data = bytearray(
            make_zip({"1.txt": b"one" * 50, "2.txt": b"two", "3.txt": b"", "4.doc": b"x", "5.txt": b"five"})
        )
        data[40] ^= 0xFF
        write("b.zip", bytes(data))
        assert seen(["b.zip"]) == [
            ("b.zip/1.txt", "DamagedDocumentError"), ("b.zip/2.txt", "two"), ("b.zip/3.txt", "EmptyDocumentError"),
            ("b.zip/4.doc", "UnsupportedFormatError"), ("b.zip/5.txt", "five"),
        ]  # fmt: skip

    def test_truncated_empty_and_false_archives_are_told_apart(
        self, make_zip: Make, make_docx: Make, make_pdf: Make
    ) -> None:
        data = make_zip({"a.txt": os.urandom(5000)})
        write("cut.zip", data[: len(data) // 2])
        write("docx.zip", make_docx(paragraphs=["述职"]))
        write("none.zip", make_zip({}))
        write("pdf.zip", make_pdf([["x"]]))
        write("useless.zip", make_zip({"x.py": b"1"}))
        write("zero.zip", b"")
        reasons = {error.source: error for error in errors(["."])}
        assert {name: type(error) for name, error in reasons.items()} == {
            "cut.zip": DamagedDocumentError, "docx.zip": DamagedDocumentError, "none.zip": EmptyDocumentError,
            "pdf.zip": DamagedDocumentError, "useless.zip": EmptyDocumentError, "zero.zip": EmptyDocumentError,
        }  # fmt: skip
        assert "truncated" in reasons["cut.zip"].reason
        assert reasons["docx.zip"].hint == "rename it to .docx"

    def test_archives_inside_archives_are_read_down_to_a_depth(self, make_zip: Make) -> None:
        data = make_zip({"r.txt": "底".encode()})
        for level in (2, 1, 0):
            data = make_zip({f"{level}.zip": data, f"{level}.txt": b"t"})
        write("a.zip", data)
        assert seen(["a.zip"]) == [
            ("a.zip/0.zip/1.zip/2.zip", "DocumentTooLargeError"), ("a.zip/0.zip/1.zip/2.txt", "t"),
            ("a.zip/0.zip/1.txt", "t"), ("a.zip/0.txt", "t"),
        ]  # fmt: skip
        assert ("a.zip/0.zip/1.zip/2.zip/r.txt", "底") in seen(["a.zip"], ReadLimits(max_depth=3))
        assert seen(["a.zip"], ReadLimits(max_depth=0)) == [
            ("a.zip/0.zip", "DocumentTooLargeError"),
            ("a.zip/0.txt", "t"),
        ]

    def test_bombs_are_refused_by_ratio_and_cost_no_memory(self, make_zip: Make) -> None:
        write("b.zip", make_zip({"bomb.txt": bytes(60 << 20), "ok.txt": b"ok"}))
        tracemalloc.start()
        try:
            assert seen(["b.zip"]) == [("b.zip/bomb.txt", "DocumentTooLargeError"), ("b.zip/ok.txt", "ok")]
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert peak < 1 << 20

    def test_members_that_share_their_bytes_are_a_bomb_together(self, make_zip: Make) -> None:
        """Each member alone is of a decent ratio; the directory lists the same bytes again and again."""
        text = (os.urandom(4000).hex() * 110).encode()
        data = make_zip({"0000.txt": text})
        at, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
        entry, copies = data[at:end], 3000
        entries = b"".join(entry.replace(b"0000.txt", f"{n:04}.txt".encode()) for n in range(copies))
        tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, copies, copies, len(entries), at, 0)
        write("b.zip", data[:at] + entries + tail)
        assert len(text) * copies > 200 * Path("b.zip").stat().st_size
        limits = ReadLimits(max_archive_bytes=1 << 40)
        assert seen(["b.zip"], limits) == [("b.zip", "DocumentTooLargeError")]

    def test_bombs_inside_bombs_share_one_budget(self, make_zip: Make) -> None:
        leaf = make_zip({f"{n}.txt": os.urandom(20_000).hex().encode() for n in range(5)})
        write("b.zip", make_zip({f"{n}.zip": leaf for n in range(4)}))
        limits = ReadLimits(max_archive_bytes=4 * len(leaf) + 500_000)
        outcomes = seen(["b.zip"], limits)
        assert [name for name, text in outcomes if text == "DocumentTooLargeError"] == [
            "b.zip/2.zip",
            "b.zip/3.zip",
        ]
        assert len(outcomes) == 2 + 2 * 5

    def test_a_size_that_lies_is_found_out_without_unpacking_more(self, make_zip: Make) -> None:
        data = bytearray(make_zip({"a.txt": bytes(200 << 20)}))
        struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 100)
        struct.pack_into("<I", data, 22, 100)
        write("b.zip", bytes(data))
        tracemalloc.start()
        try:
            assert seen(["b.zip"]) == [("b.zip/a.txt", "DamagedDocumentError")]
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert peak < 8 << 20

    def test_the_number_of_members_is_limited_before_they_are_listed(self, make_zip: Make) -> None:
        write("b.zip", make_zip({f"{n}.txt": b"x" for n in range(11)}))
        assert len(seen(["b.zip"], ReadLimits(max_archive_members=11))) == 11
        assert seen(["b.zip"], ReadLimits(max_archive_members=10)) == [("b.zip", "DocumentTooLargeError")]
        write("c.zip", make_zip({f"{n:0>9}.txt": b"" for n in range(3000)}))
        assert seen(["c.zip"], ReadLimits(max_archive_members=20)) == [("c.zip", "DocumentTooLargeError")]

    def test_the_size_of_members_and_of_archives_is_limited(self, make_zip: Make) -> None:
        noise = os.urandom(3000).hex().encode()
        write("b.zip", make_zip({"a.txt": noise, "b.txt": b"ok"}))
        assert seen(["b.zip"], ReadLimits(max_bytes=5000)) == [
            ("b.zip/a.txt", "DocumentTooLargeError"),
            ("b.zip/b.txt", "ok"),
        ]
        assert seen(["b.zip"], ReadLimits(max_archive_bytes=5000)) == [("b.zip", "DocumentTooLargeError")]
        assert seen(["b.zip"], ReadLimits(max_archive_bytes=1000)) == [("b.zip", "DocumentTooLargeError")]

    @settings(deadline=None, max_examples=60)
    @given(data=st.data())
    def test_a_damaged_archive_gives_its_documents_or_errors_and_nothing_else(
        self, data: st.DataObject
    ) -> None:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.txt", "述职报告" * 30)
            archive.writestr("二.txt", "二")
        packed = bytearray(buffer.getvalue())
        for _ in range(data.draw(st.integers(1, 4))):
            packed[data.draw(st.integers(0, len(packed) - 1))] = data.draw(st.integers(0, 255))
        texts = {"述职报告" * 30, "二"}
        for found in read_input(InputRef("x.zip", "", len(packed), bytes(packed))):
            assert isinstance(found, InputError) or found.text in texts


def test_memory_is_bounded_by_the_largest_file_not_by_their_number(make_zip: Make) -> None:
    text = "本年度共召开会议12次。" * 9000
    for number in range(60):
        write(f"d/{number:02}.txt", text)
    write("d/z.zip", make_zip({f"{n}.txt": (text + str(n)).encode() for n in range(60)}))
    largest = sys.getsizeof(text) + len(text.encode())
    # What is imported with the first file and the first archive is no file's.
    write("first.zip", make_zip({"a.txt": b"x"}))
    assert len(list(discover(["d/00.txt", "first.zip"]))) == 2
    tracemalloc.start()
    try:
        count = sum(isinstance(found, SourceText) for found in discover(["d"], ReadLimits(max_ratio=10_000)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 120
    assert peak < 5 * largest


def test_reading_is_lazy() -> None:
    write("a.txt", "甲")
    write("b.txt", "乙")
    found = discover(["a.txt", "b.txt"])
    assert isinstance(next(found), SourceText)
    Path("b.txt").unlink()
    assert isinstance(next(found), NotFoundError)


def test_every_kind_of_error_says_what_was_wrong_and_where(make_zip: Make) -> None:
    write("d/a.txt", b"")
    write("d/b.doc", b"\x01")
    write("d/c.zip", make_zip({"../c.txt": b"x"}))
    for error, kind in zip(
        errors(["d"]), (EmptyDocumentError, UnsupportedFormatError, UnsafeArchiveError), strict=True
    ):
        assert isinstance(error, kind)
        assert str(error).startswith(error.source + ": ")
    assert issubclass(UnreadableError, InputError)
    assert issubclass(DocumentTooLargeError, InputError)
