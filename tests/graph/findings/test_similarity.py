"""How much text two reports share is estimated from their signatures: as far off as promised, and no further."""

from __future__ import annotations

import random

import pytest
from datasketch import MinHash

from graph.findings.similarity import PERMUTATIONS, SHINGLE, _shingles, estimates, signature

_WORDS = [chr(0x4E00 + at) for at in range(3000)]


def _sentence(source: random.Random) -> str:
    return "".join(source.choices(_WORDS, k=25)) + "。"


def _shares(first: str, second: str) -> float:
    """The share of stretches of characters that stand in both, counted."""
    a, b = (
        {plain[at : at + SHINGLE] for at in range(len(plain) - SHINGLE + 1)}
        for plain in (text.replace("。", "") for text in (first, second))
    )
    return len(a & b) / len(a | b)


def _signature(text: str) -> str:
    found = signature(text)
    assert found is not None
    return found


@pytest.mark.parametrize("seed", range(12))
def test_an_estimate_is_near_the_share_that_counting_gives(seed: int) -> None:
    source = random.Random(seed)
    common = [_sentence(source) for _ in range(60)]
    own = [[_sentence(source) for _ in range(source.randrange(1, 60))] for _ in range(2)]
    texts = ["".join(source.sample(common + mine, len(common) + len(mine))) for mine in own]
    pair = ("a", "b")
    share = estimates(dict(zip(pair, map(_signature, texts), strict=True)), [pair])[pair]
    assert share == pytest.approx(_shares(*texts), abs=0.15)  # three times what is given or taken


def test_a_signature_is_what_datasketch_makes_of_the_shingles_that_are_kept() -> None:
    text = "".join(_WORDS)
    sketch = MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=int)
    sketch.update_batch([hashed for hashed in _shingles(text).tolist() if hashed % 4 == 0])
    assert _signature(text) == sketch.hashvalues.astype(">u4").tobytes().hex()


def test_equal_texts_share_all_and_strangers_nothing() -> None:
    source = random.Random(0)
    text, other = ("".join(_sentence(source) for _ in range(40)) for _ in range(2))
    signatures = {
        "a": _signature(text),
        "again": _signature(text.replace("。", "，")),
        "other": _signature(other),
    }
    assert estimates(signatures, [("a", "again"), ("a", "other")]) == {
        ("a", "again"): 1.0,
        ("a", "other"): 0.0,
    }


def test_a_signature_has_one_value_for_each_permutation_and_short_texts_have_none() -> None:
    assert len(_signature("".join(_WORDS[:300]))) == 8 * PERMUTATIONS
    assert signature("".join(_WORDS[:200])) is None
    assert signature("") is None


def test_pairs_of_which_a_signature_is_missing_are_left_out() -> None:
    assert estimates({"a": "00" * 4 * PERMUTATIONS}, [("a", "b"), ("c", "d")]) == {}
    assert estimates({}, []) == {}


@pytest.mark.parametrize("line", ["柳溪镇", "青坪村走访农户", "甲乙", "XX村"])
def test_a_text_that_says_one_thing_again_and_again_is_too_little(line: str) -> None:
    assert signature(line * 200) is None
