"""No two mentions share a character; the preferred kind stays, then the longer one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.language import blank
from extractors.overlaps import OverlapResolver
from extractors.spans import MENTION_GROUPS, char_offsets, write_spans

NLP = blank()
TEXT = "镇党委书记带头落实三会一课培训党员二十名走访群众三十户"
SPANS = st.lists(
    st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 8)).map(
        lambda p: (p[0], min(p[0] + p[1], len(TEXT)))
    ),
    max_size=6,
    unique=True,
)


@settings(max_examples=80, deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(MENTION_GROUPS, SPANS)))
def test_overlaps_no_two_mentions_meet_and_every_dropped_one_met_a_better_one(
    given_spans: dict[str, list[tuple[int, int]]],
) -> None:
    doc = NLP.make_doc(TEXT)
    for group, spans in given_spans.items():
        write_spans(doc, group, [(start, end, None) for start, end in spans])
    OverlapResolver()(doc)
    kept = [(rank, span) for rank, group in enumerate(MENTION_GROUPS) for span in char_offsets(doc, group)]
    taken: set[int] = set()
    for _, (start, end) in kept:
        assert taken.isdisjoint(range(start, end))
        taken |= set(range(start, end))
    for rank, group in enumerate(MENTION_GROUPS):
        stayed = set(char_offsets(doc, group))
        assert stayed <= set(given_spans[group])
        for start, end in set(given_spans[group]) - stayed:
            assert any(
                other_rank <= rank and other[0] < end and start < other[1] for other_rank, other in kept
            )


def test_overlaps_quantity_beats_program_beats_role() -> None:
    doc = NLP.make_doc(TEXT)
    write_spans(doc, "role", [(0, 5, None)])
    write_spans(doc, "program", [(9, 13, None)])
    write_spans(doc, "quantity", [(9, 11, None), (18, 20, None)])
    OverlapResolver()(doc)
    assert {g: char_offsets(doc, g) for g in ("quantity", "program", "role")} == {
        "quantity": [(9, 11), (18, 20)], "program": [], "role": [(0, 5)],
    }  # fmt: skip
