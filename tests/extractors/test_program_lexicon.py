"""The lexicon is broad, says where it has things from, and refuses rows that cannot be right."""

from __future__ import annotations

import re

import pytest

from extractors.program_lexicon import (
    LEXICON_PATH,
    Lexicon,
    definition,
    key_of,
    lexicon,
    read_entries,
    read_words,
)
from extractors.program_words import announced_counts, is_counted_name

HEAD = "name\tkind\tcategory\tscope\tmatch\taliases\titems\tsource\n"
SENSES_HEAD = "name\tsense\titems\tcues\tsource\n"
ENTRIES = read_entries()
EMITTED = [entry for entry in ENTRIES if entry.emitted]


def test_the_lexicon_knows_more_than_six_hundred_programmes():
    assert len(EMITTED) >= 600
    assert sum(entry.kind == "numeric" for entry in EMITTED) >= 250
    assert sum(bool(entry.items) for entry in EMITTED) >= 150


def test_every_programme_says_where_its_definition_comes_from():
    assert [entry.name for entry in EMITTED if not entry.source and not entry.senses] == []
    assert [sense.id for entry in ENTRIES for sense in entry.senses if not sense.source] == []


def test_numeric_programmes_are_built_on_a_count():
    counts = re.compile("[二三四五六七八九十千万两双0-9]|一.一")
    assert [
        entry.name for entry in EMITTED if entry.kind == "numeric" and not counts.search(entry.name)
    ] == []


def test_named_programmes_hold_no_count_but_of_years_days_and_things_inside_a_longer_name():
    short = [entry.name for entry in EMITTED if entry.kind == "named" and len(entry.name) <= 6]
    allowed = {
        "三级书记遍访",
        "国土三调",
        "三沿六区",
        "长江十年禁渔",
        "三八维权周",
        "健康扶贫30条",
        "六尺巷调解法",
        "逢四说事",
        "五星支部",
        "五星文明户",
        "三孩政策",
    }
    assert [name for name in short if is_counted_name(name) and name not in allowed] == []


def test_the_items_are_as_many_as_the_shorthand_announces():
    wrong = {}
    for entry in EMITTED:
        announced = announced_counts(entry.name) if entry.kind == "numeric" else ()
        for items in (entry.items, *(sense.items for sense in entry.senses)):
            if items and announced and len(items) not in announced:
                wrong[entry.name] = (len(items), announced)
    assert wrong == {}


def test_names_that_must_never_be_taken_for_each_other_are_entries_of_their_own():
    lex = lexicon()
    for one, other in [
        ("四个意识", "四个自信"),
        ("两个维护", "两个确立"),
        ("三严三实", "三抓三促"),
        ("河长制", "林长制"),
    ]:
        assert lex.entries[one] is not lex.entries[other]


def test_broad_strategies_are_mentions_of_the_category_strategy():
    lex = lexicon()
    for name in ("乡村振兴", "脱贫攻坚", "全面从严治党", "党风廉政建设", "基层党建"):
        assert (lex.entries[name].scope, lex.entries[name].category, lex.entries[name].emitted) == (
            "broad",
            "战略",
            True,
        )


@pytest.mark.parametrize("name", ["两委", "三农", "三资", "三公", "两新", "中国梦", "学习强国", "平安建设"])
def test_things_slogans_and_standing_work_are_known_and_no_mentions(name):
    assert not lexicon().entries[name].emitted


def test_names_are_found_with_the_pause_mark_left_out_or_written_otherwise():
    lex = lexicon()
    for text in ("双随机、一公开", "双随机，一公开", "双随机一公开"):
        assert lex.get(text) is lex.entries["双随机、一公开"]
        assert next((start, end) for start, end, _ in lex.find(f"推行{text}监管")) == (2, 2 + len(text))


def test_the_longest_name_at_a_place_is_found():
    text = "农村人居环境整治提升五年行动"
    assert [entry.name for _, _, entry in lexicon().find(text)] == [text]


