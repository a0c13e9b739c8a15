"""Plain text comes back exactly as it was written, or not at all."""

from __future__ import annotations

import codecs
import hashlib
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import (
    DamagedDocumentError,
    DocumentTooLargeError,
    EmptyDocumentError,
    InputError,
    UndecodableTextError,
)
from pipeline.readers import ReadLimits, read

CLAUSES = [
    "一、履职情况", "（二）聚焦主责主业，夯实基层基础。", "全年走访群众３６０余户，", "化解矛盾纠纷42起，调处率98.5％；",
    "“四个一”活动开展12场次", "投入资金16.8万元，", "龙塝村、瑶埠社区党支部书记", "我深知责任重大。", "\r\n", "\n", "\u3000\u3000",
    "下一步，我将继续努力", "二〇二三年十二月", "发展党员9名", "（略）", "《关于做好森林防火工作的通知》", "a1 OK",
]  # fmt: skip
CHINESE = st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=30).map("".join).filter(str.strip)
TRADITIONAL = (
    "本人擔任鄉長以來，認真學習貫徹會議精神，團結帶領全鄉幹部羣眾，開展環境整治與產業發展等各項工作。" * 3
)


@pytest.mark.parametrize(
    ("codec", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("gb18030", b""),
        ("gb18030", "\ufeff".encode("gb18030")),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", codecs.BOM_UTF32_LE),
    ],
    ids=lambda value: value if isinstance(value, str) else value.hex() or "no mark",
)
@settings(deadline=None, max_examples=40)
@given(text=CHINESE)
def test_chinese_text_survives_every_encoding_that_offices_write(codec: str, mark: bytes, text: str) -> None:
    data = mark + text.encode(codec)
    source = read("r.txt", data)
    assert source.text == text
    assert source.info.encoding is not None
    assert data.decode(source.info.encoding).removeprefix("\ufeff") == text


@settings(deadline=None, max_examples=100)
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_any_utf8_text_with_chinese_in_it_is_read_as_it_is(text: str) -> None:
    assert read("r.txt", f"村{text}".encode()).text == f"村{text}"


def test_signs_and_accents_between_ascii_are_not_taken_for_gbk() -> None:
    for text in ("a · b", "3 × 4 = 12", "café", "naïve · Zoë", "α and β", "± 5°"):
        assert read("r.txt", text.encode()).text == text


@settings(deadline=None, max_examples=150)
@given(data=st.binary(min_size=1, max_size=400))
def test_arbitrary_bytes_are_read_without_loss_or_refused(data: bytes) -> None:
    try:
        source = read("r.txt", data)
    except InputError:
        return
    codec = source.info.encoding
    assert codec is not None
    assert "\ufffd" not in source.text or "\ufffd".encode(codec) in data
    assert source.text.encode(codec.removesuffix("-sig")) in data or codec in {
        "utf-16",
        "utf-32",
        "gb18030",
        "big5hkscs",
    }


def test_line_breaks_and_marks_stay_where_offsets_expect_them() -> None:
    source = read("r.txt", "﻿第一行\r\n第二行\r第三行\n".encode())
    assert source.text == "第一行\r\n第二行\r第三行\n"


def test_source_is_described_by_its_own_bytes() -> None:
    info = read("a/报告.txt", "述职".encode("gb18030")).info
    assert (info.name, info.media_type, info.size, info.encoding) == (
        "a/报告.txt",
        "text/plain",
        4,
        "gb18030",
    )
    assert info.sha256 == hashlib.sha256("述职".encode("gb18030")).hexdigest()


def test_markdown_is_read_as_its_own_text() -> None:
    source = read("r.md", "# 述职报告\n\n- 发展党员**12**名\n".encode())
    assert source.text == "# 述职报告\n\n- 发展党员**12**名\n"
    assert source.info.media_type == "text/markdown"


