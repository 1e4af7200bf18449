from __future__ import annotations

from tests.rules.istio.server_parts import FILES, istiod, listener, sidecar
from tests.unknowns import unknown


def bad_set_to_false() -> None:
    sidecar()
    istiod(
        {"pilot": {"env": {"ENABLE_TLS_ON_SIDECAR_INGRESS": "false", "PILOT_TRACE_SAMPLING": "1"}}},
        name="false",  # violates
        chart="oci://registry.example.com/charts/istiod",
    )


def bad_archive() -> None:
    sidecar(listener({"mode": "MUTUAL", **FILES, "caCertificates": "/etc/certs/ca.crt"}))
    istiod(
        name="archive",  # violates
        chart="./charts/istiod-1.29.6.tgz",
    )


def clean_set() -> None:
    sidecar()
    istiod({"pilot": {"env": {"ENABLE_TLS_ON_SIDECAR_INGRESS": "true"}}})


def clean_set_elsewhere_in_the_values() -> None:
    """A chart that has istiod's as a part."""
    sidecar()
    istiod({"env": {"ENABLE_TLS_ON_SIDECAR_INGRESS": True}})


def clean_without_tls() -> None:
    sidecar(listener({"mode": "PASSTHROUGH"}), listener({}, number=9443))
    sidecar(name="egress", labels={"app": "other"}, ingress=None, egress=[{"hosts": ["./*"]}])
    istiod()


def clean_another_revision() -> None:
    sidecar()
    istiod()
    istiod({"revision": "1-29", "pilot": {"env": {"ENABLE_TLS_ON_SIDECAR_INGRESS": "1"}}}, name="next")


def clean_files() -> None:
    sidecar()
    istiod(valueYamlFiles=["istiod.yaml"])


def clean_other_charts() -> None:
    sidecar()
    istiod(chart="gateway", name="gateway")
    istiod(chart="istiod-remote-config", name="other")


def undecided_values_are_an_output() -> None:
    sidecar()
    istiod({"pilot": {"env": unknown("env")}})


def ambiguous_another_chart_may_be_istiod() -> None:
    sidecar()
    istiod()
    istiod({"pilot": {"env": {"ENABLE_TLS_ON_SIDECAR_INGRESS": "true"}}}, name="second", chart=unknown("chart"))
