"""Reading, cleaning and structure: characters a second of one core's time, and that hostile input takes linear time."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median
from typing import Any

from benchmarks.texts import generated_reports
from pipeline.cleaning import clean
from pipeline.readers import read
from pipeline.readers.limits import ReadLimits
from pipeline.structure import split_reports

_REPORTS = 200
_RUNS = 5
#: Repetitions of these have made parsers quadratic.
_HOSTILE = (
    "村",
    "\n",
    "（",
    "一、\n",
    "##a",
    "（。",
    "2023年度述职报告\n",
    "目录\n1.工作\n",
    "王 ",
    "工作\f",
)
_LENGTH = 50_000


def _seconds(work: Callable[[], Any]) -> float:
    times = []
    for _ in range(_RUNS):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return median(times)


def _process(data: bytes) -> int:
    source = read("report.txt", data, ReadLimits())
    return len(split_reports(clean(source.text, source.info.media_type).text))


def _growth(unit: str) -> float:
    """How many times as long twice the text takes; 2 where time is linear."""

    def process(length: int) -> None:
        split_reports(clean(unit * (length // len(unit))).text)

    return _seconds(lambda: process(2 * _LENGTH)) / _seconds(lambda: process(_LENGTH))


def run() -> dict[str, float]:
    """Figures by name: million characters a second, and growth of time where the text doubles."""
    texts = generated_reports(_REPORTS)
    files = [text.encode("utf-8") for text in texts]
    cleaned = [clean(text).text for text in texts]
    # A page of a PDF or a saved mail: the same words, wrapped at a column.
    wrapped = ["\n".join(text[at : at + 36] for at in range(0, len(text), 36)) for text in cleaned]
    size = sum(map(len, texts)) / 1e6
    return {
        "read_clean_structure_mchars_per_s": size / _seconds(lambda: [_process(data) for data in files]),
        "clean_mchars_per_s": size / _seconds(lambda: [clean(text) for text in texts]),
        "clean_wrapped_mchars_per_s": size / _seconds(lambda: [clean(text) for text in wrapped]),
        "structure_mchars_per_s": size / _seconds(lambda: [split_reports(text) for text in cleaned]),
        "hostile_doubling_worst_ratio": max(map(_growth, _HOSTILE)),
    }


def main() -> None:
    for name, value in run().items():
        print(f"{name:40} {value:10.2f}")


if __name__ == "__main__":
    main()
