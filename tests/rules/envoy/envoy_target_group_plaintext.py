from typing import Any

import pulumi

from tests.rules.ecs.parts import entry, forward, listener, one_of, service, target_group
from tests.unknowns import unknown

from .parts import downstream, envoy, task, unknown_task

HTTPS = {"protocol": "HTTPS"}
MAPPED = {"portMappings": [{"containerPort": 8443}, {"containerPort": 9901}]}


def behind(group: Any, task_definition: Any, port: int = 8443, **args: Any) -> None:
    listener("https", forward(group))
    service("shop", task_definition, [{**entry(group.arn, port), "container_name": "envoy"}], **args)


def declared(**intent: Any) -> pulumi.ResourceOptions:
    given = {"sidecarMinTlsVersion": "1.2", "containerPort": 8443, **intent}
    return pulumi.ResourceOptions(parent=pulumi.ComponentResource("container-tls:index:EcsService", "shop", given))


def plain(**args: Any) -> Any:
    return target_group("shop", protocol="HTTP", **args)


def bad_only_health_checks_over_http() -> None:
    group = target_group(
        "shop",  # violates
        protocol="HTTPS",
        health_check={"path": "/health"},
    )
    behind(group, task("shop", envoy(downstream(), **MAPPED)).arn)


def bad_declared_by_a_component() -> None:
    group = target_group(
        "shop",  # violates
        protocol="HTTP",
    )
    behind(group, unknown("task"), opts=declared())


def clean_https() -> None:
    behind(target_group("shop", protocol="HTTPS", health_check=HTTPS), task("shop", envoy(downstream(), **MAPPED)).arn)


def clean_checks_on_a_plain_port() -> None:
    group = target_group("shop", protocol="HTTPS", health_check={"protocol": "HTTP", "port": "9901"})
    behind(group, task("shop", envoy(downstream(), **MAPPED)).arn)


def clean_envoy_on_another_port() -> None:
    behind(plain(), task("shop", envoy(downstream(), **MAPPED)).arn, 9901)


def clean_envoy_takes_plaintext_too() -> None:
    bootstrap = downstream()
    bootstrap["static_resources"]["listeners"][0]["filter_chains"].append({"filters": []})
    behind(plain(), task("shop", envoy(bootstrap, **MAPPED)).arn)


def clean_component_without_tls() -> None:
    behind(plain(), "shop:7", opts=declared(sidecarMinTlsVersion=None))


def undecided_protocol_is_an_output() -> None:
    group = target_group("shop", protocol=unknown("protocol"))
    behind(group, task("shop", envoy(downstream(), **MAPPED)).arn)


def undecided_containers_are_an_output() -> None:
    behind(plain(), unknown_task("shop", unknown("containers")).arn)


def ambiguous_one_task_has_no_envoy() -> None:
    either = one_of(task("blue", envoy(downstream(), **MAPPED)), task("green"))
    behind(plain(), either)
