"""What the Istio components refuse, with the argument that they name."""

from collections.abc import Callable, Mapping
from typing import Any

import pulumi
import pytest
from container_tls import ArgumentError

from ..stack import build
from .programs import CLIENT_FILES, EXCEPTION, INGRESS, LABELS, egress, gateway, mutual_tls, origination, sidecar

DESTINATION = {"service": "web", "namespace": "shop", "port": 80}
NO_LABELS: list[tuple[object, str]] = [
    ({}, ""),
    (["app"], ""),
    ({"app": "a*"}, ".app"),
    ({"*": "a"}, ".*"),
    ({"": "a"}, "."),
    ({"-app": "a"}, ".-app"),
    ({"app": "a" * 64}, ".app"),
    ({"app": 1}, ".app"),
]
NO_HOST = ["*.example.com", "*", "api", "API.example.com", "10.0.0.1", "https://api.example.com", "a..b", "", None, 1]
NO_PORT = [0, 65536, "443", 443.5, True]
NO_NAMESPACE = ["Shop", "a.b", "a/b", "", "-a", "a" * 64, None, 1]
NO_SECRET = ["shop/tls", "kubernetes://tls", "configmap://shop/tls", "TLS", "", "a" * 254, 1]
NO_PATH = ["tls.crt", "", "/", "/etc/../tls.crt", "/etc/tls/", "//etc/tls", 1]


def _advice(given: object, of_text: str) -> str:
    """What is said of text that is wrong, or of what is no text at all."""
    return of_text if isinstance(given, str) else "Pass text"


GATEWAY: list[tuple[Mapping[str, Any], str, str]] = [
    *(
        ({"selector": given}, f"selector{where}", "" if given == {"app": 1} else "Use" if where else "")
        for given, where in NO_LABELS
    ),
    *(({"namespace": given}, "namespace", "") for given in NO_NAMESPACE),
    *(({"credential_name": given}, "credential_name", "") for given in [*NO_SECRET, None]),
    *(({"ca_credential_name": given, "mode": "MUTUAL"}, "ca_credential_name", "") for given in NO_SECRET),
    *(({"port": given}, "port", "from 1 to 65535") for given in NO_PORT),
    ({"port": 80}, "port", "Use 443"),
    ({"port": 80, "redirect_http": False}, "port", "Use 443"),
    ({"port": 8443}, "redirect_http", "Pass false"),
    ({"redirect_http": "false"}, "redirect_http", "Use true or false"),
    ({"mode": "PASSTHROUGH"}, "mode", "Use one of 'SIMPLE'"),
    ({"mode": "ISTIO_MUTUAL"}, "mode", "Use one of 'SIMPLE'"),
    ({"min_tls_version": "1.1"}, "min_tls_version", "'1.2'"),
    ({"ca_credential_name": "clients"}, "ca_credential_name", "use mode MUTUAL"),
    ({"hosts": {}}, "hosts", "Name at least one host"),
    ({"hosts": ["shop.example.com"]}, "hosts", "expected a mapping"),
    ({"hosts": {"*": DESTINATION}}, "hosts.*", "full DNS name"),
    ({"hosts": {"*.*.example.com": DESTINATION}}, "hosts.*.*.example.com", "full DNS name"),
    ({"hosts": {"shop/a.example.com": DESTINATION}}, "hosts.shop/a.example.com", "full DNS name"),
    ({"hosts": {"a.example.com": {**DESTINATION, "service": "web.shop"}}}, "hosts.a.example.com.service", "alone"),
    ({"hosts": {"a.example.com": {**DESTINATION, "namespace": "*"}}}, "hosts.a.example.com.namespace", "namespace"),
    ({"hosts": {"a.example.com": {**DESTINATION, "port": 0}}}, "hosts.a.example.com.port", "65535"),
    ({"hosts": {"a.example.com": {"service": "web", "port": 1}}}, "hosts.a.example.com.namespace", "required"),
    ({"cluster_domain": "cluster.local."}, "cluster_domain", "such as cluster.local"),
    ({"credentialname": "shop"}, "credentialname", "Did you mean 'credential_name'"),
]

