from typing import Any

import pulumi
import pulumi_aws as aws
import pytest
from container_tls import ServiceConnectCluster, TlsAlarms

from .programs import (
    BYPASS,
    CLUSTER_ARN,
    ISSUER,
    LISTENER,
    SERVER_TLS,
    SUBNET_IDS,
    TARGET,
    THROUGH_PROXY,
    VPC_ID,
    load_balancer,
    service,
)
from .stack import UNKNOWN, Stack, build

SERVICE = "ecs.Service orders"
TARGET_GROUP = "lb.TargetGroup orders"

# What every service has.
BASE = {
    "ec2.SecurityGroup orders",
    "vpc.SecurityGroupEgressRule orders-443-to-0.0.0.0-0",
    "vpc.SecurityGroupEgressRule orders-443-to-__-0",
    "iam.Role orders-execution",
    "iam.Role orders-task",
    "iam.RolePolicyAttachment orders-execution-start",
    "cloudwatch.LogGroup orders",
    "ecs.TaskDefinition orders",
    SERVICE,
}
BEHIND_LOAD_BALANCER = {
    TARGET_GROUP,
    "lb.ListenerRule orders",
    "vpc.SecurityGroupEgressRule orders-from-load-balancer",
    "vpc.SecurityGroupIngressRule orders-from-load-balancer",
}
DENY = {"iam.RolePolicyAttachment orders-task-deny-private-keys"}

# Every mode: arguments, children besides BASE, what the target group speaks, where peers connect, what is declared.
MODES: dict[str, tuple[dict[str, Any], set[str], str | None, int | None, dict[str, Any]]] = {
    "alone": ({}, set(), None, None, {}),
    "plain": ({"load_balancer": TARGET}, BEHIND_LOAD_BALANCER, "HTTP", None, {}),
    "app-tls": (
        {"load_balancer": {**TARGET, "app_speaks_tls": True}, "container.app_protocol": None},
        BEHIND_LOAD_BALANCER,
        "HTTPS",
        None,
        {},
    ),
    "client": ({"service_connect": {}}, set(), None, None, {"serviceConnect": "client"}),
    "client-tls": ({"service_connect": {"tls": ISSUER}}, DENY, None, None, {"serviceConnect": "client"}),
    "client-behind-load-balancer": (
        {"service_connect": {}, "load_balancer": TARGET},
        BEHIND_LOAD_BALANCER,
        "HTTP",
        None,
        {"serviceConnect": "client"},
    ),
    "server": ({"service_connect": {"server": {}}}, set(), None, 8080, {"serviceConnect": "server"}),
    "server-tls": (
        {"service_connect": SERVER_TLS},
        DENY,
        None,
        8080,
        {"serviceConnect": "server", "serviceConnectTls": True},
    ),
    "through-proxy": (
        {"service_connect": {"server": {}}, "load_balancer": THROUGH_PROXY},
        BEHIND_LOAD_BALANCER,
        "HTTP",
        8080,
        {"serviceConnect": "server", "ingressMode": "through-proxy"},
    ),
    "through-proxy-app-tls": (
        {
            "service_connect": {"server": {}},
            "load_balancer": {**THROUGH_PROXY, "app_speaks_tls": True},
            "container.app_protocol": None,
        },
        BEHIND_LOAD_BALANCER,
        "HTTPS",
        8080,
        {"serviceConnect": "server", "ingressMode": "through-proxy"},
    ),
    "through-proxy-tls": (
        {"service_connect": SERVER_TLS, "load_balancer": THROUGH_PROXY},
        BEHIND_LOAD_BALANCER | DENY,
        "HTTPS",
        8080,
        {"serviceConnect": "server", "serviceConnectTls": True, "ingressMode": "through-proxy"},
    ),
    "bypass": (
        {"service_connect": {"server": {"ingress_port_override": 9000}}, "load_balancer": BYPASS},
        BEHIND_LOAD_BALANCER,
        "HTTP",
        9000,
        {"serviceConnect": "server", "ingressMode": "bypass"},
    ),
    "bypass-app-tls": (
        {
            "service_connect": {"server": {"ingress_port_override": 9000}, "tls": ISSUER},
            "load_balancer": {**BYPASS, "app_speaks_tls": True},
            "container.app_protocol": None,
        },
        BEHIND_LOAD_BALANCER | DENY,
        "HTTPS",
        9000,
        {"serviceConnect": "server", "serviceConnectTls": True, "ingressMode": "bypass"},
    ),
}


