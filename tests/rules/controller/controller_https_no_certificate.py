from typing import Any

import pulumi

from tests.unknowns import unknown

from .controller_manages_custom_groups import ALB, INGRESS, annotated, controller, release
from .controller_ssl_policy_weak import CERTIFICATE

SINGLE_RESOURCE = True

HTTPS = {f"{ALB}listen-ports": '[{"HTTPS": 443}]'}


def https(name: str, annotations: Any = None, **spec: Any) -> None:
    annotated(INGRESS, name, HTTPS | (annotations or {}), **spec)


def bad_rules_without_a_host() -> None:
    https(
        "shop",  # violates
        rules=[{"http": {"paths": []}}, {"host": ""}],
        tls=[{"secretName": "shop"}],
    )


def clean_host_to_find_one_by() -> None:
    https("rule", rules=[{"http": {}}, {"host": "shop.example.com"}])
    https("tls", tls=[{"hosts": ["shop.example.com"]}])
    https("unknown-host", rules=[{"host": unknown("host")}], tls=[{"hosts": ["shop.example.com"]}])


def clean_certificate_from_somewhere() -> None:
    https("stated", {f"{ALB}certificate-arn": CERTIFICATE})
    https("created", {f"{ALB}create-acm-cert": "true"})
    https("of-the-group", {f"{ALB}group.name": "shop"})


def clean_certificate_of_the_class() -> None:
    spec = {"certificateArn": [CERTIFICATE]}
    pulumi.CustomResource("kubernetes:elbv2.k8s.aws/v1beta1:IngressClassParams", "class", {"spec": spec})
    https("shop", ingressClassName="alb")


def clean_certificate_of_the_class_of_the_chart() -> None:
    controller("controller", {"ingressClassParams": {"spec": {"certificateArn": [CERTIFICATE]}}})
    https("shop")


def clean_http() -> None:
    annotated(INGRESS, "http", {f"{ALB}listen-ports": '[{"HTTP": 80}]'})
    annotated(INGRESS, "default", {f"{ALB}scheme": "internal"})


def clean_values_of_charts() -> None:
    release("shop", {"ingress": {"annotations": HTTPS, "hosts": ["shop.example.com"]}})


def undecided_host_is_an_output() -> None:
    https("shop", rules=[{"host": unknown("host")}])
