from typing import Any

import pulumi_aws as aws

from tests.rules.ecs.parts import (
    BALANCER,
    NOT_FOUND,
    REDIRECT,
    endpoint,
    entry,
    forward,
    listener,
    one_of,
    service,
    target_group,
    task,
)
from tests.unknowns import unknown

OLD = "ELBSecurityPolicy-TLS-1-2-2017-01"
PLAIN: Any = {"protocol": "HTTP", "ssl_policy": None, "certificate_arn": None}
LISTENER = BALANCER.replace("loadbalancer", "listener") + "/0123456789abcdef"


def load_balancer(name: str = "alb") -> aws.lb.LoadBalancer:
    return aws.lb.LoadBalancer(name, subnets=["subnet-0a", "subnet-0b"], security_groups=["sg-0123456789abcdef0"])


def behind(group: Any, name: str = "web", **args: Any) -> None:
    service(name, task(name).arn, [entry(group.arn)], endpoint(), **args)


def rule(name: str, listener_arn: Any, group: Any) -> None:
    conditions: Any = [{"path_pattern": {"values": ["/"]}}]
    aws.lb.ListenerRule(name, listener_arn=listener_arn, actions=[forward(group)], conditions=conditions)


def bad_policy_unset() -> None:
    group = target_group(
        "web",  # violates
    )
    listener("https", forward(group), balancer=load_balancer().arn, ssl_policy=None)
    behind(group)


def bad_several_listeners_and_none_offers_it() -> None:
    group = target_group(
        "web",  # violates
    )
    alb = load_balancer()
    listener("http", REDIRECT, balancer=alb.arn, port=80, **PLAIN)
    listener("https", forward(group), balancer=alb.arn, ssl_policy=OLD)
    listener("admin", NOT_FOUND, balancer=alb.arn, port=8443, ssl_policy="ELBSecurityPolicy-FS-1-2-Res-2020-10")
    behind(group)


def bad_only_a_plaintext_listener() -> None:
    group = target_group(
        "web",  # violates
    )
    listener("http", forward(group), balancer=load_balancer().arn, port=80, **PLAIN)
    behind(group)


def bad_through_a_listener_rule() -> None:
    group = target_group(
        "web",  # violates
    )
    rule("web", listener("https", NOT_FOUND, balancer=load_balancer().arn, ssl_policy=OLD).arn, group)
    behind(group)


def bad_forward_through_apply() -> None:
    group = target_group(
        "web",  # violates
    )
    action = group.arn.apply(lambda arn: {"type": "forward", "target_group_arn": arn})
    listener("https", action, balancer=load_balancer().arn, ssl_policy=OLD)
    behind(group)


def bad_whichever_load_balancer_is_meant() -> None:
    group = target_group(
        "web",  # violates
    )
    balancers = load_balancer("blue"), load_balancer("green")
    listener("https", forward(group), balancer=one_of(*balancers), ssl_policy=OLD)
    behind(group)


def clean_another_listener_offers_it() -> None:
    group, alb = target_group(), load_balancer()
    listener("https", forward(group), balancer=alb.arn, ssl_policy=OLD)
    listener("modern", NOT_FOUND, balancer=alb.arn, port=8443)
    behind(group)


def clean_name_newer_than_the_table() -> None:
    group, newer = target_group(), "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2031-02"
    listener("https", forward(group), balancer=load_balancer().arn, ssl_policy=newer)
    behind(group)


def clean_load_balancer_of_another_stack() -> None:
    group = target_group()
    listener("https", forward(group), ssl_policy=OLD)
    behind(group)


def clean_listener_of_another_stack() -> None:
    group = target_group()
    rule("web", LISTENER, group)
    behind(group)


def clean_without_tls() -> None:
    group = target_group()
    listener("https", forward(group), balancer=load_balancer().arn, ssl_policy=OLD)
    service("web", task("web").arn, [entry(group.arn)], endpoint(tls=False))


def clean_proxy_moved_away() -> None:
    group = target_group()
    listener("https", forward(group), balancer=load_balancer().arn, ssl_policy=OLD)
    service("web", task("web").arn, [entry(group.arn)], endpoint(ingress_port_override=15000))


def clean_network_load_balancer() -> None:
    group = target_group(protocol="TCP", health_check={"protocol": "TCP"})
    nlb = aws.lb.LoadBalancer("nlb", load_balancer_type="network", subnets=["subnet-0a"])
    listener("tcp", forward(group), balancer=nlb.arn, protocol="TCP", ssl_policy=None, certificate_arn=None)
    behind(group)


def clean_unknown_policy_beside_a_modern_one() -> None:
    group, alb = target_group(), load_balancer()
    listener("https", forward(group), balancer=alb.arn)
    listener("admin", NOT_FOUND, balancer=alb.arn, port=8443, ssl_policy=unknown("policy"))
    behind(group)


def undecided_policy_is_an_output() -> None:
    group = target_group()
    listener("https", forward(group), balancer=load_balancer().arn, ssl_policy=unknown("policy"))
    behind(group)


def undecided_load_balancer_is_an_output() -> None:
    group = target_group()
    listener("https", forward(group), balancer=unknown("balancer"), ssl_policy=OLD)
    behind(group)


def ambiguous_load_balancers_differ() -> None:
    group, balancers = target_group(), (load_balancer("blue"), load_balancer("green"))
    listener("modern", NOT_FOUND, balancer=balancers[0].arn)
    listener("https", forward(group), balancer=one_of(*balancers), ssl_policy=OLD)
    behind(group)


def ambiguous_listener_forwards_to_one_of_two() -> None:
    groups = target_group("blue"), target_group("green")
    alb = load_balancer()
    listener("https", {"type": "forward", "target_group_arn": one_of(*groups)}, balancer=alb.arn, ssl_policy=OLD)
    behind(groups[0])
