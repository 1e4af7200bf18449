"""Who serves what in a mesh: Gateways and routes, objects that select the same pods, Services, Secrets, charts."""

from __future__ import annotations

from typing import Any

import pytest
from container_tls_policies.facts.istio_fields import istio_fields, meant_field
from container_tls_policies.model import (
    UNKNOWN,
    DestinationRule,
    Gateway,
    HelmChart,
    MeshService,
    PeerAuthentication,
    Record,
    Secret,
    ServiceEntry,
    Sidecar,
    Stack,
    Undecided,
    VirtualService,
    for_whole_namespace,
    istiod_enables,
    load_balancer_service,
    mesh_service,
    secret_is_in,
    secret_users,
    selecting,
    the_one,
)

LABELS = {"app": "web"}
TOKENS = {
    "Deployment": "apps/v1",
    "PeerAuthentication": "security.istio.io/v1",
    "Release": "helm.sh/v3",
    "Secret": "core/v1",
    "Service": "core/v1",
}


def stack_of(**objects: dict[str, Any]) -> Stack:
    """Objects by name: `kind` and `namespace`, and what is in `spec`, or with `inputs` all that they have."""

    def record(name: str, given: dict[str, Any]) -> Record:
        token = f"kubernetes:{TOKENS.get(given['kind'], 'networking.istio.io/v1')}:{given['kind']}"
        spec = {key: value for key, value in given.items() if key not in ("kind", "namespace", "inputs", "annotations")}
        metadata = {
            "name": name,
            "namespace": given.get("namespace", "shop"),
            "annotations": given.get("annotations", {}),
        }
        inputs = {"metadata": metadata, "spec": spec, **given.get("inputs", {})}
        return Record(name, token, name, read_inputs=lambda: inputs)

    return Stack([record(name, given) for name, given in objects.items()])


def server(protocol: str, mode: str | None = None, *hosts: str) -> dict[str, Any]:
    return {
        "port": {"number": 443, "protocol": protocol},
        "hosts": list(hosts),
        **({"tls": {"mode": mode}} if mode else {}),
    }


@pytest.mark.parametrize(
    ("given", "kinds"),
    [
        (server("http"), {"http"}),
        (server("HTTPS", "SIMPLE"), {"http"}),
        (server("TLS", "MUTUAL"), {"tcp"}),
        (server("TCP"), {"tcp"}),
        (server("HTTPS", "PASSTHROUGH"), {"tls"}),
        ({**server("TLS"), "tls": {}}, {"tls"}),
        (server("TLS", "AUTO_PASSTHROUGH"), set()),
        (server("HTTPS"), set()),
    ],
)
def test_kinds_of_routes_by_server(given: dict[str, Any], kinds: set[str]) -> None:
    (gateway,) = stack_of(g={"kind": "Gateway", "servers": [given]}).all(Gateway)
    assert gateway.servers[0].route_kinds == kinds


@pytest.mark.parametrize(
    ("written", "has"),
    [
        ("a.example.com", True),
        ("*.example.com", True),
        ("*/a.example.com", True),
        ("shop/*", True),
        ("./a.example.com", False),
        ("orders/a.example.com", False),
        ("b.example.com", False),
    ],
)
def test_hosts_of_servers(written: str, has: bool) -> None:
    stack = stack_of(
        g={"kind": "Gateway", "namespace": "ingress", "servers": [server("HTTP", None, written)]},
        v={"kind": "VirtualService", "hosts": ["a.example.com"]},
    )
    assert stack.all(Gateway)[0].servers[0].has_host_of(stack.all(VirtualService)[0]) is has


@pytest.mark.parametrize("written", ["ingress/public", "public.ingress", "public.ingress.svc.cluster.local"])
def test_gateways_that_are_named(written: str) -> None:
    stack = stack_of(
        public={"kind": "Gateway", "namespace": "ingress"},
        other={"kind": "Gateway"},
        v={"kind": "VirtualService", "gateways": ["mesh", written, UNKNOWN]},
        own={"kind": "VirtualService", "gateways": ["./other", "other", "public"]},
    )
    own, service = stack.all(VirtualService)
    assert [found.name for found in service.gateways] == ["public"]
    assert [found.name for found in own.gateways] == ["other"]
    assert stack.all(Gateway)[1].services.shown == (service,)


