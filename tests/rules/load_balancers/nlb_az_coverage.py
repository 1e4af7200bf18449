from typing import Any

import pulumi

from tests.rules.ecs.parts import entry, forward, listener, one_of, service, target_group, task
from tests.rules.listeners.parts import NLB, load_balancer, network_load_balancer, tcp_group, tcp_listener
from tests.unknowns import unknown


def behind(balancer: Any, group: Any = None, name: str = "shop", **args: Any) -> None:
    group = group or tcp_group(name)
    tcp_listener(name, forward(group), balancer=balancer)
    service(name, task(name).arn, [entry(group.arn)], **{"desired_count": 1} | args)


def bad_target_group_stays_within_zones() -> None:
    group = tcp_group(load_balancing_cross_zone_enabled="false")
    tcp_listener("tcp", forward(group), balancer=network_load_balancer(enable_cross_zone_load_balancing=True).arn)
    service(
        "shop",  # violates
        task("shop").arn,
        [entry(group.arn)],
        desired_count=1,
    )


def clean_a_task_in_each_zone() -> None:
    behind(network_load_balancer().arn, desired_count=2)


def clean_across_zones() -> None:
    behind(network_load_balancer(enable_cross_zone_load_balancing=True).arn)
    behind(network_load_balancer("other").arn, tcp_group("other", load_balancing_cross_zone_enabled="true"), "other")


def clean_scaled_by_others() -> None:
    balancer = network_load_balancer()
    behind(balancer.arn, opts=pulumi.ResourceOptions(ignore_changes=["desiredCount"]))
    behind(balancer.arn, name="daemon", scheduling_strategy="DAEMON")
    behind(balancer.arn, name="unset", desired_count=None)
    behind(balancer.arn, name="stopped", desired_count=0)


def clean_application_load_balancer() -> None:
    group = target_group()
    listener("https", forward(group), balancer=load_balancer().arn)
    service("shop", task("shop").arn, [entry(group.arn)], desired_count=1)


def clean_load_balancer_of_another_stack() -> None:
    behind(NLB)


def undecided_count_is_an_output() -> None:
    behind(network_load_balancer().arn, desired_count=unknown("count"))


def ambiguous_one_of_two_load_balancers() -> None:
    behind(one_of(network_load_balancer("blue"), network_load_balancer("green", subnets=["subnet-0a"])))
