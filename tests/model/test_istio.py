"""Istio's objects: type tokens, hosts, namespaces, ports, and which TLS counts."""

from __future__ import annotations

from typing import Any

import pytest
from container_tls_policies.model import (
    UNKNOWN,
    AuthorizationPolicy,
    DestinationRule,
    Gateway,
    PeerAuthentication,
    Record,
    ServiceEntry,
    Sidecar,
    Stack,
    Undecided,
    VirtualService,
    gateways_lead_to,
    namers,
    names_host,
    routes_lead_to,
)

KINDS = [
    ("networking", DestinationRule),
    ("networking", Gateway),
    ("networking", ServiceEntry),
    ("networking", Sidecar),
    ("networking", VirtualService),
    ("security", AuthorizationPolicy),
    ("security", PeerAuthentication),
]
HOST = "api.example.com"


def stack_of(**objects: dict[str, Any]) -> Stack:
    """Objects by name; `kind` is taken out of what is the rest of their properties."""

    def record(name: str, inputs: dict[str, Any]) -> Record:
        kind = inputs["kind"]
        group = "gateway.networking.k8s.io" if kind == "HTTPRoute" else "networking.istio.io"
        spec = {key: value for key, value in inputs.items() if key not in ("kind", "namespace", "name")}
        metadata = {"name": inputs.get("name", name), "namespace": inputs.get("namespace", "shop")}
        return Record(
            name, f"kubernetes:{group}/v1:{kind}", name, read_inputs=lambda: {"metadata": metadata, "spec": spec}
        )

    return Stack([record(name, inputs) for name, inputs in objects.items()])


@pytest.mark.parametrize(("group", "kind"), KINDS)
@pytest.mark.parametrize("version", ["v1", "v1beta1", "v1alpha3"])
def test_every_version_is_read(group: str, kind: type[Any], version: str) -> None:
    token = f"kubernetes:{group}.istio.io/{version}:{kind.__name__}"
    assert kind.reads(token) and kind.reads(f"{token}Patch")
    assert not kind.reads(f"{token}List")


def test_gateway_of_kubernetes_is_another() -> None:
    assert not Gateway.reads("kubernetes:gateway.networking.k8s.io/v1:Gateway")


@pytest.mark.parametrize(
    ("pattern", "host", "expected"),
    [
        ("a.example.com", "a.example.com", True),
        ("a.example.com", "b.example.com", False),
        ("*", "a.example.com", True),
        ("*.example.com", "a.example.com", True),
        ("*.example.com", "a.b.example.com", True),
        ("*.example.com", "example.com", False),
        ("a.example.com", "*.example.com", True),
        ("*.example.com", "*.com", True),
        ("*.com", "*.example.com", True),
        ("*.example.com", "*.example.org", False),
        ("*", "*", True),
    ],
)
def test_hosts_with_names_in_common(pattern: str, host: str, expected: bool) -> None:
    assert names_host(pattern, host) is expected


def test_namers_go_from_special_to_general() -> None:
    assert namers("a.example.com") == ["a.example.com", "*.example.com", "*.com", "*"]
    assert namers("*.example.com") == ["*.example.com", "*.com", "*"]
    assert namers("*") == ["*"]


def test_rules_of_a_host() -> None:
    stack = stack_of(
        entry={"kind": "ServiceEntry", "hosts": [HOST, "other.example.org"]},
        exact={"kind": "DestinationRule", "host": HOST},
        wide={"kind": "DestinationRule", "host": "*.org"},
        other={"kind": "DestinationRule", "host": "x.example.com"},
        short={"kind": "DestinationRule", "host": "web"},
    )
    (entry,) = stack.all(ServiceEntry)
    assert [rule.name for rule in entry.rules.complete] == ["exact", "wide"]
    hosts = {rule.name: rule.host for rule in stack.all(DestinationRule)}
    assert hosts["short"] == "web.shop.svc.cluster.local"
    entries = {rule.name: rule.entries.complete for rule in stack.all(DestinationRule)}
    assert entries["exact"] == (entry,) and entries["wide"] == entries["other"] == ()


def test_unknown_host_may_be_any() -> None:
    stack = stack_of(
        entry={"kind": "ServiceEntry", "hosts": [HOST]},
        exact={"kind": "DestinationRule", "host": HOST},
        unknown={"kind": "DestinationRule", "host": UNKNOWN},
    )
    rules = stack.all(ServiceEntry)[0].rules
    assert [rule.name for rule in rules.shown] == ["exact"]
    assert rules.include(lambda rule: rule.name == "exact")
    with pytest.raises(Undecided):
        _ = rules.complete
    with pytest.raises(Undecided):
        rules.include(lambda rule: rule.name == "unknown")
    assert not rules.include(lambda _: False)