SIDECAR: list[tuple[Mapping[str, Any], str, str]] = [
    *(({"workload_labels": given}, f"workload_labels{where}", "") for given, where in NO_LABELS),
    *(({"namespace": given}, "namespace", "") for given in NO_NAMESPACE),
    *(({"control_plane_namespace": given}, "control_plane_namespace", "") for given in ("*", "Istio")),
    *(
        ({"egress_hosts": [given]}, "egress_hosts", _advice(given, "<namespace>/<DNS name>"))
        for given in ("api.example.com", "./*", "~/*", "shop/", "/a", "a/b/c", "shop/a*.example.com", 1)
    ),
    ({"egress_hosts": "shop/*"}, "egress_hosts", "Pass a list"),
    *(({"ingress.port": given}, "ingress.port", "from 1 to 65535") for given in NO_PORT),
    *(({"ingress.application_port": given}, "ingress.application_port", "from 1 to 65535") for given in NO_PORT),
    ({"ingress.port": 15006}, "ingress.port", "8443"),
    ({"ingress.application_port": 8443}, "ingress.application_port", "another port"),
    *(({"ingress.secret_name": given}, "ingress.secret_name", "") for given in [*NO_SECRET, None]),
    *(({"ingress.mount_path": given}, "ingress.mount_path", "path") for given in NO_PATH),
    ({"ingress.mode": "OPTIONAL_MUTUAL"}, "ingress.mode", "Use SIMPLE or MUTUAL"),
    ({"ingress.mode": "ISTIO_MUTUAL"}, "ingress.mode", "'MUTUAL'"),
    ({"ingress.min_tls_version": "1.0"}, "ingress.min_tls_version", "'1.3'"),
    ({"ingress.port_exceptions": {"8443": EXCEPTION}}, "ingress.port_exceptions.8443", "Remove it"),
    ({"ingress.port_exceptions": {"http": EXCEPTION}}, "ingress.port_exceptions.http", "port's number"),
    ({"ingress.credential_name": "tls"}, "ingress.credential_name", "no such argument"),
]

ORIGINATION: list[tuple[Mapping[str, Any], str, str]] = [
    *(({"host": given}, "host", "") for given in NO_HOST),
    *(({"namespace": given}, "namespace", "") for given in NO_NAMESPACE),
    *(({"target_port": given}, "target_port", "from 1 to 65535") for given in NO_PORT),
    ({"direct_https": "no"}, "direct_https", "Use true or false"),
    ({"target_port": 80}, "target_port", "TLS port"),
    ({"target_port": 80.0}, "target_port", "TLS port"),
    ({"tls": {"client_credential_name": "c"}, "service_account": "a"}, "workload_labels", "no TLS at all"),
    ({"tls": {"ca_credential_name": "c"}}, "workload_labels", "no TLS at all"),
    ({"workload_labels": LABELS}, "workload_labels", "plaintext"),
    ({"workload_labels": LABELS, "tls": CLIENT_FILES}, "workload_labels", "plaintext"),
    ({"tls": {"client_credential_name": "c"}, "workload_labels": LABELS}, "service_account", "ServiceAccount"),
    ({"service_account": "frontend"}, "service_account", "Remove it"),
    (
        {"tls": {"ca_credential_name": "c"}, "workload_labels": LABELS, "service_account": "a"},
        "service_account",
        "Remove it",
    ),
    *(
        ({"tls": {"ca_credential_name": "c"}, "workload_labels": given}, f"workload_labels{where}", "")
        for given, where in NO_LABELS
    ),
    (
        {"tls": {"client_credential_name": "c"}, "workload_labels": LABELS, "service_account": "shop/a"},
        "service_account",
        "name",
    ),
    ({"mode": "DISABLE"}, "mode", "no such argument"),
]

