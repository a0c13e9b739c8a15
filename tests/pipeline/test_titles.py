"""A line reads like a title when it names a kind of report, and is no sentence about one."""

from __future__ import annotations

import pytest

from pipeline.titles import is_compilation_heading, parse_title


@pytest.mark.parametrize(
    "line",
    [
        "述职报告",
        "2023年度个人述职报告",
        "石桥镇党委书记2023年度抓基层党建工作述职报告",
        "镇党委领导班子述职述廉报告",
        "2023年度述职报告（驻村第一书记）",
        "——2023年度述职报告",
        "2023年上半年工作总结",
        "关于2023年工作情况的报告",
        "2023年度履职尽责情况报告",
        "述职述廉报告提纲",
        "2023年个人述职",
        "学做结合强本领，实干为民显担当——2023年度述职报告",
    ],
)
def test_titles(line: str) -> None:
    title = parse_title(line)
    assert title is not None
    assert line[title.start : title.end] == line.removeprefix("——")


@pytest.mark.parametrize(
    "line",
    [
        "以上是我的述职报告",
        "现将2023年工作情况作如下述职报告",
        "下面我作述职报告",
        "听取镇长述职报告",
        "认真审议政府工作报告",
        "《2023年度述职报告》",
        "认真撰写《述职报告》",
        "述职报告人：李禾",
        "述职报告会议通知",
        "根据要求，现作述职报告。",
        "履职情况",
        "存在问题",
        "报告如下",
        "述" * 91,
        "",
    ],
)
def test_no_titles(line: str) -> None:
    assert parse_title(line) is None


@pytest.mark.parametrize(
    ("line", "title", "piece"),
    [
        ("篇1：镇长述职报告", "镇长述职报告", 1),
        ("篇十二：镇长述职报告", "镇长述职报告", 12),
        ("第二十篇 镇长述职报告", "镇长述职报告", 20),
        ("【篇3】镇长述职报告", "镇长述职报告", 3),
        ("范文（二）：镇长述职报告", "镇长述职报告", 2),
        ("镇长述职报告（三）", "镇长述职报告", 3),
        ("镇长述职报告篇4", "镇长述职报告", 4),
        ("第十一篇", "第十一篇", 11),
        ("1.镇长述职报告", "镇长述职报告", 0),
        ("1.2023年度述职报告", "2023年度述职报告", 0),
    ],
)
def test_marks_of_compilations(line: str, title: str, piece: int) -> None:
    found = parse_title(line)
    assert found is not None
    assert (line[found.start : found.end], found.piece) == (title, piece)


@pytest.mark.parametrize(
    "line",
    [
        "述职报告汇编",
        "乡镇干部述职报告（精选5篇）",
        "述职报告范文三篇",
        "（5篇）",
        "工作总结集锦",
        "2023年度述职报告（共12篇）",
    ],
)
def test_headings_of_compilations_are_no_titles(line: str) -> None:
    assert is_compilation_heading(line)
    assert parse_title(line) is None
