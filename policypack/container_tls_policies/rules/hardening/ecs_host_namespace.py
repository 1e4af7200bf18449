"""Tasks should not share the namespaces of their instance.

## What it does
Reports task definitions whose `pidMode`, `ipcMode` or `networkMode` is host.

## Why it is bad
What is meant for one task only is then shared with the whole instance: other tasks reach what listens on 127.0.0.1,
such as an application behind a TLS sidecar or Envoy's administration interface, and see its processes and shared
memory.

## Example
```python
import json
import pulumi_aws as aws

task = aws.ecs.TaskDefinition(
    "web",  # violates
    family="web",
    network_mode="awsvpc",
    pid_mode="host",
    container_definitions=json.dumps(
        [
            {"name": "web", "image": "acme/web:1.4.2"},
        ]
    ),
)
```

## Use instead
Leave the mode out, and use the network mode awsvpc.
```python
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    container_definitions=json.dumps(
        [
            {"name": "web", "image": "acme/web:1.4.2"},
        ]
    ),
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
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html",
    ),
)
def check(task: TaskDefinition) -> Iterator[Violation]:
    modes = {"pidMode": task.pid_mode, "ipcMode": task.ipc_mode, "networkMode": task.network_mode_stated}
    for key, mode in modes.items():
        if mode == "host":
            yield Violation(
                task,
                key,
                f"{task.label} has the {key} host.",
                "Other tasks of the instance reach what is meant for this one only.",
                f"remove {key} ({key.replace('Mode', '_mode')}), or set networkMode (network_mode) to awsvpc.",
            )