TLS: list[tuple[Mapping[str, Any], str, str]] = [
    *(({"sni": given}, "tls.sni", _advice(given, "full DNS name")) for given in NO_HOST if given is not None),
    *(({"subject_alt_names": [given]}, "tls.subject_alt_names", _advice(given, "full DNS name")) for given in NO_HOST),
    ({"subject_alt_names": []}, "tls.subject_alt_names", "leave it out"),
    ({"subject_alt_names": "api.example.com"}, "tls.subject_alt_names", "Pass a list"),
    *(({"ca_file": given}, "tls.ca_file", _advice(given, "path")) for given in NO_PATH),
    *(
        ({**CLIENT_FILES, "client_certificate_file": given}, "tls.client_certificate_file", _advice(given, "path"))
        for given in NO_PATH
    ),
    *(
        ({**CLIENT_FILES, "client_private_key_file": given}, "tls.client_private_key_file", _advice(given, "path"))
        for given in NO_PATH
    ),
    *(
        ({key: given}, f"tls.{key}", _advice(given, "name alone"))
        for key in ("ca_config_map", "ca_credential_name", "client_credential_name")
        for given in NO_SECRET
    ),
    ({"client_certificate_file": "/a"}, "tls.client_private_key_file", "both or neither"),
    ({"client_private_key_file": "/a"}, "tls.client_certificate_file", "both or neither"),
    ({"ca_file": "/a", "ca_config_map": "a"}, "tls.ca_config_map", "beside ca_file"),
    ({"ca_file": "/a", "ca_credential_name": "a"}, "tls.ca_credential_name", "beside ca_file"),
    ({"ca_config_map": "a", "ca_credential_name": "a"}, "tls.ca_credential_name", "beside ca_config_map"),
    ({**CLIENT_FILES, "ca_config_map": "a"}, "tls.ca_config_map", "use ca_file"),
    ({**CLIENT_FILES, "ca_credential_name": "a"}, "tls.ca_credential_name", "use ca_file"),
    *(
        ({"client_credential_name": "c", key: value}, f"tls.{key}", "beside client_credential_name")
        for key, value in {"ca_file": "/a", "ca_config_map": "a", "ca_credential_name": "a"}.items()
    ),
    (
        {"client_credential_name": "c", **CLIENT_FILES},
        "tls.client_certificate_file",
        "beside client_credential_name",
    ),
    ({"insecure_skip_verify": True}, "tls.insecure_skip_verify", "no such argument"),
    ({"mode": "ISTIO_MUTUAL"}, "tls.mode", "no such argument"),
]

EGRESS: list[tuple[Mapping[str, Any], str, str]] = [
    *(({"host": given}, "host", "") for given in NO_HOST),
    *(({"namespace": given}, "namespace", "") for given in NO_NAMESPACE),
    *(({"selector": given}, f"selector{where}", "") for given, where in NO_LABELS),
    *(({"port": given}, "port", "from 1 to 65535") for given in NO_PORT),
    ({"target_port": 80}, "target_port", "TLS port"),
    ({"service": "istio-egressgateway.istio-egress"}, "service", "alone"),
    ({"client_namespaces": "shop"}, "client_namespaces", "Pass a list"),
    ({"client_namespaces": ["*"]}, "client_namespaces", "namespace"),
    ({"client_namespaces": ["shop", "shop"]}, "client_namespaces", "'shop' is there twice"),
    ({"client_namespaces": ["istio-egress"]}, "client_namespaces", "is the gateway's"),
    ({"cluster_domain": "https://cluster.local"}, "cluster_domain", "such as cluster.local"),
]

MUTUAL_TLS: list[tuple[Mapping[str, Any], str, str]] = [
    *(({"namespace": given}, "namespace", "") for given in NO_NAMESPACE),
    *(({"workload_labels": given}, f"workload_labels{where}", "") for given, where in NO_LABELS),
    ({"port_exceptions": {"9000": EXCEPTION}}, "port_exceptions", "Pass workload_labels"),
    *(
        ({"workload_labels": LABELS, "port_exceptions": {key: EXCEPTION}}, f"port_exceptions.{key}", "port's number")
        for key in ("0", "65536", "09000", "http", "-1", "", "\uff19\uff10\uff10\uff10", "1" * 5000)
    ),
    *(
        (
            {"workload_labels": LABELS, "port_exceptions": {"9000": {**EXCEPTION, **change}}},
            f"port_exceptions.9000.{next(iter(change))}",
            "",
        )
        for change in (
            {"mode": "STRICT"},
            {"mode": "UNSET"},
            {"mode": None},
            {"reason": ""},
            {"reason": "  "},
            {"reason": None},
            {"reason": 1},
        )
    ),
    ({"workload_labels": LABELS, "port_exceptions": ["9000"]}, "port_exceptions", "expected a mapping"),
    ({"mode": "PERMISSIVE"}, "mode", "no such argument"),
]


