from typing import Any

import pulumi
import pulumi_aws as aws

from tests.unknowns import unknown

from .hop import (
    ANYWHERE,
    ECS_IMAGE,
    balancer,
    block,
    group,
    hop,
    let_in,
    listener,
    on_instances,
    open_group,
    service,
    target_group,
)


def opened(group_id: Any, cidr: Any = ANYWHERE, port: Any = 8080) -> None:
    aws.vpc.SecurityGroupIngressRule(
        "open", security_group_id=group_id, cidr_ipv4=cidr, ip_protocol="tcp", from_port=port, to_port=port
    )


def bad_inline_for_both_families() -> None:
    tasks = aws.ec2.SecurityGroup(
        "tasks",  # violates
        ingress=[block(8000, 8999, cidr_blocks=["10.0.0.0/8"], ipv6_cidr_blocks=["::/0"])],  # type: ignore[list-item]
    )
    hop("shop", [open_group("front").id], [tasks.id])


def bad_half_of_the_internet() -> None:
    tasks = group("tasks")
    aws.vpc.SecurityGroupIngressRule(
        "half",  # violates
        security_group_id=tasks.id,
        cidr_ipv4="128.0.0.0/1",
        ip_protocol="-1",
    )
    hop("shop", [open_group("front").id], [tasks.id])


def bad_older_rule_behind_a_network_load_balancer_with_groups() -> None:
    tasks = group("tasks")
    aws.ec2.SecurityGroupRule(
        "older",  # violates
        type="ingress",
        security_group_id=tasks.id,
        protocol="6",
        from_port=8080,
        to_port=8080,
        cidr_blocks=[ANYWHERE],
    )
    hop("shop", [open_group("front").id], [tasks.id], network=True)


def bad_beside_a_rule_for_the_load_balancer() -> None:
    front, tasks = open_group("front"), group("tasks")
    let_in("in", tasks.id, front.id)
    aws.vpc.SecurityGroupIngressRule(
        "open",  # violates
        security_group_id=tasks.id,
        cidr_ipv6="2000::/3",
        ip_protocol="tcp",
        from_port=8080,
        to_port=8080,
    )
    hop("shop", [front.id], [tasks.id])


def bad_fixed_port_of_instances() -> None:
    hosts = group("hosts")
    aws.vpc.SecurityGroupIngressRule(
        "open",  # violates
        security_group_id=hosts.id,
        cidr_ipv4=ANYWHERE,
        ip_protocol="tcp",
        from_port=80,
        to_port=80,
    )
    on_instances([open_group("front").id], [hosts.id], {"containerPort": 8080, "hostPort": 80})


def bad_host_mode_on_instances_of_a_cluster_of_the_stack() -> None:
    hosts, cluster = group("hosts"), aws.ecs.Cluster("shop")
    aws.vpc.SecurityGroupIngressRule(
        "open",  # violates
        security_group_id=hosts.id,
        cidr_ipv4=ANYWHERE,
        ip_protocol="tcp",
        from_port=8080,
        to_port=8080,
    )
    script = cluster.name.apply(lambda name: f"echo ECS_CLUSTER={name} >> /etc/ecs/ecs.config")
    aws.ec2.LaunchTemplate("own", vpc_security_group_ids=[hosts.id], user_data=script)
    hop("shop", [open_group("front").id], None, mode="host", cluster=cluster.arn)


def clean_dynamic_port_of_instances() -> None:
    hosts = group("hosts")
    opened(hosts.id)
    on_instances([open_group("front").id], [hosts.id], {"containerPort": 8080})


def clean_instances_of_another_cluster() -> None:
    hosts = group("hosts")
    opened(hosts.id)
    aws.ec2.LaunchTemplate("own", vpc_security_group_ids=[hosts.id], user_data="ECS_CLUSTER=office")
    hop("shop", [open_group("front").id], None, mode="host", cluster="shop")


