import json
from typing import Any

import pulumi
import pulumi_aws as aws

from tests.unknowns import unknown

CONTAINERS = json.dumps([{"name": "web", "image": "web", "portMappings": [{"name": "http", "containerPort": 8080}]}])
CONNECT: Any = {"enabled": True, "services": [{"port_name": "http", "client_alias": [{"port": 80}]}]}


def task(name: str, mode: pulumi.Input[str] | None) -> aws.ecs.TaskDefinition:
    return aws.ecs.TaskDefinition(name, family=name, network_mode=mode, container_definitions=CONTAINERS)


def bad_mode_omitted() -> None:
    aws.ecs.Service(
        "web",  # violates
        task_definition=task("web", None).arn,
        service_connect_configuration=CONNECT,
    )


def bad_host_mode_of_a_client() -> None:
    aws.ecs.Service(
        "client",  # violates
        task_definition=task("client", "host").arn,
        service_connect_configuration={"enabled": True, "namespace": "internal"},
    )


def bad_mode_by_family_name() -> None:
    task("web", "bridge")
    aws.ecs.Service(
        "by-family",  # violates
        task_definition="web",
        service_connect_configuration=CONNECT,
    )


def bad_whichever_task_is_meant() -> None:
    both = pulumi.Output.all(task("blue", "bridge").arn, task("green", "bridge").arn)
    aws.ecs.Service(
        "web",  # violates
        task_definition=both.apply(lambda arns: arns[0]),
        service_connect_configuration=CONNECT,
    )


def clean_bridge_without_service_connect() -> None:
    aws.ecs.Service("web", task_definition=task("web", "bridge").arn)


def clean_service_connect_switched_off() -> None:
    aws.ecs.Service(
        "web",
        task_definition=task("web", "bridge").arn,
        service_connect_configuration={"enabled": False},
    )


def clean_task_definition_of_another_stack() -> None:
    aws.ecs.Service("web", task_definition="shared:7", service_connect_configuration=CONNECT)


def undecided_mode_is_an_output() -> None:
    aws.ecs.Service("web", task_definition=task("web", unknown("mode")).arn, service_connect_configuration=CONNECT)


def ambiguous_tasks_differ() -> None:
    both = pulumi.Output.all(task("blue", "bridge").arn, task("green", "awsvpc").arn)
    aws.ecs.Service("web", task_definition=both.apply(lambda arns: arns[0]), service_connect_configuration=CONNECT)
