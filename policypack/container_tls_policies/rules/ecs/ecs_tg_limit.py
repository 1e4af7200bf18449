"""A service must register its tasks in at most five target groups.

## What it does
Reports services whose `loadBalancers` name more than five different target groups. The alternate target groups of
blue/green deployments are not counted.

## Why it is bad
Five is ECS's limit. It refuses the service.

## Example
```python
import pulumi_aws as aws

group = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shared/0123456789abcdef"
count = 6
aws.ecs.Service(
    "web",  # violates
    task_definition="shared:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    load_balancers=[
        {"target_group_arn": f"{group}{number}", "container_name": "web", "container_port": 8080 + number}
        for number in range(count)
    ],
)
```

## Use instead
Serve several paths or hosts through one target group, or split the service.
```python
count = 5
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Service
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 5


@rule(
    on=Service,
    level=Level.MANDATORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/register-multiple-targetgroups.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html",
    ),
)
def check(service: Service) -> Iterator[Violation]:
    count = service.count_target_groups(at_most=LIMIT)
    if count > LIMIT:
        yield Violation(
            service,
            "loadBalancers",
            f"{service.label} registers its tasks in {count} target groups.",
            f"ECS refuses the service: {LIMIT} is the limit.",
            f"keep at most {LIMIT} elements of loadBalancers (load_balancers), or split the service.",
        )
