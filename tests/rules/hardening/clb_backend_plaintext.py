from typing import Any

import pulumi_aws as aws

from tests.unknowns import unknown

SINGLE_RESOURCE = True

HTTPS: Any = {
    "lb_port": 443,
    "lb_protocol": "HTTPS",
    "instance_port": 8443,
    "instance_protocol": "https",
    "ssl_certificate_id": "arn:aws:acm:us-east-1:123456789012:certificate/shared",
}


def bad_one_of_two() -> None:
    ssl = HTTPS | {"lb_port": 8443, "lb_protocol": "ssl", "instance_protocol": "tcp"}
    aws.elb.LoadBalancer(
        "web",  # violates
        listeners=[HTTPS, ssl],
    )


def clean_tls_on_both_sides() -> None:
    aws.elb.LoadBalancer("web", listeners=[HTTPS, HTTPS | {"lb_protocol": "ssl", "instance_protocol": "SSL"}])


def clean_plain_on_both_sides() -> None:
    """That is the matter of clb-plaintext-listener."""
    aws.elb.LoadBalancer("web", listeners=[HTTPS | {"lb_protocol": "tcp", "instance_protocol": "tcp"}])


def undecided_protocol_is_an_output() -> None:
    aws.elb.LoadBalancer("web", listeners=[HTTPS | {"instance_protocol": unknown("protocol")}])