@pytest.mark.parametrize("text", ["副镇长", "联通", "工作", "述职报告", "二〇二三年"])
@pytest.mark.parametrize("codec", ["gb18030", "utf-16-le", "utf-16-be"])
def test_a_few_characters_are_enough_to_tell_the_encoding(text: str, codec: str) -> None:
    assert read("r.txt", text.encode(codec)).text == text


def test_traditional_chinese_is_read_from_big5_and_utf16() -> None:
    for codec in ("big5hkscs", "utf-16-le", "gb18030"):
        assert read("r.txt", TRADITIONAL.encode(codec)).text == TRADITIONAL


def test_a_list_of_names_is_not_mistaken_for_nonsense() -> None:
    names = "岩温罕 刀玉莲 普顺发 者成英 字德昌 和丽琼 阿腊约 鲁绍祥 沙秀芬 邱琬婷 尚曦 璩钰 瞿昕 冼焱"
    for codec in ("gb18030", "utf-16-le"):
        assert read("r.txt", names.encode(codec)).text == names


def test_a_large_file_is_judged_by_its_beginning_and_decoded_to_its_end(report: str) -> None:
    text = report * 2000
    assert read("r.txt", text.encode("gb18030")).text == text


FOREIGN = {
    "euc-kr": "올해 우리 마을은 주민들과 함께 여러 가지 사업을 추진하였습니다. 도로를 정비하고 학교를 지원했습니다. "
    * 3,
    "shift_jis": "今年度、私たちの町は住民と一緒にいろいろな事業を進めてきました。道路の整備や学校の支援などです。"
    * 3,
    "euc-jp": "今年度、私たちの町は住民と一緒にいろいろな事業を進めてきました。道路の整備や学校の支援などです。"
    * 3,
    "iso2022_jp": "今年度、私たちの町は住民と一緒にいろいろな事業を進めてきました。" * 3,
    "koi8-r": "В этом году наш посёлок вместе с жителями провёл много мероприятий и построил дороги. " * 3,
    "cp1252": "Cette année, le maire a présenté les résultats à l'assemblée générale où étaient réunis. " * 3,
    "cp037": "This year the village built two roads and one school. " * 3,
}


@pytest.mark.parametrize("codec", FOREIGN)
def test_an_encoding_that_no_office_here_writes_is_refused_rather_than_guessed(codec: str) -> None:
    with pytest.raises(UndecodableTextError, match="UTF-8"):
        read("r.txt", FOREIGN[codec].encode(codec))


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16-le"])
def test_text_cut_inside_a_character_is_called_truncated(codec: str, report: str) -> None:
    data = report.strip().encode(codec)
    with pytest.raises(DamagedDocumentError, match="truncated"):
        read("r.txt", data[:-1])


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_broken_byte_is_named_rather_than_replaced(codec: str, report: str) -> None:
    data = bytearray(report.encode(codec))
    at = len("杉坪镇副镇长".encode(codec))
    data[at : at + 1] = b"\xff\xff"
    with pytest.raises(DamagedDocumentError, match=f"broken at byte {at} of {len(data)}"):
        read("r.txt", bytes(data))


def test_binary_junk_is_called_what_it_is() -> None:
    for seed in range(20):
        with pytest.raises(DamagedDocumentError, match="binary"):
            read("r.txt", random.Random(seed).randbytes(5000))
    with pytest.raises(DamagedDocumentError, match="binary"):
        read("r.txt", bytes(5000))
    with pytest.raises(DamagedDocumentError, match="binary"):
        read("r.txt", b"abc\x01\x02\x03" * 100)


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t ", "\u3000\n".encode(), codecs.BOM_UTF8, codecs.BOM_UTF16_LE]
)
def test_nothing_to_read_is_an_error(data: bytes) -> None:
    with pytest.raises(EmptyDocumentError):
        read("r.txt", data)


def test_a_document_over_the_limit_is_refused_before_it_is_looked_at() -> None:
    with pytest.raises(DocumentTooLargeError, match="limit of 10"):
        read("r.txt", b"a" * 11, ReadLimits(max_bytes=10))
    assert read("r.txt", b"a" * 10, ReadLimits(max_bytes=10)).info.size == 10
