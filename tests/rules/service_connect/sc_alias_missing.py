from typing import Any

from tests.rules.ecs.parts import endpoint, service
from tests.rules.service_connect.parts import CLIENT
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def bad_empty_list() -> None:
    service(
        "web",  # violates
        "web:7",
        None,
        endpoint(client_alias=[]),
    )


def bad_one_of_two_endpoints() -> None:
    service(
        "web",  # violates
        "web:7",
        None,
        endpoint(),
        endpoint("admin", client_alias=None),
    )


def clean_port_only() -> None:
    service("web", "web:7", None, endpoint())


def clean_port_that_is_an_output() -> None:
    service("web", "web:7", None, endpoint(client_alias=[{"port": unknown("port")}]))


def clean_service_connect_without_endpoints() -> None:
    service("web", "web:7", service_connect_configuration={"enabled": True, "services": []})


def clean_client_only() -> None:
    service("web", "web:7", service_connect_configuration=CLIENT)


def clean_service_connect_switched_off() -> None:
    off: Any = {"enabled": False, "services": [endpoint(client_alias=None)]}
    service("web", "web:7", service_connect_configuration=off)


def undecided_aliases_are_an_output() -> None:
    service("web", "web:7", None, endpoint(client_alias=unknown("aliases")))
