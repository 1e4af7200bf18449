from typing import Any

import pulumi
import pulumi_aws as aws

from tests.rules.security_groups.hop import (
    ANYWHERE,
    VPC,
    balancer,
    block,
    group,
    listener,
    on_instances,
    open_group,
    service,
    target_group,
)
from tests.unknowns import unknown

PRIVATE = "10.0.0.0/8"


def opened(*ranges: Any, port: int = 8080, **args: Any) -> aws.ec2.SecurityGroup:
    return group("tasks", ingress=[block(port, cidr_blocks=[*ranges], **args)] if ranges or args else None)


def subnet(cidr: Any = "10.0.1.0/24", name: str = "zone") -> pulumi.Output[str]:
    return aws.ec2.Subnet(name, vpc_id=VPC, cidr_block=cidr).id


def behind(
    tasks: aws.ec2.SecurityGroup,
    *,
    keep: Any = None,
    groups: Any = None,
    protocol: str = "TCP",
    check: Any = None,
    kind: Any = "network",
    subnets: Any = ("subnet-0a",),
    **args: Any,
) -> aws.lb.LoadBalancer:
    """The service `shop` behind a Network Load Balancer without groups."""
    found: aws.lb.LoadBalancer = balancer("balancer", groups, subnets=subnets, load_balancer_type=kind, **args)
    targets = target_group("targets", protocol=protocol, preserve_client_ip=keep, health_check=check)
    listener("listener", found.arn, targets.arn, port=443, protocol=protocol)
    service("shop", [tasks.id], [(targets, 8080)])
    return found


def bad_only_the_vpc_sees_the_internet() -> None:
    tasks = opened(PRIVATE, "192.168.0.0/16", security_groups=["sg-0123456789abcdef0"])
    targets = target_group("targets", protocol="TLS", preserve_client_ip="true")
    listener("listener", balancer("nlb", None, load_balancer_type="network").arn, targets.arn, port=443, protocol="TLS")
    service(
        "shop",  # violates
        [tasks.id],
        [(targets, 8080)],
    )


def bad_clients_only_without_preservation() -> None:
    nlb = balancer("nlb", None, subnets=[subnet()], load_balancer_type="network", internal=True).arn
    targets = target_group("targets", protocol="TCP")
    listener("listener", nlb, targets.arn, port=443, protocol="TCP")
    service(
        "shop",  # violates
        [opened("10.9.0.0/16").id],
        [(targets, 8080)],
    )


def bad_health_checks_shut_out() -> None:
    nlb = balancer("nlb", None, subnets=[subnet()], load_balancer_type="network").arn
    targets = target_group("targets", protocol="TCP", preserve_client_ip="true")
    listener("listener", nlb, targets.arn, port=443, protocol="TCP")
    service(
        "shop",  # violates
        [opened("192.0.2.0/24").id],
        [(targets, 8080)],
    )


def hosts(*ranges: Any, first: int = 32768, last: int = 65535, more: Any = ()) -> list[Any]:
    return [group("hosts", ingress=[block(first, last, cidr_blocks=[*ranges]), *more]).id]


def bad_dynamic_ports_of_instances() -> None:
    on_instances(
        None,
        hosts(PRIVATE),
        {"containerPort": 8080},
        kind="network",
        name="shop",  # violates
    )


def bad_fixed_port_of_instances() -> None:
    on_instances(
        None,
        hosts(PRIVATE, first=80, last=80),
        {"containerPort": 8080, "hostPort": 80},
        kind="network",
        name="shop",  # violates
    )


def clean_instances_open_to_everybody() -> None:
    on_instances(None, hosts(ANYWHERE), {"containerPort": 8080}, kind="network")


def clean_instances_with_a_range_that_the_image_knows() -> None:
    more = [block(40000, 40999, cidr_blocks=[ANYWHERE])]
    on_instances(None, hosts(PRIVATE, first=0, more=more), {"containerPort": 8080}, kind="network")


def clean_instances_without_preservation() -> None:
    on_instances(None, hosts(PRIVATE), {"containerPort": 8080}, kind="network", preserve_client_ip="false")


def clean_instances_shut_for_everybody() -> None:
    on_instances(None, hosts(PRIVATE, first=22, last=22), {"containerPort": 8080}, kind="network")


def clean_instances_behind_a_load_balancer_with_groups() -> None:
    on_instances([open_group("front").id], hosts(PRIVATE), {"containerPort": 8080}, kind="network")


def undecided_range_of_instances() -> None:
    on_instances(None, hosts(unknown("range")), {"containerPort": 8080}, kind="network")


def clean_open_to_everybody() -> None:
    behind(opened(ANYWHERE), keep="true", subnets=[subnet()])


def clean_clients_and_load_balancer() -> None:
    behind(opened("192.0.2.0/24", "10.0.1.0/24"), keep="true", subnets=[subnet()])


def clean_internal_clients() -> None:
    behind(opened(PRIVATE), keep="true", internal=True)


def clean_the_load_balancer_itself() -> None:
    behind(opened("10.0.0.0/16"), subnets=[subnet()])
    group("unrelated")


def clean_not_preserved_by_default() -> None:
    behind(opened(PRIVATE))


def clean_preservation_that_is_empty_is_not_set() -> None:
    behind(opened(PRIVATE), keep="")


def clean_clients_by_prefix_list() -> None:
    behind(opened(prefix_list_ids=["pl-0123456789abcdef0"]), keep="true")


def clean_with_groups() -> None:
    behind(opened(PRIVATE), keep="true", groups=[open_group("front").id])


def clean_public_ranges_of_a_company() -> None:
    behind(opened("11.0.0.0/8"), keep="true", subnets=["subnet-0a"])


def clean_by_private_link() -> None:
    found = behind(opened(PRIVATE), keep="true")
    aws.ec2.VpcEndpointService("offer", acceptance_required=True, network_load_balancer_arns=[found.arn])


def clean_application_load_balancer() -> None:
    behind(opened(PRIVATE), kind="application", protocol="HTTP")


def clean_groups_of_another_stack() -> None:
    targets = target_group("targets", protocol="TCP", preserve_client_ip="true")
    listener("listener", balancer("nlb", None, load_balancer_type="network").arn, targets.arn, protocol="TCP")
    service("shop", ["sg-0123456789abcdef0"], [(targets, 8080)])


def clean_shut_for_everybody() -> None:
    """That is the matter of sg-lb-to-task-missing."""
    behind(open_group("tasks"), keep="true")


def clean_subnet_of_another_stack() -> None:
    behind(opened("10.9.0.0/16"), subnets=[subnet(), "subnet-0b"])


def undecided_preservation() -> None:
    behind(opened("10.0.0.0/16"), keep=unknown("keep"))


def undecided_range() -> None:
    behind(opened(unknown("range")), keep="true")


def ambiguous_load_balancer() -> None:
    arns = [
        balancer(name, None, load_balancer_type="network", internal=name == "inner").arn for name in ("inner", "outer")
    ]
    targets = target_group("targets", protocol="TCP", preserve_client_ip="true")
    listener("listener", pulumi.Output.all(*arns).apply(lambda found: found[0]), targets.arn, protocol="TCP")
    service("shop", [opened(PRIVATE).id], [(targets, 8080)])
