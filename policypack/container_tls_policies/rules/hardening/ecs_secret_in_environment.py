"""Passwords and tokens should come from Secrets Manager, not from a task definition.

## What it does
Reports environment variables whose name ends like that of a secret, as in `DB_PASSWORD`, `API_KEY` or `GITHUB_TOKEN`,
and whose value stands in the task definition. ARNs, paths, URLs, references in braces, numbers and booleans are not
reported, nor are private keys, which are the subject of `ecs-private-key-in-environment`.

## Why it is bad
Everybody who may describe task definitions reads them, and every revision is kept.

## Example
```python
import json
import pulumi_aws as aws

variables = [{"name": "DB_PASSWORD", "value": "correct horse"}]

task = aws.ecs.TaskDefinition(
    "web",  # violates
    family="web",
    network_mode="awsvpc",
    container_definitions=json.dumps(
        [
            {"name": "web", "image": "acme/web:1.4.2", "environment": variables},
        ]
    ),
)
```

## Use instead
Name the secret; ECS puts its value into the variable when a task starts.
```python
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    execution_role_arn="arn:aws:iam::123456789012:role/shared",
    container_definitions=json.dumps(
        [
            {
                "name": "web",
                "image": "acme/web:1.4.2",
                "secrets": [
                    {
                        "name": "DB_PASSWORD",
                        "valueFrom": "arn:aws:secretsmanager:us-east-1:123456789012:secret:web-AbCdEf:password::",
                    }
                ],
            }
        ]
    ),
)
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ...model import TaskDefinition
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


_SECRET: Final = re.compile(
    r"(.*[_.-])?(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIALS|(PRIVATE|API|ACCESS|SECRET)[_.-]?KEY)",
    re.IGNORECASE,
)
_REFERENCE: Final = re.compile(
    r"\s*|arn:.*|/.*|[a-z0-9+.-]+:/.*|\$?\{.*|(ssm|vault|secretsmanager):.*|true|false|[0-9]{1,6}"
    r"|.*-----BEGIN .*|LS0tLS1CRUdJTi.*",
    re.IGNORECASE | re.DOTALL,
)


@rule(
    on=TaskDefinition,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html",
    ),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    for container in task.containers:
        for name, value in container.known_environment.items():
            if _SECRET.fullmatch(name) and not _REFERENCE.fullmatch(value):
                yield Violation(
                    task,
                    "containerDefinitions",
                    f'The environment variable {name} of the container "{container.name}" of {task.label} seems to '
                    "hold a secret.",
                    "Everybody who may describe task definitions reads it, in this and every earlier revision.",
                    f"put the value into Secrets Manager, and {name} into secrets of the container.",
                )
