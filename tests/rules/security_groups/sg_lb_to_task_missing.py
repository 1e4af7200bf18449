from typing import Any

import pulumi
import pulumi_aws as aws

from tests.unknowns import unknown

from .hop import (
    ANYWHERE,
    ECS_IMAGE,
    VPC,
    balancer,
    block,
    group,
    hop,
    let_in,
    let_out,
    listener,
    on_instances,
    open_group,
    service,
    target_group,
)


def bad_nothing_lets_it_in() -> None:
    front = open_group("front")
    hop(
        "shop",  # violates
        [front.id],
        [open_group("tasks").id],
    )


def bad_containers_are_not_known() -> None:
    targets = target_group("targets")
    listener("listener", balancer("balancer", [open_group("front").id]).arn, targets.arn)
    task = aws.ecs.TaskDefinition(
        "task", family="shop", network_mode="awsvpc", container_definitions=unknown("containers")
    )
    entry: Any = {"target_group_arn": targets.arn, "container_name": "web", "container_port": 8080}
    network: Any = {"subnets": ["subnet-0c"], "security_groups": [open_group("tasks").id]}
    aws.ecs.Service(
        "shop",  # violates
        task_definition=task.arn,
        network_configuration=network,
        load_balancers=[entry],
    )


def bad_another_port_is_open() -> None:
    front, tasks = open_group("front"), group("tasks")
    let_in("in", tasks.id, front.id, 9090)
    hop(
        "shop",  # violates
        [front.id],
        [tasks.id],
    )


def bad_another_group_is_let_in() -> None:
    front, tasks, bastion = open_group("front"), group("tasks"), open_group("bastion")
    let_in("in", tasks.id, bastion.id)
    hop(
        "shop",  # violates
        [front.id],
        [tasks.id],
    )


def bad_the_rule_is_on_the_wrong_group() -> None:
    """Ingress from the tasks on the load balancer's group, where it should be the other way round."""
    front, tasks = open_group("front"), group("tasks")
    let_in("in", front.id, tasks.id)
    hop(
        "shop",  # violates
        [front.id],
        [tasks.id],
    )


def bad_udp_only() -> None:
    front = open_group("front")
    tasks = group("tasks", ingress=[block(8080, protocol="udp", security_groups=[front.id])])
    hop(
        "shop",  # violates
        [front.id],
        [tasks.id],
    )


def bad_load_balancer_goes_elsewhere() -> None:
    front, tasks = group("front"), group("tasks")
    let_in("in", tasks.id, front.id)
    let_out("out", front.id, tasks.id, 9090)
    hop(
        "shop",  # violates
        [front.id],
        [tasks.id],
    )


def bad_egress_by_type_of_the_older_rule() -> None:
    front, tasks = group("front"), group("tasks")
    let_in("in", tasks.id, front.id)
    for name, kind, port in (("clients", "ingress", 8080), ("out", "egress", 8000)):
        aws.ec2.SecurityGroupRule(
            name,
            type=kind,
            security_group_id=front.id,
            protocol="tcp",
            from_port=port,
            to_port=port,
            cidr_blocks=["0.0.0.0/0"],
        )
    hop(
        "shop",  # violates
        [front.id],
        [tasks.id],
    )


def bad_network_load_balancer_without_groups() -> None:
    tasks = group("tasks", ingress=[block(8080, security_groups=["sg-0123456789abcdef0"])])
    hop(
        "shop",  # violates
        None,
        [tasks.id],
        network=True,
    )


def bad_ranges_that_hold_none_of_the_subnets() -> None:
    subnets = [
        aws.ec2.Subnet(name, vpc_id=VPC, cidr_block=f"10.0.{index}.0/24") for index, name in enumerate(("a", "b"))
    ]
    tasks = group("tasks", ingress=[block(8080, cidr_blocks=["10.0.8.0/24", "192.168.0.0/16"])])
    hop(
        "shop",  # violates
        [open_group("front").id],
        [tasks.id],
        subnets=[subnet.id for subnet in subnets],
    )


def bad_whichever_load_balancer_is_meant() -> None:
    tasks = group("tasks")
    arns = [balancer(name, [open_group(f"{name}-group").id]).arn for name in ("blue", "green")]
    targets = target_group("targets")
    listener("listener", pulumi.Output.all(*arns).apply(lambda found: found[0]), targets.arn)
    service(
        "shop",  # violates
        [tasks.id],
        [(targets, 8080)],
    )


def bad_second_service_of_a_loop() -> None:
    front = open_group("front")
    arn = balancer("balancer", [front.id]).arn
    names = (
        "orders",
        "stock",  # violates
    )
    for port, name in zip((8080, 9090), names, strict=True):
        tasks = group(f"{name}-tasks")
        let_in(f"{name}-in", tasks.id, front.id)
        let_out(f"{name}-out", tasks.id)
        targets = target_group(f"{name}-targets")
        listener(f"{name}-listener", arn, targets.arn, port=port)
        service(name, [tasks.id], [(targets, port)], served=(port,))


