from typing import Any

from tests.rules.ecs.parts import endpoint, entry, forward, listener, one_of, service, target_group, task
from tests.unknowns import unknown

TWO = ({"name": "http", "containerPort": 8080}, {"name": "admin", "containerPort": 9090})


def checked(port: Any, protocol: str = "HTTPS", name: str = "web", **args: Any) -> Any:
    group = target_group(name, health_check={"protocol": protocol, "port": port}, **args)
    listener(name, forward(group))
    return group


def bad_plaintext_health_port() -> None:
    group = checked(
        "9090",
        protocol="HTTP",
        name="web",  # violates
    )
    service("web", task("web", *TWO).arn, [entry(group.arn)], endpoint())


def bad_port_of_an_endpoint_without_tls() -> None:
    group = checked(
        "9090",
        name="web",  # violates
    )
    service("web", task("web", *TWO).arn, [entry(group.arn)], endpoint(), endpoint("admin", tls=False))


def bad_port_in_a_range() -> None:
    group = checked(
        "9050",
        name="web",  # violates
    )
    ports = {"name": "http", "containerPort": 8080}, {"containerPortRange": "9000-9100"}
    service("web", task("web", *ports).arn, [entry(group.arn)], endpoint())


def clean_traffic_port() -> None:
    service("web", task("web", *TWO).arn, [entry(checked("traffic-port").arn)], endpoint())


def clean_container_port_as_a_number() -> None:
    service("web", task("web", *TWO).arn, [entry(checked("8080").arn)], endpoint())


def clean_port_of_another_endpoint_with_tls() -> None:
    service("web", task("web", *TWO).arn, [entry(checked("9090").arn)], endpoint(), endpoint("admin"))


def clean_port_that_nobody_serves_belongs_to_another_rule() -> None:
    service("web", task("web", *TWO).arn, [entry(checked("443").arn)], endpoint())


def clean_without_tls() -> None:
    service("web", task("web", *TWO).arn, [entry(checked("9090", "HTTP").arn)], endpoint(tls=False))


def clean_load_balancer_on_a_port_without_tls() -> None:
    service("web", task("web", *TWO).arn, [entry(checked("8080").arn, 9090)], endpoint())


def clean_network_load_balancer() -> None:
    group = target_group(protocol="TCP", health_check={"protocol": "HTTP", "port": "9090"})
    listener("tcp", forward(group), protocol="TCP", ssl_policy=None, certificate_arn=None)
    service("web", task("web", *TWO).arn, [entry(group.arn)], endpoint())


def undecided_port_is_an_output() -> None:
    service("web", task("web", *TWO).arn, [entry(checked(unknown("port")).arn)], endpoint())


def ambiguous_tasks_differ() -> None:
    either = one_of(task("blue", *TWO), task("green", TWO[0]))
    service("web", either, [entry(checked("9090").arn)], endpoint())
