from typing import Any

import pulumi_aws as aws

from tests.rules.ecs.parts import endpoint, entry, forward, listener, one_of, service, target_group, task
from tests.unknowns import unknown

HTTP = {"protocol": "HTTP"}
PLAIN: Any = {"protocol": "HTTP", "health_check": HTTP}
TWO = ({"name": "http", "containerPort": 8080}, {"name": "admin", "containerPort": 9090})


def bad_only_health_checks_are_plain() -> None:
    group = target_group(
        "web",  # violates
        health_check=HTTP,
    )
    listener("https", forward(group))
    service("web", task("web").arn, [entry(group.arn)], endpoint())


def bad_health_check_without_a_protocol() -> None:
    group = target_group(
        "web",  # violates
        health_check={"path": "/health"},
    )
    listener("https", forward(group))
    service("web", task("web").arn, [entry(group.arn)], endpoint())


def bad_no_health_check_block() -> None:
    group = target_group(
        "web",  # violates
        health_check=None,
    )
    listener("https", forward(group))
    service("web", task("web").arn, [entry(group.arn)], endpoint())


def bad_alias_module_and_capitalised_keys() -> None:
    group = target_group(
        "web",  # violates
        module=aws.alb,
        **PLAIN,
    )
    listener("https", forward(group), module=aws.alb)
    service("web", task("web", {"Name": "http", "ContainerPort": 8080}).arn, [entry(group.arn)], endpoint())


def bad_behind_a_listener_rule_and_a_weighted_forward() -> None:
    groups = [
        target_group(
            "blue",  # violates
            **PLAIN,
        ),
        target_group("green"),
    ]
    https = listener("https", forward(*groups))
    for group in groups:
        aws.lb.ListenerRule(
            group._name,
            listener_arn=https.arn,
            actions=[forward(group)],
            conditions=[{"path_pattern": {"values": ["/"]}}],
        )
        service(group._name, task(group._name).arn, [entry(group.arn)], endpoint())


def bad_whichever_entry_is_meant() -> None:
    groups = [
        target_group(
            "web",  # violates
            **PLAIN,
        ),
        target_group(
            "admin",  # violates
            **PLAIN,
        ),
    ]
    listener("https", forward(*groups))
    entries = [entry(groups[0].arn), entry(groups[1].arn, 9090)]
    service("web", task("web", *TWO).arn, entries, endpoint(), endpoint("admin"))


def clean_without_tls() -> None:
    group = target_group(**PLAIN)
    listener("https", forward(group))
    service("web", task("web").arn, [entry(group.arn)], endpoint(tls=False))


def clean_service_connect_switched_off() -> None:
    group = target_group(**PLAIN)
    listener("https", forward(group))
    off: Any = {"enabled": False, "services": [endpoint()]}
    service("web", task("web").arn, [entry(group.arn)], service_connect_configuration=off)


def clean_client_only() -> None:
    group = target_group(**PLAIN)
    listener("https", forward(group))
    client: Any = {"enabled": True, "namespace": "internal"}
    service("web", task("web").arn, [entry(group.arn)], service_connect_configuration=client)


def clean_tls_on_another_port() -> None:
    group = target_group(**PLAIN)
    listener("https", forward(group))
    service("web", task("web", *TWO).arn, [entry(group.arn)], endpoint("admin"))


def clean_health_checks_beside_the_proxy_belong_to_another_rule() -> None:
    group = target_group(health_check={"protocol": "HTTP", "port": "9090"})
    listener("https", forward(group))
    service("web", task("web", *TWO).arn, [entry(group.arn)], endpoint())


TCP: Any = {"protocol": "TCP", "health_check": {"protocol": "TCP"}}


def bad_decrypted_by_a_tls_listener() -> None:
    group = target_group(
        "web",  # violates
        **TCP,
    )
    listener("tls", forward(group), protocol="TLS")
    service("web", task("web").arn, [entry(group.arn)], endpoint())


def clean_tls_listener_and_tls_group() -> None:
    group = target_group(protocol="TLS", health_check={"protocol": "TCP"})
    listener("tls", forward(group), protocol="TLS")
    service("web", task("web").arn, [entry(group.arn)], endpoint())


def clean_tls_listener_to_what_has_no_tls_proxy_in_place() -> None:
    for index, given in enumerate((endpoint(tls=False), endpoint(ingress_port_override=9999))):
        group = target_group(f"web-{index}", **TCP)
        listener(f"tls-{index}", forward(group), protocol="TLS")
        service(f"web-{index}", task(f"web-{index}").arn, [entry(group.arn)], given)


def clean_tls_listener_of_another_group() -> None:
    groups = [target_group(name, **TCP) for name in ("web", "admin")]
    listener("tls", forward(groups[1]), protocol="TLS")
    listener("tcp", forward(groups[0]), protocol="TCP", ssl_policy=None, certificate_arn=None)
    service("web", task("web").arn, [entry(groups[0].arn)], endpoint())


def undecided_protocol_of_the_listener() -> None:
    group = target_group(**TCP)
    listener("either", forward(group), protocol=unknown("protocol"))
    service("web", task("web").arn, [entry(group.arn)], endpoint())


def clean_network_load_balancer() -> None:
    group = target_group(protocol="TCP", health_check=HTTP)
    listener("tcp", forward(group), protocol="TCP", ssl_policy=None, certificate_arn=None)
    service("web", task("web").arn, [entry(group.arn)], endpoint())


def clean_task_definition_of_another_stack() -> None:
    group = target_group(**PLAIN)
    listener("https", forward(group))
    service("web", "shared:7", [entry(group.arn)], endpoint())


def clean_unknown_mode_without_service_connect() -> None:
    group = target_group(protocol=unknown("protocol"))
    listener("https", forward(group))
    service("web", task("web", mode=unknown("mode")).arn, [entry(group.arn)], launch_type="FARGATE")


def undecided_protocol_is_an_output() -> None:
    group = target_group(protocol=unknown("protocol"))
    listener("https", forward(group))
    service("web", task("web").arn, [entry(group.arn)], endpoint())


def undecided_service_connect_is_an_output() -> None:
    group = target_group(**PLAIN)
    listener("https", forward(group))
    service("web", task("web").arn, [entry(group.arn)], service_connect_configuration=unknown("connect"))


def ambiguous_entries_differ() -> None:
    groups = target_group("web"), target_group("admin", **PLAIN)
    listener("https", forward(*groups))
    entries = [entry(groups[0].arn), entry(groups[1].arn, 9090)]
    service("web", task("web", *TWO).arn, entries, endpoint())


def ambiguous_group_is_one_of_two() -> None:
    groups = target_group("blue"), target_group("green", **PLAIN)
    listener("https", forward(*groups))
    service("web", task("web").arn, [entry(one_of(*groups))], endpoint())
