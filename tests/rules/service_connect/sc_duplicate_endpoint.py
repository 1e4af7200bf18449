from typing import Any

import pulumi
import pulumi_aws as aws

from tests.rules.ecs.parts import endpoint, one_of, service, task
from tests.rules.service_connect.parts import TWO
from tests.unknowns import unknown

SHARED = "arn:aws:servicediscovery:us-east-1:123456789012:namespace/ns-0123456789abcdef"


def connect(namespace: Any, *endpoints: Any) -> Any:
    given = {"enabled": True, "services": [*(endpoints or (endpoint(tls=False),))]}
    return {"service_connect_configuration": given | ({"namespace": namespace} if namespace is not None else {})}


def called(name: Any, port: int = 80, discovery: Any = None) -> Any:
    alias = {"port": port, "dns_name": name}
    return endpoint(tls=False, discovery_name=discovery or f"{name}-{port}", client_alias=[alias])


def namespace(name: str, called: str | None = None) -> aws.servicediscovery.HttpNamespace:
    return aws.servicediscovery.HttpNamespace(name, name=called)


def cluster(name: str, of: Any) -> aws.ecs.Cluster:
    return aws.ecs.Cluster(name, service_connect_defaults={"namespace": of})


def bad_namespace_resource() -> None:
    mesh = namespace("mesh")
    service("blue", task("blue").arn, **connect(mesh.arn))
    service(
        "green",  # violates
        task("green").arn,
        **connect(mesh.arn),
    )


def bad_discovery_name_is_the_port_name_of_another() -> None:
    service("api", "api:1", **connect(SHARED, endpoint("api", tls=False)))
    service(
        "web",  # violates
        "web:1",
        **connect(SHARED, endpoint(tls=False, discovery_name="api")),
    )


def bad_client_aliases() -> None:
    service("blue", "blue:1", **connect("internal", called("web", discovery="blue")))
    service(
        "green",  # violates
        "green:1",
        **connect("internal", called("web", discovery="green")),
    )


def bad_two_endpoints_of_one_service() -> None:
    service(
        "web",  # violates
        task("web").arn,
        None,
        endpoint(tls=False),
        endpoint(tls=False, ingress_port_override=15000),
    )


def bad_default_namespace_of_a_cluster() -> None:
    mesh = namespace("mesh")
    service("blue", "web:1", cluster=cluster("one", mesh.arn).arn, **connect(None))
    service(
        "green",  # violates
        "web:1",
        cluster=cluster("two", mesh.arn).arn,
        **connect(None),
    )


def bad_namespace_by_name_and_by_arn() -> None:
    mesh = namespace("mesh", "internal")
    service("blue", "web:1", **connect(mesh.arn))
    service(
        "green",  # violates
        "web:1",
        **connect("internal"),
    )


def bad_name_of_the_resource_under_another_provider() -> None:
    options = pulumi.ResourceOptions(provider=aws.Provider("west", region="us-west-2"))
    mesh = aws.servicediscovery.HttpNamespace("mesh", name="internal", opts=options)
    service("blue", "web:1", **connect(mesh.arn), opts=options)
    service(
        "green",  # violates
        "web:1",
        **connect(mesh.name),
        opts=options,
    )


def bad_in_one_cluster_of_an_own_provider() -> None:
    options = pulumi.ResourceOptions(provider=aws.Provider("west", region="us-west-2"))
    shop = aws.ecs.Cluster("shop", opts=options)
    service("blue", "web:1", cluster=shop.arn, **connect("internal"), opts=options)
    service(
        "green",  # violates
        "web:1",
        cluster=shop.arn,
        **connect("internal"),
        opts=options,
    )


def bad_default_namespace_of_a_cluster_of_another_stack() -> None:
    service("blue", "web:1", cluster="shop", **connect(None))
    service(
        "green",  # violates
        "web:1",
        cluster="shop",
        **connect(None),
    )


