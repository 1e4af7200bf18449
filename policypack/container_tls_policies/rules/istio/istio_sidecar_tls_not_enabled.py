"""istiod must be told to let sidecars end TLS where a Sidecar says so.

## What it does
Reports charts of istiod of which the values do not set ENABLE_TLS_ON_SIDECAR_INGRESS to true, where a Sidecar of the
stack ends TLS in `ingress`.

Not reported are charts with `valueYamlFiles`, which the stack does not show, stacks with another chart of istiod that
sets it (a newer revision), and istiod of other stacks.

## Why it is bad
The setting is off by default. The sidecar then passes the TLS of clients to the application, which speaks HTTP and
cannot read it, and takes plaintext on the same port.

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
    "kubernetes:helm.sh/v3:Release",
    "istiod",  # violates
    {
        "chart": "istiod",
        "namespace": "istio-system",
        "repositoryOpts": {"repo": "https://istio-release.storage.googleapis.com/charts"},
        "values": {},
    },
)
```

## Use instead
Set the variable; Istio calls the setting experimental.
```python
pulumi.CustomResource(
    "kubernetes:helm.sh/v3:Release",
    "istiod",
    {
        "chart": "istiod",
        "namespace": "istio-system",
        "repositoryOpts": {"repo": "https://istio-release.storage.googleapis.com/charts"},
        "values": {"pilot": {"env": {"ENABLE_TLS_ON_SIDECAR_INGRESS": "true"}}},
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...model import HelmChart, installs_istiod, istiod_enables, sidecars_that_end_tls
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

variable: Final = "ENABLE_TLS_ON_SIDECAR_INGRESS"


@rule(
    on=HelmChart,
    level=Level.MANDATORY,
    severity=Severity.CRITICAL,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/tasks/traffic-management/ingress/ingress-sidecar-tls-termination/",
        "https://github.com/istio/istio/issues/48049",
    ),
)
def check(chart: HelmChart) -> Iterator[Violation]:
    if not installs_istiod(chart):
        return
    sidecars = sidecars_that_end_tls(chart).shown
    if sidecars and not istiod_enables(chart, variable):
        yield Violation(
            chart,
            "values.pilot.env",
            f"{chart.label} does not set {variable}, and {sidecars[0].label} ends TLS.",
            "Sidecars pass the TLS of clients to the application as it comes, and take plaintext on the same port.",
            f'set values.pilot.env.{variable} to "true".',
        )
