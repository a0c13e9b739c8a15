"""How well extraction does on gold annotations: ``python -m benchmarks.score [SHARED] [--errors TYPE]``.

Scores the development gold in SHARED/gold/dev and the samples' own gold, by SHARED/gold/score.py. That folder
stands beside the checkout and is no part of it: where it is absent, there is nothing to score with, and this
says so. Relations are scored by our own tools/score_relations.py on the samples' gold, findings by the planted cases.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def extract(folder: Path, out: Path) -> None:
    """Extract every annotated .txt of a folder, as a user would."""
    texts = [str(path.with_suffix(".txt")) for path in sorted(folder.glob("*.ann"))]
    with out.open("w", encoding="utf-8") as stream:
        subprocess.run([sys.executable, "-m", "pipeline", "extract", *texts], stdout=stream, check=True)


def _number(folder: Path) -> int:
    """Which blind set a folder holds."""
    return int(folder.name.rpartition("-")[2])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--errors", help="list the errors of this type of mention")
    arguments = parser.parse_args()
    scorer = arguments.shared / "gold" / "score.py"
    samples = ROOT / "samples" / "gold"
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder)
        blind = ROOT / "benchmarks" / "blind"
        sets = (
            ("dev", arguments.shared / "gold" / "dev"),
            ("samples", samples),
            ("heldout", ROOT / "samples" / "heldout"),
            # One that somebody is still writing is not there yet.
            *(
                (folder.name, folder)
                for folder in sorted(blind.glob("heldout-*"), key=_number)
                if any(folder.glob("*.ann"))
            ),
        )
        for name, gold in sets:
            if not scorer.is_file() or not gold.is_dir():
                print(f"{name}: skipped, {gold} and its scorer are not here")
                continue
            extract(gold, found / f"{name}.jsonl")
            print(f"\n{name}: {gold}", flush=True)
            more = ["--errors", arguments.errors] if arguments.errors else []
            subprocess.run([sys.executable, scorer, found / f"{name}.jsonl", gold, *more], check=True)
        relations = ROOT / "tools" / "score_relations.py"
        if relations.is_file():
            predicted = found / "samples.jsonl"
            if not predicted.is_file():
                extract(samples, predicted)
            print("\nrelations: samples", flush=True)
            subprocess.run([sys.executable, relations, predicted, samples], check=True)
            for name, gold in sets[3:]:
                if not (found / f"{name}.jsonl").is_file():
                    extract(gold, found / f"{name}.jsonl")
                print(f"\nrelations: {name}", flush=True)
                subprocess.run([sys.executable, relations, found / f"{name}.jsonl", gold], check=True)
        print("\nfindings: planted cases", flush=True)
        subprocess.run([sys.executable, "-m", "benchmarks.planted"], check=True, cwd=ROOT)
    return 0


if __name__ == "__main__":
    sys.exit(main())
