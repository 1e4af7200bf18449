"""A service behind a load balancer should have a grace period for health checks.

## What it does
Reports services with a target group in `loadBalancers` whose `healthCheckGracePeriodSeconds` is 0 or not set.

Services with the deployment controller EXTERNAL are not judged, nor are Classic Load Balancers.

## Why it is bad
ECS replaces a task as soon as its load balancer finds it unhealthy, also while it is still starting: after the first
few failed checks, a minute or so. A container that takes longer to listen is stopped before it ever served, and so is
the next one. During the grace period ECS does not look at the checks; a task that passes one gets traffic all the same.

## Example
```python
import pulumi_aws as aws

aws.ecs.Service(
    "web",  # violates
    task_definition="shared:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    load_balancers=[
        {
            "target_group_arn": "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/0123456789abcdef",
            "container_name": "web",
            "container_port": 8080,
        }
    ],
)
```

## Use instead
Set it to the seconds that the slowest start takes.
```python
aws.ecs.Service(
    "web",
    task_definition="shared:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    health_check_grace_period_seconds=60,
    load_balancers=[
        {
            "target_group_arn": "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/0123456789abcdef",
            "container_name": "web",
            "container_port": 8080,
        }
    ],
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import Service, every, some
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Service,
    level=Level.ADVISORY,
    severity=Severity.LOW,
    outcome=Outcome.UNHEALTHY,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-healthcheck.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshoot-service-load-balancers.html",
    ),
)
def check(service: Service) -> Iterator[Violation]:
    if every(
        [
            lambda: service.grace_period == 0,
            lambda: some([partial(entry.has, "targetGroupArn") for entry in service.attachments]),
            lambda: not service.is_deployed_by_task_sets,
        ]
    ):
        yield Violation(
            service,
            "healthCheckGracePeriodSeconds",
            f"{service.label} is behind a load balancer and has no healthCheckGracePeriodSeconds.",
            "ECS replaces tasks that fail health checks while they are still starting; slow ones never come up.",
            "set healthCheckGracePeriodSeconds (health_check_grace_period_seconds) to the seconds that a task may take "
            "to start.",
        )
