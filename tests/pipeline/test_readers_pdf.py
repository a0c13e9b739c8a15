"""PDF: the text layer or a clear word on why there is none."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from pipeline.errors import (
    DamagedDocumentError,
    DocumentTooLargeError,
    EmptyDocumentError,
    EncryptedDocumentError,
)
from pipeline.readers import ReadLimits, read

MakePdf = Callable[..., bytes]
PAGES = [
    ["云岭乡2023年度述职材料", "一、履职情况", "新增大棚36座，产值达到412.5万元。", "- 1 -"],
    ["云岭乡2023年度述职材料", "二、下步打算", "- 2 -"],
]


def test_pages_are_joined_by_form_feeds_and_lines_by_newlines(make_pdf: MakePdf) -> None:
    source = read("r.pdf", make_pdf(PAGES))
    assert [page.split("\n") for page in source.text.split("\f")] == PAGES
    assert (source.info.media_type, source.info.encoding) == ("application/pdf", None)


def test_a_scan_says_that_it_has_no_text_layer(make_pdf: MakePdf) -> None:
    with pytest.raises(EmptyDocumentError, match="scan without a text layer"):
        read("r.pdf", make_pdf([], pictures=3))


def test_a_scan_with_a_stamp_is_still_a_scan(make_pdf: MakePdf) -> None:
    from io import BytesIO

    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(buffer)
    for number in range(2):
        canvas.drawImage(ImageReader(Image.new("L", (60, 80))), 50, 100, 480, 640)
        canvas.drawString(300, 20, f"- {number} -")
        canvas.showPage()
    canvas.save()
    with pytest.raises(EmptyDocumentError, match="scan"):
        read("r.pdf", buffer.getvalue())


def test_scanned_pages_among_others_are_reported(make_pdf: MakePdf, caplog: pytest.LogCaptureFixture) -> None:
    source = read("r.pdf", make_pdf(PAGES, pictures=2))
    assert source.text.split("\f")[2:] == ["", ""]
    assert "no text layer on 2 of 4 pages, the first is page 3" in caplog.text


def test_blank_pages_are_empty(make_pdf: MakePdf) -> None:
    with pytest.raises(EmptyDocumentError, match="no text in the PDF"):
        read("r.pdf", make_pdf([[]]))


def test_a_password_is_asked_for_and_mere_restrictions_are_not(make_pdf: MakePdf) -> None:
    with pytest.raises(EncryptedDocumentError, match="password"):
        read("r.pdf", make_pdf(PAGES, password="geheim"))
    assert "大棚36座" in read("r.pdf", make_pdf(PAGES, password="", owner="chef")).text


@pytest.mark.parametrize("share", [0.01, 0.3, 0.7, 0.99])
def test_a_truncated_file_is_called_damaged(make_pdf: MakePdf, share: float) -> None:
    data = make_pdf(PAGES)
    with pytest.raises(DamagedDocumentError, match="truncated"):
        read("r.pdf", data[: max(8, int(len(data) * share))])


def test_a_pdf_full_of_junk_is_called_damaged(make_pdf: MakePdf) -> None:
    with pytest.raises(DamagedDocumentError, match="damaged"):
        read("r.pdf", b"%PDF-1.4\n" + bytes(range(256)) * 8 + b"\n%%EOF\n")


def test_bytes_before_and_after_the_document_do_no_harm(make_pdf: MakePdf) -> None:
    data = make_pdf(PAGES)
    assert read("r.pdf", data + b"\r\n" + bytes(5000)).text == read("r.pdf", data).text
    assert read("r.pdf", b"\n\n" + data).text == read("r.pdf", data).text


def test_limits_hold_for_pages_and_for_text(make_pdf: MakePdf) -> None:
    data = make_pdf(PAGES)
    with pytest.raises(DocumentTooLargeError, match="2 pages"):
        read("r.pdf", data, ReadLimits(max_archive_members=1))
    with pytest.raises(DocumentTooLargeError):
        read("r.pdf", data, ReadLimits(max_bytes=len(data) - 1))


def test_threads_may_read_at_once(make_pdf: MakePdf) -> None:
    data = make_pdf(PAGES * 5)
    texts: list[str] = []
    threads = [threading.Thread(target=lambda: texts.append(read("r.pdf", data).text)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(texts) == 4
    assert len(set(texts)) == 1
