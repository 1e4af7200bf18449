from typing import Any

import pulumi_aws as aws

from tests.rules.ecs.parts import GROUP, entry, forward, listener, one_of, service, target_group, task
from tests.unknowns import unknown


def group(name: str = "web", type_: Any = "ip", **args: Any) -> Any:
    found = target_group(name, target_type=type_, **args)
    listener(name, forward(found))
    return found


def bridged(name: str = "web", mode: Any = "bridge") -> Any:
    return task(name, {"containerPort": 8080, "hostPort": 0}, mode=mode)


def bad_ip_in_bridge_mode() -> None:
    found = group(
        "web",  # violates
    )
    service("web", bridged().arn, [entry(found.arn)], network_configuration=None)


def bad_ip_in_host_mode_behind_a_network_load_balancer() -> None:
    found = target_group(
        "web",  # violates
        protocol="TCP",
        health_check={"protocol": "TCP"},
    )
    listener("tcp", forward(found), protocol="TCP", ssl_policy=None, certificate_arn=None)
    service("web", bridged(mode="host").arn, [entry(found.arn)], network_configuration=None)


def bad_ip_where_the_mode_is_omitted() -> None:
    found = group(
        "web",  # violates
        module=aws.alb,
    )
    service("web", bridged(mode=None).arn, [entry(found.arn)], network_configuration=None)


def bad_fargate_with_a_task_definition_of_another_stack() -> None:
    found = group(
        "web",  # violates
        type_="instance",
    )
    service("web", "shared:7", [entry(found.arn)], launch_type="FARGATE")


def bad_whichever_group_is_meant() -> None:
    groups = [
        group(
            "web",  # violates
            type_=None,
        ),
        group(
            "admin",  # violates
            type_="instance",
        ),
    ]
    ports = {"containerPort": 8080}, {"containerPort": 9090}
    service("web", task("web", *ports).arn, [entry(groups[0].arn), entry(groups[1].arn, 9090)])


def clean_awsvpc_with_launch_type_omitted() -> None:
    service("web", task("web").arn, [entry(group().arn)])


def clean_bridge_with_type_omitted() -> None:
    service("web", bridged().arn, [entry(group(type_=None).arn)], network_configuration=None)


def clean_host() -> None:
    service("web", bridged(mode="host").arn, [entry(group(type_="instance").arn)], network_configuration=None)


def clean_task_definition_of_another_stack() -> None:
    service("web", "shared:7", [entry(group(type_="instance").arn)], network_configuration=None)


def clean_target_group_of_another_stack() -> None:
    service("web", bridged().arn, [entry(GROUP)], network_configuration=None)


def clean_other_targets() -> None:
    group("instances", type_="instance")
    target_group("function", port=None, protocol=None, vpc_id=None, target_type="lambda", health_check=None)


def undecided_mode_is_an_output() -> None:
    service("web", task("web", mode=unknown("mode")).arn, [entry(group().arn)])


def undecided_type_is_an_output() -> None:
    service("web", task("web").arn, [entry(group(type_=unknown("type")).arn)])


def ambiguous_tasks_differ() -> None:
    service("web", one_of(task("blue"), bridged("green")), [entry(group().arn)])
