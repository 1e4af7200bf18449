"""Towards a workload that takes mutual TLS only, a DestinationRule must not use other TLS, or none.

## What it does
Reports TLS of DestinationRules with mode DISABLE, SIMPLE or MUTUAL for a Service of the stack whose pods a
PeerAuthentication of the stack selects, with mode STRICT on the port to which the Service leads.

Not reported are pods in a Namespace of the stack with the label `istio.io/dataplane-mode`, which have no sidecars.
Nor is STRICT for a whole namespace or mesh: pods without a sidecar are not bound by it, and a rule like this is how
clients call them.

## Why it is bad
The sidecar of the server refuses every connection that is not the mesh's mutual TLS: requests fail with 503 or are
reset.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:core/v1:Service",
    "web",
    {
        "metadata": {"name": "web", "namespace": "orders"},
        "spec": {"selector": {"app": "web"}, "ports": [{"name": "http", "port": 80, "targetPort": 8080}]},
    },
)
pulumi.CustomResource(
    "kubernetes:security.istio.io/v1:PeerAuthentication",
    "web-mtls",
    {
        "metadata": {"name": "web-mtls", "namespace": "orders"},
        "spec": {"selector": {"matchLabels": {"app": "web"}}, "mtls": {"mode": "STRICT"}},
    },
)
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:DestinationRule",
    "web-rule",  # violates
    {
        "metadata": {"name": "web-rule", "namespace": "shop"},
        "spec": {
            "host": "web.orders.svc.cluster.local",
            "trafficPolicy": {"tls": {"mode": "DISABLE"}},
        },
    },
)
```

## Use instead
Leave `tls` out, or write ISTIO_MUTUAL; or except the port in the PeerAuthentication.
```python
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:DestinationRule",
    "web-rule",
    {
        "metadata": {"name": "web-rule", "namespace": "shop"},
        "spec": {
            "host": "web.orders.svc.cluster.local",
            "trafficPolicy": {"tls": {"mode": "ISTIO_MUTUAL"}},
        },
    },
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import ClientTls, PeerAuthentication, every, is_ambient, mesh_service, selecting, the_one
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import MeshService


@rule(
    on=ClientTls,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/ops/common-problems/network-issues/#503-errors-after-setting-destination-rule",
        "https://istio.io/latest/docs/reference/config/security/peer_authentication/#PeerAuthentication-MutualTLS-Mode",
    ),
)
def check(tls: ClientTls) -> Iterator[Violation]:
    found, host = tls.rule, tls.rule.host
    if host is None or tls.mode not in ("DISABLE", "SIMPLE", "MUTUAL") or not found.is_whole:
        return
    service = mesh_service(found, host)
    if service is None or not service.selector:
        return
    server = the_one(selecting(service, PeerAuthentication, service.selector))
    if server is not None and every(
        [
            lambda: _takes_nothing_else(server, service, tls),
            lambda: server.is_whole,
            lambda: not is_ambient(service),
        ]
    ):
        yield Violation(
            found,
            tls.path_of("mode"),
            f"{found.label} uses mode {tls.mode} towards {service.label}, whose pods take mutual TLS only by "
            f"{server.label}.",
            "The server's sidecar refuses the connections: requests fail with 503 or are reset.",
            f"remove {tls.path} or set its mode to ISTIO_MUTUAL; or say in spec.portLevelMtls of {server.label} what "
            "else the port takes.",
        )


def _takes_nothing_else(server: PeerAuthentication, service: MeshService, tls: ClientTls) -> bool:
    """Whether it is STRICT on each port of the pods to which the TLS leads."""
    targets = service.targets(tls.port)
    return bool(targets) and every([partial(_is_strict, server, target) for target in targets])


def _is_strict(server: PeerAuthentication, target: int | None) -> bool:
    return server.effective_mode(target) == "STRICT" and (target is not None or not server.ports)
