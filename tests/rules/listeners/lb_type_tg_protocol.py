from tests.rules.ecs.parts import NOT_FOUND, forward, listener, one_of, target_group
from tests.unknowns import unknown

from .parts import LISTENER, PLAIN, load_balancer, network_load_balancer, rule, tcp_group, tcp_listener


def bad_http_group_behind_a_network_load_balancer() -> None:
    group = target_group(
        "shop",  # violates
        protocol="HTTP",
    )
    tcp_listener("tcp", forward(group), balancer=network_load_balancer().arn)


def bad_tcp_group_in_a_rule() -> None:
    group = tcp_group(
        "shop",  # violates
    )
    rule("shop", LISTENER, forward(group))


def bad_protocol_of_the_listener_omitted() -> None:
    group = tcp_group(
        "shop",  # violates
    )
    listener("http", forward(group), balancer=load_balancer().arn, **PLAIN | {"protocol": None})


def bad_one_of_two_forwarders() -> None:
    group = tcp_group(
        "shop",  # violates
    )
    tcp_listener("tcp", forward(group), protocol=unknown("protocol"))
    listener("https", forward(group))


def clean_pairs() -> None:
    listener("https", forward(target_group("https")))
    listener("http", forward(target_group("http", protocol="HTTP")), **PLAIN)
    tcp_listener("tcp")


def clean_application_load_balancer_as_target() -> None:
    tcp_listener("tcp", forward(tcp_group(target_type="alb", health_check={"protocol": "HTTPS"})))


def clean_function_as_target() -> None:
    group = target_group(port=None, protocol=None, vpc_id=None, target_type="lambda", health_check=None)
    listener("https", forward(group))


def clean_group_without_listener() -> None:
    tcp_group()
    listener("https", NOT_FOUND)


def clean_gateway_load_balancer() -> None:
    gateway = load_balancer("gateway", load_balancer_type="gateway", security_groups=None)
    group = tcp_group(protocol="GENEVE", port=6081, target_type="instance")
    listener("gateway", forward(group), balancer=gateway.arn, **PLAIN | {"protocol": None, "port": None})


def undecided_protocol_is_an_output() -> None:
    listener("https", forward(target_group(protocol=unknown("protocol"))))


def undecided_protocol_of_the_listener_is_an_output() -> None:
    tcp_listener("tcp", forward(tcp_group()), protocol=unknown("protocol"))


def ambiguous_one_of_two() -> None:
    groups = target_group("blue"), tcp_group("green")
    listener("https", {"type": "forward", "target_group_arn": one_of(*groups)})
