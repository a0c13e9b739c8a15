"""Each rule on single sentences: what it must find, and what it must leave alone."""

from __future__ import annotations

from typing import Any

import pytest

from graph.findings.announced import announcements
from graph.findings.figures import ReportFigures
from graph.findings.growths import growths
from graph.findings.households import households
from graph.findings.keys import period_key
from graph.findings.local import findings_of
from graph.findings.percentages import percentages
from graph.findings.products import products
from graph.findings.repeats import repeats_within
from graph.findings.shares import shares
from graph.findings.sums import parts_and_totals
from tests.graph.findings.writing import figure, found, one, report

F = figure
Part = str | tuple[str, dict[str, Any]]


@pytest.mark.parametrize(
    ("sentence", "verdicts"),
    [
        (
            [
                "共申报项目",
                F("9个", 9, "个", "申报项目"),
                "，其中水利",
                F("5个", 5, "个"),
                "、交通",
                F("4个", 4, "个"),
            ],
            ["holds"],
        ),
        (["东线", F("5个", 5, "个"), "、西线", F("4个", 4, "个"), "，共计", F("9个", 9, "个")], ["holds"]),
        (["东线", F("5个", 5, "个"), "、西线", F("4个", 4, "个"), "，共计", F("8个", 8, "个")], ["fails"]),
        (
            ["合作社", F("9家", 9, "家"), "，分别为养殖", F("3家", 3, "家"), "、种植", F("4家", 4, "家")],
            ["fails"],
        ),
        (["建房", F("9户", 9, "户"), "，其中新建", F("12户", 12, "户")], ["fails"]),
        (
            [
                "有代表",
                F("90名", 90, "名"),
                "，其中妇女",
                F("50名", 50, "名"),
                "、少数民族",
                F("60名", 60, "名"),
            ],
            [],
        ),
        (["来信", F("90件", 90, "件"), "（漏登", F("5件", 5, "件"), "、错登", F("6件", 6, "件"), "）"], []),
        (["东线", F("x个", None, "个"), "、西线", F("4个", 4, "个"), "，共计", F("8个", 8, "个")], []),
        (["一季度", F("3次", 3, "次"), "、二季度", F("4次", 4, "次"), "，全年共计", F("15次", 15, "次")], []),
        (
            [
                "手册",
                F("5份", 5, "份"),
                "、海报",
                F("4份", 4, "份"),
                "，共计",
                F("60余份", 60, "份", bound="ge"),
            ],
            [],
        ),
    ],
)
def test_parts_and_totals(sentence: list[Part], verdicts: list[str]) -> None:
    assert [verdict for _, verdict in found(parts_and_totals, one(*sentence))] == verdicts


def test_a_product_is_shown_with_its_conversion_and_its_rounding() -> None:
    of = one(
        "收购鲜叶", F("1234.5担", 1234.5, "担", "收购鲜叶"), "，均价", F("20.50元/公斤", 20.5, "元/公斤", "均价"),
        "，收购金额", F("126.55万元", 1265500, "元", "收购金额"),
    )  # fmt: skip
    (finding,) = products(of)
    assert finding.verdict == "holds"
    assert finding.explanation == (
        "1234.5担 × 50公斤/担 × 20.50元/公斤 = 1265362.5元 ≈ 126.54万元，文中为126.55万元，相差0.01%，在四舍五入之内。"
    )


@pytest.mark.parametrize(
    ("printed", "value", "hint"),
    [
        ("12.65万元", 126500, "疑少写了1位（10倍）：应约为126.54万元"),
        ("3.03万元", 30300, "应约为126.54万元"),
        ("1265.4万元", 12654000, "疑多写了1位"),
    ],
)
def test_a_wrong_product_comes_with_the_likely_reading(printed: str, value: float, hint: str) -> None:
    of = one(
        "收购鲜叶", F("1234.5担", 1234.5, "担", "收购鲜叶"), "，均价", F("20.50元/公斤", 20.5, "元/公斤", "均价"),
        "，收购金额", F(printed, value, "元", "收购金额"),
    )  # fmt: skip
    (finding,) = products(of)
    assert finding.verdict == "fails"
    assert hint in (finding.hint or "")


def test_money_that_is_no_value_is_no_product() -> None:
    of = one(
        "收购鲜叶", F("20吨", 20, "吨", "收购鲜叶"), "，均价", F("9元/公斤", 9, "元/公斤", "均价"), "，发放补贴", F("6万元", 60000, "元", "发放补贴")
    )  # fmt: skip
    assert found(products, of) == []


