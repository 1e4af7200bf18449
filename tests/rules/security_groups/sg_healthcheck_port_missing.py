from typing import Any

import pulumi
import pulumi_aws as aws

from tests.unknowns import unknown

from .hop import balancer, block, group, hop, let_in, let_out, listener, on_instances, open_group, service, target_group

CHECK = {"protocol": "HTTP", "port": "8081"}
BOTH = (8080, 8081)


def opened(*ports: int) -> tuple[aws.ec2.SecurityGroup, aws.ec2.SecurityGroup]:
    """The groups of the load balancer and the tasks, with these ports open between them."""
    front, tasks = group("front"), group("tasks")
    for port in ports:
        let_in(f"in-{port}", tasks.id, front.id, port)
        let_out(f"out-{port}", front.id, tasks.id, port)
    let_out("images", tasks.id, port=443)
    return front, tasks


def bad_only_the_traffic_is_let_in() -> None:
    front, tasks = open_group("front"), open_group("tasks")
    let_in("in", tasks.id, front.id)
    hop(
        "shop",  # violates
        [front.id],
        [tasks.id],
        health_check=CHECK,
        served=BOTH,
    )


def bad_only_the_traffic_is_let_out() -> None:
    front, tasks = opened(8080)
    let_in("health", tasks.id, front.id, 8081)
    hop(
        "shop",  # violates
        [front.id],
        [tasks.id],
        health_check=CHECK,
        served=BOTH,
    )


def bad_network_load_balancer() -> None:
    front, tasks = opened(8080)
    hop(
        "shop",  # violates
        [front.id],
        [tasks.id],
        network=True,
        health_check=CHECK,
        served=BOTH,
    )


def bad_network_load_balancer_without_groups() -> None:
    tasks = group("tasks", ingress=[block(8080, cidr_blocks=["0.0.0.0/0"])])
    hop(
        "shop",  # violates
        None,
        [tasks.id],
        network=True,
        health_check=CHECK,
        served=BOTH,
    )


def clean_both_ports_are_open() -> None:
    front, tasks = opened(8080, 8081)
    hop("shop", [front.id], [tasks.id], health_check=CHECK, served=BOTH)


def clean_a_span_of_ports_is_open() -> None:
    front = open_group("front")
    tasks = group("tasks", ingress=[block(8000, 8999, security_groups=[front.id])])
    hop("shop", [front.id], [tasks.id], health_check=CHECK, served=BOTH)


def clean_same_port_as_the_traffic() -> None:
    front, tasks = opened(8080)
    hop("shop", [front.id], [tasks.id], health_check={"port": "8080"})


def clean_traffic_port() -> None:
    front, tasks = opened(8080)
    hop("shop", [front.id], [tasks.id], health_check={"port": "traffic-port"})


def clean_port_that_nobody_serves() -> None:
    """That is the matter of tg-health-check-port."""
    front, tasks = opened(8080)
    hop("shop", [front.id], [tasks.id], health_check=CHECK)


def clean_health_checks_without_any_traffic() -> None:
    """The closed traffic port is the matter of sg-lb-to-task-missing."""
    front, tasks = opened(8081)
    hop("shop", [front.id], [tasks.id], health_check=CHECK, served=BOTH)


def clean_groups_of_another_stack() -> None:
    hop("shop", ["sg-0aaaaaaaaaaaaaaaa"], ["sg-0bbbbbbbbbbbbbbbb"], health_check=CHECK, served=BOTH)


FIXED = ({"containerPort": 8080, "hostPort": 80}, {"containerPort": 9090, "hostPort": 9000})


def bad_host_port_of_instances() -> None:
    front = open_group("front")
    hosts = group("hosts", ingress=[block(80, security_groups=[front.id])])
    on_instances(
        [front.id],
        [hosts.id],
        *FIXED,
        health_check={"port": "9000"},
        name="shop",  # violates
    )


def clean_host_port_of_instances() -> None:
    front = open_group("front")
    hosts = group("hosts", ingress=[block(80, security_groups=[front.id]), block(9000, security_groups=[front.id])])
    on_instances([front.id], [hosts.id], *FIXED, health_check={"port": "9000"})


def clean_host_port_of_the_traffic() -> None:
    """That it is shut is the matter of sg-lb-to-task-missing."""
    on_instances([open_group("front").id], [group("hosts").id], *FIXED, health_check={"port": "80"})


def clean_bridge_mode() -> None:
    hop("shop", [open_group("front").id], None, health_check=CHECK, served=BOTH, mode="bridge")


def clean_two_target_groups_that_cannot_be_told_apart() -> None:
    front, tasks = opened(8080, 8081, 9090)
    two_entries([front.id], [tasks.id], ("8081", "8081"))


def clean_unknown_port_behind_a_load_balancer_of_another_stack() -> None:
    targets = target_group("targets", health_check={"port": unknown("port")})
    shared = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef"
    listener("listener", shared, targets.arn)
    service("shop", [open_group("tasks").id], [(targets, 8080)])


def undecided_port_of_the_health_check() -> None:
    front, tasks = opened(8080)
    hop("shop", [front.id], [tasks.id], health_check={"port": unknown("port")}, served=BOTH)


def undecided_port_of_the_rule() -> None:
    front, tasks = opened(8080)
    let_out("out-8081", front.id, tasks.id, 8081)
    let_in("health", tasks.id, front.id, unknown("port"))
    hop("shop", [front.id], [tasks.id], health_check=CHECK, served=BOTH)


def ambiguous_target_groups_differ() -> None:
    front, tasks = opened(8080, 9090)
    two_entries([front.id], [tasks.id], ("8081", "traffic-port"))


def ambiguous_load_balancers_differ() -> None:
    blue, green, tasks = open_group("blue-group"), open_group("green-group"), open_group("tasks")
    for name, front, port in (("blue", blue, 8080), ("green", green, 8080), ("blue-health", blue, 8081)):
        let_in(f"{name}-in", tasks.id, front.id, port)
    arns = [balancer("blue", [blue.id]).arn, balancer("green", [green.id]).arn]
    targets = target_group("targets", health_check=CHECK)
    listener("listener", pulumi.Output.all(*arns).apply(lambda found: found[0]), targets.arn)
    service("shop", [tasks.id], [(targets, 8080)], served=BOTH)


def two_entries(front: Any, tasks: Any, health_ports: tuple[str, str]) -> None:
    arn = balancer("balancer", front).arn
    entries = []
    for port, health_port in zip((8080, 9090), health_ports, strict=True):
        targets = target_group(f"targets-{port}", health_check={"port": health_port})
        listener(f"listener-{port}", arn, targets.arn, port=port)
        entries.append((targets, port))
    service("shop", tasks, entries, served=(8080, 8081, 9090))
