"""What the constructor of EcsService refuses, with the argument that it names and what it advises."""

from collections.abc import Callable
from typing import Any

import pulumi
import pytest
from container_tls import ArgumentError

from .programs import BYPASS, ISSUER, LISTENER, SERVER_TLS, TARGET, THROUGH_PROXY, service
from .stack import build

SERVER: dict[str, Any] = {"server": {}}
OVERRIDE: dict[str, Any] = {"server": {"ingress_port_override": 9000}}

COMBINATIONS = [
    (
        "way-not-stated",
        {"service_connect": SERVER, "load_balancer": TARGET},
        "load_balancer.ingress_mode",
        "Use 'through-proxy'",
    ),
    (
        "way-not-stated-with-override",
        {"service_connect": OVERRIDE, "load_balancer": TARGET},
        "load_balancer.ingress_mode",
        "'bypass'",
    ),
    ("way-without-proxy", {"load_balancer": THROUGH_PROXY}, "load_balancer.ingress_mode", "Remove it"),
    (
        "way-for-a-client",
        {"service_connect": {}, "load_balancer": BYPASS},
        "load_balancer.ingress_mode",
        "service_connect.server",
    ),
    (
        "bypass-without-override",
        {"service_connect": SERVER, "load_balancer": BYPASS},
        "service_connect.server.ingress_port_override",
        "Pass the port",
    ),
    (
        "override-through-proxy",
        {"service_connect": OVERRIDE, "load_balancer": THROUGH_PROXY},
        "service_connect.server.ingress_port_override",
        "got 9000",
    ),
    (
        "plaintext-past-tls",
        {"service_connect": {**OVERRIDE, "tls": ISSUER}, "load_balancer": BYPASS},
        "load_balancer.ingress_mode",
        "app_speaks_tls",
    ),
    (
        "double-tls",
        {
            "service_connect": SERVER_TLS,
            "load_balancer": {**THROUGH_PROXY, "app_speaks_tls": True},
            "container.app_protocol": None,
        },
        "load_balancer.app_speaks_tls",
        "ingress_mode 'bypass'",
    ),
    (
        "tls-app-called-as-http",
        {"service_connect": SERVER, "load_balancer": {**THROUGH_PROXY, "app_speaks_tls": True}},
        "container.app_protocol",
        "TCP",
    ),
    (
        "backend-without-tls13",
        {
            "service_connect": SERVER_TLS,
            "load_balancer": {**THROUGH_PROXY, "listener": {**LISTENER, "backend_offers_tls13": False}},
        },
        "load_balancer.listener.backend_offers_tls13",
        "TLS 1.3",
    ),
    ("target-without-port", {"load_balancer": TARGET, "container.port": None}, "container.port", "load balancer"),
    ("server-without-port", {"service_connect": SERVER, "container.port": None}, "container.port", "server"),
    (
        "request-timeout-of-tcp",
        {
            "service_connect": {"server": {"per_request_timeout_seconds": 30}},
            "container.app_protocol": None,
        },
        "service_connect.server.per_request_timeout_seconds",
        "container.app_protocol",
    ),
    (
        "idle-below-request",
        {"service_connect": {"server": {"idle_timeout_seconds": 30}}},
        "service_connect.server.idle_timeout_seconds",
        "at least 60",
    ),
    (
        "rule-without-condition",
        {"load_balancer": {"listener": LISTENER, "priority": 1}},
        "load_balancer",
        "host_headers",
    ),
    (
        "check-timeout",
        {"load_balancer": {**TARGET, "health_check": {"interval_seconds": 5}}},
        "load_balancer.health_check.timeout_seconds",
        "less than 5",
    ),
    ("public-ip-on-ec2", {"assign_public_ip": True, "launch_type": "EC2"}, "assign_public_ip", "private subnets"),
    (
        "grace-without-load-balancer",
        {"health_check_grace_period_seconds": 60},
        "health_check_grace_period_seconds",
        "load_balancer",
    ),
    (
        "calls-without-proxy",
        {"connects_to": {"web": {"security_group_id": "sg-1", "port": 80}}},
        "connects_to",
        "service_connect",
    ),
    (
        "endpoint-without-group",
        {"connects_to": {"web": {"port": 80}}, "service_connect": {}},
        "connects_to.web.security_group_id",
        "required",
    ),
    ("task-smaller-than-container", {"memory": 256}, "memory", "at least 512"),
    ("task-without-room-for-proxy", {"cpu": 256, "memory": 1024, "service_connect": {}}, "cpu", "at least 512"),
    (
        "one-port-twice",
        {"container.health_port": 8080},
        "container.health_port",
        "Use another port",
    ),
    (
        "health-port-of-the-proxy",
        {"container.health_port": 9000, "service_connect": OVERRIDE},
        "service_connect.server.ingress_port_override",
        "container.health_port",
    ),
    (
        "key-of-the-policy-of-aws",
        {"execution_role_policy_arns": {"start": "arn:mine"}},
        "execution_role_policy_arns.start",
        "another key",
    ),
    (
        "key-of-the-policy-of-service-connect",
        {"task_role_policy_arns": {"deny-private-keys": "arn:mine"}, "service_connect": SERVER_TLS},
        "task_role_policy_arns.deny-private-keys",
        "another key",
    ),
    (
        "client-twice",
        {"service_connect": {"server": {"client_security_groups": {"a": "sg-1", "b": "sg-1"}}}},
        "service_connect.server.client_security_groups.b",
        "once",
    ),
    ("no-subnet", {"subnet_ids": []}, "subnet_ids", "Name a subnet"),
    ("fargate-does-not-have-this-pair", {"cpu": 300, "memory": 1000}, "cpu", "makes them 256 and 512"),
    (
        "larger-than-fargate",
        {"container.cpu": 20000, "cpu": 16384},
        "cpu",
        "at least 20000",
    ),
    (
        "variable-twice",
        {"container.environment": {"TOKEN": "s3cret"}, "container.secrets": {"TOKEN": "arn:secret"}},
        "container.secrets.TOKEN",
        "Remove one",
    ),
    ("task-of-no-fargate-size", {"cpu": 300}, "cpu", "no Fargate task"),
]