def peers(**labels: Any) -> Stack:
    found = {
        name: {"kind": "PeerAuthentication", "selector": {"matchLabels": wanted}}
        if wanted
        else {"kind": "PeerAuthentication"}
        for name, wanted in labels.items()
    }
    return stack_of(s={"kind": "Sidecar", "workloadSelector": {"labels": LABELS}}, **found)


@pytest.mark.parametrize(
    ("labels", "one"),
    [
        ({"a": LABELS}, "a"),
        ({"a": {"app": "other"}, "whole": {}}, None),
        ({"a": LABELS, "b": LABELS}, None),
        ({"a": LABELS, "b": {"app": "other", "tier": "x"}}, "a"),
    ],
)
def test_what_selects_the_same_pods(labels: dict[str, Any], one: str | None) -> None:
    (sidecar,) = peers(**labels).all(Sidecar)
    found = the_one(selecting(sidecar, PeerAuthentication, sidecar.selector))
    assert (found and found.name) == one
    whole = for_whole_namespace(sidecar, PeerAuthentication).shown
    assert [peer.name for peer in whole] == [name for name, wanted in labels.items() if not wanted]


@pytest.mark.parametrize("other", [{"app": UNKNOWN}, {"app": "web", "version": "v1"}, UNKNOWN])
def test_what_may_select_the_same_pods(other: Any) -> None:
    stack = stack_of(
        s={"kind": "Sidecar", "workloadSelector": {"labels": LABELS}},
        a={"kind": "PeerAuthentication", "selector": {"matchLabels": LABELS}},
        b={"kind": "PeerAuthentication", "selector": {"matchLabels": other}},
    )
    (sidecar,) = stack.all(Sidecar)
    with pytest.raises(Undecided):
        the_one(selecting(sidecar, PeerAuthentication, sidecar.selector))


def test_modes_of_ports() -> None:
    levels = {"8080": {"mode": "DISABLE"}, "8081": {"mode": "UNSET"}, "x": {}}
    stack = stack_of(p={"kind": "PeerAuthentication", "mtls": {"mode": "STRICT"}, "portLevelMtls": levels})
    (peer,) = stack.all(PeerAuthentication)
    assert [peer.effective_mode(port) for port in (8080, 8081, 1, None)] == ["DISABLE", "STRICT", "STRICT", "STRICT"]
    assert peer.ports == (8080, 8081)


@pytest.mark.parametrize(
    ("written", "shows"), [("./*", True), ("*/a.com", True), ("~/*", False), ("shop/b.com", False)]
)
def test_hosts_that_a_sidecar_shows(written: str, shows: bool) -> None:
    stack = stack_of(
        s={"kind": "Sidecar", "egress": [{"hosts": [written]}]}, e={"kind": "ServiceEntry", "hosts": ["a.com"]}
    )
    (entry,) = stack.all(ServiceEntry)
    assert stack.all(Sidecar)[0].shows(entry, entry.place) is shows


def test_services() -> None:
    prefix = "service.beta.kubernetes.io/aws-load-balancer-"
    stack = stack_of(
        web={"kind": "Service", "ports": [{"port": 80}, {"port": 443, "name": "https-web", "targetPort": "tls"}]},
        ingress={
            "kind": "Service",
            "type": "LoadBalancer",
            "selector": {**LABELS, "tier": "edge"},
            "ports": [{"port": 443, "name": "https", "targetPort": 8443}, {"port": 80}],
            "annotations": {
                f"{prefix}ssl-cert": UNKNOWN,
                f"{prefix}ssl-ports": "https",
                f"{prefix}backend-protocol": "SSL",
            },
        },
    )
    ingress, web = stack.all(MeshService)
    assert mesh_service(web, "web.shop.svc.cluster.local") is web
    assert mesh_service(web, "web.orders.svc.cluster.local") is None
    assert web.targets(None) == (80, None) and web.targets(1) == ()
    assert [port.is_https for port in web.ports] == [False, True]
    assert load_balancer_service(web, LABELS) is ingress
    assert load_balancer_service(web, {"app": "other"}) is None
    assert ingress.ends_tls(443) and not ingress.ends_tls(80) and not web.ends_tls(443)
    assert ingress.starts_tls_again and not web.starts_tls_again


