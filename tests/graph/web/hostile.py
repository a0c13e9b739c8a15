"""A report that would do harm in a page that believed it: markup, scripts, addresses, endless names, marks of direction."""

from __future__ import annotations

import hashlib

from pipeline.models import (
    AuthorInfo,
    ExtractedSource,
    Extraction,
    PersonMention,
    ProgramMention,
    QuantityMention,
    ReportInfo,
    SourceInfo,
)
from tests.graph.generated import ReportWriter

SCRIPT = "<script>window.harmed=1</script>"
IMAGE = '"><img src=x onerror="window.harmed=1">'
TITLE = f"</title>{SCRIPT}{IMAGE}2023年述职报告"
PERSON = f"王{SCRIPT}"
PROGRAM = "{{7*7}}${7*7}</script><script>window.harmed=1</script>"
INDICATOR = "javascript:window.harmed=1//"
HUGE = "三" * 20_000
TURNED = "\u202e\u2066告报职述\u200f"
NAME = f"reports/{IMAGE}.txt"
IDENTITY = "rhostile00000000000000"


def hostile_source() -> ExtractedSource:
    """The source with its one report."""
    writer = ReportWriter(NAME, 0)
    writer.text = TITLE + "\n"

    def person(**where: object) -> PersonMention:
        return PersonMention.model_validate({"name": PERSON, "masked": False, **where})

    def program(name: str) -> object:
        return lambda **where: ProgramMention.model_validate({"name": name, "kind": "named", **where})

    def figure(**where: object) -> QuantityMention:
        return QuantityMention.model_validate(
            {
                "value": 5, "unit": "户", "bound": "exact", "masked": False, "indicator": INDICATOR, "status": "done",
                "dimension": "count", "base_value": 5, "base_unit": "户", **where,
            }
        )  # fmt: skip

    writer.sentence("本人", (PERSON, person), "落实", (PROGRAM, program(PROGRAM)), TURNED)
    writer.sentence("推进", (HUGE, program(HUGE)))
    writer.sentence("走访", ("5户", figure), IMAGE)
    report = ReportInfo(
        id=IDENTITY, source=NAME, title=TITLE, start=0, end=len(writer.text), year=2023, author=AuthorInfo(role=SCRIPT)
    )  # fmt: skip
    data = writer.text.encode()
    info = SourceInfo(
        name=NAME,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="text/plain",
        size=len(data),
        encoding="utf-8",
    )
    extraction = Extraction(report=report, mentions=tuple(writer.mentions))
    return ExtractedSource(source=info, text=writer.text, extractor="test", reports=(extraction,))
