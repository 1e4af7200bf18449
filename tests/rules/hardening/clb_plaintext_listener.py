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
    plain: Any = {"lb_port": 8080, "lb_protocol": "tcp", "instance_port": 8080, "instance_protocol": "tcp"}
    aws.elb.LoadBalancer(
        "web",  # violates
        listeners=[HTTPS, plain],
    )


def bad_after_an_unknown_protocol() -> None:
    plain: Any = {"lb_port": 4430, "lb_protocol": "tcp", "instance_port": 8080, "instance_protocol": "tcp"}
    aws.elb.LoadBalancer(
        "web",  # violates
        listeners=[HTTPS | {"lb_protocol": unknown("protocol")}, plain],
    )


def clean_https() -> None:
    aws.elb.LoadBalancer("web", listeners=[HTTPS])


def clean_tls_of_the_instances() -> None:
    plain: Any = {"lb_port": 443, "lb_protocol": "tcp", "instance_port": 8443, "instance_protocol": "tcp"}
    aws.elb.LoadBalancer("web", listeners=[plain, plain | {"lb_port": 8443}])


def undecided_protocol_is_an_output() -> None:
    aws.elb.LoadBalancer("web", listeners=[HTTPS | {"lb_protocol": unknown("protocol")}])
