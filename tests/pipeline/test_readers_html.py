"""HTML pages: the report as the reader of the page sees it, without the page around it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import DamagedDocumentError, EmptyDocumentError, UndecodableTextError
from pipeline.readers import read


def lines(body: str, head: str = "") -> list[str]:
    """The lines that the reader finds in a page with this body."""
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return read("r.html", page.encode()).text.split("\n")


def test_blocks_become_lines_and_inline_elements_do_not() -> None:
    assert lines(
        "<h1>乡长<b>述职</b>报告</h1><p>走访<span>农户</span><em>35</em>户。<br>帮办实事12件。</p>"
        "<div>甲<div>乙</div>丙</div><ul><li>修路<li>通水</ul><dl><dt>职务<dd>乡长</dl><blockquote>引</blockquote>"
    ) == [
        "乡长述职报告", "走访农户35户。", "帮办实事12件。", "甲", "乙", "丙", "修路", "通水", "职务", "乡长", "引",
    ]  # fmt: skip


def test_white_space_of_the_file_is_not_white_space_of_the_page() -> None:
    assert lines("<p>\n  种植烤烟\n  3100亩，\t亩均 <b> 4200 </b> 元\n</p>\n\n<p>GDP\nup</p>") == [
        "种植烤烟 3100亩， 亩均 4200 元",
        "GDP up",
    ]
    assert lines("<p>全面落实\n各项\r\n任务，\n完成</p>") == ["全面落实各项任务，完成"]
    assert lines("<p>　　首行缩进&nbsp;保留</p>") == ["　　首行缩进\xa0保留"]
    assert lines("<pre>第一行\n  第二行\n</pre>") == ["第一行", "  第二行"]


def test_entities_are_decoded() -> None:
    assert lines("<p>&lt;四个一&gt; &amp; &#x9547;&#26449; &ldquo;好&rdquo;</p>") == ["<四个一> & 镇村 “好”"]


def test_tables_become_lines_in_reading_order() -> None:
    assert lines(
        "前<table><caption>表一</caption><thead><tr><th>项目<th>数量</thead>"
        "<tr><td>蓄水池<td>14口<tr><td></td><td>3 km</td></tr></table>后"
    ) == ["前", "表一", "项目\t数量", "蓄水池\t14口", "\t3 km", "后"]


def test_a_page_laid_out_in_a_table_keeps_its_paragraphs() -> None:
    article = "<p>一、思想方面</p><p>坚持每月集中学习两次。</p>"
    nested = "<table><tr><td>林地</td><td>50亩</td></tr></table>"
    assert lines(f"<table><tr><td>左栏</td><td>{article}{nested}</td></tr></table>") == [
        "左栏", "一、思想方面", "坚持每月集中学习两次。", "林地\t50亩",
    ]  # fmt: skip


def test_cells_and_rows_in_the_wrong_place_lose_nothing() -> None:
    text = "".join(lines("<td>一</td><tr>二<td>三</tr><table>四<tr>五<td>六</table><li>七</li></ol>八"))
    assert sorted(text.replace("\t", "")) == sorted("一二三四五六七八")


def test_numbers_of_lists_are_drawn_as_a_browser_draws_them() -> None:
    assert lines(
        "<ol><li>甲<li>乙<ul><li>点</ul><li value=7>丙</ol><ol type=A start=3><li>丁</ol>"
        "<ol style='list-style-type: cjk-ideographic'><li>戊<li>己</ol><ol style='list-style:none'><li>庚</ol><ol><li><p>辛</p></ol>"
    ) == ["1. 甲", "2. 乙", "点", "7. 丙", "C. 丁", "一、戊", "二、己", "庚", "1. 辛"]  # fmt: skip


def test_programs_styles_and_controls_are_left_out() -> None:
    assert lines(
        "<script>var a='<p>假</p>';</script><style>p{}</style><noscript>请启用</noscript><template><p>模</p></template>"
        "<p>真<!-- 注 --><button>打印</button><select><option>选</select><textarea>填</textarea></p>"
        "<svg><text>图</text></svg><iframe>框</iframe><ruby>栗<rp>(</rp><rt>lì</rt><rp>)</rp></ruby><del>删</del>",
        head="<title>网站名</title><style>b{}</style>",
    ) == ["真", "栗"]


def test_what_the_page_hides_is_left_out_but_not_the_page_itself() -> None:
    assert lines(
        "<p hidden>一</p><p style='color:red; display : none'>二</p><div role=navigation>三</div><p>四</p>"
    ) == ["四"]
    page = b"<html><body style='display:none'><p>" + "正文".encode() + b"</p></body></html>"
    assert read("r.html", page).text == "正文"


def test_navigation_headers_and_footers_of_the_page_are_left_out() -> None:
    running = "全镇上下凝心聚力，" * 15
    assert lines(
        "<nav>首页</nav><header>某县政府网<p>今天是星期一</p></header>"
        "<div class='site-nav'><a href=/>首页</a></div><div id='breadcrumb'>位置：<a href=/>首页</a></div>"
        "<p><a href=/a>上一篇：总结</a> | <a href=/b>下一篇：计划</a></p>"
        f"<div class='content with-sidebar'><p>报告正文。</p><p>{running}</p></div>"
        f"<div class='main side'><p>{running}</p></div>"
        "<aside>热点</aside><div class=sidebar><ul><li>范文10篇</ul></div><footer>版权所有</footer>"
    ) == ["报告正文。", running, running]


def test_headers_that_hold_the_title_or_belong_to_the_text_are_kept() -> None:
    assert lines("<header><h1>书记述职报告</h1></header><p>正文</p>") == ["书记述职报告", "正文"]
    assert lines("<article><header><p>副标题</p></header><p>正文</p><footer>2023年12月</footer></article>") == [
        "副标题", "正文", "2023年12月",
    ]  # fmt: skip
    assert lines("<header><p>只有页眉的一页</p></header>") == ["只有页眉的一页"]


def test_links_inside_the_text_are_text() -> None:
    assert lines(
        "<h2><a href=/1>一、工作</a><a href=/2>回顾</a></h2><p><a href=/t>三会一课</a>按期召开。</p><li><a href='#a'>目录一</a><a href='#b'>目录二</a>"
    ) == ["一、工作回顾", "三会一课按期召开。", "目录一目录二"]


@pytest.mark.parametrize(
    ("codec", "declaration"),
    [
        ("gb18030", "<meta charset=gb2312>"),
        ("gb18030", '<meta http-equiv="Content-Type" content="text/html; charset=GBK">'),
        ("gb18030", "<meta charset=utf-8>"),
        ("gb18030", "<meta charset=iso-8859-1>"),
        ("gb18030", ""),
        ("utf-8", "<meta charset=gb2312>"),
        ("utf-8", ""),
        ("big5hkscs", "<meta charset=big5>"),
        ("utf-16", "<meta charset=utf-8>"),
    ],
)
def test_the_encoding_is_the_one_that_fits_whatever_the_page_says(codec: str, declaration: str) -> None:
    text = (
        "鄉鎮工作報告，發展農業與教育，本人擔任副鄉長，負責民政。"
        if codec == "big5hkscs"
        else "杉坪镇工作报告，发展农业和教育。"
    )
    source = read(
        "r.html", f"<html><head>{declaration}</head><body><p>{text}</p></body></html>".encode(codec)
    )
    assert source.text == text
    assert source.info.encoding == codec
    assert source.info.media_type == "text/html"


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_broken_bytes_matter_only_where_the_page_shows_them(codec: str) -> None:
    cut = "副镇长述职".encode(codec)[:-1]
    text = "全年化解矛盾纠纷43起。".encode(codec)
    head = (
        b"<html><head><meta charset="
        + codec.encode()
        + b"><meta name=description content='"
        + cut
        + b"'></head>"
    )
    assert read("r.html", head + b"<p>" + text).text == "全年化解矛盾纠纷43起。"
    with pytest.raises(DamagedDocumentError, match="broken at byte"):
        read("r.html", head + b"<p>" + cut + b"</p><p>" + text)
    assert read("r.html", "<html><p>原文如此�".encode()).text == "原文如此�"


def test_xhtml_with_an_xml_declaration_is_read() -> None:
    page = '<?xml version="1.0" encoding="gb2312"?>\n<!DOCTYPE html>\n<html xmlns="x"><body><p>述职报告<br/>完</p></body></html>'
    assert read("r.xhtml", page.encode("gb18030")).text == "述职报告\n完"


def test_encodings_that_nobody_here_uses_are_refused() -> None:
    page = "<html><meta charset=euc-kr><p>" + "우리 마을은 주민들과 함께 여러 가지 사업을 추진하였습니다" * 3
    with pytest.raises(UndecodableTextError):
        read("r.html", page.encode("euc-kr"))


def test_a_page_without_text_is_empty() -> None:
    with pytest.raises(EmptyDocumentError):
        read("r.html", b"<html><body><script>draw()</script><img src=a.png></body></html>")


@pytest.mark.parametrize("tags", ["<table><tr><td>", "<div>", "<ul><li>", "<b>", "<section>"])
def test_nesting_beyond_reason_is_refused_and_nesting_within_it_is_read(tags: str) -> None:
    names = [name.rstrip(">") for name in tags.split("<") if name]
    closing = "".join(f"</{name}>" for name in reversed(names))
    assert lines(tags * 250 + "底" + closing * 250 + "<p>后") == ["底", "后"]
    with pytest.raises(DamagedDocumentError, match="beyond reason"):
        lines(tags * 20_000 + "底")


TAGS = ["div", "p", "table", "tr", "td", "ol", "li", "header", "h1", "span", "a", "pre", "article", "b", "br"]
PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(["文", "字", "、", "1"]),
    st.sampled_from(["&amp;", "<!-- x -->", "<", "</", "\n", "<p class=nav>", "<a href=/x>"]),
)


@settings(deadline=None, max_examples=150)
@given(pieces=st.lists(PIECES, max_size=40))
def test_no_markup_however_broken_makes_the_reader_fail_or_invent_text(pieces: list[str]) -> None:
    try:
        text = read("r.html", ("<html>始" + "".join(pieces)).encode()).text
    except EmptyDocumentError:
        return
    assert text.count("文") <= pieces.count("文")
    assert text.count("字") <= pieces.count("字")
