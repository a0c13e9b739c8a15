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
        # A total with the name of its kind; wholes that hold what follows; what tells the parts apart stands before them.
        ("道路520万元、饮水310万元、绿化160万元，共争取上级资金1090万元。", [("fails", "520万元|310万元|160万元|1090万元")]),
        ("道路520万元、饮水310万元、绿化160万元，共争取上级资金990万元。", [("holds", "520万元|310万元|160万元|990万元")]),
        ("下辖18个村，其中山区村11个，平坝村7个。", [("holds", "18个|11个|7个")]),
        ("15个村里9个还清了旧账，6个还有尾欠。", [("holds", "15个|9个|6个")]),
        ("收到意见63条，27条讲道路，18条讲用水，11条讲环境，剩下7条归到其他。", [("holds", "63条|27条|18条|11条|7条")]),
        ("孤老供养对象81人，集中供养34人，分散供养47人。", [("holds", "81人|34人|47人")]),
        ("安置房480套，90平方米的210套，120平方米的270套。", [("holds", "480套|210套|270套")]),
        ("干部98名，35岁以下28名，36岁至50岁40名，51岁以上30名。", [("holds", "98名|28名|40名|30名")]),
        ("有拖拉机218台、收割机64台、无人机9架，农机保有量291台。", [("holds", "218台|64台|9架|291台")]),
        ("小麦3.2万亩，平均亩产410公斤，收了1.31万吨；玉米2.1万亩，平均亩产390公斤，收了0.82万吨。两季合计，粮食总产2.13万吨。", [("holds", "1.31万吨|0.82万吨|2.13万吨")]),
        ("申报项目24个，获批15个，未获批9个。", [("holds", "24个|15个|9个")]),
        ("拆除违建1.96万平方米，主街0.86万平方米，背街1.1万平方米。", [("holds", "1.96万平方米|0.86万平方米|1.1万平方米")]),
        ("低保对象312户486人，其中甲类42户58人、乙类120户186人、丙类160户242人。", [("fails", "312户|42户|120户|160户"), ("holds", "486人|58人|186人|242人")]),
        ("春耕贷款0.86万元；秋种贷款1.1万元；总额1.96万元。", [("holds", "0.86万元|1.1万元|1.96万元")]),
        ("申报项目24个，获批15个，未验收9个。", []),
        ("全年收入46万元，支出38万元，结余8万元。", [("holds", "46万元|38万元|8万元")]),
        ("党员1246名，其中男812名、女444名。", [("fails", "1246名|812名|444名")]),
        ("干部62人，其中女干部18人，男性党员28人。", []),
        # What is said beside the total is no total: the rise over last year, and last year's figure.
        ("烤烟种植7200亩，比上年多300亩，其中河东片4100亩，河西片3100亩。", [("holds", "7200亩|4100亩|3100亩")]),
        ("集体收入61.5万元，比上年的43.9万元多了四成，土地发包38.2万元，厂房租金16.8万元，光伏电站6.5万元。", [("holds", "61.5万元|38.2万元|16.8万元|6.5万元")]),
        ("全乡共有驻村第一书记7名、驻村工作队员14名，提醒谈话2人，召回1人。", []),
        ("在12个村里，5个通了网，6个通了水。", []),
        ("招商项目9个，工业6个，农业3个。", []),
        ("下辖18个村，其中省级示范村5个，市级示范村4个。", []),
        ("道路520万元、饮水310万元，共争取专项债券项目12个。", []),
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
        # A point in the wrong place is one whatever the words; a month's pay is one of twelve.
        ("采伐毛竹42万根，每根平均卖15元，林农收入63万元。", ["fails"]),
        ("加装路灯126盏，每盏造价1900元，花去2.394万元。", ["fails"]),
        ("石斛采收36吨，每公斤80元，卖得28.8万元。", ["fails"]),
        ("林下养鸡2.6万只，每只纯利25元，增收65万元。", ["holds"]),
        ("劳务输出1860人，人均月收入4200元，年劳务收入9374.4万元。", ["holds"]),
        ("护林员68名，月工资800元，全年支出65.28万元。", ["holds"]),
        ("羊肚菌大棚35个，棚均产值2.4万元，产值84万元。", ["holds"]),
        ("甘蔗入榨量4.2万吨，吨价520元，蔗农收入2184万元。", ["holds"]),
        ("采伐毛竹42万根，每根平均卖15元，林农收入558万元。", []),
        ("加装路灯126盏，每盏造价1900元，另花去2.394万元。", []),
        ("每村补助5万元，18个村共补助80万元。", ["fails"]),
        ("新建水池46口，每口投资1.2万元，完成投资32万元。", []),
        ("护林员68名，月工资800元，全年支出80万元。", []),
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
        # The change first, or twice; compared with the help of 同; energy.
        ("合作社社员净增46户，总数到了308户，增幅17.6%。", ["holds"]),
        ("投资3.6亿元，同比增长20%，净增6000万元。", ["holds"]),
        ("投资5.45亿元，同上年的4.68亿元相比，增长16.5%。", ["holds"]),
        ("桃园由320亩扩大到450亩，新添130亩。", ["holds"]),
        ("农机406台，较上年382台添了24台。", ["holds"]),
        ("工业用电2870万千瓦时，比上年多340万千瓦时，增长13.4%。", ["holds"]),
        ("今年出栏生猪3.2万头，比去年多出栏4000头，增长14.3%。", ["holds"]),
        ("集体收入84万元，比上年60万元增长50%。", ["fails"]),
        ("企业产值8.4亿元，比上年6亿元的工业产值增长20%。", []),
        ("合作社社员净增46户，总数到了308户，收入增长30%。", []),
        ("新增社员46户，总数到了308户，增幅30%。", []),
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
        ("财政收入6284万元，税收5127万元，非税1157万元，税收占了81.6%。", [("percentage", "holds")]),
        ("敬老院床位60张，入住31人，入住率51.7%。", [("percentage", "holds")]),
        ("中层干部24名，女干部9人，占比37.5%。", [("percentage", "holds")]),
        ("保费由财政负担八成，农户自缴两成。", [("share", "holds")]),
        ("产业结构为一产占32%，二产占28%，三产占42%。", [("share", "fails")]),
        ("秸秆综合利用率108%。", [("share", "fails")]),
        ("义务教育巩固率100.8%，渔港泊位利用率达到137%。", []),
        ("敬老院床位60张，接待参观31人，满意率98%。", []),
        ("夏粮增了八成，秋粮减了两成。", []),
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
        ("我分管教育、卫生、民政三条线。", [("holds", "三条")]),
        ("实施了水、电、路三项工程。", [("holds", "三项")]),
        ("存在三个短板：学得不深，走得不勤，想得不远。", [("holds", "三个")]),
        # Before the number only some are named; clauses are no list where their number is another.
        ("走访张家湾、李家坝、王家寨等五个村。", []),
        ("存在三个短板：学得不深，走得不勤，想得不远，办法不多。", []),
        ("召集企业、村组、群众两个专班。", []),
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


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("产业园二期征地1146亩。", "征地1146亩后，道路没有跟上。", ["agrees"]),
        ("常住人口17466人。", "全镇常住人口17646人。", ["conflicts"]),
        ("引进到位资金3.6亿元。", "真正引进到位资金3.06亿元。", ["conflicts"]),
        ("排查隐患1842处。", "整改隐患1842处。", []),
        ("产业园征地1146亩。", "播种油菜1146亩。", []),
        ("引进到位资金3.6亿元。", "资金由2.4亿元增加到3.06亿元。", []),
    ],
)
def test_the_same_figure_again(first: str, second: str, expected: list[str]) -> None:
    found = said(f"{first}\n二、其他工作\n{second}")
    assert [verdict for kind, verdict, _ in found if kind == "same-figure"] == expected


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
