from typing import Any

import pulumi_aws as aws

from tests.rules.ecs.parts import endpoint, one_of, service, task
from tests.unknowns import unknown

PORT = {"containerPort": 8080}


def bad_mapping_without_a_name() -> None:
    service(
        "web",  # violates
        task("web", PORT).arn,
        None,
        endpoint(tls=False),
    )


def bad_one_of_two_endpoints() -> None:
    service(
        "web",  # violates
        task("web").arn,
        None,
        endpoint(tls=False),
        endpoint("8080", tls=False),
    )


def bad_whichever_task_is_meant() -> None:
    tasks = task("blue", {"name": "web", **PORT}), task("green", {"name": "api", **PORT})
    service(
        "web",  # violates
        one_of(*tasks),
        None,
        endpoint(tls=False),
    )


def clean_capitalised_keys() -> None:
    service("web", task("web", {"Name": "http", "ContainerPort": 8080}).arn, None, endpoint(tls=False))


def clean_discovery_name_differs() -> None:
    service("web", task("web").arn, None, endpoint(tls=False, discovery_name="shop"))


def clean_client_only() -> None:
    client: Any = {"enabled": True, "namespace": "internal"}
    service("web", task("web", PORT).arn, service_connect_configuration=client)


def clean_service_connect_switched_off() -> None:
    off: Any = {"enabled": False, "services": [endpoint("web")]}
    service("web", task("web").arn, service_connect_configuration=off)


def clean_task_definition_of_another_stack() -> None:
    service("web", "shared:7", None, endpoint("web", tls=False))


def undecided_port_name_is_an_output() -> None:
    service("web", task("web").arn, None, endpoint(unknown("name"), tls=False))


def undecided_containers_are_an_output() -> None:
    containers = unknown("containers")
    found = aws.ecs.TaskDefinition("web", family="web", network_mode="awsvpc", container_definitions=containers)
    service("web", found.arn, None, endpoint(tls=False))


def ambiguous_tasks_differ() -> None:
    service("web", one_of(task("blue"), task("green", PORT)), None, endpoint(tls=False))