def built(mode: str, launch_type: str = "FARGATE") -> Stack:
    return build(lambda: service({**MODES[mode][0], "launch_type": launch_type}))


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("launch_type", ["FARGATE", "EC2"])
def test_children(mode: str, launch_type: str) -> None:
    stack = built(mode, launch_type)
    assert stack.children("EcsService orders") == BASE | MODES[mode][1]
    assert stack[SERVICE].inputs["launchType"] == launch_type
    task = stack["ecs.TaskDefinition orders"].inputs
    assert task["networkMode"] == "awsvpc"
    assert task["requiresCompatibilities"] == [launch_type]


def test_target_group(mode: str) -> None:
    stack, protocol = built(mode), MODES[mode][2]
    if protocol is None:
        assert not stack.of_type("lb.TargetGroup")
        assert "loadBalancers" not in stack[SERVICE].inputs
        return
    found = stack[TARGET_GROUP].inputs
    assert found["protocol"] == protocol
    assert found["port"] == 8080
    assert found["targetType"] == "ip"
    assert found["namePrefix"] == "order-"
    assert "name" not in found
    assert found["healthCheck"]["protocol"] == protocol
    assert found["healthCheck"]["port"] == "traffic-port"
    assert stack[SERVICE].inputs["loadBalancers"] == [
        {"containerName": "orders", "containerPort": 8080, "targetGroupArn": UNKNOWN}
    ]
    rule = stack["lb.ListenerRule orders"]
    assert rule.inputs["listenerArn"] == LISTENER["arn"]
    assert rule.inputs["conditions"] == [{"pathPattern": {"values": ["/*"]}}]
    assert rule.property_dependencies["actions"] == {TARGET_GROUP}


# What the declared containers leave out: what may be secret, and the logs, which are yet to be made.
HIDDEN = ("command", "environment", "secrets", "logConfiguration")


def test_declared_intent(mode: str) -> None:
    protocol, ingress_port, intent = MODES[mode][2:]
    stack = built(mode)
    declared = dict(stack["EcsService orders"].inputs)
    stated = {key: value for key, value in stack.container("orders").items() if key not in HIDDEN}
    assert (declared.pop("container"), declared.pop("sidecarContainers")) == (stated, [])
    expected = {
        "launchType": "FARGATE",
        "networkMode": "awsvpc",
        "containerPort": 8080,
        "serviceConnectTls": False,
        **intent,
    }
    if protocol:
        expected["loadBalancerProtocol"] = protocol
    if ingress_port:
        expected["ingressPort"] = ingress_port
    if "container.app_protocol" not in MODES[mode][0]:
        expected["appProtocol"] = "http"
    assert declared == expected


def test_container_definitions_are_known(mode: str) -> None:
    container = built(mode).container("orders")
    mapping = {"name": "app", "containerPort": 8080, "hostPort": 8080, "protocol": "tcp"}
    if "container.app_protocol" not in MODES[mode][0]:
        mapping["appProtocol"] = "http"
    assert container["name"] == "orders"
    assert container["portMappings"] == [mapping]
    assert container["logConfiguration"]["options"] == {
        "awslogs-group": "/ecs/shop/test/orders",
        "awslogs-region": "eu-west-1",
        "awslogs-stream-prefix": "container",
    }


def test_the_service_follows_what_its_tasks_need(mode: str) -> None:
    stack = built(mode)
    kinds = ("lb.ListenerRule", "iam.RolePolicyAttachment", "cloudwatch.LogGroup", "vpc.")
    needed = {key for key in stack.children("EcsService orders") if key.startswith(kinds)}
    assert needed <= stack[SERVICE].dependencies


