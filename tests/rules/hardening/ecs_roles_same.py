from typing import Any

import pulumi_aws as aws

from tests.rules.ecs.parts import one_of
from tests.unknowns import unknown

START = "arn:aws:iam::123456789012:role/start"


def task(name: str, own: Any, starting: Any) -> None:
    containers = '[{"name": "web", "image": "web:1.4"}]'
    aws.ecs.TaskDefinition(
        name, family=name, container_definitions=containers, task_role_arn=own, execution_role_arn=starting
    )


def bad_role_of_the_stack() -> None:
    role = aws.iam.Role("start", assume_role_policy="{}")
    containers = '[{"name": "web", "image": "web:1.4"}]'
    aws.ecs.TaskDefinition(
        "web",  # violates
        family="web",
        container_definitions=containers,
        task_role_arn=role.arn,
        execution_role_arn=role.arn,
    )


def clean_two_roles() -> None:
    roles = [aws.iam.Role(name, assume_role_policy="{}") for name in ("start", "shop")]
    task("web", roles[1].arn, roles[0].arn)
    task("other", roles[1].arn, START)


def clean_one_of_them_only() -> None:
    task("start", None, START)
    task("own", START, None)


def undecided_role_is_an_output() -> None:
    role = aws.iam.Role("start", assume_role_policy="{}")
    task("web", unknown("role"), role.arn)


def ambiguous_role_is_one_of_two() -> None:
    roles = [aws.iam.Role(name, assume_role_policy="{}") for name in ("start", "shop")]
    task("web", one_of(*roles), roles[0].arn)
