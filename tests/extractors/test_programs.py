"""What is a programme and what is not, where it begins and ends, and what the record says of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.language import blank
from extractors.program_lexicon import lexicon
from extractors.programs import ProgramFinder, find_programs

CASES = Path(__file__).parent / "cases" / "programs.tsv"


def cases() -> list[tuple[str, str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if not line.startswith("#")]


def described(text: str) -> str:
    """The programmes of a text in the notation of the cases file."""
    parts = []
    for hit in find_programs(text):
        written = text[hit.start : hit.end]
        name = hit.entry.name if hit.entry else written
        parts.append(
            f"{written}={'num' if hit.kind == 'numeric' else 'named'}"
            + (f"={name}" if name != written else "")
        )
    return "; ".join(parts)


def test_there_are_plenty_of_cases_and_hard_negatives_among_them():
    assert len(cases()) >= 150
    assert sum(not expected for _, expected in cases()) >= 50


@pytest.mark.parametrize(("text", "expected"), cases(), ids=[text[:16] for text, _ in cases()])
def test_programs_of_a_sentence(text, expected):
    assert described(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "学习《关于“三会一课”制度的规定》。",
        "印发《乡2023年基层党建工作要点》。",
        "签订《党风廉政建设责任书》。",
    ],
)
def test_nothing_is_marked_inside_titles(text):
    assert find_programs(text) == []


def test_the_name_is_marked_without_its_quotation_marks():
    text = "严格落实“三会一课”制度。"
    [hit] = find_programs(text)
    assert text[hit.start - 1 : hit.end + 1] == "“三会一课”"


def test_the_central_rule_is_marked_whole_unless_a_quotation_mark_stands_between():
    assert described("严守中央八项规定精神") == "中央八项规定=num"
    assert described("严守中央“八项规定”精神") == "八项规定=num=中央八项规定"


def test_a_fixed_pair_is_one_mention_and_one_name_however_it_is_pointed():
    for text in ("两不愁、三保障全部达标", "两不愁，三保障全部达标", "两不愁三保障全部达标"):
        [hit] = find_programs(text)
        assert hit.entry.name == "两不愁三保障"
        assert text[hit.start : hit.end] + "全部达标" == text


def test_words_that_belong_to_the_quoted_name_are_kept_and_words_behind_it_are_not():
    assert described("实施“双培双带工程”") == "双培双带工程=num=双培双带"
    assert described("实施“双培双带”工程") == "双培双带=num"


def record_of(text, year=None):
    doc = blank().make_doc(text)
    doc._.year = year
    ProgramFinder()(doc)
    return [span._.program for span in doc.spans["program"]]


def test_the_component_writes_records_with_name_category_sense_and_items():
    [program] = record_of("落实“三个一”机制（一月一主题、一季一评比、一年一考核），压实责任。")
    assert (program.name, program.kind, program.sense) == ("三个一", "numeric", None)
    assert program.items == ("一月一主题", "一季一评比", "一年一考核")
    [program] = record_of("坚持三会一课制度。")
    assert (program.name, program.category, program.sense) == ("三会一课", "党内制度", "三会一课")
    [program] = record_of("推行“四带五联”机制。")
    assert (program.name, program.category, program.sense) == ("四带五联", None, None)


def test_the_same_shorthand_is_bound_mention_by_mention():
    first, second = record_of(
        "整顿软弱涣散党组织，落实“四个一”措施，后进村全部转化。对驻村工作队员从严管理，执行考勤“四个一”制度。"
    )
    assert (first.name, second.name) == ("四个一", "四个一")
    assert (first.sense, second.sense) == ("四个一/软弱涣散整顿", "四个一/驻村干部管理")


@pytest.mark.parametrize(("divided", "sense"), [(False, None), (True, "一岗双责/党风廉政")])
def test_the_pipelines_sentences_are_used_where_they_are_given(divided, sense):
    text = "落实“一岗双责”要求责任到人到岗到位不留死角。纪检工作抓得实。"
    doc = blank().make_doc(text)
    doc._.year = None
    if divided:
        doc.spans["sentences"] = [doc[:]]
    ProgramFinder()(doc)
    assert [span._.program.sense for span in doc.spans["program"]] == [sense]


PIECES = st.sampled_from(
    [
        *list(lexicon().entries)[:200],
        "“",
        "”",
        "《",
        "》",
        "（",
        "）",
        "、",
        "，",
        "。",
        "一是",
        "即",
        "工作法",
        "三个",
        "1+6+N",
        "落实",
        "\n",
        "𠮷",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_hits_lie_inside_the_text_in_order_and_never_overlap(text):
    last = 0
    for hit in find_programs(text):
        assert last <= hit.start < hit.end <= len(text)
        assert "\n" not in text[hit.start : hit.end]
        last = hit.end


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="一二三四五六七八九十两双个条项+“”、，。N1的抓促带工作法村户", max_size=40))
def test_any_heap_of_counts_makes_a_valid_doc(text):
    doc = blank().make_doc(text)
    doc._.year = None
    ProgramFinder()(doc)
    for span in doc.spans["program"]:
        assert span._.program.name
