"""Arguments of the Istio components from which the tests vary, and each component in each of its modes."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pulumi
from container_tls.istio import IstioEgressGateway, IstioGateway, IstioMutualTls, IstioSidecar, IstioTlsOrigination

from ..programs import merged

Changes = Mapping[str, Any]

CLIENT_FILES = {"client_certificate_file": "/etc/client/tls.crt", "client_private_key_file": "/etc/client/tls.key"}
INGRESS = {"port": 8443, "application_port": 8080, "secret_name": "frontend-tls"}
LABELS = {"app": "frontend"}
EXCEPTION = {"mode": "PERMISSIVE", "reason": "scanners outside the mesh"}

_GATEWAY = {
    "namespace": "istio-ingress",
    "selector": {"istio": "ingress"},
    "credential_name": "shop-example-com",
    "hosts": {"shop.example.com": {"service": "web", "namespace": "shop", "port": 80}},
}
_SIDECAR = {"namespace": "shop", "workload_labels": LABELS}
_ORIGINATION = {"namespace": "shop", "host": "api.example.com"}
_EGRESS = {
    "namespace": "istio-egress",
    "selector": {"istio": "egressgateway"},
    "service": "istio-egressgateway",
    "client_namespaces": ["shop"],
    "host": "api.example.com",
}
_MUTUAL_TLS = {"namespace": "shop"}


def gateway(changes: Changes | None = None, name: str = "public") -> IstioGateway:
    args: Any = merged(_GATEWAY, changes or {})
    return IstioGateway(name, args)


def sidecar(changes: Changes | None = None, name: str = "frontend") -> IstioSidecar:
    args: Any = merged(_SIDECAR, changes or {})
    return IstioSidecar(name, args)


def origination(
    changes: Changes | None = None, name: str = "payments", opts: pulumi.ResourceOptions | None = None
) -> IstioTlsOrigination:
    args: Any = merged(_ORIGINATION, changes or {})
    return IstioTlsOrigination(name, args, opts)


def egress(changes: Changes | None = None, name: str = "payments") -> IstioEgressGateway:
    args: Any = merged(_EGRESS, changes or {})
    return IstioEgressGateway(name, args)


def mutual_tls(changes: Changes | None = None, name: str = "shop") -> IstioMutualTls:
    args: Any = merged(_MUTUAL_TLS, changes or {})
    return IstioMutualTls(name, args)


_CA_SECRET = {"tls": {"ca_credential_name": "partner-ca"}}
_CLIENT_SECRET = {"tls": {"client_credential_name": "partner-client"}}
_ORIGINATION_MODES: dict[str, Changes] = {
    "simple": {},
    "own-names": {"tls": {"sni": "edge.example.net", "subject_alt_names": ["api.example.com", "api.example.net"]}},
    "ca-file": {"tls": {"ca_file": "/etc/partner/ca.pem"}},
    "ca-config-map": {"tls": {"ca_config_map": "partner-ca"}},
    "client-files": {"tls": {**CLIENT_FILES, "ca_file": "/etc/client/ca.crt"}},
    "other-port": {"target_port": 8443},
}
_BUILDERS: dict[str, tuple[Callable[..., object], Mapping[str, Changes]]] = {
    "gateway": (
        gateway,
        {
            "simple": {},
            "wildcard": {
                "credential_name": "example-com",
                "hosts": {"*.example.com": {"service": "web", "namespace": "shop", "port": 8080}},
            },
            "mutual": {"mode": "MUTUAL", "min_tls_version": "1.3"},
            "mutual-other-ca": {"mode": "MUTUAL", "ca_credential_name": "clients"},
            "optional-mutual": {"mode": "OPTIONAL_MUTUAL"},
            "without-redirect": {"redirect_http": False, "port": 8443},
        },
    ),
    "sidecar": (
        sidecar,
        {
            "egress-only": {"egress_hosts": ["orders/*", "istio-egress/api.example.com"]},
            "simple": {"ingress": INGRESS},
            "mutual": {"ingress": {**INGRESS, "mode": "MUTUAL", "min_tls_version": "1.3"}},
            "with-exception": {"ingress": {**INGRESS, "port_exceptions": {"9000": EXCEPTION}}},
        },
    ),
    "origination": (
        origination,
        {
            **_ORIGINATION_MODES,
            "direct-https": {"direct_https": True},
            "ca-secret": {**_CA_SECRET, "workload_labels": LABELS},
            "client-secret": {**_CLIENT_SECRET, "workload_labels": LABELS, "service_account": "frontend"},
        },
    ),
    "egress": (
        egress,
        {
            **_ORIGINATION_MODES,
            "own-namespace": {"client_namespaces": []},
            "ca-secret": _CA_SECRET,
            "client-secret": _CLIENT_SECRET,
        },
    ),
    "mutual-tls": (
        mutual_tls,
        {
            "namespace": {},
            "workload": {"workload_labels": LABELS},
            "exception": {"workload_labels": LABELS, "port_exceptions": {"9000": EXCEPTION}},
        },
    ),
}

MODES: dict[str, Callable[[], object]] = {
    f"{component}-{mode}": partial(builder, changes, name=f"{component}-{mode}")
    for component, (builder, modes) in _BUILDERS.items()
    for mode, changes in modes.items()
}
