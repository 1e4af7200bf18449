"""A Service of the mesh should state the protocols of its ports.

## What it does
Reports Services in a Namespace of the stack whose pods get sidecars with a port of which neither `appProtocol` nor the
name (`<protocol>` or `<protocol>-…`) says which protocol it has: http, http2, https, grpc, grpc-web, tls, tcp, udp,
mongo, mysql or redis.

Not reported are ports 25, 53, 3306 and 27017, which Istio takes for TCP, and Services of type ExternalName.

It is off by default: for HTTP, what Istio then does by itself is mostly right.

## Why it is bad
Sidecars guess from the first bytes that a client sends whether it is HTTP. `tls` routes of a VirtualService, which
choose by the name in the handshake, are for ports of which Istio knows that clients speak TLS. Protocols in which the
server speaks first hang, as the sidecar waits for the client.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:core/v1:Namespace",
    "shop",
    {"metadata": {"name": "shop", "labels": {"istio-injection": "enabled"}}},
)
pulumi.CustomResource(
    "kubernetes:core/v1:Service",
    "web",  # violates
    {
        "metadata": {"name": "web", "namespace": "shop"},
        "spec": {"selector": {"app": "web"}, "ports": [{"name": "web", "port": 443, "targetPort": 8443}]},
    },
)
```

## Use instead
State the protocol.
```python
pulumi.CustomResource(
    "kubernetes:core/v1:Service",
    "web",
    {
        "metadata": {"name": "web", "namespace": "shop"},
        "spec": {
            "selector": {"app": "web"},
            "ports": [{"name": "web", "appProtocol": "https", "port": 443, "targetPort": 8443}],
        },
    },
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import MeshService, every, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import MeshServicePort


@rule(
    on=MeshService,
    level=Level.DISABLED,
    severity=Severity.LOW,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/",
        "https://istio.io/latest/docs/reference/config/analysis/ist0118/",
        "https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSRoute",
    ),
)
def check(service: MeshService) -> Iterator[Violation]:
    for port in those(service.ports, partial(_is_guessed, service))[:1]:
        yield Violation(
            service,
            port.path_of("appProtocol"),
            f"port {port.number} of {service.label} has {_stated(port)}, which tells Istio no protocol.",
            "Sidecars guess from the first bytes of each connection whether it is HTTP, and take everything else for "
            "TCP: tls routes do not apply, and connections hang where the server speaks first.",
            "set appProtocol of the port to its protocol, such as http, https, tls or tcp.",
        )


def _is_guessed(service: MeshService, port: MeshServicePort) -> bool:
    return every(
        [
            lambda: not port.states_protocol,
            lambda: not service.is_alias,
            lambda: service.is_whole,
            lambda: _is_in_mesh(service),
        ]
    )


def _is_in_mesh(service: MeshService) -> bool:
    stated = {found.injection for found in service.namespaces}
    return True in stated and False not in stated


def _stated(port: MeshServicePort) -> str:
    if port.app_protocol:
        return f"appProtocol {port.app_protocol}"
    return f"name {port.name}" if port.name else "no name"
