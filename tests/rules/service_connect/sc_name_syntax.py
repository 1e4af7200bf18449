from typing import Any

from tests.rules.ecs.parts import endpoint, one_of, service, task
from tests.unknowns import unknown


def calling(name: Any) -> Any:
    return endpoint(tls=False, client_alias=[{"port": 80, "dns_name": name}])


def bad_port_name_in_capitals() -> None:
    service(
        "web",  # violates
        task("web", {"name": "HTTP", "containerPort": 8080}).arn,
        None,
        endpoint("HTTP", tls=False),
    )


def bad_port_name_of_another_stack() -> None:
    service(
        "web",  # violates
        "shared:7",
        None,
        endpoint("http port"),
    )


def bad_discovery_name_starts_with_a_hyphen() -> None:
    service(
        "web",  # violates
        task("web").arn,
        None,
        endpoint(tls=False, discovery_name="-web"),
    )


def bad_discovery_name_is_too_long() -> None:
    service(
        "web",  # violates
        task("web").arn,
        None,
        endpoint(tls=False, discovery_name="w" * 65),
    )


def bad_dns_name_with_a_slash() -> None:
    service(
        "web",  # violates
        task("web").arn,
        None,
        calling("web/v1"),
    )


def bad_dns_name_is_too_long() -> None:
    service(
        "web",  # violates
        task("web").arn,
        None,
        calling("w" * 128),
    )


def bad_whichever_task_is_meant() -> None:
    mapping = {"name": "Http", "containerPort": 8080}
    service(
        "web",  # violates
        one_of(task("blue", mapping), task("green", mapping)),
        None,
        endpoint("Http", tls=False),
    )


def clean_longest_names() -> None:
    named = endpoint(tls=False, discovery_name="w" * 64, client_alias=[{"port": 80, "dns_name": "w" * 127}])
    service("web", task("web").arn, None, named)


def clean_underscores_digits_and_dots() -> None:
    alias = {"port": 80, "dns_name": "_web.v1-a.2"}
    service("web", task("web").arn, None, endpoint(tls=False, discovery_name="_0web-", client_alias=[alias]))


def clean_empty_names() -> None:
    alias = {"port": 80, "dns_name": ""}
    service("web", task("web").arn, None, endpoint(tls=False, discovery_name="", client_alias=[alias]))


def clean_capitals_only_in_the_unresolved_name() -> None:
    service("web", task("web").arn, None, endpoint("Http", tls=False))


def clean_service_connect_switched_off() -> None:
    off: Any = {"enabled": False, "services": [endpoint("Http")]}
    service("web", task("web").arn, service_connect_configuration=off)


def clean_port_name_without_service_connect() -> None:
    service("web", task("web", {"name": "http-1", "containerPort": 8080}).arn)


def undecided_discovery_name_is_an_output() -> None:
    service("web", task("web").arn, None, endpoint(tls=False, discovery_name=unknown("name")))


def ambiguous_tasks_differ() -> None:
    either = one_of(task("blue"), task("green", {"name": "Http", "containerPort": 8080}))
    service("web", either, None, endpoint("Http", tls=False))
