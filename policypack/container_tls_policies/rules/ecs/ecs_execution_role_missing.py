"""A task that ECS fetches things for must have an execution role.

## What it does
Reports task definitions without `executionRoleArn` of which a container has `secrets`; and those that are for Fargate
(`requiresCompatibilities`) and have an image in a private registry of Amazon ECR, or the log driver awslogs.

On instances the role of the instance may pull images and write logs, so nothing is said of these there.

## Why it is bad
ECS refuses the task definition: "Fargate requires task definition to have execution role ARN to support ECR images", or
"When you are specifying container secrets, you must also specify a value for 'executionRoleArn'".

## Example
```python
import json

import pulumi_aws as aws

image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/web:1.4.2"
aws.ecs.TaskDefinition(
    "web",  # violates
    family="web",
    requires_compatibilities=["FARGATE"],
    network_mode="awsvpc",
    cpu="256",
    memory="512",
    container_definitions=json.dumps([{"name": "web", "image": image}]),
)
```

## Use instead
A role that ECS may assume, with the policy `AmazonECSTaskExecutionRolePolicy`.
```python
aws.ecs.TaskDefinition(
    "web",
    family="web",
    requires_compatibilities=["FARGATE"],
    network_mode="awsvpc",
    cpu="256",
    memory="512",
    execution_role_arn="arn:aws:iam::123456789012:role/shared",
    container_definitions=json.dumps([{"name": "web", "image": image}]),
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import ImageName, TaskDefinition, every, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ...model import Container


@rule(
    on=TaskDefinition,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
        "https://github.com/aws/amazon-ecs-cli/issues/436",
    ),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    if task.states("executionRoleArn"):
        return
    for container, need, _ in those(_possible_needs(task), lambda found: found[2]())[:1]:
        yield Violation(
            task,
            "executionRoleArn",
            f'The container "{container.name}" of {task.label} has {need}, but the task no execution role.',
            "ECS refuses the task definition: it has no rights to fetch or write that for the container.",
            "set executionRoleArn (execution_role_arn) to a role that ecs-tasks.amazonaws.com may assume.",
        )


def _possible_needs(task: TaskDefinition) -> Iterator[tuple[Container, str, Callable[[], bool]]]:
    """What each container may have that needs the role, with the question whether it does."""

    def on_fargate(has: Callable[[Container], bool], container: Container) -> bool:
        return every([lambda: has(container), lambda: task.requires_fargate])

    for container in task.containers:
        yield container, "secrets", partial(_has_secrets, container)
        yield container, "an image of a private registry of ECR", partial(on_fargate, _has_private_image, container)
        yield container, "the log driver awslogs", partial(on_fargate, _has_awslogs, container)


def _has_secrets(container: Container) -> bool:
    return bool(container.secrets)


def _has_private_image(container: Container) -> bool:
    return ImageName.of(container.image or "").is_of_private_ecr


def _has_awslogs(container: Container) -> bool:
    logs = container.log_configuration
    return logs is not None and logs.driver == "awslogs"
