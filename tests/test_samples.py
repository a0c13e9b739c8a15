"""The samples are what docs and demo say they are, their gold is sound, and the tools that check it catch mistakes."""

from __future__ import annotations

import json
import re
import sys
import zipfile
from pathlib import Path

import pytest

from tools import check_gold, make_samples, score_relations

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
GOLD = SAMPLES / "gold"

ANNOTATED = sorted(path.stem for path in GOLD.glob("*.ann"))


def _text(name: str) -> str:
    return (SAMPLES / name).read_text(encoding="utf-8")


# --- the gold


def test_gold_has_no_error_and_enough_to_measure_with():
    counts, errors = check_gold.check_folder(GOLD)
    assert errors == []
    assert len(ANNOTATED) >= 4
    assert counts["quantity"] >= 300
    assert sum(counts[kind] for kind in score_relations.TYPES) >= 300


@pytest.mark.parametrize("name", ANNOTATED)
def test_annotated_text_is_the_annotation_without_its_marks(name):
    text, _, errors = check_gold.parse((GOLD / f"{name}.ann").read_text(encoding="utf-8"))
    assert errors == []
    assert text == (GOLD / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ANNOTATED)
def test_every_annotated_report_has_relations_of_its_author(name):
    relations = score_relations.load_gold(GOLD)[name].relations
    assert any(relation.type == "HOLDS" for relation in relations)
    assert any(relation.type == "IMPLEMENTS" for relation in relations)


@pytest.mark.parametrize("name", ANNOTATED)
def test_values_of_the_gold_agree_with_the_digits_of_their_text(name):
    """A second reading by another rule: digits with 万 or 亿 must give the value that was written down."""
    _, mentions, _ = check_gold.parse((GOLD / f"{name}.ann").read_text(encoding="utf-8"))
    for mention in mentions:
        number = re.match(r"[约近]?([0-9.]+)(万|亿)?", mention.text)
        if mention.type != "quantity" or number is None or "v" not in mention.attributes:
            continue
        value = float(number[1]) * {"万": 1e4, "亿": 1e8}.get(number[2] or "", 1)
        assert float(mention.attributes["v"]) == pytest.approx(value), mention.text


@pytest.mark.parametrize("name", ANNOTATED)
def test_bounds_of_the_gold_agree_with_their_words(name):
    _, mentions, _ = check_gold.parse((GOLD / f"{name}.ann").read_text(encoding="utf-8"))
    words = {"余": "ge", "多": "ge", "以上": "ge", "以下": "le", "以内": "le", "左右": "about", "约": "about"}
    for mention in mentions:
        for word, bound in words.items():
            if mention.type == "quantity" and word in mention.text:
                assert mention.attributes.get("ap") == bound, mention.text


# --- the reports


def test_reports_of_our_own_are_of_the_length_of_real_ones():
    texts = [*SAMPLES.glob("gold/*.txt"), SAMPLES / "liya-2022-township-head.txt"]
    for path in texts:
        assert 1_500 <= len(path.read_text(encoding="utf-8")) <= 4_000, path.name


def test_one_sample_is_gb18030_and_not_utf8():
    raw = (SAMPLES / "deputy-secretary-2021-gb18030.txt").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")
    assert "述职人：钟离敏" in raw.decode("gb18030")


def test_one_sample_is_a_word_file_with_a_table():
    with zipfile.ZipFile(SAMPLES / "领导班子述职报告-2023.docx") as archive:
        document = archive.read("word/document.xml").decode("utf-8")
    assert "<w:tbl>" in document
    assert "麂子坪村" in document


def test_one_sample_is_a_pdf_of_several_pages_with_text_header_and_page_number():
    pdfium = pytest.importorskip("pypdfium2")
    document = pdfium.PdfDocument(SAMPLES / "village-director-2023.pdf")
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    assert len(pages) >= 2
    for number, page in enumerate(pages, 1):
        assert "青碛镇2023年度村干部述职材料" in page
        assert f"- {number} -" in page


def test_one_sample_is_a_web_page_with_furniture():
    page = _text("political-legal-member-2023.html")
    assert all(part in page for part in ("<script>", "当前位置", "上一篇", "版权所有", "<table>"))


def test_one_sample_is_a_compilation_of_three_with_a_table_of_contents():
    text = _text("镇班子成员述职汇编-2023.txt")
    assert "（3篇）" in text
    assert len(re.findall(r"(?m)^\d\..*…+\d+$", text)) == 3
    titles = re.findall(r"(?m)^云蒙镇(?:人大主席|纪委书记|武装部长)2023年度.*报告$", text)
    assert len(titles) == 3


def test_one_sample_has_watermarks_inside_a_sentence_and_inside_a_number():
    text = _text("watermark-2023-publicity-member.txt")
    assert re.search(r"\d##paidbegin##\d", text)
    assert re.search(r"[\u4e00-\u9fff]##paid(?:begin|end)##[\u4e00-\u9fff]", text)


def test_samples_have_masked_figures_and_masked_villages():
    text = (GOLD / "masked-2023-party-secretary.txt").read_text(encoding="utf-8")
    assert all(mask in text for mask in ("**次", "XX项", "x名", "xx万元", "X村", "**村"))


