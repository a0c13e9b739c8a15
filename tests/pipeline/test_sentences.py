"""A sentence is what an analyst reads as evidence: whole, and no longer than need be."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.sentences import split_sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("建棚46座。养牛30头！够不够？", ["建棚46座。", "养牛30头！", "够不够？"]),
        ("一、履职情况\n（一）抓学习。开会12次。\n", ["一、履职情况", "（一）抓学习。", "开会12次。"]),
        ("增长8.5%，投资1.2亿元。1.抓学习；2.抓产业。", ["增长8.5%，投资1.2亿元。", "1.抓学习；2.抓产业。"]),
        ("群众说：“路修好了，水也通了。”干部很高兴。", ["群众说：“路修好了，水也通了。”", "干部很高兴。"]),
        ("大家说：“路修好了。水也通了。”干部很高兴。", ["大家说：“路修好了。水也通了。”", "干部很高兴。"]),
        ("建棚46座（含改造6座。新建40座）。养牛30头。", ["建棚46座（含改造6座。新建40座）。", "养牛30头。"]),
        ("建棚46座（其中（含村建）12座）。养牛。", ["建棚46座（其中（含村建）12座）。", "养牛。"]),
        ("（详见附件。）其余不赘。", ["（详见附件。）", "其余不赘。"]),
        ("走访农户。。成效明显！！", ["走访农户。。", "成效明显！！"]),
        ("制定《办法（试行）》。落实。", ["制定《办法（试行）》。", "落实。"]),
        ("没有关的（括号。后面一句。", ["没有关的（括号。", "后面一句。"]),
        ("没有关的“引号。\n后面”一句。", ["没有关的“引号。", "后面”一句。"]),
        ("　　段首空格。 句间空格。  \n", ["段首空格。", "句间空格。"]),
        ("述职人：李禾\n2024年1月8日", ["述职人：李禾", "2024年1月8日"]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_where_sentences_end(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


def test_only_very_long_sentences_end_at_semicolons() -> None:
    clause = "新建高标准农田三千二百亩，新修渠道十二公里，改造泵站三座；"
    assert split(clause * 2 + "成效明显。") == [clause * 2 + "成效明显。"]
    assert split(clause * 6 + "成效明显。") == [clause] * 6 + ["成效明显。"]


def test_a_quotation_too_long_to_read_at_once_is_cut_open() -> None:
    said = "全镇上下要团结一心，真抓实干，把各项工作抓紧抓好抓出成效。"
    assert len(split("会议强调：“" + said * 20 + "”")) == 20


def test_only_the_stretch_asked_for_is_split() -> None:
    text = "前一句。后一句。再一句。"
    assert split_sentences(text, 4, 8) == ((4, 8),)
    assert split_sentences(text, 5, 10) == ((5, 8), (8, 10))


@given(st.text(alphabet="工作。！？；，（）“”《》()\n 1.8%", max_size=80))
@settings(max_examples=300, deadline=None)
def test_sentences_hold_everything_but_blanks_and_do_not_overlap(text: str) -> None:
    sentences = split_sentences(text, 0, len(text))
    for start, end in sentences:
        assert start < end
        assert text[start:end] == text[start:end].strip()
        assert "\n" not in text[start:end]
    for one, two in pairwise(sentences):
        assert one[1] <= two[0]
    held = "".join(text[start:end] for start, end in sentences)
    assert held.replace(" ", "") == text.replace(" ", "").replace("\n", "")
