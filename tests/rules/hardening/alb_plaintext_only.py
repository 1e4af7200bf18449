from typing import Any

import pulumi_aws as aws

from tests.rules.ecs.parts import NOT_FOUND, REDIRECT, forward, listener, one_of, target_group
from tests.rules.listeners.parts import PLAIN, rule
from tests.unknowns import unknown

from .parts import load_balancer

SUBNETS = ["subnet-0a", "subnet-0b"]


def bad_protocol_and_scheme_left_to_the_provider() -> None:
    balancer = load_balancer(
        "web",  # violates
        subnets=SUBNETS,
    )
    listener("web", forward(target_group("web")), balancer=balancer.arn, **PLAIN | {"protocol": None})


def bad_rule_beside_a_fixed_response() -> None:
    balancer = load_balancer(
        "web",  # violates
        subnets=SUBNETS,
    )
    web = listener("web", NOT_FOUND, balancer=balancer.arn, **PLAIN)
    rule("shop", web.arn, forward(target_group("web")))


def clean_rule_for_authorities() -> None:
    web = listener("web", REDIRECT, balancer=load_balancer("web", subnets=SUBNETS).arn, **PLAIN)
    challenge: Any = [{"path_pattern": {"values": ["/.well-known/acme-challenge/*"]}}]
    rule("acme", web.arn, forward(target_group("web")), conditions=challenge)


def clean_rule_of_another_listener() -> None:
    listener("web", NOT_FOUND, balancer=load_balancer("web", subnets=SUBNETS).arn, **PLAIN)
    inside = load_balancer("office", subnets=SUBNETS, internal=True)
    office = listener("office", NOT_FOUND, balancer=inside.arn, **PLAIN)
    rule("shop", office.arn, forward(target_group("web")))


def undecided_action_of_a_rule() -> None:
    web = listener("web", NOT_FOUND, balancer=load_balancer("web", subnets=SUBNETS).arn, **PLAIN)
    rule("shop", web.arn, {**forward(target_group("web")), "type": unknown("type")})


def ambiguous_rule_of_one_of_two() -> None:
    web = listener("web", NOT_FOUND, balancer=load_balancer("web", subnets=SUBNETS).arn, **PLAIN)
    inside = load_balancer("office", subnets=SUBNETS, internal=True)
    office = listener("office", NOT_FOUND, balancer=inside.arn, **PLAIN)
    rule("shop", one_of(web, office), forward(target_group("web")))


def clean_https_beside_it() -> None:
    balancer = load_balancer("web", subnets=SUBNETS)
    group = target_group("web")
    listener("http", forward(group), balancer=balancer.arn, **PLAIN)
    listener("https", forward(group), balancer=balancer.arn)


def clean_internal() -> None:
    balancer = load_balancer("web", subnets=SUBNETS, internal=True)
    listener("web", forward(target_group("web")), balancer=balancer.arn, **PLAIN)


def clean_only_redirects() -> None:
    balancer = load_balancer("web", subnets=SUBNETS)
    listener("web", REDIRECT, balancer=balancer.arn, **PLAIN)


def clean_without_listeners_here() -> None:
    load_balancer("web", subnets=SUBNETS)


def clean_network_load_balancer() -> None:
    balancer = aws.lb.LoadBalancer("web", load_balancer_type="network", subnets=SUBNETS)
    group = aws.lb.TargetGroup("web", port=80, protocol="TCP", target_type="ip", vpc_id="vpc-0123456789abcdef0")
    listener("web", forward(group), balancer=balancer.arn, port=80, protocol="TCP", ssl_policy=None)


def undecided_scheme_is_an_output() -> None:
    balancer = load_balancer("web", subnets=SUBNETS, internal=unknown("internal"))
    listener("web", forward(target_group("web")), balancer=balancer.arn, **PLAIN)


def ambiguous_listener_of_one_of_two() -> None:
    public, private = load_balancer("web", subnets=SUBNETS), load_balancer("office", subnets=SUBNETS, internal=True)
    listener("web", forward(target_group("web")), balancer=one_of(public, private), **PLAIN)
