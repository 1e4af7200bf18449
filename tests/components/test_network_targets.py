"""An ECS service behind a Network Load Balancer that passes TLS through to it."""

from typing import Any

import pulumi
import pytest
from container_tls import ArgumentError

from .programs import CLUSTER_ARN, ISSUER, SUBNET_IDS, VPC_ID, merged, service
from .stack import UNKNOWN, Stack, build
from .test_network_load_balancers import network_load_balancer

PLACE = {
    "load_balancer_arn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/net/edge/50dc6c495c0c9188",
    "security_group_id": "sg-0a1b2c3d4e5f60718",
    "port": 443,
}
TLS_APP = {"image": "orders:1", "cpu": 256, "memory": 512, "port": 8443}
BEHIND: dict[str, Any] = {"container": TLS_APP, "network_load_balancer": {"listener": PLACE}}
BRIDGE: dict[str, Any] = {
    **BEHIND,
    "launch_type": "EC2",
    "network_mode": "bridge",
    "subnet_ids": None,
}
MTLS_SIDECAR = {
    "containers": {"envoy": {"image": "envoy:1", "cpu": 128, "memory": 128, "port": 8443}},
    "ingress": {"container": "envoy", "requires_client_certificate": True},
}
TLS13_SIDECAR = merged(MTLS_SIDECAR, {"ingress": {"container": "envoy", "min_tls_version": "1.3"}})
GROUP = "lb.TargetGroup orders-tls"
LISTENER = "lb.Listener orders-tls"


def built(changes: dict[str, Any], base: dict[str, Any] = BEHIND) -> Stack:
    return build(lambda: service(merged(base, changes)))


def test_children() -> None:
    alone = built({"network_load_balancer": None}).children("EcsService orders")
    assert built({}).children("EcsService orders") - alone == {
        GROUP,
        LISTENER,
        "vpc.SecurityGroupEgressRule orders-from-network-load-balancer",
        "vpc.SecurityGroupIngressRule orders-from-network-load-balancer",
    }


def test_tls_is_passed_through() -> None:
    stack = built({})
    assert stack[LISTENER].inputs == {
        "loadBalancerArn": PLACE["load_balancer_arn"],
        "port": 443,
        "protocol": "TCP",
        "tcpIdleTimeoutSeconds": 350,
        "defaultActions": [{"type": "forward", "targetGroupArn": UNKNOWN}],
    }
    assert stack[GROUP].inputs == {
        "namePrefix": "order-",
        "vpcId": VPC_ID,
        "port": 8443,
        "protocol": "TCP",
        "targetType": "ip",
        "preserveClientIp": "false",
        "proxyProtocolV2": False,
        "deregistrationDelay": 300,
        "connectionTermination": True,
        "healthCheck": {
            "protocol": "TCP",
            "port": "traffic-port",
            "interval": 30,
            "timeout": 10,
            "healthyThreshold": 5,
            "unhealthyThreshold": 2,
        },
    }
    (registered,) = stack["ecs.Service orders"].inputs["loadBalancers"]
    assert registered == {"targetGroupArn": UNKNOWN, "containerName": "orders", "containerPort": 8443}


def test_the_service_follows_its_listener() -> None:
    stack = built({})
    assert stack.follows("ecs.Service orders", LISTENER)
    assert stack.follows("ecs.Service orders", "vpc.SecurityGroupIngressRule orders-from-network-load-balancer")


