from typing import Any

import pulumi
import pulumi_aws as aws

from tests.rules.ecs.parts import entry
from tests.rules.security_groups.hop import (
    VPC,
    balancer,
    block,
    group,
    let_in,
    let_out,
    listener,
    open_group,
    target_group,
)
from tests.unknowns import unknown

from .mesh import HTTP, endpoint, member, own_namespace, pair

ADMIN = {"name": "admin", "containerPort": 9090}
WEB: Any = {"port_name": "http", "client_alias": [{"port": 80, "dns_name": "web"}]}


def bad_nothing_lets_it_in() -> None:
    namespace = own_namespace()
    member(
        "orders",  # violates
        [open_group("orders-group").id],
        endpoint(),
        namespace=namespace,
    )
    member("web", [open_group("web-group").id], namespace=namespace)


def bad_only_the_container_port_is_open_beside_an_override() -> None:
    override = endpoint(ingress_port_override=15000)
    pair(
        8080,
        override,
        server="orders",  # violates
    )


def bad_client_does_not_get_out() -> None:
    web, orders = group("web-group"), open_group("orders-group")
    namespace = own_namespace()
    let_out("images", web.id, port=443)
    let_in("orders-from-web", orders.id, web.id)
    member("orders", [orders.id], endpoint(), namespace=namespace)
    member(
        "web",  # violates
        [web.id],
        namespace=namespace,
    )


def bad_both_publish_a_port_and_one_names_the_other() -> None:
    front, web, orders = open_group("front"), open_group("web-group"), open_group("orders-group")
    namespace = own_namespace()
    targets = target_group("targets")
    listener("listener", balancer("balancer", [front.id]).arn, targets.arn)
    let_in("web-from-front", web.id, front.id)
    let_in("orders-from-front", orders.id, front.id)
    member(
        "orders",  # violates
        [orders.id],
        endpoint(),
        namespace=namespace,
    )
    member("web", [web.id], WEB, entries=[entry(targets.arn)], calls=["orders:80"], namespace=namespace)


def bad_service_behind_a_load_balancer_is_named_by_another() -> None:
    front, web, orders = open_group("front"), open_group("web-group"), open_group("orders-group")
    namespace = own_namespace()
    targets = target_group("targets")
    listener("listener", balancer("balancer", [front.id]).arn, targets.arn)
    let_in("orders-from-front", orders.id, front.id)
    member(
        "orders",  # violates
        [orders.id],
        endpoint(),
        entries=[entry(targets.arn)],
        namespace=namespace,
    )
    member("web", [web.id], calls=["5", "http://orders/v1"], namespace=namespace)


def bad_client_has_the_address_in_two_variables() -> None:
    namespace = own_namespace()
    member(
        "orders",  # violates
        [open_group("orders-group").id],
        endpoint(),
        namespace=namespace,
    )
    address = {"ORDERS_HOST": "orders", "ORDERS_PORT": "80"}
    member("web", [open_group("web-group").id], WEB, variables=address, namespace=namespace)


def bad_one_of_two_clients_that_name_it() -> None:
    web, jobs, orders = open_group("web-group"), open_group("jobs-group"), open_group("orders-group")
    let_in("orders-from-web", orders.id, web.id)
    namespace = own_namespace()
    alias = {"client_alias": [{"port": 9000}], "discovery_name": "orders"}
    member(
        "orders",  # violates
        [orders.id],
        endpoint(**alias),
        namespace=namespace,
    )
    for name, own in (("web", web), ("jobs", jobs)):
        member(name, [own.id], calls=["tcp://queue:5672,grpc://orders.mesh:9000"], namespace=namespace)


