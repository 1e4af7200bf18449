import json

from tests.rules.envoy.parts import unknown_task
from tests.unknowns import unknown

SINGLE_RESOURCE = True

LOGS = {"logDriver": "awslogs", "options": {"awslogs-group": "/ecs/web", "awslogs-region": "us-east-1"}}


def bad_some() -> None:
    containers = [{"name": f"web-{number}"} for number in range(4)]
    unknown_task(
        "web",  # violates
        json.dumps([*containers, {"name": "log", "logConfiguration": LOGS}]),
    )


def bad_driver_none() -> None:
    unknown_task(
        "web",  # violates
        json.dumps([{"name": "web", "logConfiguration": {"logDriver": "none"}}]),
    )


def clean_logs() -> None:
    unknown_task("web", json.dumps([{"name": "web", "logConfiguration": LOGS}]))


def clean_router() -> None:
    router = {"name": "router", "firelensConfiguration": {"type": "fluentbit"}}
    logs = {"logDriver": "awsfirelens"}
    unknown_task("web", json.dumps([router, {"name": "web", "logConfiguration": logs}]))


def undecided_containers_are_an_output() -> None:
    unknown_task("web", unknown("containers"))
