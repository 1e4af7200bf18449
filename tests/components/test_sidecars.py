"""Containers beside the application's."""

import json
from typing import Any

import pulumi
import pytest
from container_tls import ArgumentError

from .programs import ISSUER, LISTENER, merged, service
from .stack import Stack, build

PROXY: dict[str, Any] = {"image": "proxy:1", "cpu": 128, "memory": 64, "port": 8443}
CHECKED = {**PROXY, "health_check": {"command": ["CMD", "true"]}}
TLS: dict[str, Any] = {"containers": {"proxy": PROXY}, "ingress": {"container": "proxy"}}
APP: dict[str, Any] = {"container": {"image": "orders:1", "cpu": 128, "memory": 128, "port": 8080}}
ALB = {"listener": LISTENER, "priority": 1, "path_patterns": ["/*"]}
NLB = {"listener": {"load_balancer_arn": "arn:nlb", "security_group_id": "sg-1", "port": 443}}


def built(changes: dict[str, Any], sidecars: dict[str, Any] | None = None) -> Stack:
    return build(lambda: service({"sidecars": {"tls": TLS} if sidecars is None else sidecars, **merged(APP, changes)}))


def definitions(stack: Stack) -> dict[str, dict[str, Any]]:
    found = json.loads(stack["ecs.TaskDefinition orders"].inputs["containerDefinitions"])
    return {container["name"]: container for container in found}


def test_a_container_of_its_own() -> None:
    sidecar = {
        "containers": {
            "writer": {
                "image": "writer:1",
                "cpu": 32,
                "memory": 64,
                "entry_point": ["sh"],
                "command": ["-c", "write"],
                "environment": {"B": "2", "A": "1"},
                "secrets": {"KEY": "arn:secret"},
                "user": "101",
                "essential": False,
                "volumes": {"certificates": "/certificates"},
                "health_check": {"command": ["CMD", "true"], "retries": 5},
                "stop_timeout_seconds": 5.0,
            },
            "reader": {
                "image": "reader:1",
                "cpu": 32,
                "memory": 64,
                "depends_on": {"writer": "HEALTHY"},
                "read_only_volumes": {"certificates": "/etc/certificates"},
            },
        }
    }
    stack = built({}, {"certificates": sidecar})
    found = definitions(stack)
    assert list(found) == ["orders", "writer", "reader"]
    assert found["writer"] == {
        "name": "writer",
        "image": "writer:1",
        "essential": False,
        "cpu": 32,
        "memory": 64,
        "portMappings": [],
        "environment": [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}],
        "secrets": [{"name": "KEY", "valueFrom": "arn:secret"}],
        "mountPoints": [{"sourceVolume": "certificates", "containerPath": "/certificates", "readOnly": False}],
        "dependsOn": [],
        "stopTimeout": 5,
        "logConfiguration": {
            "logDriver": "awslogs",
            "options": {
                "awslogs-group": "/ecs/shop/test/orders",
                "awslogs-region": "eu-west-1",
                "awslogs-stream-prefix": "writer",
            },
        },
        "entryPoint": ["sh"],
        "command": ["-c", "write"],
        "user": "101",
        "healthCheck": {"command": ["CMD", "true"], "interval": 30, "timeout": 5, "retries": 5, "startPeriod": 0},
    }
    assert found["reader"]["dependsOn"] == [{"containerName": "writer", "condition": "HEALTHY"}]
    assert found["reader"]["mountPoints"][0]["readOnly"] is True
    assert stack["ecs.TaskDefinition orders"].inputs["volumes"] == [{"name": "certificates"}]
    assert "dependsOn" not in found["orders"]
    assert found["orders"]["portMappings"][0]["containerPort"] == 8080


def test_the_application_waits() -> None:
    stack = built({}, {"proxy": {"containers": {"proxy": {**CHECKED, "application_waits_for": "HEALTHY"}}}})
    assert definitions(stack)["orders"]["dependsOn"] == [{"containerName": "proxy", "condition": "HEALTHY"}]


def test_a_task_holds_all_its_containers() -> None:
    stack = built({"container.cpu": 200, "container.memory": 500})
    definition = stack["ecs.TaskDefinition orders"].inputs
    assert (definition["cpu"], definition["memory"]) == ("512", "1024")


def test_policies_of_roles() -> None:
    sidecar = {
        **TLS,
        "execution_role_policy_arns": {"secrets": "arn:execution"},
        "task_role_policy_arns": {"secrets": "arn:task"},
    }
    stack = built({}, {"tls": sidecar})
    assert stack["iam.RolePolicyAttachment orders-execution-tls-secrets"].inputs["policyArn"] == "arn:execution"
    assert stack["iam.RolePolicyAttachment orders-task-tls-secrets"].inputs["policyArn"] == "arn:task"
    assert stack.follows("ecs.Service orders", "iam.RolePolicyAttachment orders-task-tls-secrets")


