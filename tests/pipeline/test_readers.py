"""Names and contents must agree, and what a format needs is loaded only when it comes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from pipeline.errors import (
    DamagedDocumentError,
    EmptyDocumentError,
    InputError,
    SettingsError,
    UnsupportedFormatError,
)
from pipeline.readers import ReadLimits, read

Make = Callable[..., bytes]
HTML = "<!-- a --><!DOCTYPE html>\n<html><body><p>述职报告</p></body></html>".encode()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)


@pytest.fixture
def documents(make_docx: Make, make_pdf: Make, make_zip: Make, report: str) -> dict[str, bytes]:
    """A good document of each format, by its extension."""
    return {
        ".txt": report.encode(),
        ".html": HTML,
        ".docx": make_docx(paragraphs=["述职报告"]),
        ".pdf": make_pdf([["述职报告"]]),
        ".zip": make_zip({"a.txt": b"a"}),
    }


@pytest.mark.parametrize("extension", [".txt", ".html", ".docx", ".pdf"])
@pytest.mark.parametrize("upper", [False, True])
def test_each_format_is_read_under_its_own_extension_and_under_none(
    documents: dict[str, bytes], extension: str, upper: bool
) -> None:
    named = read("r" + (extension.upper() if upper else extension), documents[extension])
    unnamed = read("2023.12述职", documents[extension])
    assert named.text == unnamed.text
    assert named.info.media_type == unnamed.info.media_type


@pytest.mark.parametrize("promised", [".txt", ".md", ".html", ".docx", ".pdf"])
@pytest.mark.parametrize("actual", [".txt", ".html", ".docx", ".pdf", ".zip"])
def test_a_wrong_extension_is_named_with_the_right_one(
    documents: dict[str, bytes], promised: str, actual: str
) -> None:
    if actual == promised or (promised, actual) == (".md", ".txt"):
        return
    with pytest.raises(DamagedDocumentError, match="wrong extension") as caught:
        read("r" + promised, documents[actual])
    assert actual in caught.value.hint


@pytest.mark.parametrize("name", ["r.doc", "r.wps", "r.exe", "r.rtf"])
def test_a_readable_document_under_an_unreadable_extension_is_recognised(
    documents: dict[str, bytes], name: str
) -> None:
    for extension in (".docx", ".pdf", ".html"):
        with pytest.raises(DamagedDocumentError, match=f"rename it to {extension}"):
            read(name, documents[extension])


@pytest.mark.parametrize("name", ["r.doc", "r.wps", "r.rtf", "r.xlsx", "r.rar", "r.exe", "r.caj"])
def test_formats_without_a_reader_are_refused_with_a_hint(name: str) -> None:
    with pytest.raises(UnsupportedFormatError) as caught:
        read(name, b"\x01\x02\x03" * 50)
    assert caught.value.hint


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"{\\rtf1}", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", OLE, b"\x7fELF"],
    ids=["png", "jpeg", "rtf", "rar", "7z", "gzip", "ole", "elf"],
)  # fmt: skip
def test_other_formats_in_disguise_are_named(data: bytes) -> None:
    with pytest.raises(DamagedDocumentError, match=r"this is an? "):
        read("r.txt", data + bytes(100))
    with pytest.raises(UnsupportedFormatError, match=r"this is an? "):
        read("r", data + bytes(100))


def test_other_office_documents_are_not_taken_for_archives(make_zip: Make) -> None:
    for member in ("xl/workbook.xml", "ppt/presentation.xml"):
        data = make_zip({"[Content_Types].xml": b"<a/>", member: b"<a/>"})
        with pytest.raises(UnsupportedFormatError, match="Office document"):
            read("r", data)
        with pytest.raises(DamagedDocumentError, match="wrong extension"):
            read("r.docx", data)


def test_plain_text_under_html_is_recognised_and_a_fragment_of_html_is_read(report: str) -> None:
    with pytest.raises(DamagedDocumentError, match=r"rename it to \.txt"):
        read("r.html", report.encode())
    assert read("r.html", "<p>述职</p>报告".encode()).text == "述职\n报告"


def test_an_archive_is_not_a_document(make_zip: Make) -> None:
    with pytest.raises(UnsupportedFormatError, match="zip archive"):
        read("r.zip", make_zip({"a.txt": b"a"}))


@pytest.mark.parametrize("extension", [".txt", ".md", ".html", ".docx", ".pdf", ".doc", ""])
def test_an_empty_file_is_empty_whatever_it_is_called(extension: str) -> None:
    with pytest.raises(EmptyDocumentError, match="empty"):
        read("r" + extension, b"")


def test_errors_name_the_document_and_cross_process_boundaries() -> None:
    import pickle

    with pytest.raises(InputError) as caught:
        read("夹/报告.txt", b"")
    again = pickle.loads(pickle.dumps(caught.value))
    assert (type(again), str(again)) == (type(caught.value), str(caught.value))
    assert str(again).startswith("夹/报告.txt: ")


def test_limits_must_be_sane() -> None:
    assert ReadLimits(max_depth=0).max_depth == 0
    for wrong in ({"max_bytes": 0}, {"max_depth": -1}, {"max_ratio": 0}):
        with pytest.raises(SettingsError):
            ReadLimits(**wrong)


def test_reading_text_loads_none_of_the_heavy_libraries() -> None:
    """`shutu extract` of a .txt must not wait for PDF and XML libraries."""
    script = (
        "import sys, pipeline.sources, pipeline.readers\n"
        "assert not {'pydantic', 'spacy', 'lxml', 'pypdfium2', 'charset_normalizer'} & set(sys.modules)\n"
        "pipeline.readers.read('r.txt', '述职报告'.encode('gb18030'))\n"
        "assert not {'lxml', 'pypdfium2'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)
