"""A Network Load Balancer should close the connections to a task that is leaving.

## What it does
Reports TCP and TLS target groups of ECS services without `connectionTermination`, which AWS has on only where it is
set.

## Why it is bad
Connections outlive the deregistration delay: clients with long-lived TLS connections go on using the old task until ECS
kills its containers, in the middle of requests. Closed at the end of the delay, they connect anew, to a task that
stays.

## Example
```python
import json
import pulumi_aws as aws

group = aws.lb.TargetGroup(
    "shop",  # violates
    port=8443,
    protocol="TCP",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "TCP"},
)
listener = aws.lb.Listener(
    "tcp",
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/shared/0123456789abcdef",
    port=443,
    protocol="TCP",
    default_actions=[{"type": "forward", "target_group_arn": group.arn}],
)
task = aws.ecs.TaskDefinition(
    "shop",
    family="shop",
    network_mode="awsvpc",
    container_definitions=json.dumps([{"name": "shop", "image": "shop", "portMappings": [{"containerPort": 8443}]}]),
)
aws.ecs.Service(
    "shop",
    task_definition=task.arn,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    load_balancers=[{"target_group_arn": group.arn, "container_name": "shop", "container_port": 8443}],
)
```

## Use instead
Turn it on, and give clients as much time as their connections need in `deregistration_delay`.
```python
group = aws.lb.TargetGroup(
    "shop",
    port=8443,
    protocol="TCP",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    connection_termination=True,
    health_check={"protocol": "TCP"},
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
    level=Level.ADVISORY,
    severity=Severity.LOW,
    outcome=Outcome.LATER,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-connection-draining.html",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    def outlives(_: Attachment) -> bool:
        return every([lambda: group.protocol in ("TCP", "TLS"), lambda: not group.connection_termination])

    for backend in backends_where(group, outlives):
        yield Violation(
            group,
            "connectionTermination",
            f"{group.label} of {backend.service.label} does not have connectionTermination on.",
            "When a task is replaced, connections that are still open last until its containers are killed, and "
            "break then.",
            "set connectionTermination (connection_termination) to true.",
        )
        return
