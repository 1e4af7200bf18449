import json
from typing import Any

import pulumi_aws as aws

from tests.rules.ecs.parts import one_of
from tests.unknowns import unknown

from .mesh import endpoint, member

CLUSTER = "arn:aws:ecs:us-east-1:123456789012:cluster/shop"
ROLE = "arn:aws:iam::123456789012:role/scheduler"


def task(name: str, *values: Any) -> aws.ecs.TaskDefinition:
    environment = [{"name": f"URL_{index}", "value": value} for index, value in enumerate(values)]
    containers = json.dumps([{"name": "web", "image": "web", "environment": environment}])
    return aws.ecs.TaskDefinition(name, family=name, network_mode="awsvpc", container_definitions=containers)


def schedule(name: str, task_definition: Any) -> None:
    aws.scheduler.Schedule(
        name,
        schedule_expression="rate(1 hour)",
        flexible_time_window={"mode": "OFF"},
        target={"arn": CLUSTER, "role_arn": ROLE, "ecs_parameters": {"task_definition_arn": task_definition}},
    )


def bad_target_of_a_rule() -> None:
    member("orders", [], endpoint())
    aws.cloudwatch.EventTarget(
        "nightly",  # violates
        rule="nightly",
        arn=CLUSTER,
        role_arn=ROLE,
        ecs_target={"task_definition_arn": task("report", "5", "tcp://orders:80").arn, "task_count": 1},
    )


def bad_default_name() -> None:
    member("orders", [], endpoint(client_alias=[{"port": 8080}], discovery_name="stock"))
    schedule(
        "nightly",  # violates
        task("report", "http://stock.internal:8080").arn,
    )


def clean_other_names() -> None:
    member("orders", [], endpoint())
    schedule("nightly", task("report", "https://orders.example.com", "http://orders:8080").arn)


def clean_task_of_a_service() -> None:
    member("orders", [], endpoint())
    member("web", [], calls=["http://orders"])


def clean_target_that_is_no_task() -> None:
    member("orders", [], endpoint())
    aws.cloudwatch.EventTarget("nightly", rule="nightly", arn="arn:aws:sqs:us-east-1:123456789012:jobs")


def clean_task_definition_of_another_stack() -> None:
    member("orders", [], endpoint())
    schedule("nightly", "report:7")


def undecided_containers_are_an_output() -> None:
    member("orders", [], endpoint())
    containers = unknown("containers")
    found = aws.ecs.TaskDefinition("report", family="report", container_definitions=containers)
    schedule("nightly", found.arn)


def ambiguous_tasks_differ() -> None:
    member("orders", [], endpoint())
    schedule("nightly", one_of(task("blue"), task("green", "http://orders")))
