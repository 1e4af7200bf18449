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
        connection_draining=False,
    )


def clean_on() -> None:
    aws.elb.LoadBalancer("web", listeners=[HTTPS], connection_draining=True, connection_draining_timeout=60)


def undecided_is_an_output() -> None:
    aws.elb.LoadBalancer("web", listeners=[HTTPS], connection_draining=unknown("draining"))