def bad_default_namespace_of_a_cluster_by_its_name() -> None:
    shop = aws.ecs.Cluster("shop", name="shop", service_connect_defaults={"namespace": namespace("mesh").arn})
    service("blue", "web:1", cluster="shop", **connect(None))
    service(
        "green",  # violates
        "web:1",
        cluster=shop.arn,
        **connect(None),
    )


def clean_default_namespaces_of_clusters_of_one_name() -> None:
    service("east", "web:1", cluster="shop", region="us-east-1", **connect(None))
    service("west", "web:1", cluster="shop", region="us-west-2", **connect(None))


def clean_names_of_their_own() -> None:
    found = task("web", *TWO)
    service("blue", found.arn, None, endpoint(tls=False), endpoint("admin", tls=False))
    service("green", found.arn, None, endpoint(tls=False, discovery_name="green"))


def clean_namespaces_of_their_own() -> None:
    service("blue", "web:1", **connect(namespace("blue").arn))
    service("green", "web:1", **connect(namespace("green").arn))
    service("red", "web:1", **connect("internal"))
    service("grey", "web:1", **connect(SHARED))


def clean_same_alias_on_another_port() -> None:
    service("blue", "web:1", **connect("internal", called("web"), called("web", 8080)))


def clean_aliases_without_a_name() -> None:
    service("web", task("web", *TWO).arn, None, endpoint(tls=False), endpoint("admin", tls=False))


def clean_two_regions_by_provider() -> None:
    for region in ("us-east-1", "us-west-2"):
        options = pulumi.ResourceOptions(provider=aws.Provider(region, region=region))
        service(region, "web:1", cluster="shop", **connect("internal"), opts=options)


def clean_two_regions_by_argument() -> None:
    service("east", "web:1", region="us-east-1", **connect("internal"))
    service("west", "web:1", region="us-west-2", **connect("internal"))


def clean_same_name_as_a_namespace_of_another_region() -> None:
    service("east", "web:1", **connect(namespace("mesh", "internal").arn))
    service("west", "web:1", region="us-west-2", **connect("internal"))


def clean_same_name_as_a_namespace_of_another_provider() -> None:
    service("east", "web:1", **connect(namespace("mesh", "internal").arn))
    options = pulumi.ResourceOptions(provider=aws.Provider("west", region="us-west-2"))
    service("west", "web:1", **connect("internal"), opts=options)


def clean_client_of_the_same_namespace() -> None:
    service("blue", "web:1", **connect("internal"))
    service("client", "web:1", service_connect_configuration={"enabled": True, "namespace": "internal"})


def clean_service_connect_switched_off() -> None:
    service("blue", "web:1", **connect("internal"))
    off: Any = {"enabled": False, "namespace": "internal", "services": [endpoint(tls=False)]}
    service("green", "web:1", service_connect_configuration=off)


def clean_default_namespaces_of_other_stacks() -> None:
    service("blue", "web:1", cluster="one", **connect(None))
    service("green", "web:1", cluster="two", **connect(None))


def clean_only_one_has_an_unknown_namespace() -> None:
    service("web", "web:1", **connect(unknown("namespace")))
    service("api", "web:1", **connect("internal", endpoint("api", tls=False)))


def clean_only_endpoint_has_an_unknown_name() -> None:
    service("web", "web:1", **connect("internal", called(unknown("alias"), discovery=unknown("name"))))
    service("client", "web:1", service_connect_configuration={"enabled": True, "namespace": "internal"})


def undecided_namespace_is_an_output() -> None:
    service("blue", "web:1", **connect("internal"))
    service("green", "web:1", **connect(unknown("namespace")))


def undecided_discovery_name_is_an_output() -> None:
    service("blue", "web:1", **connect("internal"))
    service("green", "web:1", **connect("internal", endpoint(tls=False, discovery_name=unknown("name"))))


def ambiguous_namespace_is_one_of_two() -> None:
    namespaces = namespace("blue"), namespace("green")
    service("blue", "web:1", **connect(namespaces[0].arn))
    service("green", "web:1", **connect(one_of(*namespaces)))
