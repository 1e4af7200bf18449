from __future__ import annotations

from tests.rules.istio.parts import istio
from tests.rules.istio.server_parts import gateway, plain
from tests.unknowns import unknown


def bad_empty_selector() -> None:
    gateway(
        plain(),
        name="empty",  # violates
        selector={},
    )


def clean_selected() -> None:
    gateway()


def clean_selector_of_a_patch() -> None:
    gateway(selector=None)
    istio(
        "GatewayPatch",
        "patch",
        {"selector": {"istio": "ingress"}},
        namespace="istio-ingress",
        metadata={"name": "public"},
    )


def clean_without_servers() -> None:
    istio("Gateway", "nothing", {"servers": []})


def undecided_selector_is_an_output() -> None:
    gateway(selector=unknown("selector"))


def ambiguous_patch_of_another_name() -> None:
    gateway(selector=None)
    selected = {"selector": {"istio": "ingress"}}
    istio("GatewayPatch", "patch", selected, namespace="istio-ingress", metadata={"name": unknown("name")})
