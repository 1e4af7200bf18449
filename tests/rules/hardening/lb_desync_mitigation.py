import pulumi_aws as aws

from tests.unknowns import unknown

from .parts import load_balancer

SINGLE_RESOURCE = True


def bad_monitor() -> None:
    load_balancer(
        "front",  # violates
        desync_mitigation_mode="monitor",
    )


def bad_classic_load_balancer() -> None:
    aws.elb.LoadBalancer(
        "front",  # violates
        listeners=[{"lb_port": 443, "lb_protocol": "tcp", "instance_port": 8443, "instance_protocol": "tcp"}],
        desync_mitigation_mode="monitor",
    )


def clean_modes() -> None:
    load_balancer("unset")
    load_balancer("defensive", desync_mitigation_mode="defensive")
    load_balancer("strictest", desync_mitigation_mode="strictest")


def clean_network_load_balancer() -> None:
    load_balancer("front", load_balancer_type="network", desync_mitigation_mode="monitor")


def undecided_mode_is_an_output() -> None:
    load_balancer("front", desync_mitigation_mode=unknown("mode"))
