from typing import Any

import pulumi

from tests.rules.istio.parts import workload
from tests.unknowns import unknown

SINGLE_RESOURCE = True

INJECT = "sidecar.istio.io/inject"


def pod(name: str, metadata: Any) -> None:
    pulumi.CustomResource("kubernetes:core/v1:Pod", name, {"metadata": {"name": name, **metadata}, "spec": {}})


def bad_annotation_of_a_pod() -> None:
    pod(
        "agent",  # violates
        {"annotations": {INJECT: "false"}},
    )


def clean_opted_in() -> None:
    workload("web", {"app": "web", INJECT: "true"})
    workload("batch", {"app": "batch"}, kind="kubernetes:batch/v1:Job")
    pod("agent", {"annotations": {"example.com/note": "false"}})


def undecided_label_is_an_output() -> None:
    workload("web", {"app": "web", INJECT: unknown("inject")})
