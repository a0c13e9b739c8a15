"""Where a report names many, weaker signs tell one more; where it names few, nobody asks."""

import json
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.language import load
from extractors.name_context import load_context
from extractors.name_signs import LEFT_SIGNS, RIGHT_SIGNS, Beside, beginnings, right_signs
from extractors.names import load_names
from extractors.person_model import MODEL_PATH, load_person_model, second_opinions
from extractors.person_weighing import Weighing
from extractors.spans import Occupied, char_offsets

NLP = load()

#: Six people with posts, so that what follows stands in a report that names many.
MANY = (
    "村党支部书记刘建国、村委会主任陈玉梅、妇联主席周桂芳、会计孙志强和治保主任吴德福分片包户，"
    "护林员郑小军每天巡山。\n"
)


def people_of(text: str) -> list[str]:
    doc = NLP(text)
    return [text[start:end] for start, end in char_offsets(doc, "person")]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("宣讲队里曹楠、税雨晴登台讲了十二场。", "税雨晴"),
        ("为了修路，冒银花家让出菜地三分。", "冒银花"),
        ("退伍回来的期永昌牵头种了黄芪。", "期永昌"),
        ("自己不会用手机的员秀兰，由我教会了视频通话。", "员秀兰"),
        ("给赵小燕、国正浩记了功。", "国正浩"),
        ("对突发重病的线金花，开通了绿色通道。", "线金花"),
        ("请应朝阳、滚素珍两个人先试种。", "滚素珍"),
    ],
)
def test_one_more_is_told_where_many_are_named(sentence: str, name: str) -> None:
    assert name in people_of(MANY + sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "后来向全村党员讲清了政策，大家都同意。",
        "开展“周末清洁日”12次，清运垃圾40吨。",
        "村里的古槐树挂了牌，古戏台也修好了。",
        "安全生产、危化品、消防检查各3次。",
        "刚上任那会儿，群众有怨气，我都听着。",
        "建起妇女儿童家园1处，孙女、外孙都来写作业。",
        "坚持以文惠民、以文润心，放电影12场。",
        "线辣椒种了1350亩，线辣椒均价每公斤4.6元。",
    ],
)
def test_what_looks_like_a_name_is_none_there_either(sentence: str) -> None:
    assert set(people_of(MANY + sentence)) <= set(people_of(MANY))


def test_nobody_asks_where_few_are_named() -> None:
    text = "宣讲队里曹楠、税雨晴登台讲了十二场。"
    doc = NLP(text)
    weighing = Weighing(doc, load_names(), load_context())
    assert list(second_opinions(weighing, [], Occupied())) == []


def test_whoever_the_model_tells_is_known_elsewhere_in_the_report() -> None:
    text = MANY + "退伍回来的期永昌牵头种了黄芪。\n年底分红那天，期永昌领到3200元。"
    assert people_of(text).count("期永昌") == 2


def test_the_signs_are_those_that_the_model_was_trained_on() -> None:
    weights = json.loads(MODEL_PATH.read_text(encoding="utf-8"))
    assert set(weights) == {"", *LEFT_SIGNS, *RIGHT_SIGNS}


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="王李向税国建芳，。、和的在村主任家3 \n", max_size=60))
def test_every_stretch_has_its_signs_and_none_is_taken(text: str) -> None:
    doc = NLP.make_doc(text)
    weighing = Weighing(doc, load_names(), load_context())
    people = [(3, 9)] if len(text) > 9 else []
    taken = Occupied(people)
    beside = Beside(text, people)
    for beginning in beginnings(weighing, taken):
        assert len(beginning.signs) == len(LEFT_SIGNS)
        for shape in beginning.shapes:
            assert not taken.meets(beginning.start, shape.end)
            assert len(right_signs(weighing, beginning, shape, beside)) == len(RIGHT_SIGNS)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="王李向税国建芳，。、和的在村主任家3 \n", max_size=60))
def test_a_beginning_that_is_given_up_is_hopeless_with_whatever_stands_before_it(text: str) -> None:
    weighing = Weighing(NLP.make_doc(text), load_names(), load_context())
    model = load_person_model()
    kept = {beginning.start for beginning in beginnings(weighing, Occupied(), model.may_begin)}
    for beginning in beginnings(weighing, Occupied()):
        if model.may_begin(beginning.signs[:-1]):
            assert beginning.start in kept
        else:
            assert model.beginning(beginning.signs) < -5


def test_time_grows_with_the_length_of_a_report_that_names_many() -> None:
    people = [
        f"{surname}{given}" for surname in "王李张刘陈" for given in ("建国", "玉梅", "桂芳", "志强", "德福")
    ]
    unit = "".join(f"村民{name}种了黄芪，下河组的冒银花腿脚不便，滚素珍先试种。" for name in people)
    times = []
    for size in (6_000, 24_000):
        doc = NLP.make_doc((unit * size)[:size])
        doc.user_data["shutu_lac"] = []  # the network's time is its own, and linear
        started = process_time()
        NLP.get_pipe("persons")(doc)
        times.append(process_time() - started)
    assert times[1] < 12 * times[0] + 0.5
