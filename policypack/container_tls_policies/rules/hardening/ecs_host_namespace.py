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

from typing import TYPE_CHECKING, Final

from ...model import TaskDefinition, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

effects: Final = {
    "pid_mode": "Its containers see the processes of the whole instance, those of other tasks included.",
    "ipc_mode": "Its containers share memory and semaphores with the whole instance, and with other such tasks.",
    "network_mode_stated": "Other tasks of the instance reach what its containers listen on, also on 127.0.0.1.",
}


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
    for key in those(effects, lambda key: getattr(task, key) == "host"):
        name = key.removesuffix("_stated")
        spelt = name.replace("_mode", "Mode")
        yield Violation(
            task,
            spelt,
            f"{task.label} has the {spelt} host.",
            effects[key],
            f"set {spelt} ({name}) to awsvpc." if spelt == "networkMode" else f"remove {spelt} ({name}).",
        )
