"""Figures of several reports on one place, read as users' files are: which reports belong together, and which figures."""

from __future__ import annotations

import pytest

from benchmarks.planted import find
from graph.findings.finding import Finding
from graph.findings.homes import Home, home_of, township_in_title
from pipeline.documents import SourceText
from pipeline.extraction import extract_source
from pipeline.models import ExtractedSource, SourceInfo

MAYOR = "月亮湾镇镇长2023年度述职报告"
DEPUTY = "月亮湾镇副镇长2023年度述职报告"


def source(name: str, text: str) -> ExtractedSource:
    return extract_source(SourceText(SourceInfo(name=name, sha256="", media_type="text/plain", size=0), text))


def between(first: str, second: str, titles: tuple[str, str] = (MAYOR, DEPUTY)) -> list[Finding]:
    sources = [
        source(f"{at}.txt", f"{title}\n一、履职情况\n{said}\n")
        for at, (title, said) in enumerate(zip(titles, (first, second), strict=True))
    ]
    findings, _, _ = find(sources)
    return [finding for finding in findings if finding.scope == "place"]


def verdicts(first: str, second: str, titles: tuple[str, str] = (MAYOR, DEPUTY)) -> list[str]:
    return sorted(finding.verdict for finding in between(first, second, titles))


INSURED = "城乡居民医保参保26312人。", "城乡居民医保参保26321人。"


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        ((MAYOR, DEPUTY), ["conflicts"]),
        (("临河县月亮湾镇镇长2023年度述职报告", DEPUTY), ["conflicts"]),
        (("临河县月亮湾镇镇长2023年度述职报告", "临河县月亮湾镇党委书记2023年度述职报告"), ["conflicts"]),
        # Another county, another township, a name that is borne by many, masked names, another year.
        (("临河县月亮湾镇镇长2023年度述职报告", "安远县月亮湾镇副镇长2023年度述职报告"), []),
        ((MAYOR, "星星湾镇副镇长2023年度述职报告"), []),
        (("城关镇镇长2023年度述职报告", "城关镇副镇长2023年度述职报告"), []),
        (("某镇镇长2023年度述职报告", "某镇副镇长2023年度述职报告"), []),
        (("XX镇镇长2023年度述职报告", "XX镇副镇长2023年度述职报告"), []),
        ((MAYOR, "月亮湾镇副镇长2022年度述职报告"), []),
    ],
)
def test_reports_at_home_in_one_township_by_name_are_compared(
    titles: tuple[str, str], expected: list[str]
) -> None:
    assert verdicts(*INSURED, titles) == expected


def test_of_two_counties_the_one_that_is_not_named_may_be_either() -> None:
    titles = ["临河县月亮湾镇镇长", "安远县月亮湾镇镇长", "月亮湾镇副镇长"]
    sources = [
        source(f"{at}.txt", f"{title}2023年度述职报告\n一、履职情况\n城乡居民医保参保{number}人。\n")
        for at, (title, number) in enumerate(zip(titles, (26312, 26321, 23612), strict=True))
    ]
    assert not [finding for finding in find(sources)[0] if finding.scope == "place"]


@pytest.mark.parametrize(
    ("titles", "same_file", "expected"),
    [
        (("某镇镇长", "某镇副镇长"), True, ["agrees"]),
        (("某镇镇长", "某镇副镇长"), False, []),
        (("某镇镇长", "某乡副乡长"), True, []),
        (("XX镇镇长", "某镇副镇长"), True, []),
    ],
)
def test_masked_reports_of_one_compilation_are_known_by_one_rare_figure(
    titles: tuple[str, str], same_file: bool, expected: list[str]
) -> None:
    texts = [
        f"{title}2023年度述职报告\n\n一、履职情况\n粮食播种面积12846亩，产业有了起色，群众得了实惠。\n"
        f"二、存在问题\n学习不够，办法不多。\n\n"
        for title in titles
    ]
    if same_file:
        sources = [source("0.txt", "\n".join(texts))]
        assert len(sources[0].reports) == len(titles)
    else:
        sources = [source(f"{at}.txt", text) for at, text in enumerate(texts)]
    found = [finding.verdict for finding in find(sources)[0] if finding.scope == "place"]
    assert found == expected


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ("网格员林巧凤", ["agrees"]),
        # Who is named all over the country, or hidden, or called like many, tells nothing.
        ("榜样张桂梅", []),
        ("网格员林某某", []),
        ("网格员林凤", []),
    ],
)
def test_a_person_named_in_full_helps_to_know_masked_reports_of_one_place(
    person: str, expected: list[str]
) -> None:
    said = f"粮食播种面积12846亩，宣传了{person}的事迹。"
    assert verdicts(said, said, ("某镇镇长2023年度述职报告", "某镇副镇长2023年度述职报告")) == expected


