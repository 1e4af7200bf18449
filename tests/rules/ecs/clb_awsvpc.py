from typing import Any

import pulumi_aws as aws

from tests.unknowns import unknown

from .parts import GROUP, entry, one_of, service, task


def classic(name: Any = "web") -> Any:
    return {"elb_name": name, "container_name": "web", "container_port": 8080}


def bad_fargate_with_a_task_definition_of_another_stack() -> None:
    service(
        "web",  # violates
        "shared:7",
        [classic()],
        network_configuration=None,
        launch_type="FARGATE",
    )


def bad_load_balancer_of_this_stack() -> None:
    listeners: Any = [{"instance_port": 80, "instance_protocol": "tcp", "lb_port": 443, "lb_protocol": "tcp"}]
    found = aws.elb.LoadBalancer("web", name="web", listeners=listeners, subnets=["subnet-0a"])
    service(
        "web",  # violates
        task("web").arn,
        [classic(found.name)],
    )


def bad_name_that_is_not_known() -> None:
    listeners: Any = [{"instance_port": 80, "instance_protocol": "tcp", "lb_port": 443, "lb_protocol": "tcp"}]
    found = aws.elb.LoadBalancer("web", listeners=listeners, subnets=["subnet-0a"])
    service(
        "web",  # violates
        "shared:7",
        [classic(found.name)],
    )


def clean_name_that_is_not_known_in_bridge_mode() -> None:
    found = task("web", {"containerPort": 8080, "hostPort": 80}, mode="bridge")
    service("web", found.arn, [classic(unknown("name"))], network_configuration=None)


def undecided_name_is_an_output() -> None:
    service("web", task("web").arn, [classic(unknown("name"))])


def clean_bridge() -> None:
    found = task("web", {"containerPort": 8080, "hostPort": 80}, mode="bridge")
    service("web", found.arn, [classic()], network_configuration=None)


def clean_target_group() -> None:
    service("web", task("web").arn, [entry(GROUP)])


def clean_target_group_with_an_empty_name() -> None:
    service("web", task("web").arn, [entry(GROUP, elb_name="")])


def clean_task_definition_of_another_stack() -> None:
    service("web", "shared:7", [classic()], network_configuration=None)


def undecided_mode_is_an_output() -> None:
    service("web", task("web", mode=unknown("mode")).arn, [classic()])


def ambiguous_tasks_differ() -> None:
    either = one_of(task("blue"), task("green", {"containerPort": 8080, "hostPort": 80}, mode="bridge"))
    service("web", either, [classic()])
