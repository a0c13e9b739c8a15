"""A report's own list is taken when it is as long as the shorthand announces, and never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.program_items import spelled_out
from extractors.program_words import announced_counts


def items_of(text, name):
    start = text.index(name)
    return spelled_out(text, start, start + len(name), name)


@pytest.mark.parametrize(
    ("text", "name", "items"),
    [
        (
            "落实“四个一”（一名领导、一个部门、一支队伍、一套方案）。",
            "四个一",
            ("一名领导", "一个部门", "一支队伍", "一套方案"),
        ),
        (
            "推行“三个一”机制，即每周一碰头、每月一通报、每季一评比，压实责任。",
            "三个一",
            ("每周一碰头", "每月一通报", "每季一评比"),
        ),
        ("实行“三定”：定人员、定任务、定时限；确保落地。", "三定", ("定人员", "定任务", "定时限")),
        ("推行“三步法”——摸清底数、分类施策、跟踪问效。", "三步法", ("摸清底数", "分类施策", "跟踪问效")),
        (
            "实施“三抓”工程：一是抓班子，配强干部；二是抓队伍，严格管理；三是抓阵地，改造场所。",
            "三抓",
            ("抓班子", "抓队伍", "抓阵地"),
        ),
        ("推进垃圾、污水、厕所“三大革命”。", "三大革命", ("垃圾", "污水", "厕所")),
        ("建立问题、任务、责任“三张清单”。", "三张清单", ("问题", "任务", "责任")),
        ("做到“两清一改”（清垃圾、清沟渠、改习惯）。", "两清一改", ("清垃圾", "清沟渠", "改习惯")),
        ("做到“两清一改”，即清垃圾，清沟渠，改习惯。", "两清一改", ("清垃圾", "清沟渠", "改习惯")),
    ],
)
def test_spelled_out_lists_are_captured(text, name, items):
    assert items_of(text, name) == items


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("落实“四个一”（一名领导、一个部门、一支队伍）。", "四个一"),  # one is missing
        ("实施“三抓”工程：一是抓班子，配强干部；二是抓队伍，严格管理。", "三抓"),
        ("实施“两抓”：一是抓班子，配强干部；二是抓队伍，严格管理；三是抓阵地。", "两抓"),  # one too many
        ("落实“四个一”要求，一是抓学习。", "四个一"),
        ("坚持“三会一课”，组织生活会、民主评议党员、主题党日全覆盖。", "三会一课"),
        ("推行“1+6+N”模式（一个中心、六个网格、多支队伍）。", "1+6+N"),  # does not say how many
        ("深入推进农村厕所、垃圾、污水“三大革命”。", "三大革命"),  # where the first begins is unclear
        ("班子成员、村干部、党员参加“三会一课”。", "三会一课"),
        ("落实“三个一”。\n（一）抓学习、抓队伍、抓作风。", "三个一"),
        ("乡党委、政府锚定“两个确保”，统筹发展和安全。", "两个确保"),
        ("抓学习、促落实践行“两个维护”。", "两个维护"),
    ],
)
def test_nothing_is_guessed(text, name):
    assert items_of(text, name) == ()


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("四个一", (4,)),
        ("三个一批", (3,)),
        ("三会一课", (4, 3)),
        ("一岗双责", (3, 2)),
        ("四议两公开", (6,)),
        ("三抓三促", (6, 3)),
        ("十三个表率", (13,)),
        ("二十四字", (24,)),
        ("双提升", (2,)),
        ("五+五有", (10, 5)),
        ("17个不准", (17,)),
        ("1+6+N", ()),
        ("532", ()),
        ("主题党日", ()),
        ("七彩假期", ()),
        ("一村一品", (2,)),
    ],
)
def test_the_announced_count_is_read_from_the_name(name, count):
    assert announced_counts(name) == count


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="三个一二是：，。、；（）“”即抓班子\n", max_size=60))
def test_a_captured_list_is_always_as_long_as_announced(text):
    at = text.find("三个一")
    if at >= 0:
        assert len(spelled_out(text, at, at + 3, "三个一")) in (0, 3)
