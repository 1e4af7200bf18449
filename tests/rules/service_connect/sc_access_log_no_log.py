from typing import Any

from tests.unknowns import unknown

from .mesh import ACCESS_LOG, LOG, endpoint, member

SINGLE_RESOURCE = True


def connect(**args: Any) -> Any:
    return {"enabled": True, "namespace": "internal", **args}


def bad_server() -> None:
    member(
        "web",  # violates
        ["sg-0123456789abcdef0"],
        connect=connect(services=[endpoint()], access_log_configuration={"format": "TEXT"}),
    )


def clean_both() -> None:
    member("web", [], connect=connect(log_configuration=LOG, access_log_configuration=ACCESS_LOG))


def clean_neither() -> None:
    member("web", [], connect=connect())


def clean_log_only() -> None:
    member("web", [], connect=connect(log_configuration=LOG))


def clean_log_is_an_output() -> None:
    member("web", [], connect=connect(log_configuration=unknown("log"), access_log_configuration=ACCESS_LOG))


def clean_switched_off() -> None:
    member("web", [], connect={"enabled": False, "access_log_configuration": ACCESS_LOG})


def undecided_service_connect_is_an_output() -> None:
    member("web", [], connect=unknown("connect"))


def undecided_switch_is_an_output() -> None:
    member("web", [], connect={"enabled": unknown("enabled"), "access_log_configuration": ACCESS_LOG})
