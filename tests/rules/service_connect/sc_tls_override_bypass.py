from typing import Any

from tests.rules.ecs.parts import GROUP, endpoint, entry, forward, listener, one_of, service, target_group, task
from tests.unknowns import unknown

PLAIN: Any = {"protocol": "HTTP", "health_check": {"protocol": "HTTP"}}
MOVED: Any = endpoint(ingress_port_override=15000)
TWO = ({"name": "http", "containerPort": 8080}, {"name": "admin", "containerPort": 9090})


def listened(**args: Any) -> Any:
    group = target_group(**args)
    listener("https", forward(group))
    return group


def undecided_override_is_an_output() -> None:
    service(
        "web",
        task("web").arn,
        [entry(listened(**PLAIN).arn)],
        endpoint(ingress_port_override=unknown("port")),
    )


def bad_one_of_two_entries() -> None:
    groups = target_group("web", **PLAIN), target_group("admin", **PLAIN)
    listener("https", forward(*groups))
    service(
        "web",  # violates
        task("web", *TWO).arn,
        [entry(groups[0].arn), entry(groups[1].arn, 9090)],
        endpoint(tls=False),
        endpoint("admin", ingress_port_override=15000),
    )


def clean_override_without_tls() -> None:
    connect = endpoint(tls=False, ingress_port_override=15000)
    service("web", task("web").arn, [entry(listened(**PLAIN).arn)], connect)


def clean_application_ends_tls_itself() -> None:
    service("web", task("web").arn, [entry(listened().arn)], MOVED)


def clean_passthrough() -> None:
    group = target_group(protocol="TCP", health_check={"protocol": "TCP"})
    listener("tcp", forward(group), protocol="TCP", ssl_policy=None, certificate_arn=None)
    service("web", task("web").arn, [entry(group.arn)], MOVED)


def clean_no_load_balancer() -> None:
    service("web", task("web").arn, None, MOVED)


def clean_load_balancer_on_another_port() -> None:
    group = listened(**PLAIN)
    service("web", task("web", *TWO).arn, [entry(group.arn, 9090)], MOVED)


def clean_override_equals_the_container_port() -> None:
    service("web", task("web").arn, [entry(listened(**PLAIN).arn)], endpoint(ingress_port_override=8080))


def clean_target_group_of_another_stack() -> None:
    service("web", task("web").arn, [entry(GROUP)], MOVED)


def clean_service_connect_is_an_output_but_the_group_is_https() -> None:
    service("web", task("web").arn, [entry(listened().arn)], service_connect_configuration=unknown("connect"))


def undecided_service_connect_is_an_output() -> None:
    group = listened(**PLAIN)
    service("web", task("web").arn, [entry(group.arn)], service_connect_configuration=unknown("connect"))


def undecided_protocol_is_an_output() -> None:
    service("web", task("web").arn, [entry(listened(protocol=unknown("protocol")).arn)], MOVED)


def ambiguous_groups_differ() -> None:
    groups = target_group("blue"), target_group("green", **PLAIN)
    listener("https", forward(*groups))
    service("web", task("web").arn, [entry(one_of(*groups))], MOVED)