def test_two_reports_of_one_township_agree_here_and_contradict_there():
    head = (GOLD / "liya-2023-township-head.txt").read_text(encoding="utf-8")
    deputy = (GOLD / "liya-2023-deputy-head.txt").read_text(encoding="utf-8")
    assert all("石榴湾村集体经济收入48.6万元" in text for text in (head, deputy))
    assert "黑箐村集体经济收入31.2万元" in head
    assert "黑箐村集体经济收入33.5万元" in deputy


def test_report_of_the_year_before_says_what_the_later_one_compares_with():
    before, after = (
        _text("liya-2022-township-head.txt"),
        _text("gold/liya-2023-township-head.txt"),
    )
    assert "石榴湾村集体经济收入41.3万元" in before
    assert "比上年的41.3万元增长17.7%" in after
    shared = [line for line in re.split("[。；\n]", before) if len(line) > 12 and line in after]
    assert len(shared) >= 10  # passages that were simply kept


def test_one_sum_holds_and_one_does_not():
    head = (GOLD / "liya-2023-township-head.txt").read_text(encoding="utf-8")
    deputy = (GOLD / "liya-2023-deputy-head.txt").read_text(encoding="utf-8")
    assert 1500 + 864 + 1400 == 3764
    assert "到位资金3764万元" in head
    assert 45 + 38 + 27 != 120
    assert "发放种羊120只" in deputy
    assert round(8253 * 50 * 33.42 / 10_000, 2) == pytest.approx(1379.08)
    assert "1379.08万元" in head


def test_building_again_changes_no_word(tmp_path):
    pytest.importorskip("reportlab")
    pytest.importorskip("docx")
    make_samples.build(tmp_path)
    for path in tmp_path.iterdir():
        built, kept = path.read_bytes(), (SAMPLES / path.name).read_bytes()
        if path.suffix == ".docx":
            assert _document_xml(path) == _document_xml(SAMPLES / path.name)
        elif path.suffix == ".pdf":
            assert len(built) == pytest.approx(len(kept), rel=0.05)
        else:
            assert built == kept, path.name


def _document_xml(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/document.xml")


# --- the checker


@pytest.mark.parametrize(
    ("marked", "problem"),
    [
        ("⟦Q¦3次¦v=3;u=次⟧", "no ind"),
        ("⟦Q¦3次¦u=次;ind=会议⟧", "a quantity has v, or mask=1"),
        ("⟦Q¦x次¦v=3;mask=1;u=次;ind=会议⟧", "a quantity has v, or mask=1"),
        ("⟦Q¦3次¦v=三;u=次;ind=会议⟧", "v is no number"),
        ("⟦G¦河长制¦⟧", "no kind"),
        ("⟦G¦河长制¦kind=other⟧", "value other not allowed"),
        ("⟦L¦沙坪村¦lv=hamlet⟧", "value hamlet not allowed"),
        ("⟦R¦镇长¦lv=village⟧", "attribute lv not allowed"),
        ("⟦P¦李梅¦mask⟧", "attribute without '='"),
        ("⟦P¦李梅¦opt=1;opt=1⟧", "given twice"),
        ("⟦P¦¦⟧", "empty mark"),
        ("⟦P¦李梅⟧", "malformed mark"),
    ],
)
def test_checker_catches_a_wrong_mark(marked, problem):
    _, _, errors = check_gold.parse(f"前文{marked}后文")
    assert any(problem in error for error in errors)


def test_checker_gives_offsets_of_the_plain_text():
    text, mentions, errors = check_gold.parse("在⟦L¦沙坪村¦lv=village⟧修路⟦Q¦3公里¦v=3;u=公里;ind=修路⟧。")
    assert not errors
    assert text == "在沙坪村修路3公里。"
    assert [text[m.start : m.end] for m in mentions] == ["沙坪村", "3公里"]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("HOLDS\t0-2\t李梅\t2-4\t主任", "5 columns"),
        ("HOLDS\t0-2\t李梅\t2-5\t主任\t", "no mention at 2-5"),
        ("HOLDS\t0-2\t李某\t2-4\t主任\t", "is '李梅', not '李某'"),
        ("HOLDS\t2-4\t主任\t0-2\t李梅\t", "HOLDS from role to person"),
        ("LIKES\t0-2\t李梅\t2-4\t主任\t", "unknown type LIKES"),
        ("HOLDS\t0-2\t李梅\t2-4\t主任\tmode=分管", "property mode=分管"),
        ("IMPLEMENTS\tAUTHOR\t\t4-7\t河长制\t", "no status"),
        ("COVERS\tAUTHOR\t某\t4-7\t河长制\t", "AUTHOR takes no text"),
    ],
)
def test_checker_catches_a_wrong_relation(row, problem):
    _, mentions, _ = check_gold.parse("⟦P¦李梅¦⟧⟦R¦主任¦⟧⟦G¦河长制¦kind=named⟧")
    _, errors = check_gold.parse_relations(row, mentions)
    assert any(problem in error for error in errors)


