from __future__ import annotations

from typing import Any

from tests.rules.istio.parts import istio, service
from tests.unknowns import unknown

WEB = "web.shop.svc.cluster.local"


def subsets(*names: Any, host: Any = "web", namespace: Any = "shop", name: str = "web") -> Any:
    """A DestinationRule with these subsets."""
    spec = {"host": host, "subsets": [{"name": found, "labels": {"version": found}} for found in names]}
    return istio("DestinationRule", name, spec, namespace=namespace)


def to(subset: Any, host: Any = "web", **more: Any) -> dict[str, Any]:
    """A destination, with its weight if it has any."""
    return {"destination": {"host": host, "subset": subset}, **more}


def bad_one_of_two_versions() -> None:
    subsets("v1", host=WEB)
    subsets("v2", host="*.shop.svc.cluster.local", name="wide")
    service(
        {"route": [to("v1", weight=90), to("v3", weight=10)]},
        name="canary",  # violates
        hosts=["web"],
    )


def bad_tls_route_from_another_namespace() -> None:
    subsets("tls", "other")
    service(
        name="through",  # violates
        namespace="istio-ingress",
        tls=[{"match": [{"sniHosts": ["shop.example.com"]}], "route": [to("TLS", WEB)]}],
    )


def clean_all_there() -> None:
    subsets("v1")
    subsets("v2", host=WEB, name="second", namespace="istio-system")
    service({"route": [to("v1", WEB, weight=50), to("v2", weight=50)]}, hosts=["web"])


def clean_by_wildcard() -> None:
    subsets("v1")
    subsets("v2", host="*.local", name="wide")
    service({"route": [to("v2")]}, hosts=["web"])


def clean_without_requests() -> None:
    subsets("v1")
    service(
        {"route": [to("v1", weight=100), to("v2", weight=0)]},
        {"route": [to("v1", weight=100), to("v3")]},
        hosts=["web"],
    )


def clean_rule_of_another_stack() -> None:
    subsets("v1", namespace="docs")
    subsets("v1", host="*.shop.svc.cluster.local", name="wide")
    service({"route": [to("v2")]}, hosts=["web"])


def clean_patched() -> None:
    subsets("v1")
    service({"route": [to("v2")]}, hosts=["web"])
    spec = {"subsets": [{"name": "v2"}]}
    istio("DestinationRulePatch", "patch", spec, metadata={"name": "web"})


def undecided_subset_is_an_output() -> None:
    subsets("v1")
    service({"route": [to(unknown("subset"))]}, hosts=["web"])


def undecided_weight_is_an_output() -> None:
    subsets("v1")
    service({"route": [to("v1", weight=100), to("v2", weight=unknown("weight"))]}, hosts=["web"])


def ambiguous_another_rule_may_have_it() -> None:
    subsets("v1")
    subsets("v2", host=unknown("host"), name="second")
    service({"route": [to("v2")]}, hosts=["web"])
