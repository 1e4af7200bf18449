from __future__ import annotations

from tests.rules.istio.parts import HTTPS, entry, rule
from tests.rules.istio.server_parts import istiod, sidecar
from tests.unknowns import unknown


def bad_other_settings() -> None:
    entry()
    rule()
    sidecar(outboundTrafficPolicy={"mode": "ALLOW_ANY"})
    istiod(
        {"meshConfig": {"outboundTrafficPolicy": {"mode": "ALLOW_ANY"}}},
        name="any",  # violates
    )


def clean_refused() -> None:
    entry()
    rule()
    istiod({"meshConfig": {"outboundTrafficPolicy": {"mode": "REGISTRY_ONLY"}}})


def clean_refused_by_a_sidecar() -> None:
    """The mode that has no name is REGISTRY_ONLY."""
    entry()
    rule()
    sidecar(outboundTrafficPolicy={})
    istiod()


def clean_applications_speak_tls() -> None:
    entry(HTTPS)
    istiod()


def clean_files() -> None:
    entry()
    istiod(valueYamlFiles=["istiod.yaml"])


def clean_other_charts() -> None:
    entry()
    istiod(chart="base")


def undecided_mode_is_an_output() -> None:
    entry()
    istiod({"meshConfig": unknown("mesh")})


def ambiguous_sidecar_may_refuse() -> None:
    entry()
    sidecar(outboundTrafficPolicy={"mode": unknown("mode")})
    istiod()
