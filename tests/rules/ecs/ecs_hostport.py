import json
from typing import Any

import pulumi_aws as aws

from tests.unknowns import unknown

from .parts import task

SINGLE_RESOURCE = True

OTHER_PORT = {"containerPort": 8080, "hostPort": 80}


def bad_host_mode() -> None:
    task(
        "web",  # violates
        {"containerPort": 9090},
        OTHER_PORT,
        mode="host",
    )


def bad_second_container() -> None:
    containers: Any = [{"Name": "web"}, {"Name": "proxy", "PortMappings": [{"ContainerPort": 443, "HostPort": 8443}]}]
    aws.ecs.TaskDefinition(
        "web",  # violates
        family="web",
        network_mode="awsvpc",
        requires_compatibilities=["FARGATE"],
        container_definitions=json.dumps(containers),
    )


def clean_same_port() -> None:
    task("web", {"containerPort": 8080, "hostPort": 8080})
    task("admin", {"containerPort": 8080, "hostPort": 8080}, mode="host")


def clean_without_host_port() -> None:
    task("web", {"containerPort": 8080}, {"containerPort": 8081, "hostPort": 0}, {"containerPortRange": "9000-9100"})


def clean_bridge() -> None:
    task("web", OTHER_PORT, mode="bridge")
    task("admin", OTHER_PORT, mode=None)


def undecided_mode_is_an_output() -> None:
    task("web", OTHER_PORT, mode=unknown("mode"))


def undecided_containers_are_an_output() -> None:
    aws.ecs.TaskDefinition("web", family="web", network_mode="awsvpc", container_definitions=unknown("containers"))