@pytest.mark.parametrize(
    ("other", "matters"),
    [
        ({"type": "LoadBalancer", "selector": {**LABELS, "app": UNKNOWN}}, True),
        ({"type": "LoadBalancer", "selector": {"app": "other", "tier": UNKNOWN}}, False),
        ({"type": "LoadBalancer", "selector": UNKNOWN}, True),
        ({"type": UNKNOWN, "selector": LABELS}, True),
        ({"type": UNKNOWN, "selector": {"app": "other"}}, False),
        ({"type": "ClusterIP", "selector": UNKNOWN}, False),
    ],
)
def test_another_service_that_may_have_the_load_balancer(other: dict[str, Any], matters: bool) -> None:
    stack = stack_of(
        ingress={"kind": "Service", "type": "LoadBalancer", "selector": LABELS}, other={"kind": "Service", **other}
    )
    ingress = stack.all(MeshService)[0]
    if matters:
        with pytest.raises(Undecided):
            load_balancer_service(ingress, LABELS)
    else:
        assert load_balancer_service(ingress, LABELS) is ingress


def test_users_of_secrets() -> None:
    tls = {"mode": "MUTUAL", "credentialName": "certificate"}
    pods = {"template": {"metadata": {"labels": {**LABELS, "tier": "edge"}}}}
    stack = stack_of(
        certificate={"kind": "Secret", "inputs": {"data": {"tls.crt": UNKNOWN, "tls.key": UNKNOWN}}},
        pods={"kind": "Deployment", "namespace": "ingress", **pods},
        g={"kind": "Gateway", "selector": LABELS, "servers": [{**server("HTTPS"), "tls": tls}]},
        d={
            "kind": "DestinationRule",
            "namespace": "orders",
            "workloadSelector": {"matchLabels": LABELS},
            "trafficPolicy": {"tls": tls},
        },
    )
    (secret,) = stack.all(Secret)
    users, doubt = secret_users(secret)
    assert users is not None and doubt is None and users.all_shown
    assert {place.key: user.name for place, user in users.by_place.items()} == {"ingress": "g", "orders": "d"}
    assert [place.key for place in users.verifying] == ["ingress"]
    assert {place.key for place in users.needed_in} == {"ingress", "orders"}
    assert secret.has_certificate and not secret.has_authority
    assert secret_is_in(secret, "certificate", secret.place)
    assert not secret_is_in(secret, "certificate", stack.all(DestinationRule)[0].place)


@pytest.mark.parametrize(
    ("values", "enables"),
    [
        ({"pilot": {"env": {"FLAG": "true"}}}, True),
        ({"istiod": {"pilot": {"env": {"FLAG": True}}}}, True),
        ({"pilot": {"env": {"FLAG": "false"}}}, False),
        ({}, False),
    ],
)
def test_variables_of_istiod(values: dict[str, Any], enables: bool) -> None:
    stack = stack_of(
        istiod={"kind": "Release", "inputs": {"chart": "istio/istiod", "values": values}},
        other={"kind": "Release", "inputs": {"chart": "base", "values": {"FLAG": "true"}}},
    )
    assert istiod_enables(stack.all(HelmChart)[0], "FLAG") is enables


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("credentialName", None),
        ("credential_name", "credentialName"),
        ("subjectAltName", "subjectAltNames"),
        ("privatekey", "privateKey"),
        ("encryptedClientHello", None),
    ],
)
def test_fields_that_are_meant(written: str, meant: str | None) -> None:
    assert meant_field(written, istio_fields("Gateway")["servers.tls"]) == meant


def test_words_for_labels() -> None:
    assert meant_field("labels", istio_fields("DestinationRule")["workloadSelector"]) == "matchLabels"
    assert meant_field("matchLabels", istio_fields("Sidecar")["workloadSelector"]) == "labels"
    assert istio_fields("EnvoyFilter") == {}
