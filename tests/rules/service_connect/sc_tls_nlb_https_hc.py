from typing import Any

from tests.rules.ecs.parts import endpoint, entry, forward, listener, one_of, service, target_group, task
from tests.rules.service_connect.parts import TWO, tcp_group
from tests.unknowns import unknown

HTTPS: Any = {"protocol": "HTTPS", "path": "/health"}


def bad_plain_http() -> None:
    group = tcp_group(
        "web",  # violates
        health_check={"protocol": "HTTP", "path": "/health"},
    )
    service("web", task("web").arn, [entry(group.arn)], endpoint())


def bad_block_without_a_protocol() -> None:
    group = tcp_group(
        "web",  # violates
        health_check={"interval": 10},
    )
    service("web", task("web").arn, [entry(group.arn)], endpoint())


def bad_tls_group_checked_on_the_container_port() -> None:
    group = tcp_group(
        "web",  # violates
        protocol="TLS",
        health_check={"protocol": "https", "port": "8080"},
    )
    service("web", task("web").arn, [entry(group.arn)], endpoint())


def bad_one_of_two_groups() -> None:
    groups = (
        tcp_group("web"),
        tcp_group(
            "admin",  # violates
            health_check=HTTPS,
        ),
    )
    entries = [entry(groups[0].arn), entry(groups[1].arn, 9090)]
    service("web", task("web", *TWO).arn, entries, endpoint(), endpoint("admin"))


def clean_tcp() -> None:
    service("web", task("web").arn, [entry(tcp_group().arn)], endpoint())


def clean_no_health_check_block() -> None:
    service("web", task("web").arn, [entry(tcp_group(health_check=None).arn)], endpoint())


def clean_without_tls() -> None:
    service("web", task("web").arn, [entry(tcp_group(health_check=HTTPS).arn)], endpoint(tls=False))


def clean_service_connect_switched_off() -> None:
    off: Any = {"enabled": False, "services": [endpoint()]}
    group = tcp_group(health_check=HTTPS)
    service("web", task("web").arn, [entry(group.arn)], service_connect_configuration=off)


def clean_proxy_moved_away() -> None:
    group = tcp_group(health_check=HTTPS)
    service("web", task("web").arn, [entry(group.arn)], endpoint(ingress_port_override=15000))


def clean_health_port_beside_the_proxy() -> None:
    group = tcp_group(health_check={"protocol": "HTTP", "port": "9090"})
    service("web", task("web", *TWO).arn, [entry(group.arn)], endpoint())


def clean_tls_on_another_port() -> None:
    group = tcp_group(health_check=HTTPS)
    service("web", task("web", *TWO).arn, [entry(group.arn)], endpoint("admin"))


def clean_application_load_balancer() -> None:
    group = target_group()
    listener("https", forward(group))
    service("web", task("web").arn, [entry(group.arn)], endpoint())


def clean_task_definition_of_another_stack() -> None:
    service("web", "shared:7", [entry(tcp_group(health_check=HTTPS).arn)], endpoint())


def undecided_health_check_protocol_is_an_output() -> None:
    group = tcp_group(health_check={"protocol": unknown("protocol")})
    service("web", task("web").arn, [entry(group.arn)], endpoint())


def undecided_service_connect_is_an_output() -> None:
    group = tcp_group(health_check=HTTPS)
    service("web", task("web").arn, [entry(group.arn)], service_connect_configuration=unknown("connect"))


def ambiguous_groups_differ() -> None:
    groups = tcp_group("blue"), tcp_group("green", health_check=HTTPS)
    service("web", task("web").arn, [entry(one_of(*groups))], endpoint())


def ambiguous_tasks_differ() -> None:
    tasks = task("blue"), task("green", {"name": "http", "containerPort": 9090})
    service("web", one_of(*tasks), [entry(tcp_group(health_check=HTTPS).arn)], endpoint())
