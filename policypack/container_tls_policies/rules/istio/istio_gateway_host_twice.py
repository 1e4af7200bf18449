"""A host should be in one server for TLS on a port only.

## What it does
Reports servers of a Gateway for HTTPS or TLS of which a server before them has the very same host, on the same port and
address of the same pods: in another Gateway with the same `selector`, or in the same Gateway. Where istiod is told by
PILOT_SCOPE_GATEWAY_TO_NAMESPACE to give pods the Gateways of their own namespace only, those of others do not count.

Not reported are servers for plain HTTP, of which Istio joins those with the same host; hosts that differ, be it that a
wildcard covers both; and AUTO_PASSTHROUGH.

## Why it is bad
Istio keeps the server of the older Gateway and leaves the other one out with all its hosts, without a word to
clients or to its author. Its certificate is not shown, its clients are not asked for certificates (MUTUAL), and
VirtualServices for its Gateway apply to nothing: clients get another certificate, or 404.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:Gateway",
    "open",
    {
        "metadata": {"name": "open", "namespace": "shop"},
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
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:Gateway",
    "partners",  # violates
    {
        "metadata": {"name": "partners", "namespace": "partners"},
        "spec": {
            "selector": {"istio": "ingress"},
            "servers": [
                {
                    "port": {"number": 443, "name": "https", "protocol": "HTTPS"},
                    "hosts": ["shop.example.com"],
                    "tls": {"mode": "MUTUAL", "credentialName": "partners-example-com"},
                }
            ],
        },
    },
)
```

## Use instead
Give each server hosts of its own. Where only the routes differ, let the VirtualServices of both namespaces name one
Gateway.
```python
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:Gateway",
    "partners",
    {
        "metadata": {"name": "partners", "namespace": "partners"},
        "spec": {
            "selector": {"istio": "ingress"},
            "servers": [
                {
                    "port": {"number": 443, "name": "https", "protocol": "HTTPS"},
                    "hosts": ["partners.example.com"],
                    "tls": {"mode": "MUTUAL", "credentialName": "partners-example-com"},
                }
            ],
        },
    },
)
```
"""

from __future__ import annotations

from functools import partial
from operator import is_not
from typing import TYPE_CHECKING

from ...model import GatewayServer, first_with_host_of, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=GatewayServer,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/reference/config/analysis/ist0145/",
        "https://istio.io/latest/docs/reference/config/networking/gateway/#Server",
    ),
)
def check(server: GatewayServer) -> Iterator[Violation]:
    gateway = server.gateway
    for first in those(first_with_host_of(server), partial(is_not, server))[:1]:
        owner = "the same Gateway" if first.gateway is gateway else first.gateway.label
        yield Violation(
            gateway,
            server.path_of("hosts"),
            f"{gateway.label} has for {_names(server)} on port {server.number} the same host as {first.path} of "
            f"{owner}, for the same pods.",
            "Istio keeps the server of the older Gateway and leaves the other one out with all its hosts: its "
            "certificate, what it asks of clients and the routes for it count for nothing.",
            "take the host out of spec.servers[].hosts of one of them, and let VirtualServices name the Gateway that "
            "keeps it.",
        )


def _names(server: GatewayServer) -> str:
    return ", ".join(str(host) for host in server.hosts[:3] if isinstance(host, str))
