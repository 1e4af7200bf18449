"""Where proxies start TLS for applications, hosts that the mesh does not know should be refused.

## What it does
Reports charts of istiod whose values do not set `meshConfig.outboundTrafficPolicy.mode` to REGISTRY_ONLY, where the
stack has a ServiceEntry that leads from an HTTP port to port 443 outside the mesh, and no Sidecar with REGISTRY_ONLY.

Not reported are charts with `valueYamlFiles`, which the stack does not show.

## Why it is bad
Applications call such hosts in plaintext and rely on the proxy. By default a proxy lets through what it does not
know: a misspelt host, or a ServiceEntry that is missing in one namespace, and requests leave the cluster in plaintext
instead of failing.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:ServiceEntry",
    "payments",
    {
        "metadata": {"name": "payments", "namespace": "shop"},
        "spec": {
            "exportTo": ["."],
            "hosts": ["api.example.com"],
            "location": "MESH_EXTERNAL",
            "resolution": "DNS",
            "ports": [{"number": 80, "name": "http", "protocol": "HTTP", "targetPort": 443}],
        },
    },
)
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:DestinationRule",
    "payments-rule",
    {
        "metadata": {"name": "payments-rule", "namespace": "shop"},
        "spec": {
            "exportTo": ["."],
            "host": "api.example.com",
            "trafficPolicy": {
                "portLevelSettings": [
                    {
                        "port": {"number": 80},
                        "tls": {"mode": "SIMPLE", "sni": "api.example.com", "subjectAltNames": ["api.example.com"]},
                    }
                ]
            },
        },
    },
)
pulumi.CustomResource(
    "kubernetes:helm.sh/v3:Release",
    "istiod",  # violates
    {
        "chart": "istiod",
        "namespace": "istio-system",
        "values": {},
    },
)
```

## Use instead
Refuse unknown hosts in the whole mesh; or in single namespaces or workloads with a Sidecar.
```python
pulumi.CustomResource(
    "kubernetes:helm.sh/v3:Release",
    "istiod",
    {
        "chart": "istiod",
        "namespace": "istio-system",
        "values": {"meshConfig": {"outboundTrafficPolicy": {"mode": "REGISTRY_ONLY"}}},
    },
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import HelmChart, ServiceEntry, Sidecar, Undecided, chart_value, hides_values, installs_istiod, some
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import EntryPort


@rule(
    on=HelmChart,
    level=Level.ADVISORY,
    severity=Severity.LOW,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/tasks/traffic-management/egress/egress-control/#envoy-passthrough-to-external-services",
        "https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig-OutboundTrafficPolicy-Mode",
    ),
)
def check(chart: HelmChart) -> Iterator[Violation]:
    if not installs_istiod(chart) or hides_values(chart):
        return
    mode = chart_value(chart, "meshConfig", "outboundTrafficPolicy", "mode")
    if mode == "REGISTRY_ONLY" or not some([partial(_leads_to_tls, entry) for entry in chart.stack.all(ServiceEntry)]):
        return
    if not some([partial(_refuses, sidecar) for sidecar in chart.stack.all(Sidecar)]):
        if chart.stack.leaves_out(Sidecar):
            raise Undecided(chart, "values", "may be overruled by a Sidecar which this run does not show")
        yield Violation(
            chart,
            "values.meshConfig.outboundTrafficPolicy.mode",
            f"{chart.label} lets proxies call hosts that the mesh does not know, and applications of the stack rely "
            "on proxies to start TLS.",
            "A request to a host that is misspelt or missing leaves the cluster in plaintext instead of failing.",
            "set values.meshConfig.outboundTrafficPolicy.mode to REGISTRY_ONLY, or give workloads a Sidecar with it.",
        )


def _leads_to_tls(entry: ServiceEntry) -> bool:
    return some([partial(_is_way_to_tls, port) for port in entry.ports])


def _is_way_to_tls(port: EntryPort) -> bool:
    return port.leads_to_tls


def _refuses(sidecar: Sidecar) -> bool:
    """REGISTRY_ONLY is also what a policy without a mode means."""
    policy = sidecar.spec.outbound_traffic_policy if sidecar.spec else None
    return policy is not None and policy.known("mode") in (None, "REGISTRY_ONLY")
