"""Word documents: everything a reader of the page would see, once, in reading order."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipeline.errors import (
    DamagedDocumentError,
    DocumentTooLargeError,
    EmptyDocumentError,
    EncryptedDocumentError,
    UnsupportedFormatError,
)
from pipeline.readers import ReadLimits, read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MakeDocx = Callable[..., bytes]


def lines(data: bytes) -> list[str]:
    """The lines that the reader finds, without empty paragraphs."""
    return [line for line in read("r.docx", data).text.split("\n") if line]


def edited(data: bytes, part: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """The same document with one part changed, or without it where `change` gives None."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content: bytes | None = old.read(name)
            if name == part:
                content = change(content or b"")
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def with_body(data: bytes, xml: str) -> bytes:
    """The document with this XML (prefix w) as its body."""
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    body = f"<w:document {nsdecls('w')} {mc}><w:body>{xml}</w:body></w:document>"
    return edited(data, "word/document.xml", lambda _: body.encode())


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_paragraphs_and_tables_come_in_reading_order(make_docx: MakeDocx) -> None:
    def fill(document: Any) -> None:
        document.add_heading("石鼓镇镇长述职报告", 0)
        document.add_paragraph("主要指标如下：")
        table = document.add_table(rows=0, cols=3)
        for row in (("指标", "数值", "增幅"), ("粮食产量", "1.2万吨", ""), ("", "", "")):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.add_paragraph("以上报告，请评议。")

    source = read("r.docx", make_docx(fill))
    assert source.text.split("\n") == [
        "石鼓镇镇长述职报告",
        "主要指标如下：",
        "指标\t数值\t增幅",
        "粮食产量\t1.2万吨",
        "以上报告，请评议。",
    ]
    assert source.info.encoding is None
    assert source.info.media_type.endswith("wordprocessingml.document")


def test_tables_inside_tables_keep_their_rows(make_docx: MakeDocx) -> None:
    def fill(document: Any) -> None:
        outer = document.add_table(rows=1, cols=2)
        outer.cell(0, 0).text = "分管工作"
        inner = outer.cell(0, 1).add_table(rows=2, cols=2)
        for (row, column), text in zip(
            ((0, 0), (0, 1), (1, 0), (1, 1)), ("林业", "3人", "水利", "2人"), strict=True
        ):
            inner.cell(row, column).text = text

    assert lines(make_docx(fill)) == ["分管工作", "林业\t3人", "水利\t2人"]


def test_merged_cells_are_read_once(make_docx: MakeDocx) -> None:
    def fill(document: Any) -> None:
        table = document.add_table(rows=2, cols=3)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "姓名及职务"
        table.cell(0, 2).text = "备注"
        table.cell(1, 0).text = "段雨"
        table.cell(1, 1).text = "镇人大主席"

    assert lines(make_docx(fill)) == ["姓名及职务\t备注", "段雨\t镇人大主席"]


def test_a_report_written_into_one_cell_of_a_form_keeps_its_paragraphs(make_docx: MakeDocx) -> None:
    def fill(document: Any) -> None:
        table = document.add_table(rows=2, cols=2)
        table.cell(0, 0).text = "姓\n名"
        table.cell(0, 1).text = "和志强"
        table.cell(1, 0).text = "述职\n内容"
        table.cell(1, 1).text = "一、履职情况\n全年组织义务植树5次。\n二、下步打算"

    assert lines(make_docx(fill)) == [
        "姓名\t和志强", "述职内容", "一、履职情况", "全年组织义务植树5次。", "二、下步打算",
    ]  # fmt: skip


def test_line_breaks_tabs_and_hyphens_are_text(make_docx: MakeDocx) -> None:
    def fill(document: Any) -> None:
        run = document.add_paragraph("第一行").add_run()
        run.add_break()
        run.add_text("第二行")
        run.add_tab()
        run.add_text("格")
        run.add_break(WD_BREAK.PAGE)
        run._r.append(parse_xml(f"<w:noBreakHyphen {nsdecls('w')}/>"))

    assert lines(make_docx(fill)) == ["第一行", "第二行\t格", "-"]


