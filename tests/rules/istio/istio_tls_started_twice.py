from __future__ import annotations

import pulumi

from tests.rules.istio.parts import (
    HOST,
    HTTPS,
    ORIGINATE,
    PLAIN,
    SELECTOR,
    entry,
    istio,
    older_form,
    on_port,
    route,
    rule,
    secret_tls,
    service,
    through_gateway,
    tls,
)
from tests.unknowns import unknown


def bad_beside_a_port_for_http() -> None:
    entry(ORIGINATE, HTTPS)
    rule(
        name="every-port",  # violates
        policy={"tls": tls()},
    )


def bad_protocol_in_small_letters() -> None:
    entry({"number": 8443, "name": "tls", "protocol": "tls"})
    rule(
        on_port(8443, secret_tls()),
        name="client",  # violates
        **SELECTOR,
    )


def bad_beside_a_route_for_clients_with_tls() -> None:
    entry(HTTPS)
    passed = {"match": [{"port": 443, "sniHosts": [HOST]}], **route(HOST, 443)}
    service(tls=[passed])
    rule(
        on_port(443),
        name="passed-on",  # violates
    )


def clean_on_port_80_only() -> None:
    entry(ORIGINATE, HTTPS)
    rule()


def clean_port_with_settings_of_its_own() -> None:
    entry(ORIGINATE, HTTPS)
    rule(on_port(443, connectionPool={"tcp": {"maxConnections": 10}}), policy={"tls": tls()})


def clean_older_form() -> None:
    older_form()


def clean_older_form_in_a_subset() -> None:
    entry(PLAIN, HTTPS)
    service({"match": [{"port": 80}], **route(HOST, 443, subset="tls")})
    rule(subsets=[{"name": "tls", "trafficPolicy": {"portLevelSettings": [on_port(443)]}}], policy={})


def clean_egress_gateway() -> None:
    entry(PLAIN, HTTPS)
    through_gateway()
    rule(on_port(443))


def clean_gateway_api() -> None:
    entry(PLAIN, HTTPS)
    refs = [{"group": "networking.istio.io", "kind": "Hostname", "name": HOST, "port": 443}]
    pulumi.CustomResource(
        "kubernetes:gateway.networking.k8s.io/v1beta1:HTTPRoute", "egress", {"spec": {"rules": [{"backendRefs": refs}]}}
    )
    rule(on_port(443))


def clean_requests_without_tls_on_443() -> None:
    entry({**HTTPS, "protocol": "HTTP"})
    rule(on_port(443))


def clean_without_tls() -> None:
    entry(HTTPS)
    rule(on_port(443, {"mode": "DISABLE"}))


def clean_clients_of_another_namespace() -> None:
    """Each namespace has the host for itself."""
    entry(HTTPS, name="orders", namespace="orders")
    entry()
    rule(policy={"tls": tls()})


def clean_host_of_another_stack() -> None:
    rule(on_port(443))
    rule(on_port(443), name="wildcard", host="*.example.com")


def clean_patched() -> None:
    entry(HTTPS)
    rule(on_port(443))
    istio("DestinationRulePatch", "off", {"trafficPolicy": {"portLevelSettings": []}}, metadata={"name": "rule"})


def undecided_protocol_is_an_output() -> None:
    entry({**HTTPS, "protocol": unknown("protocol")})
    rule(on_port(443))


def undecided_mode_is_an_output() -> None:
    entry(HTTPS)
    rule(on_port(443, tls(unknown("mode"))))


def ambiguous_requests_may_be_led_there() -> None:
    entry(PLAIN, HTTPS)
    service(route(unknown("host"), 443))
    rule(on_port(443))
