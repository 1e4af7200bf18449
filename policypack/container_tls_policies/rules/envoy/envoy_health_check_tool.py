r"""A health check in Envoy's official image must use what is in that image.

## What it does
Reports health checks of containers with an official image of Envoy, from Docker Hub, that

- use curl or wget;
- use `/dev/tcp` in `sh`, for this is a feature of bash;
- use any shell in a distroless image.

An image of one's own may have all that and is not judged, nor is one that installs something when it starts.

## Why it is bad
The image has no such tools: the check fails each time. The container is UNHEALTHY, so that ECS replaces the task
without end, and what waits for it to be HEALTHY never starts. Many published examples have this mistake.

## Example
```python
import json
import pulumi_aws as aws

check = ["CMD-SHELL", "curl -f http://127.0.0.1:9901/ready || exit 1"]

task = aws.ecs.TaskDefinition(
    "web",  # violates
    family="web",
    network_mode="awsvpc",
    container_definitions=json.dumps(
        [
            {"name": "app", "image": "acme/web:1.4.2"},
            {
                "name": "envoy",
                "image": "envoyproxy/envoy:v1.36.2",
                "command": ["-c", "/etc/envoy/envoy.yaml"],
                "healthCheck": {"command": check},
            },
        ]
    ),
)
```

## Use instead
Ask with bash alone.
```python
check = [
    "CMD",
    "bash",
    "-c",
    "exec 3<>/dev/tcp/127.0.0.1/9901 && "
    r"printf 'GET /ready HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n' >&3 && head -1 <&3 | grep -q ' 200 '",
]
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...model import TaskDefinition
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Container


@rule(
    on=TaskDefinition,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.UNHEALTHY,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html",
        "https://github.com/envoyproxy/envoy/issues/31614",
        "https://www.envoyproxy.io/docs/envoy/latest/start/docker",
    ),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    for container in task.containers:
        if not container.image_name.is_official_envoy or (missing := _missing(container)) is None:
            continue
        if any(
            isinstance(word, str) and re.search(r"\bapt(-get)?\b", word)
            for word in (*container.entry_point, *container.command)
        ):
            continue
        yield Violation(
            task,
            "containerDefinitions",
            f'The health check of the container "{container.name}" of {task.label} needs {missing}, which the image '
            f"{container.image} does not have.",
            "The container is never healthy: ECS replaces the task without end, and what waits for it never starts.",
            "ask Envoy's /ready with bash and /dev/tcp in healthCheck.command, in an image that has bash.",
        )


def _missing(container: Container) -> str | None:
    """What the health check needs and official images do not have."""
    check = container.health_check
    command = [word for word in check.command if isinstance(word, str)] if check else []
    form, words = "".join(command[:1]), command[1:]
    if not words or form not in ("CMD", "CMD-SHELL"):
        return None
    program = "sh" if form == "CMD-SHELL" else words[0].rpartition("/")[2]
    if program in ("sh", "bash", "dash") and container.image_name.is_distroless:
        return "a shell"
    script = " ".join(words)
    parts = [part for part in script.split("||") if not re.fullmatch(r"\s*(exit\s+[1-9]\d*|false)\W*", part)]
    needs = [_need(part, program) for part in parts]
    return needs[0] if needs and all(needs) else None


def _need(script: str, program: str) -> str | None:
    """What one of several alternatives needs."""
    if found := re.search(r"(?:^|[\s;&|(/`])(curl|wget)(?=\s|$)", script):
        return found[1]
    return "bash as its shell" if program in ("sh", "dash") and "/dev/tcp/" in script and "bash" not in script else None