def test_security_groups_open_pairwise() -> None:
    stack = built({})
    out = stack["vpc.SecurityGroupEgressRule orders-from-network-load-balancer"]
    into = stack["vpc.SecurityGroupIngressRule orders-from-network-load-balancer"]
    assert (out.inputs["fromPort"], out.inputs["toPort"]) == (into.inputs["fromPort"], into.inputs["toPort"])
    assert out.inputs["fromPort"] == 8443
    assert out.inputs["securityGroupId"] == into.inputs["referencedSecurityGroupId"] == PLACE["security_group_id"]


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        (
            {"protocol": "HTTPS", "path": "/health", "matcher": "200"},
            {"protocol": "HTTPS", "port": "traffic-port", "path": "/health", "matcher": "200", "timeout": 10},
        ),
        (
            {"protocol": "HTTP", "interval_seconds": 10},
            {"protocol": "HTTP", "port": "8080", "path": "/", "matcher": "200-399", "timeout": 6, "interval": 10},
        ),
        ({"protocol": "TCP", "healthy_threshold": 2}, {"protocol": "TCP", "healthyThreshold": 2}),
    ],
)
def test_health_check(check: dict[str, Any], expected: dict[str, Any]) -> None:
    stack = built({"network_load_balancer.health_check": check, "container.health_port": 8080})
    found = stack[GROUP].inputs["healthCheck"]
    assert {key: found[key] for key in expected} == expected


def test_a_health_port_is_mapped_and_opened() -> None:
    stack = built({"network_load_balancer.health_check": {"protocol": "HTTP"}, "container.health_port": 8080})
    assert [mapping["containerPort"] for mapping in stack.container("orders")["portMappings"]] == [8443, 8080]
    rule = stack["vpc.SecurityGroupIngressRule orders-from-network-load-balancer-health"].inputs
    assert (rule["fromPort"], rule["toPort"]) == (8080, 8080)


def test_choices() -> None:
    stack = built(
        {
            "network_load_balancer.idle_timeout_seconds": 600,
            "network_load_balancer.deregistration_delay_seconds": 120,
            "network_load_balancer.connection_termination": False,
            "network_load_balancer.listener": {**PLACE, "preserve_client_ip": True},
        }
    )
    assert stack[LISTENER].inputs["tcpIdleTimeoutSeconds"] == 600
    found = stack[GROUP].inputs
    assert (found["deregistrationDelay"], found["connectionTermination"]) == (120, False)
    assert found["preserveClientIp"] == "true"


def test_services_of_several_clusters_share_a_load_balancer() -> None:
    def program() -> None:
        listeners = network_load_balancer().listeners
        for name, cluster in (("orders", CLUSTER_ARN), ("billing", CLUSTER_ARN.replace("shop", "office"))):
            attached = {"network_load_balancer": {"listener": listeners[name]}, "cluster_arn": cluster}
            service({"container": TLS_APP, **attached}, name=name)

    stack = build(program)
    listeners = {found.key: found for found in stack.of_type("lb.Listener")}
    assert {key: found.inputs["port"] for key, found in listeners.items()} == {
        LISTENER: 443,
        "lb.Listener billing-tls": 8443,
    }
    for key, found in listeners.items():
        assert found.property_dependencies["loadBalancerArn"] == {"lb.LoadBalancer edge"}
        assert found.property_dependencies["defaultActions"] == {key.replace("Listener", "TargetGroup")}


def test_calls_through_the_same_load_balancer() -> None:
    def program() -> None:
        listeners = network_load_balancer().listeners
        calls = {"calls": {"billing": listeners["billing"]}}
        service({"container": TLS_APP, "network_load_balancer": {"listener": listeners["orders"]}, **calls})

    stack = build(program)
    into = stack["vpc.SecurityGroupIngressRule orders-to-billing"]
    out = stack["vpc.SecurityGroupEgressRule orders-to-billing"]
    assert into.inputs["fromPort"] == out.inputs["toPort"] == 8443
    assert into.property_dependencies["securityGroupId"] == {"ec2.SecurityGroup edge"}
    assert out.property_dependencies["securityGroupId"] == {"ec2.SecurityGroup orders"}


def test_both_load_balancers() -> None:
    alb = {"listener": {"arn": "arn:alb", "security_group_id": "sg-1"}, "priority": 1, "path_patterns": ["/*"]}
    stack = built({"load_balancer": {**alb, "app_speaks_tls": True}})
    assert len(stack["ecs.Service orders"].inputs["loadBalancers"]) == 2
    assert stack["lb.TargetGroup orders"].inputs["protocol"] == "HTTPS"
    assert stack[GROUP].inputs["protocol"] == "TCP"


