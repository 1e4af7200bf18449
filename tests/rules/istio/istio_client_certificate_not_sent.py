from __future__ import annotations

from typing import Any

import pulumi

from tests.rules.istio.parts import SELECTOR, entry, on_port, rule, secret_tls, tls
from tests.unknowns import unknown

CA_ONLY = tls(credentialName="client")


def secret(name: Any, *keys: str, namespace: Any = "shop", **data: Any) -> None:
    given = {"data": dict.fromkeys(keys, "eA==")} | data
    metadata = {"name": name, "namespace": namespace}
    pulumi.CustomResource("kubernetes:core/v1:Secret", "client", {"metadata": metadata, **given})


def bad_older_names_of_entries() -> None:
    entry()
    secret("client", "cert", "key", "cacert")
    rule(
        on_port(80, CA_ONLY),
        name="simple",  # violates
        **SELECTOR,
    )


def bad_entries_whose_values_are_unknown() -> None:
    secret("client", stringData={"tls.crt": unknown("certificate"), "tls.key": unknown("key")})
    rule(
        name="every-port",  # violates
        policy={"tls": CA_ONLY},
        **SELECTOR,
    )


def clean_mutual() -> None:
    secret("client", "tls.crt", "tls.key", "ca.crt")
    rule(on_port(80, secret_tls()), **SELECTOR)


def clean_ca_only() -> None:
    secret("client", "ca.crt")
    rule(on_port(80, CA_ONLY), **SELECTOR)


def clean_other_secrets() -> None:
    secret("server", "tls.crt", "tls.key")
    rule(on_port(80, CA_ONLY), **SELECTOR)


def clean_other_namespace() -> None:
    secret("client", "tls.crt", "tls.key", namespace="orders")
    rule(on_port(80, CA_ONLY), **SELECTOR)


def clean_config_map() -> None:
    secret("client", "tls.crt", "tls.key")
    rule(on_port(80, tls(credentialName="configmap://shop/client")))


def clean_secret_of_another_stack() -> None:
    rule(on_port(80, CA_ONLY), **SELECTOR)


def undecided_mode_is_an_output() -> None:
    secret("client", "tls.crt", "tls.key")
    rule(on_port(80, {**CA_ONLY, "mode": unknown("mode")}), **SELECTOR)


def undecided_entries_are_an_output() -> None:
    secret("client", data=unknown("data"))
    rule(on_port(80, CA_ONLY), **SELECTOR)


def ambiguous_name_may_be_another() -> None:
    secret(unknown("name"), "tls.crt", "tls.key")
    rule(on_port(80, CA_ONLY), **SELECTOR)
