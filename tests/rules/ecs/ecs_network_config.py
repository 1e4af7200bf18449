import json
from typing import Any

import pulumi_aws as aws

from tests.unknowns import unknown

from .parts import one_of, service, task

TASK_SETS: Any = {"type": "EXTERNAL"}


def bad_awsvpc_without() -> None:
    service(
        "web",  # violates
        task("web").arn,
        network_configuration=None,
    )


def bad_fargate_with_a_task_definition_of_another_stack() -> None:
    service(
        "web",  # violates
        "shared:7",
        network_configuration=None,
        launch_type="FARGATE",
    )


def bad_host_with() -> None:
    service(
        "web",  # violates
        task("web", mode="host").arn,
    )


def bad_without_under_codedeploy() -> None:
    service(
        "web",  # violates
        task("web").arn,
        network_configuration=None,
        deployment_controller={"type": "CODE_DEPLOY"},
    )


def bad_whichever_task_is_meant() -> None:
    service(
        "web",  # violates
        one_of(task("blue", mode="bridge"), task("green", mode=None)),
        network_configuration=unknown("network"),
    )


def bad_capacity_provider_of_fargate() -> None:
    service(
        "web",  # violates
        "shared:7",
        network_configuration=None,
        capacity_provider_strategies=[{"capacity_provider": "FARGATE_SPOT", "weight": 1}],
    )


def clean_of_another_rule() -> None:
    containers = json.dumps([{"name": "web", "image": "web"}])
    found = aws.ecs.TaskDefinition(
        "web",
        family="web",
        network_mode="bridge",
        requires_compatibilities=["FARGATE"],
        container_definitions=containers,
    )
    service("web", found.arn)


def clean_capacity_provider_of_instances() -> None:
    strategies: Any = [{"capacity_provider": name, "weight": 1} for name in ("instances", unknown("name"))]
    service("web", "shared:7", network_configuration=None, capacity_provider_strategies=strategies)


def clean_awsvpc_with() -> None:
    service("web", task("web").arn)


def clean_awsvpc_with_one_that_is_an_output() -> None:
    service("web", task("web").arn, network_configuration=unknown("network"))


def clean_bridge_without() -> None:
    service("web", task("web", mode=None).arn, network_configuration=None)


def clean_host_without_on_own_machines() -> None:
    service("web", task("web", mode="host").arn, network_configuration=None, launch_type="EXTERNAL")


def clean_task_definition_of_another_stack() -> None:
    service("web", "shared:7")
    service("admin", "shared:7", network_configuration=None)


def clean_task_sets() -> None:
    service("web", None, network_configuration=None, deployment_controller=TASK_SETS)
    fargate = {"network_configuration": None, "launch_type": "FARGATE"}
    service("admin", task("admin").arn, deployment_controller=TASK_SETS, **fargate)


def undecided_mode_is_an_output() -> None:
    service("web", task("web", mode=unknown("mode")).arn, network_configuration=None)


def ambiguous_tasks_differ() -> None:
    service("web", one_of(task("blue"), task("green", mode="bridge")))
