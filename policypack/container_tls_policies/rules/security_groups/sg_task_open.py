"""The port of a task behind a load balancer must not be open to the Internet.

## What it does
Reports security group rules that let the Internet reach the `containerPort` of an ECS service in awsvpc mode, or its
fixed host port on container instances, where the load balancer stands in the same stack: 0.0.0.0/0, ::/0 and ranges
almost as wide, IPv4 and IPv6, inline and standalone. The instances are those of launch templates and the like whose
user data names the service's cluster.

Behind a Network Load Balancer without security groups the addresses of its clients may be what the tasks see; nothing
is said there, nor where the port is also reached through a load balancer of another stack. Other open ports are the
matter of `sg-world-open`.

## Why it is bad
The load balancer ends TLS, checks who comes, writes the logs and carries the firewall. Whoever finds the address of a
task or an instance goes past all of it, and in most stacks speaks plain HTTP. A subnet without a way in from the
Internet helps only until the network is changed.

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
    cidr_ipv4="0.0.0.0/0",
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
Let in the load balancer's group, and nobody else.
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

from ...model import RuleOwner, exposed_entry, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=RuleOwner,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html",
    ),
)
def check(owner: RuleOwner) -> Iterator[Violation]:
    for opening in those(owner.openings("ingress"), lambda opening: exposed_entry(opening) is not None):
        if entry := exposed_entry(opening):
            yield Violation(
                opening.ports.resource,
                opening.range_path,
                f"{opening.rule_label} opens port {entry.fixed_port} of {entry.service.label} to "
                f"{' and '.join(opening.worldwide)}.",
                "Whoever connects there goes past the load balancer, its TLS, its logs and its firewall.",
                "let in the load balancer's group instead, by "
                + (
                    "securityGroups (security_groups)."
                    if opening.is_inline
                    else "referencedSecurityGroupId (referenced_security_group_id) of an "
                    "aws.vpc.SecurityGroupIngressRule."
                ),
            )
