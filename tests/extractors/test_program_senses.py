"""A mention is bound to a sense by what stands around it, or to none."""

from __future__ import annotations

import pytest

from extractors.program_lexicon import lexicon
from extractors.program_senses import bind


def sense_of(text, name, year=None, items=()):
    entry = lexicon().entries[name]
    start = text.index(name)
    return bind(entry, text, (start, start + len(name)), (0, len(text)), year=year, items=items)


@pytest.mark.parametrize(
    ("text", "name", "sense"),
    [
        ("针对软弱涣散党组织，落实四个一措施。", "四个一", "软弱涣散整顿"),
        ("后进党组织转化中坚持四个一。", "四个一", "软弱涣散整顿"),
        ("对驻村工作队员执行四个一管理。", "四个一", "驻村干部管理"),
        ("水域边落实四个一防溺水设施。", "四个一", "防溺水"),
        ("坚持四个一要求。", "四个一", None),
        ("选派帮扶单位，落实五个一驻村力量。", "五个一", "驻村帮扶"),
        ("压实党风廉政建设一岗双责。", "一岗双责", "党风廉政"),
        ("安全生产一岗双责落实到位。", "一岗双责", "安全生产"),
        ("意识形态工作一岗双责抓得不紧。", "一岗双责", "意识形态"),
        ("落实河长巡查和生态环境保护一岗双责。", "一岗双责", "生态环保"),
        ("履行一岗双责。", "一岗双责", None),
        ("落实三个必须，查改安全隐患20处。", "三个必须", "安全生产"),
        ("推进污水、垃圾、厕所三大革命。", "三大革命", "厕所垃圾污水"),
        ("推进厕所、垃圾、风貌三大革命。", "三大革命", "厕所垃圾风貌"),
        ("能耗双控形势严峻。", "双控", "能耗"),
        ("抓好风险隐患双控机制建设。", "双控", "安全生产"),
        ("民兵整组做到三落实。", "三落实", "民兵工作"),
        ("脱贫人口帮扶做到三落实。", "三落实", "脱贫攻坚"),
        ("食品安全包保两个责任落实率100%。", "两个责任", "食品安全"),
        ("压紧党委纪委两个责任，推进从严治党。", "两个责任", "党风廉政"),
    ],
)
def test_context_decides(text, name, sense):
    assert sense_of(text, name) == (f"{name}/{sense}" if sense else None)


@pytest.mark.parametrize(
    ("text", "year", "sense"),
    [
        ("扎实开展主题教育。", 2023, "习近平新时代中国特色社会主义思想"),
        ("扎实开展主题教育。", 2019, "不忘初心、牢记使命"),
        ("扎实开展主题教育。", 2021, None),
        ("扎实开展主题教育。", None, None),
        ("巩固“不忘初心、牢记使命”主题教育成果。", 2023, "不忘初心、牢记使命"),
    ],
)
def test_the_year_decides_where_no_word_does(text, year, sense):
    assert sense_of(text, "主题教育", year) == (f"主题教育/{sense}" if sense else None)


def test_what_the_report_spells_out_outweighs_the_context():
    text = "软弱涣散党组织整顿中，落实四个一。"
    items = ("一个警示牌", "一个救生圈", "一根救生绳", "一根救生杆")
    assert sense_of(text, "四个一", items=items) == "四个一/防溺水"


def test_equal_evidence_binds_nothing():
    assert sense_of("安全生产一岗双责和意识形态", "一岗双责") is None


def test_an_entry_with_one_known_meaning_has_its_own_name_for_a_sense():
    assert sense_of("坚持三会一课。", "三会一课") == "三会一课"
    assert sense_of("推行河长制。", "河长制") == "河长制"


def test_local_shorthand_without_known_items_stays_unresolved():
    entry = lexicon().entries["四带四必"]
    assert not entry.items
    assert sense_of("落实四带四必。", "四带四必") is None
