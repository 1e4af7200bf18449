"""A security group in use must let its members open connections.

## What it does
Reports security groups of load balancers that forward to targets, and of ECS services, which let nothing out: there
is no inline `egress` and no standalone egress rule, neither in the group nor in the others beside it.

A group next to one that lets traffic out is fine, as is a group that only other stacks use. Tasks on EC2 may do without
egress, so that there an explicit empty `egress` is taken as meant.

## Why it is bad
AWS gives a new security group a rule that lets everything out. The Pulumi provider removes that rule, so that a group
without egress is shut. A load balancer behind it reaches no target and no health check succeeds; tasks cannot pull
their image, write logs, or call anything.

## Example
```python
import json
import pulumi
import pulumi_aws as aws

front = aws.ec2.SecurityGroup(
    "front",  # violates
    vpc_id="vpc-0123456789abcdef0",
)
tasks = aws.ec2.SecurityGroup("tasks", vpc_id="vpc-0123456789abcdef0")
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
Let the group's members out where they have to go, and no further.
```python
front = aws.ec2.SecurityGroup("front", vpc_id="vpc-0123456789abcdef0")
aws.vpc.SecurityGroupEgressRule(
    "front-to-tasks",
    security_group_id=front.id,
    referenced_security_group_id=tasks.id,
    ip_protocol="tcp",
    from_port=8080,
    to_port=8080,
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import LoadBalancer, SecurityGroup
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

from ...model import Use, every, those, uses


@rule(
    on=SecurityGroup,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.UNHEALTHY,
    since="0.1.0",
    references=(
        "https://www.pulumi.com/registry/packages/aws/api-docs/ec2/securitygroup/",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html",
    ),
)
def check(group: SecurityGroup) -> Iterator[Violation]:
    def is_shut_in(use: Use) -> bool:
        return every(
            [
                lambda: not group.has_any("egress"),
                lambda: not use.interface.has_any("egress"),
                lambda: use.needs_egress,
                lambda: use.is_certain,
            ]
        )

    for use in those(uses(group), is_shut_in)[:1]:
        balancer = isinstance(use.owner, LoadBalancer)
        yield Violation(
            group,
            "egress",
            f"{group.label} of {use.owner.label} has no egress rule, inline or standalone.",
            "The provider removes the rule that lets everything out: "
            + (
                "the load balancer reaches no target, and every health check fails."
                if balancer
                else "the tasks can open no connection, on Fargate not even for their image and logs."
            ),
            "add an element to its egress for what it has to reach."
            if group.owns_rules_inline("egress")
            else "add an aws.vpc.SecurityGroupEgressRule with its id as securityGroupId (security_group_id) for "
            + ("the tasks' group and port." if balancer else "what the tasks have to reach."),
        )
