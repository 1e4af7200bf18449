"""A DestinationRule must name a Service by its short name or in full.

## What it does
Reports DestinationRules whose host is `<service>.<namespace>` or `<service>.<namespace>.svc` of a Service of the stack,
unless a ServiceEntry has this very host.

## Why it is bad
Istio completes only names without a dot. Others count as they are written, and no Service is called so: the rule
applies to nothing. TLS that it starts is not started, and certificates that it asks for are not asked for.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:core/v1:Service",
    "web",
    {
        "metadata": {"name": "web", "namespace": "shop"},
        "spec": {"selector": {"app": "web"}, "ports": [{"name": "https", "port": 443, "targetPort": 8443}]},
    },
)
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:DestinationRule",
    "web-tls",  # violates
    {
        "metadata": {"name": "web-tls", "namespace": "shop"},
        "spec": {
            "host": "web.shop",
            "trafficPolicy": {"tls": {"mode": "SIMPLE", "caCertificates": "/etc/web/ca.crt"}},
        },
    },
)
```

## Use instead
Write the full name; or, in the Service's own namespace, its name alone.
```python
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:DestinationRule",
    "web-tls",
    {
        "metadata": {"name": "web-tls", "namespace": "shop"},
        "spec": {
            "host": "web.shop.svc.cluster.local",
            "trafficPolicy": {"tls": {"mode": "SIMPLE", "caCertificates": "/etc/web/ca.crt"}},
        },
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import DestinationRule, service_of_incomplete
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=DestinationRule,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/reference/config/networking/destination-rule/#DestinationRule",
        "https://istio.io/latest/docs/ops/best-practices/traffic-management/#cross-namespace-configuration",
    ),
)
def check(found: DestinationRule) -> Iterator[Violation]:
    service = service_of_incomplete(found, found.host) if found.host else None
    if service is not None and found.is_whole:
        yield Violation(
            found,
            "spec.host",
            f"{found.label} is for host {found.host}, which is meant to be {service.label}, but not its full name.",
            "Istio completes only names without a dot: the rule applies to nothing, and TLS that it starts is not "
            "started.",
            f"set spec.host to {service.host}.",
        )
