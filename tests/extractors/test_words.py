"""Words come from a model that ships with the package, and are there when asked for."""

import spacy_pkuseg
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.language import blank
from extractors.words import MODEL_PATH, make_words, segment


def test_words_model_ships_with_the_package_and_is_small() -> None:
    size = sum(file.stat().st_size for file in MODEL_PATH.iterdir())
    assert {file.name for file in MODEL_PATH.iterdir()} == {"features.msgpack", "weights.npz"}
    assert size < 6_000_000
    assert isinstance(spacy_pkuseg.pkuseg(str(MODEL_PATH), user_dict="default"), spacy_pkuseg.pkuseg)


def test_words_segment_splits_a_phrase_at_its_words() -> None:
    assert segment("慰问走访困难老党员") == ("慰问", "走访", "困难", "老党员")
    assert segment("发展党员") == ("发展", "党员")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("党员发展粮食面积镇村人户12 \n，。x%"), max_size=40))
def test_words_segment_loses_nothing_but_white_space(text: str) -> None:
    assert "".join(segment(text)) == "".join(text.split())


def test_words_component_gives_spans_their_words() -> None:
    nlp = blank()
    doc = make_words(nlp, "words")(nlp("镇党委召开会议"))
    assert doc[0:7]._.words == segment("镇党委召开会议")
