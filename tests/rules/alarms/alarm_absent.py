from typing import Any

from tests.rules.ecs.parts import BALANCER, endpoint, service
from tests.unknowns import unknown

from .parts import alarm, computed, listener, query

CLIENT = "ClientTLSNegotiationErrorCount"
ORDERS: Any = {"DiscoveryName": "orders"}


def bad_service_connect() -> None:
    listener("https", BALANCER, "HTTPS")
    alarm("handshakes", CLIENT)
    service(
        "orders",  # violates
        "orders:7",
        None,
        endpoint(tls=False),
        endpoint("admin"),
    )


def bad_only_other_metrics() -> None:
    listener(
        "tls",  # violates
        BALANCER,
        "TLS",
    )
    alarm("resets", "TCP_Target_Reset_Count", "AWS/NetworkELB")
    alarm("handshakes", CLIENT)


def clean_alarms() -> None:
    listener("https", BALANCER, "HTTPS")
    listener("tls", BALANCER, "TLS")
    service("orders", "orders:7", None, endpoint())
    alarm("https", CLIENT)
    alarm("orders", "TargetTLSNegotiationErrorCount", "AWS/ECS", dimensions={"TargetDiscoveryName": "orders"})
    computed("tls", query("errors", CLIENT, "AWS/NetworkELB"))


def clean_no_tls() -> None:
    listener("http", BALANCER, "HTTP")
    listener("tcp", BALANCER, "TCP")
    service("orders", "orders:7", None, endpoint(tls=False))


def undecided_protocol_is_an_output() -> None:
    listener("https", BALANCER, unknown("protocol"))


def undecided_metric_is_an_output() -> None:
    listener("https", BALANCER, "HTTPS")
    alarm("handshakes", unknown("metric"))


def ambiguous_queries_are_an_output() -> None:
    service("orders", "orders:7", None, endpoint())
    alarm("handshakes", CLIENT, unknown("namespace"), dimensions=ORDERS)