def test_the_masked_township_of_a_report_is_what_all_of_it_is_about() -> None:
    joined = "粮食播种面积12846亩，宣传了网格员林巧凤的事迹。"
    titles = ("XX镇镇长2023年度述职报告", "XX镇副镇长2023年度述职报告")
    said = f"{joined}XX镇流转撂荒地328亩。", f"{joined}流转撂荒地328亩。"
    assert verdicts(*said, titles) == ["agrees", "agrees"]


def test_the_finding_says_why_the_reports_belong_together() -> None:
    (finding,) = between(*INSURED)
    assert "都写明是月亮湾镇" in finding.explanation
    assert finding.hint == "数字相同而次序不同，疑有笔误"


@pytest.mark.parametrize(
    ("title", "township"),
    [
        ("石鼓乡党委书记2023年度述职报告", "石鼓乡"),
        ("2023年石鼓乡乡长述职报告", "石鼓乡"),
        ("临河县石鼓乡纪委书记述职报告", "石鼓乡"),
        ("梧桐湾街道办事处主任2023年度述职报告", "梧桐湾街道"),
        ("某镇副镇长2019年度述职报告", None),
        ("XX乡综治中心主任述职报告", None),
        ("**镇财政所所长2019年度述职报告", None),
        ("乡党委副书记2023年度述职报告", None),
        ("全镇乡镇干部述职报告", None),
        ("镇党委委员、常务副镇长述职报告", None),
    ],
)
def test_townships_in_titles(title: str, township: str | None) -> None:
    assert township_in_title(title) == township


