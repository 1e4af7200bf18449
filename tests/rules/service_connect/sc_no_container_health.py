import json
from typing import Any

import pulumi_aws as aws

from tests.rules.ecs.parts import one_of, service
from tests.unknowns import unknown

from .mesh import HTTP, endpoint

CHECK: Any = {"command": ["CMD-SHELL", "wget -qO- http://localhost:8080/health"]}


def task(name: str = "task", *others: Any, **container: Any) -> aws.ecs.TaskDefinition:
    containers = json.dumps([{"name": "web", "image": "web", "portMappings": [HTTP], **container}, *others])
    return aws.ecs.TaskDefinition(name, family=name, network_mode="awsvpc", container_definitions=containers)


def bad_only_a_sidecar_has_one() -> None:
    sidecar = {"name": "agent", "image": "agent", "healthCheck": CHECK}
    found = task(
        "task",  # violates
        sidecar,
    )
    service("web", found.arn, None, endpoint())


def bad_switched_off() -> None:
    found = task(
        "task",  # violates
        healthCheck={"command": ["NONE"]},
    )
    service("web", found.arn, None, endpoint())


def clean_has_one() -> None:
    service("web", task(healthCheck=CHECK).arn, None, endpoint())


def clean_not_essential() -> None:
    other = {"name": "main", "image": "main", "healthCheck": CHECK}
    service("web", task("task", other, essential=False).arn, None, endpoint())


def clean_client_only() -> None:
    connect: Any = {"enabled": True, "namespace": "internal"}
    service("web", task().arn, service_connect_configuration=connect)


def clean_name_that_does_not_exist() -> None:
    service("web", task().arn, None, endpoint("web"))


def clean_task_definition_of_another_stack() -> None:
    service("web", "shared:7", None, endpoint())


def undecided_containers_are_an_output() -> None:
    containers = unknown("containers")
    found = aws.ecs.TaskDefinition("web", family="web", network_mode="awsvpc", container_definitions=containers)
    service("web", found.arn, None, endpoint())


def ambiguous_tasks_differ() -> None:
    service("web", one_of(task("blue"), task("green", healthCheck=CHECK)), None, endpoint())
