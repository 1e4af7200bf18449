from __future__ import annotations

from typing import Any

import pulumi

from tests.rules.istio.parts import LABELS
from tests.rules.istio.server_parts import listener, sidecar
from tests.unknowns import unknown

MOUNT = {"sidecar.istio.io/userVolumeMount": "{}"}


def deployment(
    name: str, *, annotations: Any = None, labels: Any = None, containers: Any = ("app",), **more: Any
) -> Any:
    metadata = {"labels": labels or LABELS, **({"annotations": annotations} if annotations else {})}
    spec = {"containers": [{"name": found} for found in containers]}
    return pulumi.CustomResource(
        "kubernetes:apps/v1:Deployment",
        name,
        {
            "metadata": {"name": name, "namespace": more.get("namespace", "shop")},
            "spec": {"template": {"metadata": metadata, "spec": spec}},
        },
    )


def bad_other_annotations() -> None:
    sidecar()
    deployment(
        "frontend",  # violates
        annotations={"sidecar.istio.io/userVolume": "{}", "sidecar.istio.io/userVolumeMount": ""},
        labels={**LABELS, "version": "v1"},
    )


def bad_one_of_two() -> None:
    sidecar(listener({}), listener(number=9443))
    deployment("mounted", annotations=MOUNT)
    deployment(
        "second",  # violates
    )


def clean_mounted() -> None:
    sidecar()
    deployment("frontend", annotations=MOUNT)


def clean_mounted_by_the_pod() -> None:
    sidecar()
    deployment("frontend", containers=("app", "istio-proxy"))


def clean_own_template() -> None:
    sidecar()
    deployment("frontend", annotations={"inject.istio.io/templates": "sidecar,certs"})


def clean_file_of_every_sidecar() -> None:
    own = "/var/run/secrets/workload-spiffe-credentials"
    sidecar(
        listener({"mode": "SIMPLE", "serverCertificate": f"{own}/certificates.pem", "privateKey": f"{own}/key.pem"})
    )
    deployment("frontend")


def clean_without_tls() -> None:
    sidecar(listener({"mode": "PASSTHROUGH"}))
    deployment("frontend")


def clean_other_pods() -> None:
    sidecar()
    deployment("other", labels={"app": "other"})
    deployment("elsewhere", namespace="orders")


def undecided_annotations_are_an_output() -> None:
    sidecar()
    deployment("frontend", annotations=unknown("annotations"))


def clean_two_sidecars() -> None:
    sidecar()
    sidecar(listener({}), name="second")
    deployment("frontend")


def ambiguous_another_sidecar_may_be_for_the_pods() -> None:
    sidecar()
    sidecar(listener({}), name="second", labels={"app": unknown("app")})
    deployment("frontend")