def clean_instances_that_may_be_of_another_cluster() -> None:
    hosts = group("hosts")
    opened(hosts.id)
    aws.ec2.LaunchTemplate("own", vpc_security_group_ids=[hosts.id], user_data="start ECS_CLUSTER")
    hop("shop", [open_group("front").id], None, mode="host", cluster="shop")


def clean_instances_behind_a_network_load_balancer_without_groups() -> None:
    hosts = group("hosts")
    opened(hosts.id)
    on_instances(None, [hosts.id], {"containerPort": 8080, "hostPort": 8080}, kind="network")


def clean_network_load_balancer_without_groups() -> None:
    """The tasks see the addresses of its clients."""
    tasks = group("tasks")
    opened(tasks.id)
    hop("shop", None, [tasks.id], network=True)


def clean_the_same_port_behind_one_more_without_groups() -> None:
    tasks = group("tasks")
    opened(tasks.id)
    with_groups = balancer("alb", [open_group("front").id]).arn
    without = balancer("nlb", None, load_balancer_type="network").arn
    web, raw = target_group("web"), target_group("raw", protocol="TCP")
    listener("web-listener", with_groups, web.arn)
    listener("raw-listener", without, raw.arn, protocol="TCP")
    service("shop", [tasks.id], [(web, 8080), (raw, 8080)])


def clean_load_balancer_of_another_stack() -> None:
    tasks = group("tasks")
    opened(tasks.id)
    shared = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef"
    targets = target_group("targets")
    listener("listener", shared, targets.arn)
    service("shop", [tasks.id], [(targets, 8080)])


def clean_private_ranges() -> None:
    tasks = group("tasks")
    opened(tasks.id, "10.0.0.0/8")
    hop("shop", [open_group("front").id], [tasks.id])


def clean_another_port() -> None:
    """That is the matter of sg-world-open."""
    tasks = group("tasks")
    opened(tasks.id, port=9090)
    hop("shop", [open_group("front").id], [tasks.id])


def clean_open_load_balancer_and_egress() -> None:
    front, tasks = open_group("front"), open_group("tasks")
    opened(front.id)
    let_in("in", tasks.id, front.id)
    hop("shop", [front.id], [tasks.id])


def clean_without_a_load_balancer() -> None:
    tasks = group("tasks")
    opened(tasks.id)
    service("worker", [tasks.id], [])


def clean_bridge_mode() -> None:
    opened(group("tasks").id)
    hop("shop", [open_group("front").id], None, mode="bridge")


def clean_unknown_range_on_another_port() -> None:
    tasks = group("tasks")
    opened(tasks.id, unknown("range"), 9090)
    hop("shop", [open_group("front").id], [tasks.id])


def undecided_range() -> None:
    tasks = group("tasks")
    opened(tasks.id, unknown("range"))
    hop("shop", [open_group("front").id], [tasks.id])


def undecided_direction() -> None:
    tasks = group("tasks")
    aws.ec2.SecurityGroupRule(
        "older",
        type=unknown("type"),
        security_group_id=tasks.id,
        protocol="tcp",
        from_port=8080,
        to_port=8080,
        cidr_blocks=[ANYWHERE],
    )
    hop("shop", [open_group("front").id], [tasks.id])


def undecided_host_port() -> None:
    hosts = group("hosts")
    opened(hosts.id)
    aws.ec2.LaunchTemplate("hosts", vpc_security_group_ids=[hosts.id], image_id=ECS_IMAGE)
    targets = target_group("targets", target_type="instance")
    listener("listener", balancer("balancer", [open_group("front").id]).arn, targets.arn)
    aws.ecs.Service(
        "shop",
        task_definition=unknown("task"),
        load_balancers=[{"target_group_arn": targets.arn, "container_name": "web", "container_port": 8080}],
    )


def ambiguous_group() -> None:
    tasks, other = group("tasks"), group("other")
    opened(pulumi.Output.all(tasks.id, other.id).apply(lambda ids: ids[0]))
    hop("shop", [open_group("front").id], [tasks.id])
