"""The quantity component: groups it reads, records it writes, statuses and periods, speed that stays linear."""

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, SpanGroup

from extractors.attributes import Organization, Place, Program, Quantity, SectionMark
from extractors.language import blank
from extractors.periods import Periods
from extractors.quantities import QuantityExtractor, read_quantities
from extractors.spans import write_spans
from extractors.status import SectionKinds, plan_stretches
from tests.extractors.quantity_cases import form_cases


def extract(doc: Doc) -> dict[str, Quantity]:
    QuantityExtractor()(doc)
    return {span.text: span._.quantity for span in doc.spans["quantity"]}


def records(text: str, **more: object) -> dict[str, Quantity]:
    return {text[start:end]: record for start, end, record in read_quantities(text, **more)}  # type: ignore[arg-type]


def with_sections(text: str, *sections: tuple[str, str]) -> Doc:
    """A doc whose sections begin at the given words, each reaching to the next."""
    doc = blank().make_doc(text)
    starts = [text.index(words) for words, _ in sections] + [len(text)]
    spans = []
    for (words, kind), start, end in zip(sections, starts, starts[1:], strict=False):
        span = doc.char_span(start, end)
        span._.section = SectionMark(words, kind, 1)  # type: ignore[arg-type]
        spans.append(span)
    doc.spans["sections"] = SpanGroup(doc, name="sections", spans=spans)
    return doc


def test_a_record_says_all_that_the_sentence_says() -> None:
    record = records("2022年，全乡完成核桃种植面积1.5万亩以上")["1.5万亩以上"]
    assert record == Quantity(
        value=15_000,
        unit="亩",
        bound="ge",
        dimension="area",
        base_value=10_000_000,
        base_unit="m²",
        indicator="核桃种植面积",
        indicator_name="核桃种植面积",
        period="2022年",
    )


def test_values_are_plain_numbers_exact_to_the_last_digit() -> None:
    record = records("发放补贴3.07万元")["3.07万元"]
    assert record.value == 30_700
    assert isinstance(record.value, int)
    assert records("亩产0.35吨")["0.35吨"].value == 0.35


def test_base_values_are_in_the_base_unit_and_absent_when_masked() -> None:
    assert records("收购烟叶3担")["3担"].base_value == 150
    assert records("单价6元/公斤")["6元/公斤"].base_unit == "元/kg"
    # What a figure is per may stand apart from it: the unit is as written, the base unit says it.
    apart = records("每亩补助900元")["900元"]
    assert (apart.unit, apart.base_unit, apart.base_value) == ("元", "元/m²", 1.35)
    masked = records("收购烟叶**担")["**担"]
    assert (masked.value, masked.base_value, masked.masked, masked.base_unit) == (None, None, True, "kg")
    both = records("流转土地2至3亩")["2至3亩"]
    assert (both.base_value, both.base_value_max) == (pytest.approx(4000 / 3), 2000)


def test_names_of_programmes_places_and_organisations_hold_no_quantity() -> None:
    text = "落实十百千工程3项，走访五家店村6户，联系八个社区公司2次"
    doc = blank().make_doc(text)
    for group, name, record in (
        ("program", "十百千工程", Program("十百千工程", "named")),
        ("place", "五家店村", Place("五家店村", "village")),
        ("organization", "八个社区公司", Organization("八个社区公司")),
    ):
        start = text.index(name)
        write_spans(doc, group, [(start, start + len(name), record)])
    assert set(extract(doc)) == {"3项", "6户", "2次"}


def test_a_doc_without_any_groups_is_read_too() -> None:
    assert set(extract(blank().make_doc("发展团员8名。"))) == {"8名"}
    assert extract(blank().make_doc("")) == {}


def test_figures_of_a_plan_section_are_plans_and_others_are_done() -> None:
    doc = with_sections(
        "一、履职情况。新修水渠3公里。二、下一步打算。新修水渠5公里，已完成设计2项。",
        ("一、", "duty"),
        ("二、", "plan"),
    )
    found = extract(doc)
    assert [found[span].status for span in ("3公里", "5公里", "2项")] == ["done", "plan", "done"]


