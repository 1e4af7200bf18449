from typing import Any

import pulumi
import pulumi_aws as aws

from tests.unknowns import unknown

HTTPS: Any = {
    "lb_port": 443,
    "lb_protocol": "HTTPS",
    "instance_port": 8443,
    "instance_protocol": "https",
    "ssl_certificate_id": "arn:aws:acm:us-east-1:123456789012:certificate/shared",
}


def uploaded(name: str = "uploaded") -> aws.iam.ServerCertificate:
    return aws.iam.ServerCertificate(name, certificate_body="-", private_key="-")


def bad_by_arn() -> None:
    aws.elb.LoadBalancer(
        "web",  # violates
        listeners=[HTTPS, HTTPS | {"ssl_certificate_id": "arn:aws:iam::123456789012:server-certificate/web"}],
    )


def bad_of_this_stack() -> None:
    aws.elb.LoadBalancer(
        "web",  # violates
        listeners=[HTTPS | {"ssl_certificate_id": uploaded().arn}],
    )


def clean_of_acm() -> None:
    issued = aws.acm.Certificate("web", domain_name="shop.example.com", validation_method="DNS")
    aws.elb.LoadBalancer("web", listeners=[HTTPS, HTTPS | {"ssl_certificate_id": issued.arn}])


def clean_without() -> None:
    plain: Any = {"lb_port": 80, "lb_protocol": "http", "instance_port": 8080, "instance_protocol": "http"}
    aws.elb.LoadBalancer("web", listeners=[plain])


def undecided_certificate_is_an_output() -> None:
    aws.elb.LoadBalancer("web", listeners=[HTTPS | {"ssl_certificate_id": unknown("certificate")}])


def ambiguous_certificate() -> None:
    issued = aws.acm.Certificate("web", domain_name="shop.example.com", validation_method="DNS")
    either = pulumi.Output.all(uploaded().arn, issued.arn).apply(lambda arns: arns[0])
    aws.elb.LoadBalancer("web", listeners=[HTTPS | {"ssl_certificate_id": either}])
