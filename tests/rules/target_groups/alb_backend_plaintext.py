from typing import Any

from tests.rules.ecs.parts import NOT_FOUND, forward, listener, one_of, target_group
from tests.rules.listeners.parts import LISTENER, PLAIN, rule, tcp_group, tcp_listener
from tests.unknowns import unknown


def plain_group(name: str = "shop", **args: Any) -> Any:
    return target_group(name, **{"protocol": "HTTP", "health_check": None} | args)


def bad_rule_and_weights() -> None:
    group = plain_group(
        "shop",  # violates
    )
    rule("shop", listener("https", NOT_FOUND).arn, forward(group, target_group("other")))


def clean_tls_to_targets() -> None:
    listener("https", forward(target_group()))


def clean_plain_all_the_way() -> None:
    listener("http", forward(plain_group()), **PLAIN)


def clean_passthrough_and_function() -> None:
    tcp_listener("tcp", forward(tcp_group()))
    function = plain_group("function", port=None, protocol=None, vpc_id=None, target_type="lambda")
    listener("https", forward(function))


def clean_listener_of_another_stack() -> None:
    rule("shop", LISTENER, forward(plain_group()))


def undecided_protocol_is_an_output() -> None:
    listener("https", forward(plain_group()), protocol=unknown("protocol"))


def ambiguous_rule_of_one_of_two() -> None:
    listeners = listener("https", NOT_FOUND), listener("http", NOT_FOUND, **PLAIN)
    rule("shop", one_of(*listeners), forward(plain_group()))
