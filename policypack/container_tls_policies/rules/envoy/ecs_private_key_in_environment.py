r"""A private key must not be in a task definition.

## What it does
Reports containers that have a private key in PEM, or PEM in base64, in `environment`, `command` or `entryPoint`. A key
that is encrypted by a passphrase is not reported, nor are `secrets`, certificates and public keys.

## Why it is bad
Everybody who may describe task definitions, which is what read-only roles may, reads the key; so does whoever opens the
console or Pulumi's state. Every revision is kept, so that it must be taken for lost.

## Example
```python
import json
import pulumi_aws as aws

body = "MC4CAQAwBQYDK2VwBCIEIHAdGn3m0aLkVn1cJ2C7Xy4bQW9sR5tU6vZ8eFgHiJkL"
key = f"-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----"

task = aws.ecs.TaskDefinition(
    "web",  # violates
    family="web",
    network_mode="awsvpc",
    container_definitions=json.dumps(
        [
            {
                "name": "envoy",
                "image": "envoyproxy/envoy:v1.36.2",
                "environment": [{"name": "PRIVATE_KEY", "value": key}],
            },
        ]
    ),
)
```

## Use instead
Let ECS put it into the variable from Secrets Manager when a task starts.
```python
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    execution_role_arn="arn:aws:iam::123456789012:role/shared",
    container_definitions=json.dumps(
        [
            {
                "name": "envoy",
                "image": "envoyproxy/envoy:v1.36.2",
                "secrets": [
                    {
                        "name": "PRIVATE_KEY",
                        "valueFrom": "arn:aws:secretsmanager:us-east-1:123456789012:secret:web-AbCdEf:private_key::",
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

    from ...model import Container


_PEM: Final = re.compile(r"-----BEGIN (?:RSA |EC |DSA |OPENSSH )?PRIVATE KEY-----(?:\s|\\n|\\r)*[A-Za-z0-9+/]{16}")
_BASE64: Final = re.compile(
    r"LS0tLS1CRUdJTi(?:BQUklWQVRFIEtF|BSU0EgUFJJVkFURSBLRV|BFQyBQUklWQVRFIEtF|BPUEVOU1NIIFBSSVZBVEUgS0VZ)[A-Za-z0-9+/]{32}"
)


@rule(
    on=TaskDefinition,
    level=Level.MANDATORY,
    severity=Severity.CRITICAL,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html",),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    for container in task.containers:
        for place, text in _texts(container):
            if _PEM.search(text) or _BASE64.search(text):
                yield Violation(
                    task,
                    "containerDefinitions",
                    f'The container "{container.name}" of {task.label} has a private key in {place}.',
                    "Everybody who may describe task definitions reads it, in this and every earlier revision.",
                    "put the key into Secrets Manager and name it in secrets of the container; replace the key, for it "
                    "is known by now.",
                )


def _texts(container: Container) -> Iterator[tuple[str, str]]:
    """What the task definition shows of a container, with the place where."""
    if container.is_declared_only:
        return
    yield from ((f"the environment variable {name}", value) for name, value in container.known_environment.items())
    for key in ("command", "entryPoint"):
        words = container.raw(key)
        yield from ((key, word) for word in (words if isinstance(words, list) else ()) if isinstance(word, str))
