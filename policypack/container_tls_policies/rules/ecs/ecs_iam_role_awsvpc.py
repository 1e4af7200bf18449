"""A service must not name a role for its load balancer where ECS needs the service-linked role.

## What it does
Reports services with an `iamRole` whose tasks use the network mode awsvpc, or that have several `loadBalancers`,
`serviceRegistries`, or the deployment controller EXTERNAL.

In bridge and host mode, with one load balancer, a role of your own is allowed.

## Why it is bad
For these ECS registers targets with the role AWSServiceRoleForECS, which it creates by itself, and refuses services
that name another: "You cannot specify an IAM role for services that require a service linked role".

## Example
```python
import pulumi_aws as aws

aws.ecs.Service(
    "web",  # violates
    task_definition="shared:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    iam_role="arn:aws:iam::123456789012:role/ecsServiceRole",
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
Leave the role out.
```python
aws.ecs.Service(
    "web",
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
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Service, some
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
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using-service-linked-roles.html",
    ),
)
def check(service: Service) -> Iterator[Violation]:
    if service.has("iamRole") and some(
        [
            lambda: service.network_mode == "awsvpc",
            lambda: len(service.attachments) > 1,
            lambda: service.has("serviceRegistries"),
            lambda: service.is_deployed_by_task_sets,
        ]
    ):
        yield Violation(
            service,
            "iamRole",
            f"{service.label} has an iamRole, but needs the service-linked role of ECS: its tasks are in awsvpc mode, "
            "or it has several target groups, service discovery or an external deployment controller.",
            "ECS refuses the service.",
            "remove iamRole (iam_role).",
        )
