"""Pods whose sidecar ends TLS should mount the certificate into it.

## What it does
Reports workloads with the labels of a Sidecar of the stack that ends TLS with files, whose pods lack the annotation
`sidecar.istio.io/userVolumeMount`.

Not reported are pods that describe the container `istio-proxy` themselves or name injection templates of their own,
and files in folders that every sidecar has.

## Why it is bad
The files are not there: the proxy never gets its certificate, opens the port and cuts every handshake, while it calls
itself ready.

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
    "kubernetes:apps/v1:Deployment",
    "frontend",  # violates
    {
        "metadata": {"name": "frontend", "namespace": "shop"},
        "spec": {
            "selector": {"matchLabels": {"app": "frontend"}},
            "template": {
                "metadata": {"labels": {"app": "frontend"}},
                "spec": {"containers": [{"name": "app", "image": "frontend:1"}]},
            },
        },
    },
)
```

## Use instead
Have the Secret mounted by annotations.
```python
pulumi.CustomResource(
    "kubernetes:apps/v1:Deployment",
    "frontend",
    {
        "metadata": {"name": "frontend", "namespace": "shop"},
        "spec": {
            "selector": {"matchLabels": {"app": "frontend"}},
            "template": {
                "metadata": {
                    "labels": {"app": "frontend"},
                    "annotations": {
                        "sidecar.istio.io/userVolume": '{"tls": {"secret": {"secretName": "frontend-tls"}}}',
                        "sidecar.istio.io/userVolumeMount": '{"tls": {"mountPath": "/etc/certs", "readOnly": true}}',
                    },
                },
                "spec": {"containers": [{"name": "app", "image": "frontend:1"}]},
            },
        },
    },
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from ...model import Sidecar, SidecarListener, Workload, every, selecting, some, the_one
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

given: Final = ("/var/run/secrets/", "/etc/istio/", "/var/lib/istio/")
"""Folders of files that Istio gives to every sidecar."""


@rule(
    on=Workload,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/reference/config/annotations/#SidecarUserVolumeMount",
        "https://istio.io/latest/docs/tasks/traffic-management/ingress/ingress-sidecar-tls-termination/",
    ),
)
def check(workload: Workload) -> Iterator[Violation]:
    metadata = workload.pod_metadata
    if metadata is None or workload.is_patch or not workload.pod_labels or _brings_files(workload):
        return
    sidecar = the_one(selecting(workload, Sidecar, workload.pod_labels))
    if sidecar is not None and some([partial(_needs_files, listener) for listener in sidecar.listeners]):
        yield Violation(
            workload,
            metadata.path_of("annotations"),
            f"{workload.label} has no sidecar.istio.io/userVolumeMount, and {sidecar.label} ends TLS of its pods with "
            "files.",
            "The proxy has no certificate: it opens the port, cuts every handshake, and calls itself ready.",
            "add the annotations sidecar.istio.io/userVolume with the Secret and sidecar.istio.io/userVolumeMount "
            f"with the folder of serverCertificate to {metadata.path_of('annotations')}.",
        )


def _brings_files(workload: Workload) -> bool:
    return some(
        [
            lambda: workload.pod_has_annotation("sidecar.istio.io/userVolumeMount"),
            lambda: workload.pod_has_annotation("inject.istio.io/templates"),
            lambda: workload.pod_spec is not None and workload.pod_spec.has_container("istio-proxy"),
        ]
    )


def _needs_files(listener: SidecarListener) -> bool:
    tls = listener.tls
    return tls is not None and every(
        [
            lambda: tls.ends_tls,
            lambda: tls.server_certificate != "",
            lambda: not tls.server_certificate.startswith(given),
        ]
    )
