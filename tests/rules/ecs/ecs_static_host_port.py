from typing import Any

import pulumi_aws as aws

from tests.unknowns import unknown

from .parts import one_of, service, task

STATIC = {"containerPort": 8080, "hostPort": 80}
DYNAMIC = {"containerPort": 8080, "hostPort": 0}


def fixed(name: str = "web", *mappings: Any, mode: Any = "bridge") -> aws.ecs.TaskDefinition:
    return task(name, *(mappings or (DYNAMIC, STATIC)), mode=mode)


def run(task_definition: Any, count: Any = 2, **args: Any) -> None:
    service("web", task_definition, network_configuration=None, desired_count=count, **args)


def bad_mode_omitted() -> None:
    service(
        "web",  # violates
        fixed(mode=None).arn,
        network_configuration=None,
        desired_count=3,
        scheduling_strategy="REPLICA",
    )


def bad_whichever_task_is_meant() -> None:
    service(
        "web",  # violates
        one_of(fixed("blue"), fixed("green", {"containerPort": 443, "hostPort": 443})),
        network_configuration=None,
        desired_count=2,
    )


def clean_dynamic() -> None:
    run(fixed("web", DYNAMIC, {"containerPort": 9090}).arn)


def clean_one_task() -> None:
    run(fixed().arn, 1)


def clean_count_left_to_autoscaling() -> None:
    run(fixed().arn, None)


def clean_daemon() -> None:
    run(fixed().arn, None, scheduling_strategy="DAEMON")


def clean_one_for_each_instance() -> None:
    run(fixed().arn, placement_constraints=[{"type": "distinctInstance"}])


def clean_other_modes() -> None:
    run(task("web", {"containerPort": 8080, "hostPort": 8080}, mode="host").arn)
    service("admin", task("admin", {"containerPort": 8080, "hostPort": 8080}).arn, desired_count=2)


def clean_task_definition_of_another_stack() -> None:
    run("shared:7")


def undecided_count_is_an_output() -> None:
    run(fixed().arn, unknown("count"))


def ambiguous_tasks_differ() -> None:
    run(one_of(fixed("blue"), fixed("green", DYNAMIC)))