def test_homes() -> None:
    assert home_of("月亮湾镇镇长述职报告", {"月亮湾镇"}) == Home("月亮湾镇")
    assert home_of("临河县月亮湾镇镇长述职报告", {"月亮湾镇"}) == Home("月亮湾镇", "临河县")
    assert home_of("城关镇镇长述职报告", {"城关镇"}) is None
    assert home_of("临河县城关镇镇长述职报告", {"城关镇"}) == Home("临河县城关镇", "临河县")
    assert home_of("述职报告汇编", {"月亮湾镇", "星星湾镇"}) is None


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # The number tells what the words do not.
        ("耕地面积4.62万亩。", "全镇耕地46200亩，其中水田2.6万亩。", ["agrees"]),
        ("招商引资到位资金1.36亿元。", "引进到位资金13600万元。", ["agrees"]),
        ("农资补贴惠及7216户。", "农资一卡通惠及7216户。", ["agrees"]),
        ("今年的劲使在三处：第一，保粮食，总产28463吨。", "夏秋两季，粮食总产2.85万吨。", ["agrees"]),
        ("加装电梯37部。", "老旧小区加装电梯37部。", []),
        ("加装电梯37部。", "加装电梯37部，群众满意。", ["agrees"]),
        ("一般公共预算收入完成4317.6万元。", "财政收入4317.6万元，同比增长6%。", ["agrees"]),
        ("水利支出完成4317.6万元。", "财政收入4317.6万元，同比增长6%。", []),
        # One stage of a thing and the next, or two things.
        ("排查隐患1842处。", "整改隐患1842处。", []),
        ("医保应缴费26312人。", "医保实际缴费26312人。", []),
        ("发放耕地地力保护补贴412.6万元。", "发放农机购置补贴412.8万元。", []),
        # The same digits in another order.
        ("农民人均纯收入13820元。", "农村居民人均纯收入13280元。", ["conflicts"]),
        ("全镇总人口28463人。", "年末总人口28643人。", ["conflicts"]),
        ("设施大棚1463座。", "设施大棚1436座，蔬菜合作社27家。", ["conflicts"]),
        ("硬化通村公路36.8公里。", "通村公路硬化里程38.6公里。", ["conflicts"]),
        ("便民热线受理3254件。", "受理便民热线3245件。", ["conflicts"]),
        ("城镇新增就业1326人。", "新增城镇就业1362人。", ["conflicts"]),
        ("生猪出栏2.24万头。", "出栏生猪2.42万头，存栏1.3万头。", ["conflicts"]),
        # Of a part that is called by its name, or in a village that both name.
        ("争取上级资金2640万元，其中道路1360万元。", "争取道路资金1630万元。", ["conflicts"]),
        ("争取上级资金2640万元，其中道路1360万元。", "争取水利资金1630万元。", []),
        ("荷花村硬化18.4公里。", "硬化通组道路32.6公里，其中荷花村14.8公里、上堰村17.8公里。", ["conflicts"]),
        ("荷花村硬化18.4公里。", "硬化通组道路32.6公里，其中上堰村14.8公里、荷花村17.8公里。", []),
        # Of equal numbers it is enough that their names end alike.
        ("划分网格126个。", "调整优化网格126个。", ["agrees"]),
        ("划分网格126个。", "调整优化编制126个。", []),
        ("新增监控探头264路。", "新增监控探头246路，夜里心里踏实了。", ["conflicts"]),
        ("新增监控探头264路。", "改造监控探头246路，夜里心里踏实了。", []),
        # One rounds what the other tells to the last, and the name says much.
        ("纠正农用三轮车违法载人8400余人次。", "纠正农用三轮车违法载人8426人次。", ["agrees"]),
        ("劝导群众8400余人次。", "劝导群众8426人次。", []),
        ("木耳产业产值1240余万元。", "木耳产值1246万元，村民尝到甜头。", ["agrees"]),
        ("木耳产业产值1240余万元。", "木耳产值1264万元，村民尝到甜头。", []),
        ("木耳产业产值1240余万元。", "香菇产值1246万元，村民尝到甜头。", []),
        # The area of one crop, however it is called.
        ("油桐种植面积6170亩。", "油桐6710亩完成了一轮改造。", ["conflicts"]),
        ("全镇油桐面积2.36万亩。", "管好全镇油桐面积2.63万亩。", ["conflicts"]),
        ("油桐种植面积6170亩。", "改造低产油桐6710亩。", []),
        ("油桐种植面积6170亩。", "油桐挂果面积6710亩。", []),
        (
            "发展油桐、花椒和药材，种植面积分别为6170亩、1780亩和465亩。",
            "油桐6710亩完成了一轮改造。",
            ["conflicts"],
        ),
        (
            "发展油桐、花椒和药材，种植面积分别为6170亩、1780亩和465亩。",
            "油桐6170亩，花椒1870亩。",
            ["agrees", "conflicts"],
        ),
        ("发展油桐、花椒和药材，种植面积分别为6170亩、1780亩和465亩。", "油桐挂果6710亩。", []),
        # What is said behind a figure is not where it was counted; nobody's own doing has so long a name.
        ("争取对口帮扶资金468.2万元。", "落实对口帮扶资金468.2万元，中央衔接资金930万元。", ["agrees"]),
        ("争取对口帮扶资金468.2万元。", "全县落实对口帮扶资金468.2万元。", []),
        ("发放创业就业担保贷款143户。", "帮助发放创业就业担保贷款134户。", ["conflicts"]),
        ("发放贷款143户。", "帮助发放贷款134户。", []),
        # What one person did, was planned, is of another year, of a village, or another kind of income.
        ("走访群众1236户。", "走访群众1263户。", []),
        ("农民人均可支配收入13820元。", "农民人均纯收入13280元。", []),
        ("全镇计划改造管网36.8公里。", "改造管网38.6公里。", []),
        ("去年医保参保26312人。", "医保参保26321人。", []),
        ("通组公路硬化26.4公里。", "我包的荷花村，通组公路硬化24.6公里。", []),
        ("发放耕地地力保护补贴412.6万元。", "发放农机购置补贴421.6万元。", []),
        # How many live there, whatever the sentence began with; a village that is not named, and some of them, are others.
        (
            "月亮湾镇辖11个村、1个社区，共有5126户18964人。",
            "全镇5126户18694人，居住分散。",
            ["agrees", "conflicts"],
        ),
        ("全镇有农户5126户。", "便民活动3次，全镇5126户按远近对应到各站。", ["agrees"]),
        ("全镇常住人口18964人。", "全镇户籍人口18694人。", []),
        ("全镇共有5126户。", "我联系荷花村，全村有5216户，种药材3户。", []),
        ("全镇共有512户1896人。", "涉及3个村521户1869人。", []),
        # What something came to is no change of it, and what it was the year before no stage.
        (
            "农村居民人均可支配收入16298元。",
            "农村居民人均可支配收入由上年的15126元增加到16289元。",
            ["conflicts"],
        ),
        ("惠农补贴用一卡通发放，惠及4316户。", "一卡通补贴按时兑付，惠及4316户。", ["agrees"]),
        ("改造户厕268座。", "年初计划改造户厕300座，实际改造户厕268座。", ["agrees"]),
        ("接待游客3.4万人次。", "全年接待游客3.4万人次。", ["agrees"]),
    ],
)
def test_which_figures_are_the_same(first: str, second: str, expected: list[str]) -> None:
    assert verdicts(first, second) == expected


