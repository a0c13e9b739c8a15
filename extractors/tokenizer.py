"""One token a character, as spaCy's Chinese tokenizer makes them, in a fifth of its time.

spaCy splits the text, joins it again to check it, and searches each character from the place of the last; the white
space tells the same. Tests hold both against each other.
"""

from __future__ import annotations

import re
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

#: White space that is no token like any character: a blank behind a character belongs to its token, and what else
#: there is makes one token a run.
_SPACES = re.compile(r" \s*|\s{2,}")


class CharacterTokenizer(DummyTokenizer):
    """Make a Doc of one token a character, and one a run of white space."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._orths = _Orths(vocab.strings)

    def __call__(self, text: str) -> Doc:
        """The Doc of a text; ``doc.text`` gives the text back unchanged."""
        words, starts, ends, blanks = _cut(text)
        spaces = [False] * len(words)
        for at in blanks:
            spaces[at] = True
        orths: list[Any] = list(map(self._orths.__getitem__, words))
        doc = Doc(self.vocab, words=orths, spaces=spaces)
        keep_text(doc, text, starts, ends)
        return doc


def _cut(text: str) -> tuple[list[str], list[int], list[int], list[int]]:
    """The tokens of a text, where they begin and end, and the numbers of those with a blank behind them."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    blanks: list[int] = []

    def add_characters(start: int, end: int) -> None:
        words.extend(text[start:end])
        starts.extend(range(start, end))
        ends.extend(range(start + 1, end + 1))

    done = 0
    for match in _SPACES.finditer(text):
        start, end = match.span()
        add_characters(done, start)
        if start and text[start] == " ":
            blanks.append(len(words) - 1)
            start += 1
        if start < end:
            words.append(text[start:end])
            starts.append(start)
            ends.append(end)
        done = end
    add_characters(done, len(text))
    return words, starts, ends, blanks


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
