import json
from typing import Any

import pulumi_aws as aws

from tests.rules.ecs.parts import one_of
from tests.unknowns import unknown

from .mesh import HTTP, endpoint

SERVER: Any = {"enabled": True, "namespace": "internal", "services": [endpoint()]}


def task(name: str = "web", mode: Any = "bridge", **container: Any) -> aws.ecs.TaskDefinition:
    containers = [{"name": "cache", "image": "cache"}, {"name": "web", "portMappings": [HTTP], **container}]
    return aws.ecs.TaskDefinition(name, family=name, network_mode=mode, container_definitions=json.dumps(containers))


def service(task_definition: Any, connect: Any = SERVER) -> None:
    aws.ecs.Service("web", task_definition=task_definition, service_connect_configuration=connect)


def bad_hostname_and_no_mode() -> None:
    containers = [{"Name": "web", "Hostname": "web", "PortMappings": [HTTP]}]
    found = aws.ecs.TaskDefinition(
        "task",  # violates
        family="web",
        container_definitions=json.dumps(containers),
    )
    service(found.arn)


def bad_client_with_links() -> None:
    containers = [{"name": "cache"}, {"name": "web", "links": ["cache:store"]}]
    found = aws.ecs.TaskDefinition(
        "task",  # violates
        family="web",
        network_mode="bridge",
        container_definitions=json.dumps(containers),
    )
    service(found.arn, {"enabled": True, "namespace": "internal"})


def clean_neither() -> None:
    service(task().arn)


def clean_empty() -> None:
    service(task(hostname="", links=[]).arn)


def clean_awsvpc() -> None:
    service(task(mode="awsvpc", hostname="web").arn)


def clean_without_service_connect() -> None:
    aws.ecs.Service("web", task_definition=task(links=["cache"]).arn)


def clean_switched_off() -> None:
    service(task(hostname="web").arn, {"enabled": False})


def clean_task_definition_of_another_stack() -> None:
    service("shared:7")


def undecided_mode_is_an_output() -> None:
    service(task(mode=unknown("mode"), hostname="web").arn)


def undecided_containers_are_an_output() -> None:
    found = aws.ecs.TaskDefinition(
        "web", family="web", network_mode="bridge", container_definitions=unknown("containers")
    )
    service(found.arn)


def ambiguous_tasks_differ() -> None:
    service(one_of(task("blue"), task("green", hostname="web")))
