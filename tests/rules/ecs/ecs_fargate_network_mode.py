import json
from typing import Any

import pulumi_aws as aws

from tests.unknowns import unknown

SINGLE_RESOURCE = True

CONTAINERS = json.dumps([{"name": "web", "image": "web"}])


def task(name: str, **args: Any) -> None:
    defaults: Any = {"requires_compatibilities": ["FARGATE"], "cpu": "256", "memory": "512"}
    aws.ecs.TaskDefinition(name, family=name, container_definitions=CONTAINERS, **(defaults | args))


def bad_bridge_for_both() -> None:
    task(
        "web",  # violates
        network_mode="bridge",
        requires_compatibilities=["EC2", "FARGATE"],
    )


def clean_awsvpc() -> None:
    task("web", network_mode="awsvpc")


def clean_for_instances() -> None:
    task("web", requires_compatibilities=["EC2"], network_mode="host")
    task("unstated", requires_compatibilities=None)


def undecided_mode_is_an_output() -> None:
    task("web", network_mode=unknown("mode"))


def undecided_compatibilities_are_an_output() -> None:
    task("web", requires_compatibilities=unknown("compatibilities"))
