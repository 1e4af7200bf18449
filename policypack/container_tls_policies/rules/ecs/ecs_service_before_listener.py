"""A service should wait for the listener of its target group.

## What it does
Reports services that register their tasks in a target group of this stack, where none of the listeners and listener
rules of this stack that forward to it is created before the service: the service depends on none of them, be it
through others.

Not judged are services whose deployment controller is CODE_DEPLOY or EXTERNAL, entries of blue/green deployments by ECS
(`advancedConfiguration`), and services that are there already.

## Why it is bad
The service needs the target group only, so that Pulumi creates it while the load balancer is still being made. ECS
refuses a service whose target group belongs to no load balancer yet: "The target group does not have an associated load
balancer". The provider tries again for some minutes; whether that is enough differs from one update to the next.

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
    load_balancers=[{"target_group_arn": group.arn, "container_name": "web", "container_port": 8080}],
)
```

## Use instead
Say that the service depends on the listener.
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

from ...model import TargetGroup, backends_where, every, waits_for
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Attachment, Service


@rule(
    on=TargetGroup,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshoot-service-load-balancers.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    forwarders = [forwarder for forwarder, _ in group.forwarders]

    def waits_for_none(service: Service) -> bool:
        return not any(waits_for(service, forwarder) for forwarder in forwarders)

    def comes_first(entry: Attachment) -> bool:
        return every(
            [
                lambda: not entry.is_blue_green,
                lambda: not entry.service.is_there_already,
                lambda: not entry.service.is_deployed_by_others,
                lambda: group.has_listener,
            ]
        )

    for backend in backends_where(group, comes_first, waits_for_none) if forwarders else ():
        service = backend.service
        yield Violation(
            service,
            "loadBalancers",
            f"{service.label} does not wait for {forwarders[0].label}, which forwards to its {group.label}.",
            'ECS may refuse the service: "The target group does not have an associated load balancer".',
            f"make the service depend on {forwarders[0].label} (depends_on).",
        )
