"""What a figure counts names nobody: who did it is told by ABOUT."""

import pytest

from extractors.indicator_people import without_people
from extractors.language import load


@pytest.mark.parametrize(
    ("indicator", "names", "expected"),
    [
        ("返乡青年王朝阳投资", {"王朝阳"}, "投资"),
        ("结对帮扶曾庆发、黎火生", {"曾庆发", "黎火生"}, "结对帮扶"),
        ("老党员赵铁柱夫妇带头养羊", {"赵铁柱"}, "养羊"),
        ("开店的徐海燕各捐", {"徐海燕"}, "捐"),
        ("主任周小红和我们一起翻山劝返", {"周小红"}, "翻山劝返"),
        ("评为标兵的余厚德等", {"余厚德"}, "评为标兵"),
        ("我和赵铁柱先后", {"赵铁柱"}, "我和赵铁柱先后"),
        ("周小红", {"周小红"}, "周小红"),
        ("发展党员", {"赵铁柱"}, "发展党员"),
    ],
)
def test_an_indicator_keeps_what_was_done_and_not_who_did_it(
    indicator: str, names: set[str], expected: str
) -> None:
    assert without_people(indicator, names) == expected


def test_a_figure_that_somebody_is_named_for_counts_the_deed_and_is_about_them() -> None:
    doc = load()("村里的能人周大海捐款3万元，护林员马强全年巡山280天。")
    assert [
        (span.text, span._.quantity.indicator, span._.quantity.indicator_name)
        for span in doc.spans["quantity"]
    ] == [
        ("3万元", "捐款", "捐款"),
        ("280天", "巡山", "巡山"),
    ]
    assert {
        (relation.head.text, relation.tail.text) for relation in doc._.relations if relation.type == "ABOUT"
    } == {
        ("3万元", "周大海"),
        ("280天", "马强"),
    }


def test_only_the_people_of_its_own_sentence_are_taken_out_of_an_indicator() -> None:
    doc = load()("护林员马强值守卡点。马强村改造危房12户。")
    assert [span.text for span in doc.spans["person"]] == ["马强"]
    (figure,) = doc.spans["quantity"]
    assert figure._.quantity.indicator == "马强村改造危房"