def test_bridge() -> None:
    stack = built({}, BRIDGE)
    assert "ec2.SecurityGroup orders" not in stack.resources
    assert not stack.of_type("vpc.SecurityGroupIngressRule")
    definition = stack["ecs.TaskDefinition orders"].inputs
    assert (definition["networkMode"], definition["requiresCompatibilities"]) == ("bridge", ["EC2"])
    assert stack.container("orders")["portMappings"][0]["hostPort"] == 0
    assert stack[GROUP].inputs["targetType"] == "instance"
    assert stack[GROUP].inputs["preserveClientIp"] == "false"
    assert stack[GROUP].inputs["healthCheck"]["port"] == "traffic-port"
    assert "networkConfiguration" not in stack["ecs.Service orders"].inputs


def test_application_load_balancer_and_bridge() -> None:
    alb = {"listener": {"arn": "arn:alb", "security_group_id": "sg-1"}, "priority": 1, "path_patterns": ["/*"]}
    stack = built({"load_balancer": alb, "network_load_balancer": None}, BRIDGE)
    assert stack["lb.TargetGroup orders"].inputs["targetType"] == "instance"


def test_declared_intent() -> None:
    declared = built({}, BRIDGE)["EcsService orders"].inputs
    assert declared["passthroughPort"] == 443
    assert declared["networkMode"] == "bridge"


@pytest.mark.parametrize("issuer", [None, ISSUER])
def test_through_the_proxy(issuer: dict[str, Any] | None) -> None:
    stack = built(
        {
            "network_load_balancer.ingress_mode": "through-proxy",
            "service_connect": {"server": {}, "tls": issuer},
        }
    )
    assert stack[GROUP].inputs["port"] == 8443


@pytest.mark.parametrize(
    ("changes", "argument", "advice"),
    [
        (
            {"network_load_balancer.health_check": {"protocol": "HTTP"}},
            "health_check.protocol",
            "container.health_port",
        ),
        ({"network_load_balancer.health_check": {"protocol": "UDP"}}, "health_check.protocol", "'TCP'"),
        ({"network_load_balancer.health_check": {"path": "/"}}, "health_check.path", "Remove it"),
        ({"network_load_balancer.health_check": {"matcher": "200"}}, "health_check.matcher", "Remove it"),
        ({"network_load_balancer.health_check": {"interval_seconds": 10}}, "health_check.timeout_seconds", "than 10"),
        (
            {
                "network_load_balancer.health_check": {"protocol": "HTTPS"},
                "sidecars": {"tls": TLS13_SIDECAR},
                "container.port": 8080,
            },
            "health_check.protocol",
            "accepts only TLS 1.3",
        ),
        (
            {
                "network_load_balancer.health_check": {"protocol": "HTTPS"},
                "sidecars": {"tls": MTLS_SIDECAR},
                "container.port": 8080,
            },
            "health_check.protocol",
            "requires client certificates",
        ),
        (
            {
                "network_load_balancer": {
                    "listener": PLACE,
                    "ingress_mode": "through-proxy",
                    "health_check": {"protocol": "HTTPS"},
                },
                "service_connect": {"server": {}, "tls": ISSUER},
            },
            "health_check.protocol",
            "Service Connect proxy accepts only TLS 1.3",
        ),
        ({"network_load_balancer.idle_timeout_seconds": 30}, "idle_timeout_seconds", "60 to 6000"),
        ({"network_load_balancer.deregistration_delay_seconds": 3601}, "deregistration_delay_seconds", "3600"),
        ({"network_load_balancer.listener": {**PLACE, "port": 70000}}, "listener.port", "65535"),
        ({"network_load_balancer.listener": {"port": 443}}, "listener.load_balancer_arn", "required"),
        ({"network_load_balancer.ingress_mode": "bypass"}, "ingress_mode", "no Service Connect server"),
        ({"service_connect": {"server": {}}}, "ingress_mode", "the way into it is not stated"),
    ],
)
def test_target_refused(changes: dict[str, Any], argument: str, advice: str) -> None:
    with pytest.raises(ArgumentError) as raised:
        built(changes)
    assert raised.value.argument == f"network_load_balancer.{argument}"
    assert advice in str(raised.value)


