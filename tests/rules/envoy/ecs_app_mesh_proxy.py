from typing import Any

from tests.unknowns import unknown

from .parts import downstream, envoy, task, unknown_task

SINGLE_RESOURCE = True

PROXY: Any = {"container_name": "envoy", "properties": {"AppPorts": "8080"}}


def bad_type_unset() -> None:
    task(
        "web",  # violates
        {"name": "envoy", "image": "acme/envoy:1"},
        proxy_configuration=PROXY,
    )


def clean_none() -> None:
    task("web", envoy(downstream()))


def clean_own_configuration() -> None:
    task("web", envoy(downstream()), proxy_configuration=PROXY)


def undecided_type_is_an_output() -> None:
    task("web", proxy_configuration={**PROXY, "type": unknown("type")})


def undecided_containers_are_an_output() -> None:
    unknown_task("web", unknown("containers"), proxy_configuration=PROXY)
