from __future__ import annotations

from tests.rules.istio.parts import HOST, SELECTOR, entry, istio, on_port, rule, secret_tls, tls
from tests.unknowns import unknown

SINGLE_RESOURCE = True
FILES = {"clientCertificate": "/etc/client/tls.crt", "privateKey": "/etc/client/tls.key"}


def bad_certificate_without_key() -> None:
    rule(
        on_port(80, tls("MUTUAL", clientCertificate="/etc/client/tls.crt", privateKey="")),
        name="files",  # violates
    )


def bad_secret_and_ca_file() -> None:
    rule(
        on_port(80, tls(credentialName="partner-ca", caCertificates="system")),
        name="simple",  # violates
        **SELECTOR,
    )


def bad_secret_and_files_in_a_subset() -> None:
    rule(
        name="subset",  # violates
        subsets=[{"name": "v1", "trafficPolicy": {"tls": {**secret_tls(), **FILES}}}],
        **SELECTOR,
    )


def clean_one_source() -> None:
    entry()
    rule(on_port(80, tls("MUTUAL", **FILES, caCertificates="system")))
    rule(on_port(80, secret_tls()), name="secret", **SELECTOR)
    rule(on_port(80, tls(credentialName="", caCertificates="system")), name="empty")


def clean_server_is_anonymous() -> None:
    rule(on_port(80, {"mode": "SIMPLE"}))


def clean_modes_that_need_none() -> None:
    rule(on_port(80, {"mode": "ISTIO_MUTUAL"}), on_port(81, {"mode": "DISABLE", "credentialName": "x", **FILES}))


def clean_patches_may_give_the_rest() -> None:
    istio("DestinationRulePatch", "patch", {"host": HOST, "trafficPolicy": {"tls": {"mode": "MUTUAL"}}})
    rule(on_port(80, {"mode": "MUTUAL"}), name="patched")
    istio("DestinationRulePatch", "files", {"trafficPolicy": {"tls": FILES}}, metadata={"name": "patched"})


def undecided_mode_is_an_output() -> None:
    rule(on_port(80, tls(unknown("mode"), credentialName="client", caCertificates="system")))


def undecided_secret_beside_files_is_an_output() -> None:
    rule(on_port(80, tls(credentialName=unknown("secret"), caCertificates="system")))


def undecided_secret_is_an_output() -> None:
    rule(on_port(80, tls("MUTUAL", credentialName=unknown("secret"))))
