from typing import Any

import pulumi

from tests.rules.ecs.parts import forward, listener, one_of
from tests.unknowns import unknown

from .parts import network_load_balancer, tcp_group, tcp_listener


def component(kind: str, name: str, **intent: Any) -> pulumi.ResourceOptions:
    """What puts a resource under a component that declares this."""
    return pulumi.ResourceOptions(parent=pulumi.ComponentResource(f"container-tls:index:{kind}", name, intent))


def edge(name: str = "edge", **ports: Any) -> Any:
    """A load balancer that passes TLS through on these ports."""
    opts = component("NetworkLoadBalancer", name, passthroughPorts=ports)
    return network_load_balancer(name, opts=opts)


def tls_listener(name: str, balancer: Any, **args: Any) -> None:
    listener(name, forward(tcp_group(name)), balancer=balancer, **{"protocol": "TLS"} | args)


def bad_listener_of_a_service() -> None:
    opts = component("EcsService", "orders", passthroughPort=8443)
    listener(
        "orders",  # violates
        forward(tcp_group()),
        balancer=network_load_balancer().arn,
        port=8443,
        protocol="TLS",
        opts=opts,
    )


def bad_second_port_beside_an_unknown_one() -> None:
    listener(
        "billing",  # violates
        forward(tcp_group()),
        balancer=edge(orders=unknown("port"), billing=8443).arn,
        port=8443,
        protocol="TLS",
    )


def clean_passed_through() -> None:
    tcp_listener("orders", balancer=edge(orders=443).arn)
    opts = component("EcsService", "billing", passthroughPort=443)
    tcp_listener("billing", balancer=network_load_balancer().arn, opts=opts)


def clean_another_port() -> None:
    tls_listener("admin", edge(orders=443).arn, port=8443)


def clean_nothing_declared() -> None:
    tls_listener("tls", network_load_balancer().arn)
    tls_listener("shared", network_load_balancer("other", opts=component("EcsService", "web")).arn)


def undecided_port_is_an_output() -> None:
    tls_listener("orders", edge(orders=unknown("port")).arn)


def ambiguous_load_balancers_differ() -> None:
    tls_listener("orders", one_of(edge("blue", orders=443), edge("green", orders=8443)))
