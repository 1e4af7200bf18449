from typing import Any

import pulumi_aws as aws

from tests.unknowns import unknown

from .mesh import ACCESS_LOG, LOG, endpoint, member

SINGLE_RESOURCE = True


def bad_server() -> None:
    member(
        "web",  # violates
        ["sg-0123456789abcdef0"],
        endpoint(),
    )


def clean_log() -> None:
    member("web", [], connect={"enabled": True, "log_configuration": LOG})


def clean_without_service_connect() -> None:
    aws.ecs.Service("web", task_definition="web:7")


def clean_switched_off() -> None:
    member("web", [], connect={"enabled": False})


def clean_access_log_without_a_log_belongs_to_another_rule() -> None:
    connect: Any = {"enabled": True, "access_log_configuration": ACCESS_LOG}
    member("web", [], connect=connect)


def undecided_service_connect_is_an_output() -> None:
    member("web", [], connect=unknown("connect"))
