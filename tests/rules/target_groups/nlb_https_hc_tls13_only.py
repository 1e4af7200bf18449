import json
from typing import Any

import pulumi
import pulumi_aws as aws

from tests.rules.ecs.parts import entry, forward, listener, one_of, service, target_group
from tests.rules.listeners.parts import tcp_group, tcp_listener
from tests.unknowns import unknown

HTTPS: Any = {"protocol": "HTTPS"}


def envoy(version: str = "TLSv1_3", port: int = 8443) -> str:
    kind = "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext"
    tls = {"@type": kind, "common_tls_context": {"tls_params": {"tls_minimum_protocol_version": version}}}
    chain = {"transport_socket": {"name": "tls", "typed_config": tls}}
    address = {"socket_address": {"address": "0.0.0.0", "port_value": port}}
    return json.dumps({"static_resources": {"listeners": [{"address": address, "filter_chains": [chain]}]}})


def task(name: str, *command: Any) -> aws.ecs.TaskDefinition:
    ports = [{"containerPort": 8443}, {"containerPort": 9901}]
    containers = json.dumps([{"name": "web", "image": "envoy", "command": command, "portMappings": ports}])
    return aws.ecs.TaskDefinition(name, family=name, network_mode="awsvpc", container_definitions=containers)


def behind(group: Any, task_definition: Any, **args: Any) -> None:
    tcp_listener("tcp", forward(group))
    service("shop", task_definition, [entry(group.arn, 8443)], **args)


def declared(version: Any) -> pulumi.ResourceOptions:
    intent = {"sidecarMinTlsVersion": version}
    return pulumi.ResourceOptions(parent=pulumi.ComponentResource("container-tls:index:EcsService", "shop", intent))


def bad_declared_by_a_component() -> None:
    group = tcp_group(
        "shop",  # violates
        health_check=HTTPS,
    )
    behind(group, unknown("task"), opts=declared("1.3"))


def bad_fixed_port_and_encryption_anew() -> None:
    group = tcp_group(
        "shop",  # violates
        protocol="TLS",
        health_check={"protocol": "HTTPS", "port": "8443"},
    )
    behind(group, task("shop", "--log-level", "info", "--config-yaml", envoy()).arn)


def clean_tls_12_too() -> None:
    behind(tcp_group("configured", health_check=HTTPS), task("configured", "--config-yaml", envoy("TLSv1_2")).arn)
    group = tcp_group("declared", health_check=HTTPS)
    service("declared", task("declared").arn, [entry(group.arn, 8443)], opts=declared("1.2"))


def clean_other_checks() -> None:
    behind(tcp_group(), task("tcp", "--config-yaml", envoy()).arn)
    plain: Any = {"protocol": "HTTP", "port": "9901"}
    service(
        "http", task("http", "--config-yaml", envoy()).arn, [entry(tcp_group("http", health_check=plain).arn, 8443)]
    )
    other: Any = {"protocol": "HTTPS", "port": "9901"}
    service(
        "https", task("https", "--config-yaml", envoy()).arn, [entry(tcp_group("https", health_check=other).arn, 8443)]
    )


def clean_another_listener_of_envoy() -> None:
    behind(tcp_group(health_check=HTTPS), task("shop", "--config-yaml", envoy(port=9000), "{", "{}").arn)


def clean_application_load_balancer() -> None:
    group = target_group(port=8443)
    listener("https", forward(group))
    service("shop", task("shop", "--config-yaml", envoy()).arn, [entry(group.arn, 8443)])


def clean_nothing_known_of_the_container() -> None:
    behind(tcp_group(health_check=HTTPS), "shared:7")


def undecided_check_is_an_output() -> None:
    behind(tcp_group(health_check={"protocol": unknown("protocol")}), task("shop", "--config-yaml", envoy()).arn)


def undecided_version_is_an_output() -> None:
    behind(tcp_group(health_check=HTTPS), "shared:7", opts=declared(unknown("version")))


def ambiguous_tasks_differ() -> None:
    behind(tcp_group(health_check=HTTPS), one_of(task("blue", "--config-yaml", envoy()), task("green")))
