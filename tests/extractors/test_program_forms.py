"""Form alone tells shorthand from plain counts, ranks, people, outcomes and figures of speech."""

from __future__ import annotations

import pytest

from extractors.program_bare import bare_campaigns, bare_shorthand, count_words
from extractors.program_forms import kind_of_quoted, quotations
from extractors.program_words import has_program_word, is_counted_name


def kind_in(text):
    """The verdict on the first quotation of a text."""
    start, end = next(quotations(text))
    return kind_of_quoted(text, start, end)


@pytest.mark.parametrize(
    "text",
    [
        "“四带五联”",
        "“双强”",
        "“清五乱”",
        "“1+6+N”",
        "“五+五有”",
        "“三个全面”",
        "“十七个不准”",
        "“政治四力”",
        "“一强三创”",
        "“532”工作法",
    ],
)
def test_quoted_shorthand_speaks_for_itself(text):
    assert kind_in(text) == "numeric"


@pytest.mark.parametrize("text", ["设“民情茶桌”24场", "用好“火塘夜话”", "推广“屋场院子会”"])
def test_a_quoted_gathering_is_a_scheme_whatever_the_verb(text):
    assert kind_in(text) == "named"


@pytest.mark.parametrize(
    "text",
    [
        "“三等奖”",
        "“第一责任人”",
        "“三个村”",
        "“四个方面”",
        "“三类人员”",
        "“三无”小区",
        "“三牛”精神",
        "“五连冠”",
        "“双下降”",
        "“二十年”",
        "“百年大计”",
        "“80后”",
        "“2035”行动",
        "“两条主线”",
        "“12345”热线",
        "“532”",
        "“七彩”",
        "“三秦大地”",
    ],
)
def test_quoted_counts_ranks_and_things_are_none(text):
    assert kind_in(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "开展“周末小讲堂”志愿服务活动",
        "开展“纪律大整顿”",
        "开办“田间夜校”",
        "开展好“有话好好说”工作",
        "实施“归根”工程",
        "打造“映山红”党建品牌",
        "推行“周一夜学”制度",
        "采取“支部+合作社+农户”模式",
        "“甲方案行动”",
        "开展“阳光照万家”“春雨润万户”等活动",
    ],
)
def test_quoted_names_called_programmes_are_named_ones(text):
    assert kind_in(text) == "named"


@pytest.mark.parametrize(
    "text",
    [
        "种好“自留田”",
        "以“等不起”的紧迫感",
        "坚持“群众利益无小事”理念",
        "“吃水难”问题",
        "被评为“最美家庭”",
        "打造“高山云雾”茶叶品牌",
        "“线上+线下”方式",
        "关注“清风小镇”公众号",
        "当好“勤务员”",
        "“作业完成率不高”“沉迷手机”等问题",
    ],
)
def test_quoted_slogans_metaphors_troubles_and_awards_are_none(text):
    assert kind_in(text) is None


def test_every_kind_of_quotation_mark_is_read():
    text = '“甲”‘乙’「丙」『丁』"戊"'
    assert "".join(text[start:end] for start, end in quotations(text)) == "甲乙丙丁戊"


def found(text):
    """Shorthand by whatever form."""
    return {text[start:end] for start, end in (*count_words(text), *bare_shorthand(text))}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("落实四抓两整治行动。", {"四抓两整治"}),
        ("推广三步六法、两清一改，成效明显。", {"三步六法", "两清一改"}),
        ("坚持十聚焦十到位要求。", {"十聚焦十到位"}),
        ("做到五个到位，坚持三个必须原则。", {"五个到位", "三个必须"}),
        ("推行1+6+N治理模式。", {"1+6+N"}),
        ("采用532工作法。", {"532"}),
        ("总结推广四心工作法。", {"四心工作法"}),
        ("实施五小工程。", {"五小"}),
        ("落实四必访制度，推行三包工作机制。", {"四必访", "三包"}),
    ],
)
def test_bare_shorthand_is_given_away_by_form_and_neighbours(text, names):
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "新建三个村四个组的道路。",
        "四面八方的群众都来了。",
        "一镇两村三组联动，二期工程完工，两项工程开工。",
        "十九届六中全会和二十届三中全会。",
        "十大工程、三大工程同步推进。",
        "3+2人的小组，5+5万元的补助。",
        "种植两亩三分地，收入三万五千元。",
        "2023年工作机制，拨打110行动迅速。",
        "星期三四组织学习。",
        "一村一品、一户一策落实到位。",
        "建立三级联动机制，实行双向考核制度，落实三方会商机制。",
    ],
)
def test_bare_counts_are_none(text):
    assert found(text) == set()


def campaigns(text):
    return [text[start:end] for start, end in bare_campaigns(text)]


def test_campaigns_are_named_from_the_last_verb_before_them():
    assert campaigns("深入实施农村道路安全整治三年行动计划。") == ["农村道路安全整治三年行动"]
    assert campaigns("推进三年行动。") == []
    assert campaigns("两年行动力不足。") == []


def test_a_programme_word_may_stand_behind_the_closing_mark_and_modifiers():
    text = "“某某”志愿服务活动"
    assert has_program_word(text, 3)
    assert not has_program_word("“某某”群众", 3)


@pytest.mark.parametrize(
    ("name", "counted"),
    [
        ("三会一课", True),
        ("双提升", True),
        ("四好农村路", True),
        ("532", True),
        ("532工作法", True),
        ("一村一品", False),
        ("千企帮千村", False),
        ("周六课堂", False),
        ("光荣在党50年", False),
        ("安全生产三年行动", False),
        ("党建+网格", False),
        ("主题党日", False),
    ],
)
def test_counted_names(name, counted):
    assert is_counted_name(name) is counted