def test_a_village_before_a_comma_is_what_the_sentence_is_about() -> None:
    both = between(
        "通组公路硬化26.4公里，荷花村9.7公里，上堰村16.7公里。", "我包的荷花村，通组公路硬化9.7公里。"
    )
    assert [finding.verdict for finding in both] == ["agrees"]


def test_who_calls_it_otherwise_joins_those_who_agree() -> None:
    sources = [
        source(f"{at}.txt", f"{title}2023年度述职报告\n一、履职情况\n{said}\n")
        for at, (title, said) in enumerate(
            [
                ("月亮湾镇镇长", "惠农补贴惠及7216户。"),
                ("月亮湾镇副镇长", "惠农补贴惠及7216户。"),
                ("月亮湾镇财政所所长", "惠农一卡通惠及7216户。"),
            ]
        )
    ]
    (finding,) = [finding for finding in find(sources)[0] if finding.scope == "place"]
    assert "3份报告相互印证" in finding.explanation


VILLAGE = "月亮湾镇石桥村党支部书记2023年度述职报告"


@pytest.mark.parametrize(
    ("said", "told", "titles", "expected"),
    [
        ("全年村集体经济收入46.37万元。", "石桥村村集体经济收入46.73万元。", (VILLAGE, MAYOR), ["conflicts"]),
        ("全年村集体经济收入46.37万元。", "石桥村村集体经济收入46.37万元。", (VILLAGE, MAYOR), ["agrees"]),
        # The township's own, another village's, and that of a village that the title does not name.
        ("全年村集体经济收入46.37万元。", "全镇村集体经济收入46.73万元。", (VILLAGE, MAYOR), []),
        ("全年村集体经济收入46.37万元。", "石门村村集体经济收入46.73万元。", (VILLAGE, MAYOR), []),
        (
            "全年村集体经济收入46.37万元。",
            "石桥村村集体经济收入46.73万元。",
            ("月亮湾镇某村党支部书记2023年度述职报告", MAYOR),
            [],
        ),
        # Our village is no other than that of the title.
        (
            "我村位于山腰，辖7个村民小组，428户1632人。",
            "我联系的石桥村有428户1623人。",
            (VILLAGE, MAYOR),
            ["agrees", "conflicts"],
        ),
        # By another name, and of last year.
        ("开发的公益性岗位1268个。", "开发公益性岗位1268个。", (MAYOR, DEPUTY), ["agrees"]),
        (
            "一般公共预算收入5350万元。",
            "上一年一般公共预算收入5530万元。",
            ("月亮湾镇镇长2022年度述职报告", MAYOR),
            ["conflicts"],
        ),
    ],
)
def test_a_village_speaks_for_itself_in_its_own_report(
    said: str, told: str, titles: tuple[str, str], expected: list[str]
) -> None:
    assert verdicts(said, told, titles) == expected
