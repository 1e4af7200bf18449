from typing import Any

from tests.rules.ecs.parts import BALANCER, NOT_FOUND, REDIRECT, forward, listener, one_of, target_group
from tests.unknowns import unknown

from .parts import PLAIN, load_balancer, rule, tcp_listener

TO_HTTP: Any = {"type": "redirect", "redirect": {"host": "www.example.com", "status_code": "HTTP_301"}}


def https(balancer: Any) -> Any:
    group = target_group("shop")
    listener("https", forward(group), balancer=balancer)
    return group


def bad_on_a_load_balancer_of_another_stack() -> None:
    listener(
        "http",  # violates
        forward(https(BALANCER)),
        **PLAIN | {"protocol": None},
    )


def bad_rule_beside_a_redirect() -> None:
    balancer = load_balancer().arn
    group = https(balancer)
    plain = listener("http", REDIRECT, balancer=balancer, **PLAIN)
    rule(
        "assets",  # violates
        plain.arn,
        forward(group),
    )


def bad_redirect_to_http() -> None:
    balancer = load_balancer().arn
    https(balancer)
    listener(
        "http",  # violates
        TO_HTTP,
        balancer=balancer,
        **PLAIN,
    )


def bad_weighted_groups_and_an_unknown_rule() -> None:
    balancer = load_balancer().arn
    groups = https(balancer), target_group("canary")
    plain = listener(
        "http",  # violates
        forward(*groups),
        balancer=balancer,
        **PLAIN,
    )
    rule("unknown", plain.arn, {"type": unknown("type"), "target_group_arn": groups[0].arn})


def clean_redirects() -> None:
    balancer = load_balancer().arn
    https(balancer)
    plain = listener("http", REDIRECT, balancer=balancer, **PLAIN)
    rule("old", plain.arn, {"type": "redirect", "redirect": {"protocol": "HTTPS", "status_code": "HTTP_302"}})
    listener("other", NOT_FOUND, balancer=balancer, **PLAIN | {"port": 8080})


def clean_internal_load_balancer_without_https() -> None:
    balancer = load_balancer(internal=True).arn
    listener("http", forward(target_group()), balancer=balancer, **PLAIN)
    https(load_balancer("other").arn)


def clean_proof_of_the_name() -> None:
    balancer = load_balancer().arn
    group = https(balancer)
    plain = listener("http", REDIRECT, balancer=balancer, **PLAIN)
    conditions: Any = [{"path_pattern": {"values": ["/.well-known/acme-challenge/*"]}}]
    rule("acme", plain.arn, forward(group), conditions=conditions)


def clean_rules_of_the_https_listener() -> None:
    balancer = load_balancer().arn
    secure = listener("https", NOT_FOUND, balancer=balancer)
    listener("http", REDIRECT, balancer=balancer, **PLAIN)
    rule("shop", secure.arn, forward(target_group()))


def clean_passthrough() -> None:
    tcp_listener("tcp")
    tcp_listener("plain", port=80)


def undecided_action_is_an_output() -> None:
    balancer = load_balancer().arn
    https(balancer)
    listener("http", unknown("action"), balancer=balancer, **PLAIN)


def undecided_protocol_beside_it_is_an_output() -> None:
    balancer = load_balancer().arn
    listener("https", NOT_FOUND, balancer=balancer, protocol=unknown("protocol"))
    listener("http", forward(target_group()), balancer=balancer, **PLAIN)


def ambiguous_one_of_two_load_balancers() -> None:
    balancers = load_balancer("blue"), load_balancer("green")
    group = https(balancers[0].arn)
    listener("http", forward(group), balancer=one_of(*balancers), **PLAIN)
