"""The TLS of a Gateway's servers must fit their protocol, and name certificates.

## What it does
Reports servers of a Gateway

- with protocol HTTPS or TLS and without `tls`;
- with another protocol and a `tls` that is more than `httpsRedirect` for HTTP;
- with mode SIMPLE, MUTUAL or OPTIONAL_MUTUAL that name no certificate: neither Secrets, nor files, of which a
  certificate has two, and which need `caCertificates` beside them where clients are verified;
- with certificates from several places, or beside ISTIO_MUTUAL.

Whether a Secret exists and what is in it is not looked at here.

## Why it is bad
Istio's admission webhook refuses the object, and the update fails halfway.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:Gateway",
    "public",  # violates
    {
        "metadata": {"name": "public", "namespace": "istio-ingress"},
        "spec": {
            "selector": {"istio": "ingress"},
            "servers": [
                {
                    "port": {"number": 443, "name": "https", "protocol": "HTTPS"},
                    "hosts": ["shop.example.com"],
                },
            ],
        },
    },
)
```

## Use instead
Name the Secret with the certificate; it must be where the gateway's pods are.
```python
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:Gateway",
    "public",
    {
        "metadata": {"name": "public", "namespace": "istio-ingress"},
        "spec": {
            "selector": {"istio": "ingress"},
            "servers": [
                {
                    "port": {"number": 443, "name": "https", "protocol": "HTTPS"},
                    "hosts": ["shop.example.com"],
                    "tls": {"mode": "SIMPLE", "credentialName": "shop-example-com"},
                },
            ],
        },
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import GatewayServer, ServerTls, http_protocols, some, stream_protocols, tls_protocols
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=GatewayServer,
    level=Level.MANDATORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings",
        "https://istio.io/latest/docs/reference/config/networking/gateway/#Server",
    ),
)
def check(server: GatewayServer) -> Iterator[Violation]:
    gateway = server.gateway
    if not gateway.is_patch and (fault := _fault(server)):
        at, what = fault
        yield Violation(
            gateway,
            server.path_of(at),
            f"{gateway.label} has a server on port {server.number} with protocol {server.protocol} and {what}.",
            "Istio's admission webhook refuses the object, and the update fails.",
            f"give {server.path_of('tls')} a mode and one source of certificates, such as credentialName, where "
            "protocol is HTTPS or TLS; for HTTP leave only httpsRedirect in it.",
        )


def _fault(server: GatewayServer) -> tuple[str, str] | None:
    if server.protocol not in tls_protocols:
        return ("tls", "tls that is more than httpsRedirect") if _is_more_than_redirect(server) else None
    if server.tls is None:
        return "tls", "no tls"
    return _certificates_fault(server.tls)


def _is_more_than_redirect(server: GatewayServer) -> bool:
    tls = server.tls
    return tls is not None and some(
        [
            lambda: server.protocol in stream_protocols,
            lambda: server.protocol in http_protocols and _names_anything(tls),
        ]
    )


def _names_anything(tls: ServerTls) -> bool:
    return some(
        [
            lambda: tls.mode not in (None, "PASSTHROUGH"),
            lambda: tls.server_certificate != "",
            lambda: tls.private_key != "",
            lambda: tls.ca_certificates != "",
        ]
    )


def _certificates_fault(tls: ServerTls) -> tuple[str, str] | None:
    if tls.lacks_certificate:
        return "tls.mode", f"mode {tls.mode}, but no certificate"
    if tls.lacks_client_authority:
        return "tls.caCertificates", f"mode {tls.mode}, but no CA of the clients' certificates"
    if tls.sources > 1:
        return "tls.credentialName", "certificates from several places"
    if tls.mode == "ISTIO_MUTUAL" and tls.sources > 0:
        return "tls.mode", "certificates beside ISTIO_MUTUAL, which has the mesh's"
    return None