def test_load_balancer_reaches_the_container(mode: str) -> None:
    stack = built(mode)
    if MODES[mode][2] is None:
        return
    egress = stack["vpc.SecurityGroupEgressRule orders-from-load-balancer"]
    ingress = stack["vpc.SecurityGroupIngressRule orders-from-load-balancer"]
    for rule in (egress, ingress):
        assert (rule.inputs["fromPort"], rule.inputs["toPort"], rule.inputs["ipProtocol"]) == (8080, 8080, "tcp")
        assert rule.inputs["description"]
    assert egress.inputs["securityGroupId"] == LISTENER["security_group_id"]
    assert egress.property_dependencies["referencedSecurityGroupId"] == {"ec2.SecurityGroup orders"}
    assert ingress.inputs["referencedSecurityGroupId"] == LISTENER["security_group_id"]
    assert ingress.property_dependencies["securityGroupId"] == {"ec2.SecurityGroup orders"}


def test_security_group_has_only_standalone_rules(mode: str) -> None:
    group = built(mode)["ec2.SecurityGroup orders"].inputs
    assert not {"ingress", "egress"} & group.keys()


def test_service_connect_server() -> None:
    stack = built("server-tls")
    configuration = stack[SERVICE].inputs["serviceConnectConfiguration"]
    assert configuration == {
        "enabled": True,
        "logConfiguration": {
            "logDriver": "awslogs",
            "options": {
                "awslogs-group": "/ecs/shop/test/orders",
                "awslogs-region": "eu-west-1",
                "awslogs-stream-prefix": "proxy",
            },
        },
        "services": [
            {
                "portName": "app",
                "discoveryName": "orders",
                "clientAlias": [{"port": 8080, "dnsName": "orders"}],
                "timeout": {"idleTimeoutSeconds": 300, "perRequestTimeoutSeconds": 60},
                "tls": {
                    "issuerCertAuthority": {"awsPcaAuthorityArn": ISSUER["certificate_authority_arn"]},
                    "roleArn": ISSUER["role_arn"],
                    "kmsKey": ISSUER["kms_key_arn"],
                },
            }
        ],
    }


def test_service_connect_server_with_everything_stated() -> None:
    server = {
        "discovery_name": "orders-api",
        "client_dns_name": "orders.internal",
        "client_port": 80,
        "per_request_timeout_seconds": 0,
        "idle_timeout_seconds": 30,
        "ingress_port_override": 9000,
    }
    namespace = "arn:aws:servicediscovery:eu-west-1:123456789012:namespace/ns-1"
    stack = build(
        lambda: service(
            {"service_connect": {"namespace_arn": namespace, "server": server}, "container.port_name": "web"}
        )
    )
    configuration = stack[SERVICE].inputs["serviceConnectConfiguration"]
    assert configuration["namespace"] == namespace
    assert configuration["services"] == [
        {
            "portName": "web",
            "discoveryName": "orders-api",
            "clientAlias": [{"port": 80, "dnsName": "orders.internal"}],
            "ingressPortOverride": 9000,
            "timeout": {"idleTimeoutSeconds": 30, "perRequestTimeoutSeconds": 0},
        }
    ]
    assert stack.container("orders")["portMappings"][0]["name"] == "web"


def test_tcp_has_no_request_timeout() -> None:
    stack = build(lambda: service({"service_connect": {"server": {}}, "container.app_protocol": None}))
    (server,) = stack[SERVICE].inputs["serviceConnectConfiguration"]["services"]
    assert server["timeout"] == {"idleTimeoutSeconds": 3600}


@pytest.mark.parametrize(
    ("protocol", "version", "path", "matcher"),
    [
        (None, "HTTP1", "/", "200"),
        ("http", "HTTP1", "/", "200"),
        ("http2", "HTTP2", "/", "200"),
        ("grpc", "GRPC", "/AWS.ALB/healthcheck", "12"),
    ],
)
def test_protocol_version(protocol: str | None, version: str, path: str, matcher: str) -> None:
    stack = build(lambda: service({"load_balancer": TARGET, "container.app_protocol": protocol}))
    found = stack[TARGET_GROUP].inputs
    assert found["protocolVersion"] == version
    assert (found["healthCheck"]["path"], found["healthCheck"]["matcher"]) == (path, matcher)


