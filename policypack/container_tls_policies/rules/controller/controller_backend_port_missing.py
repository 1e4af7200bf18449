"""A port that an Ingress names must be one of its Service's.

## What it does
Reports Ingresses of the AWS Load Balancer Controller with a path, or a default backend, to a port that the Service of
this stack has not, be it given by number or by name.

Not reported are backends that stand for an action (`use-annotation`), and Services of type ExternalName.

## Why it is bad
The number is that of `port`, not of `targetPort` or `containerPort`. The controller fails to build the load balancer
("unable to find port on service"): nothing is created or changed, also not for the other members of its IngressGroup.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:core/v1:Service",
    "orders",
    {
        "metadata": {"name": "orders", "namespace": "shop"},
        "spec": {
            "ports": [{"name": "https", "port": 443, "targetPort": 8443}],
            "selector": {"app": "orders"},
        },
    },
)
backend = {"service": {"name": "orders", "port": {"number": 8443}}}
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
The number or the name of a port of the Service.
```python
backend = {"service": {"name": "orders", "port": {"number": 443}}}
```
"""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from ...model import Ingress, backend_service, each, every, in_namespace, is_for_this_controller, some
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import BackendPort, BackendService, MeshService, MeshServicePort


@rule(
    on=Ingress,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://kubernetes.io/docs/concepts/services-networking/ingress/#the-ingress-resource",
        "https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/2474",
    ),
)
def check(ingress: Ingress) -> Iterator[Violation]:
    if ingress.is_patch:
        return
    for port, service in islice(each(ingress.backends, partial(_missed, ingress)), 1):
        stated = [str(known) for found in service.ports if (known := _stated(port, found))]
        yield Violation(
            ingress,
            port.path,
            f"{ingress.label} leads to port {port.port_name or port.number} of {service.object_name}, and "
            f"{service.label} has no port of this {'name' if port.port_name else 'number'}; it has "
            f"{', '.join(stated) or 'none'}.",
            "The controller cannot build its load balancer, nor that of the other members of its IngressGroup.",
            "set service.port of the backend to ports[].port or ports[].name of the Service; ports[].targetPort is the "
            "one of the pods.",
        )


def _missed(ingress: Ingress, backend: BackendService) -> Iterator[tuple[BackendPort, MeshService]]:
    port = backend.port
    if port is None or not (port.port_name or port.number) or port.port_name == "use-annotation":
        return
    service = backend_service(ingress, backend)
    if service is not None and every(
        [
            lambda: not some([partial(_is_meant, port, found) for found in service.ports]),
            lambda: not service.is_alias,
            lambda: service.is_whole and in_namespace(ingress).is_whole,
            lambda: is_for_this_controller(ingress),
        ]
    ):
        yield port, service


def _is_meant(port: BackendPort, found: MeshServicePort) -> bool:
    return _stated(port, found) == (port.port_name or port.number)


def _stated(port: BackendPort, found: MeshServicePort) -> str | int | None:
    """What tells one port of the Service from the others, as the Ingress has it."""
    return found.name if port.port_name else found.number
