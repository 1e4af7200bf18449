from __future__ import annotations

from tests.rules.istio.parts import (
    HOST,
    HTTPS,
    ORIGINATE,
    PLAIN,
    SELECTOR,
    entry,
    istio,
    on_port,
    route,
    rule,
    secret_tls,
    service,
    through_gateway,
    tls,
)
from tests.unknowns import unknown


def bad_rules_without_tls() -> None:
    entry(
        HTTPS,
        {**ORIGINATE, "protocol": "GRPC"},
        name="grpc",  # violates
    )
    rule(on_port(80, {"mode": "DISABLE"}), on_port(443))
    rule(name="wide", host="*.com", policy={"loadBalancer": {"simple": "RANDOM"}})


def bad_by_the_ports_of_endpoints() -> None:
    entry(
        PLAIN,
        name="endpoints",  # violates
        location=None,
        endpoints=[{"address": HOST, "ports": {"http": 443}}],
    )


def bad_one_of_two_hosts() -> None:
    entry(
        name="two",  # violates
        hosts=[HOST, "other.example.com"],
    )
    rule()


def bad_beside_a_host_that_is_not_known() -> None:
    entry(
        name="two",  # violates
        hosts=[unknown("host"), HOST],
    )


def bad_route_to_the_very_port() -> None:
    entry(
        name="with-timeout",  # violates
    )
    service({"timeout": "5s", **route(HOST, 80)})


def bad_beside_the_routes_of_an_ingress_gateway() -> None:
    entry(
        name="external",  # violates
    )
    service(route("web", 8080), hosts=["*"], gateways=["istio-ingress/public"])


def clean_rule_for_the_port() -> None:
    entry()
    rule()


def clean_rule_for_every_port() -> None:
    entry()
    rule(policy={"tls": tls()})


def clean_rule_with_a_secret() -> None:
    entry()
    rule(on_port(80, secret_tls()), **SELECTOR)


def clean_rule_for_a_wildcard_or_a_subset() -> None:
    entry(hosts=["a.example.com", "b.example.org"])
    rule(host="*.example.com", name="wildcard")
    rule(host="b.example.org", name="subset", policy={}, subsets=[{"name": "v1", "trafficPolicy": {"tls": tls()}}])


def clean_rule_in_another_namespace() -> None:
    entry(exportTo=["*"])
    rule(namespace="client")


def clean_egress_gateway() -> None:
    entry()
    through_gateway(80)
    rule()


def clean_requests_led_away() -> None:
    entry(ORIGINATE, HTTPS)
    service(route("proxy.shop.svc.cluster.local", 8080))


def clean_plain_http() -> None:
    entry(PLAIN, {**PLAIN, "number": 8080, "targetPort": 80})


def clean_clients_that_speak_tls() -> None:
    entry(HTTPS, {"number": 8443, "name": "tls", "protocol": "TLS", "targetPort": 443})


def clean_http_on_443() -> None:
    entry({**PLAIN, "number": 443})


def clean_target_port_is_not_regarded() -> None:
    entry(resolution="NONE")


def clean_inside_the_mesh() -> None:
    entry(location="MESH_INTERNAL")


def clean_patches() -> None:
    entry()
    istio("ServiceEntryPatch", "port", {"ports": [PLAIN]}, metadata={"name": "entry"})


def undecided_target_port_is_an_output() -> None:
    entry({**PLAIN, "targetPort": unknown("port")})


def undecided_mode_is_an_output() -> None:
    entry()
    rule(on_port(80, tls(unknown("mode"))))


def ambiguous_rule_may_be_for_the_host() -> None:
    entry()
    rule(host=unknown("host"))
