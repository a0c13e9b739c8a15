"""What Prefect does by itself when a run dies: says so, and starts the deployment again. Nobody has to watch.

A worker or `shutu serve` marks a run as crashed when its process ends badly. Where they die with it, nobody is left to
say so: then the run's heartbeat stops, and the first automation marks it. The second one starts crashed runs again.
"""

from __future__ import annotations

from datetime import timedelta

from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState, RunDeployment
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture

__all__ = ["FLOW_NAMES", "ensure_automations"]

FLOW_NAMES = ["ingest-batch", "check-consistency", "export-graph"]
#: Names of states that our flows end in; events bear them.
_ENDS = (
    "Completed",
    "CompletedWithQuarantine",
    "AnotherRunAtWork",
    "Repaired",
    "Failed",
    "Cancelled",
    "Crashed",
)
#: Heartbeats come every half minute; three missing ones are no accident.
_LOST_AFTER = timedelta(seconds=100)
#: A run that crashes at once must not keep the machine busy with starting it.
_RESTART_AFTER = timedelta(seconds=30)
_OURS = {"prefect.resource.role": "flow", "prefect.resource.name": FLOW_NAMES}


def _automations(lost_after: timedelta, restart_after: timedelta) -> list[AutomationCore]:
    runs = {"prefect.resource.id": "prefect.flow-run.*"}
    mark = AutomationCore(
        name="shutu: mark lost runs as crashed",
        description="A run of shutu that no longer says that it is alive has crashed",
        trigger=EventTrigger(
            after={"prefect.flow-run.heartbeat"},
            expect={"prefect.flow-run.heartbeat", *(f"prefect.flow-run.{name}" for name in _ENDS)},
            match=runs,
            match_related=_OURS,
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=lost_after,
        ),
        actions=[
            ChangeFlowRunState(
                state=StateType.CRASHED, name="Crashed", message="no sign of life from its process"
            )
        ],
    )
    restart = AutomationCore(
        name="shutu: start crashed runs again",
        description="The deployment of a crashed run of shutu runs again; it goes on where the crash came",
        trigger=EventTrigger(
            expect={"prefect.flow-run.Crashed"},
            match=runs,
            match_related=_OURS,
            posture=Posture.Reactive,
            threshold=1,
            within=timedelta(0),
        ),
        actions=[RunDeployment(source="inferred", schedule_after=restart_after)],
    )
    return [mark, restart]


def ensure_automations(
    lost_after: timedelta = _LOST_AFTER, restart_after: timedelta = _RESTART_AFTER
) -> None:
    """Make the automations that are not there yet, and bring those that are there up to date.

    One that is as it should be is left alone: it knows which runs have said that they are alive, and a new one would
    wait for ever for those that have died since.
    """
    with get_client(sync_client=True) as client:
        for wanted in _automations(lost_after, restart_after):
            known = client.read_automations_by_name(wanted.name)
            current = [one for one in known if one.model_dump(exclude={"id"}) == wanted.model_dump()][:1]
            for one in known:
                if one not in current:
                    client.delete_automation(one.id)
            if not current:
                client.create_automation(wanted)


if __name__ == "__main__":
    ensure_automations()