def test_many_unknown_hosts_may_be_any() -> None:
    others = {f"unknown-{number}": {"kind": "DestinationRule", "host": UNKNOWN} for number in range(9)}
    stack = stack_of(entry={"kind": "ServiceEntry", "hosts": [HOST]}, **others)
    with pytest.raises(Undecided):
        stack.all(ServiceEntry)[0].rules.include(lambda _: False)


@pytest.mark.parametrize(
    ("export_to", "place", "expected"),
    [
        (None, "other", True),
        ([], "other", True),
        (["*"], "other", True),
        (["."], "shop", True),
        (["."], "other", False),
        ([".", "other"], "other", True),
        (["shop"], "shop", True),
        (["~"], "shop", False),
        ([UNKNOWN, "*"], "other", True),
        ([UNKNOWN, "."], "shop", True),
        ([UNKNOWN, "orders"], "orders", True),
    ],
)
def test_audience(export_to: Any, place: str, expected: bool) -> None:
    stack = stack_of(
        rule={"kind": "DestinationRule", "host": HOST, "exportTo": export_to},
        other={"kind": "Sidecar", "namespace": place},
    )
    (rule,), (other,) = stack.all(DestinationRule), stack.all(Sidecar)
    assert rule.audience.has(other.place) is expected


def test_namespace_left_to_the_provider() -> None:
    stack = stack_of(
        first={"kind": "Sidecar", "namespace": None},
        second={"kind": "Sidecar", "namespace": None},
        third={"kind": "Sidecar", "namespace": "shop"},
    )
    first, second, third = stack.all(Sidecar)
    assert first.shares_namespace_with(second)
    with pytest.raises(Undecided):
        first.shares_namespace_with(third)


def test_namespace_of_this_stack() -> None:
    def sidecar(name: str, namespace: Any, *dependencies: str) -> Record:
        return Record(
            name,
            "kubernetes:networking.istio.io/v1:Sidecar",
            name,
            property_dependencies={"metadata": dependencies} if dependencies else {},
            read_inputs=lambda: {"metadata": {"namespace": namespace}},
        )

    def named(name: str, metadata: Any) -> Record:
        return Record(name, "kubernetes:core/v1:Namespace", name, read_inputs=lambda: {"metadata": metadata})

    stack = Stack(
        [
            named("made", {"name": "shop"}),
            named("auto", {}),
            sidecar("1", UNKNOWN, "made"),
            sidecar("2", "shop"),
            sidecar("3", UNKNOWN, "auto"),
            sidecar("4", UNKNOWN, "auto"),
            sidecar("5", UNKNOWN),
        ]
    )
    made, literal, auto, same, anything = stack.all(Sidecar)
    assert made.shares_namespace_with(literal)
    assert auto.shares_namespace_with(same)
    with pytest.raises(Undecided):
        auto.shares_namespace_with(literal)
    with pytest.raises(Undecided):
        anything.shares_namespace_with(literal)


@pytest.mark.parametrize(
    ("rule", "entry", "expected"),
    [
        (("shop", ["."]), ("shop", ["."]), True),
        (("shop", None), ("shop", None), True),
        (("shop", ["."]), ("shop", ["*"]), True),
        (("shop", ["other"]), ("shop", ["."]), False),
        (("shop", ["other"]), ("shop", [".", "other"]), True),
        (("other", None), ("shop", ["."]), False),
        (("other", None), ("shop", ["other"]), True),
        (("other", ["shop"]), ("shop", ["other"]), False),
        (("other", ["shop"]), ("shop", ["*"]), False),
        (("istio-system", None), ("shop", ["."]), True),
        (("istio-system", ["."]), ("shop", ["."]), False),
        (("shop", ["~"]), ("shop", ["*"]), False),
    ],
)
def test_rules_are_found_where_clients_or_the_host_or_istio_are(rule: Any, entry: Any, expected: bool) -> None:
    stack = stack_of(
        rule={"kind": "DestinationRule", "host": HOST, "namespace": rule[0], "exportTo": rule[1]},
        entry={"kind": "ServiceEntry", "hosts": [HOST], "namespace": entry[0], "exportTo": entry[1]},
    )
    (found,), (host,) = stack.all(DestinationRule), stack.all(ServiceEntry)
    assert found.reaches_clients_of(host) is expected


