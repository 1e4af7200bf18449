"""A service with several target groups must be deployed by ECS itself.

## What it does
Reports services with the deployment controller EXTERNAL and more than one element of `loadBalancers`, and those with
CODE_DEPLOY and more than two: a pair of target groups for CodeDeploy to switch between is accepted.

## Why it is bad
Only ECS's own deployments register a task in several target groups. CodeDeploy moves one production listener between
two groups, and a task set of an external controller has one. ECS refuses the service.

## Example
```python
import pulumi_aws as aws

group = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shared/0123456789abcdef"
aws.ecs.Service(
    "web",  # violates
    task_definition="shared:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    deployment_controller={"type": "CODE_DEPLOY"},
    load_balancers=[
        {"target_group_arn": f"{group}{number}", "container_name": "web", "container_port": 8080 + number}
        for number in range(3)
    ],
)
```

## Use instead
Let ECS deploy it. With the strategy BLUE_GREEN it shifts the traffic of all of them.
```python
aws.ecs.Service(
    "web",
    task_definition="shared:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    deployment_controller={"type": "ECS"},
    load_balancers=[
        {"target_group_arn": f"{group}{number}", "container_name": "web", "container_port": 8080 + number}
        for number in range(3)
    ],
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Service
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Service,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/register-multiple-targetgroups.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
    ),
)
def check(service: Service) -> Iterator[Violation]:
    controller = service.deployment_controller
    if controller is None or controller.type not in ("CODE_DEPLOY", "EXTERNAL"):
        return
    limit = 2 if controller.type == "CODE_DEPLOY" else 1
    if (count := len(service.attachments)) > limit:
        yield Violation(
            service,
            "loadBalancers",
            f"{service.label} has {count} loadBalancers, but the deployment controller {controller.type}.",
            "ECS refuses the service: only its own deployments register tasks in several target groups.",
            "set deploymentController.type (deployment_controller) to ECS, or keep one element of loadBalancers "
            "(load_balancers).",
        )
