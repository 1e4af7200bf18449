from __future__ import annotations

from tests.rules.istio.parts import HOST, HTTPS, PLAIN, entry, on_port, rule, through_gateway
from tests.unknowns import unknown

MESH = {"mode": "ISTIO_MUTUAL"}


def bad_for_every_port_where_the_location_is_the_default() -> None:
    entry(HTTPS, location=None)
    rule(
        name="top-level",  # violates
        policy={"tls": MESH},
    )


def bad_in_a_subset() -> None:
    entry(PLAIN)
    rule(
        name="subset",  # violates
        subsets=[{"name": "v1", "trafficPolicy": {"tls": {**MESH, "sni": unknown("sni")}}}],
    )


def clean_other_modes() -> None:
    entry()
    rule()


def clean_host_in_the_mesh() -> None:
    entry(location="MESH_INTERNAL")
    rule(on_port(80, MESH))


def clean_endpoints_of_the_mesh() -> None:
    """A way to an egress gateway."""
    gateway = "istio-egressgateway.istio-system.svc.cluster.local"
    entry(PLAIN, endpoints=[{"address": gateway, "ports": {"http": 8443}}])
    rule(on_port(80, MESH))


def clean_pods_under_an_external_name() -> None:
    entry(PLAIN, resolution="STATIC", workloadSelector={"labels": {"app": "vm"}})
    rule(on_port(80, MESH))


def clean_another_mesh_of_the_same_root() -> None:
    entry()
    rule(on_port(80, {**MESH, "subjectAltNames": ["spiffe://other.example/ns/shop/sa/api"]}))


def clean_to_the_egress_gateway() -> None:
    entry()
    through_gateway(80)
    rule()
    rule(on_port(80, MESH), name="gateway", host="istio-egressgateway.istio-system.svc.cluster.local")


def clean_host_of_another_stack() -> None:
    rule(on_port(443, MESH), host="other.example.com")


def clean_whole_mesh() -> None:
    """Others may have a more special rule."""
    entry()
    rule(name="default", host="*", namespace="istio-system", policy={"tls": MESH})


def undecided_location_is_an_output() -> None:
    entry(location=unknown("location"))
    rule(on_port(80, MESH))


def ambiguous_another_entry_may_put_it_into_the_mesh() -> None:
    entry()
    entry(name="second", hosts=[unknown("host")], location="MESH_INTERNAL")
    rule(on_port(80, MESH))


def undecided_mode_is_an_output() -> None:
    entry(hosts=[HOST])
    rule(on_port(80, {"mode": unknown("mode")}))