def test_a_name_is_completed_by_the_words_behind_it():
    lex = lexicon()
    assert lex.get_longer("断卡", "行动成效") is lex.entries["断卡行动"]
    assert lex.get_longer("断卡", "成效显著") is None
    assert lex.get_longer("查无此名", "行动") is None


def test_set_phrases_are_known_as_words_with_and_without_punctuation():
    lex = lexicon()
    assert lex.is_word("一把手")
    assert lex.is_word("三天打鱼、两天晒网")
    assert not lex.is_word("三会一课")
    assert read_words().isdisjoint({key_of(entry.name) for entry in EMITTED})


def test_a_definition_is_given_for_a_name_or_for_the_sense_it_is_bound_to():
    items, source = definition("三会一课")
    assert items == ("支部党员大会", "支部委员会会议", "党小组会", "党课")
    assert "支部工作条例" in source
    assert definition("四个一") == ((), "")
    items, _ = definition("四个一", "四个一/软弱涣散整顿")
    assert len(items) == 4
    assert definition("查无此名") == ((), "")
    assert definition("四个一", "四个一/查无此义") == ((), "")


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ("某制\tnum\t党建\nextra\tfields", "unknown kind"),
        ("某制\tbig\t党建\n", "unknown kind"),
        ("某制\tnamed\t党建\tloud\n", "unknown kind"),
        ("某制\tnamed\t党建\t\tnever\n", "unknown kind"),
        ("某制\tnamed\t\n", "no category"),
        ("某制\tnamed\t党建\n某制\tnamed\t党建\n", "already belongs to 某制"),
        ("甲制\tnamed\t党建\t\t\t丙制\n乙制\tnamed\t党建\t\t\t丙制\n", "already belongs to 甲制"),
        ("甲制\tnamed\t党建" + "\t" * 7 + "x\n", "10 cells"),
    ],
)
def test_a_row_that_cannot_be_right_is_refused_with_its_place(tmp_path, rows, complaint):
    path, senses = tmp_path / "p.tsv", tmp_path / "s.tsv"
    path.write_text(HEAD + rows, encoding="utf-8")
    senses.write_text(SENSES_HEAD, encoding="utf-8")
    with pytest.raises(ValueError, match=complaint):
        read_entries(path, senses)


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ("乙制\t一\t\t词\t\n", "unknown names: 乙制"),
        ("甲制\t\t\t词\t\n", "id of its own"),
        ("甲制\t一\t\t\t\n", "id of its own"),
        ("甲制\t一\t\t词\t\n甲制\t一\t\t词\t\n", "id of its own"),
    ],
)
def test_a_sense_without_id_cues_or_entry_is_refused(tmp_path, rows, complaint):
    path, senses = tmp_path / "p.tsv", tmp_path / "s.tsv"
    path.write_text(HEAD + "甲制\tnamed\t党建\n", encoding="utf-8")
    senses.write_text(SENSES_HEAD + rows, encoding="utf-8")
    with pytest.raises(ValueError, match=complaint):
        read_entries(path, senses)


def test_a_table_with_another_header_is_refused(tmp_path):
    path = tmp_path / "p.tsv"
    path.write_text("name,kind\n", encoding="utf-8")
    with pytest.raises(ValueError, match="header"):
        read_entries(path)


def test_comment_lines_and_empty_lines_are_passed_over(tmp_path):
    path, senses = tmp_path / "p.tsv", tmp_path / "s.tsv"
    path.write_text(HEAD + "# 说明\n\n甲制\tnamed\t党建\n", encoding="utf-8")
    senses.write_text(SENSES_HEAD, encoding="utf-8")
    assert [entry.name for entry in read_entries(path, senses)] == ["甲制"]


def test_a_lexicon_can_be_made_of_any_entries():
    few = Lexicon([entry for entry in ENTRIES if entry.name == "河长制"])
    assert [entry.name for _, _, entry in few.find("河长制和林长制")] == ["河长制"]


def test_the_table_has_no_cell_with_stray_blanks():
    for line in LEXICON_PATH.read_text(encoding="utf-8").splitlines()[1:]:
        assert all(cell == cell.strip() for cell in line.replace("|", "\t").split("\t")), line
