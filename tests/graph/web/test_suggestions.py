"""Names are found by how they begin, by pinyin initials, and by what they contain."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.web.suggestions import NameIndex, Suggestion, initials_of


def index(*names: str) -> NameIndex:
    return NameIndex(Suggestion("Place", str(number), name) for number, name in enumerate(names))


def found(names: NameIndex, typed: str, limit: int = 12) -> list[str]:
    return [suggestion.name for suggestion in names.find(typed, limit)]


def test_initials_of_chinese_and_other_characters() -> None:
    assert initials_of("三会一课") == "shyk"
    assert initials_of("5G 基站") == "5gjz"


def test_beginnings_come_before_initials_and_those_before_the_inside() -> None:
    names = index("大青山村", "青山村委会", "青山村", "清水沟")
    assert found(names, "青山") == ["青山村", "青山村委会", "大青山村"]
    assert found(names, "qs") == ["清水沟", "青山村", "青山村委会"]


def test_blanks_and_capitals_do_not_matter() -> None:
    assert found(index("XX 公司"), "xx公") == ["XX 公司"]


def test_nothing_typed_finds_nothing() -> None:
    assert found(index("青山村"), "  ") == []


def test_no_more_than_asked_for_and_none_twice() -> None:
    names = index(*(f"村村{number}" for number in range(50)))
    assert len(set(found(names, "村", 12))) == 12


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.text("青山村ab ", min_size=1, max_size=6), max_size=30),
    st.text("青山村ab", min_size=1, max_size=4),
)
def test_the_index_finds_what_a_full_scan_finds(names: list[str], typed: str) -> None:
    scanned = {
        name for name in names if typed in "".join(name.split()) or initials_of(name).startswith(typed)
    }
    assert set(found(index(*names), typed, limit=100)) == scanned
