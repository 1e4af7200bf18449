"""A Gateway and the load balancer in front of it must agree on who ends TLS.

## What it does
Reports servers of a Gateway on a port of a Service of type LoadBalancer that selects the gateway's pods, where by the
Service's annotations the load balancer

- ends TLS (`aws-load-balancer-ssl-cert`, and the port is among `ssl-ports` if there are any) and sends on plaintext,
  while the server is for TLS;
- ends TLS and starts it anew (`backend-protocol: ssl`), while the server is for plaintext.

Not reported are gateways of which several Services of type LoadBalancer select the pods, and servers whose port
shares its target port with another server.

## Why it is bad
The proxy expects a TLS handshake and gets a request, or the reverse: every connection fails, while TCP health checks
stay green.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:core/v1:Service",
    "ingress",
    {
        "metadata": {
            "name": "ingress",
            "namespace": "istio-ingress",
            "annotations": {
                "service.beta.kubernetes.io/aws-load-balancer-ssl-cert": (
                    "arn:aws:acm:eu-west-1:111122223333:certificate/a"
                ),
            },
        },
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
                    "port": {"number": 443, "name": "https", "protocol": "HTTPS"},
                    "hosts": ["shop.example.com"],
                    "tls": {"mode": "SIMPLE", "credentialName": "shop-example-com"},
                }
            ],
        },
    },
)
```

## Use instead
Let one of both end TLS: without the certificate, the load balancer passes TLS on to the gateway. Or let the load
balancer start TLS anew with `backend-protocol: ssl`.
```python
pulumi.CustomResource(
    "kubernetes:core/v1:Service",
    "ingress",
    {
        "metadata": {
            "name": "ingress",
            "namespace": "istio-ingress",
            "annotations": {"service.beta.kubernetes.io/aws-load-balancer-type": "external"},
        },
        "spec": {
            "type": "LoadBalancer",
            "loadBalancerClass": "service.k8s.aws/nlb",
            "selector": {"istio": "ingress"},
            "ports": [{"name": "https", "port": 443, "targetPort": 8443}],
        },
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import GatewayServer, every, http_protocols, load_balancer_service, tls_protocols
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import MeshService


@rule(
    on=GatewayServer,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/#ssl-cert",
        "https://istio.io/latest/docs/reference/config/networking/gateway/#Server",
        "https://istio.io/latest/docs/ops/configuration/traffic-management/tls-configuration/#gateways",
    ),
)
def check(server: GatewayServer) -> Iterator[Violation]:
    gateway, number = server.gateway, server.number
    if number is None or not gateway.selector or gateway.is_patch:
        return
    service = load_balancer_service(gateway, gateway.selector)
    if service is None or not service.ends_tls(number) or _shares_target(server, service):
        return
    again = service.starts_tls_again
    wanted = http_protocols if again else tls_protocols
    if every([lambda: server.protocol in wanted, lambda: again or server.tls is not None, lambda: gateway.is_whole]):
        sent = "TLS" if again else "plaintext"
        yield Violation(
            gateway,
            server.path_of("port.protocol"),
            f"the load balancer of {service.label} ends TLS on port {number} and sends {sent} on, but {gateway.label} "
            f"has protocol {server.protocol} there.",
            "The proxy cannot read what it gets: every connection fails, while health checks by TCP stay green.",
            "remove the annotation service.beta.kubernetes.io/aws-load-balancer-ssl-cert of the Service so that the "
            "gateway ends TLS, or set aws-load-balancer-backend-protocol to what the server is for: ssl for HTTPS, "
            "tcp for HTTP.",
        )


def _shares_target(server: GatewayServer, service: MeshService) -> bool:
    """Whether another server of the Gateway is on the same port of the pods."""
    own = service.targets(server.number)
    others = [service.targets(other.number) for other in server.gateway.servers if other.number != server.number]
    return not own or any(target in found for found in others for target in own)