def test_egress_ports_are_opened_once() -> None:
    def program() -> None:
        ports = [443, 5432, 5432.0, pulumi.Output.from_input(6379)]
        service({**APP, "egress_cidrs": ["10.0.0.0/8"], "sidecars": {"db": {**TLS, "egress_ports": ports}}})

    rules = build(program).of_type("vpc.SecurityGroupEgressRule")
    assert {(rule.key.split()[-1], rule.inputs["fromPort"], rule.inputs["toPort"]) for rule in rules} == {
        ("orders-443-to-10.0.0.0-8", 443, 443),
        ("orders-5432-to-10.0.0.0-8", 5432, 5432),
        ("orders-port-3-to-10.0.0.0-8", 6379, 6379),
    }


def test_ingress_takes_the_place_of_the_application() -> None:
    stack = built({"load_balancer": ALB, "network_load_balancer": NLB})
    found = definitions(stack)
    assert found["orders"]["portMappings"] == []
    (mapping,) = found["proxy"]["portMappings"]
    assert mapping == {"name": "app", "containerPort": 8443, "hostPort": 8443, "protocol": "tcp"}
    for registered in stack["ecs.Service orders"].inputs["loadBalancers"]:
        assert (registered["containerName"], registered["containerPort"]) == ("proxy", 8443)
    assert stack["lb.TargetGroup orders"].inputs["protocol"] == "HTTPS"
    assert stack["lb.TargetGroup orders"].inputs["healthCheck"]["protocol"] == "HTTPS"
    opened = {
        (rule.inputs["fromPort"], rule.inputs["toPort"]) for rule in stack.of_type("vpc.SecurityGroupIngressRule")
    }
    assert opened == {(8443, 8443)}


def test_ingress_and_service_connect() -> None:
    stack = built({"service_connect": {"server": {}}, "container.app_protocol": "http"})
    (server,) = stack["ecs.Service orders"].inputs["serviceConnectConfiguration"]["services"]
    assert server["portName"] == "app"
    assert server["clientAlias"][0]["port"] == 8443
    assert "perRequestTimeoutSeconds" not in server["timeout"]
    assert "appProtocol" not in definitions(stack)["proxy"]["portMappings"][0]


def test_declared_intent() -> None:
    sidecar = {**TLS, "ingress": {"container": "proxy", "min_tls_version": "1.3"}}
    declared = built({}, {"tls": sidecar})["EcsService orders"].inputs
    assert (declared["containerPort"], declared["sidecarMinTlsVersion"]) == (8443, "1.3")
    assert declared["container"]["portMappings"] == []
    assert [found["name"] for found in declared["sidecarContainers"]] == ["proxy"]
    assert declared["sidecarContainers"][0]["portMappings"][0]["containerPort"] == 8443


def test_values_may_be_outputs() -> None:
    def program() -> None:
        output = pulumi.Output.from_input
        proxy = {"image": output("proxy:1"), "cpu": output(128), "memory": output(64), "port": output(8443)}
        service({**APP, "sidecars": {"tls": {"containers": {"proxy": proxy}, "ingress": {"container": "proxy"}}}})

    assert definitions(build(program))["proxy"]["portMappings"][0]["containerPort"] == 8443


TLS13 = {**TLS, "ingress": {"container": "proxy", "min_tls_version": "1.3"}}
MTLS = {**TLS, "ingress": {"container": "proxy", "requires_client_certificate": True}}
ONLY_12 = {**LISTENER, "backend_offers_tls13": False}


