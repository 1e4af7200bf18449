from typing import Any

import pulumi

from tests.rules.ecs.parts import BALANCER, endpoint, service
from tests.unknowns import unknown

from .parts import alarm, balancer, computed, listener, query

CLIENT = "ClientTLSNegotiationErrorCount"
TARGET = "TargetTLSNegotiationErrorCount"


def of(name: Any) -> Any:
    return {"LoadBalancer": name}


def bad_service_connect() -> None:
    service(
        "orders",  # violates
        "orders:7",
        None,
        endpoint("watched", tls=False),
        endpoint("absent"),
    )
    alarm("plain", CLIENT, "AWS/ECS", dimensions={"DiscoveryName": "watched"})


def bad_only_other_metrics() -> None:
    edge = balancer("absent")
    listener(
        "tls",  # violates
        edge.arn,
        "TLS",
    )
    alarm("resets", "TCP_Target_Reset_Count", "AWS/NetworkELB", dimensions=of(edge.arn_suffix))
    alarm("others", CLIENT, "AWS/NetworkELB", dimensions=of(balancer("other").arn_suffix))


def clean_load_balancer_of_the_stack() -> None:
    edge = balancer()
    listener("tls", edge.arn, "TLS")
    computed("handshakes", query("errors", CLIENT, "AWS/NetworkELB", dimensions=of(edge.arn_suffix)))


def clean_load_balancer_of_another_stack() -> None:
    listener("https", BALANCER, "HTTPS")


def clean_service_connect() -> None:
    stock = service("stock", "stock:7", None, endpoint("http", discovery_name="stock"))
    service("orders", "orders:7", None, endpoint("orders"))
    alarm("orders", TARGET, "AWS/ECS", dimensions={"TargetDiscoveryName": "orders"})
    alarm("stock", CLIENT, "AWS/ECS", dimensions={"DiscoveryName": stock.id.apply(lambda arn: arn.split("/")[-1])})


def clean_no_tls() -> None:
    listener("http", BALANCER, "HTTP")
    listener("tcp", BALANCER, "TCP")
    service("orders", "orders:7", None, endpoint(tls=False))


def undecided_protocol_is_an_output() -> None:
    listener("https", balancer().arn, unknown("protocol"))


def undecided_metric_is_an_output() -> None:
    edge = balancer()
    listener("tls", edge.arn, "TLS")
    alarm("handshakes", unknown("metric"), "AWS/NetworkELB", dimensions=of(edge.arn_suffix))


def clean_either_load_balancer() -> None:
    found = balancer("blue"), balancer("green")
    either = pulumi.Output.all(*(each.arn_suffix for each in found)).apply(lambda suffixes: suffixes[0])
    for each in found:
        listener(each._name, each.arn, "TLS")
    alarm("handshakes", CLIENT, "AWS/NetworkELB", dimensions=of(either))


def ambiguous_metric_of_one_of_two() -> None:
    edge = balancer()
    listener("tls", edge.arn, "TLS")
    found = query("errors", pulumi.Output.concat("Client", unknown("rest")), "AWS/NetworkELB")
    computed("handshakes", query("flows", "NewFlowCount", "AWS/NetworkELB"), found, {"id": "x", "expression": "errors"})
    alarm("metric", unknown("metric"), "AWS/NetworkELB", dimensions=of(edge.arn_suffix))
