from typing import Any

import pulumi_aws as aws

from tests.unknowns import unknown

from .parts import BALANCER, GROUP, entry, forward, listener, one_of, service, target_group, task


def balancer(name: str = "web", **args: Any) -> Any:
    return aws.lb.LoadBalancer(name, subnets=["subnet-0a", "subnet-0b"], security_groups=["sg-0a"], **args)


def behind(group: Any, arn: Any = BALANCER) -> Any:
    """A service in a target group behind a load balancer."""
    listener("https", forward(group), balancer=arn)
    return service("web", task("web").arn, [entry(group.arn)])


def bad_shorter_than_the_idle_timeout() -> None:
    group = target_group(
        "web",  # violates
        deregistration_delay=60,
    )
    behind(group, balancer(idle_timeout=120).arn)


def bad_default_shorter_than_the_idle_timeout() -> None:
    group = target_group(
        "web",  # violates
        module=aws.alb,
    )
    behind(group, balancer(idle_timeout=900).arn)


def bad_none_on_a_network_load_balancer() -> None:
    group = target_group(
        "web",  # violates
        protocol="TCP",
        health_check={"protocol": "TCP"},
        deregistration_delay="0",
    )
    service("web", task("web").arn, [entry(group.arn)])


def clean_as_long_as_the_idle_timeout() -> None:
    behind(target_group(deregistration_delay=120), balancer(idle_timeout=120).arn)


def clean_short_before_the_usual_idle_timeout() -> None:
    behind(target_group(deregistration_delay=5), balancer(idle_timeout=60).arn)


def clean_defaults() -> None:
    behind(target_group(), balancer().arn)


def clean_load_balancer_of_another_stack() -> None:
    behind(target_group(deregistration_delay=30))


def clean_group_of_no_service() -> None:
    target_group(deregistration_delay=0)
    service("web", task("web").arn, [entry(GROUP)])


def undecided_delay_is_an_output() -> None:
    behind(target_group(deregistration_delay=unknown("delay")), balancer(idle_timeout=120).arn)


def ambiguous_load_balancers_differ() -> None:
    either = one_of(balancer("a", idle_timeout=600), balancer("b"))
    behind(target_group(), either)
