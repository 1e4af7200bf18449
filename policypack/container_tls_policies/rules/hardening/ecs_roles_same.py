"""A task should not run with the role that starts it.

## What it does
Reports task definitions whose `taskRoleArn` and `executionRoleArn` are one and the same role.

## Why it is bad
The execution role may pull images and read the secrets of all containers, before they start. As the task's role too,
it lets whoever takes over one container do the same.

## Example
```python
import json
import pulumi_aws as aws

aws.ecs.TaskDefinition(
    "web",  # violates
    family="web",
    execution_role_arn="arn:aws:iam::123456789012:role/start",
    task_role_arn="arn:aws:iam::123456789012:role/start",
    container_definitions=json.dumps([{"name": "web", "image": "web:1.4"}]),
)
```

## Use instead
A role of its own for what the application does, or none.
```python
import json
import pulumi_aws as aws

aws.ecs.TaskDefinition(
    "web",
    family="web",
    execution_role_arn="arn:aws:iam::123456789012:role/start",
    task_role_arn="arn:aws:iam::123456789012:role/shop",
    container_definitions=json.dumps([{"name": "web", "image": "web:1.4"}]),
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TaskDefinition
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=TaskDefinition,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-roles.html",),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    if not task.has("taskRoleArn") or not task.has("executionRoleArn"):
        return
    own, starting = task.role, task.execution_role
    if own.is_same(starting):
        yield Violation(
            task,
            "taskRoleArn",
            f"{task.label} has the same role for its containers and for their start.",
            "Whoever takes over a container can pull its images and read the secrets of all others.",
            "set taskRoleArn (task_role_arn) to a role of the application's own, or remove it.",
        )
