"""Run the benchmarks: ``python -m benchmarks [NAME…] [--json FILE]``; all of them when none is named."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
import traceback
from pathlib import Path

HERE = Path(__file__).parent


def names() -> list[str]:
    return sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of: {', '.join(names())}")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    arguments = parser.parse_args()
    unknown = set(arguments.names) - set(names())
    if unknown:
        parser.error(f"no benchmark named {', '.join(sorted(unknown))}; there are {', '.join(names())}")
    figures: dict[str, dict[str, float]] = {}
    failed = 0
    for name in arguments.names or names():
        started = time.perf_counter()
        print(f"\n{name}", flush=True)
        try:
            figures[name] = importlib.import_module(f"benchmarks.bench_{name}").run()
        except Exception:
            traceback.print_exc()
            failed += 1
            continue
        for figure, value in figures[name].items():
            print(f"  {figure:54} {value:>16,.3f}".rstrip("0").rstrip("."), flush=True)
        print(f"  ({time.perf_counter() - started:.0f} s)", flush=True)
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
