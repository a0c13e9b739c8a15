"""What figures count, and what their indicators are called."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.figures import find_figures
from extractors.indicator_names import SYNONYMS_PATH, canonical
from extractors.indicator_told import Told
from extractors.indicators import find_indicators
from extractors.numerals import fold
from extractors.quantities import read_quantities
from tests.extractors.quantity_cases import IndicatorCase, indicator_cases


def indicators(text: str, places: tuple[str, ...] = ()) -> list[str]:
    stretches = [(text.index(name), text.index(name) + len(name)) for name in places]
    return [record.indicator for _, _, record in read_quantities(text, places=stretches)]


@pytest.mark.parametrize("case", indicator_cases(), ids=lambda case: f"{case.topic}: {case.text[:16]}")
def test_an_indicator_is_as_its_table_says(case: IndicatorCase) -> None:
    found = tuple(
        (case.text[start:end], record.indicator, record.status)
        for start, end, record in read_quantities(
            case.text, names=case.programs, places=case.places, year=2023
        )
    )
    assert found == case.found


def test_the_table_has_many_topics() -> None:
    assert len(indicator_cases()) >= 60
    assert len({case.topic for case in indicator_cases()}) >= 15


def test_the_noun_may_come_before_or_after() -> None:
    assert indicators("培养后备干部6名") == indicators("培养6名后备干部") == ["培养后备干部"]


def test_a_list_shares_its_verb() -> None:
    assert indicators("举办读书会4场、故事会2场、朗诵比赛1场") == ["举办读书会", "举办故事会", "举办朗诵比赛"]
    assert indicators("配备3名医生、2名护士") == ["配备医生", "配备护士"]


def test_what_was_found_lends_its_object() -> None:
    assert indicators("摸排风险点18处，销号15处") == ["摸排风险点", "销号风险点"]


def test_an_attribute_takes_its_topic_from_the_clause_before() -> None:
    assert indicators("种植辣椒800亩，亩产1.2吨，产值640万元") == ["种植辣椒", "辣椒亩产", "辣椒产值"]


def test_nothing_is_borrowed_over_the_end_of_a_sentence() -> None:
    assert indicators("种植辣椒800亩。均价6元/公斤") == ["种植辣椒", "均价"]
    assert indicators("排查隐患9处；整改3处") == ["排查隐患", "整改"]


def test_growth_names_what_has_grown() -> None:
    assert indicators("接待游客3万人次，同比增长12%，比2019年增长5%") == [
        "接待游客",
        "接待游客同比增长",
        "接待游客比2019年增长",
    ]


def test_both_ends_of_a_change_measure_the_same_and_the_first_is_past() -> None:
    found = read_quantities("合作社由2家发展到9家")
    assert [(record.indicator, record.status) for _, _, record in found] == [
        ("合作社", "prior"),
        ("合作社", "done"),
    ]


def test_a_list_of_nouns_is_distributed_over_its_figures() -> None:
    assert indicators("栽种李子、梨、桃3000株、1200株、800株") == ["栽种李子", "栽种梨", "栽种桃"]
    assert indicators("辣椒、生姜产量分别为36吨和52吨") == ["辣椒产量", "生姜产量"]


def test_a_place_stands_for_what_is_counted_in_it() -> None:
    text = "发放树苗900株，其中红岩村500株、大箐村400株"
    assert indicators(text, places=("红岩村", "大箐村")) == ["发放树苗"] * 3


def test_brackets_qualify_the_figure_before_them() -> None:
    assert indicators("开展防汛演练3次（村级12次）") == ["开展防汛演练", "村级防汛演练"]


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        alphabet="0123456789个户亩元次%、，。（）发展党员种植烤烟均价同比增长分别由到将对进行了涉及的和级其中",
        max_size=60,
    )
)
def test_every_figure_gets_one_indicator_of_words_of_the_text(text: str) -> None:
    figures = find_figures(text)
    phrases = find_indicators(Told(fold(text), figures))
    assert len(phrases) == len(figures)
    for phrase in phrases:
        assert set(phrase.text) <= set(text)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("共发展党员", "发展党员"),
        ("全镇粮食种植面积", "粮食播种面积"),
        ("组织开展消防演练", "开展消防演练"),
        ("慰问走访老党员", "走访慰问老党员"),
        ("开展各类志愿服务活动", "开展志愿服务"),
        ("“双报到”党员", "双报到党员"),
        ("ＧＤＰ较上年增长", "GDP同比增长"),
    ],
)
def test_one_thing_has_one_name(written: str, name: str) -> None:
    assert canonical(written) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("发展党员", "培训党员"),
        ("排查隐患", "整改隐患"),
        ("村级综合演练", "开展综合演练"),
        ("其余检查", "检查"),
        ("烤烟均价", "茶叶均价"),
        ("地区生产总值", "地区生产总值同比增长"),
    ],
)
def test_what_merely_looks_alike_stays_apart(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        alphabet="全镇共组织开展召开各类工作活动党员发展新培训整改完成面积收入增长较上年了的“”Ａ ",
        max_size=14,
    )
)
def test_a_canonical_name_is_its_own(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)


def test_every_listed_synonym_leads_to_a_stable_name() -> None:
    for line in SYNONYMS_PATH.read_text(encoding="utf-8").splitlines()[1:]:
        if line.startswith(("#", "kind\t")):
            continue
        kind, written, _ = line.split("\t")
        for word in written.split("|"):
            phrase = {"verb": f"{word}红枣树苗", "end": f"红枣树苗{word}", "phrase": word}[kind]
            assert canonical(canonical(phrase)) == canonical(phrase)


def test_every_indicator_is_named_by_its_canonical_form() -> None:
    ((_, _, found),) = read_quantities("我镇共发展党员3名。")
    assert (found.indicator, found.indicator_name) == (found.indicator, canonical(found.indicator))
    assert found.indicator_name == "发展党员"


def documented() -> list[tuple[str, list[str]]]:
    """The sentences and indicators of the rules in docs/quantities.md."""
    text = (Path(__file__).parents[2] / "docs" / "quantities.md").read_text(encoding="utf-8")
    table = text.partition("| rule | sentence | indicators |")[2].partition("\n\n")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
    return [(sentence, indicator.split("; ")) for _, sentence, indicator in rows]


@pytest.mark.parametrize(("sentence", "expected"), documented())
def test_the_rules_hold_as_documented(sentence: str, expected: list[str]) -> None:
    places = [(at, at + 3) for at in (sentence.find("红岩村"),) if at >= 0]
    found = [record.indicator for _, _, record in read_quantities(sentence, places=places)]
    assert list(dict.fromkeys(found)) == [name.removesuffix(", twice") for name in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Who is counted acts in the next clause, and is not what that counts.
        ("发动18名职工捐款3200元", ["发动职工", "捐款"]),
        ("连夜转移群众6户24人", ["转移群众", "转移群众"]),
        ("街道连夜转移93户402人", ["转移", "转移"]),
        # What something is done to comes after the figure; how long it has been so, does not matter.
        ("把水井到村部的12公里砂石路铺上水泥", ["砂石路铺上水泥"]),
        # How many times what was said before.
        ("村集体经济收入达到45万元，是过去的3.6倍", ["村集体经济收入", "村集体经济收入"]),
        # Until when is no part of it.
        ("整改问题截至12月底完成16个", ["整改问题"]),
        ("撰写了厚厚四本民情日记", ["撰写民情日记"]),
    ],
)
def test_only_what_is_counted_is_in_an_indicator(text: str, expected: list[str]) -> None:
    assert indicators(text) == expected
