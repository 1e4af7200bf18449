"""The Service Connect path in plain pulumi_aws: client -> ALB -> target group -> proxy -> container.

`Path()` is the clean path with TLS 1.3 from the load balancer to the task. Every field is one thing that people get
wrong; a mistake is a `Path` that differs from a clean one in as few fields as possible.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

import pulumi
import pulumi_aws as aws

ACCOUNT = "123456789012"
VPC_ID = "vpc-0a1b2c3d4e5f60718"
SUBNET_IDS = ["subnet-0a1b2c3d4e5f60718", "subnet-0f1e2d3c4b5a69788"]
WEB_ACL_ARN = f"arn:aws:wafv2:eu-west-1:{ACCOUNT}:regional/webacl/shop/a1b2c3d4-5678-90ab-cdef-111122223333"
CERTIFICATE_ARN = f"arn:aws:acm:eu-west-1:{ACCOUNT}:certificate/6f1c3a52-2f5e-4c55-9a43-2c1f0b7f9d10"
EXECUTION_ROLE_ARN = f"arn:aws:iam::{ACCOUNT}:role/ecs-execution"
SHARED_ALB_ARN = f"arn:aws:elasticloadbalancing:eu-west-1:{ACCOUNT}:loadbalancer/app/shared/50dc6c495c0c9188"
SHARED_ALB_GROUP_ID = "sg-0a1b2c3d4e5f60718"
ANYWHERE = "0.0.0.0/0"

ECS_TLS_POLICY_ARN = (
    "arn:aws:iam::aws:policy/service-role/AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity"
)

# Logical names of the resources that findings are about, no two alike
SERVICE = "orders"
TASK_DEFINITION = "orders-task"
TARGET_GROUP = "orders-targets"
LISTENER = "https"
ALB = "alb"
ALB_GROUP = "alb-group"
TASK_GROUP = "task-group"
AUTHORITY = "mesh-ca"
ROLE = "mesh-role"


@dataclass(frozen=True, kw_only=True)
class Path:
    """One service behind one load balancer. Ports are the container's unless the name says otherwise."""

    # The task
    launch_type: str = "FARGATE"
    network_mode: pulumi.Input[str] | None = "awsvpc"
    network_configuration: bool = True
    memory: str = "1024"
    image: pulumi.Input[str] = f"{ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/orders:1.4.2"
    container_ports: Sequence[int] = (8080,)
    encode_containers: Callable[[Any], pulumi.Input[str]] = json.dumps

    # Service Connect
    service_connect: bool = True
    service_connect_enabled: bool = True
    tls: bool = True
    port_name: str = "http-8080"
    ingress_port_override: int | None = None
    role_arn_given: bool = True
    role_trusts: str = "ecs.amazonaws.com"
    role_policy_attached: bool = True
    ca_tags: dict[str, str] | None = None

    # The target group
    elb: ModuleType = aws.lb
    target_protocol: str = "HTTPS"
    target_type: str | None = "ip"
    health_check_protocol: str = "HTTPS"
    health_check_port: pulumi.Input[str] | None = "traffic-port"
    lb_container_name: str = "orders"
    lb_container_port: int = 8080

    # The load balancer
    load_balancer_arn: str | None = None
    load_balancer_type: str = "application"
    listener_protocol: str = "HTTPS"
    ssl_policy: str | None = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
    listener_forwards: bool = True

    # Security groups: the ports opened on either end of load balancer -> task
    alb_egress_ports: Sequence[int] = (8080,)
    task_ingress_ports: Sequence[int] = (8080,)
    task_egress: bool = True
    inline_alb_rules: bool = False
    inline_task_rules: bool = False
    standalone_rules: bool = True
    empty_inline_task_egress: bool = False


# Clean paths, for mistakes to start from; BRIDGE is clean but for Service Connect's rule on network modes
WITH_TLS = Path()
WITHOUT_TLS = replace(WITH_TLS, tls=False, target_protocol="HTTP", health_check_protocol="HTTP")
BRIDGE = replace(
    WITHOUT_TLS, launch_type="EC2", network_mode="bridge", network_configuration=False, target_type="instance"
)
NO_SERVICE_CONNECT = replace(WITHOUT_TLS, service_connect=False)
PASSTHROUGH = replace(
    NO_SERVICE_CONNECT,
    load_balancer_type="network",
    listener_protocol="TCP",
    ssl_policy=None,
    target_protocol="TCP",
    health_check_protocol="TCP",
    container_ports=(8443,),
    lb_container_port=8443,
    alb_egress_ports=(8443,),
    task_ingress_ports=(8443,),
)


