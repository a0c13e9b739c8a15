"""The author of a report: post and name by every sign the genre has, and none where a sign is somebody else's."""

from __future__ import annotations

import pytest

from extractors.attributes import Author
from extractors.authors import AuthorFinder
from extractors.language import blank
from tests.extractors.gold_docs import gold_doc

BODY = "\n现将一年来的工作情况报告如下。\n一、履职情况\n（一）抓学习。全年学习12次。"

#: text, name, role, masked
SIGNS = [
    # the title
    ("{R:副乡长}2023年度工作述职报告" + BODY, None, "副乡长", True),
    ("2023年度述职报告（{R:镇党委书记}）" + BODY, None, "镇党委书记", True),
    ("{Lt:柳河镇}{R:镇长}2023年度述职述廉报告" + BODY, None, "镇长", True),
    ("{Lt:柳河镇}{R:党委书记} {P:沈青禾} 述职报告" + BODY, "沈青禾", "党委书记", False),
    ("{Lt:柳河镇}{R:党委副书记}、{R:镇长}{P:沈青禾}述职报告" + BODY, "沈青禾", "党委副书记、镇长", False),
    ("{R:驻村第一书记}工作总结" + BODY, None, "驻村第一书记", True),
    ("篇3：{R:镇人大主席}2022年履职情况汇报" + BODY, None, "镇人大主席", True),
    ("{P:冯大有}：{Lv:沙坪村}{R:党支部书记}述职报告" + BODY, "冯大有", "党支部书记", False),
    ("{R:乡纪委书记}述责述廉报告" + BODY, None, "乡纪委书记", True),
    ("{R:乡长}李某某述职报告".replace("李某某", "{P*:李某某}") + BODY, "李某某", "乡长", True),
    # lines under the title
    ("2023年度述职报告\n{Lt:柳河镇}{R:党委委员}、{R:组织委员} {P:罗小满}" + BODY, "罗小满", "党委委员、组织委员", False),
    ("述职报告\n述职人：{P:沈青禾}" + BODY, "沈青禾", None, False),
    ("述职报告\n述职人：{Lt:柳河镇}{R:镇长} {P:沈青禾}\n2023年12月30日" + BODY, "沈青禾", "镇长", False),
    ("2023年述职报告\n（{P:沈青禾}）" + BODY, "沈青禾", None, False),
    ("2023年述职报告\n（2024年1月9日）\n{Lv:沙坪村}{R:党总支书记} {P:冯大有}" + BODY, "冯大有", "党总支书记", False),
    ("2023年度述职报告\n姓名：{P:沈青禾} 职务：{R:镇长}" + BODY, "沈青禾", "镇长", False),
    ("2023年度述职报告\n述职人：上官文澜" + BODY, "上官文澜", None, False),
    # the introduction
    ("述职报告\n大家好！我叫{P:冯大有}，现任{Lv:沙坪村}{R:党支部书记}、{R:村委会主任}。", "冯大有", "党支部书记、村委会主任", False),
    ("述职报告\n我是{Lv:沙坪村}{R:党支部书记}{P:冯大有}，今天向大家述职。", "冯大有", "党支部书记", False),
    ("述职报告\n我是{O:禾源县水务局}选派到{Lv:沙坪村}的{R:驻村第一书记}{P:冯大有}。", "冯大有", "驻村第一书记", False),
    ("2023年度述职报告\n本人自2021年3月起担任{Lt:柳河镇}{R:党委副书记}。", None, "党委副书记", True),
    ("2023年度述职报告\n一年来，作为{R:镇党委书记}，我认真履职。", None, "镇党委书记", True),
    ("2023年度述职报告\n我于2022年由{O:禾源县水利局}选派到{Lv:沙坪村}任{R:第一书记}。", None, "第一书记", True),
    ("述职报告\n我叫{P:冯大有}，2018年3月由{O:禾源职业学院}选派到{Lv:沙坪村}担任{R:第一书记}。", "冯大有", "第一书记", False),
    ("述职报告\n我叫{P:冯大有}，2018年接任{Lv:沙坪村}{R:党支部书记}，2021年换届后又兼任{R:村委会主任}。", "冯大有", "党支部书记、村委会主任", False),
    ("2023年度述职报告\n我由组织安排担任{R:副镇长}。", None, "副镇长", True),
    ("2020年度述职报告\n本人2011年5月至2016年4月任{Lt:白水乡}{R:组织委员}，2016年5月至今任{Lt:柳河镇}{R:党委副书记}。", None, "党委副书记", True),
    ("2020年度述职报告\n我2013年到镇上工作，先后任{R:镇党政办主任}、{R:副镇长}，2018年4月任{R:镇党委副书记}、{R:镇长}。", None, "镇党委副书记、镇长", True),
    ("述职报告\n我叫{P:沈青禾}，1978年3月生，2016年5月至今任{Lt:柳河镇}{R:党委副书记}。", "沈青禾", "党委副书记", False),
    ("述职报告\n我于2019年8月由县农业局调任{Lt:柳河镇}{R:副镇长}。", None, "副镇长", True),
    ("述职报告\n在担任{Lt:柳河镇}{R:镇长}期间，我认真履职。", None, "镇长", True),
    ("述职报告\n一年来，作为分管农业的{R:副镇长}，我常在田间。", None, "副镇长", True),
    ("中共{Lt:柳河镇}委员会{R:书记} {P:沈青禾}\n2019年度抓党建工作述职报告" + BODY, "沈青禾", "书记", False),
    ("述职报告\n现任{Lv:沙坪村}{R:党支部书记}，县第五届{R:政协委员}。", None, "党支部书记、政协委员", True),
    ("2023年度述职报告\n去年十月，我当选为新一届{R:村委会主任}。", None, "村委会主任", True),
    # the signature
    ("述职报告" + BODY + "\n述职人：{P:沈青禾}\n2024年1月8日", "沈青禾", None, False),
    ("述职报告" + BODY + "\n{Lv:沙坪村}{R:党支部书记} {P:冯大有}", "冯大有", "党支部书记", False),
    ("{R:镇长}述职报告" + BODY + "\n汇报人：{P*:沈某}\n2024年1月8日", "沈某", "镇长", True),
    # further on
    ("2023年度述职报告" + BODY * 40 + "\n作为{R:镇党委书记}，自己能够坚持原则。", None, "镇党委书记", True),
]  # fmt: skip

