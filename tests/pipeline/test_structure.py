"""Reports are told apart by their titles; headings, contents, covers and links are not taken for titles."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.documents import RawReport
from pipeline.structure import split_reports


def body(role: str = "镇长") -> str:
    return f"""\
2023年，本人作为{role}，认真履职，现将有关情况报告如下。
一、履职情况
（一）抓学习。全年参加集中学习12次，撰写体会3篇。
（二）抓产业。新建大棚46座，带动农户120户。
二、存在问题
理论学习不够深入，调查研究不够扎实。
三、下步打算
加强学习，扎实工作，力争新建冷库2座。
"""


def titles(text: str) -> list[str]:
    return [report.title for report in split_reports(text)]


def check_tiling(text: str, reports: list[RawReport]) -> None:
    assert reports[0].start == 0
    assert reports[-1].end == len(text)
    for one, two in pairwise(reports):
        assert one.end == two.start
    for report in reports:
        assert report.start <= report.title_start <= report.title_end <= report.end
        assert text[report.title_start : report.title_end].replace("\n", "") == report.title
        for start, end in report.sentences:
            assert report.start <= start < end <= report.end
        for section in report.sections:
            assert report.title_end <= section.start < section.end <= report.end


# Compilations


@pytest.mark.parametrize(
    ("heading", "marks"),
    [
        ("石桥镇班子成员述职报告汇编\n（2篇）\n", ("篇1：镇长2023年度述职报告", "篇2：书记2023年度述职报告")),
        ("", ("篇一：镇长2023年度述职报告", "篇二：书记2023年度述职报告")),
        ("", ("第一篇：镇长2023年度述职报告", "第二篇：书记2023年度述职报告")),
        ("", ("【第1篇】镇长2023年度述职报告", "【第2篇】书记2023年度述职报告")),
        ("", ("范文一：镇长2023年度述职报告", "范文二：书记2023年度述职报告")),
        ("", ("镇长2023年度述职报告 篇1", "书记2023年度述职报告 篇2")),
        ("", ("镇长2023年度述职报告（一）", "书记2023年度述职报告（二）")),
        ("", ("镇长2023年度述职报告1", "书记2023年度述职报告2")),
        ("", ("镇长2023年度述职报告", "书记2023年度述职报告")),
        ("", ("篇1：镇长2023年度述职报告", "书记2023年度述职报告")),
        ("述职报告汇编\n", ("1.镇长2023年度述职报告", "2.书记2023年度述职报告")),
        ("", ("1.镇长2023年度述职报告", "2.书记2023年度述职报告")),
        ("述职报告2篇\n", ("一、镇长2023年度述职报告", "二、书记2023年度述职报告")),
        ("", ("（一）镇长2023年度述职报告", "（二）书记2023年度述职报告")),
    ],
)
def test_the_ways_of_marking_reports_in_a_compilation(heading: str, marks: tuple[str, str]) -> None:
    text = heading + marks[0] + "\n" + body() + marks[1] + "\n" + body("书记")
    reports = split_reports(text)
    check_tiling(text, reports)
    assert [report.title for report in reports] == ["镇长2023年度述职报告", "书记2023年度述职报告"]
    assert text[reports[1].start :].startswith(marks[1])
    assert [report.year for report in reports] == [2023, 2023]


def test_bare_titles_that_repeat_each_begin_a_report() -> None:
    assert titles(("2023年度述职报告\n" + body()) * 3) == ["2023年度述职报告"] * 3


def test_marks_without_a_title_are_the_title() -> None:
    text = "述职报告三则\n第一篇\n各位领导：\n" + body() + "第二篇\n各位领导：\n" + body()
    assert titles(text) == ["第一篇", "第二篇"]


@pytest.mark.parametrize(
    "contents",
    [
        "目录\n1.镇长述职报告2\n2.书记述职报告7\n",
        "目录\n1. 镇长述职报告\n2. 书记述职报告\n",
        "目录\n镇长述职报告\n书记述职报告\n",
        "目录\n镇长述职报告……………………1\n书记述职报告……………………5\n",
        "镇长述职报告......1\n书记述职报告......5\n",
        "篇1：镇长述职报告\n篇2：书记述职报告\n",
        "目录\n一、镇长述职报告\t(1)\n二、书记述职报告\t(5)\n",
        "（2篇）\n",
        "",
    ],
)
def test_a_table_of_contents_is_not_taken_for_reports(contents: str) -> None:
    text = "石桥镇述职报告汇编\n" + contents + "镇长述职报告\n" + body() + "书记述职报告\n" + body("书记")
    reports = split_reports(text)
    check_tiling(text, reports)
    assert [report.title for report in reports] == ["镇长述职报告", "书记述职报告"]
    assert reports[0].title_start == text.index("镇长述职报告\n2023")
    assert [section.mark.heading for section in reports[0].sections if section.mark.level == 1] == [
        "", "一、履职情况", "二、存在问题", "三、下步打算",
    ]  # fmt: skip


def test_a_report_with_a_table_of_contents_of_its_own_is_one_report() -> None:
    text = (
        "石桥镇镇长述职报告\n目录\n一、履职情况\t1\n二、存在问题\t3\n三、下步打算\t4\n石桥镇镇长述职报告\n"
        + body()
    )
    reports = split_reports(text)
    check_tiling(text, reports)
    assert [report.title for report in reports] == ["石桥镇镇长述职报告"]
    assert sum(section.mark.heading == "一、履职情况" for section in reports[0].sections) == 1


def test_what_stands_before_the_first_title_belongs_to_the_first_report_but_to_no_section() -> None:
    text = "述职报告汇编（2篇）\n2023年度述职报告\n" + body() + "2023年度述职报告\n" + body()
    first = split_reports(text)[0]
    assert first.start == 0
    assert first.sentences[0] == (0, 10)
    assert first.sections[0].start > first.title_start > 0


def test_a_motto_over_a_title_belongs_to_its_report() -> None:
    text = "材料汇编\n" + "".join(
        f"踏石留印 抓铁有痕\n——{role}2023年度述职报告\n{body(role)}" for role in ("镇长", "书记")
    )
    reports = split_reports(text)
    check_tiling(text, reports)
    assert [report.title for report in reports] == ["镇长2023年度述职报告", "书记2023年度述职报告"]
    assert text[reports[1].start :].startswith("踏石留印")


# One report


@pytest.mark.parametrize(
    "inner",
    [
        "以上是我的2023年度述职报告，不妥之处，请批评指正。\n",
        "以上是我的述职报告\n",
        "认真撰写了《2022年度述职报告》\n",
        "向大会作述职报告\n",
        "现将2023年工作情况作如下述职报告\n",
        "2023年工作总结\n工作取得新的成绩，群众比较满意。\n",
        "四、述职报告撰写情况\n按时上交了述职报告。\n",
        "（四）2023年工作总结\n全年工作取得新的成绩。\n",
        "附件：述职报告评分表\n请各位代表打分。\n",
        "述职报告人：李禾\n2024年1月6日\n",
    ],
)
def test_inner_headings_sentences_and_closing_lines_begin_no_report(inner: str) -> None:
    text = "石桥镇镇长2023年度述职报告\n" + body() + inner
    assert titles(text) == ["石桥镇镇长2023年度述职报告"]
    text = (
        "石桥镇镇长2023年度述职报告\n" + body().replace("二、存在", inner + "二、存在") + "会后将认真整改。\n"
    )
    assert titles(text) == ["石桥镇镇长2023年度述职报告"]


def test_furniture_of_a_web_page_begins_no_report() -> None:
    text = (
        "首页\n>\n述职报告\n>\n正文\n2023年石桥镇政府工作报告\n来源：石桥镇人民政府\n时间：2024-01-05 10:00\n政府工作报告\n"
        "镇长作政府工作报告\n" + body() + "相关推荐：\n村支书述职报告\n镇长述职报告范文\n上一篇：述职报告\n"
    )
    reports = split_reports(text)
    check_tiling(text, reports)
    assert [report.title for report in reports] == ["2023年石桥镇政府工作报告"]
    assert reports[0].sections[-1].mark.kind == "other"


def test_a_preface_of_a_web_library_is_no_report() -> None:
    text = "村干部述职报告\n时光飞逝，小编整理了述职报告，欢迎阅读。\n村干部述职报告\n" + body("村主任")
    assert titles(text) == ["村干部述职报告"]


def test_a_running_header_that_cuts_a_sentence_begins_no_report() -> None:
    text = (
        "镇长述职报告\n"
        + body()
        + "全年走访农户，征求意见建议，并逐一\n镇长述职报告\n作了答复。群众表示满意。\n"
    )
    assert titles(text) == ["镇长述职报告"]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("石桥镇镇长2023年度述职报告", "石桥镇镇长2023年度述职报告"),
        (
            "中共石桥镇委员会书记2023年度抓党建工作\n述职报告",
            "中共石桥镇委员会书记2023年度抓党建工作述职报告",
        ),
        (
            "凝心聚力谋发展，实干担当谱新篇——2023年度述职报告",
            "凝心聚力谋发展，实干担当谱新篇——2023年度述职报告",
        ),
        ("2023年度述职述廉报告（镇纪委书记）", "2023年度述职述廉报告（镇纪委书记）"),
        ("2023年度述职报告——李禾", "2023年度述职报告——李禾"),
        ("2023年度述职报告 李禾", "2023年度述职报告 李禾"),
        ("2023年工作总结和2024年工作计划", "2023年工作总结和2024年工作计划"),
        ("在全县述职评议会上的发言", "在全县述职评议会上的发言"),
        ("关于2023年度履行主体责任情况的报告", "关于2023年度履行主体责任情况的报告"),
        ("2023年个人述职", "2023年个人述职"),
        ("1.镇长2023年度述职报告", "镇长2023年度述职报告"),
        ("# 镇长2023年度述职报告", "镇长2023年度述职报告"),
        ("干部驻村述职报告3200字", "干部驻村述职报告3200字"),
        ("驻村工作小结", "驻村工作小结"),
        ("各位领导：", ""),
    ],
)
def test_the_title(lines: str, title: str) -> None:
    text = lines + "\n" + body()
    reports = split_reports(text)
    check_tiling(text, reports)
    assert [report.title for report in reports] == [title]


def test_a_text_that_lost_its_line_breaks_keeps_its_title_and_sections() -> None:
    text = "石桥镇镇长述职报告各位领导：现将情况报告如下。一、履职情况全年学习12次。（一）抓产业。建棚46座。二、存在问题学习不够。"
    (report,) = split_reports(text)
    check_tiling(text, [report])
    assert report.title == "石桥镇镇长述职报告"
    assert [(section.mark.level, section.mark.kind) for section in report.sections] == [
        (1, "intro"),
        (1, "duty"),
        (2, "duty"),
        (1, "problem"),
    ]


def test_a_source_that_begins_with_a_paragraph_has_no_title() -> None:
    (report,) = split_reports("全年新修道路6公里，整治山塘9口，群众出行难、用水难的问题得到初步解决。\n")
    assert (report.title, report.title_start, report.title_end) == ("", 0, 0)


@pytest.mark.parametrize("text", ["", "\n", "述职报告", "目录", "篇1"])
def test_a_source_with_next_to_nothing_in_it_is_one_report(text: str) -> None:
    reports = split_reports(text)
    assert len(reports) == 1
    check_tiling(text, reports)


# Year and kind


@pytest.mark.parametrize(
    ("title", "text", "year"),
    [
        ("2023年度述职报告", "", 2023),
        ("二〇二二年度述职报告", "", 2022),
        ("二○二一年述职报告", "2020年做过。2020年也做过。", 2021),
        ("2022-2023年度述职报告", "", 2023),
        ("20XX年度述职报告", "2023年，工作很多。2023年，成绩很多。", None),
        ("述职报告", "（2023年度）\n工作很多。", 2023),
        ("述职报告", "（2024年1月8日）\n2023年以来，工作很多。", 2023),
        ("述职报告", "做了很多工作。\n2023年建棚46座。\n2022年建棚20座。2023年建成冷库。", 2023),
        ("述职报告", "做了很多工作。2022年修路。2023年架桥。", None),
        ("述职报告", "做了很多工作，成绩不少。\n述职人：李禾\n2024年1月8日", 2023),
        ("述职报告", "做了很多工作，成绩不少。\n二〇二四年一月八日", None),
        ("述职报告", "做了很多工作，成绩不少。\n2023年12月28日", 2023),
        ("述职报告", "做了很多工作，成绩不少。\n2023年6月28日", None),
        ("政府工作报告", "——2024年1月8日在石桥镇人民代表大会上\n2023年工作很多。2023年成绩不少。", 2024),
    ],
)
def test_the_year(title: str, text: str, year: int | None) -> None:
    assert split_reports(f"{title}\n{text}\n")[0].year == year


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("2023年度述职报告", "述职报告"),
        ("抓基层党建工作述职评议报告", "述职报告"),
        ("2023年个人述职", "述职报告"),
        ("述职述廉报告", "述职述廉报告"),
        ("述职、述廉报告", "述职述廉报告"),
        ("述责述廉报告", "述责述廉报告"),
        ("述廉报告", "述廉报告"),
        ("述学述职述廉述法报告", "述学述职述廉述法报告"),
        ("履职情况报告", "履职报告"),
        ("2023年工作总结", "工作总结"),
        ("2023年工作总结暨述职报告", "述职报告"),
        ("石桥镇2023年政府工作报告", "政府工作报告"),
        ("2023年工作汇报", "工作汇报"),
        ("石桥镇的一年", "述职报告"),
    ],
)
def test_the_kind(title: str, kind: str) -> None:
    assert split_reports(title + "\n" + body().replace("履职", "工作"))[0].kind == kind


# Every text


@given(
    st.lists(
        st.sampled_from(
            [
                "2023年度述职报告", "篇1：述职报告", "第二篇", "目录", "1.述职报告", "一、工作总结", "一、履职情况", "（一）学习", "述职报告……3",
                "一是学习。二是工作。", "今后，我将努力。", "存在问题", "以上是我的述职。", "——述职报告", "工作很多，成绩很多，问题也不少。", "",
            ]
        ),
        max_size=25,
    ).map("\n".join)
)  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_reports_tile_the_text(text: str) -> None:
    check_tiling(text, split_reports(text))


@pytest.mark.parametrize(
    "unit",
    [
        "a", "村", "\n", "(", "（。", "“", "一、", "一、\n", "。", "；", "目录\n", "目录\n1.工作\n", "2023年度述职报告\n", "2023年工作总结\n工作很多，成绩很多，大家很满意。\n一、\n",
        "篇1\n", "1.", "…", "述职", "2023年", "，一是", "今后。", "，虽然但仍存在",
    ],
)  # fmt: skip
def test_repetition_takes_linear_time(unit: str) -> None:
    length = 100_000
    started = time.process_time()
    split_reports(unit * (length // len(unit)))
    # Quadratic time would be hundreds of times this.
    assert time.process_time() - started < 5
