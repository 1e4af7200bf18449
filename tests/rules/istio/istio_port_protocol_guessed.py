from __future__ import annotations

from typing import Any

import pulumi

from tests.rules.istio.parts import namespace
from tests.unknowns import unknown


def web(*ports: Any, name: str = "web", place: Any = "shop", kind: str = "Service", **spec: Any) -> Any:
    """A Service; by default of one port whose name says nothing."""
    given = {"ports": [*(ports or ({"name": "web", "port": 443},))], **spec}
    metadata = {"name": "web", "namespace": place}
    return pulumi.CustomResource(f"kubernetes:core/v1:{kind}", name, {"metadata": metadata, "spec": given})


def mesh() -> Any:
    """A Namespace whose pods get sidecars."""
    return namespace({"istio-injection": "enabled"})


def bad_without_a_name() -> None:
    mesh()
    web(
        {"port": 8443},
        name="nameless",  # violates
    )


def bad_unknown_protocol() -> None:
    namespace({"istio.io/rev": "stable"})
    web(
        {"name": "https", "port": 443},
        {"name": "http", "port": 80, "appProtocol": "kubernetes.io/unheard-of"},
        name="unheard",  # violates
    )


def clean_stated() -> None:
    mesh()
    web(
        {"name": "HTTPS-web", "port": 443},
        {"name": "web", "port": 80, "appProtocol": "kubernetes.io/h2c"},
        {"name": "rpc", "port": 81, "appProtocol": "grpc-web"},
        {"name": "grpc-web-ui", "port": 82},
        {"name": "syslog", "port": 514, "protocol": "UDP"},
        {"name": "db", "port": 3306},
    )


def clean_outside_the_mesh() -> None:
    namespace({"istio-injection": "disabled", "istio.io/rev": "stable"})
    web()


def clean_namespace_of_another_stack() -> None:
    web()


def clean_alias() -> None:
    mesh()
    web(type="ExternalName", externalName="api.example.com")


def clean_patched() -> None:
    mesh()
    web()
    web({"port": 443, "appProtocol": "https"}, name="patch", kind="ServicePatch")


def undecided_name_is_an_output() -> None:
    mesh()
    web({"name": unknown("name"), "port": 443})


def ambiguous_which_namespace() -> None:
    namespace({"istio-injection": "enabled"}, name=unknown("name"))
    web()
