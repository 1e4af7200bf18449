from __future__ import annotations

from tests.rules.istio.parts import HOST, HTTPS, PLAIN, SELECTOR, entry, istio, on_port, rule, secret_tls, tls
from tests.unknowns import unknown

POSTGRES = {"number": 5432, "name": "tcp", "protocol": "TCP"}
SIMPLE = {"mode": "SIMPLE"}


def bad_other_protocols() -> None:
    entry({"number": 3306, "name": "db", "protocol": "MySQL"})
    rule(
        on_port(3306, {"mode": "SIMPLE", "caCertificates": "system"}),
        name="mysql",  # violates
    )


def bad_client_certificate_from_files() -> None:
    files = {"clientCertificate": "/etc/client/tls.crt", "privateKey": "/etc/client/tls.key"}
    entry(POSTGRES, HTTPS)
    rule(
        on_port(443, {"mode": "DISABLE"}),
        on_port(5432, {"mode": "MUTUAL", **files, "sni": ""}),
        name="mutual",  # violates
    )


def clean_named_server() -> None:
    entry(POSTGRES)
    rule(on_port(5432))
    rule(on_port(5432, tls(sni=None)), name="names-only")
    rule(on_port(5432, tls(subjectAltNames=None)), name="of-another-rule")


def clean_names_of_the_entry() -> None:
    entry(POSTGRES, subjectAltNames=[HOST])
    rule(on_port(5432, SIMPLE))


def clean_ca_of_its_own() -> None:
    entry(POSTGRES)
    rule(on_port(5432, {"mode": "SIMPLE", "caCertificates": "/etc/rds/ca.pem"}))
    rule(on_port(5432, {"mode": "MUTUAL", "credentialName": "kafka-client"}), name="secret", **SELECTOR)


def clean_server_name_of_the_request() -> None:
    entry()
    rule(on_port(80, SIMPLE))
    rule(on_port(80, secret_tls()), name="secret", **SELECTOR)


def clean_clients_that_speak_tls() -> None:
    """Nobody verifies there but the client."""
    entry({"number": 5432, "name": "tls", "protocol": "TLS"})
    rule(on_port(5432, {"mode": "DISABLE"}))


def clean_protocol_is_not_said() -> None:
    entry({"number": 5432, "name": "tcp"}, PLAIN)
    rule(on_port(5432, SIMPLE))


def clean_entry_of_another_stack() -> None:
    rule(on_port(5432, SIMPLE))


def clean_without_tls() -> None:
    entry(POSTGRES)
    rule(on_port(80, SIMPLE), on_port(5432, loadBalancer={"simple": "RANDOM"}))


def clean_patched() -> None:
    entry(POSTGRES)
    rule(on_port(5432, SIMPLE))
    istio("DestinationRulePatch", "patch", {"trafficPolicy": {"tls": tls()}}, metadata={"name": "rule"})


def undecided_names_are_an_output() -> None:
    entry(POSTGRES)
    rule(on_port(5432, {**SIMPLE, "subjectAltNames": unknown("names")}))


def ambiguous_entry_may_name_the_server() -> None:
    entry(POSTGRES)
    entry(POSTGRES, name="second", hosts=[unknown("host")], subjectAltNames=[HOST])
    rule(on_port(5432, SIMPLE))
