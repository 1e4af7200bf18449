from __future__ import annotations

from tests.rules.istio.parts import HOST, HTTPS, SELECTOR, entry, istio, older_form, on_port, rule, secret_tls, tls
from tests.unknowns import unknown


def bad_in_every_subset() -> None:
    entry(name="one")
    entry({"number": 81, "name": "http", "protocol": "HTTP", "targetPort": 443}, name="two")
    rule(
        on_port(8080, {"mode": "DISABLE"}),
        name="subset",  # violates
        subsets=[{"name": "v1", "trafficPolicy": {"portLevelSettings": [on_port(443)]}}],
    )


def bad_client_certificate() -> None:
    entry()
    rule(
        on_port(443, secret_tls(unknown("secret"))),
        name="client",  # violates
        **SELECTOR,
    )


def clean_port_that_applications_call() -> None:
    entry()
    rule()


def clean_one_of_several_ports() -> None:
    """Rules from a template may name more than there is."""
    entry()
    rule(on_port(80), on_port(443))


def clean_every_port() -> None:
    entry()
    rule(on_port(8080), policy={"tls": tls()})


def clean_port_of_another_entry() -> None:
    entry()
    entry(HTTPS, name="direct")
    rule(on_port(443))


def clean_older_form() -> None:
    older_form()


def clean_no_tls_at_all() -> None:
    entry()
    rule(on_port(443, {"mode": "DISABLE"}), on_port(8080, loadBalancer={"simple": "RANDOM"}))


def clean_host_of_another_stack() -> None:
    rule(on_port(8443))


def clean_patched() -> None:
    entry()
    istio("ServiceEntryPatch", "more", {"ports": [HTTPS]}, metadata={"name": "entry"})
    rule(on_port(443))


def undecided_port_of_the_rule_is_an_output() -> None:
    entry()
    rule(on_port(unknown("port")))


def undecided_port_of_the_entry_is_an_output() -> None:
    entry({"number": unknown("port"), "name": "http", "protocol": "HTTP"})
    rule(on_port(443))


def ambiguous_entry_may_be_of_another_host() -> None:
    entry()
    entry(HTTPS, name="second", hosts=[unknown("host"), f"other-{HOST}"])
    rule(on_port(443))