def bad_only_server_of_a_namespace_is_behind_a_load_balancer() -> None:
    namespace = aws.servicediscovery.HttpNamespace("shop", name="shop")
    defaults: Any = {"namespace": namespace.arn}
    cluster = aws.ecs.Cluster("shop", service_connect_defaults=defaults)
    front, web, orders = open_group("front"), open_group("web-group"), open_group("orders-group")
    targets = target_group("targets")
    listener("listener", balancer("balancer", [front.id]).arn, targets.arn)
    let_in("orders-from-front", orders.id, front.id)
    member(
        "orders",  # violates
        [orders.id],
        endpoint(),
        entries=[entry(targets.arn)],
        namespace=None,
        cluster=cluster.arn,
    )
    member("web", [web.id], namespace=namespace.arn)


def bad_several_are_let_in_and_none_gets_out() -> None:
    namespace = own_namespace()
    orders = open_group("orders-group")
    groups = {name: group(f"{name}-group") for name in ("jobs", "web")}
    for name, own in groups.items():
        let_out(f"{name}-images", own.id, port=443)
        let_in(f"orders-from-{name}", orders.id, own.id)
    member("orders", [orders.id], endpoint(), namespace=namespace)
    member(
        "jobs",  # violates
        [groups["jobs"].id],
        namespace=namespace,
    )
    member("web", [groups["web"].id], WEB, namespace=namespace)


def bad_two_groups_each() -> None:
    namespace = own_namespace()
    own = {name: [open_group(f"{name}-group").id, open_group(f"{name}-data").id] for name in ("orders", "web")}
    member(
        "orders",  # violates
        own["orders"],
        endpoint(),
        namespace=namespace,
    )
    member("web", own["web"], namespace=namespace)


def bad_namespace_of_another_stack() -> None:
    shared = "arn:aws:servicediscovery:us-east-1:123456789012:namespace/ns-0123456789abcdef"
    member(
        "orders",  # violates
        [open_group("orders-group").id],
        endpoint(),
        namespace=shared,
    )
    member("web", [open_group("web-group").id], namespace=shared)


def bad_inline_rules_and_a_shared_cluster() -> None:
    front = open_group("front")
    aws.lb.LoadBalancer("balancer", security_groups=[front.id], subnets=["subnet-0a", "subnet-0b"])
    orders = group("orders-group", ingress=[block(8080, security_groups=[front.id]), block(8080, self=True)])
    shared: Any = {"namespace": None, "cluster": "arn:aws:ecs:us-east-1:123456789012:cluster/shared"}
    member(
        "orders",  # violates
        [orders.id],
        endpoint(),
        **shared,
    )
    member("web", [open_group("web-group").id], **shared)


def clean_open() -> None:
    pair()


def clean_open_on_the_override() -> None:
    pair(15000, endpoint(ingress_port_override=15000))


def clean_inline_rules_with_ranges() -> None:
    web = group("web-group", egress=[block(8000, 8999, cidr_blocks=["10.0.0.0/8"])])
    orders = group("orders-group", ingress=[block(0, protocol="-1", security_groups=[web.id])], egress=[])
    member("orders", [orders.id], endpoint())
    member("web", [web.id])


def clean_address_range_of_the_vpc() -> None:
    orders = group("orders-group", ingress=[block(8080, cidr_blocks=["10.0.0.0/16"])])
    member("orders", [orders.id], endpoint())
    member("web", [open_group("web-group").id])


def clean_one_group_for_all_with_a_rule_for_itself() -> None:
    everything: Any = [block(0, protocol="-1", cidr_blocks=["0.0.0.0/0"])]
    mesh = group("mesh", ingress=[block(0, 65535, self=True)], egress=everything)
    member("orders", [mesh.id, open_group("orders-group").id], endpoint())
    member("web", [mesh.id, open_group("web-group").id])


def clean_one_of_its_groups_is_shared() -> None:
    member("orders", [open_group("orders-group").id, "sg-0123456789abcdef0"], endpoint())
    member("web", [open_group("web-group").id])