def build(path: Path, parent: pulumi.Resource | None = None) -> None:
    """Register the resources of `path`, as children of `parent` if there is one."""
    opts = pulumi.ResourceOptions(parent=parent)
    groups = _SecurityGroups(path, opts)
    target_group = _target_group(path, opts)
    listener = _load_balancer(path, groups, target_group, opts)
    _service(path, groups, target_group, listener, opts)
    if path.service_connect and path.tls:
        _alarm("mesh-handshakes", "AWS/ECS", {"DiscoveryName": "orders"}, opts)


class _SecurityGroups:
    """The groups of the load balancer and of the task, with either kind of rules."""

    def __init__(self, path: Path, opts: pulumi.ResourceOptions) -> None:
        self.alb: pulumi.Input[str] = SHARED_ALB_GROUP_ID
        if path.load_balancer_arn is None:
            self.alb = self._alb(path, opts)
        self.task = self._task(path, opts)
        if not path.standalone_rules:
            return
        for port in path.task_ingress_ports:
            aws.vpc.SecurityGroupIngressRule(
                f"task-from-alb-{port}",
                security_group_id=self.task,
                referenced_security_group_id=self.alb,
                ip_protocol="tcp",
                from_port=port,
                to_port=port,
                description="Load balancer to container",
                opts=opts,
            )
        if path.task_egress:
            aws.vpc.SecurityGroupEgressRule(
                "task-to-aws",
                security_group_id=self.task,
                cidr_ipv4=ANYWHERE,
                ip_protocol="tcp",
                from_port=443,
                to_port=443,
                description="Images, logs and the ECS API",
                opts=opts,
            )
        if path.load_balancer_arn is not None:
            return
        for port in path.alb_egress_ports:
            aws.vpc.SecurityGroupEgressRule(
                f"alb-to-task-{port}",
                security_group_id=self.alb,
                referenced_security_group_id=self.task,
                ip_protocol="tcp",
                from_port=port,
                to_port=port,
                description="Load balancer to container",
                opts=opts,
            )

    def _alb(self, path: Path, opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
        inline: dict[str, Any] = {}
        if path.inline_alb_rules:
            inline["ingress"] = [_inline(443, cidr_blocks=[ANYWHERE])]
            inline["egress"] = [_inline(port, cidr_blocks=[ANYWHERE]) for port in path.alb_egress_ports]
        group = aws.ec2.SecurityGroup(ALB_GROUP, description="Orders load balancer", vpc_id=VPC_ID, opts=opts, **inline)
        if path.standalone_rules:
            for port in (80, 443):
                aws.vpc.SecurityGroupIngressRule(
                    f"alb-from-clients-{port}",
                    security_group_id=group.id,
                    cidr_ipv4=ANYWHERE,
                    ip_protocol="tcp",
                    from_port=port,
                    to_port=port,
                    description="Clients",
                    opts=opts,
                )
        return group.id

    def _task(self, path: Path, opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
        inline: dict[str, Any] = {}
        if path.inline_task_rules:
            inline["ingress"] = [_inline(port, security_groups=[self.alb]) for port in path.task_ingress_ports]
            inline["egress"] = [_inline(443, cidr_blocks=[ANYWHERE])]
        if path.empty_inline_task_egress:
            inline["egress"] = []
        return aws.ec2.SecurityGroup(TASK_GROUP, description="Orders tasks", vpc_id=VPC_ID, opts=opts, **inline).id


def _inline(port: int, **peer: Any) -> dict[str, Any]:
    return {"protocol": "tcp", "from_port": port, "to_port": port, "description": "Inline rule", **peer}


def _target_group(path: Path, opts: pulumi.ResourceOptions) -> Any:
    health_check: dict[str, Any] = {"protocol": path.health_check_protocol}
    if path.health_check_port is not None:
        health_check["port"] = path.health_check_port
    if path.health_check_protocol in ("HTTP", "HTTPS"):
        health_check |= {"path": "/health", "matcher": "200"}
    return path.elb.TargetGroup(
        TARGET_GROUP,
        vpc_id=VPC_ID,
        port=path.lb_container_port,
        protocol=path.target_protocol,
        target_type=path.target_type,
        health_check=health_check,
        opts=opts,
    )


def _load_balancer(path: Path, groups: _SecurityGroups, target_group: Any, opts: pulumi.ResourceOptions) -> Any:
    """The load balancer with its listeners; answers the listener that clients should use."""
    load_balancer_arn: pulumi.Input[str] | None = path.load_balancer_arn
    if load_balancer_arn is None:
        load_balancer = path.elb.LoadBalancer(
            ALB,
            load_balancer_type=path.load_balancer_type,
            security_groups=[groups.alb],
            subnets=SUBNET_IDS,
            internal=False,
            drop_invalid_header_fields=path.load_balancer_type == "application",
            enable_deletion_protection=True,
            access_logs={"bucket": "shop-logs", "enabled": True},
            opts=opts,
        )
        if path.listener_protocol in ("HTTPS", "TLS"):
            namespace = "AWS/NetworkELB" if path.load_balancer_type == "network" else "AWS/ApplicationELB"
            _alarm("handshakes", namespace, {"LoadBalancer": load_balancer.arn_suffix}, opts)
        load_balancer_arn = load_balancer.arn
        if path.load_balancer_type == "application":
            aws.wafv2.WebAclAssociation(ALB, resource_arn=load_balancer_arn, web_acl_arn=WEB_ACL_ARN, opts=opts)
            path.elb.Listener(
                "http",
                load_balancer_arn=load_balancer_arn,
                port=80,
                protocol="HTTP",
                default_actions=[
                    {
                        "type": "redirect",
                        "redirect": {"port": "443", "protocol": "HTTPS", "status_code": "HTTP_301"},
                    }
                ],
                opts=opts,
            )
    action: dict[str, Any] = {
        "type": "fixed-response",
        "fixed_response": {"content_type": "text/plain", "status_code": "503"},
    }
    if path.listener_forwards:
        action = {"type": "forward", "target_group_arn": target_group.arn}
    return path.elb.Listener(
        LISTENER,
        load_balancer_arn=load_balancer_arn,
        port=443,
        protocol=path.listener_protocol,
        ssl_policy=path.ssl_policy,
        certificate_arn=CERTIFICATE_ARN if path.listener_protocol in ("HTTPS", "TLS") else None,
        default_actions=[action],
        opts=opts,
    )


def _alarm(name: str, namespace: str, dimensions: dict[str, pulumi.Input[str]], opts: pulumi.ResourceOptions) -> None:
    """An alarm on TLS handshakes of clients that fail."""
    aws.cloudwatch.MetricAlarm(
        name,
        namespace=namespace,
        metric_name="ClientTLSNegotiationErrorCount",
        dimensions=dimensions,
        statistic="Sum",
        period=300,
        evaluation_periods=1,
        comparison_operator="GreaterThanThreshold",
        threshold=10,
        treat_missing_data="notBreaching",
        opts=opts,
    )


def _service(
    path: Path, groups: _SecurityGroups, target_group: Any, listener: Any, opts: pulumi.ResourceOptions
) -> None:
    cluster = aws.ecs.Cluster("shop", opts=opts)
    task_definition = aws.ecs.TaskDefinition(
        TASK_DEFINITION,
        family="orders",
        network_mode=path.network_mode,
        requires_compatibilities=[path.launch_type],
        cpu="512",
        memory=path.memory,
        execution_role_arn=EXECUTION_ROLE_ARN,
        container_definitions=path.encode_containers([_container(path)]),
        opts=opts,
    )
    depends_on: list[pulumi.Resource] = [listener]
    service_connect = _service_connect(path, depends_on, opts) if path.service_connect else None
    network_configuration: aws.ecs.ServiceNetworkConfigurationArgsDict | None = None
    if path.network_configuration:
        network_configuration = {"subnets": SUBNET_IDS, "security_groups": [groups.task]}
    aws.ecs.Service(
        SERVICE,
        cluster=cluster.arn,
        task_definition=task_definition.arn,
        desired_count=2,
        launch_type=path.launch_type,
        health_check_grace_period_seconds=60,
        deployment_circuit_breaker={"enable": True, "rollback": True},
        network_configuration=network_configuration,
        load_balancers=[
            {
                "target_group_arn": target_group.arn,
                "container_name": path.lb_container_name,
                "container_port": path.lb_container_port,
            }
        ],
        service_connect_configuration=service_connect,
        opts=pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(depends_on=depends_on)),
    )


def _container(path: Path) -> dict[str, Any]:
    mappings: list[dict[str, Any]] = []
    for port in path.container_ports:
        mapping: dict[str, Any] = {"name": f"http-{port}", "containerPort": port, "protocol": "tcp"}
        if path.load_balancer_type == "application":
            mapping["appProtocol"] = "http"
        mappings.append(mapping)
    return {
        "name": "orders",
        "image": path.image,
        "essential": True,
        "user": "1000:1000",
        "readonlyRootFilesystem": True,
        "portMappings": mappings,
        "healthCheck": {"command": ["CMD", "/orders", "health"]},
        "logConfiguration": {
            "logDriver": "awslogs",
            "options": {
                "awslogs-group": "/ecs/orders",
                "awslogs-region": "eu-west-1",
                "awslogs-stream-prefix": "orders",
            },
        },
    }


def _service_connect(
    path: Path, depends_on: list[pulumi.Resource], opts: pulumi.ResourceOptions
) -> aws.ecs.ServiceServiceConnectConfigurationArgsDict:
    namespace = aws.servicediscovery.HttpNamespace("shop", name="shop", opts=opts)
    endpoint: aws.ecs.ServiceServiceConnectConfigurationServiceArgsDict = {
        "port_name": path.port_name,
        "discovery_name": "orders",
        "client_alias": [{"port": 80, "dns_name": "orders"}],
        "timeout": {"per_request_timeout_seconds": 60, "idle_timeout_seconds": 300},
    }
    if path.ingress_port_override is not None:
        endpoint["ingress_port_override"] = path.ingress_port_override
    if path.tls:
        endpoint["tls"] = _service_connect_tls(path, depends_on, opts)
    log: aws.ecs.ServiceServiceConnectConfigurationLogConfigurationArgsDict = {
        "log_driver": "awslogs",
        "options": {
            "awslogs-group": "/ecs/orders",
            "awslogs-region": "eu-west-1",
            "awslogs-stream-prefix": "proxy",
        },
    }
    return {
        "enabled": path.service_connect_enabled,
        "namespace": namespace.arn,
        "log_configuration": log,
        "services": [endpoint],
    }


def _service_connect_tls(
    path: Path, depends_on: list[pulumi.Resource], opts: pulumi.ResourceOptions
) -> aws.ecs.ServiceServiceConnectConfigurationServiceTlsArgsDict:
    authority = aws.acmpca.CertificateAuthority(
        AUTHORITY,
        type="ROOT",
        usage_mode="SHORT_LIVED_CERTIFICATE",
        certificate_authority_configuration={
            "key_algorithm": "EC_prime256v1",
            "signing_algorithm": "SHA256WITHECDSA",
            "subject": {"common_name": "Shop service mesh"},
        },
        tags={"AmazonECSManaged": "true"} if path.ca_tags is None else path.ca_tags,
        opts=opts,
    )
    root = aws.acmpca.Certificate(
        "mesh-root",
        certificate_authority_arn=authority.arn,
        certificate_signing_request=authority.certificate_signing_request,
        signing_algorithm="SHA256WITHECDSA",
        template_arn="arn:aws:acm-pca:::template/RootCACertificate/V1",
        validity={"type": "YEARS", "value": "5"},
        opts=opts,
    )
    installed = aws.acmpca.CertificateAuthorityCertificate(
        "mesh-root",
        certificate_authority_arn=authority.arn,
        certificate=root.certificate,
        certificate_chain=root.certificate_chain,
        opts=opts,
    )
    key = aws.kms.Key("mesh-key", description="Service Connect private keys", opts=opts)
    role = aws.iam.Role(
        ROLE,
        assume_role_policy=json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {"Effect": "Allow", "Principal": {"Service": path.role_trusts}, "Action": "sts:AssumeRole"}
                ],
            }
        ),
        opts=opts,
    )
    depends_on.append(installed)
    if path.role_policy_attached:
        depends_on.append(
            aws.iam.RolePolicyAttachment("mesh-role-tls", role=role.name, policy_arn=ECS_TLS_POLICY_ARN, opts=opts)
        )
    tls: aws.ecs.ServiceServiceConnectConfigurationServiceTlsArgsDict = {
        "issuer_cert_authority": {"aws_pca_authority_arn": authority.arn},
        "kms_key": key.arn,
    }
    if path.role_arn_given:
        tls["role_arn"] = role.arn
    return tls
