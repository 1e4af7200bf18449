from typing import Any

from tests.rules.ecs.parts import endpoint, entry, forward, listener, one_of, service, target_group, task
from tests.unknowns import unknown

WEB = {"name": "http", "containerPort": 8080, "appProtocol": "http"}
GRPC = {**WEB, "appProtocol": "grpc"}
ADMIN = {"name": "admin", "containerPort": 9090}
PLAIN: Any = {"protocol": "HTTP", "health_check": {"protocol": "HTTP"}}


def group(**args: Any) -> Any:
    found = target_group(**args)
    listener("https", forward(found))
    return found


def bad_grpc_beside_an_override() -> None:
    service(
        "web",  # violates
        task("web", GRPC).arn,
        [entry(group(health_check=None).arn)],
        endpoint(tls=False, ingress_port_override=15000),
    )


def bad_only_health_checks_over_tls() -> None:
    found = group(protocol="TCP", health_check={"protocol": "HTTPS", "port": "8080"})
    service(
        "web",  # violates
        task("web", ADMIN, WEB).arn,
        [entry(found.arn)],
        endpoint("admin", tls=False),
        endpoint(tls=False),
    )


def clean_without_a_protocol() -> None:
    service("web", task("web").arn, [entry(group().arn)], endpoint(tls=False))


def clean_tls_of_service_connect() -> None:
    service("web", task("web", WEB).arn, [entry(group().arn)], endpoint())


def clean_plain_target_group() -> None:
    service("web", task("web", WEB).arn, [entry(group(**PLAIN).arn)], endpoint(tls=False))


def clean_tls_on_another_port() -> None:
    found = group(protocol="HTTP", health_check={"protocol": "HTTPS", "port": "9090"})
    service("web", task("web", WEB, ADMIN).arn, [entry(found.arn)], endpoint(tls=False))


def clean_endpoint_on_another_port() -> None:
    web = {**WEB, "containerPort": 8081}
    service("web", task("web", web, ADMIN).arn, [entry(group().arn, 9090)], endpoint(tls=False))


def clean_switched_off() -> None:
    off: Any = {"enabled": False, "services": [endpoint(tls=False)]}
    service("web", task("web", WEB).arn, [entry(group().arn)], service_connect_configuration=off)


def clean_task_definition_of_another_stack() -> None:
    service("web", "shared:7", [entry(group().arn)], endpoint(tls=False))


def undecided_protocol_is_an_output() -> None:
    found = group(protocol=unknown("protocol"), health_check={"protocol": "HTTP"})
    service("web", task("web", WEB).arn, [entry(found.arn)], endpoint(tls=False))


def ambiguous_tasks_differ() -> None:
    either = one_of(task("blue", WEB), task("green"))
    service("web", either, [entry(group().arn)], endpoint(tls=False))
