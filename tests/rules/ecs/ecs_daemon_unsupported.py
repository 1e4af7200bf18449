from typing import Any

from tests.unknowns import unknown

from .parts import service

SINGLE_RESOURCE = True

SPOT: Any = [{"capacity_provider": "FARGATE_SPOT", "weight": 1}]


def bad_capacity_provider() -> None:
    service(
        "agent",  # violates
        "agent:7",
        scheduling_strategy="DAEMON",
        capacity_provider_strategies=SPOT,
    )


def bad_deployed_by_codedeploy() -> None:
    service(
        "agent",  # violates
        "agent:7",
        scheduling_strategy="DAEMON",
        launch_type=unknown("type"),
        deployment_controller={"type": "CODE_DEPLOY"},
    )


def clean_on_instances() -> None:
    service("agent", "agent:7", scheduling_strategy="DAEMON", launch_type="EC2")
    service("unstated", "agent:7", scheduling_strategy="DAEMON", deployment_controller={"type": "ECS"})


def clean_replicas() -> None:
    service("web", "web:7", launch_type="FARGATE")
    service("shop", "web:7", launch_type="FARGATE", deployment_controller={"type": "EXTERNAL"})


def undecided_strategy_is_an_output() -> None:
    service("agent", "agent:7", scheduling_strategy=unknown("strategy"), launch_type="FARGATE")


def undecided_launch_type_is_an_output() -> None:
    service("agent", "agent:7", scheduling_strategy="DAEMON", launch_type=unknown("type"))
