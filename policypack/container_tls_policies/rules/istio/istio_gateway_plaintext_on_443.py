"""Port 443 of a gateway should speak TLS.

## What it does
Reports servers of a Gateway on port 443 with protocol HTTP, HTTP2, GRPC or GRPC-WEB, where the only Service of type
LoadBalancer that selects the gateway's pods passes port 443 on as it comes: it has no annotation
`aws-load-balancer-ssl-cert` for it.

## Why it is bad
Nobody ends the TLS that clients begin on port 443: the proxy cannot read it. Clients who do not begin any send
plaintext over the network.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:core/v1:Service",
    "ingress",
    {
        "metadata": {"name": "ingress", "namespace": "istio-ingress"},
        "spec": {
            "type": "LoadBalancer",
            "loadBalancerClass": "service.k8s.aws/nlb",
            "selector": {"istio": "ingress"},
            "ports": [{"name": "https", "port": 443, "targetPort": 8443}],
        },
    },
)
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:Gateway",
    "public",  # violates
    {
        "metadata": {"name": "public", "namespace": "istio-ingress"},
        "spec": {
            "selector": {"istio": "ingress"},
            "servers": [
                {
                    "port": {"number": 443, "name": "http", "protocol": "HTTP"},
                    "hosts": ["shop.example.com"],
                }
            ],
        },
    },
)
```

## Use instead
End TLS at the gateway, or at the load balancer.
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
                }
            ],
        },
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import GatewayServer, every, http_protocols, load_balancer_service
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
        "https://istio.io/latest/docs/reference/config/networking/gateway/#Server",
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/#ssl-cert",
    ),
)
def check(server: GatewayServer) -> Iterator[Violation]:
    gateway = server.gateway
    if server.number != 443 or server.protocol not in http_protocols or not gateway.selector or gateway.is_patch:
        return
    service = load_balancer_service(gateway, gateway.selector)
    if service is not None and every(
        [lambda: bool(service.targets(443)), lambda: not service.ends_tls(443), lambda: gateway.is_whole]
    ):
        yield Violation(
            gateway,
            server.path_of("port.protocol"),
            f"{gateway.label} has protocol {server.protocol} on port 443, and {service.label} passes that port on as "
            "it is.",
            "Nobody ends the TLS of clients: connections fail, or requests cross the network in plaintext.",
            f"set {server.path_of('port.protocol')} to HTTPS with a certificate in tls.credentialName, or let the "
            "load balancer end TLS (annotation service.beta.kubernetes.io/aws-load-balancer-ssl-cert).",
        )