def test_headers_footers_and_comments_are_left_out(make_docx: MakeDocx) -> None:
    def fill(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "内部资料"
        document.sections[0].footer.paragraphs[0].text = "第1页"
        run = document.add_paragraph("正文。").runs[0]
        document.add_comment(run, text="核实数字", author="审", initials="s")

    assert lines(make_docx(fill)) == ["正文。"]


def test_links_controls_and_accepted_changes_are_read_and_deletions_are_not(make_docx: MakeDocx) -> None:
    body = (
        "<w:p><w:r><w:t>新建</w:t></w:r>"
        "<w:del><w:r><w:delText>三</w:delText></w:r></w:del><w:ins><w:r><w:t>四</w:t></w:r></w:ins>"
        "<w:hyperlink><w:r><w:t>座桥</w:t></w:r></w:hyperlink>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>（密）</w:t></w:r>"
        "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>，</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:fldSimple><w:r><w:t>见第2页</w:t></w:r></w:fldSimple>"
        "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>。</w:t></w:r></w:sdtContent></w:sdt></w:p>"
        "<w:sdt><w:sdtContent>" + paragraph("控件里的一段。") + "</w:sdtContent></w:sdt>"
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + paragraph("单击此处输入") + "</w:sdtContent></w:sdt>"
        "<w:moveFrom>" + paragraph("旧处") + "</w:moveFrom><w:moveTo>" + paragraph("新处") + "</w:moveTo>"
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + paragraph("删") + "</w:tc></w:tr>"
        "<w:sdt><w:sdtContent><w:tr><w:tc>" + paragraph("留") + "</w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>"
    )  # fmt: skip
    assert lines(with_body(make_docx(), body)) == ["新建四座桥，见第2页。", "控件里的一段。", "新处", "留"]


def test_text_boxes_are_read_once_after_their_paragraph(make_docx: MakeDocx) -> None:
    box = (
        "<w:pict><v:shape><v:textbox><w:txbxContent>"
        + paragraph("框中文字")
        + "</w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    body = (
        "<w:p><w:r><w:t>前文</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:t>后文</w:t></w:r></w:p>"
    )
    assert lines(with_body(make_docx(), body)) == ["前文后文", "框中文字"]


NUMBERING = f"""<w:numbering {nsdecls("w")}>
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:start w:val="9"/><w:numFmt w:val="decimalEnclosedCircle"/><w:lvlText w:val="%1"/><w:suff w:val="nothing"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF06C;"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""


def numbered(text: str, number: int, level: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_the_numbers_that_word_draws_are_part_of_the_text(make_docx: MakeDocx) -> None:
    data = make_docx(lambda document: document.add_paragraph("x", style="List Number"))
    data = edited(data, "word/numbering.xml", lambda _: NUMBERING.encode())
    body = "".join([
        numbered("工作情况", 1), numbered("党的建设", 1, 1), numbered("理论学习", 1, 2), numbered("阵地建设", 1, 2),
        numbered("乡村治理", 1, 1), numbered("积分制", 1, 2), numbered("存在不足", 1),
        numbered("另一篇", 2), numbered("接着数", 2), numbered("圈码", 3), numbered("点", 3, 1), numbered("圈码", 3),
        numbered("没有这个表", 77), numbered("取消编号", 0), numbered("  ", 1),
    ])  # fmt: skip
    assert lines(with_body(data, body)) == [
        "一、工作情况", "（一）党的建设", "1. 理论学习", "2. 阵地建设", "（二）乡村治理", "1. 积分制", "二、存在不足",
        "一、另一篇", "二、接着数", "⑨圈码", "点", "⑩圈码", "没有这个表", "取消编号",
    ]  # fmt: skip


def test_numbers_that_come_with_a_style_are_drawn_too(make_docx: MakeDocx) -> None:
    styles = (
        f"<w:styles {nsdecls('w')}><w:style w:type='paragraph' w:styleId='H'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='H2'><w:basedOn w:val='H'/><w:pPr><w:numPr><w:ilvl w:val='1'/></w:numPr></w:pPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='L'><w:basedOn w:val='L'/></w:style></w:styles>"
    )
    data = make_docx(lambda document: document.add_paragraph("x", style="List Number"))
    data = edited(data, "word/numbering.xml", lambda _: NUMBERING.encode())
    data = edited(data, "word/styles.xml", lambda _: styles.encode())
    body = paragraph("总述", "<w:pStyle w:val='H'/>") + paragraph("分述", "<w:pStyle w:val='H2'/>")
    assert lines(with_body(data, body + paragraph("循环", "<w:pStyle w:val='L'/>"))) == [
        "一、总述",
        "（一）分述",
        "循环",
    ]


def test_documents_with_flaws_that_word_forgives_are_read(make_docx: MakeDocx) -> None:
    data = make_docx(paragraphs=["述职报告", "请评议。"])
    dangling = b'<Relationship Id="x" Type="http://x/image" Target="NULL"/></Relationships>'
    strict = (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    for part, change in (
        ("word/_rels/document.xml.rels", lambda part: part.replace(b"</Relationships>", dangling)),
        ("word/document.xml", lambda part: part.replace(*strict)),
        ("word/styles.xml", lambda part: part[:500]),
        ("word/styles.xml", lambda part: None),
        ("_rels/.rels", lambda part: part.replace(b'"word/document.xml"', b'"/Word/Document.XML"')),
        ("_rels/.rels", lambda part: None),
    ):
        assert lines(edited(data, part, change)) == ["述职报告", "请评议。"]


def test_a_truncated_document_is_called_damaged(make_docx: MakeDocx) -> None:
    data = make_docx(paragraphs=["述职报告"])
    for size in (10, len(data) // 2, len(data) - 5):
        with pytest.raises(DamagedDocumentError, match="truncated"):
            read("r.docx", data[:size])


@pytest.mark.parametrize(
    "change",
    [lambda part: part[:-20], lambda part: b"", lambda part: b"<a/>", lambda part: b"\xff" * 50],
    ids=["cut", "empty", "other", "junk"],
)
def test_broken_xml_is_called_damaged(make_docx: MakeDocx, change: Callable[[bytes], bytes]) -> None:
    with pytest.raises(DamagedDocumentError):
        read("r.docx", edited(make_docx(paragraphs=["述职"]), "word/document.xml", change))


def test_a_password_protected_document_says_so() -> None:
    for stream in ("EncryptedPackage".encode("utf-16-le"), b""):
        with pytest.raises(EncryptedDocumentError, match="password"):
            read("r.docx", OLE + bytes(600) + stream + bytes(600))


def test_an_old_word_document_says_what_to_do_whatever_its_extension() -> None:
    data = OLE + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600)
    for name in ("r.doc", "r.docx", "r", "r.wps"):
        with pytest.raises(UnsupportedFormatError, match=r"save it as \.docx"):
            read(name, data)


def test_a_document_without_text_is_empty(make_docx: MakeDocx) -> None:
    with pytest.raises(EmptyDocumentError):
        read("r.docx", make_docx())


def test_entity_bombs_are_refused(make_docx: MakeDocx) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY e0 "述职">{entities}'
        '<!ENTITY file SYSTEM "file:///etc/hostname">]>'
        f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>&e11;&file;</w:t></w:r></w:p></w:body></w:document>"
    )
    with pytest.raises(DamagedDocumentError):
        read("r.docx", edited(make_docx(), "word/document.xml", lambda _: bomb.encode()))


def test_a_document_that_unpacks_beyond_the_limits_is_refused(make_docx: MakeDocx) -> None:
    bomb = edited(make_docx(), "word/document.xml", lambda part: part + b" " * 30_000_000)
    with pytest.raises(DocumentTooLargeError, match="200 to 1"):
        read("r.docx", bomb)
    with pytest.raises(DocumentTooLargeError, match="limit of 1000000"):
        read("r.docx", bomb, ReadLimits(max_bytes=1_000_000))


def test_hostile_nesting_is_refused(make_docx: MakeDocx) -> None:
    depth = 3000
    body = "<w:tbl><w:tr><w:tc>" * depth + "</w:tc></w:tr></w:tbl>" * depth
    with pytest.raises(DamagedDocumentError):
        read("r.docx", with_body(make_docx(), body))
    nested = 60
    body = "<w:tbl><w:tr><w:tc>" * nested + paragraph("底") + "</w:tc></w:tr></w:tbl>" * nested
    assert lines(with_body(make_docx(), body)) == ["底"]


def test_pictures_are_not_unpacked(make_docx: MakeDocx) -> None:
    """A picture that claims to be a bomb is nobody's concern: only the parts with text are read."""
    data = edited(make_docx(paragraphs=["述职"]), "docProps/thumbnail.jpeg", lambda _: bytes(30_000_000))
    assert lines(data) == ["述职"]
