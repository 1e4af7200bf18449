"""Hosts of one certificate should be in one server of one Gateway.

## What it does
Reports servers for HTTPS of a Gateway that show the same certificate (`credentialName`, or the file in
`serverCertificate`) as a server before them with other hosts, on the same port of the same pods: in another Gateway
with the same `selector`, or in the same Gateway. Where istiod is told by PILOT_SCOPE_GATEWAY_TO_NAMESPACE to give pods
the Gateways of their own namespace only, those of others do not count.

## Why it is bad
Browsers send requests for all hosts on a certificate over one HTTP/2 connection, if their names lead to one address.
The gateway knows only the hosts of the server for which the connection was opened, and answers the others with 404.
Tools that open a connection for each host show nothing of it.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:Gateway",
    "admin",
    {
        "metadata": {"name": "admin", "namespace": "istio-ingress"},
        "spec": {
            "selector": {"istio": "ingress"},
            "servers": [
                {
                    "port": {"number": 443, "name": "https", "protocol": "HTTPS"},
                    "hosts": ["admin.example.com"],
                    "tls": {"mode": "SIMPLE", "credentialName": "example-com"},
                }
            ],
        },
    },
)
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:Gateway",
    "shop",  # violates
    {
        "metadata": {"name": "shop", "namespace": "istio-ingress"},
        "spec": {
            "selector": {"istio": "ingress"},
            "servers": [
                {
                    "port": {"number": 443, "name": "https", "protocol": "HTTPS"},
                    "hosts": ["shop.example.com"],
                    "tls": {"mode": "SIMPLE", "credentialName": "example-com"},
                }
            ],
        },
    },
)
```

## Use instead
A certificate for each, or one server with all of these hosts.
```python
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:Gateway",
    "shop",
    {
        "metadata": {"name": "shop", "namespace": "istio-ingress"},
        "spec": {
            "selector": {"istio": "ingress"},
            "servers": [
                {
                    "port": {"number": 443, "name": "https", "protocol": "HTTPS"},
                    "hosts": ["shop.example.com"],
                    "tls": {"mode": "SIMPLE", "credentialName": "shop-example-com"},
                }
            ],
        },
    },
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import GatewayServer, first_with_certificate_of, namers, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=GatewayServer,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/ops/common-problems/network-issues/#404-errors-occur-when-multiple-gateways-configured-with-same-tls-certificate",
        "https://istio.io/latest/docs/reference/config/analysis/ist0138/",
        "https://github.com/istio/istio/issues/9429",
    ),
)
def check(server: GatewayServer) -> Iterator[Violation]:
    gateway = server.gateway
    for first in those(first_with_certificate_of(server), partial(_has_other_hosts, server))[:1]:
        owner = "the same Gateway" if first.gateway is gateway else first.gateway.label
        yield Violation(
            gateway,
            server.path_of("hosts"),
            f"{gateway.label} shows for {_names(server)} the certificate {_shared(server, first)}, as {first.path} of "
            f"{owner} does for {_names(first)}.",
            "Browsers send requests for all hosts on a certificate over one connection, and the gateway answers those "
            "for the hosts of another server with 404.",
            "put these hosts into spec.servers[].hosts of one server, or give each server a certificate of its own.",
        )


def _has_other_hosts(server: GatewayServer, first: GatewayServer) -> bool:
    if first is server:
        return False
    return _lacks_any(server.host_names, first.host_names) or _lacks_any(first.host_names, server.host_names)


def _lacks_any(own: frozenset[str], hosts: frozenset[str]) -> bool:
    """Whether one of these hosts is not among a server's own, nor under a wildcard of these."""
    return any(own.isdisjoint(namers(host)) for host in hosts)


def _names(server: GatewayServer) -> str:
    return ", ".join(sorted(server.host_names)[:3])


def _shared(server: GatewayServer, first: GatewayServer) -> str:
    return next(name for name in server.certificates if name in first.certificates)
