from typing import Any

from tests.rules.ecs.parts import GROUP, endpoint, entry, one_of, service, task
from tests.rules.service_connect.parts import CLIENT, TWO, tcp_group
from tests.unknowns import unknown

PLAIN = endpoint(tls=False)
TIMED = endpoint(tls=False, timeout={"idle_timeout_seconds": 3600})


def bad_target_group_of_another_stack() -> None:
    service(
        "web",  # violates
        task("web").arn,
        [entry(GROUP)],
        PLAIN,
    )


def bad_network_load_balancer() -> None:
    service(
        "web",  # violates
        task("web").arn,
        [entry(tcp_group().arn)],
        PLAIN,
    )


def bad_second_entry() -> None:
    groups = tcp_group("web"), tcp_group("admin")
    service(
        "web",  # violates
        task("web", *TWO).arn,
        [entry(groups[0].arn), entry(groups[1].arn, 9090)],
        TIMED,
        endpoint("admin", tls=False),
    )


def clean_with_tls() -> None:
    service("web", task("web").arn, [entry(GROUP)], endpoint())


def clean_with_a_timeout() -> None:
    service("web", task("web").arn, [entry(GROUP)], TIMED)


def clean_timeout_is_an_output() -> None:
    service("web", task("web").arn, [entry(GROUP)], endpoint(tls=False, timeout=unknown("timeout")))


def clean_proxy_moved_away() -> None:
    service("web", task("web").arn, [entry(GROUP)], endpoint(tls=False, ingress_port_override=15000))


def clean_endpoint_on_another_port() -> None:
    service("web", task("web", *TWO).arn, [entry(GROUP)], endpoint("admin", tls=False))


def clean_client_only() -> None:
    service("web", task("web").arn, [entry(GROUP)], service_connect_configuration=CLIENT)


def clean_no_load_balancer() -> None:
    service("web", task("web").arn, None, PLAIN)


def clean_bridge_mode_goes_around_the_proxy() -> None:
    service("web", task("web", mode="bridge").arn, [entry(GROUP)], PLAIN, network_configuration=None)


def clean_service_connect_switched_off() -> None:
    off: Any = {"enabled": False, "services": [PLAIN]}
    service("web", task("web").arn, [entry(GROUP)], service_connect_configuration=off)


def clean_task_definition_of_another_stack() -> None:
    service("web", "shared:7", [entry(GROUP)], PLAIN)


def undecided_container_port_is_an_output() -> None:
    service("web", task("web").arn, [entry(GROUP, unknown("port"))], PLAIN)


def ambiguous_tasks_differ() -> None:
    tasks = task("blue"), task("green", {"name": "http", "containerPort": 9090})
    service("web", one_of(*tasks), [entry(GROUP)], PLAIN)