#: Signs that are another's, or nobody's.
NO_SIGNS = [
    "2023年度述职报告" + BODY,
    "在{R:村党组织书记}抓党建述职评议会上的发言" + BODY,
    "各{R:村党支部书记}述职报告" + BODY,
    "述职报告\n在{R:镇党委书记}{P:沈青禾}的带领下，工作有了新起色。" + BODY,
    "述职报告\n协助{R:乡党委书记}抓好党建工作。" + BODY,
    "述职报告\n学习{P:习近平}{R:总书记}重要讲话精神。" + BODY,
    "述职报告\n作为{R:党委书记}的助手，我尽心尽力。" + BODY,
    "述职报告\n推荐{P:冯大有}担任{R:村委会主任}。" + BODY,
    "述职报告\n我们聘请老党员担任{R:网格员}。" + BODY,
    "述职报告\n督促{R:村党支部书记}履行第一责任人职责。" + BODY,
    "述职报告\n{P:冯大有}现任{R:村委会主任}，工作得力。" + BODY,
    "述职报告\n我县{R:县长}{P:沈青禾}到场指导工作。" + BODY,
    "述职报告\n述职人：某某\n" + BODY,
    "述职报告\n{R:书记}{P:冯大有}、{R:主任}{P:李桃花}、{R:文书}{P:赵石头}" + BODY,
    "述职报告\n尊敬的王{R:书记}、李{R:镇长}，各位领导：" + BODY,
    "述职报告\n会上，他强调作为{R:村党支部书记}首先要守规矩。" + BODY,
    "我县12名{R:大学生村官}述职报告" + BODY,
    "对{R:村党支部书记}述职评议工作的报告" + BODY,
    "{R:支部书记}抓党建工作述职点评提纲" + BODY,
    "柳河镇2023年年鉴\n{R:党委书记}：{P:沈青禾}\n{R:镇长}：{P:冯大有}\n概况" + BODY * 3,
]

#: Texts that begin with prose: who is named there is told of.
NO_TITLES = [
    "{Lt:柳河镇}召开年终考评会，{R:镇党委书记}{P:沈青禾}逐一点评。" + BODY,
    "近日，{Lv:沙坪村}{R:党支部书记}{P:冯大有}带着村民清理水渠。全村共清理3公里。" + BODY,
    "会上，{Q:12名}{R:村党支部书记}先后发言，讲成绩也讲不足；其余的交了书面材料。" + BODY,
    "成立了以{R:党委书记}为{R:组长}的领导小组，抽调人员、落实经费、明确时限，对各村的台账逐本核对，对反复出现的问题当场列出清单交给包村干部"
    + BODY,
]

GROUPS = [
    "{Lt:柳河镇}领导班子2023年度述职报告" + BODY,
    "乡党委班子2023年工作述职报告" + BODY,
    "镇党政领导班子述职述廉报告" + BODY,
    "{Lv:沙坪村}村“两委”班子2023年度述职报告" + BODY,
]


def _author(marked: str, title: str | None = None) -> Author:
    return AuthorFinder()(gold_doc(marked, title=title))._.author


@pytest.mark.parametrize(("text", "name", "role", "masked"), SIGNS)
def test_author_is_found_by_every_sign_of_the_genre(text, name, role, masked):
    assert _author(text) == Author(name=name, role=role, masked=masked)


@pytest.mark.parametrize("text", NO_SIGNS)
def test_author_stays_unknown_where_the_sign_is_not_theirs(text):
    assert _author(text) == Author()


@pytest.mark.parametrize("text", NO_TITLES)
def test_prose_at_the_beginning_is_no_title(text):
    assert _author(text) == Author()


@pytest.mark.parametrize("text", GROUPS)
def test_leading_group_has_a_role_of_its_own_and_no_name(text):
    assert _author(text) == Author(role="领导班子")


def test_member_of_a_leading_group_is_no_leading_group():
    assert _author("乡党委班子成员、{R:副乡长}2023年度述职报告" + BODY).role == "副乡长"


def test_title_outranks_what_the_body_says():
    text = "{R:副乡长}2023年度述职报告" + BODY + "切实担起{R:组织委员}责任。"
    assert _author(text).role == "副乡长"


def test_marked_title_is_used_where_the_pipeline_found_one():
    text = "第一篇\n{R:副乡长}2023年度工作述职报告" + BODY
    assert _author(text, title="副乡长2023年度工作述职报告").role == "副乡长"


def test_role_is_the_normalised_name_of_the_post():
    assert _author("{R:镇委书记}述职报告" + BODY).role == "镇委书记"


def test_empty_text_has_an_unknown_author():
    assert AuthorFinder()(blank().make_doc(""))._.author == Author()
