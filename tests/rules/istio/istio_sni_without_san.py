from __future__ import annotations

from tests.rules.istio.parts import HOST, SELECTOR, entry, istio, on_port, rule, tls
from tests.unknowns import unknown


def bad_names_are_empty() -> None:
    entry()
    rule(
        on_port(80, tls(subjectAltNames=[])),
        name="empty",  # violates
    )


def bad_client_certificate() -> None:
    entry()
    rule(
        on_port(80, tls("MUTUAL", subjectAltNames=None, credentialName=unknown("credential"))),
        name="mutual",  # violates
        **SELECTOR,
    )


def bad_service_of_the_cluster() -> None:
    rule(
        name="by-short-name",  # violates
        host="db",
        policy={"tls": tls(subjectAltNames=None)},
    )


def bad_in_a_subset() -> None:
    entry()
    rule(
        name="subset",  # violates
        subsets=[{"name": "v1", "trafficPolicy": {"tls": tls(subjectAltNames=None)}}],
    )


def clean_names() -> None:
    entry()
    rule()
    rule(on_port(80, tls(subjectAltNames=["other.example.com", unknown("name")])), name="several")


def clean_server_name_of_the_request() -> None:
    entry()
    rule(on_port(80, tls(sni=None, subjectAltNames=None)))
    rule(on_port(80, tls(sni="", subjectAltNames=None)), name="empty")


def clean_names_of_the_entry() -> None:
    entry(subjectAltNames=[HOST])
    rule(on_port(80, tls(subjectAltNames=None)))


def clean_names_of_one_of_two_entries() -> None:
    entry(subjectAltNames=[HOST])
    entry(name="second")
    rule(on_port(80, tls(subjectAltNames=None)))


def clean_entry_of_another_stack() -> None:
    rule(on_port(80, tls(subjectAltNames=None)))


def clean_mutual_tls_of_the_mesh() -> None:
    rule(on_port(443, tls("ISTIO_MUTUAL", subjectAltNames=None)), host="egress.istio-system.svc.cluster.local")


def clean_patch() -> None:
    policy = {"tls": {"mode": "SIMPLE", "sni": HOST}}
    entry()
    istio("DestinationRulePatch", "patch", {"host": HOST, "trafficPolicy": policy})


def undecided_names_are_an_output() -> None:
    entry()
    rule(on_port(80, tls(subjectAltNames=unknown("names"))))


def undecided_names_of_the_entry_are_an_output() -> None:
    entry(subjectAltNames=unknown("names"))
    rule(on_port(80, tls(subjectAltNames=None)))


def ambiguous_entry_may_be_of_another_host() -> None:
    entry()
    entry(name="second", hosts=[unknown("host")], subjectAltNames=[HOST])
    rule(on_port(80, tls(subjectAltNames=None)))
