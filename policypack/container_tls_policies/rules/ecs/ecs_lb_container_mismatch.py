"""The container and port that a service registers with a load balancer must exist in the task definition.

## What it does
Reports services with a `loadBalancers` entry whose `containerName` is not a container of the task definition, or whose
`containerPort` is not a container port of that container's `portMappings`. The network mode makes no difference: what
counts is always the container's port, not the host's. A port within a `containerPortRange` is accepted.

Where the task definition is not of this stack, nothing is said.

## Why it is bad
ECS looks both up when it creates the service, and refuses it: "The container web does not exist in the task
definition", or "did not have a container port 80 defined".

## Example
```python
import json
import pulumi_aws as aws

group = aws.lb.TargetGroup(
    "web",
    port=8080,
    protocol="HTTPS",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTPS"},
)
listener = aws.lb.Listener(
    "https",
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[{"type": "forward", "target_group_arn": group.arn}],
)
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    container_definitions=json.dumps(
        [{"name": "web", "image": "web", "portMappings": [{"containerPort": 8080}]}]
    ),
)
aws.ecs.Service(
    "web",  # violates
    task_definition=task.arn,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    load_balancers=[{"target_group_arn": group.arn, "container_name": "web", "container_port": 80}],
)
```

## Use instead
Name the port that the container serves.
```python
aws.ecs.Service(
    "web",
    task_definition=task.arn,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    load_balancers=[{"target_group_arn": group.arn, "container_name": "web", "container_port": 8080}],
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Attachment
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Attachment,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshoot-service-load-balancers.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/register-multiple-targetgroups.html",
    ),
)
def check(entry: Attachment) -> Iterator[Violation]:
    service, name = entry.service, entry.container_name
    if name is None:
        return
    tasks = service.task_definition.candidates
    labels = " or ".join(task.label for task in tasks)
    if service.task_definition.agree(lambda task: task.container(name) is None) is True:
        existing = ", ".join(dict.fromkeys(str(container.name) for task in tasks for container in task.containers))
        yield Violation(
            service,
            entry.path_of("containerName"),
            f'{service.label} registers the container "{name}" with a load balancer, but {labels} has no container '
            f"of that name (containers: {existing or 'none'}).",
            "ECS refuses the service.",
            "set containerName (container_name) in loadBalancers to the name of a container.",
        )
        return
    port = entry.container_port
    if port is not None and service.task_definition.agree(lambda task: task.defines_port(name, port)) is False:
        existing = ", ".join(dict.fromkeys(text for task in tasks for text in task.ports_of(name)))
        yield Violation(
            service,
            entry.path_of("containerPort"),
            f'{service.label} registers port {port} of the container "{name}" with a load balancer, but {labels} '
            f"defines no such container port there (container ports: {existing or 'none'}).",
            "ECS refuses the service.",
            "set containerPort (container_port) in loadBalancers to a port of the container, or add it to the "
            "container's portMappings.",
        )
