from typing import Any

import pulumi_aws as aws

from tests.rules.ecs.parts import BALANCER, GROUP, NOT_FOUND, VPC, forward, listener, one_of, target_group
from tests.unknowns import unknown

OTHER = BALANCER.replace("shared", "other")
CONDITIONS: Any = [{"path_pattern": {"values": ["/"]}}]


def balancer(name: str, module: Any = aws.lb, **args: Any) -> Any:
    return module.LoadBalancer(name, subnets=["subnet-0a", "subnet-0b"], security_groups=["sg-0a"], **args)


def rule(name: str, listener_arn: Any, *groups: Any, module: Any = aws.lb) -> Any:
    return module.ListenerRule(name, listener_arn=listener_arn, actions=[forward(*groups)], conditions=CONDITIONS)


def bad_listener_and_rule() -> None:
    group = target_group(
        "web",  # violates
    )
    listener("internal", forward(group), balancer=balancer("internal").arn)
    rule("public", listener("public", NOT_FOUND, balancer=balancer("public", aws.alb).arn, module=aws.alb).arn, group)


def bad_load_balancers_of_another_stack() -> None:
    group = target_group(
        "web",  # violates
    )
    listener("internal", forward(group))
    listener("public", forward(group), balancer=OTHER)


def bad_rules_of_listeners_of_another_stack() -> None:
    group = target_group(
        "web",  # violates
        module=aws.alb,
    )
    for name, arn in {"internal": BALANCER, "public": OTHER}.items():
        rule(name, arn.replace("loadbalancer", "listener") + "/0123456789abcdef", group)


def bad_among_weighted_groups() -> None:
    shared = target_group(
        "web",  # violates
    )
    blue, green = target_group("blue"), target_group("green")
    listener("internal", forward(shared, blue), balancer=balancer("internal").arn)
    listener("public", forward(green, shared), balancer=balancer("public").arn)


def bad_application_and_network_load_balancer() -> None:
    group = target_group(
        "web",  # violates
        protocol="TCP",
        health_check={"protocol": "TCP"},
    )
    for name in ("internal", "public"):
        found = balancer(name, load_balancer_type="network")
        listener(name, forward(group), balancer=found.arn, protocol="TCP", ssl_policy=None, certificate_arn=None)


def clean_two_listeners_of_one() -> None:
    group, found = target_group(), balancer("web")
    listener("https", forward(group), balancer=found.arn)
    listener("test", forward(group), balancer=found.arn, port=8443)


def clean_rule_and_listener_of_one_of_another_stack() -> None:
    group = target_group()
    listener("https", forward(group))
    rule("test", BALANCER.replace("loadbalancer", "listener") + "/0123456789abcdef", group)


def clean_group_for_each() -> None:
    for name in ("internal", "public"):
        listener(name, forward(target_group(name)), balancer=balancer(name).arn)


def clean_network_load_balancer_in_front() -> None:
    inner, outer = balancer("inner"), balancer("outer", load_balancer_type="network")
    listener("https", forward(target_group()), balancer=inner.arn)
    front = target_group("front", port=443, protocol="TCP", target_type="alb")
    aws.lb.TargetGroupAttachment("front", target_group_arn=front.arn, target_id=inner.arn)
    listener("tcp", forward(front), balancer=outer.arn, protocol="TCP", ssl_policy=None, certificate_arn=None)


def clean_group_of_another_stack() -> None:
    aws.lb.TargetGroup("other", port=80, protocol="HTTP", vpc_id=VPC)
    for name in ("internal", "public"):
        listener(name, {"type": "forward", "target_group_arn": GROUP}, balancer=balancer(name).arn)


def undecided_load_balancer_is_an_output() -> None:
    group = target_group()
    listener("internal", forward(group), balancer=balancer("internal").arn)
    listener("public", forward(group), balancer=unknown("balancer"))


def ambiguous_second_listener_forwards_to_one_of_two() -> None:
    blue, green = target_group("blue"), target_group("green")
    listener("internal", forward(blue), balancer=balancer("internal").arn)
    either = {"type": "forward", "target_group_arn": one_of(blue, green)}
    listener("public", either, balancer=balancer("public").arn)