@pytest.mark.parametrize(
    ("rule", "sentence", "verdicts"),
    [
        (percentages, ["受理", F("50件", 50, "件", "受理"), "，办结", F("45件", 45, "件", "办结"), "，办结率", F("90%", 90, "%", "办结率")], ["holds"]),
        (percentages, ["受理", F("50件", 50, "件", "受理"), "，办结", F("45件", 45, "件", "办结"), "，办结率", F("80%", 80, "%", "办结率")], ["fails"]),
        (percentages, ["受理", F("50件", 50, "件", "受理"), "，办结", F("45件", 45, "件", "办结"), "，满意率", F("80%", 80, "%", "满意率")], []),
        (percentages, ["水费占", F("70%", 70, "%"), "、电费占", F("30%", 30, "%")], ["holds"]),
        (shares, ["自来水普及率", F("104%", 104, "%", "自来水普及率")], ["fails"]),
        (shares, ["完成任务的", F("104%", 104, "%", "完成任务")], []),
        (shares, ["同比增长", F("204%", 204, "%", "增长")], []),
        (growths, ["收入由", F("40元", 40, "元"), "增加到", F("52元", 52, "元"), "，增长", F("30%", 30, "%")], ["holds"]),
        (growths, ["收入由", F("40元", 40, "元"), "增加到", F("52元", 52, "元"), "，增长", F("20%", 20, "%")], ["fails"]),
        (growths, ["库存由", F("52元", 52, "元"), "减少到", F("40元", 40, "元"), "，减少", F("12元", 12, "元")], ["holds"]),
        (growths, ["收入由", F("40元", 40, "元"), "增加到", F("52元", 52, "元"), "，年均增长", F("9%", 9, "%")], []),
        (households, ["安置", F("58户", 58, "户"), F("41人", 41, "人")], ["fails"]),
        (households, ["安置", F("41户", 41, "户"), F("158人", 158, "人")], []),
        (households, ["组织", F("58户", 58, "户"), F("41人", 41, "人"), "外出务工"], []),
        (households, ["特困供养", F("58户", 58, "户"), F("41人", 41, "人")], ["fails"]),
        (households, ["孤儿家庭", F("58户", 58, "户"), F("41人", 41, "人")], []),
    ],
)  # fmt: skip
def test_other_sums(rule: Any, sentence: list[Part], verdicts: list[str]) -> None:
    assert [verdict for _, verdict in found(rule, one(*sentence))] == verdicts


@pytest.mark.parametrize(
    ("after", "verdicts"),
    [
        ("方面的不足：一是学得浅；二是走得少；三是办法旧", ["holds"]),
        ("方面的不足：一是学得浅；二是走得少", ["fails"]),
        ("方面的不足：第一，学得浅；第二，走得少；第三，办法旧；第四，胆子小", ["fails"]),
        ("方面的不足：一是学得浅；二是走得少；最后，办法也旧", []),
        ("方面都有进步", []),
        ("方面的不足：（一）学得浅。（二）走得少。（三）办法旧", ["holds"]),
    ],
)
def test_what_is_announced_is_listed(after: str, verdicts: list[str]) -> None:
    of = one("还有", F("三个", 3, "个"), after)
    assert [verdict for _, verdict in found(announcements, of)] == verdicts


def test_the_same_thing_said_twice_in_one_report() -> None:
    def twice(second: float, **more: Any) -> ReportFigures:
        return report(
            ["小麦播种面积", F("1250亩", 1250, "亩", "小麦播种面积")],
            ["全镇小麦播种面积", F(f"{second}亩", second, "亩", "小麦播种面积", **more)],
        )

    assert found(repeats_within, twice(1250)) == [("same-figure", "agrees")]
    assert found(repeats_within, twice(1520)) == [("same-figure", "conflicts")]
    assert found(repeats_within, twice(1520, status="plan")) == []
    assert found(repeats_within, twice(1520, period="去年")) == []
    assert found(repeats_within, twice(1520, period="上半年")) == []
    assert found(repeats_within, twice(9520)) == []


@pytest.mark.parametrize(
    ("period", "key"),
    [
        (None, (2023, "")),
        ("今年", (2023, "")),
        ("2023年", (2023, "")),
        ("去年", (2022, "")),
        ("2021年上半年", (2021, "上半年")),
        ("每月", (2023, "每月")),
    ],
)
def test_periods(period: str | None, key: tuple[int, str]) -> None:
    assert period_key(period, 2023) == key


def test_offsets_do_not_change_what_is_found() -> None:
    sentence: list[Part] = [
        "东线",
        F("5个", 5, "个"),
        "、西线",
        F("4个", 4, "个"),
        "，共计",
        F("8个", 8, "个"),
    ]
    near, far = (findings_of(report(sentence, start=start)) for start in (0, 500))
    assert [finding.explanation for finding in near] == [finding.explanation for finding in far]
    assert near[0].id != far[0].id  # ids are those of the figures at their places
