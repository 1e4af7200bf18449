"""The port on which a sidecar ends TLS must be excepted from the mesh's mutual TLS.

## What it does
Reports PeerAuthentications that select the pods of a Sidecar which ends TLS in `ingress`, and do not say DISABLE of
that port. Istio obeys one PeerAuthentication for a workload, so that no other one can.

Where the stack has none for the workload, see `istio-sidecar-tls-without-exception`.

## Why it is bad
With STRICT the sidecar takes the mesh's own TLS only and refuses clients who speak another. With PERMISSIVE it
refuses them as well, and takes plaintext instead.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:Sidecar",
    "frontend",
    {
        "metadata": {"name": "frontend", "namespace": "shop"},
        "spec": {
            "workloadSelector": {"labels": {"app": "frontend"}},
            "ingress": [
                {
                    "port": {"number": 8443, "name": "https", "protocol": "HTTPS"},
                    "defaultEndpoint": "127.0.0.1:8080",
                    "tls": {
                        "mode": "SIMPLE",
                        "serverCertificate": "/etc/certs/tls.crt",
                        "privateKey": "/etc/certs/tls.key",
                    },
                }
            ],
        },
    },
)
pulumi.CustomResource(
    "kubernetes:security.istio.io/v1:PeerAuthentication",
    "frontend",  # violates
    {
        "metadata": {"name": "frontend", "namespace": "shop"},
        "spec": {
            "selector": {"matchLabels": {"app": "frontend"}},
            "mtls": {"mode": "STRICT"},
        },
    },
)
```

## Use instead
Except the port, and no other.
```python
pulumi.CustomResource(
    "kubernetes:security.istio.io/v1:PeerAuthentication",
    "frontend",
    {
        "metadata": {"name": "frontend", "namespace": "shop"},
        "spec": {
            "selector": {"matchLabels": {"app": "frontend"}},
            "mtls": {"mode": "STRICT"},
            "portLevelMtls": {"8443": {"mode": "DISABLE"}},
        },
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import PeerAuthentication, SidecarListener, every, selecting, the_one
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=SidecarListener,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/tasks/traffic-management/ingress/ingress-sidecar-tls-termination/",
        "https://istio.io/latest/docs/reference/config/security/peer_authentication/#PeerAuthentication",
    ),
)
def check(listener: SidecarListener) -> Iterator[Violation]:
    sidecar, number = listener.sidecar, listener.number
    if number is None or not listener.ends_tls or not sidecar.selector:
        return
    found = the_one(selecting(sidecar, PeerAuthentication, sidecar.selector))
    if found is not None and every(
        [lambda: found.effective_mode(number) in ("STRICT", "PERMISSIVE"), lambda: found.is_whole]
    ):
        mode = found.effective_mode(number)
        yield Violation(
            found,
            "spec.portLevelMtls",
            f"{found.label} has mode {mode} on port {number}, on which {sidecar.label} ends TLS.",
            "The sidecar refuses clients who do not speak the mesh's own TLS, and with PERMISSIVE takes plaintext.",
            f'set spec.portLevelMtls["{number}"].mode to DISABLE.',
        )
