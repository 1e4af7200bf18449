"""Tasks behind a Network Load Balancer without security groups must let in the addresses that they see.

## What it does
Reports ECS services behind a Network Load Balancer of the same stack that has no security groups, where the rules of
the tasks, or in bridge and host mode those of the container instances, open the port to the wrong addresses:

- client addresses are preserved and the load balancer faces the Internet, but only private ranges or groups are let in;
- client addresses are not preserved, but no range holds an address of the load balancer's subnets;
- no range holds one on the port of health checks, which always come from the load balancer itself.

Subnets count where the stack has all of them. Which instances count is as in `sg-dynamic-port-range`, and all must have
the same mistake. Preservation is `preserveClientIp` of the target group; not set, it is on
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

from ...model import Service, instances_of, load_balancer_of
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ...model import Attachment, Cidr, Interface, LoadBalancer, TargetGroup

usual_dynamic_ports: Final = range(32768, 61000)
possible_dynamic_ports: Final = range(1024, 65536)


class Mistake(NamedTuple):
    """What the rules of the tasks take for the addresses that arrive."""

    problem: str
    effect: str
    ranges: str


clients_shut_out: Final = Mistake(
    "shows {tasks} the public addresses of its clients, but {groups} opens {port} to private ranges or groups",
    "Every client on the Internet times out, while health checks may well succeed.",
    "the ranges of the clients",
)
balancer_shut_out: Final = Mistake(
    "shows {tasks} its own addresses, but no range to which {groups} opens {port} holds any of its subnets",
    "Requests and health checks time out, and ECS replaces the tasks without end.",
    "the cidrBlock (cidr_block) of its subnets",
)
checks_shut_out: Final = Mistake(
    "checks the health of {tasks} itself, but no range to which {groups} opens {port} holds any of its subnets",
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
    if tasks is not None and not tasks.groups:
        return
    for entry in service.attachments:
        mistake = entry.target_group.agree(partial(_mistake, entry))
        if mistake is None:
            continue
        group = entry.target_group.candidates[0]
        balancer = load_balancer_of(group)
        assert balancer is not None
        places = _places(entry, group)
        names = dict.fromkeys(found.label for place in places for found in place.interface.known_groups)
        ports = places[0].checked if mistake is checks_shut_out else places[0].ports
        problem = mistake.problem.format(
            tasks=service.label,
            groups=" or ".join(names) or "their security group",
            port=f"port {ports[0]}" if len(ports) == 1 else "the dynamic host ports",
        )
        yield Violation(
            service,
            "networkConfiguration.securityGroups" if tasks else "loadBalancers",
            f"{balancer.candidates[0].label}, which has no security groups, {problem}.",
            mistake.effect,
            "give the load balancer securityGroups (security_groups) and let them in by referencedSecurityGroupId "
            f"(referenced_security_group_id); or let in {mistake.ranges}.",
        )


class Place(NamedTuple):
    """What takes the traffic: the tasks themselves, or a kind of instances that they run on."""

    interface: Interface
    ports: range
    """The port of the traffic, or the range of dynamic ones."""
    checked: range
    possible: range
    """The ports that the traffic may have, where the range of dynamic ones is not told."""

    @property
    def is_open(self) -> bool:
        """Whether any address range at all can reach a port of the traffic."""
        return self.interface.lets_in_from(self.ports, lambda _: True)

    def lets_in(self, question: Callable[[Cidr], bool]) -> bool:
        """Whether an address range for which the answer is yes may reach a port of the traffic."""
        return self.interface.lets_in_from(self.possible, question)

    def shuts_out_checks(self, question: Callable[[Cidr], bool]) -> bool:
        """Whether the port of the health checks is open, but not for an address range for which the answer is yes."""
        possible = self.possible if self.checked == self.ports else self.checked
        return self.interface.lets_in_from(self.checked, lambda _: True) and not self.interface.lets_in_from(
            possible, question
        )


def _places(entry: Attachment, group: TargetGroup) -> tuple[Place, ...]:
    service = entry.service

    def place(interface: Interface, ports: range, possible: range) -> Place:
        fixed = group.health_check_port
        return Place(interface, ports, ports if fixed is None else range(fixed, fixed + 1), possible)

    if tasks := service.interface:
        port = entry.container_port if service.network_mode == "awsvpc" else None
        own = range(port, port + 1) if port else None
        return (place(tasks, own, own),) if own else ()
    port = entry.host_port
    if port is None:
        return ()
    found = []
    for instances in instances_of(service):
        told = range(port, port + 1) if port else instances.dynamic_ports
        found.append(place(instances.interface, told or usual_dynamic_ports, told or possible_dynamic_ports))
    return tuple(found)


def _mistake(entry: Attachment, group: TargetGroup) -> Mistake | None:
    balancer = load_balancer_of(group)
    return balancer.agree(partial(_mistake_behind, entry, group)) if balancer else None


def _mistake_behind(entry: Attachment, group: TargetGroup, balancer: LoadBalancer) -> Mistake | None:
    if balancer.type != "network" or balancer.interface.groups or group.protocol not in ("TCP", "TLS"):
        return None
    found = {_mistake_of(place, group, balancer) for place in _places(entry, group)}
    return found.pop() if len(found) == 1 else None


def _mistake_of(place: Place, group: TargetGroup, balancer: LoadBalancer) -> Mistake | None:
    if not place.is_open:
        return None
    of_balancer = balancer.interface.holds_a_subnet_of
    if not group.preserves_client_ip:
        return None if place.lets_in(of_balancer) else balancer_shut_out
    if not balancer.internal and not place.lets_in(lambda cidr: cidr.may_be_public):
        return None if balancer.is_behind_endpoint_service else clients_shut_out
    return checks_shut_out if place.shuts_out_checks(of_balancer) else None
