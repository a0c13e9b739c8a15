"""Cleaned text is what was written, and each of its characters knows its place in the source."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.cleaning import clean
from pipeline.folding import fold_character

#: What half-width punctuation may become.
WIDENED = {
    ",": "，",
    ";": "；",
    ":": "：",
    "!": "！",
    "?": "？",
    "(": "（",
    ")": "）",
    '"': "“”",
    ".": "。",
    "\n": " ",
}
#: Of quotation marks that were put together wrongly any may become either.
WIDENED |= dict.fromkeys("\"'“”‘’", "“”")
#: Text of everything that cleaning looks at, dense enough that the pieces meet.
PIECES = st.sampled_from(
    [
        *"工作王 　\t\n\r\f#，。；：“”（）一二1２3年.．%％X*|-—·\ufeff\u200b\u00ad",
        *",;:!?()\"‘’'",
        "##a##",
        "一、",
        "（一）",
        "1.",
        "述职报告",
        "龚 正",
        "目　录",
        "- 3 -",
        "第3页",
        "\r\n",
        "\n\n",
        "全镇新建大棚四十六座，带动农户一百二十户",
        "镇党委的正确领导和全镇干部群众的共同努力",
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)
WATERMARKS = st.from_regex(r"\A##[A-Za-z]{1,8}##\Z")
MEDIA_TYPES = st.sampled_from(["text/plain", "application/pdf", "text/html"])


def cleaned(text: str, media_type: str = "text/plain") -> str:
    return clean(text, media_type).text


# What holds for every text


@given(TEXTS | st.text(max_size=60), MEDIA_TYPES)
@settings(max_examples=300, deadline=None)
@example("村\n" * 3, "text/plain")
def test_every_character_comes_from_one_that_folds_to_it(text: str, media_type: str) -> None:
    result = clean(text, media_type)
    places = [result.to_source(at, at + 1) for at in range(len(result.text))]
    for character, (start, end) in zip(result.text, places, strict=True):
        assert end == start + 1
        folded = fold_character(text[start])
        # A line break between Latin words becomes a blank.
        assert character == folded or character in WIDENED.get(folded, "")
    assert places == sorted(set(places)), "cleaning only deletes, so places ascend"


@given(TEXTS | st.text(max_size=60), MEDIA_TYPES)
@settings(max_examples=300, deadline=None)
def test_cleaning_twice_changes_nothing(text: str, media_type: str) -> None:
    once = cleaned(text, media_type)
    assert cleaned(once, media_type) == once


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_watermarks_may_stand_anywhere_in_a_text_without_hashes(data: st.DataObject) -> None:
    text = data.draw(TEXTS).replace("#", "").replace("＃", "")
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    marks = [data.draw(WATERMARKS) for _ in places]
    bounds = [0, *places, len(text)]
    parts = [text[start:end] for start, end in pairwise(bounds)]
    marked = parts[0] + "".join(mark + part for mark, part in zip(marks, parts[1:], strict=True))
    plain, result = clean(text), clean(marked)
    assert result.text == plain.text
    for at in range(len(plain.text)):
        start, _ = result.to_source(at, at + 1)
        origin, _ = plain.to_source(at, at + 1)
        assert marked[start] == text[origin]


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_a_stretch_spans_from_its_first_character_to_its_last(text: str) -> None:
    result = clean(text)
    for start in range(len(result.text)):
        for end in range(start + 1, min(start + 4, len(result.text)) + 1):
            first, last = result.to_source(start, end)
            assert first == result.to_source(start, start + 1)[0]
            assert last == result.to_source(end - 1, end)[1]


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_the_way_to_cleaned_text_undoes_the_way_to_the_source(text: str) -> None:
    result = clean(text)
    for at in range(len(result.text)):
        assert result.to_clean(result.to_source(at, at + 1)[0]) == at
    offsets = [result.to_clean(at) for at in range(len(text) + 1)]
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(result.text)


@given(TEXTS, MEDIA_TYPES)
@settings(max_examples=100, deadline=None)
def test_lines_have_no_blanks_at_their_ends_and_are_never_empty(text: str, media_type: str) -> None:
    for line in cleaned(text, media_type).split("\n"):
        assert line == line.strip()
    assert "\n\n" not in cleaned(text, media_type)


def test_an_empty_stretch_comes_from_nowhere() -> None:
    result = clean("工作")
    with pytest.raises(ValueError, match="holds no character"):
        result.to_source(1, 1)
    with pytest.raises(IndexError):
        result.to_source(1, 3)


@pytest.mark.parametrize("text", ["", "\n\r\n\f", " 　\t", "##vip##", "\ufeff"])
def test_text_without_text_is_empty(text: str) -> None:
    assert cleaned(text) == ""
    assert clean(text).to_clean(0) == 0


# Characters


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("完成投资１６．２万元，占９５％", "完成投资16.2万元，占95%"),
        ("ＡＢ级＋Ｃ级－／～＝＊＃＆＠ｘｙ", "AB级+C级-/~=*#&@xy"),
        ("，。：；！？（）、“”《》㎡①", "，。：；！？（）、“”《》㎡①"),
        ("⼯作⻓效机制", "工作长效机制"),
        ("下降−3.2%", "下降-3.2%"),
        ("买买提•艾山", "买买提·艾山"),
    ],
)
def test_characters_are_folded_one_for_one(source: str, expected: str) -> None:
    assert cleaned(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("2##paidbegin##023年", "2023年"),
        ("##paidbegin####vip##工作##paidend##", "工作"),
        ("＃＃ｖｉｐ＃＃工作", "工作"),
        ("1##a##2##b##0户", "120户"),
        ("####a##b##", ""),
        ("C## 与 F##", "C## 与 F##"),
        ("##12##", "##12##"),
        ("发\u200b展\u00ad党\ufeff员\x0720名", "发展党员20名"),
    ],
)
def test_watermarks_and_invisible_characters_go(source: str, expected: str) -> None:
    assert cleaned(source) == expected


def test_a_figure_cut_by_a_watermark_is_found_whole_in_the_source() -> None:
    source = "全村共有1##paidbegin##30户脱贫户"
    result = clean(source)
    at = result.text.index("130户")
    start, end = result.to_source(at, at + 4)
    assert source[start:end] == "1##paidbegin##30户"


# Blanks


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("目　　录", "目录"),
        ("述 职 报 告", "述职报告"),
        ("镇长 王 芳", "镇长 王芳"),
        ("党委书记　　　　李　娟", "党委书记 李娟"),
        ("述职人：赵　敏", "述职人：赵敏"),
        ("王  芳    李小娟    张  强", "王芳 李小娟 张强"),
        ("张三丰  男  汉  1980年", "张三丰 男 汉 1980年"),
        ("村名\t户数\t人数", "村名\t户数\t人数"),
        ("柳树村 \t 120 \t\t 430", "柳树村\t120\t430"),
        ("2023 年度 述职报告", "2023年度 述职报告"),
        (
            "2023 年，全镇 完成投资 938.47 万元，建成 大棚 46 座。",
            "2023年，全镇完成投资938.47万元，建成大棚46座。",
        ),
        ("一、 履职情况", "一、履职情况"),
        ("（一） 抓学习", "（一）抓学习"),
        ("1. 抓学习", "1.抓学习"),
        ("抓学习 。真 抓 实 干", "抓学习。真抓实干"),
        ("一、履职情况 3", "一、履职情况 3"),
        ("学习 强国 APP 平台 v2 版", "学习 强国 APP 平台 v2 版"),
        ("  两端的空白   ", "两端的空白"),
        (
            "包村干部 王芳 李小娟 张强 共3人，工作 扎实。高度 重视，落 实。",
            "包村干部 王芳 李小娟 张强 共3人，工作扎实。高度重视，落实。",
        ),
        ("柳树村（120户）    杏花村（85户）", "柳树村（120户） 杏花村（85户）"),
    ],
)
def test_blanks_that_only_pad_go_and_those_that_separate_stay(source: str, expected: str) -> None:
    assert cleaned(source) == expected


# Lines

WRAPPED = """\
　　一年来，本人在镇党委的领导下，认真履行分管职责，全年走访农户三百
二十户，收集意见建议四十六条，办结四十一条，群众反映的饮水、道路、用
电等问题逐一得到回应，没有办结的也都作了说明。
　　年内新修村组道路六公里，整治山塘九口，硬化晒坝两千平方米，争取项
目资金二百六十万元，惠及七个村民小组。
"""


def test_lines_wrapped_at_a_column_become_paragraphs() -> None:
    assert cleaned(WRAPPED) == WRAPPED.replace("　　", "\n").replace("\n\n", "¶").replace("\n", "").replace(
        "¶", "\n"
    )


def test_lines_wrapped_with_an_empty_line_after_each_become_paragraphs() -> None:
    assert cleaned(WRAPPED.replace("\n", "\r\n\r\n")) == cleaned(WRAPPED)


def test_headings_in_wrapped_text_stay_on_lines_of_their_own() -> None:
    text = "述职报告\n一、履职情况\n" + WRAPPED + "（一）抓学习\n" + WRAPPED + "二、存在问题\n" + WRAPPED
    lines = cleaned(text).split("\n")
    assert [line for line in lines if len(line) < 12] == [
        "述职报告",
        "一、履职情况",
        "（一）抓学习",
        "二、存在问题",
    ]
    assert len(lines) == 4 + 3 * 2


def test_a_heading_as_wide_as_the_column_is_not_joined_where_headings_stand_alone() -> None:
    heading = "（二）突出产业兴镇，着力推动特色产业从小到大从弱到强再上新的台阶"
    text = (
        "一、履职情况\n（一）抓好学习\n" + WRAPPED + heading + "\n" + WRAPPED + "（三）抓好廉政\n" + WRAPPED
    )
    assert heading in cleaned(text).split("\n")


def test_who_signs_under_a_title_as_wide_as_the_headings_stays_on_a_line_of_its_own() -> None:
    text = (
        "青坪县红岘乡副乡长2023年述职报告\n马志鹏\n\n根据要求，现将一年来的工作报告如下。\n"
        "一、坚持政治统领，提升履职本领\n参加集中学习十二次。\n二、抓好产业发展，促进农民增收\n新建冷库一座。\n"
        "三、强化廉洁自律，树立良好形象\n开展谈话六次。\n"
    )
    assert cleaned(text).split("\n")[:2] == ["青坪县红岘乡副乡长2023年述职报告", "马志鹏"]


def test_one_paragraph_a_line_is_left_alone() -> None:
    paragraphs = [
        "一、履职情况",
        "全年召开党委会三十二次，研究议题一百零八个，开展调研二十六次，撰写调研报告四篇，有关做法在全县推广。",
        "二、存在问题",
        "主要有以下几个方面",
        "学习的系统性不强，有时满足于一知半解，运用理论指导实践的能力还要提高",
        "深入基层的时间不多，了解情况不够全面，解决实际问题的办法还需要增加",
        "创新的意识有待增强，对照先进地区的做法，主动学习借鉴的劲头还不充足",
        "三、下步打算",
    ]
    text = "\n".join(paragraphs)
    assert cleaned(text) == text


def test_rows_of_a_table_are_never_joined() -> None:
    rows = [
        f"{name}村民小组 负责人 {name}某 户数合计 {count} 面积合计 {count}0"
        for name, count in zip("甲乙丙丁戊己庚辛", range(21, 29), strict=True)
    ]
    assert len(cleaned("\n".join(rows)).split("\n")) == len(rows)


def test_words_and_figures_cut_by_a_line_break_are_put_together() -> None:
    lines = ["全年共召开各类学习会议四十六次，其中专题研讨十二次，参加人数达到一千二", "百余人次，编发工作简报三十二期，在各级媒体发表稿件四十六篇，其中Social",
             "Media平台二十篇，组织宣讲活动三十六场次，覆盖党员群众累计超过二千五百", "人次，全年没有发生重大舆情，意识形态领域形势总体平稳向好，得分9", "8.5分。"]  # fmt: skip
    text = cleaned("\n".join(lines))
    assert "一千二百余人次" in text
    assert "Social Media" in text
    assert text.endswith("得分9\n8.5分。") or text.endswith("得分98.5分。")


def test_a_break_behind_a_comma_or_before_a_full_stop_is_never_the_authors() -> None:
    assert cleaned("新建大棚46座，\n养牛30头\n。\n存在的不足：\n一是学习少，\n二是办法少。") == (
        "新建大棚46座，养牛30头。\n存在的不足：\n一是学习少，\n二是办法少。"
    )


def test_a_text_taken_to_pieces_is_put_together() -> None:
    pieces = ["XX", "镇", "2023", "年工作报告", "各位代表：", "一、", "2023", "年工作回顾", "一年来，", "XX", "镇认真", "履职", "，新建大棚", "46", "座", "。", "（一）经济运行稳中有升", "全年产值", "XX", "万元，增长", "5%", "；", "1.", "特色农业提", "质扩量", "。"]  # fmt: skip
    assert cleaned("\n".join(pieces)).split("\n") == [
        "XX镇2023年工作报告",
        "各位代表：",
        "一、2023年工作回顾一年来，XX镇认真履职，新建大棚46座。",
        "（一）经济运行稳中有升",
        "全年产值XX万元，增长5%；",
        "1.特色农业提质扩量。",
    ]


# Pages


def pages(*bodies: str, header: str = "", footer: str = "{}") -> str:
    return "\f".join(
        "\n".join(filter(None, [header, body.strip(), footer.format(number)]))
        for number, body in enumerate(bodies, 1)
    )


FIRST = "青河镇2023年度工作情况\n一年来，全镇上下团结一心，各项工作取得了新的进展，群众得到\n了实惠。\n全镇建成高标准农田三千二百亩，新修渠道十二公里，改造泵站三座，灌溉保证率得到了"
SECOND = "明显提高。\n新建农村公路二十六公里，群众出行更加方便。\n全年发放各类补贴资金四百六十万元，惠及农户"
THIRD = "三千余户。\n下一步，我们将继续努力。\n谢谢大家。"


def test_paragraphs_go_on_over_the_end_of_a_page() -> None:
    text = cleaned(pages(FIRST, SECOND, THIRD), "application/pdf")
    assert "灌溉保证率得到了明显提高。" in text
    assert "惠及农户三千余户。" in text


@pytest.mark.parametrize(
    "footer", ["{}", "- {} -", "—{}—", "第{}页", "第 {} 页 共 3 页", "{}/3", "Page {} of 3"]
)
def test_page_numbers_go(footer: str) -> None:
    assert cleaned(pages(FIRST, SECOND, THIRD, footer=footer)) == cleaned(
        pages(FIRST, SECOND, THIRD, footer="")
    )


@pytest.mark.parametrize("header", ["青河镇人民政府", "青河镇述职材料汇编", "内部资料 注意保存"])
def test_running_headers_go(header: str) -> None:
    text = cleaned(pages(FIRST, SECOND, THIRD, header=header))
    assert text.count(header) <= 1
    assert "灌溉保证率得到了明显提高。" in text


def test_a_title_that_comes_back_at_the_top_of_pages_stays_where_it_first_stands() -> None:
    title = "青河镇镇长2023年度述职报告"
    text = cleaned(pages(FIRST, SECOND, THIRD, header=title))
    assert text.startswith(title)
    assert text.count(title) == 1


def test_reports_of_one_title_that_each_begin_a_page_keep_it() -> None:
    title = "2023年度述职报告"
    body = "一年来，认真履行职责，完成了各项任务。\n存在的不足是学习不够。\n今后将加强学习。"
    assert cleaned(pages(body, body, body, header=title)).count(title) == 3


def test_headings_that_begin_page_after_page_stay() -> None:
    body = "各位领导：\n一、履职情况\n认真履行职责，完成了各项任务。\n二、存在问题\n学习不够。"
    assert cleaned("\f".join([body] * 4)).count("各位领导：\n一、履职情况") == 4


def test_a_running_footer_with_a_page_number_goes() -> None:
    text = cleaned(pages(FIRST, SECOND, THIRD, footer="青河镇人民政府办公室 第{}页"))
    assert "办公室" not in text
    assert "灌溉保证率得到了明显提高。" in text


def test_figures_at_page_edges_that_do_not_count_pages_stay() -> None:
    text = cleaned("产量\n12\n面积\n工作正常开展。\n36\f人口\n48\n户数\n工作正常开展。\n17")
    assert "36" in text.split("\n")
    assert "17" in text.split("\n")


def test_without_pages_only_certain_page_numbers_go() -> None:
    assert cleaned("第一段。\n- 2 -\n第二段。\n2.5\n3\n第三段。") == "第一段。\n第二段。\n2.5\n3\n第三段。"


# Markdown


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# 2023年度述职报告\n\n## 一、履职情况 ##\n", "2023年度述职报告\n一、履职情况"),
        ("**一是加强学习。** 全年学习12次。", "一是加强学习。全年学习12次。"),
        ("**镇完成投资**万元", "**镇完成投资**万元"),
        ("到\\*\\*村调研**次", "到**村调研**次"),
        ("见[工作台账](https://example.org/a)与![图](b.png)。", "见工作台账与。"),
        ("- 抓学习\n- 抓产业\n\n> 引文\n\n---\n", "抓学习\n抓产业\n引文"),
        ("| 村名 | 户数 |\n|------|:----:|\n| 柳树村 | 120 |", "村名\t户数\n柳树村\t120"),
        ("开展`网格化`管理<br>工作", "开展网格化管理工作"),
        ("*重点工作*推进", "重点工作推进"),
    ],
)
def test_markdown_loses_its_marks(source: str, expected: str) -> None:
    assert cleaned(source, "text/markdown") == expected


@given(
    st.lists(st.sampled_from([*"工作#*|-[]()!`<>_~\\ \n", "**", "## ", "](", "1. "]), max_size=40).map(
        "".join
    )
)
@settings(max_examples=200, deadline=None)
def test_markdown_keeps_offsets_too(text: str) -> None:
    result = clean(text, "text/markdown")
    for at, character in enumerate(result.text):
        start, _ = result.to_source(at, at + 1)
        origin = fold_character(text[start])
        assert (
            character == origin or character in WIDENED.get(origin, "") or (character, origin) == ("\t", "|")
        )


# Hostile input

LONG = 100_000


@pytest.mark.parametrize(
    "unit",
    ["a", "村", "\n", "(", "（", "一、", "一、\n", "#", "##a", " ", "王 ", "3 个 人 ", "\f", "工作\f", "*", "[", "![", "|-", "<a", "\t甲", ",", ", ", "(甲", "甲\""],
)  # fmt: skip
@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown"])
def test_repetition_takes_linear_time(unit: str, media_type: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        started = time.process_time()
        clean(text, media_type)
        return time.process_time() - started

    # Quadratic time would be hundreds of times this.
    assert seconds(LONG) < 5


# Half-width punctuation


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("栽烟1,300亩,户均2亩;其余(含撂荒地)种玉米.", "栽烟1,300亩，户均2亩；其余（含撂荒地）种玉米。"),
        (
            "二.修路3.4公里,户户通.1.买买提.艾力带头,他办了“农家乐”. 大家满意.",
            "二.修路3.4公里，户户通。1.买买提.艾力带头，他办了“农家乐”。大家满意。",
        ),
        ("修了路，通了水。二.李志强.", "修了路，通了水。二.李志强."),
        ("办结率98%,满意率95%,见附表(2)", "办结率98%，满意率95%，见附表（2）"),
        ("时间:8:30, 地点:村部", "时间：8:30，地点：村部"),
        ('落实"三会一课"和"四议两公开"', "落实“三会一课”和“四议两公开”"),
        ('管径5"的水管', '管径5"的水管'),
        ("锚定'两个确保“,落实县委'1236“布局", "锚定“两个确保”，落实县委“1236”布局"),
        ("落实“三会一课“,抓好”四议两公开”", "落实“三会一课”，抓好“四议两公开”"),
        ("“一主‘三辅’多点”和“上面“千条线”落地”", "“一主‘三辅’多点”和“上面“千条线”落地”"),
        ("他说：'这是好事。'“五星“", "他说：'这是好事。'“五星“"),
        ("see f(x), g(y); http://a.example:80/?b=1", "see f(x), g(y); http://a.example:80/?b=1"),
    ],
)
def test_half_width_punctuation_of_chinese_text_is_read_as_full_width(written: str, read: str) -> None:
    assert cleaned(written) == read
