from typing import Any

from tests.rules.ecs.parts import endpoint, entry, one_of, service, task
from tests.rules.service_connect.parts import TWO, tcp_group
from tests.unknowns import unknown


def bad_with_tls_and_as_a_string() -> None:
    group = tcp_group(
        "web",  # violates
        proxy_protocol_v2="true",
    )
    service("web", task("web").arn, [entry(group.arn)], endpoint())


def bad_tls_group() -> None:
    group = tcp_group(
        "web",  # violates
        protocol="TLS",
        proxy_protocol_v2=True,
    )
    service("web", task("web").arn, [entry(group.arn)], endpoint(tls=False))


def bad_second_endpoint() -> None:
    group = tcp_group(
        "web",  # violates
        proxy_protocol_v2=True,
    )
    moved = endpoint(tls=False, ingress_port_override=15000)
    service("web", task("web", *TWO).arn, [entry(group.arn, 9090)], moved, endpoint("admin", tls=False))


def clean_switched_off() -> None:
    service("web", task("web").arn, [entry(tcp_group(proxy_protocol_v2=False).arn)], endpoint())


def clean_without_service_connect() -> None:
    service("web", task("web").arn, [entry(tcp_group(proxy_protocol_v2=True).arn)])


def clean_service_connect_switched_off() -> None:
    off: Any = {"enabled": False, "services": [endpoint()]}
    group = tcp_group(proxy_protocol_v2=True)
    service("web", task("web").arn, [entry(group.arn)], service_connect_configuration=off)


def clean_client_only() -> None:
    client: Any = {"enabled": True, "namespace": "internal"}
    group = tcp_group(proxy_protocol_v2=True)
    service("web", task("web").arn, [entry(group.arn)], service_connect_configuration=client)


def clean_proxy_moved_away() -> None:
    group = tcp_group(proxy_protocol_v2=True)
    service("web", task("web").arn, [entry(group.arn)], endpoint(tls=False, ingress_port_override=15000))


def clean_endpoint_on_another_port() -> None:
    group = tcp_group(proxy_protocol_v2=True)
    service("web", task("web", *TWO).arn, [entry(group.arn)], endpoint("admin", tls=False))


def clean_bridge_mode_goes_around_the_proxy() -> None:
    group = tcp_group(proxy_protocol_v2=True, target_type="instance")
    found = task("web", mode="bridge")
    service("web", found.arn, [entry(group.arn)], endpoint(tls=False), network_configuration=None)


def clean_task_definition_of_another_stack() -> None:
    service("web", "shared:7", [entry(tcp_group(proxy_protocol_v2=True).arn)], endpoint())


def undecided_attribute_is_an_output() -> None:
    service("web", task("web").arn, [entry(tcp_group(proxy_protocol_v2=unknown("ppv2")).arn)], endpoint())


def undecided_service_connect_is_an_output() -> None:
    group = tcp_group(proxy_protocol_v2=True)
    service("web", task("web").arn, [entry(group.arn)], service_connect_configuration=unknown("connect"))


def ambiguous_groups_differ() -> None:
    groups = tcp_group("blue"), tcp_group("green", proxy_protocol_v2=True)
    service("web", task("web").arn, [entry(one_of(*groups))], endpoint())
