"""The rules on sentences that are read as users' files are: the many ways to say one thing, and what only looks like it."""

from __future__ import annotations

import pytest

from graph.findings.figures import ReportFigures, figures_of
from graph.findings.local import findings_of
from pipeline.documents import SourceText
from pipeline.extraction import extract_source
from pipeline.models import SourceInfo

HEAD = "镇长2023年度述职报告\n一、履职情况\n"
#: kind, verdict, and the figures in the order of the text.
Said = tuple[str, str, str]


def read(sentence: str) -> ReportFigures:
    info = SourceInfo(name="a.txt", sha256="", media_type="text/plain", size=0)
    source = extract_source(SourceText(info, f"{HEAD}{sentence}\n"))
    return figures_of(source.reports[0], source.text)


def said(sentence: str) -> list[Said]:
    report = read(sentence)
    return [
        (
            finding.kind,
            finding.verdict,
            "|".join(f.text for f in report.figures if f.id in finding.quantities)
            or "|".join(shorthand.text for shorthand in finding.shorthands),
        )
        for finding in findings_of(report)
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # The total last, whatever its verb; over several sentences; with the number of its parts.
        ("中央补助180万元、群众自筹24.5万元、企业捐赠15.5万元，共筹集220万元。", [("holds", "180万元|24.5万元|15.5万元|220万元")]),
        ("中央补助180万元、群众自筹24.5万元、企业捐赠15.5万元，共筹集250万元。", [("fails", "180万元|24.5万元|15.5万元|250万元")]),
        ("种植业收入120万元；养殖业收入80万元；务工收入300万元。三项合计500万元。", [("holds", "120万元|80万元|300万元|500万元")]),
        ("种植业收入120万元；养殖业收入80万元；务工收入300万元。三项合计560万元。", [("fails", "120万元|80万元|300万元|560万元")]),
        ("春耕贷款1200万元。秋种贷款830万元。两项合计2030万元。", [("holds", "1200万元|830万元|2030万元")]),
        ("春耕贷款1200万元、秋种贷款830万元，两项加起来2030万元。", [("holds", "1200万元|830万元|2030万元")]),
        ("南线31.5公里、北线22.8公里、环线17.2公里，三条线合计71.5公里。", [("holds", "31.5公里|22.8公里|17.2公里|71.5公里")]),
        # The total first.
        ("全镇有耕地3.2万亩，土质肥沃。其中水田1.9万亩、旱地1.3万亩。", [("holds", "3.2万亩|1.9万亩|1.3万亩")]),
        ("常住人口1860人，男965人、女895人。", [("holds", "1860人|965人|895人")]),
        ("登记危桥125座，除去年修缮的78座外，剩余47座。", [("holds", "125座|78座|47座")]),
        ("排查隐患76处，已整改71处，整改率93.4%，其余8处限期整改。", [("fails", "76处|71处|8处")]),
        ("教师165人，按学历分，本科以上96人、大专51人、中专28人。", [("fails", "165人|96人|51人|28人")]),
        ("奖补资金45.9万元分给三个村，甲村20万元、乙村15.3万元、丙村10.6万元。", [("holds", "45.9万元|20万元|15.3万元|10.6万元")]),
        ("存栏牲畜18.6万头只，其中羊15.2万只、牛3.4万头。", [("holds", "18.6万头只|15.2万只|3.4万头")]),
        ("干部职工86人，其中公务员31人，事业编制42人，公益岗位15人。", [("fails", "86人|31人|42人|15人")]),
        ("修通断头路，分别长1.2公里、0.8公里和2.4公里，总长4.4公里。", [("holds", "1.2公里|0.8公里|2.4公里|4.4公里")]),
        # Rounding is no more than rounding.
        ("投放鱼苗20万尾，其中草鱼8万尾、鲢鱼7万尾、鲤鱼6万尾。", []),
        # What only looks like a sum.
        ("党员3名，其中女1名、青年2名。", []),
        ("申请加装41部，开工29部，完工22部。", []),
        ("收件一季度318件，上半年655件，全年1240件。", []),
        ("硬化道路12公里，维修道路8公里，新修水渠20公里。", []),
        ("排查党员311人（甲类7人，乙类25人，其他问题61人）。", []),
    ],
)  # fmt: skip
def test_sums(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert [one[1:] for one in said(sentence) if one[0] == "parts-total"] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("保洁员25名，每人每月补助600元，全年发放18万元。", ["holds"]),
        ("保洁员25名，每人每月补助600元，发放8个月，合计12万元。", ["holds"]),
        ("收购柑橘4200担，每百斤185元，果农收入77.7万元。", ["holds"]),
        ("加装路灯280盏，每盏补贴2000元，补贴总额56万元。", ["holds"]),
        ("改造厕所318座，每座奖补2000元，兑付奖补资金36.6万元。", ["fails"]),
        ("18个村每村配备3名协管员，共配备54名。", ["holds"]),
        ("18个村每村配备3名协管员，共配备45名。", ["fails"]),
        ("栽培菌菇1860万袋，袋均纯利2.2元，增收4092万元。", ["holds"]),
        ("全镇种植辣椒2600亩。平均亩产1.5吨，总产3900吨。", ["holds"]),
        ("每棚收入1.8万元，全村65个棚收入117万元。", ["holds"]),
        # How many shifts or meals there were, nobody says; what else was in the sum, nobody reckons.
        ("租用挖机30台，每台班1200元，支出5万元。", []),
        ("老年食堂就餐80人，每人每餐补助3元，全年补助8.76万元。", []),
        ("流转荒坡130亩，每亩年租金300元，另收保证金5万元。", []),
        ("为68户困难户每户发放慰问金500元，共发放慰问金及物资5.2万元。", []),
        ("办班24期，每期30人，累计培训650人次。", []),
    ],
)
def test_products(sentence: str, expected: list[str]) -> None:
    assert [verdict for kind, verdict, _ in said(sentence) if kind == "product"] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("税收3156.4万元，比上年的2869.5万元多收286.9万元。", ["holds"]),
        ("税收2380万元，去年税收2146万元，增收234万元。", ["holds"]),
        ("接待游客11.7万人次（上年4.5万人次），增长160%。", ["holds"]),
        ("在去年40万元的基础上增加12万元，达到52万元。", ["holds"]),
        ("灌溉面积由1.1万亩扩展到1.9万亩，扩展0.8万亩。", ["holds"]),
        ("灌溉面积由1.1万亩扩展到1.9万亩，扩展0.5万亩。", ["fails"]),
        ("贫困发生率由12.4%下降到5.1%，下降6.3个百分点。", ["fails"]),
        ("东村收柚子320吨，西村收柚子260吨，东村比西村多60吨。", ["holds"]),
        ("粮食产量12600吨，比上年减少1400吨，下降10%。", ["holds"]),
        ("粮食产量12600吨，比上年减少1400吨，下降15%。", ["fails"]),
        ("人均纯收入由4126元增加到4780元，净增654元，增幅25.9%。", ["fails", "holds"]),
        ("今年办了12件实事，去年只有9件，多办3件。", ["holds"]),
        ("山羊出栏比2021年的3200只增加800只，达到4000只。", ["holds"]),
        ("人均绿地面积由8.6平方米提高到10.4平方米，人均增加1.8平方米。", ["holds"]),
        ("销售额1.2亿元，是2020年0.4亿元的3倍。", ["holds"]),
        # The growth is that of something else, or of another time.
        ("桃园面积由860亩扩大到1200亩，亩产提高12%。", []),
        ("集体收入从2018年的40万元增加到52万元，同比增长8%。", []),
        ("集体收入由40万元增加到52万元，人均增收300元。", []),
        ("地头价由每斤3.2元涨到4.5元，外销量反倒少了12%。", []),
        ("贫困人口由2300人下降到120人，贫困发生率降至0.5%，下降8个百分点。", []),
    ],
)
def test_growth(sentence: str, expected: list[str]) -> None:
    assert sorted(verdict for kind, verdict, _ in said(sentence) if kind == "growth") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("代表应到120名，实到108名，出勤率80%。", [("percentage", "fails")]),
        ("排查危房63户，动工58户，竣工51户，竣工率81%。", [("percentage", "holds")]),
        ("果园12600亩，占全镇果园18000亩的七成。", [("percentage", "holds")]),
        ("服务站建到了16个村，占全镇21个村的76%。", [("percentage", "holds")]),
        ("登记纠纷268件。调处成功257件，调处成功率95.9%。", [("percentage", "holds")]),
        ("检查饭店64家，合格58家，不合格6家，合格率90.6%。", [("percentage", "holds")]),
        ("营业额96万元，按三成返还村集体，返还28.8万元。", [("percentage", "holds")]),
        ("完成投资1.62亿元，完成年度计划1.8亿元的85%。", [("percentage", "fails")]),
        ("上线学生83人，本科上线41人，上线率61%。", []),
        ("受理工单500件，回复485件，群众满意率97%。", []),
        ("完成投资1.6亿元，占年度计划2亿元的90%。", []),
        ("35岁以下的占28%，36岁至50岁的占47%，51岁以上的占25%。", [("share", "holds")]),
        ("资金来自三处，财政拨付68%、居民出资12%、企业垫资20%。", [("share", "holds")]),
        ("村民收入来源中，种植业占41%、养殖业占26%、务工占45%。", [("share", "fails")]),
        ("一产占20%，二产占35%，其余三产占40%。", [("share", "fails")]),
        ("党员中，农民占45%，35岁以下占30%，女性占38%。", []),
        ("三次产业分别增长31%、27%、54%。", []),
        ("水产增长5%、畜牧增长8%、林业增长87%。", []),
    ],
)
def test_percentages(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert [one[:2] for one in said(sentence) if one[0] in {"percentage", "share"}] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("手头还有三处短板：其一，路不通；其二，水不足；其三，人不够。", [("holds", "三处")]),
        ("抓住三项工作：（1）修路；（2）打井；（3）通电。", [("holds", "三项")]),
        ("谈四点体会：首先，要沉得下去；其次，要豁得出去；最后，要站得起来。", [("fails", "四点")]),
        ("健全五项制度：例会制度、包保制度、通报制度、考评制度。", [("fails", "五项")]),
        ("涉及3个村（东坡村、西坡村、南坡村），受益群众800户。", [("holds", "3个")]),
        ("还有三道坎：第一，路不通；第二，水不足；第三，人不够。", [("holds", "三道")]),
        ("推行“五个一”工作法：一户一档案、一月一走访、一季一评比、一年一表彰。", [("fails", "五个一")]),
        # The list is of something else.
        ("把全村划成六个网格，主要做法是：一是认领；二是积分；三是公布。", []),
        ("重点抓好五件事，其中三件已经办结：一是修路；二是架桥；三是通水。", [("holds", "三件")]),
        ("为民办理六件实事，还有两件没办完，主要原因：一是没钱；二是没人；三是没地。", []),
        ("深刻领悟“两个确立”的决定性意义、自觉做到“两个维护”。", []),
    ],
)
def test_what_is_announced(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert [one[1:] for one in said(sentence) if one[0] == "announced"] == expected


def test_a_mean_is_compared_although_means_are_parts_elsewhere() -> None:
    assert said("渔民人均纯收入17362元。\n二、其他工作\n渔民人均纯收入17632元。") == [
        ("same-figure", "conflicts", "17362元|17632元")
    ]


def test_a_figure_of_one_digit_agrees_where_its_name_says_much() -> None:
    assert said("改造老旧小区9个。\n二、其他工作\n改造老旧小区9个，群众满意。") == [
        ("same-figure", "agrees", "9个|9个")
    ]
    assert said("新建公园9个。\n二、其他工作\n新建公园9个，群众满意。") == []


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("收购柑橘4200担，每百斤185元，果农收入77.7万元。", "4200担 × 1百斤/担 × 185元/百斤 = 777000元 ≈ 77.7万元"),
        ("保洁员25名，每人每月补助600元，全年发放18万元。", "25名 × 600元/人 × 12个月 = 180000元 ≈ 18万元"),
        ("粮食产量12600吨，比上年减少1400吨，下降10%。", "1400吨 ÷（12600吨 + 1400吨）= 10%"),
        ("贫困发生率由12.4%下降到5.1%，下降6.3个百分点。", "12.4% - 5.1% = 7.3个百分点"),
    ],
)  # fmt: skip
def test_what_is_found_can_be_checked_with_a_pencil(sentence: str, shown: str) -> None:
    (finding,) = findings_of(read(sentence))
    assert shown in finding.explanation
