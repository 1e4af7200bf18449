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


def bad_off() -> None:
    aws.elb.LoadBalancer(
        "web",  # violates
        listeners=[HTTPS],
        cross_zone_load_balancing=False,
    )


def clean_on_and_left_out() -> None:
    aws.elb.LoadBalancer("on", listeners=[HTTPS], cross_zone_load_balancing=True)
    aws.elb.LoadBalancer("default", listeners=[HTTPS])


def undecided_is_an_output() -> None:
    aws.elb.LoadBalancer("web", listeners=[HTTPS], cross_zone_load_balancing=unknown("cross"))
