from typing import Any

import pulumi_aws as aws

from tests.rules.ecs.parts import target_group
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def passed_through(name: str = "web", /, **args: Any) -> Any:
    return target_group(name, protocol="TCP", health_check={"protocol": "TCP"}, **args)


def bad_tls() -> None:
    target_group(
        "web",  # violates
        protocol="TLS",
        health_check=None,
        slow_start=30,
    )


def bad_algorithm() -> None:
    target_group(
        "least",  # violates
        module=aws.alb,
        load_balancing_algorithm_type="least_outstanding_requests",
        slow_start=900,
    )
    target_group(
        "random",  # violates
        load_balancing_algorithm_type="weighted_random",
        slow_start=60,
    )


def bad_too_short() -> None:
    target_group(
        "web",  # violates
        slow_start=10,
    )


def clean_round_robin() -> None:
    target_group("default", slow_start=30)
    target_group("stated", slow_start=900, load_balancing_algorithm_type="round_robin")


def clean_off() -> None:
    passed_through(slow_start=0)
    target_group("least", slow_start=0, load_balancing_algorithm_type="least_outstanding_requests")


def clean_not_set() -> None:
    passed_through()


def clean_types_of_targets_that_the_provider_does_not_send_it_for() -> None:
    passed_through(target_type="alb", slow_start=30)


def undecided_slow_start_is_an_output() -> None:
    passed_through(slow_start=unknown("slow"))
