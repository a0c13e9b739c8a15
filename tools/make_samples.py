#!/usr/bin/env python3
"""Build the samples that are not plain UTF-8 text, and the gold texts, from sources of ours.

    python tools/make_samples.py [--out samples]

``tools/sample_sources/*.md`` (headings, paragraphs, pipe tables, ``**bold**``) become a .docx, a .pdf with a
text layer and a .html with page furniture; one .txt is re-encoded as GB18030; every ``samples/gold/NAME.txt`` is
its ``NAME.ann`` without the marks. Building twice gives the same bytes with the same library versions.
Needs python-docx and reportlab (requirements/dev.in).
"""

from __future__ import annotations

import argparse
import html
import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from check_gold import parse

ROOT = Path(__file__).resolve().parent.parent
SOURCES = Path(__file__).resolve().parent / "sample_sources"
#: Fixed date for all containers that insist on one, so that building again changes nothing.
DATE = datetime(2024, 1, 15, 9, 0, 0)


@dataclass(frozen=True)
class Block:
    """A heading (`level` 1 to 3), a paragraph (level 0) or a table (`rows`)."""

    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


def blocks(source: str) -> Iterator[Block]:
    """Read the small Markdown subset that the sources are written in."""
    rows: list[tuple[str, ...]] = []
    for line in [*source.splitlines(), ""]:
        if line.startswith("|"):
            if not re.fullmatch(r"[|\-]+", line):
                rows.append(tuple(cell.strip() for cell in line.strip("|").split("|")))
            continue
        if rows:
            yield Block(rows=tuple(rows))
            rows = []
        if heading := re.match(r"(#{1,3}) (.*)", line):
            yield Block(heading[2], len(heading[1]))
        elif line:
            yield Block(line)


def plain(text: str) -> str:
    """The words of a paragraph without its ``**bold**`` marks."""
    return text.replace("**", "")


def build_docx(source: str) -> bytes:
    """A Word file with real headings, paragraphs and tables."""
    import docx

    document = docx.Document()
    properties = document.core_properties
    properties.author, properties.created, properties.modified = "shutu samples", DATE, DATE
    for block in blocks(source):
        if block.rows:
            table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
            for row in block.rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        elif block.level:
            document.add_heading(block.text, level=block.level - 1)
        else:
            document.add_paragraph(plain(block.text))
    buffer = BytesIO()
    document.save(buffer)
    return _with_fixed_dates(buffer.getvalue())


def _with_fixed_dates(archive: bytes) -> bytes:
    """The same zip archive with every member dated alike."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(
                zipfile.ZipInfo(member.filename, DATE.timetuple()[:6]),
                old.read(member),
                compress_type=zipfile.ZIP_DEFLATED,
            )
    return out.getvalue()


def build_pdf(source: str, header: str) -> bytes:
    """A PDF with a text layer: several pages, each with a running header and its page number."""
    from reportlab.lib.pagesizes import A5
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    registerFont(UnicodeCIDFont("STSong-Light"))
    body = ParagraphStyle(
        "body", fontName="STSong-Light", fontSize=10.5, leading=17, firstLineIndent=21, wordWrap="CJK"
    )
    heading = ParagraphStyle(
        "heading", parent=body, firstLineIndent=0, fontSize=12, spaceBefore=6, spaceAfter=4
    )
    title = ParagraphStyle("title", parent=heading, fontSize=14, leading=22, alignment=1)
    styles = {0: body, 1: title, 2: heading, 3: heading}

    def furniture(canvas: object, template: object) -> None:
        canvas.setFont("STSong-Light", 8)  # type: ignore[attr-defined]
        width, height = A5
        canvas.drawString(18 * mm, height - 10 * mm, header)  # type: ignore[attr-defined]
        canvas.drawCentredString(width / 2, 8 * mm, f"- {template.page} -")  # type: ignore[attr-defined]

    buffer = BytesIO()
    document = BaseDocTemplate(buffer, pagesize=A5, invariant=1, title=header, author="shutu samples")
    frame = Frame(16 * mm, 14 * mm, A5[0] - 32 * mm, A5[1] - 30 * mm)
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=furniture))
    document.build(
        [Paragraph(html.escape(plain(b.text)), styles[b.level]) for b in blocks(source) if not b.rows]
    )
    return buffer.getvalue()


def build_html(source: str, page: str) -> str:
    """A page of a web library: the report between navigation, breadcrumbs, related links and a footer."""
    title, body = "", []
    for block in blocks(source):
        if block.rows:
            body.append("<table>")
            for at, row in enumerate(block.rows):
                tag = "td" if at else "th"
                cells = "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in row)
                body.append(f"<tr>{cells}</tr>")
            body.append("</table>")
        elif block.level == 1:
            title = html.escape(block.text)
        elif block.level:
            body.append(f"<h{block.level}>{html.escape(block.text)}</h{block.level}>")
        else:
            body.append("<p>" + re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", html.escape(block.text)) + "</p>")
    return page.format(title=title, body="\n".join(body))


def build(out: Path) -> None:
    """Write all built samples below `out`; gold texts are written beside their annotations."""

    def source(name: str) -> str:
        return (SOURCES / name).read_text(encoding="utf-8")

    out.mkdir(parents=True, exist_ok=True)
    (out / "领导班子述职报告-2023.docx").write_bytes(build_docx(source("leading-group-2023.md")))
    pdf = build_pdf(source("village-director-2023.md"), "青碛镇2023年度村干部述职材料")
    (out / "village-director-2023.pdf").write_bytes(pdf)
    page = build_html(source("political-legal-member-2023.md"), source("page.html"))
    (out / "political-legal-member-2023.html").write_text(page, encoding="utf-8", newline="\n")
    (out / "deputy-secretary-2021-gb18030.txt").write_bytes(
        source("deputy-secretary-2021.txt").encode("gb18030")
    )
    for annotation in sorted((out / "gold").glob("*.ann")):
        text, _, errors = parse(annotation.read_text(encoding="utf-8"))
        if errors:
            raise SystemExit(f"{annotation}: {errors[0]}")
        annotation.with_suffix(".txt").write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--out", type=Path, default=ROOT / "samples", help="where to write (default: samples)"
    )
    build(parser.parse_args().out)


if __name__ == "__main__":
    main()
