"""Typing errors are forgiven, names that merely look alike are not merged."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.program_lexicon import lexicon
from extractors.program_names import resolve


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("三会一课", "三会一课"),
        ("三会一科", "三会一课"),
        ("三会—课", "三会一课"),
        ("主体党日", "主题党日"),
        ("主提党日", "主题党日"),
        ("四议二公开", "四议两公开"),
        ("四意两公开", "四议两公开"),
        ("四议“两公开”", "四议两公开"),
        ("一岗双则", "一岗双责"),
        ("两学一作", "两学一做"),
        ("三严三十", None),
        ("三严三石", "三严三实"),
        ("两个唯护", "两个维护"),
        ("四个意时", "四个意识"),
        ("厕所革命", "厕所革命"),
        ("组织生活会", "组织生活会"),
        ("组织生活汇", "组织生活会"),
    ],
)
def test_variants_and_typing_errors_resolve_to_the_canonical_name(written, name):
    entry = resolve(written)
    assert (entry.name if entry else None) == name


@pytest.mark.parametrize(
    "written",
    [
        "四个自觉",  # neither 四个意识 nor 四个自信
        "三查三看",
        "三查三改",
        "五个维护",  # another count
        "三个维护",
        "四议三公示",
        "四风二",
        "三便",  # 三变 is too short to forgive anything
        "河长治",
        "六个必须坚守",
    ],
)
def test_what_is_only_alike_stays_itself(written):
    assert resolve(written) is None


def test_names_that_differ_by_a_word_never_merge():
    assert resolve("四个意识").name != resolve("四个自信").name
    assert resolve("两个维护").name != resolve("两个确立").name


def test_names_known_by_usage_alone_are_taken_literally():
    known = lexicon().entries["四带四必"]
    assert not known.documented
    assert resolve("四带四必") is known
    assert resolve("四代四必") is None


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(lexicon().entries)))
def test_every_name_resolves_to_itself(name):
    assert resolve(name).name == name


NUMERALS = "一二三四五六七八九十两双"


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([entry for entry in lexicon().entries.values() if entry.name[0] in NUMERALS]),
    st.sampled_from(NUMERALS),
)
def test_another_numeral_is_another_name(entry, numeral):
    changed = numeral + entry.name[1:]
    found = resolve(changed)
    listed = {entry.name, *entry.aliases}
    assert found is None or found is not entry or changed in listed
