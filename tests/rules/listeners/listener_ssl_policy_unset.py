from typing import Any

import pulumi_aws as aws

from tests.unknowns import unknown

SINGLE_RESOURCE = True

BALANCER = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef"
CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/shared"
MODERN = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"


def listener(name: str, module: Any = aws.lb, **args: Any) -> None:
    module.Listener(
        name,
        load_balancer_arn=BALANCER,
        default_actions=[
            {"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}
        ],
        **args,
    )


def bad_network_load_balancer() -> None:
    listener(
        "tls",  # violates
        port=443,
        protocol="TLS",
        certificate_arn=CERTIFICATE,
    )


def bad_alias_module_and_another_port() -> None:
    listener(
        "admin",  # violates
        module=aws.alb,
        port=8443,
        protocol="HTTPS",
        certificate_arn=CERTIFICATE,
    )


def bad_empty_policy() -> None:
    listener(
        "https",  # violates
        port=443,
        protocol="HTTPS",
        certificate_arn=CERTIFICATE,
        ssl_policy="",
    )


def bad_policy_unset_while_the_certificate_is_unknown() -> None:
    listener(
        "https",  # violates
        port=443,
        protocol="HTTPS",
        certificate_arn=unknown("certificate"),
    )


def clean_redirect_only() -> None:
    aws.lb.Listener(
        "http",
        load_balancer_arn=BALANCER,
        port=80,
        protocol="HTTP",
        default_actions=[
            {"type": "redirect", "redirect": {"port": "443", "protocol": "HTTPS", "status_code": "HTTP_301"}}
        ],
    )


def clean_protocol_omitted() -> None:
    listener("http", port=80)


def clean_passthrough_on_443() -> None:
    listener("tcp", port=443, protocol="TCP")


def clean_policy_is_an_output() -> None:
    listener("tcp", port=443, protocol="TCP", ssl_policy=unknown("policy"))


def clean_policy_set_while_the_protocol_is_unknown() -> None:
    listener("https", port=443, protocol=unknown("protocol"), ssl_policy=MODERN, certificate_arn=CERTIFICATE)


def undecided_protocol_is_an_output() -> None:
    listener("https", port=443, protocol=unknown("protocol"), certificate_arn=CERTIFICATE)
