from typing import Any

import pulumi
import pulumi_aws as aws

from tests.rules.ecs.parts import endpoint, service
from tests.rules.service_connect.parts import CLIENT
from tests.unknowns import unknown


def namespace(name: str = "mesh", called: Any = "internal", **options: Any) -> aws.servicediscovery.HttpNamespace:
    return aws.servicediscovery.HttpNamespace(name, name=called, opts=pulumi.ResourceOptions(**options))


def connect(of: Any) -> Any:
    return {"enabled": True, "namespace": of}


def bad_private_dns_namespace() -> None:
    aws.servicediscovery.PrivateDnsNamespace("mesh", name="mesh.local", vpc="vpc-0123456789abcdef0")
    service(
        "web",  # violates
        "web:7",
        service_connect_configuration=connect("mesh.local"),
    )


def bad_one_of_two_services() -> None:
    mesh = namespace()
    service("api", "api:7", service_connect_configuration=connect(mesh.name))
    service(
        "web",  # violates
        "web:7",
        None,
        endpoint(tls=False),
    )


def bad_default_of_the_cluster_written_out() -> None:
    namespace()
    cluster = aws.ecs.Cluster("shop", service_connect_defaults={"namespace": "internal"})
    service(
        "web",  # violates
        "web:7",
        cluster=cluster.arn,
        service_connect_configuration={"enabled": True},
    )


def bad_cluster_with_the_default_written_out() -> None:
    aws.ecs.Cluster("shop", name="shop", service_connect_defaults={"namespace": namespace().arn})
    service(
        "web",  # violates
        "web:7",
        cluster="shop",
        service_connect_configuration={"enabled": True},
    )


def clean_cluster_written_out_beside_a_reference_to_the_namespace() -> None:
    mesh = namespace()
    shop = aws.ecs.Cluster("shop", name="shop", service_connect_defaults={"namespace": mesh.arn})
    service("api", "api:7", cluster="shop", service_connect_configuration=connect(mesh.arn))
    options = pulumi.ResourceOptions(depends_on=[shop])
    service("web", "web:7", cluster="shop", service_connect_configuration={"enabled": True}, opts=options)


def clean_cluster_of_one_name_under_another_provider() -> None:
    aws.ecs.Cluster("shop", name="shop", service_connect_defaults={"namespace": namespace().arn})
    options = pulumi.ResourceOptions(provider=aws.Provider("west", region="us-west-2"))
    service("web", "web:7", cluster="shop", service_connect_configuration={"enabled": True}, opts=options)


def clean_refers_to_the_arn() -> None:
    service("web", "web:7", service_connect_configuration=connect(namespace().arn))


def clean_refers_to_the_name() -> None:
    service("web", "web:7", service_connect_configuration=connect(namespace().name))


def clean_depends_on_it() -> None:
    options = pulumi.ResourceOptions(depends_on=[namespace()])
    service("web", "web:7", service_connect_configuration=CLIENT, opts=options)


def clean_depends_on_the_component_with_it() -> None:
    part = pulumi.ComponentResource("shop:index:Mesh", "mesh")
    namespace(parent=part)
    service("web", "web:7", service_connect_configuration=CLIENT, opts=pulumi.ResourceOptions(depends_on=[part]))


def clean_default_of_the_cluster() -> None:
    cluster = aws.ecs.Cluster("shop", service_connect_defaults={"namespace": namespace().arn})
    service("web", "web:7", cluster=cluster.arn, service_connect_configuration={"enabled": True})


def clean_name_written_out_with_a_cluster_that_waits() -> None:
    cluster = aws.ecs.Cluster("shop", service_connect_defaults={"namespace": namespace().arn})
    service("web", "web:7", cluster=cluster.arn, service_connect_configuration=CLIENT)


def clean_namespace_of_another_stack() -> None:
    namespace(called="other")
    service("web", "web:7", service_connect_configuration=CLIENT)


def clean_namespace_of_another_region() -> None:
    namespace()
    service("web", "web:7", region="us-west-2", service_connect_configuration=CLIENT)


def clean_no_namespace_at_all() -> None:
    namespace()
    service("web", "web:7", cluster="shop", service_connect_configuration={"enabled": True})


def clean_service_connect_switched_off() -> None:
    namespace()
    service("web", "web:7", service_connect_configuration={"enabled": False, "namespace": "internal"})


def undecided_service_connect_is_an_output() -> None:
    namespace()
    service("web", "web:7", service_connect_configuration=unknown("connect"))


def ambiguous_two_namespaces_of_one_name() -> None:
    options = pulumi.ResourceOptions(depends_on=[namespace("blue")])
    namespace("green")
    service("web", "web:7", service_connect_configuration=CLIENT, opts=options)
