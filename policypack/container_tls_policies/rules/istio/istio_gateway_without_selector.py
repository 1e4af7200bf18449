"""A Gateway should select the pods that it configures.

## What it does
Reports Gateways without `selector`, or with an empty one. Where a cluster has only one gateway for good, an exception
says so.

## Why it is bad
Without a selector Istio configures the pods of every gateway, in every namespace: those of an internal gateway or of
an egress gateway open the port and serve the hosts as well, and look for the Secret in their own namespaces.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:Gateway",
    "public",  # violates
    {
        "metadata": {"name": "public", "namespace": "istio-ingress"},
        "spec": {
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

## Use instead
Select the pods of one gateway by labels that only they have.
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

from ...model import Gateway
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Gateway,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=("https://istio.io/latest/docs/reference/config/networking/gateway/#Gateway",),
)
def check(gateway: Gateway) -> Iterator[Violation]:
    if gateway.spec and gateway.servers and not gateway.selector and gateway.is_whole:
        yield Violation(
            gateway,
            "spec.selector",
            f"{gateway.label} has no selector.",
            "Istio configures every gateway of the mesh with it, internal ones and egress gateways too.",
            "set spec.selector to labels that only the pods of the intended gateway have.",
        )
