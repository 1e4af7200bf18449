"""Security groups must let the load balancer reach the whole range of dynamic host ports.

## What it does
Reports services in bridge mode with a dynamic host port (`hostPort` 0 or not set) behind a load balancer of the same
stack where the security groups of the container instances do not let the load balancer in on the whole range that the
ECS agent chooses from, or its own groups not out.

The instances are found by what makes them: a launch template, launch configuration or instance with an ECS image, with
`ECS_CLUSTER` in its user data, or inside the component ContainerInstances; not those that name another cluster. The
range is what that component or `ECS_DYNAMIC_HOST_PORT_RANGE` in the user data says. Otherwise it is the range of the
options, and a rule that opens a thousand ports or more is taken as meant. With instances of several kinds all
must be shut; nothing is said in a stack with more than eight launch templates, configurations and instances.

## Why it is bad
Every task gets a host port of its own, and another one after each deployment. Where only some ports are open, health
checks of the tasks on the others time out; ECS replaces them until by chance all have a port that is open.

## Example
```python
import json
import pulumi
import pulumi_aws as aws

front = aws.ec2.SecurityGroup("front", vpc_id="vpc-0123456789abcdef0")
instances = aws.ec2.SecurityGroup(
    "instances",  # violates
    vpc_id="vpc-0123456789abcdef0",
)
aws.vpc.SecurityGroupEgressRule(
    "front-to-instances",
    security_group_id=front.id,
    referenced_security_group_id=instances.id,
    ip_protocol="tcp",
    from_port=32768,
    to_port=65535,
)
aws.vpc.SecurityGroupIngressRule(
    "instances-from-front",
    security_group_id=instances.id,
    referenced_security_group_id=front.id,
    ip_protocol="tcp",
    from_port=8080,
    to_port=8080,
)
aws.ec2.LaunchTemplate(
    "instances",
    image_id="resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id",
    vpc_security_group_ids=[instances.id],
)
balancer = aws.lb.LoadBalancer("shop", subnets=["subnet-0a", "subnet-0b"], security_groups=[front.id])
group = aws.lb.TargetGroup(
    "shop",
    port=8080,
    protocol="HTTP",
    target_type="instance",
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
    network_mode="bridge",
    container_definitions=json.dumps([{"name": "shop", "image": "shop", "portMappings": [{"containerPort": 8080}]}]),
)
aws.ecs.Service(
    "shop",
    task_definition=task.arn,
    load_balancers=[{"target_group_arn": group.arn, "container_name": "shop", "container_port": 8080}],
    opts=pulumi.ResourceOptions(depends_on=[listener]),
)
```

## Use instead
Open the range to the load balancer's group on both sides. To open fewer ports, set `ECS_DYNAMIC_HOST_PORT_RANGE` in the
configuration of the agent.
```python
aws.vpc.SecurityGroupIngressRule(
    "instances-from-front",
    security_group_id=instances.id,
    referenced_security_group_id=front.id,
    ip_protocol="tcp",
    from_port=32768,
    to_port=65535,
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from ...model import Service, every, instances_of, load_balancer_of, passage
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ...model import Attachment, Direction, InstanceConfiguration, LoadBalancer, Passage, Resource, TargetGroup

few: Final = 16
many: Final = 1000


@rule(
    on=Service,
    level=Level.MANDATORY,
    severity=Severity.CRITICAL,
    outcome=Outcome.UNHEALTHY,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/nlb.html",
        "https://github.com/aws/aws-cdk/issues/12812",
    ),
    options={
        "firstPort": {
            "type": "integer",
            "minimum": 1,
            "maximum": 65535,
            "default": 32768,
            "description": "The lowest dynamic host port of the images in use, where the stack does not tell.",
        },
        "lastPort": {
            "type": "integer",
            "minimum": 1,
            "maximum": 65535,
            "default": 60999,
            "description": "The highest dynamic host port of the images in use, where the stack does not tell.",
        },
    },
)
def check(service: Service, options: Mapping[str, Any]) -> Iterator[Violation]:
    usual = range(int(options["firstPort"]), int(options["lastPort"]) + 1)
    seen: set[str] = set()
    for entry in service.attachments:
        for direction, balancer, instances, ports, found in _shut(entry, usual):
            at_fault = (instances if direction == "ingress" else balancer).interface.known_groups
            on: Resource = at_fault[0] if at_fault else service
            if on.urn in seen:
                continue
            seen.add(on.urn)
            way = "in" if direction == "ingress" else "out"
            yield Violation(
                on,
                direction,
                f"{on.label} lets {balancer.label} {way} on TCP ports {str(found) or 'none'}, but tasks of "
                f"{service.label} get any host port from {ports.start} to {ports.stop - 1} of {instances.label}.",
                "Health checks of tasks on the other ports time out, and ECS replaces these tasks again and again.",
                f"open fromPort (from_port) {ports.start} to toPort (to_port) {ports.stop - 1} there, or narrow the "
                "range by ECS_DYNAMIC_HOST_PORT_RANGE in the user data of the instances.",
            )


Shut = tuple["Direction", "LoadBalancer", "InstanceConfiguration", range, "Passage"]


def _shut(entry: Attachment, usual: range) -> tuple[Shut, ...]:
    """What keeps a load balancer from some of the dynamic host ports of this entry's tasks."""
    service = entry.service

    def of_all(balancer: LoadBalancer) -> list[Shut]:
        """Nothing unless the instances of every kind are shut."""
        found = [_remembered(balancer, kind, usual) for kind in instances_of(service)]
        return [shut for each in found for shut in each] if all(found) else []

    def is_shut(group: TargetGroup) -> bool:
        balancer = load_balancer_of(group)
        return balancer is not None and bool(balancer.agree(lambda candidate: bool(of_all(candidate))))

    def matters(group: TargetGroup) -> bool:
        return every([lambda: entry.host_port == 0, lambda: is_shut(group)])

    if not entry.target_group.agree(matters):
        return ()
    balancer = load_balancer_of(entry.target_group.candidates[0])
    return tuple(of_all(balancer.candidates[0])) if balancer else ()