def test_target_options() -> None:
    target = {
        **TARGET,
        "host_headers": ["shop.example.com"],
        "deregistration_delay_seconds": 30,
        "health_check": {
            "path": "/health",
            "matcher": "200-299",
            "interval_seconds": 10,
            "timeout_seconds": 9,
            "healthy_threshold": 2,
            "unhealthy_threshold": 3,
        },
    }
    stack = build(lambda: service({"load_balancer": target, "health_check_grace_period_seconds": 120}))
    found = stack[TARGET_GROUP].inputs
    assert found["deregistrationDelay"] == 30
    assert found["healthCheck"] == {
        "protocol": "HTTP",
        "port": "traffic-port",
        "path": "/health",
        "matcher": "200-299",
        "interval": 10,
        "timeout": 9,
        "healthyThreshold": 2,
        "unhealthyThreshold": 3,
    }
    assert stack["lb.ListenerRule orders"].inputs["conditions"] == [
        {"hostHeader": {"values": ["shop.example.com"]}},
        {"pathPattern": {"values": ["/*"]}},
    ]
    assert stack[SERVICE].inputs["healthCheckGracePeriodSeconds"] == 120


def test_container_options() -> None:
    stack = build(
        lambda: service(
            {
                "container.name": "app",
                "container.environment": {"B": "2", "A": "1"},
                "container.secrets": {"TOKEN": "arn:aws:ssm:eu-west-1:123456789012:parameter/token"},
                "container.command": ["serve"],
                "container.stop_timeout_seconds": 60,
                "container.health_check": {"command": ["CMD", "true"], "start_period_seconds": 20},
            }
        )
    )
    container = stack.container("orders")
    assert container["name"] == "app"
    assert container["environment"] == [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}]
    assert container["secrets"][0]["valueFrom"].endswith("parameter/token")
    assert container["command"] == ["serve"]
    assert container["stopTimeout"] == 60
    assert container["healthCheck"] == {
        "command": ["CMD", "true"],
        "interval": 30,
        "timeout": 5,
        "retries": 3,
        "startPeriod": 20,
    }


def test_service_defaults() -> None:
    found = built("plain")[SERVICE].inputs
    assert found["cluster"] == CLUSTER_ARN
    assert found["desiredCount"] == 2
    assert found["deploymentCircuitBreaker"] == {"enable": True, "rollback": True}
    assert found["healthCheckGracePeriodSeconds"] == 60
    assert found["propagateTags"] == "SERVICE"
    assert found["networkConfiguration"] == {"subnets": SUBNET_IDS, "securityGroups": [UNKNOWN]}


def test_service_options() -> None:
    changes = {
        "desired_count": 3,
        "assign_public_ip": True,
        "egress_cidrs": ["10.0.0.0/8"],
        "log_group_name": "/shop/orders",
        "log_retention_days": 7,
        "execution_role_policy_arns": {"secrets": "arn:aws:iam::123456789012:policy/secrets"},
        "task_role_policy_arns": {"queue": "arn:aws:iam::123456789012:policy/queue"},
        "tags": {"team": "shop"},
        "load_balancer": TARGET,
    }
    stack = build(lambda: service(changes))
    assert stack[SERVICE].inputs["desiredCount"] == 3
    assert stack[SERVICE].inputs["networkConfiguration"]["assignPublicIp"] is True
    assert stack["vpc.SecurityGroupEgressRule orders-443-to-10.0.0.0-8"].inputs["cidrIpv4"] == "10.0.0.0/8"
    assert stack["cloudwatch.LogGroup orders"].inputs["name"] == "/shop/orders"
    assert stack["cloudwatch.LogGroup orders"].inputs["retentionInDays"] == 7
    assert stack.container("orders")["logConfiguration"]["options"]["awslogs-group"] == "/shop/orders"
    assert {"iam.RolePolicyAttachment orders-execution-secrets", "iam.RolePolicyAttachment orders-task-queue"} <= stack[
        SERVICE
    ].dependencies
    for key in stack.children("EcsService orders"):
        if not key.startswith("iam.RolePolicyAttachment"):
            assert stack[key].inputs["tags"] == {"team": "shop"}, key