def bad_behind_a_rule_and_the_older_module() -> None:
    front = open_group("front")
    arn = aws.alb.LoadBalancer("balancer", security_groups=[front.id], subnets=["subnet-0a", "subnet-0b"]).arn
    targets = target_group("targets", elb=aws.alb)
    default = target_group("default", elb=aws.alb)
    first = listener("listener", arn, default.arn, aws.alb)
    aws.alb.ListenerRule(
        "rule",
        listener_arn=first.arn,
        actions=[{"type": "forward", "target_group_arn": targets.arn}],
        conditions=[{"path_pattern": {"values": ["/shop/*"]}}],
    )
    service(
        "shop",  # violates
        [open_group("tasks").id],
        [(targets, 8080)],
    )


FIXED = {"containerPort": 8080, "hostPort": 80}


def bad_fixed_host_port_of_instances() -> None:
    front = open_group("front")
    hosts = group("hosts", ingress=[block(8080, security_groups=[front.id])])
    on_instances(
        [front.id],
        [hosts.id],
        FIXED,
        name="shop",  # violates
    )


def bad_host_mode() -> None:
    front = group("front", egress=[block(443, cidr_blocks=[ANYWHERE])])
    hosts = group("hosts", ingress=[block(0, protocol="-1", security_groups=[front.id])])
    on_instances(
        [front.id],
        [hosts.id],
        {"containerPort": 8080},
        mode="host",
        kind="network",
        name="shop",  # violates
    )


def clean_fixed_host_port_of_instances() -> None:
    front = open_group("front")
    hosts = group("hosts", ingress=[block(80, security_groups=[front.id])])
    on_instances([front.id], [hosts.id], {"containerPort": 8080, "protocol": "udp"}, FIXED)


def clean_fixed_host_port_for_clients_of_a_network_load_balancer() -> None:
    hosts = group("hosts", ingress=[block(80, cidr_blocks=["192.0.2.0/24"])])
    on_instances(None, [hosts.id], FIXED, kind="network")


def clean_dynamic_host_port() -> None:
    """That is the matter of sg-dynamic-port-range."""
    on_instances([open_group("front").id], [group("hosts").id], {"containerPort": 8080})


def clean_instances_of_another_kind_are_open() -> None:
    front = open_group("front")
    opened = group("opened", ingress=[block(80, security_groups=[front.id])])
    aws.ec2.LaunchTemplate("others", vpc_security_group_ids=[opened.id], image_id=ECS_IMAGE)
    on_instances([front.id], [group("hosts").id], FIXED)


def clean_groups_of_instances_of_another_stack() -> None:
    on_instances([open_group("front").id], ["sg-0123456789abcdef0"], FIXED)


def undecided_ports_of_instances() -> None:
    front = open_group("front")
    hosts = group("hosts", ingress=[block(unknown("port"), security_groups=[front.id])])
    on_instances([front.id], [hosts.id], FIXED)


def clean_port_that_no_container_has() -> None:
    """That is the matter of ecs-lb-container-mismatch."""
    hop("shop", [open_group("front").id], [open_group("tasks").id], port=80)


def clean_open_on_both_sides() -> None:
    front, tasks = group("front"), group("tasks")
    let_in("in", tasks.id, front.id)
    let_out("out", front.id, tasks.id)
    let_out("images", tasks.id, port=443)
    hop("shop", [front.id], [tasks.id])


def clean_inline_only() -> None:
    front = group("front", egress=[block(0, protocol="-1", cidr_blocks=["0.0.0.0/0"])])
    tasks = group(
        "tasks",
        ingress=[block(8000, 8999, security_groups=[front.id]), block(443, security_groups=[front.id])],
        egress=[block(0, protocol="-1", cidr_blocks=["0.0.0.0/0"])],
    )
    hop("shop", [front.id], [tasks.id])


def clean_older_rules() -> None:
    front, tasks = group("front"), group("tasks")
    for name, kind, own, other in (("in", "ingress", tasks, front), ("out", "egress", front, tasks)):
        aws.ec2.SecurityGroupRule(
            name,
            type=kind,
            security_group_id=own.id,
            protocol="all" if kind == "egress" else "6",
            from_port=0,
            to_port=65535,
            source_security_group_id=other.id,
        )
    let_out("images", tasks.id, port=443)
    hop("shop", [front.id], [tasks.id])


