from typing import Any

from tests.unknowns import unknown

from .mesh import ACCESS_LOG, LOG, member

SINGLE_RESOURCE = True


def connect(**args: Any) -> Any:
    return {"enabled": True, "log_configuration": LOG, "access_log_configuration": {**ACCESS_LOG, **args}}


def bad_text() -> None:
    member(
        "web",  # violates
        ["sg-0123456789abcdef0"],
        connect=connect(format="TEXT", include_query_parameters="ENABLED"),
    )


def clean_default() -> None:
    member("web", [], connect=connect())


def clean_disabled() -> None:
    member("web", [], connect=connect(include_query_parameters="DISABLED"))


def clean_without_access_log() -> None:
    member("web", [], connect={"enabled": True, "log_configuration": LOG})


def clean_switched_off() -> None:
    member("web", [], connect={**connect(include_query_parameters="ENABLED"), "enabled": False})


def undecided_value_is_an_output() -> None:
    member("web", [], connect=connect(include_query_parameters=unknown("include")))