@pytest.mark.parametrize(
    ("sidecars", "changes", "argument", "advice"),
    [
        ({"a": {"containers": {}}}, {}, "sidecars.a.containers", "at least one"),
        ({"a": {}}, {}, "sidecars.a.containers", "required"),
        ({"a": {"containers": {"orders": PROXY}}}, {}, "sidecars.a.containers.orders", "unique"),
        ({"a": TLS, "b": {"containers": {"proxy": PROXY}}}, {}, "sidecars.b.containers.proxy", "unique"),
        (
            {"a": TLS, "b": {"containers": {"other": PROXY}, "ingress": {"container": "other"}}},
            {},
            "sidecars.b.ingress",
            "one sidecar only",
        ),
        ({"a": {**TLS, "ingress": {"container": "app"}}}, {}, "sidecars.a.ingress.container", "'proxy'"),
        (
            {"a": {"containers": {"proxy": {**PROXY, "port": None}}, "ingress": {"container": "proxy"}}},
            {},
            "sidecars.a.ingress.container",
            "Pass the port",
        ),
        (
            {"a": {**TLS, "ingress": {"container": "proxy", "min_tls_version": "1.1"}}},
            {},
            "sidecars.a.ingress.min_tls_version",
            "'1.2', '1.3'",
        ),
        (
            {"a": {"containers": {"proxy": {**PROXY, "application_waits_for": "HEALTHY"}}}},
            {},
            "sidecars.a.containers.proxy.application_waits_for",
            "no health check",
        ),
        (
            {"a": {"containers": {"proxy": PROXY, "late": {**PROXY, "depends_on": {"proxy": "HEALTHY"}}}}},
            {},
            "sidecars.a.containers.late.depends_on.proxy",
            "health_check",
        ),
        (
            {"a": {"containers": {"late": {**PROXY, "depends_on": {"proxy": "START"}}}}},
            {},
            "sidecars.a.containers.late.depends_on.proxy",
            "no such container",
        ),
        ({"a": {"containers": {"proxy": {**PROXY, "port": 0}}}}, {}, "sidecars.a.containers.proxy.port", "65535"),
        ({"a": {"containers": {"proxy": {**PROXY, "cpu": 0}}}}, {}, "sidecars.a.containers.proxy.cpu", "CPU units"),
        (
            {"a": {"containers": {"proxy": {**PROXY, "stop_timeout_seconds": 1}}}},
            {},
            "sidecars.a.containers.proxy.stop_timeout_seconds",
            "2 to 120",
        ),
        ({"a": {"containers": {"proxy": {**PROXY, "ports": 1}}}}, {}, "sidecars.a.containers.proxy.ports", "'port'"),
        ({"a": {"containers": ["proxy"]}}, {}, "sidecars.a.containers", "mapping"),
        ({"a": {**TLS, "egress_ports": [70000]}}, {}, "sidecars.a.egress_ports", "65535"),
        ({"a": {**TLS, "egress_ports": 5432}}, {}, "sidecars.a.egress_ports", "expected a list"),
        (
            {"a": TLS},
            {"load_balancer": {**ALB, "app_speaks_tls": True}},
            "load_balancer.app_speaks_tls",
            "Remove it",
        ),
        ({"a": MTLS}, {"load_balancer": ALB}, "load_balancer", "network_load_balancer"),
        (
            {"a": TLS13},
            {"load_balancer": {**ALB, "listener": ONLY_12}},
            "load_balancer.listener.backend_offers_tls13",
            "the sidecar 'proxy' speaks only 1.3",
        ),
        ({"a": TLS}, {"service_connect": {"server": {}, "tls": ISSUER}}, "service_connect.tls", "sidecar 'proxy'"),
        ({"a": TLS}, {"cpu": 128, "memory": 512}, "cpu", "what the containers have"),
        (
            {"a": {**TLS, "task_role_policy_arns": {"read": "arn:theirs"}}},
            {"task_role_policy_arns": {"a-read": "arn:mine"}},
            "task_role_policy_arns.a-read",
            "another key",
        ),
        (
            {"a": {"containers": {"proxy": {**PROXY, "application_waits_for": "SUCCESS"}}}},
            {},
            "sidecars.a.containers.proxy.application_waits_for",
            "essential of 'proxy' be false",
        ),
        (
            {
                "a": {
                    "containers": {
                        "one": {**PROXY, "depends_on": {"two": "START"}},
                        "two": {**PROXY, "port": None, "depends_on": {"one": "START"}},
                    }
                }
            },
            {},
            "sidecars.a.containers.one.depends_on",
            "one for two for one",
        ),
        ({"a": {"containers": {"my proxy": PROXY}}}, {}, "sidecars.a.containers.my proxy", "letters, digits"),
        (
            {"a": {"containers": {"proxy": {**PROXY, "environment": {"A": "a"}, "secrets": {"A": "arn:a"}}}}},
            {},
            "sidecars.a.containers.proxy.secrets.A",
            "Remove one",
        ),
        ({"a": TLS}, {"container.port": 8443}, "sidecars.a.containers.proxy.port", "container.port"),
        ({"a": TLS}, {"container.health_port": 8443}, "sidecars.a.containers.proxy.port", "container.health_port"),
        (
            {"a": TLS, "b": {"containers": {"other": PROXY}}},
            {},
            "sidecars.b.containers.other.port",
            "sidecars.a.containers.proxy.port",
        ),
        ({"a": {**TLS, "local_ports": [9901, 8080]}}, {}, "sidecars.a.local_ports[1]", "container.port"),
        ({"a": {**TLS, "local_ports": [0]}}, {}, "sidecars.a.local_ports", "65535"),
        (
            {"a": {**TLS, "ingress": {"container": "proxy", "application_port": 8081}}},
            {},
            "sidecars.a.ingress.application_port",
            "Use 8080 in both",
        ),
        (
            {"a": TLS},
            {"service_connect": {"server": {"ingress_port_override": 8080}}},
            "service_connect.server.ingress_port_override",
            "container.port",
        ),
        (
            {"a": {**TLS, "local_ports": [9901]}},
            {"service_connect": {"server": {"ingress_port_override": 9901}}},
            "service_connect.server.ingress_port_override",
            "sidecars.a.local_ports",
        ),
    ],
)
def test_refused(sidecars: dict[str, Any], changes: dict[str, Any], argument: str, advice: str) -> None:
    with pytest.raises(ArgumentError) as raised:
        built(changes, sidecars)
    assert raised.value.argument == argument
    assert advice in str(raised.value)
