"""Security groups must let the load balancer reach the port of its tasks.

## What it does
Reports ECS services behind a load balancer of the same stack where the security groups keep the load balancer from the
port that its target group registers: no group of the tasks lets it in, or no group of the load balancer lets it out to
the tasks. In awsvpc mode that is the `containerPort`. In host mode, and in bridge mode with a fixed `hostPort`, it is
the port of the container instances, whose groups count; which instances those are is as in `sg-dynamic-port-range`, and
all must be shut.

Rules in every spelling count: inline blocks, `aws.ec2.SecurityGroupRule`, `aws.vpc.SecurityGroupIngressRule` and
`aws.vpc.SecurityGroupEgressRule`; by security group, by prefix list, or by an address range that may hold the other
side's subnets. Where one of the groups on a side is not of this stack, nothing is said of that side. For a Network
Load Balancer without security groups any address range on the port counts.

## Why it is bad
Both ends are configured and nothing is refused, but every packet is dropped on the way. Health checks and requests
time out, and ECS stops and starts tasks without end.

## Example
```python
import json
import pulumi
import pulumi_aws as aws

front = aws.ec2.SecurityGroup("front", vpc_id="vpc-0123456789abcdef0")
tasks = aws.ec2.SecurityGroup("tasks", vpc_id="vpc-0123456789abcdef0")
aws.vpc.SecurityGroupEgressRule(
    "front-to-tasks",
    security_group_id=front.id,
    referenced_security_group_id=tasks.id,
    ip_protocol="tcp",
    from_port=8080,
    to_port=8080,
)
aws.vpc.SecurityGroupEgressRule(
    "tasks-to-aws",
    security_group_id=tasks.id,
    cidr_ipv4="0.0.0.0/0",
    ip_protocol="tcp",
    from_port=443,
    to_port=443,
)
balancer = aws.lb.LoadBalancer("shop", subnets=["subnet-0a", "subnet-0b"], security_groups=[front.id])
group = aws.lb.TargetGroup(
    "shop",
    port=8080,
    protocol="HTTP",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
)
listener = aws.lb.Listener(
    "https",
    load_balancer_arn=balancer.arn,
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[{"type": "forward", "target_group_arn": group.arn}],
)
task = aws.ecs.TaskDefinition(
    "shop",
    family="shop",
    network_mode="awsvpc",
    container_definitions=json.dumps([{"name": "shop", "image": "shop", "portMappings": [{"containerPort": 8080}]}]),
)
aws.ecs.Service(
    "shop",  # violates
    task_definition=task.arn,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": [tasks.id]},
    load_balancers=[{"target_group_arn": group.arn, "container_name": "shop", "container_port": 8080}],
    opts=pulumi.ResourceOptions(depends_on=[listener]),
)
```

## Use instead
Open the port on both sides, each time to the other's group.
```python
aws.vpc.SecurityGroupIngressRule(
    "tasks-from-front",
    security_group_id=tasks.id,
    referenced_security_group_id=front.id,
    ip_protocol="tcp",
    from_port=8080,
    to_port=8080,
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Service
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

from ...model import traffic_gaps


@rule(
    on=Service,
    level=Level.MANDATORY,
    severity=Severity.CRITICAL,
    outcome=Outcome.UNHEALTHY,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html",
    ),
)
def check(service: Service) -> Iterator[Violation]:
    for gap in traffic_gaps(service):
        yield Violation(
            service,
            gap.path,
            f"{gap.problem}, the port that its target group registers.",
            "Requests and health checks time out, every target stays unhealthy, and ECS replaces the tasks "
            "without end.",
            gap.fix,
        )