def test_a_problem_section_states_facts() -> None:
    doc = with_sections("一、存在问题。仍有4个村没有产业。", ("一、", "problem"))
    assert extract(doc)["4个"].status == "done"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("争取危房改造指标3个", "done"),
        ("发放雨露计划补助24人", "done"),
        ("雨露计划培训脱贫劳动力48人", "done"),
        ("乡村教师支持计划招聘教师6名", "done"),
        ("实施人居环境三年计划，拆除旱厕90座", "done"),
        ("今年计划招聘教师6名", "plan"),
        ("计划新建校舍3栋", "plan"),
        ("计划新建公厕3座", "plan"),
        ("预计投资30万元", "plan"),
        ("力争脱贫20户", "plan"),
        ("目标任务500亩", "plan"),
        ("拟发展产业2个", "plan"),
        ("下一步，将培训党员60名", "plan"),
        ("明年发展党员5名", "plan"),
        ("2025年建成水库1座", "plan"),
        ("到2026年，茶园达到3000亩，产值突破2亿元", "plan"),
        ("完成目标任务120%", "done"),
        ("争取资金300万元", "done"),
        ("将12户困难户纳入低保", "done"),
        ("落实计划生育奖励36人", "done"),
        ("比上年增长20%", "done"),
        ("2021年建成水库1座", "done"),
        ("去年同期的12件", "prior"),
        ("去年全镇村集体收入只有27.4万元", "prior"),
        ("去年以来走访农户320户", "done"),
        ("收入是过去的3.6倍", "done"),
        ("较上年的3.2万元有所增加", "prior"),
        ("投产后可实现年产值3亿元", "plan"),
        ("项目全部投产后，可实现年产值3亿元，新增就业岗位360人", "plan"),
        ("项目投产后，可带动就业80人，今年完成投资2000万元", "done"),
        ("项目建成后，已带动农户30户", "done"),
        ("投产后累计实现产值20万元", "done"),
    ],
)
def test_wording_decides_the_status(text: str, status: str) -> None:
    found = list(records(text, year=2023).values())
    assert found[-1].status == status


def test_both_of_a_pair_are_the_base_of_a_change() -> None:
    found = records("贫困人口由86户305人降至12户35人。", year=2023)
    assert [found[span].status for span in ("86户", "305人", "12户", "35人")] == [
        "prior",
        "prior",
        "done",
        "done",
    ]


@pytest.mark.parametrize(
    ("text", "told", "gathered"),
    [
        (
            "2022年种烟600亩，2024年种烟800亩。全乡还有茶园、果园和竹林，群众收入稳定。",
            "done plan",
            "done done",
        ),
        (
            "2022年种烟600亩。全乡还有茶园、果园和竹林，群众收入稳定。2024年种烟800亩。",
            "done plan",
            "done plan",
        ),
        ("税收由2017年的2.1亿元增加到2021年的3.4亿元。群众收入稳定，干劲很足。", "prior plan", "prior done"),
        ("到2030年种烟900亩。全乡还有茶园、果园和竹林，群众收入稳定。", "plan", "plan"),
    ],
)
def test_a_year_that_was_only_gathered_is_the_latest_that_the_text_tells_of(
    text: str, told: str, gathered: str
) -> None:
    year = int(text[text.index("20") :][:4]) if "2030" not in text else 2023
    for named, expected in ((True, told), (False, gathered)):
        found = read_quantities(text, year=year, year_told=named)
        assert " ".join(record.status for _, _, record in found) == expected


def test_a_programme_called_a_plan_is_none() -> None:
    text = "“百灵”计划组织培训2期，建成实训点1个"
    found = read_quantities(text, names=[(1, 3)], year=2023)
    assert [record.status for _, _, record in found] == ["done", "done"]


def test_headings_of_plans_are_found_in_plain_text() -> None:
    text = "一、主要工作\n新增岗位6个。\n二、下步工作打算\n新增岗位9个。\n三、其他\n捐款2万元。"
    found = records(text)
    assert [found[span].status for span in ("6个", "9个", "2万元")] == ["done", "plan", "done"]
    assert plan_stretches("没有标题") == []


