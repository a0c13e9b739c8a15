"""What the run's page in Prefect shows: report, findings, progress, names; deployments and automations."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from flows.batch import Batch, Quarantined
from flows.report import batch_report
from pipeline.settings import load_settings
from tests.flows.office import Office, report

ROOT = Path(__file__).resolve().parents[2]


def test_report_escapes_what_file_names_bring_along() -> None:
    batch = Batch(quarantined=[Quarantined(name="a|b`<script>.txt", code="empty", reason="x | y")])
    text = batch_report(batch, load_settings())
    assert "<script>" not in text.replace("\\<script\\>", "")
    assert "a\\|b" in text


def test_page_shows_a_report_with_everything_in_it(office: Office) -> None:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterFlowRunId

    office.put("甲.txt", report(1, program="河长制"))
    office.put("空.txt", "")
    state = office.run()
    with get_client(sync_client=True) as client:
        run = client.read_flow_run(state.state_details.flow_run_id)
        shown = client.read_artifacts(
            artifact_filter=ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[run.id]))
        )
        tasks = {task.name for task in client.read_task_runs() if task.flow_run_id == run.id}
    assert run.name == "inbox"
    assert run.parameters["parameters"]["inbox"] == str(office.inbox)
    kinds = {each.key: each for each in shown}
    assert set(kinds) >= {"batch", "progress"}
    text = kinds["batch"].data
    for words in (
        "CompletedWithQuarantine",
        "| Quantity |",
        "河长制",
        "空.txt",
        "empty",
        "a second",
        "shutu browse",
    ):
        assert words in text, words
    assert kinds["progress"].data == 100.0
    del tasks


def test_automations_are_made_once(prefect_api: str) -> None:
    from prefect.client.orchestration import get_client

    from flows.automations import ensure_automations

    ensure_automations()
    ensure_automations()
    with get_client(sync_client=True) as client:
        names = sorted(each.name for each in client.read_automations())
    assert names == ["shutu: mark lost runs as crashed", "shutu: start crashed runs again"]


def test_automations_know_every_state_that_our_flows_end_in() -> None:
    from flows import automations

    texts = "".join(
        (ROOT / "flows" / f"{name}.py").read_text("utf-8") for name in ("ingest", "check", "export", "batch")
    )
    for name in ("AnotherRunAtWork", "CompletedWithQuarantine", "Repaired"):
        assert name in texts
        assert name in automations._ENDS


def test_deployments_of_serve_and_of_the_work_pool_are_the_same(prefect_api: str) -> None:
    from flows.serving import deployments

    served = {
        each.name: (each.entrypoint, each.schedules[0].schedule.cron, each.schedules[0].schedule.timezone)
        for each in deployments(load_settings())
    }
    planned = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["deployments"]
    pooled = {
        each["name"]: (each["entrypoint"], each["schedules"][0]["cron"], each["schedules"][0]["timezone"])
        for each in planned
    }
    assert served == pooled


@pytest.mark.parametrize("name", ["PREFECT_SERVER_ANALYTICS_ENABLED", "DO_NOT_TRACK"])
def test_environment_sends_nothing_out(name: str, prefect_api: str) -> None:
    import os

    from prefect.settings import PREFECT_SERVER_ANALYTICS_ENABLED

    assert os.environ[name] in {"false", "1"}
    assert PREFECT_SERVER_ANALYTICS_ENABLED.value() is False