@pytest.mark.parametrize(
    ("launch_type", "changes", "size"),
    [
        ("FARGATE", {}, ("256", "512")),
        ("FARGATE", {"service_connect": {}}, ("512", "1024")),
        ("FARGATE", {"container.cpu": 1024, "container.memory": 2048, "service_connect": {}}, ("2048", "4096")),
        ("FARGATE", {"container.memory": 3000}, ("512", "3072")),
        ("FARGATE", {"cpu": 1024}, ("1024", "2048")),
        ("FARGATE", {"memory": 4096}, ("512", "4096")),
        ("FARGATE", {"cpu": 512.0, "memory": 3072.0}, ("512", "3072")),
        ("EC2", {}, ("256", "512")),
        ("EC2", {"service_connect": {}}, ("512", "576")),
        ("EC2", {"service_connect": {}, "memory": 2000}, ("512", "2000")),
    ],
)
def test_task_size(launch_type: str, changes: dict[str, Any], size: tuple[str, str]) -> None:
    task = build(lambda: service({**changes, "launch_type": launch_type}))["ecs.TaskDefinition orders"].inputs
    assert (task["cpu"], task["memory"]) == size


def test_clients_reach_the_proxy() -> None:
    def program() -> None:
        server = service({"service_connect": {"server": {"ingress_port_override": 9000}}})
        service({"service_connect": {}, "connects_to": {"orders": server.endpoint}}, name="worker")

    stack = build(program)
    egress = stack["vpc.SecurityGroupEgressRule worker-to-orders"]
    ingress = stack["vpc.SecurityGroupIngressRule worker-to-orders"]
    for rule in (egress, ingress):
        assert (rule.inputs["fromPort"], rule.inputs["toPort"]) == (9000, 9000)
    assert egress.property_dependencies["securityGroupId"] == {"ec2.SecurityGroup worker"}
    assert ingress.property_dependencies["referencedSecurityGroupId"] == {"ec2.SecurityGroup worker"}
    assert "ec2.SecurityGroup orders" in ingress.property_dependencies["securityGroupId"]
    assert stack.follows("ecs.Service worker", SERVICE)
    assert not stack.follows(SERVICE, "ecs.Service worker")


def test_clients_that_are_named_by_the_server() -> None:
    clients = {"batch": "sg-0a1b2c3d4e5f60719"}
    stack = build(lambda: service({"service_connect": {"server": {"client_security_groups": clients}}}))
    ingress = stack["vpc.SecurityGroupIngressRule orders-from-batch"].inputs
    egress = stack["vpc.SecurityGroupEgressRule orders-from-batch"].inputs
    assert ingress["referencedSecurityGroupId"] == egress["securityGroupId"] == clients["batch"]
    assert ingress["fromPort"] == egress["toPort"] == 8080


def test_the_service_follows_what_the_component_follows() -> None:
    def program() -> None:
        topic = aws.sns.Topic("first")
        service(opts=pulumi.ResourceOptions(depends_on=[topic]))

    assert "sns.Topic first" in build(program)[SERVICE].dependencies


def test_outputs() -> None:
    def program() -> None:
        found = service({"service_connect": SERVER_TLS, "load_balancer": THROUGH_PROXY})
        assert found.endpoint is not None
        pulumi.export("address", found.client_address)
        pulumi.export("discoveryName", found.discovery_name)
        pulumi.export("ingressPort", found.ingress_port)
        pulumi.export("endpoint", found.endpoint)
        pulumi.export("targetGroup", found.target_group_arn_suffix)
        pulumi.export("service", found.service_arn)

    assert build(program, preview=False).outputs == {
        "address": "orders:8080",
        "discoveryName": "orders",
        "ingressPort": 8080,
        "endpoint": {"security_group_id": "orders-id", "port": 8080},
        "targetGroup": "suffix/orders",
        "service": "orders-id",
    }


