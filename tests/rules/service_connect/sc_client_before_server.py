from typing import Any

import pulumi
import pulumi_aws as aws

from tests.rules.ecs.parts import one_of
from tests.unknowns import unknown

from .mesh import endpoint, member, own_namespace

GROUPS = ["sg-0123456789abcdef0"]
WEB: Any = {"port_name": "http", "client_alias": [{"port": 80, "dns_name": "web"}]}


def after(*resources: pulumi.Resource) -> pulumi.ResourceOptions:
    return pulumi.ResourceOptions(depends_on=[*resources])


def bad_only_server() -> None:
    namespace = own_namespace()
    member("orders", GROUPS, endpoint(), namespace=namespace)
    member(
        "web",  # violates
        GROUPS,
        namespace=namespace,
    )


def bad_depends_on_another_one() -> None:
    namespace = own_namespace()
    member("orders", GROUPS, endpoint(), namespace=namespace)
    stock = member("stock", GROUPS, endpoint(client_alias=[{"port": 80, "dns_name": "stock"}]), namespace=namespace)
    member(
        "web",  # violates
        GROUPS,
        WEB,
        calls=["orders:80", "stock:80"],
        namespace=namespace,
        opts=after(stock),
    )


def bad_depends_on_parts_of_the_server() -> None:
    namespace = aws.servicediscovery.HttpNamespace("shop", name="shop")
    member("orders", GROUPS, endpoint(client_alias=[{"port": 8080}]), namespace=namespace.arn)
    member(
        "web",  # violates
        GROUPS,
        WEB,
        calls=["http://http.shop:8080"],
        namespace="shop",
        opts=after(namespace),
    )


def bad_address_in_several_variables() -> None:
    namespace = own_namespace()
    member("orders", GROUPS, endpoint(), namespace=namespace)
    member(
        "web",  # violates
        GROUPS,
        WEB,
        variables={"ORDERS_HOST": "orders", "ORDERS_PORT": "80"},
        namespace=namespace,
    )
    member(
        "jobs",  # violates
        GROUPS,
        endpoint(client_alias=[{"port": 80, "dns_name": "jobs"}]),
        variables={"ordersAddress": "orders", "ordersScheme": "http"},
        namespace=namespace,
    )


def clean_variables_of_other_addresses() -> None:
    namespace = own_namespace()
    other_port = {"ORDERS_HOST": "orders", "ORDERS_PORT": "8080", "STOCK_PORT": "80"}
    member("orders", GROUPS, endpoint(), namespace=namespace)
    member("web", GROUPS, WEB, variables={**other_port, "HOST": "orders", "PORT": "80"}, namespace=namespace)


def clean_depends_on_it() -> None:
    orders = member("orders", GROUPS, endpoint())
    member("web", GROUPS, opts=after(orders))


def clean_by_way_of_others() -> None:
    orders = member("orders", GROUPS, endpoint())
    target = aws.appautoscaling.Target(
        "orders",
        max_capacity=4,
        min_capacity=1,
        resource_id=orders.name.apply(lambda name: f"service/shop/{name}"),
        scalable_dimension="ecs:service:DesiredCount",
        service_namespace="ecs",
    )
    member("web", GROUPS, opts=after(target))


class Servers(pulumi.ComponentResource):
    def __init__(self) -> None:
        super().__init__("acme:shop:Servers", "servers")
        member("orders", GROUPS, endpoint(), opts=pulumi.ResourceOptions(parent=self))
        self.register_outputs({})


def clean_depends_on_the_component() -> None:
    servers = Servers()
    member("web", GROUPS, opts=after(servers))


def clean_they_call_each_other() -> None:
    web = member("web", GROUPS, WEB, calls=["http://orders"])
    member("orders", GROUPS, endpoint(), calls=["http://web"], opts=after(web))


def clean_server_among_several_that_nothing_names() -> None:
    for name in ("orders", "stock"):
        member(name, GROUPS, endpoint(client_alias=[{"port": 80, "dns_name": name}]))
    member("web", GROUPS)


def clean_servers_only() -> None:
    member("orders", GROUPS, endpoint())
    member("web", GROUPS, WEB)


def clean_another_namespace() -> None:
    member("orders", GROUPS, endpoint())
    member("web", GROUPS, namespace="other", calls=["http://orders"])


def clean_own_name() -> None:
    member("orders", GROUPS, endpoint(), calls=["http://orders"])


def undecided_namespace_is_an_output() -> None:
    member("orders", GROUPS, endpoint(), namespace=unknown("namespace"))
    member("web", GROUPS)


def undecided_alias_is_an_output() -> None:
    member("orders", GROUPS, endpoint(client_alias=[{"port": unknown("port"), "dns_name": "orders"}]))
    member("web", GROUPS, WEB, calls=["http://orders"])


def ambiguous_namespaces_differ() -> None:
    namespaces = [aws.servicediscovery.HttpNamespace(name, name=name) for name in ("blue", "green")]
    member("orders", GROUPS, endpoint(), namespace=one_of(*namespaces))
    member("web", GROUPS, namespace="blue", calls=["http://orders"])
