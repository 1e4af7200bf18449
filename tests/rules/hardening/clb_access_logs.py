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


def bad_turned_off() -> None:
    aws.elb.LoadBalancer(
        "web",  # violates
        listeners=[HTTPS],
        access_logs={"bucket": "shop-logs", "enabled": False},
    )


def clean_on() -> None:
    aws.elb.LoadBalancer("on", listeners=[HTTPS], access_logs={"bucket": "shop-logs", "enabled": True})
    aws.elb.LoadBalancer("default", listeners=[HTTPS], access_logs={"bucket": "shop-logs"})


def undecided_is_an_output() -> None:
    logs: Any = {"bucket": "shop-logs", "enabled": unknown("enabled")}
    aws.elb.LoadBalancer("web", listeners=[HTTPS], access_logs=logs)
