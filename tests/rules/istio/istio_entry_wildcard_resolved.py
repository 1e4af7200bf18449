from __future__ import annotations

from tests.rules.istio.parts import HOST, HTTPS, entry, istio
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def bad_round_robin_and_one_host_of_two() -> None:
    entry(
        HTTPS,
        name="round-robin",  # violates
        hosts=[HOST, "*.example.com"],
        resolution="DNS_ROUND_ROBIN",
    )


def clean_whole_names() -> None:
    entry(HTTPS)


def clean_not_resolved() -> None:
    entry(HTTPS, hosts=["*.example.com"], resolution="NONE")
    entry(HTTPS, name="default", hosts=["*.example.net"], resolution=None)
    entry(HTTPS, name="dynamic", hosts=["*.example.org"], resolution="DYNAMIC_DNS")


def clean_endpoints() -> None:
    entry(HTTPS, hosts=["*.example.com"], endpoints=[{"address": "gateway.example.com"}])


def clean_patch() -> None:
    istio("ServiceEntryPatch", "patch", {"hosts": ["*.example.com"], "resolution": "DNS"})


def undecided_resolution_is_an_output() -> None:
    entry(HTTPS, hosts=["*.example.com"], resolution=unknown("resolution"))


def undecided_hosts_are_an_output() -> None:
    entry(HTTPS, hosts=unknown("hosts"))
