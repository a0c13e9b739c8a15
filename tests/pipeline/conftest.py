"""Real documents, made by real libraries, for the tests of reading."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO

import pytest

REPORT = (
    "杉坪镇副镇长2023年度述职报告\n"
    "一、履职情况\n"
    "（一）抓产业。新栽黄柏1200余亩，带动农户86户，户均增收3100元。\n"
    "（二）抓安全。开展隐患排查47次，整改问题132个，整改率达到98.5％。\n"
    "二、存在问题\n"
    "深入村组不够，对基层情况掌握不全面。\n"
)


@pytest.fixture
def report() -> str:
    """A short report in the genre."""
    return REPORT


@pytest.fixture
def make_docx() -> Callable[..., bytes]:
    """A function that saves a Word document, after handing it to a callback to fill."""

    def make(fill: Callable[[object], None] | None = None, paragraphs: Sequence[str] = ()) -> bytes:
        import docx

        document = docx.Document()
        for paragraph in paragraphs:
            document.add_paragraph(paragraph)
        if fill is not None:
            fill(document)
        buffer = BytesIO()
        document.save(buffer)
        return buffer.getvalue()

    return make


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    """A function that draws pages of lines into a PDF with a text layer, or pictures of nothing without one."""

    def make(
        pages: Sequence[Sequence[str]], *, password: str | None = None, owner: str = "", pictures: int = 0
    ) -> bytes:
        from PIL import Image
        from reportlab.lib.pdfencrypt import StandardEncryption
        from reportlab.lib.utils import ImageReader
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.pdfbase.pdfmetrics import registerFont
        from reportlab.pdfgen.canvas import Canvas

        registerFont(UnicodeCIDFont("STSong-Light"))
        encryption = (
            None if password is None else StandardEncryption(password, owner or "owner", strength=128)
        )
        buffer = BytesIO()
        canvas = Canvas(buffer, encrypt=encryption)
        for lines in pages:
            canvas.setFont("STSong-Light", 12)
            for number, line in enumerate(lines):
                canvas.drawString(50, 800 - 20 * number, line)
            canvas.showPage()
        for shade in range(pictures):
            canvas.drawImage(ImageReader(Image.new("L", (60, 80), shade)), 50, 100, 480, 640)
            canvas.showPage()
        canvas.save()
        return buffer.getvalue()

    return make


@pytest.fixture
def make_zip() -> Callable[..., bytes]:
    """A function that packs members: names to bytes, or names as raw bytes to be written without the UTF-8 flag."""

    def make(members: dict[str, bytes] | list[tuple[str | bytes, bytes]], **options: int) -> bytes:
        buffer = BytesIO()
        pairs = list(members.items()) if isinstance(members, dict) else members
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, **options) as archive:
            for name, data in pairs:
                archive.writestr(
                    _raw(name) if isinstance(name, bytes) else zipfile.ZipInfo(name),
                    data,
                    zipfile.ZIP_DEFLATED,
                )
        return buffer.getvalue()

    return make


class _RawName(zipfile.ZipInfo):
    """A member whose name is written as these bytes, with no word on their encoding: what older packers do."""

    raw: bytes

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.raw, self.flag_bits & ~0x800


def _raw(name: bytes) -> zipfile.ZipInfo:
    info = _RawName(name.decode("cp437"))
    info.raw = name
    return info