def _refused(program: Callable[[], object], argument: str, message: str) -> None:
    with pytest.raises(ArgumentError) as raised:
        build(program)
    assert raised.value.argument == argument
    assert message in str(raised.value)


@pytest.mark.parametrize(("changes", "argument", "message"), GATEWAY)
def test_gateway(changes: Mapping[str, Any], argument: str, message: str) -> None:
    _refused(lambda: gateway({"hosts": {"shop.example.com": DESTINATION}, **changes}), argument, message)


@pytest.mark.parametrize(("changes", "argument", "message"), SIDECAR)
def test_sidecar(changes: Mapping[str, Any], argument: str, message: str) -> None:
    _refused(lambda: sidecar({"ingress": INGRESS, **changes}), argument, message)


@pytest.mark.parametrize(("changes", "argument", "message"), ORIGINATION)
def test_origination(changes: Mapping[str, Any], argument: str, message: str) -> None:
    _refused(lambda: origination(changes), argument, message)


@pytest.mark.parametrize(("changes", "argument", "message"), TLS)
@pytest.mark.parametrize("component", [origination, egress])
def test_tls(component: Callable[..., object], changes: Mapping[str, Any], argument: str, message: str) -> None:
    _refused(lambda: component({"tls": changes}), argument, message)


@pytest.mark.parametrize(("changes", "argument", "message"), EGRESS)
def test_egress(changes: Mapping[str, Any], argument: str, message: str) -> None:
    _refused(lambda: egress(changes), argument, message)


@pytest.mark.parametrize(("changes", "argument", "message"), MUTUAL_TLS)
def test_mutual_tls(changes: Mapping[str, Any], argument: str, message: str) -> None:
    _refused(lambda: mutual_tls(changes), argument, message)


@pytest.mark.parametrize("component", [gateway, sidecar, origination, egress])
@pytest.mark.parametrize("name", ["Shop", "shop_1", "shop.web", "a" * 64, "-shop"])
def test_names_that_objects_cannot_have(component: Callable[..., object], name: str) -> None:
    _refused(lambda: component(name=name), "name", "Name the component with")


@pytest.mark.parametrize(
    ("component", "argument", "value", "message"),
    [
        (origination, "host", "*.example.com", "without wildcard"),
        (origination, "target_port", 80, "TLS port"),
        (sidecar, "ingress.application_port", 8443, "another port"),
        (gateway, "credential_name", "shop/tls", "without namespace"),
        (gateway, "port", 8443, "Pass false"),
        (egress, "service", "a.b", "alone"),
        (mutual_tls, "namespace", "a/b", "name of a namespace"),
        (mutual_tls, "workload_labels", {}, "says nothing about the pods"),
        (sidecar, "workload_labels", {"app": "a*"}, "a label's value"),
    ],
)
def test_a_known_output_is_checked_too(
    component: Callable[..., object], argument: str, value: object, message: str
) -> None:
    base = {"ingress": INGRESS} if component is sidecar else {}
    with pytest.raises(ArgumentError, match=message):
        build(lambda: component({**base, argument: pulumi.Output.from_input(value)}))


@pytest.mark.parametrize(
    ("component", "argument", "value"),
    [
        (gateway, "redirect_http", True),
        (gateway, "mode", "MUTUAL"),
        (gateway, "hosts", {}),
        (sidecar, "ingress.port", 8443),
        (sidecar, "egress_hosts", []),
        (origination, "direct_https", True),
        (egress, "client_namespaces", []),
        (mutual_tls, "port_exceptions", {}),
    ],
)
def test_what_decides_on_resources_cannot_be_an_output(
    component: Callable[..., object], argument: str, value: object
) -> None:
    base = {"ingress": INGRESS} if component is sidecar else {}
    _refused(lambda: component({**base, argument: pulumi.Output.from_input(value)}), argument, "plain value")
