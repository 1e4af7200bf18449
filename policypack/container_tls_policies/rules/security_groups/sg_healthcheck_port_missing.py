"""Security groups must let health checks reach a port of their own.

## What it does
Reports ECS services whose target group checks health on another fixed port than the one that gets the traffic, where a
container does serve that port, but the security groups of the load balancer or of the tasks do not let the checks
through; in bridge and host mode, those of the container instances. What counts as a rule is as in
`sg-lb-to-task-missing`.

A port that no container serves is the matter of `tg-health-check-port`.

## Why it is bad
Health checks come from the load balancer, through the same security groups as requests. With only the traffic port
open every check times out, all targets are unhealthy however well they answer, and ECS replaces them without end.

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
aws.vpc.SecurityGroupIngressRule(
    "tasks-from-front",
    security_group_id=tasks.id,
    referenced_security_group_id=front.id,
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
    health_check={"protocol": "HTTP", "port": "8081"},
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
    container_definitions=json.dumps(
        [{"name": "shop", "image": "shop", "portMappings": [{"containerPort": 8080}, {"containerPort": 8081}]}]
    ),
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
Open the port of the health checks on both sides too, or check the port of the traffic.
```python
aws.vpc.SecurityGroupEgressRule(
    "front-to-health",
    security_group_id=front.id,
    referenced_security_group_id=tasks.id,
    ip_protocol="tcp",
    from_port=8081,
    to_port=8081,
)
aws.vpc.SecurityGroupIngressRule(
    "health-from-front",
    security_group_id=tasks.id,
    referenced_security_group_id=front.id,
    ip_protocol="tcp",
    from_port=8081,
    to_port=8081,
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Service
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

from ...model import health_check_gaps


@rule(
    on=Service,
    level=Level.MANDATORY,
    severity=Severity.CRITICAL,
    outcome=Outcome.UNHEALTHY,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html",
    ),
)
def check(service: Service) -> Iterator[Violation]:
    for gap in health_check_gaps(service):
        yield Violation(
            service,
            gap.path,
            f"{gap.problem}, the port of its health checks.",
            "Every health check times out, all targets stay unhealthy, and ECS replaces the tasks without end.",
            f'{gap.fix[:-1]}; or set healthCheck.port (health_check["port"]) to "traffic-port".',
        )