def test_whole_path_of_components() -> None:
    def program() -> None:
        balancer, cluster = load_balancer(), ServiceConnectCluster("shop", {})
        found = service(
            {
                "cluster_arn": cluster.cluster_arn,
                "load_balancer": {**THROUGH_PROXY, "listener": balancer.listener},
                "service_connect": {**SERVER_TLS, "namespace_arn": cluster.namespace_arn},
            }
        )
        assert found.target_group_arn_suffix is not None
        TlsAlarms(
            "orders",
            {
                "load_balancer_arn_suffix": balancer.arn_suffix,
                "target_group_arn_suffixes": {"orders": found.target_group_arn_suffix},
            },
        )

    stack = build(program)
    for earlier in ("lb.Listener shop-https", "ecs.Cluster shop", "servicediscovery.HttpNamespace shop"):
        assert stack.follows(SERVICE, earlier)
    assert stack[TARGET_GROUP].inputs["protocol"] == "HTTPS"


def test_unknown_values_are_accepted() -> None:
    def program() -> None:
        unknown = load_balancer().arn
        number = unknown.apply(lambda _: 8080)
        service(
            {
                "cluster_arn": unknown,
                "vpc_id": unknown,
                "subnet_ids": unknown.apply(lambda _: SUBNET_IDS),
                "container.image": unknown,
                "container.port": number,
                "container.cpu": number,
                "container.memory": number,
                "container.environment": {"BUCKET": unknown},
                "load_balancer": {
                    **THROUGH_PROXY,
                    "listener": {
                        "arn": unknown,
                        "security_group_id": unknown,
                        "backend_offers_tls13": unknown.apply(lambda _: True),
                    },
                    "priority": number,
                    "path_patterns": unknown.apply(lambda _: ["/*"]),
                    "health_check": {"interval_seconds": number},
                },
                "service_connect": {
                    "namespace_arn": unknown,
                    "server": {"discovery_name": unknown, "client_port": number, "idle_timeout_seconds": number},
                    "tls": {"certificate_authority_arn": unknown, "role_arn": unknown},
                },
                "egress_cidrs": [unknown],
                "desired_count": number,
                "tags": unknown.apply(lambda _: {"team": "shop"}),
            }
        )

    stack = build(program)
    assert stack["ecs.TaskDefinition orders"].inputs["containerDefinitions"] == UNKNOWN
    assert stack[TARGET_GROUP].inputs["protocol"] == "HTTPS"


def test_region_of_logs() -> None:
    def region(stack: Stack) -> str:
        return str(stack.container("orders")["logConfiguration"]["options"]["awslogs-region"])

    assert region(build(lambda: service({"region": "eu-north-1"}))) == "eu-north-1"
    assert region(build(service, config={"aws:region": "us-west-2"})) == "us-west-2"


def test_a_family_has_no_dots() -> None:
    stack = build(service, project="shop.example")
    assert stack["ecs.TaskDefinition orders"].inputs["family"] == "shop-example-test-orders"


def with_provider(region: str | None, *, preview: bool = True) -> Stack:
    def program() -> None:
        provider = aws.Provider("other", region=region)
        service(opts=pulumi.ResourceOptions(providers=[provider]))

    return build(program, preview=preview)


def test_region_and_partition_are_those_of_the_provider() -> None:
    stack = with_provider("cn-north-1")
    assert stack.container("orders")["logConfiguration"]["options"]["awslogs-region"] == "cn-north-1"
    policy = stack["iam.RolePolicyAttachment orders-execution-start"].inputs["policyArn"]
    assert policy.startswith("arn:aws-cn:iam::aws:policy/")


def test_region_of_logs_is_the_log_groups_where_the_provider_states_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(variable, raising=False)
    definition = with_provider(None, preview=False)["ecs.TaskDefinition orders"]
    assert "cloudwatch.LogGroup orders" in definition.property_dependencies["containerDefinitions"]


@pytest.mark.parametrize(("override", "warnings"), [(9000, 0), (8080, 1)])
def test_an_override_with_the_containers_port_is_warned_of(override: int, warnings: int) -> None:
    stack = build(lambda: service({"service_connect": {"server": {"ingress_port_override": override}}}))
    assert len(stack.warnings) == warnings


def test_vpc(mode: str) -> None:
    stack = built(mode)
    for type_ in ("ec2.SecurityGroup", "lb.TargetGroup"):
        for found in stack.of_type(type_):
            assert found.inputs["vpcId"] == VPC_ID
