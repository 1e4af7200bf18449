"""A service must have a network configuration in awsvpc mode, and none in any other.

## What it does
Reports services without `networkConfiguration` whose task definition has the network mode awsvpc, or whose launch type
or capacity provider is Fargate's, and services with one whose task definition has another network mode. A task
definition that names no network mode has bridge.

Services with the deployment controller EXTERNAL are not judged: their task sets bring both. Where the task definition
is not of this stack, only the launch type and the capacity providers count. A task definition that requires Fargate
with another network mode belongs to `ecs-fargate-network-mode`.

## Why it is bad
In awsvpc mode each task gets a network interface, for which ECS needs subnets; in the other modes there is none that
subnets and security groups could be for. ECS refuses both: "Network Configuration must be provided when networkMode
awsvpc is specified", and "is not supported" otherwise.

## Example
```python
import json
import pulumi_aws as aws

task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    container_definitions=json.dumps([{"name": "web", "image": "web", "portMappings": [{"containerPort": 8080}]}]),
)
aws.ecs.Service(
    "web",  # violates
    task_definition=task.arn,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
)
```

## Use instead
Set the network mode awsvpc, which the network configuration is for.
```python
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    container_definitions=json.dumps([{"name": "web", "image": "web", "portMappings": [{"containerPort": 8080}]}]),
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Service
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import TaskDefinition


@rule(
    on=Service,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html",
    ),
)
def check(service: Service) -> Iterator[Violation]:
    if service.is_deployed_by_task_sets:
        return
    tasks = " or ".join(task.label for task in service.task_definition.candidates)
    if service.has("networkConfiguration"):
        mode = service.task_definition.agree(_mode)
        if mode not in (None, "awsvpc"):
            yield Violation(
                service,
                "networkConfiguration",
                f"{service.label} has a networkConfiguration, but {tasks} has the network mode {mode}.",
                "ECS refuses the service: only tasks in awsvpc mode have a network interface to configure.",
                'set networkMode (network_mode) of the task definition to "awsvpc", or remove networkConfiguration '
                "(network_configuration).",
            )
    elif service.network_mode == "awsvpc":
        reason = f"{tasks} has the network mode awsvpc" if tasks else "Fargate runs its tasks"
        yield Violation(
            service,
            "networkConfiguration",
            f"{service.label} has no networkConfiguration, but {reason}.",
            "ECS refuses the service: it needs the subnets in which each task gets its network interface.",
            "set networkConfiguration (network_configuration) with subnets and securityGroups (security_groups).",
        )


def _mode(task: TaskDefinition) -> str:
    """The network mode that counts: a task definition for Fargate has to have awsvpc, and is told so itself."""
    mode = task.network_mode
    return "awsvpc" if mode != "awsvpc" and task.requires_fargate else mode
