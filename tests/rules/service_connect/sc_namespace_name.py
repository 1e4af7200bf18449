from typing import Any

import pulumi_aws as aws

from tests.rules.ecs.parts import one_of
from tests.unknowns import unknown

from .mesh import endpoint, member


def private(name: str = "shop", given: Any = "internal") -> aws.servicediscovery.PrivateDnsNamespace:
    return aws.servicediscovery.PrivateDnsNamespace(name, name=given, vpc="vpc-0123456789abcdef0")


def bad_name_of_the_resource() -> None:
    namespace = aws.servicediscovery.PublicDnsNamespace("shop", name="shop.example.com")
    member(
        "orders",  # violates
        [],
        endpoint(),
        namespace=namespace.name,
    )


def bad_either_of_the_same_name() -> None:
    private(given="either.internal")
    aws.servicediscovery.PublicDnsNamespace("public", name="either.internal")
    member(
        "orders",  # violates
        [],
        namespace="either.internal",
    )


def clean_arn() -> None:
    member("orders", [], namespace=private().arn)


def clean_http_namespace() -> None:
    namespace = aws.servicediscovery.HttpNamespace("shop", name="internal")
    member("orders", [], namespace=namespace.name)


def clean_name_of_another_stack() -> None:
    private(given="shop.internal")
    member("orders", [])


def clean_default_of_the_cluster() -> None:
    cluster = aws.ecs.Cluster("shop", service_connect_defaults={"namespace": private().arn})
    member("orders", [], namespace=None, cluster=cluster.arn)


def clean_switched_off() -> None:
    private()
    member("orders", [], connect={"enabled": False, "namespace": "internal"})


def clean_unknown_namespace() -> None:
    private()
    member("orders", [], namespace=unknown("namespace"))


def undecided_switch_is_an_output() -> None:
    private()
    member("orders", [], connect={"enabled": unknown("enabled"), "namespace": "internal"})


def ambiguous_namespaces_differ() -> None:
    private()
    aws.servicediscovery.HttpNamespace("http", name="internal")
    member("orders", [])


def clean_arn_of_either() -> None:
    member("orders", [], namespace=one_of(private("blue"), private("green", "other")))
