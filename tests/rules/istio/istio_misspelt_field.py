from __future__ import annotations

import pulumi

from tests.rules.istio.parts import LABELS, SELECTOR, entry, istio, rule
from tests.rules.istio.server_parts import SECRET, SHOP, gateway, peer, routes, server, sidecar
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def bad_capitals_in_a_list() -> None:
    entry(
        {"number": 80, "name": "http", "protocol": "HTTP", "targetport": 443},
        name="capitals",  # violates
    )


def bad_underscore() -> None:
    gateway(
        server({"mode": "SIMPLE", "credential_name": "shop"}),
        name="underscore",  # violates
    )


def bad_other_word_for_labels() -> None:
    istio(
        "Sidecar",
        "selector",  # violates
        {"workloadSelector": {"matchLabels": LABELS}, "egress": [{"hosts": ["./*"]}]},
        version="v1beta1",
    )


def bad_patch() -> None:
    istio(
        "DestinationRulePatch",
        "patch",  # violates
        {"workloadSelector": {"labels": LABELS}},
    )


def bad_sni_of_old_times() -> None:
    routes(
        name="sni",  # violates
        kind="tls",
        tls=[{"match": [{"port": 443, "sni_hosts": [SHOP]}], "route": [{"destination": {"host": "web"}}]}],
    )


def clean_own_names() -> None:
    entry()
    rule(**SELECTOR)
    gateway()
    routes(kind="tls")
    sidecar()
    peer(labels=LABELS)


def clean_names_of_a_newer_istio() -> None:
    gateway(server({**SECRET, "encryptedClientHello": {}, "credentialNamesFrom": []}))


def clean_free_names() -> None:
    """Labels and the like may have any name."""
    gateway(selector={"Servers": "x", "match_labels": "y"})
    rule(subsets=[{"name": "v1", "labels": {"Labels": "x"}}], workloadSelector={"matchLabels": {"labels": "x"}})


def clean_other_parts() -> None:
    rule(policy={"connectionPool": {"TCP": {}}})


def clean_of_kubernetes() -> None:
    pulumi.CustomResource("kubernetes:gateway.networking.k8s.io/v1:Gateway", "g", {"spec": {"Servers": []}})


def undecided_tls_is_an_output() -> None:
    rule(policy={"tls": unknown("tls")})


def undecided_spec_is_an_output() -> None:
    istio("Gateway", "public", unknown("spec"))
