"""Tasks behind a Network Load Balancer without security groups must let in the addresses that they see.

## What it does
Reports ECS services in awsvpc mode behind a Network Load Balancer of the same stack that has no security groups, where
the rules of the tasks open the port to the wrong addresses:

- client addresses are preserved and the load balancer faces the Internet, but only private ranges or groups are let in;
- client addresses are not preserved, but no range holds an address of the load balancer's subnets;
- no range holds one on the port of health checks, which always come from the load balancer itself.

Subnets count where the stack has all of them. Preservation is `preserveClientIp` of the target group; not set, it is on
for instances and off for `ip` targets of TCP and TLS. A port that is open to no range at all is the matter of
`sg-lb-to-task-missing`.

## Why it is bad
Which addresses the tasks see changes with one property of the target group, and the rules have to change with it. When
they let in the load balancer's addresses only, health checks succeed while every client times out; when they let in the
clients only, health checks fail and ECS replaces the tasks without end.

## Example
```python
import json
import pulumi
import pulumi_aws as aws

tasks = aws.ec2.SecurityGroup("tasks", vpc_id="vpc-0123456789abcdef0")
aws.vpc.SecurityGroupIngressRule(
    "tasks-from-vpc",
    security_group_id=tasks.id,
    cidr_ipv4="10.0.0.0/16",
    ip_protocol="tcp",
    from_port=8443,
    to_port=8443,
)
aws.vpc.SecurityGroupEgressRule(
    "tasks-to-aws",
    security_group_id=tasks.id,
    cidr_ipv4="0.0.0.0/0",
    ip_protocol="tcp",
    from_port=443,
    to_port=443,
)
balancer = aws.lb.LoadBalancer("shop", load_balancer_type="network", subnets=["subnet-0a", "subnet-0b"])
group = aws.lb.TargetGroup(
    "shop",
    port=8443,
    protocol="TCP",
    target_type="ip",
    preserve_client_ip="true",
    vpc_id="vpc-0123456789abcdef0",
)
listener = aws.lb.Listener(
    "tls",
    load_balancer_arn=balancer.arn,
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
    "shop",  # violates
    task_definition=task.arn,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": [tasks.id]},
    load_balancers=[{"target_group_arn": group.arn, "container_name": "shop", "container_port": 8443}],
    opts=pulumi.ResourceOptions(depends_on=[listener]),
)
```

## Use instead
Let in what arrives: without preservation, the addresses of the load balancer. Better still, give the load balancer a
security group from its creation on, and let in that group: such a rule holds in both cases.
```python
group = aws.lb.TargetGroup(
    "shop",
    port=8443,
    protocol="TCP",
    target_type="ip",
    preserve_client_ip="false",
    vpc_id="vpc-0123456789abcdef0",
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from ...model import Service, load_balancer_of
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Attachment, Interface, LoadBalancer, TargetGroup


class Mistake(NamedTuple):
    """What the rules of the tasks take for the addresses that arrive."""

    problem: str
    effect: str
    ranges: str


clients_shut_out: Final = Mistake(
    "shows {tasks} the public addresses of its clients, but {groups} opens port {port} to private ranges or groups",
    "Every client on the Internet times out, while health checks may well succeed.",
    "the ranges of the clients",
)
balancer_shut_out: Final = Mistake(
    "shows {tasks} its own addresses, but no range to which {groups} opens port {port} holds any of its subnets",
    "Requests and health checks time out, and ECS replaces the tasks without end.",
    "the cidrBlock (cidr_block) of its subnets",
)
checks_shut_out: Final = Mistake(
    "checks the health of {tasks} itself, but no range to which {groups} opens port {port} holds any of its subnets",
    "Every health check times out, and ECS replaces the tasks without end, though clients are let in.",
    "the cidrBlock (cidr_block) of its subnets",
)


@rule(
    on=Service,
    level=Level.MANDATORY,
    severity=Severity.CRITICAL,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-register-targets.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html",
    ),
)
def check(service: Service) -> Iterator[Violation]:
    tasks = service.interface
    if tasks is None or not tasks.groups:
        return
    for entry in service.attachments:
        mistake = entry.target_group.agree(partial(_mistake, entry, tasks))
        if mistake is None:
            continue
        group = entry.target_group.candidates[0]
        balancer = load_balancer_of(group)
        assert balancer is not None
        groups = " or ".join(found.label for found in tasks.known_groups) or "their security group"
        is_check = mistake is checks_shut_out
        port = (group.health_check_port if is_check else None) or entry.container_port
        problem = mistake.problem.format(tasks=service.label, groups=groups, port=port)
        yield Violation(
            service,
            "networkConfiguration.securityGroups",
            f"{balancer.candidates[0].label}, which has no security groups, {problem}.",
            mistake.effect,
            "give the load balancer securityGroups (security_groups) and let them in by referencedSecurityGroupId "
            f"(referenced_security_group_id); or let in {mistake.ranges}.",
        )


def _mistake(entry: Attachment, tasks: Interface, group: TargetGroup) -> Mistake | None:
    balancer = load_balancer_of(group)
    return balancer.agree(partial(_mistake_behind, entry, tasks, group)) if balancer else None


def _mistake_behind(entry: Attachment, tasks: Interface, group: TargetGroup, balancer: LoadBalancer) -> Mistake | None:
    port = entry.container_port
    if balancer.type != "network" or balancer.interface.groups or group.protocol not in ("TCP", "TLS") or not port:
        return None
    if entry.service.network_mode != "awsvpc" or not tasks.lets_in_from(port, lambda _: True):
        return None
    of_balancer = balancer.interface.holds_a_subnet_of
    if not group.preserves_client_ip:
        return None if tasks.lets_in_from(port, of_balancer) else balancer_shut_out
    if not balancer.internal and not tasks.lets_in_from(port, lambda cidr: cidr.may_be_public):
        return None if balancer.is_behind_endpoint_service else clients_shut_out
    checked = group.health_check_port or port
    is_shut = tasks.lets_in_from(checked, lambda _: True) and not tasks.lets_in_from(checked, of_balancer)
    return checks_shut_out if is_shut else None
