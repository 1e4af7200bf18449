"""Misconfigurations that Istio takes without a word, each of which breaks or bares a path: none is built."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from ..stack import build
from .manifests import objects
from .programs import MODES, egress, gateway, mutual_tls, origination, sidecar

Objects = list[dict[str, Any]]


def _of(kind: str, found: Objects) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    return ((item["metadata"], item["spec"]) for item in found if item["kind"] == kind)


def _visible_in(metadata: Mapping[str, Any], spec: Mapping[str, Any]) -> set[str]:
    return {metadata["namespace"] if name == "." else name for name in spec["exportTo"]}


def _client_policies(found: Objects) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """What DestinationRules say of single ports, with the rule."""
    for _, rule in _of("DestinationRule", found):
        policies = [rule, *rule.get("subsets", [])]
        for policy in policies:
            for level in policy.get("trafficPolicy", {}).get("portLevelSettings", []):
                yield rule, level


def credentials_are_for_selected_pods(found: Objects) -> bool:
    return all(
        "workloadSelector" in rule
        for rule, level in _client_policies(found)
        if not level["tls"].get("credentialName", "configmap://").startswith("configmap://")
    )


def rules_with_tls_are_only_for_ports(found: Objects) -> bool:
    return all("tls" not in rule.get("trafficPolicy", {}) for _, rule in _of("DestinationRule", found))


def every_port_level_has_tls(found: Objects) -> bool:
    return all(level["tls"]["mode"] != "DISABLE" for _, level in _client_policies(found))


def whoever_sees_an_entry_starts_tls(found: Objects) -> bool:
    rules = [
        (_visible_in(metadata, rule), rule)
        for metadata, rule in _of("DestinationRule", found)
        if "workloadSelector" not in rule and "trafficPolicy" in rule
    ]
    return all(
        any(
            seen >= _visible_in(metadata, entry)
            and rule["host"] in entry["hosts"]
            and any(level["port"]["number"] == port["number"] for level in rule["trafficPolicy"]["portLevelSettings"])
            for seen, rule in rules
        )
        for metadata, entry in _of("ServiceEntry", found)
        for port in entry["ports"]
        if port["protocol"] == "HTTP"
    )


def rules_are_for_ports_that_exist(found: Objects) -> bool:
    ports = {
        (host, port["number"]): port
        for _, entry in _of("ServiceEntry", found)
        for host in entry["hosts"]
        for port in entry["ports"]
    }
    return all(
        ports[rule["host"], level["port"]["number"]]["protocol"] == "HTTP"
        and ports[rule["host"], level["port"]["number"]]["targetPort"] != level["port"]["number"]
        for rule, level in _client_policies(found)
        if level["tls"]["mode"] != "ISTIO_MUTUAL"
    )


def entries_are_resolved_by_dns(found: Objects) -> bool:
    return all(
        entry["resolution"] == "DNS" and not any("*" in host for host in entry["hosts"])
        for _, entry in _of("ServiceEntry", found)
    )


def servers_are_verified(found: Objects) -> bool:
    return all(
        level["tls"]["subjectAltNames"]
        and ("credentialName" in level["tls"]) != ("caCertificates" in level["tls"])
        and "insecureSkipVerify" not in level["tls"]
        for _, level in _client_policies(found)
        if level["tls"]["mode"] != "ISTIO_MUTUAL"
    )


def mesh_certificates_stay_in_the_mesh(found: Objects) -> bool:
    external = {host for _, entry in _of("ServiceEntry", found) for host in entry["hosts"]}
    return not any(
        level["tls"]["mode"] == "ISTIO_MUTUAL" and rule["host"] in external for rule, level in _client_policies(found)
    )


def gateways_select_their_pods(found: Objects) -> bool:
    return all(item["selector"] for _, item in _of("Gateway", found))


def every_host_of_a_gateway_has_a_route(found: Objects) -> bool:
    routed = {
        (gateway, host)
        for _, route in _of("VirtualService", found)
        for gateway in route["gateways"]
        for host in route["hosts"]
    }
    return all(
        (f"{metadata['namespace']}/{metadata['name']}", host.removeprefix("./")) in routed
        for metadata, item in _of("Gateway", found)
        for server in item["servers"]
        for host in server["hosts"]
    )


def gateways_serve_tls_or_redirect(found: Objects) -> bool:
    return all(
        server["tls"] == {"httpsRedirect": True} if server["port"]["protocol"] == "HTTP" else server["tls"]["mode"]
        for _, item in _of("Gateway", found)
        for server in item["servers"]
    )


def sidecars_fail_closed(found: Objects) -> bool:
    return all(
        item["outboundTrafficPolicy"] == {"mode": "REGISTRY_ONLY"}
        and ("./*" in item["egress"][0]["hosts"] or "*/*" in item["egress"][0]["hosts"])
        for _, item in _of("Sidecar", found)
    )


def tls_ports_of_sidecars_are_excepted_from_mutual_tls(found: Objects) -> bool:
    excepted = {
        (number, tuple(item["selector"]["matchLabels"].items()))
        for _, item in _of("PeerAuthentication", found)
        for number, level in item.get("portLevelMtls", {}).items()
        if level["mode"] == "DISABLE"
    }
    return all(
        (str(listener["port"]["number"]), tuple(item["workloadSelector"]["labels"].items())) in excepted
        and listener["port"]["protocol"] == "HTTPS"
        and "credentialName" not in listener["tls"]
        for _, item in _of("Sidecar", found)
        for listener in item.get("ingress", [])
    )


def everything_but_exceptions_has_mutual_tls(found: Objects) -> bool:
    return all(item["mtls"] == {"mode": "STRICT"} for _, item in _of("PeerAuthentication", found))


RULES = [
    credentials_are_for_selected_pods,
    rules_with_tls_are_only_for_ports,
    every_port_level_has_tls,
    whoever_sees_an_entry_starts_tls,
    rules_are_for_ports_that_exist,
    entries_are_resolved_by_dns,
    servers_are_verified,
    mesh_certificates_stay_in_the_mesh,
    gateways_select_their_pods,
    every_host_of_a_gateway_has_a_route,
    gateways_serve_tls_or_redirect,
    sidecars_fail_closed,
    tls_ports_of_sidecars_are_excepted_from_mutual_tls,
    everything_but_exceptions_has_mutual_tls,
]


@pytest.mark.parametrize("program", MODES.values(), ids=MODES)
def test_none_is_built(program: Callable[[], object]) -> None:
    found = objects(build(program))
    assert [rule.__name__ for rule in RULES if not rule(found)] == []


def _client_secret() -> object:
    secret = {"tls": {"client_credential_name": "client"}, "workload_labels": {"app": "web"}}
    return origination({**secret, "service_account": "web"})


def _termination() -> object:
    return sidecar({"ingress": {"port": 8443, "application_port": 8080, "secret_name": "web-tls"}})


def _without(kind: str, name: str) -> Callable[[Objects], Objects]:
    return lambda found: [item for item in found if (item["kind"], item["metadata"]["name"]) != (kind, name)]


def _changed(kind: str, path: str, value: object) -> Callable[[Objects], Objects]:
    def change(found: Objects) -> Objects:
        for item in found:
            if item["kind"] == kind:
                *parents, last = path.split(".")
                spec: Any = item["spec"]
                for key in parents:
                    spec = spec[int(key) if key.isdecimal() else key]
                if value is None:
                    spec.pop(last, None)
                else:
                    spec[last] = value
        return found

    return change


TLS = "trafficPolicy.portLevelSettings.0.tls"


@pytest.mark.parametrize(
    ("rule", "program", "mistake"),
    [
        (credentials_are_for_selected_pods, _client_secret, _changed("DestinationRule", "workloadSelector", None)),
        (rules_with_tls_are_only_for_ports, origination, _changed("DestinationRule", "trafficPolicy.tls", {})),
        (every_port_level_has_tls, origination, _changed("DestinationRule", f"{TLS}.mode", "DISABLE")),
        (whoever_sees_an_entry_starts_tls, origination, _without("DestinationRule", "payments")),
        (whoever_sees_an_entry_starts_tls, _client_secret, _without("DestinationRule", "payments")),
        (whoever_sees_an_entry_starts_tls, egress, _changed("ServiceEntry", "exportTo", ["istio-egress", "shop", "a"])),
        (rules_are_for_ports_that_exist, origination, _changed("ServiceEntry", "ports.0.protocol", "HTTPS")),
        (entries_are_resolved_by_dns, origination, _changed("ServiceEntry", "resolution", "NONE")),
        (servers_are_verified, origination, _changed("DestinationRule", f"{TLS}.subjectAltNames", [])),
        (servers_are_verified, origination, _changed("DestinationRule", f"{TLS}.caCertificates", None)),
        (
            mesh_certificates_stay_in_the_mesh,
            origination,
            _changed("DestinationRule", f"{TLS}.mode", "ISTIO_MUTUAL"),
        ),
        (gateways_select_their_pods, gateway, _changed("Gateway", "selector", {})),
        (every_host_of_a_gateway_has_a_route, gateway, _without("VirtualService", "public.shop.example.com")),
        (every_host_of_a_gateway_has_a_route, gateway, _changed("VirtualService", "gateways", ["public"])),
        (gateways_serve_tls_or_redirect, gateway, _changed("Gateway", "servers.1.tls", {})),
        (sidecars_fail_closed, sidecar, _changed("Sidecar", "outboundTrafficPolicy", {"mode": "ALLOW_ANY"})),
        (
            tls_ports_of_sidecars_are_excepted_from_mutual_tls,
            _termination,
            _without("PeerAuthentication", "frontend"),
        ),
        (
            everything_but_exceptions_has_mutual_tls,
            mutual_tls,
            _changed("PeerAuthentication", "mtls", {"mode": "PERMISSIVE"}),
        ),
    ],
)
def test_it_would_be_seen(
    rule: Callable[[Objects], bool], program: Callable[[], object], mistake: Callable[[Objects], Objects]
) -> None:
    found = objects(build(program))
    assert rule(found)
    assert not rule(mistake(found))
