"""An Ingress should lead to Services that exist.

## What it does
Reports Ingresses with a path, or a default backend, to a Service that this stack does not make, while it makes others
in the same namespace. Backends that stand for an action of the Ingress's own are no Services.

It is off by default, since an Ingress may well lead to a Service of another stack.

## Why it is bad
The load balancer answers every request for the path with 503 ("Backend service does not exist"). Where the controller
runs with `--tolerate-non-existent-backend-service=false`, it does not build the load balancer at all, nor that of the
other members of its IngressGroup.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:core/v1:Service",
    "orders",
    {
        "metadata": {"name": "orders", "namespace": "shop"},
        "spec": {"ports": [{"port": 80}], "selector": {"app": "orders"}},
    },
)
backend = {"service": {"name": "order", "port": {"number": 80}}}
pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "orders",  # violates
    {
        "metadata": {"name": "orders", "namespace": "shop"},
        "spec": {
            "ingressClassName": "alb",
            "rules": [{"http": {"paths": [{"path": "/", "pathType": "Prefix", "backend": backend}]}}],
        },
    },
)
```

## Use instead
The name of the Service.
```python
backend = {"service": {"name": "orders", "port": {"number": 80}}}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Ingress, service_names_beside, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=Ingress,
    level=Level.DISABLED,
    severity=Severity.MEDIUM,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://kubernetes.io/docs/concepts/services-networking/ingress/#the-ingress-resource",
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/configurations/",
    ),
)
def check(ingress: Ingress) -> Iterator[Violation]:
    if ingress.chart:
        return
    beside = service_names_beside(ingress)
    if not beside.names:
        return
    missing = those(ingress.backend_services, lambda backend: backend.service_name not in beside.names)
    if not missing:
        return
    if beside.undecided:
        raise beside.undecided
    names = list(dict.fromkeys(str(backend.service_name) for backend in missing))
    yield Violation(
        ingress,
        missing[0].path_of("name"),
        f"{ingress.label} leads to {' and '.join(names[:3])}, and the Services of this stack in its namespace are "
        f"{', '.join(sorted(beside.names)[:5])}.",
        "The load balancer answers every request for it with 503, or the controller does not build it at all.",
        "set service.name of the backend to the name of a Service.",
    )
