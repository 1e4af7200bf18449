"""A DestinationRule should not switch off TLS towards hosts of the mesh.

## What it does
Reports TLS of DestinationRules with mode DISABLE, or with a `tls` that has no mode, which is the same, for Services
of the cluster, for wildcards that cover them, and for hosts that a ServiceEntry of the stack puts into the mesh.

Not reported are rules for the API server (`kubernetes.default.svc.cluster.local`), and towards a workload whose
PeerAuthentication in the stack is the matter of `istio-client-without-mutual-tls`.

## Why it is bad
Without any `tls` proxies use mutual TLS by themselves wherever the other side has a sidecar, and plaintext only where
it has none. DISABLE switches that off: requests cross the network in plaintext and without identity even between
sidecars.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:DestinationRule",
    "web",  # violates
    {
        "metadata": {"name": "web", "namespace": "shop"},
        "spec": {
            "host": "web.orders.svc.cluster.local",
            "trafficPolicy": {"tls": {"mode": "DISABLE"}},
        },
    },
)
```

## Use instead
Leave `tls` out, or write ISTIO_MUTUAL where every pod of the host has a sidecar.
```python
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:DestinationRule",
    "web",
    {
        "metadata": {"name": "web", "namespace": "shop"},
        "spec": {
            "host": "web.orders.svc.cluster.local",
            "trafficPolicy": {"tls": {"mode": "ISTIO_MUTUAL"}},
        },
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import ClientTls, every
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import DestinationRule


@rule(
    on=ClientTls,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings-TLSmode",
        "https://istio.io/latest/docs/concepts/security/#authentication-policies",
    ),
)
def check(tls: ClientTls) -> Iterator[Violation]:
    found = tls.rule
    if every([lambda: tls.mode == "DISABLE", lambda: not found.is_patch, lambda: _is_in_mesh(found)]):
        yield Violation(
            found,
            tls.path_of("mode"),
            f"{found.label} switches TLS off towards {found.host}, a host of the mesh.",
            "Sidecars send requests in plaintext, without identity, even to pods that have a sidecar.",
            f"remove {tls.path} so that mutual TLS is used wherever there is a sidecar, or set its mode to "
            "ISTIO_MUTUAL.",
        )


def _is_in_mesh(found: DestinationRule) -> bool:
    host = found.host or ""
    if host == "kubernetes.default.svc.cluster.local":
        return False
    if host in ("*", "*.local", "*.cluster.local") or host.endswith(".svc.cluster.local"):
        return True
    return any(not entry.is_external for entry in found.entries.shown)