# --- the scorer


def _perfect(name: str) -> dict:
    gold = score_relations.load_gold(GOLD)[name]
    at = {id(mention): index for index, mention in enumerate(gold.mentions)}
    return {
        "report": {"source": f"samples/gold/{name}.txt"},
        "mentions": [{"type": m.type, "start": m.start, "end": m.end, "text": m.text} for m in gold.mentions],
        "relations": [
            {
                "type": r.type,
                "head": -1 if r.head is None else at[id(r.head)],
                "tail": -1 if r.tail is None else at[id(r.tail)],
                "properties": r.properties,
            }
            for r in gold.relations
        ],
    }


def test_scorer_gives_full_marks_to_the_gold_itself():
    gold = score_relations.load_gold(GOLD)
    result = score_relations.score(gold, [_perfect(name) for name in gold])
    assert all(row["f1"] == 1.0 for row in result.values())


def test_scorer_counts_a_missing_a_wrong_and_a_stray_relation():
    name = "liya-2023-township-head"
    gold = {name: score_relations.load_gold(GOLD)[name]}
    line = _perfect(name)
    duties = [r for r in line["relations"] if r["type"] == "RESPONSIBLE_FOR"]
    assert len(duties) == 2
    duties[0]["properties"] = {"mode": "包"}
    line["mentions"].append({"type": "place", "start": 0, "end": 1, "text": "栗"})
    line["relations"].remove(duties[1])
    line["relations"].append({**duties[1], "tail": len(line["mentions"]) - 1})
    row = score_relations.score(gold, [line])["RESPONSIBLE_FOR"]
    assert (row["gold"], row["found"], row["f1"]) == (2, 2, 0.0)


def test_scorer_takes_the_author_and_the_name_of_the_author_for_one():
    name = "liya-2023-township-head"
    gold = {name: score_relations.load_gold(GOLD)[name]}
    line = _perfect(name)
    person = next(i for i, m in enumerate(line["mentions"]) if m["text"] == "段云舟")
    for relation in line["relations"]:
        if relation["type"] in ("HOLDS", "SERVES_IN", "RESPONSIBLE_FOR") and relation["head"] == -1:
            relation["head"] = person
    result = score_relations.score(gold, [line])
    assert result["HOLDS"]["f1"] == result["RESPONSIBLE_FOR"]["f1"] == 1.0


def test_scorer_neither_rewards_nor_punishes_what_is_optional():
    name = "muxi-2022-organisation-member"
    gold = {name: score_relations.load_gold(GOLD)[name]}
    line = _perfect(name)
    firm = [r for r, g in zip(line["relations"], gold[name].relations, strict=True) if not g.optional]
    assert len(firm) < len(line["relations"])
    with_optional = score_relations.score(gold, [line])
    assert with_optional == score_relations.score(gold, [{**line, "relations": firm}])


def test_scorer_reads_json_lines_from_a_file(tmp_path, monkeypatch, capsys):
    gold = score_relations.load_gold(GOLD)
    found = tmp_path / "found.jsonl"
    found.write_text("\n".join(json.dumps(_perfect(name)) for name in gold), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["score_relations.py", str(found), str(GOLD)])
    score_relations.main()
    assert "F1 1.000" in capsys.readouterr().out.splitlines()[-1]


# --- all of it together


@pytest.fixture(scope="module")
def extractions():
    """Every report of the samples, extracted by the whole pipeline, in the shape that `shutu extract` prints."""
    from pipeline.extraction import extract_source
    from pipeline.sources import discover

    return [
        report.model_dump(mode="json")
        for source in discover([str(SAMPLES)])
        for report in extract_source(source).reports
    ]


@pytest.mark.slow
def test_relations_reach_their_target_end_to_end(extractions):
    result = score_relations.score(score_relations.load_gold(GOLD), extractions)
    assert result["all"]["f1"] >= 0.85
    assert result["HOLDS"]["p"] >= 0.95
    assert result["ABOUT"]["p"] >= 0.9


@pytest.mark.slow
@pytest.mark.parametrize(
    ("source", "authors"),
    [
        ("liya-2022-township-head.txt", [("段云舟", "乡长")]),
        ("liya-2023-deputy-head.txt", [(None, "副乡长")]),
        ("masked-2023-party-secretary.txt", [(None, "镇党委书记")]),
        ("watermark-2023-publicity-member.txt", [(None, "镇党委宣传委员")]),
        ("deputy-secretary-2021-gb18030.txt", [("钟离敏", "党委副书记")]),
        ("领导班子述职报告-2023.docx", [(None, "领导班子")]),
        ("political-legal-member-2023.html", [(None, "镇党委政法委员")]),
        ("village-director-2023.pdf", [("何秋生", "村党总支书记、村委会主任")]),
    ],
)
def test_authors_of_the_samples_are_found_end_to_end(extractions, source, authors):
    found = [
        (line["report"]["author"]["name"], line["report"]["author"]["role"])
        for line in extractions
        if Path(line["report"]["source"]).name == source
    ]
    assert found == authors
