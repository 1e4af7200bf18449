from typing import Any

import pulumi_aws as aws

from tests.rules.ecs.parts import endpoint, one_of, service, task
from tests.rules.service_connect.parts import CLIENT
from tests.unknowns import unknown

HTTP = {"name": "http", "containerPort": 8080, "appProtocol": "http"}
GRPC = {"name": "grpc", "containerPort": 9090, "appProtocol": "grpc"}


def bad_idle_timeout_only() -> None:
    service(
        "web",  # violates
        task("web", HTTP).arn,
        None,
        endpoint(timeout={"idle_timeout_seconds": 600}),
    )


def bad_second_endpoint() -> None:
    service(
        "web",  # violates
        task("web", HTTP, GRPC).arn,
        None,
        endpoint(timeout={"per_request_timeout_seconds": 60}),
        endpoint("grpc"),
    )


def bad_whichever_task_is_meant() -> None:
    service(
        "web",  # violates
        one_of(task("blue", HTTP), task("green", HTTP)),
        None,
        endpoint(),
    )


def clean_default_stated() -> None:
    service("web", task("web", HTTP).arn, None, endpoint(timeout={"per_request_timeout_seconds": 15}))


def clean_turned_off() -> None:
    service("web", task("web", HTTP).arn, None, endpoint(timeout={"per_request_timeout_seconds": 0}))


def clean_timeout_is_an_output() -> None:
    service("web", task("web", HTTP).arn, None, endpoint(timeout={"per_request_timeout_seconds": unknown("timeout")}))


def clean_tcp() -> None:
    service("web", task("web").arn, None, endpoint())


def clean_client_only() -> None:
    service("web", task("web", HTTP).arn, service_connect_configuration=CLIENT)


def clean_task_definition_of_another_stack() -> None:
    service("web", "shared:7", None, endpoint())


def clean_service_connect_switched_off() -> None:
    off: Any = {"enabled": False, "services": [endpoint()]}
    service("web", task("web", HTTP).arn, service_connect_configuration=off)


def undecided_timeout_is_an_output() -> None:
    service("web", task("web", HTTP).arn, None, endpoint(timeout=unknown("timeout")))


def undecided_containers_are_an_output() -> None:
    containers = unknown("containers")
    found = aws.ecs.TaskDefinition("web", family="web", network_mode="awsvpc", container_definitions=containers)
    service("web", found.arn, None, endpoint())


def ambiguous_tasks_differ() -> None:
    service("web", one_of(task("blue", HTTP), task("green")), None, endpoint())
