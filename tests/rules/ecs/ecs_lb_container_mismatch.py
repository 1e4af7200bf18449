import json
from typing import Any

import pulumi_aws as aws

from tests.unknowns import unknown

from .parts import GROUP, entry, one_of, service, task

TWO = ({"containerPort": 8080}, {"containerPort": 9090, "protocol": "udp"})


def bad_container_name() -> None:
    service(
        "web",  # violates
        task("web").arn,
        [entry(GROUP, container="nginx")],
    )


def bad_host_port_instead_of_container_port() -> None:
    mapping = {"containerPort": 8080, "hostPort": 80}
    service(
        "web",  # violates
        task("web", mapping, mode="bridge").arn,
        [entry(GROUP, 80)],
        network_configuration=None,
    )


def bad_port_of_the_other_container() -> None:
    containers: Any = [{"name": "web", "image": "web"}, {"name": "proxy", "portMappings": [{"containerPort": 8080}]}]
    found = aws.ecs.TaskDefinition(
        "web", family="web", network_mode="host", container_definitions=json.dumps(containers)
    )
    service(
        "web",  # violates
        found.arn,
        [entry(GROUP)],
        network_configuration=None,
    )


def bad_port_outside_the_range() -> None:
    service(
        "web",  # violates
        task("web", {"containerPortRange": "9000-9100"}).arn,
        [entry(GROUP, 9101)],
    )


def bad_classic_load_balancer() -> None:
    classic: Any = {"elb_name": "web", "container_name": "web", "container_port": 80}
    service(
        "web",  # violates
        task("web", {"containerPort": 8080, "hostPort": 80}, mode="bridge").arn,
        [classic],
        network_configuration=None,
    )


def bad_second_of_two_entries() -> None:
    service(
        "web",  # violates
        task("web").arn,
        [entry(GROUP), entry(unknown("group"), 9090)],
    )


def bad_whichever_task_is_meant() -> None:
    service(
        "web",  # violates
        one_of(task("blue"), task("green", *TWO)),
        [entry(GROUP, 80)],
    )


def clean_dynamic_host_port() -> None:
    found = task("web", {"containerPort": 8080, "hostPort": 0}, mode="bridge")
    service("web", found.arn, [entry(GROUP)], network_configuration=None)


def clean_udp() -> None:
    service("web", task("web", *TWO).arn, [entry(GROUP), entry(GROUP, 9090)])


def clean_port_in_a_range() -> None:
    service("web", task("web", {"containerPortRange": "9000-9100"}).arn, [entry(GROUP, 9050)])


def clean_capitalised_keys() -> None:
    containers = json.dumps([{"Name": "web", "Image": "web", "PortMappings": [{"ContainerPort": 8080}]}])
    found = aws.ecs.TaskDefinition("web", family="web", network_mode="awsvpc", container_definitions=containers)
    service("web", found.arn, [entry(GROUP)])


def clean_task_definition_of_another_stack() -> None:
    service("web", "shared:7", [entry(GROUP, 80, "nginx")])


def clean_external_controller_without_a_task_definition() -> None:
    service("web", None, [entry(GROUP)], deployment_controller={"type": "EXTERNAL"}, network_configuration=None)


def clean_no_load_balancer() -> None:
    service("web", task("web").arn)


def undecided_port_is_an_output() -> None:
    service("web", task("web").arn, [entry(GROUP, unknown("port"))])


def undecided_containers_are_an_output() -> None:
    containers = unknown("containers")
    found = aws.ecs.TaskDefinition("web", family="web", network_mode="awsvpc", container_definitions=containers)
    service("web", found.arn, [entry(GROUP)])


def ambiguous_tasks_differ() -> None:
    service("web", one_of(task("blue"), task("green", {"containerPort": 80})), [entry(GROUP)])
