"""Passwords and tokens should come from Secrets Manager, not from a task definition.

## What it does
Reports environment variables whose name ends like that of a secret, as in `DB_PASSWORD`, `dbPass`, `API_KEY` or
`GITHUB_TOKEN`, and whose value stands in the task definition; and the keys of AWS and the registry credentials of the
ECS agent, `ECS_ENGINE_AUTH_DATA`.

ARNs, paths, URLs, references such as `${NAME}`, `$(NAME)` and `$NAME`, switches such as yes and off, numbers, and ids
of KMS keys are not reported; nor are names that say that the value is public, nor private keys, which are the subject
of `ecs-private-key-in-environment`.

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


_SECRET: Final = (
    r".*(PASSWORD|PASSWD)|(.*_)?(PASSPHRASE|PASS|SECRET|TOKEN|CREDENTIALS|SECRET_KEY_BASE)|.+_PWD"
    r"|(.*_)?(PRIVATE|API|ACCESS|SECRET|ENCRYPTION|SIGNING)_?KEY"
)
_NO_SECRET: Final = r"(.*_)?(PUBLIC|PUBLISHABLE)_.*|(.*_)?(BOS|EOS|PAD|UNK|SEP|CLS|MASK|STOP)_TOKEN"
_BY_VALUE: Final = {
    "AWS_ACCESS_KEY_ID": r"(AKIA|ASIA)[A-Z0-9]{16}",
    "ECS_ENGINE_AUTH_DATA": r'(?s:.*"(auth|password)".*)',
    "PAT": r"[A-Za-z0-9_-]{20,}",
}
_REFERENCE: Final = (
    r"(?is:\s*|arn:.*|/.*|[a-z0-9+.-]+:/.*|\$?\{.*|\$\(.*\)|(?-i:\$[A-Z_][A-Z0-9_]*)|<.*>|(ssm|vault|secretsmanager):.*"
    r"|(?-i:[a-z0-9_.-]+(/[a-z0-9_.-]+)+)|true|false|yes|no|on|off|enabled|disabled|none|null|[0-9]{1,6}"
    r"|.*-----BEGIN .*|LS0tLS1CRUdJTi.*|pk_(live|test)_.*)"
)
_KMS_KEY: Final = r"mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


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
            if _is_secret(name, value):
                yield Violation(
                    task,
                    "containerDefinitions",
                    f'The environment variable {name} of the container "{container.name}" of {task.label} seems to '
                    "hold a secret.",
                    "Everybody who may describe task definitions reads it, in this and every earlier revision.",
                    f"put the value into Secrets Manager, and {name} into secrets of the container.",
                )


def _is_secret(name: str, value: str) -> bool:
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[.-]", "_", name).upper()
    if by_value := _BY_VALUE.get("PAT" if words.endswith("_PAT") else words):
        return re.fullmatch(by_value, value) is not None
    if not re.fullmatch(_SECRET, words) or re.fullmatch(_NO_SECRET, words) or re.fullmatch(_REFERENCE, value):
        return False
    return not (words.endswith(("ENCRYPTION_KEY", "SIGNING_KEY")) and re.fullmatch(_KMS_KEY, value))