def clean_clients_of_other_stacks_only() -> None:
    """Their stacks open it for them; the services of this one do not call each other."""
    for name in ("orders", "stock"):
        own = {"port_name": "http", "client_alias": [{"port": 80, "dns_name": name}]}
        member(name, [open_group(f"{name}-group").id], own)


def clean_group_of_another_stack_is_let_in() -> None:
    orders = open_group("orders-group")
    let_in("orders-from-others", orders.id, "sg-0aaaaaaaaaaaaaaaa")
    member("orders", [orders.id], endpoint())
    member("web", [open_group("web-group").id])


def clean_group_of_something_else_is_let_in() -> None:
    """What the group is attached to, the stack does not say."""
    orders, tools = open_group("orders-group"), open_group("tools-group")
    let_in("orders-from-tools", orders.id, tools.id)
    member("orders", [orders.id], endpoint())
    member("web", [open_group("web-group").id])


def clean_tls_for_the_load_balancer_only() -> None:
    """Nobody but the load balancer calls it; the other one calls services of other stacks."""
    front, orders = open_group("front"), open_group("orders-group")
    targets = target_group("targets", protocol="HTTPS")
    listener("listener", balancer("balancer", [front.id]).arn, targets.arn)
    let_in("orders-from-front", orders.id, front.id)
    member("orders", [orders.id], endpoint(), entries=[entry(targets.arn)])
    member("web", [open_group("web-group").id])


def clean_least_privilege_between_several() -> None:
    """Each lets in what calls it, and nothing else."""
    namespace = aws.servicediscovery.PrivateDnsNamespace("shop", vpc=VPC)
    groups = {name: group(f"{name}-group") for name in ("web", "orders", "stock", "jobs")}
    for client, server in (("web", "orders"), ("orders", "stock"), ("jobs", "stock")):
        let_out(f"{client}-to-{server}", groups[client].id, groups[server].id)
        let_in(f"{server}-from-{client}", groups[server].id, groups[client].id)
    for name, own in groups.items():
        served = [{"port_name": "http", "client_alias": [{"port": 80, "dns_name": name}]}]
        known = {"namespace": namespace.arn}
        member(name, [own.id], *(served if name in ("orders", "stock") else ()), **known)


def clean_endpoint_that_nobody_needs() -> None:
    """All services are made by one function, with an endpoint each. The worker only calls."""
    front, web = open_group("front"), open_group("web-group")
    worker, orders = open_group("worker-group"), open_group("orders-group")
    targets = target_group("targets")
    listener("listener", balancer("balancer", [front.id]).arn, targets.arn)
    let_in("web-from-front", web.id, front.id)
    let_in("orders-from-web", orders.id, web.id)
    let_in("orders-from-worker", orders.id, worker.id)
    for name, own, entries in (("web", web, [entry(targets.arn)]), ("worker", worker, None), ("orders", orders, None)):
        served = {"port_name": "http", "client_alias": [{"port": 80, "dns_name": name}]}
        member(name, [own.id], served, entries=entries)


def clean_several_servers_and_clients_of_other_stacks() -> None:
    """Components open groups for their clients from the clients' side, which may be another stack."""
    namespace = aws.servicediscovery.HttpNamespace("shop", name="shop")
    for name in ("orders", "stock"):
        own = {"port_name": "http", "client_alias": [{"port": 80, "dns_name": name}]}
        member(name, [open_group(f"{name}-group").id], own, namespace=namespace.arn)
    member("web", [open_group("web-group").id], namespace=namespace.arn)


def clean_environment_names_others() -> None:
    front, web, orders = open_group("front"), open_group("web-group"), open_group("orders-group")
    targets = target_group("targets")
    listener("listener", balancer("balancer", [front.id]).arn, targets.arn)
    let_in("orders-from-front", orders.id, front.id)
    member("orders", [orders.id], endpoint(), entries=[entry(targets.arn)])
    calls = [
        "http://orders:8080",
        "http://orders.example.com",
        "orders",
        "https://orders",
        "my-orders:80",
        "orders:800",
    ]
    member("web", [web.id], calls=calls)


