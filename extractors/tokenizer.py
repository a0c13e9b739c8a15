"""One token a character, as spaCy's Chinese tokenizer makes them, in a fifth of its time.

spaCy splits the text, joins it again to check it, and searches each character from the place of the last; a single
pattern reads the same off the text. Tests hold both against each other.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry

from extractors.spans import keep_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language
    from spacy.strings import StringStore
    from spacy.vocab import Vocab

__all__ = ["CharacterTokenizer", "make_tokenizer"]

#: A character and the blank behind it, which belongs to its token; other white space is a token of its own, run by run.
_TOKEN = re.compile(r"\S ?|\s+")


class CharacterTokenizer(DummyTokenizer):
    """Make a Doc of one token a character, and one a run of white space."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._orths = _Orths(vocab.strings)

    def __call__(self, text: str) -> Doc:
        """The Doc of a text; ``doc.text`` gives the text back unchanged."""
        words: list[str] = _TOKEN.findall(text)
        ends = list(accumulate(map(len, words)))
        starts = [0, *ends[:-1]] if ends else []
        spaces = [False] * len(words)
        if " " in text:
            for at, word in enumerate(words):
                if len(word) > 1 and not word[0].isspace():
                    words[at], spaces[at] = word[0], True
                    ends[at] -= 1
        orths: list[Any] = [self._orths[word] for word in words]
        doc = Doc(self.vocab, words=orths, spaces=spaces)
        keep_text(doc, text, starts, ends)
        return doc


class _Orths(dict[str, int]):
    """The vocabulary's number of each word: spaCy takes a word by its number in half the time."""

    def __init__(self, strings: StringStore) -> None:
        self._strings = strings

    def __missing__(self, word: str) -> int:
        number: int = self._strings.add(word)
        if len(word) == 1:  # runs of white space are many, and rare
            self[word] = number
        return number


def make_tokenizer() -> Callable[[Language], CharacterTokenizer]:
    """The tokenizer as the config names it."""
    return lambda nlp: CharacterTokenizer(nlp.vocab)


registry.tokenizers("shutu.CharacterTokenizer.v1", func=make_tokenizer)
