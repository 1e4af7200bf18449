"""Tasks should let in their load balancer by its security group, not by an address range.

## What it does
Reports ingress rules by which an address range reaches the `containerPort` of an ECS service in awsvpc mode, where the
load balancer of the same stack has security groups, none of which the tasks let in on that port, and the range may hold
its subnets.

A range beside a rule for the load balancer's group is for other clients, and fine. Ranges open to the Internet are the
matter of `sg-task-open`, and load balancers without security groups that of `nlb-client-ip-sg`.

## Why it is bad
The range of the subnets or of the VPC holds much more than the load balancer: whatever else gets an address there
reaches the tasks past TLS, logs and firewall. It also has to be changed with every change of subnets.

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
    "to-tasks",  # violates
    security_group_id=tasks.id,
    cidr_ipv4="10.0.0.0/16",
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
    "shop",
    task_definition=task.arn,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": [tasks.id]},
    load_balancers=[{"target_group_arn": group.arn, "container_name": "shop", "container_port": 8080}],
    opts=pulumi.ResourceOptions(depends_on=[listener]),
)
```

## Use instead
The load balancer's group. It also holds for a Network Load Balancer that preserves the addresses of its clients.
```python
aws.vpc.SecurityGroupIngressRule(
    "to-tasks",
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

from ...model import RuleOwner, every, reached_entry, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Attachment, LoadBalancer, Opening


@rule(
    on=RuleOwner,
    level=Level.ADVISORY,
    severity=Severity.LOW,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html",
    ),
)
def check(owner: RuleOwner) -> Iterator[Violation]:
    for opening in those(owner.openings("ingress"), lambda opening: _entry_by_range(opening) is not None):
        if entry := _entry_by_range(opening):
            yield Violation(
                opening.ports.resource,
                opening.range_path,
                f"{opening.rule_label} lets in the load balancer of {entry.service.label} by an address range, on port "
                f"{entry.container_port}.",
                "Whatever else has an address in that range reaches the tasks past the load balancer.",
                "let in the load balancer's group instead, by securityGroups (security_groups)."
                if opening.is_inline
                else "let in the load balancer's group instead, by referencedSecurityGroupId "
                "(referenced_security_group_id).",
            )


def _entry_by_range(opening: Opening) -> Attachment | None:
    def comes_by_range(entry: Attachment, balancer: LoadBalancer) -> bool:
        front, tasks, port = balancer.interface, entry.service.interface, entry.container_port
        if not front.groups or tasks is None or port is None:
            return False
        return every(
            [
                lambda: bool(opening.matching(lambda cidr: not cidr.is_worldwide and front.holds_a_subnet_of(cidr))),
                lambda: not tasks.lets_in_group(port, front),
            ]
        )

    is_by_range = every([lambda: opening.is_for("ingress"), lambda: reached_entry(opening, comes_by_range) is not None])
    return reached_entry(opening, comes_by_range) if is_by_range else None
