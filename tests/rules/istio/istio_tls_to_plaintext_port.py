from __future__ import annotations

from tests.rules.istio.parts import (
    HOST,
    HTTPS,
    ORIGINATE,
    PLAIN,
    entry,
    istio,
    older_form,
    on_port,
    route,
    rule,
    service,
    through_gateway,
    tls,
)
from tests.unknowns import unknown


def bad_target_port_is_not_regarded() -> None:
    entry(ORIGINATE, resolution="NONE")
    rule(
        name="passthrough",  # violates
        policy={"tls": tls()},
    )


def bad_beside_another_port() -> None:
    entry({**PLAIN, "protocol": "GRPC", "targetPort": 80}, HTTPS)
    service({"timeout": "5s", **route(HOST, 80)})
    rule(
        on_port(80),
        name="grpc",  # violates
    )


def clean_target_port() -> None:
    entry()
    rule()


def clean_port_of_the_endpoints() -> None:
    entry(PLAIN, endpoints=[{"address": HOST, "ports": {"http": 443}}])
    rule()


def clean_tls_for_every_port() -> None:
    """Applications call the other one."""
    entry(PLAIN, {"number": 443, "name": "http-tls", "protocol": "HTTP"})
    rule(policy={"tls": tls()})


def clean_older_form() -> None:
    older_form()


def clean_older_form_for_every_port() -> None:
    entry(PLAIN, HTTPS)
    service(route(HOST, 443))
    rule(on_port(80), on_port(443))


def clean_routes_in_another_service() -> None:
    entry(PLAIN)
    service({"match": [{"port": 80}], "delegate": {"name": "others"}}, hosts=["*.example.com"])
    rule()


def clean_egress_gateway() -> None:
    entry(PLAIN, HTTPS)
    through_gateway()
    rule()


def clean_other_ports() -> None:
    entry({**PLAIN, "number": 8080})
    rule(on_port(8080))


def clean_no_http() -> None:
    entry({**PLAIN, "protocol": "TCP"})
    rule()


def clean_without_tls() -> None:
    entry(PLAIN)
    rule(on_port(80, {"mode": "DISABLE"}))


def clean_pods() -> None:
    entry(PLAIN, resolution="STATIC", workloadSelector={"labels": {"app": "vm"}})
    rule()


def clean_host_of_another_stack_or_namespace() -> None:
    entry(PLAIN, namespace="elsewhere")
    rule()
    rule(name="other", host="other.example.com")


def clean_patched() -> None:
    entry(PLAIN)
    istio("ServiceEntryPatch", "more", {"ports": [ORIGINATE]}, metadata={"name": "entry"})
    rule()


def undecided_target_port_is_an_output() -> None:
    entry({**PLAIN, "targetPort": unknown("port")})
    rule()


def ambiguous_requests_may_be_led_away() -> None:
    entry(PLAIN)
    service(route(HOST, 443), hosts=[unknown("host")])
    rule()
