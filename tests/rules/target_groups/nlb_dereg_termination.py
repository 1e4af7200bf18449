from typing import Any

import pulumi

from tests.rules.ecs.parts import entry, forward, listener, one_of, service, target_group, task
from tests.rules.listeners.parts import NLB, tcp_group, tcp_listener
from tests.unknowns import unknown


def behind(arn: pulumi.Input[Any], name: str = "shop") -> None:
    service(name, task(name).arn, [entry(arn)])


def bad_stated_off_behind_tls() -> None:
    group = tcp_group(
        "shop",  # violates
        protocol="TLS",
        connection_termination=False,
    )
    listener("tls", forward(group), balancer=NLB, protocol="TLS")
    behind(group.arn)


def clean_on() -> None:
    group = tcp_group(connection_termination=True)
    tcp_listener("tcp", forward(group))
    behind(group.arn)


def clean_other_protocols() -> None:
    for name, group in (("web", target_group()), ("dns", tcp_group("dns", protocol="UDP"))):
        behind(group.arn, name)


def clean_no_service() -> None:
    tcp_group(target_type="alb", health_check={"protocol": "HTTPS"})
    tcp_group("instances", target_type="instance")


def undecided_attribute_is_an_output() -> None:
    behind(tcp_group(connection_termination=unknown("attribute")).arn)


def ambiguous_groups_differ() -> None:
    behind(one_of(tcp_group("blue"), tcp_group("green", connection_termination=True)))
