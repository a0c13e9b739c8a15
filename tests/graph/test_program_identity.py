"""Senses of a shorthand are never merged by its name: known ones meet, unresolved ones stay with their report."""

from __future__ import annotations

from graph.mapping import map_source
from pipeline.models import ExtractedSource, Extraction, ProgramMention, ReportInfo, SourceInfo

TEXT = "落实四个一要求。"


def programs(report: str, sense: str | None) -> set[tuple[str, str | None]]:
    """(id, scope) of the programmes of a report that names 四个一 in a sense."""
    mention = ProgramMention(
        start=2, end=5, text="四个一", sentence=(0, 8), name="四个一", kind="numeric", sense=sense
    )
    extracted = ExtractedSource(
        source=SourceInfo(name=f"{report}.txt", sha256="0" * 64, media_type="text/plain", size=1),
        text=TEXT,
        extractor="test",
        reports=(
            Extraction(
                report=ReportInfo(id=report, source=f"{report}.txt", title="", start=0, end=len(TEXT)),
                mentions=(mention,),
            ),
        ),
    )
    return {(node["id"], node.get("scope")) for node in map_source(extracted).nodes["Program"].values()}


def test_program_of_one_sense_is_one_node_for_all_reports() -> None:
    assert programs("r1", "四个一/软弱涣散整顿") == programs("r2", "四个一/软弱涣散整顿")
    assert programs("r1", "四个一/软弱涣散整顿") != programs("r1", "四个一/驻村管理")


def test_program_of_unknown_sense_is_one_of_its_report() -> None:
    ((first, scope),) = programs("r1", None)
    ((second, _),) = programs("r2", None)
    assert first != second
    assert scope == "r1"