def test_patched_objects_are_not_whole() -> None:
    stack = stack_of(
        one={"kind": "DestinationRule", "host": HOST},
        two={"kind": "DestinationRule", "host": HOST},
        far={"kind": "DestinationRule", "host": HOST, "name": "one", "namespace": "other"},
        patch={"kind": "DestinationRulePatch", "name": "one"},
    )
    assert {rule.name: rule.is_whole for rule in stack.all(DestinationRule)} == {
        "one": False,
        "two": True,
        "far": True,
        "patch": False,
    }


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ({"resolution": "DNS", "ports": [{"number": 80, "targetPort": 443}]}, {443}),
        ({"resolution": "DNS", "ports": [{"number": 80}]}, {80}),
        ({"ports": [{"number": 80, "targetPort": 443}]}, {80}),
        ({"resolution": "NONE", "ports": [{"number": 80, "targetPort": 443}]}, {80}),
        (
            {
                "resolution": "STATIC",
                "ports": [{"number": 80, "name": "http", "targetPort": 8080}],
                "endpoints": [{"address": "192.0.2.1", "ports": {"http": 443}}, {"address": "192.0.2.2"}],
            },
            {443, 8080},
        ),
        ({"resolution": "STATIC", "ports": [{"number": 80}], "workloadSelector": {"labels": {"a": "b"}}}, set()),
    ],
)
def test_ports_to_which_proxies_connect(spec: dict[str, Any], expected: set[int]) -> None:
    (entry,) = stack_of(entry={"kind": "ServiceEntry", **spec}).all(ServiceEntry)
    assert entry.ports[0].targets == expected


def test_what_is_said_of_a_port_replaces_the_rest() -> None:
    policy = {
        "tls": {"mode": "SIMPLE"},
        "portLevelSettings": [
            {"port": {"number": 80}, "tls": {"mode": "MUTUAL"}},
            {"port": {"number": 81}, "connectionPool": {}},
        ],
    }
    subsets = [{"name": "v1", "trafficPolicy": {"portLevelSettings": [{"port": {"number": 81}, "tls": policy["tls"]}]}}]
    stack = stack_of(rule={"kind": "DestinationRule", "host": HOST, "trafficPolicy": policy, "subsets": subsets})
    (rule,) = stack.all(DestinationRule)
    modes = {number: tls.mode if (tls := rule.tls_for(number)) else None for number in (80, 81, 82)}
    assert modes == {80: "MUTUAL", 81: None, 82: "SIMPLE"}
    assert rule.encrypts(81) and not stack_of(rule={"kind": "DestinationRule"}).all(DestinationRule)[0].encrypts(81)
    assert [tls.path for tls in rule.tls_settings] == [
        "spec.trafficPolicy.tls",
        "spec.trafficPolicy.portLevelSettings[0].tls",
        "spec.subsets[0].trafficPolicy.portLevelSettings[0].tls",
    ]


def test_routes_lead_to_ports_and_are_for_gateways() -> None:
    route = [{"route": [{"destination": {"host": HOST, "port": {"number": 443}}}]}]
    stack = stack_of(mesh={"kind": "VirtualService", "hosts": [HOST], "http": route})
    (mesh,) = stack.all(VirtualService)
    assert routes_lead_to(mesh, HOST, 443) and not routes_lead_to(mesh, HOST, 80)
    assert not gateways_lead_to(mesh, HOST)
    bound = {"kind": "VirtualService", "hosts": [HOST], "http": route, "gateways": ["mesh", "egress"]}
    assert gateways_lead_to(stack_of(bound=bound).all(VirtualService)[0], HOST)
    passthrough = stack_of(tls={"kind": "VirtualService", "hosts": [HOST], "tls": route})
    assert not routes_lead_to(passthrough.all(VirtualService)[0], HOST, 443)
    refs = [{"group": "networking.istio.io", "kind": "Hostname", "name": HOST, "port": 443}]
    api = stack_of(api={"kind": "HTTPRoute", "rules": [{"backendRefs": refs}]}, rule={"kind": "DestinationRule"})
    assert gateways_lead_to(api.all(DestinationRule)[0], HOST) and routes_lead_to(
        api.all(DestinationRule)[0], HOST, 443
    )


def test_mode_of_a_port() -> None:
    (found,) = Stack(
        [
            Record(
                "it",
                "kubernetes:security.istio.io/v1:PeerAuthentication",
                "it",
                read_inputs=lambda: {"spec": {"portLevelMtls": {"8443": {"mode": "DISABLE"}, "9090": {}}}},
            )
        ]
    ).all(PeerAuthentication)
    assert [found.mode_on(port) for port in (8443, 9090, 80)] == ["DISABLE", "UNSET", None]