def clean_range_of_the_vpc() -> None:
    vpc = aws.ec2.Vpc("vpc", cidr_block="10.0.0.0/16")
    subnets = [aws.ec2.Subnet(name, vpc_id=vpc.id, cidr_block=f"10.0.{name}.0/24") for name in ("1", "2")]
    tasks = open_group("tasks")
    aws.vpc.SecurityGroupIngressRule(
        "in",
        security_group_id=tasks.id,
        cidr_ipv4=vpc.cidr_block,
        ip_protocol="tcp",
        from_port=8080,
        to_port=8080,
    )
    hop("shop", [open_group("front").id], [tasks.id], subnets=[subnet.id for subnet in subnets])


def clean_range_of_subnets_that_the_stack_does_not_describe() -> None:
    tasks = group("tasks", ingress=[block(8080, cidr_blocks=["10.0.8.0/24"])])
    hop("shop", [open_group("front").id], [tasks.id])


def clean_prefix_list() -> None:
    tasks = group("tasks", ingress=[block(8080, prefix_list_ids=["pl-0123456789abcdef0"])])
    hop("shop", [open_group("front").id], [tasks.id])


def clean_one_group_for_all_with_a_rule_for_itself() -> None:
    both = group(
        "both",
        ingress=[block(0, protocol="-1", self=True)],
        egress=[block(0, protocol="-1", self=True), block(443, cidr_blocks=["0.0.0.0/0"])],
    )
    hop("shop", [both.id], [both.id])


def clean_one_group_with_an_older_rule_for_itself() -> None:
    both = open_group("both")
    aws.ec2.SecurityGroupRule(
        "self", type="ingress", security_group_id=both.id, protocol="tcp", from_port=1, to_port=65535, self=True
    )
    hop("shop", [both.id], [both.id])


def clean_shared_groups_by_id() -> None:
    hop("shop", ["sg-0aaaaaaaaaaaaaaaa"], ["sg-0bbbbbbbbbbbbbbbb"])


def clean_another_group_of_the_tasks_is_shared() -> None:
    """What the shared group allows, the stack does not say."""
    hop("shop", [open_group("front").id], [open_group("tasks").id, "sg-0bbbbbbbbbbbbbbbb"])


def clean_shared_load_balancer_group_by_id() -> None:
    tasks = open_group("tasks")
    let_in("in", tasks.id, "sg-0aaaaaaaaaaaaaaaa")
    hop("shop", ["sg-0aaaaaaaaaaaaaaaa"], [tasks.id])


def clean_second_group_of_the_tasks_lets_it_in() -> None:
    front, tasks, common = open_group("front"), open_group("tasks"), group("common")
    let_in("in", common.id, front.id)
    hop("shop", [front.id], [tasks.id, common.id])


def clean_groups_that_name_each_other() -> None:
    front, tasks = group("front"), group("tasks")
    let_in("in", tasks.id, front.id)
    let_in("back", front.id, tasks.id)
    let_out("out", front.id, tasks.id)
    let_out("back-out", tasks.id, front.id)
    hop("shop", [front.id], [tasks.id])


def clean_network_load_balancer_without_groups() -> None:
    tasks = group("tasks", ingress=[block(8080, cidr_blocks=["203.0.113.0/24"])])
    hop("shop", None, [tasks.id], network=True)


def clean_network_load_balancer_that_keeps_client_addresses() -> None:
    """Requests come from the clients, health checks from the subnets to a port of their own."""
    subnet = aws.ec2.Subnet("subnet", vpc_id=VPC, cidr_block="10.0.1.0/24")
    tasks = group(
        "tasks",
        ingress=[block(8080, cidr_blocks=["203.0.113.0/24"]), block(8081, cidr_blocks=["10.0.1.0/24"])],
    )
    check = {"protocol": "HTTP", "port": "8081"}
    front = [open_group("front").id]
    hop("shop", front, [tasks.id], network=True, subnets=[subnet.id], health_check=check, served=(8080, 8081))


def clean_rules_of_another_provider() -> None:
    tasks = group("tasks")
    pulumi.CustomResource(
        "aws-native:ec2:SecurityGroupIngress", "in", {"groupId": tasks.id, "ipProtocol": "tcp", "fromPort": 8080}
    )
    hop("shop", [open_group("front").id], [tasks.id])


def clean_network_load_balancer_of_udp() -> None:
    tasks = group("tasks", ingress=[block(8080, protocol="udp", cidr_blocks=["0.0.0.0/0"])])
    arn = balancer("balancer", None, load_balancer_type="network").arn
    targets = target_group("targets", protocol="UDP")
    listener("listener", arn, targets.arn, protocol="UDP")
    service("shop", [tasks.id], [(targets, 8080)])


def clean_default_group_of_the_vpc() -> None:
    """An Application Load Balancer or a service without groups gets the default one, which is not in the stack."""
    hop("shop", None, [open_group("tasks").id])
    arn = balancer("second", [open_group("front").id]).arn
    targets = target_group("second-targets")
    listener("second-listener", arn, targets.arn)
    service("second-shop", None, [(targets, 8080)])