@pytest.mark.parametrize(
    ("base", "changes", "argument", "advice"),
    [
        (BEHIND, {"container.port": None}, "container.port", "sends connections there"),
        (
            BEHIND,
            {
                "container.app_protocol": "http",
                "network_load_balancer.ingress_mode": "through-proxy",
                "service_connect": {"server": {}},
            },
            "container.app_protocol",
            "TCP",
        ),
        (BEHIND, {"calls": {"billing": {**PLACE, "preserve_client_ip": True}}}, "calls.billing", "time out"),
        (BEHIND, {"calls": {"billing": {"port": 443}}}, "calls.billing.load_balancer_arn", "required"),
        (BEHIND, {"calls": {"billing": PLACE, "again": PLACE}}, "calls.again", "twice"),
        (
            BEHIND,
            {
                "load_balancer": {
                    "listener": {"arn": "arn:alb", "security_group_id": PLACE["security_group_id"]},
                    "priority": 1,
                    "path_patterns": ["/*"],
                    "app_speaks_tls": True,
                }
            },
            "network_load_balancer.listener.security_group_id",
            "a security group of its own",
        ),
        (BEHIND, {"calls": [PLACE]}, "calls", "expected a mapping"),
        (
            BEHIND,
            {
                "calls": {"billing": PLACE},
                "service_connect": {},
                "connects_to": {"billing": {"security_group_id": "sg-1", "port": 80}},
            },
            "calls.billing",
            "orders-to-billing",
        ),
        (
            BEHIND,
            {"load_balancer": {"listener": {"arn": "arn:alb", "security_group_id": "sg-1"}, "priority": 1}},
            "load_balancer",
            "host_headers",
        ),
        (
            BEHIND,
            {
                "load_balancer": {
                    "listener": {"arn": "arn:alb", "security_group_id": "sg-1"},
                    "priority": 1,
                    "path_patterns": ["/*"],
                }
            },
            "load_balancer",
            "app_speaks_tls",
        ),
        (BEHIND, {"subnet_ids": None}, "subnet_ids", "Pass 'subnet_ids'"),
        (BEHIND, {"network_mode": "host"}, "network_mode", "'bridge'"),
        (BEHIND, {"network_mode": "bridge", "subnet_ids": None}, "network_mode", "launch_type 'EC2'"),
        (BRIDGE, {"service_connect": {}}, "service_connect", "awsvpc"),
        (BRIDGE, {"sidecars": {"tls": TLS13_SIDECAR}}, "sidecars", "localhost"),
        (BRIDGE, {"subnet_ids": SUBNET_IDS}, "subnet_ids", "subnets of their instances"),
        (BRIDGE, {"calls": {"billing": PLACE}}, "calls", "ContainerInstances"),
        (BRIDGE, {"egress_cidrs": ["0.0.0.0/0"]}, "egress_cidrs", "ContainerInstances"),
        (
            BRIDGE,
            {"network_load_balancer.health_check": {"protocol": "HTTP"}, "container.health_port": 8080},
            "network_load_balancer.health_check.protocol",
            "awsvpc",
        ),
    ],
)
def test_service_refused(base: dict[str, Any], changes: dict[str, Any], argument: str, advice: str) -> None:
    with pytest.raises(ArgumentError) as raised:
        built(changes, base)
    assert raised.value.argument == argument
    assert advice in str(raised.value)


def test_a_call_is_checked_once_it_is_known() -> None:
    def program() -> None:
        preserved = {**PLACE, "preserve_client_ip": pulumi.Output.from_input(True)}
        service({**BEHIND, "calls": {"billing": preserved}})

    with pytest.raises(ArgumentError, match=r"calls\.billing"):
        build(program)
