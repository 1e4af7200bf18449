from typing import Any

from tests.rules.ecs.parts import endpoint, service
from tests.rules.service_connect.parts import CLIENT
from tests.unknowns import unknown

SINGLE_RESOURCE = True
HTTP, OTHER = {"port": 80}, {"port": 8080, "dns_name": "web"}


def bad_second_endpoint() -> None:
    service(
        "web",  # violates
        "web:7",
        None,
        endpoint(),
        endpoint("admin", client_alias=[HTTP, OTHER]),
    )


def bad_even_if_one_is_an_output() -> None:
    service(
        "web",  # violates
        "web:7",
        None,
        endpoint(client_alias=[HTTP, {"port": 80, "dns_name": unknown("name")}]),
    )


def clean_one_for_each_endpoint() -> None:
    service("web", "web:7", None, endpoint(client_alias=[HTTP]), endpoint("admin", client_alias=[OTHER]))


def clean_none_belongs_to_another_rule() -> None:
    service("web", "web:7", None, endpoint(client_alias=[]))


def clean_client_only() -> None:
    service("web", "web:7", service_connect_configuration=CLIENT)


def clean_service_connect_switched_off() -> None:
    off: Any = {"enabled": False, "services": [endpoint(client_alias=[HTTP, OTHER])]}
    service("web", "web:7", service_connect_configuration=off)


def undecided_aliases_are_an_output() -> None:
    service("web", "web:7", None, endpoint(client_alias=unknown("aliases")))
