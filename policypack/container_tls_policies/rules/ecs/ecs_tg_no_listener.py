"""A target group of a service must have a listener before the service is created.

## What it does
Reports services that register their tasks in a target group of this stack to which no listener and no listener rule of
this stack forwards: not as a default action, not as one of several weighted groups, not in a rule.

Not judged are target groups of other stacks, services whose deployment controller is CODE_DEPLOY or EXTERNAL, since
those rewire listeners themselves, entries of blue/green deployments by ECS (`advancedConfiguration`), and target groups
that a resource of another provider or a CloudFormation stack depends on, which may be the listener.

## Why it is bad
ECS refuses a service whose target group belongs to no load balancer: "The target group does not have an associated load
balancer". A listener in another stack that imports the target group is no way out: it can be created only after this
stack, and so after the service.

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
    load_balancers=[{"target_group_arn": group.arn, "container_name": "web", "container_port": 8080}],
)
```

## Use instead
Forward to the target group from a listener or a rule of this stack, and create that before the service (`depends_on`).
```python
import json
import pulumi
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
    "web",
    task_definition=task.arn,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    load_balancers=[{"target_group_arn": group.arn, "container_name": "web", "container_port": 8080}],
    opts=pulumi.ResourceOptions(depends_on=[listener]),
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import TargetGroup, backends_where, every
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Attachment


@rule(
    on=TargetGroup,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshoot-service-load-balancers.html",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    def lacks_listener(entry: Attachment) -> bool:
        return every(
            [
                lambda: not entry.is_blue_green,
                lambda: not entry.service.is_deployed_by_others,
                lambda: not group.has_listener,
                lambda: not group.may_have_foreign_listener,
            ]
        )

    for backend in backends_where(group, lacks_listener):
        yield Violation(
            backend.service,
            "loadBalancers",
            f"{backend.service.label} registers its tasks in {group.label}, to which no listener and no listener "
            "rule of this stack forwards.",
            "ECS refuses the service: the target group does not have an associated load balancer.",
            "name the target group in defaultActions (default_actions) of a Listener, or in actions of a "
            "ListenerRule, and let the service depend on it (depends_on).",
        )
