"""`shutu serve` as a user meets it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.flows.office import Office, report


@pytest.mark.slow
def test_serve_once_takes_the_inbox_and_says_how_it_ended(office: Office) -> None:
    office.put("甲.txt", report(1))
    office.put("空.txt", "")
    environment = {
        **os.environ,
        "PREFECT_API_URL": office.api,
        "SHUTU_ARCHIVE": str(office.archive),
        "SHUTU_QUARANTINE": str(office.quarantine),
        "SHUTU_STATE": str(office.state),
    }
    command = ["serve", "--once", "--inbox", str(office.inbox), "--store", office.graph.address]
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *command],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr[-3000:]
    assert done.stdout.startswith("CompletedWithQuarantine: 1 reports"), done.stdout
    assert office.sources() == {"甲.txt"}
