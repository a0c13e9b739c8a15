"""Every offset that leaves the pipeline is one of the source text, whatever cleaning had to see through."""

import gc
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.language import load
from extractors.program_lexicon import lexicon
from pipeline.documents import SourceText
from pipeline.extraction import extract_source, extractor_version
from pipeline.models import ExtractedSource, QuantityMention, SourceInfo

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
PIECES = [
    "副镇长2023年度述职报告\n", "一、履职情况\n", "（一）抓实产业发展。", "二、存在问题\n", "三、下步打算\n", "\n",
    "全年培训党员１２００余人次，", "发展党员20名，", "投入资金３．５万元，", "走访群众**户，", "完成率达98％，",
    "严格落实“三会一课”制度，", "推进河长制，", "联系X村和青石村，", "书记王建国、主任李梅，", "计划种植玉米800亩。",
    "与幸福小学结对。", "　　", " ", "🌾", "𠮷田村", "\u202e", "﷽",
]  # fmt: skip
MARKS = ["##paidbegin##", "##paidend##", "\ufeff", "\u200b"]


def source(text: str) -> SourceText:
    return SourceText(SourceInfo(name="a.txt", sha256="0" * 64, media_type="text/plain", size=1), text)


def assert_frames(found: ExtractedSource, text: str) -> None:
    """Reports tile the source, sections and mentions lie in their report, and texts are what stands there."""
    assert not found.reports or found.reports[0].report.start == 0
    for left, right in zip(found.reports, found.reports[1:], strict=False):
        assert left.report.end <= right.report.start
    for extraction in found.reports:
        report = extraction.report
        for section in extraction.sections:
            assert report.start <= section.start < section.end <= report.end
        for left, right in zip(extraction.mentions, extraction.mentions[1:], strict=False):
            assert left.end <= right.start
        for mention in extraction.mentions:
            assert report.start <= mention.start < mention.end <= report.end
            assert mention.text == text[mention.start : mention.end]
            assert mention.sentence[0] <= mention.start < mention.end <= mention.sentence[1]
        for relation in extraction.relations:
            assert min(relation.head, relation.tail) >= -1
            assert max(relation.head, relation.tail) < len(extraction.mentions)
            assert report.start <= relation.evidence[0] < relation.evidence[1] <= report.end


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=25).map("".join), st.randoms()
)
def test_extraction_offsets_hold_for_arbitrary_text_with_arbitrary_watermarks(
    text: str, source_of_chance: random.Random
) -> None:
    text = "".join(c for c in text if not 0xD800 <= ord(c) < 0xE000)
    for _ in range(3):
        at = source_of_chance.randint(0, len(text))
        text = text[:at] + source_of_chance.choice(MARKS) + text[at:]
    assert_frames(extract_source(source(text)), text)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_extraction_watermarks_change_no_value(data: st.DataObject) -> None:
    text = "".join(data.draw(st.lists(st.sampled_from(PIECES[6:16]), min_size=2, max_size=8)))
    marked = text
    for _ in range(2):
        at = data.draw(st.integers(0, len(marked)))
        if "##" not in marked[max(0, at - 12) : at + 12]:
            marked = marked[:at] + "##paidbegin##" + marked[at:]

    def facts(given_text: str) -> list[tuple[object, ...]]:
        return [
            (m.value, m.unit, m.bound, m.masked, m.text.replace("##paidbegin##", ""))
            for report in extract_source(source(given_text)).reports
            for m in report.mentions
            if isinstance(m, QuantityMention)
        ]

    assert facts(marked) == facts(text)


def test_extraction_report_id_is_stable_and_differs_by_place_and_content() -> None:
    first = extract_source(source(PIECES[0] + PIECES[7]))
    assert first == extract_source(source(PIECES[0] + PIECES[7]))
    assert first.reports[0].report.id != extract_source(source(PIECES[0] + PIECES[8])).reports[0].report.id


def test_extraction_version_is_the_same_in_one_installation() -> None:
    assert extractor_version() == extractor_version()
    assert "+" in extractor_version()


def test_extraction_empty_text_is_a_report_with_nothing_in_it_or_none() -> None:
    for text in ("", "\n\n", "##paidbegin##"):
        assert all(not report.mentions for report in extract_source(source(text)).reports)


@pytest.mark.parametrize("path", sorted((SAMPLES / "gold").glob("*.txt")), ids=lambda path: path.stem)
def test_extraction_samples_say_something_of_every_kind(path: Path) -> None:
    text = path.read_text("utf-8")
    found = extract_source(source(text))
    assert_frames(found, text)
    kinds = {mention.type for report in found.reports for mention in report.mentions}
    assert {"quantity", "program", "role", "place"} <= kinds
    assert all(report.report.year for report in found.reports)


def test_once_a_report_has_been_extracted_the_garbage_collector_walks_nothing_that_was_loaded() -> None:
    extract_source(source("副镇长2023年度述职报告\n全年培训党员120人次，严格落实“三会一课”制度。"))
    loaded = (load(), lexicon().entries)
    walked = {id(thing) for thing in gc.get_objects()}
    assert not any(id(thing) in walked for thing in loaded)


def test_what_an_extraction_is_done_with_does_not_wait_for_the_garbage_collector() -> None:
    text = source("副镇长2023年度述职报告\n全年培训党员120人次，严格落实“三会一课”制度。" * 5)
    extract_source(text)
    gc.collect()
    gc.disable()
    try:
        extract_source(text)
        assert not gc.isenabled()
        assert gc.collect() == 0
    finally:
        gc.enable()
    extract_source(text)
    assert gc.isenabled()


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("gold/*.txt")), ids=lambda path: path.stem)
def test_half_width_punctuation_changes_nothing_but_itself(path: Path) -> None:
    text = path.read_text("utf-8")
    half = text.translate(str.maketrans("，；：（）！？“”", ',;:()!?""'))
    assert half != text
    whole, narrow = (extract_source(source(written)).reports for written in (text, half))
    for left, right in zip(whole, narrow, strict=True):
        assert [(m.type, m.start, m.end) for m in left.mentions] == [
            (m.type, m.start, m.end) for m in right.mentions
        ]
        assert [r.model_dump() for r in left.relations] == [r.model_dump() for r in right.relations]
