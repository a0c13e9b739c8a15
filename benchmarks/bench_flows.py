"""A batch through the flow against `shutu ingest -j` of the same files: what orchestration costs."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.texts import generated_reports

ROOT = Path(__file__).resolve().parent.parent
REPORTS = int(os.environ.get("SHUTU_BENCH_REPORTS", "500"))
ROUNDS = 2
JOBS = os.cpu_count() or 1
_FLOW = "from flows.ingest import ingest_batch; ingest_batch()"


def _timed(*command: str, environment: dict[str, str]) -> float:
    started = time.perf_counter()
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT, env=environment)
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    return time.perf_counter() - started


def _environment(folder: Path, store: str) -> dict[str, str]:
    return {
        **os.environ,
        "SHUTU_STORE": str(folder / store),
        "SHUTU_INBOX": str(folder / "inbox"),
        "SHUTU_ARCHIVE": str(folder / "archive"),
        "SHUTU_QUARANTINE": str(folder / "quarantine"),
        "SHUTU_STATE": str(folder / "state"),
        "SHUTU_TASK_RUNNER": "processes",
        "SHUTU_JOBS": str(JOBS),
        "SHUTU_STORE_IDLE_SECONDS": "5",
    }


def run() -> dict[str, float]:
    """Both as whole commands, from start to exit, each on an empty store; the Prefect server runs already.

    They run by turns, twice, and of each the better time counts: what else the machine does only ever adds to it.
    """
    import flows  # noqa: F401  (before Prefect)
    from flows.serving import prefect_server

    reports = generated_reports(REPORTS)
    times: dict[str, list[float]] = {"plain": [], "flow": []}
    with tempfile.TemporaryDirectory() as name, prefect_server(Path(name) / "server", None) as api:
        for turn in range(ROUNDS):
            folder = Path(name) / str(turn)
            inbox = folder / "inbox"
            inbox.mkdir(parents=True)
            for number, report in enumerate(reports):
                (inbox / f"{number:04}.txt").write_text(report, "utf-8")
            plain = (sys.executable, "-m", "pipeline", "ingest", "-j", str(JOBS), str(inbox))
            times["plain"].append(_timed(*plain, environment=_environment(folder, "plain")))
            environment = {**_environment(folder, "flow"), "PREFECT_API_URL": api}
            times["flow"].append(_timed(sys.executable, "-c", _FLOW, environment=environment))
            if any(inbox.iterdir()):
                raise SystemExit("the flow left files in the inbox")
    plain_seconds, flow_seconds = min(times["plain"]), min(times["flow"])
    return {
        "reports": REPORTS,
        "shutu_ingest_seconds": plain_seconds,
        "flow_seconds": flow_seconds,
        "flow_to_ingest_ratio (at most 1.15)": flow_seconds / plain_seconds,
    }