VALUES = [
    ("container.port", 0),
    ("container.port", 65536),
    ("container.port", "8080"),
    ("container.port", 80.5),
    ("container.port_name", "App"),
    ("container.port_name", "-app"),
    ("container.port_name", "a" * 65),
    ("container.app_protocol", "https"),
    ("container.stop_timeout_seconds", 121),
    ("container.health_check.command", None),
    ("container.health_check.command", ["curl", "-f", "http://localhost:8080/"]),
    ("container.health_check.command", ["CMD"]),
    ("container.name", "orders.v2"),
    ("log_group_name", "orders logs"),
    ("log_retention_days", 10),
    ("container.health_check.retries", 11),
    ("container.image", None),
    ("container.prot", 1),
    ("launch_type", "EXTERNAL"),
    ("desired_count", -1),
    ("egress_cidrs", ["anywhere"]),
    ("load_balancer.priority", 50001),
    ("load_balancer.listener", None),
    ("load_balancer.listener.arn", None),
    ("load_balancer.ingress_mode", "direct"),
    ("load_balancer.deregistration_delay_seconds", 3601),
    ("load_balancer.health_check.interval_seconds", 4),
    ("load_balancer.health_check.timeout_seconds", 1),
    ("load_balancer.health_check.healthy_threshold", 1),
    ("load_balancer.health_check.unhealthy_threshold", 11),
    ("service_connect.server.discovery_name", "Orders"),
    ("service_connect.server.client_dns_name", "orders_" * 20),
    ("service_connect.server.client_port", 70000),
    ("service_connect.server.ingress_port_override", 0),
    ("service_connect.server.per_request_timeout_seconds", -1),
    ("service_connect.tls.role_arn", None),
    ("service_connect.sever", {}),
    ("service_connect.server.client_security_groups", ["sg-1"]),
    ("container.environment", ["A=1"]),
    ("container.secrets", "TOKEN"),
    ("connects_to", ["orders"]),
    ("execution_role_policy_arns", ["arn"]),
    ("task_role_policy_arns", "arn"),
]


@pytest.mark.parametrize(
    ("changes", "argument", "advice"),
    [pytest.param(*case[1:], id=case[0]) for case in COMBINATIONS],
)
def test_combination(changes: dict[str, Any], argument: str, advice: str) -> None:
    with pytest.raises(ArgumentError) as raised:
        build(lambda: service(changes))
    assert raised.value.argument == argument
    assert advice in str(raised.value)


@pytest.mark.parametrize(("argument", "value"), VALUES)
def test_value(argument: str, value: object) -> None:
    base: dict[str, Any] = {"load_balancer": THROUGH_PROXY, "service_connect": {"server": {}, "tls": ISSUER}}
    changes = {**base, "container.health_check": {"command": ["CMD", "true"]}, argument: value}
    with pytest.raises(ArgumentError) as raised:
        build(lambda: service(changes))
    assert raised.value.argument == argument


def test_launch_type_cannot_be_an_output() -> None:
    with pytest.raises(ArgumentError, match="launch_type: it decides which resources exist"):
        build(lambda: service({"launch_type": pulumi.Output.from_input("EC2")}))


@pytest.mark.parametrize("argument", ["container", "load_balancer", "service_connect"])
@pytest.mark.parametrize("value", [lambda: "text", list, lambda: pulumi.Output.from_input({})])
def test_a_group_is_a_mapping(argument: str, value: Callable[[], object]) -> None:
    with pytest.raises(ArgumentError, match=f"{argument}: expected a mapping"):
        build(lambda: service({argument: value()}))


def test_the_name_of_the_component_as_discovery_name() -> None:
    with pytest.raises(ArgumentError, match=r"service_connect\.server\.discovery_name: got 'Orders'"):
        build(lambda: service({"service_connect": SERVER}, name="Orders"))


def test_the_name_of_the_component_as_name_of_the_container() -> None:
    with pytest.raises(ArgumentError, match=r"container\.name: got 'orders\.v2'"):
        build(lambda: service(name="orders.v2"))


def test_a_known_output_is_checked_too() -> None:
    def program() -> None:
        listener = {**LISTENER, "backend_offers_tls13": pulumi.Output.from_input(False)}
        service({"service_connect": SERVER_TLS, "load_balancer": {**THROUGH_PROXY, "listener": listener}})

    with pytest.raises(ArgumentError, match="backend_offers_tls13"):
        build(program)


def test_values_of_the_environment_are_not_in_messages() -> None:
    with pytest.raises(ArgumentError) as raised:
        build(lambda: service({"container.environment": {"TOKEN": "s3cret"}, "container.port": 0}))
    assert "s3cret" not in str(raised.value)
