"""Services behind a load balancer, with Service Connect and its TLS: from the components, and written by hand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pulumi
import pulumi_aws as aws
from container_tls import (
    ApplicationLoadBalancer,
    AppProtocol,
    EcsService,
    IngressMode,
    ServiceConnectCluster,
    ServiceConnectTls,
    tls_policies,
)

region = "eu-west-1"
config = {"aws:region": region}
vpc_id = "vpc-0a1b2c3d4e5f60718"
subnet_ids = ["subnet-0a1b2c3d4e5f60718", "subnet-0f1e2d3c4b5a69788"]
certificate_arn = f"arn:aws:acm:{region}:123456789012:certificate/6f1c3a52-2f5e-4c55-9a43-2c1f0b7f9d10"
image = "public.ecr.aws/nginx/nginx:1.29"
everywhere: dict[str, Any] = {"0.0.0.0-0": {"cidr_ipv4": "0.0.0.0/0"}, "__-0": {"cidr_ipv6": "::/0"}}


def from_components(count: int) -> None:
    """So many services from the components."""
    load_balancer = ApplicationLoadBalancer(
        "shop",
        {
            "vpc_id": vpc_id,
            "subnet_ids": subnet_ids,
            "certificate_arn": certificate_arn,
            "client_cidrs": ["0.0.0.0/0", "::/0"],
        },
    )
    cluster = ServiceConnectCluster("shop", {})
    tls = ServiceConnectTls("shop", {})
    for number in range(1, count + 1):
        EcsService(
            f"service-{number}",
            {
                "cluster_arn": cluster.cluster_arn,
                "vpc_id": vpc_id,
                "subnet_ids": subnet_ids,
                "container": {
                    "image": image,
                    "cpu": 256,
                    "memory": 512,
                    "port": 8080,
                    "app_protocol": AppProtocol.HTTP,
                },
                "load_balancer": {
                    "listener": load_balancer.listener,
                    "priority": number,
                    "path_patterns": [f"/{number}/*"],
                    "ingress_mode": IngressMode.THROUGH_PROXY,
                },
                "service_connect": {"namespace_arn": cluster.namespace_arn, "server": {}, "tls": tls.issuer},
            },
        )


def by_hand(count: int) -> None:
    """The same resources without components."""
    listener, balancer_group = _load_balancer()
    namespace = aws.servicediscovery.HttpNamespace("shop", description="Services of cluster shop")
    cluster = aws.ecs.Cluster(
        "shop",
        settings=[aws.ecs.ClusterSettingArgs(name="containerInsights", value="enabled")],
        service_connect_defaults=aws.ecs.ClusterServiceConnectDefaultsArgs(namespace=namespace.arn),
    )
    shared = _Shared(listener, balancer_group, namespace, cluster, *_issuer())
    for number in range(1, count + 1):
        _service(f"service-{number}", number, shared)


@dataclass(frozen=True)
class _Shared:
    """What all services use."""

    listener: aws.lb.Listener
    balancer_group: aws.ec2.SecurityGroup
    namespace: aws.servicediscovery.HttpNamespace
    cluster: aws.ecs.Cluster
    tls: aws.ecs.ServiceServiceConnectConfigurationServiceTlsArgs
    deny: aws.iam.Policy
    ready: list[pulumi.Resource]


def _load_balancer() -> tuple[aws.lb.Listener, aws.ec2.SecurityGroup]:
    group = aws.ec2.SecurityGroup("shop", description="Load balancer shop", vpc_id=vpc_id)
    for port, description in ((443, "HTTPS from clients"), (80, "HTTP from clients, to be redirected")):
        for suffix, block in everywhere.items():
            aws.vpc.SecurityGroupIngressRule(
                f"shop-{port}-from-{suffix}",
                security_group_id=group.id,
                ip_protocol="tcp",
                from_port=port,
                to_port=port,
                description=description,
                **block,
            )
    load_balancer = aws.lb.LoadBalancer(
        "shop",
        name_prefix="shop-",
        load_balancer_type="application",
        internal=False,
        security_groups=[group.id],
        subnets=subnet_ids,
        idle_timeout=60,
        drop_invalid_header_fields=True,
        enable_deletion_protection=True,
    )
    listener = aws.lb.Listener(
        "shop-https",
        load_balancer_arn=load_balancer.arn,
        port=443,
        protocol="HTTPS",
        ssl_policy=tls_policies.recommended(),
        certificate_arn=certificate_arn,
        default_actions=[
            aws.lb.ListenerDefaultActionArgs(
                type="fixed-response",
                fixed_response=aws.lb.ListenerDefaultActionFixedResponseArgs(
                    content_type="text/plain", message_body="Not found", status_code="404"
                ),
            )
        ],
    )
    aws.lb.Listener(
        "shop-http",
        load_balancer_arn=load_balancer.arn,
        port=80,
        protocol="HTTP",
        default_actions=[
            aws.lb.ListenerDefaultActionArgs(
                type="redirect",
                redirect=aws.lb.ListenerDefaultActionRedirectArgs(port="443", protocol="HTTPS", status_code="HTTP_301"),
            )
        ],
    )
    return listener, group


def _issuer() -> tuple[aws.ecs.ServiceServiceConnectConfigurationServiceTlsArgs, aws.iam.Policy, list[pulumi.Resource]]:
    authority = aws.acmpca.CertificateAuthority(
        "shop",
        type="ROOT",
        usage_mode="SHORT_LIVED_CERTIFICATE",
        certificate_authority_configuration=aws.acmpca.CertificateAuthorityCertificateAuthorityConfigurationArgs(
            key_algorithm="EC_prime256v1",
            signing_algorithm="SHA256WITHECDSA",
            subject=aws.acmpca.CertificateAuthorityCertificateAuthorityConfigurationSubjectArgs(
                common_name="shop Service Connect"
            ),
        ),
        permanent_deletion_time_in_days=30,
        tags={"AmazonECSManaged": "true"},
    )
    root = aws.acmpca.Certificate(
        "shop",
        certificate_authority_arn=authority.arn,
        certificate_signing_request=authority.certificate_signing_request,
        signing_algorithm="SHA256WITHECDSA",
        template_arn="arn:aws:acm-pca:::template/RootCACertificate/V1",
        validity=aws.acmpca.CertificateValidityArgs(type="YEARS", value="10"),
    )
    installed = aws.acmpca.CertificateAuthorityCertificate(
        "shop",
        certificate_authority_arn=authority.arn,
        certificate=root.certificate,
        certificate_chain=root.certificate_chain,
    )
    key = aws.kms.Key(
        "shop",
        description="Private keys of Service Connect services, shop",
        enable_key_rotation=True,
        deletion_window_in_days=30,
        tags={},
    )
    role = aws.iam.Role(
        "shop-ecs-tls",
        description="Lets ECS issue certificates for Service Connect",
        assume_role_policy=_trust("ecs.amazonaws.com"),
        tags={},
    )
    attachment = aws.iam.RolePolicyAttachment(
        "shop-ecs-tls",
        role=role.name,
        policy_arn="arn:aws:iam::aws:policy/service-role/"
        "AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity",
    )
    use_key = aws.iam.RolePolicy(
        "shop-ecs-tls-key",
        role=role.name,
        policy=pulumi.Output.json_dumps(
            _statement(
                "Allow", ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyPair"], key.arn
            )
        ),
    )
    deny = aws.iam.Policy(
        "shop-deny-private-keys",
        description="Keeps tasks from reading the private keys of Service Connect",
        policy=json.dumps(
            _statement("Deny", "secretsmanager:GetSecretValue", "arn:aws:secretsmanager:*:*:secret:ecs-sc!*")
        ),
        tags={},
    )
    tls = aws.ecs.ServiceServiceConnectConfigurationServiceTlsArgs(
        issuer_cert_authority=aws.ecs.ServiceServiceConnectConfigurationServiceTlsIssuerCertAuthorityArgs(
            aws_pca_authority_arn=authority.arn
        ),
        role_arn=role.arn,
        kms_key=key.arn,
    )
    return tls, deny, [installed, attachment, use_key]


def _service(name: str, number: int, shared: _Shared) -> None:
    group = aws.ec2.SecurityGroup(name, description=f"Tasks of {name}", vpc_id=vpc_id)
    rules = _rules(name, group, shared.balancer_group)
    target_group = aws.lb.TargetGroup(
        name,
        name_prefix="servi-",
        vpc_id=vpc_id,
        port=8080,
        protocol="HTTPS",
        protocol_version="HTTP1",
        target_type="ip",
        deregistration_delay=300,
        health_check=aws.lb.TargetGroupHealthCheckArgs(
            protocol="HTTPS",
            port="traffic-port",
            path="/",
            matcher="200",
            interval=30,
            timeout=5,
            healthy_threshold=5,
            unhealthy_threshold=2,
        ),
    )
    listener_rule = aws.lb.ListenerRule(
        name,
        listener_arn=shared.listener.arn,
        priority=number,
        conditions=[
            aws.lb.ListenerRuleConditionArgs(
                path_pattern=aws.lb.ListenerRuleConditionPathPatternArgs(values=[f"/{number}/*"])
            )
        ],
        actions=[aws.lb.ListenerRuleActionArgs(type="forward", target_group_arn=target_group.arn)],
    )
    task_definition, attachments = _task_definition(name, shared.deny)
    log_group = aws.cloudwatch.LogGroup(name, name=_log_group_name(name), retention_in_days=30)
    aws.ecs.Service(
        name,
        cluster=shared.cluster.arn,
        task_definition=task_definition.arn,
        launch_type="FARGATE",
        desired_count=2,
        deployment_circuit_breaker=aws.ecs.ServiceDeploymentCircuitBreakerArgs(enable=True, rollback=True),
        network_configuration=aws.ecs.ServiceNetworkConfigurationArgs(subnets=subnet_ids, security_groups=[group.id]),
        load_balancers=[
            aws.ecs.ServiceLoadBalancerArgs(target_group_arn=target_group.arn, container_name=name, container_port=8080)
        ],
        health_check_grace_period_seconds=60,
        service_connect_configuration=_service_connect(name, shared),
        propagate_tags="SERVICE",
        opts=pulumi.ResourceOptions(depends_on=[listener_rule, log_group, *attachments, *rules, *shared.ready]),
    )


def _rules(name: str, group: aws.ec2.SecurityGroup, balancer_group: aws.ec2.SecurityGroup) -> list[pulumi.Resource]:
    rules: list[pulumi.Resource] = [
        rule(
            f"{name}-from-load-balancer",
            security_group_id=own.id,
            referenced_security_group_id=peer.id,
            ip_protocol="tcp",
            from_port=8080,
            to_port=8080,
            description=f"Load balancer to {name}",
        )
        for rule, own, peer in (
            (aws.vpc.SecurityGroupEgressRule, balancer_group, group),
            (aws.vpc.SecurityGroupIngressRule, group, balancer_group),
        )
    ]
    rules += [
        aws.vpc.SecurityGroupEgressRule(
            f"{name}-443-to-{suffix}",
            security_group_id=group.id,
            ip_protocol="tcp",
            from_port=443,
            to_port=443,
            description="Images, logs and AWS APIs",
            **block,
        )
        for suffix, block in everywhere.items()
    ]
    return rules


def _task_definition(name: str, deny: aws.iam.Policy) -> tuple[aws.ecs.TaskDefinition, list[pulumi.Resource]]:
    execution = aws.iam.Role(
        f"{name}-execution",
        description=f"Starts the tasks of {name}",
        assume_role_policy=_trust("ecs-tasks.amazonaws.com"),
    )
    task = aws.iam.Role(
        f"{name}-task",
        description=f"What the application {name} may do",
        assume_role_policy=_trust("ecs-tasks.amazonaws.com"),
    )
    attachments: list[pulumi.Resource] = [
        aws.iam.RolePolicyAttachment(
            f"{name}-execution-start",
            role=execution.name,
            policy_arn="arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
        ),
        aws.iam.RolePolicyAttachment(f"{name}-task-deny-private-keys", role=task.name, policy_arn=deny.arn),
    ]
    container = {
        "name": name,
        "image": image,
        "essential": True,
        "cpu": 256,
        "memory": 512,
        "portMappings": [
            {"name": "app", "containerPort": 8080, "hostPort": 8080, "protocol": "tcp", "appProtocol": "http"}
        ],
        "environment": [],
        "secrets": [],
        "stopTimeout": 30,
        "logConfiguration": {"logDriver": "awslogs", "options": _log_options(name, "container")},
    }
    task_definition = aws.ecs.TaskDefinition(
        name,
        family=f"{pulumi.get_project()}-{pulumi.get_stack()}-{name}",
        network_mode="awsvpc",
        requires_compatibilities=["FARGATE"],
        cpu="512",
        memory="1024",
        execution_role_arn=execution.arn,
        task_role_arn=task.arn,
        container_definitions=json.dumps([container]),
    )
    return task_definition, attachments


def _service_connect(name: str, shared: _Shared) -> aws.ecs.ServiceServiceConnectConfigurationArgs:
    return aws.ecs.ServiceServiceConnectConfigurationArgs(
        enabled=True,
        namespace=shared.namespace.arn,
        log_configuration=aws.ecs.ServiceServiceConnectConfigurationLogConfigurationArgs(
            log_driver="awslogs", options=_log_options(name, "proxy")
        ),
        services=[
            aws.ecs.ServiceServiceConnectConfigurationServiceArgs(
                port_name="app",
                discovery_name=name,
                client_alias=[
                    aws.ecs.ServiceServiceConnectConfigurationServiceClientAliasArgs(port=8080, dns_name=name)
                ],
                timeout=aws.ecs.ServiceServiceConnectConfigurationServiceTimeoutArgs(
                    idle_timeout_seconds=300, per_request_timeout_seconds=60
                ),
                tls=shared.tls,
            )
        ],
    )


def _log_group_name(name: str) -> str:
    return f"/ecs/{pulumi.get_project()}/{pulumi.get_stack()}/{name}"


def _log_options(name: str, prefix: str) -> dict[str, str]:
    return {"awslogs-group": _log_group_name(name), "awslogs-region": region, "awslogs-stream-prefix": prefix}


def _trust(service: str) -> str:
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}],
        }
    )


def _statement(effect: str, action: str | list[str], resource: pulumi.Input[str]) -> dict[str, object]:
    return {"Version": "2012-10-17", "Statement": [{"Effect": effect, "Action": action, "Resource": resource}]}
