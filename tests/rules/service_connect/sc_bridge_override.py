from typing import Any

import pulumi_aws as aws

from tests.rules.ecs.parts import one_of, task
from tests.unknowns import unknown

from .mesh import endpoint


def service(task_definition: Any, count: Any = 2, override: Any = 15000, **args: Any) -> None:
    connect: Any = {"enabled": True, "services": [endpoint(ingress_port_override=override)]}
    aws.ecs.Service(
        "web", task_definition=task_definition, desired_count=count, service_connect_configuration=connect, **args
    )


def bad_default_mode() -> None:
    connect: Any = {"enabled": True, "services": [endpoint(), endpoint("admin", ingress_port_override=15000)]}
    aws.ecs.Service(
        "web",  # violates
        task_definition=task("web", mode=None).arn,
        desired_count=2,
        placement_constraints=[{"type": "memberOf", "expression": "attribute:ecs.instance-type == m7i.large"}],
        service_connect_configuration=connect,
    )


def clean_one_task() -> None:
    service(task("web", mode="bridge").arn, 1)


def clean_without_override() -> None:
    service(task("web", mode="bridge").arn, override=None)


def clean_awsvpc() -> None:
    service(task("web").arn)


def clean_daemon() -> None:
    service(task("web", mode="bridge").arn, None, scheduling_strategy="DAEMON")


def clean_distinct_instances() -> None:
    service(task("web", mode="bridge").arn, placement_constraints=[{"type": "distinctInstance"}])


def clean_task_definition_of_another_stack() -> None:
    service("shared:7")


def undecided_mode_is_an_output() -> None:
    service(task("web", mode=unknown("mode")).arn)


def undecided_count_is_an_output() -> None:
    service(task("web", mode="bridge").arn, unknown("count"))


def ambiguous_tasks_differ() -> None:
    service(one_of(task("blue"), task("green", mode="bridge")))