def _remembered(balancer: LoadBalancer, instances: InstanceConfiguration, usual: range) -> list[Shut]:
    """The answer for these two, whose services are often many."""
    key = ("shut dynamic ports", balancer.urn, instances.urn, usual)
    return balancer.stack.remember(key, partial(_closed, balancer, instances, usual))


def _closed(balancer: LoadBalancer, instances: InstanceConfiguration, usual: range) -> list[Shut]:
    outer, inner = balancer.interface, instances.interface
    if not outer.groups and balancer.type != "network":
        return []  # it gets the default group of its VPC, of which the stack says nothing
    # A Network Load Balancer can keep the addresses of its clients: then they need not be of its subnets.
    source = outer._replace(subnets=()) if balancer.type == "network" else outer
    ways: list[tuple[Direction, Callable[[], Passage]]] = [("ingress", partial(passage, inner, "ingress", source))]
    if outer.groups and outer.may_have_any("egress"):
        ways.append(("egress", partial(passage, outer, "egress", inner)))
    found = [(direction, open_on()) for direction, open_on in ways]
    return [
        (direction, balancer, instances, instances.dynamic_ports or usual if instances.ports_known else usual, open_on)
        for direction, open_on in found
        if not _suffices(open_on, instances, usual)
    ]


def _suffices(open_on: Passage, instances: InstanceConfiguration, usual: range) -> bool:
    """Whether what is open may be the range of these instances. Where nothing tells the range, many ports may be one
    that the image knows; where it is told by what is not known yet, more than a few."""
    largest = max(map(len, open_on.spans), default=0)
    if instances.ports_known and (told := instances.dynamic_ports):
        return open_on.includes(told)
    if open_on.includes(usual) or (instances.ports_known and largest >= many):
        return True
    return not instances.ports_known and largest > few and bool(instances.dynamic_ports)
