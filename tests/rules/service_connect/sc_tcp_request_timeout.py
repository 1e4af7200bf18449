from typing import Any

from tests.rules.ecs.parts import endpoint, one_of, service, task
from tests.unknowns import unknown

GRPC = {"name": "http", "containerPort": 8080, "appProtocol": "grpc"}


def timed(port_name: str = "http", **timeout: Any) -> Any:
    return endpoint(port_name, tls=False, timeout=timeout)


def bad_second_endpoint() -> None:
    service(
        "web",  # violates
        task("web", GRPC, {"name": "tcp", "containerPort": 9090}).arn,
        None,
        timed(per_request_timeout_seconds=60),
        timed("tcp", per_request_timeout_seconds="60"),
    )


def bad_empty_protocol_and_both_timeouts() -> None:
    service(
        "web",  # violates
        task("web", {"name": "http", "containerPort": 8080, "appProtocol": ""}).arn,
        None,
        timed(per_request_timeout_seconds=15, idle_timeout_seconds=300),
    )


def bad_whichever_task_is_meant() -> None:
    service(
        "web",  # violates
        one_of(task("blue"), task("green")),
        None,
        timed(per_request_timeout_seconds=60),
    )


def clean_idle_timeout_only() -> None:
    service("web", task("web").arn, None, timed(idle_timeout_seconds=60))


def clean_turned_off() -> None:
    service("web", task("web").arn, None, timed(per_request_timeout_seconds=0))


def clean_grpc() -> None:
    service("web", task("web", GRPC).arn, None, timed(per_request_timeout_seconds=60))


def clean_port_name_unresolved_belongs_to_another_rule() -> None:
    service("web", task("web").arn, None, timed("web", per_request_timeout_seconds=60))


def clean_task_definition_of_another_stack() -> None:
    service("web", "shared:7", None, timed(per_request_timeout_seconds=60))


def clean_service_connect_switched_off() -> None:
    off: Any = {"enabled": False, "services": [timed(per_request_timeout_seconds=60)]}
    service("web", task("web").arn, service_connect_configuration=off)


def undecided_timeout_is_an_output() -> None:
    service("web", task("web").arn, None, timed(per_request_timeout_seconds=unknown("timeout")))


def ambiguous_tasks_differ() -> None:
    service("web", one_of(task("blue"), task("green", GRPC)), None, timed(per_request_timeout_seconds=60))