def clean_another_namespace() -> None:
    member("orders", [open_group("orders-group").id], endpoint())
    member("web", [open_group("web-group").id], namespace="other", calls=["http://orders"])


def clean_client_is_switched_off() -> None:
    member("orders", [open_group("orders-group").id], endpoint())
    member("web", [open_group("web-group").id], connect={"enabled": False, "namespace": "internal"})


def clean_alone() -> None:
    member("orders", [open_group("orders-group").id], endpoint())


def clean_bridge_mode() -> None:
    member("orders", None, endpoint(), mode="bridge")
    member("web", None, mode="bridge")


def clean_default_group_of_the_vpc() -> None:
    member("orders", None, endpoint())
    member("web", [open_group("web-group").id])


def clean_client_that_lets_nothing_out() -> None:
    """It is the matter of sg-no-egress."""
    web, orders = group("web-group"), open_group("orders-group")
    let_in("orders-from-web", orders.id, web.id)
    member("orders", [orders.id], endpoint())
    member("web", [web.id])


def clean_second_endpoint_is_called_too() -> None:
    web, orders = open_group("web-group"), open_group("orders-group")
    let_in("orders-from-web", orders.id, web.id)
    let_in("admin-from-web", orders.id, web.id, 9090)
    second = {"port_name": "admin", "client_alias": [{"port": 9090}]}
    member("orders", [orders.id], endpoint(), second, mappings=(HTTP, ADMIN))
    member("web", [web.id])


def clean_rules_of_another_provider() -> None:
    orders = open_group("orders-group")
    pulumi.CustomResource(
        "aws-native:ec2:SecurityGroupIngress", "in", {"groupId": orders.id, "ipProtocol": "tcp", "fromPort": 8080}
    )
    member("orders", [orders.id], endpoint())
    member("web", [open_group("web-group").id])


def clean_namespaces_of_the_same_name_in_two_regions() -> None:
    for region in ("eu-west-1", "us-east-1"):
        opts = pulumi.ResourceOptions(provider=aws.Provider(region, region=region))
        groups = {name: group(f"{region}-{name}") for name in ("orders", "web")}
        called = f"orders-{region}"
        own = {"port_name": "http", "client_alias": [{"port": 80, "dns_name": "orders"}]}
        let_in(f"{called}-in", groups["orders"].id, groups["web"].id)
        let_out(f"{called}-out", groups["web"].id, groups["orders"].id)
        member(called, [groups["orders"].id], own, opts=opts)
        member(f"web-{region}", [groups["web"].id], calls=["http://orders"], opts=opts)


def undecided_port_of_the_only_rule() -> None:
    pair(unknown("port"))


def undecided_override_is_an_output() -> None:
    pair(8080, endpoint(ingress_port_override=unknown("override")))


def undecided_another_service_may_be_one_of_them() -> None:
    member("orders", [open_group("orders-group").id], endpoint())
    member("web", [open_group("web-group").id])
    member("jobs", [open_group("jobs-group").id], connect=unknown("connect"))


def undecided_another_service_may_be_a_server() -> None:
    namespace = own_namespace()
    member("orders", [open_group("orders-group").id], endpoint(), namespace=namespace)
    member("web", [open_group("web-group").id], namespace=namespace)
    connect = {"enabled": unknown("enabled"), "namespace": namespace, "services": [endpoint()]}
    member("jobs", [open_group("jobs-group").id], connect=connect)


def ambiguous_rule_is_on_either_of_two_groups() -> None:
    web, orders, other = open_group("web-group"), open_group("orders-group"), open_group("other-group")
    either = pulumi.Output.all(orders.id, other.id).apply(lambda ids: ids[0])
    let_in("orders-from-web", either, web.id)
    member("orders", [orders.id], endpoint())
    member("web", [web.id])