def test_the_innermost_section_counts() -> None:
    kinds = SectionKinds(
        [(0, 100, 1, "duty"), (20, 40, 2, "plan"), (50, 60, 2, "problem"), (120, 130, 1, "plan")]
    )
    offsets = (0, 20, 39, 40, 55, 60, 99, 100, 125, 130)
    expected = ["duty", "plan", "plan", "duty", "problem", "duty", "duty", "other", "plan", "other"]
    assert [kinds.at(offset) for offset in offsets] == expected


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2023年发展党员8名", "2023年"),
        ("今年以来，发展党员8名", "今年以来"),
        ("截至10月底，发展党员8名", "截至10月底"),
        ("上半年发展党员8名", "上半年"),
        ("每月开会8次", "每月"),
        ("每季度督查，全年开会8次", "全年"),
        ("2021—2023年发展党员8名", "2021—2023年"),
        ("1至6月发展党员8名", "1至6月"),
        ("发展党员8名", None),
        ("2022年总结。发展党员8名", None),
        ("较去年增产15公斤；新建水池3口", None),
        ("2023年增产，与2022年相比多收15公斤", "2023年"),
        ("2023年集体收入比上年的41万元", "上年"),
        ("集体收入52万元，较上一年的41万元", "上一年"),
        ("2023年事故由去年的9起降至4起", "2023年"),
        ("从2022年起发展党员8名", "2022年"),
        ("1-3季度发展党员8名", "1-3季度"),
        ("09年发展党员8名", "09年"),
        ("2019年到2022年，发展党员8名", "2019年到2022年"),
        ("2022年10月1日至2023年9月30日，发展党员8名", "2022年10月1日至2023年9月30日"),
        ("上半年投资2亿元，完成全年任务的62%", "上半年"),
        ("1-8月投资2亿元，占年度目标任务的62%，进口3亿元", "1-8月"),
        ("全年计划发展党员9名，实际发展8名", "全年"),
        ("全年任务已完成，发展党员8名", "全年"),
        ("1-8月税收860万元，占全年任务62%，进口3亿元", "1-8月"),
        ("全年产粮3300吨，与上年持平，产棉118吨", "全年"),
        ("2023年产粮3300吨，与上年基本相当，产棉118吨", "2023年"),
    ],
)
def test_the_period_is_the_one_stated(text: str, period: str | None) -> None:
    assert next(reversed(records(text).values())).period == period


def test_a_frequency_holds_for_its_clause_only() -> None:
    text = "每月开会2次，走访农户30户"
    assert [record.period for record in records(text).values()] == ["每月", None]


def test_periods_are_those_of_the_sentence() -> None:
    assert Periods("2023年。共3次").at(6, 8) is None


def test_watermarks_change_no_value_once_they_are_cleaned() -> None:
    from pipeline.cleaning import clean

    for case in form_cases():
        text = case.text
        middle = len(text) // 2
        marked = f"{text[:middle]}##paidbegin##{text[middle:]}"
        assert clean(marked).text == clean(text).text


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(form_cases()), min_size=1, max_size=6), st.sampled_from(["，", "。", "；", "\n"])
)
def test_a_figure_reads_the_same_beside_other_figures(cases: list, sign: str) -> None:  # type: ignore[type-arg]
    text = sign.join(case.text.rstrip("，。") for case in cases)
    found = [text[start:end] for start, end, _ in read_quantities(text)]
    assert found == [reading.span for case in cases for reading in case.readings]


def test_offsets_survive_characters_outside_the_first_plane() -> None:
    doc = blank().make_doc("𠮷田村😀新增岗位3个，𡘙坝村2个")
    assert set(extract(doc)) == {"3个", "2个"}


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120))
def test_any_doc_is_read_without_an_error(text: str) -> None:
    QuantityExtractor()(blank().make_doc(text))


def test_money_is_never_a_binary_surprise() -> None:
    for tenths in range(1, 200):
        amount = Decimal(tenths) / 10
        assert records(f"发放补贴{amount}万元")[f"{amount}万元"].value == tenths * 1000


HOSTILE = (
    "发展党员1名",
    "1个村",
    "1户1人",
    "（1次",
    "1次、",
    "1次，",
    "对1个",
    "60岁以上",
    "由1到",
    "分别1、",
    "增长1%，",
    "的1个",
    "其中1",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        started = time.process_time()
        read_quantities(text)
        return time.process_time() - started

    seconds(2_000)
    short, long = min(seconds(5_000) for _ in range(2)), seconds(50_000)
    assert long <= 20 * short + 1.0
