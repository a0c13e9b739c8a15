"""The finding that the READMEs and the documentation show is one of the samples', word for word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.planted import FOLDER, extract_planted
from graph.findings.figures import figures_of
from graph.findings.local import findings_of

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md", "docs/findings.md"])
def test_a_shown_finding_is_found(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    shown = re.search(
        r"\[(?P<score>[0-9.]+)\] product　(?P<said>.+)\n +提示：(?P<hint>.+)\n +「(?P<sentence>.+)」", text
    )
    assert shown is not None, f"{page} shows no finding"
    found = {
        (f"{finding.score:.2f}", finding.explanation, finding.hint, finding.kind)
        for source in extract_planted(FOLDER)
        for ordinal, extraction in enumerate(source.reports)
        for report in [figures_of(extraction, source.text, len(source.reports), ordinal)]
        for finding in findings_of(report)
    }
    assert (shown["score"], shown["said"], shown["hint"], "product") in found
    assert any(shown["sentence"] in path.read_text("utf-8") for path in FOLDER.glob("*.txt"))
