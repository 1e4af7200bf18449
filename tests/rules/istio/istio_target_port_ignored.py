from __future__ import annotations

from tests.rules.istio.parts import HTTPS, ORIGINATE, PLAIN, entry, istio
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def bad_resolution_is_the_default() -> None:
    entry(
        HTTPS,
        ORIGINATE,
        name="default",  # violates
        resolution=None,
        hosts=["*.example.com"],
    )


def bad_inside_the_mesh() -> None:
    entry(
        ORIGINATE,
        name="inside",  # violates
        resolution="NONE",
        location="MESH_INTERNAL",
        hosts=[unknown("host")],
    )


def clean_resolved() -> None:
    entry()
    entry(name="round-robin", resolution="DNS_ROUND_ROBIN")
    entry(name="static", resolution="STATIC", endpoints=[{"address": "192.0.2.1"}])


def clean_same_port() -> None:
    entry({**PLAIN, "targetPort": 80}, HTTPS, resolution="NONE")


def clean_without_target_port() -> None:
    entry(HTTPS, resolution="NONE", hosts=["*.example.com"])


def clean_pods() -> None:
    entry(resolution="NONE", workloadSelector={"labels": {"app": "vm"}})


def clean_patches() -> None:
    entry(resolution=None)
    istio("ServiceEntryPatch", "resolution", {"resolution": "DNS"}, metadata={"name": "entry"})
    istio("ServiceEntryPatch", "port", {"ports": [ORIGINATE]})


def undecided_resolution_is_an_output() -> None:
    entry(resolution=unknown("resolution"))


def undecided_target_port_is_an_output() -> None:
    entry({**PLAIN, "targetPort": unknown("port")}, resolution="NONE")
