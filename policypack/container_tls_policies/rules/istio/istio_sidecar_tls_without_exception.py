"""A Sidecar that ends TLS should come with a PeerAuthentication that excepts the port.

## What it does
Reports listeners in `ingress` of a Sidecar that end TLS, where no PeerAuthentication of the stack selects its pods,
and none for the whole namespace says DISABLE. An exception of the policy pack says that another stack has it.

One that selects the pods and does not except the port is the matter of `istio-sidecar-tls-refused`.

## Why it is bad
By default sidecars take the mesh's mutual TLS and plaintext. Clients who speak TLS of their own are refused, while
plaintext gets through to the application.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:Sidecar",
    "frontend",  # violates
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
```

## Use instead
Add a PeerAuthentication for the same pods.
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

from ...model import PeerAuthentication, SidecarListener, every, for_whole_namespace, selecting
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=SidecarListener,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/tasks/traffic-management/ingress/ingress-sidecar-tls-termination/",
        "https://istio.io/latest/docs/reference/config/security/peer_authentication/#PeerAuthentication",
    ),
)
def check(listener: SidecarListener) -> Iterator[Violation]:
    sidecar = listener.sidecar
    if every(
        [
            lambda: listener.ends_tls,
            lambda: not selecting(sidecar, PeerAuthentication, sidecar.selector).include(lambda _: True),
            lambda: not for_whole_namespace(sidecar, PeerAuthentication).include(_disables),
        ]
    ):
        yield Violation(
            sidecar,
            listener.path_of("tls"),
            f"{sidecar.label} ends TLS on port {listener.number}, and no PeerAuthentication of the stack is for its "
            "pods.",
            "Sidecars refuse TLS that is not the mesh's, and take plaintext, on every port that is not excepted.",
            "add a PeerAuthentication with the same labels in spec.selector.matchLabels, mode STRICT, and for this "
            "port DISABLE in spec.portLevelMtls.",
        )


def _disables(found: PeerAuthentication) -> bool:
    return found.mode == "DISABLE"
