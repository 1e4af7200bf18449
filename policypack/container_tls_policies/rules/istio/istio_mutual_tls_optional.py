"""Exceptions from the mesh's mutual TLS should be stated with a reason.

## What it does
Reports PeerAuthentications with mode PERMISSIVE or DISABLE, for all ports or for one.

Not reported is what an annotation of the object gives a reason for: `container-tls.reason/mtls` for its mode,
`container-tls.reason/port-<number>` for a port, as IstioMutualTls writes them; nor DISABLE on a port on which a
Sidecar of the stack ends TLS.

## Why it is bad
With PERMISSIVE sidecars take plaintext beside mutual TLS, so that anyone in the network can call the workload without
an identity; with DISABLE they take nothing else. Meant for the time of a migration, it stays.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:security.istio.io/v1:PeerAuthentication",
    "frontend",  # violates
    {
        "metadata": {"name": "frontend", "namespace": "shop"},
        "spec": {"mtls": {"mode": "PERMISSIVE"}},
    },
)
```

## Use instead
Use STRICT, and except single ports of single workloads, each with its reason.
```python
pulumi.CustomResource(
    "kubernetes:security.istio.io/v1:PeerAuthentication",
    "frontend",
    {
        "metadata": {"name": "frontend", "namespace": "shop"},
        "spec": {"mtls": {"mode": "STRICT"}},
    },
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import PeerAuthentication, Sidecar, SidecarListener, every, selecting, some
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=PeerAuthentication,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/reference/config/security/peer_authentication/#PeerAuthentication-MutualTLS-Mode",
        "https://istio.io/latest/docs/tasks/security/authentication/mtls-migration/",
    ),
)
def check(found: PeerAuthentication) -> Iterator[Violation]:
    if found.mode in ("PERMISSIVE", "DISABLE") and not found.has_annotation("container-tls.reason/mtls"):
        yield _violation(found, "spec.mtls.mode", found.mode, "all ports of which it says nothing else", "mtls")
    for port in found.ports:
        if _is_excepted(found, port):
            mode = found.mode_on(port) or ""
            yield _violation(found, f"spec.portLevelMtls.{port}.mode", mode, f"port {port}", f"port-{port}")


def _is_excepted(found: PeerAuthentication, port: int) -> bool:
    """Whether a port is, and nothing says why."""
    mode = found.mode_on(port)
    return every(
        [
            lambda: mode in ("PERMISSIVE", "DISABLE"),
            lambda: not found.has_annotation(f"container-tls.reason/port-{port}"),
            lambda: mode != "DISABLE" or not _is_ended_by_sidecar(found, port),
        ]
    )


def _violation(found: PeerAuthentication, at: str, mode: str, where: str, reason: str) -> Violation:
    takes = "plaintext beside mutual TLS" if mode == "PERMISSIVE" else "no mutual TLS"
    return Violation(
        found,
        at,
        f"{found.label} has mode {mode} for {where}, and states no reason.",
        f"Sidecars take {takes} there: callers need no identity of the mesh.",
        f"set {at} to STRICT, or state the reason in the annotation container-tls.reason/{reason}.",
    )


def _is_ended_by_sidecar(found: PeerAuthentication, port: int) -> bool:
    sidecars = selecting(found, Sidecar, found.selector)
    return sidecars.include(lambda sidecar: some([partial(_ends_tls_on, one, port) for one in sidecar.listeners]))


def _ends_tls_on(listener: SidecarListener, port: int) -> bool:
    return every([lambda: listener.number == port, lambda: listener.ends_tls])
