from tests.rules.ecs.parts import (
    NOT_FOUND,
    endpoint,
    entry,
    forward,
    listener,
    one_of,
    service,
    target_group,
    task,
)
from tests.rules.listeners.parts import PLAIN, load_balancer, rule, tcp_listener
from tests.unknowns import unknown

OLD = "ELBSecurityPolicy-TLS-1-2-2017-01"


def bad_policy_unset_and_a_rule() -> None:
    group = target_group(
        "shop",  # violates
    )
    rule("shop", listener("https", NOT_FOUND, balancer=load_balancer().arn, ssl_policy=None).arn, forward(group))


def bad_only_plain_listeners() -> None:
    group = target_group(
        "shop",  # violates
    )
    listener("http", forward(group), balancer=load_balancer().arn, **PLAIN)


def clean_another_listener_offers_it() -> None:
    balancer, group = load_balancer().arn, target_group()
    listener("https", forward(group), balancer=balancer, ssl_policy=OLD)
    listener("modern", NOT_FOUND, balancer=balancer, port=8443)


def clean_hardened_policies() -> None:
    policies = ("TLS13-1-2-Res-2021-06", "TLS13-1-2-FIPS-2023-04", "TLS13-1-3-PQ-2025-09", "TLS13-1-3-2021-06")
    for policy in policies:
        balancer = load_balancer(policy).arn
        policy_name = f"ELBSecurityPolicy-{policy}"
        listener(policy, forward(target_group(policy)), balancer=balancer, ssl_policy=policy_name)


def clean_plain_targets() -> None:
    listener("https", forward(target_group(protocol="HTTP")), balancer=load_balancer().arn, ssl_policy=OLD)
    tcp_listener("tcp")


def clean_service_connect_proxy() -> None:
    group = target_group()
    listener("https", forward(group), balancer=load_balancer().arn, ssl_policy=OLD)
    service("web", task("web").arn, [entry(group.arn)], endpoint())


def clean_load_balancer_of_another_stack() -> None:
    listener("https", forward(target_group()), ssl_policy=OLD)


def undecided_policy_is_an_output() -> None:
    listener("https", forward(target_group()), balancer=load_balancer().arn, ssl_policy=unknown("policy"))


def ambiguous_load_balancers_differ() -> None:
    balancers = load_balancer("blue"), load_balancer("green")
    listener("modern", NOT_FOUND, balancer=balancers[0].arn, port=8443)
    listener("https", forward(target_group()), balancer=one_of(*balancers), ssl_policy=OLD)
