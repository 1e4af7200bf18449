"""One load balancer and one service behind it, for the cases of this family."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pulumi
import pulumi_aws as aws

if TYPE_CHECKING:
    from collections.abc import Sequence

VPC = "vpc-0123456789abcdef0"
ANYWHERE = "0.0.0.0/0"
ECS_IMAGE = "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id"


def group(name: str, **inline: Any) -> aws.ec2.SecurityGroup:
    return aws.ec2.SecurityGroup(name, vpc_id=VPC, **inline)


def block(port: Any, last: int | None = None, protocol: str = "tcp", **peer: Any) -> dict[str, Any]:
    """An inline rule."""
    return {"protocol": protocol, "from_port": port, "to_port": last or port, **peer}


def let_in(name: str, to: Any, source: Any, port: Any = 8080) -> None:
    aws.vpc.SecurityGroupIngressRule(
        name,
        security_group_id=to,
        referenced_security_group_id=source,
        ip_protocol="tcp",
        from_port=port,
        to_port=port,
    )


def let_out(name: str, owner: Any, to: Any = None, port: int = 8080) -> None:
    aws.vpc.SecurityGroupEgressRule(
        name,
        security_group_id=owner,
        referenced_security_group_id=to,
        cidr_ipv4=None if to is not None else ANYWHERE,
        ip_protocol="tcp",
        from_port=port,
        to_port=port,
    )


def open_group(name: str) -> aws.ec2.SecurityGroup:
    """A group that lets everything out."""
    return group(name, egress=[block(0, protocol="-1", cidr_blocks=[ANYWHERE])])


def balancer(name: str, groups: Any, *, subnets: Any = ("subnet-0a", "subnet-0b"), **args: Any) -> Any:
    if not isinstance(subnets, pulumi.Output):
        subnets = list(subnets)
    return aws.lb.LoadBalancer(name, security_groups=groups, subnets=subnets, **args)


def target_group(name: str, *, protocol: str = "HTTP", elb: Any = aws.lb, **args: Any) -> Any:
    return elb.TargetGroup(name, **{"port": 8080, "protocol": protocol, "target_type": "ip", "vpc_id": VPC, **args})


def listener(name: str, load_balancer_arn: Any, target_group_arn: Any, elb: Any = aws.lb, **args: Any) -> Any:
    forward = [{"type": "forward", "target_group_arn": target_group_arn}]
    args = {"port": 80, "protocol": "HTTP", **args}
    return elb.Listener(name, load_balancer_arn=load_balancer_arn, default_actions=forward, **args)


def service(
    name: str,
    groups: Any,
    entries: Sequence[tuple[Any, int]],
    *,
    mode: str = "awsvpc",
    served: Sequence[int] = (8080,),
    subnets: Sequence[Any] = ("subnet-0c",),
    **args: Any,
) -> aws.ecs.Service:
    """A service; `entries` are target groups with the container port that each registers."""
    mappings = [{"containerPort": port} for port in served]
    task = aws.ecs.TaskDefinition(
        f"{name}-task",
        family=name,
        network_mode=mode,
        container_definitions=json.dumps([{"name": "web", "image": "web", "portMappings": mappings}]),
    )
    if mode == "awsvpc" and "network_configuration" not in args:
        args["network_configuration"] = {"subnets": list(subnets), "security_groups": groups}
    return aws.ecs.Service(
        name,
        task_definition=task.arn,
        load_balancers=[
            {"target_group_arn": found.arn, "container_name": "web", "container_port": port} for found, port in entries
        ],
        **args,
    )


def hop(
    name: str,
    front: Any,
    tasks: Any,
    *,
    port: int = 8080,
    network: bool = False,
    health_check: Any = None,
    subnets: Any = ("subnet-0a", "subnet-0b"),
    elb: Any = aws.lb,
    **args: Any,
) -> None:
    """A load balancer with the groups `front`, and the service `name` with the groups `tasks` behind it."""
    kind = "network" if network else "application"
    protocol = "TCP" if network else "HTTP"
    if not isinstance(subnets, pulumi.Output):
        subnets = list(subnets)
    arn = elb.LoadBalancer("balancer", security_groups=front, subnets=subnets, load_balancer_type=kind).arn
    targets = target_group("targets", protocol=protocol, elb=elb, health_check=health_check)
    listener("listener", arn, targets.arn, elb, protocol=protocol)
    service(name, tasks, [(targets, port)], **args)


def on_instances(
    front: Any,
    hosts: Any,
    *mappings: Any,
    mode: str = "bridge",
    kind: str = "application",
    name: str = "shop",
    **args: Any,
) -> None:
    """A service in bridge or host mode on instances with the groups `hosts`, behind a load balancer."""
    aws.ec2.LaunchTemplate("hosts", vpc_security_group_ids=hosts, image_id=ECS_IMAGE)
    arn = balancer("balancer", front, load_balancer_type=kind).arn
    protocol = "HTTP" if kind == "application" else "TCP"
    targets = target_group("targets", protocol=protocol, target_type="instance", **args)
    listener("listener", arn, targets.arn, protocol=protocol)
    containers = [{"name": "web", "image": "web", "portMappings": [*mappings]}]
    task = aws.ecs.TaskDefinition(
        "task", family="shop", network_mode=mode, container_definitions=json.dumps(containers)
    )
    entry: Any = {"target_group_arn": targets.arn, "container_name": "web", "container_port": 8080}
    aws.ecs.Service(name, task_definition=task.arn, load_balancers=[entry])
