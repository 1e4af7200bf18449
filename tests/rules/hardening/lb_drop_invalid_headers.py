import pulumi_aws as aws

from tests.unknowns import unknown

from .parts import load_balancer

SINGLE_RESOURCE = True


def bad_off_in_an_older_module() -> None:
    aws.alb.LoadBalancer(
        "front",  # violates
        drop_invalid_header_fields=False,
    )


def clean_on() -> None:
    load_balancer("front")


def clean_network_load_balancer() -> None:
    load_balancer("front", load_balancer_type="network", drop_invalid_header_fields=False)


def undecided_is_an_output() -> None:
    load_balancer("front", drop_invalid_header_fields=unknown("drop"))
