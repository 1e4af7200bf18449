from __future__ import annotations

from typing import Any

import pulumi

from tests.rules.istio.parts import on_port, rule
from tests.rules.istio.server_parts import peer, peer_patch
from tests.unknowns import unknown

WEB = {"app": "web"}
WEB_HOST = "web.shop.svc.cluster.local"


def web(target: Any = 8080, *, selector: Any = None, **metadata: Any) -> None:
    """The Service."""
    found = {"name": "web", "namespace": "shop", **metadata}
    spec = {"selector": selector or WEB, "ports": [{"name": "http", "port": 80, "targetPort": target}]}
    pulumi.CustomResource("kubernetes:core/v1:Service", "service", {"metadata": found, "spec": spec})


def bad_tls_of_another_kind_on_a_port() -> None:
    web()
    peer(labels=WEB)
    rule(
        on_port(80, {"mode": "SIMPLE"}),
        name="simple",  # violates
        host="web",
    )


def bad_strict_on_the_port_only() -> None:
    web(None)
    peer("PERMISSIVE", {"80": "STRICT"}, labels=WEB)
    rule(
        name="port",  # violates
        host=WEB_HOST,
        namespace="orders",
        policy={"tls": {"mode": "DISABLE"}},
    )


def bad_port_with_a_name() -> None:
    web("http", selector={**WEB, "version": "v1"})
    peer(labels=WEB)
    rule(
        name="name",  # violates
        host=WEB_HOST,
        policy={"tls": {"mode": "MUTUAL", "credentialName": "client"}},
    )


def clean_mutual() -> None:
    web()
    peer(labels=WEB)
    rule(host=WEB_HOST, policy={"tls": {"mode": "ISTIO_MUTUAL"}})
    rule(name="default", host=WEB_HOST, policy={"connectionPool": {}})


def clean_port_excepted() -> None:
    web()
    peer("STRICT", {"8080": "DISABLE"}, labels=WEB)
    rule(host=WEB_HOST, policy={"tls": {"mode": "DISABLE"}})


def clean_named_port_may_be_excepted() -> None:
    web("http")
    peer("STRICT", {"8080": "PERMISSIVE"}, labels=WEB)
    rule(host=WEB_HOST, policy={"tls": {"mode": "DISABLE"}})


def clean_permissive() -> None:
    web()
    peer("PERMISSIVE", labels=WEB)
    rule(host=WEB_HOST, policy={"tls": {"mode": "DISABLE"}})


def clean_pods_without_sidecar() -> None:
    """They are not bound by what is said of the whole namespace."""
    web()
    peer("STRICT")
    peer("STRICT", name="mesh", namespace="istio-system")
    rule(host=WEB_HOST, policy={"tls": {"mode": "DISABLE"}})


def clean_ambient_mode() -> None:
    metadata = {"name": "shop", "labels": {"istio.io/dataplane-mode": "ambient"}}
    pulumi.CustomResource("kubernetes:core/v1:Namespace", "shop", {"metadata": metadata})
    web()
    peer(labels=WEB)
    rule(host=WEB_HOST, policy={"tls": {"mode": "DISABLE"}})


def clean_other_pods() -> None:
    web()
    peer(labels={"app": "other"})
    peer(labels=WEB, namespace="orders", name="elsewhere")
    rule(host=WEB_HOST, policy={"tls": {"mode": "DISABLE"}})


def clean_service_of_another_stack() -> None:
    peer(labels=WEB)
    rule(host=WEB_HOST, policy={"tls": {"mode": "DISABLE"}})


def clean_another_port() -> None:
    web()
    peer(labels=WEB)
    rule(on_port(9090, {"mode": "DISABLE"}), host=WEB_HOST)


def clean_patched() -> None:
    web()
    peer(labels=WEB)
    peer_patch({"8080": "DISABLE"})
    rule(host=WEB_HOST, policy={"tls": {"mode": "DISABLE"}})


def undecided_mode_is_an_output() -> None:
    web()
    peer(unknown("mode"), labels=WEB)
    rule(host=WEB_HOST, policy={"tls": {"mode": "DISABLE"}})


def clean_two_for_the_same_pods() -> None:
    web()
    peer(labels=WEB)
    peer("STRICT", {"8080": "DISABLE"}, labels=WEB, name="second")
    rule(host=WEB_HOST, policy={"tls": {"mode": "DISABLE"}})


def ambiguous_another_one_may_be_for_the_pods() -> None:
    web()
    peer(labels=WEB)
    peer("STRICT", {"8080": "DISABLE"}, labels={"app": unknown("app")}, name="second")
    rule(host=WEB_HOST, policy={"tls": {"mode": "DISABLE"}})
