"""Shorthand and its items, in sentences that are read as users' files are."""

from __future__ import annotations

import pytest

from graph.findings.figures import ReportFigures, figures_of
from graph.findings.local import findings_of
from graph.findings.shorthand import shorthands
from graph.mapping import map_source
from pipeline.documents import SourceText
from pipeline.extraction import extract_source
from pipeline.models import ExtractedSource, SourceInfo

TITLE = "镇党委组织委员2023年度述职报告\n"


def extracted(sentence: str) -> ExtractedSource:
    info = SourceInfo(name="a.txt", sha256="", media_type="text/plain", size=0)
    return extract_source(SourceText(info, f"{TITLE}一、履职情况\n{sentence}\n"))


def read(sentence: str) -> ReportFigures:
    source = extracted(sentence)
    return figures_of(source.reports[0], source.text)


@pytest.mark.parametrize(
    ("sentence", "verdicts"),
    [
        (
            "对软弱涣散村落实“四个一”措施（一名领导包抓、一个部门帮扶、一支队伍驻村、一套方案推进）。",
            ["holds"],
        ),
        ("对软弱涣散村落实“四个一”措施（一名领导包抓、一个部门帮扶、一支队伍驻村）。", ["fails"]),
        ("对重点村落实“三个一”机制，即一名班长、一套方案、一本台账、一次回访。", ["fails"]),
        (
            "深入推进“三抓”：一是抓班子，调整支委5名；二是抓队伍，培训骨干60人；三是抓阵地，修缮活动室4间。",
            ["holds"],
        ),
        ("深入推进“三抓”：一是抓班子，调整支委5名；二是抓队伍，培训骨干60人。", ["fails"]),
        # The list goes on elsewhere, or is only begun.
        (
            "深入推进“三抓”：一是抓班子，调整支委5名；二是抓队伍，培训骨干60人。此外，抓阵地修缮活动室4间。",
            [],
        ),
        ("对软弱涣散村落实“四个一”措施（一名领导包抓、一个部门帮扶等）。", []),
        # The list is of the three things that are to be done.
        ("我将围绕五社联动做好三项工作：一是评选党员；二是改造道路；三是推行联管。", []),
        # Brackets that explain something else.
        ("对软弱涣散村落实“四个一”措施（石桥、水口、大坪）。", []),
        ("严格落实“三会一课”（每月召开支委会、每季度上党课）。", []),
        # A sum may be counted in two ways: neither is a mismatch.
        ("推行“三抓三促”：一是抓班子促引领；二是抓队伍促作为；三是抓阵地促服务。", ["holds"]),
        ("认真落实三会一课，开展主题党日12次。", []),
    ],
)
def test_shorthand_is_held_against_the_items_behind_it(sentence: str, verdicts: list[str]) -> None:
    assert [finding.verdict for finding in shorthands(read(sentence))] == verdicts


@pytest.mark.parametrize(
    ("sentence", "verdicts"),
    [
        # The clause goes on behind the list.
        ("对每条河落实“三个一”制度，即一名河长、一本台账、一套方案，确保有人管、有人查。", ["holds"]),
        ("对每条河落实“三个一”制度，包括一名河长、一本台账、一套方案，确保有人管、有人查。", ["holds"]),
        ("对每条河落实“四个一”制度，即一名河长、一本台账、一套方案，确保有人管、有人查。", ["fails"]),
        ("支部推行“四个一”：读一本好书、帮一户困难群众、办一件实事、谈一次心，党员动了起来。", ["holds"]),
        ("支部推行“五个一”：读一本好书、帮一户困难群众、办一件实事、谈一次心，党员动了起来。", ["fails"]),
        ("支部推行“三个一”：每月一次例会、每季一堂党课、每年一场评议。", ["holds"]),
        # Before the shorthand, with the word of it at the end of each.
        ("防汛工作做到值守到位、物资到位、预案到位“三个到位”，平稳度汛。", ["holds"]),
        ("防汛工作做到值守到位、物资到位、预案到位“四个到位”，平稳度汛。", ["fails"]),
        ("压实责任，坚持值守到位、物资到位、预案到位和抢险到位“五个到位”，平稳度汛。", ["fails"]),
        ("落实独居老人必访、外出返乡人员必访“三必访”制度。", ["fails"]),
        # In marks of its own before it.
        ("落实“一窗受理、一人专办、一站审批”的“三个一”要求。", ["holds"]),
        ("落实“一窗受理、一人专办、一站审批”的“四个一”要求。", ["fails"]),
        ("围绕“发出一份倡议、推出一场展览、开展一系列宣讲”等“三个一”开展活动。", ["holds"]),
        # What may be more, or less, than it looks.
        ("围绕“发出一份倡议、推出一场展览、开展一系列宣讲”等“四个一”开展活动。", []),
        ("党员做到“三带头”：带头学习、带头服务，样样事情带头干。", []),
        ("对每条河落实“四个一”制度，即一名河长、一本台账、一套方案等，确保有人管、有人查。", []),
        ("对每条河落实“四个一”制度，即一名河长、一本台账、一套方案，以及一份清单。", []),
        ("对每条河落实“四个一”制度，即一名河长、一本台账、一套方案，一份清单，有人管。", []),
        ("对每条河落实“五个一”制度，即一名河长、一本台账、一套方案和一份清单，有人管。", []),
        ("支部推行“五个一”：读一本好书、帮一户困难群众、办一件实事、谈一次心，讲一堂党课。", []),
        ("支部推行“五个一”：读一本好书、帮一户困难群众、办一件实事、谈一次心等，党员动了起来。", []),
        ("支部推行“五个一”：读好书、帮困难群众、办实事、谈心，党员动了起来。", []),
        ("防汛工作做到人员、物资到位、预案到位“四个到位”，平稳度汛。", []),
        ("防汛工作做到值守到位、物资到位等“四个到位”，平稳度汛。", []),
        ("值守到位、物资到位、预案到位，推行“四个到位”工作法，平稳度汛。", []),
        ("物资到位“四个到位”抓得紧。", []),
    ],
)
def test_the_items_of_a_shorthand_are_built_as_it_says(sentence: str, verdicts: list[str]) -> None:
    assert [finding.verdict for finding in shorthands(read(sentence))] == verdicts


def test_a_mismatch_names_what_was_listed() -> None:
    (finding,) = findings_of(read("落实“四个一”措施（一名领导包抓、一个部门帮扶、一支队伍驻村）。"))
    assert finding.kind == "announced"
    assert finding.quantities == ()
    assert "一名领导包抓、一个部门帮扶、一支队伍驻村，共3项，比所称少1项" in finding.explanation


def test_the_finding_is_tied_to_the_programme_with_its_evidence() -> None:
    source = extracted("落实“四个一”措施（一名领导包抓、一个部门帮扶、一支队伍驻村）。")
    rows = map_source(source)
    (tie,) = rows.relationships["ABOUT", "Finding", "Program"].values()
    (finding,) = rows.nodes["Finding"].values()
    assert finding["report"] == source.reports[0].report.id
    assert rows.nodes["Program"][tie["end"]]["name"] == "四个一"
    evidence = tie["properties"]
    assert source.text[evidence["start"] : evidence["end"]] == evidence["text"] == "四个一"
    assert evidence["text"] in evidence["sentence"]
