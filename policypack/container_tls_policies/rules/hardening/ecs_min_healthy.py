"""A service that others call should keep tasks while it is deployed.

## What it does
Reports services with load balancers or Service Connect endpoints and a `deploymentMinimumHealthyPercent` of 0. Services
with one task on each instance (DAEMON) cannot do otherwise, and are not reported, nor are those that nobody calls.

## Why it is bad
ECS may stop all tasks at once before it starts new ones: at each deployment nobody answers for a minute or two.

## Example
```python
import pulumi_aws as aws

group = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/0123456789abcdef"
aws.ecs.Service(
    "web",  # violates
    task_definition="web:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0a"]},
    deployment_minimum_healthy_percent=0,
    load_balancers=[{"target_group_arn": group, "container_name": "web", "container_port": 8080}],
)
```

## Use instead
Leave the default, 100.
```python
aws.ecs.Service(
    "web",
    task_definition="web:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0a"]},
    load_balancers=[{"target_group_arn": group, "container_name": "web", "container_port": 8080}],
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
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html",),
)
def check(service: Service) -> Iterator[Violation]:
    if service.minimum_healthy_percent > 0 or service.scheduling_strategy == "DAEMON":
        return
    if not (service.attachments or service.endpoints) or service.is_deployed_by_others:
        return
    yield Violation(
        service,
        "deploymentMinimumHealthyPercent",
        f"{service.label} need not keep any task while it is deployed.",
        "ECS may stop all tasks before it starts new ones, and nobody answers at each deployment.",
        "remove deploymentMinimumHealthyPercent (deployment_minimum_healthy_percent), or set it to 100.",
    )