def clean_default_group_as_a_resource() -> None:
    default = aws.ec2.DefaultSecurityGroup(
        "default",
        vpc_id=VPC,
        ingress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "self": True}],
        egress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}],
    )
    hop("shop", [default.id], [default.id])


def clean_bridge_mode() -> None:
    hop("shop", [open_group("front").id], None, mode="bridge")


def clean_without_network_configuration() -> None:
    hop("shop", [open_group("front").id], None, network_configuration=None)


def clean_load_balancer_of_another_stack() -> None:
    targets = target_group("targets")
    shared = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef"
    listener("listener", shared, targets.arn)
    service("shop", [open_group("tasks").id], [(targets, 8080)])


def clean_load_balancer_that_lets_nothing_out() -> None:
    """Half of it is the matter of sg-no-egress."""
    front, tasks = group("front"), group("tasks")
    let_in("in", tasks.id, front.id)
    hop("shop", [front.id], [tasks.id])


def clean_open_whatever_the_unknown_is() -> None:
    front, tasks = open_group("front"), group("tasks")
    let_in("any-port", tasks.id, front.id, unknown("port"))
    let_in("any-group", unknown("group"), front.id)
    let_in("any-source", tasks.id, unknown("source"))
    let_in("in", tasks.id, front.id)
    hop("shop", [front.id], [tasks.id])


class Network(pulumi.ComponentResource):
    """As of awsx: groups and load balancer are children, given away as attributes."""

    def __init__(self, name: str) -> None:
        super().__init__("acme:shop:Network", name)
        child = pulumi.ResourceOptions(parent=self)
        everything: Any = block(0, protocol="-1", cidr_blocks=["0.0.0.0/0"])
        self.front = aws.ec2.SecurityGroup(f"{name}-front", vpc_id=VPC, egress=[everything], opts=child)
        self.balancer = aws.lb.LoadBalancer(
            f"{name}-balancer", security_groups=[self.front.id], subnets=["subnet-0a", "subnet-0b"], opts=child
        )
        self.register_outputs({})


def clean_children_of_a_component() -> None:
    network = Network("network")
    targets, tasks = target_group("targets"), open_group("tasks")
    let_in("in", tasks.id, network.front.id)
    listener("listener", network.balancer.arn, targets.arn)
    service("shop", [tasks.id], [(targets, 8080)])


def clean_two_target_groups_that_cannot_be_told_apart() -> None:
    front, tasks = open_group("front"), open_group("tasks")
    arn = balancer("balancer", [front.id]).arn
    entries = []
    for index, port in enumerate((8080, 9090)):
        let_in(f"in-{port}", tasks.id, front.id, port)
        targets = target_group(f"targets-{port}")
        listener(f"listener-{port}", arn, targets.arn, port=80 + index)
        entries.append((targets, port))
    service("shop", [tasks.id], entries, served=(8080, 9090))


def undecided_port_of_the_only_rule() -> None:
    front, tasks = open_group("front"), group("tasks")
    let_in("in", tasks.id, front.id, unknown("port"))
    hop("shop", [front.id], [tasks.id])


def undecided_group_of_the_only_rule() -> None:
    front, tasks = open_group("front"), group("tasks")
    let_in("in", unknown("group"), front.id)
    hop("shop", [front.id], [tasks.id])


def undecided_source_of_the_only_rule() -> None:
    front = open_group("front")
    tasks = group("tasks", ingress=[block(8080, cidr_blocks=[unknown("range")])])
    hop("shop", [front.id], [tasks.id])


def undecided_inline_rules() -> None:
    hop("shop", [open_group("front").id], [group("tasks", ingress=unknown("ingress")).id])


def undecided_groups_of_the_service() -> None:
    hop("shop", [open_group("front").id], [group("tasks").id, unknown("group")])


def ambiguous_rule_is_on_either_of_two_groups() -> None:
    front, tasks, other = open_group("front"), group("tasks"), group("other")
    either = pulumi.Output.all(tasks.id, other.id).apply(lambda ids: ids[0])
    let_in("in", either, front.id)
    hop("shop", [front.id], [tasks.id])


def ambiguous_load_balancers_differ() -> None:
    tasks, blue = group("tasks"), open_group("blue-group")
    let_in("in", tasks.id, blue.id)
    arns = [balancer("blue", [blue.id]).arn, balancer("green", [open_group("green-group").id]).arn]
    targets = target_group("targets")
    listener("listener", pulumi.Output.all(*arns).apply(lambda found: found[0]), targets.arn)
    service("shop", [tasks.id], [(targets, 8080)])
