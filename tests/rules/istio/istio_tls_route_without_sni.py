from __future__ import annotations

from tests.rules.istio.parts import istio
from tests.rules.istio.server_parts import SHOP, routes
from tests.unknowns import unknown

SINGLE_RESOURCE = True


MATCH = {"match": [{"port": 443, "sniHosts": [SHOP]}]}
TO = {"route": [{"destination": {"host": "web", "port": {"number": 8443}}}]}


def bad_match_by_port() -> None:
    routes(
        name="by-port",  # violates
        kind="tls",
        tls=[{**MATCH, **TO}, {"match": [{"port": 8443}], **TO}],
    )


def bad_one_match_of_two() -> None:
    routes(
        name="second",  # violates
        kind="tls",
        tls=[{"match": [*MATCH["match"], {"port": 8443, "sniHosts": []}], **TO}],
    )


def clean_named() -> None:
    routes(kind="tls")
    routes(name="several", tls=[{"match": [{"sniHosts": ["*.example.com"]}, {"port": 1, "sniHosts": [SHOP]}], **TO}])


def clean_other_kinds() -> None:
    routes()
    routes(kind="tcp", name="tcp")


def clean_patch() -> None:
    istio("VirtualServicePatch", "patch", {"tls": [TO]})


def undecided_match_is_an_output() -> None:
    routes(tls=[{"match": unknown("match"), **TO}])


def undecided_names_are_an_output() -> None:
    routes(tls=[{"match": [{"sniHosts": unknown("names")}], **TO}])
