from typing import Any

import pulumi_aws as aws

from tests.rules.ecs.parts import entry, forward, listener, one_of, service, target_group, task
from tests.unknowns import unknown

PORT = {"containerPort": 8080}


def group(name: str, port: Any, **args: Any) -> Any:
    """A target group with a fixed health-check port, and its listener."""
    found = target_group(name, health_check={"protocol": "HTTPS", "port": port}, **args)
    listener(name, forward(found))
    return found


def bad_arn_by_lookup_of_the_name() -> None:
    found = group(
        "web",  # violates
        "443",
    )
    service("web", task("web", PORT).arn, [entry(found.arn.apply(lambda arn: arn))])


def bad_only_udp_on_that_port() -> None:
    found = group(
        "web",  # violates
        "8443",
    )
    ports = PORT, {"containerPort": 8443, "protocol": "udp"}
    service("web", task("web", *ports).arn, [entry(found.arn)])


def bad_container_port_in_bridge_mode() -> None:
    found = group(
        "web",  # violates
        "8080",
        target_type="instance",
    )
    task_definition = task("web", {"containerPort": 8080, "hostPort": 18080}, mode="bridge")
    service("web", task_definition.arn, [entry(found.arn)], network_configuration=None)


def bad_dynamic_host_port() -> None:
    found = group(
        "web",  # violates
        "8080",
        target_type="instance",
    )
    task_definition = task("web", {"containerPort": 8080, "hostPort": 0}, mode="bridge")
    service("web", task_definition.arn, [entry(found.arn)], network_configuration=None)


def bad_whichever_task_is_meant() -> None:
    found = group(
        "web",  # violates
        "443",
    )
    either = one_of(task("blue", PORT), task("green", PORT, {"containerPort": 9090}))
    service("web", either, [entry(found.arn)])


def clean_traffic_port() -> None:
    service("web", task("web", PORT).arn, [entry(group("web", "traffic-port").arn)])


def clean_dedicated_health_port() -> None:
    ports = PORT, {"containerPort": 9090}
    service("web", task("web", *ports).arn, [entry(group("web", "9090").arn)])


def clean_port_in_a_range_of_the_container() -> None:
    ports = PORT, {"containerPortRange": "9000-9100"}
    service("web", task("web", *ports).arn, [entry(group("web", "9090").arn)])


def clean_capitalised_keys() -> None:
    service("web", task("web", {"ContainerPort": 8080}, {"ContainerPort": 443}).arn, [entry(group("web", "443").arn)])


def clean_task_definition_of_another_stack() -> None:
    service("web", "shared:7", [entry(group("web", "443").arn)])


def clean_groups_of_no_service() -> None:
    group("instances", "443", target_type="instance")
    group("others", unknown("port"), target_type="instance")


def undecided_port_is_an_output() -> None:
    service("web", task("web", PORT).arn, [entry(group("web", unknown("port")).arn)])


def undecided_containers_are_an_output() -> None:
    containers = unknown("containers")
    task_definition = aws.ecs.TaskDefinition(
        "web", family="web", network_mode="awsvpc", container_definitions=containers
    )
    service("web", task_definition.arn, [entry(group("web", "443").arn)])


def ambiguous_tasks_differ() -> None:
    either = one_of(task("blue", PORT), task("green", PORT, {"containerPort": 443}))
    service("web", either, [entry(group("web", "443").arn)])
