from typing import Any

from tests.rules.ecs.parts import one_of, service, task
from tests.unknowns import unknown

from .mesh import HTTP, endpoint, member

WEB = {**HTTP, "appProtocol": "http"}


def server(idle: Any, request: Any, mapping: Any = WEB) -> None:
    timeout = {"idle_timeout_seconds": idle, "per_request_timeout_seconds": request}
    member("web", [], endpoint(timeout=timeout), mappings=(mapping,))


def bad_both_given() -> None:
    timeout = {"idle_timeout_seconds": 30, "per_request_timeout_seconds": "60"}
    member(
        "web",  # violates
        [],
        endpoint(timeout=timeout),
        mappings=(WEB,),
    )


def bad_shorter_than_the_default_of_requests() -> None:
    member(
        "web",  # violates
        [],
        endpoint(timeout={"idle_timeout_seconds": 10}),
        mappings=({**HTTP, "appProtocol": "grpc"},),
    )


def clean_defaults() -> None:
    server(None, None)


def clean_equal() -> None:
    server(60, 60)


def clean_longer() -> None:
    server(61, 60)


def clean_request_below_the_default_of_idle() -> None:
    server(None, 300)


def clean_idle_is_off() -> None:
    server(0, 600)


def clean_request_is_off() -> None:
    server(60, 0)


def clean_connections_without_a_protocol() -> None:
    server(10, None, HTTP)


def clean_task_definition_of_another_stack() -> None:
    service("web", "shared:7", None, endpoint(timeout={"idle_timeout_seconds": 10}))


def undecided_idle_is_an_output() -> None:
    server(unknown("idle"), 600)


def undecided_request_is_an_output() -> None:
    server(60, unknown("request"))


def ambiguous_tasks_differ() -> None:
    either = one_of(task("blue", WEB), task("green", HTTP))
    service("web", either, None, endpoint(timeout={"idle_timeout_seconds": 10}))
