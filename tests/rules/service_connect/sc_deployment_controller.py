from typing import Any

from tests.rules.ecs.parts import endpoint, service
from tests.rules.service_connect.parts import CLIENT, OFF
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def bad_external_controller_with_an_endpoint() -> None:
    service(
        "web",  # violates
        "web:7",
        None,
        endpoint(),
        deployment_controller={"type": "EXTERNAL"},
    )


def clean_controller_unset() -> None:
    service("web", "web:7", None, endpoint())


def clean_controller_is_the_default() -> None:
    service("web", "web:7", None, endpoint(), deployment_controller={"type": "ECS"})


def clean_blue_green_by_ecs() -> None:
    configuration: Any = {"strategy": "BLUE_GREEN", "bake_time_in_minutes": 5}
    service("web", "web:7", None, endpoint(), deployment_configuration=configuration)


def clean_code_deploy_without_service_connect() -> None:
    service("web", "web:7", deployment_controller={"type": "CODE_DEPLOY"})


def clean_service_connect_switched_off() -> None:
    service("web", "web:7", service_connect_configuration=OFF, deployment_controller={"type": "CODE_DEPLOY"})


def undecided_controller_is_an_output() -> None:
    service("web", "web:7", service_connect_configuration=CLIENT, deployment_controller={"type": unknown("type")})


def undecided_switch_is_an_output() -> None:
    connect: Any = {"enabled": unknown("enabled"), "namespace": "internal"}
    service("web", "web:7", service_connect_configuration=connect, deployment_controller={"type": "CODE_DEPLOY"})
