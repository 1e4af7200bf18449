"""Stacks with providers for more than one Region."""

import pulumi
import pulumi_aws as aws

from .service_connect import LISTENER, SHARED_ALB_ARN


def certificate_for_the_cdn() -> None:
    """CloudFront takes certificates of us-east-1 only, a load balancer those of its own Region."""
    _listener_with_certificate_in("us-east-1")


def provider_of_its_own() -> None:
    """Another provider is not always another Region."""
    _listener_with_certificate_in("eu-west-1")


def _listener_with_certificate_in(region: str) -> None:
    options = pulumi.ResourceOptions(provider=aws.Provider("certificates", region=region))
    requested = aws.acm.Certificate("shop", domain_name="shop.example.com", validation_method="DNS", opts=options)
    issued = aws.acm.CertificateValidation("shop-issued", certificate_arn=requested.arn, opts=options)
    aws.lb.Listener(
        LISTENER,
        load_balancer_arn=SHARED_ALB_ARN,
        port=443,
        protocol="HTTPS",
        ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
        certificate_arn=issued.certificate_arn,
        default_actions=[
            {"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}
        ],
    )
